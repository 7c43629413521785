#ifndef WEB_ACCOUNT_API_H
#define WEB_ACCOUNT_API_H
/* Accounts, roles, grants, tokens and policies over HTTP, with the rules that
   concern all of them together: somebody must stay who can manage accounts. */

#include "web/collection.h"

extern const struct collection account_collection, role_collection, grant_collection,
	token_collection, policy_collection;
/* Passwords, second factors, tokens. */
extern const struct route_table account_routes;

#endif
