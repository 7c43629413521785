#ifndef COMMAND_DEMO_PRIVATE_H
#define COMMAND_DEMO_PRIVATE_H
/* The chapters of the demonstration and what they hand on.  Private to demo_….c. */

#include "plan/plan.h"

#define DEMO_SOURCE "Báo cáo tại Hội nghị tổng kết của UBND huyện Krông Ana"

enum { DEMO_UNITS = 8 };

struct demonstration {
	struct journal *journal;
	struct fault *fault;
	struct id province_id, new_province_id, district_id;
	struct id unit_ids[DEMO_UNITS];		/* in the order of their codes */
	struct id commune_kind_id, programme_id;
};

bool demo_add_accounts(struct demonstration *demo) __attribute__((warn_unused_result));
bool demo_add_units(struct demonstration *demo) __attribute__((warn_unused_result));
bool demo_add_programme(struct demonstration *demo) __attribute__((warn_unused_result));
bool demo_add_exercises(struct demonstration *demo) __attribute__((warn_unused_result));
bool demo_add_civil_defence(struct demonstration *demo) __attribute__((warn_unused_result));
bool demo_add_lessons(struct demonstration *demo) __attribute__((warn_unused_result));
bool demo_add_report(struct demonstration *demo) __attribute__((warn_unused_result));

#endif
