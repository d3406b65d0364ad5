#pragma once

/*
 * html_text: text into HTML, so that no value can become markup.
 *
 * Everything that came from a device, a data file or a user goes through
 * these functions. The output is also well-formed XML, which lets a test
 * check all of it with an XML parser.
 */

#include <stdio.h>

#include "base/date.h"
#include "base/str.h"

/* Markup of our own, as it stands. */
void html_raw(FILE *to, const char *markup);

/*
 * Text or an attribute's value: & < > " ' escaped; line feeds and tabs kept;
 * all other bytes that are unprintable, invisible or no UTF-8 as \xNN.
 */
void html_str(FILE *to, str text);
void html_cstr(FILE *to, const char *text);
void html_u64(FILE *to, uint64_t number);
void html_decimal(FILE *to, double number, unsigned digits);
void html_date(FILE *to, date d);

/* <name>text</name>; nothing when the text is empty. */
void html_element(FILE *to, const char *name, str text);

/* At most `most` bytes of it in <code>, then how long it is. */
void html_value(FILE *to, str value, size_t most);

/* A link when `source` is one whole http address, else its text. */
void html_source(FILE *to, str source);
