#pragma once

/*
 * html_text: text into HTML, so that no value can become markup.
 *
 * Everything that came from a device, a data file or a user goes through
 * these functions. The output is also well-formed XML, which lets a test
 * check all of it with an XML parser.
 */

#include <stdio.h>

#include "base/str.h"

/* Markup of our own, as it stands. */
void html_raw(FILE *to, const char *markup);

/*
 * Text or an attribute's value: & < > " ' escaped; line feeds and tabs kept;
 * all other bytes that are unprintable, invisible or no UTF-8 as \xNN.
 */
void html_str(FILE *to, str text);
void html_cstr(FILE *to, const char *text);
void html_decimal(FILE *to, double number, unsigned digits);

/* <name>text</name>; nothing when the text is empty. */
void html_element(FILE *to, const char *name, str text);

/* A link when `source` is one whole http address, else its text. */
void html_source(FILE *to, str source);
