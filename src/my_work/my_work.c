#include "my_work/my_work.h"

#include <stdlib.h>

#include "base/must.h"
#include "plan/plan.h"

#define AHEAD_DAYS 60	/* how far ahead the schedule is of interest */
#define REVIEW_DAYS 30	/* a review is announced so long before */

/* What every query below gives: the record, its title, its day. */
struct row {
	struct record_head head;
	const char *title;
	struct date due_on;
	struct id owner_unit_id, owner_person_id;	/* of tasks */
};
static const struct field row_fields[] = {
	RECORD_HEAD_FIELDS(struct row),
	FIELD(struct row, title, "Việc", "Title", "What it is called."),
	FIELD(struct row, due_on, "Hạn", "Due on", "Its day, if it has one."),
	FIELD(struct row, owner_unit_id, "Đơn vị", "Owning unit", "Of a task."),
	FIELD(struct row, owner_person_id, "Người", "Owning person", "Of a task."),
};
static const struct record_type row_type = RECORD_TYPE(row, row_fields, .plural = "rows",
	.vi = "việc", .en = "work");

struct source {
	const char *kind;
	const struct record_type *type;
	enum right needs;		/* in the record's scope */
	bool owners;			/* its owners see it as well */
	const char *sql;		/* may use :today, :ahead and :review */
};

#define HEAD(alias_) \
	"SELECT " alias_ ".id AS id, " alias_ ".version AS version, " alias_ ".label AS label," \
	"       " alias_ ".scope_id AS scope_id,"
#define NOBODY " NULL AS owner_unit_id, NULL AS owner_person_id"
#define EXERCISE_TITLE " COALESCE(e.theme, h.name) AS title,"
#define EXERCISES " FROM visible_exercise e JOIN visible_unit h ON h.id = e.host_unit_id"

static const struct source sources[] = {
	{ "exercise_to_approve", &exercise_type, RIGHT_EXERCISE_APPROVE, false,
	  HEAD("e") EXERCISE_TITLE " e.starts_on AS due_on," NOBODY
	  EXERCISES " WHERE e.state = 'submitted'" },
	{ "result_to_confirm", &result_type, RIGHT_EVALUATION_CONFIRM, false,
	  HEAD("r") " COALESCE(e.theme || ' – ', '') || u.name AS title, NULL AS due_on," NOBODY
	  " FROM visible_result r"
	  " JOIN visible_exercise e ON e.id = r.exercise_id"
	  " JOIN visible_unit u ON u.id = r.unit_id"
	  " WHERE r.state = 'provisional'" },
	{ "task", &corrective_task_type, RIGHT_LESSON_WRITE, true,
	  HEAD("t") " t.task AS title, t.due_on AS due_on, t.owner_unit_id AS owner_unit_id,"
	  "       t.owner_person_id AS owner_person_id"
	  " FROM visible_corrective_task t"
	  " WHERE t.state IN ('proposed', 'accepted', 'in_progress')" },
	{ "task_to_verify", &corrective_task_type, RIGHT_LESSON_WRITE, false,
	  HEAD("t") " t.task AS title, NULL AS due_on," NOBODY
	  " FROM visible_corrective_task t"
	  " WHERE t.state = 'done'" },
	{ "plan_review", &plan_type, RIGHT_PLAN_WRITE, false,
	  HEAD("p") " p.code || ' – ' || p.name AS title, p.review_due_on AS due_on," NOBODY
	  " FROM visible_plan p"
	  " WHERE p.state <> 'withdrawn' AND p.review_due_on <= :review" },
	{ "report_draft", &report_type, RIGHT_REPORT_WRITE, false,
	  HEAD("r") " COALESCE(r.subject, p.name) AS title, NULL AS due_on," NOBODY
	  " FROM visible_report r JOIN visible_programme p ON p.id = r.programme_id"
	  " WHERE r.state = 'draft'" },
	{ "register_open", &exercise_type, RIGHT_EXERCISE_WRITE, false,
	  HEAD("e") EXERCISE_TITLE " NULL AS due_on," NOBODY
	  EXERCISES
	  " WHERE e.state IN ('conducted', 'evaluated', 'closed')"
	  "   AND e.register_closed = 0 AND COALESCE(e.register_source, '') = ''" },
	{ "scheduled", &scheduled_exercise_type, RIGHT_EXERCISE_READ, false,
	  HEAD("s") " k.name || ' – ' || u.name AS title, s.starts_on AS due_on," NOBODY
	  " FROM visible_scheduled_exercise s"
	  " JOIN visible_exercise_kind k ON k.id = s.kind_id"
	  " JOIN visible_unit u ON u.id = s.unit_id"
	  " WHERE s.starts_on BETWEEN :today AND :ahead" },
};

static bool is_wanted(const struct source *source, const struct row *row,
		      const struct reader *reader)
{
	if (reader_may(reader, source->needs, row->head.scope_id))
		return true;
	must(source->type->read_right != RIGHT_NONE, "a right opens the record");
	if (!source->owners)
		return false;
	if (!id_is_none(row->owner_person_id) &&
	    id_equal(row->owner_person_id, reader_person_id(reader)))
		return true;
	return !id_is_none(row->owner_unit_id) &&
	       reader_may(reader, source->type->read_right, row->owner_unit_id);
}

/* One reader's list while it is made. */
struct search {
	struct store *store;
	struct arena *arena;
	const struct reader *reader;
	struct date today;
	struct list works;
	size_t room;
};

static void keep(struct search *search, const struct source *source, const struct row *row)
{
	struct work *work = arena_new(search->arena, struct work);

	*work = (struct work){ .head = row->head, .kind = source->kind,
			       .record_type = source->type->name, .title = row->title,
			       .due_on = row->due_on };
	work->overdue = date_is_known(row->due_on) &&
			date_compare(row->due_on, search->today) < 0;
	must(search->works.count <= search->room, "works fit their room");
	if (search->works.count == search->room) {
		void **items = arena_array(search->arena, void *, 2 * search->room + 16);

		for (size_t i = 0; i < search->works.count; i++)
			items[i] = search->works.items[i];
		search->works.items = items;
		search->room = 2 * search->room + 16;
	}
	search->works.items[search->works.count++] = work;
}

static bool add_source(struct search *search, const struct source *source, struct fault *fault)
{
	struct arena *arena = search->arena;
	struct list rows;

	if (!reader_may_somewhere(search->reader, source->needs) && !source->owners)
		return true;
	if (!store_list(search->store, arena, &row_type, source->sql,
		BINDS(TEXT("today", unit_day(arena, search->today)),
		      TEXT("ahead", unit_day(arena, date_add_days(search->today, AHEAD_DAYS))),
		      TEXT("review", unit_day(arena, date_add_days(search->today, REVIEW_DAYS)))),
		&rows, fault))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		if (is_wanted(source, rows.items[i], search->reader))
			keep(search, source, rows.items[i]);
	return true;
}

static int compare_days(struct date a, struct date b)
{
	if (date_is_known(a) != date_is_known(b))
		return date_is_known(a) ? -1 : 1;
	return date_compare(a, b);
}

static int compare_works(const void *left, const void *right)
{
	const struct work *a = *(const struct work *const *)left;
	const struct work *b = *(const struct work *const *)right;

	must(a != NULL && b != NULL, "a list without gaps");

	if (a->overdue != b->overdue)
		return a->overdue ? -1 : 1;
	if (compare_days(a->due_on, b->due_on) != 0)
		return compare_days(a->due_on, b->due_on);
	return id_compare(a->head.id, b->head.id);
}

bool my_work_list(struct store *store, struct arena *arena, const struct reader *reader,
		  struct date today, struct list *list_out, struct fault *fault)
{
	struct search search = { .store = store, .arena = arena, .reader = reader,
				 .today = today };
	struct list *works = &search.works;

	must(date_is_known(today), "work is due on a day");
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (!add_source(&search, &sources[i], fault))
			return false;
	if (works->count > 0)
		qsort(works->items, works->count, sizeof(works->items[0]), compare_works);
	if (works->count > MY_WORK_MOST)
		works->count = MY_WORK_MOST;
	must(works->count <= MY_WORK_MOST, "a list that a person can read");
	*list_out = *works;
	return true;
}
