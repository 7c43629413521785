#include "journal/journal.h"

#include <sodium.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "journal/private.h"

static struct {
	journal_listener *call;
	void *context;
} listener;

static const struct actor machine = { .role = "machine" };

void journal_listen(journal_listener *call, void *context)
{
	listener.call = call;
	listener.context = context;
}

static void release(struct journal **journal)
{
	memory_release((*journal)->events);
	arena_destroy(&(*journal)->scratch);
	arena_destroy(&(*journal)->own);
	memory_release(*journal);
	*journal = NULL;
}

/* Read anew each time: another process may have written since. */
static bool read_state(struct journal *journal, struct fault *fault)
{
	if (!edge_read(journal->store, &journal->edge, &journal->clock, fault) ||
	    !setting_read(journal->store, journal->own, "origin", &journal->origin, fault))
		return false;
	if (journal->origin == NULL)
		journal->origin = "";
	if (!store_read_schema_version(journal->store, &journal->schema_version, fault))
		return false;
	journal->size_before = journal->edge.size;
	return journal->schema_version > 0 ||
	       fault_set(fault, FAULT_STORE, NULL,
		BOTH("cơ sở dữ liệu chưa được lập bảng", "the database was never migrated"));
}

struct journal *journal_begin(struct store *store, struct arena *arena, struct instant now,
			      struct fault *fault)
{
	must(sodium_init() >= 0, "libsodium does not start");
	must(now.us > 0, "every entry has its moment");
	if (!store_begin(store, fault))
		return NULL;
	struct journal *journal = memory_new(struct journal);

	journal->store = store;
	journal->arena = arena;
	journal->scratch = arena_create();
	journal->own = arena_create();
	journal->now = now;
	journal->actor = machine;
	if (!read_state(journal, fault))
		journal_cancel(&journal);
	return journal;
}

static bool write_edge(struct journal *journal, struct fault *fault)
{
	static const char sql[] =
		"INSERT INTO journal_edge(id, size, clock, nodes)\n"
		"VALUES(1, :size, :clock, :nodes)\n"
		"ON CONFLICT(id) DO UPDATE\n"
		"SET size = excluded.size, clock = excluded.clock, nodes = excluded.nodes";
	unsigned char nodes[EDGE_NODES_MOST];
	size_t length = edge_write_nodes(&journal->edge, nodes);

	must(journal->edge.size >= journal->size_before, "a tree only grows");
	if (journal->edge.size == journal->size_before)
		return true;
	return store_run(journal->store, sql,
			 BINDS(INTEGER("size", (int64_t)journal->edge.size),
			       INTEGER("clock", journal->clock), BYTES("nodes", nodes, length)),
			 NULL, fault);
}

bool journal_commit(struct journal **journal, struct fault *fault)
{
	struct journal *j = *journal;

	must(!j->in_part, "a part is still open");
	if (j->is_broken) {
		journal_cancel(journal);
		return fault_set(fault, FAULT_STORE, NULL,
			BOTH("giao dịch đã hỏng từ trước", "the transaction had failed before"));
	}
	if (!write_edge(j, fault)) {
		journal_cancel(journal);
		return false;
	}
	bool good = store_commit(j->store, fault);

	if (good && listener.call != NULL && j->event_count > 0)
		listener.call(listener.context, j->events, j->event_count);
	release(journal);
	return good;
}

/* No transaction is begun: the store may be a reader's. */
struct journal *journal_look(struct store *store, struct arena *arena,
			     const struct actor *actor, struct instant now)
{
	struct journal *journal = memory_new(struct journal);

	must(actor != NULL && now.us > 0, "a rule asks who acts, and when");
	journal->store = store;
	journal->arena = arena;
	journal->scratch = arena_create();
	journal->own = arena_create();
	journal->now = now;
	journal->actor = *actor;
	journal->only_looks = true;
	return journal;
}

void journal_look_end(struct journal **journal)
{
	must((*journal)->only_looks, "a transaction ends by commit or cancel");
	release(journal);
}

void journal_cancel(struct journal **journal)
{
	if (*journal == NULL)
		return;
	store_rollback((*journal)->store);
	release(journal);
}

bool journal_part_begin(struct journal *journal, const struct actor *actor, struct fault *fault)
{
	must(!journal->in_part, "parts do not nest");
	if (journal->is_broken)
		return fault_set(fault, FAULT_STORE, NULL,
			BOTH("giao dịch đã hỏng từ trước", "the transaction had failed before"));
	if (!store_savepoint(journal->store, fault))
		return journal_failed(journal, fault);
	journal->in_part = true;
	journal->actor = *actor;
	journal->part_edge = journal->edge;
	journal->part_clock = journal->clock;
	journal->part_events = journal->event_count;
	return true;
}

bool journal_part_end(struct journal *journal, struct fault *fault)
{
	must(journal->in_part, "no part is open");
	if (journal->is_broken || !store_release(journal->store, fault)) {
		if (journal->is_broken)
			fault_set(fault, FAULT_STORE, NULL,
				BOTH("giao dịch đã hỏng từ trước",
				     "the transaction had failed before"));
		journal_part_undo(journal);
		return journal_failed(journal, fault);
	}
	journal->in_part = false;
	journal->actor = machine;
	return true;
}

void journal_part_undo(struct journal *journal)
{
	must(journal->in_part, "no part is open");
	store_undo(journal->store);
	journal->in_part = false;
	journal->actor = machine;
	journal->edge = journal->part_edge;
	journal->clock = journal->part_clock;
	journal->event_count = journal->part_events;
}

struct store *journal_store(struct journal *journal)
{
	return journal->store;
}

struct arena *journal_arena(struct journal *journal)
{
	return journal->arena;
}

struct instant journal_now(const struct journal *journal)
{
	return journal->now;
}

const struct actor *journal_actor(const struct journal *journal)
{
	return &journal->actor;
}

void journal_set_actor(struct journal *journal, const struct actor *actor)
{
	must(journal->in_part && actor->role != NULL, "a part names its actor and his role");
	journal->actor = *actor;
}

void journal_set_arena(struct journal *journal, struct arena *arena)
{
	must(arena != NULL, "an arena is needed");
	journal->arena = arena;
}

bool journal_failed(struct journal *journal, const struct fault *fault)
{
	if (fault->kind == FAULT_DISK_FULL || fault->kind == FAULT_BUSY ||
	    fault->kind == FAULT_STORE)
		journal->is_broken = true;
	return false;
}

void journal_add_event(struct journal *journal, const struct record_type *type,
		       enum journal_kind kind, const struct record_head *before,
		       const struct record_head *head, int64_t sequence)
{
	must(id_equal(before->id, head->id), "both are the same record");
	if (journal->event_count == journal->event_room) {
		journal->event_room = journal->event_room == 0 ? 64 : journal->event_room * 2;
		journal->events = memory_grow(journal->events, journal->event_room *
					      sizeof(journal->events[0]));
	}
	journal->events[journal->event_count++] = (struct journal_event){
		.type = type, .kind = kind, .id = head->id, .scope_id = head->scope_id,
		.label = head->label, .scope_before = before->scope_id,
		.label_before = before->label, .version = head->version,
		.sequence = sequence,
	};
}

static struct bind optional(const char *name, struct optional_integer number)
{
	return (struct bind){ .name = name, .integer = number.value,
			      .type = number.has_value ? BIND_INTEGER : BIND_NULL };
}

static bool insert_entry(struct store *store, const struct entry *entry, struct fault *fault)
{
	static const char sql[] =
		"INSERT INTO journal(sequence, origin, clock, at, kind, account_id, role,\n"
		"	record_type, record_id, version_before, version_after,\n"
		"	schema_version, commitments, after_hash, leaf)\n"
		"VALUES(:sequence, :origin, :clock, :at, :kind, :account_id, :role,\n"
		"	:record_type, :record_id, :version_before, :version_after,\n"
		"	:schema_version, :commitments, :after_hash, :leaf)";
	size_t hash_size = sizeof(struct hash);

	return store_run(store, sql,
		BINDS(INTEGER("sequence", entry->sequence), TEXT("origin", entry->origin),
		      INTEGER("clock", entry->clock), INTEGER("at", entry->at.us),
		      TEXT("kind", entry->kind), ID("account_id", entry->account_id),
		      TEXT("role", entry->role), TEXT("record_type", entry->record_type),
		      ID("record_id", entry->record_id),
		      optional("version_before", entry->version_before),
		      optional("version_after", entry->version_after),
		      INTEGER("schema_version", entry->schema_version),
		      TEXT("commitments", entry->commitments),
		      { .name = "after_hash", .type = entry->has_after ? BIND_BYTES : BIND_NULL,
			.bytes = entry->after_hash.bytes, .length = hash_size },
		      BYTES("leaf", entry->leaf.bytes, hash_size)), NULL, fault);
}

static bool insert_value(struct store *store, const struct entry *entry, struct fault *fault)
{
	static const char sql[] =
		"INSERT INTO journal_value(sequence, content)\n"
		"VALUES(:sequence, :content)";

	return store_run(store, sql, BINDS(INTEGER("sequence", entry->sequence),
					   TEXT("content", entry->content)), NULL, fault);
}

/* A hybrid logical clock: never behind the last entry, whatever the wall clock says. */
static int64_t next_clock(int64_t last, struct instant now)
{
	int64_t wall = (now.us / 1000) << 16;

	return wall > last ? wall : last + 1;
}

bool journal_append(struct journal *journal, struct entry *entry,
		    const struct member_texts *members, struct fault *fault)
{
	must(!journal->only_looks, "a rule that is asked writes nothing");
	must(journal->actor.role != NULL, "an entry says in which role");
	must(entry->kind != NULL, "an entry is of a kind");
	must(!id_is_none(entry->record_id) || entry->record_type == NULL || !entry->has_after,
	     "a row has an id");
	entry->sequence = (int64_t)journal->edge.size;
	entry->origin = journal->origin;
	entry->clock = next_clock(journal->clock, journal->now);
	entry->at = journal->now;
	entry->account_id = journal->actor.account_id;
	entry->role = journal->actor.role;
	entry->schema_version = journal->schema_version;
	entry->commitments = text_string(&members->commitments);
	entry->content = text_string(&members->content);
	entry->leaf = entry_leaf(journal->scratch, entry);
	if (!insert_entry(journal->store, entry, fault) ||
	    !insert_value(journal->store, entry, fault)) {
		/* a row stands where only we may write */
		if (fault->kind == FAULT_CONFLICT)
			fault_set(fault, FAULT_TAMPERED, NULL,
				BOTH("có mục nhật ký nằm ngoài cây",
				     "an entry beyond the tree's edge"));
		journal->is_broken = true;
		return false;
	}
	tree_append(&journal->edge, entry->leaf);
	journal->clock = entry->clock;
	return true;
}
