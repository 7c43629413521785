#ifndef BASE_JSON_H
#define BASE_JSON_H
/* JSON out through our own writer, in through jansson with strict limits.
   Records cross this border by their table of fields (base/record.h). */

#include <jansson.h>
#include <stdbool.h>

#include "base/fault.h"
#include "base/record.h"
#include "base/text.h"

#define JSON_DEPTH_MOST 64
#define JSON_BYTES_MOST (8 << 20)

void json_add_string(struct text *out, const char *value);	/* NULL writes null */
/* "name":  with the comma before it when something stands before. */
void json_add_name(struct text *out, const char *name);
void json_add_field(struct text *out, const struct field *field, const void *at);
/* The record as an object of all fields that are not secret, in table order. */
void json_add_record(struct text *out, const struct record_type *type, const void *record);
/* One problem+json "errors" list, or any list of problems. */
void json_add_problems(struct text *out, struct arena *arena, const struct problem *first,
		       enum language language);

/* Parses strict JSON (duplicates, bad UTF-8, depth and size refused); the value
   is released with json_decref.  NULL and a fault otherwise. */
json_t *json_parse(const char *bytes, size_t length, struct fault *fault);

enum json_mode {
	JSON_ADD,	/* a new record: what is not named stays empty, required ones are there */
	JSON_CHANGE,	/* RFC 7396 merge patch onto the record that is there */
};
/* Reads members into the record; every problem is added to the fault with a
   JSON pointer.  Texts are checked, composed (NFC) and copied to the arena. */
bool json_read_record(struct arena *arena, const struct record_type *type, json_t *object,
		      enum json_mode mode, void *record, struct fault *fault);
/* Reads one text as it stands in a CSV or spreadsheet cell: days in both
   notations, words by code or by what people read in either language, yes and no
   as they are written by hand; a word that is none of these is refused. */
bool field_read_cell(struct arena *arena, const struct field *field, const char *cell,
		     const char *pointer, void *at, struct fault *fault);
/* Checks required members and limits, whatever way the values came; a member that
   has a problem already gets no second one. */
bool record_check(struct arena *arena, const struct record_type *type, const void *record,
		  struct fault *fault);

#endif
