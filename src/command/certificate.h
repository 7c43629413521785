#ifndef COMMAND_CERTIFICATE_H
#define COMMAND_CERTIFICATE_H
/* A certificate authority of the office's own for a network without others
   (X.509, ECDSA P-256, RFC 5280), and certificates of its servers. */

#include "base/fault.h"
#include "base/time.h"

struct certificate {
	const char *key;		/* PEM, to be kept secret */
	const char *certificate;	/* PEM */
	const char *fingerprint;	/* SHA-256 of it: "AB:CD:…" */
};

/* A new authority under that name, good for ten years. */
bool certificate_create_authority(struct arena *arena, const char *name, struct instant now,
				  struct certificate *authority_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* A server's certificate for these host names and addresses (NULL at the end), good
   for 825 days, which is the most that browsers take. */
bool certificate_create_server(struct arena *arena, const struct certificate *authority,
			       const char *const *names, struct instant now,
			       struct certificate *server_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* Is it a host name or an address that a certificate can bear? */
bool certificate_name_is_good(const char *name);
/* The fingerprint of a certificate in PEM; NULL and a fault if it is none. */
const char *certificate_fingerprint(struct arena *arena, const char *pem, struct fault *fault);

#endif
