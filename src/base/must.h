#ifndef BASE_MUST_H
#define BASE_MUST_H
/* Checks for mistakes of the program itself.  Unlike assert(), they stay in
   release builds: a wrong program stops before it writes wrong data. */

#define must(condition_, why_) do { \
	if (__builtin_expect(!(condition_), 0)) \
		must_stop(__FILE__, __LINE__, #condition_, why_); \
	} while (0)

/* Prints the broken rule to standard error and ends the process. */
void must_stop(const char *file, int line, const char *condition, const char *why)
	__attribute__((noreturn, cold));

#endif
