#pragma once

/*
 * mac_blocks: how many blocks of MAC addresses the IEEE gave to a company.
 */

#include "fact/company.h"

/* Adds up all sizes of blocks; those that are in devices of its own make (know/macs.h) count. */
size_t mac_blocks_of(const struct registry *r, const struct company *company);
