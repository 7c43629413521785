#include "sheet/styles.h"

#include "tests/test.h"

static const struct {
	const char *code;
	enum number_kind kind;
	int width;
} codes[] = {
	{ "General", NUMBER_PLAIN, 0 },
	{ "@", NUMBER_PLAIN, 0 },
	{ "", NUMBER_PLAIN, 0 },
	{ "0", NUMBER_PLAIN, 0 },
	{ "#,##0.00", NUMBER_PLAIN, 0 },
	{ "0.00E+00", NUMBER_PLAIN, 0 },
	{ "#,##0\\ \"đồng\"", NUMBER_PLAIN, 0 },
	/* letters of days and times inside literals, colours and currencies say nothing */
	{ "0\" days\"", NUMBER_PLAIN, 0 },
	{ "[Red]0", NUMBER_PLAIN, 0 },
	{ "[$USD-409] 0", NUMBER_PLAIN, 0 },
	{ "0_d", NUMBER_PLAIN, 0 },
	{ "*s0", NUMBER_PLAIN, 0 },
	{ "0\\h", NUMBER_PLAIN, 0 },
	{ "dd/mm/yyyy", NUMBER_DAY, 0 },
	{ "D.M.YY", NUMBER_DAY, 0 },
	{ "[$-42A]dd/mm/yyyy", NUMBER_DAY, 0 },
	{ "\"Ngày \"dd\" tháng \"mm\" năm \"yyyy", NUMBER_DAY, 0 },
	{ "mmm\\-yy", NUMBER_DAY, 0 },
	{ "mmmm", NUMBER_DAY, 0 },
	{ "h:mm", NUMBER_TIME, 0 },
	{ "mm:ss.0", NUMBER_TIME, 0 },
	{ "hh:mm:ss AM/PM", NUMBER_TIME, 0 },
	{ "[h]:mm", NUMBER_TIME, 0 },
	{ "[mm]", NUMBER_TIME, 0 },
	{ "dd/mm/yyyy hh:mm", NUMBER_MOMENT, 0 },
	{ "h:mm d/m/yy", NUMBER_MOMENT, 0 },
	{ "00000", NUMBER_PADDED, 5 },
	{ "00", NUMBER_PADDED, 2 },
	{ "00000.0", NUMBER_PLAIN, 0 },
	/* only the section for positive numbers counts */
	{ "0;dd/mm/yyyy", NUMBER_PLAIN, 0 },
	/* damaged codes end somewhere */
	{ "\"dd", NUMBER_PLAIN, 0 },
	{ "[dd", NUMBER_PLAIN, 0 },
	{ "\\", NUMBER_PLAIN, 0 },
	{ "000000000000000000000000", NUMBER_PLAIN, 0 },
};

TEST(a_format_code_says_day_time_moment_or_zeros_in_front)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		struct number_format format = styles_parse_code(codes[i].code);

		if (format.kind != codes[i].kind || format.width != codes[i].width)
			fprintf(stderr, "“%s” is of kind %d, width %d\n", codes[i].code,
				(int)format.kind, format.width);
		CHECK(format.kind == codes[i].kind && format.width == codes[i].width);
	}
}

/* The first and last of each family in ECMA-376 Part 1 §18.8.30, and those beside them. */
static const struct { int64_t id; enum number_kind kind; } built_in[] = {
	{ 0, NUMBER_PLAIN }, { 13, NUMBER_PLAIN }, { 14, NUMBER_DAY }, { 17, NUMBER_DAY },
	{ 18, NUMBER_TIME }, { 21, NUMBER_TIME }, { 22, NUMBER_MOMENT }, { 23, NUMBER_PLAIN },
	{ 27, NUMBER_DAY }, { 31, NUMBER_DAY }, { 32, NUMBER_TIME }, { 35, NUMBER_TIME },
	{ 36, NUMBER_DAY }, { 37, NUMBER_PLAIN }, { 44, NUMBER_PLAIN }, { 45, NUMBER_TIME },
	{ 47, NUMBER_TIME }, { 48, NUMBER_PLAIN }, { 49, NUMBER_PLAIN }, { 50, NUMBER_DAY },
	{ 58, NUMBER_DAY }, { 59, NUMBER_PLAIN }, { -1, NUMBER_PLAIN },
	{ INT64_MAX, NUMBER_PLAIN },
};

TEST(built_in_formats_are_those_of_the_standard)
{
	for (size_t i = 0; i < sizeof(built_in) / sizeof(built_in[0]); i++)
		CHECK(styles_built_in(built_in[i].id).kind == built_in[i].kind);
}
