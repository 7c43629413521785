/* The calls that change records: each writes the row and its entry. */

#include <sodium.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "journal/private.h"

static struct optional_integer known(int64_t value)
{
	return (struct optional_integer){ true, value };
}

/* From the system's generator, a page at a time: an import takes a dozen for
   each of 30,000 records.  What was given out does not stay behind. */
static struct salt new_salt(void)
{
	static _Thread_local struct salt pool[128];
	static _Thread_local size_t left;

	if (left == 0) {
		os_random(pool, sizeof(pool));
		left = sizeof(pool) / sizeof(pool[0]);
	}
	struct salt salt = pool[--left];

	sodium_memzero(&pool[left], sizeof(pool[left]));
	return salt;
}

/* Said by the entry itself, so that they need no commitment. */
static bool is_metadata(const struct field *field)
{
	return strcmp(field->name, "id") == 0 || strcmp(field->name, "version") == 0;
}

/* Commits to the row as it is now and to the fields in which it differs from
   `before` (NULL: all that have a value). */
static void commit_fields(struct journal *journal, const struct record_type *type,
			  const void *before, const void *after, struct entry *entry,
			  struct member_texts *members)
{
	const struct field *fields[FIELDS_MOST];
	size_t count = value_sort_fields(type, fields);
	struct salt salt = new_salt();

	entry->has_after = true;
	entry->after_hash = value_hash_row(journal->scratch, salt, type, after);
	member_texts_add(members, "", salt, NULL);
	for (size_t i = 0; i < count; i++) {
		const void *at = field_at_const(fields[i], after);
		struct text value = { .arena = journal->scratch };
		bool same = before == NULL ? field_is_empty(fields[i], at) :
			    field_equal(fields[i], field_at_const(fields[i], before), at);

		if (same || is_metadata(fields[i]) || (fields[i]->flags & FIELD_SECRET) != 0)
			continue;
		value_write(&value, fields[i], at);
		member_texts_add(members, fields[i]->name, new_salt(), text_string(&value));
	}
}

/* The entry of a row that stands afterwards. */
static bool append_row(struct journal *journal, const struct record_type *type,
		       enum journal_kind kind, const void *before, const void *after,
		       struct fault *fault)
{
	const struct record_head *head = record_head_const(after);
	struct entry entry = { .kind = words_word(&journal_kind_words, kind),
			       .record_type = type->name, .record_id = head->id,
			       .version_after = known(head->version) };
	struct member_texts members;

	if (before != NULL)
		entry.version_before = known(record_head_const(before)->version);
	member_texts_start(&members, journal->scratch);
	commit_fields(journal, type, before, after, &entry, &members);
	member_texts_end(&members);
	if (!journal_append(journal, &entry, &members, fault))
		return false;
	journal_add_event(journal, type, kind, before == NULL ? head : record_head_const(before),
			  head, entry.sequence);
	return true;
}

/* The row first: what the table refuses makes no entry. */
bool journal_add(struct journal *journal, const struct record_type *type, void *record,
		 struct fault *fault)
{
	struct record_head *head = record_head(record);

	if (id_is_none(head->id))
		head->id = id_create(journal->now);
	head->version = 1;
	bool good = (record_store_insert(journal->store, type, record, fault) ||
		     journal_failed(journal, fault)) &&
		    append_row(journal, type, JOURNAL_ADD, NULL, record, fault);

	arena_reset(journal->scratch);
	return good;
}

/* The row if it still has `version`, in the scratch arena. */
static void *find_version(struct journal *journal, const struct record_type *type, struct id id,
			  int64_t version, struct fault *fault)
{
	void *row = record_store_find(journal->store, journal->scratch, type, id, fault);

	if (row == NULL) {
		journal_failed(journal, fault);
		return NULL;
	}
	if (record_head_const(row)->version == version)
		return row;
	fault_set(fault, FAULT_STALE, NULL, type->name);
	return NULL;
}

static bool differs(const struct record_type *type, const void *a, const void *b)
{
	for (size_t i = 0; i < type->field_count; i++)
		if (!field_equal(&type->fields[i], field_at_const(&type->fields[i], a),
				 field_at_const(&type->fields[i], b)))
			return true;
	return false;
}

static bool write_change(struct journal *journal, const struct record_type *type,
			 const void *before, void *record, struct fault *fault)
{
	struct record_head *head = record_head(record);
	int64_t version = head->version++;
	bool good = (record_store_update(journal->store, type, before, record, version,
					fault) ||
		     journal_failed(journal, fault)) &&
		    append_row(journal, type, JOURNAL_CHANGE, before, record, fault);

	if (!good)
		head->version = version;
	return good;
}

static journal_label_follower *label_follower;

void journal_set_label_follower(journal_label_follower *follower)
{
	label_follower = follower;
}

bool journal_change(struct journal *journal, const struct record_type *type, void *record,
		    struct fault *fault)
{
	const struct record_head *head = record_head_const(record);
	const struct record_head *before = find_version(journal, type, head->id, head->version,
							fault);
	bool rises = before != NULL && before->label.level < head->label.level;
	bool good = before != NULL && (!differs(type, before, record) ||
		    write_change(journal, type, before, record, fault));

	arena_reset(journal->scratch);
	/* only now: the follower's own changes use the scratch arena, too */
	return good && (!rises || label_follower == NULL ||
			label_follower(journal, type, head, fault));
}

static bool write_removal(struct journal *journal, const struct record_type *type,
			  const struct record_head *before, struct fault *fault)
{
	struct entry entry = { .kind = words_word(&journal_kind_words, JOURNAL_REMOVE),
			       .record_type = type->name, .record_id = before->id,
			       .version_before = known(before->version) };
	struct member_texts members;

	member_texts_start(&members, journal->scratch);
	member_texts_end(&members);
	if (!record_store_delete(journal->store, type, before->id, before->version, fault))
		return journal_failed(journal, fault);
	if (!journal_append(journal, &entry, &members, fault))
		return false;
	journal_add_event(journal, type, JOURNAL_REMOVE, before, before, entry.sequence);
	return true;
}

bool journal_remove(struct journal *journal, const struct record_type *type, struct id id,
		    int64_t version, struct fault *fault)
{
	const void *before = find_version(journal, type, id, version, fault);
	bool good = before != NULL &&
		    write_removal(journal, type, record_head_const(before), fault);

	arena_reset(journal->scratch);
	return good;
}

/* Values that lie beside the record's entries and must go. */
struct pruned {
	struct pruned *next;
	int64_t sequence;
	const char *content;
};

static bool list_pruned(struct journal *journal, const char *record_type, struct id id,
			const char *field, struct pruned **first_out, struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.record_type = :record_type\n"
		"AND j.record_id = :record_id\n"
		"AND j.kind <> 'access'";
	struct rows *rows = store_rows(journal->store, sql, BINDS(
		TEXT("record_type", record_type), ID("record_id", id)), fault);
	struct entry entry;
	bool good = true;

	while (rows_next(rows)) {
		good = entry_read(rows, &entry) && good;
		const char *content = good ? member_texts_without(journal->scratch, &entry,
								  field) : NULL;

		if (content == NULL)
			continue;
		struct pruned *pruned = arena_new(journal->scratch, struct pruned);

		*pruned = (struct pruned){ *first_out, entry.sequence, content };
		*first_out = pruned;
	}
	return rows_end(&rows, fault) &&
	       (good || fault_set(fault, FAULT_TAMPERED, NULL, record_type));
}

static bool prune(struct journal *journal, const char *record_type, struct id id,
		  const char *field, struct fault *fault)
{
	static const char sql[] =
		"UPDATE journal_value\n"
		"SET content = :content\n"
		"WHERE sequence = :sequence";
	struct pruned *first = NULL;

	if (!list_pruned(journal, record_type, id, field, &first, fault))
		return journal_failed(journal, fault);
	for (struct pruned *p = first; p != NULL; p = p->next)
		if (!store_run(journal->store, sql,
			       BINDS(TEXT("content", p->content),
				     INTEGER("sequence", p->sequence)), NULL, fault))
			return journal_failed(journal, fault);
	return true;
}

static bool append_erasure(struct journal *journal, const struct record_type *type,
			   const struct field *field, const void *record, const char *reason,
			   struct fault *fault)
{
	const struct record_head *head = record_head_const(record);
	struct entry entry = { .kind = words_word(&journal_kind_words, JOURNAL_ERASE),
			       .record_type = type->name, .record_id = head->id,
			       .version_before = known(head->version - 1),
			       .version_after = known(head->version), .has_after = true };
	struct text reason_json = { .arena = journal->scratch }, value = reason_json;
	struct member_texts members;
	struct salt salt = new_salt();

	entry.after_hash = value_hash_row(journal->scratch, salt, type, record);
	json_add_string(&reason_json, reason);
	value_write(&value, field, field_at_const(field, record));
	member_texts_start(&members, journal->scratch);
	member_texts_add(&members, "", salt, NULL);
	member_texts_add(&members, "@reason", new_salt(), text_string(&reason_json));
	member_texts_add(&members, field->name, new_salt(), text_string(&value));
	member_texts_end(&members);
	if (!journal_append(journal, &entry, &members, fault))
		return false;
	journal_add_event(journal, type, JOURNAL_ERASE, head, head, entry.sequence);
	return true;
}

bool journal_erase(struct journal *journal, const struct record_type *type, struct id id,
		   const char *field_name, const char *reason, struct fault *fault)
{
	const struct field *field = record_find_field(type, field_name);

	if (field == NULL || field->offset < sizeof(struct record_head) ||
	    (field->flags & FIELD_SECRET) != 0)
		return fault_set(fault, FAULT_BAD_REQUEST, field_name,
			BOTH("trường này không xóa được", "this field stays"));
	void *record = record_store_find(journal->store, journal->scratch, type, id, fault);
	bool good = record != NULL || journal_failed(journal, fault);

	if (good) {
		struct record_head *head = record_head(record);

		value_clear(field, field_at(field, record));
		/* a key that the program derives is empty, not unknown: its column says so */
		if (field->type == FIELD_TEXT && (field->flags & FIELD_READ_ONLY) != 0)
			*(const char **)field_at(field, record) = "";
		head->version++;
		good = (record_store_update(journal->store, type, NULL, record, head->version - 1,
					    fault) || journal_failed(journal, fault)) &&
		       prune(journal, type->name, id, field->name, fault) &&
		       append_erasure(journal, type, field, record, reason, fault);
	}
	arena_reset(journal->scratch);
	return good;
}

bool journal_access(struct journal *journal, const char *what, const char *record_type,
		    struct id record_id, const char *detail, struct fault *fault)
{
	struct entry entry = { .kind = words_word(&journal_kind_words, JOURNAL_ACCESS),
			       .record_type = record_type, .record_id = record_id };
	struct text what_json = { .arena = journal->scratch }, detail_json = what_json;
	struct record_head head = { .id = record_id };
	struct member_texts members;

	must(what != NULL, "an access entry says what was done");
	json_add_string(&what_json, what);
	json_add_string(&detail_json, detail);
	member_texts_start(&members, journal->scratch);
	if (detail != NULL)
		member_texts_add(&members, "detail", new_salt(), text_string(&detail_json));
	member_texts_add(&members, "what", new_salt(), text_string(&what_json));
	member_texts_end(&members);
	bool good = journal_append(journal, &entry, &members, fault);

	if (good)
		journal_add_event(journal, NULL, JOURNAL_ACCESS, &head, &head, entry.sequence);
	arena_reset(journal->scratch);
	return good;
}
