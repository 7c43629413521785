#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H
/* The documents an office makes of its records: here the summary report of a term
   (kind BC, profile nd30).  The record holds the words around the figures, which
   people write and the program keeps; the figures themselves are asked of the
   records each time (report/figures.h), until the document is issued with its
   number, its date and the root of the journal. */

#include "report/document_kind.h"
#include "report/signing.h"
#include "web/collection.h"

enum report_state { REPORT_STATE_UNKNOWN, REPORT_DRAFT, REPORT_ISSUED, REPORT_RECALLED };

struct report {
	struct record_head head;
	struct id programme_id;
	const char *superior, *issuer;		/* names of the bodies, ô 2 */
	struct optional_integer number;		/* given when it is issued */
	const char *symbol;			/* of the issuing body: "BCĐ" */
	const char *place;
	struct date dated_on;
	const char *subject;
	const char *addressees, *bases, *recipients;	/* one a line */
	const char *situation;			/* I */
	const char *targets_text, *results_text, *safety_text, *plans_text;	/* II */
	const char *shortcomings_text;		/* III */
	const char *lessons_text;		/* IV */
	const char *directions_text;		/* V */
	const char *proposals_text;		/* VI */
	const char *archive;			/* "VT, BCHQS" */
	enum signing_capacity capacity;
	const char *collective, *head_post, *post, *signer_name, *regulation, *delegation;
	struct date delegation_from, delegation_to;
	enum report_state state;
	const char *state_reason;
	struct id issued_by;
	struct instant issued_at;
	struct optional_integer checkpoint_size;	/* of the journal when it was issued */
	const char *checkpoint_root;		/* base64 */
	const char *figures;			/* JSON as issued; NULL for a draft */
};

extern const struct words report_state_words;
extern const struct record_type report_type;
extern const struct collection report_collection;
/* GET /programmes/:id/progress, …/figures, …/summary; POST /reports/check */
extern const struct route_table report_routes;

#endif
