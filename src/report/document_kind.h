#ifndef REPORT_DOCUMENT_KIND_H
#define REPORT_DOCUMENT_KIND_H
/* The kinds of document of Decree 30/2020/NĐ-CP. */

#include <stdbool.h>

#include "base/words.h"

enum document_kind {
#define KIND(name_, word_, abbreviation_, vi_, en_) DOCUMENT_##name_,
#include "report/document_kinds.def"
	DOCUMENT_KINDS
};

extern const struct words document_kinds;

/* "BC"; "" for công văn and thư công. */
const char *document_kind_abbreviation(enum document_kind kind);
/* True for the kinds that open with "Kính gửi" and whose recipients begin with
   "Như trên" (ô 9a: công văn, báo cáo, tờ trình). */
bool document_kind_has_addressees(enum document_kind kind);
/* True for công văn: no name of kind above the text, its subject stands as
   "V/v …" under the number. */
bool document_kind_is_letter(enum document_kind kind);

#endif
