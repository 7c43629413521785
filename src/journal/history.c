#include "journal/history.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "journal/private.h"

#define LIMIT_USUAL 50
#define LIMIT_MOST 500
#define CURSOR_BYTES (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + sizeof(int64_t))

static unsigned char cursor_key[crypto_secretbox_KEYBYTES];

static void make_cursor_key(void)
{
	must(sodium_init() >= 0, "libsodium does not start");
	crypto_secretbox_keygen(cursor_key);
}

static void use_cursor_key(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_cursor_key);
}

static void add_cursor(struct text *out, int64_t sequence)
{
	unsigned char bytes[CURSOR_BYTES], plain[sizeof(sequence)];
	char hex[2 * CURSOR_BYTES + 1];

	use_cursor_key();
	memcpy(plain, &sequence, sizeof(plain));
	randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES, plain, sizeof(plain), bytes,
			      cursor_key);
	sodium_bin2hex(hex, sizeof(hex), bytes, sizeof(bytes));
	json_add_string(out, hex);
}

bool history_read_cursor(const char *cursor, int64_t *before_sequence_out)
{
	unsigned char bytes[CURSOR_BYTES], plain[sizeof(*before_sequence_out)];
	size_t length;

	use_cursor_key();
	if (cursor == NULL || sodium_hex2bin(bytes, sizeof(bytes), cursor, strlen(cursor), NULL,
					     &length, NULL) != 0 || length != sizeof(bytes) ||
	    strlen(cursor) != 2 * CURSOR_BYTES ||
	    crypto_secretbox_open_easy(plain, bytes + crypto_secretbox_NONCEBYTES,
				       CURSOR_BYTES - crypto_secretbox_NONCEBYTES, bytes,
				       cursor_key) != 0)
		return false;
	memcpy(before_sequence_out, plain, sizeof(plain));
	return true;
}

/* Names of accounts come from the journal itself: readers may not see the
   table of accounts, and who is gone still has done what he did. */
struct known_account {
	struct known_account *next;
	struct id id;
	const char *name;	/* JSON; NULL: no name is known */
};

static const char *read_account_name(struct store *store, struct arena *arena, struct id id,
				     struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.record_type = 'account'\n"
		"AND j.record_id = :id\n"
		"AND j.kind <> 'access'\n"
		"ORDER BY j.sequence DESC";
	struct rows *rows = store_rows(store, sql, BINDS(ID("id", id)), fault);
	const char *name = NULL;
	struct member member;
	struct entry entry;

	while (name == NULL && rows_next(rows)) {
		if (!entry_read(rows, &entry))
			continue;
		struct members members = members_start(&entry);

		while (members_next(&members, &member))
			if (member.is_open && member_is_named(&member, "display_name"))
				name = arena_copy_bytes(arena, member.value, member.value_length);
	}
	return rows_end(&rows, fault) ? name : NULL;
}

static const char *find_account_name(struct store *store, struct arena *arena, struct id id,
				     struct known_account **known)
{
	struct fault ignored = { .kind = FAULT_NONE };	/* then the name is not known */

	if (id_is_none(id))
		return NULL;
	for (const struct known_account *k = *known; k != NULL; k = k->next)
		if (id_equal(k->id, id))
			return k->name;
	struct known_account *new = arena_new(arena, struct known_account);

	*new = (struct known_account){ *known, id, read_account_name(store, arena, id, &ignored) };
	*known = new;
	return new->name;
}

static void add_id(struct text *out, const char *name, struct id id)
{
	char text[ID_TEXT_SIZE];

	json_add_name(out, name);
	if (!id_is_none(id))
		id_format(id, text);
	json_add_string(out, id_is_none(id) ? NULL : text);
}

static void add_version(struct text *out, const char *name, struct optional_integer version)
{
	json_add_name(out, name);
	if (version.has_value)
		text_add_integer(out, version.value);
	else
		text_add(out, "null");
}

static void add_change(struct text *out, const struct member *member, bool without_value)
{
	text_add(out, out->bytes[out->length - 1] == '[' ? "{\"field\":\"" : ",{\"field\":\"");
	text_add_bytes(out, member->name, member->name_length);
	if (without_value) {
		text_add(out, "\"}");
		return;
	}
	text_add(out, "\",\"value\":");
	if (member->is_open)
		text_add_bytes(out, member->value, member->value_length);
	else
		text_add(out, "null");
	text_add(out, member->is_open ? ",\"erased\":false}" : ",\"erased\":true}");
}

/* The changed fields, and beside them why something was erased. */
static void add_changes(struct text *out, const struct entry *entry, bool without_values)
{
	struct members members = members_start(entry);
	struct member member, reason = { .is_open = false };

	json_add_name(out, "changes");
	text_add_char(out, '[');
	while (members_next(&members, &member)) {
		if (member_is_named(&member, "@reason"))
			reason = member;
		else if (member.name_length > 0)
			add_change(out, &member, without_values);
	}
	text_add_char(out, ']');
	if (!reason.is_open)
		return;
	json_add_name(out, "reason");
	text_add_bytes(out, reason.value, reason.value_length);
}

static void add_item(struct text *out, const struct entry *entry, const char *account_name,
		     bool without_values)
{
	char at[INSTANT_TEXT_SIZE];

	instant_format(entry->at, at);
	text_add_char(out, '{');
	json_add_name(out, "at");
	json_add_string(out, at);
	json_add_name(out, "kind");
	json_add_string(out, entry->kind);
	add_id(out, "account_id", entry->account_id);
	json_add_name(out, "account_name");
	text_add(out, account_name == NULL ? "null" : account_name);
	json_add_name(out, "role");
	json_add_string(out, entry->role);
	json_add_name(out, "record_type");
	json_add_string(out, entry->record_type);
	add_id(out, "record_id", entry->record_id);
	add_version(out, "version_before", entry->version_before);
	add_version(out, "version_after", entry->version_after);
	add_changes(out, entry, without_values);
	text_add_char(out, '}');
}

/* Does the item say what is searched for? */
static bool is_wanted(struct arena *scratch, const struct text *item, const char *search_key)
{
	return search_key == NULL ||
	       strstr(utf8_search_key(scratch, text_string(item)), search_key) != NULL;
}

/* Three texts, so that the two usual questions use their index. */
#define HISTORY_SQL(first_) \
	"SELECT " ENTRY_COLUMNS "\n" \
	ENTRY_TABLES \
	"WHERE " first_ "\n" \
	"AND (:record_type IS NULL OR j.record_type = :record_type)\n" \
	"AND (:record_id IS NULL OR j.record_id = :record_id)\n" \
	"AND (:account_id IS NULL OR j.account_id = :account_id)\n" \
	"AND (:kind IS NULL OR j.kind = :kind)\n" \
	"AND (:from = 0 OR j.at >= :from)\n" \
	"AND (:to = 0 OR j.at < :to)\n" \
	"AND (:before = 0 OR j.sequence < :before)\n" \
	"ORDER BY j.sequence DESC"

static struct rows *find_entries(struct store *store, const struct history_filter *filter,
				 struct fault *fault)
{
	static const char of_record[] =
		HISTORY_SQL("j.record_type = :record_type AND j.record_id = :record_id");
	static const char of_account[] = HISTORY_SQL("j.account_id = :account_id");
	static const char of_all[] = HISTORY_SQL("j.sequence >= 0");
	bool has_record = filter->record_type != NULL && !id_is_none(filter->record_id);
	const char *sql = has_record ? of_record :
			  !id_is_none(filter->account_id) ? of_account : of_all;

	return store_rows(store, sql,
		BINDS(TEXT("record_type", filter->record_type), ID("record_id", filter->record_id),
		      ID("account_id", filter->account_id), TEXT("kind", filter->kind),
		      INTEGER("from", filter->from.us), INTEGER("to", filter->to.us),
		      INTEGER("before", filter->before_sequence)), fault);
}

/* One entry more than the page is looked for, to know whether there is a next one. */
bool history_write(struct store *store, struct text *out, const struct history_filter *filter,
		   history_may_see *may_see, void *context, struct fault *fault)
{
	int64_t limit = filter->limit <= 0 ? LIMIT_USUAL :
			filter->limit > LIMIT_MOST ? LIMIT_MOST : filter->limit;
	const char *search = filter->search == NULL ? NULL :
			     utf8_search_key(out->arena, filter->search);
	struct known_account *accounts = NULL;
	struct rows *rows = find_entries(store, filter, fault);
	struct arena *scratch = arena_create();
	int64_t count = 0, last = 0;
	bool has_more = false;
	struct entry entry;

	must(may_see != NULL, "who reads the history must be asked about");
	text_add(out, "{\"items\":[");
	for (; !has_more && rows_next(rows); arena_reset(scratch)) {
		struct text item = { .arena = scratch };

		if (!entry_read(rows, &entry) ||
		    !may_see(context, journal_find_type(entry.record_type), entry.record_id))
			continue;
		add_item(&item, &entry, find_account_name(store, out->arena, entry.account_id,
							  &accounts), filter->without_values);
		if (!is_wanted(scratch, &item, search))
			continue;
		has_more = count++ == limit;
		if (has_more)
			continue;
		last = entry.sequence;
		text_add(out, count == 1 ? "" : ",");
		text_add_bytes(out, item.bytes, item.length);
	}
	arena_destroy(&scratch);
	text_add(out, "],\"next\":");
	/* nothing comes before entry 0, and 0 would mean "from the newest" */
	if (has_more && last > 0)
		add_cursor(out, last);
	else
		text_add(out, "null");
	text_add_char(out, '}');
	return rows_end(&rows, fault);
}

/* The value stands as JSON: a word between quotes. */
static bool read_label(const struct entry *entry, struct label *label_out)
{
	struct members members = members_start(entry);
	struct member member;
	unsigned level;
	char word[32];

	while (members_next(&members, &member)) {
		if (!member.is_open || !member_is_named(&member, "label") ||
		    member.value_length < 2 || member.value_length - 2 >= sizeof(word))
			continue;
		memcpy(word, member.value + 1, member.value_length - 2);
		word[member.value_length - 2] = '\0';
		if (!words_find(&label_words, word, &level))
			return false;
		label_out->level = (enum label_level)level;
		return true;
	}
	return false;
}

bool history_label(struct store *store, const char *record_type, struct id record_id,
		   struct label *label_out, struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.record_type = :record_type\n"
		"AND j.record_id = :record_id\n"
		"AND j.kind <> 'access'\n"
		"ORDER BY j.sequence DESC";
	struct rows *rows = store_rows(store, sql, BINDS(
		TEXT("record_type", record_type), ID("record_id", record_id)), fault);
	struct entry entry;
	bool found = false;

	while (!found && rows_next(rows))
		found = entry_read(rows, &entry) && read_label(&entry, label_out);
	return rows_end(&rows, fault) &&
	       (found || fault_set(fault, FAULT_NOT_FOUND, NULL, record_type));
}

static bool apply_next(struct arena *arena, const struct record_type *type, struct rows *rows,
		       void **record)
{
	enum journal_kind kind;
	struct entry entry;

	if (!entry_read(rows, &entry) || !entry_kind(&entry, &kind))
		return false;
	if (kind == JOURNAL_REMOVE) {
		*record = NULL;
		return true;
	}
	if (*record == NULL)
		*record = arena_alloc(arena, type->size);
	return entry_apply(arena, &entry, type, *record);
}

void *history_record_at(struct store *store, struct arena *arena, const struct record_type *type,
			struct id id, int64_t sequence, struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"WHERE j.record_type = :record_type\n"
		"AND j.record_id = :record_id\n"
		"AND j.kind <> 'access'\n"
		"AND j.sequence <= :sequence\n"
		"ORDER BY j.sequence";
	struct rows *rows = store_rows(store, sql,
		BINDS(TEXT("record_type", type->name), ID("record_id", id),
		      INTEGER("sequence", sequence)), fault);
	void *record = NULL;
	bool good = true;

	while (good && rows_next(rows))
		good = apply_next(arena, type, rows, &record);
	if (!rows_end(&rows, fault))
		return NULL;
	if (good && record != NULL)
		return record;
	fault_set(fault, good ? FAULT_NOT_FOUND : FAULT_TAMPERED, NULL, type->name);
	return NULL;
}
