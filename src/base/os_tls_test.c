#include "base/os_tls.h"

#include <gnutls/gnutls.h>
#include <string.h>

#include "tests/test.h"

TEST(tls_is_loaded_when_it_is_asked_for_and_not_before)
{
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(!os_tls_is_loaded());
	CHECK(gnutls_global_init() == 0);
	CHECK(!os_tls_is_loaded());
	CHECK(os_tls_load(&fault) && fault.kind == FAULT_NONE);
	CHECK(os_tls_is_loaded());
	CHECK(os_tls_load(&fault));
}

TEST(a_call_of_the_tls_library_goes_through)
{
	gnutls_certificate_credentials_t credentials = NULL;

	CHECK(strlen(gnutls_strerror(GNUTLS_E_FATAL_ALERT_RECEIVED)) > 0);
	CHECK(os_tls_is_loaded());
	CHECK(gnutls_certificate_allocate_credentials(&credentials) == GNUTLS_E_SUCCESS);
	CHECK(credentials != NULL);
	gnutls_certificate_free_credentials(credentials);
}
