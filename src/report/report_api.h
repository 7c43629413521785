#ifndef REPORT_REPORT_API_H
#define REPORT_REPORT_API_H
/* Handlers of this room's routes (report_routes in report_api.c). */

#include "web/web.h"

request_handler report_show_progress, report_show_figures, report_show_summary,
	report_check_file;

/* A query parameter that is one of the words; absent, the value stays as it is. */
bool report_query_word(struct request *request, const char *name, const struct words *words,
		       unsigned *value);

#endif
