#ifndef BASE_OS_TERMINAL_H
#define BASE_OS_TERMINAL_H
/* What the command line asks of the person at the machine. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

bool os_input_is_terminal(void);
bool os_output_is_terminal(void);
/* One line of standard input without its end; NULL at the end of the input, or
   where the line is longer than `most` bytes. */
const char *os_read_line(struct arena *arena, size_t most);
/* The same for a password: at a terminal the prompt goes to standard error and what
   is typed is not shown; from a file or pipe there is no prompt. */
const char *os_read_secret(struct arena *arena, const char *prompt, size_t most);

#endif
