#ifndef REPORT_SIGNING_H
#define REPORT_SIGNING_H
/* Who signs a document and on whose authority (Decree 30/2020/NĐ-CP, Article
   13; rules ND-20 to ND-25 of the domain papers). */

#include <stdbool.h>

#include "base/fault.h"
#include "base/time.h"
#include "base/words.h"

enum signing_capacity {
	SIGNING_HEAD,		/* the head himself */
	SIGNING_ACTING,		/* Q. */
	SIGNING_DEPUTY,		/* KT. */
	SIGNING_BY_ORDER,	/* TL. */
	SIGNING_DELEGATED,	/* TUQ. */
};
extern const struct words signing_words;

/* A written delegation, limited in time and content. */
struct delegation {
	const char *reference;		/* number and symbol of the paper; NULL: there is none */
	struct date from, to;
	bool from_delegate;		/* given by one who holds it by delegation himself */
};

struct signature {
	enum signing_capacity capacity;
	const char *collective;		/* "Ban Chỉ đạo": prints "TM. BAN CHỈ ĐẠO"; NULL: none */
	bool one_head;			/* the body works under one head: never TM. (ND-24) */
	const char *head_post;		/* "Trưởng Ban" */
	const char *post;		/* of who signs, when not the head: "Phó Trưởng Ban" */
	const char *deputy_post;	/* TL. passed on to the unit's deputy, who signs KT. */
	const char *name;		/* NULL or "": left blank */
	const char *second_post;	/* above the name: own post in the body, or NULL */
	const char *regulation;		/* the working regulation that allows TL. */
	struct delegation delegation;
	bool electronic;
	struct instant person_signed_at, body_signed_at;	/* electronic signatures */
};

#define SIGNING_LINES_MOST 4

/* The lines of ô 7a, in capitals; returns how many. */
int signature_lines(struct arena *arena, const struct signature *signature,
		    const char *lines_out[SIGNING_LINES_MOST]);
/* Adds a problem for each rule the signature breaks; true if there is none.  The
   date is the day of signing; unknown: rules about it are not judged. */
bool signature_check(struct arena *arena, const struct signature *signature, struct date date,
		     struct fault *fault);

#endif
