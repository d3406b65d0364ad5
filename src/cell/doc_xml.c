/*
 * expat, held short.
 */
#include "cell/doc_xml.h"

#include <errno.h>
#include <expat.h>
#include <string.h>

/* One box a process, so its salt may stand here. */
static unsigned long hash_salt = 1;

enum { GO_ON = DOC_XML_CUT + 1 };

static str local_name(const char *name) {
	const char *colon = strrchr(name, ':');

	return str_of(colon ? colon + 1 : name);
}

static void stop_if_done(struct doc_xml *x) {
	if (x->error || x->is_enough || x->why)
		XML_StopParser(x->parser, XML_FALSE);
}

static void XMLCALL on_open(void *user, const char *name, const char **attributes) {
	struct doc_xml *x = user;

	if (x->error || x->is_enough || x->why)
		return;
	if (++x->depth > DOC_XML_DEPTH_MAX)
		x->why = "elements stand in one another more than 64 deep";
	else if (x->open)
		x->open(x, local_name(name), (const char *const *)attributes);
	stop_if_done(x);
}

static void XMLCALL on_close(void *user, const char *name) {
	struct doc_xml *x = user;

	if (x->error || x->is_enough || x->why)
		return;
	x->depth--;
	if (x->close)
		x->close(x, local_name(name));
	stop_if_done(x);
}

static void XMLCALL on_text(void *user, const char *text, int size) {
	struct doc_xml *x = user;

	if (x->error || x->is_enough || x->why || !x->text)
		return;
	x->text(x, (str){ (const uint8_t *)text, (size_t)size });
	stop_if_done(x);
}

/* nmap names its document type; a type that declares anything is an attack or a mistake. */
static void XMLCALL on_type(void *user, const char *name, const char *system, const char *public_id, int has_inner) {
	struct doc_xml *x = user;

	(void)name;
	(void)system;
	(void)public_id;
	if (has_inner)
		x->why = "it declares a document type of its own, with which entities could grow without end";
	stop_if_done(x);
}

static void XMLCALL on_entity(void *user, const char *name, int is_parameter, const char *value, int size, const char *base,
			      const char *system, const char *public_id, const char *notation) {
	struct doc_xml *x = user;

	(void)name;
	(void)is_parameter;
	(void)value;
	(void)size;
	(void)base;
	(void)system;
	(void)public_id;
	(void)notation;
	x->why = "it declares an entity";
	stop_if_done(x);
}

/* What one piece comes to; GO_ON, or what doc_xml_read() gives. */
static int judge(struct doc_xml *x, enum XML_Status status, uint64_t fed) {
	int64_t at = XML_GetCurrentByteIndex(x->parser);

	x->line = XML_GetCurrentLineNumber(x->parser);
	if (x->error)
		return x->error;
	if (x->is_enough)
		return 0;
	if (status != XML_STATUS_OK) {
		enum XML_Error code = XML_GetErrorCode(x->parser);

		if (code == XML_ERROR_NO_MEMORY)
			x->why = "it needs more memory than a document may";
		else if (!x->why)
			x->why = XML_ErrorString(code);
	} else if (at >= 0 && fed - (uint64_t)at > DOC_XML_TOKEN_MAX + DOC_XML_PIECE) {
		x->why = "one tag or comment has more than 1 MiB";
	}
	return x->why ? DOC_XML_BROKEN : GO_ON;
}

static int feed(struct doc_xml *x) {
	uint64_t fed = 0;

	for (;;) {
		void *piece = XML_GetBuffer(x->parser, DOC_XML_PIECE);
		ptrdiff_t n = piece ? x->read(x, piece, DOC_XML_PIECE) : 0;

		if (!piece) {
			x->why = "it needs more memory than a document may";
			return DOC_XML_BROKEN;
		}
		if (n < 0) {
			x->line = XML_GetCurrentLineNumber(x->parser);
			return DOC_XML_CUT;
		}
		fed += (uint64_t)n;
		int r = judge(x, XML_ParseBuffer(x->parser, (int)n, n == 0), fed);
		if (r != GO_ON || n == 0)
			return r == GO_ON ? 0 : r;
	}
}

void doc_xml_season(unsigned long salt) {
	/* 0 has expat ask the kernel. */
	hash_salt = salt ? salt : 1;
}

int doc_xml_read(struct doc_xml *x) {
	x->parser = XML_ParserCreate(NULL);
	x->depth = 0;
	x->error = 0;
	x->is_enough = false;
	x->why = NULL;
	if (!x->parser)
		return -ENOMEM;
	XML_SetUserData(x->parser, x);
	XML_SetHashSalt(x->parser, hash_salt);
	XML_SetElementHandler(x->parser, on_open, on_close);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_type);
	XML_SetEntityDeclHandler(x->parser, on_entity);
	int r = feed(x);
	XML_ParserFree(x->parser);
	x->parser = NULL;
	return r;
}

unsigned long doc_xml_line(const struct doc_xml *x) {
	return XML_GetCurrentLineNumber(x->parser);
}

str doc_xml_attribute(const char *const *attributes, str name) {
	for (; *attributes; attributes += 2)
		if (str_eq(local_name(attributes[0]), name))
			return str_of(attributes[1]);
	return (str){ 0 };
}

bool doc_xml_is_yes(str value) {
	return str_eq(value, STR("1")) || str_eq(value, STR("true"));
}
