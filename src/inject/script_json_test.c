#include "inject/script_json.h"

#include "inject/test_fixture.h"

static const char *written(struct stage *s, struct id exercise_id)
{
	struct text out = { .arena = s->f.arena };

	must(script_write_json(s->f.store, s->f.arena, exercise_id, &out, &s->f.fault),
	     "the script is written");
	return text_string(&out);
}

static bool read_into(struct stage *s, struct id exercise_id, const char *text,
		      struct script_counts *counts)
{
	json_t *document = json_loads(text, 0, NULL);

	must(document != NULL, "the test's document is JSON");
	s->f.fault = (struct fault){ .kind = FAULT_NONE };
	bool good = script_read_json(s->f.journal, exercise_id, document, counts, &s->f.fault);

	json_decref(document);
	return good;
}

/* A script with one of everything; number 1 was removed. */
static void write_script(struct stage *s)
{
	struct script script = { .exercise_id = s->exercise.head.id, .marking = "DIỄN TẬP",
				 .starts_at = { INT64_C(1772323200000000) },
				 .load_most = { true, 5 }, .load_minutes = { true, 10 } };
	struct storyline flood = { .exercise_id = s->exercise.head.id, .code = "LU",
				   .title = "Lũ", .aim = "Sơ tán sớm" };
	struct script_event event = { .exercise_id = s->exercise.head.id, .title = "Vỡ kè" };
	struct script_incident incident = { .title = "Kè nứt", .place = "Thôn 3" };
	struct inject gone = add_inject(s, "Xóa");

	must(stage_remove(s, &inject_collection, &gone.head), "a draft goes");
	struct script *kept = NULL;
	struct script_copy copy;

	must(script_read(s->f.store, s->f.arena, s->exercise.head.id, &copy, &s->f.fault),
	     "the script is read");
	kept = arena_new(s->f.arena, struct script);
	*kept = *copy.script;
	kept->marking = script.marking;
	kept->starts_at = script.starts_at;
	kept->load_most = script.load_most;
	kept->load_minutes = script.load_minutes;
	must(stage_change(s, &script_collection, kept), "the settings are set");
	must_add(s, &storyline_collection, &flood);
	event.storyline_id = flood.head.id;
	must_add(s, &script_event_collection, &event);
	incident.script_event_id = event.head.id;
	must_add(s, &script_incident_collection, &incident);
	struct inject first = an_inject(s, "Họp “khẩn”\\"), second = an_inject(s, "Giục");

	first.kind = INJECT_EXPECTED_ACTION;
	first.script_incident_id = incident.head.id;
	first.content_id = s->content.head.id;
	first.outcomes = "sơ tán ngay\nchờ thêm";
	first.planned.time.us = -INT64_C(90000001);
	first.controller_name = "Ông Ba";
	must_add(s, &inject_collection, &first);
	second.kind = INJECT_CONTINGENCY;
	second.release = RELEASE_CONDITION;
	second.any_condition = true;
	second.contingency_for_id = first.head.id;
	second.answer_within_us = (struct optional_integer){ true, 600000000 };
	second.means = MEANS_OTHER;
	second.means_text = "Ngựa";
	second.phase_id = s->phase.head.id;
	must_add(s, &inject_collection, &second);
	struct inject_recipient cell = { .inject_id = second.head.id, .cell_id = s->post.head.id,
					 .is_copy = true };
	struct inject_recipient name = { .inject_id = second.head.id, .name = "Nhân dân" };
	struct inject_condition condition = { .inject_id = second.head.id,
		.parent_id = first.head.id, .kind = CONDITION_PARENT_OUTCOME,
		.outcome = "chờ thêm" };
	struct objective_link link = { .inject_id = first.head.id,
				       .objective_id = s->objective.head.id };

	must_add(s, &inject_recipient_collection, &cell);
	must_add(s, &inject_recipient_collection, &name);
	must_add(s, &inject_condition_collection, &condition);
	must_add(s, &objective_link_collection, &link);
}

TEST(a_script_that_is_written_and_read_into_another_exercise_is_the_same_bytes)
{
	struct stage s = stage_set_up();
	struct script_counts counts;

	write_script(&s);
	const char *document = written(&s, s.exercise.head.id);

	CHECK(strstr(document, "\"number\":2") != NULL);
	CHECK(read_into(&s, s.other.head.id, document, &counts));
	CHECK(counts.injects == 2 && counts.cells == 2);
	CHECK_TEXT(written(&s, s.other.head.id), document);
	stage_tear_down(&s);
}

TEST(what_is_read_into_a_script_that_has_injects_gets_new_numbers_and_its_own_references)
{
	struct stage s = stage_set_up();
	struct script_counts counts;
	struct script_copy copy;

	write_script(&s);
	CHECK(read_into(&s, s.exercise.head.id, written(&s, s.exercise.head.id), &counts));
	CHECK(counts.injects == 2 && counts.cells == 0);
	CHECK(script_read(s.f.store, s.f.arena, s.exercise.head.id, &copy, &s.f.fault));
	CHECK(copy.injects.count == 4 && copy.cells.count == 2 && copy.storylines.count == 1);
	for (size_t i = 0; i < copy.conditions.count; i++) {
		const struct inject_condition *c = copy.conditions.items[i];
		const struct inject *waits = collection_refer(s.f.journal, &inject_type,
			c->inject_id, "", &s.f.fault);
		const struct inject *parent = collection_refer(s.f.journal, &inject_type,
			c->parent_id, "", &s.f.fault);

		CHECK(waits->number == parent->number + 1);
		CHECK(waits->state == INJECT_DRAFT);
	}
	stage_tear_down(&s);
}

TEST(a_document_that_is_wrong_is_refused_at_its_place)
{
	static const struct { const char *text, *pointer; enum problem_kind kind; } cases[] = {
		{ "{}", "/format", PROBLEM_NOT_WORD },
		{ "{\"format\":\"dientap-script\",\"version\":2}", "/version", PROBLEM_NOT_WORD },
		{ "{\"format\":\"dientap-script\",\"version\":1,\"injects\":[{\"number\":1,"
		  "\"title\":\"a\",\"kind\":\"inject\",\"release\":\"manual\",\"colour\":1}]}",
		  "/injects/0/colour", PROBLEM_UNKNOWN_MEMBER },
		{ "{\"format\":\"dientap-script\",\"version\":1,\"injects\":[{\"number\":1,"
		  "\"kind\":\"inject\",\"release\":\"manual\"}]}",
		  "/injects/0/title", PROBLEM_REQUIRED },
		{ "{\"format\":\"dientap-script\",\"version\":1,\"injects\":[{\"number\":1,"
		  "\"title\":\"a\",\"kind\":\"inject\",\"release\":\"manual\",\"recipients\":["
		  "{\"cell\":\"X\"}]}]}", "/injects/0/recipients/0/cell", PROBLEM_NO_SUCH_RECORD },
		{ "{\"format\":\"dientap-script\",\"version\":1,\"injects\":[7]}",
		  "/injects/0/number", PROBLEM_NOT_INTEGER },
		{ "{\"format\":\"dientap-script\",\"version\":1,\"cells\":{}}", "/cells",
		  PROBLEM_NOT_OBJECT },
	};
	struct stage s = stage_set_up();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct script_counts counts;

		CHECK(refused(&s.f, read_into(&s, s.other.head.id, cases[i].text, &counts),
			      cases[i].kind, cases[i].pointer));
	}
	stage_tear_down(&s);
}
