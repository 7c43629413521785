/* What one account may see and do: built once from grants, roles and scopes,
   then only read, by any number of threads. */

#include <stdatomic.h>
#include <string.h>

#include "access/private.h"
#include "base/memory.h"
#include "base/must.h"

#define ROLES_MOST 64
#define KEPT_US (INT64_C(60) * 1000000)	/* another process may change accounts, too */

/* What is held at one place: rights, and the roles that give them.  A role of an
   ended scope only gives its reading rights. */
struct held {
	uint64_t rights, roles, reading_roles;
};

struct place {
	struct id scope_id;		/* none: free */
	struct held held;
};

struct reader_role {
	char *code;
	uint64_t rights;
};

struct reader {
	atomic_int count;
	bool is_machine, is_token;
	struct id account_id, person_id;
	char *login;
	struct label clearance;
	struct instant good_until, password_set_at;
	uint64_t narrow;		/* rights that a token leaves */
	uint64_t anywhere;
	struct held everywhere;
	struct reader_role roles[ROLES_MOST];
	size_t role_count;
	struct place *places;		/* by scope; room is a power of two */
	size_t room, place_count;
};

static const struct reader machine = {
	.is_machine = true, .login = (char *)(uintptr_t)"machine",
	.clearance = { LABEL_TUYET_MAT }, .good_until = { INT64_MAX },
};

/* The last eight bytes of an id of version 7 are random. */
static size_t slot_of(struct id id, size_t room)
{
	uint64_t bits;

	memcpy(&bits, id.bytes + 8, sizeof(bits));
	return (size_t)(bits * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (room - 1);
}

/* Asked for every row that is read, hence without calls. */
static bool is_same(struct id a, struct id b)
{
	uint64_t of_a[2], of_b[2];

	memcpy(of_a, a.bytes, sizeof(of_a));
	memcpy(of_b, b.bytes, sizeof(of_b));
	return of_a[0] == of_b[0] && of_a[1] == of_b[1];
}

static struct place *find_place(struct place *places, size_t room, struct id id)
{
	size_t at = slot_of(id, room);

	while (!is_same(places[at].scope_id, id) && !is_same(places[at].scope_id, ID_NONE))
		at = (at + 1) & (room - 1);
	return &places[at];
}

static void grow_places(struct reader *reader)
{
	size_t room = reader->room == 0 ? 16 : reader->room * 2;

	must((room & (room - 1)) == 0, "slots are found by a mask");
	struct place *places = memory_take(room * sizeof(places[0]));

	for (size_t i = 0; i < reader->room; i++)
		if (!id_is_none(reader->places[i].scope_id))
			*find_place(places, room, reader->places[i].scope_id) = reader->places[i];
	memory_release(reader->places);
	reader->places = places;
	reader->room = room;
}

static struct held *take_place(struct reader *reader, struct id scope_id)
{
	must(!id_is_none(scope_id), "what is held everywhere has no place");
	if (reader->place_count * 2 >= reader->room)
		grow_places(reader);
	must(reader->place_count < reader->room, "a free place ends each walk");
	struct place *place = find_place(reader->places, reader->room, scope_id);

	if (id_is_none(place->scope_id)) {
		place->scope_id = scope_id;
		reader->place_count++;
	}
	return &place->held;
}

/* The number of the role in the reader; beyond the last one, roles share it. */
static size_t take_role(struct reader *reader, const struct holding *holding)
{
	must(holding->code != NULL, "a role has a code");
	for (size_t i = 0; i < reader->role_count; i++)
		if (strcmp(reader->roles[i].code, holding->code) == 0)
			return i;
	if (reader->role_count == ROLES_MOST)
		return ROLES_MOST - 1;
	reader->roles[reader->role_count] = (struct reader_role){
		.code = memory_copy_text(holding->code), .rights = holding->role_rights };
	return reader->role_count++;
}

/* `is_former`: the scope lay below the grant's once, or will: reading only. */
static void add_held(struct reader *reader, struct held *held, const struct holding *holding,
		     bool is_former)
{
	uint64_t role = UINT64_C(1) << take_role(reader, holding);
	uint64_t rights = is_former ? holding->rights & rights_reading() : holding->rights;

	held->rights |= rights;
	reader->anywhere |= rights;
	if (holding->ended || is_former)
		held->reading_roles |= role;
	else
		held->roles |= role;
}

static bool add_below(struct reader *reader, struct store *store, const struct holding *holding,
		      const char *day, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"WITH RECURSIVE below(id, is_today) AS (\n"
		"  SELECT :scope, 1\n"
		"  UNION\n"
		"  SELECT p.scope_id, b.is_today AND p.begins_on <= :day AND p.ends_on > :day\n"
		"  FROM below b\n"
		"  JOIN access_scope_parent p ON p.parent_id = b.id\n"
		")\n"
		"SELECT id, MAX(is_today) AS is_today\n"
		"FROM below\n"
		"GROUP BY id",
		BINDS(ID("scope", holding->within_id), TEXT("day", day)), fault);

	while (rows_next(rows))
		add_held(reader, take_place(reader, rows_id(rows, "id")), holding,
			 rows_integer(rows, "is_today") == 0);
	return rows_end(&rows, fault);
}

static struct holding *read_holding(struct rows *rows, struct arena *arena, uint64_t narrow)
{
	struct holding *holding = arena_new(arena, struct holding);
	const char *unknown;	/* a right of another version gives nothing */

	holding->within_id = rows_id(rows, "within_id");
	holding->code = arena_copy(arena, rows_text(rows, "code"));
	holding->ended = rows_integer(rows, "ended") != 0;
	(void)rights_parse(arena, rows_text(rows, "rights"), &holding->role_rights, &unknown);
	holding->rights = holding->role_rights & narrow;
	if (holding->ended)
		holding->rights &= rights_reading();
	return holding;
}

static bool list_holdings(struct store *store, struct arena *arena, const struct reader *reader,
			  struct instant now, struct holding **first_out, struct fault *fault)
{
	must(!id_is_none(reader->account_id), "only an account is granted something");
	struct rows *rows = store_rows(store,
		"SELECT g.within_id AS within_id, r.code AS code, r.rights AS rights,\n"
		"       s.ends_on IS NOT NULL AND s.ends_on <= :day AS ended\n"
		"FROM visible_grant g\n"
		"JOIN visible_role r ON r.id = g.role_id\n"
		"LEFT JOIN access_scope s ON s.scope_id = g.within_id\n"
		"WHERE g.account_id = :account\n"
		"  AND (g.valid_from IS NULL OR g.valid_from <= :day)\n"
		"  AND (g.valid_to IS NULL OR g.valid_to > :day)\n"
		"ORDER BY g.id DESC",
		BINDS(ID("account", reader->account_id), TEXT("day", access_day(arena, now))),
		fault);

	*first_out = NULL;
	while (rows_next(rows)) {
		struct holding *holding = read_holding(rows, arena, reader->narrow);

		holding->next = *first_out;
		*first_out = holding;
	}
	return rows_end(&rows, fault);
}

static bool add_holdings(struct reader *reader, struct store *store,
			 const struct holding *first, const char *day, struct fault *fault)
{
	for (const struct holding *holding = first; holding != NULL; holding = holding->next) {
		if (id_is_none(holding->within_id))
			add_held(reader, &reader->everywhere, holding, false);
		else if (!add_below(reader, store, holding, day, fault))
			return false;
	}
	return true;
}

static struct instant end_of_day(struct instant now)
{
	struct date next = date_add_days(instant_date(now, OFFICE_MINUTES_EAST), 1);

	return instant_from_date(next, OFFICE_MINUTES_EAST);
}

static void destroy(struct reader *reader)
{
	for (size_t i = 0; i < reader->role_count; i++)
		memory_release(reader->roles[i].code);
	memory_release(reader->places);
	memory_release(reader->login);
	memory_release(reader);
}

static struct reader *start(const struct account *account, uint64_t narrow, bool is_token,
			    struct instant now)
{
	struct reader *reader = memory_new(struct reader);
	struct instant midnight = end_of_day(now);
	struct instant soon = { now.us + KEPT_US };

	must(midnight.us > now.us, "grants of today are good today");
	atomic_init(&reader->count, 1);
	reader->is_token = is_token;
	reader->account_id = account->head.id;
	reader->person_id = account->person_id;
	reader->login = memory_copy_text(account->login);
	reader->clearance = account->clearance;
	reader->password_set_at = account->password_set_at;
	reader->narrow = narrow;
	reader->good_until = midnight.us < soon.us ? midnight : soon;
	return reader;
}

const struct reader *reader_create(struct store *store, struct id account_id, uint64_t narrow,
				   bool is_token, struct instant now, struct fault *fault)
{
	struct arena *arena = arena_create();
	const void *eyes = record_store_reader(store);
	struct reader *reader = NULL;

	record_store_set_reader(store, &machine);
	const struct account *account = access_read_account(store, arena, account_id, fault);

	if (account != NULL && account->disabled)
		fault_set(fault, FAULT_FORBIDDEN, NULL,
			BOTH("tài khoản đã bị khóa", "the account is disabled"));
	else if (account != NULL)
		reader = start(account, narrow, is_token, now);
	struct holding *first;

	if (reader != NULL && (!list_holdings(store, arena, reader, now, &first, fault) ||
			       !add_holdings(reader, store, first, access_day(arena, now),
					     fault))) {
		destroy(reader);
		reader = NULL;
	}
	record_store_set_reader(store, eyes);
	arena_destroy(&arena);
	return reader;
}

const struct reader *reader_of_account(struct store *store, struct id account_id,
				       struct instant now, struct fault *fault)
{
	return reader_create(store, account_id, UINT64_MAX, false, now, fault);
}

const struct reader *reader_create_of(struct store *store, struct label clearance,
				      const struct holding *first, struct fault *fault)
{
	struct reader *reader = memory_new(struct reader);

	atomic_init(&reader->count, 1);
	reader->login = memory_copy_text("sight");
	reader->clearance = clearance;
	reader->narrow = rights_reading();
	/* any day will do: such a reader only reads, now and of what lay below once */
	if (!add_holdings(reader, store, first, "9999-01-01", fault)) {
		destroy(reader);
		return NULL;
	}
	return reader;
}

bool reader_list_holdings(struct store *store, struct arena *arena, const struct reader *reader,
			  struct instant now, struct holding **first_out, struct fault *fault)
{
	const void *eyes = record_store_reader(store);

	must(!reader->is_machine, "the machine holds no grants");
	/* few readers may see grants, but each may be told of its own */
	record_store_set_reader(store, &machine);
	bool good = list_holdings(store, arena, reader, now, first_out, fault);

	record_store_set_reader(store, eyes);
	return good;
}

const struct reader *reader_of_machine(void)
{
	return &machine;
}

/* Only the count of a reader ever changes; the machine's is never counted. */
static struct reader *counted(const struct reader *reader)
{
	return reader->is_machine ? NULL : (struct reader *)(uintptr_t)reader;
}

const struct reader *reader_retain(const struct reader *reader)
{
	struct reader *own = counted(reader);

	if (own != NULL)
		must(atomic_fetch_add(&own->count, 1) > 0, "a reader that was given back");
	return reader;
}

void reader_release(const struct reader **reader)
{
	struct reader *own = *reader == NULL ? NULL : counted(*reader);

	*reader = NULL;
	if (own == NULL)
		return;
	int before = atomic_fetch_sub(&own->count, 1);

	must(before > 0, "a reader given back twice");
	if (before == 1)
		destroy(own);
}

struct instant reader_good_until(const struct reader *reader)
{
	return reader->good_until;
}

struct instant reader_password_set_at(const struct reader *reader)
{
	return reader->password_set_at;
}

struct id reader_account_id(const struct reader *reader)
{
	return reader->account_id;
}

struct id reader_person_id(const struct reader *reader)
{
	return reader->person_id;
}

const char *reader_login(const struct reader *reader)
{
	return reader->login;
}

struct label reader_clearance(const struct reader *reader)
{
	return reader->clearance;
}

bool reader_is_token(const struct reader *reader)
{
	return reader->is_token;
}

static const struct held *held_in(const struct reader *reader, struct id scope_id)
{
	static const struct held nothing;

	if (is_same(scope_id, ID_NONE) || reader->room == 0)
		return &nothing;
	return &find_place(reader->places, reader->room, scope_id)->held;
}

bool reader_holds_all_of(const struct reader *reader, const struct reader *former)
{
	must(!reader->is_machine && !former->is_machine, "the machine follows no stream");
	if (reader->clearance.level < former->clearance.level ||
	    (former->anywhere & ~reader->anywhere) != 0 ||
	    (former->everywhere.rights & ~reader->everywhere.rights) != 0)
		return false;
	for (size_t i = 0; i < former->room; i++) {
		const struct place *place = &former->places[i];
		uint64_t rights = reader->everywhere.rights |
				  held_in(reader, place->scope_id)->rights;

		if ((place->held.rights & ~rights) != 0)
			return false;
	}
	return true;
}

/* Rights that need no grant; RIGHT_NONE is nobody's. */
static bool is_free(const struct reader *reader, enum right right)
{
	return right == RIGHT_ANYONE || (right == RIGHT_SIGNED_IN && reader != NULL);
}

bool reader_may(const struct reader *reader, enum right right, struct id scope_id)
{
	if (is_free(reader, right))
		return true;
	if (reader == NULL || right == RIGHT_NONE)
		return false;
	uint64_t rights = reader->everywhere.rights | held_in(reader, scope_id)->rights;

	return reader->is_machine || (rights & right_bit(right)) != 0;
}

bool reader_may_somewhere(const struct reader *reader, enum right right)
{
	if (is_free(reader, right))
		return true;
	if (reader == NULL || right == RIGHT_NONE)
		return false;
	return reader->is_machine || (reader->anywhere & right_bit(right)) != 0;
}

bool reader_may_see(const void *context, const struct record_type *type, struct id scope_id,
		    struct label label)
{
	const struct reader *reader = context;
	enum right right = (enum right)type->read_right;

	if (reader == NULL || label.level > reader->clearance.level)
		return false;
	if (type->seen_by_all || is_same(scope_id, ID_NONE))
		return reader_may_somewhere(reader, right);
	return reader_may(reader, right, scope_id);
}

static const char *role_among(const struct reader *reader, const struct held *held,
			      enum right right)
{
	for (size_t i = 0; i < reader->role_count; i++) {
		uint64_t role = UINT64_C(1) << i, given = 0;

		if ((held->roles & role) != 0)
			given = reader->roles[i].rights;
		else if ((held->reading_roles & role) != 0)
			given = reader->roles[i].rights & rights_reading();
		if ((given & reader->narrow & right_bit(right)) != 0)
			return reader->roles[i].code;
	}
	return NULL;
}

const char *reader_role(const struct reader *reader, enum right right, struct id scope_id)
{
	const struct held all = { .roles = UINT64_MAX };
	const char *code;

	if (reader == NULL)
		return "nobody";
	if (reader->is_machine)
		return "machine";
	code = role_among(reader, held_in(reader, scope_id), right);
	if (code == NULL)
		code = role_among(reader, &reader->everywhere, right);
	if (code == NULL)	/* a record for all: the role may be held anywhere */
		code = role_among(reader, &all, right);
	return code != NULL ? code : "no_role";
}
