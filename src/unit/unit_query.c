#include "unit/unit_query.h"

#include <string.h>

#include "base/must.h"
#include "base/table.h"
#include "base/text.h"
#include "base/utf8.h"

static const struct field unit_row_fields[] = {
	RECORD_HEAD_FIELDS(struct unit_row),
	FIELD(struct unit_row, code, "Mã", "Code", "Statistics code or the office's own."),
	FIELD(struct unit_row, name, "Tên", "Name", "The full name with its kind."),
	FIELD_ENUM(struct unit_row, tier, &unit_tier_words, "Cấp", "Tier", "Tier of government."),
	FIELD_ENUM(struct unit_row, kind, &unit_kind_words, "Loại", "Kind", "What it is."),
	FIELD(struct unit_row, valid_from, "Từ ngày", "From", "First day; null: unknown."),
	FIELD(struct unit_row, valid_to, "Đến trước ngày", "Until",
	      "First day no more; null: still in force."),
	FIELD(struct unit_row, parent_id, "Cấp trên", "Parent",
	      "The unit above in the administrative chain on that day.", .refers_to = "unit"),
	FIELD(struct unit_row, parent_code, "Mã cấp trên", "Parent's code", "Code of the parent."),
	FIELD(struct unit_row, parent_name, "Tên cấp trên", "Parent's name", "Name of the parent."),
};
const struct record_type unit_row_type = RECORD_TYPE(unit_row, unit_row_fields,
	.plural = "unit_rows", .vi = "đơn vị", .en = "unit", .help = "A unit as of a day.",
	.read_right = RIGHT_UNIT_READ, .seen_by_all = true);

/* The parent is the one on the day, if it is in force itself. */
#define ROW_COLUMNS \
	"SELECT u.id AS id, u.version AS version, u.label AS label, u.scope_id AS scope_id," \
	"       u.code AS code, u.name AS name, u.tier AS tier, u.kind AS kind," \
	"       u.valid_from AS valid_from, u.valid_to AS valid_to," \
	"       p.id AS parent_id, p.code AS parent_code, p.name AS parent_name"
#define IN_FORCE(alias_) \
	"(" alias_ ".valid_from IS NULL OR " alias_ ".valid_from <= :day)" \
	" AND (" alias_ ".valid_to IS NULL OR " alias_ ".valid_to > :day)"
#define ROW_PARENT \
	" LEFT JOIN visible_unit p" \
	"   ON p.id = (SELECT l.parent_id" \
	"              FROM visible_unit_link l" \
	"              JOIN visible_unit q ON q.id = l.parent_id" \
	"              WHERE l.unit_id = u.id AND l.chain = 'administrative'" \
	"                AND " IN_FORCE("l") " AND " IN_FORCE("q") ")"

/* The key as a pattern for LIKE; the signs of patterns are no part of names. */
static const char *pattern(struct arena *arena, const char *key)
{
	struct text out = { .arena = arena };

	if (key == NULL)
		return NULL;
	text_add_char(&out, '%');
	for (const char *at = key; *at != '\0'; at++)
		if (*at != '%' && *at != '_' && *at != '\\')
			text_add_char(&out, *at);
	text_add_char(&out, '%');
	return text_string(&out);
}

bool unit_list_as_of(struct store *store, struct arena *arena, const struct unit_query *query,
		     struct list *list_out, struct fault *fault)
{
	must(date_is_known(query->day), "units as of which day?");
	const char *key = query->text == NULL ? NULL : utf8_search_key(arena, query->text);
	const char *letters = key == NULL ? NULL : utf8_wanted_letters(arena, query->text);

	return store_list(store, arena, &unit_row_type,
		ROW_COLUMNS
		" FROM visible_unit u"
		ROW_PARENT
		" WHERE " IN_FORCE("u")
		"   AND (:tier IS NULL OR u.tier = :tier)"
		"   AND (:parent IS NULL OR (p.id = :parent AND u.id IN ("
		"        SELECT c.unit_id FROM visible_unit_link c WHERE c.parent_id = :parent)))"
		"   AND (:within IS NULL OR u.id IN ("
		"        WITH RECURSIVE below(id) AS ("
		"          VALUES(:within)"
		"          UNION"
		"          SELECT c.unit_id FROM below"
		"          JOIN visible_unit_link c"
		"            ON c.parent_id = below.id AND c.chain = 'administrative'"
		"           AND " IN_FORCE("c") ")"
		"        SELECT id FROM below))"
		"   AND (:after IS NULL OR u.code > :after)"
		"   AND (:pattern IS NULL OR u.search_key LIKE :pattern OR u.code = :text"
		"        OR REPLACE(u.search_key, ' ', '') LIKE :letters"
		"        OR EXISTS (SELECT 1 FROM visible_unit_alias a"
		"                   WHERE a.unit_id = u.id"
		"                     AND (a.search_key LIKE :pattern"
		"                          OR REPLACE(a.search_key, ' ', '') LIKE :letters)))"
		" ORDER BY u.code"
		" LIMIT :limit",
		BINDS(TEXT("day", unit_day(arena, query->day)),
		      TEXT("tier", words_word(&unit_tier_words, query->tier)),
		      ID("parent", query->parent_id), ID("within", query->within_id),
		      TEXT("after", query->after_code),
		      TEXT("pattern", pattern(arena, key)),
		      TEXT("letters", pattern(arena, letters)), TEXT("text", query->text),
		      INTEGER("limit", query->limit > 0 ? query->limit : INT64_MAX)),
		list_out, fault);
}

struct unit_row *unit_find_by_code(struct store *store, struct arena *arena, const char *code,
				   struct date day, struct fault *fault)
{
	return store_one(store, arena, &unit_row_type,
		ROW_COLUMNS
		" FROM visible_unit u"
		ROW_PARENT
		" WHERE u.code = :code"
		"   AND " IN_FORCE("u"),
		BINDS(TEXT("code", code), TEXT("day", unit_day(arena, day))), fault);
}

/* A day on which the unit exists: the one asked for, or else its last. */
static bool day_of_unit(struct store *store, struct id id, struct date *day,
			struct fault *fault)
{
	struct date from = DATE_NONE, to = DATE_NONE;
	struct rows *rows = store_rows(store,
		"SELECT valid_from, valid_to FROM visible_unit WHERE id = :id",
		BINDS(ID("id", id)), fault);

	if (rows_next(rows)) {
		from = rows_date(rows, "valid_from");
		to = rows_date(rows, "valid_to");
	}
	if (!rows_end(&rows, fault))
		return false;
	if (date_is_known(*day) && unit_is_in_force(from, to, *day))
		return true;
	*day = date_is_known(to) ? date_add_days(to, -1) : (struct date){ 9999, 12, 30 };
	return true;
}

struct unit_row *unit_find_row(struct store *store, struct arena *arena, struct id id,
			       struct date day, struct fault *fault)
{
	if (!day_of_unit(store, id, &day, fault))
		return NULL;
	return store_one(store, arena, &unit_row_type,
		ROW_COLUMNS
		" FROM visible_unit u"
		ROW_PARENT
		" WHERE u.id = :id",
		BINDS(ID("id", id), TEXT("day", unit_day(arena, day))), fault);
}

struct unit_row *unit_find_latest(struct store *store, struct arena *arena, const char *code,
				  struct fault *fault)
{
	const struct unit *unit = store_one(store, arena, &unit_type,
		"SELECT id, version, label, scope_id, code, name, tier, kind, valid_from,"
		"       valid_to, search_key"
		" FROM visible_unit"
		" WHERE code = :code"
		" ORDER BY COALESCE(valid_from, '0001-01-01') DESC"
		" LIMIT 1", BINDS(TEXT("code", code)), fault);

	return unit == NULL ? NULL : unit_find_row(store, arena, unit->head.id, DATE_NONE, fault);
}

bool unit_is_within(struct store *store, struct id unit_id, struct id within, bool *is_out,
		    struct fault *fault)
{
	int64_t count = 0;

	*is_out = true;
	if (id_is_none(within))
		return true;
	if (!store_integer(store,
		"WITH RECURSIVE above(id) AS ("
		"  VALUES(:unit)"
		"  UNION"
		"  SELECT l.parent_id FROM above"
		"  JOIN visible_unit_link l"
		"    ON l.unit_id = above.id AND l.chain = 'administrative')"
		" SELECT COUNT(*) FROM above WHERE id = :within",
		BINDS(ID("unit", unit_id), ID("within", within)), &count, fault))
		return false;
	must(count == 0 || count == 1, "a unit stands once among those above");
	*is_out = count > 0;
	return true;
}

/* --- by name ----------------------------------------------------------------- */

struct candidate {
	struct record_head head;
	const char *name;		/* of the unit or an alias */
};
static const struct field candidate_fields[] = {
	RECORD_HEAD_FIELDS(struct candidate),
	FIELD(struct candidate, name, "Tên", "Name", "What was compared."),
};
static const struct record_type candidate_type = RECORD_TYPE(candidate, candidate_fields,
	.plural = "candidates", .vi = "đơn vị", .en = "unit");

/* The words that names begin with, as search keys. */
static const char *const kind_words[] = {
	"thanh pho ", "thi tran ", "dac khu ", "phuong ", "thi xa ", "thu do ", "huyen ",
	"tinh ", "quan ", "xa ",
};

/* The key without the kind in front. */
static const char *bare(const char *key)
{
	for (size_t i = 0; i < sizeof(kind_words) / sizeof(kind_words[0]); i++)
		if (strncmp(key, kind_words[i], strlen(kind_words[i])) == 0)
			return key + strlen(kind_words[i]);
	return key;
}

static const char *without_spaces(struct arena *arena, const char *key)
{
	struct text out = { .arena = arena };

	for (; *key != '\0'; key++)
		if (*key != ' ')
			text_add_char(&out, *key);
	return text_string(&out);
}

/* How well the names agree; 0: not the same unit. */
static int agreement(struct arena *arena, const char *asked, const char *found)
{
	const char *asked_key = utf8_search_key(arena, asked);
	const char *found_key = utf8_search_key(arena, found);
	const char *asked_bare = bare(asked_key), *found_bare = bare(found_key);
	bool asked_has_kind = asked_bare != asked_key;
	const char *asked_name = utf8_name_key(arena, asked);
	const char *found_name = utf8_name_key(arena, found);
	size_t asked_length = strlen(asked_name), found_length = strlen(found_name);

	if (strcmp(asked_name, found_name) == 0)
		return 5;
	if (strcmp(asked_key, found_key) == 0)
		return 4;
	if (!asked_has_kind && strcmp(asked_bare, found_bare) == 0)
		return found_length > asked_length &&
		       strcmp(found_name + found_length - asked_length, asked_name) == 0 ? 3 : 2;
	if (strcmp(without_spaces(arena, asked_key), without_spaces(arena, found_key)) == 0)
		return 1;
	return !asked_has_kind && strcmp(without_spaces(arena, asked_bare),
					 without_spaces(arena, found_bare)) == 0 ? 1 : 0;
}

static bool list_same_key(struct store *store, struct arena *arena, const char *key,
			  struct date day, struct list *list_out, struct fault *fault)
{
#define SAME_KEY(alias_) \
	alias_ ".search_key IN (:key, :bare, 'xa ' || :bare, 'phuong ' || :bare," \
	" 'thi tran ' || :bare, 'huyen ' || :bare, 'quan ' || :bare, 'thi xa ' || :bare," \
	" 'thanh pho ' || :bare, 'tinh ' || :bare, 'dac khu ' || :bare, 'thu do ' || :bare)"
	return store_list(store, arena, &candidate_type,
		"SELECT u.id AS id, u.version AS version, u.label AS label,"
		"       u.scope_id AS scope_id, u.name AS name"
		" FROM visible_unit u"
		" WHERE " SAME_KEY("u")
		"   AND (:day IS NULL OR " IN_FORCE("u") ")"
		" UNION ALL"
		" SELECT u.id, u.version, u.label, u.scope_id, a.name"
		" FROM visible_unit_alias a JOIN visible_unit u ON u.id = a.unit_id"
		" WHERE " SAME_KEY("a")
		"   AND (:day IS NULL OR " IN_FORCE("u") ")",
		BINDS(TEXT("key", key), TEXT("bare", bare(key)),
		      TEXT("day", unit_day(arena, day))), list_out, fault);
#undef SAME_KEY
}

/* By letters alone; reads every unit, so only when nothing else was found. */
static bool list_same_letters(struct store *store, struct arena *arena, const char *key,
			      struct date day, struct list *list_out, struct fault *fault)
{
	return store_list(store, arena, &candidate_type,
		"SELECT u.id AS id, u.version AS version, u.label AS label,"
		"       u.scope_id AS scope_id, u.name AS name"
		" FROM visible_unit u"
		" WHERE REPLACE(u.search_key, ' ', '') LIKE :letters"
		"   AND (:day IS NULL OR " IN_FORCE("u") ")"
		" UNION ALL"
		" SELECT u.id, u.version, u.label, u.scope_id, a.name"
		" FROM visible_unit_alias a JOIN visible_unit u ON u.id = a.unit_id"
		" WHERE REPLACE(a.search_key, ' ', '') LIKE :letters"
		"   AND (:day IS NULL OR " IN_FORCE("u") ")",
		BINDS(TEXT("letters", arena_printf(arena, "%%%s", without_spaces(arena, key))),
		      TEXT("day", unit_day(arena, day))), list_out, fault);
}

/* Rows of the candidates that agree best, each unit once. */
static bool keep_best(struct store *store, struct arena *arena, const char *name,
		      const struct list *candidates, struct date day, struct list *list_out,
		      struct fault *fault)
{
	struct table seen = { .arena = arena };
	char key[ID_TEXT_SIZE];
	int best = 1;

	*list_out = (struct list){ .items = arena_array(arena, void *, candidates->count + 1) };
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *c = candidates->items[i];
		int now = agreement(arena, name, c->name);

		best = now > best ? now : best;
	}
	must(best >= 1 && best <= 5, "agreement has five degrees");
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *c = candidates->items[i];

		id_format(c->head.id, key);
		if (agreement(arena, name, c->name) < best || table_find(&seen, key) != NULL)
			continue;
		struct unit_row *row = unit_find_row(store, arena, c->head.id, day, fault);

		if (row == NULL)
			return false;
		must(list_out->count < candidates->count, "no more rows than candidates");
		table_set(&seen, arena_copy(arena, key), row);
		list_out->items[list_out->count++] = row;
	}
	return true;
}

bool unit_find_by_name(struct store *store, struct arena *arena, const char *name,
		       struct date day, struct list *list_out, struct fault *fault)
{
	const char *key = utf8_search_key(arena, name);
	struct list candidates;

	must(name != NULL, "a name is looked for");

	*list_out = (struct list){ 0 };
	if (*key == '\0' || strpbrk(key, "%_") != NULL)
		return true;
	if (!list_same_key(store, arena, key, day, &candidates, fault) ||
	    !keep_best(store, arena, name, &candidates, day, list_out, fault))
		return false;
	if (list_out->count > 0)
		return true;
	return list_same_letters(store, arena, key, day, &candidates, fault) &&
	       keep_best(store, arena, name, &candidates, day, list_out, fault);
}
