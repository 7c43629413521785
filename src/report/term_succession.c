/* The lines of succession through the units of a programme. */

#include "base/must.h"
#include "report/term.h"

/* All units on the lines: those after the programme's, and whatever came before. */
#define LINES \
	"WITH RECURSIVE after(id) AS (" \
	"  SELECT unit_id FROM visible_programme_unit WHERE programme_id = :programme" \
	"  UNION SELECT s.to_unit_id" \
	"  FROM after a JOIN visible_succession s ON s.from_unit_id = a.id" \
	"  WHERE s.to_unit_id IS NOT NULL)," \
	" line(id) AS (" \
	"  SELECT id FROM after" \
	"  UNION SELECT s.from_unit_id" \
	"  FROM line l JOIN visible_succession s ON s.to_unit_id = l.id" \
	"  WHERE s.from_unit_id IS NOT NULL)"

static void add_unit(struct term *term, struct rows *rows)
{
	struct term_unit *unit;
	struct id id = rows_id(rows, "id");

	if (id_table_find(&term->units_by_id, id) != NULL)
		return;
	unit = arena_new(term->arena, struct term_unit);
	*unit = (struct term_unit){ .next = term->line_units, .id = id,
		.code = arena_copy(term->arena, rows_text(rows, "code")),
		.name = arena_copy(term->arena, rows_text(rows, "name")),
		.valid_from = rows_date(rows, "valid_from"),
		.valid_to = rows_date(rows, "valid_to") };
	term->line_units = unit;
	id_table_set(&term->units_by_id, id, unit);
}

static bool load_units(struct store *store, struct term *term, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		LINES
		" SELECT u.id AS id, u.code AS code, u.name AS name, u.valid_from AS valid_from,"
		"        u.valid_to AS valid_to"
		" FROM line l JOIN visible_unit u ON u.id = l.id",
		BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows))
		add_unit(term, rows);
	return rows_end(&rows, fault);
}

static void add_step(struct term *term, struct rows *rows)
{
	struct term_step *step = arena_new(term->arena, struct term_step);
	const char *extent = rows_text(rows, "extent");
	unsigned value = SUCCESSION_UNKNOWN, kind = SUCCESSION_KIND_UNKNOWN;

	if (extent != NULL)
		must(words_find(&succession_extent_words, extent, &value), "an extent");
	must(words_find(&succession_kind_words, rows_text(rows, "kind"), &kind), "a kind");
	*step = (struct term_step){ .extent = value, .kind = kind,
		.from = id_table_find(&term->units_by_id, rows_id(rows, "from_unit_id")),
		.to = id_table_find(&term->units_by_id, rows_id(rows, "to_unit_id")),
		.to_name = arena_copy(term->arena, rows_text(rows, "to_name")),
		.certain = rows_integer(rows, "certain") != 0,
		.date = rows_date(rows, "date") };
	if (step->from == NULL)
		return;
	step->next_from = step->from->steps_from;
	step->from->steps_from = step;
	if (step->to != NULL) {
		step->next_to = step->to->steps_to;
		step->to->steps_to = step;
	}
}

static bool load_steps(struct store *store, struct term *term, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		LINES
		" SELECT s.from_unit_id AS from_unit_id, s.to_unit_id AS to_unit_id,"
		"        s.to_name AS to_name, s.kind AS kind, s.extent AS extent,"
		"        s.certain AS certain, s.date AS date"
		" FROM line l JOIN visible_succession s ON s.from_unit_id = l.id"
		" LEFT JOIN visible_unit u ON u.id = s.to_unit_id"
		" ORDER BY u.code DESC, s.id DESC",
		BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows))
		add_step(term, rows);
	return rows_end(&rows, fault);
}

bool term_load_succession(struct store *store, struct term *term, struct fault *fault)
{
	must(!term->has_succession, "lines are loaded once");
	term->has_succession = true;
	return load_units(store, term, fault) && load_steps(store, term, fault);
}
