#ifndef BASE_OS_TLS_H
#define BASE_OS_TLS_H
/* GnuTLS, loaded when TLS is first asked for.  With the ten libraries behind it, it
   would cost each start of the program more than all the rest, and an office that
   serves one machine never needs it.  Its calls are made as ever: base/tls_calls.def
   names them, each goes through to the loaded library. */

#include "base/fault.h"

/* Loads the library if it is not there yet; FAULT_FILE with its name if it cannot be
   had.  A call without this loads it too, and ends the process where it is missing. */
bool os_tls_load(struct fault *fault) __attribute__((warn_unused_result));
/* True when it has been loaded. */
bool os_tls_is_loaded(void);

#endif
