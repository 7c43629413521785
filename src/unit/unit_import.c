/* Units from rows of code, name, level, code of the parent, first day and end.
   Everything is checked in memory first, for a country has 15,000 rows; only a
   sheet without an error is written. */

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/utf8.h"
#include "unit/import.h"
#include "unit/unit_known.h"
#include "unit/unit_rules.h"

enum line_state { LINE_REFUSED, LINE_SAME, LINE_CHANGED, LINE_NEW };

struct line {
	size_t row;
	struct known_unit *unit;
	const char *parent_code;	/* NULL: none given */
	const char *alias;		/* a new spelling to keep, or NULL */
	enum line_state state;
	bool has_new_end;
};

struct unit_columns { int code, name, tier, kind, parent, valid_from, valid_to; };

struct unit_import {
	const struct import_job *job;
	struct import_result *result;
	struct unit_known known;
	struct unit_columns columns;
	struct line *lines;
	size_t count;
};

static const char *const code_names[] = { "code", "mã", "mã đơn vị", NULL };
static const char *const name_names[] = { "name", "tên", "tên đơn vị", NULL };
static const char *const tier_names[] = { "level", "tier", "cấp", NULL };
static const char *const kind_names[] = { "kind", "loại", NULL };
static const char *const parent_names[] = { "parent_code", "mã cấp trên", "mã đơn vị cấp trên",
					    NULL };
static const char *const from_names[] = { "valid_from", "từ ngày", "có hiệu lực từ", NULL };
static const char *const to_names[] = { "valid_to", "đến trước ngày", "đến ngày", "hết hiệu lực",
					NULL };

static bool refuse(struct unit_import *import, const struct line *line, int column,
		   enum problem_kind kind, const char *argument)
{
	return import_say(import->result, import->job->sheet, line->row, column, IMPORT_ERROR,
			  kind, argument);
}

static void warn(struct unit_import *import, const struct line *line, int column,
		 enum problem_kind kind, const char *argument)
{
	import_say(import->result, import->job->sheet, line->row, column, IMPORT_WARNING, kind,
		   argument);
}

static bool find_columns(struct unit_import *import)
{
	const struct sheet *sheet = import->job->sheet;
	struct unit_columns *c = &import->columns;
	const struct { int *at; const char *const *names; bool needed; } wanted[] = {
		{ &c->code, code_names, true }, { &c->name, name_names, true },
		{ &c->tier, tier_names, true }, { &c->kind, kind_names, false },
		{ &c->parent, parent_names, false }, { &c->valid_from, from_names, false },
		{ &c->valid_to, to_names, false },
	};
	bool good = true;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		must(wanted[i].names[0] != NULL, "a column has a name");
		*wanted[i].at = sheet_find_column(sheet, wanted[i].names);
		if (*wanted[i].at < 0 && wanted[i].needed)
			good = import_say(import->result, sheet, 0, -1, IMPORT_ERROR,
					  PROBLEM_NO_COLUMN, wanted[i].names[0]);
	}
	return good;
}

/* What people write in the column beside the words of the program. */
static enum unit_tier read_short_tier(struct arena *arena, const char *cell)
{
	static const struct { const char *key; enum unit_tier tier; } list[] = {
		{ "tinh", UNIT_PROVINCE }, { "huyen", UNIT_DISTRICT }, { "xa", UNIT_COMMUNE },
	};
	const char *key = utf8_search_key(arena, cell);

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (strcmp(list[i].key, key) == 0)
			return list[i].tier;
	return UNIT_TIER_UNKNOWN;
}

static bool read_tier(struct unit_import *import, size_t row, struct unit *unit)
{
	const struct field *field = record_find_field(&unit_type, "tier");
	const char *cell = sheet_cell(import->job->sheet, row, import->columns.tier);
	unsigned tier = UNIT_TIER_UNKNOWN;

	if (cell != NULL && !words_find(&unit_tier_words, cell, &tier))
		tier = read_short_tier(import->result->arena, cell);
	unit->tier = tier;
	return tier != UNIT_TIER_UNKNOWN ||
	       import_read_cell(import->result, import->job->sheet, row, import->columns.tier,
				field, &unit->tier);
}

static bool read_unit(struct unit_import *import, const struct line *line, struct unit *unit)
{
	const struct unit_columns *c = &import->columns;
	const struct { const char *name; int column; void *at; } cells[] = {
		{ "code", c->code, &unit->code }, { "name", c->name, &unit->name },
		{ "kind", c->kind, &unit->kind },
		{ "valid_from", c->valid_from, &unit->valid_from },
		{ "valid_to", c->valid_to, &unit->valid_to },
	};
	bool good = read_tier(import, line->row, unit);

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		good = (cells[i].column < 0 ||
			import_read_cell(import->result, import->job->sheet, line->row,
					 cells[i].column,
					 record_find_field(&unit_type, cells[i].name),
					 cells[i].at)) && good;
	if (good && period_is_empty(unit_period(unit)))
		good = refuse(import, line, c->valid_to, PROBLEM_ORDER_OF_DATES, NULL);
	return good;
}

/* The unit is recorded already: what differs is said, an end is learned. */
static void compare(struct unit_import *import, struct line *line, const struct unit *read)
{
	struct arena *arena = import->result->arena;
	struct unit *recorded = &line->unit->unit;
	const struct unit_columns *c = &import->columns;

	must(!line->unit->is_new && date_compare(recorded->valid_from, read->valid_from) == 0,
	     "the same unit: code and first day agree");
	line->state = LINE_SAME;
	if (strcmp(recorded->name, read->name) != 0) {
		warn(import, line, c->name, PROBLEM_NAME_DIFFERS, recorded->name);
		if (unit_known_add_alias(&import->known, recorded->head.id, read->name)) {
			line->alias = read->name;
			line->state = LINE_CHANGED;
		}
	}
	if (recorded->tier != read->tier)
		warn(import, line, c->tier, PROBLEM_DIFFERS,
		     arena_printf(arena, BOTH("%s", "%s"),
				  words_text(&unit_tier_words, recorded->tier, LANGUAGE_VI),
				  words_text(&unit_tier_words, recorded->tier, LANGUAGE_EN)));
	if (date_compare(recorded->valid_to, read->valid_to) == 0)
		return;
	if (date_is_known(recorded->valid_to)) {
		warn(import, line, c->valid_to, PROBLEM_DIFFERS,
		     period_text(arena, unit_period(recorded)));
		return;
	}
	recorded->valid_to = read->valid_to;
	line->has_new_end = true;
	line->state = LINE_CHANGED;
}

static void read_line(struct unit_import *import, struct line *line)
{
	const struct sheet *sheet = import->job->sheet;
	struct unit unit = { .head.label = unit_type.first_label };

	if (!read_unit(import, line, &unit))
		return;
	line->parent_code = sheet_cell(sheet, line->row, import->columns.parent);
	line->unit = unit_known_from(&import->known, unit.code, unit.valid_from);
	if (line->unit != NULL && line->unit->is_hidden) {
		refuse(import, line, import->columns.code, PROBLEM_NOT_UNIQUE, unit.code);
		return;
	}
	if (line->unit != NULL && line->unit->row > 0) {
		refuse(import, line, import->columns.code, PROBLEM_REPEATED_ROW,
		       arena_printf(import->result->arena, "%zu",
				    sheet->rows[line->unit->row].number));
		return;
	}
	if (line->unit != NULL) {
		compare(import, line, &unit);
	} else {
		unit_fill_in(import->result->arena, journal_now(import->job->journal), &unit);
		line->unit = unit_known_add(&import->known, &unit);
		line->unit->is_new = true;
		line->state = LINE_NEW;
	}
	must(line->unit != NULL && line->state != LINE_REFUSED, "a line that is kept has a unit");
	line->unit->row = line->row;
}

/* One unit per code and day; the later of two rows is told. */
static void check_code(struct unit_import *import, struct line *line)
{
	struct arena *arena = import->result->arena;
	const struct known_unit *other = table_find(&import->known.by_code,
						    line->unit->unit.code);

	for (; other != NULL; other = other->same_code) {
		struct period both = period_common(unit_period(&other->unit),
						   unit_period(&line->unit->unit));

		if (other == line->unit || other->row > line->row || period_is_empty(both))
			continue;
		refuse(import, line, import->columns.code, PROBLEM_NOT_UNIQUE,
		       other->is_hidden ? other->unit.code :
		       period_of(arena, other->unit.name, unit_period(&other->unit)));
		line->state = LINE_REFUSED;
		return;
	}
}

/* --- places under other units ------------------------------------------------ */

/* The unit above on the first of the days; with an unknown first day the earliest. */
static struct known_unit *parent_at(const struct unit_import *import, const struct line *line,
				    struct period days)
{
	struct known_unit *found = NULL;

	must(line->parent_code != NULL && !period_is_empty(days), "a parent on some day");
	for (struct known_unit *p = table_find(&import->known.by_code, line->parent_code);
	     p != NULL; p = p->same_code) {
		struct period period = unit_period(&p->unit);

		if (p->is_hidden || period_is_empty(period_common(period, days)))
			continue;
		if (date_is_known(days.first) && date_compare(period.first, days.first) > 0)
			continue;
		if (found == NULL || date_compare(period.first, found->unit.valid_from) < 0)
			found = p;
	}
	return found;
}

/* A recorded parent in these days stays; true if there is one. */
static bool has_parent(struct unit_import *import, struct line *line,
		       const struct known_unit *parent, struct period days)
{
	for (const struct known_link *l = line->unit->links; l != NULL; l = l->next) {
		const struct known_unit *above = unit_known_by_id(&import->known,
								  l->link.parent_id);
		struct period own = period_common(days, (struct period){ l->link.valid_from,
									 l->link.valid_to });

		if (above == NULL ||
		    period_is_empty(period_common(own, unit_period(&above->unit))))
			continue;
		if (above != parent && !above->is_hidden)
			warn(import, line, import->columns.parent, PROBLEM_DIFFERS,
			     above->unit.name);
		return true;
	}
	return false;
}

static bool put_under(struct unit_import *import, struct line *line, struct known_unit *parent,
		      struct period days)
{
	const struct unit *unit = &line->unit->unit, *above = &parent->unit;
	int column = import->columns.parent;

	if (!unit_tier_may_stand_under(unit->tier, above->tier))
		return refuse(import, line, column, PROBLEM_PARENT_NOT_ABOVE, above->name);
	if (has_parent(import, line, parent, days))
		return true;
	if (unit_known_stands_under(&import->known, parent, unit->head.id, days))
		return refuse(import, line, column, PROBLEM_CYCLE,
			      arena_printf(import->result->arena, "%s → %s → %s", unit->name,
					   above->name, unit->name));
	must(!period_is_empty(days), "a place holds on a day");
	/* an open side follows the units themselves */
	bool cut_before = date_compare(days.first, unit->valid_from) != 0;
	bool cut_after = date_compare(days.end, unit->valid_to) != 0;

	unit_known_add_link(&import->known, &(struct unit_link){
		.head = { .label = unit_link_type.first_label, .scope_id = unit->head.id },
		.chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit->head.id,
		.parent_id = above->head.id, .valid_from = cut_before ? days.first : DATE_NONE,
		.valid_to = cut_after ? days.end : DATE_NONE });
	if (line->state == LINE_SAME)
		line->state = LINE_CHANGED;
	return true;
}

static bool refuse_parent(struct unit_import *import, struct line *line)
{
	struct arena *arena = import->result->arena;
	const struct known_unit *other = table_find(&import->known.by_code, line->parent_code);

	while (other != NULL && other->is_hidden)
		other = other->same_code;
	if (other == NULL)
		return refuse(import, line, import->columns.parent, PROBLEM_NO_SUCH_RECORD,
			arena_printf(arena, BOTH("đơn vị mã %s", "unit of code %s"),
				     line->parent_code, line->parent_code));
	return refuse(import, line, import->columns.parent, PROBLEM_OUTSIDE_DATES,
		      period_of(arena, other->unit.name, unit_period(&other->unit)));
}

/* A unit may outlive the one above: each that bears the code has its days. */
static bool place(struct unit_import *import, struct line *line)
{
	struct period left = unit_period(&line->unit->unit);

	while (!period_is_empty(left)) {
		struct known_unit *parent = parent_at(import, line, left);

		if (parent == NULL)
			return refuse_parent(import, line);
		struct period days = period_common(left, unit_period(&parent->unit));

		must(!period_is_empty(days), "the parent that was found shares a day");

		if (!put_under(import, line, parent, days))
			return false;
		if (!date_is_known(days.end) || date_compare(days.end, left.end) == 0)
			break;
		left.first = days.end;
	}
	return true;
}

static void check_within(struct unit_import *import, struct line *line)
{
	must(line->unit != NULL && line->state != LINE_REFUSED, "refused lines were left out");
	if (unit_known_is_within(&import->known, line->unit, import->job->within))
		return;
	const struct known_unit *top = unit_known_by_id(&import->known, import->job->within);

	refuse(import, line, import->columns.code, PROBLEM_NOT_WITHIN,
	       top == NULL ? "?" : top->unit.name);
	line->state = LINE_REFUSED;
}

static void check_places(struct unit_import *import)
{
	for (size_t i = 0; i < import->count; i++)
		if (import->lines[i].state != LINE_REFUSED)
			check_code(import, &import->lines[i]);
	for (size_t i = 0; i < import->count; i++) {
		struct line *line = &import->lines[i];

		if (line->state != LINE_REFUSED && line->parent_code != NULL &&
		    !place(import, line))
			line->state = LINE_REFUSED;
	}
	for (size_t i = 0; i < import->count; i++)
		if (import->lines[i].state != LINE_REFUSED)
			check_within(import, &import->lines[i]);
}

/* --- writing ----------------------------------------------------------------- */

static bool write_unit(struct unit_import *import, struct line *line, struct fault *fault)
{
	struct journal *journal = import->job->journal;
	struct unit *unit = &line->unit->unit;

	must(line->state != LINE_REFUSED, "a sheet with a refused line is not written");
	if (line->state == LINE_NEW)
		return journal_add(journal, &unit_type, unit, fault) &&
		       (line->unit->links != NULL ||	/* those make it known */
			unit_keep_scope(journal_store(journal), unit, fault));
	if (line->alias != NULL) {
		struct unit_alias alias = { .unit_id = unit->head.id, .name = line->alias,
			.source = import->job->sheet->name,
			.head.label = unit_alias_type.first_label };

		unit_alias_fill_in(import->result->arena, &alias);
		if (!journal_add(journal, &unit_alias_type, &alias, fault))
			return false;
	}
	return !line->has_new_end ||
	       (journal_change(journal, &unit_type, unit, fault) &&
		access_scope_end(journal_store(journal), unit->head.id, unit->valid_to, fault));
}

static bool write_links(struct unit_import *import, const struct line *line, struct fault *fault)
{
	struct journal *journal = import->job->journal;
	const struct unit *unit = &line->unit->unit;

	must(unit->head.version > 0, "links refer to units that are written");
	for (struct known_link *l = line->unit->links; l != NULL; l = l->next)
		if (l->link.head.version == 0 &&
		    (!journal_add(journal, &unit_link_type, &l->link, fault) ||
		     !unit_link_keep_scope(journal_store(journal), &l->link, unit, fault)))
			return false;
	return line->state != LINE_NEW || line->unit->links == NULL ||
	       !date_is_known(unit->valid_to) ||
	       access_scope_end(journal_store(journal), unit->head.id, unit->valid_to, fault);
}

/* Units first, for links refer to them; the highest links first, so that scopes
   grow downwards. */
static bool write_lines(struct unit_import *import, struct fault *fault)
{
	for (size_t i = 0; i < import->count; i++)
		if (!write_unit(import, &import->lines[i], fault))
			return false;
	for (unsigned tier = UNIT_PROVINCE; tier <= UNIT_OTHER; tier++)
		for (size_t i = 0; i < import->count; i++)
			if (import->lines[i].unit->unit.tier == tier &&
			    !write_links(import, &import->lines[i], fault))
				return false;
	return true;
}

/* A unit that ends now may turn a link that seemed to tell of a move into its last. */
static bool renew_scopes(const struct unit_import *import, struct fault *fault)
{
	bool has_new_end = false;

	for (size_t i = 0; i < import->count; i++)
		has_new_end = has_new_end || import->lines[i].has_new_end;
	return !has_new_end || access_scope_rebuild(journal_store(import->job->journal), fault);
}

static void count_lines(struct unit_import *import)
{
	struct import_result *result = import->result;

	for (size_t i = 0; i < import->count; i++) {
		result->added += import->lines[i].state == LINE_NEW;
		result->changed += import->lines[i].state == LINE_CHANGED;
		result->unchanged += import->lines[i].state == LINE_SAME;
	}
}

static bool run(const struct import_job *job, struct fault *fault)
{
	struct unit_import import = { .job = job, .result = job->result };
	struct arena *arena = job->result->arena;

	if (!find_columns(&import))
		return true;
	if (job->sheet->count < 2) {
		import_say(job->result, job->sheet, 0, -1, IMPORT_ERROR, PROBLEM_NO_ROWS, NULL);
		return true;
	}
	if (!unit_known_load(job, &import.known, fault))
		return false;
	import.count = job->result->rows = job->sheet->count - 1;
	import.lines = arena_array(arena, struct line, import.count);
	for (size_t i = 0; i < import.count; i++) {
		import.lines[i].row = i + 1;
		read_line(&import, &import.lines[i]);
	}
	check_places(&import);
	count_lines(&import);
	return import_is_refused(job->result) ||
	       (write_lines(&import, fault) && renew_scopes(&import, fault));
}

const struct importer unit_importer = {
	.kind = "units", .needs = RIGHT_UNIT_WRITE, .run = run,
	.vi = "Đơn vị: mã, tên, cấp, mã cấp trên, từ ngày, đến trước ngày.",
	.en = "Units: code, name, level, parent_code, valid_from, valid_to.",
};
