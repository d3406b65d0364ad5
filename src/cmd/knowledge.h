#pragma once

/*
 * All that is known, ready to be used: the image that the build made and,
 * when the user gives a folder, what lies in it on top.
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "base/sha256.h"
#include "base/tree.h"
#include "base/yaml.h"
#include "fact/company.h"
#include "fuse/weights.h"
#include "know/dossiers.h"
#include "know/match.h"
#include "know/registers.h"
#include "law/law.h"

enum { KNOWLEDGE_MAX = 256 << 20 }; /* ceiling of its memory; with all of ours loaded it takes some 8 MiB */

/* The kinds of data, and their names: a kind lies in the folder NAME or in the file NAME.yaml. */
enum data_kind {
	DATA_COMPANIES, DATA_BRANDS, DATA_MODELS, DATA_MACS, DATA_MARKS, DATA_LAWS, DATA_WEIGHTS, DATA_MARKETS,
	DATA_FIELDS, DATA_DOSSIERS, DATA_REGISTERS,
	DATA_QUESTIONS, /* the program's own alone: a folder on top of the image may not have any */
	DATA_KINDS,
};

struct knowledge {
	struct tree trees[DATA_KINDS];
	struct yaml *yaml[DATA_KINDS]; /* of the user's folder; NULL without one */
	struct registry registry;
	struct marks marks;
	struct laws laws;
	struct dossiers dossiers;
	struct registers registers;
	struct markets markets;
	struct weights weights;
	struct matcher *matcher;
	uint8_t hash[SHA256_SIZE]; /* over all of it and the version of birthmark: the same hash, the same thoughts */
	struct sha256 sum;         /* while it is being made */
	char path[4096];           /* the folder or file of the user's that is being read; "" otherwise */
	void *memory;
	arena mem;
};

/* What knowledge_open() builds on. */
enum data_base { DATA_ON_IMAGE, DATA_ALONE };

/*
 * Loads the image and `folder` on top of it, or, with DATA_ALONE, nothing but
 * the folder. `folder` may be NULL with DATA_ON_IMAGE. 0; TREE_WRONG and the
 * complaint, which points into `k`; or a negative errno, of `k->path` if there
 * is one. Close it in any case.
 */
int knowledge_open(struct knowledge *k, enum data_base base, const char *folder, struct complaint *reterr);
void knowledge_close(struct knowledge *k);
