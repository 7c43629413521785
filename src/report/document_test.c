#include "report/document.h"

#include <string.h>

#include "base/json.h"
#include "report/document_html.h"
#include "report/document_json.h"
#include "report/document_lines.h"
#include "tests/test.h"

static struct document *small_report(struct arena *arena)
{
	struct document *document = document_create(arena, DOCUMENT_REPORT);

	document->issuer = "Ban Chỉ đạo diễn tập";
	document->symbol = "BCĐ";
	document->place = "Krông Ana";
	document->subject = "Tổng kết nhiệm vụ diễn tập";
	document->number = 7;
	document->date = (struct date){ 2025, 12, 5 };
	document->signature = (struct signature){ .capacity = SIGNING_DEPUTY,
		.collective = "Ban Chỉ đạo", .head_post = "Trưởng Ban",
		.post = "Phó Trưởng Ban" };
	document_add_paragraph(document, "Nội dung");
	return document;
}

TEST(number_line_takes_a_zero_below_ten_and_no_spaces)
{
	struct arena *arena = arena_create();
	static const char *const good[] = { "Số: 05/BNV-VP", "Số: 12/UBND-VX", "Số: 05/BC-UBND",
					    "Số: 123/QĐ-BNV", "Số: 01/QyĐ-BCHQS" };
	static const char *const bad[] = { "Số: 5/QĐ-BNV", "Số 15/QĐ-BNV", "Số: 15 / QĐ-BNV",
					   "Số: 005/QĐ-BNV", "Số: 15/QĐ", "Số:15/QĐ-BNV",
					   "Số: 15/QĐ -BNV", "Số: 00/QĐ-BNV", "Số: 15/QĐ-", "" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK(is_number_line(arena, good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!is_number_line(arena, bad[i]));
	arena_destroy(&arena);
}

TEST(place_and_date_pad_days_and_the_first_two_months_only)
{
	struct arena *arena = arena_create();
	static const char *const good[] = {
		"Hà Nội, ngày 05 tháng 01 năm 2020",
		"Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019",
		"Krông Ana, ngày 31 tháng 12 năm 2025",
	};
	static const char *const bad[] = {
		"Hà Nội, ngày 5 tháng 1 năm 2020", "Hà Nội, ngày 05 tháng 06 năm 2020",
		"Hà Nội ngày 05 tháng 01 năm 2020", "Hà Nội, ngày 31 tháng 02 năm 2020",
		", ngày 05 tháng 01 năm 2020", "Hà Nội, ngày 05 tháng 01 năm 2020.",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK(is_place_date_line(arena, good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!is_place_date_line(arena, bad[i]));
	CHECK_TEXT(format_place_date(arena, "Buôn Trấp", (struct date){ 2025, 3, 9 }),
		   "Buôn Trấp, ngày 09 tháng 3 năm 2025");
	CHECK(strstr(format_place_date(arena, "X", (struct date){ 2025, 0, 0 }), "năm 2025"));
	arena_destroy(&arena);
}

TEST(every_kind_has_a_well_formed_number_line)
{
	struct arena *arena = arena_create();

	CHECK(DOCUMENT_KINDS == 32);
	for (unsigned kind = 0; kind < DOCUMENT_KINDS; kind++) {
		struct document *document = document_create(arena, kind);

		document->number = 3;
		document->symbol = "UBND";
		document->drafter = "VX";
		CHECK(is_number_line(arena, format_number_line(arena, document)));
		document->number = 0;
		CHECK(!is_number_line(arena, format_number_line(arena, document)));
	}
	arena_destroy(&arena);
}

TEST(points_are_lettered_in_vietnamese_order)
{
	struct arena *arena = arena_create();

	CHECK_TEXT(format_letter(arena, 4), "d");
	CHECK_TEXT(format_letter(arena, 5), "đ");
	CHECK_TEXT(format_letter(arena, 7), "g");
	CHECK_TEXT(format_letter(arena, 23), "y");
	CHECK_TEXT(format_letter(arena, 24), "aa");
	CHECK_TEXT(format_roman(arena, 14), "XIV");
	arena_destroy(&arena);
}

TEST(headings_are_numbered_and_deeper_levels_start_again)
{
	struct arena *arena = arena_create();
	struct document *d = document_create(arena, DOCUMENT_REPORT);

	document_add_heading(d, 1, "Đặc điểm");
	document_add_heading(d, 2, "một");
	document_add_point(d, 3, "điểm");
	document_add_heading(d, 1, "Kết quả");
	document_add_heading(d, 2, "lại một");
	CHECK_TEXT(d->blocks.first->number, "I.");
	CHECK_TEXT(d->blocks.first->text->first->text, "ĐẶC ĐIỂM");
	CHECK_TEXT(d->blocks.last->number, "1.");
	arena_destroy(&arena);
}

TEST(body_is_closed_once_with_point_stroke_point)
{
	struct arena *arena = arena_create();
	struct document *d = small_report(arena);

	document_close(d);
	document_close(d);
	CHECK_TEXT(rich_plain(arena, d->blocks.last->text), "Nội dung./.");
	document_add_paragraph(d, "Hết.");
	document_close(d);
	CHECK_TEXT(rich_plain(arena, d->blocks.last->text), "Hết./.");
	arena_destroy(&arena);
}

TEST(recipients_begin_with_the_addressees_and_end_with_the_archive)
{
	struct arena *arena = arena_create();
	struct document *d = small_report(arena);

	document_add_addressee(d, "Ủy ban nhân dân tỉnh");
	document_add_recipient(d, "Ủy ban nhân dân các xã;");
	d->archive = "VT, BCHQS";
	const char *const *lines = document_recipient_lines(d);

	CHECK_TEXT(lines[0], "- Như trên;");
	CHECK_TEXT(lines[1], "- Ủy ban nhân dân các xã;");
	CHECK_TEXT(lines[2], "- Lưu: VT, BCHQS.");
	CHECK(lines[3] == NULL);
	arena_destroy(&arena);
}

static const char *eight(void *context, const char *figure)
{
	(void)context;
	return strcmp(figure, "units.done") == 0 ? "8" : NULL;
}

TEST(template_puts_in_known_figures_and_keeps_the_rest)
{
	struct arena *arena = arena_create();
	struct rich_text *rich = rich_create(arena);

	CHECK(rich_add_template(rich, "có {units.done} đơn vị {không} {x.y", eight, NULL) == 1);
	CHECK_TEXT(rich_plain(arena, rich), "có 8 đơn vị {không} {x.y");
	CHECK_TEXT(rich->first->next->figure, "units.done");
	arena_destroy(&arena);
}

TEST(html_escapes_text_and_names_figures)
{
	struct arena *arena = arena_create();
	struct document *d = small_report(arena);
	struct text out = { .arena = arena };

	d->subject = "<script>\"&'";
	rich_add_figure(document_add_paragraph(d, "Đạt "), "units.done", "8");
	document_write_html(&out, d);
	CHECK(strstr(out.bytes, "<script>") == NULL);
	CHECK(strstr(out.bytes, "&lt;script&gt;&quot;&amp;&#39;") != NULL);
	CHECK(strstr(out.bytes, "data-figure=\"units.done\">8</span>") != NULL);
	CHECK(strstr(out.bytes, "style=") == NULL);
	CHECK(strstr(out.bytes, "Số: 07/BC-BCĐ") != NULL);
	arena_destroy(&arena);
}

TEST(json_of_a_document_is_strict_json)
{
	struct arena *arena = arena_create();
	struct document *d = small_report(arena);
	struct table_column columns[] = { { "TT", 1, ALIGN_CENTRE }, { "Đơn vị", 4, ALIGN_LEFT } };
	struct table *table = document_add_table(d, columns, 2);
	struct text out = { .arena = arena };
	struct fault fault = { 0 };

	table_add_row(table);
	table_add_cell(table, 2, "Cả hai \"cột\"\n");
	document_add_annex(d, "Danh sách", true);
	document_add_paragraph(d, "Trong phụ lục");
	document_write_json(&out, d);
	json_t *json = json_parse(out.bytes, out.length, &fault);

	CHECK(json != NULL);
	CHECK(json_array_size(json_object_get(json, "blocks")) == 2);
	CHECK(json_array_size(json_object_get(json, "annexes")) == 1);
	json_decref(json);
	arena_destroy(&arena);
}

TEST(internal_label_prints_the_circulation_mark_not_a_secrecy_mark)
{
	struct arena *arena = arena_create();
	struct document *d = small_report(arena);

	document_set_label(d, LABEL_INTERNAL);
	CHECK(document_secrecy_mark(d) == NULL);
	CHECK_TEXT(document_circulation_mark(d), "LƯU HÀNH NỘI BỘ");
	document_set_label(d, LABEL_TOI_MAT);
	CHECK_TEXT(document_secrecy_mark(d), "TỐI MẬT");
	arena_destroy(&arena);
}

TEST(names_of_bodies_wrap_before_their_place)
{
	struct arena *arena = arena_create();
	struct document *document = document_create(arena, DOCUMENT_REPORT);

	CHECK_TEXT(document_body_name(document, "Ủy ban nhân dân huyện Krông Ana"),
		   "ỦY BAN NHÂN DÂN HUYỆN\u00a0KRÔNG\u00a0ANA");
	CHECK_TEXT(document_body_name(document, "Ban Chỉ đạo diễn tập"), "BAN CHỈ ĐẠO DIỄN TẬP");
	/* too long to stand on one line of the left column: it wraps anywhere */
	CHECK_TEXT(document_body_name(document, "Ủy ban nhân dân xã Đặng Thùy Trâm Phổ Cường"),
		   "ỦY BAN NHÂN DÂN XÃ ĐẶNG THÙY TRÂM PHỔ CƯỜNG");
	CHECK(document_body_name(document, NULL) == NULL);
	arena_destroy(&arena);
}

TEST(a_cell_begins_with_a_capital_whatever_the_letter)
{
	struct arena *arena = arena_create();

	CHECK_TEXT(format_sentence(arena, "các ngành"), "Các ngành");
	CHECK_TEXT(format_sentence(arena, "đơn vị"), "Đơn vị");
	CHECK_TEXT(format_sentence(arena, "ủy ban"), "Ủy ban");
	CHECK_TEXT(format_sentence(arena, ""), "");
	arena_destroy(&arena);
}
