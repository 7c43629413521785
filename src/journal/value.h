#ifndef JOURNAL_VALUE_H
#define JOURNAL_VALUE_H
/* The canonical JSON (RFC 8785) of fields and rows, and the salted hashes that
   the journal keeps of them.  Private to this room. */

#include "base/record.h"
#include "base/text.h"
#include "journal/tree.h"

#define SALT_SIZE 16
#define SALT_HEX_LENGTH (2 * SALT_SIZE)
#define FIELDS_MOST 128		/* of one record type */

struct salt { unsigned char bytes[SALT_SIZE]; };

/* One value: null when it is empty; whole numbers beyond 2^53 as text. */
void value_write(struct text *out, const struct field *field, const void *at);
/* The value back from its canonical JSON; false if it does not fit the field. */
bool value_read(struct arena *arena, const struct field *field, const char *json,
		size_t length, void *at);
/* Empties the field.  A required text becomes "", because its column may refuse NULL. */
void value_clear(const struct field *field, void *at);
/* The fields in the order of canonical JSON; how many. */
size_t value_sort_fields(const struct record_type *type, const struct field *fields_out[]);

/* SHA-256(salt ‖ name ‖ 0x00 ‖ canonical value) */
struct hash value_commit(struct salt salt, const char *name, size_t name_length,
			 const char *value, size_t length);
/* SHA-256(salt ‖ canonical row).  Secret fields are left out, and so is what is
   empty, 0 or false: a column added later leaves the hashes of old rows alone. */
struct hash value_hash_row(struct arena *scratch, struct salt salt,
			   const struct record_type *type, const void *record);

#endif
