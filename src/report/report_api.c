#include "report/report_api.h"

#include "report/report.h"

#define NUMBER_OR_NULL "{\"type\":[\"number\",\"null\"]}"
#define OBJECT(required_, properties_) \
	"{\"type\":\"object\",\"required\":[" required_ "],\"properties\":{" properties_ "}}"
#define CHECKPOINT "{\"type\":[\"object\",\"null\"],\"required\":[\"size\",\"root\"]}"
#define PROGRESS_SCHEMA OBJECT("\"structure\",\"rule\",\"rule_text\",\"years\",\"rows\",\"totals\"", \
	"\"years\":{\"type\":\"array\",\"items\":{\"type\":[\"integer\",\"null\"]}}," \
	"\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}," \
	"\"totals\":" OBJECT("\"target\",\"done\",\"percent\"", "\"target\":" NUMBER_OR_NULL \
		",\"done\":{\"type\":\"integer\"},\"percent\":" NUMBER_OR_NULL))
#define FIGURES_SCHEMA OBJECT("\"figures\",\"rows\",\"checkpoint\"", \
	"\"figures\":{\"type\":\"object\",\"additionalProperties\":" NUMBER_OR_NULL "}," \
	"\"rows\":{\"type\":\"object\",\"additionalProperties\":" \
		OBJECT("\"kind\",\"ids\"", "\"ids\":{\"type\":\"array\"}") "}," \
	"\"checkpoint\":" CHECKPOINT)
#define SUMMARY_SCHEMA OBJECT("\"figures\"", \
	"\"figures\":{\"type\":\"object\",\"additionalProperties\":" NUMBER_OR_NULL "}")

static const struct route routes[] = {
	{ "GET", "/api/v1/programmes/:id/progress", report_show_progress,
	  .needs = RIGHT_PROGRAMME_READ, .operation = "programme_progress",
	  .parameters = "structure:string, rule:string, as_of:date, parent_id:id",
	  .answers_schema = PROGRESS_SCHEMA,
	  .help = "The table of a term: units by years with state and grade." },
	{ "GET", "/api/v1/programmes/:id/figures", report_show_figures,
	  .needs = RIGHT_PROGRAMME_READ, .operation = "programme_figures",
	  .answers_schema = FIGURES_SCHEMA,
	  .help = "The figures of a term, and the records behind each." },
	{ "GET", "/api/v1/programmes/:id/summary", report_show_summary,
	  .needs = RIGHT_REPORT_READ, .runs = ROUTE_WORKS, .operation = "programme_summary",
	  .answers_types = "text/html, application/json, application/pdf, "
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	  .parameters = "format:string, as_of:date, rule:string",
	  .answers_schema = SUMMARY_SCHEMA,
	  .help = "The summary report of a term: html (as it is unless told otherwise), docx, "
		  "pdf, or its signed figures as json." },
	{ "POST", "/api/v1/reports/check", report_check_file, .needs = RIGHT_REPORT_READ,
	  .runs = ROUTE_WORKS, .takes_body = BODY_BYTES, .operation = "check_report",
	  .answers_schema = "{\"type\":\"object\"}",
	  .help = "Checks a document that this program wrote: is it whole, were its figures true "
		  "when it was made, and are they now." },
};
const struct route_table report_routes = ROUTES(routes);
