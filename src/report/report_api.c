#include "report/report_api.h"

#include "report/report.h"

/* The answers as JSON Schema, from small to large. */
#define OBJECT(required_, properties_) \
	"{\"type\":\"object\",\"additionalProperties\":false,\"required\":[" required_ "]," \
	"\"properties\":{" properties_ "}}"
#define LIST(items_) "{\"type\":\"array\",\"items\":" items_ "}"
#define STRING "{\"type\":\"string\"}"
#define NAME "{\"type\":[\"string\",\"null\"]}"
#define UUID "{\"type\":\"string\",\"format\":\"uuid\"}"
#define REFERENCE "{\"type\":[\"string\",\"null\"],\"format\":\"uuid\"}"
#define COUNT "{\"type\":\"integer\"}"
#define UNKNOWN_COUNT "{\"type\":[\"integer\",\"null\"]}"
#define NUMBER "{\"type\":[\"number\",\"null\"]}"
#define YES "{\"type\":\"boolean\"}"
#define ANSWER "{\"type\":[\"boolean\",\"null\"]}"

#define TOTALS OBJECT( \
	"\"target\",\"planned\",\"done\",\"remaining\",\"blocked\",\"percent\"", \
	"\"target\":" UNKNOWN_COUNT ",\"planned\":" COUNT ",\"done\":" COUNT "," \
	"\"remaining\":" UNKNOWN_COUNT ",\"blocked\":" COUNT ",\"percent\":" NUMBER)
#define CELL OBJECT( \
	"\"year\",\"exercise_id\",\"scheduled_id\",\"state\",\"grade\",\"provisional\",\"kind\"", \
	"\"year\":" UNKNOWN_COUNT ",\"exercise_id\":" REFERENCE ",\"scheduled_id\":" REFERENCE "," \
	"\"state\":" STRING ",\"grade\":" NAME ",\"provisional\":" YES ",\"kind\":" NAME)
#define ORIGIN OBJECT( \
	"\"unit_id\",\"unit_name\",\"exercise_id\",\"grade\",\"certain\",\"extent\",\"outside\"", \
	"\"unit_id\":" UUID ",\"unit_code\":" STRING ",\"unit_name\":" STRING "," \
	"\"exercise_id\":" REFERENCE ",\"year\":" UNKNOWN_COUNT ",\"grade\":" NAME "," \
	"\"certain\":" YES ",\"extent\":" STRING ",\"outside\":" YES)
#define ROW OBJECT( \
	"\"unit_id\",\"unit_code\",\"unit_name\",\"note\",\"cells\",\"state\",\"inherited_from\"", \
	"\"unit_id\":" UUID ",\"unit_code\":" STRING ",\"unit_name\":" STRING "," \
	"\"note\":" NAME "," \
	"\"cells\":" LIST(CELL) ",\"state\":" STRING ",\"inherited_from\":" LIST(ORIGIN))
#define GROUP OBJECT( \
	"\"unit_id\",\"unit_code\",\"unit_name\",\"rows\",\"totals\",\"grades\",\"held\"", \
	"\"unit_id\":" UUID ",\"unit_code\":" STRING ",\"unit_name\":" STRING "," \
	"\"rows\":" COUNT "," \
	"\"totals\":" TOTALS ",\"grades\":{\"type\":\"object\",\"additionalProperties\":" COUNT \
	"},\"held\":" LIST(COUNT))
#define TARGET OBJECT( \
	"\"target_id\",\"rule\",\"kind\",\"totals\"", \
	"\"target_id\":" UUID ",\"rule\":" NAME ",\"kind\":" NAME ",\"totals\":" TOTALS)
#define MISMATCH OBJECT( \
	"\"code\",\"text\",\"record_type\",\"ids\"", \
	"\"code\":" STRING ",\"text\":" STRING ",\"record_type\":" NAME ",\"ids\":" LIST(UUID))
#define CHECKPOINT OBJECT("\"size\",\"root\"", "\"size\":" COUNT ",\"root\":" STRING)

static const char progress_schema[] = OBJECT(
	"\"structure\",\"rule\",\"rule_text\",\"years\",\"groups\",\"rows\",\"totals\",\"targets\","
	"\"mismatches\"",
	"\"structure\":" STRING ",\"rule\":" STRING ",\"rule_text\":" STRING ","
	"\"years\":" LIST(UNKNOWN_COUNT) ",\"groups\":" LIST(GROUP) ",\"rows\":" LIST(ROW) ","
	"\"totals\":" TOTALS ",\"targets\":" LIST(TARGET) ",\"mismatches\":" LIST(MISMATCH));

static const char figures_schema[] = OBJECT(
	"\"figures\",\"rows\",\"checkpoint\"",
	"\"figures\":{\"type\":\"object\",\"additionalProperties\":" NUMBER "},"
	"\"rows\":{\"type\":\"object\",\"additionalProperties\":" OBJECT(
		"\"kind\",\"count\",\"ids\"",
		"\"kind\":" STRING ",\"count\":" COUNT ",\"ids\":" LIST(UUID)) "},"
	"\"checkpoint\":{\"anyOf\":[" CHECKPOINT ",{\"type\":\"null\"}]}");

static const char summary_schema[] = OBJECT(
	"\"figures\",\"programme\",\"today\",\"sight\",\"checkpoint\",\"signature\"",
	"\"figures\":{\"type\":\"object\",\"additionalProperties\":" NUMBER "},"
	"\"programme\":" STRING ",\"today\":" STRING ",\"sight\":{\"anyOf\":[" OBJECT(
		"\"label\",\"places\"",
		"\"label\":" STRING ",\"places\":" LIST(OBJECT("\"within\",\"rights\"",
			"\"within\":" NAME ",\"rights\":" STRING)))
	",{\"type\":\"null\"}]},\"checkpoint\":{\"anyOf\":[" CHECKPOINT
	",{\"type\":\"null\"}]},\"signature\":" NAME);

static const char check_schema[] = OBJECT(
	"\"genuine\",\"trouble\",\"text\",\"seal\",\"programme\",\"today\","
	"\"limited_sight\",\"checkpoint\",\"true_then\",\"true_now\",\"differences\"",
	"\"genuine\":" YES ",\"trouble\":" NAME ",\"text\":" STRING ",\"seal\":" STRING ","
	"\"programme\":" STRING ",\"today\":" STRING ",\"limited_sight\":" YES ","
	"\"checkpoint\":" CHECKPOINT ",\"true_then\":" ANSWER ","
	"\"true_now\":" ANSWER ",\"differences\":" LIST(OBJECT(
		"\"figure\",\"printed\",\"differs_then\",\"differs_now\"",
		"\"figure\":" STRING ",\"printed\":" NUMBER ",\"differs_then\":" YES ","
		"\"differs_now\":" YES)));

static const struct route routes[] = {
	{ "GET", "/api/v1/programmes/:id/progress", report_show_progress,
	  .needs = RIGHT_PROGRAMME_READ, .operation = "programme_progress",
	  .answers_schema = progress_schema,
	  .parameters = "structure:string, rule:string, as_of:date, parent_id:id",
	  .help = "The table of a term: units by years with state and grade." },
	{ "GET", "/api/v1/programmes/:id/figures", report_show_figures,
	  .needs = RIGHT_PROGRAMME_READ, .operation = "programme_figures",
	  .answers_schema = figures_schema,
	  .help = "The figures of a term, and the records behind each." },
	{ "GET", "/api/v1/programmes/:id/summary", report_show_summary,
	  .needs = RIGHT_REPORT_READ, .runs = ROUTE_WORKS, .operation = "programme_summary",
	  .answers_types = "text/html, application/json, application/pdf, "
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	  .parameters = "format:string, as_of:date, rule:string",
	  .answers_schema = summary_schema,
	  .help = "The summary report of a term: html (as it is unless told otherwise), docx, "
		  "pdf, or its signed figures as json." },
	{ "POST", "/api/v1/reports/check", report_check_file, .needs = RIGHT_REPORT_READ,
	  .runs = ROUTE_WORKS, .takes_body = BODY_BYTES, .operation = "check_report",
	  .answers_schema = check_schema,
	  .help = "Checks a document that this program wrote: is it whole, were its figures true "
		  "when it was made, and are they now." },
};
const struct route_table report_routes = ROUTES(routes);
