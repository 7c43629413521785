#include "conduct/moment.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/must.h"
#include "base/os.h"

static _Atomic(conduct_clock *) test_clock;
static char boot_id[BOOT_ID_SIZE];

static void read_boot_id(void)
{
	os_boot_id(boot_id);
}

void conduct_set_clock(conduct_clock *clock)
{
	atomic_store(&test_clock, clock);
}

bool conduct_has_test_clock(void)
{
	return atomic_load(&test_clock) != NULL;
}

int64_t conduct_boot_us(void)
{
	conduct_clock *clock = atomic_load(&test_clock);

	return clock == NULL ? os_boot_us() : clock();
}

struct moment conduct_moment(struct instant at)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	must(pthread_once(&once, read_boot_id) == 0, "the start of the machine is read once");
	return (struct moment){ conduct_boot_us(), boot_id, at };
}
