#ifndef JOURNAL_TEST_FIXTURE_H
#define JOURNAL_TEST_FIXTURE_H
/* A database with one table of cards, for the tests of this room. */

#include <string.h>

#include "base/must.h"
#include "journal/journal.h"
#include "tests/test.h"

enum card_state { CARD_UNKNOWN, CARD_OPEN, CARD_CLOSED };

struct card {
	struct record_head head;
	const char *title;
	const char *remark;
	int64_t number;
	struct optional_integer count;
	struct money cost;
	double share;
	bool urgent;
	struct id other_id;
	struct instant seen_at;
	struct date since;
	enum card_state state;
	const char *secret;
};

static const struct word card_state_list[] = {
	[CARD_OPEN] = { "open", { "Mở", "Open" } },
	[CARD_CLOSED] = { "closed", { "Đóng", "Closed" } },
};
static const struct words card_states = WORDS("card_state", card_state_list);
static const struct field card_fields[] = {
	RECORD_HEAD_FIELDS(struct card),
	FIELD(struct card, title, "Tên", "Title", "A title.", .flags = FIELD_REQUIRED),
	FIELD(struct card, remark, "Ghi chú", "Remark", "A remark."),
	FIELD(struct card, number, "Số", "Number", "A number."),
	FIELD(struct card, count, "Lượng", "Count", "How many."),
	FIELD(struct card, cost, "Tiền", "Cost", "How much."),
	FIELD(struct card, share, "Phần", "Share", "A part."),
	FIELD(struct card, urgent, "Gấp", "Urgent", "Whether."),
	FIELD(struct card, other_id, "Khác", "Other", "Another card."),
	FIELD(struct card, seen_at, "Lúc", "Seen", "When."),
	FIELD(struct card, since, "Từ", "Since", "From when."),
	FIELD_ENUM(struct card, state, &card_states, "Trạng thái", "State", "Its state."),
	FIELD(struct card, secret, "Kín", "Secret", "Never told.", .flags = FIELD_SECRET),
};
static const struct record_type card_type = RECORD_TYPE(card, card_fields,
	.plural = "cards", .vi = "thẻ", .en = "card");
static const struct record_type *const card_types[] = { &card_type, NULL };

struct fixture {
	struct arena *arena;
	struct store *store;
	struct fault fault;
	const char *path;
};

static const char card_table[] =
	"CREATE TABLE card(id BLOB PRIMARY KEY, version INTEGER NOT NULL, label TEXT NOT NULL,"
	" scope_id BLOB, title TEXT NOT NULL UNIQUE, remark TEXT, number INTEGER NOT NULL,"
	" count INTEGER, cost INTEGER, share REAL NOT NULL, urgent INTEGER NOT NULL,"
	" other_id BLOB, seen_at INTEGER, since TEXT, state TEXT, secret TEXT) STRICT";

static inline struct store *create_cards(struct fixture *f, const char *path)
{
	struct store *store = store_open(path, STORE_CREATE, &f->fault);

	must(store != NULL, "the test's store opens");
	must(store_migrate(store, NULL, &f->fault), "the migrations run");
	must(store_script(store, card_table, &f->fault), "the test's table is made");
	return store;
}

static inline struct fixture set_up(void)
{
	struct fixture f = { .arena = arena_create() };

	f.path = arena_printf(f.arena, "%s/cards.db", test_folder());
	journal_set_types(card_types);
	f.store = create_cards(&f, f.path);
	return f;
}

static inline void tear_down(struct fixture *f)
{
	store_close(&f->store);
	arena_destroy(&f->arena);
}

/* 2026-03-01T00:00:00Z and n seconds */
static inline struct instant second(int64_t n)
{
	return (struct instant){ (INT64_C(1772323200) + n) * 1000000 };
}

static inline struct journal *begin(struct fixture *f, int64_t n)
{
	struct journal *journal = journal_begin(f->store, f->arena, second(n), &f->fault);

	must(journal != NULL, "the journal opens");
	return journal;
}

/* A card of which every field has a value, written alone. */
static inline struct card add_card(struct fixture *f, const char *title, int64_t n)
{
	struct card card = { .title = title, .remark = "a \"b\"\n\xe1\xbb\x87", .number = n,
		.count = { true, INT64_MAX - n }, .cost = { true, 5000000 }, .share = 1.0 / 3,
		.urgent = true, .other_id = id_create(second(n)), .seen_at = second(n),
		.since = { 2025, 7, 1 }, .state = CARD_OPEN, .secret = "hidden",
		.head.label = { LABEL_INTERNAL } };
	struct journal *journal = begin(f, n);

	CHECK(journal_add(journal, &card_type, &card, &f->fault));
	CHECK(journal_commit(&journal, &f->fault));
	return card;
}

static inline bool change_card(struct fixture *f, struct card *card, int64_t n)
{
	struct journal *journal = begin(f, n);
	bool good = journal_change(journal, &card_type, card, &f->fault);

	if (!good)
		journal_cancel(&journal);
	return good && journal_commit(&journal, &f->fault);
}

static inline int64_t count_entries(struct fixture *f)
{
	int64_t count = -1;

	must(store_integer(f->store, "SELECT count(*) FROM journal", NO_BINDS, &count,
			   &f->fault), "the journal can be counted");
	return count;
}

#endif
