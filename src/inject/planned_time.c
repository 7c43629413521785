#include "inject/planned_time.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"

#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US (60 * MINUTE_US)
#define DAY_US (24 * HOUR_US)
#define PLACE_MINUTES 420		/* Viet Nam keeps one time all the year */
#define LENGTH_MOST 64
#define DIGITS_MOST 9			/* of one number: far beyond any time in use */
#define DAYS_MOST 3660
/* Day 1 of spreadsheets is 1900-01-01, but they count a 29/02/1900 that never was. */
#define SHEET_DAY_ZERO 25569		/* days before 1970 */

struct cursor { const char *at; };

static void skip(struct cursor *c)
{
	while (*c->at == ' ')
		c->at++;
}

/* A run of digits, not too many; how many it took is told too. */
static bool take_number(struct cursor *c, int64_t *number_out, int *digits_out)
{
	int64_t number = 0;
	int digits = 0;

	for (; isdigit((unsigned char)c->at[digits]) && digits <= DIGITS_MOST; digits++)
		number = number * 10 + (c->at[digits] - '0');
	if (digits == 0 || digits > DIGITS_MOST)
		return false;
	c->at += digits;
	*number_out = number;
	if (digits_out != NULL)
		*digits_out = digits;
	return true;
}

static bool take_word(struct cursor *c, const char *word)
{
	size_t length = strlen(word);

	must(length > 0, "a word is not empty");
	if (strncmp(c->at, word, length) != 0)
		return false;
	c->at += length;
	return true;
}

/* ".5" of a second, to the microsecond. */
static int64_t take_fraction(struct cursor *c)
{
	int64_t us = 0, unit = SECOND_US / 10;

	if ((*c->at != '.' && *c->at != ',') || !isdigit((unsigned char)c->at[1]))
		return 0;
	for (c->at++; isdigit((unsigned char)*c->at); c->at++, unit /= 10)
		us += (*c->at - '0') * unit;
	return us;
}

static bool take_separator(struct cursor *c)
{
	skip(c);
	if (*c->at == ':' || *c->at == 'h' || *c->at == 'g') {
		if (!take_word(c, "gio"))
			c->at++;
		skip(c);
		return true;
	}
	return false;
}

/* "9:00", "9h30", "9 gio 30", "9h", "08:30:00.5"; hours may pass 24 if `long_hours`. */
static bool take_clock(struct cursor *c, bool long_hours, int64_t *us_out)
{
	struct cursor at = *c;
	int64_t hours, minutes = 0, seconds = 0;
	bool has_colon = false;

	if (!take_number(&at, &hours, NULL))
		return false;
	skip(&at);
	has_colon = *at.at == ':';
	if (!take_separator(&at))
		return false;
	bool has_minutes = take_number(&at, &minutes, NULL);

	if (!has_minutes && has_colon)
		return false;
	if (!take_word(&at, "phut"))
		take_word(&at, "p");
	if (has_minutes && *at.at == ':') {
		at.at++;
		if (!take_number(&at, &seconds, NULL))
			return false;
	}
	if (minutes > 59 || seconds > 59 || (!long_hours && hours > 24) ||
	    hours > DAYS_MOST * 24)
		return false;
	*us_out = hours * HOUR_US + minutes * MINUTE_US + seconds * SECOND_US +
		  take_fraction(&at);
	*c = at;
	return true;
}

/* "am", "pm", "sang", "chieu" behind a time of the day. */
static bool take_half(struct cursor *c, int64_t *us)
{
	bool is_noon = *us >= 12 * HOUR_US && *us < 13 * HOUR_US;

	skip(c);
	if (take_word(c, "am") || take_word(c, "sang")) {
		*us -= is_noon ? 12 * HOUR_US : 0;
		return *us < 12 * HOUR_US;
	}
	if (take_word(c, "pm") || take_word(c, "chieu") || take_word(c, "toi")) {
		*us += is_noon || *us >= 12 * HOUR_US ? 0 : 12 * HOUR_US;
		return true;
	}
	return true;
}

static bool is_end(struct cursor *c)
{
	skip(c);
	return *c->at == '\0';
}

static bool give(struct written_time *out, enum written_time_kind kind, int64_t us)
{
	*out = (struct written_time){ kind, us };
	return true;
}

/* "j+1", "h+2", "m-5", "d-1" in any order; "j 09h00" is that hour of the first day. */
static bool read_units(const char *text, struct written_time *out)
{
	struct cursor c = { text };
	int64_t total = 0;
	bool any = false;

	for (skip(&c); *c.at != '\0'; skip(&c)) {
		char letter = *c.at++;
		int64_t unit = letter == 'j' || letter == 'd' ? DAY_US :
			       letter == 'h' ? HOUR_US : letter == 'm' ? MINUTE_US : 0;
		int64_t number = 0, clock = 0;

		if (unit == 0)
			return false;
		skip(&c);
		int sign = *c.at == '-' ? -1 : 1;

		if (*c.at != '+' && *c.at != '-') {
			if (unit != DAY_US || !take_clock(&c, false, &clock) || !is_end(&c))
				return false;
			return give(out, WRITTEN_OF_DAY, total + clock);
		}
		c.at++;
		skip(&c);
		if (!take_number(&c, &number, NULL) || number > DAYS_MOST * DAY_US / unit)
			return false;
		total += sign * number * unit;
		any = true;
	}
	return any && give(out, WRITTEN_RELATIVE, total);
}

/* "t+1:30", "startex - 15", "+1 02:00:00", "-0:30", "t". */
static bool read_signed(const char *text, struct written_time *out)
{
	struct cursor c = { text };
	bool named = take_word(&c, "startex") || take_word(&c, "t");
	int64_t number = 0, clock = 0;
	int sign = 1;

	if (named && is_end(&c))
		return give(out, WRITTEN_RELATIVE, 0);
	skip(&c);
	if (*c.at != '+' && *c.at != '-')
		return false;
	sign = *c.at++ == '-' ? -1 : 1;
	skip(&c);
	if (take_clock(&c, true, &clock))
		return is_end(&c) && give(out, WRITTEN_RELATIVE, sign * clock);
	if (!take_number(&c, &number, NULL) || number > DAYS_MOST)
		return false;
	if (is_end(&c))		/* minutes */
		return give(out, WRITTEN_RELATIVE, sign * number * MINUTE_US);
	if (take_clock(&c, false, &clock))	/* days and a clock */
		return is_end(&c) &&
		       give(out, WRITTEN_RELATIVE, sign * (number * DAY_US + clock));
	return (take_word(&c, "phut") || take_word(&c, "min") || take_word(&c, "p")) &&
	       is_end(&c) && give(out, WRITTEN_RELATIVE, sign * number * MINUTE_US);
}

/* "0600", "90", "0.4583", "41398.1667": bare numbers. */
static bool read_number(const char *text, struct written_time *out)
{
	struct cursor c = { text };
	int64_t whole = 0;
	int digits = 0;

	if (!take_number(&c, &whole, &digits))
		return false;
	if (*c.at == '\0' && digits == 4)
		return whole % 100 < 60 && whole <= 2400 &&
		       give(out, WRITTEN_OF_DAY,
			    whole / 100 * HOUR_US + whole % 100 * MINUTE_US);
	if (*c.at == '\0')
		return digits < 4 ? give(out, WRITTEN_RELATIVE, whole * MINUTE_US) :
		       digits == 5 &&
		       give(out, WRITTEN_MOMENT, (whole - SHEET_DAY_ZERO) * DAY_US);
	/* a spreadsheet keeps fifteen digits: to the second is what it meant */
	int64_t seconds = (take_fraction(&c) * 86400 + SECOND_US / 2) / SECOND_US;

	if (*c.at != '\0' || digits > 5)
		return false;
	return whole == 0 ? give(out, WRITTEN_OF_DAY, seconds * SECOND_US) :
	       give(out, WRITTEN_MOMENT, (whole - SHEET_DAY_ZERO) * DAY_US +
		    seconds * SECOND_US);
}

static int64_t local_day(struct date date)
{
	return (int64_t)date_days_between((struct date){ 1970, 1, 1 }, date) * DAY_US;
}

/* Hours east of Greenwich of a military zone letter; J is the place itself. */
static int64_t zone_us(char letter)
{
	if (letter == 'j')
		return PLACE_MINUTES * MINUTE_US;
	if (letter >= 'a' && letter <= 'i')
		return (letter - 'a' + 1) * HOUR_US;
	if (letter >= 'k' && letter <= 'm')
		return (letter - 'k' + 10) * HOUR_US;
	if (letter >= 'n' && letter <= 'y')
		return -(letter - 'n' + 1) * HOUR_US;
	return 0;
}

/* "210912aug2011", "210912zaug11", "210912z aug 11". */
static bool read_group(const char *text, struct written_time *out)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	struct cursor c = { text };
	int64_t group, year;
	int digits, year_digits, month = 0;
	int64_t zone = PLACE_MINUTES * MINUTE_US;

	if (!take_number(&c, &group, &digits) || digits != 6)
		return false;
	skip(&c);
	while (month < 12 && strncmp(c.at, months + (ptrdiff_t)3 * month, 3) != 0)
		month++;
	if (month == 12 && isalpha((unsigned char)*c.at)) {
		zone = zone_us(*c.at++);
		skip(&c);
		for (month = 0; month < 12; month++)
			if (strncmp(c.at, months + (ptrdiff_t)3 * month, 3) == 0)
				break;
	}
	if (month == 12)
		return false;
	c.at += 3;
	skip(&c);
	if (!take_number(&c, &year, &year_digits) || (year_digits != 2 && year_digits != 4) ||
	    !is_end(&c))
		return false;
	const char day_text[] = { (char)('0' + group / 100000), (char)('0' + group / 10000 % 10),
				  '\0' };
	char written[DATE_TEXT_SIZE + 8];
	struct date date;

	snprintf(written, sizeof(written), "%04d-%02d-%s",
		 (int)(year_digits == 2 ? 2000 + year : year), month + 1, day_text);
	if (!date_parse(written, &date) || group / 100 % 100 > 23 || group % 100 > 59)
		return false;
	return give(out, WRITTEN_MOMENT, local_day(date) + group / 100 % 100 * HOUR_US +
		    group % 100 * MINUTE_US - zone + PLACE_MINUTES * MINUTE_US);
}

/* "2025-07-01t08:30:00", "1/7/2025 8:30", "8:30 1/7/2025", "1/7/2025". */
static bool read_moment(struct arena *arena, const char *text, struct written_time *out)
{
	struct cursor c = { text };
	struct date date = DATE_NONE;
	int64_t clock = 0;
	bool clock_first = take_clock(&c, false, &clock) && take_half(&c, &clock);

	if (!clock_first)
		c.at = text;
	skip(&c);
	if (*c.at == ',')
		c.at++;
	skip(&c);
	size_t length = strspn(c.at, "0123456789/-.");

	if (!date_parse(arena_copy_bytes(arena, c.at, length), &date))
		return false;
	c.at += length;
	if (*c.at == 't' || *c.at == ',')
		c.at++;
	skip(&c);
	if (!clock_first && *c.at != '\0' &&
	    (!take_clock(&c, false, &clock) || !take_half(&c, &clock)))
		return false;
	return is_end(&c) && give(out, WRITTEN_MOMENT, local_day(date) + clock);
}

static bool read_of_day(const char *text, struct written_time *out)
{
	struct cursor c = { text };
	int64_t clock = 0;

	return take_clock(&c, false, &clock) && take_half(&c, &clock) && is_end(&c) &&
	       give(out, WRITTEN_OF_DAY, clock);
}

/* Small letters without accents; the key drops hyphens, which are signs here. */
static const char *fold(struct arena *arena, const char *text)
{
	struct text marked = { .arena = arena };
	static const char *const signs[] = { "-", "–", "−" };

	while (*text != '\0') {
		size_t length = 0;

		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]) && length == 0; i++)
			if (strncmp(text, signs[i], strlen(signs[i])) == 0)
				length = strlen(signs[i]);
		text_add_bytes(&marked, length > 0 ? "~" : text, 1);
		text += length > 0 ? length : 1;
	}
	const char *key = utf8_search_key(arena, text_string(&marked));
	struct text folded = { .arena = arena };

	for (; *key != '\0'; key++)
		text_add_char(&folded, *key == '~' ? '-' : *key);
	return text_string(&folded);
}

bool planned_time_read(struct arena *arena, const char *text, struct written_time *time_out)
{
	struct instant instant;

	must(text != NULL, "a text is needed");
	if (strlen(text) > LENGTH_MOST || !utf8_is_valid(text, strlen(text)))
		return false;
	if (instant_parse(text, &instant))
		return give(time_out, WRITTEN_MOMENT, planned_local_us(instant));
	const char *key = fold(arena, text);

	return read_units(key, time_out) || read_signed(key, time_out) ||
	       read_number(key, time_out) || read_group(key, time_out) ||
	       read_of_day(key, time_out) || read_moment(arena, key, time_out);
}

const char *planned_time_write(struct arena *arena, struct exercise_time time)
{
	bool before = time.us < 0;
	uint64_t us = before ? (uint64_t)0 - (uint64_t)time.us : (uint64_t)time.us;
	uint64_t seconds = us / SECOND_US, rest = us % SECOND_US;
	const char *clock = arena_printf(arena, "T%c%llu:%02llu:%02llu", before ? '-' : '+',
		(unsigned long long)(seconds / 3600),
		(unsigned long long)(seconds / 60 % 60), (unsigned long long)(seconds % 60));

	return rest == 0 ? clock :
	       arena_printf(arena, "%s.%06llu", clock, (unsigned long long)rest);
}

int64_t planned_local_us(struct instant instant)
{
	must(instant.us != 0, "a moment that is known");
	return instant.us + PLACE_MINUTES * MINUTE_US;
}

struct exercise_time planned_time_from(struct written_time written, int64_t local_t_us)
{
	int64_t midnight = local_t_us - ((local_t_us % DAY_US) + DAY_US) % DAY_US;

	switch (written.kind) {
	case WRITTEN_RELATIVE:
		return (struct exercise_time){ written.us };
	case WRITTEN_OF_DAY:
		return (struct exercise_time){ midnight + written.us - local_t_us };
	case WRITTEN_MOMENT:
		return (struct exercise_time){ written.us - local_t_us };
	}
	must(false, "a time of no kind");
}
