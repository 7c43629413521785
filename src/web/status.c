/* The server's own routes: is it well, how much does it do, what happens. */

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "web/private.h"

/* Without the database: a server that waits for a lock is still there. */
static void show_health(struct request *request)
{
	struct text *out = &request->reply;

	text_add(out, "{\"status\":\"ok\",\"version\":");
	json_add_string(out, DIENTAP_VERSION);
	text_add(out, writer_disk_is_full(request->site->writer) ?
		 ",\"writable\":false,\"reason\":\"disk_full\"}" :
		 ",\"writable\":true,\"reason\":null}");
}

/* HEAD asks for the headers alone: it must not hold a stream open. */
static void follow_events(struct request *request)
{
	struct exchange *exchange = exchange_of(request);

	if (exchange->is_head) {
		request->reply_type = "text/event-stream; charset=utf-8";
		return;
	}
	stream_open(exchange->shard->streams, exchange);
}

/* Prometheus' text format, version 0.0.4. */
static void add_figure(struct text *out, const char *name, const char *type, const char *help,
		       unsigned long long value)
{
	text_add_format(out, "# HELP dientap_%s %s\n# TYPE dientap_%s %s\ndientap_%s %llu\n", name,
			help, name, type, name, value);
}

/* Not found, not forbidden, from elsewhere: figures of use are nobody's business there. */
static void show_metrics(struct request *request)
{
	struct server *server = exchange_of(request)->shard->server;
	struct writer_figures figures = writer_figures(server->site.writer);
	struct text *out = &request->reply;
	struct os_address from = { .port = 0 };

	if (!os_address_parse(arena_printf(request->arena, strchr(request->address, ':') == NULL ?
					   "%s:0" : "[%s]:0", request->address), &from) ||
	    !os_address_is_loopback(&from)) {
		fault_set(&request->fault, FAULT_NOT_FOUND, NULL, NULL);
		return;
	}
	request->reply_type = "text/plain; version=0.0.4; charset=utf-8";
	add_figure(out, "requests_total", "counter", "Requests.", atomic_load(&server->requests));
	add_figure(out, "writes_total", "counter", "Requests that went to the writer.",
		   atomic_load(&server->writes));
	add_figure(out, "faults_total", "counter", "Replies of 500 and above.",
		   atomic_load(&server->faults));
	add_figure(out, "groups_total", "counter", "Transactions of the writer.", figures.groups);
	add_figure(out, "jobs_total", "counter", "Jobs in them.", figures.jobs);
	add_figure(out, "subscribers", "gauge", "Open event streams.",
		   stream_subscriber_count(server->stream));
	add_figure(out, "memory_bytes", "gauge", "Resident memory.", os_resident_bytes());
	add_figure(out, "disk_full", "gauge", "1 while a full disk refuses changes.",
		   writer_disk_is_full(server->site.writer));
}

static const struct route routes[] = {
	{ "GET", "/api/v1/health", show_health, .needs = RIGHT_ANYONE,
	  .runs = ROUTE_TELLS,
	  .answers_schema = "{\"type\":\"object\","
		"\"required\":[\"status\",\"version\",\"writable\",\"reason\"],"
		"\"properties\":{\"status\":{\"const\":\"ok\"},\"version\":{\"type\":\"string\"},"
		"\"writable\":{\"type\":\"boolean\",\"description\":\"False while changes, and "
		"reading of labelled records, are refused with 503.\"},"
		"\"reason\":{\"enum\":[null,\"disk_full\"],\"description\":\"The fault that such "
		"a refusal bears; null while writable.\"}}}",
	  .operation = "showHealth",
	  .help = "Whether the server answers and takes changes, and its version." },
	{ "GET", "/api/v1/events", follow_events, .needs = RIGHT_SIGNED_IN,
	  .parameters = "since:string", .answers_types = "text/event-stream",
	  .operation = "followEvents",
	  .help = "What is committed from now on, as text/event-stream: type, id and version "
		  "of each record that the account may see; Last-Event-ID or since= resumes. "
		  "An event state, with writable and reason as in showHealth, says when a full "
		  "disk stops changes and when they go on." },
	{ "GET", "/metrics", show_metrics, .needs = RIGHT_ANYONE,
	  .runs = ROUTE_TELLS,
	  .answers_types = "text/plain", .operation = "showMetrics",
	  .help = "Figures of the running server as plain text; from the loopback only." },
};
const struct route_table server_routes = ROUTES(routes);
