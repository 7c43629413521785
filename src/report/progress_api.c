/* The table of a term and its figures over HTTP. */

#include <sodium.h>

#include "base/json.h"
#include "base/must.h"
#include "journal/checkpoint.h"
#include "report/report_api.h"
#include "report/roll_up.h"

#define VIETNAM_MINUTES 420

bool report_query_word(struct request *request, const char *name, const struct words *words,
		       unsigned *value)
{
	const char *word = request_query(request, name);
	struct text all = { .arena = request->arena };

	if (word == NULL || *word == '\0' || words_find(words, word, value))
		return request->fault.kind == FAULT_NONE;
	for (size_t i = 0; i < words->count; i++)
		text_add_format(&all, "%s%s", i == 0 ? "" : ", ", words->list[i].word);
	return fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", name), PROBLEM_NOT_WORD,
				 text_string(&all));
}

static bool read_query(struct request *request, struct roll_up_query *query)
{
	unsigned structure = PROGRESS_AS_WAS, rule = PROGRESS_ANY;
	struct date as_of = query->today;
	bool good = report_query_word(request, "structure", &progress_structure_words, &structure);

	good &= report_query_word(request, "rule", &progress_rule_words, &rule);
	good &= request_query_date(request, "as_of", &as_of);
	query->progress.structure = (enum progress_structure)structure;
	if (structure == PROGRESS_AS_WAS)
		return good;
	query->progress.rule = (enum progress_rule)rule;
	query->progress.as_of = as_of;
	return good;
}

static bool read_parent(struct request *request, struct id *parent_out)
{
	const char *text = request_query(request, "parent_id");

	if (text == NULL || *text == '\0' || id_parse(text, parent_out))
		return request->fault.kind == FAULT_NONE;
	return fault_add_problem(&request->fault, request->arena, "/parent_id", PROBLEM_NOT_ID,
				 NULL);
}

void report_show_progress(struct request *request)
{
	struct roll_up_query query = { .programme_id = request->id,
		.today = instant_date(request->now, VIETNAM_MINUTES) };
	struct progress_page page = { .rows_most = ROLL_UP_ROWS_MOST,
				      .language = request->language };

	bool good = read_query(request, &query);

	if (!read_parent(request, &page.parent_id) || !good)
		return;
	query.with_parents = !id_is_none(page.parent_id);
	const struct roll_up *roll_up = roll_up_take(request->store, request->reader, &query,
						     &request->fault);

	if (roll_up == NULL)
		return;
	if (query.with_parents)
		progress_write_json(&request->reply, roll_up->progress, &page);
	else
		text_add(&request->reply, roll_up->pages[request->language]);
	roll_up_release(&roll_up);
}

/* {"size":…,"root":"…"} of the newest checkpoint, null before the first one. */
static bool add_checkpoint(struct request *request)
{
	struct text *out = &request->reply;
	struct fault none = { .kind = FAULT_NONE };
	struct checkpoint checkpoint;
	char root[sodium_base64_ENCODED_LEN(sizeof(checkpoint.root.bytes),
					    sodium_base64_VARIANT_ORIGINAL)];

	if (!checkpoint_newest(request->store, request->arena, &checkpoint, &none)) {
		if (none.kind != FAULT_NOT_FOUND)
			request->fault = none;
		text_add(out, "null");
		return none.kind == FAULT_NOT_FOUND;
	}
	sodium_bin2base64(root, sizeof(root), checkpoint.root.bytes,
			  sizeof(checkpoint.root.bytes), sodium_base64_VARIANT_ORIGINAL);
	text_add_format(out, "{\"size\":%llu,\"root\":", (unsigned long long)checkpoint.size);
	json_add_string(out, root);
	text_add_char(out, '}');
	return true;
}

void report_show_figures(struct request *request)
{
	struct roll_up_query query = { .programme_id = request->id,
		.today = instant_date(request->now, VIETNAM_MINUTES) };
	const struct roll_up *roll_up = roll_up_take(request->store, request->reader, &query,
						     &request->fault);

	if (roll_up == NULL)
		return;
	must(roll_up->figures_json != NULL, "a term as it was has figures");
	text_add_char(&request->reply, '{');
	text_add(&request->reply, roll_up->figures_json);
	text_add(&request->reply, ",\"checkpoint\":");
	if (add_checkpoint(request))
		text_add_char(&request->reply, '}');
	roll_up_release(&roll_up);
}
