#ifndef BASE_LOG_H
#define BASE_LOG_H
/* Lines for whoever looks after the machine, to standard error: one line, one
   event, written where a request or the program ends, never deeper.  A line holds no
   password, no session key, no value of a query.  Thread safe. */

#include <stdbool.h>

/* Writes "2026-03-01T08:30:00.000000Z text"; control characters become "?".
   More than a hundred lines in a second are counted instead. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
