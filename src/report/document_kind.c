#include "report/document_kind.h"

#include "base/must.h"

static const struct word list[] = {
#define KIND(name_, word_, abbreviation_, vi_, en_) \
	[DOCUMENT_##name_] = { word_, { vi_, en_ } },
#include "report/document_kinds.def"
};
const struct words document_kinds = WORDS("document_kind", list);

static const char *const abbreviations[] = {
#define KIND(name_, word_, abbreviation_, vi_, en_) [DOCUMENT_##name_] = abbreviation_,
#include "report/document_kinds.def"
};

const char *document_kind_abbreviation(enum document_kind kind)
{
	must(kind < DOCUMENT_KINDS, "a document of no kind");
	return abbreviations[kind];
}

bool document_kind_has_addressees(enum document_kind kind)
{
	return kind == DOCUMENT_REPORT || kind == DOCUMENT_SUBMISSION || kind == DOCUMENT_LETTER;
}

bool document_kind_is_letter(enum document_kind kind)
{
	return kind == DOCUMENT_LETTER;
}
