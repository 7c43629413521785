/* Rules of participants, members, awards and the safety register. */

#include "base/must.h"
#include "exercise/part.h"

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

static bool may_remove(struct journal *journal, const void *before, struct fault *fault)
{
	must(before != NULL, "a part that never was");
	return exercise_is_open(journal, record_head_const(before)->scope_id, fault);
}

static bool settle_participation(struct journal *journal, const void *before,
				 void *after_record, struct fault *fault)
{
	struct participation *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	if (id_is_none(after->exercise_id))
		return true;
	const struct exercise *exercise = part_settle(journal, after->exercise_id, &after->head,
						      fault);

	if (exercise == NULL ||
	    !part_check_unit(journal, exercise, after->unit_id, "/unit_id", fault))
		return false;
	return after->role != PARTICIPATION_HOST ||
	       id_equal(after->unit_id, exercise->host_unit_id) ||
	       refuse(journal, fault, "/role", PROBLEM_NOT_OF_SAME,
		      BOTH("đơn vị tổ chức của cuộc diễn tập", "host unit as the exercise"));
}

/* Somebody is named: the person, or at least the post. */
static bool settle_member(struct journal *journal, const void *before, void *after_record,
			  struct fault *fault)
{
	struct organisation_member *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	if (id_is_none(after->exercise_id))
		return true;
	const struct exercise *exercise = part_settle(journal, after->exercise_id, &after->head,
						      fault);
	bool is_named = !id_is_none(after->person_id) ||
			(after->post_title != NULL && *after->post_title != '\0');

	return exercise != NULL &&
	       part_check_unit(journal, exercise, after->unit_id, "/unit_id", fault) &&
	       (is_named || refuse(journal, fault, "/post_title", PROBLEM_REQUIRED, NULL));
}

/* A named recipient is one; a collective is no person. */
static bool check_recipient(struct journal *journal, struct award *after, struct fault *fault)
{
	bool has_person = !id_is_none(after->person_id);
	bool is_named = after->recipient_kind == AWARD_INDIVIDUAL ? has_person :
			!id_is_none(after->unit_id);
	bool good = after->recipient_kind != AWARD_COLLECTIVE || !has_person ||
		    refuse(journal, fault, "/person_id", PROBLEM_ONE_OF,
			   BOTH("tập thể, cá nhân", "collective, individual"));

	if (after->count == 0)
		after->count = 1;
	return (!is_named || after->count == 1 ||
		refuse(journal, fault, "/count", PROBLEM_TOO_GREAT, "1")) && good;
}

static bool settle_award(struct journal *journal, const void *before_record, void *after_record,
			 struct fault *fault)
{
	const struct award *before = before_record;
	struct award *after = after_record;
	const struct award *award = after == NULL ? before : after;

	if (id_is_none(award->exercise_id) == id_is_none(award->programme_id))
		return refuse(journal, fault, "/exercise_id", PROBLEM_ONE_OF,
			      BOTH("cuộc diễn tập, nhiệm kỳ", "exercise, programme"));
	if (after == NULL)
		return id_is_none(before->exercise_id) || may_remove(journal, before, fault);
	if (!id_is_none(after->exercise_id))
		return part_settle(journal, after->exercise_id, &after->head, fault) != NULL &&
		       check_recipient(journal, after, fault);
	const struct programme *programme = collection_refer(journal, &programme_type,
		after->programme_id, "/programme_id", fault);

	if (programme == NULL)
		return false;
	must(id_is_none(after->exercise_id), "an award is for one of the two");
	exercise_lend(&programme->head, &after->head);
	return check_recipient(journal, after, fault);
}

/* Nothing is written into a register that was closed: reopening it is a step of its own,
   with a name and a time. */
static bool settle_incident(struct journal *journal, const void *before_record,
			    void *after_record, struct fault *fault)
{
	const struct incident *before = before_record;
	struct incident *after = after_record;
	struct incident gone = { 0 };
	struct incident *part = after == NULL ? &gone : after;
	struct id exercise_id = after == NULL ? before->exercise_id : after->exercise_id;

	must(before != NULL || after != NULL, "an incident that never was");

	if (id_is_none(exercise_id))
		return true;
	const struct exercise *exercise = part_settle(journal, exercise_id, &part->head, fault);

	if (exercise == NULL)
		return false;
	return !exercise_register_is_complete(exercise) ||
	       refuse(journal, fault, "/exercise_id", PROBLEM_REGISTER_CLOSED, NULL);
}

const struct collection participation_collection = {
	.type = &participation_type, .settle = settle_participation,
};
const struct collection organisation_member_collection = {
	.type = &organisation_member_type, .settle = settle_member, .order = "body",
};
const struct collection award_collection = {
	.type = &award_type, .settle = settle_award,
};
const struct collection incident_collection = {
	.type = &incident_type, .settle = settle_incident, .order = "happened_on",
};
