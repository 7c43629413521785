/* What the demonstration learned: a strength, the tasks for the next term, the plans
   that were revised, and the draft of the report.  The public report says that
   shortcomings were discussed but names none, so none is written. */

#include "base/must.h"
#include "command/demo_private.h"
#include "report/report.h"

/* Tasks of the next term; their owners and days are not published. */
static const struct { enum task_field field; const char *task; } tasks[] = {
	{ TASK_FIELD_LEADERSHIP,
	  "Quán triệt Nghị quyết số 28-NQ/TW ngày 22 tháng 9 năm 2008 của Bộ Chính trị về khu vực "
	  "phòng thủ." },
	{ TASK_FIELD_POSTURE,
	  "Củng cố thế trận quốc phòng toàn dân gắn với thế trận an ninh nhân dân." },
	{ TASK_FIELD_WORKS,
	  "Quy hoạch và lập kế hoạch xây dựng căn cứ chiến đấu, căn cứ hậu phương, công trình "
	  "theo thế trận quân sự." },
	{ TASK_FIELD_FUNDING,
	  "Đề nghị bố trí kinh phí, phân kỳ đầu tư cho Đề án “Bảo đảm quốc phòng”." },
	{ TASK_FIELD_COORDINATION,
	  "Phối hợp giữa các lực lượng; tham mưu xử lý kịp thời tình huống trên địa bàn." },
	{ TASK_FIELD_EDUCATION,
	  "Giáo dục quốc phòng và an ninh cho cán bộ ở cơ sở." },
	{ TASK_FIELD_PREPARATION,
	  "Chuẩn bị con người, vật chất, phương tiện, kinh phí cho diễn tập nhiệm kỳ tới." },
};

static const char *const district_plans[] = { "A", "A2", "A4" };
#define DEPARTMENTS_PLAN "B"	/* of the departments, "các ngành" */

static bool add_tasks(struct demonstration *demo)
{
	for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++) {
		struct corrective_task task = { .programme_id = demo->programme_id,
			.field = tasks[i].field, .task = tasks[i].task, .source = DEMO_SOURCE };

		if (!collection_add(demo->journal, &corrective_task_collection, &task,
				    demo->fault))
			return false;
	}
	return true;
}

/* Its content is never kept, and its versions and days are not published. */
static bool add_plan(struct demonstration *demo, const char *code, struct id holder_unit_id,
		     const char *holder_name)
{
	struct plan plan = { .head.label = plan_type.first_label, .code = code,
		.name = arena_printf(journal_arena(demo->journal), "Kế hoạch %s", code),
		.holder_unit_id = holder_unit_id, .holder_name = holder_name };

	if (!collection_add(demo->journal, &plan_collection, &plan, demo->fault))
		return false;
	struct plan_revision revision = { .head.label = plan_revision_type.first_label,
		.plan_id = plan.head.id, .programme_id = demo->programme_id,
		.summary = "Điều chỉnh, bổ sung qua diễn tập.", .source = DEMO_SOURCE };

	return collection_add(demo->journal, &plan_revision_collection, &revision, demo->fault);
}

static bool add_plans(struct demonstration *demo)
{
	for (size_t i = 0; i < sizeof(district_plans) / sizeof(district_plans[0]); i++)
		if (!add_plan(demo, district_plans[i], demo->district_id, NULL))
			return false;
	return add_plan(demo, DEPARTMENTS_PLAN, ID_NONE, "các ngành");
}

bool demo_add_lessons(struct demonstration *demo)
{
	struct finding strength = { .programme_id = demo->programme_id,
		.kind = FINDING_STRENGTH, .element = ELEMENT_TRAINING,
		.statement = "Trình độ tham mưu của ban, ngành và cơ sở tiến bộ qua diễn tập.",
		.source = DEMO_SOURCE };

	must(!id_is_none(demo->programme_id), "the programme comes first");
	return collection_add(demo->journal, &finding_collection, &strength, demo->fault) &&
	       add_tasks(demo) && add_plans(demo);
}

bool demo_add_report(struct demonstration *demo)
{
	struct report report = {
		.programme_id = demo->programme_id,
		.place = "Krông Ana",
		.subject = "Tổng kết nhiệm vụ diễn tập khu vực phòng thủ huyện, diễn tập chiến đấu "
			   "cấp xã trong khu vực phòng thủ nhiệm kỳ 2021 - 2025",
		.situation = "Huyện Krông Ana có {units.target} đơn vị hành chính cấp xã, gồm 7 xã "
			     "và 1 thị trấn, tính theo cơ cấu trước ngày 01 tháng 7 năm 2025. Kết "
			     "thúc nhiệm kỳ, Ủy ban nhân dân huyện đã tổ chức Hội nghị tổng kết "
			     "nhiệm vụ diễn tập khu vực phòng thủ huyện, diễn tập chiến đấu cấp xã "
			     "trong khu vực phòng thủ.\n"
			     "Về thời gian của nhiệm kỳ, nhan đề của nguồn ghi 2021 - 2025, nội "
			     "dung ghi 2020 - 2025; hồ sơ giữ cả hai cách ghi.",
		.shortcomings_text = "Hội nghị đã thảo luận tồn tại, hạn chế. Nguồn công bố không "
				     "nêu từng tồn tại, nên ở đây chưa ghi.",
		.proposals_text = "Nguồn công bố không nêu kiến nghị, đề xuất, nên ở đây chưa "
				  "ghi.",
	};

	must(!id_is_none(demo->programme_id), "the programme comes first");
	return collection_add(demo->journal, &report_collection, &report, demo->fault);
}
