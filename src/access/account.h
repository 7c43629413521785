#ifndef ACCESS_ACCOUNT_H
#define ACCESS_ACCOUNT_H
/* Making and mending accounts: what the command line and the HTTP interface
   need beyond access.h.  Everything here writes through the open part. */

#include "access/access.h"

/* The rules of accounts, roles, grants, tokens and policies, in the shape of a
   collection's `settle` (before = NULL: added; after = NULL: removed).  Nobody
   grants to himself or raises his own clearance; the machine may. */
bool access_settle_account(struct journal *journal, const void *before, void *after,
			   struct fault *fault) __attribute__((warn_unused_result));
bool access_settle_role(struct journal *journal, const void *before, void *after,
			struct fault *fault) __attribute__((warn_unused_result));
bool access_settle_grant(struct journal *journal, const void *before, void *after,
			 struct fault *fault) __attribute__((warn_unused_result));
bool access_settle_token(struct journal *journal, const void *before, void *after,
			 struct fault *fault) __attribute__((warn_unused_result));
bool access_settle_policy(struct journal *journal, const void *before, void *after,
			  struct fault *fault) __attribute__((warn_unused_result));

/* NULL and FAULT_NOT_FOUND; the login in any case. */
struct account *access_find_account(struct store *store, struct arena *arena, const char *login,
				    struct fault *fault);
/* Adds the account and its password, or (password NULL) one that cannot sign in
   until it is given one. */
bool access_add_account(struct journal *journal, struct account *account, const char *password,
			struct fault *fault) __attribute__((warn_unused_result));
/* access_set_password in two steps, for a server: the slow hash is made on the caller's thread
   (any store, the machine's eyes), so that nobody waits for the writer; writing
   asks the rules again, for the account may have changed between. */
struct new_password {
	struct id account_id;
	const char *password;
	char hash[128];
};
bool access_prepare_password(struct store *store, struct arena *arena,
			     struct new_password *password, struct fault *fault)
	__attribute__((warn_unused_result));
bool access_write_password(struct journal *journal, const struct new_password *password,
			   struct fault *fault) __attribute__((warn_unused_result));
/* Grants a role by its code; unknown days are open, scope none is the office. */
bool access_add_grant(struct journal *journal, struct id account_id, const char *role_code,
		      struct id within_id, const char *reason, struct fault *fault)
	__attribute__((warn_unused_result));
/* The built-in roles if there are none, an account, and the role administrator
   for the whole office. */
bool access_add_administrator(struct journal *journal, struct account *account,
			      const char *password, struct fault *fault)
	__attribute__((warn_unused_result));
/* At the machine only: sets a new password, ends the second factor and the
   disablement, and notes it in the journal. */
bool access_recover(struct journal *journal, const char *login, const char *password,
		    struct fault *fault) __attribute__((warn_unused_result));
/* A password that was good only with the factor goes with it: the account then
   needs a new one. */
bool access_end_second_factor(struct journal *journal, struct id account_id,
			      struct fault *fault) __attribute__((warn_unused_result));
/* Must the words be refused inside a password?  `key` holds small letters
   without accents and digits only; found words go to *word_out (NULL: none).
   Set by the registry, so that the names of units count. */
typedef bool access_word_source(struct store *store, struct arena *arena, const char *key,
				const char **word_out, struct fault *fault);
void access_set_word_source(access_word_source *source);

/* Entries of kind access.  The caller may batch them; the address may be NULL.
   A denial names the account if there is one, never what was typed. */
bool access_note_sign_in(struct journal *journal, struct id account_id, const char *address,
			 struct fault *fault) __attribute__((warn_unused_result));
bool access_note_sign_out(struct journal *journal, struct id account_id, const char *address,
			  struct fault *fault) __attribute__((warn_unused_result));
bool access_note_denial(struct journal *journal, const char *login, enum fault_kind why,
			const char *address, struct fault *fault)
	__attribute__((warn_unused_result));

/* Scopes anew: clears them and asks each source (set by the registry, NULL at
   the end) to fill in its own, inside an open transaction. */
typedef bool access_scope_source(struct store *store, struct fault *fault);
void access_set_scope_sources(access_scope_source *const *sources);
bool access_scope_rebuild(struct store *store, struct fault *fault)
	__attribute__((warn_unused_result));

/* For the journal's listener: must sessions_forget_readers be called? */
bool access_changes_readers(const struct journal_event *events, size_t count);
/* True if the reader came by an API token: such may not touch passwords. */
bool reader_is_token(const struct reader *reader);
/* Writes when tokens were last used (they are no records) on a writing store. */
bool sessions_write_token_uses(struct sessions *sessions, struct store *store,
			       struct fault *fault) __attribute__((warn_unused_result));
/* When it was last used, as far as written; 0: never. */
bool access_token_used_at(struct store *store, struct id token_id, struct instant *used_at_out,
			  struct fault *fault) __attribute__((warn_unused_result));

#endif
