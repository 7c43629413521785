#ifndef REPORT_SAMPLE_TEST_H
#define REPORT_SAMPLE_TEST_H
/* The summary report of a term as the decree's form lays it out, with every
   component of the document model: what the tests of the writers read. */

#include "report/document.h"

struct document *sample_report(struct arena *arena);

#endif
