#include "evaluation/used.h"

#include <string.h>

#include "base/must.h"

static bool check(struct journal *journal, const char *sql, struct id id, const char *pointer,
		  struct fault *fault)
{
	int64_t count = 0;

	must(!id_is_none(id), "used by whom?");
	if (!store_integer(journal_store(journal), sql, BINDS(ID("id", id)), &count, fault))
		return false;
	return count == 0 || fault_add_problem(fault, journal_arena(journal), pointer,
					       PROBLEM_VERSION_USED, NULL);
}

/* A result that was confirmed once counts for ever, withdrawn or not. */
bool used_check_scale(struct journal *journal, struct id scale_id, const char *pointer,
		      struct fault *fault)
{
	return check(journal,
		"SELECT COUNT(*)"
		" FROM visible_result r JOIN visible_grade_level l ON l.id = r.grade_level_id"
		" WHERE l.scale_id = :id"
		"   AND r.confirmed_at IS NOT NULL",
		scale_id, pointer, fault);
}

bool used_check_sheet(struct journal *journal, struct id sheet_id, const char *pointer,
		      struct fault *fault)
{
	return check(journal,
		"SELECT COUNT(*)"
		" FROM visible_result"
		" WHERE sheet_id = :id"
		"   AND confirmed_at IS NOT NULL",
		sheet_id, pointer, fault);
}

static bool is_named(const char *const *names, const char *name)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

bool used_differs(const struct record_type *type, const void *before, const void *after,
		  const char *const *except)
{
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (strcmp(field->name, "version") != 0 && !is_named(except, field->name) &&
		    !field_equal(field, field_at_const(field, before),
				 field_at_const(field, after)))
			return true;
	}
	return false;
}
