#include "report/rich_text.h"

#include <string.h>

#include "base/must.h"
#include "base/text.h"

struct rich_text *rich_create(struct arena *arena)
{
	struct rich_text *rich = arena_new(arena, struct rich_text);

	rich->arena = arena;
	rich->end = &rich->first;
	return rich;
}

static struct run *add_run(struct rich_text *rich, const char *text)
{
	struct run *run = arena_new(rich->arena, struct run);

	must(rich->end != NULL, "a rich text that rich_create did not make");
	run->text = text;
	*rich->end = run;
	rich->end = &run->next;
	return run;
}

struct run *rich_add_arguments(struct rich_text *rich, const char *format, va_list arguments)
{
	return add_run(rich, arena_vprintf(rich->arena, format, arguments));
}

struct run *rich_add(struct rich_text *rich, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	struct run *run = rich_add_arguments(rich, format, arguments);

	va_end(arguments);
	return run;
}

void rich_add_bold(struct rich_text *rich, const char *text)
{
	add_run(rich, arena_copy(rich->arena, text))->bold = true;
}

void rich_add_italic(struct rich_text *rich, const char *text)
{
	add_run(rich, arena_copy(rich->arena, text))->italic = true;
}

void rich_add_figure(struct rich_text *rich, const char *figure, const char *text)
{
	must(figure != NULL && figure[0] != '\0', "a figure without a name");
	add_run(rich, arena_copy(rich->arena, text))->figure = arena_copy(rich->arena, figure);
}

static size_t figure_name_length(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.");
}

int rich_add_template(struct rich_text *rich, const char *text, rich_figure_text *figure_text,
		      void *context)
{
	const char *start = text;
	int count = 0;

	for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
		size_t length = figure_name_length(at + 1);

		if (length == 0 || at[1 + length] != '}')
			continue;
		const char *name = arena_copy_bytes(rich->arena, at + 1, length);
		const char *printed = figure_text(context, name);

		if (printed == NULL)
			continue;
		if (at > start)
			add_run(rich, arena_copy_bytes(rich->arena, start, (size_t)(at - start)));
		rich_add_figure(rich, name, printed);
		start = at + length + 2;
		count++;
	}
	if (*start != '\0')
		add_run(rich, arena_copy(rich->arena, start));
	return count;
}

bool rich_is_empty(const struct rich_text *rich)
{
	for (const struct run *run = rich->first; run != NULL; run = run->next)
		if (run->text[0] != '\0')
			return false;
	return true;
}

const char *rich_plain(struct arena *arena, const struct rich_text *rich)
{
	struct text out = { .arena = arena };

	for (const struct run *run = rich->first; run != NULL; run = run->next)
		text_add(&out, run->text);
	return text_string(&out);
}
