#include "unit/import.h"

#include <string.h>

#include "base/must.h"
#include "base/text.h"

static const struct importer *const *importers;

void import_set_all(const struct importer *const *all)
{
	must(all != NULL, "a list of importers, if an empty one");
	importers = all;
}

const struct importer *import_find(const char *kind)
{
	must(kind != NULL, "an importer is found by its kind");
	must(importers != NULL, "no importers were set");
	for (const struct importer *const *i = importers; *i != NULL; i++)
		if (strcmp((*i)->kind, kind) == 0)
			return *i;
	return NULL;
}

const char *import_kinds(struct arena *arena)
{
	struct text out = { .arena = arena };

	must(importers != NULL, "no importers were set");
	for (const struct importer *const *i = importers; *i != NULL; i++) {
		text_add(&out, i == importers ? "" : ", ");
		text_add(&out, (*i)->kind);
	}
	return text_string(&out);
}

bool import_sees(const struct import_job *job, const struct record_type *type,
		 const void *record)
{
	const struct record_head *head = record_head_const(record);

	must(type->read_right != RIGHT_NONE, "what an import reads is read by a right");
	return job->reader == NULL || reader_may_see(job->reader, type, head->scope_id,
						     head->label);
}

void import_keep_seen(const struct import_job *job, const struct record_type *type,
		      struct list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (import_sees(job, type, list->items[i]))
			list->items[kept++] = list->items[i];
	must(kept <= list->count, "nothing comes into sight");
	list->count = kept;
}
