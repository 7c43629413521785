/* The summary report and the check of documents over HTTP. */

#include "base/must.h"
#include "report/check.h"
#include "report/report_api.h"
#include "report/summary.h"
#include "web/site.h"

#define VIETNAM_MINUTES 420

static struct date today_of(const struct request *request)
{
	return instant_date(request->now, VIETNAM_MINUTES);
}

static bool read_options(struct request *request, struct summary_options *options,
			 enum summary_format *format_out)
{
	unsigned format = SUMMARY_HTML, rule = PROGRESS_ANY;
	const char *as_of = request_query(request, "as_of");
	bool good = report_query_word(request, "format", &summary_format_words, &format);

	good &= report_query_word(request, "rule", &progress_rule_words, &rule);
	*options = (struct summary_options){ .programme_id = request->id,
		.today = today_of(request), .with_as_is = as_of != NULL,
		.as_is = { PROGRESS_AS_IS, (enum progress_rule)rule, today_of(request) } };
	*format_out = (enum summary_format)format;
	return request_query_date(request, "as_of", &options->as_is.as_of) && good;
}

/* A checkpoint is signed before a document leaves the house, and the journal tells
   that it left. */
static bool note_export(struct request *request, void *context)
{
	const char *format = context;
	struct checkpoint checkpoint;

	return journal_access(request->journal, "export", "programme", request->id,
			      arena_printf(request->arena, "summary report, %s", format),
			      &request->fault) &&
	       checkpoint_write(request->journal, &checkpoint, &request->fault);
}

static bool find_scope(struct request *request, struct id *scope_out)
{
	struct rows *rows = store_rows(request->store,
		"SELECT scope_id FROM visible_programme WHERE id = :id",
		BINDS(ID("id", request->id)), &request->fault);
	bool found = rows_next(rows);

	if (found)
		*scope_out = rows_id(rows, "scope_id");
	if (!rows_end(&rows, &request->fault))
		return false;
	return found || fault_set(&request->fault, FAULT_NOT_FOUND, NULL, "programme");
}

static bool make(struct request *request, const struct summary_options *options,
		 struct summary *summary)
{
	if (!store_begin_read(request->store, &request->fault))
		return false;
	bool good = summary_make(request->store, request->arena, options, summary,
				 &request->fault);

	store_end_read(request->store);
	return good;
}

void report_show_summary(struct request *request)
{
	struct summary_options options;
	struct summary summary;
	enum summary_format format;
	struct id scope_id;
	const char *bytes;
	size_t length;

	if (!read_options(request, &options, &format) || !find_scope(request, &scope_id) ||
	    !request_may(request, RIGHT_REPORT_READ, scope_id))
		return;
	const char *word = words_word(&summary_format_words, format);

	if (format != SUMMARY_HTML &&
	    !request_write(request, RIGHT_REPORT_READ, scope_id, note_export,
			   (void *)(uintptr_t)word))
		return;
	if (!make(request, &options, &summary) ||
	    !summary_write(request->store, request->arena, &summary, format, &bytes, &length,
			   &request->fault))
		return;
	text_add_bytes(&request->reply, bytes, length);
	request->reply_type = summary_media_type(format);
	if (format != SUMMARY_HTML)
		request->file_name = summary_file_name(request->arena, &summary, format);
}

/* Counted with the eyes that the document names; the answer tells of figures only what
   the document itself shows. */
void report_check_file(struct request *request)
{
	struct store *store = request_system_store(request);
	struct check check;

	must(request->route->takes_body == BODY_BYTES, "a file to be checked");
	if (store == NULL)
		return;
	if (request->length == 0) {
		fault_set(&request->fault, FAULT_INVALID, NULL, BOTH("tệp rỗng", "an empty file"));
		return;
	}
	if (check_document(store, request->arena, request->bytes, request->length,
			   today_of(request), &check, &request->fault))
		check_write_json(&request->reply, &check, request->language);
}
