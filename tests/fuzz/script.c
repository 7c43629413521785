/* Any bytes as the JSON of a script: taken whole, or refused with a fault.  What was taken
   is written again, and taken again it is the same script. */
#include "inject/script_json.h"
#include "inject/test_fixture.h"
#include "tests/fuzz/fuzz.h"

#define RUNS_OF_A_STAGE 2000	/* then its memory is given back */

static struct stage stage;
static const struct actor machine = { .role = "machine" };

static void open_stage(void)
{
	static unsigned runs;

	if (runs++ % RUNS_OF_A_STAGE != 0)
		return;
	if (stage.f.store != NULL)
		stage_tear_down(&stage);
	stage = stage_set_up();
	must(journal_part_end(stage.f.journal, &stage.f.fault), "the stage is set");
}

/* Takes the script, writes what came of it (NULL if it was refused), and undoes all. */
static const char *take(struct arena *arena, json_t *document)
{
	struct script_counts counts = { 0 };
	struct fault fault = { 0 };
	struct text out = { .arena = arena };

	must(journal_part_begin(stage.f.journal, &machine, &fault), "a part begins");
	bool good = script_read_json(stage.f.journal, stage.exercise.head.id, document, &counts,
				     &fault);

	must(good == (fault.kind == FAULT_NONE), "a refusal names its fault");
	if (good)
		must(script_write_json(stage.f.store, arena, stage.exercise.head.id, &out,
				       &fault), "what was taken is written");
	journal_part_undo(stage.f.journal);
	return good ? text_string(&out) : NULL;
}

FUZZ(bytes, length)
{
	struct fault fault = { 0 };
	json_t *document = json_parse(bytes, length, &fault);

	if (document == NULL)
		return;
	open_stage();
	const char *first = take(arena, document);

	json_decref(document);
	if (first == NULL)
		return;
	document = json_parse(first, strlen(first), &fault);
	must(document != NULL, "our own JSON is JSON");
	const char *second = take(arena, document);

	json_decref(document);
	must(second != NULL && strcmp(first, second) == 0, "there and back is the same");
}
