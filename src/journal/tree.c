#include "journal/tree.h"

#include <sodium.h>
#include <string.h>

#include "base/must.h"
#include "base/sha256.h"

#define LEVELS 64

struct hash tree_leaf(const void *entry, size_t length)
{
	static const unsigned char prefix = 0x00;
	struct hash leaf;

	must(entry != NULL, "a leaf is the hash of an entry");
	SHA256_OF(leaf.bytes, { &prefix, 1 }, { entry, length });
	return leaf;
}

static struct hash node(struct hash left, struct hash right)
{
	static const unsigned char prefix = 0x01;
	struct hash hash;

	SHA256_OF(hash.bytes, { &prefix, 1 }, { left.bytes, sizeof(left) },
		  { right.bytes, sizeof(right) });
	return hash;
}

static bool has_subtree(const struct tree_edge *edge, int level)
{
	return (edge->size >> level & 1) != 0;
}

/* Like adding one in binary: full subtrees of one size join into the next. */
void tree_append(struct tree_edge *edge, struct hash leaf)
{
	int level = 0;

	must(edge->size < UINT64_MAX, "a tree without end");
	for (; has_subtree(edge, level); level++)
		leaf = node(edge->nodes[level], leaf);
	edge->nodes[level] = leaf;
	edge->size++;
}

/* From the smallest subtree on the right to the greatest. */
struct hash tree_root(const struct tree_edge *edge)
{
	struct hash root;
	bool has_root = false;

	for (int level = 0; level < LEVELS; level++) {
		if (!has_subtree(edge, level))
			continue;
		root = has_root ? node(edge->nodes[level], root) : edge->nodes[level];
		has_root = true;
	}
	if (!has_root)
		SHA256_OF(root.bytes, { NULL, 0 });
	return root;
}

bool tree_check_inclusion(uint64_t index, uint64_t size, struct hash leaf,
			  const struct hash *path, size_t path_length, struct hash root)
{
	if (index >= size)
		return false;
	uint64_t first = index, second = size - 1;

	for (size_t i = 0; i < path_length; i++) {
		if (second == 0)
			return false;
		if ((first & 1) != 0 || first == second) {
			leaf = node(path[i], leaf);
			for (; (first & 1) == 0 && first != 0; first >>= 1)
				second >>= 1;
		} else {
			leaf = node(leaf, path[i]);
		}
		first >>= 1;
		second >>= 1;
	}
	return second == 0 && hash_equal(leaf, root);
}

/* The walk of §2.1.4.2 from the hash that both trees share. */
static bool walk_consistency(uint64_t first, uint64_t second, struct hash shared,
			     struct hash root1, struct hash root2, const struct hash *path,
			     size_t path_length)
{
	struct hash old = shared, new = shared;

	for (; (first & 1) != 0; first >>= 1)
		second >>= 1;
	for (size_t i = 0; i < path_length; i++) {
		if (second == 0)
			return false;
		if ((first & 1) != 0 || first == second) {
			old = node(path[i], old);
			new = node(path[i], new);
			for (; (first & 1) == 0 && first != 0; first >>= 1)
				second >>= 1;
		} else {
			new = node(new, path[i]);
		}
		first >>= 1;
		second >>= 1;
	}
	return second == 0 && hash_equal(old, root1) && hash_equal(new, root2);
}

bool tree_check_consistency(uint64_t size1, uint64_t size2, struct hash root1, struct hash root2,
			    const struct hash *path, size_t path_length)
{
	if (size1 == 0 || size1 > size2)
		return false;
	if (size1 == size2)
		return path_length == 0 && hash_equal(root1, root2);
	if (path_length == 0)
		return false;
	if ((size1 & (size1 - 1)) == 0)
		return walk_consistency(size1 - 1, size2 - 1, root1, root1, root2, path,
					path_length);
	return walk_consistency(size1 - 1, size2 - 1, path[0], root1, root2, path + 1,
				path_length - 1);
}

bool hash_equal(struct hash a, struct hash b)
{
	return memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0;
}

void hash_format(struct hash hash, char text_out[HASH_HEX_SIZE])
{
	sodium_bin2hex(text_out, HASH_HEX_SIZE, hash.bytes, sizeof(hash.bytes));
}

bool hash_parse(const char *text, struct hash *hash_out)
{
	struct hash hash;
	size_t length;

	if (text == NULL || strlen(text) != HASH_HEX_SIZE - 1 ||
	    sodium_hex2bin(hash.bytes, sizeof(hash.bytes), text, HASH_HEX_SIZE - 1, NULL,
			   &length, NULL) != 0 || length != sizeof(hash.bytes))
		return false;
	*hash_out = hash;
	return true;
}
