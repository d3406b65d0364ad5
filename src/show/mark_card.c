/*
 * A mark as it is written, for whoever wants to check or to doubt it.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/phrase.h"

/* Lists of fields have no blanks: "http.server|ssdp.server" may be broken behind each. */
static void say_written(struct prose *p, const char *label, str text) {
	if (text.n == 0)
		return;
	phrase_begin(p, label);
	while (text.n > 0) {
		size_t n = str_find(text, STR("|"), 0);
		bool tight = n > 0 && n + 1 < text.n && !byte_is_blank(text.at[n - 1]) && !byte_is_blank(text.at[n + 1]);
		size_t size = n < text.n ? n + 1 : n;

		prose_str(p, (str){ text.at, size });
		prose_cstr(p, tight ? " " : "");
		text = str_after(text, size);
	}
	phrase_end(p);
}

static void say_examples(struct prose *p, const char *head, struct strs examples) {
	if (examples.count == 0)
		return;
	prose_head(p, head);
	p->hang = PHRASE_INDENT;
	for (size_t i = 0; i < examples.count; i++) {
		prose_str(p, examples.at[i]);
		prose_end(p);
	}
	p->hang = 0;
}

void show_mark_card(FILE *to, const struct look *look, const struct mark_card *card) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_tone(&p, TONE_HEAD);
	prose_str(&p, card->note->id);
	prose_tone(&p, TONE_PLAIN);
	prose_end(&p);
	p.indent = PHRASE_INDENT;
	say_written(&p, "When", card->when);
	say_written(&p, "Unless", card->unless);
	phrase_line(&p, "It says", card->claim);
	phrase_line(&p, "How strong", str_of(translate(meaning_of_strength(card->strength))));
	phrase_line(&p, "Why", card->note->why);
	phrase_line(&p, "Source", card->note->source);
	phrase_line(&p, "Trust", str_of(phrase_trust_word(card->note->trust)));
	say_examples(&p, "Must match", card->examples);
	say_examples(&p, "Must not match", card->counters);
}
