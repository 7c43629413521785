#ifndef COMMAND_DEMO_KRONG_ANA_H
#define COMMAND_DEMO_KRONG_ANA_H
/* The demonstration database: what a public report says of one district's term, as
   facts, with their source.  What the report does not say stays unknown. */

#include "command/init_command.h"

#define DEMO_PASSWORD "hat-lua-nang-som-ben-song"
extern const struct demo_account demo_accounts[];	/* NULL login at the end */

/* Writes everything into the open part, through the rules of the collections. */
bool demo_krong_ana(struct journal *journal, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
