#include <pthread.h>
#include <stdatomic.h>

#include "access/test_fixture.h"
#include "access/totp.h"

static enum fault_kind sign_in(struct fixture *f, const char *login, const char *password,
			       const char *code, int64_t n)
{
	struct id id = ID_NONE;

	f->fault = (struct fault){ 0 };
	bool good = access_check_password(f->store, f->arena, login, password, code, "192.0.2.1",
					  second(n), &id, &f->fault);

	CHECK(good == (f->fault.kind == FAULT_NONE));
	CHECK(good == !id_is_none(id));
	return f->fault.kind;
}

TEST(the_right_password_signs_in_and_nothing_else)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "An.Nguyen", LABEL_NONE);

	CHECK(sign_in(&f, "an.nguyen", GOOD_PASSWORD, NULL, 9) == FAULT_WRONG_PASSWORD);
	set_password(&f, id, GOOD_PASSWORD, 10);
	CHECK(sign_in(&f, "an.nguyen", GOOD_PASSWORD, NULL, 11) == FAULT_NONE);
	CHECK(sign_in(&f, "AN.NGUYEN", GOOD_PASSWORD, NULL, 11) == FAULT_NONE);
	CHECK(sign_in(&f, "an.nguyen", "bảy con thuyền", NULL, 11) == FAULT_WRONG_PASSWORD);
	CHECK(sign_in(&f, "an.nguyen", "", NULL, 11) == FAULT_WRONG_PASSWORD);
	CHECK(sign_in(&f, "binh", GOOD_PASSWORD, NULL, 11) == FAULT_WRONG_PASSWORD);
	CHECK(sign_in(&f, "\xff", GOOD_PASSWORD, NULL, 11) == FAULT_WRONG_PASSWORD);
	CHECK(sign_in(&f, "", GOOD_PASSWORD, NULL, 11) == FAULT_WRONG_PASSWORD);
	tear_down(&f);
}

TEST(a_sign_in_through_a_reading_connection_needs_no_reader)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_password(&f, id, GOOD_PASSWORD, 10);
	struct store *writing = f.store, *store = open_guarded(&f);

	f.store = store;
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, NULL, 11) == FAULT_NONE);
	CHECK(record_store_reader(store) == NULL);
	store_close(&store);
	f.store = writing;
	tear_down(&f);
}

TEST(a_disabled_account_gets_the_same_answer_as_none)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_password(&f, id, GOOD_PASSWORD, 10);
	struct account *account = access_read_account(f.store, f.arena, id, &f.fault);
	struct journal *journal = begin(&f, 11);

	account->disabled = true;
	CHECK(journal_change(journal, &account_type, account, &f.fault));
	commit(&f, journal);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, NULL, 12) == FAULT_WRONG_PASSWORD);
	tear_down(&f);
}

TEST(the_sixth_wrong_try_in_a_row_must_wait_even_with_the_right_password)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_password(&f, id, GOOD_PASSWORD, 10);
	for (int i = 0; i < 5; i++)
		CHECK(sign_in(&f, "an", "sai", NULL, 11) == FAULT_WRONG_PASSWORD);
	CHECK(sign_in(&f, "AN", GOOD_PASSWORD, NULL, 11) == FAULT_TOO_MANY);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, NULL, 12) == FAULT_NONE);
	CHECK(sign_in(&f, "an", "sai", NULL, 12) == FAULT_WRONG_PASSWORD);
	tear_down(&f);
}

static const char *code_at(struct fixture *f, struct id id, int64_t n)
{
	struct account_secret secret;

	must(secret_read(f->store, f->arena, id, &secret, &f->fault), "a secret is read");
	return arena_printf(f->arena, "%06u", totp_code(secret.totp, sizeof(secret.totp),
							totp_step(second(n)), TOTP_DIGITS));
}

static void turn_on_second_factor(struct fixture *f, struct id id, int64_t n)
{
	struct journal *journal = begin(f, n);
	const char *address = NULL;

	CHECK(access_begin_second_factor(journal, id, &address, &f->fault));
	CHECK(address != NULL && strncmp(address, "otpauth://totp/dientap:an?secret=", 33) == 0);
	CHECK(!access_confirm_second_factor(journal, id, "000000", &f->fault) ||
	      strcmp(code_at(f, id, n), "000000") == 0);
	CHECK_TEXT(problem_code(f->fault.problems->kind), "wrong_code");
	f->fault = (struct fault){ 0 };
	CHECK(access_confirm_second_factor(journal, id, code_at(f, id, n), &f->fault));
	CHECK(!access_begin_second_factor(journal, id, &address, &f->fault));
	CHECK(f->fault.kind == FAULT_WRONG_STATE);
	f->fault = (struct fault){ 0 };
	commit(f, journal);
}

TEST(with_a_second_factor_the_password_alone_is_half_a_sign_in)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_password(&f, id, GOOD_PASSWORD, 10);
	turn_on_second_factor(&f, id, 0);
	for (int i = 0; i < 8; i++)	/* asking for the code is no failure */
		CHECK(sign_in(&f, "an", GOOD_PASSWORD, NULL, 60) == FAULT_SECOND_FACTOR);
	CHECK(f.fault.problems == NULL);
	CHECK(sign_in(&f, "an", "sai", code_at(&f, id, 60), 60) == FAULT_WRONG_PASSWORD);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 300), 60) == FAULT_SECOND_FACTOR);
	CHECK_TEXT(problem_code(f.fault.problems->kind), "wrong_code");
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 60), 60) == FAULT_NONE);
	tear_down(&f);
}

TEST(a_code_signs_in_once_also_after_a_restart)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	struct account_secret secret;

	set_password(&f, id, GOOD_PASSWORD, 10);
	turn_on_second_factor(&f, id, 0);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 0), 1) == FAULT_SECOND_FACTOR);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 60), 60) == FAULT_NONE);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 60), 61) == FAULT_SECOND_FACTOR);
	struct journal *journal = begin(&f, 62);

	CHECK(access_note_sign_in(journal, id, "192.0.2.1", &f.fault));
	commit(&f, journal);
	CHECK(secret_read(f.store, f.arena, id, &secret, &f.fault));
	CHECK(secret.totp_step == totp_step(second(60)));
	tear_down(&f);
}

TEST(wrong_codes_are_counted_though_the_password_is_right)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_password(&f, id, GOOD_PASSWORD, 10);
	turn_on_second_factor(&f, id, 0);
	for (int i = 0; i < 5; i++) {
		CHECK(sign_in(&f, "an", GOOD_PASSWORD, NULL, 60) == FAULT_SECOND_FACTOR);
		CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 600), 60) ==
		      FAULT_SECOND_FACTOR);
	}
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, code_at(&f, id, 60), 60) == FAULT_TOO_MANY);
	tear_down(&f);
}

TEST(a_short_password_goes_with_the_second_factor_a_long_one_stays)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	for (int i = 0; i < 2; i++) {
		const char *password = i == 0 ? "ruộng bậ" : GOOD_PASSWORD;
		int64_t n = 600 * (i + 1);

		turn_on_second_factor(&f, id, n);
		set_password(&f, id, password, n);
		CHECK(sign_in(&f, "an", password, code_at(&f, id, n + 60), n + 60) == FAULT_NONE);
		struct journal *journal = begin(&f, n + 61);

		CHECK(access_end_second_factor(journal, id, &f.fault));
		commit(&f, journal);
		CHECK(sign_in(&f, "an", password, NULL, n + 62) ==
		      (i == 0 ? FAULT_WRONG_PASSWORD : FAULT_NONE));
		struct account *account = access_read_account(f.store, f.arena, id, &f.fault);

		CHECK(!account->second_factor && (account->password_set_at.us == 0) == (i == 0));
	}
	tear_down(&f);
}

TEST(recovery_sets_a_password_ends_the_second_factor_and_is_journaled)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	int64_t before = 0, entries = 0;

	turn_on_second_factor(&f, id, 0);
	struct account *account = access_read_account(f.store, f.arena, id, &f.fault);
	struct journal *journal = begin(&f, 5);

	account->disabled = true;
	CHECK(journal_change(journal, &account_type, account, &f.fault));
	commit(&f, journal);
	CHECK(store_integer(f.store, "SELECT COUNT(*) FROM journal WHERE kind = 'access'", NO_BINDS,
			    &before, &f.fault));
	journal = begin(&f, 6);
	CHECK(!access_recover(journal, "binh", GOOD_PASSWORD, &f.fault));
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	f.fault = (struct fault){ 0 };
	CHECK(access_recover(journal, "An", GOOD_PASSWORD, &f.fault));
	commit(&f, journal);
	CHECK(store_integer(f.store, "SELECT COUNT(*) FROM journal WHERE kind = 'access'", NO_BINDS,
			    &entries, &f.fault));
	CHECK(entries == before + 1);
	CHECK(sign_in(&f, "an", GOOD_PASSWORD, NULL, 7) == FAULT_NONE);
	tear_down(&f);
}

TEST(a_denial_names_the_account_and_never_what_was_typed)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	struct journal *journal = begin(&f, 5);
	const char *content = NULL;
	int64_t named = 0;

	CHECK(access_note_denial(journal, "an", FAULT_WRONG_PASSWORD, "192.0.2.1", &f.fault));
	CHECK(access_note_denial(journal, "my-secret-typed-here", FAULT_WRONG_PASSWORD, NULL,
				 &f.fault));
	CHECK(access_note_sign_out(journal, id, NULL, &f.fault));
	commit(&f, journal);
	CHECK(store_integer(f.store,
		"SELECT COUNT(*) FROM journal WHERE kind = 'access' AND record_id = :id",
		BINDS(ID("id", id)), &named, &f.fault));
	CHECK(named == 2);
	CHECK(store_text(f.store, f.arena,
		"SELECT content FROM journal_value WHERE content LIKE '%my-secret%'", NO_BINDS,
		&content, &f.fault));
	CHECK(content == NULL);
	tear_down(&f);
}

#define THREADS 6

struct crowd {
	struct fixture *f;
	atomic_int signed_in;
};

static void *sign_in_alone(void *argument)
{
	struct crowd *crowd = argument;
	struct arena *arena = arena_create();
	struct fault fault = { 0 };
	struct store *store = store_open(crowd->f->path, STORE_READ, &fault);
	struct id id;

	must(store != NULL, "a thread reads");
	for (int i = 0; i < 3; i++)
		if (access_check_password(store, arena, "an", GOOD_PASSWORD, NULL, "192.0.2.1",
					  second(20), &id, &fault))
			atomic_fetch_add(&crowd->signed_in, 1);
		else
			must(fault.kind == FAULT_TOO_MANY, "only the throttle may refuse");
	store_close(&store);
	arena_destroy(&arena);
	return NULL;
}

TEST(many_sign_in_at_once_two_hashes_at_a_time)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	struct crowd crowd = { .f = &f };
	pthread_t threads[THREADS];

	set_password(&f, id, GOOD_PASSWORD, 10);
	for (int i = 0; i < THREADS; i++)
		must(pthread_create(&threads[i], NULL, sign_in_alone, &crowd) == 0, "a thread");
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	/* six at once are five tries and one that waits, until the first is forgiven */
	CHECK(atomic_load(&crowd.signed_in) >= 5);
	tear_down(&f);
}
