#ifndef JOURNAL_TREE_H
#define JOURNAL_TREE_H
/* The Merkle tree of RFC 9162 §2.1 over SHA-256: leaf = H(0x00 ‖ entry),
   node = H(0x01 ‖ left ‖ right), the empty tree is H("").  The right edge is
   all that is needed to append. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash { unsigned char bytes[32]; };
#define HASH_HEX_SIZE 65

struct tree_edge {
	uint64_t size;
	struct hash nodes[64];	/* [k]: the full subtree of 2^k leaves, if bit k of size is set */
};

struct hash tree_leaf(const void *entry, size_t length);
void tree_append(struct tree_edge *edge, struct hash leaf);
struct hash tree_root(const struct tree_edge *edge);
/* RFC 9162 §2.1.3.2 and §2.1.4.2, with the guards of the public test vectors. */
bool tree_check_inclusion(uint64_t index, uint64_t size, struct hash leaf,
			  const struct hash *path, size_t path_length, struct hash root);
bool tree_check_consistency(uint64_t size1, uint64_t size2, struct hash root1, struct hash root2,
			    const struct hash *path, size_t path_length);
bool hash_equal(struct hash a, struct hash b);
void hash_format(struct hash hash, char text_out[HASH_HEX_SIZE]);
bool hash_parse(const char *text, struct hash *hash_out);

#endif
