/* Verification of the checkpoints, beside the walk through the entries. */

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "journal/checkpoint.h"
#include "journal/verify_private.h"

/* Reads the next checkpoint row; the one before is forgotten. */
static void advance(struct verification *v)
{
	struct checkpoint_row *next = &v->next;
	size_t length;

	arena_reset(v->note_arena);
	*next = (struct checkpoint_row){ .is_there = rows_next(v->checkpoints) };
	if (!next->is_there)
		return;
	const void *root = rows_bytes(v->checkpoints, "root", &length);

	next->is_malformed = root == NULL || length != sizeof(next->root.bytes);
	if (!next->is_malformed)
		memcpy(next->root.bytes, root, length);
	next->size = (uint64_t)rows_integer(v->checkpoints, "size");
	next->at.us = rows_integer(v->checkpoints, "at");
	next->note = arena_copy(v->note_arena, rows_text(v->checkpoints, "note"));
}

bool verify_checkpoints_open(struct verification *v)
{
	static const char sql[] =
		"SELECT size, root, at, note\n"
		"FROM journal_checkpoint\n"
		"WHERE size >= :from\n"
		"ORDER BY size";

	v->checkpoints = store_rows(v->store, sql,
				    BINDS(INTEGER("from", (int64_t)v->edge.size)), v->fault);
	if (v->checkpoints != NULL)
		advance(v);
	return v->checkpoints != NULL;
}

/* Is the row what it says it signs, and is that signed by the office's key alone? */
static bool is_authentic(struct verification *v)
{
	const struct checkpoint_row *c = &v->next;
	const char *text;

	if (c->is_malformed || v->vkey == NULL || v->origin == NULL ||
	    !note_check(v->note_arena, c->note, v->vkey, &text) ||
	    strcmp(text, checkpoint_text(v->note_arena, v->origin, c->size, c->root,
					 c->at)) != 0)
		return false;
	const char *signatures = c->note + strlen(text) + 1;
	const char *end = strchr(signatures, '\n');

	return end != NULL && end[1] == '\0';
}

bool verify_checkpoints_here(struct verification *v)
{
	while (v->next.is_there && v->next.size == v->edge.size) {
		if (!is_authentic(v))
			return verify_bad(v, VERIFY_CHECKPOINT_CHANGED);
		/* entries and their leaves were changed together: the signature tells
		   since which checkpoint, not which entry */
		if (!hash_equal(v->next.root, tree_root(&v->edge)))
			return verify_bad_at(v, v->signed_edge.size,
					     VERIFY_LEAF_CHANGED);
		must(v->edge.size >= v->signed_edge.size, "checkpoints come in order");
		v->signed_edge = v->edge;
		v->result->checkpoints++;
		advance(v);
	}
	return true;
}

bool verify_checkpoints_end(struct verification *v)
{
	if (!v->next.is_there)
		return true;
	if (!is_authentic(v))
		return verify_bad(v, VERIFY_CHECKPOINT_CHANGED);
	return verify_bad_at(v, v->edge.size, VERIFY_SIGNED_MISSING);
}

/* "SIZE HEX-OF-NODES" as verify_keep_start wrote it. */
static bool parse_start(const char *text, struct tree_edge *edge_out)
{
	unsigned char nodes[EDGE_NODES_MOST];
	size_t length;
	char *end;
	int64_t size = strtoll(text, &end, 10);

	return *end == ' ' && sodium_hex2bin(nodes, sizeof(nodes), end + 1, strlen(end + 1), NULL,
					     &length, NULL) == 0 &&
	       edge_parse(size, nodes, length, edge_out);
}

bool verify_find_start(struct verification *v)
{
	struct tree_edge edge;
	const char *text;

	if (!setting_read(v->store, v->scratch, "verified_edge", &text, v->fault))
		return false;
	if (text == NULL || !parse_start(text, &edge))
		return true;
	v->edge.size = edge.size;
	if (!verify_checkpoints_open(v))
		return false;
	/* the setting itself proves nothing: only a signed root does */
	bool vouched = v->next.is_there && v->next.size == edge.size && is_authentic(v) &&
		       hash_equal(v->next.root, tree_root(&edge));

	v->edge = vouched ? edge : (struct tree_edge){ .size = 0 };
	v->signed_edge = v->edge;
	return rows_end(&v->checkpoints, v->fault);
}

/* A reading connection cannot keep it; then the next run starts where this did. */
void verify_keep_start(struct verification *v)
{
	unsigned char nodes[EDGE_NODES_MOST];
	char hex[2 * EDGE_NODES_MOST + 1];
	size_t length = edge_write_nodes(&v->signed_edge, nodes);
	struct fault ignored = { .kind = FAULT_NONE };

	must(v->result->good, "only what is good is kept");
	if (v->signed_edge.size == 0)
		return;
	sodium_bin2hex(hex, sizeof(hex), nodes, length);
	const char *text = arena_printf(v->scratch, "%" PRIu64 " %s", v->signed_edge.size, hex);

	if (!setting_write(v->store, "verified_edge", text, &ignored))
		must(ignored.kind != FAULT_NONE, "a refusal has a reason");
}
