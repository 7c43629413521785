#ifndef REPORT_CHECK_H
#define REPORT_CHECK_H
/* Checks a document that this program wrote: is it as it was written, were its figures
   true at the state of the journal they were counted at, and are they true now?  The
   first is told by signatures, the second by carrying out the journal again up to
   there, the third by counting today.  The figures of a document that is not genuine
   are compared with nothing.  They are counted in the sight that the document names:
   what its maker could not see is no difference. */

#include "report/seal.h"

enum check_answer { CHECK_NOT_ASKED, CHECK_YES, CHECK_NO };
extern const struct words check_answer_words;

/* Why a document is not taken for genuine. */
enum check_trouble {
	TROUBLE_NONE,
	TROUBLE_UNSIGNED,	/* made on a machine without the office's key */
	TROUBLE_SIGNATURE,	/* its figures were changed, or another office signed them */
	TROUBLE_SEAL,		/* the file around the figures was changed */
	TROUBLE_NO_SEAL,	/* another program saved it: its text is not vouched for */
	TROUBLE_ROOT,		/* the journal never had that root */
};
extern const struct words check_trouble_words;

struct check_difference {
	struct check_difference *next;
	const char *name;		/* of the figure */
	const char *printed;		/* JSON */
	bool then, now;			/* where it differs */
};

struct check {
	bool genuine;
	enum check_trouble trouble;
	enum seal_state seal;
	const char *programme, *today;	/* as the document says */
	uint64_t size;			/* of the journal it was counted at */
	const char *root;
	bool limited;			/* counted in the sight of one who sees not all */
	enum check_answer then, now;
	struct check_difference *differences;
};

/* FAULT_INVALID if the file carries no figures of this program at all. */
bool check_document(struct store *store, struct arena *arena, const char *bytes, size_t length,
		    struct date today, struct check *check_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* True if nothing is wrong: genuine, true then, true now. */
bool check_is_good(const struct check *check);
void check_write_json(struct text *out, const struct check *check, enum language language);
/* Sentences for people, one a line. */
void check_write_lines(struct text *out, const struct check *check, enum language language);

#endif
