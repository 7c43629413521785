#ifndef TESTS_TEST_H
#define TESTS_TEST_H
/* TEST(name_that_states_the_rule) { ... } registers itself; CHECK(condition)
   reports a failure and goes on.  Each test runs in its own process with a
   time limit (see test_main.c). */

#include <stdio.h>

struct arena;

struct test_case {
	const char *file, *name;
	void (*run)(void);
	struct test_case *next;
};
extern struct test_case *test_cases;
extern int test_failures;

#define TEST(name_) \
	static void test_##name_(void); \
	static struct test_case case_##name_ = { __FILE__, #name_, test_##name_, NULL }; \
	__attribute__((constructor)) static void add_##name_(void) \
	{ case_##name_.next = test_cases; test_cases = &case_##name_; } \
	static void test_##name_(void)

#define CHECK(condition_) do { \
	if (!(condition_)) { \
		fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition_); \
		test_failures++; \
	} } while (0)

#define CHECK_TEXT(actual_, expected_) \
	test_compare_texts(__FILE__, __LINE__, #actual_, (actual_), (expected_))

void test_compare_texts(const char *file, int line, const char *what, const char *actual,
			const char *expected);
/* Memory of this case; the runner gives it back, so that a helper may leave things there. */
struct arena *test_arena(void);
/* A new empty folder for this test, removed by the runner afterwards. */
const char *test_folder(void);

#endif
