#include <pthread.h>
#include <stdatomic.h>

#include "access/test_fixture.h"
#include "base/os.h"

struct stage {
	struct fixture f;
	struct sessions *sessions;
	struct store *store;	/* as a server reads */
	struct id id;
};

static struct stage begin_stage(void)
{
	struct stage s = { .f = set_up(), .sessions = sessions_create() };

	s.id = add_account(&s.f, "an", LABEL_NONE);
	add_grant(&s.f, s.id, "secretary", ID_NONE, DATE_NONE, DATE_NONE);
	s.store = open_guarded(&s.f);
	return s;
}

static void end_stage(struct stage *s)
{
	sessions_destroy(&s->sessions);
	CHECK(s->sessions == NULL);
	store_close(&s->store);
	tear_down(&s->f);
}

static bool finds(struct stage *s, const char *key, int64_t n)
{
	const struct reader *reader = sessions_find(s->sessions, s->store, key, second(n));
	bool found = reader != NULL;

	reader_release(&reader);
	return found;
}

static void open_session(struct stage *s, int64_t n, char key[65])
{
	CHECK(sessions_open(s->sessions, s->store, s->id, second(n), key, &s->f.fault));
	CHECK(strlen(key) == 64);
}

TEST(a_session_is_found_by_its_key_alone)
{
	struct stage s = begin_stage();
	char one[65], two[65];

	open_session(&s, 10, one);
	open_session(&s, 10, two);
	CHECK(strcmp(one, two) != 0);
	CHECK(finds(&s, one, 11) && finds(&s, two, 11));
	CHECK(!finds(&s, "", 11));
	CHECK(!finds(&s, "0000000000000000000000000000000000000000000000000000000000000000", 11));
	sessions_close(s.sessions, one);
	CHECK(!finds(&s, one, 11));
	CHECK(finds(&s, two, 11));
	end_stage(&s);
}

TEST(a_session_ends_after_eight_idle_hours)
{
	struct stage s = begin_stage();
	char key[65];

	open_session(&s, 0, key);
	CHECK(finds(&s, key, 8 * 3600 - 1));
	CHECK(finds(&s, key, 16 * 3600 - 2));	/* used in between */
	CHECK(!finds(&s, key, 24 * 3600 - 2));
	CHECK(!finds(&s, key, 16 * 3600));	/* it does not come back */
	end_stage(&s);
}

TEST(a_session_ends_after_a_day_however_much_it_is_used)
{
	struct stage s = begin_stage();
	char key[65];

	open_session(&s, 0, key);
	for (int hour = 1; hour < 24; hour++)
		CHECK(finds(&s, key, hour * 3600));
	CHECK(finds(&s, key, 24 * 3600 - 1));
	CHECK(!finds(&s, key, 24 * 3600));
	end_stage(&s);
}

TEST(all_sessions_of_an_account_end_at_once)
{
	struct stage s = begin_stage();
	char one[65], two[65], other[65];
	struct id second_id = add_account(&s.f, "binh", LABEL_NONE);

	open_session(&s, 0, one);
	open_session(&s, 0, two);
	CHECK(sessions_open(s.sessions, s.store, second_id, second(0), other, &s.f.fault));
	sessions_close_account(s.sessions, s.id);
	CHECK(!finds(&s, one, 1) && !finds(&s, two, 1));
	CHECK(finds(&s, other, 1));
	end_stage(&s);
}

TEST(the_seventeenth_session_of_an_account_ends_the_least_used)
{
	struct stage s = begin_stage();
	char keys[17][65];

	for (int i = 0; i < 16; i++)
		open_session(&s, i, keys[i]);
	CHECK(finds(&s, keys[0], 20));
	open_session(&s, 21, keys[16]);
	CHECK(finds(&s, keys[0], 22));
	CHECK(!finds(&s, keys[1], 22));
	CHECK(finds(&s, keys[16], 22));
	end_stage(&s);
}

TEST(a_cached_reader_changes_when_it_is_forgotten_or_a_minute_old)
{
	struct stage s = begin_stage();
	char key[65];

	open_session(&s, 10, key);
	const struct reader *first = sessions_find(s.sessions, s.store, key, second(10));
	struct id grant = add_grant(&s.f, s.id, "auditor", ID_NONE, DATE_NONE, DATE_NONE);
	const struct reader *cached = sessions_find(s.sessions, s.store, key, second(69));

	CHECK(!id_is_none(grant));
	CHECK(cached == first);
	CHECK(!reader_may(cached, RIGHT_JOURNAL_READ, ID_NONE));
	reader_release(&cached);
	sessions_forget_readers(s.sessions);
	const struct reader *fresh = sessions_find(s.sessions, s.store, key, second(69));

	CHECK(reader_may(fresh, RIGHT_JOURNAL_READ, ID_NONE));
	CHECK(!reader_may(first, RIGHT_JOURNAL_READ, ID_NONE));	/* who holds it keeps it */
	reader_release(&first);
	reader_release(&fresh);
	add_grant(&s.f, s.id, "administrator", ID_NONE, DATE_NONE, DATE_NONE);
	fresh = sessions_find(s.sessions, s.store, key, second(129));
	CHECK(reader_may(fresh, RIGHT_BACKUP, ID_NONE));
	reader_release(&fresh);
	end_stage(&s);
}

TEST(a_session_ends_when_its_account_is_disabled_or_has_another_password)
{
	struct stage s = begin_stage();
	char one[65], two[65];

	open_session(&s, 10, one);
	set_password(&s.f, s.id, GOOD_PASSWORD, 10);
	sessions_forget_readers(s.sessions);
	CHECK(!finds(&s, one, 11));
	open_session(&s, 12, two);
	CHECK(finds(&s, two, 12));
	struct account *account = access_read_account(s.f.store, s.f.arena, s.id, &s.f.fault);
	struct journal *journal = begin(&s.f, 13);

	account->disabled = true;
	CHECK(journal_change(journal, &account_type, account, &s.f.fault));
	commit(&s.f, journal);
	CHECK(!finds(&s, two, 12 + 60));	/* also if nobody told us */
	CHECK(!sessions_open(s.sessions, s.store, s.id, second(80), one, &s.f.fault));
	CHECK(s.f.fault.kind == FAULT_FORBIDDEN);
	end_stage(&s);
}

static struct token add_token(struct stage *s, const char *rights, struct date valid_to,
			      char secret[64])
{
	struct token token = { .account_id = s->id, .name = "máy in", .rights = rights,
			       .valid_to = valid_to };
	struct journal *journal = begin(&s->f, 5);

	must(access_add_token(journal, &token, secret, &s->f.fault), "the token is added");
	commit(&s->f, journal);
	return token;
}

TEST(a_token_acts_for_its_account_with_the_rights_that_it_leaves)
{
	struct stage s = begin_stage();
	char all[64], few[64];

	add_token(&s, NULL, DATE_NONE, all);
	add_token(&s, "exercise_read backup", DATE_NONE, few);
	CHECK(strncmp(all, "dtp_", 4) == 0 && strlen(all) == 47);
	const struct reader *reader = sessions_find_token(s.sessions, s.store, all, second(9));
	const struct reader *narrow = sessions_find_token(s.sessions, s.store, few, second(9));

	CHECK(reader_is_token(reader) && reader_is_token(narrow));
	CHECK(id_equal(reader_account_id(narrow), s.id));
	for (unsigned right = RIGHT_UNIT_READ; right < RIGHTS; right++)
		CHECK(reader_may(narrow, right, ID_NONE) == (right == RIGHT_EXERCISE_READ));
	CHECK(reader_may(reader, RIGHT_EXERCISE_WRITE, ID_NONE));
	reader_release(&reader);
	reader_release(&narrow);
	end_stage(&s);
}

static bool finds_token(struct stage *s, const char *secret, int64_t n)
{
	const struct reader *reader = sessions_find_token(s->sessions, s->store, secret,
							  second(n));
	bool found = reader != NULL;

	reader_release(&reader);
	return found;
}

TEST(a_token_ends_on_its_day_and_when_it_is_revoked)
{
	struct stage s = begin_stage();
	char dated[64], open[64];
	struct token token;

	add_token(&s, NULL, (struct date){ 2026, 3, 2 }, dated);
	token = add_token(&s, NULL, DATE_NONE, open);
	CHECK(finds_token(&s, dated, 17 * 3600 - 1));
	CHECK(!finds_token(&s, dated, 17 * 3600));
	CHECK(finds_token(&s, open, 17 * 3600));
	token.revoked = true;
	struct journal *journal = begin(&s.f, 6);

	CHECK(journal_change(journal, &token_type, &token, &s.f.fault));
	commit(&s.f, journal);
	sessions_forget_readers(s.sessions);
	CHECK(!finds_token(&s, open, 17 * 3600));
	end_stage(&s);
}

TEST(what_is_no_token_is_refused)
{
	struct stage s = begin_stage();
	char secret[64];

	add_token(&s, NULL, DATE_NONE, secret);
	CHECK(finds_token(&s, secret, 9));
	CHECK(!finds_token(&s, "", 9));
	CHECK(!finds_token(&s, "dtp_", 9));
	CHECK(!finds_token(&s, arena_printf(s.f.arena, "%s0", secret), 9));
	secret[20] = secret[20] == 'A' ? 'B' : 'A';
	CHECK(!finds_token(&s, secret, 9));
	CHECK(!finds(&s, secret, 9));
	end_stage(&s);
}

TEST(the_last_use_of_a_token_is_written_when_asked)
{
	struct stage s = begin_stage();
	struct instant used_at;
	char secret[64];
	struct token token = add_token(&s, NULL, DATE_NONE, secret);

	CHECK(access_token_used_at(s.f.store, token.head.id, &used_at, &s.f.fault));
	CHECK(used_at.us == 0);
	CHECK(finds_token(&s, secret, 9) && finds_token(&s, secret, 12));
	CHECK(sessions_write_token_uses(s.sessions, s.f.store, &s.f.fault));
	CHECK(access_token_used_at(s.f.store, token.head.id, &used_at, &s.f.fault));
	CHECK(used_at.us == second(12).us);
	end_stage(&s);
}

TEST(the_secret_of_a_token_is_stored_nowhere)
{
	struct stage s = begin_stage();
	char secret[64];
	size_t length;

	add_token(&s, NULL, DATE_NONE, secret);
	store_close(&s.store);
	store_close(&s.f.store);	/* everything is in the one file now */
	const char *bytes = os_read_file(s.f.arena, s.f.path, 64 << 20, &length, &s.f.fault);

	CHECK(bytes != NULL && memmem(bytes, length, "máy in", strlen("máy in")) != NULL);
	CHECK(bytes != NULL && memmem(bytes, length, secret, strlen(secret)) == NULL);
	end_stage(&s);
}

#define THREADS 8
#define ROUNDS 400

struct shared {
	struct stage *stage;
	char keys[THREADS][65];
	atomic_int next, found;
};

static void *hammer(void *argument)
{
	struct shared *shared = argument;
	struct stage *s = shared->stage;
	int own = atomic_fetch_add(&shared->next, 1);
	struct fault fault = { 0 };
	struct store *store = store_open(s->f.path, STORE_READ, &fault);
	char key[65];

	must(store != NULL, "a thread reads");
	record_store_guard(store, access_types, reader_may_see);
	for (int i = 0; i < ROUNDS; i++) {
		const char *asked = shared->keys[(own + i) % THREADS];
		const struct reader *reader = sessions_find(s->sessions, store, asked,
							    second(20 + i));

		if (reader != NULL && reader_may(reader, RIGHT_EXERCISE_WRITE, ID_NONE))
			atomic_fetch_add(&shared->found, 1);
		reader_release(&reader);
		if (i % 50 == own)
			sessions_forget_readers(s->sessions);
		if (i % 100 == own) {
			must(sessions_open(s->sessions, store, s->id, second(20 + i), key, &fault),
			     "a session opens");
			sessions_close(s->sessions, key);
		}
	}
	store_close(&store);
	return NULL;
}

TEST(many_threads_share_sessions_and_readers)
{
	struct stage s = begin_stage();
	struct shared shared = { .stage = &s };
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		open_session(&s, 15, shared.keys[i]);
	for (int i = 0; i < THREADS; i++)
		must(pthread_create(&threads[i], NULL, hammer, &shared) == 0, "a thread");
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	CHECK(atomic_load(&shared.found) == THREADS * ROUNDS);
	end_stage(&s);
}

TEST(a_change_of_accounts_or_scopes_makes_readers_stale)
{
	struct fixture f = set_up();
	struct journal_event grant = { .type = &grant_type, .sequence = 5 };
	struct journal_event policy = { .type = &policy_type, .sequence = 6 };

	CHECK(access_changes_readers(&grant, 1));
	CHECK(!access_changes_readers(&policy, 1));
	CHECK(access_scope_set(f.store, id_create(second(1)), id_create(second(1)), &f.fault));
	policy.sequence = 7;
	CHECK(access_changes_readers(&policy, 1));
	CHECK(access_changes_readers(&policy, 1));	/* whoever asks about that commit */
	policy.sequence = 8;
	CHECK(!access_changes_readers(&policy, 1));
	tear_down(&f);
}
