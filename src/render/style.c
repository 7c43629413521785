#include "render/style.h"

#include <string.h>

#include "base/must.h"
#include "render/page.h"

#define INDENT 720	/* 12,7 mm */
#define C STYLE_CENTRE
#define B STYLE_BOTH
#define L STYLE_LEFT

static const struct style styles[STYLES] = {
	[STYLE_NATION] = { "QuocHieu", "Quốc hiệu", 13, true, false, C, 0, 0, 0, false },
	[STYLE_MOTTO] = { "TieuNgu", "Tiêu ngữ", 14, true, false, C, 0, 0, 0, false },
	[STYLE_SUPERIOR] = { "CapTren", "Cơ quan chủ quản", 13, false, false, C, 0, 0, 0, false },
	[STYLE_ISSUER] = { "CoQuan", "Cơ quan ban hành", 13, true, false, C, 0, 0, 0, false },
	/* One size below the date beside it, it stands on the same base line. */
	[STYLE_NUMBER] = { "SoKyHieu", "Số, ký hiệu", 13, false, false, C, 0, 7, 0, false },
	[STYLE_PLACE] = { "DiaDanh", "Địa danh, thời gian", 14, false, true, C, 0, 6, 0, false },
	[STYLE_ABOUT] = { "VeViec", "Trích yếu công văn", 12, false, false, C, 0, 6, 0, false },
	[STYLE_MARK] = { "DoKhan", "Mức độ khẩn", 13, true, false, C, 0, 0, 0, false },
	[STYLE_SECRECY] = { "DoMat", "Độ mật", 13, true, false, C, 0, 0, 0, false },
	[STYLE_CIRCULATION] = { "LuuHanh", "Phạm vi lưu hành", 13, true, false, C, 0, 0, 0,
				false },
	[STYLE_KIND] = { "TenLoai", "Tên loại văn bản", 14, true, false, C, 0, 12, 0, true },
	[STYLE_SUBJECT] = { "TrichYeu", "Trích yếu nội dung", 14, true, false, C, 0, 0, 0, true },
	[STYLE_ADDRESSEE] = { "KinhGui", "Kính gửi", 14, false, false, C, 0, 12, 12, false },
	[STYLE_ADDRESSEES] = { "NoiKinhGui", "Nơi kính gửi", 14, false, false, L, 0, 0, 0, false },
	[STYLE_BASIS] = { "CanCu", "Căn cứ", 14, false, true, B, INDENT, 0, 6, false },
	[STYLE_HEADING_1] = { "Muc1", "Đề mục I", 14, true, false, B, INDENT, 6, 6, true },
	[STYLE_HEADING_2] = { "Muc2", "Đề mục 1", 14, true, false, B, INDENT, 0, 6, true },
	[STYLE_HEADING_3] = { "Muc3", "Đề mục a", 14, false, false, B, INDENT, 0, 6, true },
	[STYLE_POINT] = { "Khoan", "Khoản, điểm", 14, false, false, B, INDENT, 0, 6, false },
	[STYLE_BODY] = { "NoiDung", "Nội dung", 14, false, false, B, INDENT, 0, 6, false },
	[STYLE_CAPTION] = { "TenBang", "Tên bảng", 14, true, false, C, 0, 6, 6, true },
	[STYLE_NOTE] = { "GhiChu", "Ghi chú", 12, false, true, B, 0, 0, 6, false },
	[STYLE_TABLE_HEAD] = { "DauBang", "Đầu bảng", 13, true, false, C, 0, 2, 2, false },
	[STYLE_TABLE_CELL] = { "OBang", "Ô bảng", 13, false, false, L, 0, 2, 2, false },
	[STYLE_RECIPIENTS] = { "NoiNhan", "Nơi nhận", 12, true, true, L, 0, 0, 0, false },
	[STYLE_RECIPIENT] = { "ChiTietNoiNhan", "Chi tiết nơi nhận", 11, false, false, L, 0, 0, 0,
			      false },
	[STYLE_TYPIST] = { "NguoiSoanThao", "Người soạn thảo", 11, false, false, L, 0, 6, 0,
			   false },
	[STYLE_AUTHORITY] = { "QuyenHan", "Quyền hạn, chức vụ", 14, true, false, C, 0, 0, 0,
			      true },
	[STYLE_SIGNER] = { "HoTen", "Họ tên người ký", 14, true, false, C, 0, 0, 0, false },
	[STYLE_JOURNAL] = { "NhatKy", "Gốc nhật ký", 10, false, true, L, 0, 12, 0, false },
	[STYLE_ADDRESS] = { "DiaChi", "Địa chỉ cơ quan", 11, false, false, C, 0, 2, 0, false },
	[STYLE_PAGE_NUMBER] = { "SoTrang", "Số trang", 14, false, false, C, 0, 0, 0, false },
	[STYLE_ANNEX_LABEL] = { "PhuLuc", "Phụ lục", 14, true, false, C, 0, 0, 0, true },
	[STYLE_ANNEX_TITLE] = { "TenPhuLuc", "Tên phụ lục", 14, true, false, C, 0, 0, 0, true },
	[STYLE_ANNEX_REFERENCE] = { "KemTheo", "Kèm theo", 14, false, true, C, 0, 0, 12, true },
};

const struct style *style_of(enum style_id id)
{
	must(id < STYLES && styles[id].id != NULL, "a style that is not in the table");
	return &styles[id];
}

/* A kind of later days is set like text. */
enum style_id style_of_block(const char *kind, int level)
{
	static const struct { const char *kind; enum style_id style; } kinds[] = {
		{ "point", STYLE_POINT }, { "paragraph", STYLE_BODY },
		{ "caption", STYLE_CAPTION }, { "note", STYLE_NOTE },
	};

	if (strcmp(kind, "heading") == 0)
		return level <= 1 ? STYLE_HEADING_1 : level == 2 ? STYLE_HEADING_2 :
		       STYLE_HEADING_3;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].style;
	return STYLE_BODY;
}

/* Appendix I of the decree: 30, 40 and 20 mm for marks of urgency; those of
   secrecy get the same by the length of their words. */
int page_mark_width(const char *mark)
{
	static const struct { const char *mark; int mm; } widths[] = {
		{ "KHẨN", 20 }, { "MẬT", 20 }, { "HỎA TỐC", 30 }, { "TỐI MẬT", 30 },
		{ "THƯỢNG KHẨN", 40 }, { "TUYỆT MẬT", 40 },
	};

	must(mark != NULL, "the width of no mark");
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		if (strcmp(widths[i].mark, mark) == 0)
			return TWIPS(widths[i].mm);
	return TWIPS(40);
}
