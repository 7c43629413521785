/* Runs every test in a process of its own.  Usage: unit-tests [--list] [PART-OF-NAME...]
   The last line is "N passed, N failed". */

#include "tests/test.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

/* For a case that hangs; a busy machine runs long ones slowly, and sanitizers ten times so. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SECONDS_AT_MOST 900
#else
#define SECONDS_AT_MOST 180
#endif

struct test_case *test_cases;
int test_failures;
static char folder[64];
static struct arena *arena;

void test_compare_texts(const char *file, int line, const char *what, const char *actual,
			const char *expected)
{
	if (actual != NULL && expected != NULL && strcmp(actual, expected) == 0)
		return;
	if (actual == NULL && expected == NULL)
		return;
	fprintf(stderr, "%s:%d: %s is\n  %s\nnot\n  %s\n", file, line, what,
		actual == NULL ? "(null)" : actual, expected == NULL ? "(null)" : expected);
	test_failures++;
}

const char *test_folder(void)
{
	if (folder[0] == '\0') {
		strcpy(folder, access("/dev/shm", W_OK) == 0 ?
		       "/dev/shm/dientap-test-XXXXXX" : "/tmp/dientap-test-XXXXXX");
		if (mkdtemp(folder) == NULL)
			_exit(99);
	}
	return folder;
}

struct arena *test_arena(void)
{
	if (arena == NULL)
		arena = arena_create();
	return arena;
}

static void remove_folder(void)
{
	if (folder[0] == '\0')
		return;
	pid_t child = fork();

	if (child == 0) {
		execlp("rm", "rm", "-rf", folder, (char *)NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
}

static bool run_one(const struct test_case *test)
{
	int status = 0;

	fflush(NULL);
	pid_t child = fork();

	if (child == 0) {
		alarm(SECONDS_AT_MOST);
		test->run();
		remove_folder();
		arena_destroy(&arena);
		exit(test_failures != 0);
	}
	waitpid(child, &status, 0);
	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: ended by signal %d\n", test->name, WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool is_wanted(const struct test_case *test, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strstr(test->name, argv[i]) != NULL || strstr(test->file, argv[i]) != NULL)
			return true;
	return argc == 1;
}

int main(int argc, char **argv)
{
	bool list = argc > 1 && strcmp(argv[1], "--list") == 0;
	int passed = 0, failed = 0;

	for (const struct test_case *t = test_cases; t != NULL; t = t->next) {
		if (list) {
			printf("%s %s\n", t->file, t->name);
			continue;
		}
		if (!is_wanted(t, argc, argv))
			continue;
		bool good = run_one(t);

		printf("%s %s\n", good ? "ok  " : "FAIL", t->name);
		passed += good;
		failed += !good;
	}
	if (!list)
		printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
