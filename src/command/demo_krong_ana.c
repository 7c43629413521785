#include "command/demo_krong_ana.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "command/demo_private.h"


const struct demo_account demo_accounts[] = {
	{ "quantri", "Tài khoản thử: quản trị", "administrator", DEMO_PASSWORD },
	{ "thuky", "Tài khoản thử: thư ký", "secretary", DEMO_PASSWORD },
	{ "chihuy", "Tài khoản thử: chỉ huy", "commander", DEMO_PASSWORD },
	{ "danhgia", "Tài khoản thử: đánh giá viên", "evaluator", DEMO_PASSWORD },
	{ "lanhdao", "Tài khoản thử: lãnh đạo theo dõi", "viewer", DEMO_PASSWORD },
	{ "daodien", "Tài khoản thử: đạo diễn", "officer", DEMO_PASSWORD },
	/* those who play have no role: a run gives them what they need */
	{ "tap.sochihuy", "Tài khoản thử: Sở chỉ huy thống nhất", NULL, DEMO_PASSWORD },
	{ "tap.cuuho", "Tài khoản thử: Đội cứu hộ, cứu nạn", NULL, DEMO_PASSWORD },
	{ "tap.yte", "Tài khoản thử: Trạm y tế", NULL, DEMO_PASSWORD },
	{ "tap.thongtin", "Tài khoản thử: Tổ thông tin, liên lạc", NULL, DEMO_PASSWORD },
	{ NULL, NULL, NULL, NULL },
};

static bool add_grant(struct demonstration *demo, struct id account_id, const char *role,
		      struct id within_id, const char *reason)
{
	return access_add_grant(demo->journal, account_id, role, within_id, reason, demo->fault);
}

/* The district is no more, so that a grant on it only reads.  Who keeps its file
   today writes for the whole office; the others see what they need to see. */
static bool add_grants(struct demonstration *demo, struct id account_id, const char *role)
{
	if (role == NULL)
		return true;
	if (strcmp(role, "evaluator") == 0 || strcmp(role, "viewer") == 0)
		return add_grant(demo, account_id, role, demo->district_id,
				 "Xem hồ sơ của huyện trước ngày 01/7/2025") &&
		       add_grant(demo, account_id, role, demo->new_province_id, NULL);
	return add_grant(demo, account_id, role, ID_NONE,
			 "Nhận bàn giao hồ sơ của huyện từ ngày 01/7/2025");
}

bool demo_add_accounts(struct demonstration *demo)
{
	if (!access_add_roles(demo->journal, demo->fault))
		return false;
	for (const struct demo_account *a = demo_accounts; a->login != NULL; a++) {
		struct account account = { .login = a->login, .display_name = a->display_name,
					   .clearance = { LABEL_INTERNAL }, .demo = true };

		if (!access_add_account(demo->journal, &account, a->password, demo->fault) ||
		    !add_grants(demo, account.head.id, a->role))
			return false;
	}
	return true;
}

bool demo_krong_ana(struct journal *journal, struct fault *fault)
{
	struct demonstration demo = { .journal = journal, .fault = fault };

	must(journal != NULL && fault != NULL, "the demonstration needs an open part");
	return demo_add_units(&demo) && demo_add_accounts(&demo) && demo_add_programme(&demo) &&
	       demo_add_exercises(&demo) && demo_add_lessons(&demo) && demo_add_report(&demo) &&
	       demo_add_civil_defence(&demo);
}
