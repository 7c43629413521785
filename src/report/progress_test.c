#include "report/progress.h"

#include <string.h>

#include "base/json.h"
#include "report/term_fixture.h"

static const struct optional_integer one = { true, 1 }, unknown = { 0 };

TEST(krong_ana_as_it_was_has_eight_of_eight)
{
	struct term_fixture f = term_open_krong_ana();
	const struct progress *p = term_as_was(&f);

	CHECK(p->row_count == 8);
	CHECK(p->totals.target.has_value && p->totals.target.value == 8);
	CHECK(p->totals.done == 8 && p->totals.remaining.value == 0);
	CHECK(progress_share(&p->totals).value == 1000);
	CHECK_TEXT(p->rows[0].unit->name, "Thị trấn Buôn Trấp");
	CHECK_TEXT(p->rows[7].unit->name, "Xã Quảng Điền");
	CHECK(p->mismatch_count == 0);
	term_close(&f);
}

TEST(exercises_of_unknown_year_stand_in_a_column_of_their_own_and_count)
{
	struct term_fixture f = term_open_krong_ana();
	const struct progress *p = term_as_was(&f);

	CHECK(p->year_count == 5 && p->years[0] == 2021 && p->years[4] == 2025);
	CHECK(p->unknown_year);
	CHECK(!p->rows[0].unit->parts->exercise->year.has_value);
	CHECK(p->totals.done == 8);
	term_close(&f);
}

TEST(krong_ana_today_has_three_communes_that_inherit_by_either_rule)
{
	struct term_fixture f = term_open_krong_ana();
	static const size_t before[] = { [NEW_KRONG_ANA] = 3, [NEW_EA_NA] = 3,
					 [NEW_DUR_KMAL] = 2 };

	for (int rule = PROGRESS_ANY; rule <= PROGRESS_ALL; rule++) {
		const struct progress *p = term_as_is(&f, (enum progress_rule)rule);

		CHECK(p->row_count == 3 && p->totals.target.value == 3 && p->totals.done == 3);
		for (int i = 0; i < NEW_UNITS; i++) {
			const struct progress_row *row = term_row(p, f.new_ids[i]);
			size_t count = 0;

			CHECK(row != NULL && row->state == PROGRESS_DONE);
			for (const struct progress_origin *o = row->origins; o != NULL;
			     o = o->next)
				count++;
			CHECK(count == before[i]);
		}
	}
	term_close(&f);
}

TEST(grades_stand_for_each_predecessor_and_are_not_merged)
{
	struct term_fixture f = term_open_krong_ana();
	const struct progress *p = term_as_is(&f, PROGRESS_ANY);
	const struct progress_row *row = term_row(p, f.new_ids[NEW_KRONG_ANA]);
	int excellent = 0, good = 0;

	CHECK(row->unit->parts == NULL);	/* no grade of its own */
	for (const struct progress_origin *o = row->origins; o != NULL; o = o->next) {
		excellent += strcmp(o->part->grade->code, "excellent") == 0;
		good += strcmp(o->part->grade->code, "good") == 0;
		CHECK(o->certain && o->extent == SUCCESSION_WHOLE && !o->outside);
	}
	CHECK(excellent == 1 && good == 2);
	term_close(&f);
}

TEST(the_rules_differ_when_one_predecessor_has_not_exercised)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_EACH_UNIT, one, unknown);
	for (int i = 0; i < OLD_UNITS; i++) {
		term_add_member(&f, f.old_ids[i]);
		if (i != QUANG_DIEN)
			term_add_exercise(&f, f.old_ids[i], EXERCISE_CONDUCTED, 2023);
	}
	const struct progress *any = term_as_is(&f, PROGRESS_ANY);
	const struct progress *all = term_as_is(&f, PROGRESS_ALL);

	CHECK(any->totals.done == 3 && all->totals.done == 2);
	CHECK(term_row(all, f.new_ids[NEW_KRONG_ANA])->state == PROGRESS_REMAINING);
	CHECK(term_row(any, f.new_ids[NEW_KRONG_ANA])->state == PROGRESS_DONE);
	CHECK(strstr(progress_rule_text(f.arena, &any->query, LANGUAGE_VI), "ít nhất một") != NULL);
	CHECK(strstr(progress_rule_text(f.arena, &all->query, LANGUAGE_VI), "01/03/2026") != NULL);
	CHECK(strstr(progress_rule_text(f.arena, &all->query, LANGUAGE_EN), "all units") != NULL);
	term_close(&f);
}

TEST(a_predecessor_outside_the_programme_keeps_the_rule_all_unmet)
{
	struct term_fixture f = term_open_krong_ana();
	struct id other = term_add_unit(&f, "24600", "Xã Khác", UNIT_COMMUNE, DATE_NONE,
					(struct date){ 2025, 7, 1 });

	term_add_succession(&f, other, f.new_ids[NEW_DUR_KMAL], SUCCESSION_PART, true);
	const struct progress_row *row = term_row(term_as_is(&f, PROGRESS_ALL),
						  f.new_ids[NEW_DUR_KMAL]);
	const struct progress_origin *last = row->origins;

	while (last->next != NULL)
		last = last->next;
	CHECK(row->state == PROGRESS_REMAINING);
	CHECK(id_equal(last->unit->id, other) && last->outside && last->part == NULL);
	CHECK(term_row(term_as_is(&f, PROGRESS_ANY), f.new_ids[NEW_DUR_KMAL])->state ==
	      PROGRESS_DONE);
	term_close(&f);
}

TEST(parts_and_uncertain_steps_mark_what_is_inherited)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_EACH_UNIT, one, unknown);
	term_add_member(&f, f.old_ids[BUON_TRAP]);
	term_add_exercise(&f, f.old_ids[BUON_TRAP], EXERCISE_CLOSED, 2022);
	term_add_succession(&f, f.old_ids[BUON_TRAP], f.new_ids[NEW_EA_NA], SUCCESSION_PART,
			    false);
	const struct progress *p = term_as_is(&f, PROGRESS_ANY);
	const struct progress_row *part = term_row(p, f.new_ids[NEW_EA_NA]);
	const struct progress_row *whole = term_row(p, f.new_ids[NEW_KRONG_ANA]);
	const struct progress_origin *split = NULL, *merged = NULL;

	for (const struct progress_origin *o = part->origins; o != NULL; o = o->next)
		if (id_equal(o->unit->id, f.old_ids[BUON_TRAP]))
			split = o;
	for (const struct progress_origin *o = whole->origins; o != NULL; o = o->next)
		if (id_equal(o->unit->id, f.old_ids[BUON_TRAP]))
			merged = o;
	CHECK(split != NULL && split->extent == SUCCESSION_PART && !split->certain);
	CHECK(merged != NULL && merged->extent == SUCCESSION_WHOLE && merged->certain);
	CHECK(part->state == PROGRESS_DONE);
	term_close(&f);
}

TEST(a_successor_that_is_not_recorded_is_said_and_not_counted)
{
	struct term_fixture f = term_open_krong_ana();
	struct id lost = term_add_unit(&f, "24601", "Xã Mất Dấu", UNIT_COMMUNE, DATE_NONE,
				       (struct date){ 2025, 7, 1 });
	struct succession named = { .from_unit_id = f.old_ids[EA_NA], .to_name = "Xã Ea Mới",
		.kind = SUCCESSION_SPLIT, .extent = SUCCESSION_PART, .certain = true,
		.date = { 2025, 7, 1 } };

	term_add_member(&f, lost);
	term_add(&f, &succession_type, &named);
	const struct progress *p = term_as_is(&f, PROGRESS_ANY);
	const struct progress_row *row = term_row(p, lost);
	const struct progress_row *part = term_row(p, f.old_ids[EA_NA]);

	CHECK(row != NULL && row->state == PROGRESS_UNKNOWN_SUCCESSOR);
	CHECK_TEXT(progress_row_note(f.arena, row, LANGUAGE_VI), "chưa rõ đơn vị kế thừa");
	CHECK_TEXT(progress_row_note(f.arena, part, LANGUAGE_VI),
		   "chưa rõ đơn vị kế thừa (văn bản ghi: Xã Ea Mới)");
	CHECK(p->totals.target.value == 3);
	CHECK(p->mismatch_count == 1 && p->mismatches[0].kind == MISMATCH_UNKNOWN_SUCCESSOR &&
	      p->mismatches[0].count == 2);
	term_close(&f);
}

TEST(a_unit_that_stays_in_force_keeps_its_own_row)
{
	struct term_fixture f = term_open();
	struct id stays = term_add_unit(&f, "24602", "Xã Còn", UNIT_COMMUNE, DATE_NONE, DATE_NONE);

	term_add_target(&f, TARGET_EACH_UNIT, one, unknown);
	term_add_member(&f, stays);
	CHECK(term_row(term_as_is(&f, PROGRESS_ALL), stays)->state == PROGRESS_REMAINING);
	term_add_exercise(&f, stays, EXERCISE_CONDUCTED, 2024);
	const struct progress_row *row = term_row(term_as_is(&f, PROGRESS_ALL), stays);

	CHECK(row->state == PROGRESS_DONE && row->origins == NULL);
	term_close(&f);
}

TEST(steps_after_the_day_have_not_happened_yet)
{
	struct term_fixture f = term_open_krong_ana();
	const struct progress *p = term_progress(&f, &(struct progress_query){
		.structure = PROGRESS_AS_IS, .as_of = { 2025, 6, 30 } });

	CHECK(p->row_count == 8 && p->totals.done == 8);
	CHECK(term_row(p, f.old_ids[EA_NA])->origins == NULL);
	term_close(&f);
}

TEST(without_a_target_there_is_no_percentage)
{
	struct term_fixture f = term_open();

	term_add_member(&f, f.old_ids[EA_NA]);
	term_add_exercise(&f, f.old_ids[EA_NA], EXERCISE_CLOSED, 2021);
	const struct progress *p = term_as_was(&f);

	CHECK(p->totals.done == 1 && !p->totals.target.has_value);
	CHECK(!p->totals.remaining.has_value && !progress_share(&p->totals).has_value);
	term_add_target(&f, TARGET_EACH_UNIT, unknown, unknown);
	p = term_as_was(&f);
	CHECK(!p->totals.target.has_value && !progress_share(&p->totals).has_value);
	CHECK(p->mismatches[0].kind == MISMATCH_TARGET_UNKNOWN);
	term_close(&f);
}

TEST(a_target_of_twice_is_not_met_by_once)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_EACH_UNIT, (struct optional_integer){ true, 2 }, unknown);
	term_add_member(&f, f.old_ids[EA_NA]);
	term_add_exercise(&f, f.old_ids[EA_NA], EXERCISE_CLOSED, 2021);
	CHECK(term_as_was(&f)->totals.done == 0);
	term_add_exercise(&f, f.old_ids[EA_NA], EXERCISE_CLOSED, 2024);
	CHECK(term_as_was(&f)->totals.done == 1);
	term_close(&f);
}

TEST(what_is_planned_stuck_and_left_is_told_apart)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_EACH_UNIT, one, unknown);
	for (int i = 0; i < 5; i++)
		term_add_member(&f, f.old_ids[i]);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2021);
	term_add_exercise(&f, f.old_ids[1], EXERCISE_PREPARING, 2022);
	term_add_line(&f, f.old_ids[2], 2023, "Trùng đợt phòng, chống lụt bão");
	term_add_line(&f, f.old_ids[3], 2024, NULL);
	const struct progress *p = term_as_was(&f);

	CHECK(p->totals.done == 1 && p->totals.planned == 2 && p->totals.blocked == 1);
	CHECK(p->totals.remaining.value == 4);
	CHECK(term_row(p, f.old_ids[2])->state == PROGRESS_BLOCKED);
	CHECK_TEXT(progress_row_note(f.arena, term_row(p, f.old_ids[2]), LANGUAGE_VI),
		   "Trùng đợt phòng, chống lụt bão");
	CHECK(term_row(p, f.old_ids[4])->state == PROGRESS_REMAINING);
	term_close(&f);
}

TEST(a_cancelled_exercise_does_not_count_at_all)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_EACH_UNIT, one, unknown);
	term_add_member(&f, f.old_ids[0]);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CANCELLED, 2021);
	const struct progress *p = term_as_was(&f);

	CHECK(p->rows[0].state == PROGRESS_REMAINING && p->totals.done == 0);
	term_close(&f);
}

TEST(a_share_of_each_year_is_a_number_of_units_rounded_up)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_SHARE_PER_YEAR, unknown, (struct optional_integer){ true, 250 });
	for (int i = 0; i < 5; i++)
		term_add_member(&f, f.old_ids[i]);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2021);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2021);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2022);
	const struct progress *p = term_as_was(&f);

	CHECK(p->totals.target.value == 10);	/* 2 of 5 in each of 5 years */
	CHECK(p->totals.done == 2);		/* the same unit twice in a year counts once */
	CHECK(progress_share(&p->totals).value == 200);
	term_close(&f);
}

TEST(a_total_counts_exercises)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_TOTAL, (struct optional_integer){ true, 3 }, unknown);
	term_add_member(&f, f.old_ids[0]);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2021);
	CHECK(term_as_was(&f)->totals.target.value == 3);
	CHECK(progress_share(&term_as_was(&f)->totals).value == 333);
	term_close(&f);
}

TEST(a_list_counts_its_lines)
{
	struct term_fixture f = term_open();

	term_add_target(&f, TARGET_LIST, unknown, unknown);
	term_add_member(&f, f.old_ids[0]);
	term_add_line(&f, f.old_ids[0], 2021, NULL);
	term_add_line(&f, f.old_ids[0], 2022, NULL);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2021);
	CHECK(term_as_was(&f)->totals.target.value == 2 && term_as_was(&f)->totals.done == 1);
	term_close(&f);
}

TEST(almost_all_is_never_printed_as_all)
{
	const struct progress_totals totals = { .target = { true, 3321 }, .done = 3320 };
	struct arena *arena = arena_create();
	struct text out = { .arena = arena };

	CHECK(progress_share(&totals).value == 999);
	json_add_share(&out, progress_share(&totals));
	CHECK_TEXT(text_string(&out), "99.9");
	arena_destroy(&arena);
}

TEST(exercises_of_units_outside_the_programme_are_reported)
{
	struct term_fixture f = term_open_krong_ana();

	term_add_exercise(&f, f.new_ids[0], EXERCISE_CLOSED, 2025);
	const struct progress *p = term_as_was(&f);

	CHECK(p->row_count == 8 && p->mismatch_count == 1);
	CHECK(p->mismatches[0].kind == MISMATCH_OUTSIDE_UNIT && p->mismatches[0].id_count == 1);
	CHECK(strstr(progress_mismatch_text(f.arena, &p->mismatches[0], LANGUAGE_VI), "1") != NULL);
	term_close(&f);
}

TEST(gradings_and_units_are_reconciled)
{
	struct term_fixture f = term_open_krong_ana();
	struct exercise again = term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2024);

	CHECK(term_as_was(&f)->mismatch_count == 0);
	term_add_result(&f, again.head.id, f.old_ids[0], GOOD);
	const struct progress *p = term_as_was(&f);

	CHECK(p->mismatch_count == 1 && p->mismatches[0].kind == MISMATCH_GRADES);
	CHECK(p->mismatches[0].count == 9 && p->mismatches[0].other == 8);
	term_close(&f);
}

TEST(the_answer_is_json_of_the_agreed_shape)
{
	struct term_fixture f = term_open_krong_ana();
	struct text out = { .arena = f.arena };

	progress_write_json(&out, term_as_is(&f, PROGRESS_ANY),
			    &(struct progress_page){ .rows_most = 300 });
	json_t *answer = json_parse(text_string(&out), out.length, &f.fault);

	CHECK(answer != NULL);
	json_t *row = json_array_get(json_object_get(answer, "rows"), 0);
	json_t *origin = json_array_get(json_object_get(row, "inherited_from"), 0);

	CHECK_TEXT(json_string_value(json_object_get(answer, "structure")), "as_is");
	CHECK_TEXT(json_string_value(json_object_get(answer, "rule")), "any");
	CHECK(json_integer_value(json_object_get(json_object_get(answer, "totals"),
						 "percent")) == 100);
	CHECK_TEXT(json_string_value(json_object_get(row, "unit_name")), "Xã Krông Ana");
	CHECK_TEXT(json_string_value(json_object_get(row, "state")), "done");
	CHECK_TEXT(json_string_value(json_object_get(origin, "unit_name")), "Thị trấn Buôn Trấp");
	CHECK_TEXT(json_string_value(json_object_get(origin, "grade")), "good");
	CHECK(json_is_true(json_object_get(origin, "certain")));
	CHECK(json_array_size(json_object_get(answer, "groups")) == 0);
	json_decref(answer);
	term_close(&f);
}

TEST(many_rows_come_as_groups_and_a_parent_opens_them)
{
	struct term_fixture f = term_open_krong_ana();
	struct id province = term_add_unit(&f, "66", "Tỉnh Đắk Lắk", UNIT_PROVINCE, DATE_NONE,
					   DATE_NONE);
	struct id other = term_add_unit(&f, "650", "Huyện Khác", UNIT_DISTRICT, DATE_NONE,
					DATE_NONE);
	struct id commune = term_add_unit(&f, "24000", "Xã Khác", UNIT_COMMUNE, DATE_NONE,
					  DATE_NONE);
	struct list direct;

	term_add_link(&f, f.district_id, province);
	term_add_link(&f, other, province);
	term_add_link(&f, commune, other);
	term_add_member(&f, commune);
	struct progress *p = term_as_was(&f);

	CHECK(progress_load_parents(f.store, p, &f.fault));
	const struct progress_group *top = progress_group(f.arena, p, ID_NONE, &direct);

	CHECK(top != NULL && top->next == NULL && direct.count == 0);
	CHECK(id_equal(top->unit->id, province) && top->totals.target.value == 9 &&
	      top->totals.done == 8 && top->totals.remaining.value == 1);
	const struct progress_group *below = progress_group(f.arena, p, province, &direct);

	CHECK(id_equal(below->unit->id, other) && below->totals.done == 0);
	CHECK(id_equal(below->next->unit->id, f.district_id) && below->next->totals.done == 8);
	CHECK(below->next->grades[EXCELLENT] == 3 && below->next->grades[GOOD] == 5);
	CHECK(below->next->years[5] == 8);	/* the years are not known */
	progress_group(f.arena, p, f.district_id, &direct);
	CHECK(direct.count == 8);
	term_close(&f);
}
