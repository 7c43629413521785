/* The records as TypeScript: what the interface is checked against. */

#include <string.h>

#include "base/must.h"
#include "web/describe_parts.h"

/* unit_link → UnitLink */
static void add_camel(struct text *out, const char *name)
{
	bool start = true;

	for (; *name != '\0'; name++) {
		if (*name == '_') {
			start = true;
			continue;
		}
		text_add_char(out, start && *name >= 'a' && *name <= 'z' ?
			      (char)(*name - 'a' + 'A') : *name);
		start = false;
	}
}

static void add_union(struct text *out, const struct words *words)
{
	const char *between = "";

	for (unsigned i = 0; i < words->count; i++) {
		if (words->list[i].word == NULL)
			continue;
		text_add_format(out, "%s'%s'", between, words->list[i].word);
		between = " | ";
	}
}

static void add_member_type(struct text *out, const struct field *field)
{
	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
	case FIELD_REAL:
		text_add(out, "number");
		break;
	case FIELD_BOOL:
		text_add(out, "boolean");
		break;
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_INSTANT:
	case FIELD_DATE:
		text_add(out, "string");
		break;
	case FIELD_LABEL:
		text_add(out, "Label");
		break;
	case FIELD_WORD:
		add_union(out, field->words);
		break;
	}
	if (describe_may_be_null(field))
		text_add(out, " | null");
}

static void add_interface(struct text *out, const struct record_type *type)
{
	text_add_format(out, "\n/** %s */\nexport interface ",
			type->help == NULL ? type->en : type->help);
	add_camel(out, type->name);
	text_add(out, " {\n");
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if ((field->flags & FIELD_SECRET) != 0)
			continue;
		if (field->help != NULL)
			text_add_format(out, "\t/** %s */\n", field->help);
		text_add_format(out, "\t%s%s: ", (field->flags & FIELD_READ_ONLY) != 0 ?
				"readonly " : "", field->name);
		add_member_type(out, field);
		text_add(out, ";\n");
	}
	text_add(out, "}\n");
}

static void add_codes(struct text *out)
{
	text_add(out, "export type Label = ");
	add_union(out, &label_words);
	text_add(out, ";\nexport type Right = ");
	add_union(out, &right_words);
	text_add(out, ";\nexport type FaultCode = ");
	for (enum fault_kind kind = FAULT_NONE + 1; kind < FAULT_KINDS; kind++)
		text_add_format(out, "%s'%s'", kind == FAULT_NONE + 1 ? "" : " | ",
				fault_code(kind));
	text_add(out, ";\nexport type ProblemCode = ");
	for (enum problem_kind kind = PROBLEM_NONE + 1; kind < PROBLEM_KINDS; kind++)
		text_add_format(out, "%s'%s'", kind == PROBLEM_NONE + 1 ? "" : " | ",
				problem_code(kind));
	text_add(out, ";\n");
}

void describe_typescript(struct text *out, enum language language)
{
	const struct record_type *type;

	(void)language;
	text_add(out, "// Written by `dientap describe typescript`.\n\n");
	add_codes(out);
	for (size_t i = 0; (type = describe_type(i), type != NULL); i++)
		add_interface(out, type);
	text_add(out, "\n/** Record types by name. */\nexport interface Records {\n");
	for (const struct record_type *const *known = journal_types(); *known != NULL; known++) {
		text_add_format(out, "\t%s: ", (*known)->name);
		add_camel(out, (*known)->name);
		text_add(out, ";\n");
	}
	text_add(out, "}\n");
}
