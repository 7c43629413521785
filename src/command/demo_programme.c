/* The programme of the demonstration, its eight exercises and their results. */

#include "base/must.h"
#include "command/demo_private.h"
#include "evaluation/evaluation.h"

static const struct exercise_kind kinds[] = {
	{ .code = "commune", .name = "Diễn tập chiến đấu cấp xã trong khu vực phòng thủ",
	  .name_en = "Commune exercise in the defence zone",
	  .note = "Tên gọi thay đổi theo năm: khoảng 2014 “chiến đấu trị an”, sau đó “chiến đấu "
		  "phòng thủ cấp xã”, năm 2026 có nơi dùng “tác chiến trong khu vực phòng thủ”." },
	{ .code = "defence_zone", .name = "Diễn tập khu vực phòng thủ",
	  .name_en = "Defence-zone exercise" },
	{ .code = "civil_defence", .name = "Diễn tập phòng thủ dân sự",
	  .name_en = "Civil-defence exercise" },
};

static const struct legal_basis bases[] = {
	{ .reference = "28-NQ/TW", .issuer = "Bộ Chính trị", .issued_on = { 2008, 9, 22 },
	  .title = "Tiếp tục xây dựng các tỉnh, thành phố trực thuộc Trung ương thành khu vực "
		   "phòng thủ vững chắc trong tình hình mới" },
	{ .reference = "22/2018/QH14", .issuer = "Quốc hội", .issued_on = { 2018, 6, 8 },
	  .title = "Luật Quốc phòng" },
	{ .reference = "21/2019/NĐ-CP", .issuer = "Chính phủ", .issued_on = { 2019, 2, 22 },
	  .title = "Khu vực phòng thủ" },
};

/* Whom the report names as excellent; the five others are good. */
static const struct { const char *theme_name; bool excellent; } results[DEMO_UNITS] = {
	{ "thị trấn Buôn Trấp", false }, { "xã Dray Sáp", false }, { "xã Ea Na", true },
	{ "xã Ea Bông", true }, { "xã Băng A Drênh", false }, { "xã Dur KMăl", false },
	{ "xã Bình Hòa", true }, { "xã Quảng Điền", false },
};

static bool add_kinds(struct demonstration *demo)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct exercise_kind kind = kinds[i];

		if (!collection_add(demo->journal, &exercise_kind_collection, &kind, demo->fault))
			return false;
		if (i == 0)
			demo->commune_kind_id = kind.head.id;
	}
	return true;
}

/* The title and the text of the report disagree on the term: both are kept. */
static bool add_term(struct demonstration *demo)
{
	struct programme programme = {
		.code = "krong-ana-2021-2025",
		.name = "Diễn tập khu vực phòng thủ huyện và diễn tập chiến đấu cấp xã trong khu "
			"vực phòng thủ, huyện Krông Ana",
		.term_label = "2021-2025", .term_label_other = "2020-2025",
		.first_year = { true, 2021 }, .last_year = { true, 2025 },
		.issuing_unit_id = demo->district_id, .structure_on = { 2025, 6, 30 },
		.state = PROGRAMME_RUNNING, .source = DEMO_SOURCE,
		.summary = "Nguồn nêu kết quả chung; không nêu căn cứ của chỉ tiêu, năm, ngày và "
			   "người chấm của từng cuộc diễn tập.",
	};

	if (!collection_add(demo->journal, &programme_collection, &programme, demo->fault))
		return false;
	demo->programme_id = programme.head.id;
	return true;
}

static bool add_bases_and_target(struct demonstration *demo)
{
	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
		struct legal_basis basis = bases[i];

		basis.programme_id = demo->programme_id;
		basis.position = (int64_t)i + 1;
		if (!collection_add(demo->journal, &legal_basis_collection, &basis, demo->fault))
			return false;
	}
	struct target target = { .programme_id = demo->programme_id,
		.kind_id = demo->commune_kind_id, .rule = TARGET_EACH_UNIT, .count = { true, 1 } };

	return collection_add(demo->journal, &target_collection, &target, demo->fault);
}

bool demo_add_programme(struct demonstration *demo)
{
	must(!id_is_none(demo->district_id), "units come first");
	if (!add_kinds(demo) || !add_term(demo) || !add_bases_and_target(demo))
		return false;
	for (int i = 0; i < DEMO_UNITS; i++) {
		struct programme_unit unit = { .programme_id = demo->programme_id,
					       .unit_id = demo->unit_ids[i] };

		if (!collection_add(demo->journal, &programme_unit_collection, &unit, demo->fault))
			return false;
	}
	return true;
}

static bool find_level(struct demonstration *demo, struct id scale_id, const char *code,
		       struct id *id_out)
{
	struct journal *journal = demo->journal;
	const struct grade_level *level = store_one(journal_store(journal),
		journal_arena(journal), &grade_level_type,
		"SELECT id, version, label, scope_id, scale_id, rank, code, name, name_en,"
		"       least_score, passed"
		" FROM visible_grade_level"
		" WHERE scale_id = :scale AND code = :code",
		BINDS(ID("scale", scale_id), TEXT("code", code)), demo->fault);

	if (level == NULL)
		return false;
	*id_out = level->head.id;
	return true;
}

/* One unit's exercise: held and graded, its year, days and grader unknown.  It is the
   published result that makes it evaluated. */
static bool add_exercise(struct demonstration *demo, int i, struct id level_id)
{
	struct arena *arena = journal_arena(demo->journal);
	struct exercise exercise = {
		.theme = arena_printf(arena, "Diễn tập chiến đấu cấp xã: %s",
				      results[i].theme_name),
		.programme_id = demo->programme_id, .kind_id = demo->commune_kind_id,
		.host_unit_id = demo->unit_ids[i], .state = EXERCISE_CONDUCTED,
		.register_closed = true, .register_source = DEMO_SOURCE, .source = DEMO_SOURCE,
	};

	if (!collection_add(demo->journal, &exercise_collection, &exercise, demo->fault))
		return false;
	struct result result = { .exercise_id = exercise.head.id, .unit_id = demo->unit_ids[i],
				 .grade_level_id = level_id, .state = RESULT_CONFIRMED,
				 .source = DEMO_SOURCE };

	return collection_add(demo->journal, &result_collection, &result, demo->fault) &&
	       collection_act(demo->journal, &exercise_collection, &exercise, "evaluate", NULL,
			      demo->fault);
}

bool demo_add_exercises(struct demonstration *demo)
{
	struct id scale_id, excellent, good;

	must(!id_is_none(demo->programme_id), "the programme comes first");
	if (!evaluation_add_default_scale(demo->journal, &scale_id, demo->fault) ||
	    !find_level(demo, scale_id, "excellent", &excellent) ||
	    !find_level(demo, scale_id, "good", &good))
		return false;
	for (int i = 0; i < DEMO_UNITS; i++)
		if (!add_exercise(demo, i, results[i].excellent ? excellent : good))
			return false;
	return true;
}
