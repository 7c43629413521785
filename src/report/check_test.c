#include "report/check.h"

#include <string.h>

#include "access/account.h"
#include "base/json.h"
#include "base/must.h"
#include "report/summary.h"
#include "report/term_fixture.h"

static const struct date today = { 2026, 3, 1 };

struct file {
	const char *bytes;
	size_t length;
};

static struct file write_file(struct term_fixture *f, enum summary_format format)
{
	const struct summary_options options = { .programme_id = f->programme_id,
						 .today = today };
	struct summary summary;
	struct file file;

	must(summary_make(f->store, f->arena, &options, &summary, &f->fault) &&
	     summary_write(f->store, f->arena, &summary, format, &file.bytes, &file.length,
			   &f->fault), "a document to be checked");
	return file;
}

static struct check check(struct term_fixture *f, struct file file)
{
	struct check check = { 0 };

	CHECK(check_document(f->store, f->arena, file.bytes, file.length, today, &check,
			     &f->fault));
	return check;
}

static struct term_fixture kept_term(void)
{
	struct term_fixture f = term_open_krong_ana();

	term_commit(&f);
	return f;
}

/* The file with one text put for another of the same length. */
static struct file forge(struct term_fixture *f, struct file file, const char *from,
			 const char *to)
{
	char *copy = arena_alloc(f->arena, file.length + 1);
	char *found;

	must(strlen(from) == strlen(to), "a forgery of the same length");
	memcpy(copy, file.bytes, file.length);
	found = memmem(copy, file.length, from, strlen(from));
	must(found != NULL, "what is to be forged stands in the file");
	memcpy(found, to, strlen(to));
	return (struct file){ copy, file.length };
}

TEST(a_fresh_document_of_every_format_is_genuine_true_then_and_true_now)
{
	struct term_fixture f = kept_term();

	for (unsigned format = 0; format < summary_format_words.count; format++) {
		const struct check c = check(&f, write_file(&f, format));

		CHECK(c.genuine && c.trouble == TROUBLE_NONE);
		CHECK(c.then == CHECK_YES && c.now == CHECK_YES && c.differences == NULL);
		CHECK(check_is_good(&c));
		CHECK_TEXT(c.programme, "krong-ana-2021-2025");
	}
	term_close(&f);
}

TEST(what_changed_after_the_document_was_made_is_true_then_but_not_now)
{
	struct term_fixture f = kept_term();
	const struct file file = write_file(&f, SUMMARY_DOCX);

	term_begin(&f);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2025);
	term_commit(&f);
	const struct check c = check(&f, file);
	bool held = false;

	CHECK(c.genuine && c.then == CHECK_YES && c.now == CHECK_NO && !check_is_good(&c));
	for (const struct check_difference *d = c.differences; d != NULL; d = d->next) {
		CHECK(d->now && !d->then);
		held |= strcmp(d->name, "exercises.held") == 0;
	}
	CHECK(held);
	term_close(&f);
}

TEST(a_forged_figure_breaks_its_signature)
{
	struct term_fixture f = kept_term();
	const struct file file = write_file(&f, SUMMARY_JSON);
	const struct check c = check(&f, forge(&f, file, "\"grade.excellent\":3",
					       "\"grade.excellent\":8"));

	CHECK(!c.genuine && c.trouble == TROUBLE_SIGNATURE);
	CHECK(c.then == CHECK_NOT_ASKED && c.now == CHECK_NOT_ASKED);
	term_close(&f);
}

TEST(a_forged_word_of_a_page_breaks_its_seal)
{
	struct term_fixture f = kept_term();
	const struct file file = write_file(&f, SUMMARY_HTML);
	const struct check c = check(&f, forge(&f, file, ">8</span>", ">9</span>"));

	CHECK(!c.genuine && c.trouble == TROUBLE_SEAL && !check_is_good(&c));
	term_close(&f);
}

TEST(a_flipped_byte_of_a_pdf_or_docx_is_noticed)
{
	struct term_fixture f = kept_term();
	static const enum summary_format formats[] = { SUMMARY_PDF, SUMMARY_DOCX };

	for (size_t i = 0; i < 2; i++) {
		struct file file = write_file(&f, formats[i]);
		char *copy = arena_alloc(f.arena, file.length);
		struct check c = { 0 };

		memcpy(copy, file.bytes, file.length);
		copy[file.length / 2] ^= 0x10;
		bool read = check_document(f.store, f.arena, copy, file.length, today, &c,
					   &f.fault);

		CHECK(!read || !check_is_good(&c));
		f.fault = (struct fault){ .kind = FAULT_NONE };
	}
	term_close(&f);
}

TEST(a_page_whose_seal_was_cut_off_is_not_vouched_for)
{
	struct term_fixture f = kept_term();
	struct file file = write_file(&f, SUMMARY_HTML);
	const char *seal = memmem(file.bytes, file.length, "<!--dientap-seal:", 17);

	file.length = (size_t)(seal - file.bytes);
	CHECK(check(&f, file).trouble == TROUBLE_NO_SEAL);
	term_close(&f);
}

TEST(a_root_that_the_journal_never_had_is_refused)
{
	struct term_fixture f = kept_term();
	const struct file file = write_file(&f, SUMMARY_JSON);

	term_begin(&f);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2025);
	term_commit(&f);
	CHECK(store_script(f.store, "UPDATE journal SET role = 'other' WHERE sequence = 3",
			   &f.fault));
	CHECK(check(&f, file).trouble == TROUBLE_ROOT);
	term_close(&f);
}

TEST(a_record_changed_beside_the_journal_makes_the_figures_untrue_now)
{
	struct term_fixture f = kept_term();
	const struct file file = write_file(&f, SUMMARY_JSON);

	CHECK(store_script(f.store, "DELETE FROM result WHERE rowid = 1", &f.fault));
	const struct check c = check(&f, file);

	CHECK(c.then == CHECK_YES && c.now == CHECK_NO);
	term_close(&f);
}

TEST(a_file_that_carries_no_figures_is_refused_with_a_sentence)
{
	struct term_fixture f = kept_term();
	static const char *const files[] = { "", "hello", "{\"a\":1}", "{", "<html></html>",
		"PK\3\4 no package", "%PDF-1.4 nothing" };
	struct check c;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		f.fault = (struct fault){ .kind = FAULT_NONE };
		CHECK(!check_document(f.store, f.arena, files[i], strlen(files[i]), today, &c,
				      &f.fault));
		CHECK(f.fault.kind != FAULT_NONE && fault_exit_status(f.fault.kind) == 6);
	}
	term_close(&f);
}

TEST(the_answer_is_told_to_people_and_programs)
{
	struct term_fixture f = kept_term();
	const struct check c = check(&f, write_file(&f, SUMMARY_JSON));
	struct text json = { .arena = f.arena }, lines = { .arena = f.arena };

	check_write_json(&json, &c, LANGUAGE_VI);
	check_write_lines(&lines, &c, LANGUAGE_VI);
	json_t *answer = json_parse(text_string(&json), json.length, &f.fault);

	CHECK(json_is_true(json_object_get(answer, "genuine")));
	CHECK(json_is_true(json_object_get(answer, "true_then")));
	CHECK(json_is_null(json_object_get(answer, "trouble")));
	CHECK(strstr(text_string(&lines), "Lúc lập: số liệu đúng") != NULL);
	CHECK(strstr(text_string(&lines), "Hiện nay: số liệu vẫn đúng") != NULL);
	json_decref(answer);
	term_close(&f);
}

/* The file as an account with that clearance makes it, through the connection that
   requests have. */
static struct file write_as_seen(struct term_fixture *f, struct id account_id)
{
	struct store *store = f->store, *reading = store_open(f->path, STORE_READ, &f->fault);
	const struct reader *reader = reader_of_account(store, account_id, f->now, &f->fault);

	must(reading != NULL && reader != NULL, "a reader's connection");
	record_store_guard(reading, journal_types(), reader_may_see);
	record_store_set_reader(reading, reader);
	f->store = reading;	/* where the document's maker looks */
	const struct file file = write_file(f, SUMMARY_JSON);

	f->store = store;
	reader_release(&reader);
	store_close(&reading);
	return file;
}

static access_scope_source *const scope_sources[] = { unit_fill_scopes, exercise_fill_scopes,
						      NULL };

TEST(figures_of_a_limited_sight_are_checked_in_that_sight)
{
	struct term_fixture f = term_open_krong_ana();
	struct finding finding = { .programme_id = f.programme_id, .kind = FINDING_SHORTCOMING,
		.search_key = "-", .statement = "Nội bộ", .head.label = { LABEL_INTERNAL } };
	struct role role = { .code = "looker", .name = "Xem", .rights = "unit_read "
		"programme_read exercise_read evaluation_read lesson_read plan_read report_read" };
	struct account account = { .login = "xem", .display_name = "Xem", .language = "vi" };
	struct grant grant = { .reason = "Thử" };

	term_add(&f, &finding_type, &finding);
	grant.role_id = term_add(&f, &role_type, &role);
	grant.account_id = term_add(&f, &account_type, &account);
	grant.within_id = f.district_id;
	term_add(&f, &grant_type, &grant);
	access_set_scope_sources(scope_sources);
	CHECK(access_scope_rebuild(f.store, &f.fault));
	term_commit(&f);
	const struct file file = write_as_seen(&f, account.head.id);
	const struct check c = check(&f, file);

	CHECK(memmem(file.bytes, file.length, "\"findings.shortcomings\":0", 25) != NULL);
	CHECK(c.genuine && c.limited && c.then == CHECK_YES && c.now == CHECK_YES);
	/* the office itself counts what the reader may not see */
	const struct check whole = check(&f, write_file(&f, SUMMARY_JSON));

	CHECK(!whole.limited && check_is_good(&whole));
	/* another sight put into the file is no longer what was signed */
	const struct check forged = check(&f, forge(&f, file, "\"label\":\"none\"",
						    "\"label\":\"mat\" "));

	CHECK(!forged.genuine && forged.trouble == TROUBLE_SIGNATURE);
	term_close(&f);
}

TEST(who_sees_a_part_of_an_issued_report_is_told_why_he_cannot_print_it_anew)
{
	struct term_fixture f = term_open_krong_ana();
	const struct summary_options options = { .programme_id = f.programme_id,
						 .today = { 2026, 4, 1 } };
	struct role role = { .code = "looker", .name = "Xem", .rights = "unit_read "
		"programme_read report_read" };	/* no exercises, no results */
	struct account account = { .login = "xem", .display_name = "Xem", .language = "vi" };
	struct grant grant = { .reason = "Thử" };
	struct report report = { .programme_id = f.programme_id, .signer_name = "",
		.shortcomings_text = "Không.", .lessons_text = "Không.",
		.directions_text = "Không.", .proposals_text = "Không." };
	struct summary summary;

	CHECK(collection_add(f.journal, &report_collection, &report, &f.fault));
	CHECK(collection_act(f.journal, &report_collection, &report, "issue", NULL, &f.fault));
	grant.role_id = term_add(&f, &role_type, &role);
	grant.account_id = term_add(&f, &account_type, &account);
	grant.within_id = f.district_id;
	term_add(&f, &grant_type, &grant);
	access_set_scope_sources(scope_sources);
	CHECK(access_scope_rebuild(f.store, &f.fault));
	term_commit(&f);
	struct store *reading = store_open(f.path, STORE_READ, &f.fault);
	const struct reader *reader = reader_of_account(f.store, grant.account_id, f.now,
							&f.fault);

	must(reading != NULL && reader != NULL, "a reader's connection");
	record_store_guard(reading, journal_types(), reader_may_see);
	record_store_set_reader(reading, reader);
	CHECK(!summary_make(reading, f.arena, &options, &summary, &f.fault));
	CHECK(f.fault.kind == FAULT_CONFLICT && f.fault.detail != NULL);
	CHECK(strstr(fault_choose(f.arena, f.fault.detail, LANGUAGE_VI),
		     "hãy dùng bản đã ban hành") != NULL);
	CHECK(strstr(fault_choose(f.arena, f.fault.detail, LANGUAGE_EN),
		     "use the issued copy") != NULL);
	reader_release(&reader);
	store_close(&reading);
	term_close(&f);
}
