#ifndef REPORT_DOCUMENT_JSON_H
#define REPORT_DOCUMENT_JSON_H
/* The document as the JSON that the rendering program reads: every fixed line is
   already worded (document_lines.h), so that docx and PDF say the same. */

#include "base/text.h"
#include "report/document.h"

void document_write_json(struct text *out, const struct document *document);

#endif
