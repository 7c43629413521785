#ifndef INJECT_LINT_H
#define INJECT_LINT_H
/* Checks a script against the quality rules HS-10 to HS-19.  Findings advise; nothing is
   refused because of them.  Circles (HS-17) cannot be written at all.  Private to this
   room but for script_check of inject.h. */

#include "inject/inject.h"

enum lint_rule {
#define RULE(name_, number_, member_, vi_, en_) LINT_##name_,
#include "inject/lint_rules.def"
	LINT_RULES
};

struct lint_finding {
	enum lint_rule rule;
	const struct record_type *type;	/* of the record at fault */
	struct id id;
	int64_t number;			/* of an inject or objective; 0: of the script */
	const char *title;
};

struct lint_result {
	struct arena *arena;
	struct lint_finding *findings;
	size_t count, room;
};

void lint_say(struct lint_result *result, enum lint_rule rule, const struct record_type *type,
	      const struct record_head *head, int64_t number, const char *title);
const char *lint_number(enum lint_rule rule);
const char *lint_member(enum lint_rule rule);
const char *lint_text(enum lint_rule rule, enum language language);
/* `objectives` are those of the exercise. */
void lint_run(const struct script_copy *script, const struct list *objectives,
	      struct lint_result *result);

/* Reads the script and checks it; how many injects it has. */
bool script_check(struct store *store, struct arena *arena, struct id exercise_id,
		  struct lint_result *result, size_t *injects_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* {"injects":61,"findings":[{rule,record_type,record_id,number,title,member,text}]} */
void script_write_findings(struct text *out, const struct lint_result *result, size_t injects,
			   enum language language);

#endif
