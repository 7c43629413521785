/* All of a run as evidence: every record as a line of JSON, closed by the journal's newest
   checkpoint; as one stream of lines, or as a zip with a file for each kind. */

#include "conduct/api.h"

#include <string.h>

#include "base/must.h"
#include "base/package.h"

static const struct record_type *const evidence[] = {
	&run_type, &run_segment_type, &run_cell_type, &run_member_type, &run_inject_type,
	&run_condition_type, &run_recipient_type, &run_message_type, &run_decision_type,
	&run_log_type,
};
enum { KINDS = sizeof(evidence) / sizeof(evidence[0]) };

/* Who opens the zip in twenty years has only this. */
#define ABOUT \
	"Bằng chứng của một lần chạy diễn tập.\n" \
	"Mỗi tệp .jsonl là một loại bản ghi, mỗi dòng một bản ghi JSON.\n" \
	"Giờ diễn tập (…_time) tính bằng micrô giây từ T; giờ thực (…_at) theo RFC 3339.\n" \
	"checkpoint.txt là điểm kiểm tra có chữ ký mới nhất của nhật ký khi tệp này được lập.\n\n" \
	"Evidence of one run of an exercise.\n" \
	"Each .jsonl file is one kind of record, each line one record as JSON.\n" \
	"Exercise times (…_time) are microseconds from T; real times (…_at) are RFC 3339.\n" \
	"checkpoint.txt is the journal's newest signed checkpoint when this was made.\n"

static bool add_records(struct request *request, const struct record_type *type,
			struct text *out)
{
	struct list records;

	must(type->plural[0] != '\0', "a kind of record that has a file name");
	const char *sql = arena_printf(request->arena, "SELECT %s FROM visible_%s"
		" WHERE %s = :run ORDER BY id", record_store_columns(type), type->name,
		type == &run_type ? "id" : "run_id");

	if (!store_list(request->store, request->arena, type, sql,
			BINDS(ID("run", request->id)), &records, &request->fault))
		return false;
	for (size_t i = 0; i < records.count; i++) {
		text_add(out, "{");
		json_add_name(out, "type");
		json_add_string(out, type->name);
		json_add_name(out, "record");
		json_add_record(out, type, records.items[i]);
		text_add(out, "}\n");
	}
	return true;
}

/* The newest signed checkpoint says up to which entry the journal proves these records. */
static bool find_checkpoint(struct request *request, const char **note_out)
{
	struct store *system = request_system_store(request);

	return system != NULL && store_text(system, request->arena,
		"SELECT note\n"
		"FROM journal_checkpoint\n"
		"ORDER BY size DESC\n"
		"LIMIT 1", NO_BINDS, note_out, &request->fault);
}

static void reply_lines(struct request *request)
{
	const char *note = NULL;

	for (size_t i = 0; i < KINDS; i++)
		if (!add_records(request, evidence[i], &request->reply))
			return;
	if (!find_checkpoint(request, &note))
		return;
	text_add(&request->reply, "{");
	json_add_name(&request->reply, "type");
	json_add_string(&request->reply, "checkpoint");
	json_add_name(&request->reply, "note");
	json_add_string(&request->reply, note);
	text_add(&request->reply, "}\n");
	request->reply_type = "application/x-ndjson";
	request->file_name = "evidence.jsonl";
}

static void add_text_file(struct request *request, struct text *files, const char *name,
			  const char *content)
{
	struct text bytes = { .arena = request->arena };

	text_add(&bytes, content == NULL ? "" : content);
	package_add(files, name, &bytes);
}

static void reply_zip(struct request *request)
{
	struct text files = { .arena = request->arena };
	const char *note = NULL, *bytes = NULL;
	size_t length = 0;

	if (!find_checkpoint(request, &note))
		return;
	add_text_file(request, &files, "README.txt", ABOUT);
	for (size_t i = 0; i < KINDS; i++) {
		struct text lines = { .arena = request->arena };

		if (!add_records(request, evidence[i], &lines))
			return;
		package_add(&files, arena_printf(request->arena, "%s.jsonl",
						 evidence[i]->plural), &lines);
	}
	add_text_file(request, &files, "checkpoint.txt", note);
	if (!package_make(request->arena, &files, &bytes, &length, &request->fault))
		return;
	must(length > 0, "a package has bytes");
	text_add_bytes(&request->reply, bytes, length);
	request->reply_type = "application/zip";
	request->file_name = "evidence.zip";
}

void api_show_evidence(struct request *request)
{
	const struct run *run = run_find(request->store, request->arena, request->id,
					 &request->fault);
	const char *format = request_query(request, "format");

	if (run == NULL || !request_may(request, RIGHT_RUN_SCRIPT_READ, run->exercise_id))
		return;
	if (format == NULL || strcmp(format, "jsonl") == 0)
		reply_lines(request);
	else if (strcmp(format, "zip") == 0)
		reply_zip(request);
	else
		fault_set(&request->fault, FAULT_BAD_REQUEST, "format",
			  BOTH("Dạng là jsonl hoặc zip.", "The format is jsonl or zip."));
}
