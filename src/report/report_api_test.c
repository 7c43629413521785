#include <string.h>

#include "base/json.h"
#include "report/report.h"
#include "tests/test.h"
#include "web/web.h"

TEST(the_answers_of_this_rooms_routes_are_described_as_json_schema)
{
	struct fault fault = { .kind = FAULT_NONE };
	size_t described = 0;

	for (size_t i = 0; i < report_routes.count; i++) {
		const char *schema = report_routes.routes[i].answers_schema;

		if (schema == NULL)
			continue;
		json_t *read = json_parse(schema, strlen(schema), &fault);

		CHECK(read != NULL);
		CHECK_TEXT(json_string_value(json_object_get(read, "type")), "object");
		json_decref(read);
		described++;
	}
	CHECK(described == report_routes.count);
}
