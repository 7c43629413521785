#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H
/* docx and PDF of a document.  The heavy libraries stay in a program of their
   own, dientap-render, that is started on demand, reads the document as JSON and
   ends; it is found beside this program or named by $DIENTAP_RENDER. */

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "report/document.h"

enum report_format { REPORT_DOCX, REPORT_PDF };

/* The file's bytes, in the arena. */
bool report_render_bytes(struct arena *arena, const struct document *document,
			 enum report_format format, const char **bytes_out, size_t *length_out,
			 struct fault *fault);
/* Writes the file, whole or not at all. */
bool report_render(struct arena *arena, const struct document *document,
		   enum report_format format, const char *path, struct fault *fault);
/* The figures JSON that a docx or PDF carries, byte for byte as the document had
   it; NULL and FAULT_INVALID if the file is neither or carries none. */
const char *report_read_figures(struct arena *arena, const char *path, struct fault *fault);
/* The same for a file that is in memory. */
const char *report_read_figures_of(struct arena *arena, const char *bytes, size_t length,
				   struct fault *fault);

#endif
