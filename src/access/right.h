#ifndef ACCESS_RIGHT_H
#define ACCESS_RIGHT_H
/* The rights, and what a signed-in reader may do with them.  Rights come from
   grants (account, role, scope, from, to); this is the one place that judges. */

#include "base/record.h"

/* 0 is no right at all: a route or record type must name one. */
enum right {
	RIGHT_NONE = 0,
#define RIGHT(name_, word_, vi_, en_) RIGHT_##name_,
#include "access/rights.def"
	RIGHTS
};

extern const struct words right_words;	/* entry 0 has no word */

/* What one account may do and see, as of when it was read: immutable, shared
   between requests, counted. */
struct reader;

struct id reader_account_id(const struct reader *reader);
/* The person who signs in with it; none if not linked. */
struct id reader_person_id(const struct reader *reader);
const char *reader_login(const struct reader *reader);
struct label reader_clearance(const struct reader *reader);
/* In a scope (a unit with all below it, or an exercise); with the none id the
   right must be granted for the whole office. */
bool reader_may(const struct reader *reader, enum right right, struct id scope_id);
/* In any scope at all. */
bool reader_may_somewhere(const struct reader *reader, enum right right);
/* May it see this record?  Its type's read right in its scope, and a label not
   above the clearance.  Fits record_store_sees. */
bool reader_may_see(const void *reader, const struct record_type *type, struct id scope_id,
		    struct label label);
/* The role to be named in the journal for using this right here. */
const char *reader_role(const struct reader *reader, enum right right, struct id scope_id);

#endif
