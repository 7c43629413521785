/* A script from rows of a spreadsheet.  A row with the number of an inject that is there
   changes it; any other row adds one, as a draft.  What the program cannot place it keeps
   in words and says so. */

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "inject/planned_time.h"
#include "inject/script_columns.h"
#include "store/record_store.h"

struct script_import {
	const struct import_job *job;
	struct arena *arena;
	struct fault *fault;
	struct script_columns columns;
	struct script_copy script;
	struct list objectives, phases, members;
	struct id phase_id;		/* of the section that the rows stand in */
	int64_t local_t_us;		/* T on the wall; only where a time asks for it */
	bool has_local_t;
};

static const char *cell_of(const struct script_import *import, size_t row,
			   enum script_column_kind kind)
{
	return sheet_cell(import->job->sheet, row, import->columns.at[kind]);
}

static bool refuse(struct script_import *import, size_t row, enum script_column_kind kind,
		   enum problem_kind problem, const char *argument)
{
	return import_say(import->job->result, import->job->sheet, row, import->columns.at[kind],
			  IMPORT_ERROR, problem, argument);
}

static void warn(struct script_import *import, size_t row, enum script_column_kind kind,
		 enum problem_kind problem, const char *argument)
{
	import_say(import->job->result, import->job->sheet, row, import->columns.at[kind],
		   IMPORT_WARNING, problem, argument);
}

static bool same(struct arena *arena, const char *a, const char *b)
{
	return a != NULL && b != NULL &&
	       strcmp(utf8_search_key(arena, a), utf8_search_key(arena, b)) == 0;
}

/* --- times ------------------------------------------------------------------- */

/* The time of a row, with the day beside it if there is one; false if there is none. */
static bool written_time(struct script_import *import, size_t row, struct written_time *out,
			 bool *good_out)
{
	const char *time = cell_of(import, row, COLUMN_PLANNED);
	const char *day = cell_of(import, row, COLUMN_DATE);
	struct written_time date;

	*good_out = true;
	if (time == NULL && day == NULL)
		return false;
	if (time == NULL)
		*good_out = planned_time_read(import->arena, day, out);
	else
		*good_out = planned_time_read(import->arena, time, out);
	if (*good_out && time != NULL && day != NULL && out->kind == WRITTEN_OF_DAY &&
	    planned_time_read(import->arena, day, &date) && date.kind == WRITTEN_MOMENT)
		*out = (struct written_time){ WRITTEN_MOMENT, date.us + out->us };
	return *good_out;
}

/* Where nobody has said when T is, the earliest moment of the sheet is T, or else the
   earliest hour of the day. */
static void find_t(struct script_import *import)
{
	const enum written_time_kind kinds[] = { WRITTEN_MOMENT, WRITTEN_OF_DAY };

	if (import->script.script != NULL && import->script.script->starts_at.us != 0) {
		import->local_t_us = planned_local_us(import->script.script->starts_at);
		import->has_local_t = true;
		return;
	}
	for (size_t k = 0; k < 2 && !import->has_local_t; k++)
		for (size_t row = 1; row < import->job->sheet->count; row++) {
			struct written_time time;
			bool good;

			if (!written_time(import, row, &time, &good) || time.kind != kinds[k] ||
			    (import->has_local_t && time.us >= import->local_t_us))
				continue;
			import->local_t_us = time.us;
			import->has_local_t = true;
		}
	if (import->has_local_t)
		import_say(import->job->result, import->job->sheet, 0,
			   import->columns.at[COLUMN_PLANNED], IMPORT_WARNING,
			   PROBLEM_T_FROM_SHEET, NULL);
}

static bool read_time(struct script_import *import, size_t row, struct inject *inject)
{
	struct written_time time;
	bool good;

	if (written_time(import, row, &time, &good))
		inject->planned = (struct optional_time){ true,
			planned_time_from(time, import->local_t_us) };
	return good || refuse(import, row, COLUMN_PLANNED, PROBLEM_NOT_EXERCISE_TIME, NULL);
}

static bool read_within(struct script_import *import, size_t row, struct inject *inject)
{
	const char *cell = cell_of(import, row, COLUMN_WITHIN);
	struct written_time time;

	if (cell == NULL)
		return true;
	if (!planned_time_read(import->arena, cell, &time) || time.kind == WRITTEN_MOMENT)
		return refuse(import, row, COLUMN_WITHIN, PROBLEM_NOT_EXERCISE_TIME, NULL);
	inject->answer_within_us = (struct optional_integer){ true, time.us };
	return true;
}

/* --- words and references -------------------------------------------------------- */

static bool read_words(struct script_import *import, size_t row, struct inject *inject)
{
	const char *kind = cell_of(import, row, COLUMN_KIND);
	const char *release = cell_of(import, row, COLUMN_RELEASE);
	const char *means = cell_of(import, row, COLUMN_MEANS);
	bool good = true;

	if (kind != NULL && !script_read_kind(import->arena, kind, &inject->kind))
		good = refuse(import, row, COLUMN_KIND, PROBLEM_NOT_WORD,
			      "inject, contingency, expected_action, administrative");
	if (release != NULL && !script_read_release(import->arena, release, &inject->release))
		good = refuse(import, row, COLUMN_RELEASE, PROBLEM_NOT_WORD,
			      "automatic, manual, condition, reserve");
	if (means != NULL) {
		inject->means = script_read_means(import->arena, means);
		inject->means_text = inject->means == MEANS_OTHER ? means : NULL;
	}
	if (inject->kind == INJECT_KIND_UNKNOWN)
		inject->kind = INJECT_CONTEXTUAL;
	if (inject->release == RELEASE_UNKNOWN)
		inject->release = inject->planned.has_value ? RELEASE_AUTOMATIC : RELEASE_MANUAL;
	return good;
}

static bool read_texts(struct script_import *import, size_t row, struct inject *inject)
{
	static const struct { enum script_column_kind column; const char *member; } texts[] = {
		{ COLUMN_TITLE, "title" }, { COLUMN_TEXT, "text" }, { COLUMN_FROM, "from_name" },
		{ COLUMN_EXPECTED, "expected_actions" }, { COLUMN_OUTCOMES, "outcomes" },
		{ COLUMN_LOCATION, "location" }, { COLUMN_PRIORITY, "priority" },
		{ COLUMN_CRITICAL, "is_critical" }, { COLUMN_NOTES, "notes" },
	};
	bool good = true;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct field *field = record_find_field(&inject_type, texts[i].member);

		must(field != NULL, "a member of an inject");
		if (cell_of(import, row, texts[i].column) != NULL)
			good = import_read_cell(import->job->result, import->job->sheet, row,
						import->columns.at[texts[i].column], field,
						field_at(field, inject)) && good;
	}
	if (inject->title == NULL && inject->text != NULL) {
		/* its first words name it; whole characters only */
		size_t length = strcspn(inject->text, "\n");

		while (length > 120 || (length > 0 && (inject->text[length] & 0xc0) == 0x80))
			length--;
		inject->title = arena_copy_bytes(import->arena, inject->text, length);
	}
	return good;
}

static const struct organisation_member *find_member(const struct script_import *import,
						     const char *name)
{
	for (size_t i = 0; i < import->members.count; i++) {
		const struct organisation_member *member = import->members.items[i];

		if (same(import->arena, member->post_title, name) ||
		    same(import->arena, member->played_role, name))
			return member;
	}
	return NULL;
}

static void read_people(struct script_import *import, size_t row, struct inject *inject)
{
	const struct {
		enum script_column_kind column;
		struct id *id;
		const char **name;
	} people[] = {
		{ COLUMN_CONTROLLER, &inject->controller_id, &inject->controller_name },
		{ COLUMN_EVALUATOR, &inject->evaluator_id, &inject->evaluator_name },
	};

	for (size_t i = 0; i < 2; i++) {
		const char *cell = cell_of(import, row, people[i].column);
		const struct organisation_member *member = cell == NULL ? NULL :
							   find_member(import, cell);

		if (cell == NULL)
			continue;
		*people[i].id = member == NULL ? ID_NONE : member->head.id;
		*people[i].name = member == NULL ? cell : NULL;
	}
}

/* Phase and thread by name; a section row above says the phase, too. */
static void read_places(struct script_import *import, size_t row, struct inject *inject)
{
	const char *phase = cell_of(import, row, COLUMN_PHASE);
	const char *thread = cell_of(import, row, COLUMN_STORYLINE);
	bool found = phase == NULL, found_thread = thread == NULL;

	if (!id_is_none(import->phase_id) && id_is_none(inject->training_problem_id))
		inject->phase_id = import->phase_id;
	for (size_t i = 0; !found && i < import->phases.count; i++) {
		const struct phase *known = import->phases.items[i];

		found = same(import->arena, known->name, phase);
		if (found && id_is_none(inject->training_problem_id))
			inject->phase_id = known->head.id;
	}
	for (size_t i = 0; !found_thread && i < import->script.storylines.count; i++) {
		const struct storyline *known = import->script.storylines.items[i];

		found_thread = same(import->arena, known->code, thread) ||
			       same(import->arena, known->title, thread);
		if (found_thread && id_is_none(inject->script_incident_id))
			inject->storyline_id = known->head.id;
	}
	if (!found)
		warn(import, row, COLUMN_PHASE, PROBLEM_NOT_RECORDED, phase);
	if (!found_thread)
		warn(import, row, COLUMN_STORYLINE, PROBLEM_NOT_RECORDED, thread);
}

/* --- what hangs on an inject ------------------------------------------------------- */

static bool take_refusal(struct script_import *import, size_t row)
{
	return import_take_problems(import->job->result, import->job->sheet, row,
				    script_columns_of, &import->columns, import->fault);
}

static bool has_recipient(const struct script_import *import,
			  const struct inject_recipient *wanted)
{
	for (size_t i = 0; i < import->script.recipients.count; i++) {
		const struct inject_recipient *r = import->script.recipients.items[i];

		if (id_equal(r->inject_id, wanted->inject_id) &&
		    id_equal(r->cell_id, wanted->cell_id) &&
		    id_equal(r->organisation_member_id, wanted->organisation_member_id) &&
		    (wanted->name == NULL || same(import->arena, r->name, wanted->name)))
			return true;
	}
	return false;
}

static bool add_recipient(struct script_import *import, size_t row,
			  struct inject_recipient recipient)
{
	if (has_recipient(import, &recipient))
		return true;
	return collection_add(import->job->journal, &inject_recipient_collection, &recipient,
			      import->fault) || take_refusal(import, row);
}

/* A cell by code or name, else a member by post, else the words themselves. */
static bool add_named(struct script_import *import, size_t row, struct id inject_id,
		      const char *name)
{
	struct inject_recipient recipient = { .inject_id = inject_id };
	const struct organisation_member *member = find_member(import, name);

	for (size_t i = 0; i < import->script.cells.count; i++) {
		const struct cell *cell = import->script.cells.items[i];

		if (same(import->arena, cell->code, name) || same(import->arena, cell->name, name))
			recipient.cell_id = cell->head.id;
	}
	if (id_is_none(recipient.cell_id) && member != NULL)
		recipient.organisation_member_id = member->head.id;
	if (id_is_none(recipient.cell_id) && member == NULL) {
		recipient.name = name;
		warn(import, row, COLUMN_TO, PROBLEM_KEPT_IN_WORDS, name);
	}
	return add_recipient(import, row, recipient);
}

static bool is_all(struct arena *arena, const char *name)
{
	static const char *const words[] = {
		"all", "all players", "tất cả", "toàn bộ", "các bộ phận",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (same(arena, name, words[i]))
			return true;
	return false;
}

static bool add_all_players(struct script_import *import, size_t row, struct id inject_id)
{
	for (size_t i = 0; i < import->script.cells.count; i++) {
		const struct cell *cell = import->script.cells.items[i];
		struct inject_recipient recipient = { .inject_id = inject_id,
						      .cell_id = cell->head.id };

		if (cell->kind == CELL_PLAYER && !add_recipient(import, row, recipient))
			return false;
	}
	return true;
}

/* The next of "A; B, C", trimmed; NULL at the end. */
static const char *next_part(struct arena *arena, const char **at)
{
	while (**at != '\0') {
		size_t length = strcspn(*at, ";,\n");
		const char *start = *at;

		*at += length + ((*at)[length] != '\0');
		while (length > 0 && (*start == ' ' || *start == '\r')) {
			start++;
			length--;
		}
		while (length > 0 && (start[length - 1] == ' ' || start[length - 1] == '\r'))
			length--;
		if (length > 0)
			return arena_copy_bytes(arena, start, length);
	}
	return NULL;
}

static bool add_recipients(struct script_import *import, size_t row, struct id inject_id)
{
	const char *at = cell_of(import, row, COLUMN_TO);

	if (at == NULL)
		return true;
	for (const char *name = next_part(import->arena, &at); name != NULL;
	     name = next_part(import->arena, &at))
		if (is_all(import->arena, name) && import->script.cells.count > 0 ?
		    !add_all_players(import, row, inject_id) :
		    !add_named(import, row, inject_id, name))
			return false;
	return true;
}

static const struct objective *find_objective(const struct script_import *import,
					      const char *name)
{
	for (size_t i = 0; i < import->objectives.count; i++) {
		const struct objective *objective = import->objectives.items[i];
		const char *number = arena_printf(import->arena, "%lld",
						  (long long)objective->position);

		if (strcmp(number, name) == 0 || same(import->arena, objective->statement, name))
			return objective;
	}
	return NULL;
}

/* The whole cell may be one statement with commas in it, or a list of numbers. */
static bool add_objectives(struct script_import *import, size_t row, struct id inject_id)
{
	const char *at = cell_of(import, row, COLUMN_OBJECTIVE), *name;
	const struct objective *whole = at == NULL ? NULL : find_objective(import, at);

	if (at == NULL)
		return true;
	name = whole != NULL ? at : next_part(import->arena, &at);
	for (; name != NULL; name = whole != NULL ? NULL : next_part(import->arena, &at)) {
		const struct objective *objective = find_objective(import, name);
		struct objective_link link = { .inject_id = inject_id };
		bool is_known = false;

		if (objective == NULL) {
			warn(import, row, COLUMN_OBJECTIVE, PROBLEM_NOT_RECORDED, name);
			continue;
		}
		link.objective_id = objective->head.id;
		for (size_t i = 0; i < import->script.objective_links.count; i++) {
			const struct objective_link *l = import->script.objective_links.items[i];

			is_known = is_known || (id_equal(l->inject_id, inject_id) &&
						id_equal(l->objective_id, link.objective_id));
		}
		if (!is_known && !collection_add(import->job->journal,
						 &objective_link_collection, &link,
						 import->fault) && !take_refusal(import, row))
			return false;
	}
	return true;
}

/* --- rows ------------------------------------------------------------------------ */

static const struct inject *find_inject(struct script_import *import, size_t row)
{
	const char *cell = cell_of(import, row, COLUMN_NUMBER);

	for (size_t i = 0; cell != NULL && i < import->script.injects.count; i++) {
		const struct inject *inject = import->script.injects.items[i];

		if (strcmp(arena_printf(import->arena, "%lld", (long long)inject->number),
			   cell) == 0)
			return inject;
	}
	return NULL;
}

/* A row with one cell is a title between the rows: that of a phase, or just said. */
static bool is_section(struct script_import *import, size_t row)
{
	const struct sheet *sheet = import->job->sheet;
	const char *only = NULL;
	int filled = 0;

	for (size_t i = 0; i < sheet->rows[row].count; i++)
		if (sheet->rows[row].cells[i] != NULL) {
			only = sheet->rows[row].cells[i];
			filled++;
		}
	if (filled != 1)
		return false;
	for (size_t i = 0; i < import->phases.count; i++) {
		const struct phase *phase = import->phases.items[i];

		if (same(import->arena, phase->name, only)) {
			import->phase_id = phase->head.id;
			return true;
		}
	}
	if (only == cell_of(import, row, COLUMN_TITLE) || only == cell_of(import, row, COLUMN_TEXT))
		return false;
	import_say(import->job->result, sheet, row, -1, IMPORT_WARNING, PROBLEM_SECTION_ROW,
		   only);
	return true;
}

static bool write_inject(struct script_import *import, const struct inject *known,
			 struct inject *inject)
{
	struct import_result *result = import->job->result;

	if (known == NULL) {
		result->added++;
		return collection_add(import->job->journal, &inject_collection, inject,
				      import->fault);
	}
	for (size_t i = 0; i < inject_type.field_count; i++)
		if (!field_equal(&inject_type.fields[i],
				 field_at_const(&inject_type.fields[i], known),
				 field_at_const(&inject_type.fields[i], inject))) {
			result->changed++;
			return collection_change(import->job->journal, &inject_collection, inject,
						 import->fault);
		}
	result->unchanged++;
	return true;
}

static bool run_row(struct script_import *import, size_t row)
{
	const struct inject *known = find_inject(import, row);
	struct inject inject = { .exercise_id = import->job->within };

	if (known != NULL)
		inject = *known;
	bool good = read_texts(import, row, &inject);

	good = read_time(import, row, &inject) && good;
	good = read_within(import, row, &inject) && good;
	good = read_words(import, row, &inject) && good;
	read_people(import, row, &inject);
	read_places(import, row, &inject);
	if (inject.title == NULL)
		good = refuse(import, row, COLUMN_TITLE, PROBLEM_REQUIRED, NULL);
	if (!good)
		return true;
	if (!write_inject(import, known, &inject))
		return take_refusal(import, row);
	return add_recipients(import, row, inject.head.id) &&
	       add_objectives(import, row, inject.head.id);
}

static bool read_list(struct script_import *import, const struct record_type *type,
		      struct list *list_out)
{
	bool good = store_list(journal_store(import->job->journal), import->arena, type,
		arena_printf(import->arena, "SELECT %s FROM visible_%s WHERE scope_id = :id",
			     record_store_columns(type), type->name),
		BINDS(ID("id", import->job->within)), list_out, import->fault);

	if (good)
		import_keep_seen(import->job, type, list_out);
	return good;
}

/* The script as this reader knows it. */
static void keep_seen(const struct import_job *job, struct script_copy *script)
{
	import_keep_seen(job, &cell_type, &script->cells);
	import_keep_seen(job, &cell_member_type, &script->cell_members);
	import_keep_seen(job, &storyline_type, &script->storylines);
	import_keep_seen(job, &inject_type, &script->injects);
	import_keep_seen(job, &inject_recipient_type, &script->recipients);
	import_keep_seen(job, &objective_link_type, &script->objective_links);
}

static bool start(struct script_import *import)
{
	const struct import_job *job = import->job;

	if (id_is_none(job->within))
		return fault_add_problem(import->fault, import->arena, "/exercise_id",
					 PROBLEM_REQUIRED, NULL);
	if (!script_read(journal_store(job->journal), import->arena, job->within,
			 &import->script, import->fault))
		return false;
	keep_seen(job, &import->script);
	return read_list(import, &objective_type, &import->objectives) &&
	       read_list(import, &phase_type, &import->phases) &&
	       read_list(import, &organisation_member_type, &import->members);
}

static bool run(const struct import_job *job, struct fault *fault)
{
	struct script_import import = { .job = job, .arena = job->result->arena, .fault = fault };

	if (!start(&import))
		return false;
	if (job->sheet->count < 2) {
		import_say(job->result, job->sheet, 0, -1, IMPORT_ERROR, PROBLEM_NO_ROWS, NULL);
		return true;
	}
	if (!script_columns_find(job, &import.columns))
		return true;
	find_t(&import);
	for (size_t row = 1; row < job->sheet->count; row++) {
		if (is_section(&import, row))
			continue;
		job->result->rows++;
		if (!run_row(&import, row))
			return false;
	}
	return true;
}

const struct importer inject_importer = {
	.kind = "injects", .needs = RIGHT_INJECT_WRITE, .run = run, .within_type = &exercise_type,
	.vi = "Số, giờ, loại, nơi phát, nơi nhận, hình thức, tên, nội dung, dự kiến xử trí, mục "
	      "đích, người đạo diễn…; mỗi dòng một tình huống (mẫu HSEEP, Blueprint, OpenAEV).",
	.en = "Number, time, type, from, to, mode, subject, message, expected actions, objective, "
	      "controller …; one inject in each row (HSEEP, Blueprint or OpenAEV columns).",
};
