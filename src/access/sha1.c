#include "access/sha1.h"

#include <stdint.h>
#include <string.h>

#include "base/must.h"

#define BLOCK 64

struct sha1_state {
	uint32_t words[5];
	unsigned char block[BLOCK];
	size_t filled;
	uint64_t length;
};

static uint32_t rotate(uint32_t word, unsigned bits)
{
	return word << bits | word >> (32 - bits);
}

static void spread(const unsigned char block[BLOCK], uint32_t w[80])
{
	for (size_t i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
		       (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (size_t i = 16; i < 80; i++)
		w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
}

static uint32_t mix(size_t round, uint32_t b, uint32_t c, uint32_t d)
{
	if (round < 20)
		return ((b & c) | (~b & d)) + 0x5a827999;
	if (round < 40)
		return (b ^ c ^ d) + 0x6ed9eba1;
	if (round < 60)
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

static void take_block(struct sha1_state *state)
{
	uint32_t w[80], a = state->words[0], b = state->words[1], c = state->words[2],
		 d = state->words[3], e = state->words[4];

	spread(state->block, w);
	for (size_t i = 0; i < 80; i++) {
		uint32_t next = rotate(a, 5) + mix(i, b, c, d) + e + w[i];

		e = d;
		d = c;
		c = rotate(b, 30);
		b = a;
		a = next;
	}
	state->words[0] += a;
	state->words[1] += b;
	state->words[2] += c;
	state->words[3] += d;
	state->words[4] += e;
	state->filled = 0;
}

static void add(struct sha1_state *state, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < length; i++) {
		state->block[state->filled++] = at[i];
		if (state->filled == BLOCK)
			take_block(state);
	}
	state->length += length;
}

static struct sha1_state start(void)
{
	return (struct sha1_state){
		.words = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 } };
}

static void end(struct sha1_state *state, unsigned char digest_out[SHA1_SIZE])
{
	uint64_t bits = state->length * 8;
	unsigned char count[8];

	for (size_t i = 0; i < sizeof(count); i++)
		count[i] = (unsigned char)(bits >> (56 - 8 * i));
	add(state, "\x80", 1);
	while (state->filled != BLOCK - sizeof(count))
		add(state, "", 1);
	add(state, count, sizeof(count));
	must(state->filled == 0, "the last block is whole");
	for (size_t i = 0; i < SHA1_SIZE; i++)
		digest_out[i] = (unsigned char)(state->words[i / 4] >> (24 - 8 * (i % 4)));
}

void sha1(const void *bytes, size_t length, unsigned char digest_out[SHA1_SIZE])
{
	struct sha1_state state = start();

	add(&state, bytes, length);
	end(&state, digest_out);
}

void sha1_hmac(const void *key, size_t key_length, const void *bytes, size_t length,
	       unsigned char digest_out[SHA1_SIZE])
{
	unsigned char inner[BLOCK] = { 0 }, outer[BLOCK], digest[SHA1_SIZE];
	struct sha1_state state = start();

	must(key_length <= BLOCK, "our keys are short");
	memcpy(inner, key, key_length);
	for (size_t i = 0; i < BLOCK; i++) {
		outer[i] = inner[i] ^ 0x5c;
		inner[i] ^= 0x36;
	}
	add(&state, inner, BLOCK);
	add(&state, bytes, length);
	end(&state, digest);
	state = start();
	add(&state, outer, BLOCK);
	add(&state, digest, sizeof(digest));
	end(&state, digest_out);
}
