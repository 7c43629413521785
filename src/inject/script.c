/* Reads a whole script, as a run copies it. */

#include "inject/inject.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/sha256.h"
#include "store/record_store.h"

struct part_query {
	struct store *store;
	struct arena *arena;
	struct id exercise_id;
	struct fault *fault;
};

/* All of a type that hang on the exercise; `tail` orders them. */
static bool read_parts(const struct part_query *query, const struct record_type *type,
		       const char *tail, struct list *list_out)
{
	const char *sql = arena_printf(query->arena,
		"SELECT %s FROM visible_%s AS part WHERE scope_id = :id %s",
		record_store_columns(type), type->name, tail);

	return store_list(query->store, query->arena, type, sql,
			  BINDS(ID("id", query->exercise_id)), list_out, query->fault);
}

/* Everything that hangs on an inject, in the injects' order. */
#define BY_INJECT \
	"ORDER BY (SELECT planned IS NULL FROM visible_inject WHERE id = part.inject_id)," \
	" (SELECT planned FROM visible_inject WHERE id = part.inject_id)," \
	" (SELECT number FROM visible_inject WHERE id = part.inject_id), id"

bool script_read(struct store *store, struct arena *arena, struct id exercise_id,
		 struct script_copy *copy_out, struct fault *fault)
{
	const struct part_query query = { store, arena, exercise_id, fault };
	struct script_copy copy = { .script = NULL };
	struct list settings;

	must(!id_is_none(exercise_id), "the script of no exercise");
	if (!read_parts(&query, &script_type, "", &settings) ||
	    !read_parts(&query, &cell_type, "ORDER BY position, id", &copy.cells) ||
	    !read_parts(&query, &cell_member_type, "ORDER BY cell_id, id",
			&copy.cell_members) ||
	    !read_parts(&query, &storyline_type, "ORDER BY position, id", &copy.storylines) ||
	    !read_parts(&query, &script_event_type, "ORDER BY position, id", &copy.events) ||
	    !read_parts(&query, &script_incident_type, "ORDER BY script_event_id, position, id",
			&copy.incidents) ||
	    !read_parts(&query, &inject_type, "ORDER BY planned IS NULL, planned, number",
			&copy.injects) ||
	    !read_parts(&query, &inject_recipient_type, BY_INJECT, &copy.recipients) ||
	    !read_parts(&query, &inject_condition_type, BY_INJECT, &copy.conditions) ||
	    !read_parts(&query, &objective_link_type, "ORDER BY objective_id, id",
			&copy.objective_links))
		return false;
	must(settings.count <= 1, "an exercise has one script at most");
	copy.script = settings.count == 0 ? NULL : settings.items[0];
	*copy_out = copy;
	return true;
}

static void add_records(struct text *out, const struct record_type *type,
			const struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		json_add_record(out, type, list->items[i]);
		text_add_char(out, '\n');
	}
}

const char *script_digest(struct arena *arena, const struct script_copy *copy)
{
	struct text out = { .arena = arena }, hex = { .arena = arena };
	unsigned char hash[SHA256_BYTES];

	must(copy != NULL, "the digest of no script");
	add_records(&out, &cell_type, &copy->cells);
	add_records(&out, &inject_type, &copy->injects);
	add_records(&out, &inject_recipient_type, &copy->recipients);
	add_records(&out, &inject_condition_type, &copy->conditions);
	SHA256_OF(hash, { text_string(&out), out.length });
	for (size_t i = 0; i < sizeof(hash); i++)
		text_add_format(&hex, "%02x", hash[i]);
	return text_string(&hex);
}

static const struct cell *find_cell(const struct script_copy *copy, struct id id)
{
	for (size_t i = 0; i < copy->cells.count; i++)
		if (id_equal(((const struct cell *)copy->cells.items[i])->head.id, id))
			return copy->cells.items[i];
	return NULL;
}

const struct cell *recipient_cell(const struct script_copy *copy,
				  const struct inject_recipient *recipient)
{
	must(copy != NULL && recipient != NULL, "a recipient of a script");
	if (!id_is_none(recipient->cell_id))
		return find_cell(copy, recipient->cell_id);
	if (id_is_none(recipient->organisation_member_id))
		return NULL;
	for (size_t i = 0; i < copy->cell_members.count; i++) {
		const struct cell_member *member = copy->cell_members.items[i];

		if (id_equal(member->organisation_member_id, recipient->organisation_member_id))
			return find_cell(copy, member->cell_id);
	}
	return NULL;
}
