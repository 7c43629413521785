#ifndef UNIT_IMPORT_H
#define UNIT_IMPORT_H
/* Imports of every kind go through one door: POST /api/v1/imports?kind=…  A room
   gives a struct importer, the registry lists them all.  An importer reads rows
   of cells, whatever the file was, writes through the journal's open part, and
   says what it did; it returns false only for a fault of the machine or the
   database.  Whoever calls it undoes the part on a refusal or a dry run. */

#include "base/import_result.h"
#include "web/web.h"

struct import_job {
	struct journal *journal;	/* an open part */
	const struct sheet *sheet;
	struct import_result *result;
	struct id within;		/* ?within= or ?programme_id=: what the rows belong to */
	const struct reader *reader;	/* who imports; NULL: the machine, which sees all */
};

/* What this reader may not see is not there for his rows: it is neither compared nor
   changed, and no message names a value of it.  Only the office's keys hold for all (a
   code, a number, a unit once a day, no circle): a row that meets one of them out of
   sight is refused as PROBLEM_NOT_UNIQUE with its own words, as a PUT would be. */
bool import_sees(const struct import_job *job, const struct record_type *type,
		 const void *record);
/* Leaves in the list, in order, what the import may see. */
void import_keep_seen(const struct import_job *job, const struct record_type *type,
		      struct list *list);

struct importer {
	const char *kind;		/* "units" */
	enum right needs;		/* in the scope `within`, or the whole office */
	enum right also_needs;		/* there too, if it writes of two rooms; or RIGHT_NONE */
	const struct record_type *within_type;	/* what `within` names; NULL: a unit */
	bool (*run)(const struct import_job *job, struct fault *fault);
	const char *vi, *en;		/* one sentence: the columns */
};

/* Set by the registry; NULL at the end. */
void import_set_all(const struct importer *const *all);
const struct importer *import_find(const char *kind);
/* "units, successions, …", for messages. */
const char *import_kinds(struct arena *arena);

extern const struct importer unit_importer, succession_importer;
extern const struct route_table import_routes;

#endif
