#ifndef REPORT_CHECK_PRIVATE_H
#define REPORT_CHECK_PRIVATE_H
/* Inside of the check of a document. */

#include "base/json.h"
#include "report/check.h"

struct check_work {
	struct store *store;
	struct arena *arena;
	struct fault *fault;
	json_t *sealed;			/* what the document carries */
	bool is_json;			/* nothing but that */
	struct date then, today;
	struct hash root;
};

#endif
