#include "base/os_tls.h"

#include <dlfcn.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"

/* The interface that the headers describe bears this number for all of 3.x. */
#define LIBRARY "libgnutls.so.30"

typedef void any_function(void);

enum call {
#define TLS_CALL(result_, name_, parameters_, arguments_) CALL_##name_,
#define TLS_RUN(name_, parameters_, arguments_) CALL_##name_,
#include "base/tls_calls.def"
#undef TLS_CALL
#undef TLS_RUN
	CALLS
};

static const char *const names[CALLS] = {
#define TLS_CALL(result_, name_, parameters_, arguments_) [CALL_##name_] = #name_,
#define TLS_RUN(name_, parameters_, arguments_) [CALL_##name_] = #name_,
#include "base/tls_calls.def"
#undef TLS_CALL
#undef TLS_RUN
};

static any_function *functions[CALLS];
static const char *missing;	/* what could not be had */
static atomic_bool is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
	/* it stays until the process ends: sessions and certificates live in it */
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		missing = LIBRARY;
	for (size_t i = 0; i < CALLS && missing == NULL; i++) {
		void *found = dlsym(library, names[i]);

		/* ISO C has no cast from an object to a function */
		_Static_assert(sizeof(found) == sizeof(functions[i]), "one kind of address");
		memcpy(&functions[i], &found, sizeof(found));
		if (found == NULL)
			missing = names[i];
	}
	atomic_store(&is_loaded, missing == NULL);
}

bool os_tls_load(struct fault *fault)
{
	must(pthread_once(&once, load) == 0, "the library of TLS is loaded once");
	return missing == NULL || fault_set(fault, FAULT_FILE, LIBRARY, missing);
}

bool os_tls_is_loaded(void)
{
	return atomic_load(&is_loaded);
}

static any_function *function_of(enum call call)
{
	must(pthread_once(&once, load) == 0, "the library of TLS is loaded once");
	must(missing == NULL, "TLS is used where its library is missing");
	return functions[call];
}

/* Hidden: the library itself shall never meet these instead of its own. */
#define HIDDEN __attribute__((visibility("hidden")))
#define TLS_CALL(result_, name_, parameters_, arguments_) \
	HIDDEN result_ name_ parameters_ \
	{ return ((__typeof__(name_) *)function_of(CALL_##name_)) arguments_; }
#define TLS_RUN(name_, parameters_, arguments_) \
	HIDDEN void name_ parameters_ \
	{ ((__typeof__(name_) *)function_of(CALL_##name_)) arguments_; }
#include "base/tls_calls.def"

/* The library starts itself when it is loaded, and must not be loaded only because
   the HTTP library greets it at every start of the program. */
HIDDEN int gnutls_global_init(void)
{
	return 0;
}

HIDDEN void gnutls_global_deinit(void)
{
}

/* What the library takes from the heap and hands out goes back by this. */
HIDDEN gnutls_free_function gnutls_free = free;
HIDDEN gnutls_alloc_function gnutls_malloc = malloc;
