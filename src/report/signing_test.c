#include "report/signing.h"

#include "tests/test.h"

static const struct date day = { 2025, 12, 5 };

/* The signature's problem at that pointer, PROBLEM_NONE if it has none at all. */
static enum problem_kind problem_of(const struct signature *signature)
{
	struct arena *arena = arena_create();
	struct fault fault = { 0 };
	bool good = signature_check(arena, signature, day, &fault);
	enum problem_kind kind = fault.problems == NULL ? PROBLEM_NONE : fault.problems->kind;

	CHECK(good == (fault.problems == NULL));
	CHECK(fault.problems == NULL || fault.problems->next == NULL);
	arena_destroy(&arena);
	return kind;
}

static struct signature delegated(void)
{
	return (struct signature){ .capacity = SIGNING_DELEGATED, .head_post = "Chủ tịch",
		.post = "Chỉ huy trưởng", .delegation = { .reference = "12/GUQ-UBND",
			.from = { 2025, 1, 1 }, .to = { 2025, 12, 31 } } };
}

TEST(delegated_signer_needs_a_delegation_valid_that_day)
{
	struct signature s = delegated();

	CHECK(problem_of(&s) == PROBLEM_NONE);
	s.delegation.to = (struct date){ 2025, 12, 4 };
	CHECK(problem_of(&s) == PROBLEM_SIGNING_DELEGATION_DATES);
	s = delegated();
	s.delegation.reference = NULL;
	CHECK(problem_of(&s) == PROBLEM_SIGNING_DELEGATION);
}

TEST(delegate_may_not_delegate_further)
{
	struct signature s = delegated();

	s.delegation.from_delegate = true;
	CHECK(problem_of(&s) == PROBLEM_SIGNING_REDELEGATION);
}

TEST(by_order_needs_the_working_regulation)
{
	struct signature s = { .capacity = SIGNING_BY_ORDER, .head_post = "Chủ tịch",
		.post = "Chánh Văn phòng", .regulation = "Quyết định số 02/QĐ-UBND" };

	CHECK(problem_of(&s) == PROBLEM_NONE);
	s.regulation = "";
	CHECK(problem_of(&s) == PROBLEM_SIGNING_REGULATION);
}

TEST(for_the_head_signs_only_his_deputy)
{
	struct signature s = { .capacity = SIGNING_DEPUTY, .head_post = "Trưởng Ban",
		.post = "Phó Trưởng ban" };

	CHECK(problem_of(&s) == PROBLEM_NONE);
	s.post = "Phó Trưởng Ban Thường trực";
	CHECK(problem_of(&s) == PROBLEM_NONE);
	s.post = "Phó Chủ tịch";
	CHECK(problem_of(&s) == PROBLEM_SIGNING_NOT_DEPUTY);
	s.post = "Trưởng Ban";
	CHECK(problem_of(&s) == PROBLEM_SIGNING_NOT_DEPUTY);
}

TEST(one_head_body_never_signs_for_a_collective)
{
	struct signature s = { .capacity = SIGNING_HEAD, .head_post = "Chỉ huy trưởng",
		.one_head = true };

	CHECK(problem_of(&s) == PROBLEM_NONE);
	s.collective = "Ban Chỉ huy quân sự";
	CHECK(problem_of(&s) == PROBLEM_SIGNING_ONE_HEAD);
}

TEST(electronic_signature_of_the_body_follows_the_persons)
{
	struct signature s = { .head_post = "Chủ tịch", .electronic = true,
		.person_signed_at = { 100 }, .body_signed_at = { 200 } };

	CHECK(problem_of(&s) == PROBLEM_NONE);
	s.body_signed_at.us = 50;
	CHECK(problem_of(&s) == PROBLEM_SIGNING_ORDER);
	s.electronic = false;
	CHECK(problem_of(&s) == PROBLEM_SIGNING_PAPER);
}

TEST(lines_of_authority_stand_in_the_order_of_the_form)
{
	struct arena *arena = arena_create();
	const char *lines[SIGNING_LINES_MOST];
	struct signature s = { .capacity = SIGNING_DEPUTY, .collective = "Ban Chỉ đạo",
		.head_post = "Trưởng Ban", .post = "Phó Trưởng Ban" };

	CHECK(signature_lines(arena, &s, lines) == 3);
	CHECK_TEXT(lines[0], "TM. BAN CHỈ ĐẠO");
	CHECK_TEXT(lines[1], "KT. TRƯỞNG BAN");
	CHECK_TEXT(lines[2], "PHÓ TRƯỞNG BAN");
	s = delegated();
	s.collective = "Ủy ban nhân dân";
	CHECK(signature_lines(arena, &s, lines) == 2);
	CHECK_TEXT(lines[0], "TUQ. CHỦ TỊCH");
	s = (struct signature){ .capacity = SIGNING_BY_ORDER, .head_post = "Chủ tịch",
		.post = "Chánh Văn phòng", .deputy_post = "Phó Chánh Văn phòng" };
	CHECK(signature_lines(arena, &s, lines) == 3);
	CHECK_TEXT(lines[1], "KT. CHÁNH VĂN PHÒNG");
	arena_destroy(&arena);
}
