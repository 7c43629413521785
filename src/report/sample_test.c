#include "report/sample_test.h"

static const char figures[] =
	"{\"figures\":{\"units.done\":8,\"units.target\":8,\"note\":\"Krông Ana (8/8) \\\\ <&>\"},"
	"\"checkpoint\":{\"size\":1234,\"root\":\"a1b2\"}}";

static void add_results(struct document *document)
{
	static const struct table_column columns[] = {
		{ "TT", 1, ALIGN_CENTRE }, { "Đơn vị", 4, ALIGN_LEFT },
		{ "Năm diễn tập", 2, ALIGN_CENTRE }, { "Kết quả", 4, ALIGN_LEFT },
		{ "Ghi chú", 4, ALIGN_LEFT },
	};
	static const char *const units[] = { "Thị trấn Buôn Trấp", "Xã Ea Na", "Xã Ea Bông",
		"Xã Bình Hòa", "Xã Quảng Điền", "Xã Dur Kmăl", "Xã Băng A Drênh",
		"Xã Dray Sáp" };

	document_add_caption(document, "Bảng 1. Kết quả diễn tập của từng đơn vị");
	struct table *table = document_add_table(document, columns, 5);

	for (int i = 0; i < 8; i++) {
		bool excellent = i >= 1 && i <= 3;

		table_add_row(table);
		rich_add(table_add_cell(table, 1, NULL), "%d", i + 1);
		table_add_cell(table, 1, units[i]);
		table_add_cell(table, 1, "chưa rõ");
		table_add_cell(table, 1, excellent ? "Hoàn thành xuất sắc" : "Hoàn thành tốt");
		table_add_cell(table, 1, i == 0 ? "Thời gian tổ chức chưa có trong hồ sơ" : "");
	}
	table_add_row(table)->strong = true;
	table_add_cell(table, 2, "Cộng");
	rich_add_figure(table_add_cell(table, 1, NULL), "units.done", "8/8");
	table_add_cell(table, 2, "3 xuất sắc, 5 tốt");
	document_add_note(document, "Nguồn: hồ sơ cuộc diễn tập của các đơn vị.");
}

static void add_text(struct document *document)
{
	struct rich_text *text;

	document_add_heading(document, 1, "Đặc điểm tình hình");
	document_add_paragraph(document, "Trong nhiệm kỳ, các đơn vị đã chủ động xây dựng kế "
		"hoạch, chuẩn bị lực lượng và tổ chức diễn tập khu vực phòng thủ theo đúng chỉ "
		"đạo của cấp trên, gắn huấn luyện với thực tiễn của địa phương.");
	document_add_dash(document, "Thuận lợi: được sự quan tâm của các cấp.");
	document_add_dash(document, "Khó khăn: địa bàn rộng, kinh phí hạn chế.");
	document_add_heading(document, 1, "Kết quả thực hiện");
	text = document_add_heading(document, 2, "Chỉ tiêu, kế hoạch: ");
	rich_add_figure(text, "units.done", "8");
	rich_add(text, "/8 đơn vị (100 %%)");
	document_add_heading(document, 2, "Kết quả từng đơn vị");
	add_results(document);
	document_add_heading(document, 2, "Bảo đảm an toàn");
	document_add_paragraph(document, "Không để xảy ra mất an toàn về người và trang bị.");
	document_add_heading(document, 2, "Điều chỉnh, bổ sung hệ thống kế hoạch (A, A2, A4, B)");
	document_add_point(document, 3, "Các kế hoạch đã được rà soát, bổ sung sau diễn tập;");
	document_add_point(document, 3, "Kế hoạch bảo đảm được phê duyệt lại đúng thời hạn.");
	document_add_heading(document, 1, "Hạn chế, khuyết điểm và nguyên nhân");
	for (int i = 0; i < 5; i++)
		document_add_paragraph(document, "Công tác chuẩn bị ở một số đơn vị còn chậm; "
			"việc phối hợp giữa các lực lượng có lúc chưa chặt chẽ; văn kiện diễn tập "
			"có nội dung chưa sát với điều kiện cụ thể của từng địa bàn, phải sửa đổi "
			"nhiều lần trước khi được phê duyệt.");
	document_add_heading(document, 1, "Kiến nghị, đề xuất");
	document_add_paragraph(document, "Đề nghị cấp trên sớm phân bổ kinh phí cho nhiệm kỳ tới.");
	document_close(document);
}

static void add_annex(struct document *document)
{
	static const struct table_column columns[] = {
		{ "TT", 1, ALIGN_CENTRE }, { "Tồn tại", 6, ALIGN_LEFT },
		{ "Nhiệm vụ khắc phục", 6, ALIGN_LEFT }, { "Hạn", 2, ALIGN_CENTRE },
	};

	document_add_annex(document, "Danh mục tồn tại và nhiệm vụ khắc phục", true);
	struct table *table = document_add_table(document, columns, 4);

	for (int i = 0; i < 40; i++) {
		table_add_row(table);
		rich_add(table_add_cell(table, 1, NULL), "%d", i + 1);
		table_add_cell(table, 1, "Văn kiện diễn tập chưa sát địa bàn");
		table_add_cell(table, 1, "Rà soát, bổ sung văn kiện; tổ chức phê duyệt lại");
		table_add_cell(table, 1, "31/12/2025");
	}
	document_add_annex(document, "Danh sách đơn vị", false);
	document_add_paragraph(document, "Danh sách theo địa giới tại thời điểm diễn tập.");
}

struct document *sample_report(struct arena *arena)
{
	struct document *document = document_create(arena, DOCUMENT_REPORT);

	document->superior = "Ủy ban nhân dân huyện Krông Ana";
	document->issuer = "Ban Chỉ đạo diễn tập khu vực phòng thủ";
	document->number = 7;
	document->symbol = "BCĐ";
	document->place = "Krông Ana";
	document->date = (struct date){ 2025, 12, 5 };
	document->subject = "Tổng kết nhiệm vụ diễn tập nhiệm kỳ 2021 - 2025";
	document->archive = "VT, BCHQS";
	document->typist = "PL";
	document->copies = 30;
	document->figures = figures;
	document->journal_line = "Số liệu lập theo nhật ký của hệ thống: 1234 mục, gốc a1b2.";
	document->signature = (struct signature){ .capacity = SIGNING_DEPUTY,
		.collective = "Ban Chỉ đạo", .head_post = "Trưởng Ban",
		.post = "Phó Trưởng Ban" };
	document_add_addressee(document, "Ủy ban nhân dân tỉnh Đắk Lắk");
	document_add_basis(document, "Căn cứ Nghị quyết số 28-NQ/TW ngày 22 tháng 9 năm 2008 của "
			   "Bộ Chính trị về tiếp tục xây dựng khu vực phòng thủ");
	document_add_recipient(document, "Thường trực Huyện ủy");
	document_add_recipient(document, "Ủy ban nhân dân các xã, thị trấn");
	add_text(document);
	add_annex(document);
	return document;
}
