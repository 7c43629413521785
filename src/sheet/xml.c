#include "sheet/xml.h"

#include <expat.h>
#include <limits.h>
#include <string.h>

#include "base/must.h"

#define DEPTH_MOST 64

struct reading {
	XML_Parser parser;
	const struct xml_handlers *handlers;
	void *context;
	struct failure *failure;
	int depth;
};

/* "uri local" or "local" */
static const char *local_name(const char *name)
{
	const char *blank = strrchr(name, ' ');

	return blank == NULL ? name : blank + 1;
}

/* The parser goes on to the end of its buffer otherwise, through what was refused. */
static void stop_on_failure(struct reading *reading)
{
	if (reading->failure->status != XLSX_DONE)
		XML_StopParser(reading->parser, XML_FALSE);
}

static void on_start(void *user, const char *name, const char **attributes)
{
	struct reading *reading = user;

	if (++reading->depth > DEPTH_MOST)
		xlsx_fail(reading->failure, XLSX_TOO_LARGE, "the XML is nested too deeply");
	else
		reading->handlers->start(reading->context, local_name(name),
					 (const char *const *)attributes);
	stop_on_failure(reading);
}

static void on_end(void *user, const char *name)
{
	struct reading *reading = user;

	must(reading->depth > 0, "expat ends only what began");
	reading->depth--;
	if (reading->failure->status != XLSX_DONE)
		return;		/* the end of an empty element still comes after a stop */
	reading->handlers->end(reading->context, local_name(name));
	stop_on_failure(reading);
}

static void on_text(void *user, const char *bytes, int length)
{
	struct reading *reading = user;

	must(length >= 0, "expat counts bytes");
	reading->handlers->text(reading->context, bytes, (size_t)length);
	stop_on_failure(reading);
}

/* Entities are how small files become large: a workbook has none. */
static void on_doctype(void *user, const char *name, const char *system_id,
		       const char *public_id, int has_internal)
{
	struct reading *reading = user;

	(void)name;
	(void)system_id;
	(void)public_id;
	(void)has_internal;
	xlsx_fail(reading->failure, XLSX_TOO_LARGE, "a document type is not read");
	stop_on_failure(reading);
}

/* Our own failure goes before that of the parser, which was stopped by it. */
bool xml_read(const struct part *part, const struct xml_handlers *handlers, void *context,
	      struct failure *failure)
{
	struct reading reading = { XML_ParserCreateNS(NULL, ' '), handlers, context, failure, 0 };

	must(reading.parser != NULL, "expat has no memory");
	must(part->bytes != NULL && part->length <= INT_MAX, "a part that can be parsed");
	XML_SetUserData(reading.parser, &reading);
	XML_SetElementHandler(reading.parser, on_start, on_end);
	if (handlers->text != NULL)
		XML_SetCharacterDataHandler(reading.parser, on_text);
	XML_SetStartDoctypeDeclHandler(reading.parser, on_doctype);
	enum XML_Status status = XML_Parse(reading.parser, part->bytes, (int)part->length, 1);

	XML_ParserFree(reading.parser);
	if (failure->status != XLSX_DONE)
		return false;
	return status == XML_STATUS_OK ||
	       xlsx_fail(failure, XLSX_DAMAGED, "a part of the workbook is no good XML");
}

bool xml_read_optional(struct package *package, const char *name,
		       const struct xml_handlers *handlers, void *context)
{
	struct part part;

	if (name == NULL)
		return true;
	if (!package_read(package, name, &part))
		return false;
	return part.bytes == NULL || xml_read(&part, handlers, context, package->failure);
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(local_name(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

bool xml_is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
