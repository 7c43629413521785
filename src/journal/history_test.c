#include "journal/history.h"

#include "journal/private.h"
#include "journal/replay.h"
#include "journal/test_fixture.h"
#include "journal/verify.h"

static bool sees_all(void *context, const struct record_type *type, struct id record_id)
{
	(void)context;
	(void)type;
	(void)record_id;
	return true;
}

static bool sees_not(void *context, const struct record_type *type, struct id record_id)
{
	return type != NULL && !id_equal(*(const struct id *)context, record_id);
}

static json_t *history(struct fixture *f, const struct history_filter *filter,
		       history_may_see *may_see, void *context)
{
	struct text out = { .arena = f->arena };

	CHECK(history_write(f->store, &out, filter, may_see, context, &f->fault));
	json_t *value = json_parse(out.bytes, out.length, &f->fault);

	must(value != NULL, "the history is JSON");
	return value;
}

static const char *member(const json_t *value, size_t index, const char *name)
{
	return json_string_value(json_object_get(json_array_get(json_object_get(value, "items"),
								index), name));
}

static size_t count_items(const json_t *value)
{
	return json_array_size(json_object_get(value, "items"));
}

TEST(the_history_of_a_record_is_newest_first_with_each_changed_value)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1);

	card.title = "uno";
	card.urgent = false;
	CHECK(change_card(&f, &card, 2));
	add_card(&f, "two", 3);
	struct history_filter filter = { .record_type = "card", .record_id = card.head.id };
	json_t *value = history(&f, &filter, sees_all, NULL);

	CHECK(count_items(value) == 2 && json_is_null(json_object_get(value, "next")));
	CHECK_TEXT(member(value, 0, "kind"), "change");
	CHECK_TEXT(member(value, 1, "kind"), "add");
	CHECK_TEXT(member(value, 0, "at"), "2026-03-01T00:00:02.000000Z");
	CHECK_TEXT(member(value, 0, "role"), "machine");
	json_decref(value);
	struct text out = { .arena = f.arena };

	CHECK(history_write(f.store, &out, &filter, sees_all, NULL, &f.fault));
	CHECK(strstr(out.bytes, "\"version_before\":1,\"version_after\":2,\"changes\":["
		     "{\"field\":\"title\",\"value\":\"uno\",\"erased\":false},"
		     "{\"field\":\"urgent\",\"value\":false,\"erased\":false}]}") != NULL);
	tear_down(&f);
}

TEST(an_erased_value_is_shown_as_erased)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1);
	struct journal *journal = begin(&f, 2);

	CHECK(journal_erase(journal, &card_type, card.head.id, "remark", "asked", &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	struct text out = { .arena = f.arena };

	CHECK(history_write(f.store, &out, &(struct history_filter){ .limit = 10 }, sees_all, NULL,
			    &f.fault));
	CHECK(strstr(out.bytes, "{\"field\":\"remark\",\"value\":null,\"erased\":true}") != NULL);
	CHECK(strstr(out.bytes, ",\"reason\":\"asked\"}") != NULL);
	CHECK(strstr(out.bytes, "a \\\"b\\\"") == NULL);
	tear_down(&f);
}

TEST(pages_follow_each_other_by_a_sealed_cursor)
{
	struct fixture f = set_up();
	struct history_filter filter = { .limit = 3 };
	size_t seen = 0, pages = 0;

	for (int i = 0; i < 10; i++)
		add_card(&f, arena_printf(f.arena, "%d", i), i);
	do {
		json_t *value = history(&f, &filter, sees_all, NULL);
		const char *next = json_string_value(json_object_get(value, "next"));

		seen += count_items(value);
		pages++;
		filter.before_sequence = 0;
		CHECK(next == NULL || (history_read_cursor(next, &filter.before_sequence) &&
				       filter.before_sequence == 10 - (int64_t)seen));
		json_decref(value);
	} while (filter.before_sequence != 0 && pages < 10);
	CHECK(seen == 10 && pages == 4);
	CHECK(!history_read_cursor("12", &filter.before_sequence));
	CHECK(!history_read_cursor(NULL, &filter.before_sequence));
	tear_down(&f);
}

TEST(what_a_reader_may_not_see_leaves_no_trace)
{
	struct fixture f = set_up();
	struct card one = add_card(&f, "one", 1);

	add_card(&f, "two", 2);
	struct journal *journal = begin(&f, 3);

	CHECK(journal_access(journal, "print", "card", one.head.id, NULL, &f.fault));
	CHECK(journal_access(journal, "sign_in", NULL, ID_NONE, NULL, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	json_t *value = history(&f, &(struct history_filter){ .limit = 1 }, sees_not, &one.head.id);

	CHECK(count_items(value) == 1 && json_is_null(json_object_get(value, "next")));
	json_decref(value);
	value = history(&f, &(struct history_filter){ .kind = "access" }, sees_all, NULL);
	CHECK(count_items(value) == 2);
	json_decref(value);
	value = history(&f, &(struct history_filter){ .from = second(2), .to = second(3) },
			sees_all, NULL);
	CHECK(count_items(value) == 1);
	json_decref(value);
	tear_down(&f);
}

TEST(a_record_is_read_as_it_was_after_an_entry)
{
	struct fixture f = set_up();
	struct card card = add_card(&f, "one", 1), first = card;

	card.title = "uno";
	card.count.has_value = false;
	CHECK(change_card(&f, &card, 2));
	struct journal *journal = begin(&f, 3);

	CHECK(journal_remove(journal, &card_type, card.head.id, 2, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	struct card *was = history_record_at(f.store, f.arena, &card_type, card.head.id, 0,
					     &f.fault);

	CHECK(was != NULL);
	for (size_t i = 0; was != NULL && i < card_type.field_count; i++) {
		const struct field *field = &card_fields[i];

		if (strcmp(field->name, "secret") != 0)
			CHECK(field_equal(field, field_at(field, was), field_at(field, &first)));
	}
	was = history_record_at(f.store, f.arena, &card_type, card.head.id, 1, &f.fault);
	CHECK(was != NULL && was->head.version == 2 && !was->count.has_value);
	CHECK(history_record_at(f.store, f.arena, &card_type, card.head.id, 2, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&f);
}

/* All rows as one text, without what the journal may not hold. */
static const char *dump(struct fixture *f, struct store *store)
{
	struct text out = { .arena = f->arena };
	struct list cards;

	CHECK(store_list(store, f->arena, &card_type, select_all(f->arena, &card_type), NO_BINDS,
			 &cards, &f->fault));
	for (size_t i = 0; i < cards.count; i++)
		json_add_record(&out, &card_type, cards.items[i]);
	return text_string(&out);
}

TEST(a_replay_into_an_empty_database_gives_the_same_rows)
{
	struct fixture f = set_up();
	struct journal *journal;

	for (int i = 0; i < 40; i++) {
		struct card card = add_card(&f, arena_printf(f.arena, "card %d", i), i);

		card.number = INT64_MIN + i;
		card.share = i % 3 == 0 ? 1e-9 * i : -12345.678 * i;
		card.state = i % 2 == 0 ? CARD_UNKNOWN : CARD_CLOSED;
		card.since = (struct date){ 0 };
		CHECK(i % 2 == 0 || change_card(&f, &card, i + 1));
		journal = begin(&f, i + 2);
		if (i % 5 == 0)
			CHECK(journal_remove(journal, &card_type, card.head.id, card.head.version,
					     &f.fault));
		if (i % 10 == 0)	/* undone: the same record comes back */
			CHECK(journal_add(journal, &card_type, &card, &f.fault));
		else if (i == 21)
			CHECK(journal_erase(journal, &card_type, card.head.id, "title", "x",
					    &f.fault));
		else if (i % 5 != 0 && i % 7 == 0)
			CHECK(journal_erase(journal, &card_type, card.head.id, "remark", "x",
					    &f.fault));
		CHECK(journal_access(journal, "export", "card", card.head.id, NULL, &f.fault));
		CHECK(journal_commit(&journal, &f.fault));
	}
	struct store *copy = create_cards(&f, ":memory:");

	CHECK(journal_replay(f.store, copy, &f.fault));
	CHECK(strlen(dump(&f, f.store)) > 5000);
	CHECK_TEXT(dump(&f, copy), dump(&f, f.store));
	struct verify_result result;

	CHECK(verify_run(f.store, f.arena, true, &result, &f.fault) && result.good);
	store_close(&copy);
	tear_down(&f);
}

TEST(a_replay_refuses_values_that_do_not_fit_the_entries)
{
	struct fixture f = set_up();

	add_card(&f, "one", 1);
	CHECK(store_script(f.store, "UPDATE journal_value SET content ="
			   " replace(content, '\"one\"', '\"two\"')", &f.fault));
	struct store *copy = create_cards(&f, ":memory:");

	CHECK(!journal_replay(f.store, copy, &f.fault) && f.fault.kind == FAULT_TAMPERED);
	CHECK_TEXT(dump(&f, copy), "");
	store_close(&copy);
	tear_down(&f);
}
