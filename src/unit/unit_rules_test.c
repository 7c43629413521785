#include "unit/test_import.h"

static struct unit new_unit(const char *code, const char *name, enum unit_tier tier)
{
	return (struct unit){ .code = code, .name = name, .tier = tier };
}

TEST(a_unit_gets_its_kind_key_and_scope_from_itself)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = new_unit("1", "Thị trấn Hoà Bình", UNIT_COMMUNE);

	CHECK(add(&f, &unit_collection, &unit));
	CHECK(unit.kind == UNIT_KIND_TOWNSHIP);
	CHECK_TEXT(unit.search_key, "thi tran hoa binh");
	CHECK(id_equal(unit.head.scope_id, unit.head.id));
	unit.name = "Xã Hòa Bình";
	CHECK(change(&f, &unit_collection, &unit));
	CHECK(unit.kind == UNIT_KIND_COMMUNE);
	tear_down(&f);
}

TEST(a_code_belongs_to_one_unit_on_each_day)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = new_unit("24559", "Xã Khác", UNIT_COMMUNE);

	unit.valid_from = (struct date){ 2026, 1, 1 };
	CHECK(!add(&f, &unit_collection, &unit));
	CHECK(has_problem(&f, PROBLEM_NOT_UNIQUE, "/code"));
	CHECK_TEXT(f.fault.problems->argument, "Xã Ea Na (01/07/2025 – …)");
	unit.code = "24570";
	CHECK(add(&f, &unit_collection, &unit));
	tear_down(&f);
}

TEST(a_unit_ends_after_it_began)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = new_unit("1", "Xã A", UNIT_COMMUNE);

	unit.valid_from = unit.valid_to = (struct date){ 2025, 7, 1 };
	CHECK(!add(&f, &unit_collection, &unit));
	CHECK(has_problem(&f, PROBLEM_ORDER_OF_DATES, "/valid_to"));
	tear_down(&f);
}

TEST(new_dates_of_a_unit_leave_its_places_a_day)
{
	struct fixture f = set_up_krong_ana();
	struct id id = id_of(&f, "24559", after_reform);
	struct unit *unit = record_store_find(f.store, f.arena, &unit_type, id, &f.fault);

	unit->valid_from = (struct date){ 2025, 8, 1 };
	CHECK(change(&f, &unit_collection, unit));
	struct unit *province = record_store_find(f.store, f.arena, &unit_type,
		id_of(&f, "66", after_reform), &f.fault);

	province->valid_to = (struct date){ 2025, 7, 15 };
	CHECK(!change(&f, &unit_collection, province));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/valid_from"));
	tear_down(&f);
}

static struct unit_link link_of(struct fixture *f, const char *below, const char *above,
				struct date day)
{
	return (struct unit_link){ .chain = UNIT_CHAIN_ADMINISTRATIVE,
		.unit_id = id_of(f, below, day), .parent_id = id_of(f, above, day) };
}

TEST(a_unit_has_one_parent_in_a_chain_on_each_day)
{
	struct fixture f = set_up_krong_ana();
	struct unit_link link = link_of(&f, "24559", "66", after_reform);

	link.valid_from = (struct date){ 2026, 1, 1 };
	CHECK(!add(&f, &unit_link_collection, &link));
	CHECK(has_problem(&f, PROBLEM_NOT_UNIQUE, "/parent_id"));
	link.chain = UNIT_CHAIN_MILITARY;
	CHECK(add(&f, &unit_link_collection, &link));
	tear_down(&f);
}

TEST(a_link_lies_within_the_dates_of_both_units)
{
	struct fixture f = set_up_krong_ana();
	struct unit_link link = { .chain = UNIT_CHAIN_MILITARY,
		.unit_id = id_of(&f, "24559", after_reform),
		.parent_id = id_of(&f, "655", before_reform) };

	CHECK(!add(&f, &unit_link_collection, &link));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/parent_id"));
	link.parent_id = id_of(&f, "66", after_reform);
	link.valid_from = (struct date){ 2024, 1, 1 };
	CHECK(!add(&f, &unit_link_collection, &link));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/unit_id"));
	tear_down(&f);
}

TEST(a_parent_is_of_a_tier_above)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = new_unit("1", "Xã A", UNIT_COMMUNE);

	CHECK(add(&f, &unit_collection, &unit));
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit.head.id,
				  .parent_id = id_of(&f, "24559", after_reform) };

	CHECK(!add(&f, &unit_link_collection, &link));
	CHECK(has_problem(&f, PROBLEM_PARENT_NOT_ABOVE, "/parent_id"));
	link.chain = UNIT_CHAIN_PARTY;
	CHECK(add(&f, &unit_link_collection, &link));
	tear_down(&f);
}

TEST(a_circle_in_a_chain_is_refused_and_named)
{
	struct fixture f = set_up_krong_ana();
	struct unit a = new_unit("1", "Ban A", UNIT_OTHER), b = new_unit("2", "Ban B", UNIT_OTHER);

	CHECK(add(&f, &unit_collection, &a) && add(&f, &unit_collection, &b));
	struct unit_link up = { .chain = UNIT_CHAIN_MILITARY, .unit_id = a.head.id,
				.parent_id = b.head.id };
	struct unit_link down = { .chain = UNIT_CHAIN_MILITARY, .unit_id = b.head.id,
				  .parent_id = a.head.id };
	struct unit_link self = { .chain = UNIT_CHAIN_PARTY, .unit_id = a.head.id,
				  .parent_id = a.head.id };

	CHECK(add(&f, &unit_link_collection, &up));
	CHECK(!add(&f, &unit_link_collection, &down));
	CHECK(has_problem(&f, PROBLEM_CYCLE, "/parent_id"));
	CHECK_TEXT(f.fault.problems->argument, "Ban B → Ban A → Ban B");
	CHECK(!add(&f, &unit_link_collection, &self));
	CHECK(has_problem(&f, PROBLEM_CYCLE, "/parent_id"));
	tear_down(&f);
}

TEST(scopes_follow_the_links_when_one_is_taken_away)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = new_unit("1", "Xã A", UNIT_COMMUNE);

	CHECK(add(&f, &unit_collection, &unit));
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit.head.id,
				  .parent_id = id_of(&f, "66", after_reform) };
	int64_t edges = count_rows(&f, "SELECT COUNT(*) FROM access_scope_parent");

	CHECK(add(&f, &unit_link_collection, &link));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM access_scope_parent") == edges + 1);
	CHECK(take_away(&f, &unit_link_collection, &link));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM access_scope_parent") == edges);
	tear_down(&f);
}

/* The rows of the closure for the unit that end, or begin, on some day. */
static int64_t bounded(struct fixture *f, const char *column, struct id unit_id)
{
	int64_t count = -1;
	bool is_end = strcmp(column, "ends_on") == 0;

	must(store_integer(f->store, is_end ?
		"SELECT COUNT(*) FROM access_scope_parent"
		" WHERE scope_id = :unit AND ends_on < '9999-12-31'" :
		"SELECT COUNT(*) FROM access_scope_parent"
		" WHERE scope_id = :unit AND begins_on > '0001-01-01'",
		BINDS(ID("unit", unit_id)), &count, &f->fault), "the closure can be counted");
	return count;
}

TEST(only_a_unit_that_goes_on_elsewhere_leaves_its_parent)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = new_unit("1", "Xã A", UNIT_COMMUNE);
	const struct date day = { 2026, 1, 1 };

	CHECK(add(&f, &unit_collection, &unit));
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit.head.id,
				  .parent_id = id_of(&f, "66", after_reform), .valid_to = day };

	CHECK(add(&f, &unit_link_collection, &link));
	CHECK(bounded(&f, "ends_on", unit.head.id) == 1);
	unit.valid_to = day;	/* it ends itself: the link was its last, nobody takes over */
	CHECK(change(&f, &unit_collection, &unit));
	CHECK(bounded(&f, "ends_on", unit.head.id) == 0);
	CHECK(bounded(&f, "begins_on", unit.head.id) == 0);
	tear_down(&f);
}

TEST(a_unit_in_use_cannot_be_removed)
{
	struct fixture f = set_up_krong_ana();

	const struct record_head province = { .id = id_of(&f, "66", after_reform), .version = 1 };

	CHECK(!take_away(&f, &unit_collection, &province));
	CHECK(has_problem(&f, PROBLEM_IN_USE, "/id"));
	tear_down(&f);
}

TEST(a_step_of_succession_keeps_its_dates_and_makes_no_circle)
{
	struct fixture f = set_up_krong_ana();
	struct succession step = { .from_unit_id = id_of(&f, "24559", after_reform),
		.to_unit_id = id_of(&f, "24559", before_reform), .kind = SUCCESSION_RENAME };

	CHECK(!add(&f, &succession_collection, &step));
	CHECK(has_problem(&f, PROBLEM_CYCLE, "/to_unit_id"));
	step.date = (struct date){ 2025, 7, 1 };
	CHECK(!add(&f, &succession_collection, &step));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/from_unit_id"));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/to_unit_id"));
	step = (struct succession){ .kind = SUCCESSION_DISSOLVE };
	CHECK(!add(&f, &succession_collection, &step));
	CHECK(has_problem(&f, PROBLEM_REQUIRED, "/from_unit_id"));
	tear_down(&f);
}

TEST(the_same_pair_of_units_is_recorded_once)
{
	struct fixture f = set_up_krong_ana();
	struct succession step = { .from_unit_id = id_of(&f, "24565", before_reform),
		.to_unit_id = id_of(&f, "24559", after_reform), .kind = SUCCESSION_MERGE };

	CHECK(!add(&f, &succession_collection, &step));
	CHECK(has_problem(&f, PROBLEM_NOT_UNIQUE, "/to_unit_id"));
	tear_down(&f);
}

TEST(an_alias_is_kept_once_for_a_unit)
{
	struct fixture f = set_up_krong_ana();
	struct unit_alias alias = { .unit_id = id_of(&f, "655", before_reform),
				    .name = "Huyện Krông A Na" };
	struct unit_alias same = alias;

	CHECK(add(&f, &unit_alias_collection, &alias));
	CHECK_TEXT(alias.search_key, "huyen krong a na");
	CHECK(!add(&f, &unit_alias_collection, &same));
	CHECK(has_problem(&f, PROBLEM_NOT_UNIQUE, "/name"));
	tear_down(&f);
}

TEST(a_unit_has_one_row_also_when_an_open_link_outlives_the_parent)
{
	struct fixture f = set_up_krong_ana();
	struct unit old = new_unit("8", "Huyện Cũ", UNIT_DISTRICT);
	struct unit unit = new_unit("1", "Xã A", UNIT_COMMUNE);

	old.valid_to = (struct date){ 2025, 7, 1 };
	CHECK(add(&f, &unit_collection, &old) && add(&f, &unit_collection, &unit));
	struct unit_link first = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit.head.id,
				   .parent_id = old.head.id };
	struct unit_link second = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit.head.id,
				    .parent_id = id_of(&f, "66", after_reform) };

	CHECK(add(&f, &unit_link_collection, &first) && add(&f, &unit_link_collection, &second));
	struct list list;

	CHECK(unit_list_as_of(f.store, f.arena, &(struct unit_query){ .day = after_reform,
			      .text = "Xã A" }, &list, &f.fault));
	CHECK(list.count == 1);
	CHECK_TEXT(((const struct unit_row *)list.items[0])->parent_name, "Tỉnh Đắk Lắk");
	tear_down(&f);
}

TEST(units_are_listed_below_a_unit_and_within_it)
{
	struct fixture f = set_up_krong_ana();
	struct id province = id_of(&f, "66", before_reform);
	struct list list;

	CHECK(unit_list_as_of(f.store, f.arena, &(struct unit_query){ .day = before_reform,
			      .parent_id = province }, &list, &f.fault));
	CHECK(list.count == 1);
	CHECK(unit_list_as_of(f.store, f.arena, &(struct unit_query){ .day = before_reform,
			      .within_id = province }, &list, &f.fault));
	CHECK(list.count == 1 + 1 + 8);
	tear_down(&f);
}

TEST(a_unit_is_found_however_its_syllables_are_spaced)
{
	struct fixture f = set_up();
	static const struct { const char *text; size_t found; } cases[] = {
		{ "krong ana", 1 }, { "Krông A Na", 1 }, { "krôngana", 1 }, { "huyen krong", 1 },
		{ "KRONG  ANA", 1 }, { "krong bong", 0 }, { "gana", 1 },
		{ "ana", 0 },		/* too few letters to be looked up across a space */
	};

	CHECK(import_units(&f, "code,name,level\n643,Huyện Krông A Na,district\n"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct unit_query query = { .day = after_reform, .text = cases[i].text };
		struct list list;

		CHECK(unit_list_as_of(f.store, f.arena, &query, &list, &f.fault));
		if (list.count != cases[i].found)
			fprintf(stderr, "%s: %zu\n", cases[i].text, list.count);
		CHECK(list.count == cases[i].found);
	}
	tear_down(&f);
}
