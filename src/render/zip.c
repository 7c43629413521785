#include "render/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"

#define FIXED_TIME 946728000	/* the same parts always give the same file */
#define INPUT_MOST ((size_t)512 << 20)
#define PARTS_MOST 64

static la_ssize_t take_bytes(struct archive *zip, void *context, const void *bytes, size_t length)
{
	(void)zip;
	text_add_bytes(context, bytes, length);
	return (la_ssize_t)length;
}

static bool add_part(struct archive *zip, const struct zip_part *part)
{
	struct archive_entry *entry = archive_entry_new();

	must(entry != NULL, "no memory for an entry");
	must(part->length > 0, "every part of the package has content");
	archive_entry_set_pathname(entry, part->name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)part->length);
	archive_entry_set_mtime(entry, FIXED_TIME, 0);
	bool good = archive_write_header(zip, entry) == ARCHIVE_OK &&
		    archive_write_data(zip, part->bytes, part->length) ==
			    (la_ssize_t)part->length;

	archive_entry_free(entry);
	return good;
}

bool zip_write(const struct zip_part *parts, size_t count, struct text *bytes)
{
	struct archive *zip = archive_write_new();

	must(bytes->length == 0, "a package begins the file");
	must(zip != NULL, "no memory for the package");
	archive_write_set_format_zip(zip);
	archive_write_set_bytes_in_last_block(zip, 1);
	bool good = archive_write_open(zip, bytes, NULL, take_bytes, NULL) == ARCHIVE_OK;

	for (size_t i = 0; good && i < count; i++)
		good = add_part(zip, &parts[i]);
	good = good && archive_write_close(zip) == ARCHIVE_OK;
	if (!good)
		fprintf(stderr, "The zip could not be written: %s\n", archive_error_string(zip));
	archive_write_free(zip);
	return good;
}

static bool read_all(struct text *into)
{
	char bytes[16384];
	size_t got;

	do {
		got = fread(bytes, 1, sizeof(bytes), stdin);
		text_add_bytes(into, bytes, got);
	} while (got > 0 && into->length <= INPUT_MOST);
	return ferror(stdin) == 0 && into->length <= INPUT_MOST;
}

/* "NAME LENGTH\n" and the bytes; NULL if that is not what stands at `at`. */
static const char *read_part(struct arena *arena, const char *at, const char *end,
			     struct zip_part *part_out)
{
	const char *line_end = memchr(at, '\n', (size_t)(end - at));
	const char *space = line_end == NULL ? NULL : memchr(at, ' ', (size_t)(line_end - at));
	char *number_end = NULL;
	unsigned long long length = space == NULL ? 0 : strtoull(space + 1, &number_end, 10);

	if (space == NULL || space == at || number_end != line_end || length == 0 ||
	    length > (unsigned long long)(end - line_end - 1))
		return NULL;
	*part_out = (struct zip_part){ arena_copy_bytes(arena, at, (size_t)(space - at)),
				       line_end + 1, (size_t)length };
	return line_end + 1 + length;
}

bool zip_write_input(struct arena *arena, struct text *bytes)
{
	struct text input = { .arena = arena };
	struct zip_part parts[PARTS_MOST];
	size_t count = 0;

	if (!read_all(&input)) {
		fprintf(stderr, "The parts are too large or could not be read.\n");
		return false;
	}
	const char *at = text_string(&input), *end = at + input.length;

	while (at != NULL && at < end && count < PARTS_MOST)
		at = read_part(arena, at, end, &parts[count++]);
	if (at != end || count == 0) {
		fprintf(stderr, "The parts are not \"NAME LENGTH\", a new line and the bytes.\n");
		return false;
	}
	return zip_write(parts, count, bytes);
}
