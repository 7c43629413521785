/* What a handler asks that needs the server: headers, files, the writer. */

#include "base/must.h"
#include "web/private.h"

const char *request_header(struct request *request, const char *name)
{
	must(name != NULL, "a header has a name");
	return MHD_lookup_connection_value(exchange_of(request)->connection, MHD_HEADER_KIND,
					   name);
}

struct store *request_system_store(struct request *request)
{
	if (request->journal != NULL)
		return journal_store(request->journal);
	if (request->system_store == NULL)
		request->system_store = connections_system(exchange_of(request)->connections,
							   &request->fault);
	return request->system_store;
}

void request_reply_file(struct request *request, const char *path, const char *type,
			const char *file_name)
{
	struct exchange *exchange = exchange_of(request);

	must(exchange->file < 0, "one file for one reply");
	exchange->file = os_take_file(path, &exchange->file_length, &request->fault);
	request->reply_type = type;
	request->file_name = file_name;
}

struct actor exchange_actor(const struct request *request, enum right right, struct id scope_id)
{
	const char *role = NULL;

	if (request->reader == NULL)
		return (struct actor){ .role = "anyone" };
	if (right != RIGHT_ANYONE && right != RIGHT_SIGNED_IN)
		role = reader_role(request->reader, right, scope_id);
	return (struct actor){ reader_account_id(request->reader),
			       role == NULL ? "account" : role };
}

struct change {
	struct request *request;
	request_change *run;
	void *context;
	bool is_undone;			/* without a fault: a dry run */
};

static bool run_change(struct journal *journal, struct job *job)
{
	struct change *change = job->context;
	struct request *request = change->request;
	struct store *store = request->store;

	request->journal = journal;
	request->store = journal_store(journal);
	bool good = change->run(request, change->context);

	request->journal = NULL;
	request->store = store;
	job->fault = request->fault;
	if (!good && job->fault.kind == FAULT_NONE) {
		change->is_undone = true;
		fault_set(&job->fault, FAULT_INTERNAL, NULL, "undone, as wanted");
	}
	return good;
}

bool request_write(struct request *request, enum right right, struct id scope_id,
		   request_change *run, void *context)
{
	struct change change = { .request = request, .run = run, .context = context };
	struct job job = {
		.run = run_change, .arena = request->arena, .context = &change,
		.actor = exchange_actor(request, right, scope_id),
	};

	must(request->route->runs == ROUTE_WORKS, "only the pool waits for the writer");
	if (writer_run(request->site->writer, &job) || change.is_undone)
		return true;
	request->fault = job.fault;
	return false;
}
