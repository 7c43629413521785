#include "sheet/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <strings.h>

#include "base/must.h"

#define ENTRIES_MOST 4096
#define PART_BYTES_MOST ((size_t)64 << 20)
#define UNPACKED_BYTES_MOST ((size_t)128 << 20)
/* Tables of text shrink to a tenth; what shrinks far more is a trap. */
#define RATIO_MOST 120
#define RATIO_FREE_BYTES ((size_t)4 << 20)

void *package_grow(struct package *package, void *items, size_t count, size_t *room,
		   size_t first, size_t size)
{
	must(count <= *room, "no list is longer than its room");
	must(first > 0 && size > 0, "a list that can grow");
	if (count < *room)
		return items;
	size_t wanted = *room == 0 ? first : *room * 2;
	void *grown = arena_alloc(package->arena, wanted * size);

	if (count > 0)
		memcpy(grown, items, count * size);
	*room = wanted;
	return grown;
}

/* The sizes that the zip says are not believed: what comes out is counted. */
static bool unpack(struct package *package, struct archive *zip, struct part *part_out)
{
	struct text out = { .arena = package->arena };
	char bytes[32768];

	for (;;) {
		la_ssize_t got = archive_read_data(zip, bytes, sizeof(bytes));

		if (got == 0)
			break;
		if (got < 0)
			return xlsx_fail(package->failure, XLSX_DAMAGED,
					 "a part of the workbook cannot be unpacked");
		package->unpacked += (size_t)got;
		if (out.length + (size_t)got > PART_BYTES_MOST ||
		    package->unpacked > UNPACKED_BYTES_MOST)
			return xlsx_fail(package->failure, XLSX_TOO_LARGE,
					 "the workbook unpacks to more than is read");
		if (package->unpacked > RATIO_FREE_BYTES &&
		    package->unpacked / RATIO_MOST > package->length)
			return xlsx_fail(package->failure, XLSX_TOO_LARGE,
					 "the workbook is packed too tightly to be a table");
		text_add_bytes(&out, bytes, (size_t)got);
	}
	*part_out = (struct part){ text_string(&out), out.length };
	return true;
}

/* From the beginning each time: a workbook has a dozen parts, of which we read six. */
static bool find(struct package *package, struct archive *zip, const char *name,
		 struct part *part_out)
{
	struct archive_entry *entry;
	int code = ARCHIVE_OK;

	for (int count = 0; count < ENTRIES_MOST; count++) {
		code = archive_read_next_header(zip, &entry);
		if (code == ARCHIVE_EOF)
			return true;
		if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
			return xlsx_fail(package->failure, count == 0 ? XLSX_WRONG_TYPE :
					 XLSX_DAMAGED, "the zip cannot be read");
		const char *path = archive_entry_pathname(entry);

		if (path != NULL && strcasecmp(path, name) == 0)
			return unpack(package, zip, part_out);
	}
	return xlsx_fail(package->failure, XLSX_TOO_LARGE, "the zip has too many entries");
}

/* By the directory at the end, as spreadsheets read: what is appended to a zip counts. */
bool package_read(struct package *package, const char *name, struct part *part_out)
{
	struct archive *zip = archive_read_new();

	must(zip != NULL, "libarchive has no memory");
	must(name != NULL && name[0] != '\0', "the part of no name");
	must(package->failure->status == XLSX_DONE, "nothing is read behind a failure");
	*part_out = (struct part){ .bytes = NULL };
	bool good = archive_read_support_format_zip_seekable(zip) == ARCHIVE_OK &&
		    archive_read_open_memory(zip, package->bytes, package->length) == ARCHIVE_OK;

	good = good ? find(package, zip, name, part_out) :
	       xlsx_fail(package->failure, XLSX_WRONG_TYPE, "this is no zip");
	archive_read_free(zip);
	return good;
}
