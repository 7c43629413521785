#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H
/* What the rendering program can do. */

#include <jansson.h>
#include <stdbool.h>

#include "base/text.h"

enum render_status { RENDER_DONE = 0, RENDER_FAILED = 1, RENDER_USAGE = 2, RENDER_INVALID = 6 };

/* The file's bytes; false after a sentence on standard error. */
bool docx_write(struct arena *arena, const json_t *document, struct text *bytes);
bool pdf_write(struct arena *arena, const json_t *document, struct text *bytes);

/* Namespace of the custom XML part of a docx, mark before the JSON in a PDF. */
#define FIGURES_NAMESPACE "urn:dientap:figures:1"
#define FIGURES_MARK "dientap-figures:1 "

/* The figures JSON inside a docx or PDF; NULL if there is none. */
const char *figures_read(struct arena *arena, const char *path);

/* The width of one line of text in points, set in the font of the documents. */
double measure_text(const char *text, double points, bool bold);

#endif
