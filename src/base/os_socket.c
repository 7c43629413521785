#include "base/os_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/must.h"
#include "base/os.h"

#define BACKLOG 1024
#define SEND_BUFFER (32 << 10)

/* Digits only: strtol would take a sign and blanks. */
static bool read_port(const char *text, int *port_out)
{
	int port = 0;

	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		port = port * 10 + (*text - '0');
		if (port > 65535)
			return false;
	}
	*port_out = port;
	return true;
}

bool os_address_parse(const char *text, struct os_address *address_out)
{
	struct os_address address = { .is_version_6 = text[0] == '[' };
	const char *start = address.is_version_6 ? text + 1 : text;
	const char *end = strchr(start, address.is_version_6 ? ']' : ':');
	unsigned char bytes[16];

	if (end == NULL || (size_t)(end - start) >= sizeof(address.host))
		return false;
	memcpy(address.host, start, (size_t)(end - start));
	if (address.is_version_6 && *++end != ':')
		return false;
	if (!read_port(end + 1, &address.port) ||
	    inet_pton(address.is_version_6 ? AF_INET6 : AF_INET, address.host, bytes) != 1)
		return false;
	*address_out = address;
	return true;
}

const char *os_address_network(struct arena *arena, const char *host)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;

	if (inet_pton(AF_INET6, host, &address) != 1)
		return host;
	if (IN6_IS_ADDR_V4MAPPED(&address))
		return inet_ntop(AF_INET, &address.s6_addr[12], text, sizeof(text)) == NULL ? host :
		       arena_copy(arena, text);
	memset(&address.s6_addr[8], 0, 8);
	must(inet_ntop(AF_INET6, &address, text, sizeof(text)) != NULL, "an address has its text");
	return arena_printf(arena, "%s/64", text);
}

static void read_bytes(const struct os_address *address, unsigned char bytes_out[16])
{
	must(inet_pton(address->is_version_6 ? AF_INET6 : AF_INET, address->host,
		       bytes_out) == 1, "an address that was parsed");
}

bool os_address_is_loopback(const struct os_address *address)
{
	unsigned char bytes[16];

	read_bytes(address, bytes);
	return address->is_version_6 ? IN6_IS_ADDR_LOOPBACK((const struct in6_addr *)bytes)
				     : bytes[0] == 127;
}

bool os_address_is_private(const struct os_address *address)
{
	unsigned char b[16];

	read_bytes(address, b);
	if (address->is_version_6)
		return IN6_IS_ADDR_LOOPBACK((const struct in6_addr *)b) ||
		       (b[0] & 0xfe) == 0xfc || (b[0] == 0xfe && (b[1] & 0xc0) == 0x80);
	return b[0] == 127 || b[0] == 10 || (b[0] == 172 && (b[1] & 0xf0) == 16) ||
	       (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254);
}

const char *os_address_format(struct arena *arena, const struct sockaddr *peer)
{
	char text[INET6_ADDRSTRLEN] = "";

	if (peer != NULL && peer->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)peer)->sin_addr,
			  text, sizeof(text));
	if (peer != NULL && peer->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr,
			  text, sizeof(text));
	return arena_copy(arena, text);
}

static socklen_t fill(const struct os_address *address, struct sockaddr_storage *out)
{
	unsigned char bytes[16];

	memset(out, 0, sizeof(*out));
	read_bytes(address, bytes);
	if (address->is_version_6) {
		struct sockaddr_in6 *in = (struct sockaddr_in6 *)out;

		in->sin6_family = AF_INET6;
		in->sin6_port = htons((uint16_t)address->port);
		memcpy(in->sin6_addr.s6_addr, bytes, sizeof(in->sin6_addr));
		return sizeof(*in);
	}
	struct sockaddr_in *in = (struct sockaddr_in *)out;

	in->sin_family = AF_INET;
	in->sin_port = htons((uint16_t)address->port);
	memcpy(&in->sin_addr, bytes, sizeof(in->sin_addr));
	return sizeof(*in);
}

static int refuse(int file, const struct os_address *address, struct fault *fault)
{
	int error = errno;

	if (file >= 0)
		close(file);
	fault_set(fault, FAULT_ADDRESS, address->host, os_error_text(error));
	return -1;
}

/* Bound, not yet listening. */
static int bind_socket(const struct os_address *address, bool is_shared, struct fault *fault)
{
	struct sockaddr_storage name;
	socklen_t length = fill(address, &name);
	int on = 1, file = socket(name.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (file < 0)
		return refuse(file, address, fault);
	setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (is_shared)
		setsockopt(file, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on));
	if (address->is_version_6)
		setsockopt(file, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	if (bind(file, (const struct sockaddr *)&name, length) != 0)
		return refuse(file, address, fault);
	return file;
}

/* Not shared: whoever listens there already, by SO_REUSEPORT or not, refuses it. */
bool os_address_probe(const struct os_address *address, struct fault *fault)
{
	int file = address->port == 0 ? -1 : bind_socket(address, false, fault);

	if (file < 0)
		return address->port == 0;
	bool good = listen(file, 1) == 0 || refuse(-1, address, fault) == 0;

	close(file);
	return good;
}

int os_listen(const struct os_address *address, int *port_out, struct fault *fault)
{
	struct sockaddr_storage name = { .ss_family = AF_UNSPEC };
	socklen_t length = sizeof(name);
	int file = bind_socket(address, true, fault);

	if (file < 0)
		return -1;
	if (listen(file, BACKLOG) != 0 ||
	    getsockname(file, (struct sockaddr *)&name, &length) != 0)
		return refuse(file, address, fault);
	*port_out = ntohs(name.ss_family == AF_INET6 ?
			  ((struct sockaddr_in6 *)&name)->sin6_port :
			  ((struct sockaddr_in *)&name)->sin_port);
	return file;
}

#define FIRST_GIVEN 3		/* sd_listen_fds(3): the first after the standard three */

/* How many sockets were meant for this very process. */
static long count_given(void)
{
	const char *process = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

	if (process == NULL || count == NULL || strtol(process, NULL, 10) != (long)getpid())
		return 0;
	return strtol(count, NULL, 10);
}

static const char *local_address(struct arena *arena, int file)
{
	struct sockaddr_storage name = { .ss_family = AF_UNSPEC };
	socklen_t length = sizeof(name);
	const struct sockaddr *address = (const struct sockaddr *)&name;

	if (getsockname(file, (struct sockaddr *)&name, &length) != 0)
		return NULL;
	const char *host = os_address_format(arena, address);

	if (name.ss_family == AF_INET)
		return arena_printf(arena, "%s:%d", host,
				    ntohs(((struct sockaddr_in *)&name)->sin_port));
	if (name.ss_family == AF_INET6)
		return arena_printf(arena, "[%s]:%d", host,
				    ntohs(((struct sockaddr_in6 *)&name)->sin6_port));
	return NULL;
}

int os_given_listener(struct arena *arena, const char **address_out, struct fault *fault)
{
	long count = count_given();
	int listens = 0;
	socklen_t length = sizeof(listens);

	must(arena != NULL && address_out != NULL, "there is room for the address");
	if (count <= 0)
		return -1;
	const char *address = count == 1 ? local_address(arena, FIRST_GIVEN) : NULL;

	if (address == NULL || getsockopt(FIRST_GIVEN, SOL_SOCKET, SO_ACCEPTCONN, &listens,
					  &length) != 0 || listens == 0) {
		fault_set(fault, FAULT_ADDRESS, "LISTEN_FDS",
			  BOTH("cần đúng một cổng TCP đang nghe",
			       "one listening TCP socket is needed"));
		return -1;
	}
	/* a child program of ours must not inherit it, and nobody waits in accept */
	if (fcntl(FIRST_GIVEN, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(FIRST_GIVEN, F_SETFL, O_NONBLOCK) != 0) {
		fault_set(fault, FAULT_ADDRESS, "LISTEN_FDS", os_error_text(errno));
		return -1;
	}
	*address_out = address;
	return FIRST_GIVEN;
}

int os_listener_duplicate(int listener, struct fault *fault)
{
	must(listener > STDERR_FILENO, "a listener, not a standard stream");
	int own = fcntl(listener, F_DUPFD_CLOEXEC, 0);

	if (own < 0)
		fault_set(fault, FAULT_ADDRESS, NULL, os_error_text(errno));
	return own;
}

int os_socket_duplicate(int file)
{
	int on = 1, buffer = SEND_BUFFER, own = fcntl(file, F_DUPFD_CLOEXEC, 0);

	if (own < 0)
		return -1;
	setsockopt(own, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	/* who does not read shall not fill the machine's memory */
	setsockopt(own, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof(buffer));
	return own;
}

long os_socket_send(int file, const void *bytes, size_t length)
{
	ssize_t done = send(file, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (done >= 0)
		return done;
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

void os_socket_close(int file)
{
	close(file);
}

int os_take_file(const char *path, size_t *length_out, struct fault *fault)
{
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0) {
		fault_set(fault, FAULT_FILE, path, os_error_text(errno));
		return -1;
	}
	unlink(path);
	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(file);
		fault_set(fault, FAULT_FILE, path,
			BOTH("không phải tệp thường", "not a regular file"));
		return -1;
	}
	*length_out = (size_t)status.st_size;
	return file;
}
