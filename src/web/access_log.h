#ifndef WEB_ACCESS_LOG_H
#define WEB_ACCESS_LOG_H
/* What was refused and what was read above label none becomes entries of kind
   access.  They wait a moment and are written together; the same by the same
   account within a minute is one.  Thread safe. */

#include "web/web.h"

struct access_log;
struct writer;

struct access_log *access_log_create(struct writer *writer, struct sessions *sessions);
/* False if so much waits (the disk is full) that nothing more can be noted. */
bool access_log_note(struct access_log *log, const struct request *request, const char *what,
		     const char *record_type);
/* Hands what has waited long enough to the writer.  Gives the milliseconds until
   the next is due, -1 if nothing waits. */
int access_log_flush(struct access_log *log, struct instant now);
/* Has everything written, as far as the disk takes it, before the writer stops. */
void access_log_destroy(struct access_log **log);

#endif
