#include "sheet/workbook.h"

#include <string.h>

#include "base/must.h"
#include "sheet/xml.h"

#define SHEETS_MOST 1000

struct relation {
	struct relation *next;
	const char *id, *type, *target;
};

struct entry {
	struct entry *next;
	const char *name, *relation;
	bool is_hidden;
};

struct reader {
	struct package *package;
	struct relation *relations;
	struct entry *sheets, **sheets_end;
	int count;
	bool is_workbook, from_1904;
};

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

/* One without its three members names nothing. */
static void relation_start(void *context, const char *name, const char *const *attributes)
{
	struct reader *reader = context;
	struct arena *arena = reader->package->arena;
	const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
		return;
	if (++reader->count > SHEETS_MOST) {
		xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, "too many relations");
		return;
	}
	struct relation *relation = arena_new(arena, struct relation);

	*relation = (struct relation){ reader->relations, arena_copy(arena, id),
				       arena_copy(arena, type), arena_copy(arena, target) };
	reader->relations = relation;
}

static void ignore_end(void *context, const char *name)
{
	(void)context;
	(void)name;
}

static bool read_relations(struct reader *reader, const char *path)
{
	static const struct xml_handlers handlers = { relation_start, ignore_end, NULL };

	must(path != NULL, "relations of which part?");
	reader->relations = NULL;
	reader->count = 0;
	return xml_read_optional(reader->package, path, &handlers, reader);
}

static const struct relation *relation_of(const struct reader *reader, const char *id)
{
	const struct relation *r = reader->relations;

	while (r != NULL && strcmp(r->id, id) != 0)
		r = r->next;
	return r;
}

/* The last in the list is the first in the file. */
static const char *target_of_type(const struct reader *reader, const char *type)
{
	const char *target = NULL;

	for (const struct relation *r = reader->relations; r != NULL; r = r->next)
		if (ends_with(r->type, type))
			target = r->target;
	return target;
}

/* The part that `target` means in the folder ("xl/"); "../" goes up. */
static const char *resolve(struct arena *arena, const char *folder, const char *target)
{
	char *path = (char *)(uintptr_t)arena_copy(arena, target[0] == '/' ? "" : folder);
	size_t length = strlen(path);

	must(folder[0] == '\0' || folder[strlen(folder) - 1] == '/', "a folder ends with a slash");
	while (*target == '/')
		target++;
	while (strncmp(target, "../", 3) == 0 || strncmp(target, "./", 2) == 0) {
		bool up = target[1] == '.';

		target += up ? 3 : 2;
		if (up && length > 0)
			path[--length] = '\0';
		while (up && length > 0 && path[length - 1] != '/')
			path[--length] = '\0';
	}
	return arena_printf(arena, "%s%s", path, target);
}

static void workbook_start(void *context, const char *name, const char *const *attributes)
{
	struct reader *reader = context;
	struct arena *arena = reader->package->arena;

	if (strcmp(name, "workbook") == 0)
		reader->is_workbook = true;
	if (strcmp(name, "workbookPr") == 0)
		reader->from_1904 = xml_is_true(xml_attribute(attributes, "date1904"));
	const char *title = xml_attribute(attributes, "name");
	const char *id = xml_attribute(attributes, "id");
	const char *state = xml_attribute(attributes, "state");

	if (strcmp(name, "sheet") != 0 || title == NULL)
		return;
	if (++reader->count > SHEETS_MOST) {
		xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, "too many sheets");
		return;
	}
	struct entry *entry = arena_new(arena, struct entry);

	*entry = (struct entry){ NULL, arena_copy(arena, title), arena_copy(arena, id),
				 state != NULL && strcmp(state, "visible") != 0 };
	*reader->sheets_end = entry;
	reader->sheets_end = &entry->next;
}

/* Where all are hidden, the first: somebody hid the only one. */
static const struct entry *choose(const struct reader *reader, const char *name)
{
	const struct entry *entry = reader->sheets;

	while (entry != NULL && (name == NULL ? entry->is_hidden : strcmp(entry->name, name) != 0))
		entry = entry->next;
	return entry != NULL || name != NULL ? entry : reader->sheets;
}

/* Documents of Word are such zips, too: the element at the top tells. */
static bool read_sheets(struct reader *reader, const char *path)
{
	static const struct xml_handlers handlers = { workbook_start, ignore_end, NULL };
	struct part part;

	reader->count = 0;
	reader->sheets_end = &reader->sheets;
	if (!package_read(reader->package, path, &part))
		return false;
	if (part.bytes == NULL)
		return xlsx_fail(reader->package->failure, XLSX_WRONG_TYPE,
				 "this zip is no workbook");
	if (!xml_read(&part, &handlers, reader, reader->package->failure))
		return false;
	return reader->is_workbook || xlsx_fail(reader->package->failure, XLSX_WRONG_TYPE,
						"this Office file is no workbook");
}

/* Where the workbook is, and the folder that its relations count from. */
static bool find_workbook(struct reader *reader, const char **path_out, const char **folder_out)
{
	struct arena *arena = reader->package->arena;

	if (!read_relations(reader, "_rels/.rels"))
		return false;
	const char *target = target_of_type(reader, "/officeDocument");

	*path_out = target == NULL ? "xl/workbook.xml" : resolve(arena, "", target);
	const char *slash = strrchr(*path_out, '/');

	*folder_out = slash == NULL ? "" :
		      arena_copy_bytes(arena, *path_out, (size_t)(slash + 1 - *path_out));
	return true;
}

static const char *part_of(struct reader *reader, const char *folder, const char *type)
{
	const char *target = target_of_type(reader, type);

	return target == NULL ? NULL : resolve(reader->package->arena, folder, target);
}

bool workbook_read(struct package *package, const char *name, struct workbook *workbook_out)
{
	struct reader reader = { .package = package };
	struct arena *arena = package->arena;
	const char *path, *folder;

	if (!find_workbook(&reader, &path, &folder) || !read_sheets(&reader, path))
		return false;
	const struct entry *sheet = choose(&reader, name);

	if (sheet == NULL)
		return xlsx_fail(package->failure, XLSX_NO_SHEET,
				 "the workbook has no sheet of that name");
	if (!read_relations(&reader, arena_printf(arena, "%s_rels/%s.rels", folder,
						  path + strlen(folder))))
		return false;
	const struct relation *relation = sheet->relation == NULL ? NULL :
					  relation_of(&reader, sheet->relation);

	/* only where there is one sheet is it clear which part some programs mean */
	if (relation == NULL && reader.sheets->next != NULL)
		return xlsx_fail(package->failure, XLSX_DAMAGED, "the sheet has no part");
	*workbook_out = (struct workbook){
		.from_1904 = reader.from_1904, .sheet_name = sheet->name,
		.sheet_part = resolve(arena, folder, relation == NULL ? "worksheets/sheet1.xml" :
				      relation->target),
		.strings_part = part_of(&reader, folder, "/sharedStrings"),
		.styles_part = part_of(&reader, folder, "/styles"),
	};
	return true;
}
