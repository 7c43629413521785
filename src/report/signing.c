#include "report/signing.h"

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

static const struct word list[] = {
	[SIGNING_HEAD] = { "head", { "Người đứng đầu", "Head" } },
	[SIGNING_ACTING] = { "acting", { "Quyền (Q.)", "Acting (Q.)" } },
	[SIGNING_DEPUTY] = { "deputy", { "Ký thay (KT.)", "Deputy for the head (KT.)" } },
	[SIGNING_BY_ORDER] = { "by_order", { "Thừa lệnh (TL.)", "By order (TL.)" } },
	[SIGNING_DELEGATED] = { "delegated", { "Thừa ủy quyền (TUQ.)", "By delegation (TUQ.)" } },
};
const struct words signing_words = WORDS("signing_capacity", list);

static bool is_given(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static const char *line(struct arena *arena, const char *prefix, const char *post)
{
	return arena_printf(arena, "%s%s", prefix,
			    is_given(post) ? utf8_upper(arena, post) : "…");
}

int signature_lines(struct arena *arena, const struct signature *signature,
		    const char *lines_out[SIGNING_LINES_MOST])
{
	const struct signature *s = signature;
	int count = 0;

	/* By order and by delegation one signs for the head, not for the collective. */
	if (is_given(s->collective) && s->capacity != SIGNING_BY_ORDER &&
	    s->capacity != SIGNING_DELEGATED)
		lines_out[count++] = line(arena, "TM. ", s->collective);
	switch (s->capacity) {
	case SIGNING_HEAD:
		lines_out[count++] = line(arena, "", s->head_post);
		return count;
	case SIGNING_ACTING:
		lines_out[count++] = line(arena, "Q. ", s->head_post);
		return count;
	case SIGNING_DEPUTY:
		lines_out[count++] = line(arena, "KT. ", s->head_post);
		break;
	case SIGNING_BY_ORDER:
		lines_out[count++] = line(arena, "TL. ", s->head_post);
		break;
	case SIGNING_DELEGATED:
		lines_out[count++] = line(arena, "TUQ. ", s->head_post);
		break;
	}
	if (s->capacity == SIGNING_BY_ORDER && is_given(s->deputy_post)) {
		lines_out[count++] = line(arena, "KT. ", s->post);
		lines_out[count++] = line(arena, "", s->deputy_post);
	} else {
		lines_out[count++] = line(arena, "", s->post);
	}
	must(count <= SIGNING_LINES_MOST, "more lines of authority than the form knows");
	return count;
}

/* "Phó Trưởng Ban" is a deputy of "Trưởng Ban", and so is the standing deputy. */
static bool is_deputy_of(struct arena *arena, const char *post, const char *head)
{
	const char *key = utf8_name_key(arena, is_given(post) ? post : "");
	const char *wanted = arena_printf(arena, "phó %s",
					  utf8_name_key(arena, is_given(head) ? head : "?"));
	size_t length = strlen(wanted);

	if (strncmp(key, wanted, length) != 0)
		return false;
	return key[length] == '\0' || strcmp(key + length, " thường trực") == 0 ||
	       strcmp(key + length, " phụ trách") == 0;
}

static bool check_delegation(struct arena *arena, const struct signature *s, struct date date,
			     struct fault *fault)
{
	const struct delegation *d = &s->delegation;
	bool good = true;

	if (!is_given(d->reference) || !date_is_known(d->from) || !date_is_known(d->to))
		good = fault_add_problem(fault, arena, "/signature/delegation",
					 PROBLEM_SIGNING_DELEGATION, NULL);
	else if (date_is_known(date) && (date_compare(date, d->from) < 0 ||
					 date_compare(date, d->to) > 0))
		good = fault_add_problem(fault, arena, "/signature/delegation",
					 PROBLEM_SIGNING_DELEGATION_DATES, d->reference);
	if (d->from_delegate)
		good = fault_add_problem(fault, arena, "/signature/delegation",
					 PROBLEM_SIGNING_REDELEGATION, NULL);
	return good;
}

static bool check_order(struct arena *arena, const struct signature *s, struct fault *fault)
{
	bool good = is_given(s->regulation) ||
		    fault_add_problem(fault, arena, "/signature/regulation",
				      PROBLEM_SIGNING_REGULATION, NULL);

	if (is_given(s->deputy_post) && !is_deputy_of(arena, s->deputy_post, s->post))
		good = fault_add_problem(fault, arena, "/signature/deputy_post",
					 PROBLEM_SIGNING_NOT_DEPUTY, s->post);
	return good;
}

static bool check_capacity(struct arena *arena, const struct signature *s, struct date date,
			   struct fault *fault)
{
	switch (s->capacity) {
	case SIGNING_HEAD:
	case SIGNING_ACTING:
		return true;
	case SIGNING_DEPUTY:
		return is_deputy_of(arena, s->post, s->head_post) ||
		       fault_add_problem(fault, arena, "/signature/post",
					 PROBLEM_SIGNING_NOT_DEPUTY, s->head_post);
	case SIGNING_BY_ORDER:
		return check_order(arena, s, fault);
	case SIGNING_DELEGATED:
		return check_delegation(arena, s, date, fault);
	}
	must(false, "a signature in no capacity");
	return false;
}

/* ND-25: an electronic original carries the person's signature, then the body's. */
static bool check_electronic(struct arena *arena, const struct signature *s, struct fault *fault)
{
	bool signed_by_body = s->body_signed_at.us != 0;
	bool signed_by_person = s->person_signed_at.us != 0;

	if (!s->electronic && (signed_by_body || signed_by_person))
		return fault_add_problem(fault, arena, "/signature/electronic",
					 PROBLEM_SIGNING_PAPER, NULL);
	if (signed_by_body && (!signed_by_person ||
			       s->body_signed_at.us < s->person_signed_at.us))
		return fault_add_problem(fault, arena, "/signature/body_signed_at",
					 PROBLEM_SIGNING_ORDER, NULL);
	return true;
}

bool signature_check(struct arena *arena, const struct signature *signature, struct date date,
		     struct fault *fault)
{
	bool good = true;

	if (!is_given(signature->head_post))
		good = fault_add_problem(fault, arena, "/signature/head_post", PROBLEM_REQUIRED,
					 NULL);
	if (is_given(signature->collective) && signature->one_head)
		good = fault_add_problem(fault, arena, "/signature/collective",
					 PROBLEM_SIGNING_ONE_HEAD, NULL);
	if (!check_capacity(arena, signature, date, fault))
		good = false;
	if (!check_electronic(arena, signature, fault))
		good = false;
	return good;
}
