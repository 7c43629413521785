#ifndef JOURNAL_NOTE_H
#define JOURNAL_NOTE_H
/* C2SP signed notes with Ed25519, apart from any database.  Private to this room. */

#include <sodium.h>

#include "base/arena.h"
#include "base/fault.h"

struct note_key {
	const char *name;
	unsigned char id[4];
	unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
	unsigned char secret_key[crypto_sign_SECRETKEYBYTES];
};

/* True for a name that a note can bear: no white space, no plus sign. */
bool note_name_is_good(const char *name);
void note_key_create(const char *name, struct note_key *key_out);
/* "name+hash+key" */
const char *note_key_public(struct arena *arena, const struct note_key *key);
/* The line of the key file, "PRIVATE+KEY+name+hash+key", and back. */
const char *note_key_secret(struct arena *arena, const struct note_key *key);
bool note_key_parse_secret(struct arena *arena, const char *line, struct note_key *key_out);
/* The text must end its last line. */
const char *note_key_sign(struct arena *arena, const struct note_key *key, const char *text);

#endif
