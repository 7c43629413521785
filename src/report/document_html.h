#ifndef REPORT_DOCUMENT_HTML_H
#define REPORT_DOCUMENT_HTML_H
/* The document as HTML, faithful to the A4 page of Decree 30 on screen and in
   print.  No inline style and no script (strict CSP): the style sheet is the
   file document.css.  A figure is <span data-figure="units.done">. */

#include "base/text.h"
#include "report/document.h"

/* The style sheet, to be served as document.css. */
const char *document_css(void);

/* An <article class="nd30"> to be put into a page. */
void document_write_html(struct text *out, const struct document *document);
/* A page of its own, with the style sheet inside: for a file.  It carries the figures
   JSON as <meta name="dientap-figures" content="…">. */
#define DOCUMENT_FIGURES_NAME "dientap-figures"
void document_write_html_page(struct text *out, const struct document *document);
/* Text with the characters that HTML gives a meaning escaped. */
void html_add_escaped(struct text *out, const char *text);

#endif
