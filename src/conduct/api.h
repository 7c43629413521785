#ifndef CONDUCT_API_H
#define CONDUCT_API_H
/* What the handlers of this room share.  Private to it. */

#include "base/json.h"
#include "conduct/act.h"
#include "web/site.h"

/* The record of the request's id, in a writing route: NULL and FAULT_NOT_FOUND if it is
   not there or this reader may not see it, FAULT_FORBIDDEN without the right.  The reader
   acts in that right from now on. */
void *api_find(struct request *request, const struct record_type *type, enum right right);
/* Members of a small body: reads what the table names, refuses the rest. */
bool api_read_body(struct request *request, const struct record_type *shape, void *out);
/* The version that was seen: FAULT_VERSION_NEEDED without, FAULT_STALE with another. */
bool api_check_version(struct request *request, const struct record_type *type,
		       const void *record, bool is_needed);
/* Replies with the record, or, if it is stale, with the one that is there. */
void api_reply(struct request *request, const struct record_type *type, const void *record);

/* POST …: one handler each. */
void api_start(struct request *request);
void api_pause(struct request *request);
void api_resume(struct request *request);
void api_jump(struct request *request);
void api_speed(struct request *request);
void api_continue(struct request *request);
void api_end(struct request *request);
void api_stop(struct request *request);
void api_release(struct request *request);
void api_skip(struct request *request);
void api_delay(struct request *request);
void api_hold(struct request *request);
void api_let_go(struct request *request);
void api_outcome(struct request *request);
void api_finish(struct request *request);
void api_deliver(struct request *request);
void api_open(struct request *request);
void api_acknowledge(struct request *request);
void api_work(struct request *request);
void api_answer(struct request *request);
void api_close(struct request *request);
void api_send(struct request *request);
void api_read(struct request *request);
void api_check(struct request *request);
void api_end_decision(struct request *request);
/* GET …/clock, …/due, …/accounts */
void api_show_clock(struct request *request);
void api_list_due(struct request *request);
void api_list_accounts(struct request *request);
/* GET …/at, …/times, …/evidence */
void api_show_moment(struct request *request);
void api_show_times(struct request *request);
void api_show_evidence(struct request *request);

#endif
