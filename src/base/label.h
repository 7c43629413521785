#ifndef BASE_LABEL_H
#define BASE_LABEL_H
/* The secrecy label of a record and the clearance of an account (Law
   117/2025/QH15; `internal` is a circulation mark, Decree 30/2020, no level of
   secrecy).  The Vietnamese marks are never translated. */

#include "base/words.h"

enum label_level {
	LABEL_NONE, LABEL_INTERNAL, LABEL_MAT, LABEL_TOI_MAT, LABEL_TUYET_MAT,
};

struct label { enum label_level level; };

extern const struct words label_words;

#endif
