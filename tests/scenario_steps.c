/* The verbs of the scenario language. */

#include "tests/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/os.h"
#include "command/demo_krong_ana.h"
#include "tests/test.h"
#include "web/collection.h"

void scenario_fail(const struct scenario *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "%s:%d: %s\n", s->path, s->step->number,
		arena_vprintf(s->arena, format, args));
	va_end(args);
	test_failures++;
}

static bool is_word(const struct scenario *s, size_t index, const char *word)
{
	return index < s->step->count && !s->step->words[index].quoted &&
	       strcmp(s->step->words[index].text, word) == 0;
}

static const char *word_at(const struct scenario *s, size_t index)
{
	return index < s->step->count ? s->step->words[index].text : "";
}

static struct handle *find_handle(struct scenario *s, const char *name)
{
	for (size_t i = 0; i < s->handle_count; i++)
		if (strcmp(s->handles[i].name, name) == 0)
			return &s->handles[i];
	return NULL;
}

static struct handle *need_handle(struct scenario *s, const char *name)
{
	static struct handle nothing = { .name = "?", .plural = "units",
		.id = "00000000-0000-7000-8000-000000000000", .version = 1 };
	struct handle *handle = find_handle(s, name);

	if (handle == NULL)
		scenario_fail(s, "nothing is called %s yet", name);
	return handle == NULL ? &nothing : handle;
}

static const struct record_type *need_type(struct scenario *s, const char *name)
{
	const struct collection *collection = collection_find(name);

	if (collection == NULL) {
		scenario_fail(s, "there is no kind of record called %s", name);
		collection = collection_all()[0];
	}
	return collection->type;
}

/* --- values ------------------------------------------------------------------- */

static const char *day_of(struct scenario *s, const char *text)
{
	struct date today;
	char day[DATE_TEXT_SIZE];

	must(date_parse(s->today, &today), "today is a day");
	date_format(date_add_days(today, (int)strtol(text, NULL, 10)), day);
	return arena_copy(s->arena, day);
}

/* What stands after "member:" as JSON; one word, or a quoted text. */
static json_t *value_of(struct scenario *s, const struct word_of_line *token)
{
	const struct handle *handle = token->quoted ? NULL : find_handle(s, token->text);
	char *end;

	if (token->quoted)
		return json_string(token->text);
	if (handle != NULL)
		return json_string(handle->id);
	if (strncmp(token->text, "today", 5) == 0)
		return json_string(day_of(s, token->text + 5));
	if (strcmp(token->text, "true") == 0 || strcmp(token->text, "false") == 0)
		return json_boolean(token->text[0] == 't');
	if (strcmp(token->text, "nothing") == 0)
		return json_null();
	int64_t time;

	if (scenario_read_time(token->text, &time))
		return json_integer(time);
	long long number = strtoll(token->text, &end, 10);

	return *end == '\0' ? json_integer(number) : json_string(token->text);
}

/* The member's name without its colon. */
static const char *member_of(struct scenario *s, const struct line *line)
{
	size_t length = strlen(line->words[0].text);

	must(length > 1 && line->words[0].text[length - 1] == ':', "a detail is \"member: value\"");
	return arena_copy_bytes(s->arena, line->words[0].text, length - 1);
}

static const struct line *refusal_of(const struct scenario *s)
{
	for (size_t i = 0; i < s->detail_count; i++)
		if (strcmp(s->details[i].words[0].text, "but") == 0)
			return &s->details[i];
	return NULL;
}

static json_t *members_of(struct scenario *s)
{
	json_t *members = json_object();

	for (size_t i = 0; i < s->detail_count; i++) {
		const struct line *line = &s->details[i];

		if (line == refusal_of(s))
			continue;
		must(line->count == 2, "a detail has one value");
		json_object_set_new(members, member_of(s, line), value_of(s, &line->words[1]));
	}
	return members;
}

/* --- calls -------------------------------------------------------------------- */

static const char *password_of(const char *login)
{
	for (const struct demo_account *a = demo_accounts; a->login != NULL; a++)
		if (strcmp(a->login, login) == 0)
			return a->password;
	return "";
}

static const char *sign_in(struct scenario *s, const char *login)
{
	const char *body = arena_printf(s->arena, "{\"login\":\"%s\",\"password\":\"%s\"}", login,
					password_of(login));
	int status = http_call(&s->client, "POST", "/api/v1/session", NULL, body);
	const char *cookie = status == 204 ? http_header(&s->client, "Set-Cookie") : NULL;

	if (cookie == NULL) {
		scenario_fail(s, "%s cannot sign in: %d %s", login, status, s->client.body);
		return "";
	}
	return arena_printf(s->arena, "Cookie: %.*s\r\n", (int)strcspn(cookie, ";"), cookie);
}

static const char *cookie_of(struct scenario *s, const char *login)
{
	for (size_t i = 0; i < s->people_count; i++)
		if (strcmp(s->people[i].login, login) == 0)
			return s->people[i].cookie;
	must(s->people_count < PEOPLE_MOST, "a scenario of few people");
	const char *cookie = sign_in(s, login);

	s->people[s->people_count++] = (struct signed_in){ login, cookie };
	return cookie;
}

static bool has_problem(const json_t *errors, const char *pointer, const char *code)
{
	size_t index;
	json_t *error;

	json_array_foreach(errors, index, error) {
		const char *at = json_string_value(json_object_get(error, "pointer"));
		const char *what = json_string_value(json_object_get(error, "code"));

		if (at != NULL && what != NULL && strcmp(at, pointer) == 0 &&
		    strcmp(what, code) == 0)
			return true;
	}
	return false;
}

/* "but refused as CODE" or "but refused as CODE at POINTER for PROBLEM". */
static void check_refusal(struct scenario *s, const struct line *refusal)
{
	const char *type = json_string_value(json_object_get(s->answer, "type"));
	const char *code = type == NULL ? NULL : strrchr(type, ':');

	must(refusal->count == 4 || refusal->count == 8, "a refusal has a code, or a place too");
	if (code == NULL || strcmp(code + 1, refusal->words[3].text) != 0)
		scenario_fail(s, "not refused as %s: %d %s", refusal->words[3].text,
			      s->client.status, s->client.body);
	else if (refusal->count == 8 &&
		 !has_problem(json_object_get(s->answer, "errors"), refusal->words[5].text,
			      refusal->words[7].text))
		scenario_fail(s, "%s does not say %s: %s", refusal->words[5].text,
			      refusal->words[7].text, s->client.body);
}

/* Calls as the step's person, and judges whether it was to be refused.  True if it
   was done. */
static bool call(struct scenario *s, const char *method, const char *path, int64_t version,
		 const char *body)
{
	struct text headers = { .arena = s->arena };
	const struct line *refusal = refusal_of(s);

	text_add(&headers, cookie_of(s, s->step->words[0].text));
	if (version > 0)
		text_add_format(&headers, "If-Match: \"%lld\"\r\n", (long long)version);
	if (s->hung_up) {
		http_close(&s->client);
		s->client = http_open(s->port);
	}
	int status = http_call(&s->client, method, arena_printf(s->arena, "/api/v1/%s", path),
			       text_string(&headers), body);
	const char *goes_on = http_header(&s->client, "Connection");

	/* the server ends a connection whose request it cannot make sense of */
	s->hung_up = status == 0 || (goes_on != NULL && strcmp(goes_on, "close") == 0);
	json_decref(s->answer);
	s->answer = s->client.body == NULL ? NULL : json_loads(s->client.body, 0, NULL);
	if (refusal != NULL) {
		check_refusal(s, refusal);
		return false;
	}
	if (status < 200 || status > 299)
		scenario_fail(s, "refused: %d %s", status, s->client.body);
	return status >= 200 && status <= 299;
}

static const char *dump(struct scenario *s, json_t *value)
{
	char *bytes = json_dumps(value, JSON_ENCODE_ANY);
	const char *copy = arena_copy(s->arena, bytes);

	free(bytes);
	json_decref(value);
	return copy;
}

static void keep(struct scenario *s, struct handle *handle)
{
	const char *id = json_string_value(json_object_get(s->answer, "id"));

	if (id == NULL)
		return;
	handle->id = arena_copy(s->arena, id);
	handle->version = json_integer_value(json_object_get(s->answer, "version"));
}

static struct handle *name_it(struct scenario *s, const char *name,
			      const struct record_type *type)
{
	struct handle *handle = find_handle(s, name);

	if (handle == NULL) {
		must(s->handle_count < HANDLES_MOST, "a scenario of few records");
		handle = &s->handles[s->handle_count++];
	}
	*handle = (struct handle){ .name = name, .plural = type->plural };
	return handle;
}

/* --- verbs -------------------------------------------------------------------- */

/* PERSON adds TYPE [as NAME] */
static void play_adds(struct scenario *s)
{
	const struct record_type *type = need_type(s, word_at(s, 2));

	if (call(s, "POST", type->plural, 0, dump(s, members_of(s))) && is_word(s, 3, "as"))
		keep(s, name_it(s, word_at(s, 4), type));
}

/* PERSON changes NAME [seen as version N] */
static void play_changes(struct scenario *s)
{
	struct handle *handle = need_handle(s, word_at(s, 2));
	int64_t version = is_word(s, 3, "seen") ? atoll(word_at(s, 6)) : handle->version;

	if (call(s, "PATCH", arena_printf(s->arena, "%s/%s", handle->plural, handle->id), version,
		 dump(s, members_of(s))))
		keep(s, handle);
}

/* PERSON removes NAME */
static void play_removes(struct scenario *s)
{
	struct handle *handle = need_handle(s, word_at(s, 2));

	call(s, "DELETE", arena_printf(s->arena, "%s/%s", handle->plural, handle->id),
	     handle->version, NULL);
}

/* PERSON does ACTION with NAME [because "REASON"] */
static void play_does(struct scenario *s)
{
	struct handle *handle = need_handle(s, word_at(s, 4));
	json_t *body = json_object();

	if (is_word(s, 5, "because"))
		json_object_set_new(body, "reason", json_string(word_at(s, 6)));
	if (call(s, "POST", arena_printf(s->arena, "%s/%s/%s", handle->plural, handle->id,
					 word_at(s, 2)), handle->version, dump(s, body)))
		keep(s, handle);
}

static const char *escape(struct scenario *s, const char *text)
{
	struct text out = { .arena = s->arena };

	for (const char *at = text; *at != '\0'; at++) {
		bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
			     (*at >= '0' && *at <= '9') || *at == '-' || *at == '_' || *at == '.';

		if (plain)
			text_add_char(&out, *at);
		else
			text_add_format(&out, "%%%02X", (unsigned)(unsigned char)*at);
	}
	return text_string(&out);
}

/* [where MEMBER is VALUE [and MEMBER is VALUE]]: as a query; the index of the next word. */
static size_t add_filter(struct scenario *s, size_t index, struct text *query)
{
	if (!is_word(s, index, "where"))
		return index;
	do {
		json_t *value = value_of(s, &s->step->words[index + 3]);
		const char *text = json_is_string(value) ?
			arena_copy(s->arena, json_string_value(value)) : word_at(s, index + 3);

		text_add_format(query, "&%s=%s", word_at(s, index + 1), escape(s, text));
		json_decref(value);
		index += 4;
	} while (is_word(s, index, "and"));
	return index;
}

/* PERSON finds TYPE where … as NAME */
static void play_finds(struct scenario *s)
{
	const struct record_type *type = need_type(s, word_at(s, 2));
	struct text path = { .arena = s->arena };

	text_add_format(&path, "%s?limit=500", type->plural);
	size_t next = add_filter(s, 3, &path);

	if (!call(s, "GET", text_string(&path), 0, NULL))
		return;
	json_t *items = json_object_get(s->answer, "items");

	if (json_array_size(items) != 1) {
		scenario_fail(s, "there are %zu of them", json_array_size(items));
		return;
	}
	json_t *only = json_incref(json_array_get(items, 0));

	json_decref(s->answer);
	s->answer = only;
	must(is_word(s, next, "as"), "what is found gets a name");
	keep(s, name_it(s, word_at(s, next + 1), type));
}

/* PERSON counts N TYPE [where …] */
static void play_counts(struct scenario *s)
{
	const struct record_type *type = need_type(s, word_at(s, 3));
	struct text path = { .arena = s->arena };

	text_add_format(&path, "%s?limit=500", type->plural);
	add_filter(s, 4, &path);
	if (!call(s, "GET", text_string(&path), 0, NULL))
		return;
	size_t count = json_array_size(json_object_get(s->answer, "items"));

	if (count != (size_t)atoll(word_at(s, 2)))
		scenario_fail(s, "there are %zu", count);
}

/* A member by its name, which may itself hold dots, or by a way of names and numbers. */
static const json_t *look_up(struct scenario *s, const json_t *value, const char *way)
{
	const json_t *found = json_object_get(value, way);

	if (found != NULL || *way == '\0')
		return *way == '\0' ? value : found;
	for (const char *dot = strchr(way, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
		const char *name = arena_copy_bytes(s->arena, way, (size_t)(dot - way));
		const json_t *inner = json_is_array(value) ?
			json_array_get(value, (size_t)atoll(name)) : json_object_get(value, name);
		const json_t *end = inner == NULL ? NULL : look_up(s, inner, dot + 1);

		if (end != NULL)
			return end;
	}
	return json_is_array(value) ? json_array_get(value, (size_t)atoll(way)) : NULL;
}

static bool is_same(const json_t *actual, const json_t *expected)
{
	if (json_is_number(actual) && json_is_number(expected))
		return json_number_value(actual) >= json_number_value(expected) &&
		       json_number_value(actual) <= json_number_value(expected);
	return actual != NULL && json_equal(actual, expected);
}

static void check_members(struct scenario *s)
{
	json_t *members = members_of(s);
	const char *name;
	json_t *expected;

	json_object_foreach(members, name, expected) {
		const json_t *actual = look_up(s, s->answer, name);

		if (!is_same(actual, expected))
			scenario_fail(s, "%s is %s, not %s", name,
				      actual == NULL ? "not there" :
				      dump(s, json_deep_copy(actual)),
				      dump(s, json_incref(expected)));
	}
	json_decref(members);
}

/* PERSON sees NAME, with its members below */
static void play_sees(struct scenario *s)
{
	struct handle *handle = need_handle(s, word_at(s, 2));

	if (!call(s, "GET", arena_printf(s->arena, "%s/%s", handle->plural, handle->id), 0, NULL))
		return;
	keep(s, handle);
	check_members(s);
}

/* PERSON asks "ADDRESS" [of NAME]: "{}" in the address is the id; members below */
static void play_asks(struct scenario *s)
{
	const char *address = word_at(s, 2);
	const char *hole = strstr(address, "{}");

	if (hole != NULL)
		address = arena_printf(s->arena, "%.*s%s%s", (int)(hole - address), address,
				       need_handle(s, word_at(s, 4))->id, hole + 2);
	if (call(s, "GET", address, 0, NULL))
		check_members(s);
}

/* PERSON imports KIND from "FILE" [into NAME] [as trial], with the counts below */
static void play_imports(struct scenario *s)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct text path = { .arena = s->arena };
	size_t length, next = 5;
	const char *bytes = os_read_file(s->arena, word_at(s, 4), 1 << 20, &length, &fault);

	must(bytes != NULL, "the file of the scenario is there");
	text_add_format(&path, "imports?kind=%s&filename=%s", word_at(s, 2),
			escape(s, word_at(s, 4)));
	if (is_word(s, next, "into")) {
		text_add_format(&path, "&programme_id=%s", need_handle(s, word_at(s, 6))->id);
		next += 2;
	}
	if (is_word(s, next, "as"))
		text_add(&path, "&dry_run=true");
	if (call(s, "POST", text_string(&path), 0, bytes))
		check_members(s);
}

/* PERSON prints NAME as FORMAT: the summary report of a programme */
static void play_prints(struct scenario *s)
{
	static const struct { const char *format, *beginning; } files[] = {
		{ "docx", "PK\003\004" }, { "pdf", "%PDF-" }, { "html", "<!" }, { "json", "{" },
	};
	struct handle *handle = need_handle(s, word_at(s, 2));
	const char *beginning = NULL;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (is_word(s, 4, files[i].format))
			beginning = files[i].beginning;
	must(beginning != NULL, "a document has a format");
	if (!call(s, "GET", arena_printf(s->arena, "%s/%s/summary?format=%s", handle->plural,
					 handle->id, word_at(s, 4)), 0, NULL))
		return;
	if (strncmp(s->client.body, beginning, strlen(beginning)) != 0)
		scenario_fail(s, "this is no %s", word_at(s, 4));
}

/* PERSON has N KIND in my_work */
static void play_has(struct scenario *s)
{
	size_t index, count = 0;
	json_t *item;

	if (!call(s, "GET", "my_work", 0, NULL))
		return;
	json_array_foreach(json_object_get(s->answer, "items"), index, item) {
		const char *kind = json_string_value(json_object_get(item, "kind"));

		count += kind != NULL && strcmp(kind, word_at(s, 3)) == 0;
	}
	if (count != (size_t)atoll(word_at(s, 2)))
		scenario_fail(s, "there are %zu", count);
}

bool scenario_call(struct scenario *s, const char *method, const char *path, int64_t version,
		   const char *body)
{
	return call(s, method, path, version, body);
}

struct handle *scenario_handle(struct scenario *s, const char *name)
{
	return need_handle(s, name);
}

void scenario_keep(struct scenario *s, struct handle *handle)
{
	keep(s, handle);
}

const char *scenario_dump(struct scenario *s, json_t *value)
{
	return dump(s, value);
}

static const struct { const char *verb; void (*play)(struct scenario *s); } verbs[] = {
	{ "adds", play_adds }, { "changes", play_changes }, { "removes", play_removes },
	{ "does", play_does }, { "finds", play_finds }, { "counts", play_counts },
	{ "sees", play_sees }, { "asks", play_asks }, { "imports", play_imports },
	{ "has", play_has }, { "prints", play_prints },
};

bool scenario_play(struct scenario *s)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (is_word(s, 1, verbs[i].verb)) {
			verbs[i].play(s);
			return true;
		}
	}
	return scenario_play_run(s);
}
