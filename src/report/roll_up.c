#include "report/roll_up.h"

#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"

#define KEPT_MOST 32

struct kept {
	struct roll_up roll_up;		/* first: what callers hold */
	struct arena *arena;
	struct roll_up_query query;
	char *path;			/* of the database */
	uint64_t audience;
	int64_t size;			/* of the journal up to which it is good */
	int64_t used;			/* counts uses, for putting out the oldest */
	int holders;
	bool listed;			/* stands in the list, which holds it too */
};

static struct kept *list[KEPT_MOST];
static int64_t uses;
static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;

/* --- who may share ------------------------------------------------------------------- */

#define AUDIENCE_ALONE UINT64_MAX

/* What the views show follows from these rights and the clearance, if each right is
   held for the whole office or nowhere. */
static uint64_t audience_of(const struct reader *reader)
{
	static const enum right rights[] = { RIGHT_UNIT_READ, RIGHT_PROGRAMME_READ,
		RIGHT_EXERCISE_READ, RIGHT_EVALUATION_READ, RIGHT_LESSON_READ, RIGHT_PLAN_READ };
	uint64_t audience = 0;

	if (reader == NULL)
		return AUDIENCE_ALONE;
	for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++) {
		bool everywhere = reader_may(reader, rights[i], ID_NONE);

		if (!everywhere && reader_may_somewhere(reader, rights[i]))
			return AUDIENCE_ALONE;
		audience |= (uint64_t)everywhere << i;
	}
	return audience | (uint64_t)reader_clearance(reader).level << 32;
}

/* --- is it still good? --------------------------------------------------------------- */

static bool journal_size(struct store *store, int64_t *size_out, struct fault *fault)
{
	*size_out = 0;
	struct rows *rows = store_rows(store, "SELECT size FROM journal_edge WHERE id = 1",
				       NO_BINDS, fault);

	if (rows_next(rows))
		*size_out = rows_integer(rows, "size");
	return rows_end(&rows, fault);
}

static bool changed_since(struct store *store, int64_t size, bool *changed_out,
			  struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT sequence"
		" FROM journal"
		" WHERE sequence >= :size"
		"   AND kind <> 'access'"
		"   AND record_type IN ('unit', 'unit_link', 'succession', 'programme', 'target',"
		"       'programme_unit', 'scheduled_exercise', 'exercise_kind', 'exercise',"
		"       'participation', 'award', 'incident', 'grade_level', 'result',"
		"       'finding', 'corrective_task', 'plan_revision')"
		" LIMIT 1", BINDS(INTEGER("size", size)), fault);

	*changed_out = rows_next(rows);
	return rows_end(&rows, fault);
}

/* Who reads what is labelled is noted by the connection that reads; so a kept answer
   reads one record of its highest label again. */
static bool read_labelled(struct store *store, const struct term_label *label,
			  struct fault *fault)
{
#define TOUCH(name_) { name_, "SELECT id FROM visible_" name_ " WHERE id = :id" }
	static const struct { const char *record_type, *sql; } touches[] = {
		TOUCH("programme"), TOUCH("target"), TOUCH("programme_unit"),
		TOUCH("scheduled_exercise"), TOUCH("exercise"), TOUCH("result"), TOUCH("award"),
		TOUCH("incident"), TOUCH("finding"), TOUCH("corrective_task"),
		TOUCH("plan_revision"),
	};
#undef TOUCH
	size_t i = 0, count = sizeof(touches) / sizeof(touches[0]);

	if (label->level == LABEL_NONE)
		return true;
	while (i < count && strcmp(touches[i].record_type, label->record_type) != 0)
		i++;
	must(i < count, "a label of a record that is not read");
	struct rows *rows = store_rows(store, touches[i].sql, BINDS(ID("id", label->id)), fault);

	rows_next(rows);
	return rows_end(&rows, fault);
}

/* --- the list ------------------------------------------------------------------------ */

static void destroy(struct kept *kept)
{
	must(kept->holders == 0 && !kept->listed, "somebody still holds it");
	arena_destroy(&kept->arena);
	memory_release(kept->path);
	memory_release(kept);
}

static bool same_query(const struct roll_up_query *a, const struct roll_up_query *b)
{
	return id_equal(a->programme_id, b->programme_id) &&
	       a->progress.structure == b->progress.structure &&
	       a->progress.rule == b->progress.rule && a->with_parents == b->with_parents &&
	       date_compare(a->progress.as_of, b->progress.as_of) == 0 &&
	       date_compare(a->today, b->today) == 0;
}

static struct kept *find(const char *path, uint64_t audience, const struct roll_up_query *query)
{
	struct kept *found = NULL;

	pthread_mutex_lock(&list_lock);
	for (size_t i = 0; i < KEPT_MOST && found == NULL; i++)
		if (list[i] != NULL && list[i]->audience == audience &&
		    same_query(&list[i]->query, query) && strcmp(list[i]->path, path) == 0)
			found = list[i];
	if (found != NULL) {
		found->holders++;
		found->used = ++uses;
	}
	pthread_mutex_unlock(&list_lock);
	return found;
}

static void drop_from_list(size_t i)
{
	struct kept *old = list[i];

	list[i] = NULL;
	if (old == NULL)
		return;
	old->listed = false;
	if (old->holders == 0)
		destroy(old);
}

/* In the place of the same question's older answer, or of the one not used longest. */
static void keep(struct kept *kept)
{
	size_t place = 0;

	pthread_mutex_lock(&list_lock);
	for (size_t i = 0; i < KEPT_MOST; i++) {
		const struct kept *other = list[i];

		if (other != NULL && other->audience == kept->audience &&
		    same_query(&other->query, &kept->query) &&
		    strcmp(other->path, kept->path) == 0) {
			place = i;
			break;
		}
		if (list[place] != NULL && (other == NULL || other->used < list[place]->used))
			place = i;
	}
	drop_from_list(place);
	kept->listed = true;
	kept->used = ++uses;
	list[place] = kept;
	pthread_mutex_unlock(&list_lock);
}

void roll_up_release(const struct roll_up **roll_up)
{
	struct kept *kept = (struct kept *)(uintptr_t)*roll_up;

	*roll_up = NULL;
	if (kept == NULL)
		return;
	pthread_mutex_lock(&list_lock);
	must(kept->holders > 0, "given back more often than taken");
	kept->holders--;
	bool last = kept->holders == 0 && !kept->listed;

	pthread_mutex_unlock(&list_lock);
	if (last)
		destroy(kept);
}

/* --- computing ------------------------------------------------------------------------- */

static bool build_figures(struct store *store, struct kept *kept, struct fault *fault)
{
	struct figures *figures = figures_make(store, kept->roll_up.progress, kept->query.today,
					       fault);
	struct text out = { .arena = kept->arena };

	if (figures == NULL)
		return false;
	text_add(&out, "\"figures\":");
	figures_write_values(&out, figures);
	text_add(&out, ",\"rows\":");
	figures_write_rows(&out, figures);
	kept->roll_up.figures = figures;
	kept->roll_up.figures_json = text_string(&out);
	return true;
}

static void write_pages(struct kept *kept)
{
	for (int language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
		struct text out = { .arena = kept->arena };

		progress_write_json(&out, kept->roll_up.progress, &(struct progress_page){
			.rows_most = ROLL_UP_ROWS_MOST, .language = (enum language)language });
		kept->roll_up.pages[language] = text_string(&out);
	}
}

static bool build(struct store *store, struct kept *kept, struct fault *fault)
{
	const struct roll_up_query *query = &kept->query;
	bool as_is = query->progress.structure == PROGRESS_AS_IS;
	struct term *term = term_load(store, kept->arena, query->programme_id, fault);

	if (term == NULL || (as_is && !term_load_succession(store, term, fault)))
		return false;
	struct progress *progress = progress_make(term, &query->progress);

	if ((query->with_parents || progress->row_count > ROLL_UP_ROWS_MOST) &&
	    !progress_load_parents(store, progress, fault))
		return false;
	kept->roll_up.progress = progress;
	if (!query->with_parents)
		write_pages(kept);
	return as_is || build_figures(store, kept, fault);
}

static struct kept *make(struct store *store, const struct roll_up_query *query,
			 uint64_t audience, int64_t size, struct fault *fault)
{
	struct kept *kept = memory_new(struct kept);

	*kept = (struct kept){ .arena = arena_create(), .query = *query, .audience = audience,
		.size = size, .holders = 1, .path = memory_copy_text(store_path(store)) };
	if (build(store, kept, fault))
		return kept;
	/* what the fault says lives in the arena that goes now */
	*fault = (struct fault){ .kind = fault->kind };
	kept->holders = 0;
	destroy(kept);
	return NULL;
}

/* The one that is kept, if it is still good; it goes on being good up to `size`. */
static struct kept *take_kept(struct store *store, const struct roll_up_query *query,
			      uint64_t audience, int64_t size, struct fault *fault)
{
	struct kept *kept = find(store_path(store), audience, query);
	bool changed = false, asked = true;

	if (kept == NULL)
		return NULL;
	pthread_mutex_lock(&list_lock);
	int64_t good_up_to = kept->size;

	pthread_mutex_unlock(&list_lock);
	if (good_up_to < size)
		asked = changed_since(store, good_up_to, &changed, fault);
	if (asked && !changed)
		asked = read_labelled(store, kept->roll_up.figures != NULL ?
				      &kept->roll_up.figures->label :
				      &kept->roll_up.progress->term->label, fault);
	if (asked && !changed) {
		pthread_mutex_lock(&list_lock);
		kept->size = size > kept->size ? size : kept->size;
		pthread_mutex_unlock(&list_lock);
		return kept;
	}
	const struct roll_up *given = &kept->roll_up;

	roll_up_release(&given);
	return NULL;
}

const struct roll_up *roll_up_take(struct store *store, const struct reader *reader,
				   const struct roll_up_query *query, struct fault *fault)
{
	uint64_t audience = audience_of(reader);
	struct kept *kept = NULL;
	int64_t size = 0;

	if (!journal_size(store, &size, fault))
		return NULL;
	if (audience != AUDIENCE_ALONE)
		kept = take_kept(store, query, audience, size, fault);
	if (kept != NULL || fault->kind != FAULT_NONE)
		return kept == NULL ? NULL : &kept->roll_up;
	kept = make(store, query, audience, size, fault);
	if (kept == NULL)
		return NULL;
	if (audience != AUDIENCE_ALONE)
		keep(kept);
	return &kept->roll_up;
}
