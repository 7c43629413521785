#include "base/sha256.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/must.h"

static void hash_portably(const struct sha256_piece *pieces, size_t count,
			  unsigned char hash_out[SHA256_BYTES])
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++)
		if (pieces[i].length > 0)
			crypto_hash_sha256_update(&state, pieces[i].bytes, pieces[i].length);
	crypto_hash_sha256_final(&state, hash_out);
}

#ifndef __x86_64__

void sha256(const struct sha256_piece *pieces, size_t count, unsigned char hash_out[SHA256_BYTES])
{
	hash_portably(pieces, count, hash_out);
}

#else

#include <cpuid.h>
#include <immintrin.h>

#define BLOCK ((size_t)64)

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};
static const uint32_t start[8] = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
	0x5be0cd19,
};

#define WITH_INSTRUCTIONS __attribute__((target("sha,sse4.1,ssse3")))

/* Four rounds each, sixteen times; `words` are the last sixteen of the schedule. */
WITH_INSTRUCTIONS
static void run_block(__m128i *abef, __m128i *cdgh, __m128i words[4])
{
#pragma GCC unroll 16
	for (int group = 0; group < 16; group++) {
		__m128i now = words[group & 3], after = words[(group + 1) & 3];
		__m128i third = words[(group + 2) & 3], last = words[(group + 3) & 3];
		__m128i keyed = _mm_add_epi32(now, _mm_loadu_si128(
			(const __m128i *)(const void *)&constants[4 * group]));

		*cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, keyed);
		*abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(keyed, 0x0e));
		if (group < 12)
			words[group & 3] = _mm_sha256msg2_epu32(_mm_add_epi32(
				_mm_sha256msg1_epu32(now, after),
				_mm_alignr_epi8(last, third, 4)), last);
	}
}

/* The instructions keep the eight words as (a b e f) and (c d g h), highest first. */
WITH_INSTRUCTIONS
static void compress(uint32_t state[8], const unsigned char *bytes, size_t blocks)
{
	const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(void *)state), 0xb1);
	__m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(void *)(state + 4)),
					 0x1b);
	__m128i abef = _mm_alignr_epi8(low, high, 8), cdgh = _mm_blend_epi16(high, low, 0xf0);

	for (; blocks > 0; blocks--, bytes += BLOCK) {
		__m128i words[4], abef_before = abef, cdgh_before = cdgh;

		for (int i = 0; i < 4; i++)
			words[i] = _mm_shuffle_epi8(_mm_loadu_si128(
				(const __m128i *)(const void *)(bytes + 16 * i)), big_endian);
		run_block(&abef, &cdgh, words);
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	low = _mm_shuffle_epi32(abef, 0x1b);
	high = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(low, high, 0xf0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

struct hashing {
	uint32_t state[8];
	unsigned char rest[BLOCK];
	size_t rest_length;
	uint64_t length;
};

static void add(struct hashing *h, const unsigned char *bytes, size_t length)
{
	h->length += length;
	if (h->rest_length > 0) {
		size_t room = BLOCK - h->rest_length, taken = length < room ? length : room;

		memcpy(h->rest + h->rest_length, bytes, taken);
		h->rest_length += taken;
		bytes += taken;
		length -= taken;
		if (h->rest_length < BLOCK)
			return;
		compress(h->state, h->rest, 1);
		h->rest_length = 0;
	}
	compress(h->state, bytes, length / BLOCK);
	h->rest_length = length % BLOCK;
	memcpy(h->rest, bytes + length - h->rest_length, h->rest_length);
}

static void finish(struct hashing *h, unsigned char hash_out[SHA256_BYTES])
{
	unsigned char padding[BLOCK + 8] = { 0x80 };
	size_t zeros = (h->rest_length < BLOCK - 8 ? BLOCK : 2 * BLOCK) - 8 - h->rest_length;
	uint64_t bits = h->length * 8;

	for (size_t i = 0; i < 8; i++)
		padding[zeros + i] = (unsigned char)(bits >> (56 - 8 * i));
	add(h, padding, zeros + 8);
	must(h->rest_length == 0, "the last block is full");
	for (size_t i = 0; i < SHA256_BYTES; i++)
		hash_out[i] = (unsigned char)(h->state[i / 4] >> (24 - 8 * (i % 4)));
}

static bool has_instructions(void)
{
	static int known;		/* 0: not asked yet, 1: no, 2: yes */
	unsigned a, b, c, d;
	int answer = __atomic_load_n(&known, __ATOMIC_RELAXED);

	if (answer == 0) {
		bool has = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSSE3) != 0 &&
			   (c & bit_SSE4_1) != 0 &&
			   __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;

		answer = has ? 2 : 1;
		__atomic_store_n(&known, answer, __ATOMIC_RELAXED);
	}
	return answer == 2;
}

void sha256(const struct sha256_piece *pieces, size_t count, unsigned char hash_out[SHA256_BYTES])
{
	struct hashing h = { .rest_length = 0 };

	if (!has_instructions()) {
		hash_portably(pieces, count, hash_out);
		return;
	}
	memcpy(h.state, start, sizeof(start));
	for (size_t i = 0; i < count; i++)
		if (pieces[i].length > 0)
			add(&h, pieces[i].bytes, pieces[i].length);
	finish(&h, hash_out);
}

#endif
