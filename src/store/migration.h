#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H
/* The numbered migrations, embedded from src/store/migrations/NNNN_name.sql.
   They are append-only: the schema's version is the number of the last one. */

#include "base/embedded.h"

extern const struct embedded_file migration_files[];

#endif
