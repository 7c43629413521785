#include "store/sealed_file.h"

#include <sodium.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os_file.h"

#define MAGIC "dientap sealed 1\n"
#define MAGIC_LENGTH (sizeof(MAGIC) - 1)
#define CHUNK 65536
#define SEALED_CHUNK (CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES)
#define PASSES UINT64_C(3)
#define MEMORY (UINT64_C(64) << 20)
#define PASSES_MOST UINT64_C(16)		/* of what we read: a file must not stop us */
#define MEMORY_MOST (UINT64_C(1) << 30)

struct header {
	char magic[MAGIC_LENGTH];
	unsigned char salt[crypto_pwhash_argon2id_SALTBYTES];
	unsigned char passes[8], memory[8];
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

/* Two open files and the stream between them. */
struct sealing {
	struct os_file *from, *to;
	struct header header;
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char *plain, *sealed;
	bool is_first;
};

static void write_number(unsigned char bytes_out[8], uint64_t number)
{
	for (int i = 0; i < 8; i++)
		bytes_out[i] = (unsigned char)(number >> (8 * i));
}

static uint64_t read_number(const unsigned char bytes[8])
{
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		number |= (uint64_t)bytes[i] << (8 * i);
	return number;
}

static bool make_key(const struct header *header, const char *passphrase,
		     unsigned char key_out[crypto_secretstream_xchacha20poly1305_KEYBYTES],
		     struct fault *fault)
{
	uint64_t passes = read_number(header->passes), memory = read_number(header->memory);

	if (passes < 1 || passes > PASSES_MOST || memory < 8192 || memory > MEMORY_MOST)
		return fault_set(fault, FAULT_INVALID, NULL,
			BOTH("phần đầu tệp bị hỏng", "the header is damaged"));
	return crypto_pwhash(key_out, crypto_secretstream_xchacha20poly1305_KEYBYTES, passphrase,
			     strlen(passphrase), header->salt, passes, (size_t)memory,
			     crypto_pwhash_ALG_ARGON2ID13) == 0 ||
	       fault_set(fault, FAULT_BUSY, NULL,
		BOTH("không đủ bộ nhớ để xử lý cụm mật khẩu",
		     "not enough memory for the passphrase"));
}

static const void *first_data(const struct sealing *s, unsigned long long *length_out)
{
	*length_out = s->is_first ? sizeof(s->header) : 0;
	return s->is_first ? &s->header : NULL;
}

static bool seal_chunk(struct sealing *s, bool *is_end_out, struct fault *fault)
{
	size_t length;
	unsigned long long data_length, sealed_length;

	if (!os_file_read(s->from, s->plain, CHUNK, &length, fault))
		return false;
	*is_end_out = length < CHUNK;
	const void *data = first_data(s, &data_length);
	unsigned char tag = *is_end_out ? crypto_secretstream_xchacha20poly1305_TAG_FINAL :
		crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;

	must(crypto_secretstream_xchacha20poly1305_push(&s->state, s->sealed, &sealed_length,
							s->plain, length, data, data_length,
							tag) == 0, "a chunk can be sealed");
	s->is_first = false;
	return os_file_write(s->to, s->sealed, (size_t)sealed_length, fault);
}

static bool seal(struct sealing *s, const char *passphrase, struct fault *fault)
{
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	bool is_end = false;

	memcpy(s->header.magic, MAGIC, MAGIC_LENGTH);
	randombytes_buf(s->header.salt, sizeof(s->header.salt));
	write_number(s->header.passes, PASSES);
	write_number(s->header.memory, MEMORY);
	if (!make_key(&s->header, passphrase, key, fault))
		return false;
	crypto_secretstream_xchacha20poly1305_init_push(&s->state, s->header.stream, key);
	sodium_memzero(key, sizeof(key));
	bool good = os_file_write(s->to, &s->header, sizeof(s->header), fault);

	while (good && !is_end)
		good = seal_chunk(s, &is_end, fault);
	return good;
}

static bool is_damaged(struct fault *fault)
{
	return fault_set(fault, FAULT_INVALID, "passphrase",
				BOTH("sai cụm mật khẩu hoặc tệp bị hỏng",
				     "the passphrase is wrong or the file is damaged"));
}

static bool open_chunk(struct sealing *s, bool *is_end_out, struct fault *fault)
{
	size_t length;
	unsigned long long data_length, plain_length;
	unsigned char tag;

	if (!os_file_read(s->from, s->sealed, SEALED_CHUNK, &length, fault))
		return false;
	const void *data = first_data(s, &data_length);

	if (crypto_secretstream_xchacha20poly1305_pull(&s->state, s->plain, &plain_length, &tag,
						       s->sealed, length, data, data_length) != 0)
		return is_damaged(fault);
	s->is_first = false;
	*is_end_out = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return os_file_write(s->to, s->plain, (size_t)plain_length, fault);
}

static bool unseal(struct sealing *s, const char *passphrase, struct fault *fault)
{
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	size_t length;
	bool is_end = false;

	if (!os_file_read(s->from, &s->header, sizeof(s->header), &length, fault))
		return false;
	if (length != sizeof(s->header) || memcmp(s->header.magic, MAGIC, MAGIC_LENGTH) != 0)
		return fault_set(fault, FAULT_WRONG_TYPE, NULL, NULL);
	if (!make_key(&s->header, passphrase, key, fault))
		return false;
	int started = crypto_secretstream_xchacha20poly1305_init_pull(&s->state,
								      s->header.stream, key);

	sodium_memzero(key, sizeof(key));
	if (started != 0)
		return is_damaged(fault);
	while (!is_end)
		if (!open_chunk(s, &is_end, fault))
			return false;
	/* nothing may follow the end */
	return os_file_read(s->from, s->plain, 1, &length, fault) &&
	       (length == 0 || is_damaged(fault));
}

static bool run(const char *from, const char *to, const char *passphrase, bool sealing,
		struct fault *fault)
{
	struct sealing s = { .is_first = true };
	struct fault ignored = { .kind = FAULT_NONE };

	_Static_assert(sizeof(struct header) == MAGIC_LENGTH + 16 + 16 + 24, "no padding");
	must(sodium_init() >= 0, "libsodium does not start");
	s.from = os_file_open(from, fault);
	if (s.from == NULL)
		return false;
	s.to = os_file_create(to, 0600, fault);
	bool is_open = s.to != NULL;

	s.plain = memory_take(CHUNK);
	s.sealed = memory_take(SEALED_CHUNK);
	bool good = is_open && (sealing ? seal(&s, passphrase, fault) :
				unseal(&s, passphrase, fault));

	sodium_memzero(s.plain, CHUNK);
	sodium_memzero(&s.state, sizeof(s.state));
	memory_release(s.plain);
	memory_release(s.sealed);
	good = os_file_close(&s.from, &ignored) && good;
	good = os_file_close(&s.to, good ? fault : &ignored) && good;
	if (!good && is_open)
		os_remove_file(to);
	return good;
}

bool sealed_file_write(const char *from, const char *to, const char *passphrase,
		       struct fault *fault)
{
	must(strlen(passphrase) >= PASSPHRASE_LEAST, "a passphrase was checked before");
	return run(from, to, passphrase, true, fault);
}

bool sealed_file_read(const char *from, const char *to, const char *passphrase,
		      struct fault *fault)
{
	must(passphrase != NULL, "a sealed file needs its passphrase");
	return run(from, to, passphrase, false, fault);
}

bool sealed_file_is(const char *path, bool *is_out, struct fault *fault)
{
	char begin[MAGIC_LENGTH];
	size_t length;
	struct fault ignored = { .kind = FAULT_NONE };
	struct os_file *file = os_file_open(path, fault);

	if (file == NULL)
		return false;
	bool good = os_file_read(file, begin, sizeof(begin), &length, fault);

	*is_out = good && length == MAGIC_LENGTH && memcmp(begin, MAGIC, MAGIC_LENGTH) == 0;
	return os_file_close(&file, &ignored) && good;
}
