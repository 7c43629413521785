#ifndef WEB_BODY_H
#define WEB_BODY_H
/* Small JSON bodies that are no record: {"login": "…", "password": "…"}. */

#include "web/web.h"

struct body_text {
	const char *name;
	bool is_needed;
	const char *value;	/* set by body_read_texts; NULL: not given */
};
/* Adds a problem for every member that is unknown, missing, no text or longer than
   1,024 bytes. */
bool body_read_texts(struct request *request, struct body_text texts[], size_t count)
	__attribute__((warn_unused_result));

#endif
