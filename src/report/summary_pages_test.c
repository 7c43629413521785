/* The real summary as it leaves the house: its docx unpacked, its PDF measured, and the
   docx as LibreOffice lays it out, which must agree with our PDF.  Sources: Decree
   30/2020/NĐ-CP, Appendix I, section I (page) and II (components). */

#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "report/pages_test.h"
#include "report/summary.h"
#include "report/term_fixture.h"

/* The whole report with words of the office in it, its number and its day. */
static struct report a_report(const struct term_fixture *f)
{
	return (struct report){ .programme_id = f->programme_id, .number = { true, 7 },
		.dated_on = { 2026, 2, 5 }, .capacity = SIGNING_DEPUTY,
		.post = "Phó Trưởng Ban",
		.addressees = "Ủy ban nhân dân tỉnh Đắk Lắk", .archive = "VT, BCHQS",
		.recipients = "Thường trực Huyện ủy\nỦy ban nhân dân các xã, thị trấn",
		.bases = "Căn cứ Luật Quốc phòng ngày 08 tháng 6 năm 2018",
		.situation = "Trong nhiệm kỳ, {units.done} đơn vị đã diễn tập.",
		.shortcomings_text = "Một số văn kiện chưa sát địa bàn.",
		.lessons_text = "Chuẩn bị sớm, sát thực tế.",
		.proposals_text = "Đề nghị cấp trên sớm bố trí kinh phí." };
}

static void add_tasks(struct term_fixture *f)
{
	static const struct { enum task_field field; const char *task; } tasks[] = {
		{ TASK_FIELD_LEADERSHIP, "Quán triệt nghị quyết của cấp trên" },
		{ TASK_FIELD_POSTURE, "Củng cố thế trận" },
		{ TASK_FIELD_PREPARATION, "Chuẩn bị cho nhiệm kỳ tới" },
	};

	for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++) {
		struct corrective_task task = { .programme_id = f->programme_id,
			.state = TASK_PROPOSED, .field = tasks[i].field, .task = tasks[i].task };

		term_add(f, &corrective_task_type, &task);
	}
}

static const char *write_as(struct term_fixture *f, enum summary_format format, const char *name)
{
	const char *path = pages_path(f->arena, name), *bytes;
	const struct report report = a_report(f);
	const struct summary_options options = { .programme_id = f->programme_id,
		.report = &report, .today = { 2026, 3, 1 }, .with_as_is = true,
		.as_is = { PROGRESS_AS_IS, PROGRESS_ALL, { 2026, 3, 1 } } };
	struct summary summary;
	size_t length;

	must(summary_make(f->store, f->arena, &options, &summary, &f->fault) &&
	     summary_write(f->store, f->arena, &summary, format, &bytes, &length, &f->fault) &&
	     os_write_file(path, bytes, length, 0600, &f->fault), "a summary in a file");
	return path;
}

static struct term_fixture open_term(void)
{
	struct term_fixture f = term_open_krong_ana();

	add_tasks(&f);
	term_commit(&f);
	return f;
}

static const char *part_of(struct term_fixture *f, const char *docx, const char *part)
{
	return pages_output_of(f->arena, arena_printf(f->arena, "unzip -p '%s' '%s'", docx, part));
}

/* A twip is a twentieth of a point: 56.693 to the millimetre. */
static bool is_between(int twips, double least_mm, double most_mm)
{
	return twips >= least_mm * 56.69 - 1 && twips <= most_mm * 56.70 + 1;
}

TEST(every_section_of_the_summary_keeps_the_margins_of_the_decree)
{
	struct term_fixture f = open_term();
	const char *at = part_of(&f, write_as(&f, SUMMARY_DOCX, "a.docx"), "word/document.xml");
	int sections = 0;

	for (at = strstr(at, "<w:pgSz "); at != NULL; at = strstr(at + 1, "<w:pgSz ")) {
		int width, height, top, right, bottom, left;
		const char *margins = strstr(at, "<w:pgMar ");

		CHECK(sscanf(at, "<w:pgSz w:w=\"%d\" w:h=\"%d\"", &width, &height) == 2);
		CHECK(is_between(width, 210, 210) ? is_between(height, 297, 297) :
		      is_between(width, 297, 297) && is_between(height, 210, 210));
		CHECK(sscanf(margins, "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" "
			     "w:left=\"%d\"", &top, &right, &bottom, &left) == 4);
		CHECK(is_between(top, 20, 25) && is_between(bottom, 20, 25));
		CHECK(is_between(left, 30, 35) && is_between(right, 15, 20));
		sections++;
	}
	CHECK(sections == 3);	/* the body and two annexes, each with its own numbers */
	term_close(&f);
}

TEST(the_styles_of_the_summary_have_the_sizes_of_the_decree)
{
	/* least and most half points of each component (ô 1 to 9) that the summary has */
	static const struct { const char *style; int least, most; bool bold, italic; } wanted[] = {
		{ "QuocHieu", 24, 26, true, false }, { "TieuNgu", 26, 28, true, false },
		{ "CapTren", 24, 26, false, false }, { "CoQuan", 24, 26, true, false },
		{ "SoKyHieu", 26, 26, false, false }, { "DiaDanh", 26, 28, false, true },
		{ "TenLoai", 26, 28, true, false }, { "TrichYeu", 26, 28, true, false },
		{ "KinhGui", 26, 28, false, false }, { "CanCu", 26, 28, false, true },
		{ "NoiDung", 26, 28, false, false }, { "Muc1", 26, 28, true, false },
		{ "QuyenHan", 26, 28, true, false }, { "HoTen", 26, 28, true, false },
		{ "NoiNhan", 24, 24, true, true }, { "ChiTietNoiNhan", 22, 22, false, false },
		{ "SoTrang", 26, 28, false, false }, { "PhuLuc", 28, 28, true, false },
		{ "KemTheo", 26, 28, false, true },
	};
	struct term_fixture f = open_term();
	const char *styles = part_of(&f, write_as(&f, SUMMARY_DOCX, "b.docx"), "word/styles.xml");

	CHECK(strstr(styles, "w:ascii=\"Times New Roman\"") != NULL);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		const char *start = strstr(styles, arena_printf(f.arena, "w:styleId=\"%s\"",
								wanted[i].style));
		const char *end = start == NULL ? NULL : strstr(start, "</w:style>");
		int size = 0;

		CHECK(end != NULL);
		if (end == NULL)
			continue;
		const char *style = arena_copy_bytes(f.arena, start, (size_t)(end - start));

		CHECK(sscanf(strstr(style, "<w:sz "), "<w:sz w:val=\"%d\"", &size) == 1);
		CHECK(size >= wanted[i].least && size <= wanted[i].most);
		CHECK((strstr(style, "<w:b/>") != NULL) == wanted[i].bold);
		CHECK((strstr(style, "<w:i/>") != NULL) == wanted[i].italic);
	}
	term_close(&f);
}

TEST(the_components_of_the_summary_come_in_the_order_of_the_decree)
{
	static const char *const styles[] = { "CapTren", "CoQuan", "QuocHieu", "TieuNgu",
		"SoKyHieu", "DiaDanh", "TenLoai", "TrichYeu", "KinhGui", "Muc1", "NoiDung",
		"NoiNhan", "ChiTietNoiNhan", "QuyenHan", "HoTen", "PhuLuc", "TenPhuLuc",
		"KemTheo" };
	struct term_fixture f = open_term();
	const char *body = part_of(&f, write_as(&f, SUMMARY_DOCX, "c.docx"), "word/document.xml");

	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		const char *found = strstr(body, arena_printf(f.arena, "<w:pStyle w:val=\"%s\"/>",
							      styles[i]));

		CHECK(found != NULL);
		if (found == NULL)
			fprintf(stderr, "missing or out of order: %s\n", styles[i]);
		else
			body = found;
	}
	term_close(&f);
}

TEST(the_pdf_of_the_summary_has_its_parts_in_their_places)
{
	struct term_fixture f = open_term();
	const char *words = pages_words(f.arena, write_as(&f, SUMMARY_PDF, "d.pdf"));
	struct box nation = pages_word_at(words, 1, "CỘNG"), kind = pages_word_at(words, 1, "CÁO");
	struct box number = pages_word_at(words, 1, "07/BC-BCĐ");
	struct box day = pages_word_at(words, 1, "05"), to = pages_word_at(words, 1, "Kính");
	int last = pages_count(words) - 2;	/* behind it the two annexes, a page each */

	/* ô 1 to the right of the middle, ô 3 left of ô 4, ô 5a and 9a below them */
	CHECK(nation.left > MM(92) && pages_has_size(nation, 13));
	CHECK(number.right < day.left && pages_has_size(number, 13) && pages_has_size(day, 14));
	CHECK(pages_near(number.top + 0.891 * 13, day.top + 0.891 * 14, 0.5));
	CHECK(kind.top > number.bottom && to.top > kind.bottom);
	CHECK(pages_word_at(words, 1, "1").top > MM(25));	/* page 1 bears no number */
	for (int page = 2; page <= last; page++) {
		char text[12];

		snprintf(text, sizeof(text), "%d", page);
		struct box box = pages_word_at(words, page, text);

		CHECK(box.bottom < MM(25) && pages_has_size(box, 14));
		CHECK(pages_near((box.left + box.right) / 2, MM(35 + 155.0 / 2), 1));
	}
	struct box recipients = pages_word_at(words, last, "Nơi");
	struct box authority = pages_word_at(words, last, "TM.");

	CHECK(pages_has_size(recipients, 12) && pages_near(recipients.left, MM(35), 1));
	CHECK(pages_has_size(authority, 14) && authority.left > MM(105));
	CHECK(pages_near(recipients.top, authority.top, 3));
	CHECK(pages_word_at(words, last + 1, "Phụ").top > 0);
	term_close(&f);
}

static bool has_libreoffice(struct arena *arena)
{
	return pages_output_of(arena, "command -v soffice")[0] != '\0';
}

/* Words that tell where the parts of a page stand. */
static void compare_pages(const char *ours, const char *theirs)
{
	static const struct { int page; const char *word; } marks[] = {
		{ 1, "CỘNG" }, { 1, "07/BC-BCĐ" }, { 1, "CÁO" }, { 1, "Kính" }, { 1, "I." },
		{ 1, "II." }, { 2, "III." }, { 2, "IV." }, { 2, "V." }, { 2, "VI." },
		{ 3, "Phụ" }, { 4, "Phụ" },
	};

	CHECK(pages_count(ours) == pages_count(theirs));
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		struct box a = pages_word_at(ours, marks[i].page, marks[i].word);
		struct box b = pages_word_at(theirs, marks[i].page, marks[i].word);

		if (a.top > 0 && pages_near(a.left, b.left, 3) && pages_near(a.top, b.top, 10))
			continue;
		fprintf(stderr, "page %d, %s: ours %.1f, %.1f; theirs %.1f, %.1f\n",
			marks[i].page, marks[i].word, a.left, a.top, b.left, b.top);
		CHECK(false);
	}
}

/* LibreOffice stands in tools/packages_test.txt; where it is not installed there is
   nothing to compare with. */
TEST(libreoffice_lays_the_docx_out_as_our_pdf)
{
	struct term_fixture f = open_term();

	if (!has_libreoffice(f.arena)) {
		fprintf(stderr, "soffice is not installed: the docx was not converted\n");
		term_close(&f);
		return;
	}
	const char *docx = write_as(&f, SUMMARY_DOCX, "e.docx");
	const char *folder = pages_path(f.arena, "office");

	pages_output_of(f.arena, arena_printf(f.arena,
		"timeout 100 soffice -env:UserInstallation=file://%s --headless --convert-to pdf "
		"--outdir '%s' '%s' 2>&1", folder, folder, docx));
	const char *theirs = pages_words(f.arena, arena_printf(f.arena, "%s/e.pdf", folder));

	compare_pages(pages_words(f.arena, write_as(&f, SUMMARY_PDF, "f.pdf")), theirs);
	CHECK(pages_word_at(theirs, 2, "2").bottom < MM(25));
	term_close(&f);
}
