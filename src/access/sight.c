/* A reader's sight as a document carries it: the label ceiling, and each place with the
   reading rights held there.  A figure that was counted with these eyes can then be
   counted again with them, years later, when the account may be gone. */

#include <string.h>

#include "access/private.h"
#include "access/sight.h"
#include "base/json.h"
#include "base/must.h"

#define PLACES_MOST 1000	/* grants of one account; a document never carries more */

/* The words of the rights, a space between, in the order of rights.def. */
static const char *rights_text(struct arena *arena, uint64_t rights)
{
	struct text out = { .arena = arena };

	for (unsigned right = 1; right < RIGHTS; right++)
		if ((rights & right_bit(right)) != 0)
			text_add_format(&out, "%s%s", out.length == 0 ? "" : " ",
					words_word(&right_words, right));
	return text_string(&out);
}

static void add_place(struct text *out, const struct holding *holding, bool first)
{
	char id[ID_TEXT_SIZE];

	text_add(out, first ? "{" : ",{");
	id_format(holding->within_id, id);
	json_add_name(out, "within");
	json_add_string(out, id_is_none(holding->within_id) ? NULL : id);
	json_add_name(out, "rights");
	json_add_string(out, rights_text(out->arena, holding->rights & rights_reading()));
	text_add_char(out, '}');
}

bool sight_describe(struct store *store, struct arena *arena, const struct reader *reader,
		    struct date day, const char **json_out, struct fault *fault)
{
	struct text out = { .arena = arena };
	struct holding *first;

	must(date_is_known(day), "grants in force on which day?");
	if (reader == NULL || reader == reader_of_machine()) {
		*json_out = NULL;
		return true;
	}
	if (!reader_list_holdings(store, arena, reader, instant_from_date(day,
				  OFFICE_MINUTES_EAST), &first, fault))
		return false;
	text_add_char(&out, '{');
	json_add_name(&out, "label");
	json_add_string(&out, words_word(&label_words, reader_clearance(reader).level));
	text_add(&out, ",\"places\":[");
	for (const struct holding *holding = first; holding != NULL; holding = holding->next)
		add_place(&out, holding, holding == first);
	text_add(&out, "]}");
	*json_out = text_string(&out);
	return true;
}

/* One place of the description; false if it cannot be read. */
static bool read_place(struct arena *arena, const json_t *place, struct holding *holding)
{
	const json_t *within = json_object_get(place, "within");
	const char *rights = json_string_value(json_object_get(place, "rights"));
	const char *unknown;

	*holding = (struct holding){ .code = "sight" };
	if (rights == NULL || (!json_is_null(within) && !json_is_string(within)))
		return false;
	if (json_is_string(within) && !id_parse(json_string_value(within), &holding->within_id))
		return false;
	/* a right that a later program no longer knows gives nothing */
	(void)rights_parse(arena, rights, &holding->rights, &unknown);
	holding->rights &= rights_reading();
	holding->role_rights = holding->rights;
	return true;
}

static bool read_sight(struct arena *arena, const json_t *sight, struct label *label_out,
		       struct holding **first_out)
{
	const json_t *places = json_object_get(sight, "places");
	const char *word = json_string_value(json_object_get(sight, "label"));
	struct holding **end = first_out;
	unsigned level = LABEL_NONE;
	json_t *place;
	size_t i;

	*first_out = NULL;
	if (word == NULL || !words_find(&label_words, word, &level) || !json_is_array(places) ||
	    json_array_size(places) > PLACES_MOST)
		return false;
	label_out->level = (enum label_level)level;
	json_array_foreach(places, i, place) {
		*end = arena_new(arena, struct holding);
		if (!read_place(arena, place, *end))
			return false;
		end = &(*end)->next;
	}
	return true;
}

const struct reader *sight_open(struct store *store, struct arena *arena, const json_t *sight,
				struct fault *fault)
{
	struct label label = { LABEL_NONE };
	struct holding *first;

	must(record_store_reader(store) == NULL, "scopes are walked before the eyes are set");
	if (!read_sight(arena, sight, &label, &first)) {
		fault_set(fault, FAULT_INVALID, "sight",
			BOTH("không đọc được tầm nhìn của tài liệu",
			     "a sight that cannot be read"));
		return NULL;
	}
	return reader_create_of(store, label, first, fault);
}
