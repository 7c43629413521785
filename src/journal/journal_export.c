#include "journal/journal_export.h"

#include "base/must.h"
#include "journal/private.h"

/* Written in pieces of this size; a line may be longer. */
#define PIECE 65536

struct writing {
	struct os_file *file;
	struct arena *arena;	/* emptied after each piece */
	struct text text;
	int64_t count;
};

static void begin(struct writing *w, struct os_file *file)
{
	must(file != NULL, "a file to write to");
	*w = (struct writing){ .file = file, .arena = arena_create() };
	w->text.arena = w->arena;
}

static bool flush(struct writing *w, struct fault *fault)
{
	bool good = os_file_write(w->file, text_string(&w->text), w->text.length, fault);

	arena_reset(w->arena);
	w->text = (struct text){ .arena = w->arena };
	return good;
}

static bool end_line(struct writing *w, struct fault *fault)
{
	w->count++;
	return w->text.length < PIECE || flush(w, fault);
}

static bool end(struct writing *w, bool good, int64_t *count_out, struct fault *fault)
{
	good = good && flush(w, fault);
	arena_destroy(&w->arena);
	if (good)
		*count_out = w->count;
	return good;
}

/* Ends the rows; the first fault is the one that counts. */
static bool end_rows(struct rows **rows, bool good, struct fault *fault)
{
	struct fault ignored = { .kind = FAULT_NONE };

	return rows_end(rows, good ? fault : &ignored) && good;
}

bool export_records(struct store *store, const struct record_type *type, struct os_file *file,
		    int64_t *count_out, struct fault *fault)
{
	struct writing w;
	struct arena *arena = arena_create();
	struct rows *rows = store_rows(store, select_all(arena, type), NO_BINDS, fault);
	bool good = rows != NULL;

	begin(&w, file);
	while (good && rows_next(rows)) {
		json_add_record(&w.text, type, rows_record(rows, w.arena, type));
		text_add_char(&w.text, '\n');
		good = end_line(&w, fault);
	}
	good = end(&w, end_rows(&rows, good, fault), count_out, fault);
	arena_destroy(&arena);
	return good;
}

static void add_entry(struct text *out, const struct entry *entry)
{
	char leaf[HASH_HEX_SIZE];

	hash_format(entry->leaf, leaf);
	text_add(out, "{\"entry\":");
	entry_write_canonical(out, entry);
	text_add_format(out, ",\"leaf\":\"%s\",\"values\":", leaf);
	text_add(out, entry->content == NULL ? "null" : entry->content);
	text_add(out, "}\n");
}

bool export_entries(struct store *store, struct os_file *file, int64_t *count_out,
		    struct fault *fault)
{
	static const char sql[] =
		"SELECT " ENTRY_COLUMNS "\n"
		ENTRY_TABLES
		"ORDER BY j.sequence";
	struct writing w;
	struct rows *rows = store_rows(store, sql, NO_BINDS, fault);
	struct entry entry;
	bool good = rows != NULL;

	begin(&w, file);
	while (good && rows_next(rows)) {
		if (!entry_read(rows, &entry)) {
			good = fault_set(fault, FAULT_TAMPERED, NULL,
				BOTH("một mục nhật ký sai dạng", "an entry is malformed"));
			break;
		}
		add_entry(&w.text, &entry);
		good = end_line(&w, fault);
	}
	return end(&w, end_rows(&rows, good, fault), count_out, fault);
}

bool export_checkpoints(struct store *store, struct os_file *file, int64_t *count_out,
			struct fault *fault)
{
	static const char sql[] =
		"SELECT note\n"
		"FROM journal_checkpoint\n"
		"ORDER BY size";
	struct writing w;
	struct rows *rows = store_rows(store, sql, NO_BINDS, fault);
	bool good = rows != NULL;

	begin(&w, file);
	while (good && rows_next(rows)) {
		text_add_format(&w.text, "%s\n", rows_text(rows, "note"));
		good = end_line(&w, fault);
	}
	return end(&w, end_rows(&rows, good, fault), count_out, fault);
}
