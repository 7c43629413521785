#ifndef ACCESS_ACCESS_H
#define ACCESS_ACCESS_H
/* Accounts, grants, roles, sign-in, sessions and API tokens.  Sessions and rate
   limits are not journaled; accounts, roles, grants and tokens are records. */

#include "access/right.h"
#include "journal/journal.h"

struct account {
	struct record_head head;
	const char *login;		/* unique, lower case */
	const char *display_name;
	struct id person_id;		/* none if not linked */
	struct label clearance;
	const char *language;		/* "vi" or "en" */
	bool demo;			/* a clearly marked demo account */
	bool disabled;
	bool second_factor;		/* TOTP is on */
	struct instant password_set_at;
};
struct role {
	struct record_head head;
	const char *code;		/* "administrator", "secretary", … */
	const char *name;		/* as people read it */
	const char *rights;		/* words of rights.def, a space between */
};
struct grant {
	struct record_head head;
	struct id account_id, role_id;
	struct id within_id;		/* unit subtree or exercise; none: the whole office */
	struct date valid_from, valid_to;	/* unknown: open */
	const char *reason;
};
struct token {
	struct record_head head;
	struct id account_id;
	const char *name;
	const char *rights;		/* narrows the account's; NULL: all of them */
	struct date valid_to;
	bool revoked;
};
/* A rule that the office sets for itself: where two persons must act, the second
   may not be the first; otherwise one may do both and the record says so. */
struct policy {
	struct record_head head;
	const char *code;	/* unique: "two_persons_exercise", …_result, …_report, …_task */
	bool enabled;
	const char *reason;		/* who decided it, and why */
};
extern const struct record_type account_type, role_type, grant_type, token_type, policy_type;
/* Does the rule, if the office set it, let the present actor do what `first` began?  Adds
   PROBLEM_TWO_PERSONS at the pointer if not. */
bool access_second_person(struct journal *journal, const char *code, struct id first,
			  const char *pointer, struct fault *fault)
	__attribute__((warn_unused_result));
/* Is the rule set? False where nobody set it. */
bool access_policy(struct store *store, const char *code, bool *enabled_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* Writes the built-in roles of a new database. */
bool access_add_roles(struct journal *journal, struct fault *fault)
	__attribute__((warn_unused_result));
/* Checks the password rules (NIST SP 800-63B-4: 15 characters, or 8 with TOTP;
   blocklist with the office's own words) and stores the argon2id hash outside
   the journal's values. */
bool access_set_password(struct journal *journal, struct id account_id, const char *password,
			 struct fault *fault) __attribute__((warn_unused_result));
/* Reads a role by its code, or NULL. */
const struct role *access_find_role(struct store *store, struct arena *arena, const char *code,
				    struct fault *fault);

/* Verifies a sign-in (slow by intent: argon2id; call it off the event loop).
   FAULT_WRONG_PASSWORD, FAULT_SECOND_FACTOR (`code` may be NULL; a wrong one has
   a problem), FAULT_TOO_MANY by login or address (NULL: at the machine),
   FAULT_BUSY.  On success the account's id; the caller then opens a session. */
bool access_check_password(struct store *store, struct arena *arena, const char *login,
			   const char *password, const char *code, const char *address,
			   struct instant now, struct id *account_id_out,
			   struct fault *fault) __attribute__((warn_unused_result));
/* Starts TOTP (RFC 6238): writes the secret, gives the otpauth:// address. */
bool access_begin_second_factor(struct journal *journal, struct id account_id,
				const char **address_out, struct fault *fault)
	__attribute__((warn_unused_result));
bool access_confirm_second_factor(struct journal *journal, struct id account_id,
				  const char *code, struct fault *fault)
	__attribute__((warn_unused_result));

/* The scope closure: which scopes lie within which.  `unit` and `exercise` fill
   it in the same transaction as their records; it can always be rebuilt.  A scope
   may have had several parents over the years; whoever holds a grant on any of
   them reads it, and writes only where it lies today.  A parent of none only makes
   the scope known. */
bool access_scope_set(struct store *store, struct id scope_id, struct id parent_scope_id,
		      struct fault *fault) __attribute__((warn_unused_result));
/* The same from a day until before another; unknown: ever, for ever. */
bool access_scope_set_during(struct store *store, struct id scope_id, struct id parent_scope_id,
			     struct date from, struct date to, struct fault *fault)
	__attribute__((warn_unused_result));
/* Takes back that the scope lay within that parent: it moved, and whoever holds a grant on
   the former parent sees it no more. */
bool access_scope_unset(struct store *store, struct id scope_id, struct id parent_scope_id,
			struct fault *fault) __attribute__((warn_unused_result));
/* From that day the scope is no more (unknown: it goes on): a grant on it only
   reads, until a hand-over gives another one. */
bool access_scope_end(struct store *store, struct id scope_id, struct date day,
		      struct fault *fault) __attribute__((warn_unused_result));
bool access_scope_clear(struct store *store, struct fault *fault)
	__attribute__((warn_unused_result));

/* The sessions and readers of one server.  Thread safe. */
struct sessions;
struct sessions *sessions_create(void);
void sessions_destroy(struct sessions **sessions);
/* A new session; `key_out` is the secret for the cookie (64 hex digits). */
bool sessions_open(struct sessions *sessions, struct store *store, struct id account_id,
		   struct instant now, char key_out[65], struct fault *fault)
	__attribute__((warn_unused_result));
/* The reader of a session or `dtp_…` token, counted; NULL if it is not valid
   (idle 8 h, absolute 24 h).  Give it back with reader_release. */
const struct reader *sessions_find(struct sessions *sessions, struct store *store,
				   const char *key, struct instant now);
const struct reader *sessions_find_token(struct sessions *sessions, struct store *store,
					 const char *token, struct instant now);
void reader_release(const struct reader **reader);
void sessions_close(struct sessions *sessions, const char *key);
/* Ends all sessions of an account; forgets cached readers (grants changed). */
void sessions_close_account(struct sessions *sessions, struct id account_id);
void sessions_forget_readers(struct sessions *sessions);
/* A reader without a server: tests, and the command line acting as the machine
   (sees and may do everything). */
const struct reader *reader_of_account(struct store *store, struct id account_id,
				       struct instant now, struct fault *fault);
const struct reader *reader_of_machine(void);
/* Does `reader` hold every right, at every place, and the clearance that `former` held?
   If not, what was seen may be out of sight now. */
bool reader_holds_all_of(const struct reader *reader, const struct reader *former);
/* Makes a token record and its secret, shown once. */
bool access_add_token(struct journal *journal, struct token *token, char secret_out[64],
		      struct fault *fault) __attribute__((warn_unused_result));

#endif
