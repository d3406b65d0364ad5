#pragma once

/*
 * law_stage: the companies, the law texts and the judging that the tests of
 * the law room share.
 */

#include "base/yaml.h"
#include "law/form.h"

/* A good firm, a bad one, a worse one, and some that they own in all the ways that matter. */
extern const struct registry stage_registry;

/* What load() left: laws of a text, until the next one. */
extern struct tree stage_tree;
extern struct laws stage_laws;
extern struct complaint stage_complaint;

/* Loads the laws of a text over those before; as laws_load(). */
int stage_load(const char *text);

/* Gives back what the last text took. */
void stage_close(void);

/* Memory of the stage for one thing at a time: what a test asks for between two loads. */
arena stage_scratch(void);

date stage_day(const char *text);

struct identity stage_device(const char *maker, enum grade grade, enum device_class class);

/* Judges by the first law; the sentences live until the next call. */
struct verdict stage_judge(const struct identity *identity, const struct circumstances *circumstances, const char *on);

/* As stage_judge(), in a language. */
struct verdict stage_judge_in(enum tongue language, const struct identity *identity, const struct circumstances *circumstances,
			      const char *on);

/* As stage_judge(), of what was manufactured there. */
struct verdict stage_judge_made(const struct identity *identity, const char *on, const char *made_in);

bool stage_says(const struct verdict *v, const char *words);

#define ROLES "- { role: buyer, means: who buys }\n- { role: city, means: a city, named: yes }\n"
#define KINDS "- { kind: router, means: it sends packets on, class: [network] }\n" \
	"- { kind: modem, means: it turns signals, class: network }\n"
#define HEAD  "- law: x\n  title: t\n  jurisdiction: NL\n  authority: a\n  citation: c\n"
#define BIND  "  roles: [buyer]\n  acts: [buy]\n  scope: s\n"
#define TAIL  "  sources: [s]\n  trust: high\n" \
	"  examples: [ { maker: bad, class: camera, on: 2020-06-01, status: prohibited } ]\n" \
	"  counters: [ { maker: good, class: camera, on: 2020-06-01, status: clear } ]\n"
#define CLAUSE(when, more) "  clauses:\n    - clause: one\n      when: { " when " }\n      status: prohibited\n" \
	"      because: The rule names it.\n" more
#define LAW(days, clause) ROLES HEAD days BIND clause TAIL
#define SIMPLE LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad], affiliates: 50", "      class: [camera]\n"))
#define DAYS "  from: 2020-01-01\n"
#define GOOD CLAUSE("maker: [bad]", "")
