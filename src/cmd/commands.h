#pragma once

/* What each command does; one file a command. Each gives an enum exit_code. */

#include "cmd/options.h"

int command_read(const struct options *o);
int command_identify(const struct options *o);
int command_explain(const struct options *o);
int command_report(const struct options *o);
int command_laws(const struct options *o);
int command_companies(const struct options *o);
int command_brands(const struct options *o);
int command_marks(const struct options *o);
int command_fields(const struct options *o);
int command_data(const struct options *o);
