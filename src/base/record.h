#ifndef BASE_RECORD_H
#define BASE_RECORD_H
/* Describes a struct once; rows, JSON in and out, limits, OpenAPI, TypeScript
   types, history, CSV columns and the field reference follow from the table.
   The C type of the member decides the field's type, so that a wrong type
   does not compile. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "base/label.h"
#include "base/time.h"
#include "base/words.h"

/* A whole number that may be unknown: unknown is not zero. */
struct optional_integer { bool has_value; int64_t value; };
/* A moment of an exercise that may be unknown; whole microseconds from T on the wire. */
struct optional_time { bool has_value; struct exercise_time time; };
/* An amount in đồng that may be unknown. */
struct money { bool has_value; int64_t dong; };

enum field_type {
	FIELD_INTEGER, FIELD_OPTIONAL_INTEGER, FIELD_MONEY, FIELD_REAL, FIELD_BOOL,
	FIELD_TEXT, FIELD_ID, FIELD_INSTANT, FIELD_EXERCISE_TIME, FIELD_DATE, FIELD_LABEL,
	FIELD_WORD,
};

enum field_flags {
	FIELD_REQUIRED = 1,	/* may not be null, empty or unknown */
	FIELD_READ_ONLY = 2,	/* set by the program, refused in input */
	FIELD_LONG = 4,		/* a text of several lines */
	FIELD_SECRET = 8,	/* never sent, never journaled in clear, not in exports */
	FIELD_SEARCHED = 16,	/* part of the accent-free search key */
	FIELD_FIXED = 32,	/* may be given when the record is added, not changed later */
};

struct field {
	const char *name;	/* column, JSON member, exchange column */
	enum field_type type;
	size_t offset;
	const char *vi, *en;	/* what people read */
	const char *help;	/* one sentence for the reference */
	unsigned flags;
	const struct words *words;	/* FIELD_WORD only */
	const char *refers_to;	/* FIELD_ID: the record type it names, "*": any */
	int64_t min, max;	/* numbers: range if max > min; text: max characters */
	unsigned decimals;	/* integers: people read and write value / 10^decimals */
};

/* Every record starts with this. */
struct record_head {
	struct id id;
	int64_t version;	/* 1 when added, +1 by each change */
	struct label label;
	struct id scope_id;	/* the unit or exercise whose people may see it; none = all */
};

struct record_type {
	const char *name;	/* table and JSON word: "unit" */
	const char *plural;	/* in the URL: "units" */
	const char *vi, *en;	/* what people read */
	const char *help;
	size_t size;
	const struct field *fields;
	size_t field_count;
	unsigned read_right, write_right;	/* enum right of access/right.h */
	bool seen_by_all;	/* scope does not matter: whoever has read_right anywhere */
	struct label first_label;	/* of a new record that names none */
};

#define FIELD_TYPE_OF(struct_, member_) \
	_Generic(((struct_ *)0)->member_, \
		 int64_t: FIELD_INTEGER, struct optional_integer: FIELD_OPTIONAL_INTEGER, \
		 struct money: FIELD_MONEY, double: FIELD_REAL, bool: FIELD_BOOL, \
		 const char *: FIELD_TEXT, struct id: FIELD_ID, struct instant: FIELD_INSTANT, \
		 struct optional_time: FIELD_EXERCISE_TIME, struct date: FIELD_DATE, \
		 struct label: FIELD_LABEL)
/* FIELD(struct unit, name, "Tên", "Name", "Name as written.", .flags = …, .max = 200) */
#define FIELD(struct_, member_, vi_, en_, help_, ...) \
	{ .name = #member_, .type = FIELD_TYPE_OF(struct_, member_), \
	  .offset = offsetof(struct_, member_), .vi = vi_, .en = en_, .help = help_, __VA_ARGS__ }
#define FIELD_ENUM(struct_, member_, words_, vi_, en_, help_, ...) \
	{ .name = #member_, .type = FIELD_WORD, .offset = offsetof(struct_, member_) + \
	  0 * sizeof(char[sizeof(((struct_ *)0)->member_) == sizeof(unsigned) ? 1 : -1]), \
	  .words = words_, .vi = vi_, .en = en_, .help = help_, __VA_ARGS__ }
/* The head's four fields; `struct_` must begin with `struct record_head head`. */
#define RECORD_HEAD_FIELDS(struct_) \
	{ .name = "id", .type = FIELD_TYPE_OF(struct_, head.id), \
	  .offset = offsetof(struct_, head.id), .vi = "Mã định danh", .en = "Id", \
	  .help = "UUID of version 7, chosen by the client if it likes.", .flags = FIELD_FIXED }, \
	{ .name = "version", .type = FIELD_TYPE_OF(struct_, head.version), \
	  .offset = offsetof(struct_, head.version), .vi = "Phiên bản", .en = "Version", \
	  .help = "Grows by one with each change.", .flags = FIELD_READ_ONLY }, \
	{ .name = "label", .type = FIELD_TYPE_OF(struct_, head.label), \
	  .offset = offsetof(struct_, head.label), .vi = "Độ mật", .en = "Label", \
	  .help = "Who may see it: none, internal, mat, toi_mat, tuyet_mat." }, \
	{ .name = "scope_id", .type = FIELD_TYPE_OF(struct_, head.scope_id), \
	  .offset = offsetof(struct_, head.scope_id), .vi = "Phạm vi", .en = "Scope", \
	  .help = "The unit or exercise whose people may see it.", .flags = FIELD_READ_ONLY }
#define RECORD_TYPE(struct_name_, fields_, ...) \
	{ .name = #struct_name_, .size = sizeof(struct struct_name_), .fields = fields_, \
	  .field_count = sizeof(fields_) / sizeof((fields_)[0]), __VA_ARGS__ }

const struct field *record_find_field(const struct record_type *type, const char *name);
struct record_head *record_head(void *record);
const struct record_head *record_head_const(const void *record);
/* The member's address inside the record. */
void *field_at(const struct field *field, void *record);
const void *field_at_const(const struct field *field, const void *record);
/* True for NULL, nil, an unknown day, an enumerator without a word … */
bool field_is_empty(const struct field *field, const void *at);
bool field_equal(const struct field *field, const void *a, const void *b);

#endif
