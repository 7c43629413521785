#include "store/migration.h"

#include "base/must.h"
#include "store/store.h"

static int64_t file_number(const struct embedded_file *file)
{
	int64_t number = 0;

	for (const char *p = file->name; *p >= '0' && *p <= '9'; p++)
		number = number * 10 + (*p - '0');
	must(number > 0, "a migration without a number");
	return number;
}

int64_t store_schema_newest(void)
{
	int64_t newest = 0;

	for (const struct embedded_file *f = migration_files; f->name != NULL; f++) {
		must(file_number(f) > newest, "migrations are not in order");
		newest = file_number(f);
	}
	return newest;
}

bool store_read_schema_version(struct store *store, int64_t *version_out, struct fault *fault)
{
	return store_integer(store, "PRAGMA user_version", NO_BINDS, version_out, fault);
}

int64_t store_schema_version(struct store *store)
{
	struct fault fault = { 0 };
	int64_t version = 0;

	return store_read_schema_version(store, &version, &fault) ? version : 0;
}

/* PRAGMA takes no parameter; the number is ours. */
static bool set_version(struct store *store, int64_t version, struct fault *fault)
{
	struct arena *arena = arena_create();
	bool good = store_script(store, arena_printf(arena, "PRAGMA user_version = %lld",
						     (long long)version), fault);

	arena_destroy(&arena);
	return good;
}

/* A migration and its number are one transaction: a crash leaves neither half. */
static bool run_file(struct store *store, const struct embedded_file *file, struct fault *fault)
{
	if (!store_begin(store, fault))
		return false;
	if (store_script(store, (const char *)file->bytes, fault) &&
	    set_version(store, file_number(file), fault))
		return store_commit(store, fault);
	store_rollback(store);
	return false;
}

bool store_migrate(struct store *store, int *ran_out, struct fault *fault)
{
	int ran = 0;

	for (const struct embedded_file *f = migration_files; f->name != NULL; f++) {
		if (file_number(f) <= store_schema_version(store))
			continue;
		if (!run_file(store, f, fault))
			return false;
		ran++;
	}
	if (ran_out != NULL)
		*ran_out = ran;
	return true;
}
