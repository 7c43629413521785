#include "journal/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "journal/checkpoint.h"

#define ED25519 0x01		/* the algorithm's number in keys */
#define ID_SIZE 4
#define KEY_BYTES (1 + crypto_sign_PUBLICKEYBYTES)
#define SIGNATURE_BYTES (ID_SIZE + crypto_sign_BYTES)
#define SIGNATURES_MOST 100
#define DASH "\xe2\x80\x94 "
#define SECRET_PREFIX "PRIVATE+KEY+"

/* C2SP signed-note: no blanks and no plus, which part the fields of a line. */
bool note_name_is_good(const char *name)
{
	if (name == NULL || *name == '\0' || !utf8_is_valid(name, strlen(name)))
		return false;
	for (const unsigned char *p = (const unsigned char *)name; *p != '\0'; p++)
		if (*p <= 0x20 || *p == 0x7f || *p == '+')
			return false;
	return true;
}

/* SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key), the first four bytes */
static void compute_id(const char *name, const unsigned char *public_key,
		       unsigned char id_out[ID_SIZE])
{
	static const unsigned char between[] = { '\n', ED25519 };
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)name, strlen(name));
	crypto_hash_sha256_update(&state, between, sizeof(between));
	crypto_hash_sha256_update(&state, public_key, crypto_sign_PUBLICKEYBYTES);
	crypto_hash_sha256_final(&state, hash);
	memcpy(id_out, hash, ID_SIZE);
}

/* The name is not copied: it lives as long as its caller's. */
void note_key_create(const char *name, struct note_key *key_out)
{
	must(note_name_is_good(name), "the name of a key was checked before");
	must(sodium_init() >= 0, "libsodium does not start");
	key_out->name = name;
	crypto_sign_keypair(key_out->public_key, key_out->secret_key);
	compute_id(name, key_out->public_key, key_out->id);
}

static const char *encode(struct arena *arena, const void *bytes, size_t length)
{
	size_t room = sodium_base64_encoded_len(length, sodium_base64_VARIANT_ORIGINAL);

	return sodium_bin2base64(arena_alloc(arena, room), room, bytes, length,
				 sodium_base64_VARIANT_ORIGINAL);
}

/* Only as many bytes as are asked for, none less. */
static bool decode(const char *text, size_t length, void *bytes_out, size_t exactly)
{
	size_t done;

	return sodium_base642bin(bytes_out, exactly, text, length, NULL, &done, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 && done == exactly;
}

/* "name+hash+key"; with the seed for the secret one, from which all else follows. */
static const char *format_key(struct arena *arena, const struct note_key *key,
			      const char *prefix, const unsigned char *bytes)
{
	unsigned char data[KEY_BYTES];
	char id[2 * ID_SIZE + 1];

	data[0] = ED25519;
	memcpy(data + 1, bytes, KEY_BYTES - 1);
	sodium_bin2hex(id, sizeof(id), key->id, sizeof(key->id));
	const char *text = arena_printf(arena, "%s%s+%s+%s", prefix, key->name, id,
					encode(arena, data, sizeof(data)));

	sodium_memzero(data, sizeof(data));
	return text;
}

const char *note_key_public(struct arena *arena, const struct note_key *key)
{
	return format_key(arena, key, "", key->public_key);
}

const char *note_key_secret(struct arena *arena, const struct note_key *key)
{
	unsigned char seed[crypto_sign_SEEDBYTES];

	crypto_sign_ed25519_sk_to_seed(seed, key->secret_key);
	const char *text = format_key(arena, key, SECRET_PREFIX, seed);

	sodium_memzero(seed, sizeof(seed));
	return text;
}

/* "name+hash+key": the 32 bytes behind the algorithm. */
static bool parse_key(struct arena *arena, const char *text, const char **name_out,
		      unsigned char id_out[ID_SIZE],
		      unsigned char bytes_out[crypto_sign_PUBLICKEYBYTES])
{
	const char *hash = strchr(text, '+');
	const char *data = hash == NULL ? NULL : strchr(hash + 1, '+');
	unsigned char bytes[KEY_BYTES];
	size_t length;

	if (data == NULL || data - hash != 2 * ID_SIZE + 1 ||
	    sodium_hex2bin(id_out, ID_SIZE, hash + 1, 2 * ID_SIZE, NULL, &length, NULL) != 0 ||
	    length != ID_SIZE || !decode(data + 1, strlen(data + 1), bytes, sizeof(bytes)) ||
	    bytes[0] != ED25519)
		return false;
	memcpy(bytes_out, bytes + 1, KEY_BYTES - 1);
	*name_out = arena_copy_bytes(arena, text, (size_t)(hash - text));
	return note_name_is_good(*name_out);
}

bool note_key_parse_secret(struct arena *arena, const char *line, struct note_key *key_out)
{
	unsigned char seed[crypto_sign_SEEDBYTES], id[ID_SIZE];
	const char *text = arena_copy_bytes(arena, line, strcspn(line, "\n"));
	size_t prefix = strlen(SECRET_PREFIX);

	if (strncmp(text, SECRET_PREFIX, prefix) != 0 ||
	    !parse_key(arena, text + prefix, &key_out->name, key_out->id, seed))
		return false;
	crypto_sign_seed_keypair(key_out->public_key, key_out->secret_key, seed);
	sodium_memzero(seed, sizeof(seed));
	compute_id(key_out->name, key_out->public_key, id);
	return memcmp(id, key_out->id, ID_SIZE) == 0;
}

/* The text, an empty line, and "— name base64(id ‖ signature)". */
const char *note_key_sign(struct arena *arena, const struct note_key *key, const char *text)
{
	unsigned char bytes[SIGNATURE_BYTES];
	size_t length = strlen(text);

	must(length > 0 && text[length - 1] == '\n', "a note ends its last line");
	memcpy(bytes, key->id, ID_SIZE);
	crypto_sign_detached(bytes + ID_SIZE, NULL, (const unsigned char *)text, length,
			     key->secret_key);
	return arena_printf(arena, "%s\n" DASH "%s %s\n", text, key->name,
			    encode(arena, bytes, sizeof(bytes)));
}

/* Control characters could make a reader see another text than was signed. */
static bool is_plain_text(const char *text)
{
	if (!utf8_is_valid(text, strlen(text)))
		return false;
	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++)
		if (*p < 0x20 && *p != '\n')
			return false;
	return true;
}

/* The last empty line ends the text; NULL if there is none. */
static const char *find_signatures(const char *note)
{
	const char *found = NULL;

	for (const char *p = strstr(note, "\n\n"); p != NULL; p = strstr(p + 1, "\n\n"))
		found = p;
	return found == NULL ? NULL : found + 2;
}

enum signature { SIGNATURE_MALFORMED, SIGNATURE_UNKNOWN, SIGNATURE_GOOD, SIGNATURE_BAD };

/* One line without its end. */
static enum signature check_line(const char *line, size_t length, const struct note_key *key,
				 const char *text, size_t text_length)
{
	unsigned char bytes[SIGNATURE_BYTES];
	size_t dash = strlen(DASH), name_length = strlen(key->name);

	if (length <= dash || memcmp(line, DASH, dash) != 0)
		return SIGNATURE_MALFORMED;
	const char *name = line + dash, *end = line + length;
	const char *space = memchr(name, ' ', (size_t)(end - name));

	if (space == NULL || space == name || space + 1 == end)
		return SIGNATURE_MALFORMED;
	if ((size_t)(space - name) != name_length || memcmp(name, key->name, name_length) != 0 ||
	    !decode(space + 1, (size_t)(end - space - 1), bytes, sizeof(bytes)) ||
	    memcmp(bytes, key->id, ID_SIZE) != 0)
		return SIGNATURE_UNKNOWN;
	return crypto_sign_verify_detached(bytes + ID_SIZE, (const unsigned char *)text,
					   text_length, key->public_key) == 0 ?
	       SIGNATURE_GOOD : SIGNATURE_BAD;
}

/* Others may sign as well: what bears an unknown name counts neither for nor against it. */
bool note_check(struct arena *arena, const char *note, const char *vkey, const char **text_out)
{
	const char *line = find_signatures(note);
	struct note_key key = { .name = NULL };
	unsigned char id[ID_SIZE];
	int good = 0, count = 0;

	if (line == NULL || !is_plain_text(note) ||
	    !parse_key(arena, vkey, &key.name, key.id, key.public_key))
		return false;
	compute_id(key.name, key.public_key, id);
	if (memcmp(id, key.id, ID_SIZE) != 0)
		return false;
	size_t text_length = (size_t)(line - note) - 1;

	while (*line != '\0') {
		size_t length = strcspn(line, "\n");
		enum signature signature = check_line(line, length, &key, note, text_length);

		if (line[length] != '\n' || signature == SIGNATURE_MALFORMED ||
		    signature == SIGNATURE_BAD || ++count > SIGNATURES_MOST)
			return false;
		good += signature == SIGNATURE_GOOD;
		line += length + 1;
	}
	if (good > 0)
		*text_out = arena_copy_bytes(arena, note, text_length);
	return good > 0;
}
