/*
 * What a reader must know to judge the report: how it was made, what its
 * words mean, what it cannot know.
 */
#include "show/html.h"
#include "show/story.h"

struct entry {
	const char *word, *meaning;
};

static void put_entries(FILE *to, const struct entry *entries, size_t count) {
	html_raw(to, "<dl class=\"words\">\n");
	for (size_t i = 0; i < count; i++) {
		html_element(to, "dt", str_of(entries[i].word));
		html_element(to, "dd", str_of(entries[i].meaning));
	}
	html_raw(to, "</dl>\n");
}

static const struct entry likelihood[] = {
	{ "Confirmed", "A confidence of 0.99 or more, and either a proof or two kinds of evidence that do not depend on each "
		       "other. A MAC block or a name alone never confirms." },
	{ "Likely", "What was seen speaks for this maker, and falls short of a confirmation; a confidence of 0.80 or more. "
		    "From 0.95 on we say \u201cvery likely\u201d." },
	{ "Possible", "It fits, and others fit too; a confidence of 0.20 or more. Counted as unresolved." },
	{ "Unknown", "Nothing that was seen says who made it, or the evidence does not agree. Counted as unresolved." },
};

static const struct entry glossary[] = {
	{ "Maker", "The company whose design and firmware the device is." },
	{ "Label, brand", "The name under which it is sold." },
	{ "Relabelled", "The maker is somebody else than the label says. It is a common way of trade and no offence in itself." },
	{ "Mark", "A known trait by which a maker\u2019s devices can be told, with its source, examples and counter-examples." },
	{ "Strength", "Hint: people can type or change it. Fair: usual for this maker, seen elsewhere too. Strong: seldom seen "
		      "on anything else. Proof: only that maker\u2019s own firmware produces it." },
	{ "MAC block", "A range of network addresses that the IEEE gave to a company. It tells who bought the addresses, which is "
		       "often the maker of a part." },
	{ "Undetermined", "The identity is too weak for this rule, or a fact is missing. The reasons name it." },
};

static const struct entry limits[] = {
	{ "Only what spoke was seen", "A device that was silent, switched off, or on a network that was not read is not here. Its "
				      "absence says nothing." },
	{ "Cameras behind a recorder or a router may be hidden", "A recorder can name the cameras it uses; they are then named by the "
								 "recorder and not by themselves." },
	{ "Words can be false", "Names, titles and locations are typed by people. They count as hints only." },
	{ "A brand is not all of its models", "Brands change suppliers. What is said of one device does not hold for its brand." },
	{ "A chip is not a maker", "The main chip is a fact of its own; some rules ask for it, most do not." },
	{ "This is not legal advice", "It says what a rule\u2019s text covers on a day. Whether it binds you, and which exception applies, is "
				      "for you and your lawyer to settle." },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Whole, as somebody signed it. */
static void put_scopes(FILE *to, struct strs scopes) {
	if (scopes.count)
		html_raw(to, "<h3 class=\"minor\">What allowed the scans</h3>\n");
	for (size_t i = 0; i < scopes.count; i++) {
		html_raw(to, "<pre>");
		html_str(to, scopes.at[i]);
		html_raw(to, "</pre>\n");
	}
}

void html_method(FILE *to, struct strs scopes) {
	html_raw(to, "<section aria-labelledby=\"method\"><h2 id=\"method\">Method and limits</h2>\n"
		     "<p>birthmark reads what devices say on the network, bit by bit, and keeps where each word was seen. Marks turn "
		     "what was seen into claims; claims of different kinds are weighed against each other; what comes out is compared with "
		     "the rules as they stood on the day above. Every step is shown with each device.</p>\n");
	put_scopes(to, scopes);
	html_raw(to, "<h3 class=\"minor\">How sure we are, in fixed words</h3>\n");
	put_entries(to, likelihood, COUNT(likelihood));
	html_raw(to, "<h3 class=\"minor\">What this cannot know</h3>\n");
	put_entries(to, limits, COUNT(limits));
	html_raw(to, "<h3 class=\"minor\">Words used here</h3>\n");
	put_entries(to, glossary, COUNT(glossary));
	html_raw(to, "<h3 class=\"minor\">What a verdict means</h3>\n<dl class=\"words\">\n");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		html_raw(to, "<dt>");
		html_status(to, (enum status)status);
		html_raw(to, "</dt><dd>This means: ");
		html_cstr(to, meaning_of_status((enum status)status));
		html_raw(to, ".</dd>\n");
	}
	html_raw(to, "</dl></section>\n");
}
