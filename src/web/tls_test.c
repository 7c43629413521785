/* The same server with a certificate: cookies, requests, the event stream. */

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#include "base/must.h"
#include "base/os.h"
#include "tests/server_fixture.h"

#define MUST_TLS(call_) must((call_) >= 0, "the library of TLS does it")
#define FLOOD 1500
#define POST_FORMAT "POST /api/v1/cards HTTP/1.1\r\nHost: x\r\nOrigin: %s\r\n%s" \
	"Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"title\":\"1\"}"

static void write_pem(struct server_fixture *f, const char **path_out, const char *name,
		      const gnutls_datum_t *pem)
{
	*path_out = arena_printf(f->arena, "%s/%s.pem", test_folder(), name);
	must(os_write_file(*path_out, pem->data, pem->size, 0600, &f->fault),
	     "the file is written");
}

/* A certificate that signs itself. */
static void make_certificate(struct server_fixture *f)
{
	gnutls_x509_privkey_t key;
	gnutls_x509_crt_t certificate;
	gnutls_datum_t pem;
	time_t now = time(NULL);

	MUST_TLS(gnutls_x509_privkey_init(&key));
	MUST_TLS(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
					      GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0));
	MUST_TLS(gnutls_x509_crt_init(&certificate));
	MUST_TLS(gnutls_x509_crt_set_version(certificate, 3));
	MUST_TLS(gnutls_x509_crt_set_serial(certificate, "\1", 1));
	MUST_TLS(gnutls_x509_crt_set_activation_time(certificate, now - 60));
	MUST_TLS(gnutls_x509_crt_set_expiration_time(certificate, now + 3600));
	MUST_TLS(gnutls_x509_crt_set_key(certificate, key));
	MUST_TLS(gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0));
	MUST_TLS(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &pem));
	write_pem(f, &f->options.certificate, "certificate", &pem);
	gnutls_free(pem.data);
	MUST_TLS(gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &pem));
	write_pem(f, &f->options.key, "key", &pem);
	gnutls_free(pem.data);
	gnutls_x509_crt_deinit(certificate);
	gnutls_x509_privkey_deinit(key);
}

struct secure_client {
	struct http_client plain;
	gnutls_session_t session;
	gnutls_certificate_credentials_t credentials;
};

static struct secure_client secure_open(int port)
{
	struct secure_client client = { .plain = http_open(port) };

	MUST_TLS(gnutls_certificate_allocate_credentials(&client.credentials));
	MUST_TLS(gnutls_init(&client.session, GNUTLS_CLIENT));
	MUST_TLS(gnutls_set_default_priority(client.session));
	MUST_TLS(gnutls_credentials_set(client.session, GNUTLS_CRD_CERTIFICATE,
					client.credentials));
	gnutls_transport_set_int(client.session, client.plain.file);
	gnutls_handshake_set_timeout(client.session, 5000);
	gnutls_record_set_timeout(client.session, 5000);
	MUST_TLS(gnutls_handshake(client.session));
	return client;
}

static void secure_close(struct secure_client *client)
{
	gnutls_deinit(client->session);
	gnutls_certificate_free_credentials(client->credentials);
	http_close(&client->plain);
}

/* What came until the mark was seen; "" if the connection ends before. */
static const char *secure_call(struct secure_client *client, const char *request,
			       const char *mark)
{
	static char bytes[20000];
	size_t length = 0;

	MUST_TLS(gnutls_record_send(client->session, request, strlen(request)));
	bytes[0] = '\0';
	while (strstr(bytes, mark) == NULL && length < sizeof(bytes) - 1) {
		ssize_t got = gnutls_record_recv(client->session, bytes + length,
						 sizeof(bytes) - 1 - length);

		if (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED)
			continue;
		if (got <= 0)
			return "";
		length += (size_t)got;
		bytes[length] = '\0';
	}
	return bytes;
}

static bool add_flood(struct journal *journal, struct job *job)
{
	for (int i = 0; i < FLOOD; i++) {
		struct card card = { .title = arena_printf(job->arena, "card %d", i) };

		if (!journal_add(journal, &card_type, &card, &job->fault))
			return false;
	}
	return true;
}

static size_t count_events(const char *bytes)
{
	size_t count = 0;

	for (const char *at = strstr(bytes, "\"version\":1}\n\n"); at != NULL;
	     at = strstr(at + 1, "\"version\":1}\n\n"))
		count++;
	return count;
}

/* More than records and sockets hold: what is held back goes out whole. */
static void check_flood(struct server_fixture *f, struct secure_client *client)
{
	struct job job = { .run = add_flood, .arena = f->arena, .actor = { .role = "machine" } };
	static char bytes[600000];
	size_t length = 0;

	must(writer_run(f->site->writer, &job), "the cards are added");
	while (length < sizeof(bytes) - 1 &&
	       (length < FLOOD * 100 || count_events(bytes) < FLOOD)) {
		ssize_t got = gnutls_record_recv(client->session, bytes + length,
						 sizeof(bytes) - 1 - length);

		if (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED)
			continue;
		must(got > 0, "the stream goes on");
		length += (size_t)got;
	}
	CHECK(count_events(bytes) == FLOOD);
}

TEST(under_tls_the_cookie_is_a_host_cookie_and_streams_flow)
{
	struct server_fixture f = server_prepare(NULL);

	make_certificate(&f);
	must(server_begin(&f), "the server starts");
	const char *cookie = server_sign_in(&f, server_add_account(&f, "an", "secretary", ID_NONE,
								   LABEL_NONE));
	struct secure_client client = secure_open(f.port), stream = secure_open(f.port);

	CHECK(strstr(cookie, "__Host-dientap=") != NULL);
	CHECK(strstr(secure_call(&client, "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n", "}"),
		     "\"status\":\"ok\"") != NULL);
	CHECK(strstr(secure_call(&stream, arena_printf(f.arena, "GET /api/v1/events HTTP/1.1\r\n"
			"Host: x\r\n%s\r\n", cookie), "\n\n"), "text/event-stream") != NULL);
	CHECK(strstr(secure_call(&client, arena_printf(f.arena, POST_FORMAT, "http://x", cookie),
				 "}"), " 403 ") != NULL);
	check_flood(&f, &stream);
	secure_close(&client);
	secure_close(&stream);
	server_tear_down(&f);
}
