#include "access/sight.h"

#include "access/test_fixture.h"
#include "base/json.h"

static const struct date day = { 2026, 3, 1 };

static const struct record_type thing = { .name = "thing", .read_right = RIGHT_EXERCISE_READ };

static struct id scope(int n)
{
	struct id id = { { 0 } };

	id.bytes[0] = 1;
	id.bytes[15] = (unsigned char)n;
	return id;
}

static const char *describe(struct fixture *f, struct id account_id)
{
	const struct reader *reader = reader_of_account(f->store, account_id, second(9),
							&f->fault);
	const char *json = NULL;

	must(reader != NULL, "the account reads");
	CHECK(sight_describe(f->store, f->arena, reader, day, &json, &f->fault));
	reader_release(&reader);
	return json;
}

static const struct reader *open_sight(struct fixture *f, const char *json)
{
	json_t *sight = json_parse(json, strlen(json), &f->fault);
	const struct reader *reader = sight_open(f->store, f->arena, sight, &f->fault);

	json_decref(sight);
	return reader;
}

TEST(a_sight_sees_what_its_reader_saw_and_no_more)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_INTERNAL);

	CHECK(access_scope_set(f.store, scope(2), scope(1), &f.fault));
	CHECK(access_scope_set(f.store, scope(3), ID_NONE, &f.fault));
	add_grant(&f, id, "viewer", scope(1), DATE_NONE, DATE_NONE);
	const struct reader *reader = open_sight(&f, describe(&f, id));

	CHECK(reader != NULL);
	CHECK(reader_may_see(reader, &thing, scope(1), (struct label){ LABEL_INTERNAL }));
	CHECK(reader_may_see(reader, &thing, scope(2), (struct label){ LABEL_NONE }));
	CHECK(!reader_may_see(reader, &thing, scope(3), (struct label){ LABEL_NONE }));
	CHECK(!reader_may_see(reader, &thing, scope(1), (struct label){ LABEL_MAT }));
	/* what may be written is nothing of a sight */
	CHECK(!reader_may(reader, RIGHT_EXERCISE_WRITE, scope(1)));
	reader_release(&reader);
	tear_down(&f);
}

TEST(the_machine_has_no_limited_sight)
{
	struct fixture f = set_up();
	const char *json = "?";

	CHECK(sight_describe(f.store, f.arena, reader_of_machine(), day, &json, &f.fault));
	CHECK(json == NULL);
	json = "?";
	CHECK(sight_describe(f.store, f.arena, NULL, day, &json, &f.fault) && json == NULL);
	tear_down(&f);
}

TEST(a_grant_that_has_ended_gives_no_sight)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	add_grant(&f, id, "viewer", ID_NONE, DATE_NONE, (struct date){ 2026, 2, 1 });
	CHECK_TEXT(describe(&f, id), "{\"label\":\"none\",\"places\":[]}");
	tear_down(&f);
}

TEST(a_sight_that_cannot_be_read_is_refused)
{
	static const char *const bad[] = { "{}", "{\"label\":\"none\"}",
		"{\"label\":\"loud\",\"places\":[]}", "{\"label\":\"none\",\"places\":[7]}",
		"{\"label\":\"none\",\"places\":[{\"within\":\"x\",\"rights\":\"unit_read\"}]}",
		"{\"label\":\"none\",\"places\":[{\"within\":null}]}" };
	struct fixture f = set_up();

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		f.fault = (struct fault){ .kind = FAULT_NONE };
		CHECK(open_sight(&f, bad[i]) == NULL);
		CHECK(f.fault.kind == FAULT_INVALID);
	}
	tear_down(&f);
}
