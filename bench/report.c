/* The summary report of a term as docx, pdf and json, from starting the program to the
   file that is there.  The floor is the program that only opens the same database and
   shows the term.  Usage: bench-report DIENTAP DATABASE FOLDER ROUNDS */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/bench.h"

static const char *const formats[] = { "docx", "pdf", "json" };
#define FORMATS (sizeof(formats) / sizeof(formats[0]))

static double make(const char *program, const char *database, const char *format,
		   const char *file)
{
	unlink(file);
	return bench_command((const char *[]){ program, "report", "summary", "--programme", "term",
					       "--format", format, "--output", file, "--database",
					       database, NULL }) * 1e3;
}

static double show(const char *program, const char *database)
{
	return bench_command((const char *[]){ program, "programme", "show", "term", "--database",
					       database, NULL }) * 1e3;
}

int main(int argc, char **argv)
{
	double ours[FORMATS][16], floors[FORMATS][16], ratios[FORMATS][16];
	off_t sizes[FORMATS];
	struct rusage usage;

	bench_need(argc == 5, "usage: bench-report DIENTAP DATABASE FOLDER ROUNDS");
	size_t rounds = strtoul(argv[4], NULL, 10);

	bench_need(rounds > 0 && rounds <= 16, "rounds 1 to 16");
	for (size_t i = 0; i < rounds; i++) {
		for (size_t f = 0; f < FORMATS; f++) {
			char file[512];
			struct stat made;

			snprintf(file, sizeof(file), "%s/report.%s", argv[3], formats[f]);
			ours[f][i] = make(argv[1], argv[2], formats[f], file);
			floors[f][i] = show(argv[1], argv[2]);
			ratios[f][i] = ours[f][i] / floors[f][i];
			bench_need(stat(file, &made) == 0 && made.st_size > 0, file);
			sizes[f] = made.st_size;
		}
	}
	getrusage(RUSAGE_CHILDREN, &usage);
	for (size_t f = 0; f < FORMATS; f++)
		printf("| report of 184 units, %s | %.0f ms | %.0f ms | %.2f | < 1,000 ms | "
		       "%.0f kB; peak %ld KiB |\n", formats[f], bench_median(ours[f], rounds),
		       bench_median(floors[f], rounds), bench_median(ratios[f], rounds),
		       (double)sizes[f] / 1e3, usage.ru_maxrss);
	return 0;
}
