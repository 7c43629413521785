#include "report/seal.h"

#include <string.h>

#include "base/must.h"
#include "report/term_fixture.h"

static const char *key_of(struct term_fixture *f)
{
	const char *key;

	must(note_public_key(f->store, f->arena, &key, &f->fault), "the office's key");
	return key;
}

/* A package is what ends as one: nothing else of it is read here. */
static const char package[] = "PK\3\4 something PK\5\6\0\0\0\0\1\0\1\0\20\0\0\0\30\0\0\0\0\0";
#define PACKAGE_SIZE (sizeof(package) - 1)

static void check_every_change(struct term_fixture *f, const char *bytes, size_t length)
{
	const char *key = key_of(f), *sealed = bytes;
	size_t size = length;

	CHECK(seal_check(f->arena, bytes, length, key) == SEAL_NONE);
	CHECK(seal_file(f->store, f->arena, &sealed, &size, &f->fault));
	CHECK(size > length && seal_check(f->arena, sealed, size, key) == SEAL_GOOD);
	for (size_t i = 0; i < size; i++) {
		char *copy = arena_alloc(f->arena, size);

		memcpy(copy, sealed, size);
		copy[i] ^= 1;
		CHECK(seal_check(f->arena, copy, size, key) != SEAL_GOOD);
	}
	CHECK(seal_check(f->arena, sealed, size - 1, key) != SEAL_GOOD);
}

TEST(a_sealed_page_shows_every_changed_byte)
{
	struct term_fixture f = term_open();
	static const char page[] = "<html>8/8</html>\n";

	check_every_change(&f, page, strlen(page));
	term_close(&f);
}

TEST(a_sealed_pdf_shows_every_changed_byte)
{
	struct term_fixture f = term_open();
	static const char pdf[] = "%PDF-1.7\n8/8\n%%EOF\n";

	check_every_change(&f, pdf, strlen(pdf));
	term_close(&f);
}

TEST(a_sealed_package_shows_every_changed_byte)
{
	struct term_fixture f = term_open();

	check_every_change(&f, package, PACKAGE_SIZE);
	term_close(&f);
}

TEST(a_seal_of_another_office_is_foreign)
{
	struct term_fixture f = term_open();
	const char *bytes = "<html></html>\n", *other;
	size_t length = strlen(bytes);

	CHECK(seal_file(f.store, f.arena, &bytes, &length, &f.fault));
	struct store *store = store_open(arena_printf(f.arena, "%s/other.db", test_folder()),
					 STORE_CREATE, &f.fault);

	CHECK(store != NULL && store_migrate(store, NULL, &f.fault));
	CHECK(checkpoint_create_key(store, "other-office", &f.fault));
	CHECK(note_public_key(store, f.arena, &other, &f.fault));
	CHECK(seal_check(f.arena, bytes, length, other) == SEAL_FOREIGN);
	store_close(&store);
	term_close(&f);
}

TEST(roots_are_read_back_as_they_are_printed)
{
	struct arena *arena = arena_create();
	struct hash root = { { 1, 2, 3 } }, back;

	CHECK(seal_root_parse(seal_root_text(arena, root), &back));
	CHECK(hash_equal(root, back));
	CHECK(!seal_root_parse("not base64", &back));
	CHECK(!seal_root_parse(NULL, &back));
	arena_destroy(&arena);
}
