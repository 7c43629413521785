#include "journal/entry.h"

#include <sodium.h>
#include <string.h>

#include "base/must.h"

#define HASH_HEX_LENGTH (HASH_HEX_SIZE - 1)

/* Another length is no hash of ours, whatever a comparison of its beginning would say. */
static bool read_hash(struct rows *rows, const char *column, struct hash *hash_out)
{
	size_t length;
	const void *bytes = rows_bytes(rows, column, &length);

	if (bytes == NULL || length != sizeof(hash_out->bytes))
		return false;
	memcpy(hash_out->bytes, bytes, length);
	return true;
}

/* NULL is the only spelling of "none". */
static bool read_id(struct rows *rows, const char *column, struct id *id_out)
{
	if (rows_is_null(rows, column)) {
		*id_out = ID_NONE;
		return true;
	}
	size_t length;
	const void *bytes = rows_bytes(rows, column, &length);

	if (bytes == NULL || length != sizeof(id_out->bytes))
		return false;
	memcpy(id_out->bytes, bytes, length);
	return !id_is_none(*id_out);
}

static struct optional_integer read_optional(struct rows *rows, const char *column)
{
	struct optional_integer number = { .has_value = !rows_is_null(rows, column) };

	if (number.has_value)
		number.value = rows_integer(rows, column);
	return number;
}

bool entry_read(struct rows *rows, struct entry *entry_out)
{
	*entry_out = (struct entry){
		.sequence = rows_integer(rows, "sequence"),
		.origin = rows_text(rows, "origin"),
		.clock = rows_integer(rows, "clock"),
		.at = { rows_integer(rows, "at") },
		.kind = rows_text(rows, "kind"),
		.role = rows_text(rows, "role"),
		.record_type = rows_text(rows, "record_type"),
		.version_before = read_optional(rows, "version_before"),
		.version_after = read_optional(rows, "version_after"),
		.schema_version = rows_integer(rows, "schema_version"),
		.commitments = rows_text(rows, "commitments"),
		.has_after = !rows_is_null(rows, "after_hash"),
		.content = rows_text(rows, "content"),
	};
	/* a forged table may lack our NOT NULL */
	return entry_out->origin != NULL && entry_out->kind != NULL && entry_out->role != NULL &&
	       entry_out->commitments != NULL &&
	       read_id(rows, "account_id", &entry_out->account_id) &&
	       read_id(rows, "record_id", &entry_out->record_id) &&
	       (!entry_out->has_after ||
		read_hash(rows, "after_hash", &entry_out->after_hash)) &&
	       read_hash(rows, "leaf", &entry_out->leaf);
}

/* An unknown word is of a newer program, or forged: neither may be carried out. */
bool entry_kind(const struct entry *entry, enum journal_kind *kind_out)
{
	unsigned kind;

	if (entry->kind == NULL || !words_find(&journal_kind_words, entry->kind, &kind))
		return false;
	*kind_out = (enum journal_kind)kind;
	return true;
}

static void add_id(struct text *out, struct id id)
{
	char text[ID_TEXT_SIZE];

	if (!id_is_none(id))
		id_format(id, text);
	json_add_string(out, id_is_none(id) ? NULL : text);
}

static void add_optional(struct text *out, struct optional_integer number)
{
	if (number.has_value)
		text_add_integer(out, number.value);
	else
		text_add(out, "null");
}

/* 64-bit numbers that may pass 2^53 are texts: RFC 8785 wants I-JSON. */
static void add_long(struct text *out, int64_t number)
{
	text_add_char(out, '"');
	text_add_integer(out, number);
	text_add_char(out, '"');
}

void entry_write_canonical(struct text *out, const struct entry *entry)
{
	char hex[HASH_HEX_SIZE];

	must(entry->commitments != NULL, "an entry commits to something, if only to nothing");
	hash_format(entry->after_hash, hex);
	text_add(out, "{\"account\":");
	add_id(out, entry->account_id);
	text_add(out, ",\"after\":");
	json_add_string(out, entry->has_after ? hex : NULL);
	text_add(out, ",\"at\":");
	add_long(out, entry->at.us);
	text_add(out, ",\"clock\":");
	add_long(out, entry->clock);
	text_add(out, ",\"commitments\":");
	text_add(out, entry->commitments);
	text_add(out, ",\"kind\":");
	json_add_string(out, entry->kind);
	text_add(out, ",\"origin\":");
	json_add_string(out, entry->origin);
	text_add(out, ",\"record_id\":");
	add_id(out, entry->record_id);
	text_add(out, ",\"record_type\":");
	json_add_string(out, entry->record_type);
	text_add(out, ",\"role\":");
	json_add_string(out, entry->role);
	text_add(out, ",\"schema_version\":");
	text_add_integer(out, entry->schema_version);
	text_add(out, ",\"sequence\":");
	text_add_integer(out, entry->sequence);
	text_add(out, ",\"version_after\":");
	add_optional(out, entry->version_after);
	text_add(out, ",\"version_before\":");
	add_optional(out, entry->version_before);
	text_add_char(out, '}');
}

struct hash entry_leaf(struct arena *scratch, const struct entry *entry)
{
	struct text out = { .arena = scratch };

	entry_write_canonical(&out, entry);
	return tree_leaf(out.bytes, out.length);
}

struct members members_start(const struct entry *entry)
{
	struct members members = { .commitments = entry->commitments, .content = entry->content };

	members.is_bad = entry->commitments == NULL || entry->commitments[0] != '{' ||
			 entry->content == NULL || entry->content[0] != '{';
	if (!members.is_bad) {
		members.commitments++;
		members.content++;
	}
	return members;
}

/* Reads "name": and returns what follows it; NULL if it does not stand there. */
static const char *read_name(const char *at, const char **name_out, size_t *length_out)
{
	if (*at != '"')
		return NULL;
	const char *name = at + 1;
	size_t length = strcspn(name, "\"\\");

	if (name[length] != '"' || name[length + 1] != ':')
		return NULL;
	*name_out = name;
	*length_out = length;
	return name + length + 2;
}

/* NULL goes through, so that a reading stands as one line and is judged at its end. */
static const char *skip(const char *at, const char *expected)
{
	size_t length = strlen(expected);

	return at != NULL && strncmp(at, expected, length) == 0 ? at + length : NULL;
}

/* After a member stands a comma with another one behind it, or the end. */
static const char *skip_separator(const char *at)
{
	if (at == NULL || strcmp(at, "}") == 0)
		return at;
	return at[0] == ',' && at[1] == '"' ? at + 1 : NULL;
}

/* One spelling only: what is canonical can be compared as text. */
static bool is_lower_hex(const char *text, size_t length)
{
	return strnlen(text, length) == length && strspn(text, "0123456789abcdef") >= length;
}

/* The end of a scalar. */
static const char *skip_value(const char *at)
{
	if (*at != '"')
		return at + strcspn(at, "],\"");
	for (at++; *at != '"' && *at != '\0'; at++)
		if (*at == '\\' && at[1] != '\0')
			at++;
	return *at == '"' ? at + 1 : NULL;
}

/* ["salt",value] or ["salt"]; what follows, or NULL. */
static const char *read_opening(const char *at, struct member *member)
{
	at = skip(at, "[\"");
	if (at == NULL || !is_lower_hex(at, SALT_HEX_LENGTH) ||
	    sodium_hex2bin(member->salt.bytes, SALT_SIZE, at, SALT_HEX_LENGTH, NULL, NULL,
			   NULL) != 0)
		return NULL;
	at = skip(at + SALT_HEX_LENGTH, "\"");
	if (at == NULL || member->name_length == 0)
		return skip(at, "]");
	at = skip(at, ",");
	if (at == NULL)
		return NULL;
	member->value = at;
	at = skip_value(at);
	if (at == NULL)
		return NULL;
	member->value_length = (size_t)(at - member->value);
	return skip(at, "]");
}

/* Both texts are in one order: a commitment without its opening there was erased. */
static bool read_member(struct members *members, struct member *member)
{
	const char *at = read_name(members->commitments, &member->name, &member->name_length);
	const char *name;
	size_t length;

	at = skip(at, "\"");
	if (at == NULL || !is_lower_hex(at, HASH_HEX_LENGTH))
		return false;
	member->commitment = at;
	members->commitments = skip_separator(skip(at + HASH_HEX_LENGTH, "\""));
	if (members->commitments == NULL)
		return false;
	if (*members->content == '}')
		return members->content[1] == '\0';
	const char *opening = read_name(members->content, &name, &length);

	if (opening == NULL)
		return false;
	if (length != member->name_length || memcmp(name, member->name, length) != 0)
		return true;
	member->is_open = true;
	members->content = skip_separator(read_opening(opening, member));
	return members->content != NULL;
}

bool members_next(struct members *members, struct member *member_out)
{
	struct member member = { .name = NULL };

	if (members->is_bad)
		return false;
	if (strcmp(members->commitments, "}") == 0) {
		members->is_bad = strcmp(members->content, "}") != 0;
		return false;
	}
	members->is_bad = !read_member(members, &member);
	if (members->is_bad)
		return false;
	*member_out = member;
	return true;
}

bool member_is_named(const struct member *member, const char *name)
{
	return strlen(name) == member->name_length &&
	       memcmp(name, member->name, member->name_length) == 0;
}

/* The salt of the row stands under the empty name and is committed to with null. */
static struct hash commit(const char *name, size_t name_length, struct salt salt,
			  const char *value, size_t length)
{
	return value == NULL ? value_commit(salt, "", 0, "null", 4) :
	       value_commit(salt, name, name_length, value, length);
}

bool member_is_good(const struct member *member)
{
	char hex[HASH_HEX_SIZE];

	must(member->is_open, "an erased value cannot be checked");
	hash_format(commit(member->name, member->name_length, member->salt, member->value,
			   member->value_length), hex);
	return memcmp(hex, member->commitment, HASH_HEX_LENGTH) == 0;
}

void member_texts_start(struct member_texts *texts, struct arena *arena)
{
	*texts = (struct member_texts){ { .arena = arena }, { .arena = arena } };
	text_add_char(&texts->commitments, '{');
	text_add_char(&texts->content, '{');
}

/* The salt first: without it nobody can try values against the commitment. */
static void add_opening(struct text *out, const char *name, struct salt salt,
			const char *value, size_t length)
{
	json_add_name(out, name);
	text_add(out, "[\"");
	text_add_hex(out, salt.bytes, sizeof(salt.bytes));
	text_add_char(out, '"');
	if (value != NULL) {
		text_add_char(out, ',');
		text_add_bytes(out, value, length);
	}
	text_add_char(out, ']');
}

void member_texts_add(struct member_texts *texts, const char *name, struct salt salt,
		      const char *value)
{
	size_t length = value == NULL ? 0 : strlen(value);
	struct hash hash = commit(name, strlen(name), salt, value, length);

	must((value == NULL) == (*name == '\0'), "only the salt of the row has no name");
	must(strcspn(name, "\"\\") == strlen(name), "a name that would need escapes");
	must(texts->content.length > 0, "the texts were not started");
	json_add_name(&texts->commitments, name);
	text_add_char(&texts->commitments, '"');
	text_add_hex(&texts->commitments, hash.bytes, sizeof(hash.bytes));
	text_add_char(&texts->commitments, '"');
	add_opening(&texts->content, name, salt, value, length);
}

void member_texts_end(struct member_texts *texts)
{
	must(texts->commitments.length > 0, "the texts were not started");
	text_add_char(&texts->commitments, '}');
	text_add_char(&texts->content, '}');
}

const char *member_texts_without(struct arena *arena, const struct entry *entry,
				 const char *field)
{
	struct members members = members_start(entry);
	struct text out = { .arena = arena };
	struct member member;
	bool left_out = false;

	text_add_char(&out, '{');
	while (members_next(&members, &member)) {
		if (!member.is_open)
			continue;
		if (member.name_length == 0 || member_is_named(&member, field)) {
			left_out = true;
			continue;
		}
		add_opening(&out, arena_copy_bytes(arena, member.name, member.name_length),
			    member.salt, member.value, member.value_length);
	}
	text_add_char(&out, '}');
	return left_out ? text_string(&out) : NULL;
}
