#ifndef BASE_ID_H
#define BASE_ID_H
/* The identity of a record: a UUID of version 7 (RFC 9562 §5.7), chosen by
   the client if it likes.  The nil UUID means "none". */

#include <stdbool.h>

#include "base/time.h"

struct id { unsigned char bytes[16]; };

#define ID_TEXT_SIZE 37		/* 36 characters and the NUL */
#define ID_NONE ((struct id){ { 0 } })

/* A new id; ids of one thread made at the same millisecond keep their order. */
struct id id_create(struct instant now);
/* A new id whose place among those of its millisecond is random: nobody can tell from
   two of them how many lie between. */
struct id id_create_scattered(struct instant now);
bool id_is_none(struct id id);
bool id_equal(struct id a, struct id b);
int id_compare(struct id a, struct id b);
/* Accepts the 36-character form in either case; false if it is not a UUID. */
bool id_parse(const char *text, struct id *id_out);
void id_format(struct id id, char text_out[ID_TEXT_SIZE]);

#endif
