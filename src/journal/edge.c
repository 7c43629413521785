/* What the journal keeps in single rows: the right edge and the settings. */

#include <string.h>

#include "base/must.h"
#include "journal/private.h"

#define LEVELS 64

bool edge_parse(int64_t size, const void *nodes, size_t length, struct tree_edge *edge_out)
{
	struct tree_edge edge = { .size = (uint64_t)size };
	const unsigned char *at = nodes;

	if (size < 0 || length != sizeof(struct hash) * (size_t)__builtin_popcountll(edge.size))
		return false;
	for (int level = LEVELS - 1; level >= 0; level--) {
		if ((edge.size >> level & 1) == 0)
			continue;
		memcpy(edge.nodes[level].bytes, at, sizeof(struct hash));
		at += sizeof(struct hash);
	}
	*edge_out = edge;
	return true;
}

/* The highest subtree first, as edge_parse reads them. */
size_t edge_write_nodes(const struct tree_edge *edge, unsigned char bytes_out[])
{
	size_t length = 0;

	for (int level = LEVELS - 1; level >= 0; level--) {
		if ((edge->size >> level & 1) == 0)
			continue;
		memcpy(bytes_out + length, edge->nodes[level].bytes, sizeof(struct hash));
		length += sizeof(struct hash);
	}
	must(length <= EDGE_NODES_MOST, "an edge longer than a tree is high");
	return length;
}

/* A database without the row has not been written to: an empty tree. */
bool edge_read(struct store *store, struct tree_edge *edge_out, int64_t *clock_out,
	       struct fault *fault)
{
	static const char sql[] =
		"SELECT size, clock, nodes\n"
		"FROM journal_edge\n"
		"WHERE id = 1";
	struct rows *rows = store_rows(store, sql, NO_BINDS, fault);
	struct tree_edge edge = { .size = 0 };
	int64_t clock = 0;
	bool good = true;

	if (rows_next(rows)) {
		size_t length;
		const void *nodes = rows_bytes(rows, "nodes", &length);

		good = edge_parse(rows_integer(rows, "size"), nodes, length, &edge);
		clock = rows_integer(rows, "clock");
	}
	if (!rows_end(&rows, fault))
		return false;
	if (!good)
		return fault_set(fault, FAULT_TAMPERED, NULL,
			BOTH("mép cây của nhật ký không khớp", "the edge of the journal's tree"));
	*edge_out = edge;
	*clock_out = clock;
	return true;
}

bool setting_read(struct store *store, struct arena *arena, const char *name,
		  const char **value_out, struct fault *fault)
{
	static const char sql[] =
		"SELECT value\n"
		"FROM office_setting\n"
		"WHERE name = :name";

	return store_text(store, arena, sql, BINDS(TEXT("name", name)), value_out, fault);
}

bool setting_write(struct store *store, const char *name, const char *value,
		   struct fault *fault)
{
	static const char sql[] =
		"INSERT INTO office_setting(name, value)\n"
		"VALUES(:name, :value)\n"
		"ON CONFLICT(name) DO UPDATE SET value = excluded.value";

	return store_run(store, sql, BINDS(TEXT("name", name), TEXT("value", value)), NULL, fault);
}
