/* Changes of another program on the same database (the command line while we run):
   the journal grew and it was not us.  Readers are made anew, so that an account
   closed there is closed here, and the screens are told to read again. */

#include "base/must.h"
#include "web/private.h"

#define LOOK_US INT64_C(1000000)

static bool read_size(struct store *store, int64_t *size_out)
{
	static const char sql[] =
		"SELECT coalesce(max(size), 0)\n"
		"FROM journal_edge";
	struct fault fault = { .kind = FAULT_NONE };

	return store_integer(store, sql, NO_BINDS, size_out, &fault);
}

void foreign_heard(struct server *server, int64_t first, int64_t size)
{
	must(first >= 0 && size >= first, "entries are numbered from 0");
	if (first > atomic_load(&server->known_size)) {
		sessions_forget_readers(server->site.sessions);
		stream_reset(server->stream, first);
	}
	atomic_store(&server->known_size, size);
}

/* On the writer's thread, where everything of ours has been heard. */
static bool look(struct journal *journal, struct job *job)
{
	struct server *server = job->context;
	int64_t size;

	if (read_size(journal_store(journal), &size) && size > atomic_load(&server->known_size))
		foreign_heard(server, size, size);
	return true;
}

static void looked(struct job *job)
{
	struct server *server = job->context;

	atomic_store(&server->is_looking, false);
}

int foreign_look(struct shard *shard, struct store *store, struct instant now)
{
	struct server *server = shard->server;
	int64_t size;

	if (now.us - shard->looked_us < LOOK_US && now.us >= shard->looked_us)
		return (int)((LOOK_US - (now.us - shard->looked_us)) / 1000) + 1;
	shard->looked_us = now.us;
	if (!read_size(store, &size) || size <= atomic_load(&server->known_size))
		return LOOK_US / 1000;
	/* it may be our own commit of this moment: the streams wait for the proof, the
	   readers do not */
	sessions_forget_readers(server->site.sessions);
	if (!atomic_exchange(&server->is_looking, true)) {
		server->look = (struct job){
			.run = look, .done = looked, .arena = server->look_arena,
			.context = server, .actor = { .role = "machine" },
		};
		writer_submit(server->site.writer, &server->look);
	}
	return LOOK_US / 1000;
}
