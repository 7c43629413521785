#ifndef ATTACHMENT_ATTACHMENT_H
#define ATTACHMENT_ATTACHMENT_H
/* Files that hang on records of any type.  Whoever may read the record may read
   what hangs on it, whoever may change it may add and remove; scope and label are
   copied.  The content lies in pieces of 256 KiB beside the journal, found by
   their salted hashes, and is written in small steps. */

#include "web/collection.h"

#define ATTACHMENT_BYTES_MOST ((size_t)64 << 20)
#define ATTACHMENT_CHUNK_BYTES ((size_t)256 << 10)

struct attachment {
	struct record_head head;
	const char *record_type;
	struct id record_id;
	const char *name;
	const char *media_type;
	int64_t size;
	const char *content_hash;	/* hex */
};

/* What the journal writes; content lies beside it, outside of the tree, for its hash is in. */
extern const struct record_type attachment_type;
extern const struct collection attachment_collection;
extern const struct route_table attachment_routes;

/* The whole content, checked against its hash; NULL and FAULT_TAMPERED if a piece
   is missing or differs. */
const char *attachment_read(struct store *store, struct arena *arena,
			    const struct attachment *attachment, struct fault *fault);

/* An upload: plan it, write the pieces in steps of a part each, then the record. */
struct attachment_upload {
	struct attachment attachment;	/* all but id, size and hash set by the caller */
	const char *bytes;
	size_t length;
	unsigned char salt[32];
	unsigned char (*hashes)[32];	/* of the pieces */
	size_t count, written;
};
/* Reads the label's salt; *found_out false: attachment_add_salt must come first. */
bool attachment_find_salt(struct store *store, struct attachment_upload *upload, bool *found_out,
			  struct fault *fault) __attribute__((warn_unused_result));
bool attachment_add_salt(struct journal *journal, struct attachment_upload *upload,
			 struct fault *fault) __attribute__((warn_unused_result));
/* Cuts the bytes and computes all hashes: slow, off the writer's thread. */
void attachment_plan(struct arena *arena, struct attachment_upload *upload);
/* Writes the next few pieces; all are written when `written` is `count`. */
bool attachment_add_pieces(struct journal *journal, struct attachment_upload *upload,
			   struct fault *fault) __attribute__((warn_unused_result));
/* The record, and any piece that was collected meanwhile; gives up old uploads. */
bool attachment_add(struct journal *journal, struct attachment_upload *upload,
		    struct fault *fault) __attribute__((warn_unused_result));

/* The journal's label follower: what hangs on a record is never less secret than it.
   The content is written anew under the higher label's salt. */
bool attachment_follow_label(struct journal *journal, const struct record_type *type,
			     const struct record_head *head, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
