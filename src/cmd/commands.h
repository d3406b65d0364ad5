#pragma once

/* What each command does; one file a command. */

#include "cmd/options.h"

enum exit_code command_read(const struct options *o);
enum exit_code command_import(const struct options *o);
enum exit_code command_reconcile(const struct options *o);
enum exit_code command_scan(const struct options *o);
enum exit_code command_identify(const struct options *o);
enum exit_code command_explain(const struct options *o);
enum exit_code command_judge(const struct options *o);
enum exit_code command_report(const struct options *o);
enum exit_code command_laws(const struct options *o);
enum exit_code command_companies(const struct options *o);
enum exit_code command_brands(const struct options *o);
enum exit_code command_marks(const struct options *o);
enum exit_code command_fields(const struct options *o);
enum exit_code command_data(const struct options *o);
enum exit_code command_decide(const struct options *o);
enum exit_code command_audit(const struct options *o);
enum exit_code command_devices(const struct options *o);
enum exit_code command_site(const struct options *o);
enum exit_code command_contract(const struct options *o);
enum exit_code command_tell(const struct options *o);
enum exit_code command_merge(const struct options *o);
enum exit_code command_split(const struct options *o);
enum exit_code command_backup(const struct options *o);
