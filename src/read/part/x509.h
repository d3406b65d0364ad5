#pragma once

/*
 * x509: finds what people call a certificate by (RFC 5280), without trusting
 * a byte of it. Nothing is verified: it is read like any other text.
 */

#include "base/cur.h"
#include "base/text.h"

/* One element of DER (X.690): its tag and what it holds. */
struct der {
	uint8_t tag;
	str value;
};

/*
 * The next element. False when it is cut, or in a form that certificates
 * never use: tags above 30, sizes that are not given or have over 4 bytes.
 */
bool der_take(cur *in, struct der *ret_element);

/* The value of an OBJECT IDENTIFIER with dots, "1.3.6.1"; a last number that is cut is left out. */
void der_oid_text(struct text *t, str oid);

struct x509 {
	str subject, issuer;         /* what the Names hold; for x509_name_text() */
	struct der not_before, not_after; /* for x509_time_text() */
	str alt_names;               /* what the SubjectAltName holds; empty when there is none */
};

/* The slices point into `certificate`. False when it is none. */
bool x509_open(str certificate, struct x509 *ret_x509);

/*
 * A Name in the one-line form of the openssl command: `C = TW, O = "A, Inc.",
 * CN = cam`. Bytes that are no ASCII text stand as \HH of their UTF-8. Stops
 * quietly where the DER goes wrong.
 */
void x509_name_text(struct text *t, str name);

/* "Dec 15 10:04:53 2010 GMT"; false, and nothing is added, when it is no time. */
bool x509_time_text(struct text *t, struct der time);

/* The next DNS name, URI, mail or IP address of `alt_names`, as text; false at the end. */
bool x509_alt_name_next(cur *alt_names, struct text *t);
