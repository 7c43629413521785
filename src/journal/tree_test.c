#include "journal/tree.h"

#include <stdlib.h>
#include <string.h>

#include "tests/test.h"

#define LEAVES 8

static const struct { const char *bytes; size_t length; const char *start, *end; } reference[] = {
	{ "", 0, "6e340b9c", "afa01d" },
	{ "\x00", 1, "fac54203", "0e3c125" },
	{ "\x10", 1, "aeb6bcfe", "e06e77" },
	{ "\x20\x21", 2, "d37ee418", "09614b7" },
	{ "\x30\x31", 2, "4e3bbb1f", "86264d4" },
	{ "\x40\x41\x42\x43", 4, "76e67dad", "2087ef" },
	{ "\x50\x51\x52\x53\x54\x55\x56\x57", 8, "ddb89be4", "a74c8c" },
	{ "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16, "5dc9da79",
	  "604328" },
};
_Static_assert(sizeof(reference) / sizeof(reference[0]) == LEAVES, "all reference leaves");

static struct hash leaf(size_t index)
{
	return tree_leaf(reference[index % LEAVES].bytes, reference[index % LEAVES].length);
}

/* The definitions of RFC 9162 §2.1.1, §2.1.3.1 and §2.1.4.1, word for word. */
static struct hash root_of(size_t from, size_t to)
{
	struct tree_edge edge = { .size = 0 };

	for (size_t i = from; i < to; i++)
		tree_append(&edge, leaf(i));
	return tree_root(&edge);
}

static size_t split(size_t count)
{
	size_t k = 1;

	while (k * 2 < count)
		k *= 2;
	return k;
}

static size_t path_of(size_t index, size_t from, size_t to, struct hash *path_out)
{
	if (to - from == 1)
		return 0;
	size_t k = split(to - from);
	bool left = index < k;
	size_t count = left ? path_of(index, from, from + k, path_out) :
		       path_of(index - k, from + k, to, path_out);

	path_out[count] = left ? root_of(from + k, to) : root_of(from, from + k);
	return count + 1;
}

static size_t proof_of(size_t size, size_t from, size_t to, bool whole, struct hash *path_out)
{
	if (size == to - from) {
		if (whole)
			return 0;
		path_out[0] = root_of(from, to);
		return 1;
	}
	size_t k = split(to - from);
	bool left = size <= k;
	size_t count = left ? proof_of(size, from, from + k, whole, path_out) :
		       proof_of(size - k, from + k, to, false, path_out);

	path_out[count] = left ? root_of(from + k, to) : root_of(from, from + k);
	return count + 1;
}

TEST(a_tree_has_the_reference_roots_at_every_size)
{
	struct tree_edge edge = { .size = 0 };
	char hex[HASH_HEX_SIZE];

	hash_format(tree_root(&edge), hex);
	CHECK_TEXT(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	for (size_t i = 0; i < LEAVES; i++) {
		tree_append(&edge, leaf(i));
		hash_format(tree_root(&edge), hex);
		CHECK(strncmp(hex, reference[i].start, strlen(reference[i].start)) == 0);
		CHECK_TEXT(hex + strlen(hex) - strlen(reference[i].end), reference[i].end);
	}
}

TEST(an_inclusion_proof_holds_for_its_leaf_only)
{
	struct hash path[64];

	for (size_t size = 1; size <= 40; size++)
		for (size_t index = 0; index < size; index++) {
			size_t length = path_of(index, 0, size, path);
			struct hash root = root_of(0, size);

			CHECK(tree_check_inclusion(index, size, leaf(index), path, length, root));
			CHECK(!tree_check_inclusion(index, size, leaf(index + 1), path, length,
						    root));
			CHECK(!tree_check_inclusion(index, size, leaf(index), path, length + 1,
						    root));
			CHECK(!tree_check_inclusion(size, size, leaf(index), path, length, root));
			if (length > 0) {
				path[0].bytes[3] ^= 1;
				CHECK(!tree_check_inclusion(index, size, leaf(index), path, length,
							    root));
			}
		}
}

TEST(a_consistency_proof_holds_between_its_two_sizes_only)
{
	struct hash path[64];

	for (size_t size2 = 1; size2 <= 40; size2++)
		for (size_t size1 = 1; size1 <= size2; size1++) {
			size_t length = proof_of(size1, 0, size2, true, path);
			struct hash root1 = root_of(0, size1), root2 = root_of(0, size2);

			CHECK(tree_check_consistency(size1, size2, root1, root2, path, length));
			CHECK(!tree_check_consistency(0, size2, root1, root2, path, length));
			CHECK(!tree_check_consistency(size2 + 1, size2, root1, root2, path,
						      length));
			root1.bytes[0] ^= 1;
			CHECK(!tree_check_consistency(size1, size2, root1, root2, path, length));
			root1.bytes[0] ^= 1;
			root2.bytes[31] ^= 0x80;
			CHECK(!tree_check_consistency(size1, size2, root1, root2, path, length));
		}
}

TEST(a_hash_is_read_back_from_its_hex_form_and_from_nothing_else)
{
	struct hash hash = leaf(3), again;
	char hex[HASH_HEX_SIZE];

	hash_format(hash, hex);
	CHECK(hash_parse(hex, &again) && hash_equal(hash, again));
	hex[10] = 'g';
	CHECK(!hash_parse(hex, &again));
	CHECK(!hash_parse("00", &again));
	CHECK(!hash_parse(NULL, &again));
}
