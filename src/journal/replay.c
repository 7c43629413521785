#include "journal/replay.h"

#include "base/must.h"
#include "journal/private.h"

bool entry_apply(struct arena *arena, const struct entry *entry,
		 const struct record_type *type, void *record)
{
	struct members members = members_start(entry);
	struct member member;
	bool good = true;

	while (members_next(&members, &member)) {
		const struct field *field = record_find_field(type,
			arena_copy_bytes(arena, member.name, member.name_length));

		if (field == NULL)	/* the row's salt, a reason, or a field of former times */
			continue;
		if (!member.is_open)
			value_clear(field, field_at(field, record));
		else
			good = value_read(arena, field, member.value, member.value_length,
					  field_at(field, record)) && good;
	}
	record_head(record)->id = entry->record_id;
	record_head(record)->version = entry->version_after.value;
	return good && !members.is_bad;
}

bool entry_row_salt(const struct entry *entry, struct salt *salt_out)
{
	struct members members = members_start(entry);
	struct member member;

	if (!entry->has_after || !members_next(&members, &member) ||
	    member.name_length != 0 || !member.is_open)
		return false;
	*salt_out = member.salt;
	return true;
}

/* After an erasure the salt is gone, and with it the way to check the row. */
static bool agrees(struct arena *arena, const struct entry *entry,
		   const struct record_type *type, const void *record)
{
	struct salt salt;

	return !entry_row_salt(entry, &salt) ||
	       hash_equal(value_hash_row(arena, salt, type, record), entry->after_hash);
}

static bool refuse(struct fault *fault)
{
	return fault_set(fault, FAULT_TAMPERED, NULL,
		BOTH("một mục nhật ký không khớp các mục khác",
		     "an entry does not follow from the others"));
}

/* What an entry does not name is empty: only fields with a value are committed to. */
static bool replay_add(struct store *to, struct arena *arena, const struct entry *entry,
		       const struct record_type *type, struct fault *fault)
{
	void *record = arena_alloc(arena, type->size);

	for (size_t i = 0; i < type->field_count; i++)
		value_clear(&type->fields[i], field_at(&type->fields[i], record));
	if (!entry_apply(arena, entry, type, record) || !agrees(arena, entry, type, record))
		return refuse(fault);
	return record_store_insert(to, type, record, fault);
}

static bool replay_change(struct store *to, struct arena *arena, const struct entry *entry,
			  const struct record_type *type, struct fault *fault)
{
	void *record = record_store_find(to, arena, type, entry->record_id, fault);

	if (record == NULL)
		return false;
	if (record_head(record)->version != entry->version_before.value ||
	    !entry_apply(arena, entry, type, record) || !agrees(arena, entry, type, record))
		return refuse(fault);
	return record_store_update(to, type, NULL, record, entry->version_before.value, fault);
}

static bool replay_entry(struct store *to, struct arena *arena, const struct entry *entry,
			 struct fault *fault)
{
	const struct record_type *type = journal_find_type(entry->record_type);
	enum journal_kind kind;

	if (!entry_kind(entry, &kind))
		return refuse(fault);
	if (kind == JOURNAL_ACCESS)
		return true;
	if (type == NULL)
		return fault_set(fault, FAULT_NEWER, NULL,
			BOTH("có loại bản ghi mà chương trình không biết",
			     "a record type that is not known"));
	switch (kind) {
	case JOURNAL_ADD:
		return replay_add(to, arena, entry, type, fault);
	case JOURNAL_CHANGE:
	case JOURNAL_ERASE:
		return replay_change(to, arena, entry, type, fault);
	case JOURNAL_REMOVE:
		return record_store_delete(to, type, entry->record_id,
					   entry->version_before.value, fault);
	case JOURNAL_ACCESS:
		return true;
	}
	must(false, "an entry of no kind");
}

static bool replay_entries(struct store *from, struct store *to, int64_t size,
			   struct arena *arena, struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.sequence < :size\n"
		"ORDER BY j.sequence";
	struct rows *rows = store_rows(from, sql, BINDS(INTEGER("size", size)), fault);
	struct fault ignored = { .kind = FAULT_NONE };
	struct entry entry;
	bool good = true;

	while (good && rows_next(rows)) {
		good = entry_read(rows, &entry) ? replay_entry(to, arena, &entry, fault) :
		       refuse(fault);
		arena_reset(arena);
	}
	return rows_end(&rows, good ? fault : &ignored) && good;
}

bool journal_replay(struct store *from, struct store *to, struct fault *fault)
{
	return journal_replay_until(from, to, INT64_MAX, fault);
}

bool journal_replay_until(struct store *from, struct store *to, uint64_t size,
			  struct fault *fault)
{
	must(from != to, "a replay goes into another database");
	if (!store_begin(to, fault))
		return false;
	struct arena *arena = arena_create();
	bool good = replay_entries(from, to, size < INT64_MAX ? (int64_t)size : INT64_MAX, arena,
				   fault);

	arena_destroy(&arena);
	if (good)
		return store_commit(to, fault);
	store_rollback(to);
	return false;
}
