#include "journal/journal.h"

#include "journal/private.h"
#include "journal/test_fixture.h"

static const struct actor officer = { { { 1, 2, 3 } }, "secretary" };

static struct card *read_card(struct fixture *f, struct id id)
{
	return record_store_find(f->store, f->arena, &card_type, id, &f->fault);
}

static const char *read_text(struct fixture *f, const char *sql)
{
	const char *text = NULL;

	CHECK(store_text(f->store, f->arena, sql, NO_BINDS, &text, &f->fault));
	return text;
}

static int label_rises;

static bool count_rise(struct journal *journal, const struct record_type *type,
		       const struct record_head *head, struct fault *fault)
{
	(void)journal;
	(void)fault;
	CHECK(type == &card_type && head->label.level == LABEL_MAT);
	label_rises++;
	return true;
}

TEST(whoever_follows_labels_hears_of_each_rise_and_of_nothing_else)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "a", 1);

	journal_set_label_follower(count_rise);
	card.number = 9;
	CHECK(change_card(&f, &card, 2) && label_rises == 0);
	card.head.label.level = LABEL_MAT;
	CHECK(change_card(&f, &card, 3) && label_rises == 1);
	card.head.label.level = LABEL_NONE;
	CHECK(change_card(&f, &card, 4) && label_rises == 1);
	journal_set_label_follower(NULL);
	tear_down(&f);
}

TEST(every_change_writes_the_row_and_one_entry)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1);

	CHECK(card.head.version == 1 && !id_is_none(card.head.id));
	card.title = "uno";
	CHECK(change_card(&f, &card, 2));
	CHECK(card.head.version == 2);
	CHECK_TEXT(read_card(&f, card.head.id)->title, "uno");
	struct journal *journal = begin(&f, 3);

	CHECK(journal_remove(journal, &card_type, card.head.id, 2, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	CHECK(read_card(&f, card.head.id) == NULL && f.fault.kind == FAULT_NOT_FOUND);
	CHECK(count_entries(&f) == 3);
	CHECK_TEXT(read_text(&f, "SELECT group_concat(sequence || kind ||"
				 " coalesce(version_before, '-')"
			     " || coalesce(version_after, '-'), ' ') FROM journal"),
		   "0add-1 1change12 2remove2-");
	tear_down(&f);
}

TEST(a_change_in_nothing_writes_nothing)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1);

	CHECK(change_card(&f, &card, 2));
	CHECK(card.head.version == 1 && count_entries(&f) == 1);
	tear_down(&f);
}

TEST(a_change_from_another_version_is_stale)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1), old = card;

	card.number = 7;
	CHECK(change_card(&f, &card, 2));
	old.number = 8;
	CHECK(!change_card(&f, &old, 3) && f.fault.kind == FAULT_STALE && old.head.version == 1);
	struct journal *journal = begin(&f, 4);

	CHECK(!journal_remove(journal, &card_type, card.head.id, 1, &f.fault));
	CHECK(f.fault.kind == FAULT_STALE);
	CHECK(journal_remove(journal, &card_type, card.head.id, 2, &f.fault));
	CHECK(!journal_change(journal, &card_type, &card, &f.fault));
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	CHECK(journal_commit(&journal, &f.fault));
	CHECK(count_entries(&f) == 3);
	tear_down(&f);
}

TEST(nothing_secret_enters_the_journal)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1);

	CHECK_TEXT(read_text(&f, "SELECT count(*) FROM journal JOIN journal_value USING (sequence)"
			     " WHERE instr(commitments || content, 'secret') > 0"
			     " OR instr(content, 'hidden') > 0"), "0");
	card.secret = "other";
	CHECK(change_card(&f, &card, 2));
	CHECK_TEXT(read_card(&f, card.head.id)->secret, "other");
	CHECK_TEXT(read_text(&f, "SELECT count(*) FROM journal_value"
			     " WHERE instr(content, 'other\"') > 0"), "0");
	tear_down(&f);
}

TEST(an_undone_part_consumes_no_sequence_number)
{
	struct fixture f = set_up();
	struct journal *journal = begin(&f, 1);
	struct card a = { .title = "a" }, b = { .title = "b" }, c = { .title = "a" };

	CHECK(journal_part_begin(journal, &officer, &f.fault));
	CHECK(journal_add(journal, &card_type, &a, &f.fault));
	CHECK(journal_part_end(journal, &f.fault));
	struct tree_edge edge = journal->edge;
	int64_t clock = journal->clock;

	CHECK(journal_part_begin(journal, &officer, &f.fault));
	CHECK(journal_add(journal, &card_type, &b, &f.fault));
	CHECK(!journal_add(journal, &card_type, &c, &f.fault) && f.fault.kind == FAULT_CONFLICT);
	journal_part_undo(journal);
	CHECK(journal->edge.size == 1 && journal->clock == clock);
	CHECK(hash_equal(tree_root(&edge), tree_root(&journal->edge)));
	b.head = (struct record_head){ .version = 0 };
	CHECK(journal_part_begin(journal, &officer, &f.fault));
	CHECK(journal_add(journal, &card_type, &b, &f.fault));
	CHECK(journal_part_end(journal, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	CHECK_TEXT(read_text(&f, "SELECT group_concat(sequence || role, ' ') FROM journal"),
		   "0secretary 1secretary");
	tear_down(&f);
}

TEST(two_processes_write_in_turn)
{
	struct fixture f = set_up(), g = f;

	g.store = store_open(f.path, STORE_WRITE, &f.fault);
	CHECK(g.store != NULL);
	for (int i = 0; i < 10; i++)
		add_card(i % 2 == 0 ? &f : &g, arena_printf(f.arena, "%d", i), i);
	CHECK(count_entries(&f) == 10);
	CHECK_TEXT(read_text(&g, "SELECT size || ' ' || (SELECT max(clock) = journal_edge.clock"
			     " FROM journal) FROM journal_edge"), "10 1");
	store_close(&g.store);
	tear_down(&f);
}

TEST(the_clock_goes_forward_when_the_wall_clock_does_not)
{
	struct fixture f = set_up();

	add_card(&f, "late", 1000);
	add_card(&f, "early", 1);
	add_card(&f, "earlier", 0);
	CHECK_TEXT(read_text(&f, "SELECT group_concat(clock - 1772324200000 * 65536, ' ')"
			     " FROM journal"), "0 1 2");
	tear_down(&f);
}

static size_t heard;
static struct journal_event heard_events[8];

static void hear(void *context, const struct journal_event *events, size_t count)
{
	CHECK(context == heard_events);
	for (size_t i = 0; i < count && heard + i < 8; i++)
		heard_events[heard + i] = events[i];
	heard += count;
}

TEST(listeners_hear_what_was_committed_and_nothing_else)
{
	struct fixture f = set_up();
	struct card a = { .title = "a", .head.label = { LABEL_MAT } }, b = { .title = "b" };

	journal_listen(hear, heard_events);
	struct journal *journal = begin(&f, 1);

	CHECK(journal_add(journal, &card_type, &b, &f.fault));
	journal_cancel(&journal);
	CHECK(heard == 0);
	journal = begin(&f, 2);
	CHECK(journal_add(journal, &card_type, &a, &f.fault));
	CHECK(journal_part_begin(journal, &officer, &f.fault));
	CHECK(journal_add(journal, &card_type, &b, &f.fault));
	journal_part_undo(journal);
	CHECK(journal_access(journal, "print", "card", a.head.id, NULL, &f.fault));
	CHECK(heard == 0);
	CHECK(journal_commit(&journal, &f.fault));
	CHECK(heard == 2 && heard_events[0].type == &card_type && heard_events[0].version == 1);
	CHECK(heard_events[0].label.level == LABEL_MAT && heard_events[1].type == NULL);
	CHECK(heard_events[1].kind == JOURNAL_ACCESS && heard_events[1].sequence == 1);
	journal_listen(NULL, NULL);
	tear_down(&f);
}

TEST(an_erasure_drops_the_value_everywhere_and_keeps_the_entries)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1);

	card.remark = "private";
	CHECK(change_card(&f, &card, 2));
	struct journal *journal = begin(&f, 3);

	CHECK(!journal_erase(journal, &card_type, card.head.id, "version", "law", &f.fault));
	CHECK(!journal_erase(journal, &card_type, card.head.id, "secret", "law", &f.fault));
	CHECK(journal_erase(journal, &card_type, card.head.id, "remark", "law", &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	struct card *left = read_card(&f, card.head.id);

	CHECK(left->remark == NULL && left->head.version == 3);
	CHECK_TEXT(left->title, "one");
	CHECK_TEXT(read_text(&f, "SELECT count(*) FROM journal_value WHERE sequence < 2"
			     " AND (instr(content, 'remark') > 0 OR instr(content, '\"\":') > 0)"),
		   "0");
	CHECK_TEXT(read_text(&f, "SELECT count(*) FROM journal WHERE instr(commitments, 'remark')"),
		   "3");
	tear_down(&f);
}

/* One of each call; true if all of it was committed. */
static bool run_all_calls(struct fixture *f, struct id *id_out)
{
	struct journal *journal = journal_begin(f->store, f->arena, second(5), &f->fault);
	struct card card = { .title = "new", .remark = "r" };

	if (journal == NULL)
		return false;
	bool good = journal_part_begin(journal, &officer, &f->fault);

	if (good) {
		good = journal_add(journal, &card_type, &card, &f->fault);
		card.number = 9;
		good = good && journal_change(journal, &card_type, &card, &f->fault) &&
		       journal_erase(journal, &card_type, card.head.id, "remark", "x", &f->fault) &&
		       journal_remove(journal, &card_type, card.head.id, 3, &f->fault) &&
		       journal_access(journal, "x", NULL, ID_NONE, "y", &f->fault);
		if (good)
			good = journal_part_end(journal, &f->fault);
		else
			journal_part_undo(journal);
	}
	*id_out = card.head.id;
	/* even a caller that goes on after a failure must not commit half of it */
	return journal_commit(&journal, &f->fault) && good;
}

TEST(whichever_store_call_fails_all_or_nothing_is_written)
{
	struct fixture f = set_up();
	struct tree_edge before, after;
	int64_t clock, n = 0;
	struct id id;
	bool done = false;

	add_card(&f, "one", 1);
	while (!done && ++n < 200) {
		CHECK(edge_read(f.store, &before, &clock, &f.fault));
		f.fault = (struct fault){ .kind = FAULT_NONE };
		store_fail_at(n);
		done = run_all_calls(&f, &id);
		store_fail_at(0);
		CHECK(done || f.fault.kind != FAULT_NONE);
		CHECK(count_entries(&f) == (done ? 6 : 1));
		CHECK(edge_read(f.store, &after, &clock, &f.fault));
		CHECK((int64_t)after.size == count_entries(&f));
		CHECK(done != hash_equal(tree_root(&before), tree_root(&after)));
	}
	CHECK(done && n > 15);
	tear_down(&f);
}
