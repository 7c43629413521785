#include "journal/office_backup.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "base/os_file.h"
#include "journal/private.h"
#include "store/backup.h"
#include "store/sealed_file.h"

#define KEY_SETTING "secret_key"
#define KEY_FILE_MOST 1000
#define KEY_FILE_MODE 0600
#define COPY_AT_ONCE 65536
#define TRAILER_FORMAT "\n-- dientap backup sha256 %s\n"
#define TRAILER_LENGTH ((int)sizeof(TRAILER_FORMAT) - 3 + 64)

static const char *part_name(struct arena *arena, const char *path)
{
	return arena_printf(arena, "%s.part", path);
}

/* Opens the copy as any program would, and proves it. */
static bool check(struct arena *arena, const char *path, struct verify_result *result_out,
		  struct fault *fault)
{
	struct store *store = store_open(path, STORE_READ, fault);

	if (store == NULL)
		return false;
	bool good = verify_run(store, arena, true, result_out, fault);

	store_close(&store);
	return good && (result_out->good ||
			fault_set(fault, FAULT_TAMPERED, NULL, result_out->what));
}

/* A database whose key was lost can still be kept: its key is then missing as before. */
static bool put_key_in(struct store *store, struct arena *arena, const char *copy,
		       struct fault *fault)
{
	const char *path = arena_printf(arena, "%s.key", store_path(store));
	size_t length;

	if (!os_file_exists(path))
		return true;
	const char *key = os_read_file(arena, path, KEY_FILE_MOST, &length, fault);

	return key != NULL && backup_set(copy, KEY_SETTING, key, fault);
}

static bool write_copy(struct store *store, struct arena *arena, const char *part,
		       struct verify_result *result_out, struct fault *fault)
{
	return backup_write(store, part, fault) && put_key_in(store, arena, part, fault) &&
	       check(arena, part, result_out, fault);
}

struct copying {
	struct os_file *from, *to;
	crypto_hash_sha256_state hash;
	char *bytes;			/* COPY_AT_ONCE */
};

static bool copy_bytes(struct copying *c, int64_t length, struct fault *fault)
{
	while (length > 0) {
		size_t most = length < COPY_AT_ONCE ? (size_t)length : COPY_AT_ONCE, got;

		if (!os_file_read(c->from, c->bytes, most, &got, fault))
			return false;
		if (got != most)
			return fault_set(fault, FAULT_BUSY, NULL,
				BOTH("tệp đã thay đổi trong lúc đọc",
				     "the file changed meanwhile"));
		crypto_hash_sha256_update(&c->hash, (const unsigned char *)c->bytes, got);
		if (!os_file_write(c->to, c->bytes, got, fault))
			return false;
		length -= (int64_t)got;
	}
	return true;
}

static void format_trailer(struct copying *c, char trailer_out[TRAILER_LENGTH + 1])
{
	struct hash hash;
	char hex[HASH_HEX_SIZE];

	crypto_hash_sha256_final(&c->hash, hash.bytes);
	hash_format(hash, hex);
	int length = snprintf(trailer_out, TRAILER_LENGTH + 1, TRAILER_FORMAT, hex);

	must(length == TRAILER_LENGTH, "the trailer has its length");
}

static bool copy_out(struct copying *c, struct fault *fault)
{
	char trailer[TRAILER_LENGTH + 1];

	if (!copy_bytes(c, os_file_size(c->from), fault))
		return false;
	format_trailer(c, trailer);
	return os_file_write(c->to, trailer, TRAILER_LENGTH, fault);
}

/* Without its trailer a file is no backup, or not a whole one. */
static bool copy_in(struct copying *c, struct fault *fault)
{
	char expected[TRAILER_LENGTH + 1];
	int64_t length = os_file_size(c->from) - TRAILER_LENGTH;
	size_t got;

	if (length < 0)
		return fault_set(fault, FAULT_WRONG_TYPE, NULL, NULL);
	if (!copy_bytes(c, length, fault))
		return false;
	format_trailer(c, expected);
	if (!os_file_read(c->from, c->bytes, TRAILER_LENGTH, &got, fault))
		return false;
	return (got == TRAILER_LENGTH && memcmp(c->bytes, expected, TRAILER_LENGTH) == 0) ||
	       fault_set(fault, FAULT_INVALID, NULL,
		BOTH("bản sao lưu bị hỏng hoặc không đủ", "the backup is damaged or not whole"));
}

static bool copy_file(struct arena *arena, const char *from, const char *to,
		      bool (*copy)(struct copying *c, struct fault *fault), struct fault *fault)
{
	struct fault ignored = { .kind = FAULT_NONE };
	struct copying c = { .bytes = arena_alloc(arena, COPY_AT_ONCE) };

	crypto_hash_sha256_init(&c.hash);
	c.from = os_file_open(from, fault);
	c.to = c.from == NULL ? NULL : os_file_create(to, KEY_FILE_MODE, fault);
	bool is_open = c.to != NULL, good = is_open && copy(&c, fault);

	good = os_file_close(&c.from, &ignored) && good;
	good = os_file_close(&c.to, good ? fault : &ignored) && good;
	if (!good && is_open)
		os_remove_file(to);
	return good;
}

bool office_backup(struct store *store, struct arena *arena, const char *path,
		   const char *passphrase, struct verify_result *result_out,
		   struct fault *fault)
{
	const char *part = part_name(arena, path);

	*result_out = (struct verify_result){ .good = false };
	if (os_file_exists(path))
		return fault_set(fault, FAULT_CONFLICT, path, NULL);
	if (os_file_exists(part))
		return fault_set(fault, FAULT_CONFLICT, part, NULL);
	bool good = write_copy(store, arena, part, result_out, fault);

	if (good && passphrase != NULL)
		good = sealed_file_write(part, path, passphrase, fault);
	else if (good)
		good = copy_file(arena, part, path, copy_out, fault);
	os_remove_file(part);
	return good;
}

/* The bytes of the database, out of the passphrase's cover if it has one. */
static bool take_bytes(struct arena *arena, const char *path, const char *part,
		       const char *passphrase, struct fault *fault)
{
	bool is_sealed;

	if (!sealed_file_is(path, &is_sealed, fault))
		return false;
	if (!is_sealed)
		return copy_file(arena, path, part, copy_in, fault);
	if (passphrase == NULL)
		return fault_set(fault, FAULT_INVALID, "passphrase",
					BOTH("bản sao lưu này được khóa bằng cụm mật khẩu",
					     "this backup was made with a passphrase"));
	return sealed_file_read(path, part, passphrase, fault);
}

/* The key goes from the copy into a file of its own. */
static bool take_key_out(struct arena *arena, const char *part, const char *key_path,
			 struct fault *fault)
{
	struct store *store = store_open(part, STORE_READ, fault);
	const char *key = NULL;

	if (store == NULL)
		return false;
	bool good = setting_read(store, arena, KEY_SETTING, &key, fault);

	store_close(&store);
	if (!good || key == NULL)
		return good;
	return backup_set(part, KEY_SETTING, NULL, fault) &&
	       os_write_file(key_path, key, strlen(key), KEY_FILE_MODE, fault);
}

static bool is_free(const char *path, struct fault *fault)
{
	return !os_file_exists(path) || fault_set(fault, FAULT_CONFLICT, path, NULL);
}

bool office_restore(struct arena *arena, const char *path, const char *database,
		    const char *passphrase, struct verify_result *result_out,
		    struct fault *fault)
{
	const char *part = part_name(arena, database);
	const char *key_path = arena_printf(arena, "%s.key", database);
	const char *log_path = arena_printf(arena, "%s-wal", database);

	*result_out = (struct verify_result){ .good = false };
	if (!is_free(database, fault) || !is_free(key_path, fault) || !is_free(part, fault) ||
	    !is_free(log_path, fault))
		return false;
	bool good = take_bytes(arena, path, part, passphrase, fault) &&
		    backup_check(part, fault) && check(arena, part, result_out, fault) &&
		    take_key_out(arena, part, key_path, fault);

	if (good && !os_move_file(part, database, fault)) {
		os_remove_file(key_path);
		good = false;
	}
	if (!good)
		os_remove_file(part);
	return good;
}
