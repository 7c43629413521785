#include "command/registry.h"

#include "access/account.h"
#include "attachment/attachment.h"
#include "base/must.h"
#include "command/account_command.h"
#include "command/backup_command.h"
#include "command/cert_command.h"
#include "command/command.h"
#include "command/completion.h"
#include "command/config_command.h"
#include "command/describe_command.h"
#include "command/erase_command.h"
#include "command/export_command.h"
#include "command/demo_krong_ana.h"
#include "command/help_command.h"
#include "command/init_command.h"
#include "command/inject_command.h"
#include "command/programme_command.h"
#include "command/report_command.h"
#include "command/serve_command.h"
#include "command/unit_command.h"
#include "command/verify_command.h"
#include "command/version.h"
#include "conduct/conduct.h"
#include "evaluation/evaluation.h"
#include "inject/inject.h"
#include "my_work/my_work.h"
#include "person/person_import.h"
#include "plan/plan.h"
#include "programme/programme.h"
#include "report/report.h"
#include "unit/import.h"
#include "unit/unit.h"
#include "unit/unit_api.h"
#include "web/account_api.h"
#include "web/describe.h"
#include "web/journal_api.h"
#include "web/session_api.h"
#include "web/site.h"

/* How to add a line: below the remark with your room's name, so that two rooms
   never touch the same place. */

static const struct record_type *const types[] = {
	/* access */
	&account_type, &role_type, &grant_type, &token_type, &policy_type,
	/* attachment */
	&attachment_type,
	/* unit */
	&unit_type, &unit_link_type, &unit_alias_type, &succession_type,
	/* person */
	&person_type, &post_type,
	/* programme */
	&exercise_kind_type, &programme_type, &legal_basis_type, &target_type,
	&programme_unit_type, &scheduled_exercise_type,
	/* exercise */
	&exercise_type, &participation_type, &objective_type, &phase_type,
	&training_problem_type, &content_type, &content_item_type, &organisation_member_type,
	&award_type, &incident_type,
	/* inject */
	&script_type, &cell_type, &cell_member_type, &storyline_type, &script_event_type,
	&script_incident_type, &inject_type, &inject_recipient_type, &inject_condition_type,
	&objective_link_type,
	/* evaluation */
	&grade_scale_type, &grade_level_type, &score_sheet_type, &criterion_type, &score_type,
	&result_type,
	/* lesson */
	&finding_type, &corrective_task_type,
	/* plan */
	&plan_type, &plan_revision_type,
	/* report */
	&report_type,
	/* conduct */
	&run_type, &run_segment_type, &run_cell_type, &run_member_type, &run_inject_type,
	&run_condition_type, &run_recipient_type, &run_message_type, &run_decision_type,
	&run_log_type,
	/* my_work */
	NULL,
};

static const struct collection *const collections[] = {
	/* access */
	&account_collection, &role_collection, &grant_collection, &token_collection,
	&policy_collection,
	/* unit */
	&unit_collection, &unit_link_collection, &succession_collection, &unit_alias_collection,
	/* person */
	&person_collection, &post_collection,
	/* programme */
	&exercise_kind_collection, &programme_collection, &legal_basis_collection,
	&target_collection, &programme_unit_collection, &scheduled_exercise_collection,
	/* exercise */
	&exercise_collection, &participation_collection, &objective_collection,
	&phase_collection, &training_problem_collection, &content_collection,
	&content_item_collection, &organisation_member_collection, &award_collection,
	&incident_collection,
	/* inject */
	&script_collection, &cell_collection, &cell_member_collection, &storyline_collection,
	&script_event_collection, &script_incident_collection, &inject_collection,
	&inject_recipient_collection, &inject_condition_collection, &objective_link_collection,
	/* evaluation */
	&grade_scale_collection, &grade_level_collection, &score_sheet_collection,
	&criterion_collection, &score_collection, &result_collection,
	/* lesson */
	&finding_collection, &corrective_task_collection,
	/* plan */
	&plan_collection, &plan_revision_collection,
	/* report */
	&report_collection,
	/* conduct */
	&run_collection, &run_segment_collection, &run_cell_collection, &run_member_collection,
	&run_inject_collection, &run_condition_collection, &run_recipient_collection,
	&run_message_collection, &run_decision_collection, &run_log_collection,
	NULL,
};

static const struct importer *const importers[] = {
	/* unit */
	&unit_importer, &succession_importer,
	/* person */
	&person_importer,
	/* inject */
	&inject_importer,
	/* evaluation */
	&result_importer,
	NULL,
};

/* What lies within what, from the left to the right. */
static access_scope_source *const scope_sources[] = {
	/* unit */
	unit_fill_scopes,
	/* exercise */
	exercise_fill_scopes,
	/* conduct */
	conduct_fill_scopes,
	NULL,
};

static const struct route_table *const tables[] = {
	/* access */
	/* web */
	&session_routes, &account_routes, &journal_routes,
	&server_routes, &describe_routes,
	/* attachment */
	&attachment_routes,
	/* unit */
	&unit_routes, &import_routes,
	/* person */
	/* programme */
	/* exercise */
	&exercise_routes,
	/* inject */
	&inject_routes,
	/* evaluation */
	&evaluation_routes,
	/* lesson */
	/* plan */
	/* report */
	&report_routes,
	/* conduct */
	&run_routes,
	/* my_work */
	&my_work_routes,
	NULL,
};

/* In the order of the help. */
const struct command *const commands[] = {
	&init_command,
	&serve_command,
	&account_add_command,
	&account_list_command,
	&account_password_command,
	&account_recover_command,
	&account_disable_command,
	&unit_import_command,
	&unit_list_command,
	&unit_show_command,
	&unit_history_command,
	&programme_list_command,
	&programme_show_command,
	&exercise_list_command,
	&exercise_show_command,
	&inject_list_command,
	&inject_check_command,
	&inject_export_command,
	&inject_import_command,
	&export_all_command,
	&report_summary_command,
	&report_check_command,
	&backup_command,
	&restore_command,
	&verify_command,
	&erase_command,
	&cert_command,
	&describe_command,
	&config_show_command,
	&completion_command,
	&help_command,
	&version_command,
	NULL,
};

/* What `init --demo` can write. */
const struct demo demos[] = {
	{ "krong-ana", demo_krong_ana, demo_accounts },
	{ 0 },
};

void registry_install(void)
{
	size_t route_tables;
	const struct route_table *routes;

	journal_set_label_follower(attachment_follow_label);
	journal_set_types(types);
	collection_set_all(collections);
	import_set_all(importers);
	access_set_scope_sources(scope_sources);
	access_set_word_source(unit_find_word);
	routes = registry_routes(&route_tables);
	describe_set_routes(routes, route_tables);
}

const struct route_table *registry_routes(size_t *count_out)
{
	/* the last place, NULL in `tables`, is that of the collections */
	static struct route_table all[sizeof(tables) / sizeof(tables[0])];
	size_t count = 0;

	for (; tables[count] != NULL; count++) {
		must(tables[count]->count > 0, "a table without routes");
		all[count] = *tables[count];
	}
	all[count++] = collection_routes();
	*count_out = count;
	return all;
}
