/* Turns files into a C array of {name, bytes, length}, sorted by name.
   Usage: embed ARRAY OUTPUT.c FILE... */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static size_t write_bytes(FILE *in, FILE *out)
{
	size_t length = 0;

	for (int c = getc(in); c != EOF; c = getc(in))
		fprintf(out, "%d,%s", c, ++length % 24 == 0 ? "\n" : "");
	fprintf(out, "0 };\n");
	return length;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	FILE *out = fopen(argv[2], "w");
	size_t *lengths = calloc((size_t)argc, sizeof(*lengths));

	if (out == NULL || lengths == NULL)
		return 1;
	qsort(argv + 3, (size_t)(argc - 3), sizeof(*argv), compare_names);
	fprintf(out, "#include \"base/embedded.h\"\n\n");
	for (int i = 3; i < argc; i++) {
		FILE *in = fopen(argv[i], "rb");

		if (in == NULL)
			return 1;
		fprintf(out, "static const unsigned char file_%d[] = {\n", i);
		lengths[i] = write_bytes(in, out);
		fclose(in);
	}
	fprintf(out, "const struct embedded_file %s[] = {\n", argv[1]);
	for (int i = 3; i < argc; i++)
		fprintf(out, "\t{ \"%s\", file_%d, %zu },\n", base_name(argv[i]), i, lengths[i]);
	fprintf(out, "\t{ 0 },\n};\n");
	free(lengths);
	return fclose(out) != 0;
}
