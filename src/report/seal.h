#ifndef REPORT_SEAL_H
#define REPORT_SEAL_H
/* What lets a document be checked years later.  Its figures are signed together with
   the root of the journal they were counted at; and the finished file bears, behind its
   end, a signed hash of all that stands before: an HTML comment, a comment behind a
   PDF's end, the comment of a docx package. */

#include "journal/checkpoint.h"
#include "report/figures.h"

/* The JSON that a document carries: figures, programme, day, in whose sight they were
   counted (JSON of access/sight.h; NULL: of the whole office), checkpoint (NULL: none) and
   the signature, null if this machine has no key. */
bool seal_figures(struct store *store, struct arena *arena, const struct figures *figures,
		  const char *programme_code, const char *sight,
		  const struct checkpoint *checkpoint, const char **json_out,
		  struct fault *fault)
	__attribute__((warn_unused_result));
/* The root as it is printed: base64. */
const char *seal_root_text(struct arena *arena, struct hash root);
bool seal_root_parse(const char *text, struct hash *root_out);

/* The file with its seal; without a key it stays as it is. */
bool seal_file(struct store *store, struct arena *arena, const char **bytes, size_t *length,
	       struct fault *fault) __attribute__((warn_unused_result));

enum seal_state {
	SEAL_NONE,		/* the file bears none: it was saved by another program */
	SEAL_GOOD,
	SEAL_BROKEN,		/* the file was changed after it was sealed */
	SEAL_FOREIGN,		/* sealed by another office's key, or forged */
};
extern const struct words seal_state_words;
/* Judges the seal of the file by the office's key. */
enum seal_state seal_check(struct arena *arena, const char *bytes, size_t length,
			   const char *vkey);

#endif
