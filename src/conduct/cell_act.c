/* What the people of a cell do: receive, answer, write, decide, report. */

#include "conduct/act.h"

#include "base/must.h"
#include "conduct/rules.h"

static const struct run *open_run(struct journal *journal, struct id run_id, struct fault *fault)
{
	struct run *run = run_find(journal_store(journal), journal_arena(journal), run_id, fault);

	if (run == NULL || run->state != RUN_ENDED)
		return run;
	fault_set(fault, FAULT_WRONG_STATE, "run", words_word(&run_state_words, run->state));
	return NULL;
}

/* Only who is addressed says "received": no controller for him. */
static bool check_player(struct journal *journal, struct id run_id, struct id cell_id,
			 struct fault *fault)
{
	bool is_player;

	if (!rules_is_player(journal, run_id, cell_id, &is_player, fault))
		return false;
	return is_player || fault_set(fault, FAULT_FORBIDDEN, NULL,
		BOTH("không thuộc bộ phận được nhận", "not of the addressed cell"));
}

struct step { struct optional_time *time; struct instant *at; struct id *by; };

static struct step step_of(struct run_recipient *r, enum reception to)
{
	switch (to) {
	case RECEPTION_DELIVERED:
		return (struct step){ &r->delivered_time, &r->delivered_at, &r->delivered_by };
	case RECEPTION_OPENED:
		return (struct step){ &r->opened_time, &r->opened_at, &r->opened_by };
	case RECEPTION_ACKNOWLEDGED:
		return (struct step){ &r->acknowledged_time, &r->acknowledged_at,
				      &r->acknowledged_by };
	case RECEPTION_WORKING:
		return (struct step){ &r->working_time, &r->working_at, &r->working_by };
	case RECEPTION_ANSWERED:
		return (struct step){ &r->answered_time, &r->answered_at, &r->answered_by };
	case RECEPTION_CLOSED:
		return (struct step){ &r->closed_time, &r->closed_at, &r->closed_by };
	case RECEPTION_UNKNOWN:
	case RECEPTION_RELEASED:
		break;
	}
	must(false, "nobody takes this step");
	return (struct step){ NULL, NULL, NULL };
}

/* The first time of a step stands; an answer that is mended keeps the time of the first. */
static void note_step(struct run_recipient *recipient, enum reception to,
		      struct exercise_time time, struct instant at, struct id by)
{
	const struct step step = step_of(recipient, to);

	recipient->state = to;
	if (step.time->has_value)
		return;
	*step.time = (struct optional_time){ true, time };
	*step.at = at;
	*step.by = by;
}

static bool count_open(struct journal *journal, struct id inject_id, int64_t *unanswered_out,
		       int64_t *unclosed_out, struct fault *fault)
{
	struct store *store = journal_store(journal);

	return store_integer(store,
			     "SELECT COUNT(*)\n"
			     "FROM visible_run_recipient\n"
			     "WHERE run_inject_id = :inject\n"
			     "  AND state NOT IN ('answered', 'closed')",
			     BINDS(ID("inject", inject_id)), unanswered_out, fault) &&
	       store_integer(store,
			     "SELECT COUNT(*)\n"
			     "FROM visible_run_recipient\n"
			     "WHERE run_inject_id = :inject AND state <> 'closed'",
			     BINDS(ID("inject", inject_id)), unclosed_out, fault);
}

/* When the last cell has answered or closed it, the inject has been, and what waits for
   that is due. */
static bool note_inject(struct journal *journal, const struct run_recipient *recipient,
			struct exercise_time now, const struct moment *moment,
			struct fault *fault)
{
	struct run_inject *inject = record_store_find(journal_store(journal),
		journal_arena(journal), &run_inject_type, recipient->run_inject_id, fault);
	int64_t unanswered, unclosed, version;

	if (inject == NULL ||
	    !count_open(journal, inject->head.id, &unanswered, &unclosed, fault))
		return false;
	version = inject->head.version;
	if (unanswered == 0 && !inject->answered_time.has_value)
		inject->answered_time = (struct optional_time){ true, now };
	if (unclosed == 0 && !inject->done_time.has_value)
		inject->done_time = (struct optional_time){ true, now };
	if (!journal_change(journal, &run_inject_type, inject, fault))
		return false;
	return inject->head.version == version ||
	       act_tick(journal, recipient->run_id, moment, fault);
}

static struct run_recipient *take_step(struct journal *journal, const struct run *run,
				       struct run_recipient *recipient, enum reception to,
				       const char *answer, const struct moment *moment,
				       struct fault *fault)
{
	struct exercise_time now = run_time(run, moment);

	note_step(recipient, to, now, run_instant(run, moment),
		  journal_actor(journal)->account_id);
	if (to == RECEPTION_ANSWERED)
		recipient->answer = answer;
	if (!journal_change(journal, &run_recipient_type, recipient, fault))
		return NULL;
	bool good = to < RECEPTION_ANSWERED || note_inject(journal, recipient, now, moment, fault);

	return good ? recipient : NULL;
}

struct run_recipient *act_on_recipient(struct journal *journal, struct id recipient_id,
				       enum reception to, const char *answer,
				       const struct moment *moment, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct run_recipient *recipient = record_store_find(journal_store(journal), arena,
		&run_recipient_type, recipient_id, fault);
	const struct run *run = recipient == NULL ? NULL :
		open_run(journal, recipient->run_id, fault);

	if (run == NULL || !check_player(journal, recipient->run_id, recipient->cell_id, fault))
		return NULL;
	if (to == RECEPTION_ANSWERED && (answer == NULL || answer[0] == '\0')) {
		fault_add_problem(fault, arena, "/answer", PROBLEM_REQUIRED, NULL);
		return NULL;
	}
	/* what fell due while nobody looked comes before what this step makes due */
	if (to >= RECEPTION_ANSWERED &&
	    !act_tick(journal, recipient->run_id, moment, fault))
		return NULL;
	if (reception_may_step((enum reception)recipient->state, to))
		return take_step(journal, run, recipient, to, answer, moment, fault);
	if (recipient->state >= to && to != RECEPTION_ANSWERED)
		return recipient;
	fault_set(fault, FAULT_WRONG_STATE, "state",
		  words_word(&reception_words, recipient->state));
	return NULL;
}

/* ---- messages ---- */

static bool check_cell(struct journal *journal, struct id run_id, struct id cell_id,
		       const char *pointer, struct fault *fault)
{
	if (id_is_none(cell_id))
		return true;
	const struct run_cell *cell = collection_refer(journal, &run_cell_type, cell_id, pointer,
						       fault);

	return cell != NULL && (id_equal(cell->run_id, run_id) ||
		fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_NOT_OF_SAME,
				  BOTH("lần chạy", "run")));
}

static bool check_letter(struct journal *journal, struct id run_id, const struct letter *letter,
			 bool is_control, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	if (letter->text == NULL || letter->text[0] == '\0')
		fault_add_problem(fault, arena, "/text", PROBLEM_REQUIRED, NULL);
	if (id_equal(letter->from_cell_id, letter->to_cell_id))
		fault_add_problem(fault, arena, "/to_cell_id", PROBLEM_RULE,
				  BOTH("Nơi gửi và nơi nhận phải khác nhau.",
				       "Sender and addressee must differ."));
	if (fault->kind != FAULT_NONE ||
	    !check_cell(journal, run_id, letter->from_cell_id, "/from_cell_id", fault) ||
	    !check_cell(journal, run_id, letter->to_cell_id, "/to_cell_id", fault))
		return false;
	if (id_is_none(letter->from_cell_id))
		return is_control || fault_set(fault, FAULT_FORBIDDEN, NULL,
			BOTH("không thuộc bộ phận đạo diễn", "not of control"));
	return check_player(journal, run_id, letter->from_cell_id, fault);
}

static struct run_message *put(struct journal *journal, const struct run_message *letter,
			       struct id cell_id, enum run_box box, struct fault *fault)
{
	struct run_message *copy = arena_new(journal_arena(journal), struct run_message);

	*copy = *letter;
	copy->head.id = id_create_scattered(journal_now(journal));
	copy->head.scope_id = cell_id;
	copy->cell_id = cell_id;
	copy->box = box;
	return journal_add(journal, &run_message_type, copy, fault) ? copy : NULL;
}

/* Retried: the letter is in the sender's box already. */
static struct run_message *find_letter(struct journal *journal, struct id letter_id,
				       struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const char *sql = arena_printf(arena,
		"SELECT %s\n"
		"FROM visible_run_message\n"
		"WHERE letter_id = :letter AND sent_by = :account\n"
		"ORDER BY box DESC", record_store_columns(&run_message_type));

	return store_one(journal_store(journal), arena, &run_message_type, sql,
			 BINDS(ID("letter", letter_id),
			       ID("account", journal_actor(journal)->account_id)), fault);
}

struct run_message *act_send(struct journal *journal, struct id run_id,
			     const struct letter *letter, bool is_control,
			     const struct moment *moment, struct fault *fault)
{
	const struct run *run = open_run(journal, run_id, fault);
	struct fault missing = { .kind = FAULT_NONE };

	if (run == NULL || !check_letter(journal, run_id, letter, is_control, fault))
		return NULL;
	struct run_message *there = id_is_none(letter->id) ? NULL :
		find_letter(journal, letter->id, &missing);

	if (there != NULL)
		return there;
	if (missing.kind != FAULT_NONE && missing.kind != FAULT_NOT_FOUND) {
		fault_set(fault, missing.kind, missing.field, missing.detail);
		return NULL;
	}
	struct run_message message = { .head.label = run->head.label, .run_id = run_id,
		.letter_id = id_is_none(letter->id) ?
			id_create_scattered(journal_now(journal)) : letter->id,
		.from_cell_id = letter->from_cell_id, .to_cell_id = letter->to_cell_id,
		.reply_to_id = letter->reply_to_id, .text = letter->text,
		.sent_time = { true, run_time(run, moment) },
		.sent_at = run_instant(run, moment),
		.sent_by = journal_actor(journal)->account_id };

	if (!id_is_none(letter->to_cell_id)) {
		there = put(journal, &message, letter->to_cell_id, RUN_BOX_RECEIVED, fault);
		if (there == NULL)
			return NULL;
	}
	if (!id_is_none(letter->from_cell_id))
		there = put(journal, &message, letter->from_cell_id, RUN_BOX_SENT, fault);
	return there;
}

struct run_message *act_read(struct journal *journal, struct id message_id, bool is_control,
			     const struct moment *moment, struct fault *fault)
{
	struct run_message *message = record_store_find(journal_store(journal),
		journal_arena(journal), &run_message_type, message_id, fault);
	const struct run *run = message == NULL ? NULL :
		open_run(journal, message->run_id, fault);

	if (run == NULL)
		return NULL;
	bool to_control = id_is_none(message->to_cell_id);

	if (to_control && !is_control) {
		fault_set(fault, FAULT_FORBIDDEN, NULL,
			BOTH("không thuộc bộ phận đạo diễn", "not of control"));
		return NULL;
	}
	if (!to_control && (message->box != RUN_BOX_RECEIVED ||
			    !check_player(journal, message->run_id, message->to_cell_id, fault))) {
		fault_set(fault, FAULT_FORBIDDEN, NULL,
			BOTH("không phải nơi nhận", "not the addressee"));
		return NULL;
	}
	if (message->read_time.has_value)
		return message;
	message->read_time = (struct optional_time){ true, run_time(run, moment) };
	message->read_at = run_instant(run, moment);
	message->read_by = journal_actor(journal)->account_id;
	return journal_change(journal, &run_message_type, message, fault) ? message : NULL;
}

/* ---- the rest ---- */

struct run_cell *act_check(struct journal *journal, struct id cell_id,
			   const struct moment *moment, struct fault *fault)
{
	struct run_cell *cell = record_store_find(journal_store(journal), journal_arena(journal),
						  &run_cell_type, cell_id, fault);
	const struct run *run = cell == NULL ? NULL : open_run(journal, cell->run_id, fault);

	if (run == NULL || !check_player(journal, cell->run_id, cell_id, fault))
		return NULL;
	cell->checked_at = run_instant(run, moment);
	cell->checked_by = journal_actor(journal)->account_id;
	return journal_change(journal, &run_cell_type, cell, fault) ? cell : NULL;
}

struct run_decision *act_end_decision(struct journal *journal, struct id decision_id,
				      const char *document, const struct moment *moment,
				      struct fault *fault)
{
	struct run_decision *decision = record_store_find(journal_store(journal),
		journal_arena(journal), &run_decision_type, decision_id, fault);
	const struct run *run = decision == NULL ? NULL :
		open_run(journal, decision->run_id, fault);

	if (run == NULL)
		return NULL;
	if (decision->ended_time.has_value) {
		fault_set(fault, FAULT_WRONG_STATE, "ended_time", NULL);
		return NULL;
	}
	decision->ended_time = (struct optional_time){ true, run_time(run, moment) };
	decision->ended_at = run_instant(run, moment);
	if (document != NULL)
		decision->document = document;
	return journal_change(journal, &run_decision_type, decision, fault) ? decision : NULL;
}
