#include "store/sealed_file.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "tests/test.h"

#define HEADER 73	/* bytes before the chunks, as the header documents */
#define LENGTH_MOST 200000

static const char phrase[] = "đồng bằng và cao nguyên";

struct fixture {
	struct arena *arena;
	struct fault fault;
	const char *plain, *sealed, *opened;
};

static struct fixture set_up(void)
{
	struct fixture f = { .arena = arena_create() };

	f.plain = arena_printf(f.arena, "%s/plain", test_folder());
	f.sealed = arena_printf(f.arena, "%s/sealed", test_folder());
	f.opened = arena_printf(f.arena, "%s/opened", test_folder());
	return f;
}

static const char *write_plain(struct fixture *f, size_t length)
{
	char *bytes = arena_alloc(f->arena, length + 1);

	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i * 7 + i / 251);
	CHECK(os_write_file(f->plain, bytes, length, 0600, &f->fault));
	return bytes;
}

static char *read_all(struct fixture *f, const char *path, size_t *length_out)
{
	return os_read_file(f->arena, path, 2 * LENGTH_MOST, length_out, &f->fault);
}

TEST(what_was_sealed_opens_to_the_same_bytes_at_any_length)
{
	static const size_t lengths[] = { 0, 1, 65535, 65536, 65537, 131072, LENGTH_MOST };

	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		struct fixture f = set_up();
		const char *plain = write_plain(&f, lengths[i]);
		size_t length = 0;
		bool is_sealed = false;

		CHECK(sealed_file_write(f.plain, f.sealed, phrase, &f.fault));
		CHECK(sealed_file_is(f.sealed, &is_sealed, &f.fault) && is_sealed);
		CHECK(sealed_file_is(f.plain, &is_sealed, &f.fault) && !is_sealed);
		CHECK(sealed_file_read(f.sealed, f.opened, phrase, &f.fault));
		const char *opened = read_all(&f, f.opened, &length);

		CHECK(length == lengths[i] && memcmp(plain, opened, length) == 0);
		remove(f.sealed);
		remove(f.opened);
		arena_destroy(&f.arena);
	}
}

static bool opens(struct fixture *f, const char *bytes, size_t length)
{
	f->fault = (struct fault){ .kind = FAULT_NONE };
	must(os_write_file(f->sealed, bytes, length, 0600, &f->fault), "the test can write");
	return sealed_file_read(f->sealed, f->opened, phrase, &f->fault);
}

TEST(a_flipped_byte_a_cut_and_an_addition_are_refused_and_leave_nothing)
{
	struct fixture f = set_up();
	size_t length;

	write_plain(&f, 70000);
	CHECK(sealed_file_write(f.plain, f.sealed, phrase, &f.fault));
	char *sealed = read_all(&f, f.sealed, &length);
	const size_t flips[] = { 0, 20, 60, HEADER, HEADER + 65536, length - 1 };

	for (size_t i = 0; i < sizeof(flips) / sizeof(flips[0]); i++) {
		sealed[flips[i]] = (char)(sealed[flips[i]] ^ 1);
		CHECK(!opens(&f, sealed, length) && !os_file_exists(f.opened));
		sealed[flips[i]] = (char)(sealed[flips[i]] ^ 1);
	}
	CHECK(!opens(&f, sealed, length - 1) && !opens(&f, sealed, HEADER + 65536 + 17));
	CHECK(!opens(&f, sealed, HEADER) && !opens(&f, sealed, 10));
	char *longer = arena_alloc(f.arena, length + 1);

	memcpy(longer, sealed, length);
	CHECK(!opens(&f, longer, length + 1) && !os_file_exists(f.opened));
	CHECK(opens(&f, sealed, length));
	arena_destroy(&f.arena);
}

TEST(a_wrong_passphrase_is_refused_with_its_field)
{
	struct fixture f = set_up();

	write_plain(&f, 100);
	CHECK(sealed_file_write(f.plain, f.sealed, phrase, &f.fault));
	CHECK(!sealed_file_read(f.sealed, f.opened, "another phrase", &f.fault));
	CHECK(f.fault.kind == FAULT_INVALID);
	CHECK_TEXT(f.fault.field, "passphrase");
	CHECK(!os_file_exists(f.opened));
	arena_destroy(&f.arena);
}

TEST(sealing_never_writes_over_a_file)
{
	struct fixture f = set_up();
	size_t length;

	write_plain(&f, 100);
	CHECK(os_write_file(f.sealed, "kept", 4, 0600, &f.fault));
	CHECK(!sealed_file_write(f.plain, f.sealed, phrase, &f.fault));
	CHECK(f.fault.kind == FAULT_CONFLICT);
	CHECK_TEXT(read_all(&f, f.sealed, &length), "kept");
	arena_destroy(&f.arena);
}
