#include <string.h>

#include "report/document_lines.h"
#include "report/render.h"
#include "report/sample_test.h"
#include "tests/test.h"

/* The golden set: each kind × each capacity × each mark breaks no rule, and one
   change of such a document breaks exactly one. */

static const struct signature signatures[] = {
	{ .capacity = SIGNING_HEAD, .collective = "Ủy ban nhân dân", .head_post = "Chủ tịch" },
	{ .capacity = SIGNING_HEAD, .one_head = true, .head_post = "Chỉ huy trưởng" },
	{ .capacity = SIGNING_ACTING, .head_post = "Chủ tịch" },
	{ .capacity = SIGNING_DEPUTY, .collective = "Ban Chỉ đạo", .head_post = "Trưởng Ban",
	  .post = "Phó Trưởng Ban" },
	{ .capacity = SIGNING_BY_ORDER, .head_post = "Chủ tịch", .post = "Chánh Văn phòng",
	  .regulation = "Quyết định số 02/QĐ-UBND" },
	{ .capacity = SIGNING_DELEGATED, .head_post = "Chủ tịch", .post = "Chỉ huy trưởng",
	  .delegation = { .reference = "12/GUQ-UBND", .from = { 2025, 1, 1 },
			  .to = { 2025, 12, 31 } } },
};
#define SIGNATURES (sizeof(signatures) / sizeof(signatures[0]))

static struct document *golden(struct arena *arena, enum document_kind kind, size_t signature)
{
	struct document *document = document_create(arena, kind);

	document->superior = "Ủy ban nhân dân tỉnh Đắk Lắk";
	document->issuer = "Ủy ban nhân dân huyện Krông Ana";
	document->number = 5;
	document->symbol = "UBND";
	document->drafter = "QS";
	document->place = "Krông Ana";
	document->date = (struct date){ 2025, 2, 9 };
	document->subject = "Về việc tổ chức diễn tập khu vực phòng thủ";
	document->signature = signatures[signature];
	document_add_addressee(document, "Ủy ban nhân dân tỉnh Đắk Lắk");
	document_add_recipient(document, "Các phòng, ban của huyện");
	document_add_paragraph(document, "Nội dung của văn bản.");
	document_close(document);
	return document;
}

static int problems_of(struct document *document)
{
	struct fault fault = { 0 };
	int count = 0;
	bool good = document_check(document, &fault);

	for (const struct problem *problem = fault.problems; problem != NULL;
	     problem = problem->next)
		count++;
	CHECK(good == (count == 0));
	return count;
}

TEST(golden_documents_break_no_rule)
{
	struct arena *arena = arena_create();

	for (unsigned kind = 0; kind < DOCUMENT_KINDS; kind++)
		for (size_t s = 0; s < SIGNATURES; s++) {
			struct document *document = golden(arena, kind, s);

			CHECK(problems_of(document) == 0);
			CHECK(is_number_line(arena, format_number_line(arena, document)));
			CHECK(is_place_date_line(arena, format_place_date(arena, document->place,
								  document->date)));
		}
	arena_destroy(&arena);
}

TEST(one_change_of_a_golden_document_is_one_problem)
{
	struct arena *arena = arena_create();

	for (int change = 0; change < 10; change++) {
		struct document *d = golden(arena, DOCUMENT_LETTER, change < 7 ? 3 :
					    change == 7 ? 4 : 5);

		d->issuer = change == 0 ? NULL : d->issuer;
		d->symbol = change == 1 ? "" : d->symbol;
		d->place = change == 2 ? NULL : d->place;
		d->subject = change == 3 ? "" : d->subject;
		d->drafter = change == 4 ? NULL : d->drafter;
		d->addressees.count = change == 5 ? 0 : 1;
		d->signature.one_head = change == 6;
		d->signature.regulation = change == 7 ? NULL : d->signature.regulation;
		d->signature.delegation.from_delegate = change == 8;
		d->date.year = change == 9 ? 2026 : d->date.year;
		CHECK(problems_of(d) == 1);
	}
	arena_destroy(&arena);
}

TEST(every_kind_is_rendered_with_every_mark)
{
	struct arena *arena = arena_create();

	for (unsigned kind = 0; kind < DOCUMENT_KINDS; kind++) {
		struct document *document = golden(arena, kind, kind % SIGNATURES);
		struct fault fault = { 0 };
		const char *bytes;
		size_t length = 0;

		document_set_label(document, (enum label_level)(kind % 5));
		document->urgency = (enum document_urgency)(kind / 5 % 4);
		document->circulation = (enum document_circulation)(kind / 3 % 4);
		document->footer = kind % 2 == 0 ? "Địa chỉ; thư điện tử; điện thoại" : NULL;
		CHECK(report_render_bytes(arena, document, REPORT_PDF, &bytes, &length, &fault));
		CHECK(length > 1000 && memcmp(bytes, "%PDF-", 5) == 0);
		CHECK(report_render_bytes(arena, document, REPORT_DOCX, &bytes, &length, &fault));
		CHECK(length > 1000 && memcmp(bytes, "PK\3\4", 4) == 0);
	}
	arena_destroy(&arena);
}
