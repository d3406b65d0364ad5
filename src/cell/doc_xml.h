#pragma once

/*
 * doc_xml: XML by expat, piece by piece, with what hostile documents do kept
 * out: a DTD of their own (the billion laughs), nesting without end, one
 * token as large as the file.
 */

#include "base/str.h"

enum {
	DOC_XML_DEPTH_MAX = 64,             /* a sheet has 7, nmap some 8 */
	DOC_XML_TOKEN_MAX = 1024 * 1024,    /* bytes of one tag or comment; the longest attribute seen has some KiB */
	DOC_XML_PIECE = 64 * 1024,
};

struct doc_xml {
	/* Elements by their local names; attributes name, value, name, …, NULL. Any may be NULL. */
	void (*open)(struct doc_xml *x, str name, const char *const *attributes);
	void (*close)(struct doc_xml *x, str name);
	void (*text)(struct doc_xml *x, str text);
	/* The next bytes: how many, 0 at the end, <0 when there are none for a reason of its own. */
	ptrdiff_t (*read)(struct doc_xml *x, void *to, size_t size);
	void *source;    /* of read() */
	int error;       /* a handler that sets it (<0) ends the reading */
	bool is_enough;  /* a handler that sets it ends the reading: all is well */
	/* Of the reading. */
	void *parser;
	unsigned depth;
	unsigned long line; /* where it stopped */
	const char *why; /* NULL, or what is wrong with the XML, or with its source if read() says so */
};

enum { DOC_XML_BROKEN = 1, /* `why` and `line` say what */ DOC_XML_CUT /* read() had no more */ };

/* 0, one of the above, or <0: of a handler, -ENOMEM. */
int doc_xml_read(struct doc_xml *x);

/*
 * A random number for expat's tables, so that nobody can choose names that
 * fall into one place: to be given before the door closes, behind which there
 * are none.
 */
void doc_xml_season(unsigned long salt);

/* The line at hand, from a handler. */
unsigned long doc_xml_line(const struct doc_xml *x);

/* The value of the attribute with this local name, empty when there is none. */
str doc_xml_attribute(const char *const *attributes, str name);

/* "1" and "true" are yes. */
bool doc_xml_is_yes(str value);
