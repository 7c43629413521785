#include "command/certificate.h"

#include <gnutls/x509.h>
#include <string.h>

#include "tests/test.h"

/* 2026-03-01 */
static const struct instant now = { INT64_C(1772323200) * 1000000 };

static gnutls_x509_crt_t read(const char *pem)
{
	gnutls_x509_crt_t crt;
	gnutls_datum_t data = { (unsigned char *)(uintptr_t)pem, (unsigned)strlen(pem) };

	CHECK(gnutls_x509_crt_init(&crt) == 0);
	CHECK(gnutls_x509_crt_import(crt, &data, GNUTLS_X509_FMT_PEM) == 0);
	return crt;
}

TEST(a_server_of_the_authority_is_trusted_under_its_names_only)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };
	struct certificate authority, server;
	const char *const names[] = { "dientap.local", "192.168.1.10", "fd00::1", NULL };
	unsigned result = 1;

	CHECK(certificate_create_authority(arena, "Ban CHQS huyện, đơn vị A", now, &authority,
					   &fault));
	CHECK(certificate_create_server(arena, &authority, names, now, &server, &fault));
	gnutls_x509_crt_t root = read(authority.certificate), leaf = read(server.certificate);

	CHECK(gnutls_x509_crt_verify(leaf, &root, 1, GNUTLS_VERIFY_DISABLE_TIME_CHECKS,
				     &result) == 0 && result == 0);
	CHECK(gnutls_x509_crt_check_hostname(leaf, "dientap.local"));
	CHECK(gnutls_x509_crt_check_ip(leaf, (const unsigned char *)"\xc0\xa8\x01\x0a", 4, 0));
	CHECK(!gnutls_x509_crt_check_hostname(leaf, "other.local"));
	CHECK(gnutls_x509_crt_get_ca_status(root, NULL) == 1);
	CHECK(gnutls_x509_crt_get_ca_status(leaf, NULL) == 0);
	CHECK(gnutls_x509_crt_get_expiration_time(leaf) == now.us / 1000000 + 825 * 86400);
	CHECK(gnutls_x509_crt_get_expiration_time(root) == now.us / 1000000 + 3650 * 86400);
	CHECK(strlen(server.fingerprint) == 95);
	CHECK_TEXT(certificate_fingerprint(arena, server.certificate, &fault),
		   server.fingerprint);
	gnutls_x509_crt_deinit(root);
	gnutls_x509_crt_deinit(leaf);
	arena_destroy(&arena);
}

TEST(a_key_that_is_not_the_authoritys_signs_nothing)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };
	struct certificate one, other, server;
	const char *const names[] = { "a.local", NULL };

	CHECK(certificate_create_authority(arena, "one", now, &one, &fault));
	CHECK(certificate_create_authority(arena, "other", now, &other, &fault));
	one.key = other.key;
	CHECK(!certificate_create_server(arena, &one, names, now, &server, &fault));
	CHECK_TEXT(fault.field, "authority");
	one.key = "no key at all";
	CHECK(!certificate_create_server(arena, &one, names, now, &server, &fault));
	CHECK(fault.kind == FAULT_WRONG_TYPE);
	arena_destroy(&arena);
}

TEST(names_of_certificates_are_hosts_or_addresses)
{
	CHECK(certificate_name_is_good("a") && certificate_name_is_good("a-1.b.local"));
	CHECK(certificate_name_is_good("10.0.0.1") && certificate_name_is_good("::1"));
	CHECK(!certificate_name_is_good("") && !certificate_name_is_good("a b"));
	CHECK(!certificate_name_is_good("-a") && !certificate_name_is_good("*.local"));
	CHECK(!certificate_name_is_good("máy.local"));
}
