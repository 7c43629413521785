#ifndef REPORT_RICH_TEXT_H
#define REPORT_RICH_TEXT_H
/* A line of text with bold, italic and figures in it.  A figure is a printed
   value that names the stored query it came from ("units.done"), so that the
   screen can open the rows behind it.  Lives in the arena of its document. */

#include <stdbool.h>

#include "base/arena.h"

struct run {
	struct run *next;
	const char *text;
	const char *figure;	/* name of the figure, or NULL */
	bool bold, italic;
};

struct rich_text {
	struct arena *arena;
	struct run *first, **end;
};

/* What a figure prints; NULL if there is none of this name. */
typedef const char *rich_figure_text(void *context, const char *figure);

struct rich_text *rich_create(struct arena *arena);
struct run *rich_add(struct rich_text *rich, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct run *rich_add_arguments(struct rich_text *rich, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));
void rich_add_bold(struct rich_text *rich, const char *text);
void rich_add_italic(struct rich_text *rich, const char *text);
/* A figure and what it prints as. */
void rich_add_figure(struct rich_text *rich, const char *figure, const char *text);
/* A text kept by the user in which "{units.done}" stands for a figure; what is
   no figure stays as it is written.  Returns the number of figures put in. */
int rich_add_template(struct rich_text *rich, const char *text, rich_figure_text *figure_text,
		      void *context);
bool rich_is_empty(const struct rich_text *rich);
/* All of it without its marks. */
const char *rich_plain(struct arena *arena, const struct rich_text *rich);

#endif
