#ifndef REPORT_PAGES_TEST_H
#define REPORT_PAGES_TEST_H
/* What tests look at in a docx or PDF that was written: parts of the package, and words
   where pdftotext -bbox sees them, in points from the upper left corner of the paper. */

#include <stdbool.h>

#include "base/arena.h"

#define MM(mm_) ((mm_) * 72 / 25.4)

struct box { double left, top, right, bottom; };

/* A path in the folder of this test. */
const char *pages_path(struct arena *arena, const char *name);
/* Standard output of a command of the shell, "" if it fails or takes too long. */
const char *pages_output_of(struct arena *arena, const char *command);
/* All words of a PDF with their boxes, for the functions below. */
const char *pages_words(struct arena *arena, const char *pdf_path);
int pages_count(const char *words);
/* The first word of that text on the page, all zero if there is none. */
struct box pages_word_at(const char *words, int page, const char *text);
bool pages_near(double a, double b, double tolerance);
/* Is the word set in that size?  Its box is 1.107 times as high in this face. */
bool pages_has_size(struct box box, double points);

#endif
