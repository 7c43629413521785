#ifndef PERSON_PERSON_IMPORT_H
#define PERSON_PERSON_IMPORT_H
/* People and their posts from a sheet. */

#include "person/person.h"
#include "unit/unit.h"

extern const struct importer person_importer;

#endif
