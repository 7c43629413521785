#include "attachment/attachment.h"

#include <sodium.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "base/sha256.h"
#include "store/record_store.h"

#define PIECES_OF_STEP 4			/* a MiB at a time */
#define GIVEN_UP_US (INT64_C(24) * 3600 * 1000000)	/* a day: uploads take minutes */

static const struct field attachment_fields[] = {
	RECORD_HEAD_FIELDS(struct attachment),
	FIELD(struct attachment, record_type, "Loại bản ghi", "Type of record",
	      "What it hangs on.", .flags = FIELD_REQUIRED | FIELD_FIXED, .max = 60),
	FIELD(struct attachment, record_id, "Bản ghi", "Record", "The record it hangs on.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "*"),
	FIELD(struct attachment, name, "Tên tệp", "File name", "As it was called when it came.",
	      .flags = FIELD_REQUIRED, .max = 200),
	FIELD(struct attachment, media_type, "Kiểu tệp", "Media type", "As the sender said.",
	      .flags = FIELD_REQUIRED | FIELD_READ_ONLY, .max = 120),
	FIELD(struct attachment, size, "Dung lượng (byte)", "Size (bytes)", "Of the content.",
	      .flags = FIELD_READ_ONLY, .min = 1, .max = ATTACHMENT_BYTES_MOST),
	FIELD(struct attachment, content_hash, "Mã băm", "Hash",
	      "SHA-256 of the label's salt and the content.",
	      .flags = FIELD_REQUIRED | FIELD_READ_ONLY, .max = 64),
};
/* The rights of the record itself are asked by the routes. */
const struct record_type attachment_type = RECORD_TYPE(attachment, attachment_fields,
	.plural = "attachments", .vi = "tệp đính kèm", .en = "attachment",
	.help = "A file that hangs on a record.",
	.read_right = RIGHT_SIGNED_IN, .write_right = RIGHT_SIGNED_IN);

/* With a salt of the label, so that a hash tells nobody whether a known file is kept under
   a label above his own. */
static void hash_bytes(const unsigned char salt[32], const char *bytes, size_t length,
		       unsigned char hash_out[32])
{
	SHA256_OF(hash_out, { salt, 32 }, { bytes, length });
}

static const char *label_word(const struct attachment *attachment)
{
	return words_word(&label_words, attachment->head.label.level);
}

bool attachment_find_salt(struct store *store, struct attachment_upload *upload, bool *found_out,
			  struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT salt FROM attachment_salt WHERE label = :label",
		BINDS(TEXT("label", label_word(&upload->attachment))), fault);
	size_t length = 0;

	*found_out = false;
	if (rows_next(rows)) {
		const void *salt = rows_bytes(rows, "salt", &length);

		*found_out = length == sizeof(upload->salt);
		if (*found_out)
			memcpy(upload->salt, salt, sizeof(upload->salt));
	}
	return rows_end(&rows, fault);
}

/* Two first uploads may come at once: the salt that was there before the second counts. */
bool attachment_add_salt(struct journal *journal, struct attachment_upload *upload,
			 struct fault *fault)
{
	bool found;

	os_random(upload->salt, sizeof(upload->salt));
	if (!store_run(journal_store(journal),
		"INSERT INTO attachment_salt(label, salt)"
		" VALUES(:label, :salt)"
		" ON CONFLICT DO NOTHING",
		BINDS(TEXT("label", label_word(&upload->attachment)),
		      BYTES("salt", upload->salt, sizeof(upload->salt))), NULL, fault) ||
	    !attachment_find_salt(journal_store(journal), upload, &found, fault))
		return false;
	return found || fault_set(fault, FAULT_STORE, NULL,
		BOTH("muối băm sai độ dài", "a salt of the wrong length"));
}

static size_t piece_length(const struct attachment_upload *upload, size_t index)
{
	must(index < upload->count, "a piece of the upload");
	must(upload->length > index * ATTACHMENT_CHUNK_BYTES, "a piece that is not empty");
	size_t left = upload->length - index * ATTACHMENT_CHUNK_BYTES;

	return left < ATTACHMENT_CHUNK_BYTES ? left : ATTACHMENT_CHUNK_BYTES;
}

static const char *piece(const struct attachment_upload *upload, size_t index)
{
	must(index < upload->count, "a piece of the upload");
	return upload->bytes + index * ATTACHMENT_CHUNK_BYTES;
}

/* The hash of the whole is no hash of hashes: it can be compared with any tool's, given the
   salt. */
void attachment_plan(struct arena *arena, struct attachment_upload *upload)
{
	unsigned char hash[32];
	char *hex = arena_alloc(arena, 65);

	must(upload->length > 0 && upload->length <= ATTACHMENT_BYTES_MOST,
	     "a size that the route lets through");
	upload->count = (upload->length + ATTACHMENT_CHUNK_BYTES - 1) / ATTACHMENT_CHUNK_BYTES;
	upload->hashes = arena_alloc(arena, upload->count * sizeof(upload->hashes[0]));
	for (size_t i = 0; i < upload->count; i++)
		hash_bytes(upload->salt, piece(upload, i), piece_length(upload, i),
			   upload->hashes[i]);
	hash_bytes(upload->salt, upload->bytes, upload->length, hash);
	sodium_bin2hex(hex, 65, hash, sizeof(hash));
	upload->attachment.content_hash = hex;
	upload->attachment.size = (int64_t)upload->length;
}

/* A piece that is there already is the same: its name is the hash of its bytes. */
static bool add_piece(struct journal *journal, const struct attachment_upload *upload,
		      size_t index, struct fault *fault)
{
	return store_run(journal_store(journal),
		"INSERT INTO attachment_chunk(hash, bytes)"
		" VALUES(:hash, :bytes)"
		" ON CONFLICT DO NOTHING",
		BINDS(BYTES("hash", upload->hashes[index], 32),
		      BYTES("bytes", piece(upload, index), piece_length(upload, index))),
		NULL, fault);
}

/* Noted as pending until a record has them, so that what was given up can be collected. */
bool attachment_add_pieces(struct journal *journal, struct attachment_upload *upload,
			   struct fault *fault)
{
	size_t end = upload->written + PIECES_OF_STEP;
	struct instant now = journal_now(journal);

	must(upload->written <= upload->count, "no more was written than there is");
	if (end > upload->count)
		end = upload->count;
	for (size_t i = upload->written; i < end; i++)
		if (!add_piece(journal, upload, i, fault) ||
		    !store_run(journal_store(journal),
			"INSERT INTO attachment_pending(hash, added_at)"
			" VALUES(:hash, :now)"
			" ON CONFLICT(hash) DO UPDATE"
			" SET added_at = excluded.added_at",
			BINDS(BYTES("hash", upload->hashes[i], 32), INTEGER("now", now.us)),
			NULL, fault))
			return false;
	upload->written = end;
	return true;
}

/* The piece is there, whoever collected it meanwhile, and belongs to the content. */
static bool keep_piece(struct journal *journal, const struct attachment_upload *upload,
		       size_t index, struct fault *fault)
{
	struct store *store = journal_store(journal);
	int64_t count = 0;

	if (!store_integer(store, "SELECT COUNT(*) FROM attachment_chunk WHERE hash = :hash",
			   BINDS(BYTES("hash", upload->hashes[index], 32)), &count, fault) ||
	    (count == 0 && !add_piece(journal, upload, index, fault)))
		return false;
	return store_run(store,
		"INSERT INTO attachment_part(content_hash, position, chunk_hash)"
		" VALUES(:content, :position, :hash)"
		" ON CONFLICT DO NOTHING",
		BINDS(TEXT("content", upload->attachment.content_hash),
		      INTEGER("position", (int64_t)index),
		      BYTES("hash", upload->hashes[index], 32)), NULL, fault) &&
	       store_run(store, "DELETE FROM attachment_pending WHERE hash = :hash",
			 BINDS(BYTES("hash", upload->hashes[index], 32)), NULL, fault);
}

/* Pieces of uploads that nobody finished within a day. */
static bool collect_given_up(struct journal *journal, struct fault *fault)
{
	struct store *store = journal_store(journal);
	must(journal_now(journal).us > GIVEN_UP_US, "a clock that runs");
	const struct bind *before = BINDS(INTEGER("before", journal_now(journal).us -
						  GIVEN_UP_US));

	return store_run(store,
		"DELETE FROM attachment_chunk"
		" WHERE hash IN (SELECT hash FROM attachment_pending WHERE added_at < :before)"
		"   AND NOT EXISTS (SELECT 1 FROM attachment_part p"
		"                   WHERE p.chunk_hash = attachment_chunk.hash)",
		before, NULL, fault) &&
	       store_run(store, "DELETE FROM attachment_pending WHERE added_at < :before", before,
			 NULL, fault);
}

/* An upload takes several parts of the writer: what it hangs on may be gone by now, or more
   secret than the label that was copied when it began. */
static bool host_is_as_seen(struct journal *journal, const struct attachment *attachment,
			    struct fault *fault)
{
	const struct record_type *type = journal_find_type(attachment->record_type);

	must(type != NULL, "it hangs on a record of a known type");
	const void *host = record_store_find(journal_store(journal), journal_arena(journal), type,
					     attachment->record_id, fault);

	if (host == NULL)
		return false;
	return record_head_const(host)->label.level <= attachment->head.label.level ||
	       fault_set(fault, FAULT_STALE, NULL, type->name);
}

bool attachment_add(struct journal *journal, struct attachment_upload *upload,
		    struct fault *fault)
{
	must(upload->written == upload->count, "all pieces come before the record");
	must(upload->count > 0 && upload->attachment.content_hash != NULL, "a planned upload");
	if (!host_is_as_seen(journal, &upload->attachment, fault))
		return false;
	for (size_t i = 0; i < upload->count; i++)
		if (!keep_piece(journal, upload, i, fault))
			return false;
	return collection_add(journal, &attachment_collection, &upload->attachment, fault) &&
	       collect_given_up(journal, fault);
}

/* The pieces of a content, each once. */
static bool list_pieces(struct journal *journal, const struct attachment *attachment,
			struct list *list_out, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct rows *rows = store_rows(journal_store(journal),
		"SELECT DISTINCT chunk_hash FROM attachment_part WHERE content_hash = :content",
		BINDS(TEXT("content", attachment->content_hash)), fault);
	size_t most = (size_t)attachment->size / ATTACHMENT_CHUNK_BYTES + 1;

	*list_out = (struct list){ .items = arena_array(arena, void *, most) };
	while (rows_next(rows)) {
		size_t length;
		const void *hash = rows_bytes(rows, "chunk_hash", &length);

		if (length == 32 && list_out->count < most)
			list_out->items[list_out->count++] =
				memcpy(arena_alloc(arena, length), hash, length);
	}
	return rows_end(&rows, fault);
}

/* Pieces are shared: one goes only when no other content has it and no upload waits for it. */
static bool remove_content(struct journal *journal, const struct attachment *attachment,
			   struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct list pieces;

	if (!list_pieces(journal, attachment, &pieces, fault) ||
	    !store_run(store, "DELETE FROM attachment_part WHERE content_hash = :content",
		       BINDS(TEXT("content", attachment->content_hash)), NULL, fault))
		return false;
	for (size_t i = 0; i < pieces.count; i++)
		if (!store_run(store,
			"DELETE FROM attachment_chunk"
			" WHERE hash = :hash"
			"   AND NOT EXISTS (SELECT 1 FROM attachment_part WHERE chunk_hash = :hash)"
			"   AND NOT EXISTS (SELECT 1 FROM attachment_pending WHERE hash = :hash)",
			BINDS(BYTES("hash", pieces.items[i], 32)), NULL, fault))
			return false;
	return true;
}

/* The content goes with the last record that has it. */
static bool settled(struct journal *journal, const void *before, const void *after,
		    struct fault *fault)
{
	const struct attachment *old = before;
	int64_t others = 0;

	if (old == NULL || after != NULL)
		return true;
	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_attachment WHERE content_hash = :content",
		BINDS(TEXT("content", old->content_hash)), &others, fault))
		return false;
	return others > 0 || remove_content(journal, old, fault);
}

/* The same bytes under the label that the attachment bears now. */
static bool write_again(struct journal *journal, struct attachment_upload *upload,
			struct fault *fault)
{
	bool found;

	if (!attachment_find_salt(journal_store(journal), upload, &found, fault) ||
	    (!found && !attachment_add_salt(journal, upload, fault)))
		return false;
	attachment_plan(journal_arena(journal), upload);
	for (size_t i = 0; i < upload->count; i++)
		if (!keep_piece(journal, upload, i, fault))
			return false;
	return true;
}

/* Past the collection: nobody asked for it, and the rules of a change are not for it. */
static bool raise_label(struct journal *journal, const struct attachment *old, struct label label,
			struct fault *fault)
{
	struct attachment_upload upload = { .attachment = *old, .length = (size_t)old->size };

	must(old->head.label.level < label.level, "a label is raised, not lowered");
	upload.bytes = attachment_read(journal_store(journal), journal_arena(journal), old, fault);
	if (upload.bytes == NULL)
		return false;
	upload.attachment.head.label = label;
	return write_again(journal, &upload, fault) &&
	       journal_change(journal, &attachment_type, &upload.attachment, fault) &&
	       settled(journal, old, NULL, fault);
}

/* In the change that raises the label, so that no moment lies between. */
bool attachment_follow_label(struct journal *journal, const struct record_type *type,
			     const struct record_head *head, struct fault *fault)
{
	struct list list;

	if (type == &attachment_type)	/* nothing hangs on it */
		return true;
	if (!store_list(journal_store(journal), journal_arena(journal), &attachment_type,
		"SELECT id, version, label, scope_id, record_type, record_id, name, media_type,"
		"       size, content_hash"
		" FROM visible_attachment"
		" WHERE record_id = :id AND record_type = :type",
		BINDS(ID("id", head->id), TEXT("type", type->name)), &list, fault))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct attachment *attachment = list.items[i];

		if (attachment->head.label.level < head->label.level &&
		    !raise_label(journal, attachment, head->label, fault))
			return false;
	}
	return true;
}

const struct collection attachment_collection = {
	.type = &attachment_type, .settled = settled, .order = "name", .fixed = true,
};

/* Hashed anew at each reading: what was changed past the program is never handed out. */
const char *attachment_read(struct store *store, struct arena *arena,
			    const struct attachment *attachment, struct fault *fault)
{
	struct attachment_upload upload = { .attachment = *attachment };
	size_t size = (size_t)attachment->size, at = 0;	/* bytes read so far */
	unsigned char hash[32];
	char hex[65];
	bool found;

	if (attachment->size < 1 || size > ATTACHMENT_BYTES_MOST) {
		fault_set(fault, FAULT_TAMPERED, NULL, "attachment");
		return NULL;
	}
	if (!attachment_find_salt(store, &upload, &found, fault))
		return NULL;
	char *bytes = arena_alloc(arena, size + 1);
	struct rows *rows = store_rows(store,
		"SELECT c.bytes AS bytes"
		" FROM attachment_part p"
		" JOIN attachment_chunk c ON c.hash = p.chunk_hash"
		" WHERE p.content_hash = :content"
		" ORDER BY p.position",
		BINDS(TEXT("content", attachment->content_hash)), fault);

	while (rows_next(rows)) {
		size_t length;
		const void *part = rows_bytes(rows, "bytes", &length);

		found = found && length <= size - at;
		if (!found)
			continue;
		memcpy(bytes + at, part, length);
		at += length;
	}
	if (!rows_end(&rows, fault))
		return NULL;
	must(at <= size, "no more was read than there is room");
	hash_bytes(upload.salt, bytes, at, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	if (found && at == size && strcmp(hex, attachment->content_hash) == 0)
		return bytes;
	fault_set(fault, FAULT_TAMPERED, NULL, "attachment");
	return NULL;
}
