#include "command/certificate.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#include "base/must.h"
#include "base/os.h"
#include "base/text.h"

#define AUTHORITY_DAYS 3650
#define SERVER_DAYS 825
#define DAY_SECONDS 86400
#define SERIAL_BYTES 16
#define NAME_MOST 253		/* of a host, RFC 1035 */

struct address {
	unsigned char bytes[16];
	unsigned length;	/* 0: it is a host name */
};

static struct address read_address(const char *name)
{
	struct address address = { .length = 0 };

	if (inet_pton(AF_INET, name, address.bytes) == 1)
		address.length = 4;
	else if (inet_pton(AF_INET6, name, address.bytes) == 1)
		address.length = 16;
	return address;
}

bool certificate_name_is_good(const char *name)
{
	must(name != NULL, "a name is judged");
	size_t length = strlen(name);

	if (read_address(name).length > 0)
		return true;
	if (length == 0 || length > NAME_MOST || name[0] == '-' || name[0] == '.')
		return false;
	for (; *name != '\0'; name++)
		if (!isalnum((unsigned char)*name) && *name != '-' && *name != '.')
			return false;
	return true;
}

/* The library refuses only what we did wrong, or has no memory. */
static void check(int code)
{
	must(code >= 0, gnutls_strerror(code));
}

static const char *take_text(struct arena *arena, gnutls_datum_t *data)
{
	const char *text = arena_copy_bytes(arena, data->data, data->size);

	gnutls_memset(data->data, 0, data->size);
	gnutls_free(data->data);
	return text;
}

static const char *format_fingerprint(struct arena *arena, gnutls_x509_crt_t certificate)
{
	unsigned char hash[32];
	size_t length = sizeof(hash);
	struct text out = { .arena = arena };

	check(gnutls_x509_crt_get_fingerprint(certificate, GNUTLS_DIG_SHA256, hash, &length));
	for (size_t i = 0; i < length; i++)
		text_add_format(&out, "%s%02X", i == 0 ? "" : ":", hash[i]);
	return text_string(&out);
}

/* Comma, plus and the like would end the name in a distinguished name. */
static const char *distinguished_name(struct arena *arena, const char *name)
{
	struct text out = { .arena = arena };

	text_add(&out, "CN=");
	for (; *name != '\0'; name++) {
		if (strchr(",+\"\\<>;=#", *name) != NULL)
			text_add_char(&out, '\\');
		text_add_char(&out, *name);
	}
	return text_string(&out);
}

static gnutls_x509_privkey_t create_key(void)
{
	gnutls_x509_privkey_t key;

	check(gnutls_x509_privkey_init(&key));
	check(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
			GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0));
	return key;
}

/* What both kinds have in common; the clock of another machine may be a day behind. */
static gnutls_x509_crt_t create_certificate(struct arena *arena, const char *name,
					    gnutls_x509_privkey_t key, struct instant now,
					    int days)
{
	gnutls_x509_crt_t certificate;
	unsigned char serial[SERIAL_BYTES], id[20];
	size_t id_length = sizeof(id);
	time_t today = (time_t)(now.us / 1000000);
	const char *error;

	os_random(serial, sizeof(serial));
	must(days > 0 && name[0] != '\0', "a certificate names somebody for some time");
	serial[0] &= 0x7f;		/* a positive number */
	check(gnutls_x509_crt_init(&certificate));
	check(gnutls_x509_crt_set_version(certificate, 3));
	check(gnutls_x509_crt_set_serial(certificate, serial, sizeof(serial)));
	check(gnutls_x509_crt_set_activation_time(certificate, today - DAY_SECONDS));
	check(gnutls_x509_crt_set_expiration_time(certificate,
						  today + (time_t)days * DAY_SECONDS));
	check(gnutls_x509_crt_set_dn(certificate, distinguished_name(arena, name), &error));
	check(gnutls_x509_crt_set_key(certificate, key));
	check(gnutls_x509_crt_get_key_id(certificate, 0, id, &id_length));
	check(gnutls_x509_crt_set_subject_key_id(certificate, id, id_length));
	return certificate;
}

static void write_out(struct arena *arena, gnutls_x509_crt_t certificate,
		      gnutls_x509_privkey_t key, struct certificate *out)
{
	gnutls_datum_t data;

	check(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &data));
	out->certificate = take_text(arena, &data);
	check(gnutls_x509_privkey_export2_pkcs8(key, GNUTLS_X509_FMT_PEM, NULL,
						GNUTLS_PKCS_PLAIN, &data));
	out->key = take_text(arena, &data);
	out->fingerprint = format_fingerprint(arena, certificate);
}

bool certificate_create_authority(struct arena *arena, const char *name, struct instant now,
				  struct certificate *authority_out, struct fault *fault)
{
	if (name[0] == '\0' || strlen(name) > 64)
		return fault_set(fault, FAULT_INVALID, "authority",
					BOTH("cần tên dài từ 1 đến 64 byte",
					     "a name of 1 to 64 bytes is needed"));
	gnutls_x509_privkey_t key = create_key();
	gnutls_x509_crt_t crt = create_certificate(arena, name, key, now, AUTHORITY_DAYS);

	check(gnutls_x509_crt_set_basic_constraints(crt, 1, 0));
	check(gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_KEY_CERT_SIGN |
					    GNUTLS_KEY_CRL_SIGN));
	check(gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0));
	write_out(arena, crt, key, authority_out);
	gnutls_x509_crt_deinit(crt);
	gnutls_x509_privkey_deinit(key);
	return true;
}

static void add_names(gnutls_x509_crt_t crt, const char *const *names)
{
	for (; *names != NULL; names++) {
		struct address address = read_address(*names);

		if (address.length > 0)
			check(gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_IPADDRESS,
				address.bytes, address.length, GNUTLS_FSAN_APPEND));
		else
			check(gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME,
				*names, (unsigned)strlen(*names), GNUTLS_FSAN_APPEND));
	}
}

struct issuer {
	gnutls_x509_crt_t certificate;
	gnutls_x509_privkey_t key;
};

static void release(struct issuer *issuer)
{
	gnutls_x509_crt_deinit(issuer->certificate);
	gnutls_x509_privkey_deinit(issuer->key);
}

static gnutls_datum_t as_data(const char *text)
{
	return (gnutls_datum_t){ (unsigned char *)(uintptr_t)text, (unsigned)strlen(text) };
}

static bool read_issuer(const struct certificate *authority, struct issuer *issuer_out,
			struct fault *fault)
{
	gnutls_datum_t certificate = as_data(authority->certificate);
	gnutls_datum_t key = as_data(authority->key);

	check(gnutls_x509_crt_init(&issuer_out->certificate));
	check(gnutls_x509_privkey_init(&issuer_out->key));
	if (gnutls_x509_crt_import(issuer_out->certificate, &certificate,
				   GNUTLS_X509_FMT_PEM) >= 0 &&
	    gnutls_x509_privkey_import2(issuer_out->key, &key, GNUTLS_X509_FMT_PEM, NULL,
					0) >= 0)
		return true;
	release(issuer_out);
	return fault_set(fault, FAULT_WRONG_TYPE, "authority", NULL);
}

/* Certificate and key of the issuer may have been mixed up: a signature that does
   not hold would be found by browsers only. */
static bool is_trusted(const char *pem, const struct issuer *issuer)
{
	gnutls_x509_crt_t crt;
	gnutls_datum_t data = as_data(pem);
	unsigned result = 0;

	check(gnutls_x509_crt_init(&crt));
	check(gnutls_x509_crt_import(crt, &data, GNUTLS_X509_FMT_PEM));
	int code = gnutls_x509_crt_verify(crt, &issuer->certificate, 1,
					  GNUTLS_VERIFY_DISABLE_TIME_CHECKS, &result);

	gnutls_x509_crt_deinit(crt);
	return code >= 0 && result == 0;
}

static void sign(gnutls_x509_crt_t crt, const struct issuer *issuer)
{
	unsigned char id[64];
	size_t length = sizeof(id);

	check(gnutls_x509_crt_get_subject_key_id(issuer->certificate, id, &length, NULL));
	check(gnutls_x509_crt_set_authority_key_id(crt, id, length));
	check(gnutls_x509_crt_sign2(crt, issuer->certificate, issuer->key,
				    GNUTLS_DIG_SHA256, 0));
}

bool certificate_create_server(struct arena *arena, const struct certificate *authority,
			       const char *const *names, struct instant now,
			       struct certificate *server_out, struct fault *fault)
{
	struct issuer issuer;

	must(names[0] != NULL && certificate_name_is_good(names[0]), "names were checked");
	if (!read_issuer(authority, &issuer, fault))
		return false;
	gnutls_x509_privkey_t key = create_key();
	gnutls_x509_crt_t crt = create_certificate(arena, names[0], key, now, SERVER_DAYS);

	add_names(crt, names);
	check(gnutls_x509_crt_set_basic_constraints(crt, 0, -1));
	check(gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_DIGITAL_SIGNATURE));
	check(gnutls_x509_crt_set_key_purpose_oid(crt, GNUTLS_KP_TLS_WWW_SERVER, 0));
	sign(crt, &issuer);
	write_out(arena, crt, key, server_out);
	bool good = is_trusted(server_out->certificate, &issuer) ||
		    fault_set(fault, FAULT_INVALID, "authority",
				BOTH("khóa không thuộc chứng thư của tổ chức cấp",
				     "the key does not belong to the authority's certificate"));

	gnutls_x509_crt_deinit(crt);
	gnutls_x509_privkey_deinit(key);
	release(&issuer);
	return good;
}

const char *certificate_fingerprint(struct arena *arena, const char *pem, struct fault *fault)
{
	gnutls_x509_crt_t crt;
	gnutls_datum_t data = as_data(pem);
	const char *fingerprint = NULL;

	check(gnutls_x509_crt_init(&crt));
	if (gnutls_x509_crt_import(crt, &data, GNUTLS_X509_FMT_PEM) >= 0)
		fingerprint = format_fingerprint(arena, crt);
	else
		fault_set(fault, FAULT_WRONG_TYPE, "certificate", NULL);
	gnutls_x509_crt_deinit(crt);
	return fingerprint;
}
