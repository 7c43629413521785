/* The frame of the demonstration's civil-defence exercise: what it aims at, how it is
   built, who plays, and the threads of its story. */

#include "command/demo_flood.h"

const char *const flood_objectives[] = {
	"Nâng cao năng lực lãnh đạo, chỉ huy, điều hành của cấp ủy, chính quyền và Ban Chỉ huy "
	"phòng thủ dân sự xã khi có mưa lũ, sạt lở đất.",
	"Thuần thục quy trình tiếp nhận, xử lý, thông báo, báo cáo thông tin trong điều kiện mất "
	"điện, mất liên lạc.",
	"Tổ chức sơ tán nhân dân kịp thời, đúng đối tượng, bảo đảm đời sống và trật tự nơi sơ "
	"tán.",
	"Phối hợp tìm kiếm cứu nạn, cấp cứu người bị nạn an toàn cho cả người cứu và người được "
	"cứu.",
	NULL,
};

const char *const flood_phases[FLOOD_PHASES] = {
	"Giai đoạn 1: Chuẩn bị ứng phó",
	"Giai đoạn 2: Thực hành ứng phó",
	"Giai đoạn 3: Khắc phục hậu quả",
};

const struct flood_problem flood_problems[FLOOD_PROBLEMS] = {
	{ 1, "Tiếp nhận, xử lý thông tin dự báo, cảnh báo thiên tai" },
	{ 1, "Chuẩn bị lực lượng, phương tiện theo phương châm “bốn tại chỗ”" },
	{ 2, "Chỉ huy ứng phó mưa lớn, ngập lụt; tổ chức sơ tán nhân dân" },
	{ 2, "Xử trí sạt lở đất, tìm kiếm cứu nạn" },
	{ 2, "Chỉ huy, điều hành khi mất điện, mất liên lạc" },
	{ 3, "Khắc phục hậu quả, ổn định đời sống nhân dân" },
};

const struct flood_content flood_contents[FLOOD_CONTENTS] = {
	{ 1, 2, CONTENT_ITEM_SITUATION, "Tiếp nhận bản tin mưa lũ, tổ chức trực chỉ huy" },
	{ 1, 1, CONTENT_ITEM_MEETING, "Họp Ban Chỉ huy phòng thủ dân sự xã" },
	{ 1, 2, CONTENT_ITEM_SITUATION, "Thông báo, cảnh báo đến nhân dân" },
	{ 2, 1, CONTENT_ITEM_SITUATION, "Lập sở chỉ huy thống nhất, kiểm tra liên lạc" },
	{ 2, 1, CONTENT_ITEM_LIVE, "Huy động lực lượng xung kích, phương tiện, vật chất" },
	{ 3, 3, CONTENT_ITEM_LIVE, "Sơ tán nhân dân vùng ngập" },
	{ 3, 1, CONTENT_ITEM_SITUATION, "Chốt chặn ngầm tràn, bảo đảm giao thông" },
	{ 3, 3, CONTENT_ITEM_SITUATION, "Bảo đảm an ninh, trật tự nơi sơ tán" },
	{ 4, 4, CONTENT_ITEM_LIVE, "Cứu người bị vùi lấp do sạt lở đất" },
	{ 4, 4, CONTENT_ITEM_LIVE, "Cấp cứu, phân loại, vận chuyển người bị nạn" },
	{ 4, 3, CONTENT_ITEM_SITUATION, "Sơ tán khẩn cấp khu vực có nguy cơ sạt tiếp" },
	{ 5, 2, CONTENT_ITEM_SITUATION, "Xử trí mất điện diện rộng" },
	{ 5, 2, CONTENT_ITEM_SITUATION, "Chỉ huy bằng vô tuyến điện và liên lạc viên" },
	{ 6, 3, CONTENT_ITEM_SITUATION, "Vệ sinh môi trường, phòng dịch, cứu trợ" },
	{ 6, 1, CONTENT_ITEM_MEETING, "Thống kê thiệt hại, báo cáo, rút kinh nghiệm" },
};

const struct flood_cell flood_cells[] = {
	{ "SCH", "Sở chỉ huy thống nhất", "Phòng họp tầng 2, máy 101", "tap.sochihuy",
	  CELL_PLAYER },
	{ "CUUHO", "Đội cứu hộ, cứu nạn", "Sân vận động xã, kênh 3", "tap.cuuho", CELL_PLAYER },
	{ "YTE", "Trạm y tế", "Trạm y tế xã, máy 103", "tap.yte", CELL_PLAYER },
	{ "TTIN", "Tổ thông tin, liên lạc", "Đài truyền thanh xã, máy 104", "tap.thongtin",
	  CELL_PLAYER },
	{ "DAODIEN", "Ban Đạo diễn", "Phòng đạo diễn, máy 109", "daodien", CELL_CONTROL },
	{ "DONGVAI", "Tổ đóng vai (cấp trên, thôn, nhân dân)", "Phòng đạo diễn", NULL,
	  CELL_RESPONSE },
	{ "DANHGIA", "Tổ đánh giá", "Đi cùng các bộ phận", "danhgia", CELL_EVALUATION },
	{ NULL, NULL, NULL, NULL, CELL_KIND_UNKNOWN },
};

const struct flood_storyline flood_storylines[] = {
	{ "LU", "Mưa lớn, lũ trên suối", "Buộc sở chỉ huy ra quyết định sơ tán sớm, đúng nơi." },
	{ "SAT", "Sạt lở đất", "Phối hợp cứu người bị vùi lấp và giữ an toàn cho lực lượng cứu." },
	{ "DIEN", "Mất điện, mất liên lạc", "Chỉ huy thông suốt khi phương tiện chính bị hỏng." },
	{ "DAN", "Sơ tán, đời sống nhân dân",
	  "Chăm lo người sơ tán, giữ vững trật tự và lòng dân." },
	{ NULL, NULL, NULL },
};

const struct flood_event flood_events[] = {
	{ 1, "Lũ vượt mức báo động", "Mưa lớn kéo dài làm suối dâng nhanh, ngập đường và nhà." },
	{ 2, "Sạt lở taluy sau khu dân cư",
	  "Đất ngậm nước trượt xuống nhà dân, còn có thể sạt tiếp." },
	{ 3, "Mất điện và mất sóng", "Cột điện đổ; trạm thu phát sóng hết nguồn dự phòng." },
	{ 4, "Đời sống nơi sơ tán", "Nơi sơ tán đông người, thiếu nước, có tin đồn thất thiệt." },
	{ 0, NULL, NULL },
};

const struct flood_incident flood_incidents[] = {
	{ 1, "Ngầm tràn suối Cạn bị ngập", "Nước qua mặt ngầm từ phút 35, sâu nhất 0,9 m.",
	  "Ngầm tràn suối Cạn", "Chốt chặn hai đầu trước khi có người qua." },
	{ 1, "Khu dân cư thôn 3 bị ngập", "42 hộ, 168 khẩu; 11 người già yếu, 2 phụ nữ mang thai.",
	  "Thôn 3", "Toàn bộ người dân đến nơi sơ tán trước phút 110." },
	{ 2, "Nhà dân bị vùi lấp",
	  "Hai nhà; năm người ở trong, hai người bị vùi, ba người tự ra được.",
	  "Chân đồi thôn 5", "Cứu được hai người, có cảnh giới taluy khi đào bới." },
	{ 2, "Nguy cơ sạt tiếp", "Vết nứt dài 40 m trên đỉnh taluy, rộng thêm 2 cm mỗi giờ.",
	  "Đỉnh đồi thôn 5", "Dừng đào bới khi có báo động, sơ tán thêm 9 hộ." },
	{ 3, "Mất điện toàn xã", "Đường dây trung áp đổ ba cột; khắc phục sau 10 giờ.",
	  "Toàn xã", "Sở chỉ huy và trạm y tế có điện dự phòng trong 15 phút." },
	{ 3, "Mất sóng di động", "Trạm phát sóng hết ắc quy ở phút 130.",
	  "Toàn xã", "Chuyển sang vô tuyến điện và liên lạc viên trong 10 phút." },
	{ 4, "Nơi sơ tán quá tải", "Nhà văn hóa chứa 120 người, có 175 người đến.",
	  "Nhà văn hóa trung tâm", "Mở thêm trường học; phân khu, cấp nước uống." },
	{ 4, "Tin đồn vỡ đập", "Tin giả trên mạng; hồ vẫn an toàn.",
	  "Mạng xã hội, nơi sơ tán", "Xác minh, cải chính bằng truyền thanh trong 20 phút." },
	{ 0, NULL, NULL, NULL, NULL },
};
