#include "report/summary.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "report/document_html.h"
#include "report/document_lines.h"
#include "report/seal.h"
#include "report/term_fixture.h"

static struct summary make(struct term_fixture *f, const struct report *report)
{
	const struct summary_options options = { .programme_id = f->programme_id,
		.report = report, .today = { 2026, 3, 1 }, .with_as_is = true,
		.as_is = { PROGRESS_AS_IS, PROGRESS_ALL, { 2026, 3, 1 } } };
	struct summary summary;

	must(summary_make(f->store, f->arena, &options, &summary, &f->fault), "a summary");
	return summary;
}

/* All of the document as HTML without its marks. */
static const char *plain(struct term_fixture *f, const struct summary *summary)
{
	struct text html = { .arena = f->arena }, out = { .arena = f->arena };
	bool inside = false;

	document_write_html(&html, summary->document);
	for (const char *at = text_string(&html); *at != '\0'; at++) {
		inside = *at == '<' || (inside && *at != '>');
		if (!inside && *at != '>')
			text_add_char(&out, *at);
	}
	return text_string(&out);
}

static bool says(struct term_fixture *f, const struct summary *summary, const char *text)
{
	return strstr(plain(f, summary), text) != NULL;
}

TEST(the_summary_has_the_headings_of_its_form_in_order)
{
	static const char *const headings[] = {
		"I. ĐẶC ĐIỂM TÌNH HÌNH", "II. KẾT QUẢ THỰC HIỆN",
		"1. Chỉ tiêu, kế hoạch: 8/8 đơn vị (100 %)", "2. Kết quả từng đơn vị",
		"3. Bảo đảm an toàn", "4. Điều chỉnh, bổ sung hệ thống kế hoạch",
		"III. HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN", "IV. BÀI HỌC KINH NGHIỆM",
		"V. PHƯƠNG HƯỚNG, NHIỆM VỤ", "VI. KIẾN NGHỊ, ĐỀ XUẤT",
	};
	struct term_fixture f = term_open_krong_ana();
	const struct summary summary = make(&f, NULL);
	const char *text = plain(&f, &summary);

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		const char *found = strstr(text, headings[i]);

		CHECK(found != NULL);
		if (found == NULL)
			fprintf(stderr, "missing: %s\n", headings[i]);
		else
			text = found;
	}
	term_close(&f);
}

TEST(the_summary_meets_the_rules_of_the_decree)
{
	struct term_fixture f = term_open_krong_ana();
	struct summary summary = make(&f, NULL);

	CHECK(document_check(summary.document, &f.fault));
	CHECK_TEXT(summary.document->superior, "Ủy ban nhân dân huyện Krông A Na");
	CHECK_TEXT(summary.document->place, "Krông A Na");
	CHECK_TEXT(summary.document->subject, "Tổng kết nhiệm vụ diễn tập nhiệm kỳ 2021 - 2025");
	CHECK(says(&f, &summary, "BÁO CÁO"));
	CHECK(says(&f, &summary, "TM. BAN CHỈ ĐẠO"));
	CHECK(says(&f, &summary, "có văn bản ghi 2020-2025"));
	term_close(&f);
}

TEST(legal_bases_are_written_as_the_decree_cites_them)
{
	struct term_fixture f = term_open();
	struct legal_basis resolution = { .programme_id = f.programme_id, .position = 1,
		.reference = "28-NQ/TW", .issuer = "Bộ Chính trị", .issued_on = { 2008, 9, 22 },
		.title = "Tiếp tục xây dựng khu vực phòng thủ" };
	struct legal_basis law = { .programme_id = f.programme_id, .position = 2,
		.reference = "22/2018/QH14", .title = "Luật Quốc phòng", .issuer = "Quốc hội" };

	term_add(&f, &legal_basis_type, &resolution);
	term_add(&f, &legal_basis_type, &law);
	const struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "Căn cứ Nghị quyết số 28-NQ/TW ngày 22 tháng 9 năm 2008 của Bộ "
		   "Chính trị về tiếp tục xây dựng khu vực phòng thủ;"));
	CHECK(says(&f, &summary, "Căn cứ Luật Quốc phòng số 22/2018/QH14."));
	law.issued_on = (struct date){ 2018, 6, 8 };
	CHECK(journal_change(f.journal, &legal_basis_type, &law, &f.fault));
	const struct summary dated = make(&f, NULL);

	CHECK(says(&f, &dated, "Căn cứ Luật Quốc phòng ngày 08 tháng 6 năm 2018."));
	term_close(&f);
}

TEST(the_summary_lists_units_with_grade_and_unknown_year)
{
	struct term_fixture f = term_open_krong_ana();
	const struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "3 hoàn thành xuất sắc (xã Ea Na, xã Ea Bông, xã Bình Hòa)"));
	CHECK(says(&f, &summary, "5 hoàn thành tốt ("));
	CHECK(says(&f, &summary, "Thị trấn Buôn Trấp"));
	CHECK(says(&f, &summary, "chưa rõ"));
	CHECK(says(&f, &summary, "Chưa rõ năm"));
	term_close(&f);
}

TEST(the_safety_statement_follows_from_the_registers)
{
	struct term_fixture f = term_open_krong_ana();
	struct incident incident = { .exercise_id = f.exercises[0].head.id,
		.kind = INCIDENT_VEHICLE, .severity = SEVERITY_SLIGHT,
		.description = "Xe va quệt nhẹ", .handling = "Đã sửa" };
	struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "Bảo đảm an toàn tuyệt đối"));
	f.exercises[0].register_source = NULL;
	CHECK(journal_change(f.journal, &exercise_type, &f.exercises[0], &f.fault));
	summary = make(&f, NULL);
	CHECK(!says(&f, &summary, "an toàn tuyệt đối"));
	CHECK(says(&f, &summary, "còn sổ an toàn của 1 cuộc diễn tập chưa khóa"));
	term_add(&f, &incident_type, &incident);
	summary = make(&f, NULL);
	CHECK(says(&f, &summary, "Sổ an toàn ghi 1 sự cố"));
	CHECK(says(&f, &summary, "Xe va quệt nhẹ"));
	term_close(&f);
}

TEST(the_words_of_people_stand_around_the_figures)
{
	struct term_fixture f = term_open_krong_ana();
	const struct report report = { .programme_id = f.programme_id,
		.situation = "Đã có {units.done} đơn vị diễn tập, {no.such}.\n- Thuận lợi.",
		.lessons_text = "Chuẩn bị sớm.", .issuer = "Ban Tổ chức", .symbol = "BTC",
		.capacity = SIGNING_DEPUTY, .post = "Phó Trưởng Ban" };
	const struct summary summary = make(&f, &report);
	struct text html = { .arena = f.arena };

	CHECK(says(&f, &summary, "Đã có 8 đơn vị diễn tập, {no.such}."));
	CHECK(says(&f, &summary, "- Thuận lợi."));
	CHECK(says(&f, &summary, "Chuẩn bị sớm."));
	for (int i = 0; i < summary.unwritten_count; i++)
		CHECK(strcmp(summary.unwritten[i], "lessons_text") != 0);
	CHECK(says(&f, &summary, "BC-BTC"));
	CHECK(says(&f, &summary, "KT. TRƯỞNG BAN"));
	document_write_html(&html, summary.document);
	CHECK(strstr(text_string(&html), "data-figure=\"units.done\">8<") != NULL);
	term_close(&f);
}

TEST(shortcomings_stand_with_their_causes_and_tasks_by_their_field)
{
	struct term_fixture f = term_open_krong_ana();
	struct finding finding = { .programme_id = f.programme_id, .kind = FINDING_SHORTCOMING,
				   .search_key = "-",
		.statement = "Văn kiện nộp chậm.", .cause = CAUSE_SUBJECTIVE,
		.cause_text = "Chưa giao hạn", .repeated = true };
	struct corrective_task task = { .task = "Rà soát văn kiện", .state = TASK_ACCEPTED,
		.field = TASK_FIELD_PREPARATION, .owner_name = "Ban Chỉ huy quân sự",
		.due_on = { 2026, 12, 31 }, .programme_id = f.programme_id };

	term_add(&f, &finding_type, &finding);
	term_add(&f, &corrective_task_type, &task);
	const struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "- Văn kiện nộp chậm; đã nêu ở lần tổng kết trước."));
	CHECK(says(&f, &summary, "a) Nguyên nhân chủ quan:"));
	CHECK(says(&f, &summary, "- Chưa giao hạn."));
	CHECK(!says(&f, &summary, "Nguyên nhân khách quan"));
	CHECK(says(&f, &summary, words_text(&task_field_words, TASK_FIELD_PREPARATION,
					    LANGUAGE_VI)));
	CHECK(says(&f, &summary, "Rà soát văn kiện (chủ trì: Ban Chỉ huy quân sự; thời hạn: "
		   "31/12/2026)."));
	CHECK(says(&f, &summary, "quá hạn: 0. Chưa rõ kinh phí của 1 nhiệm vụ."));
	CHECK(!says(&f, &summary, "a) Rà soát văn kiện"));	/* one alone has no letter */
	task = (struct corrective_task){ .task = "Bổ sung vật chất", .state = TASK_CLOSED,
		.field = TASK_FIELD_PREPARATION, .programme_id = f.programme_id };
	term_add(&f, &corrective_task_type, &task);
	const struct summary two = make(&f, NULL);

	CHECK(says(&f, &two, "a) Rà soát văn kiện ("));
	CHECK(says(&f, &two, "b) Bổ sung vật chất (đã thực hiện)."));
	CHECK(says(&f, &two, "Chưa rõ chủ trì của 1 nhiệm vụ, thời hạn của 1 nhiệm vụ, kinh phí "
		   "của 2 nhiệm vụ."));
	term_close(&f);
}

TEST(revised_plans_are_named_with_what_is_known)
{
	struct term_fixture f = term_open_krong_ana();
	struct plan plan = { .code = "A2", .name = "Kế hoạch A2", .holder_name = "các ngành",
			     .state = PLAN_IN_FORCE, .head.label = { LABEL_INTERNAL } };
	struct plan_revision revision = { .programme_id = f.programme_id,
					  .head.label = { LABEL_INTERNAL } };

	revision.plan_id = term_add(&f, &plan_type, &plan);
	term_add(&f, &plan_revision_type, &revision);
	const struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "Điều chỉnh, bổ sung hệ thống kế hoạch (A2)"));
	CHECK(says(&f, &summary, "Kế hoạch A2") && !says(&f, &summary, "A2 - Kế hoạch A2"));
	CHECK(!says(&f, &summary, "→"));
	CHECK(says(&f, &summary, "Các ngành"));
	CHECK(says(&f, &summary, "LƯU HÀNH NỘI BỘ"));	/* the highest label of what it tells */
	term_close(&f);
}

TEST(the_annexes_hold_the_table_and_todays_structure_with_its_rule)
{
	struct term_fixture f = term_open_krong_ana();
	const struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "Phụ lục I"));
	CHECK(says(&f, &summary, "Phụ lục II"));
	CHECK(says(&f, &summary, "mọi đơn vị trước nó đều đã diễn tập"));
	CHECK(says(&f, &summary, "Thị trấn Buôn Trấp: Hoàn thành tốt;\nXã Bình Hòa: "
		   "Hoàn thành xuất sắc"));
	term_close(&f);
}

TEST(proposals_that_are_stated_as_none_are_not_unwritten)
{
	struct term_fixture f = term_open();
	const struct report report = { .programme_id = f.programme_id,
		.capacity = SIGNING_HEAD, .proposals_text = "Không có kiến nghị, đề xuất." };
	const struct summary summary = make(&f, &report);

	CHECK(says(&f, &summary, "Không có kiến nghị, đề xuất./."));
	CHECK(summary.unwritten_count == 3);
	for (int i = 0; i < summary.unwritten_count; i++)
		CHECK(strcmp(summary.unwritten[i], "proposals_text") != 0);
	term_close(&f);
}

TEST(an_empty_term_prints_as_unknown_not_as_done)
{
	struct term_fixture f = term_open();
	const struct summary summary = make(&f, NULL);

	CHECK(says(&f, &summary, "1. Chỉ tiêu, kế hoạch: 0 đơn vị (chưa có chỉ tiêu)"));
	CHECK(says(&f, &summary, "Chưa đủ căn cứ kết luận về an toàn"));
	CHECK(says(&f, &summary, "III. HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN\n[chưa ghi]"));
	CHECK(says(&f, &summary, "VI. KIẾN NGHỊ, ĐỀ XUẤT\n[chưa ghi]./."));
	CHECK(summary.unwritten_count == 4);
	CHECK(!says(&f, &summary, "100 %"));
	term_close(&f);
}

TEST(the_document_carries_signed_figures_and_the_root)
{
	struct term_fixture f = term_open_krong_ana();

	term_commit(&f);
	const struct summary summary = make(&f, NULL);
	json_t *sealed = json_parse(summary.document->figures,
				    strlen(summary.document->figures), &f.fault);
	const char *key, *signed_text;

	CHECK(note_public_key(f.store, f.arena, &key, &f.fault));
	CHECK(json_integer_value(json_object_get(json_object_get(sealed, "figures"),
						 "units.done")) == 8);
	CHECK(note_check(f.arena, json_string_value(json_object_get(sealed, "signature")), key,
			 &signed_text));
	CHECK(strstr(signed_text, "\"units.done\":8") != NULL);
	CHECK(says(&f, &summary, seal_root_text(f.arena, summary.checkpoint.root)));
	CHECK(says(&f, &summary, "Khóa kiểm tra:\ntest-office+"));
	json_decref(sealed);
	term_close(&f);
}

TEST(every_format_is_written_and_sealed)
{
	struct term_fixture f = term_open_krong_ana();
	static const char *const starts[] = { [SUMMARY_HTML] = "<!doctype", [SUMMARY_JSON] = "{",
		[SUMMARY_DOCX] = "PK\3\4", [SUMMARY_PDF] = "%PDF-" };

	term_commit(&f);
	const struct summary summary = make(&f, NULL);
	const char *key;

	CHECK(note_public_key(f.store, f.arena, &key, &f.fault));
	for (unsigned format = 0; format < summary_format_words.count; format++) {
		const char *bytes;
		size_t length;

		CHECK(summary_write(f.store, f.arena, &summary, format, &bytes, &length,
				    &f.fault));
		CHECK(memcmp(bytes, starts[format], strlen(starts[format])) == 0);
		CHECK(seal_check(f.arena, bytes, length, key) ==
		      (format == SUMMARY_JSON ? SEAL_NONE : SEAL_GOOD));
	}
	CHECK_TEXT(summary_file_name(f.arena, &summary, SUMMARY_DOCX),
		   "bao-cao-tong-ket-krong-ana-2021-2025.docx");
	term_close(&f);
}
