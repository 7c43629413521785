#ifndef WEB_CONNECTIONS_H
#define WEB_CONNECTIONS_H
/* The reading connections of one thread, opened when they are first needed, and
   what their reader was let to see. */

#include "access/access.h"

struct connections {
	const char *path;
	struct store *guarded, *system;
};
/* NULL and a fault if the database cannot be opened. */
struct store *connections_guarded(struct connections *connections, struct fault *fault);
struct store *connections_system(struct connections *connections, struct fault *fault);
void connections_close(struct connections *connections);
/* What the guard let this thread's reader see since it was last asked: the highest
   label and (if any has one) the type that bore it. */
struct label connections_take_label(const struct record_type **type_out);

#endif
