#include "web/router.h"

#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/utf8.h"

#define METHODS_MOST 6
#define DEPTH_MOST 12

/* One segment of an address and what may follow it. */
struct node {
	const char *segment;		/* written out; NULL for :id and :name */
	size_t segment_length;
	struct node *next;		/* beside it, under the same parent */
	struct node *children;		/* written out */
	struct node *id, *name;		/* ":id", ":name" below this one */
	const struct route *routes[METHODS_MOST];
	size_t route_count;
	const char *allow;
};

struct router {
	struct arena *arena;
	struct node root;
};

struct segment { const char *text; size_t length; };

/* False at the end of the address. */
static bool next_segment(const char **at, struct segment *segment_out)
{
	if (**at != '/')
		return false;
	const char *start = *at + 1, *end = strchrnul(start, '/');

	*segment_out = (struct segment){ start, (size_t)(end - start) };
	*at = end;
	return true;
}

static struct node *find_child(const struct node *node, struct segment segment)
{
	for (struct node *child = node->children; child != NULL; child = child->next)
		if (child->segment_length == segment.length &&
		    memcmp(child->segment, segment.text, segment.length) == 0)
			return child;
	return NULL;
}

static struct node **open_place(struct node *node, struct segment segment)
{
	if (segment.text[0] != ':')
		return NULL;
	must((segment.length == 3 && memcmp(segment.text, ":id", 3) == 0) ||
	     (segment.length == 5 && memcmp(segment.text, ":name", 5) == 0),
	     "an address has :id and :name only");
	return segment.length == 3 ? &node->id : &node->name;
}

static struct node *add_child(struct router *router, struct node *node, struct segment segment)
{
	struct node **place = open_place(node, segment);
	struct node *child = place != NULL ? *place : find_child(node, segment);

	if (child != NULL)
		return child;
	child = arena_new(router->arena, struct node);
	if (place != NULL) {
		*place = child;
		return child;
	}
	must(segment.length > 0, "no address of ours has an empty segment");
	child->segment = segment.text;
	child->segment_length = segment.length;
	child->next = node->children;
	node->children = child;
	return child;
}

static void add_route(struct router *router, const struct route *route)
{
	struct node *node = &router->root;
	const char *at = route->path;
	struct segment segment;

	must(route->handle != NULL && route->needs != RIGHT_NONE,
	     "a route has a handler and says what right it needs");
	while (next_segment(&at, &segment))
		node = add_child(router, node, segment);
	for (size_t i = 0; i < node->route_count; i++)
		must(strcmp(node->routes[i]->method, route->method) != 0,
		     "two routes for one method and address");
	must(node != &router->root, "the root itself is a screen");
	must(node->route_count < METHODS_MOST, "an address with too many methods");
	node->routes[node->route_count++] = route;
}

static void write_allow(struct router *router, struct node *node)
{
	struct text allow = { .arena = router->arena };

	for (size_t i = 0; i < node->route_count; i++) {
		const char *method = node->routes[i]->method;

		text_add(&allow, strcmp(method, "GET") == 0 ? "GET, HEAD" : method);
		text_add(&allow, ", ");
	}
	text_add(&allow, "OPTIONS");
	node->allow = node->route_count > 0 ? text_string(&allow) : NULL;
	for (struct node *child = node->children; child != NULL; child = child->next)
		write_allow(router, child);
	if (node->id != NULL)
		write_allow(router, node->id);
	if (node->name != NULL)
		write_allow(router, node->name);
}

struct router *router_create(const struct route_table *tables, size_t count)
{
	must(count == 0 || tables != NULL, "as many tables as are counted");
	struct router *router = memory_new(struct router);

	router->arena = arena_create();
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < tables[i].count; j++)
			add_route(router, &tables[i].routes[j]);
	write_allow(router, &router->root);
	return router;
}

void router_destroy(struct router **router)
{
	if (*router == NULL)
		return;
	arena_destroy(&(*router)->arena);
	memory_release(*router);
	*router = NULL;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads "%XX" at the place; -1 if it is not right or would be a NUL. */
static int read_escape(const char *at, size_t left)
{
	int high = left >= 3 ? hex_value(at[1]) : -1, low = left >= 3 ? hex_value(at[2]) : -1;

	return high < 0 || low < 0 || high + low == 0 ? -1 : high * 16 + low;
}

const char *router_decode(struct arena *arena, const char *text, size_t length, bool is_form)
{
	char *out = arena_alloc(arena, length + 1);
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		int c = (unsigned char)text[i];

		if (c == '%') {
			c = read_escape(text + i, length - i);
			i += 2;
		} else if (c == '+' && is_form) {
			c = ' ';
		}
		if (c < 0)
			return NULL;
		out[used++] = (char)c;
	}
	must(used <= length, "decoding never makes longer");
	out[used] = '\0';
	return utf8_is_valid(out, used) ? utf8_compose(arena, out) : NULL;
}

static bool read_id(struct segment segment, struct id *id_out)
{
	char text[ID_TEXT_SIZE];

	if (segment.length != ID_TEXT_SIZE - 1)
		return false;
	memcpy(text, segment.text, segment.length);
	text[segment.length] = '\0';
	return id_parse(text, id_out) && !id_is_none(*id_out);
}

/* Goes down from the node; writes the id and name on the way back only. */
static const struct node *walk(const struct node *node, const char *at, int depth,
			       struct id *id_out, struct segment *name_out)
{
	struct segment segment;
	const struct node *found = NULL;
	struct id id;

	if (!next_segment(&at, &segment))
		return node->allow == NULL ? NULL : node;
	if (depth == DEPTH_MOST)
		return NULL;
	const struct node *child = find_child(node, segment);

	if (child != NULL)
		found = walk(child, at, depth + 1, id_out, name_out);
	if (found == NULL && node->id != NULL && read_id(segment, &id)) {
		found = walk(node->id, at, depth + 1, id_out, name_out);
		if (found != NULL)
			*id_out = id;
	}
	if (found == NULL && node->name != NULL && segment.length > 0) {
		found = walk(node->name, at, depth + 1, id_out, name_out);
		if (found != NULL)
			*name_out = segment;
	}
	return found;
}

struct route_match router_find(const struct router *router, struct arena *arena,
			       const char *method, const char *path)
{
	struct route_match match = { .route = NULL };
	struct segment name = { NULL, 0 };
	const struct node *node = walk(&router->root, path, 0, &match.id, &name);

	must(method != NULL && path != NULL, "a request has a method and an address");

	if (node == NULL)
		return match;
	if (name.text != NULL) {
		match.name = router_decode(arena, name.text, name.length, false);
		if (match.name == NULL)
			return match;
	}
	match.allow = node->allow;
	if (strcmp(method, "HEAD") == 0)
		method = "GET";
	for (size_t i = 0; i < node->route_count; i++)
		if (strcmp(node->routes[i]->method, method) == 0)
			match.route = node->routes[i];
	return match;
}
