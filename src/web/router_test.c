#include "web/router.h"

#include <string.h>

#include "tests/test.h"

static void handle(struct request *request)
{
	(void)request;
}

static const struct route routes[] = {
	{ "GET", "/api/v1/units", handle, .needs = RIGHT_ANYONE },
	{ "POST", "/api/v1/units", handle, .needs = RIGHT_ANYONE },
	{ "GET", "/api/v1/units/:id", handle, .needs = RIGHT_ANYONE },
	{ "GET", "/api/v1/units/tree", handle, .needs = RIGHT_ANYONE },
	{ "GET", "/api/v1/units/:name", handle, .needs = RIGHT_ANYONE },
	{ "POST", "/api/v1/units/:id/:name", handle, .needs = RIGHT_ANYONE },
};
static const struct route_table table = ROUTES(routes);

#define ID_TEXT "019470a0-0000-7000-8000-000000000001"

static struct route_match find(struct arena *arena, const char *method, const char *path)
{
	struct router *router = router_create(&table, 1);
	struct route_match match = router_find(router, arena, method, path);

	match.allow = arena_copy(arena, match.allow);
	router_destroy(&router);
	return match;
}

TEST(a_written_segment_wins_over_an_id_and_an_id_over_a_name)
{
	struct arena *arena = arena_create();

	CHECK(find(arena, "GET", "/api/v1/units").route == &routes[0]);
	CHECK(find(arena, "GET", "/api/v1/units/" ID_TEXT).route == &routes[2]);
	CHECK(find(arena, "GET", "/api/v1/units/tree").route == &routes[3]);
	CHECK(find(arena, "GET", "/api/v1/units/trees").route == &routes[4]);
	CHECK_TEXT(find(arena, "GET", "/api/v1/units/trees").name, "trees");
	arena_destroy(&arena);
}

TEST(an_id_and_a_name_of_one_address_are_both_read)
{
	struct arena *arena = arena_create();
	struct route_match match = find(arena, "POST", "/api/v1/units/" ID_TEXT "/h%C3%B2a");
	char id[ID_TEXT_SIZE];

	CHECK(match.route == &routes[5]);
	id_format(match.id, id);
	CHECK_TEXT(id, ID_TEXT);
	CHECK_TEXT(match.name, "hòa");
	arena_destroy(&arena);
}

TEST(head_finds_the_route_of_get_and_other_methods_are_named)
{
	struct arena *arena = arena_create();

	CHECK(find(arena, "HEAD", "/api/v1/units").route == &routes[0]);
	CHECK(find(arena, "DELETE", "/api/v1/units").route == NULL);
	CHECK_TEXT(find(arena, "DELETE", "/api/v1/units").allow, "GET, HEAD, POST, OPTIONS");
	arena_destroy(&arena);
}

TEST(what_is_no_address_of_ours_is_not_found)
{
	static const char *const paths[] = {
		"/", "", "*", "/api", "/api/v1", "/api/v1/unit", "/api/v1/units/", "/api//units",
		"/api/v1/units/" ID_TEXT "/a/b", "/api/v1/units/a%00b", "/api/v1/units/a%ff",
		"/api/v1/units/%4", "/api/v1/units/%zz",
		"/api/v1/units/00000000-0000-0000-0000-000000000000/x",
		"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p",
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		CHECK(find(arena, "GET", paths[i]).allow == NULL);
	arena_destroy(&arena);
}

TEST(a_slash_that_is_escaped_does_not_divide)
{
	struct arena *arena = arena_create();

	CHECK_TEXT(find(arena, "GET", "/api/v1/units/a%2Fb").name, "a/b");
	arena_destroy(&arena);
}
