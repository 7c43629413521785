#include "attachment/attachment.h"

#define TEST_TYPES &attachment_type,
#define TEST_COLLECTIONS
#include "unit/test_import.h"

#define PIECE ATTACHMENT_CHUNK_BYTES

/* Bytes that differ from piece to piece; two of the same seed are the same. */
static const char *make_bytes(struct arena *arena, size_t length, unsigned seed)
{
	char *bytes = arena_alloc(arena, length);

	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i * 31 + i / PIECE * 7 + seed);
	return bytes;
}

static struct attachment_upload plan(struct fixture *f, const char *bytes, size_t length,
				     enum label_level label)
{
	struct attachment_upload upload = { .bytes = bytes, .length = length,
		.attachment = { .record_type = "unit", .name = "tep.bin",
				.record_id = id_of(f, "24559", after_reform),
				.media_type = "application/octet-stream",
				.head.label = { label } } };
	bool found;

	begin_part(f);
	CHECK(attachment_find_salt(f->store, &upload, &found, &f->fault));
	CHECK(found || attachment_add_salt(f->journal, &upload, &f->fault));
	end_part(f, true);
	attachment_plan(f->arena, &upload);
	return upload;
}

static bool step(struct fixture *f, struct attachment_upload *upload,
		 bool (*do_it)(struct journal *, struct attachment_upload *, struct fault *))
{
	begin_part(f);
	bool good = do_it(f->journal, upload, &f->fault);

	end_part(f, good);
	return good;
}

static struct attachment upload_all(struct fixture *f, const char *bytes, size_t length,
				    enum label_level label)
{
	struct attachment_upload upload = plan(f, bytes, length, label);

	while (upload.written < upload.count)
		CHECK(step(f, &upload, attachment_add_pieces));
	CHECK(step(f, &upload, attachment_add));
	return upload.attachment;
}

static int64_t pieces(struct fixture *f)
{
	return count_rows(f, "SELECT COUNT(*) FROM attachment_chunk");
}

TEST(a_file_comes_back_as_it_went_in)
{
	struct fixture f = set_up_krong_ana();
	size_t length = 6 * PIECE + 5;
	const char *bytes = make_bytes(f.arena, length, 1);
	struct attachment attachment = upload_all(&f, bytes, length, LABEL_NONE);
	const char *read = attachment_read(f.store, f.arena, &attachment, &f.fault);

	CHECK(attachment.size == (int64_t)length);
	CHECK(read != NULL && memcmp(read, bytes, length) == 0);
	CHECK(pieces(&f) == 7);
	CHECK(count_rows(&f, "SELECT MAX(LENGTH(bytes)) FROM attachment_chunk") == (int64_t)PIECE);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM attachment_pending") == 0);
	tear_down(&f);
}

TEST(the_same_content_is_kept_once_for_each_label)
{
	struct fixture f = set_up_krong_ana();
	const char *bytes = make_bytes(f.arena, 2 * PIECE, 1);
	struct attachment first = upload_all(&f, bytes, 2 * PIECE, LABEL_NONE);
	struct attachment second = upload_all(&f, bytes, 2 * PIECE, LABEL_NONE);

	CHECK_TEXT(second.content_hash, first.content_hash);
	CHECK(pieces(&f) == 2);
	struct attachment labelled = upload_all(&f, bytes, 2 * PIECE, LABEL_INTERNAL);

	CHECK(strcmp(labelled.content_hash, first.content_hash) != 0);
	CHECK(pieces(&f) == 4);
	tear_down(&f);
}

TEST(an_upload_never_ends_less_secret_than_what_it_hangs_on)
{
	struct fixture f = set_up_krong_ana();
	struct attachment_upload upload = plan(&f, "abc", 3, LABEL_NONE);

	CHECK(step(&f, &upload, attachment_add_pieces));
	begin_part(&f);
	CHECK(store_run(f.store, "UPDATE unit SET label = 'mat' WHERE id = :id",
			BINDS(ID("id", upload.attachment.record_id)), NULL, &f.fault));
	end_part(&f, true);
	CHECK(!step(&f, &upload, attachment_add) && f.fault.kind == FAULT_STALE);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM attachment") == 0);
	/* nor does it hang on what is gone */
	f.fault = (struct fault){ .kind = FAULT_NONE };
	upload.attachment.record_id = (struct id){ { 9 } };
	CHECK(!step(&f, &upload, attachment_add) && f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&f);
}

TEST(content_goes_with_the_last_record_that_has_it)
{
	struct fixture f = set_up_krong_ana();
	const char *shared = make_bytes(f.arena, 3 * PIECE, 1);
	struct attachment first = upload_all(&f, shared, 2 * PIECE, LABEL_NONE);
	struct attachment twin = upload_all(&f, shared, 2 * PIECE, LABEL_NONE);
	struct attachment longer = upload_all(&f, shared, 3 * PIECE, LABEL_NONE);

	CHECK(pieces(&f) == 3);
	CHECK(take_away(&f, &attachment_collection, &first));
	CHECK(attachment_read(f.store, f.arena, &twin, &f.fault) != NULL);
	CHECK(take_away(&f, &attachment_collection, &longer));
	CHECK(pieces(&f) == 2);
	CHECK(take_away(&f, &attachment_collection, &twin));
	CHECK(pieces(&f) == 0);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM attachment_part") == 0);
	tear_down(&f);
}

TEST(pieces_that_were_collected_meanwhile_are_written_again)
{
	struct fixture f = set_up_krong_ana();
	const char *bytes = make_bytes(f.arena, PIECE, 1);
	struct attachment_upload upload = plan(&f, bytes, PIECE, LABEL_NONE);

	CHECK(step(&f, &upload, attachment_add_pieces));
	CHECK(store_run(f.store, "DELETE FROM attachment_chunk", NO_BINDS, NULL, &f.fault));
	CHECK(step(&f, &upload, attachment_add));
	CHECK(attachment_read(f.store, f.arena, &upload.attachment, &f.fault) != NULL);
	tear_down(&f);
}

TEST(uploads_given_up_for_a_day_are_collected_by_the_next)
{
	struct fixture f = set_up_krong_ana();
	struct attachment_upload lost = plan(&f, make_bytes(f.arena, PIECE, 1), PIECE, LABEL_NONE);
	struct attachment_upload fresh = plan(&f, make_bytes(f.arena, PIECE, 2), PIECE,
					      LABEL_NONE);

	CHECK(step(&f, &lost, attachment_add_pieces));
	CHECK(step(&f, &fresh, attachment_add_pieces));
	CHECK(store_run(f.store, "UPDATE attachment_pending SET added_at = 1 WHERE hash = :hash",
			BINDS(BYTES("hash", lost.hashes[0], 32)), NULL, &f.fault));
	upload_all(&f, make_bytes(f.arena, 10, 3), 10, LABEL_NONE);
	CHECK(pieces(&f) == 2);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM attachment_pending") == 1);
	tear_down(&f);
}

TEST(content_that_was_changed_or_is_missing_is_not_sent)
{
	struct fixture f = set_up_krong_ana();
	const char *bytes = make_bytes(f.arena, PIECE, 1);
	struct attachment attachment = upload_all(&f, bytes, PIECE, LABEL_NONE);

	CHECK(store_run(f.store, "UPDATE attachment_chunk SET bytes = :bytes",
			BINDS(BYTES("bytes", bytes + 1, PIECE - 1)), NULL, &f.fault));
	CHECK(attachment_read(f.store, f.arena, &attachment, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_TAMPERED);
	f.fault = (struct fault){ .kind = FAULT_NONE };
	CHECK(store_run(f.store, "DELETE FROM attachment_part", NO_BINDS, NULL, &f.fault));
	CHECK(attachment_read(f.store, f.arena, &attachment, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_TAMPERED);
	tear_down(&f);
}

TEST(a_record_with_a_file_on_it_is_not_removed)
{
	struct fixture f = set_up_krong_ana();
	struct unit unit = { .code = "1", .name = "Xã A", .tier = UNIT_COMMUNE };

	CHECK(add(&f, &unit_collection, &unit));
	struct attachment_upload upload = plan(&f, "x", 1, LABEL_NONE);

	upload.attachment.record_id = unit.head.id;
	CHECK(step(&f, &upload, attachment_add_pieces) && step(&f, &upload, attachment_add));
	CHECK(!take_away(&f, &unit_collection, &unit));
	CHECK(has_problem(&f, PROBLEM_IN_USE, "/id"));
	CHECK(take_away(&f, &attachment_collection, &upload.attachment));
	CHECK(take_away(&f, &unit_collection, &unit));
	tear_down(&f);
}

static enum label_level label_of(struct fixture *f, struct id id)
{
	const struct attachment *now = record_store_find(f->store, f->arena, &attachment_type, id,
							 &f->fault);

	must(now != NULL, "the attachment is there");
	return (enum label_level)now->head.label.level;
}

TEST(what_hangs_on_a_record_follows_its_label_upwards_only)
{
	struct fixture f = set_up_krong_ana();
	const size_t length = 2 * PIECE + 9;
	const char *bytes = make_bytes(f.arena, length, 3);
	struct attachment first = upload_all(&f, bytes, length, LABEL_NONE);
	struct attachment second = upload_all(&f, bytes, length, LABEL_INTERNAL);
	struct record_head host = { .id = first.record_id, .label = { LABEL_INTERNAL } };

	begin_part(&f);
	CHECK(attachment_follow_label(f.journal, &unit_type, &host, &f.fault));
	end_part(&f, true);
	CHECK(label_of(&f, first.head.id) == LABEL_INTERNAL);
	const struct attachment *now = record_store_find(f.store, f.arena, &attachment_type,
							 first.head.id, &f.fault);
	const char *read = attachment_read(f.store, f.arena, now, &f.fault);

	CHECK(read != NULL && memcmp(read, bytes, length) == 0);
	/* the same bytes under the same label now: kept once, and nothing of the lower one */
	CHECK_TEXT(now->content_hash, second.content_hash);
	CHECK(pieces(&f) == 3);
	host.label.level = LABEL_NONE;
	begin_part(&f);
	CHECK(attachment_follow_label(f.journal, &unit_type, &host, &f.fault));
	end_part(&f, true);
	CHECK(label_of(&f, second.head.id) == LABEL_INTERNAL);
	tear_down(&f);
}
