#ifndef BASE_TIME_H
#define BASE_TIME_H
/* Moments, days and exercise times: separate struct types, so that mixing
   them does not compile.  Nothing here reads a clock (see base/os.h). */

#include <stdbool.h>
#include <stdint.h>

/* Microseconds since 1970-01-01T00:00:00Z; 0 means "not known". */
struct instant { int64_t us; };
/* Microseconds from T, the start of the exercise; may be negative. */
struct exercise_time { int64_t us; };
/* A calendar day (proleptic Gregorian); year 0 means "not known". */
struct date { int16_t year; int8_t month, day; };

#define DATE_TEXT_SIZE 11	/* "2025-07-01" and the NUL */
#define INSTANT_TEXT_SIZE 28	/* "2025-07-01T08:30:00.000000Z" and the NUL */
#define DATE_NONE ((struct date){ 0 })

bool date_is_known(struct date date);
/* -1, 0 or 1; an unknown day comes before every known one. */
int date_compare(struct date a, struct date b);
/* "2025-07-01", or as people write it "1/7/2025", "01-07-2025", "01.07.2025";
   false for 31/02 and the like. */
bool date_parse(const char *text, struct date *date_out);
void date_format(struct date date, char text_out[DATE_TEXT_SIZE]);
struct date date_add_days(struct date date, int days);
/* Days from a to b. */
int date_days_between(struct date a, struct date b);

/* RFC 3339 with a zone ("Z" or an offset); false for anything else. */
bool instant_parse(const char *text, struct instant *instant_out);
void instant_format(struct instant instant, char text_out[INSTANT_TEXT_SIZE]);
/* The day it is at `offset_minutes` east of Greenwich (Viet Nam: 420). */
struct date instant_date(struct instant instant, int offset_minutes);
struct instant instant_from_date(struct date date, int offset_minutes);

#endif
