/* Prints the rows of a workbook's sheet as lines of JSON:
   dientap-sheet [SHEET] < file.xlsx
   Apart from the main program, for it reads what strangers made. */

#include <stdio.h>
#include <sys/resource.h>

#include "base/sheet.h"
#include "sheet/xlsx.h"

/* Never above what the system set; what cannot be set is left to it. */
static void limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit((__rlimit_resource_t)resource, &now) != 0 || now.rlim_max < most)
		return;
	setrlimit((__rlimit_resource_t)resource, &(struct rlimit){ most, most });
}

static bool read_all(struct text *into, struct failure *failure)
{
	char bytes[16384];

	for (;;) {
		size_t got = fread(bytes, 1, sizeof(bytes), stdin);

		if (got == 0)
			return ferror(stdin) == 0 ||
			       xlsx_fail(failure, XLSX_FAILED, "standard input cannot be read");
		if (into->length + got > SHEET_BYTES_MOST)
			return xlsx_fail(failure, XLSX_TOO_LARGE, "the file is too large");
		text_add_bytes(into, bytes, got);
	}
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_create();
	struct text bytes = { .arena = arena }, out = { .arena = arena };
	struct failure failure = { XLSX_DONE, "" };

#ifndef __SANITIZE_ADDRESS__	/* whose shadow is larger than any limit */
	limit(RLIMIT_AS, (rlim_t)1 << 30);
#endif
	limit(RLIMIT_CPU, 20);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, (rlim_t)1 << 30);
	if (argc > 2)
		xlsx_fail(&failure, XLSX_USAGE, "usage: dientap-sheet [SHEET] < file.xlsx");
	else if (read_all(&bytes, &failure) &&
		 xlsx_read(arena, text_string(&bytes), bytes.length, argv[1], &out, &failure) &&
		 (fwrite(text_string(&out), 1, out.length, stdout) != out.length ||
		  fflush(stdout) != 0))
		xlsx_fail(&failure, XLSX_FAILED, "standard output cannot be written");
	if (failure.status != XLSX_DONE)
		fprintf(stderr, "%s\n", failure.message);
	arena_destroy(&arena);
	return (int)failure.status;
}
