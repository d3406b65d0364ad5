#pragma once

/*
 * docbox: documents are read in a locked process, whatever they claim to be.
 *
 * The file is mapped before the door closes; the process has a heap that was
 * reserved then, and may read, write and end. libarchive and expat run there
 * and nowhere else. Rows leave in frames through a pipe; the keeper distrusts
 * them like any input.
 *
 * A workbook's values are those that were kept in it: nothing is calculated.
 * A value that spans rows stands in each of them that has anything else. What
 * is wrong with a sheet, a row or a cell is a complaint, and the rest goes on;
 * where the document itself is damaged or cut short it is CELL_INPUT_BAD, and
 * what stood before was told.
 *
 * 0, a negative errno, or CELL_DEAD, CELL_BROKE_RULE, CELL_LIED,
 * CELL_INPUT_BAD (cell.h).
 */

#include "read/doc/table.h"

enum {
	DOCBOX_MEMORY = 192 << 20,       /* bytes it may use in all */
	DOCBOX_UNPACKED_MAX = 1 << 30,   /* bytes that an archive's parts may have together: more is a bomb */
	DOCBOX_TOLD_MAX = 1 << 30,       /* bytes of cells: one long text that a million rows share would take hours */
	DOCBOX_RATIO_MAX = 200,          /* unpacked to packed; honest workbooks have some 20 */
	DOCBOX_SECONDS_MAX = 300,        /* of waiting for it; a million rows need some ten */
	DOCBOX_COMPLAINTS_MAX = 1000,    /* told one by one; doc_report counts them all */
};

enum doc_kind { DOC_CSV, DOC_XLSX, DOC_JSONL, DOC_NMAP_XML, DOC_UNKNOWN };
extern const char *const doc_kind_names[DOC_UNKNOWN + 1];

struct doc_listener {
	struct table_sink sink;
	/* So many of the input's bytes are done. May be NULL. */
	void (*progress)(struct doc_listener *l, uint64_t bytes_done);
};

struct doc_report {
	enum doc_kind kind;
	struct table_dialect dialect; /* of DOC_CSV */
	uint64_t rows, sheets, complaints; /* sheets: of a workbook, those without rows too */
};

/*
 * Reads a mapped document of any kind that is known by its bytes. JSON lines
 * come as rows whose first row has the keys (with dots for what is nested);
 * nmap XML as rows with the headings address, mac, vendor, hostname, port,
 * protocol, service, product, version, one a port.
 */
int docbox_read(str document, struct doc_listener *l, struct doc_report *ret_report, struct complaint *reterr);
