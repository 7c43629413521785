#include "report/report_api.h"

#include "report/report.h"

static const struct route routes[] = {
	{ "GET", "/api/v1/programmes/:id/progress", report_show_progress,
	  .needs = RIGHT_PROGRAMME_READ, .operation = "programme_progress",
	  .parameters = "structure:string, rule:string, as_of:date, parent_id:id",
	  .help = "The table of a term: units by years with state and grade." },
	{ "GET", "/api/v1/programmes/:id/figures", report_show_figures,
	  .needs = RIGHT_PROGRAMME_READ, .operation = "programme_figures",
	  .help = "The figures of a term, and the records behind each." },
};
const struct route_table report_routes = ROUTES(routes);
