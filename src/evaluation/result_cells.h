#ifndef EVALUATION_RESULT_CELLS_H
#define EVALUATION_RESULT_CELLS_H
/* The cells of a sheet of results: which column is which, and what its texts
   mean.  Everything wrong is said at its cell.  Private to this room. */

#include "evaluation/evaluation.h"

struct result_columns {
	int code, unit, year, date, last_date, kind, theme, grade, score, source;
};

/* One row as read; what is empty in the sheet stays empty here. */
struct result_row {
	size_t row;			/* of the sheet */
	struct id unit_id;
	const char *unit_name;
	struct exercise exercise;	/* kind, theme, year, days, source */
	const struct grade_level *level;	/* NULL: held, not graded */
	struct optional_integer score;	/* thousandths of a point */
};

/* Finds the columns; false when a needed one is missing. */
bool result_find_columns(const struct import_job *job, struct result_columns *columns_out);
/* The grade by code or by its issuer's wording, with or without "nhiệm vụ" and
   "hoàn thành", in any case and without accents too.  NULL: none of the levels. */
const struct grade_level *result_find_level(struct arena *arena, const struct list *levels,
					    const char *text);
/* "8,5", "8.5" points of ten or "85 %" as thousandths of a point; says nothing, the kind
   of problem is set when it returns false. */
bool result_parse_score(const char *text, int64_t *score_out, enum problem_kind *problem_out,
			const char **argument_out);
/* Reads year, days, theme, source and score of the row; false if something was said. */
bool result_read_plain(const struct import_job *job, const struct result_columns *columns,
		       struct result_row *row);

#endif
