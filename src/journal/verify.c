#include "journal/verify.h"

#include <string.h>

#include "base/must.h"
#include "journal/verify_private.h"

#define SIZE_UNKNOWN UINT64_MAX

const char *verify_text(enum verify_finding finding, enum language language)
{
	static const char *const texts[][2] = {
		[VERIFY_GOOD] = { NULL, NULL },
#define FINDING(name_, code_, vi_, en_) [VERIFY_##name_] = { vi_, en_ },
#include "journal/findings.def"
	};

	must(finding < VERIFY_FINDINGS, "a finding that is in the list");
	return texts[finding][language];
}

const char *verify_code(enum verify_finding finding)
{
	static const char *const codes[] = {
		[VERIFY_GOOD] = NULL,
#define FINDING(name_, code_, vi_, en_) [VERIFY_##name_] = code_,
#include "journal/findings.def"
	};

	must(finding < VERIFY_FINDINGS, "a finding that is in the list");
	return codes[finding];
}

bool verify_bad(struct verification *v, enum verify_finding what)
{
	must(v->result->what == NULL, "only the first thing that is wrong is told");
	v->result->finding = what;
	v->result->what = verify_text(what, LANGUAGE_EN);
	return false;
}

bool verify_bad_at(struct verification *v, uint64_t sequence, enum verify_finding what)
{
	v->result->has_sequence = true;
	v->result->first_bad = sequence;
	return verify_bad(v, what);
}

bool verify_bad_entry(struct verification *v, const struct entry *entry, const char *field,
		      enum verify_finding what)
{
	char id[ID_TEXT_SIZE];

	v->result->record_type = arena_copy(v->arena, entry->record_type);
	if (!id_is_none(entry->record_id)) {
		id_format(entry->record_id, id);
		v->result->record_id = arena_copy(v->arena, id);
	}
	v->result->field = arena_copy(v->arena, field);
	return verify_bad_at(v, (uint64_t)entry->sequence, what);
}

/* A value may be missing only if a later entry says that it was erased; the
   salt of a row goes with any erasure in that record. */
static bool was_erased(struct verification *v, const struct entry *entry,
		       const struct member *member)
{
	static const char sql[] =
		"SELECT commitments\n"
		"FROM journal\n"
		"WHERE record_type = :record_type\n"
		"AND record_id = :record_id\n"
		"AND sequence > :sequence\n"
		"AND kind = 'erase'";
	const char *name = arena_printf(v->scratch, "\"%.*s\":", (int)member->name_length,
					member->name);
	struct rows *rows = store_rows(v->store, sql,
		BINDS(TEXT("record_type", entry->record_type), ID("record_id", entry->record_id),
		      INTEGER("sequence", entry->sequence)), v->fault);
	bool found = false;

	while (!found && rows_next(rows))
		found = member->name_length == 0 ||
			strstr(rows_text(rows, "commitments"), name) != NULL;
	return rows_end(&rows, v->fault) && found;
}

static bool check_values(struct verification *v, const struct entry *entry)
{
	struct members members = members_start(entry);
	struct member member;

	if (entry->content == NULL)
		return verify_bad_entry(v, entry, NULL, VERIFY_VALUES_MISSING);
	while (members_next(&members, &member)) {
		const char *name = arena_copy_bytes(v->scratch, member.name, member.name_length);

		if (member.is_open ? !member_is_good(&member) : !was_erased(v, entry, &member))
			return v->fault->kind == FAULT_NONE &&
			       verify_bad_entry(v, entry, name, member.is_open ?
						VERIFY_VALUE_CHANGED :
						VERIFY_VALUE_MISSING);
	}
	return !members.is_bad ||
	       verify_bad_entry(v, entry, NULL, VERIFY_VALUES_DIFFER);
}

static bool check_entry(struct verification *v, struct rows *rows, uint64_t size)
{
	struct entry entry;
	uint64_t expected = v->edge.size;
	bool is_whole = entry_read(rows, &entry);

	if (expected >= size)
		return verify_bad_at(v, expected, VERIFY_BEYOND_EDGE);
	if ((uint64_t)entry.sequence != expected)
		return verify_bad_at(v, expected, VERIFY_ENTRY_MISSING);
	if (!is_whole)
		return verify_bad_entry(v, &entry, NULL, VERIFY_ENTRY_MALFORMED);
	struct hash leaf = entry_leaf(v->scratch, &entry);

	if (!hash_equal(leaf, entry.leaf))
		return verify_bad_entry(v, &entry, NULL, VERIFY_ENTRY_CHANGED);
	if (!check_values(v, &entry))
		return false;
	tree_append(&v->edge, leaf);
	v->clock = entry.clock;
	v->result->entries++;
	arena_reset(v->scratch);
	return verify_checkpoints_here(v);
}

static bool check_entries(struct verification *v, uint64_t size)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.sequence >= :start\n"
		"ORDER BY j.sequence";
	struct rows *rows = store_rows(v->store, sql,
		BINDS(INTEGER("start", (int64_t)v->edge.size)), v->fault);
	struct fault ignored = { .kind = FAULT_NONE };
	bool good = rows != NULL && verify_checkpoints_here(v);

	while (good && rows_next(rows))
		good = check_entry(v, rows, size);
	if (!rows_end(&rows, good ? v->fault : &ignored) || !good)
		return false;
	return v->edge.size >= size || size == SIZE_UNKNOWN ||
	       verify_bad_at(v, v->edge.size, VERIFY_END_MISSING);
}

/* Rows that no walk forwards from entry 0 meets. */
static bool check_strays(struct verification *v)
{
	static const char sql[] =
		"SELECT v.sequence AS sequence\n"
		"FROM journal_value v\n"
		"LEFT JOIN journal j ON j.sequence = v.sequence\n"
		"WHERE j.sequence IS NULL\n"
		"UNION ALL\n"
		"SELECT sequence FROM journal WHERE sequence < 0\n"
		"UNION ALL\n"
		"SELECT size FROM journal_checkpoint WHERE size < 0\n"
		"LIMIT 1";
	struct rows *rows = store_rows(v->store, sql, NO_BINDS, v->fault);
	bool found = rows_next(rows);
	int64_t sequence = found ? rows_integer(rows, "sequence") : 0;

	if (!rows_end(&rows, v->fault))
		return false;
	if (found && sequence < 0)
		return verify_bad(v, VERIFY_ROW_BEFORE_FIRST);
	return !found || verify_bad_at(v, (uint64_t)sequence, VERIFY_VALUES_STRAY);
}

static bool check_edge(struct verification *v, const struct tree_edge *kept, int64_t clock)
{
	if (kept->size != v->edge.size || !hash_equal(v->result->root, tree_root(kept)))
		return verify_bad(v, VERIFY_EDGE_DIFFERS);
	return v->result->entries == 0 || v->clock == clock ||
	       verify_bad(v, VERIFY_EDGE_CLOCK);
}

static bool check_journal(struct verification *v)
{
	struct tree_edge kept = { .size = SIZE_UNKNOWN };
	int64_t clock;

	/* a broken edge must not hide which entry is bad */
	if (!edge_read(v->store, &kept, &clock, v->fault)) {
		if (v->fault->kind != FAULT_TAMPERED)
			return false;
		*v->fault = (struct fault){ .kind = FAULT_NONE };
	}
	if (v->edge.size > kept.size)
		return verify_bad_at(v, kept.size, VERIFY_VERIFIED_MISSING);
	if (!check_entries(v, kept.size) || !verify_checkpoints_end(v) || !check_strays(v))
		return false;
	v->result->root = tree_root(&v->edge);
	if (kept.size == SIZE_UNKNOWN)
		return verify_bad(v, VERIFY_EDGE_MALFORMED);
	return check_edge(v, &kept, clock);
}

static void run(struct verification *v, bool whole)
{
	if (setting_read(v->store, v->arena, "origin", &v->origin, v->fault) &&
	    setting_read(v->store, v->arena, "public_key", &v->vkey, v->fault) &&
	    (whole || verify_find_start(v)) && verify_checkpoints_open(v))
		v->result->good = check_journal(v) && verify_rows(v);
	struct fault ignored = { .kind = FAULT_NONE };

	if (v->checkpoints != NULL && !rows_end(&v->checkpoints, v->result->good ?
						 v->fault : &ignored))
		v->result->good = false;
}

bool verify_run(struct store *store, struct arena *arena, bool whole,
		struct verify_result *result_out, struct fault *fault)
{
	*result_out = (struct verify_result){ .good = false };
	*fault = (struct fault){ .kind = FAULT_NONE };
	struct verification v = { .store = store, .arena = arena, .result = result_out,
				  .fault = fault };

	if (!store_begin_read(store, fault))
		return false;
	v.scratch = arena_create();
	v.note_arena = arena_create();
	run(&v, whole);
	store_end_read(store);
	if (result_out->good)
		verify_keep_start(&v);
	arena_destroy(&v.scratch);
	arena_destroy(&v.note_arena);
	if (!result_out->good && result_out->what == NULL) {
		must(fault->kind != FAULT_NONE, "what ends a verification is told");
		return false;
	}
	*fault = (struct fault){ .kind = FAULT_NONE };
	return true;
}

bool verify_root_at(struct store *store, uint64_t size, struct hash root, bool *was_out,
		    struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.sequence >= 0\n"
		"AND j.sequence < :size\n"
		"ORDER BY j.sequence";
	int64_t most = size > INT64_MAX ? INT64_MAX : (int64_t)size;
	struct rows *rows = store_rows(store, sql, BINDS(INTEGER("size", most)), fault);
	struct arena *scratch = arena_create();
	struct tree_edge edge = { .size = 0 };
	struct entry entry;

	while (rows_next(rows)) {
		if (!entry_read(rows, &entry) || (uint64_t)entry.sequence != edge.size)
			break;
		tree_append(&edge, entry_leaf(scratch, &entry));
		arena_reset(scratch);
	}
	arena_destroy(&scratch);
	if (!rows_end(&rows, fault))
		return false;
	*was_out = edge.size == size && hash_equal(tree_root(&edge), root);
	return true;
}
