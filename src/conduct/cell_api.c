/* Handlers of what the people of a cell do. */

#include "conduct/api.h"

#include "base/must.h"

struct cell_body {
	const char *answer, *document;
};
static const struct field cell_body_fields[] = {
	FIELD(struct cell_body, answer, "Trả lời", "Answer", "In words.",
	      .flags = FIELD_LONG, .max = 20000),
	FIELD(struct cell_body, document, "Văn kiện", "Document", "Number and title.",
	      .max = 300),
};
static const struct record_type cell_shape = RECORD_TYPE(cell_body, cell_body_fields);

static void step(struct request *request, enum reception to)
{
	const struct run_recipient *recipient = api_find(request, &run_recipient_type,
							 RIGHT_RUN_ANSWER);
	struct cell_body body = { .answer = NULL };

	if (recipient == NULL ||
	    !api_check_version(request, &run_recipient_type, recipient, false) ||
	    !api_read_body(request, &cell_shape, &body))
		return;
	const struct moment moment = conduct_moment(request->now);

	api_reply(request, &run_recipient_type,
		  act_on_recipient(request->journal, request->id, to, body.answer, &moment,
				   &request->fault));
}

void api_deliver(struct request *request)
{
	step(request, RECEPTION_DELIVERED);
}

void api_open(struct request *request)
{
	step(request, RECEPTION_OPENED);
}

void api_acknowledge(struct request *request)
{
	step(request, RECEPTION_ACKNOWLEDGED);
}

void api_work(struct request *request)
{
	step(request, RECEPTION_WORKING);
}

void api_answer(struct request *request)
{
	step(request, RECEPTION_ANSWERED);
}

void api_close(struct request *request)
{
	step(request, RECEPTION_CLOSED);
}

struct letter_body {
	struct id id, from_cell_id, to_cell_id, reply_to_id;
	const char *text;
};
static const struct field letter_fields[] = {
	FIELD(struct letter_body, id, "Thư", "Letter", "Chosen by the client if it likes."),
	FIELD(struct letter_body, from_cell_id, "Từ", "From", "None: control."),
	FIELD(struct letter_body, to_cell_id, "Đến", "To", "None: control."),
	FIELD(struct letter_body, reply_to_id, "Trả lời", "Reply to", "A letter."),
	FIELD(struct letter_body, text, "Nội dung", "Text", "What is said.",
	      .flags = FIELD_REQUIRED | FIELD_LONG, .max = 20000),
};
static const struct record_type letter_shape = RECORD_TYPE(letter_body, letter_fields);

/* Control is who may release injects in the exercise. */
void api_send(struct request *request)
{
	const struct run *run = api_find(request, &run_type, RIGHT_RUN_READ);
	struct letter_body body = { .text = NULL };

	if (run == NULL || !api_read_body(request, &letter_shape, &body))
		return;
	const struct moment moment = conduct_moment(request->now);
	const struct letter letter = { body.id, body.from_cell_id, body.to_cell_id,
				       body.reply_to_id, body.text };
	bool is_control = reader_may(request->reader, RIGHT_RUN_CONTROL, run->exercise_id);

	request->status = 201;
	api_reply(request, &run_message_type,
		  act_send(request->journal, request->id, &letter, is_control, &moment,
			   &request->fault));
}

void api_read(struct request *request)
{
	const struct run_message *message = api_find(request, &run_message_type,
						     RIGHT_RUN_INBOX_READ);

	if (message == NULL)
		return;
	const struct moment moment = conduct_moment(request->now);
	bool is_control = reader_may(request->reader, RIGHT_RUN_CONTROL,
				     message->head.scope_id);

	api_reply(request, &run_message_type,
		  act_read(request->journal, request->id, is_control, &moment,
			   &request->fault));
}

void api_check(struct request *request)
{
	if (api_find(request, &run_cell_type, RIGHT_RUN_READ) == NULL)
		return;
	const struct moment moment = conduct_moment(request->now);

	api_reply(request, &run_cell_type, act_check(request->journal, request->id, &moment,
						     &request->fault));
}

void api_end_decision(struct request *request)
{
	struct cell_body body = { .document = NULL };

	if (api_find(request, &run_decision_type, RIGHT_RUN_ANSWER) == NULL ||
	    !api_read_body(request, &cell_shape, &body))
		return;
	const struct moment moment = conduct_moment(request->now);

	api_reply(request, &run_decision_type,
		  act_end_decision(request->journal, request->id, body.document, &moment,
				   &request->fault));
}
