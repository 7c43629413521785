#ifndef WEB_STREAM_PRIVATE_H
#define WEB_STREAM_PRIVATE_H
/* Inside of the event stream: the ring, and one shard's subscribers. */

#include <pthread.h>
#include <stdatomic.h>

#include "web/private.h"

#define RING_FRAMES 4096U		/* a power of two */
#define FRAME_MOST 260			/* bytes of one event */
#define BATCH_FRAMES 256U
#define CURSOR_TEXT 33			/* 32 hex digits and the NUL */

/* Sequence numbers would tell how much a reader does not see. */
struct cursor_key { unsigned char seal[16], mask[16]; };
void cursor_write(const struct cursor_key *key, int64_t sequence, char text_out[CURSOR_TEXT]);
bool cursor_read(const struct cursor_key *key, const char *text, int64_t *sequence_out);

#define NO_AUDIENCE UINT32_MAX

/* Who may see an event: everything a right depends on, once for all events alike. */
struct audience {
	const struct record_type *type;
	struct id scope_id;
	struct label label;
};

struct frame {
	int64_t sequence;
	uint32_t audience;
	uint32_t unless;		/* not for these, who got another; NO_AUDIENCE: all */
	uint16_t length;
	char bytes[FRAME_MOST];
};

struct stream {
	struct cursor_key key;
	atomic_ulong head;		/* frames published; a frame's place is its number */
	atomic_uint generation;		/* grows when rights changed */
	atomic_uint resets;		/* grows when all must read again */
	atomic_bool is_read_only;	/* a full disk refuses changes */
	atomic_size_t subscribers;
	pthread_mutex_t lock;		/* guards what follows */
	struct frame *ring;
	int64_t floor;			/* every change from this sequence on is in the ring */
	int64_t newest;			/* sequence of the newest change */
	struct audience *audiences;
	size_t audience_count, audience_room;
	uint32_t *slots;		/* hash to audience + 1; room is a power of two */
	size_t slot_room;
	struct stream_shard *shards;	/* to be woken */
};

/* A part of the ring, copied once for all of a shard's subscribers. */
struct batch_frame { uint32_t offset, audience, unless; uint16_t length; };
struct batch {
	unsigned long from, to;		/* numbers of the frames in it */
	struct batch_frame frames[BATCH_FRAMES];
	char bytes[BATCH_FRAMES * FRAME_MOST];
};
/* False if the frame `from` is no longer in the ring. */
bool stream_fill(struct stream *stream, unsigned long from, struct batch *batch);
/* Where the ring goes on after the sequence; false if it does not reach back. */
bool stream_seek(struct stream *stream, int64_t sequence, unsigned long *place_out);
/* The newest sequence, and the place after it. */
int64_t stream_newest(struct stream *stream, unsigned long *place_out);
/* The first sequence that the ring surely holds, and where it stands. */
int64_t stream_floor(struct stream *stream, unsigned long *place_out);
struct audience stream_audience(struct stream *stream, uint32_t number);
size_t stream_frame(const struct cursor_key *key, int64_t sequence, const char *type,
		    struct id id, int64_t version, bool is_removed, char bytes_out[FRAME_MOST]);

/* What one reader may see, found out once for each audience. */
struct view {
	struct view *next;
	const struct reader *reader;
	const struct view *compared;	/* the view it was last held against, and the answer */
	bool has_lost;
	unsigned char *seen;		/* by audience: 0 unknown, 1 no, 2 yes */
	size_t room, subscriber_count;
};

struct subscriber {
	struct subscriber *next, **link;
	struct view *view;
	int file;
	bool is_blocked;		/* waits until the socket takes more */
	bool is_gone, must_reset;
	bool is_read_only;		/* what it was told last of the disk */
	bool is_record_open;		/* TLS: a record is half sent */
	unsigned long place;		/* of the next frame */
	int64_t sent_us, opened_us;
	char *rest;			/* of what was sent in part; NULL: nothing */
	size_t rest_length;
	void *session;			/* of TLS, or NULL */
	struct exchange *exchange;	/* TLS: still holds the connection */
	char key[66];			/* of the session, or the token */
};

struct stream_shard {
	struct stream *stream;
	struct stream_shard *next;	/* of the stream's */
	struct os_poll *poll;
	struct site *site;
	struct connections *connections;
	struct subscriber *first;
	struct view *views;
	atomic_size_t count;
	unsigned generation;		/* of the rights that the views have */
	unsigned resets;		/* that the subscribers were told of */
	bool is_read_only;		/* as they were told */
	int64_t beat_us;		/* when the next heartbeat is due */
	unsigned long seen_head;	/* of the ring, at the last walk through all */
	bool has_gone;			/* somebody is to be ended */
	bool is_closed;
	struct batch *batch;
	char *filtered;
};

/* stream_shard.c, for stream_open.c */
struct subscriber *subscriber_add(struct stream_shard *shard, int file, void *session,
				  const struct reader **reader, int64_t now_us);
/* Sends, and keeps what did not go out. */
void subscriber_send(struct subscriber *subscriber, const char *bytes, size_t length);
void subscriber_catch_up(struct stream_shard *shard, struct subscriber *subscriber,
			 int64_t now_us);
/* Ends it if it is gone. */
void subscriber_settle(struct stream_shard *shard, struct subscriber *subscriber);

#endif
