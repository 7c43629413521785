#include "render/input.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/os.h"
#include "render/test_document.h"

/* Standard input is read; each case runs in a process of its own. */
static json_t *read_text(const char *text, size_t length)
{
	const char *path = arena_printf(test_arena(), "%s/input", test_folder());
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_write_file(path, text, length, 0600, &fault));
	CHECK(freopen(path, "rb", stdin) != NULL);
	return input_read(test_arena());
}

static const char *const no_documents[] = {
	"", "{", "[]", "null", "{\"profile\":\"nd30\"}", "{\"blocks\":[]}",
	"{\"profile\":\"nd31\",\"blocks\":[]}", "{\"profile\":\"nd30\",\"blocks\":{}}",
	"{\"profile\":30,\"blocks\":[]}",
	/* a member twice would be read one way here and another way elsewhere */
	"{\"profile\":\"nd30\",\"blocks\":[],\"blocks\":[1]}",
	"{\"profile\":\"nd30\",\"blocks\":[]} x",
	"{\"profile\":\"nd30\",\"blocks\":[\"\xff\"]}",
};

TEST(only_a_document_of_the_profile_is_read)
{
	for (size_t i = 0; i < sizeof(no_documents) / sizeof(no_documents[0]); i++)
		CHECK(read_text(no_documents[i], strlen(no_documents[i])) == NULL);
	static const char least[] = "{\"profile\":\"nd30\",\"blocks\":[]}";
	json_t *document = read_text(least, sizeof(least) - 1);

	CHECK(document != NULL);
	json_decref(document);
}

TEST(a_document_beyond_the_limit_of_bytes_is_refused)
{
	static const char start[] = "{\"profile\":\"nd30\",\"blocks\":[]}";
	char *large = arena_alloc(test_arena(), INPUT_BYTES_MOST + 1);

	memset(large, ' ', INPUT_BYTES_MOST + 1);
	memcpy(large, start, sizeof(start) - 1);
	json_t *document = read_text(large, INPUT_BYTES_MOST);

	CHECK(document != NULL);
	json_decref(document);
	CHECK(read_text(large, INPUT_BYTES_MOST + 1) == NULL);
}

TEST(members_that_are_not_there_or_of_another_kind_read_as_nothing)
{
	json_t *object = document_of("'text':'Ea Na','empty':'','list':[1],'none':[],'yes':true,"
				     "'no':false,'five':5,'minus':-1,'far':100001,'near':100000");
	static const struct { const char *name, *text; bool has; int integer; } cases[] = {
		{ "text", "Ea Na", true, 0 }, { "empty", "", false, 0 }, { "list", "", true, 0 },
		{ "none", "", false, 0 }, { "yes", "", true, 0 }, { "no", "", false, 0 },
		{ "five", "", false, 5 }, { "minus", "", false, 0 }, { "far", "", false, 0 },
		{ "near", "", false, 100000 }, { "absent", "", false, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_TEXT(input_text(object, cases[i].name), cases[i].text);
		CHECK(input_has(object, cases[i].name) == cases[i].has);
		CHECK(input_integer(object, cases[i].name) == cases[i].integer);
	}
	json_decref(object);
}

TEST(runs_are_joined_in_their_order)
{
	json_t *object = document_of("'runs':[{'text':'8'},'/',{'text':'8'},{'bold':true},7]");

	CHECK_TEXT(input_joined(test_arena(), json_object_get(object, "runs")), "8/8");
	CHECK_TEXT(input_joined(test_arena(), json_object_get(object, "absent")), "");
	json_decref(object);
}
