#ifndef ACCESS_PRIVATE_H
#define ACCESS_PRIVATE_H
/* What the files of this room share. */

#include "access/account.h"

/* Where the office is: its days begin and end there. */
#define OFFICE_MINUTES_EAST 420

/* Sets of rights. */
uint64_t right_bit(unsigned right);
uint64_t rights_reading(void);
/* Words with a space between; false if one is unknown, the first goes to *unknown_out. */
bool rights_parse(struct arena *arena, const char *text, uint64_t *rights_out,
		  const char **unknown_out);

/* A record of a day as bound to SQL: "2025-07-01" in the arena. */
const char *access_day(struct arena *arena, struct instant now);
/* The account, looked up with the machine's eyes; NULL and FAULT_NOT_FOUND. */
struct account *access_read_account(struct store *store, struct arena *arena, struct id id,
				    struct fault *fault);

/* The secrets of an account, beside its record. */
struct account_secret {
	const char *password_hash;	/* NULL: none */
	bool password_is_short;		/* good only together with a second factor */
	bool has_totp;
	unsigned char totp[20];
	int64_t totp_step;		/* the last one used */
};
bool secret_read(struct store *store, struct arena *arena, struct id account_id,
		 struct account_secret *secret_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* `hash` NULL: no password from now on. */
bool secret_write_password(struct store *store, struct id account_id, const char *hash,
			   bool is_short, struct fault *fault)
	__attribute__((warn_unused_result));
/* `secret` NULL ends the second factor. */
bool secret_write_totp(struct store *store, struct id account_id, const unsigned char *secret,
		       int64_t step, struct fault *fault) __attribute__((warn_unused_result));

/* One row of the grants in force. */
struct holding {
	struct holding *next;
	struct id within_id;		/* none: the whole office */
	const char *code;
	uint64_t role_rights;		/* of the role */
	uint64_t rights;		/* of those, what is left in this scope */
	bool ended;
};
bool reader_list_holdings(struct store *store, struct arena *arena, const struct reader *reader,
			  struct instant now, struct holding **first_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* A reader of no account, who sees what these give (see sight.h). */
const struct reader *reader_create_of(struct store *store, struct label clearance,
				      const struct holding *first, struct fault *fault);

/* Builds a reader; `narrow` is the set of rights that a token leaves. */
const struct reader *reader_create(struct store *store, struct id account_id, uint64_t narrow,
				   bool is_token, struct instant now, struct fault *fault);
const struct reader *reader_retain(const struct reader *reader);
/* The cached reader must be read again from this moment on. */
struct instant reader_good_until(const struct reader *reader);
/* Of the account when it was read: a session ends when the password changes. */
struct instant reader_password_set_at(const struct reader *reader);

#endif
