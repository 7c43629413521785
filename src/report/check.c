#include "report/check.h"

#include <string.h>

#include "access/account.h"
#include "access/sight.h"
#include "base/json.h"
#include "base/must.h"
#include "journal/replay.h"
#include "journal/verify.h"
#include "report/check_private.h"
#include "report/document_html.h"
#include "report/render.h"

#define VALUES_MOST 200000		/* bytes of the figures of a page */

/* --- the figures out of the file -------------------------------------------------------- */

/* What html_add_escaped made of a text, back. */
static const char *unescape(struct arena *arena, const char *text, size_t length)
{
	static const struct { const char *name; char c; } entities[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&#39;", '\'' },
	};
	struct text out = { .arena = arena };

	for (size_t i = 0; i < length; ) {
		size_t e = 0, count = sizeof(entities) / sizeof(entities[0]);

		while (e < count && strncmp(text + i, entities[e].name,
					    strlen(entities[e].name)) != 0)
			e++;
		text_add_char(&out, e < count ? entities[e].c : text[i]);
		i += e < count ? strlen(entities[e].name) : 1;
	}
	return text_string(&out);
}

static const char *figures_of_page(struct arena *arena, const char *bytes, size_t length)
{
	static const char before[] = "<meta name=\"" DOCUMENT_FIGURES_NAME "\" content=\"";
	const char *start = memmem(bytes, length, before, strlen(before));

	if (start == NULL)
		return NULL;
	start += strlen(before);
	const char *end = memchr(start, '"', (size_t)(bytes + length - start));

	return end == NULL || end - start > VALUES_MOST ? NULL :
	       unescape(arena, start, (size_t)(end - start));
}

static const char *read_figures(struct check_work *work, const char *bytes, size_t length)
{
	size_t at = 0;
	const char *found = NULL;

	while (at < length && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
		at++;
	work->is_json = at < length && bytes[at] == '{';
	if (work->is_json)
		return arena_copy_bytes(work->arena, bytes + at, length - at);
	if (at < length && bytes[at] == '<')
		found = figures_of_page(work->arena, bytes, length);
	else
		return report_read_figures_of(work->arena, bytes, length, work->fault);
	if (found == NULL)
		fault_set(work->fault, FAULT_INVALID, NULL,
			BOTH("trang này không mang số liệu nào", "the page carries no figures"));
	return found;
}

/* --- genuine? -------------------------------------------------------------------------------- */

static const char *member_text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static bool read_members(struct check_work *work, struct check *check)
{
	const json_t *checkpoint = json_object_get(work->sealed, "checkpoint");
	const json_t *size = json_object_get(checkpoint, "size");
	const char *today = member_text(work->sealed, "today");

	check->programme = arena_copy(work->arena, member_text(work->sealed, "programme"));
	check->today = arena_copy(work->arena, today);
	check->root = arena_copy(work->arena, member_text(checkpoint, "root"));
	/* documents made before sights were noted are those of the whole office */
	check->limited = json_is_object(json_object_get(work->sealed, "sight"));
	check->size = json_integer_value(size) < 0 ? 0 : (uint64_t)json_integer_value(size);
	return check->programme != NULL && today != NULL && date_parse(today, &work->then) &&
	       json_is_object(json_object_get(work->sealed, "figures")) && json_is_integer(size) &&
	       seal_root_parse(check->root, &work->root);
}

/* The note signs the same members without itself. */
static bool is_signed(struct check_work *work, const char *note, const char *key)
{
	static const char first[] = "dientap figures\n";
	struct fault none = { .kind = FAULT_NONE };
	const char *text;

	if (!note_check(work->arena, note, key, &text) ||
	    strncmp(text, first, strlen(first)) != 0)
		return false;
	json_t *inside = json_parse(text + strlen(first), strlen(text + strlen(first)), &none);
	json_t *members = json_copy(work->sealed);

	json_object_del(members, "signature");
	bool same = inside != NULL && json_equal(inside, members);

	json_decref(inside);
	json_decref(members);
	return same;
}

static enum check_trouble trouble_of_seal(enum seal_state seal)
{
	switch (seal) {
	case SEAL_NONE:
		return TROUBLE_NO_SEAL;
	case SEAL_GOOD:
		return TROUBLE_NONE;
	case SEAL_BROKEN:
	case SEAL_FOREIGN:
		return TROUBLE_SEAL;
	}
	must(false, "a seal of no state");
}

static bool judge(struct check_work *work, const char *bytes, size_t length, struct check *check)
{
	const char *note = member_text(work->sealed, "signature"), *key;
	bool was = false;

	if (!note_public_key(work->store, work->arena, &key, work->fault))
		return false;
	/* JSON is nothing but what the signature covers */
	check->seal = work->is_json ? SEAL_GOOD : seal_check(work->arena, bytes, length, key);
	if (note == NULL)
		check->trouble = TROUBLE_UNSIGNED;
	else if (!is_signed(work, note, key))
		check->trouble = TROUBLE_SIGNATURE;
	else
		check->trouble = trouble_of_seal(check->seal);
	if (check->trouble != TROUBLE_NONE)
		return true;
	if (!verify_root_at(work->store, check->size, work->root, &was, work->fault))
		return false;
	check->trouble = was ? TROUBLE_NONE : TROUBLE_ROOT;
	check->genuine = was;
	return true;
}

/* --- true? ------------------------------------------------------------------------------------ */

/* The figures of the programme of that code as JSON; NULL if there is no such one. */
static json_t *count(struct check_work *work, struct store *store, const char *code,
		     struct date today)
{
	struct fault none = { .kind = FAULT_NONE };
	const struct programme *programme = programme_find_by_code(store, work->arena, code, &none);
	struct term *term = programme == NULL ? NULL :
		term_load(store, work->arena, programme->head.id, &none);
	struct text out = { .arena = work->arena };

	if (term == NULL) {
		if (none.kind != FAULT_NOT_FOUND)
			*work->fault = none;
		return NULL;
	}
	const struct progress *progress = progress_make(term, &(struct progress_query){
		.structure = PROGRESS_AS_WAS });
	const struct figures *figures = figures_make(store, progress, today, work->fault);

	if (figures == NULL)
		return NULL;
	figures_write_values(&out, figures);
	return json_parse(text_string(&out), out.length, work->fault);
}

static const char *number_text(struct arena *arena, const json_t *value)
{
	if (json_is_integer(value))
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	return json_is_real(value) ? arena_printf(arena, "%.15g", json_real_value(value)) : "null";
}

static struct check_difference *difference(struct check_work *work, struct check *check,
					   const char *name, const json_t *printed)
{
	struct check_difference **end = &check->differences;

	for (; *end != NULL; end = &(*end)->next)
		if (strcmp((*end)->name, name) == 0)
			return *end;
	*end = arena_new(work->arena, struct check_difference);
	(*end)->name = arena_copy(work->arena, name);
	(*end)->printed = number_text(work->arena, printed);
	return *end;
}

static enum check_answer compare(struct check_work *work, struct check *check, json_t *counted,
				 bool is_now)
{
	const char *name;
	json_t *printed;
	bool good = counted != NULL;

	must(check->genuine, "figures that are not genuine are compared with nothing");
	json_object_foreach(json_object_get(work->sealed, "figures"), name, printed) {
		if (counted != NULL && json_equal(printed, json_object_get(counted, name)))
			continue;
		struct check_difference *d = difference(work, check, name, printed);

		good = false;
		d->now |= is_now;
		d->then |= !is_now;
	}
	return good ? CHECK_YES : CHECK_NO;
}

/* Gives the connection the eyes that the document was counted with. */
static bool put_eyes_on(struct check_work *work, struct store *store,
			const struct reader **eyes_out)
{
	*eyes_out = sight_open(store, work->arena, json_object_get(work->sealed, "sight"),
			       work->fault);
	if (*eyes_out == NULL)
		return false;
	record_store_guard(store, journal_types(), reader_may_see);
	record_store_set_reader(store, *eyes_out);
	return true;
}

/* Counts in a connection of its own, which the caller closes. */
static bool count_as_seen(struct check_work *work, struct check *check, struct store *store,
			  bool is_now)
{
	const struct reader *eyes = NULL;
	bool good = !check->limited || put_eyes_on(work, store, &eyes);

	if (good) {
		json_t *counted = count(work, store, check->programme,
					is_now ? work->today : work->then);
		enum check_answer *answer = is_now ? &check->now : &check->then;

		good = work->fault->kind == FAULT_NONE;
		if (good)
			*answer = compare(work, check, counted, is_now);
		json_decref(counted);
	}
	if (eyes != NULL) {
		record_store_set_reader(store, NULL);
		reader_release(&eyes);
	}
	return good;
}

/* Who sees what follows from the units and exercises of that time. */
static bool fill_scopes(struct store *past, struct fault *fault)
{
	if (!store_begin(past, fault))
		return false;
	if (access_scope_rebuild(past, fault))
		return store_commit(past, fault);
	store_rollback(past);
	return false;
}

/* The journal carried out again up to where the document's figures were counted. */
static bool ask_then(struct check_work *work, struct check *check)
{
	struct store *past = store_open(":memory:", STORE_CREATE, work->fault);
	bool good = past != NULL && store_migrate(past, NULL, work->fault) &&
		    journal_replay_until(work->store, past, check->size, work->fault) &&
		    (!check->limited || fill_scopes(past, work->fault)) &&
		    count_as_seen(work, check, past, false);

	store_close(&past);
	return good;
}

static bool ask_now(struct check_work *work, struct check *check)
{
	if (!check->limited)
		return count_as_seen(work, check, work->store, true);
	struct store *now = store_open(store_path(work->store), STORE_READ, work->fault);
	bool good = now != NULL && count_as_seen(work, check, now, true);

	store_close(&now);
	return good;
}

bool check_document(struct store *store, struct arena *arena, const char *bytes, size_t length,
		    struct date today, struct check *check_out, struct fault *fault)
{
	struct check_work work = { .store = store, .arena = arena, .fault = fault,
				   .today = today };
	struct check check = { .genuine = false };
	const char *figures = read_figures(&work, bytes, length);

	must(date_is_known(today), "true on which day?");
	if (figures == NULL)
		return false;
	work.sealed = json_parse(figures, strlen(figures), fault);
	if (work.sealed == NULL || !read_members(&work, &check)) {
		json_decref(work.sealed);
		return fault_set(fault, FAULT_INVALID, NULL,
					BOTH("tệp không mang số liệu nào đọc được",
					     "the file carries no figures that can be read"));
	}
	bool good = judge(&work, bytes, length, &check) &&
		    (!check.genuine || (ask_then(&work, &check) && ask_now(&work, &check)));

	json_decref(work.sealed);
	*check_out = check;
	return good;
}

bool check_is_good(const struct check *check)
{
	return check->genuine && check->then == CHECK_YES && check->now == CHECK_YES;
}
