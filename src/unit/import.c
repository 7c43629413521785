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
