#ifndef ACCESS_TEST_READER_H
#define ACCESS_TEST_READER_H
/* A reader of few rights, for the tests of rooms to the right.  The journal's types must
   hold account, role and grant; a part must be open. */

#include "access/access.h"
#include "access/account.h"
#include "base/must.h"

/* An account with that role in the whole office (`within` none) or below, cleared up to
   the label; adds the built-in roles. */
static inline const struct reader *test_reader(struct journal *journal, const char *role,
					       struct id within, enum label_level clearance)
{
	struct store *store = journal_store(journal);
	struct fault fault = { .kind = FAULT_NONE };
	struct account account = { .login = "reader", .display_name = "A. B.",
				   .clearance = { clearance } };

	must(access_add_roles(journal, &fault), "the roles are added");
	must(access_add_account(journal, &account, NULL, &fault), "the account is added");
	const struct role *found = access_find_role(store, journal_arena(journal), role, &fault);

	must(found != NULL, "the role is there");
	struct grant grant = { .account_id = account.head.id, .role_id = found->head.id,
			       .within_id = within };

	must(access_settle_grant(journal, NULL, &grant, &fault) &&
	     journal_add(journal, &grant_type, &grant, &fault), "the grant is added");
	const struct reader *reader = reader_of_account(store, account.head.id,
							journal_now(journal), &fault);

	/* the case's own until its process ends, whatever the fixture points to by then */
	static const struct reader *kept[4];
	static size_t count;

	must(reader != NULL, "the reader is made");
	must(count < sizeof(kept) / sizeof(kept[0]), "few readers in one case");
	kept[count++] = reader;
	return reader;
}

#endif
