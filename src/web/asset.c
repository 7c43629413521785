/* The interface and the manual, embedded in the program: compressed when it was
   built, kept by browsers for as long as their names last. */

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/must.h"
#include "web/private.h"

extern const struct embedded_file interface_files[];

static const struct { const char *end, *type; } types[] = {
	{ ".html", "text/html; charset=utf-8" }, { ".js", "text/javascript; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" }, { ".svg", "image/svg+xml" },
	{ ".json", "application/json" }, { ".webmanifest", "application/manifest+json" },
	{ ".woff2", "font/woff2" }, { ".png", "image/png" }, { ".ico", "image/x-icon" },
	{ ".txt", "text/plain; charset=utf-8" },
};

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	must(end_length > 0, "an ending has letters");

	return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

/* Bytes of a kind that is not known are saved, not shown. */
static const char *type_of(const char *name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (ends_with(name, types[i].end))
			return types[i].type;
	return "application/octet-stream";
}

static int compare(const void *name, const void *file)
{
	return strcmp(name, ((const struct embedded_file *)file)->name);
}

/* Counted once; two shards that count at the same time find the same. */
static size_t file_count(void)
{
	static atomic_size_t known;
	size_t count = atomic_load_explicit(&known, memory_order_relaxed);

	if (count > 0)
		return count;
	while (interface_files[count].name != NULL) {
		must(count == 0 || strcmp(interface_files[count - 1].name,
					  interface_files[count].name) < 0,
		     "the embedder sorts the files by name");
		count++;
	}
	atomic_store_explicit(&known, count, memory_order_relaxed);
	return count;
}

static const struct embedded_file *find(const char *name)
{
	size_t count = file_count();

	return count == 0 ? NULL : bsearch(name, interface_files, count,
					   sizeof(interface_files[0]), compare);
}

/* "/help/vi/start" is "help.vi.start.html". */
static const char *help_name(struct arena *arena, const char *path)
{
	char *name = (char *)(uintptr_t)arena_printf(arena, "%s.html", path + 1);

	for (char *at = name; *at != '\0'; at++)
		if (*at == '/')
			*at = '.';
	return name;
}

/* What the address names; index.html for every screen of the interface. */
static const struct embedded_file *find_named(struct exchange *exchange)
{
	struct arena *arena = exchange->request.arena;
	const char *path = exchange->path, *last = strrchr(path, '/');

	if (last == NULL)
		return NULL;
	if (strncmp(path, "/help/", 6) == 0)
		return find(help_name(arena, path));
	if (strchr(last, '.') == NULL)
		return find("index.html");
	return ends_with(last, ".br") || ends_with(last, ".gz") ? NULL : find(last + 1);
}

/* ";q=0" with whatever blanks and zeros (RFC 9110 §12.4.2): this coding is not wanted. */
static bool is_refused(const char *at)
{
	at += strspn(at, " \t");
	if (*at != ';')
		return false;
	at += 1 + strspn(at + 1, " \t");
	if (strncasecmp(at, "q=0", 3) != 0)
		return false;
	at += 3 + strspn(at + 3, ".0");
	return *at < '1' || *at > '9';
}

static bool accepts(const char *list, const char *coding)
{
	size_t length = strlen(coding);

	for (const char *at = list; at != NULL; at = strchr(at, ',')) {
		at += strspn(at, ", \t");
		if (strncmp(at, coding, length) == 0 && strchr(",; \t", at[length]) != NULL)
			return !is_refused(at + length);
	}
	return false;
}

/* Names of kept files hold their own hash; of the rest the bytes are hashed.  The coding is
   part of it: the same file packed otherwise is another answer. */
static const char *etag_of(struct arena *arena, const struct embedded_file *file, bool is_kept,
			   const char *encoding)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	if (is_kept)
		return arena_printf(arena, "%s.%s", file->name, encoding);
	for (size_t i = 0; i < file->length; i++)
		hash = (hash ^ file->bytes[i]) * UINT64_C(1099511628211);
	return arena_printf(arena, "%016llx.%s", (unsigned long long)hash, encoding);
}

static void choose_encoding(struct exchange *exchange, const struct embedded_file *file)
{
	static const struct { const char *coding, *end; } known[] = {
		{ "br", ".br" }, { "gzip", ".gz" },
	};

	must(file != NULL, "a file that was found");
	exchange->asset = file;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct embedded_file *smaller;

		if (!accepts(exchange->headers.encodings, known[i].coding))
			continue;
		smaller = find(arena_printf(exchange->request.arena, "%s%s", file->name,
					    known[i].end));
		if (smaller == NULL || smaller->length >= file->length)
			continue;
		exchange->asset = smaller;
		exchange->asset_encoding = known[i].coding;
		return;
	}
}

void asset_find(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const struct embedded_file *file = find_named(exchange);

	if (strcmp(exchange->path, "/help") == 0 || strcmp(exchange->path, "/help/") == 0) {
		request->status = 302;
		request->location = arena_printf(request->arena, "/help/%s/start",
						 language_code(request->language));
		return;
	}
	if (file == NULL) {
		fault_set(&request->fault, FAULT_NOT_FOUND, NULL, NULL);
		return;
	}
	exchange->asset_is_kept = !ends_with(file->name, ".html") &&
				  strchr(file->name, '-') != NULL;
	choose_encoding(exchange, file);
	request->reply_type = type_of(file->name);
	request->etag = etag_of(request->arena, file, exchange->asset_is_kept,
				exchange->asset_encoding == NULL ? "plain" :
				exchange->asset_encoding);
}
