#ifndef WEB_SESSION_API_H
#define WEB_SESSION_API_H
/* Sign-in, sign-out, who is signed in, and the office it is signed in to. */

#include "web/web.h"

extern const struct route_table session_routes;

/* Opens a session of the account for the reply's cookie and ends the request's own. */
bool session_renew(struct request *request, struct id account_id)
	__attribute__((warn_unused_result));

#endif
