#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H
/* Units in time: provinces, districts, communes, commands, enterprises.  A unit
   is known by (code, valid_from), for codes are used again under other names;
   it ends on the day `valid_to` on which it is no more.  An unknown start is
   NULL in the table, null on the wire and counts as before every day; an
   unknown end is still in force.  Several dated chains stand above a unit; what
   became of a unit is its succession.  Queries read `visible_…` and serve
   requests, the writer and the command line alike. */

#include "store/store.h"
#include "web/collection.h"

enum unit_tier { UNIT_TIER_UNKNOWN, UNIT_PROVINCE, UNIT_DISTRICT, UNIT_COMMUNE, UNIT_OTHER };

enum unit_kind {
	UNIT_KIND_UNKNOWN,
	UNIT_KIND_PROVINCE, UNIT_KIND_CITY,			/* tỉnh, thành phố */
	UNIT_KIND_RURAL_DISTRICT, UNIT_KIND_URBAN_DISTRICT, UNIT_KIND_TOWN,
	UNIT_KIND_COMMUNE, UNIT_KIND_WARD, UNIT_KIND_TOWNSHIP, UNIT_KIND_SPECIAL_ZONE,
	UNIT_KIND_ENTERPRISE, UNIT_KIND_MILITARY_COMMAND, UNIT_KIND_PARTY_COMMITTEE,
	UNIT_KIND_DEPARTMENT, UNIT_KIND_OTHER,
};

enum unit_chain { UNIT_CHAIN_UNKNOWN, UNIT_CHAIN_ADMINISTRATIVE, UNIT_CHAIN_MILITARY,
		  UNIT_CHAIN_PARTY };

enum succession_kind {
	SUCCESSION_KIND_UNKNOWN, SUCCESSION_MERGE, SUCCESSION_SPLIT, SUCCESSION_RENAME,
	SUCCESSION_DISSOLVE, SUCCESSION_MOVE, SUCCESSION_ESTABLISH,
	SUCCESSION_CONTINUE,	/* the same unit under a new list: nothing else changed */
};

enum succession_extent { SUCCESSION_UNKNOWN, SUCCESSION_WHOLE, SUCCESSION_PART };

extern const struct words unit_tier_words, unit_kind_words, unit_chain_words,
	succession_kind_words, succession_extent_words;

struct unit {
	struct record_head head;
	const char *code, *name;
	enum unit_tier tier;
	enum unit_kind kind;
	struct date valid_from, valid_to;
	const char *search_key;
};

struct unit_link {
	struct record_head head;
	enum unit_chain chain;
	struct id unit_id, parent_id;
	struct date valid_from, valid_to;
};

struct succession {
	struct record_head head;
	struct id from_unit_id, to_unit_id;	/* none: established, dissolved or not recorded */
	const char *to_name;			/* the successor that is not recorded */
	enum succession_kind kind;
	enum succession_extent extent;
	bool certain;
	struct date date;
	const char *legal_basis;
};

struct unit_alias {
	struct record_head head;
	struct id unit_id;
	const char *name, *source;
	const char *search_key;
};

extern const struct record_type unit_type, unit_link_type, succession_type, unit_alias_type;
extern const struct collection unit_collection, unit_link_collection, succession_collection,
	unit_alias_collection;

/* Every unit as a scope under all that ever stood above it (for
   access_set_scope_sources). */
bool unit_fill_scopes(struct store *store, struct fault *fault) __attribute__((warn_unused_result));
/* The longest name of a unit, without its kind, that stands in the key of a password
   (for access_set_word_source); NULL if none does. */
bool unit_find_word(struct store *store, struct arena *arena, const char *key,
		    const char **word_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* True if the unit exists on the day. */
bool unit_is_in_force(struct date valid_from, struct date valid_to, struct date day);
/* The kind that the name begins with ("Thị trấn …"), or unknown. */
enum unit_kind unit_kind_of_name(struct arena *arena, const char *name);
/* "2025-07-01" in the arena, NULL for an unknown day: for BINDS(TEXT(…)). */
const char *unit_day(struct arena *arena, struct date day);

/* For importers, and for questions as of a day: the rest of this room's contract. */
#include "unit/import.h"
#include "unit/period.h"
#include "unit/unit_query.h"

#endif
