/* Succession from rows of old unit, new unit, day, extent and certainty. */

#include <string.h>

#include "base/utf8.h"
#include "unit/import.h"
#include "unit/unit_known.h"
#include "unit/unit_rules.h"

enum step_state { STEP_REFUSED, STEP_SAME, STEP_CHANGED, STEP_NEW };

struct step {
	size_t row;
	struct succession record;
	struct known_unit *from, *to;
	const char *from_alias, *to_alias;	/* new spellings, or NULL */
	bool has_kind;
	enum step_state state;
};

/* A unit in the lines, and what it became. */
struct node {
	const char *name;
	struct edge *edges;
	struct edge *left;		/* not walked yet */
	struct node *came_from;
	struct edge *came_by;
	size_t before, after;		/* how many it has on each side */
	enum { NODE_NEW, NODE_ON_WAY, NODE_DONE } state;
};
struct edge {
	struct edge *next;
	struct node *to;
	struct step *step;		/* NULL: recorded before */
};

struct succession_columns {
	int old_code, old_name, new_code, new_name, date, extent, certain, kind, legal_basis;
};

struct succession_import {
	const struct import_job *job;
	struct import_result *result;
	struct unit_known known;
	struct succession_columns columns;
	struct table recorded;		/* "from to" of ids, or "from name": struct succession */
	struct table in_sheet;		/* the same: struct step */
	struct table nodes;		/* id */
	struct step *steps;
	size_t count;
};

static const char *const old_code_names[] = { "old_code", "mã cũ", NULL };
static const char *const old_name_names[] = { "old_name", "tên cũ", NULL };
static const char *const new_code_names[] = { "new_code", "mã mới", NULL };
static const char *const new_name_names[] = { "new_name", "tên mới", NULL };
static const char *const date_names[] = { "date", "từ ngày", "ngày", NULL };
static const char *const extent_names[] = { "extent", "phạm vi", NULL };
static const char *const certain_names[] = { "certain", "chắc chắn", NULL };
static const char *const kind_names[] = { "kind", "hình thức", NULL };
static const char *const basis_names[] = { "legal_basis", "căn cứ", "căn cứ pháp lý", NULL };

static bool refuse(struct succession_import *import, struct step *step, int column,
		   enum problem_kind kind, const char *argument)
{
	step->state = STEP_REFUSED;
	return import_say(import->result, import->job->sheet, step->row, column, IMPORT_ERROR,
			  kind, argument);
}

static bool find_columns(struct succession_import *import)
{
	const struct sheet *sheet = import->job->sheet;
	struct succession_columns *c = &import->columns;
	const struct { int *at; const char *const *names; bool needed; } wanted[] = {
		{ &c->old_code, old_code_names, true }, { &c->old_name, old_name_names, false },
		{ &c->new_code, new_code_names, true }, { &c->new_name, new_name_names, false },
		{ &c->date, date_names, true }, { &c->extent, extent_names, false },
		{ &c->certain, certain_names, false }, { &c->kind, kind_names, false },
		{ &c->legal_basis, basis_names, false },
	};
	bool good = true;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		*wanted[i].at = sheet_find_column(sheet, wanted[i].names);
		if (*wanted[i].at < 0 && wanted[i].needed)
			good = import_say(import->result, sheet, 0, -1, IMPORT_ERROR,
					  PROBLEM_NO_COLUMN, wanted[i].names[0]);
	}
	return good;
}

static bool read_cells(struct succession_import *import, struct step *step)
{
	const struct succession_columns *c = &import->columns;
	struct succession *record = &step->record;
	const struct { const char *name; int column; void *at; } cells[] = {
		{ "date", c->date, &record->date }, { "extent", c->extent, &record->extent },
		{ "certain", c->certain, &record->certain }, { "kind", c->kind, &record->kind },
		{ "legal_basis", c->legal_basis, &record->legal_basis },
	};
	struct import_result *result = import->result;
	bool good = true;

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		if (sheet_cell(import->job->sheet, step->row, cells[i].column) != NULL)
			good = import_read_cell(result, import->job->sheet, step->row,
						cells[i].column,
						record_find_field(&succession_type, cells[i].name),
						cells[i].at) && good;
	step->has_kind = record->kind != SUCCESSION_KIND_UNKNOWN;
	if (good && !date_is_known(record->date))
		good = refuse(import, step, c->date, PROBLEM_REQUIRED, NULL);
	return good;
}

/* Keeps another spelling as alias. */
static const char *spelling(struct succession_import *import, const struct step *step,
			    const struct known_unit *unit, int column)
{
	const char *name = sheet_cell(import->job->sheet, step->row, column);

	if (name == NULL || strcmp(name, unit->unit.name) == 0)
		return NULL;
	import_say(import->result, import->job->sheet, step->row, column, IMPORT_WARNING,
		   PROBLEM_NAME_DIFFERS, unit->unit.name);
	return unit_known_add_alias(&import->known, unit->unit.head.id, name) ? name : NULL;
}

static bool find_old(struct succession_import *import, struct step *step, const char *code)
{
	struct arena *arena = import->result->arena;
	const struct known_unit *other = table_find(&import->known.by_code, code);

	step->from = unit_known_on(&import->known, code, date_add_days(step->record.date, -1));
	if (step->from != NULL) {
		step->record.from_unit_id = step->from->unit.head.id;
		step->from_alias = spelling(import, step, step->from, import->columns.old_name);
		return true;
	}
	if (other != NULL)
		return refuse(import, step, import->columns.old_code, PROBLEM_OUTSIDE_DATES,
			      period_of(arena, other->unit.name, unit_period(&other->unit)));
	return refuse(import, step, import->columns.old_code, PROBLEM_NO_SUCH_RECORD,
		      arena_printf(arena, BOTH("đơn vị mã %s", "unit of code %s"), code, code));
}

/* A successor that is no record is kept by its name. */
static void find_new(struct succession_import *import, struct step *step, const char *code)
{
	const char *name = sheet_cell(import->job->sheet, step->row, import->columns.new_name);

	step->to = unit_known_on(&import->known, code, step->record.date);
	if (step->to != NULL) {
		step->record.to_unit_id = step->to->unit.head.id;
		step->to_alias = spelling(import, step, step->to, import->columns.new_name);
		return;
	}
	step->record.to_name = name != NULL ? name : code;
	import_say(import->result, import->job->sheet, step->row, import->columns.new_code,
		   IMPORT_WARNING, PROBLEM_SUCCESSOR_UNKNOWN,
		   arena_printf(import->result->arena, "%s %s", code, name != NULL ? name : ""));
}

static const char *step_key(struct arena *arena, const struct succession *record)
{
	char from[ID_TEXT_SIZE], to[ID_TEXT_SIZE];

	id_format(record->from_unit_id, from);
	id_format(record->to_unit_id, to);
	return arena_printf(arena, "%s %s %s", from, to,
			    record->to_name == NULL ? "" : record->to_name);
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Recorded before: what the sheet knows better is taken over. */
static void compare(struct step *step, const struct succession *recorded)
{
	struct succession merged = *recorded;

	merged.extent = step->record.extent;
	merged.certain = step->record.certain;
	if (step->has_kind)
		merged.kind = step->record.kind;
	if (step->record.legal_basis != NULL)
		merged.legal_basis = step->record.legal_basis;
	bool differs = merged.extent != recorded->extent || merged.kind != recorded->kind ||
		       merged.certain != recorded->certain ||
		       !same_text(merged.legal_basis, recorded->legal_basis);

	step->record = merged;
	step->has_kind = true;
	step->state = differs ? STEP_CHANGED : STEP_SAME;
}

/* What the import is for holds the old unit, or the new one if there is no old. */
static bool check_within(struct succession_import *import, struct step *step)
{
	struct id within = import->job->within;
	const struct known_unit *top = unit_known_by_id(&import->known, within);

	if ((step->from != NULL && unit_known_is_within(&import->known, step->from, within)) ||
	    (step->from == NULL && step->to != NULL &&
	     unit_known_is_within(&import->known, step->to, within)))
		return true;
	return id_is_none(within) ||
	       refuse(import, step, import->columns.old_code, PROBLEM_NOT_WITHIN,
		      top == NULL ? "?" : top->unit.name);
}

static void read_step(struct succession_import *import, struct step *step)
{
	const struct sheet *sheet = import->job->sheet;
	const char *old_code = sheet_cell(sheet, step->row, import->columns.old_code);
	const char *new_code = sheet_cell(sheet, step->row, import->columns.new_code);
	struct arena *arena = import->result->arena;

	step->record.head.label = succession_type.first_label;
	step->record.certain = import->columns.certain < 0;
	if (!read_cells(import, step))
		return;
	if (old_code == NULL && new_code == NULL) {
		refuse(import, step, import->columns.old_code, PROBLEM_REQUIRED, NULL);
		return;
	}
	if (old_code != NULL && !find_old(import, step, old_code))
		return;
	if (new_code != NULL)
		find_new(import, step, new_code);
	if (!check_within(import, step))
		return;
	succession_fill_in(&step->record);
	const char *key = step_key(arena, &step->record);
	const struct step *twin = table_find(&import->in_sheet, key);
	const struct succession *recorded = table_find(&import->recorded, key);

	if (twin != NULL) {
		refuse(import, step, import->columns.old_code, PROBLEM_REPEATED_ROW,
		       arena_printf(arena, "%zu", sheet->rows[twin->row].number));
		return;
	}
	table_set(&import->in_sheet, key, step);
	step->state = STEP_NEW;
	if (recorded != NULL)
		compare(step, recorded);
}

/* --- circles ----------------------------------------------------------------- */

static struct node *node_of(struct succession_import *import, struct id id)
{
	struct arena *arena = import->result->arena;
	char key[ID_TEXT_SIZE];

	id_format(id, key);
	struct node *node = table_find(&import->nodes, key);

	if (node == NULL) {
		const struct known_unit *unit = unit_known_by_id(&import->known, id);

		node = arena_new(arena, struct node);
		node->name = unit == NULL || unit->is_hidden ? "?" : unit->unit.name;
		table_set(&import->nodes, arena_copy(arena, key), node);
	}
	return node;
}

static void add_edge(struct succession_import *import, const struct succession *record,
		     struct step *step)
{
	if (id_is_none(record->from_unit_id) || id_is_none(record->to_unit_id))
		return;
	struct node *from = node_of(import, record->from_unit_id);
	struct node *to = node_of(import, record->to_unit_id);
	struct edge *edge = arena_new(import->result->arena, struct edge);

	*edge = (struct edge){ from->edges, to, step };
	from->edges = from->left = edge;
	from->after++;
	to->before++;
}

static const char *circle_text(struct arena *arena, const struct node *end,
			       const struct node *last)
{
	const char *text = end->name;

	for (const struct node *n = last; n != NULL && n != end; n = n->came_from)
		text = arena_printf(arena, "%s → %s", n->name, text);
	return arena_printf(arena, "%s → %s", end->name, text);
}

/* The row that closed the circle is the last of its rows. */
static struct step *last_step(const struct edge *edge, const struct node *node)
{
	struct step *last = edge->step;

	for (; node != NULL && node != edge->to; node = node->came_from) {
		struct step *step = node->came_by == NULL ? NULL : node->came_by->step;

		if (step != NULL && (last == NULL || step->row > last->row))
			last = step;
	}
	return last;
}

/* Walks all lines that go on from the unit, without recursion: a sheet may hold
   a line of any length. */
static void walk_from(struct succession_import *import, struct node *start)
{
	struct node *node = start;

	start->state = NODE_ON_WAY;
	while (node != NULL) {
		struct edge *edge = node->left;

		if (edge == NULL) {
			node->state = NODE_DONE;
			node = node->came_from;
			continue;
		}
		node->left = edge->next;
		struct step *last = edge->to->state == NODE_ON_WAY ? last_step(edge, node) : NULL;

		if (last != NULL)
			refuse(import, last, import->columns.new_code, PROBLEM_CYCLE,
			       circle_text(import->result->arena, edge->to, node));
		if (edge->to->state != NODE_NEW)
			continue;
		edge->to->state = NODE_ON_WAY;
		edge->to->came_from = node;
		edge->to->came_by = edge;
		node = edge->to;
	}
}

/* What happened, where the sheet does not say: many into one, one into many, a
   new name, a new place, or nothing at all. */
static enum succession_kind kind_of(struct succession_import *import, const struct step *step)
{
	if (step->from == NULL)
		return SUCCESSION_ESTABLISH;
	if (step->to == NULL)
		return step->record.to_name == NULL ? SUCCESSION_DISSOLVE : SUCCESSION_MERGE;
	if (node_of(import, step->record.to_unit_id)->before > 1)
		return SUCCESSION_MERGE;
	if (node_of(import, step->record.from_unit_id)->after > 1)
		return SUCCESSION_SPLIT;
	if (strcmp(step->from->unit.name, step->to->unit.name) != 0)
		return SUCCESSION_RENAME;
	return step->from->unit.tier == UNIT_PROVINCE ? SUCCESSION_CONTINUE : SUCCESSION_MOVE;
}

static void check_lines(struct succession_import *import)
{
	for (size_t i = 0; i < import->count; i++)
		if (import->steps[i].state == STEP_NEW)
			add_edge(import, &import->steps[i].record, &import->steps[i]);
	for (size_t i = 0; i < import->nodes.room; i++) {
		struct node *node = import->nodes.slots[i].value;

		if (import->nodes.slots[i].key != NULL && node->state == NODE_NEW)
			walk_from(import, node);
	}
	for (size_t i = 0; i < import->count; i++)
		if (import->steps[i].state != STEP_REFUSED && !import->steps[i].has_kind)
			import->steps[i].record.kind = kind_of(import, &import->steps[i]);
}

/* --- writing ----------------------------------------------------------------- */

static bool write_alias(struct succession_import *import, const struct known_unit *unit,
			const char *name, struct fault *fault)
{
	if (name == NULL)
		return true;
	struct unit_alias alias = { .unit_id = unit->unit.head.id, .name = name,
				    .source = import->job->sheet->name,
				    .head.label = unit_alias_type.first_label };

	unit_alias_fill_in(import->result->arena, &alias);
	return journal_add(import->job->journal, &unit_alias_type, &alias, fault);
}

static bool write_step(struct succession_import *import, struct step *step, struct fault *fault)
{
	struct journal *journal = import->job->journal;

	if (!write_alias(import, step->from, step->from_alias, fault) ||
	    !write_alias(import, step->to, step->to_alias, fault))
		return false;
	switch (step->state) {
	case STEP_NEW:
		return journal_add(journal, &succession_type, &step->record, fault);
	case STEP_CHANGED:
		return journal_change(journal, &succession_type, &step->record, fault);
	case STEP_SAME:
	case STEP_REFUSED:
		return true;
	}
	return true;
}

static bool load_recorded(struct succession_import *import, struct fault *fault)
{
	struct arena *arena = import->result->arena;
	struct list list;

	import->recorded.arena = import->in_sheet.arena = import->nodes.arena = arena;
	if (!store_list(journal_store(import->job->journal), arena, &succession_type,
		"SELECT id, version, label, scope_id, from_unit_id, to_unit_id, to_name, kind,"
		"       extent, certain, date, legal_basis"
		" FROM succession", NO_BINDS, &list, fault))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		if (import_sees(import->job, &succession_type, list.items[i]))
			table_set(&import->recorded, step_key(arena, list.items[i]),
				  list.items[i]);
		add_edge(import, list.items[i], NULL);
	}
	return true;
}

static void read_steps(struct succession_import *import)
{
	import->count = import->result->rows = import->job->sheet->count - 1;
	import->steps = arena_array(import->result->arena, struct step, import->count);
	for (size_t i = 0; i < import->count; i++) {
		import->steps[i].row = i + 1;
		read_step(import, &import->steps[i]);
	}
	check_lines(import);
	for (size_t i = 0; i < import->count; i++) {
		import->result->added += import->steps[i].state == STEP_NEW;
		import->result->changed += import->steps[i].state == STEP_CHANGED;
		import->result->unchanged += import->steps[i].state == STEP_SAME;
	}
}

static bool run(const struct import_job *job, struct fault *fault)
{
	struct succession_import import = { .job = job, .result = job->result };

	if (!find_columns(&import))
		return true;
	if (job->sheet->count < 2) {
		import_say(job->result, job->sheet, 0, -1, IMPORT_ERROR, PROBLEM_NO_ROWS, NULL);
		return true;
	}
	if (!unit_known_load(job, &import.known, fault) || !load_recorded(&import, fault))
		return false;
	read_steps(&import);
	if (import_is_refused(job->result))
		return true;
	for (size_t i = 0; i < import.count; i++)
		if (!write_step(&import, &import.steps[i], fault))
			return false;
	return true;
}

const struct importer succession_importer = {
	.kind = "successions", .needs = RIGHT_UNIT_WRITE, .run = run,
	.vi = "Kế thừa: mã cũ, tên cũ, mã mới, tên mới, từ ngày, phạm vi, chắc chắn.",
	.en = "Successions: old_code, old_name, new_code, new_name, date, extent, certain.",
};
