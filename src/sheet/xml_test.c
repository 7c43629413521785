#include "sheet/xml.h"

#include "sheet/test_workbook.h"

struct seen {
	struct text log;
	struct failure *failure;
	const char *stop_at;	/* a name whose handler fails */
};

static void on_start(void *context, const char *name, const char *const *attributes)
{
	struct seen *seen = context;
	const char *value = xml_attribute(attributes, "a");

	text_add_format(&seen->log, "<%s%s%s>", name, value == NULL ? "" : " ",
			value == NULL ? "" : value);
	if (seen->stop_at != NULL && strcmp(name, seen->stop_at) == 0)
		xlsx_fail(seen->failure, XLSX_TOO_LARGE, "as the test wants");
}

static void on_end(void *context, const char *name)
{
	text_add_format(&((struct seen *)context)->log, "</%s>", name);
}

static void on_text(void *context, const char *bytes, size_t length)
{
	text_add_bytes(&((struct seen *)context)->log, bytes, length);
}

static const char *events_of(const char *xml, const char *stop_at, enum xlsx_status *status_out)
{
	static const struct xml_handlers handlers = { on_start, on_end, on_text };
	struct failure failure = { XLSX_DONE, "" };
	struct seen seen = { .log = { .arena = test_arena() }, .failure = &failure,
			     .stop_at = stop_at };
	const struct part part = { xml, strlen(xml) };

	CHECK(xml_read(&part, &handlers, &seen, &failure) == (failure.status == XLSX_DONE));
	*status_out = failure.status;
	return text_string(&seen.log);
}

static const struct { const char *xml, *events; } documents[] = {
	{ "<a/>", "<a></a>" },
	{ "<a>b<c>d</c>e</a>", "<a>b<c>d</c>e</a>" },
	/* prefixes and namespaces, the strict and the usual family, do not matter */
	{ "<x:a xmlns:x='urn:one' x:a='1'/>", "<a 1></a>" },
	{ "<a xmlns='urn:two'><b a='2'/></a>", "<a><b 2></b></a>" },
	{ "<a b='1'/>", "<a></a>" },
	{ "<a>&lt;&amp;&#7879;<![CDATA[<b>]]></a>", "<a><&ệ<b></a>" },
	{ "<?xml version='1.0' encoding='UTF-8'?><!-- x --><a><?b c?>ế</a>", "<a>ế</a>" },
};

TEST(elements_are_told_by_their_local_names_with_their_text)
{
	for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		enum xlsx_status status;

		CHECK_TEXT(events_of(documents[i].xml, NULL, &status), documents[i].events);
		CHECK(status == XLSX_DONE);
	}
}

TEST(what_is_no_good_xml_is_damaged_and_entities_are_refused)
{
	static const struct { const char *xml; enum xlsx_status status; } cases[] = {
		{ "", XLSX_DAMAGED }, { "<a>", XLSX_DAMAGED }, { "<a></b>", XLSX_DAMAGED },
		{ "<a/><b/>", XLSX_DAMAGED }, { "<a b='1' b='2'/>", XLSX_DAMAGED },
		{ "<a>&b;</a>", XLSX_DAMAGED }, { "<x:a/>", XLSX_DAMAGED },
		{ "<a>\x01</a>", XLSX_DAMAGED }, { "<a>\xc0\x80</a>", XLSX_DAMAGED },
		{ "<!DOCTYPE a><a/>", XLSX_TOO_LARGE },
		{ "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", XLSX_TOO_LARGE },
		{ "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", XLSX_TOO_LARGE },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum xlsx_status status;

		events_of(cases[i].xml, NULL, &status);
		CHECK(status == cases[i].status);
	}
}

TEST(a_handler_that_fails_is_the_last_that_is_called)
{
	enum xlsx_status status;

	CHECK_TEXT(events_of("<a><b/><c>x</c><d/></a>", "b", &status), "<a><b>");
	CHECK(status == XLSX_TOO_LARGE);
	/* its failure is told, not that of the XML behind it */
	events_of("<a><b/></c>", "b", &status);
	CHECK(status == XLSX_TOO_LARGE);
}

TEST(true_is_written_in_two_ways)
{
	CHECK(xml_is_true("1") && xml_is_true("true"));
	CHECK(!xml_is_true("0") && !xml_is_true("false") && !xml_is_true("") && !xml_is_true(NULL));
}
