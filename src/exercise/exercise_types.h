#ifndef EXERCISE_EXERCISE_TYPES_H
#define EXERCISE_EXERCISE_TYPES_H
/* The record types and collections of exercises. */

#include "web/collection.h"

extern const struct record_type exercise_type, participation_type, objective_type, phase_type,
	training_problem_type, content_type, content_item_type, organisation_member_type,
	award_type, incident_type;
extern const struct collection exercise_collection, participation_collection,
	objective_collection, phase_collection, training_problem_collection, content_collection,
	content_item_collection, organisation_member_collection, award_collection,
	incident_collection;

#endif
