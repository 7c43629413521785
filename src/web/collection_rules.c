/* What holds for every type of record: labels, references, rights. */

#include <string.h>

#include "base/must.h"
#include "web/collection_door.h"

/* The head of any record: enough to judge who may see it. */
struct bare {
	struct record_head head;
};
static const struct field bare_fields[] = { RECORD_HEAD_FIELDS(struct bare) };
static const struct record_type bare_type = RECORD_TYPE(bare, bare_fields);

/* Where nothing is set, the deployment that allows least. */
static bool deployment_is_open(const struct door *door, bool *is_open_out)
{
	static const char sql[] =
		"SELECT value\n"
		"FROM office_setting\n"
		"WHERE name = 'deployment'";
	const char *value;

	if (!store_text(journal_store(door->journal), journal_arena(door->journal), sql, NO_BINDS,
			&value, door->fault))
		return false;
	*is_open_out = value == NULL || strcmp(value, "open") == 0;
	return true;
}

bool rules_label(const struct door *door, const void *before, const void *after)
{
	struct label label = record_head_const(after)->label;
	bool is_open = true;

	must(label.level <= LABEL_TUYET_MAT, "a label of the table");

	if (before != NULL && record_head_const(before)->label.level == label.level)
		return true;
	if (door->reader != NULL && label.level > reader_clearance(door->reader).level)
		return fault_set(door->fault, FAULT_FORBIDDEN, "/label", NULL);
	if (label.level <= LABEL_INTERNAL)
		return true;
	if (!deployment_is_open(door, &is_open))
		return false;
	return !is_open || fault_add_problem(door->fault, journal_arena(door->journal), "/label",
					     PROBLEM_LABEL_NOT_ALLOWED, NULL);
}

static bool may_see(const struct door *door, const struct record_type *type, const void *record)
{
	const struct record_head *head = record_head_const(record);

	return door->reader == NULL ||
	       reader_may_see(door->reader, type, head->scope_id, head->label);
}

void *door_find(const struct door *door, const struct record_type *type, struct id id)
{
	void *record = record_store_find(journal_store(door->journal),
					 journal_arena(door->journal), type, id, door->fault);

	if (record == NULL || may_see(door, type, record))
		return record;
	fault_set(door->fault, FAULT_NOT_FOUND, NULL, type->name);
	return NULL;
}

static bool add_no_such(const struct door *door, const struct record_type *type,
			const char *pointer)
{
	struct arena *arena = journal_arena(door->journal);

	return fault_add_problem(door->fault, arena, pointer, PROBLEM_NO_SUCH_RECORD,
				 arena_printf(arena, BOTH("%s", "%s"), type->vi, type->en));
}

/* True if it is there and may be seen; a problem otherwise. */
static bool check_reference(const struct door *door, const struct record_type *type, struct id id,
			    const char *pointer)
{
	struct fault missing = { .kind = FAULT_NONE };
	struct door quiet = { door->journal, door->reader, &missing };

	must(!id_is_none(id), "only what is named is looked for");

	if (door_find(&quiet, type, id) != NULL)
		return true;
	if (missing.kind == FAULT_NOT_FOUND)
		return add_no_such(door, type, pointer);
	return fault_set(door->fault, missing.kind, missing.field, missing.detail);
}

bool rules_references(const struct door *door, const struct record_type *type,
		      const void *before, const void *after)
{
	must(after != NULL, "only what stays refers to something");
	bool good = true;

	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		const void *at = field_at_const(field, after);
		const struct record_type *other = journal_find_type(field->refers_to);

		if (other == NULL || field_is_empty(field, at) || (before != NULL &&
		    field_equal(field, field_at_const(field, before), at)))
			continue;
		good = check_reference(door, other, *(const struct id *)at,
				       arena_printf(journal_arena(door->journal), "/%s",
						    field->name)) && good;
	}
	return good;
}

void *collection_refer(struct journal *journal, const struct record_type *type, struct id id,
		       const char *pointer, struct fault *fault)
{
	struct fault missing = { .kind = FAULT_NONE };
	struct door door = { journal, NULL, fault };
	void *record = record_store_find(journal_store(journal), journal_arena(journal), type, id,
					 &missing);

	if (record != NULL)
		return record;
	must(missing.kind != FAULT_NONE, "what is not found says why");
	if (missing.kind == FAULT_NOT_FOUND)
		add_no_such(&door, type, pointer);
	else
		fault_set(fault, missing.kind, missing.field, missing.detail);
	return NULL;
}

/* Names come from the table of fields only. */
static const char *user_sql(struct arena *arena, const struct record_type *type,
			    const struct field *field)
{
	return arena_printf(arena, "SELECT id, version, label, scope_id\nFROM %s\n"
			    "WHERE %s = :id\nAND id <> :id\nLIMIT 1", type->name, field->name);
}

static bool add_in_use(const struct door *door, const struct record_type *type,
		       const void *user)
{
	struct arena *arena = journal_arena(door->journal);
	const char *who = may_see(door, type, user) ?
		arena_printf(arena, BOTH("%s", "%s"), type->vi, type->en) :
		BOTH("bản ghi khác", "another record");

	return fault_add_problem(door->fault, arena, "/id", PROBLEM_IN_USE, who);
}

static bool check_users(const struct door *door, const struct record_type *type,
			const struct field *field, struct id id)
{
	struct arena *arena = journal_arena(door->journal);
	struct fault none = { .kind = FAULT_NONE };
	must(field->type == FIELD_ID, "a reference is an id");
	const void *user = store_one(journal_store(door->journal), arena, &bare_type,
				     user_sql(arena, type, field), BINDS(ID("id", id)), &none);

	if (user != NULL)
		return add_in_use(door, type, user);
	return none.kind == FAULT_NOT_FOUND ||
	       fault_set(door->fault, none.kind, none.field, none.detail);
}

/* "*": to a record of any type, for no two have the same id. */
static bool may_refer(const struct field *field, const struct record_type *type)
{
	return field->refers_to != NULL && (strcmp(field->refers_to, type->name) == 0 ||
					    strcmp(field->refers_to, "*") == 0);
}

bool rules_not_in_use(const struct door *door, const struct record_type *type, struct id id)
{
	must(!id_is_none(id), "nobody refers to none");
	bool good = true;

	for (const struct record_type *const *other = journal_types(); *other != NULL; other++) {
		bool is_free = true;	/* each type is named once */

		for (size_t i = 0; i < (*other)->field_count && is_free; i++)
			if (may_refer(&(*other)->fields[i], type))
				is_free = check_users(door, *other, &(*other)->fields[i], id);
		good = good && is_free;
	}
	return good;
}

bool rules_may(const struct door *door, enum right right, struct id scope_id)
{
	return door->reader == NULL || reader_may(door->reader, right, scope_id) ||
	       fault_set(door->fault, FAULT_FORBIDDEN, NULL, NULL);
}

bool rules_may_in_new_scope(const struct door *door, enum right right, struct id scope_id)
{
	if (door->reader == NULL || reader_may(door->reader, right, scope_id))
		return true;
	struct id account = reader_account_id(door->reader);

	if (!reader_may_somewhere(door->reader, right) || id_is_none(account))
		return fault_set(door->fault, FAULT_FORBIDDEN, NULL, NULL);
	const struct reader *now = reader_of_account(journal_store(door->journal), account,
						     journal_now(door->journal), door->fault);
	bool may = now != NULL && reader_may(now, right, scope_id);

	reader_release(&now);
	return may || fault_set(door->fault, FAULT_FORBIDDEN, NULL, NULL);
}
