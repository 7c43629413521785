#ifndef EXERCISE_EXERCISE_PARTS_H
#define EXERCISE_EXERCISE_PARTS_H
/* What hangs on an exercise: who takes part, what it aims at, how it is built,
   who leads it, who was rewarded, what went wrong.  Part of exercise.h. */

#include "programme/programme.h"

enum participation_role { PARTICIPATION_UNKNOWN, PARTICIPATION_HOST, PARTICIPATION_PLAYER,
			  PARTICIPATION_SUPPORT, PARTICIPATION_OBSERVER,
			  PARTICIPATION_INSPECTION };
struct participation {
	struct record_head head;
	struct id exercise_id, unit_id;
	enum participation_role role;
	struct optional_integer people;
	const char *note;
};

struct objective {
	struct record_head head;
	struct id exercise_id;
	int64_t position;
	const char *statement;
};

struct phase {
	struct record_head head;
	struct id exercise_id;
	int64_t position;
	const char *name;
	struct date starts_on, ends_on;
};
struct training_problem {
	struct record_head head;
	struct id phase_id;
	int64_t position;
	const char *name;
};
struct content {
	struct record_head head;
	struct id training_problem_id;
	int64_t position;
	const char *name;
};
enum content_item_kind { CONTENT_ITEM_UNKNOWN, CONTENT_ITEM_MEETING, CONTENT_ITEM_CLIP,
			 CONTENT_ITEM_LIVE, CONTENT_ITEM_SITUATION };
struct content_item {
	struct record_head head;
	struct id content_id;
	int64_t position;
	enum content_item_kind kind;
	const char *name;
	const char *document;			/* that the meeting produces, or NULL */
};

enum organisation_body { BODY_UNKNOWN, BODY_STEERING_COMMITTEE, BODY_ORGANISING_COMMITTEE,
			 BODY_DIRECTION, BODY_PLAYER_FRAME, BODY_EVALUATION, BODY_SUPPORT };
enum organisation_role { ORGANISATION_ROLE_UNKNOWN, ROLE_HEAD, ROLE_STANDING_DEPUTY,
			 ROLE_DEPUTY, ROLE_MEMBER, ROLE_SECRETARY, ROLE_DIRECTOR,
			 ROLE_CONTROLLER, ROLE_PLAYER, ROLE_EVALUATOR, ROLE_SUPPORT };
struct organisation_member {
	struct record_head head;
	struct id exercise_id;
	enum organisation_body body;
	enum organisation_role role;
	struct id person_id;			/* none: named by the post only */
	const char *post_title;
	struct id unit_id;
	const char *played_role;		/* vai tập: the post played, or NULL */
};

enum award_level { AWARD_LEVEL_UNKNOWN, AWARD_COMMUNE, AWARD_DISTRICT, AWARD_PROVINCE,
		   AWARD_MILITARY_REGION, AWARD_MINISTRY, AWARD_STATE };
enum award_recipient { AWARD_RECIPIENT_UNKNOWN, AWARD_COLLECTIVE, AWARD_INDIVIDUAL };
struct award {
	struct record_head head;
	struct id exercise_id, programme_id;	/* one of them */
	enum award_level award_level;
	enum award_recipient recipient_kind;
	int64_t count;				/* 1 when the recipient is named */
	struct id person_id, unit_id;
	const char *form;			/* "giấy khen", "bằng khen" */
	const char *decision;			/* number and date of the decision */
};

enum incident_kind { INCIDENT_UNKNOWN, INCIDENT_PERSON, INCIDENT_WEAPON, INCIDENT_VEHICLE,
		     INCIDENT_DOCUMENT, INCIDENT_PROPERTY, INCIDENT_OTHER };
enum incident_severity { SEVERITY_UNKNOWN, SEVERITY_SLIGHT, SEVERITY_SERIOUS, SEVERITY_FATAL };
struct incident {
	struct record_head head;
	struct id exercise_id;
	struct date happened_on;
	enum incident_kind kind;
	enum incident_severity severity;
	const char *description;
	const char *handling;
};

#endif
