#ifndef REPORT_REPORT_API_H
#define REPORT_REPORT_API_H
/* Handlers of this room's routes (report_routes in report_api.c). */

#include "web/web.h"

request_handler report_show_progress, report_show_figures;

#endif
