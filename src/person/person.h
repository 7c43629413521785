#ifndef PERSON_PERSON_H
#define PERSON_PERSON_H
/* People and the posts they held.  No more is kept of a person than the record
   of exercises needs; awards received belong to the exercise that gave them. */

#include "unit/unit.h"

struct person {
	struct record_head head;
	const char *full_name;
	const char *rank;		/* military rank or civil title; NULL: unknown */
	struct id unit_id;		/* that keeps the person's file; none: unknown */
	const char *note;
	const char *search_key;
	const char *code;		/* given by the office: tells people of one name apart */
};

struct post {
	struct record_head head;
	struct id person_id, unit_id;
	const char *title;
	struct date valid_from, valid_to;	/* the end is exclusive */
};

extern const struct record_type person_type, post_type;
extern const struct collection person_collection, post_collection;

#endif
