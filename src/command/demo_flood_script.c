/* The injects of the demonstration's civil-defence exercise: a flood, a landslide, an
   evacuation, loss of power and of communication, in a commune of made-up places. */

#include "command/demo_flood.h"

/* In the order of their numbers, so that `parent` can name one. */
const struct flood_inject flood_injects[] = {
	/* 1 */
	{ -30, 4, 0, MEANS_RADIO,
	  "Ban Đạo diễn",
	  "SCH CUUHO YTE TTIN",
	  "Kiểm tra liên lạc",
	  "Các bộ phận báo cáo: quân số có mặt, kênh liên lạc chính và dự phòng, tình "
	  "trạng thiết bị.",
	  "Bốn bộ phận trả lời trong 5 phút; bộ phận không trả lời thì Tổ thông tin cử "
	  "người đến.",
	  .kind = INJECT_ADMINISTRATIVE, .within = 5 },
	/* 2 */
	{ 0, 4, 0, MEANS_VERBAL,
	  "Ban Đạo diễn",
	  "SCH CUUHO YTE TTIN",
	  "Khai mạc (giờ T)",
	  "Bắt đầu diễn tập. Mọi điện, báo cáo phải mở đầu và kết thúc bằng “Diễn tập”. "
	  "Có sự cố thật thì báo: “Dừng diễn tập, sự cố thật”.",
	  "Các bộ phận vào vị trí, mở sổ nhật ký.",
	  .kind = INJECT_ADMINISTRATIVE },
	/* 3 */
	{ 2, 1, 0, MEANS_WRITTEN,
	  "Đài Khí tượng thủy văn (giả định)",
	  "SCH TTIN",
	  "Tin dự báo mưa lớn",
	  "Trong 24 giờ tới trên địa bàn có mưa to đến rất to, lượng mưa 150–250 mm, có "
	  "nơi trên 300 mm. Nguy cơ cao lũ quét, sạt lở đất ở vùng đồi dốc, ngập úng ở "
	  "nơi thấp trũng.",
	  "Trực ban vào sổ, báo cáo Trưởng ban trong 5 phút; phân tích thôn nào chịu ảnh "
	  "hưởng.",
	  .within = 10 },
	/* 4 */
	{ 8, 1, 0, MEANS_PHONE,
	  "Ban Chỉ huy phòng thủ dân sự tỉnh (đóng vai)",
	  "SCH",
	  "Chỉ đạo của cấp trên",
	  "Yêu cầu xã tổ chức trực 24/24 giờ, rà soát khu vực nguy cơ, báo cáo công tác "
	  "chuẩn bị trước phút 40.",
	  "Ghi nhận, giao việc cho từng thành viên; ấn định giờ báo cáo.",
	  .within = 10 },
	/* 5 */
	{ 12, 2, 0, MEANS_VERBAL,
	  "Trưởng ban (theo vai)",
	  "SCH",
	  "Họp Ban Chỉ huy phòng thủ dân sự xã",
	  "Triệu tập họp trong 15 phút: đánh giá tình hình, xác định khu vực trọng điểm, "
	  "phương án sơ tán, phân công địa bàn.",
	  "Kết luận bằng văn bản: khu vực trọng điểm, lực lượng, giờ bắt đầu sơ tán, "
	  "người phụ trách.",
	  .within = 20, .is_critical = true },
	/* 6 */
	{ 18, 3, 0, MEANS_BROADCAST,
	  "Sở chỉ huy thống nhất",
	  "TTIN",
	  "Soạn thông báo mưa lũ cho nhân dân",
	  "Soạn và phát thông báo trên truyền thanh: tình hình mưa, nơi nguy hiểm, số "
	  "điện thoại cần gọi, việc mỗi gia đình phải làm.",
	  "Bản tin dưới 2 phút, lời dễ hiểu, có tiếng Việt và tiếng dân tộc tại chỗ; phát "
	  "ba lần.",
	  .within = 15 },
	/* 7 */
	{ 22, 5, 0, MEANS_PHONE,
	  "Thôn trưởng thôn 5 (đóng vai)",
	  "SCH",
	  "Thôn xin lực lượng kiểm tra đồi",
	  "Mưa to, nước từ đồi chảy xuống đục hơn mọi năm. Bà con lo, đề nghị xã cho "
	  "người lên xem.",
	  "Cử tổ kiểm tra, dặn dân nhà sát taluy sẵn sàng rời nhà.",
	  .within = 15 },
	/* 8 */
	{ 25, 5, 0, MEANS_WRITTEN,
	  "Sở chỉ huy thống nhất",
	  "CUUHO",
	  "Lệnh tập trung lực lượng xung kích",
	  "Tập trung 40 người, 2 xuồng máy, 1 xe tải, áo phao, dây, đèn tại sân vận động "
	  "xã; báo quân số và thiếu hụt.",
	  "Báo cáo đúng quân số, thiết bị; nêu thứ thiếu và cách bù.",
	  .within = 15 },
	/* 9 */
	{ 30, 5, 0, MEANS_PHONE,
	  "Sở chỉ huy thống nhất",
	  "YTE",
	  "Lệnh chuẩn bị y tế",
	  "Chuẩn bị tổ cấp cứu lưu động 5 người, thuốc, cáng, nước khử khuẩn; dự kiến nơi "
	  "phân loại nạn nhân.",
	  "Báo cáo tổ cấp cứu, cơ số thuốc, nơi phân loại và đường chuyển tuyến.",
	  .within = 15 },
	/* 10 */
	{ 34, 2, 0, MEANS_VERBAL,
	  NULL,
	  "SCH",
	  "Ra quyết định ứng phó",
	  NULL,
	  "Sở chỉ huy ban hành quyết định ứng phó và báo cáo cấp trên trước phút 40.",
	  .kind = INJECT_EXPECTED_ACTION, .is_critical = true },
	/* 11 */
	{ 36, 7, 1, MEANS_PHONE,
	  "Người dân thôn 2 (đóng vai)",
	  "SCH",
	  "Nước qua mặt ngầm suối Cạn",
	  "Nước đã qua mặt ngầm khoảng 30 cm và lên nhanh. Vẫn có xe máy liều chạy qua.",
	  "Lệnh chốt chặn hai đầu, đặt biển, giăng dây; báo các thôn đi đường vòng.",
	  .within = 5, .is_critical = true },
	/* 12 */
	{ 40, 2, 0, MEANS_PHONE,
	  "Ban Chỉ huy phòng thủ dân sự tỉnh (đóng vai)",
	  "SCH",
	  "Cấp trên nhắc báo cáo",
	  "Đã quá hạn, chưa nhận được báo cáo công tác chuẩn bị của xã. Báo cáo ngay bằng "
	  "điện thoại, văn bản gửi sau.",
	  "Báo cáo miệng ngắn gọn đủ năm ý: tình hình, đã làm, đang làm, khó khăn, đề "
	  "nghị.",
	  .kind = INJECT_CONTINGENCY, .release = RELEASE_MANUAL, .within = 5, .parent = 10 },
	/* 13 */
	{ 42, 7, 1, MEANS_RADIO,
	  "Tổ chốt ngầm (đóng vai)",
	  "CUUHO SCH",
	  "Một xe máy bị cuốn tại ngầm",
	  "Một người đi xe máy bị nước cuốn cách ngầm 60 m, đang bám cành cây. Nước xiết.",
	  "Đội cứu hộ dùng dây và phao, không cho người lội tay không; y tế có mặt ở bờ.",
	  .within = 5, .outcomes = "cứu được\nkhông tiếp cận được" },
	/* 14 */
	{ 46, 10, 1, MEANS_RADIO,
	  "Tổ cứu hộ số 1 (đóng vai)",
	  "YTE",
	  "Nạn nhân ngạt nước",
	  "Đã đưa được nạn nhân lên bờ: nam, khoảng 30 tuổi, lơ mơ, thở yếu, lạnh.",
	  "Sơ cứu ngạt nước, giữ ấm, quyết định chuyển tuyến; báo sở chỉ huy.",
	  .release = RELEASE_CONDITION, .within = 10, .waits = CONDITION_PARENT_OUTCOME,
	  .parent = 13, .outcome = "cứu được" },
	/* 15 */
	{ 46, 7, 1, MEANS_RADIO,
	  "Tổ cứu hộ số 1 (đóng vai)",
	  "SCH",
	  "Không tiếp cận được nạn nhân",
	  "Dây ngắn, nước xiết, xuồng không ra được. Đề nghị tăng phương tiện.",
	  "Xin cấp trên tăng phương tiện, lập điểm quan sát phía dưới dòng; không mạo "
	  "hiểm lực lượng.",
	  .release = RELEASE_CONDITION, .within = 10, .waits = CONDITION_PARENT_OUTCOME,
	  .parent = 13, .outcome = "không tiếp cận được" },
	/* 16 */
	{ 50, 6, 2, MEANS_PHONE,
	  "Thôn trưởng thôn 3 (đóng vai)",
	  "SCH",
	  "Nước vào nhà dân thôn 3",
	  "Nước đã vào 12 nhà, sâu 40 cm, mỗi giờ lên khoảng 20 cm. Có 11 người già yếu, "
	  "2 phụ nữ sắp sinh.",
	  "Lệnh sơ tán, ưu tiên người yếu thế; chỉ rõ nơi đến, phương tiện, người phụ "
	  "trách.",
	  .within = 10, .is_critical = true },
	/* 17 */
	{ 52, 6, 2, MEANS_VERBAL,
	  NULL,
	  "SCH",
	  "Lệnh sơ tán thôn 3",
	  NULL,
	  "Sở chỉ huy ra lệnh sơ tán thôn 3 và giao phương tiện trước phút 60.",
	  .kind = INJECT_EXPECTED_ACTION, .is_critical = true },
	/* 18 */
	{ 56, 6, 2, MEANS_WRITTEN,
	  "Sở chỉ huy thống nhất",
	  "CUUHO",
	  "Giao nhiệm vụ sơ tán thôn 3",
	  "Dùng 2 xuồng, 1 xe tải đưa dân thôn 3 đến nhà văn hóa trung tâm. Người già "
	  "yếu, trẻ em, phụ nữ mang thai đi trước.",
	  "Lập danh sách theo hộ, đếm người lúc đi và lúc đến; báo cáo từng đợt.",
	  .within = 20 },
	/* 19 */
	{ 60, 6, 2, MEANS_PHONE,
	  "Người dân thôn 3 (đóng vai)",
	  "SCH TTIN",
	  "Hộ dân không chịu đi",
	  "Gia đình 6 người ở cuối thôn không chịu rời nhà vì còn đàn bò và lúa mới gặt.",
	  "Cử người có uy tín vận động, tính cách giữ tài sản; cuối cùng mới cưỡng chế "
	  "theo thẩm quyền.",
	  .within = 15 },
	/* 20 */
	{ 62, 6, 2, MEANS_PHONE,
	  "Ban Chỉ huy phòng thủ dân sự tỉnh (đóng vai)",
	  "SCH",
	  "Cấp trên hỏi tiến độ sơ tán",
	  "Hồ phía trên sẽ điều tiết từ phút 120. Xã đã sơ tán được bao nhiêu hộ? Bao giờ "
	  "xong?",
	  "Trả lời bằng số; nếu chưa ra lệnh thì ra lệnh ngay.",
	  .kind = INJECT_CONTINGENCY, .release = RELEASE_CONDITION, .within = 5,
	  .waits = CONDITION_PARENT_NOT_ANSWERED, .parent = 16, .stands_for = 17,
	  .waits_minutes = 12 },
	/* 21 */
	{ 64, 3, 2, MEANS_BROADCAST,
	  "Sở chỉ huy thống nhất",
	  "TTIN",
	  "Phát lệnh sơ tán trên truyền thanh",
	  "Phát lệnh sơ tán thôn 3: nơi đến, đường đi, giấy tờ và đồ dùng mang theo, số "
	  "điện thoại trợ giúp.",
	  "Phát ngay, nhắc lại 10 phút một lần; có loa cầm tay đến tận xóm.",
	  .within = 8 },
	/* 22 */
	{ 68, 10, 2, MEANS_RADIO,
	  "Tổ xuồng số 2 (đóng vai)",
	  "YTE SCH",
	  "Sản phụ chuyển dạ trên xuồng",
	  "Trên xuồng có chị mang thai 39 tuần đau bụng dồn dập, còn cách bờ 15 phút.",
	  "Trạm y tế hướng dẫn qua máy, cử nữ hộ sinh đón tại bến; báo bệnh viện tuyến "
	  "trên.",
	  .within = 5 },
	/* 23 */
	{ 72, 7, 1, MEANS_PHONE,
	  "Lái xe khách (đóng vai)",
	  "SCH",
	  "Xe khách mắc kẹt giữa hai điểm ngập",
	  "Xe 29 chỗ, có 21 người, kẹt giữa ngầm suối Cạn và đoạn đường ngập. Có trẻ nhỏ.",
	  "Chỉ nơi cao gần nhất, cử người tiếp cận, cấp nước và thức ăn; ghi danh sách.",
	  .within = 10 },
	/* 24 */
	{ 76, 8, 7, MEANS_PHONE,
	  "Quản lý nhà văn hóa (đóng vai)",
	  "SCH",
	  "Nhà văn hóa quá tải",
	  "Đã có 120 người, còn khoảng 55 người đang đến. Thiếu chiếu, nước uống, nhà vệ "
	  "sinh.",
	  "Mở thêm trường học, phân khu nam nữ, cấp nước; phân công trật tự.",
	  .within = 10 },
	/* 25 */
	{ 80, 8, 7, MEANS_VERBAL,
	  "Người phụ nữ (đóng vai)",
	  "TTIN SCH",
	  "Lạc một cháu nhỏ",
	  "Một phụ nữ báo lạc cháu trai 5 tuổi khi xuống xuồng, áo xanh, đi dép đỏ.",
	  "Đối chiếu danh sách từng đợt, hỏi các nơi đến, phát tin tìm; không loan tin "
	  "gây hoang mang.",
	  .within = 10 },
	/* 26 */
	{ 84, 9, 3, MEANS_PHONE,
	  "Người dân thôn 5 (đóng vai)",
	  "SCH",
	  "Sạt lở vùi lấp nhà dân",
	  "Đất trên đồi đổ xuống hai nhà sát chân taluy. Có người kêu cứu ở trong, chưa "
	  "biết mấy người.",
	  "Điều đội cứu hộ và y tế ngay; cảnh giới taluy; phong tỏa, không cho dân tự ý "
	  "vào đào.",
	  .within = 5, .is_critical = true },
	/* 27 */
	{ 86, 9, 3, MEANS_VERBAL,
	  NULL,
	  "CUUHO",
	  "Cử người cảnh giới taluy",
	  NULL,
	  "Đội cứu hộ đặt ít nhất hai người cảnh giới trên đỉnh và quy định tín hiệu rút "
	  "trước khi đào.",
	  .kind = INJECT_EXPECTED_ACTION, .is_critical = true },
	/* 28 */
	{ 88, 9, 3, MEANS_WRITTEN,
	  "Sở chỉ huy thống nhất",
	  "CUUHO YTE",
	  "Giao nhiệm vụ cứu nạn tại thôn 5",
	  "Đội cứu hộ đào tìm người bị vùi; trạm y tế lập điểm phân loại cách chân taluy "
	  "ít nhất 100 m.",
	  "Chia ca đào 15 phút, giữ im lặng để nghe; mở đường cho xe cấp cứu.",
	  .within = 15, .outcomes = "tìm được cả hai\nmới tìm được một" },
	/* 29 */
	{ 92, 10, 3, MEANS_RADIO,
	  "Tổ cứu hộ tại thôn 5 (đóng vai)",
	  "YTE",
	  "Ba người tự ra được, bị thương",
	  "Ba người đã ra: một gãy cẳng chân hở, một vết thương đầu tỉnh táo, một cháu bé "
	  "hoảng loạn không vết thương.",
	  "Phân loại đúng mức ưu tiên, cầm máu, cố định; lập phiếu từng người.",
	  .within = 10 },
	/* 30 */
	{ 96, 9, 4, MEANS_RADIO,
	  "Người cảnh giới (đóng vai)",
	  "CUUHO SCH",
	  "Taluy nứt thêm, đất rơi",
	  "Vết nứt trên đỉnh rộng thêm một gang tay, đất đá nhỏ rơi liên tục phía trên "
	  "chỗ đào.",
	  "Phát tín hiệu rút ngay, điểm lại quân số, đánh giá rồi mới vào tiếp.",
	  .within = 2, .is_critical = true },
	/* 31 */
	{ 97, 9, 4, MEANS_RADIO,
	  "Ban Đạo diễn",
	  "CUUHO",
	  "Nhắc về an toàn cho lực lượng cứu nạn",
	  "Chỉ huy đội báo cáo: ai cảnh giới, tín hiệu rút là gì, quân số hiện ở dưới "
	  "taluy.",
	  "Lập tức bố trí cảnh giới; nếu không, đạo diễn cho dừng nội dung này.",
	  .kind = INJECT_CONTINGENCY, .release = RELEASE_MANUAL, .within = 3, .parent = 27 },
	/* 32 */
	{ 100, 11, 4, MEANS_PHONE,
	  "Thôn trưởng thôn 5 (đóng vai)",
	  "SCH",
	  "Chín hộ dưới vết nứt",
	  "Dưới vết nứt còn 9 hộ, 34 người. Bà con muốn ở lại coi nhà.",
	  "Lệnh sơ tán khẩn cấp ngoài tầm sạt; kiểm tra từng nhà; cấm quay lại.",
	  .within = 5, .is_critical = true },
	/* 33 */
	{ 104, 10, 3, MEANS_RADIO,
	  "Tổ cứu hộ tại thôn 5 (đóng vai)",
	  "YTE SCH",
	  "Đưa được hai người bị vùi ra",
	  "Đã đưa được hai người: một nữ bất tỉnh còn thở, một nam tỉnh, đùi bị đè khoảng "
	  "40 phút.",
	  "Xử trí hội chứng vùi lấp, chuyển tuyến ngay người nặng; báo tuyến trên.",
	  .release = RELEASE_CONDITION, .within = 8, .waits = CONDITION_PARENT_OUTCOME,
	  .parent = 28, .outcome = "tìm được cả hai" },
	/* 34 */
	{ 104, 9, 3, MEANS_RADIO,
	  "Tổ cứu hộ tại thôn 5 (đóng vai)",
	  "SCH",
	  "Còn một người chưa tìm thấy",
	  "Mới đưa ra được một người. Theo gia đình còn một người ở gian bếp phía sau.",
	  "Đổi hướng đào, xin thiết bị dò tìm, không dừng khi chưa xác minh.",
	  .release = RELEASE_CONDITION, .within = 8, .waits = CONDITION_PARENT_OUTCOME,
	  .parent = 28, .outcome = "mới tìm được một" },
	/* 35 */
	{ 108, 9, 3, MEANS_PHONE,
	  "Phóng viên (đóng vai)",
	  "TTIN SCH",
	  "Báo chí hỏi về sạt lở",
	  "Xin số người chết, bị thương và nguyên nhân; cho biết xã có cảnh báo trước "
	  "không.",
	  "Chỉ người phát ngôn trả lời; nêu số đã xác minh, không phỏng đoán; hẹn giờ tin "
	  "sau.",
	  .within = 10 },
	/* 36 */
	{ 112, 12, 5, MEANS_PHONE,
	  "Điện lực (đóng vai)",
	  "SCH",
	  "Mất điện toàn xã",
	  "Đường dây trung áp đổ ba cột do sạt đất. Thời gian khắc phục chưa xác định, ít "
	  "nhất 8 giờ.",
	  "Cho chạy máy phát ở sở chỉ huy, trạm y tế; lập danh sách nơi phải ưu tiên "
	  "điện.",
	  .within = 5 },
	/* 37 */
	{ 114, 12, 5, MEANS_PHONE,
	  "Trạm y tế (đóng vai)",
	  "SCH",
	  "Trạm y tế cần điện cho máy thở",
	  "Có một bệnh nhân đang thở máy mượn của tuyến trên; bình dự phòng còn 30 phút.",
	  "Điều máy phát và nhiên liệu, hoặc chuyển tuyến ngay; chọn cách nhanh hơn.",
	  .within = 5, .is_critical = true },
	/* 38 */
	{ 118, 12, 5, MEANS_VERBAL,
	  "Thủ kho (đóng vai)",
	  "SCH",
	  "Nhiên liệu máy phát chỉ còn 4 giờ",
	  "Kho còn 60 lít dầu. Hai máy phát cùng chạy thì hết sau 4 giờ.",
	  "Quyết định ưu tiên, giờ chạy luân phiên; hỏi cửa hàng xăng dầu có máy bơm tay.",
	  .within = 10 },
	/* 39 */
	{ 122, 12, 5, MEANS_MESSAGE,
	  "Hiệu trưởng (đóng vai)",
	  "SCH TTIN",
	  "Trường học tối, trẻ hoảng sợ",
	  "Ở điểm sơ tán trường học không có đèn, có nhiều trẻ nhỏ khóc, một số người "
	  "muốn bỏ về.",
	  "Cấp đèn, cử đoàn thể đến; giải thích cho dân; không để ai tự ý về.",
	  .within = 10 },
	/* 40 */
	{ 130, 13, 6, MEANS_RADIO,
	  "Tổ thông tin, liên lạc",
	  "SCH",
	  "Mất sóng di động toàn xã",
	  "Các mạng di động đều mất sóng. Truyền thanh không dây còn chạy bằng ắc quy.",
	  "Chuyển sang vô tuyến điện và liên lạc viên theo kế hoạch; báo tất cả bộ phận.",
	  .within = 5, .is_critical = true },
	/* 41 */
	{ 132, 13, 6, MEANS_VERBAL,
	  NULL,
	  "TTIN",
	  "Lập mạng liên lạc viên",
	  NULL,
	  "Tổ thông tin cử liên lạc viên đến từng bộ phận và thôn trong 10 phút, có sổ "
	  "giao nhận.",
	  .kind = INJECT_EXPECTED_ACTION, .is_critical = true },
	/* 42 */
	{ 136, 13, 6, MEANS_WRITTEN,
	  "Liên lạc viên thôn 6 (đóng vai)",
	  "SCH",
	  "Thư tay từ thôn 6 bị cô lập",
	  "Thôn 6 bị cô lập, 61 hộ. Còn gạo 2 ngày, thiếu thuốc tăng huyết áp. Có một cụ "
	  "bà khó thở.",
	  "Trả lời bằng thư tay có giờ; cử tổ quân y, cứu trợ theo đường vòng.",
	  .within = 10 },
	/* 43 */
	{ 140, 13, 6, MEANS_RADIO,
	  "Trạm vô tuyến thôn 2 (đóng vai)",
	  "TTIN",
	  "Kênh vô tuyến bị chen",
	  "Nhiều máy cùng nói trên một kênh, điện quan trọng bị lỡ.",
	  "Quy định kênh, thứ tự ưu tiên, quy ước nhắc lại điện; có người trực sổ điện.",
	  .within = 8 },
	/* 44 */
	{ 142, 13, 6, MEANS_VERBAL,
	  "Ban Đạo diễn",
	  "TTIN SCH",
	  "Nhắc lập liên lạc viên",
	  "Cấp trên không liên lạc được với xã. Báo cáo cách xã đang giữ liên lạc với "
	  "thôn 5 và thôn 6.",
	  "Cử ngay liên lạc viên, báo tuyến đường và giờ về.",
	  .kind = INJECT_CONTINGENCY, .release = RELEASE_MANUAL, .within = 5, .parent = 41 },
	/* 45 */
	{ 146, 8, 8, MEANS_VERBAL,
	  "Người dân nơi sơ tán (đóng vai)",
	  "SCH TTIN",
	  "Tin đồn vỡ đập",
	  "Ở nhà văn hóa lan tin hồ phía trên đã vỡ. Nhiều người chạy ra đường, suýt giẫm "
	  "đạp.",
	  "Xác minh qua vô tuyến với quản lý hồ, cải chính bằng loa; ổn định trật tự.",
	  .within = 8, .is_critical = true, .outcomes = "dân yên tâm\ndân vẫn bỏ chạy" },
	/* 46 */
	{ 150, 8, 8, MEANS_RADIO,
	  "Tổ trật tự (đóng vai)",
	  "SCH CUUHO",
	  "Ùn tắc, ngã ở cửa nhà văn hóa",
	  "Dân vẫn bỏ chạy, hai người ngã ở bậc thềm, xe cứu thương không vào được.",
	  "Phân luồng, giải tỏa lối xe; cử người có uy tín giải thích tại chỗ.",
	  .release = RELEASE_CONDITION, .within = 5, .waits = CONDITION_PARENT_OUTCOME,
	  .parent = 45, .outcome = "dân vẫn bỏ chạy" },
	/* 47 */
	{ 156, 12, 5, MEANS_PHONE,
	  "Chủ trại heo (đóng vai)",
	  "SCH",
	  "Hộ chăn nuôi xin máy phát",
	  "Trại 400 con heo, mất điện quạt thông gió, xin mượn máy phát của xã.",
	  "Từ chối hoặc hẹn có lý do, giữ điện cho người; chỉ cách mở chuồng thông gió.",
	  .release = RELEASE_RESERVE, .within = 10 },
	/* 48 */
	{ 0, 7, 1, MEANS_PHONE,
	  "Người dân (đóng vai)",
	  "SCH",
	  "Báo tin sai về người mất tích",
	  "Có người nói thấy một em bé trôi ở suối, nhưng không để lại tên và số máy.",
	  "Xác minh trước khi điều lực lượng; ghi sổ; hỏi các nơi sơ tán.",
	  .release = RELEASE_RESERVE, .within = 10 },
	/* 49 */
	{ 0, 10, 0, MEANS_PHONE,
	  "Cửa hàng gas (đóng vai)",
	  "CUUHO SCH",
	  "Rò khí gas trong nước ngập",
	  "Ba bình gas lớn trôi khỏi kho, có mùi gas gần dãy nhà trọ.",
	  "Khoanh vùng, cấm lửa, cấm bật tắt điện; gọi cảnh sát chữa cháy.",
	  .release = RELEASE_RESERVE, .within = 5 },
	/* 50 */
	{ 0, 8, 7, MEANS_VERBAL,
	  "Ban quản lý trường học (đóng vai)",
	  "YTE SCH",
	  "Nhiều người đau bụng sau bữa cơm",
	  "Bảy người ở điểm sơ tán nôn, đau bụng sau bữa cơm 1 giờ.",
	  "Giữ mẫu thức ăn, cách ly, truyền dịch; tìm nguồn nước, thức ăn; báo tuyến "
	  "trên.",
	  .release = RELEASE_RESERVE, .within = 8 },
	/* 51 */
	{ 0, 2, 0, MEANS_VERBAL,
	  "Ban Đạo diễn",
	  "SCH",
	  "Trưởng ban vắng mặt",
	  "Theo giả định, Trưởng ban không có mặt trong 30 phút tới.",
	  "Phó trưởng ban thường trực chỉ huy ngay, công bố cho các bộ phận.",
	  .release = RELEASE_RESERVE, .within = 5 },
	/* 52 */
	{ 165, 6, 2, MEANS_VERBAL,
	  NULL,
	  "CUUHO",
	  "Báo cáo sơ tán xong thôn 3",
	  NULL,
	  "Đội cứu hộ báo đủ 42 hộ, 168 khẩu, nêu người chưa tìm thấy nếu có.",
	  .kind = INJECT_EXPECTED_ACTION },
	/* 53 */
	{ 170, 1, 0, MEANS_WRITTEN,
	  "Đài Khí tượng thủy văn (giả định)",
	  "SCH",
	  "Mưa giảm, lũ xuống chậm",
	  "Mưa giảm dần. Lũ trên suối xuống chậm trong 6 giờ tới; nguy cơ sạt lở đất vẫn "
	  "cao.",
	  "Không cho dân về vùng sạt; lập điều kiện cho dân thôn 3 trở về.",
	  .within = 10 },
	/* 54 */
	{ 176, 14, 0, MEANS_PHONE,
	  "Trưởng thôn 3 (đóng vai)",
	  "YTE SCH",
	  "Giếng nước bị ngập bẩn",
	  "Mười tám giếng bị ngập, xác gia súc còn trên đồng, một số trẻ nổi mẩn.",
	  "Khử khuẩn giếng, xử lý xác gia súc, phát nước sạch; theo dõi bệnh tiêu chảy, "
	  "da liễu.",
	  .within = 15 },
	/* 55 */
	{ 182, 14, 7, MEANS_VERBAL,
	  "Nhóm thiện nguyện (đóng vai)",
	  "SCH TTIN",
	  "Đoàn cứu trợ đến không báo trước",
	  "Ba xe cứu trợ tự đến, muốn phát ngay ở cổng nhà văn hóa; dân kéo ra đông.",
	  "Một đầu mối tiếp nhận, danh sách theo hộ, phát công khai; cảm ơn và hướng dẫn.",
	  .within = 10 },
	/* 56 */
	{ 188, 14, 0, MEANS_PHONE,
	  "Điện lực (đóng vai)",
	  "SCH",
	  "Có điện lại ở khu trung tâm",
	  "Sẽ đóng điện khu trung tâm trong 15 phút. Đề nghị xã kiểm tra an toàn điện nhà "
	  "bị ngập.",
	  "Thông báo dân chưa bật điện nhà bị ngập khi chưa kiểm tra; cử tổ điện.",
	  .within = 10 },
	/* 57 */
	{ 194, 15, 0, MEANS_WRITTEN,
	  "Ban Chỉ huy phòng thủ dân sự tỉnh (đóng vai)",
	  "SCH",
	  "Yêu cầu báo cáo nhanh thiệt hại",
	  "Báo cáo trước phút 215: người, nhà, hoa màu, công trình, việc đã làm, kiến "
	  "nghị.",
	  "Số liệu khớp với sổ của các bộ phận; ghi rõ số chưa xác minh.",
	  .within = 20, .is_critical = true },
	/* 58 */
	{ 200, 15, 0, MEANS_VERBAL,
	  "Trưởng ban (theo vai)",
	  "SCH CUUHO YTE TTIN",
	  "Họp đánh giá tình hình",
	  "Mỗi bộ phận báo cáo 3 phút: đã làm được gì, còn gì, cần gì.",
	  "Kết luận việc chuyển trạng thái, thời điểm dân về nhà, phân công khắc phục.",
	  .within = 20 },
	/* 59 */
	{ 215, 15, 0, MEANS_VERBAL,
	  NULL,
	  "SCH",
	  "Gửi báo cáo nhanh thiệt hại",
	  NULL,
	  "Báo cáo nhanh gửi đúng giờ, đúng mẫu, có chữ ký.",
	  .kind = INJECT_EXPECTED_ACTION, .is_critical = true },
	/* 60 */
	{ 218, 15, 0, MEANS_PHONE,
	  "Ban Chỉ huy phòng thủ dân sự tỉnh (đóng vai)",
	  "SCH",
	  "Cấp trên đòi báo cáo nhanh",
	  "Chưa nhận được báo cáo nhanh thiệt hại. Đọc số liệu qua điện thoại ngay.",
	  "Đọc đủ số liệu, xác nhận người nhận.",
	  .kind = INJECT_CONTINGENCY, .release = RELEASE_MANUAL, .within = 5, .parent = 59 },
	/* 61 */
	{ 230, 15, 0, MEANS_VERBAL,
	  "Ban Đạo diễn",
	  "SCH CUUHO YTE TTIN",
	  "Kết thúc diễn tập",
	  "Kết thúc diễn tập. Các bộ phận kiểm tra quân số, trang bị, báo cáo an toàn; "
	  "tập trung rút kinh nghiệm.",
	  "Báo cáo an toàn trong 10 phút; nộp sổ nhật ký, thu hồi tài liệu.",
	  .kind = INJECT_ADMINISTRATIVE, .within = 10 },
	{ .title = NULL },
};
