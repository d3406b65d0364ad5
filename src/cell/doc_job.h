#pragma once

/*
 * doc_job: what the readers of documents are given inside of a box.
 */

#include "cell/docbox.h"

enum { DOC_BAD = 1 }; /* the document is damaged; `why` says where; what was good was told */

struct doc_job {
	str bytes;
	struct table_sink *sink;
	/* So many of the bytes are done. 0 or <0 to stop. */
	int (*progress)(struct doc_job *job, uint64_t bytes_done);
	struct doc_report report; /* kind; readers fill in dialect and sheets */
	struct complaint why;
};

/* 0, DOC_BAD with `why`, or <0 of the sink or the machine. Each may use malloc(). */
int doc_xlsx(struct doc_job *job);
int doc_jsonl(struct doc_job *job);
int doc_nmap(struct doc_job *job);

/* For `why`: the parts behind one another. Gives DOC_BAD. */
#define DOC_SAY_BAD(job, ...) \
	(complaint_say(&(job)->why, (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str)), DOC_BAD)
