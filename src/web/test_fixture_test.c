/* The records, people and requests of test_fixture.h. */

#include "web/test_fixture.h"

#include "access/account.h"
#include "base/utf8.h"

static const struct field shelf_fields[] = {
	RECORD_HEAD_FIELDS(struct shelf),
	FIELD(struct shelf, name, "Tên", "Name", "A name.", .flags = FIELD_REQUIRED),
};
static const struct record_type shelf_type = RECORD_TYPE(shelf, shelf_fields,
	.plural = "shelves", .vi = "kệ", .en = "shelf", .help = "A shelf.",
	.read_right = RIGHT_UNIT_READ, .write_right = RIGHT_UNIT_WRITE);

static const struct word box_state_list[] = {
	[BOX_OPEN] = { "open", { "Mở", "Open" } },
	[BOX_SEALED] = { "sealed", { "Niêm phong", "Sealed" } },
	[BOX_LOST] = { "lost", { "Thất lạc", "Lost" } },
};
static const struct words box_states = WORDS("box_state", box_state_list);
static const struct field box_fields[] = {
	RECORD_HEAD_FIELDS(struct box),
	FIELD(struct box, shelf_id, "Kệ", "Shelf", "Where it stands.",
	      .flags = FIELD_REQUIRED, .refers_to = "shelf"),
	FIELD(struct box, name, "Tên", "Name", "Its name.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 30),
	FIELD(struct box, note, "Ghi chú", "Note", "A note.", .flags = FIELD_LONG, .max = 500),
	FIELD(struct box, mark, "Dấu", "Mark", "Painted on it once.", .flags = FIELD_FIXED),
	FIELD(struct box, count, "Số lượng", "Count", "How many.", .min = 0, .max = 1000),
	FIELD(struct box, cost, "Giá", "Cost", "How much."),
	FIELD(struct box, place, "Vị trí", "Place", "From the left.", .min = 0, .max = 99,
	      .decimals = 1),
	FIELD(struct box, share, "Phần", "Share", "How full."),
	FIELD(struct box, fragile, "Dễ vỡ", "Fragile", "Whether it breaks."),
	FIELD(struct box, since, "Từ", "Since", "The first day."),
	FIELD(struct box, seen_at, "Lúc", "Seen", "When."),
	FIELD_ENUM(struct box, state, &box_states, "Trạng thái", "State", "Its state.",
		   .flags = FIELD_REQUIRED | FIELD_READ_ONLY),
	FIELD(struct box, state_reason, "Lý do", "Reason", "Why.", .flags = FIELD_READ_ONLY,
	      .max = 40),
	FIELD(struct box, secret, "Kín", "Secret", "Never told.", .flags = FIELD_SECRET),
	FIELD(struct box, search_key, "Khóa tìm", "Search key", "For searching.",
	      .flags = FIELD_READ_ONLY),
};
static const struct record_type box_type = RECORD_TYPE(box, box_fields, .plural = "boxes",
	.vi = "thùng", .en = "box", .help = "A box on a shelf.",
	.read_right = RIGHT_UNIT_READ, .write_right = RIGHT_UNIT_WRITE);

static bool settle_shelf(struct journal *journal, const void *before, void *after,
			 struct fault *fault)
{
	struct shelf *shelf = after;

	(void)journal;
	(void)before;
	(void)fault;
	if (shelf != NULL)
		shelf->head.scope_id = shelf->head.id;
	return true;
}

static bool shelf_settled(struct journal *journal, const void *before, const void *after,
			  struct fault *fault)
{
	const struct shelf *shelf = after;

	return before != NULL || access_scope_set(journal_store(journal), shelf->head.id, ID_NONE,
						  fault);
}

static bool settle_box(struct journal *journal, const void *before, void *after,
		       struct fault *fault)
{
	const struct box *old = before;
	struct box *box = after;

	if (old != NULL && old->state == BOX_SEALED && (box == NULL || box->state == BOX_SEALED))
		return fault_set(fault, FAULT_WRONG_STATE, "state", NULL);
	if (box == NULL)
		return true;
	if (box->count.has_value && box->count.value == 13)
		return fault_add_problem(fault, journal_arena(journal), "/count", PROBLEM_RULE,
					 BOTH("Mười ba thì không.", "Not thirteen."));
	box->head.scope_id = box->shelf_id;
	box->search_key = utf8_search_key(journal_arena(journal), box->name);
	return true;
}

static bool is_heavy(struct journal *journal, const void *record, struct fault *fault)
{
	const struct box *box = record;

	return box->count.has_value || fault_add_problem(fault, journal_arena(journal), "/count",
							 PROBLEM_REQUIRED, NULL);
}

/* open → sealed → open; open → lost, with a reason */
static const struct transition box_transitions[] = {
	{ BOX_OPEN, BOX_SEALED, "seal", RIGHT_UNIT_WRITE, is_heavy, false, "Niêm phong", "Seal",
	  "Closes the box for good." },
	{ BOX_SEALED, BOX_OPEN, "unseal", RIGHT_EXERCISE_APPROVE, NULL, true, "Mở niêm phong",
	  "Unseal", "Opens it again." },
	{ BOX_OPEN, BOX_LOST, "lose", RIGHT_UNIT_WRITE, NULL, true, "Báo mất", "Lose",
	  "It is not there any more." },
};

const struct collection shelf_collection = { .type = &shelf_type, .settle = settle_shelf,
					     .settled = shelf_settled, .order = "name" };
const struct collection box_collection = {
	.type = &box_type, .settle = settle_box, .state_field = "state",
	.reason_field = "state_reason", .transitions = box_transitions,
	.transition_count = sizeof(box_transitions) / sizeof(box_transitions[0]),
	.order = "name",
};

static const struct collection *const collections[] = { &shelf_collection, &box_collection, NULL };
static const struct record_type *const types[] = {
	&shelf_type, &box_type, &account_type, &role_type, &grant_type, &token_type, &policy_type,
	NULL,
};

static const char tables[] =
	"CREATE TABLE shelf(id BLOB PRIMARY KEY, version INTEGER NOT NULL, label TEXT NOT NULL,"
	" scope_id BLOB, name TEXT NOT NULL) STRICT;"
	"CREATE TABLE box(id BLOB PRIMARY KEY, version INTEGER NOT NULL, label TEXT NOT NULL,"
	" scope_id BLOB, shelf_id BLOB NOT NULL, name TEXT NOT NULL, note TEXT, mark TEXT,"
	" count INTEGER, cost INTEGER, place INTEGER NOT NULL, share REAL NOT NULL,"
	" fragile INTEGER NOT NULL, since TEXT, seen_at INTEGER, state TEXT NOT NULL,"
	" state_reason TEXT, secret TEXT, search_key TEXT NOT NULL) STRICT;"
	"INSERT INTO office_setting(name, value) VALUES('deployment', 'isolated_lan');";

static struct instant now(void)
{
	static int64_t calls;

	return (struct instant){ INT64_C(1772323200000000) + calls++ * 1000 };
}

static struct journal *begin(struct fixture *f, const struct actor *actor)
{
	struct journal *journal = journal_begin(f->store, f->arena, now(), &f->fault);

	must(journal != NULL && journal_part_begin(journal, actor, &f->fault),
	     "the journal opens");
	return journal;
}

static void end(struct fixture *f, struct journal *journal)
{
	must(journal_part_end(journal, &f->fault) && journal_commit(&journal, &f->fault),
	     "the journal closes");
}

static const struct actor machine = { .role = "machine" };

struct id add_shelf(struct fixture *f, const char *name, enum label_level level)
{
	struct shelf shelf = { .name = name, .head.label = { level } };
	struct journal *journal = begin(f, &machine);

	must(collection_add(journal, &shelf_collection, &shelf, &f->fault), "a shelf is added");
	end(f, journal);
	return shelf.head.id;
}

struct id add_box(struct fixture *f, struct box *box)
{
	struct journal *journal = begin(f, &machine);

	must(collection_add(journal, &box_collection, box, &f->fault), "a box is added");
	end(f, journal);
	return box->head.id;
}

static const struct reader *add_person(struct fixture *f, const char *login, const char *rights,
				       struct id within, enum label_level clearance)
{
	struct account account = { .login = login, .display_name = login, .language = "vi",
				   .clearance = { clearance } };
	struct role role = { .code = arena_printf(f->arena, "role_%s", login), .name = login,
			     .rights = rights };
	struct journal *journal = begin(f, &machine);

	must(journal_add(journal, &account_type, &account, &f->fault) &&
	     journal_add(journal, &role_type, &role, &f->fault), "an account is added");
	struct grant grant = { .account_id = account.head.id, .role_id = role.head.id,
			       .within_id = within };

	must(journal_add(journal, &grant_type, &grant, &f->fault), "a grant is added");
	end(f, journal);
	const struct reader *reader = reader_of_account(f->store, account.head.id, now(),
							&f->fault);

	must(reader != NULL, "a reader is read");
	return reader;
}

struct fixture set_up(void)
{
	struct fixture f = { .arena = arena_create() };
	const char *path = arena_printf(f.arena, "%s/boxes.db", test_folder());

	journal_set_types(types);
	collection_set_all(collections);
	f.store = store_open(path, STORE_CREATE, &f.fault);
	must(f.store != NULL && store_migrate(f.store, NULL, &f.fault) &&
	     store_script(f.store, tables, &f.fault), "the test's store opens");
	f.first_shelf = add_shelf(&f, "Kệ một", LABEL_NONE);
	f.second_shelf = add_shelf(&f, "Kệ hai", LABEL_NONE);
	f.secret_shelf = add_shelf(&f, "Kệ mật", LABEL_MAT);
	f.an = add_person(&f, "an", "unit_read unit_write exercise_approve account_read"
			  " account_write journal_read backup", ID_NONE, LABEL_TOI_MAT);
	f.binh = add_person(&f, "binh", "unit_read unit_write", f.first_shelf, LABEL_INTERNAL);
	f.chi = add_person(&f, "chi", "unit_read", ID_NONE, LABEL_NONE);
	f.dung = add_person(&f, "dung", "unit_read", f.first_shelf, LABEL_NONE);
	f.reading = store_open(path, STORE_READ, &f.fault);
	must(f.reading != NULL, "the guarded store opens");
	record_store_guard(f.reading, types, reader_may_see);
	return f;
}

void tear_down(struct fixture *f)
{
	reader_release(&f->an);
	reader_release(&f->binh);
	reader_release(&f->chi);
	reader_release(&f->dung);
	store_close(&f->reading);
	store_close(&f->store);
	arena_destroy(&f->arena);
}

const char *id_text(struct fixture *f, struct id id)
{
	char text[ID_TEXT_SIZE];

	id_format(id, text);
	return arena_copy(f->arena, text);
}

bool has(const char *answer, const char *part)
{
	if (strstr(answer, part) != NULL)
		return true;
	fprintf(stderr, "  %s\nlacks\n  %s\n", answer, part);
	return false;
}

/* ---- the way of a request to its handler ---- */

static bool fits(struct fixture *f, const char *pattern, const char *path, struct request *request)
{
	while (*pattern != '\0' && *path != '\0') {
		size_t wanted = strcspn(pattern, "/"), given = strcspn(path, "/");
		const char *segment = arena_copy_bytes(f->arena, path, given);

		if (strncmp(pattern, ":id", wanted) == 0 && wanted == 3) {
			if (!id_parse(segment, &request->id))
				return false;
		} else if (*pattern == ':') {
			request->segment = segment;
		} else if (wanted != given || strncmp(pattern, path, given) != 0) {
			return false;
		}
		pattern += wanted + (pattern[wanted] == '/');
		path += given + (path[given] == '/');
	}
	return *pattern == '\0' && *path == '\0';
}

static const struct route *find_route(struct fixture *f, const struct question *question,
				      struct request *request)
{
	const char *path = arena_copy_bytes(f->arena, question->path,
					    strcspn(question->path, "?"));
	struct route_table tables_of[] = { f->extra, collection_routes() };

	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < tables_of[t].count; i++) {
			const struct route *route = &tables_of[t].routes[i];

			request->id = ID_NONE;
			if (strcmp(route->method, question->method) == 0 &&
			    fits(f, route->path, path, request))
				return route;
		}
	return NULL;
}

static void run(struct fixture *f, struct request *request)
{
	if (request->route->runs != ROUTE_WRITES) {
		request->store = f->reading;
		request->system_store = f->store;
		record_store_set_reader(f->reading, request->reader);
		request->route->handle(request);
		return;
	}
	struct actor actor = request->reader == NULL ? machine :
		request_actor(request, request->route->needs, ID_NONE);
	struct journal *journal = begin(f, &actor);

	request->store = f->store;
	request->journal = journal;
	request->route->handle(request);
	if (request->fault.kind == FAULT_NONE) {
		end(f, journal);
		return;
	}
	journal_part_undo(journal);
	must(journal_commit(&journal, &f->fault), "the journal closes");
}

static const char *write_answer(struct fixture *f, struct request *request)
{
	struct text out = { .arena = f->arena };
	const struct fault *fault = &request->fault;

	if (fault->kind == FAULT_NONE) {
		text_add_format(&out, "%d %s", request->status == 0 ? 200 : request->status,
				text_string(&request->reply));
		return text_string(&out);
	}
	text_add_format(&out, "%d %s", fault_http_status(fault->kind), fault_code(fault->kind));
	if (fault->field != NULL && fault->problems == NULL)
		text_add_format(&out, " %s", fault->field);
	if (fault->problems != NULL) {
		text_add_char(&out, ' ');
		json_add_problems(&out, f->arena, fault->problems, request->language);
	}
	if (request->current != NULL) {
		text_add_char(&out, ' ');
		json_add_record(&out, request->current_type, request->current);
	}
	return text_string(&out);
}

const char *ask(struct fixture *f, const struct question *question, struct request *request_out)
{
	struct request request = { .arena = f->arena, .reader = question->reader,
		.language = question->language, .now = now(), .site = f->site,
		.has_version = question->version != 0, .version = question->version,
		.must_be_new = question->must_be_new, .accept = question->accept,
		.reply.arena = f->arena, .address = "127.0.0.1" };
	const char *query = strchr(question->path, '?');

	request.query = query == NULL ? NULL : query + 1;
	request.route = find_route(f, question, &request);
	if (request.route == NULL)
		return "404 no route";
	if (request.route->needs != RIGHT_ANYONE && (request.reader == NULL ||
	    !reader_may_somewhere(request.reader, request.route->needs)))
		return request.reader == NULL ? "401 not_signed_in" : "403 forbidden";
	if (question->body != NULL)
		request.body = json_parse(question->body, strlen(question->body), &request.fault);
	if (question->body == NULL || request.body != NULL)
		run(f, &request);
	const char *answer = write_answer(f, &request);

	json_decref(request.body);
	request.body = NULL;
	if (request_out != NULL)
		*request_out = request;
	return answer;
}
