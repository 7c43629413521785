/* One shard's subscribers: each gets everything new in one send; who does not take
   it waits until his socket does, and costs nothing meanwhile. */

#include <gnutls/gnutls.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "web/stream_private.h"

#define BEAT_US (INT64_C(15) * 1000000)
#define RECORD_MOST 16384		/* bytes of one TLS record */

static const char beat[] = ":\n\n";
static const char read_only[] =
	"event: state\ndata: {\"writable\":false,\"reason\":\"disk_full\"}\n\n";
static const char writable[] =
	"event: state\ndata: {\"writable\":true,\"reason\":null}\n\n";
static const char reset[] = "event: reset\ndata: {}\n\n";

struct stream_shard *stream_shard_create(struct stream *stream, struct os_poll *poll,
					 struct site *site, struct connections *connections)
{
	struct stream_shard *shard = memory_new(struct stream_shard);

	shard->stream = stream;
	shard->poll = poll;
	shard->site = site;
	shard->connections = connections;
	pthread_mutex_lock(&stream->lock);
	shard->next = stream->shards;
	stream->shards = shard;
	pthread_mutex_unlock(&stream->lock);
	return shard;
}

static void leave(struct stream *stream, const struct stream_shard *shard)
{
	struct stream_shard **link = &stream->shards;

	pthread_mutex_lock(&stream->lock);
	while (*link != shard)
		link = &(*link)->next;
	*link = shard->next;
	pthread_mutex_unlock(&stream->lock);
}

static struct view *open_view(struct stream_shard *shard, const struct reader **reader)
{
	struct view *view = shard->views;

	while (view != NULL && view->reader != *reader)
		view = view->next;
	if (view == NULL) {
		view = memory_new(struct view);
		view->reader = *reader;
		*reader = NULL;
		view->next = shard->views;
		shard->views = view;
	}
	reader_release(reader);
	view->subscriber_count++;
	return view;
}

static void close_view(struct stream_shard *shard, struct view **view)
{
	struct view *old = *view, **link = &shard->views;

	*view = NULL;
	must(old->subscriber_count > 0, "a view that somebody has");
	if (--old->subscriber_count > 0)
		return;
	while (*link != old)
		link = &(*link)->next;
	*link = old->next;
	/* its place in memory may be another view's soon */
	for (struct view *other = shard->views; other != NULL; other = other->next)
		if (other->compared == old)
			other->compared = NULL;
	reader_release(&old->reader);
	memory_release(old->seen);
	memory_release(old);
}

static bool view_sees(struct stream *stream, struct view *view, uint32_t number)
{
	if (number >= view->room) {
		size_t room = view->room == 0 ? 64 : view->room * 2;

		while (number >= room)
			room *= 2;
		view->seen = memory_grow(view->seen, room);
		memset(view->seen + view->room, 0, room - view->room);
		view->room = room;
	}
	if (view->seen[number] == 0) {
		struct audience audience = stream_audience(stream, number);

		view->seen[number] = reader_may_see(view->reader, audience.type,
						    audience.scope_id, audience.label) ? 2 : 1;
	}
	return view->seen[number] == 2;
}

static bool is_for(struct stream *stream, struct view *view, const struct batch_frame *frame)
{
	return view_sees(stream, view, frame->audience) &&
	       (frame->unless == NO_AUDIENCE || !view_sees(stream, view, frame->unless));
}

struct subscriber *subscriber_add(struct stream_shard *shard, int file, void *session,
				  const struct reader **reader, int64_t now_us)
{
	struct subscriber *subscriber = memory_new(struct subscriber);

	must(file >= 0 && *reader != NULL, "a subscriber has a socket and eyes");
	subscriber->file = file;
	subscriber->session = session;
	subscriber->view = open_view(shard, reader);
	subscriber->sent_us = subscriber->opened_us = now_us;
	subscriber->next = shard->first;
	subscriber->link = &shard->first;
	if (shard->first != NULL)
		shard->first->link = &subscriber->next;
	shard->first = subscriber;
	if (atomic_fetch_add(&shard->count, 1) == 0)
		shard->beat_us = now_us + BEAT_US;
	atomic_fetch_add(&shard->stream->subscribers, 1);
	os_poll_add_sender(shard->poll, file, subscriber);
	return subscriber;
}

static void end(struct stream_shard *shard, struct subscriber *subscriber)
{
	must(atomic_load(&shard->count) > 0, "one of this shard");
	atomic_fetch_sub(&shard->count, 1);
	atomic_fetch_sub(&shard->stream->subscribers, 1);
	os_poll_remove(shard->poll, subscriber->file);
	if (subscriber->exchange != NULL) {
		subscriber->exchange->is_left = true;
		MHD_resume_connection(subscriber->exchange->connection);
	} else {
		os_socket_close(subscriber->file);
	}
	close_view(shard, &subscriber->view);
	*subscriber->link = subscriber->next;
	if (subscriber->next != NULL)
		subscriber->next->link = subscriber->link;
	memory_release(subscriber->rest);
	memory_release(subscriber);
}

void subscriber_settle(struct stream_shard *shard, struct subscriber *subscriber)
{
	if (subscriber->is_gone)
		end(shard, subscriber);
}

/* Sends on what the library of TLS still holds. */
static void flush_record(struct subscriber *subscriber)
{
	if (!subscriber->is_record_open)
		return;
	ssize_t done = gnutls_record_send(subscriber->session, NULL, 0);

	if (done == GNUTLS_E_AGAIN || done == GNUTLS_E_INTERRUPTED) {
		subscriber->is_blocked = true;
		return;
	}
	subscriber->is_record_open = false;
	subscriber->is_gone = subscriber->is_gone || done < 0;
}

/* What the library of TLS took counts as sent, though it may still hold it. */
static long send_record(struct subscriber *subscriber, const char *bytes, size_t length)
{
	flush_record(subscriber);
	if (subscriber->is_record_open)
		return 0;
	if (length > RECORD_MOST)
		length = RECORD_MOST;
	ssize_t done = gnutls_record_send(subscriber->session, bytes, length);

	if (done == GNUTLS_E_AGAIN || done == GNUTLS_E_INTERRUPTED) {
		subscriber->is_record_open = true;
		return (long)length;
	}
	return done < 0 ? -1 : (long)done;
}

/* How many bytes went out. */
static size_t send_now(struct subscriber *subscriber, const char *bytes, size_t length)
{
	size_t sent = 0;

	while (sent < length && !subscriber->is_blocked && !subscriber->is_gone) {
		long done = subscriber->session != NULL ?
			    send_record(subscriber, bytes + sent, length - sent) :
			    os_socket_send(subscriber->file, bytes + sent, length - sent);

		if (done > 0)
			sent += (size_t)done;
		subscriber->is_gone = done < 0;
		subscriber->is_blocked = done == 0;
	}
	return sent;
}

static void keep_rest(struct subscriber *subscriber, const char *bytes, size_t length)
{
	must(subscriber->rest == NULL, "one rest at a time");
	if (length == 0 || subscriber->is_gone)
		return;
	subscriber->rest = memory_take(length);
	memcpy(subscriber->rest, bytes, length);
	subscriber->rest_length = length;
}

void subscriber_send(struct subscriber *subscriber, const char *bytes, size_t length)
{
	size_t sent = send_now(subscriber, bytes, length);

	keep_rest(subscriber, bytes + sent, length - sent);
}

static bool send_rest(struct subscriber *subscriber)
{
	flush_record(subscriber);
	if (subscriber->rest == NULL)
		return !subscriber->is_blocked;
	char *rest = subscriber->rest;
	size_t length = subscriber->rest_length;

	subscriber->rest = NULL;
	subscriber_send(subscriber, rest, length);
	memory_release(rest);
	return subscriber->rest == NULL && !subscriber->is_blocked && !subscriber->is_gone;
}

/* The batch from the subscriber's place on. */
static bool reach(struct stream_shard *shard, struct subscriber *subscriber)
{
	struct batch *batch = shard->batch;
	unsigned long place = subscriber->place;

	if (batch == NULL) {
		batch = shard->batch = memory_take(sizeof(*batch));
		shard->filtered = memory_take(sizeof(batch->bytes));
	}
	must(batch->to - batch->from <= BATCH_FRAMES, "a batch of bounded size");
	if (place >= batch->from && place < batch->to)
		return true;
	return stream_fill(shard->stream, place, batch);
}

/* Sends frames `index` to the batch's end that the view sees, in one piece. */
static void send_batch(struct stream_shard *shard, struct subscriber *subscriber)
{
	const struct batch *batch = shard->batch;
	size_t index = subscriber->place - batch->from, count = batch->to - batch->from;
	size_t length = 0, at = 0;

	for (size_t i = index; i < count; i++) {
		const struct batch_frame *frame = &batch->frames[i];

		if (!is_for(shard->stream, subscriber->view, frame))
			continue;
		must(length + frame->length <= sizeof(batch->bytes), "a batch fits its buffer");
		memcpy(shard->filtered + length, batch->bytes + frame->offset, frame->length);
		length += frame->length;
	}
	size_t sent = send_now(subscriber, shard->filtered, length);

	/* the frame that stopped half-way goes out first next time; later ones are
	   taken from the ring again */
	for (; index < count && (at < sent || sent == length); index++)
		if (is_for(shard->stream, subscriber->view, &batch->frames[index]))
			at += batch->frames[index].length;
	must(index <= count && sent <= length, "no more was sent than there was");
	subscriber->place = batch->from + index;
	if (at > sent)
		keep_rest(subscriber, shard->filtered + sent, at - sent);
}

/* Once for each turn; who was busy with a rest hears the newest state later. */
static void send_state(struct stream_shard *shard, struct subscriber *subscriber)
{
	bool is_read_only = atomic_load(&shard->stream->is_read_only);

	if (subscriber->is_read_only == is_read_only)
		return;
	subscriber->is_read_only = is_read_only;
	if (is_read_only)
		subscriber_send(subscriber, read_only, sizeof(read_only) - 1);
	else
		subscriber_send(subscriber, writable, sizeof(writable) - 1);
}

void subscriber_catch_up(struct stream_shard *shard, struct subscriber *subscriber,
			 int64_t now_us)
{
	unsigned long head = atomic_load_explicit(&shard->stream->head, memory_order_acquire);

	if (!send_rest(subscriber))
		return;
	send_state(shard, subscriber);
	/* a batch may reach beyond this head: what is newer wakes the shard again */
	while ((subscriber->place < head || subscriber->must_reset) &&
	       !subscriber->is_blocked && !subscriber->is_gone) {
		subscriber->sent_us = now_us;
		if (!subscriber->must_reset && reach(shard, subscriber)) {
			send_batch(shard, subscriber);
			continue;
		}
		subscriber->must_reset = false;
		subscriber->place = head;
		subscriber_send(subscriber, reset, sizeof(reset) - 1);
	}
}

void stream_ready(struct stream_shard *shard, const struct os_ready *ready)
{
	struct subscriber *subscriber = ready->token;

	if (ready->is_gone)
		subscriber->is_gone = shard->has_gone = true;
	if (ready->can_write)
		subscriber->is_blocked = false;
	if (!subscriber->is_gone)
		subscriber_catch_up(shard, subscriber, os_now().us);
}

static const struct reader *find_reader(struct stream_shard *shard,
					const struct subscriber *subscriber)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = connections_guarded(shard->connections, &fault);
	/* as of its opening: listening is no use of the session */
	struct instant then = { subscriber->opened_us };

	if (store == NULL)
		return NULL;
	if (strncmp(subscriber->key, "dtp_", 4) == 0)
		return sessions_find_token(shard->site->sessions, store, subscriber->key, then);
	return sessions_find(shard->site->sessions, store, subscriber->key, then);
}

/* Asked once for all subscribers that go from the one to the other. */
static bool has_lost(struct view *view, const struct view *former)
{
	if (view->compared != former) {
		view->compared = former;
		view->has_lost = !reader_holds_all_of(view->reader, former->reader);
	}
	return view->has_lost;
}

/* Is the session still open, and what may its account see now?  Where it lost a right,
   nobody can say which records on its screens went with it: it reads all again. */
static void renew_view(struct stream_shard *shard, struct subscriber *subscriber)
{
	const struct reader *reader = find_reader(shard, subscriber);

	if (reader == NULL) {
		subscriber->is_gone = true;
		return;
	}
	if (reader == subscriber->view->reader) {
		reader_release(&reader);
		return;
	}
	struct view *view = open_view(shard, &reader);

	subscriber->must_reset = subscriber->must_reset || has_lost(view, subscriber->view);
	close_view(shard, &subscriber->view);
	subscriber->view = view;
}

static void send_beat(struct subscriber *subscriber, int64_t now_us)
{
	if (subscriber->is_blocked || now_us - subscriber->sent_us < BEAT_US - 1000000)
		return;
	subscriber->sent_us = now_us;
	subscriber_send(subscriber, beat, sizeof(beat) - 1);
}

void stream_tick(struct stream_shard *shard, struct instant now)
{
	unsigned generation = atomic_load(&shard->stream->generation);
	unsigned resets = atomic_load(&shard->stream->resets);
	bool is_reset = resets != shard->resets;
	bool is_read_only = atomic_load(&shard->stream->is_read_only);
	bool is_beat = now.us >= shard->beat_us, is_renewed = generation != shard->generation;
	unsigned long head = atomic_load_explicit(&shard->stream->head, memory_order_acquire);

	if (!is_beat && !is_renewed && head == shard->seen_head && !shard->has_gone &&
	    is_read_only == shard->is_read_only)
		return;
	shard->is_read_only = is_read_only;
	shard->seen_head = head;
	shard->has_gone = false;
	shard->generation = generation;
	shard->resets = resets;
	if (is_beat)
		shard->beat_us = now.us + BEAT_US;
	for (struct subscriber *s = shard->first, *next; s != NULL; s = next) {
		next = s->next;
		s->must_reset = s->must_reset || is_reset;
		if (is_beat || is_renewed)
			renew_view(shard, s);
		if (!s->is_gone)
			subscriber_catch_up(shard, s, now.us);
		if (is_beat && !s->is_gone)
			send_beat(s, now.us);
		subscriber_settle(shard, s);
	}
}

int stream_next_due(const struct stream_shard *shard, struct instant now)
{
	if (shard->first == NULL)
		return -1;
	return shard->beat_us <= now.us ? 0 : (int)((shard->beat_us - now.us) / 1000) + 1;
}

void stream_shard_close(struct stream_shard *shard)
{
	shard->is_closed = true;
	while (shard->first != NULL)
		end(shard, shard->first);
}

void stream_shard_destroy(struct stream_shard **shard)
{
	if (*shard == NULL)
		return;
	stream_shard_close(*shard);
	leave((*shard)->stream, *shard);
	memory_release((*shard)->batch);
	memory_release((*shard)->filtered);
	memory_release(*shard);
	*shard = NULL;
}
