/* What is said to whoever looks after the machine, and how the program ends itself. */

#include "base/log.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "tests/test.h"

/* What the call writes to standard error, in a process of its own; its end as waitpid says. */
static const char *said_by(void (*call)(void), int *status_out)
{
	const char *path = arena_printf(test_arena(), "%s/said", test_folder());
	struct fault fault = { .kind = FAULT_NONE };
	size_t length;

	fflush(NULL);
	pid_t child = fork();

	if (child == 0) {
		if (freopen(path, "w", stderr) == NULL)
			_exit(99);
		setvbuf(stderr, NULL, _IONBF, 0);	/* as it is at the start */
		call();
		_exit(0);
	}
	CHECK(waitpid(child, status_out, 0) == child);
	const char *said = os_read_file(test_arena(), path, (size_t)1 << 20, &length, &fault);

	CHECK(said != NULL);
	return said == NULL ? "" : said;
}

static void say_one(void)
{
	log_line("request %d by “%s”", 7, "a\nb\x1b[31m\x7f");
}

TEST(a_line_of_the_log_is_one_line_whatever_somebody_typed)
{
	int status;
	const char *said = said_by(say_one, &status), *blank = strchr(said, ' ');
	struct instant at;

	CHECK(status == 0 && blank != NULL);
	if (blank == NULL)
		return;
	CHECK_TEXT(blank, " request 7 by “a?b?[31m?”\n");
	CHECK(instant_parse(arena_copy_bytes(test_arena(), said, (size_t)(blank - said)), &at));
	CHECK(os_now().us - at.us < INT64_C(600000000));
}

static void say_long(void)
{
	char text[3000];

	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	log_line("%s", text);
}

TEST(a_long_line_is_cut)
{
	int status;
	const char *said = said_by(say_long, &status);

	CHECK(strlen(said) < 1100 && strlen(said) > 900 && said[strlen(said) - 1] == '\n');
}

static void say_many(void)
{
	for (int i = 0; i < 500; i++)
		log_line("line %d", i);
}

/* A flood may fall into two seconds, on a busy machine into three. */
TEST(a_flood_of_lines_is_counted_instead)
{
	int status, lines = 0;
	const char *said = said_by(say_many, &status);

	for (const char *at = strchr(said, '\n'); at != NULL; at = strchr(at + 1, '\n'))
		lines++;
	CHECK(lines >= 100 && lines <= 302);
	CHECK(lines < 500);
}

static void break_rule(void)
{
	must(1 + 1 == 3, "arithmetic holds");
}

TEST(a_broken_rule_ends_the_process_and_says_which)
{
	int status;
	const char *said = said_by(break_rule, &status);

	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	CHECK(strstr(said, "log_test.c") != NULL && strstr(said, "1 + 1 == 3") != NULL);
	CHECK(strstr(said, "arithmetic holds") != NULL);
}

static void keep_rule(void)
{
	int calls = 0;

	must(++calls == 1, "a condition is asked once");
	must(calls == 1, "and only once");
}

TEST(a_kept_rule_costs_one_look_and_says_nothing)
{
	int status;

	CHECK_TEXT(said_by(keep_rule, &status), "");
	CHECK(status == 0);
}

TEST(memory_comes_zeroed_and_keeps_its_content_when_it_grows)
{
	char *bytes = memory_take(64);

	for (int i = 0; i < 64; i++)
		CHECK(bytes[i] == 0);
	memset(bytes, 7, 64);
	bytes = memory_grow(bytes, 100000);
	for (int i = 0; i < 64; i++)
		CHECK(bytes[i] == 7);
	memory_release(bytes);
	memory_release(NULL);
	char *copy = memory_copy_text("Ea Na");

	CHECK_TEXT(copy, "Ea Na");
	memory_release(copy);
}

static void take_the_impossible(void)
{
	memory_take(SIZE_MAX / 2);
}

TEST(out_of_memory_ends_the_process)
{
	int status;

	said_by(take_the_impossible, &status);
	CHECK(status != 0);
}
