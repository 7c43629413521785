#include "base/time.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"

#define US_PER_SECOND INT64_C(1000000)
#define US_PER_DAY (86400 * US_PER_SECOND)

bool date_is_known(struct date date)
{
	return date.year != 0;
}

int date_compare(struct date a, struct date b)
{
	int left = a.year * 10000 + a.month * 100 + a.day;
	int right = b.year * 10000 + b.month * 100 + b.day;

	return (left > right) - (left < right);
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	must(month >= 1 && month <= 12, "a month of the year");
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool make_date(int year, int month, int day, struct date *date_out)
{
	if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > days_in_month(year, month))
		return false;
	*date_out = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
	return true;
}

/* Digits up to `most`; the count read is 0 if there was none. */
static const char *read_digits(const char *text, int most, int *number_out, int *count_out)
{
	*number_out = 0;
	for (*count_out = 0; *count_out < most && *text >= '0' && *text <= '9'; (*count_out)++)
		*number_out = *number_out * 10 + (*text++ - '0');
	return text;
}

bool date_parse(const char *text, struct date *date_out)
{
	int first, second, third, digits[3];
	const char *at = read_digits(text, 4, &first, &digits[0]);
	char separator = *at;

	if (separator != '-' && separator != '/' && separator != '.')
		return false;
	at = read_digits(at + 1, 2, &second, &digits[1]);
	if (*at != separator || digits[0] == 0 || digits[1] == 0)
		return false;
	at = read_digits(at + 1, 4, &third, &digits[2]);
	if (*at != '\0')
		return false;
	if (separator == '-' && digits[0] == 4)
		return digits[1] == 2 && digits[2] == 2 &&
		       make_date(first, second, third, date_out);
	return digits[0] <= 2 && digits[2] == 4 && make_date(third, second, first, date_out);
}

void date_format(struct date date, char text_out[DATE_TEXT_SIZE])
{
	char text[32];

	must(date.year >= 0 && date.year <= 9999, "a day whose year has four digits");
	snprintf(text, sizeof(text), "%04d-%02d-%02d", date.year, date.month, date.day);
	memcpy(text_out, text, DATE_TEXT_SIZE - 1);
	text_out[DATE_TEXT_SIZE - 1] = '\0';
}

/* Days since 1970-01-01, after Howard Hinnant's "days from civil". */
static int64_t days_from_date(struct date date)
{
	int64_t year = date.year - (date.month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 +
			      date.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

static struct date date_from_days(int64_t days)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			       day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 -
					    year_of_era / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153;
	int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;

	return (struct date){ (int16_t)(year_of_era + era * 400 + (month <= 2)), (int8_t)month,
			      (int8_t)(day_of_year - (153 * shifted + 2) / 5 + 1) };
}

struct date date_add_days(struct date date, int days)
{
	return date_from_days(days_from_date(date) + days);
}

/* An int holds the days of five million years. */
int date_days_between(struct date a, struct date b)
{
	return (int)(days_from_date(b) - days_from_date(a));
}

static const char *read_pair(const char *text, char before, int *number_out)
{
	int count;

	if (text == NULL || *text != before)
		return NULL;
	text = read_digits(text + 1, 2, number_out, &count);
	return count == 2 ? text : NULL;
}

/* ".123456" to microseconds; further digits are read and dropped. */
static const char *read_fraction(const char *text, int64_t *us_out)
{
	int64_t unit = US_PER_SECOND / 10;

	*us_out = 0;
	if (*text != '.')
		return text;
	text++;
	if (*text < '0' || *text > '9')
		return NULL;
	for (; *text >= '0' && *text <= '9'; text++, unit /= 10)
		*us_out += (*text - '0') * unit;
	return text;
}

static bool read_zone(const char *text, int *minutes_out)
{
	int hours, minutes;

	*minutes_out = 0;
	if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
		return true;
	if (*text != '+' && *text != '-')
		return false;
	const char *at = read_pair(read_pair(text, *text, &hours), ':', &minutes);

	if (at == NULL || *at != '\0' || hours > 23 || minutes > 59)
		return false;
	*minutes_out = (*text == '-' ? -1 : 1) * (hours * 60 + minutes);
	return true;
}

bool instant_parse(const char *text, struct instant *instant_out)
{
	char day[DATE_TEXT_SIZE] = "";
	struct date date;
	int hour, minute, second, zone;
	int64_t us;

	if (strlen(text) < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
		return false;
	if (text[4] != '-')		/* a day as people write it: fine alone, not here */
		return false;
	memcpy(day, text, DATE_TEXT_SIZE - 1);
	if (!date_parse(day, &date))
		return false;
	const char *at = read_pair(read_pair(read_pair(text + 10, text[10], &hour), ':', &minute),
				   ':', &second);

	if (at == NULL || hour > 23 || minute > 59 || second > 59)
		return false;
	at = read_fraction(at, &us);
	if (at == NULL || !read_zone(at, &zone))
		return false;
	instant_out->us = days_from_date(date) * US_PER_DAY + us +
		((hour * 60 + minute - zone) * INT64_C(60) + second) * US_PER_SECOND;
	return true;
}

static int64_t floor_days(int64_t us)
{
	return us >= 0 ? us / US_PER_DAY : -((-us + US_PER_DAY - 1) / US_PER_DAY);
}

void instant_format(struct instant instant, char text_out[INSTANT_TEXT_SIZE])
{
	int64_t days = floor_days(instant.us);
	int64_t us = instant.us - days * US_PER_DAY;
	struct date date = date_from_days(days);
	int seconds = (int)(us / US_PER_SECOND);
	char text[64];

	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", date.year, date.month,
		 date.day, seconds / 3600, seconds / 60 % 60, seconds % 60,
		 (int)(us % US_PER_SECOND));
	memcpy(text_out, text, INSTANT_TEXT_SIZE - 1);
	text_out[INSTANT_TEXT_SIZE - 1] = '\0';
}

struct date instant_date(struct instant instant, int offset_minutes)
{
	return date_from_days(floor_days(instant.us + offset_minutes * 60 * US_PER_SECOND));
}

struct instant instant_from_date(struct date date, int offset_minutes)
{
	return (struct instant){ days_from_date(date) * US_PER_DAY -
				 offset_minutes * 60 * US_PER_SECOND };
}
