/* What a browser must fetch before the first page stands: the page, and the scripts and
   styles that it names, as they are sent to one that takes brotli; beside it the same
   without compression.
   Usage: bench-page DIENTAP DATABASE */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench.h"

static size_t fetch(int port, const char *path, const char *coding, char *copy, size_t room)
{
	char head[700];

	snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nAccept-Encoding: %s", path, coding);
	struct bench_reply reply = bench_ask(port, head, "", 0);

	bench_need(reply.status == 200, path);
	if (copy != NULL)
		snprintf(copy, room, "%s", reply.body);
	return reply.length;
}

int main(int argc, char **argv)
{
	static char page[65536];
	size_t files = 1;

	bench_need(argc == 3, "usage: bench-page DIENTAP DATABASE");
	struct bench_server server = bench_start(argv[1], argv[2]);
	size_t plain = fetch(server.port, "/", "identity", page, sizeof(page));
	size_t sent = fetch(server.port, "/", "br", NULL, 0);

	for (const char *at = page; at != NULL && *at != '\0'; at += strcspn(at, "\"")) {
		static const char *const names[] = { "src=\"", "href=\"" };
		const char *next = NULL;
		char path[300];

		for (size_t i = 0; i < 2; i++) {
			const char *found = strstr(at, names[i]);

			if (found != NULL && (next == NULL || found < next))
				next = found;
		}
		if (next == NULL)
			break;
		at = strchr(next, '"') + 1;
		snprintf(path, sizeof(path), "%.*s", (int)strcspn(at, "\""), at);
		if (strstr(path, ".js") == NULL && strstr(path, ".css") == NULL)
			continue;
		const char *absolute = path[0] == '.' ? path + 1 : path;

		plain += fetch(server.port, absolute, "identity", NULL, 0);
		sent += fetch(server.port, absolute, "br", NULL, 0);
		files++;
	}
	bench_stop(&server);
	bench_need(files > 1, "the page names no script: was the interface built?");
	printf("| first page, compressed | %.0f kB | %.0f kB plain | %.2f | <= 150 kB | "
	       "%zu files |\n",
	       (double)sent / 1e3, (double)plain / 1e3, (double)sent / (double)plain, files);
	return 0;
}
