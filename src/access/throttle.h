#ifndef ACCESS_THROTTLE_H
#define ACCESS_THROTTLE_H
/* Tries at sign-in, counted per login and per address: after a few failures each
   further one doubles the wait, up to a quarter of an hour; after a hundred in
   a row for one login a day (NIST SP 800-63B allows no more).  An address, behind
   which a whole office may sit, is forgiven one failure a minute.  In memory
   only, of fixed size, thread safe; the time comes from outside.  Private to
   this room. */

#include <stdbool.h>

#include "base/time.h"

/* False: it must wait.  True: the try counts as failed until it is forgiven, so
   that many at once gain nothing.  `address` may be NULL. */
bool throttle_take(const char *login, const char *address, struct instant now);
/* The try was neither good nor bad: half a sign-in. */
void throttle_give_back(const char *login, const char *address);
/* The try was good: the login's count begins anew, the address gets its try back. */
void throttle_forgive(const char *login, const char *address);

#endif
