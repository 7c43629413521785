/* Says what is wrong with a certificate before anybody connects. */

#include <gnutls/gnutls.h>
#include <string.h>

#include "base/must.h"
#include "base/os_tls.h"
#include "web/private.h"

bool tls_check(const char *certificate, const char *key, const char *path, struct fault *fault)
{
	gnutls_datum_t public = { (unsigned char *)(uintptr_t)certificate,
				  (unsigned)strlen(certificate) };
	gnutls_datum_t secret = { (unsigned char *)(uintptr_t)key, (unsigned)strlen(key) };
	gnutls_certificate_credentials_t credentials;

	if (!os_tls_load(fault))
		return false;
	must(gnutls_certificate_allocate_credentials(&credentials) == GNUTLS_E_SUCCESS,
	     "the library of TLS starts");
	int code = gnutls_certificate_set_x509_key_mem(credentials, &public, &secret,
						       GNUTLS_X509_FMT_PEM);

	gnutls_certificate_free_credentials(credentials);
	return code >= 0 || fault_set(fault, FAULT_FILE, path, gnutls_strerror(code));
}
