/* Writes docx and PDF of a document that the main program describes as JSON, and
   reads the figures back out of such files:
   dientap-render docx|pdf OUTPUT < document.json	("-" is standard output)
   dientap-render figures FILE	("-" is standard input)
   dientap-render zip OUTPUT < parts	(each "NAME LENGTH", a new line and its bytes) */

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/arena.h"
#include "render/input.h"
#include "render/render.h"
#include "render/zip.h"

/* Never above what the system set; what cannot be set is left to it. */
static void limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit((__rlimit_resource_t)resource, &now) != 0 || now.rlim_max < most)
		return;
	setrlimit((__rlimit_resource_t)resource, &(struct rlimit){ most, most });
}

static int write_output(const char *path, const struct text *bytes)
{
	FILE *file = strcmp(path, "-") == 0 ? stdout : fopen(path, "wbe");

	if (file == NULL) {
		perror(path);
		return RENDER_FAILED;
	}
	bool good = fwrite(text_string(bytes), 1, bytes->length, file) == bytes->length;

	if (fclose(file) != 0 || !good) {
		perror(path);
		return RENDER_FAILED;
	}
	return RENDER_DONE;
}

static int render(struct arena *arena, bool docx, const char *path)
{
	struct text bytes = { .arena = arena };
	json_t *document = input_read(arena);

	if (document == NULL)
		return RENDER_INVALID;
	bool good = docx ? docx_write(arena, document, &bytes) :
			   pdf_write(arena, document, &bytes);

	json_decref(document);
	return good ? write_output(path, &bytes) : RENDER_FAILED;
}

/* A file without figures is the reader's finding, not a failure of ours: it has its status. */
static int print_figures(struct arena *arena, const char *path)
{
	const char *figures = figures_read(arena, path);

	if (figures == NULL) {
		fprintf(stderr, "%s carries no figures of dientap.\n", path);
		return RENDER_INVALID;
	}
	return fputs(figures, stdout) < 0 || fflush(stdout) != 0 ? RENDER_FAILED : RENDER_DONE;
}

static int pack(struct arena *arena, const char *path)
{
	struct text bytes = { .arena = arena };

	return zip_write_input(arena, &bytes) ? write_output(path, &bytes) : RENDER_INVALID;
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_create();
	int status = RENDER_USAGE;

#ifndef __SANITIZE_ADDRESS__	/* whose shadow is larger than any limit */
	limit(RLIMIT_AS, (rlim_t)2 << 30);
#endif
	limit(RLIMIT_CPU, 60);
	limit(RLIMIT_CORE, 0);
	if (argc == 3 && (strcmp(argv[1], "docx") == 0 || strcmp(argv[1], "pdf") == 0))
		status = render(arena, argv[1][0] == 'd', argv[2]);
	else if (argc == 3 && strcmp(argv[1], "figures") == 0)
		status = print_figures(arena, argv[2]);
	else if (argc == 3 && strcmp(argv[1], "zip") == 0)
		status = pack(arena, argv[2]);
	else
		fprintf(stderr, "usage: dientap-render docx|pdf OUTPUT < document.json\n"
			"       dientap-render figures FILE\n"
			"       dientap-render zip OUTPUT < parts\n");
	arena_destroy(&arena);
	return status;
}
