#ifndef COMMAND_INIT_COMMAND_H
#define COMMAND_INIT_COMMAND_H
/* dientap init, and the demonstrations that it can write. */

#include "command/command.h"
#include "journal/journal.h"

/* A sign-in of a demonstration.  Its password is public: such accounts exist in
   demonstration databases only, and are marked as such. */
struct demo_account {
	const char *login, *display_name;
	const char *role;		/* NULL: none, until somebody gives one */
	const char *password;
};

struct demo {
	const char *name;		/* "krong-ana"; NULL ends the list */
	bool (*write)(struct journal *journal, struct fault *fault);
	const struct demo_account *accounts;	/* NULL login at the end */
};

extern const struct demo demos[];	/* registry.c */
extern const struct command init_command;

#endif
