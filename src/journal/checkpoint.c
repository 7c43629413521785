#include "journal/checkpoint.h"

#include <inttypes.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "journal/note.h"
#include "journal/private.h"

#define KEY_FILE_MOST 1000
#define KEY_FILE_MODE 0600

static const char *key_path(struct store *store, struct arena *arena)
{
	return arena_printf(arena, "%s.key", store_path(store));
}

bool checkpoint_create_key(struct store *store, const char *origin, struct fault *fault)
{
	if (!note_name_is_good(origin))
		return fault_set(fault, FAULT_INVALID, "origin",
					BOTH("cần tên không có dấu cách và dấu cộng",
					     "a name without spaces and plus signs is needed"));
	struct arena *arena = arena_create();
	const char *path = key_path(store, arena);
	struct note_key key;

	if (os_file_exists(path)) {	/* never write over a key: its signatures would be lost */
		arena_destroy(&arena);
		return fault_set(fault, FAULT_FILE, "key",
			BOTH("đã có tệp khóa", "a key file is there already"));
	}
	note_key_create(origin, &key);
	const char *line = arena_printf(arena, "%s\n", note_key_secret(arena, &key));
	bool good = os_write_file(path, line, strlen(line), KEY_FILE_MODE, fault) &&
		    setting_write(store, "origin", origin, fault) &&
		    setting_write(store, "public_key", note_key_public(arena, &key), fault);

	sodium_memzero(&key, sizeof(key));
	arena_destroy(&arena);
	return good;
}

bool note_public_key(struct store *store, struct arena *arena, const char **vkey_out,
		     struct fault *fault)
{
	if (!setting_read(store, arena, "public_key", vkey_out, fault))
		return false;
	return *vkey_out != NULL || fault_set(fault, FAULT_NOT_FOUND, "public_key",
						BOTH("cơ sở dữ liệu này chưa có khóa",
						     "this database has no key"));
}

/* Read anew for each signature: it lies in memory no longer than it is needed. */
static bool read_key(struct store *store, struct arena *arena, struct note_key *key_out,
		     struct fault *fault)
{
	const char *vkey;
	size_t length;

	if (!note_public_key(store, arena, &vkey, fault))
		return false;
	const char *line = os_read_file(arena, key_path(store, arena), KEY_FILE_MOST, &length,
					fault);

	if (line == NULL)
		return fault_set(fault, FAULT_FILE, "key",
					BOTH("không đọc được tệp khóa cạnh cơ sở dữ liệu",
					     "the key file beside the database cannot be read"));
	if (!note_key_parse_secret(arena, line, key_out) ||
	    strcmp(note_key_public(arena, key_out), vkey) != 0)
		return fault_set(fault, FAULT_FILE, "key",
					BOTH("tệp khóa không thuộc cơ sở dữ liệu này",
					     "the key file does not belong to this database"));
	return true;
}

/* The secret key is wiped; the arena keeps only what was signed. */
const char *note_sign(struct store *store, struct arena *arena, const char *text,
		      struct fault *fault)
{
	struct note_key key;

	if (!read_key(store, arena, &key, fault))
		return NULL;
	const char *note = note_key_sign(arena, &key, text);

	sodium_memzero(&key, sizeof(key));
	return note;
}

/* The body of a C2SP checkpoint; the fourth line is an extension that it allows. */
const char *checkpoint_text(struct arena *arena, const char *origin, uint64_t size,
			    struct hash root, struct instant at)
{
	char base64[sodium_base64_ENCODED_LEN(sizeof(root), sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(base64, sizeof(base64), root.bytes, sizeof(root.bytes),
			  sodium_base64_VARIANT_ORIGINAL);
	return arena_printf(arena, "%s\n%" PRIu64 "\n%s\nat %" PRId64 "\n", origin, size, base64,
			    at.us);
}

/* Two at one size have one root: the newer moment and signature stand for both. */
bool checkpoint_write(struct journal *journal, struct checkpoint *checkpoint_out,
		      struct fault *fault)
{
	static const char sql[] =
		"INSERT INTO journal_checkpoint(size, root, at, note)\n"
		"VALUES(:size, :root, :at, :note)\n"
		"ON CONFLICT(size) DO UPDATE\n"
		"SET root = excluded.root, at = excluded.at, note = excluded.note";
	struct checkpoint checkpoint = { .size = journal->edge.size,
					 .root = tree_root(&journal->edge) };

	must(checkpoint.size <= INT64_MAX, "a tree that fits its column");
	const char *text = checkpoint_text(journal->arena, journal->origin, checkpoint.size,
					   checkpoint.root, journal->now);

	checkpoint.note = note_sign(journal->store, journal->arena, text, fault);
	if (checkpoint.note == NULL)
		return false;
	if (!store_run(journal->store, sql,
		       BINDS(INTEGER("size", (int64_t)checkpoint.size),
			     BYTES("root", checkpoint.root.bytes, sizeof(checkpoint.root.bytes)),
			     INTEGER("at", journal->now.us), TEXT("note", checkpoint.note)),
		       NULL, fault))
		return journal_failed(journal, fault);
	*checkpoint_out = checkpoint;
	return true;
}

bool checkpoint_present(struct store *store, struct checkpoint *checkpoint_out,
			struct fault *fault)
{
	struct tree_edge edge;
	int64_t clock;

	if (!edge_read(store, &edge, &clock, fault))
		return false;
	must(clock >= 0, "a clock before its time");
	*checkpoint_out = (struct checkpoint){ .size = edge.size, .root = tree_root(&edge) };
	return true;
}

/* By size, not by moment: a clock that was set back must not bring an older tree forward. */
bool checkpoint_newest(struct store *store, struct arena *arena,
		       struct checkpoint *checkpoint_out, struct fault *fault)
{
	static const char sql[] =
		"SELECT size, root, note\n"
		"FROM journal_checkpoint\n"
		"ORDER BY size DESC\n"
		"LIMIT 1";
	struct rows *rows = store_rows(store, sql, NO_BINDS, fault);
	bool found = rows_next(rows), good = true;

	if (found) {
		size_t length;
		const void *root = rows_bytes(rows, "root", &length);

		good = length == sizeof(checkpoint_out->root.bytes);
		if (good)
			memcpy(checkpoint_out->root.bytes, root, length);
		checkpoint_out->size = (uint64_t)rows_integer(rows, "size");
		checkpoint_out->note = arena_copy(arena, rows_text(rows, "note"));
	}
	if (!rows_end(&rows, fault))
		return false;
	if (!found)
		return fault_set(fault, FAULT_NOT_FOUND, NULL,
			BOTH("chưa có điểm chốt nào", "no checkpoint was written yet"));
	return good || fault_set(fault, FAULT_TAMPERED, NULL,
		BOTH("gốc của một điểm chốt không khớp", "the root of a checkpoint"));
}
