#ifndef RENDER_DOCX_H
#define RENDER_DOCX_H
/* The parts of a docx: word/document.xml here, the package in docx_write.c. */

#include <jansson.h>

#include "base/text.h"

/* Relationship ids that document.xml refers to. */
#define DOCX_HEADER_PAGE "rId10"	/* the page number */
#define DOCX_HEADER_FIRST "rId11"	/* the circulation mark, page 1 */
#define DOCX_HEADER_BLANK "rId12"
#define DOCX_FOOTER_FIRST "rId13"	/* the address, page 1 */
#define DOCX_FOOTER_BLANK "rId14"

/* The element "body" with all sections. */
void docx_add_body(struct text *out, const json_t *document);
/* `style` is an enum style_id; `properties` are elements that stand behind it, or "". */
void docx_add_paragraph(struct text *out, int style, const char *properties, const char *text);

#endif
