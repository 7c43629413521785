#include "web/stream.h"

#include <sodium.h>
#include <string.h>

#include "access/account.h"
#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "web/stream_private.h"

#define SLOTS_AT_FIRST 256

static bool write_key(struct store *store, const struct cursor_key *key, struct fault *fault)
{
	static const char sql[] =
		"INSERT INTO office_setting(name, value)\n"
		"VALUES('stream_key', :value)\n"
		"ON CONFLICT(name) DO UPDATE\n"
		"SET value = excluded.value";
	char text[2 * sizeof(*key) + 1];

	sodium_bin2hex(text, sizeof(text), (const unsigned char *)key, sizeof(*key));
	return store_run(store, sql, BINDS(TEXT("value", text)), NULL, fault);
}

/* The key lives with the database, so that a restart does not send every screen
   back to the beginning; it opens nothing but the order of events. */
static bool find_key(struct store *store, struct cursor_key *key, struct fault *fault)
{
	static const char sql[] =
		"SELECT value\n"
		"FROM office_setting\n"
		"WHERE name = 'stream_key'";
	struct arena *arena = arena_create();
	const char *text = NULL;
	size_t length = 0;
	bool good = store_text(store, arena, sql, NO_BINDS, &text, fault);

	if (good && (text == NULL ||
		     sodium_hex2bin((unsigned char *)key, sizeof(*key), text, strlen(text), NULL,
				    &length, NULL) != 0 || length != sizeof(*key))) {
		os_random(key, sizeof(*key));
		good = write_key(store, key, fault);
	}
	arena_destroy(&arena);
	return good;
}

struct stream *stream_create(struct store *store, struct fault *fault)
{
	static const char newest[] =
		"SELECT coalesce(max(sequence), -1)\n"
		"FROM journal";
	struct cursor_key key;
	int64_t sequence;

	if (!find_key(store, &key, fault) ||
	    !store_integer(store, newest, NO_BINDS, &sequence, fault))
		return NULL;
	struct stream *stream = memory_new(struct stream);

	stream->key = key;
	stream->newest = sequence;
	stream->floor = sequence + 1;
	/* pages of the ring that no event reached stay unused */
	stream->ring = memory_take(RING_FRAMES * sizeof(stream->ring[0]));
	pthread_mutex_init(&stream->lock, NULL);
	return stream;
}

void stream_destroy(struct stream **stream)
{
	if (*stream == NULL)
		return;
	memory_release((*stream)->ring);
	memory_release((*stream)->audiences);
	memory_release((*stream)->slots);
	pthread_mutex_destroy(&(*stream)->lock);
	memory_release(*stream);
	*stream = NULL;
}

static size_t hash_audience(const struct audience *audience)
{
	uint64_t hash = (uint64_t)(uintptr_t)audience->type * 31 + audience->label.level;

	for (size_t i = 0; i < sizeof(audience->scope_id.bytes); i++)
		hash = (hash ^ audience->scope_id.bytes[i]) * UINT64_C(1099511628211);
	return (size_t)(hash ^ hash >> 29);
}

static bool is_same(const struct audience *a, const struct audience *b)
{
	return a->type == b->type && a->label.level == b->label.level &&
	       id_equal(a->scope_id, b->scope_id);
}

static uint32_t *find_slot(struct stream *stream, const struct audience *audience)
{
	size_t at = hash_audience(audience) & (stream->slot_room - 1);

	while (stream->slots[at] != 0 &&
	       !is_same(&stream->audiences[stream->slots[at] - 1], audience))
		at = (at + 1) & (stream->slot_room - 1);
	return &stream->slots[at];
}

static void make_slots(struct stream *stream)
{
	if (stream->audience_count * 2 < stream->slot_room)
		return;
	memory_release(stream->slots);
	stream->slot_room = stream->slot_room == 0 ? SLOTS_AT_FIRST : stream->slot_room * 2;
	stream->slots = memory_take(stream->slot_room * sizeof(stream->slots[0]));
	for (size_t i = 0; i < stream->audience_count; i++)
		*find_slot(stream, &stream->audiences[i]) = (uint32_t)i + 1;
}

static uint32_t intern(struct stream *stream, struct audience audience)
{
	make_slots(stream);
	uint32_t *slot = find_slot(stream, &audience);

	if (*slot != 0)
		return *slot - 1;
	if (stream->audience_count == stream->audience_room) {
		stream->audience_room = stream->audience_room == 0 ? 64 : stream->audience_room * 2;
		stream->audiences = memory_grow(stream->audiences, stream->audience_room *
						sizeof(stream->audiences[0]));
	}
	stream->audiences[stream->audience_count++] = audience;
	must(stream->audience_count < NO_AUDIENCE, "audiences have numbers");
	*slot = (uint32_t)stream->audience_count;
	return *slot - 1;
}

size_t stream_frame(const struct cursor_key *key, int64_t sequence, const char *type,
		    struct id id, int64_t version, bool is_removed, char bytes_out[FRAME_MOST])
{
	char cursor[CURSOR_TEXT], id_text[ID_TEXT_SIZE];

	cursor_write(key, sequence, cursor);
	id_format(id, id_text);
	int length = snprintf(bytes_out, FRAME_MOST, "id: %s\nevent: change\n"
			      "data: {\"type\":\"%s\",\"id\":\"%s\",\"version\":%lld%s}\n\n",
			      cursor, type, id_text, (long long)version,
			      is_removed ? ",\"removed\":true" : "");

	must(length > 0 && length < FRAME_MOST, "an event fits its frame");
	return (size_t)length;
}

/* `version` and `is_removed` as the audience is told. */
static void add_frame(struct stream *stream, const struct journal_event *event,
		      struct audience audience, uint32_t unless, int64_t version, bool is_removed)
{
	unsigned long number = atomic_load_explicit(&stream->head, memory_order_relaxed);
	struct frame *frame = &stream->ring[number & (RING_FRAMES - 1)];

	if (number >= RING_FRAMES)
		stream->floor = frame->sequence + 1;
	frame->sequence = event->sequence;
	must(event->sequence >= 0 && version >= 0, "an entry and a version");
	frame->audience = intern(stream, audience);
	frame->unless = unless;
	frame->length = (uint16_t)stream_frame(&stream->key, event->sequence, event->type->name,
					       event->id, version, is_removed, frame->bytes);
	stream->newest = event->sequence;
	atomic_store_explicit(&stream->head, number + 1, memory_order_release);
}

/* Who saw the record where it stood and does not see it now is told what a removal
   tells, down to the version: not that it lives on, nor why it is out of sight. */
static void add_frames(struct stream *stream, const struct journal_event *event)
{
	struct audience now = { event->type, event->scope_id, event->label };
	struct audience before = { event->type, event->scope_before, event->label_before };

	add_frame(stream, event, now, NO_AUDIENCE, event->version, event->kind == JOURNAL_REMOVE);
	if (!is_same(&now, &before))
		add_frame(stream, event, before, intern(stream, now), event->version - 1, true);
}

static void wake_shards(struct stream *stream)
{
	for (struct stream_shard *shard = stream->shards; shard != NULL; shard = shard->next)
		if (atomic_load_explicit(&shard->count, memory_order_relaxed) > 0)
			os_poll_wake(shard->poll);
}

void stream_publish(void *context, const struct journal_event *events, size_t count)
{
	must(count == 0 || events != NULL, "as many events as are counted");
	struct stream *stream = context;

	pthread_mutex_lock(&stream->lock);
	for (size_t i = 0; i < count; i++)
		if (events[i].type != NULL)
			add_frames(stream, &events[i]);
	if (access_changes_readers(events, count))
		atomic_fetch_add(&stream->generation, 1);
	wake_shards(stream);
	pthread_mutex_unlock(&stream->lock);
}

void stream_reset(struct stream *stream, int64_t size)
{
	pthread_mutex_lock(&stream->lock);
	must(size >= 0, "a journal has a size");
	stream->newest = size - 1;
	stream->floor = size;
	atomic_fetch_add(&stream->resets, 1);
	atomic_fetch_add(&stream->generation, 1);
	wake_shards(stream);
	pthread_mutex_unlock(&stream->lock);
}

void stream_tell_state(struct stream *stream, bool is_writable)
{
	pthread_mutex_lock(&stream->lock);
	atomic_store(&stream->is_read_only, !is_writable);
	wake_shards(stream);
	pthread_mutex_unlock(&stream->lock);
}

int64_t stream_size(struct stream *stream)
{
	unsigned long place;

	return stream_newest(stream, &place) + 1;
}

size_t stream_subscriber_count(const struct stream *stream)
{
	return atomic_load(&stream->subscribers);
}

struct audience stream_audience(struct stream *stream, uint32_t number)
{
	struct audience audience;

	pthread_mutex_lock(&stream->lock);
	must(number < stream->audience_count, "an audience that was interned");
	audience = stream->audiences[number];
	pthread_mutex_unlock(&stream->lock);
	return audience;
}

bool stream_fill(struct stream *stream, unsigned long from, struct batch *batch)
{
	uint32_t offset = 0;
	bool is_there;

	pthread_mutex_lock(&stream->lock);
	unsigned long head = atomic_load_explicit(&stream->head, memory_order_relaxed);

	must(from <= head, "nobody is ahead of the ring");
	is_there = head - from <= RING_FRAMES;
	batch->from = batch->to = from;
	while (is_there && batch->to < head && batch->to - from < BATCH_FRAMES) {
		const struct frame *frame = &stream->ring[batch->to & (RING_FRAMES - 1)];

		batch->frames[batch->to - from] =
			(struct batch_frame){ offset, frame->audience, frame->unless,
					      frame->length };
		memcpy(batch->bytes + offset, frame->bytes, frame->length);
		offset += frame->length;
		batch->to++;
	}
	pthread_mutex_unlock(&stream->lock);
	return is_there;
}

bool stream_seek(struct stream *stream, int64_t sequence, unsigned long *place_out)
{
	bool is_there;

	pthread_mutex_lock(&stream->lock);
	unsigned long high = atomic_load_explicit(&stream->head, memory_order_relaxed);
	unsigned long low = high > RING_FRAMES ? high - RING_FRAMES : 0;

	must(low <= high, "the ring begins before it ends");
	is_there = sequence + 1 >= stream->floor;
	while (low < high) {
		unsigned long middle = low + (high - low) / 2;

		if (stream->ring[middle & (RING_FRAMES - 1)].sequence <= sequence)
			low = middle + 1;
		else
			high = middle;
	}
	*place_out = low;
	pthread_mutex_unlock(&stream->lock);
	return is_there;
}

int64_t stream_newest(struct stream *stream, unsigned long *place_out)
{
	pthread_mutex_lock(&stream->lock);
	int64_t newest = stream->newest;

	*place_out = atomic_load_explicit(&stream->head, memory_order_relaxed);
	pthread_mutex_unlock(&stream->lock);
	return newest;
}

int64_t stream_floor(struct stream *stream, unsigned long *place_out)
{
	pthread_mutex_lock(&stream->lock);
	unsigned long head = atomic_load_explicit(&stream->head, memory_order_relaxed);
	int64_t floor = stream->floor;

	*place_out = head > RING_FRAMES ? head - RING_FRAMES : 0;
	pthread_mutex_unlock(&stream->lock);
	return floor;
}
