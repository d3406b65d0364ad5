#pragma once

/*
 * The knowledge as it was when the program was built: data/ as trees, made
 * by tools/pack.c. Nothing of it is typed here.
 */

#include "base/sha256.h"
#include "base/tree.h"

extern const struct tree image_companies, image_brands, image_models, image_macs, image_marks, image_laws,
	image_weights, image_markets, image_fields, image_questions, image_dossiers, image_registers;

extern const uint8_t image_hash[SHA256_SIZE]; /* over all of it and the version of birthmark */
