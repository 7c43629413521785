#include <jansson.h>
#include <sodium.h>

#include "attachment/attachment.h"
#include "base/os.h"
#include "command/registry.h"
#include "command/test_program.h"
#include "journal/tree.h"
#include "unit/unit.h"

static const char password[] = "một mật khẩu thật dài\n";

static const char *read_file(struct arena *arena, const char *name)
{
	struct fault fault = { .kind = FAULT_NONE };
	size_t length;
	const char *text = os_read_file(arena, arena_printf(arena, "%s/%s", test_folder(), name),
					(size_t)64 << 20, &length, &fault);

	CHECK(text != NULL);
	return text == NULL ? "" : text;
}

/* The next line as JSON, or NULL at the end. */
static json_t *next_line(const char **text, const char **line_out, size_t *length_out)
{
	if (**text == '\0')
		return NULL;
	size_t length = strcspn(*text, "\n");
	json_t *json = json_loadb(*text, length, JSON_REJECT_DUPLICATES, NULL);

	CHECK(json != NULL && (*text)[length] == '\n');
	*line_out = *text;
	*length_out = length;
	*text += length + 1;
	return json;
}

/* As the README tells a reader who has nothing of ours: leaves, then the root. */
static struct tree_edge read_tree(const char *text)
{
	static const char begin[] = "{\"entry\":", middle[] = ",\"leaf\":\"";
	struct tree_edge edge = { .size = 0 };
	const char *line;
	size_t length;

	for (json_t *json = next_line(&text, &line, &length); json != NULL;
	     json = next_line(&text, &line, &length)) {
		const char *entry = line + sizeof(begin) - 1, *end = strstr(line, middle);
		struct hash leaf = tree_leaf(entry, (size_t)(end - entry));
		char hex[HASH_HEX_SIZE];

		hash_format(leaf, hex);
		CHECK_TEXT(json_string_value(json_object_get(json, "leaf")), hex);
		CHECK((uint64_t)json_integer_value(json_object_get(
			json_object_get(json, "entry"), "sequence")) == edge.size);
		tree_append(&edge, leaf);
		json_decref(json);
	}
	return edge;
}

TEST(an_export_is_read_and_proved_without_the_program)
{
	struct arena *arena = arena_create();
	char base64[64];

	CHECK_PROGRAM(arena, "init --database @/a.db --administrator an --quiet", password, 0, NULL,
		      NULL);
	CHECK_PROGRAM(arena, "export all --output @/all --database @/a.db --json", NULL, 0,
		      "\"entries\":", "");
	struct tree_edge edge = read_tree(read_file(arena, "all/journal/entries.jsonl"));
	struct hash root = tree_root(&edge);

	sodium_bin2base64(base64, sizeof(base64), root.bytes, sizeof(root.bytes),
			  sodium_base64_VARIANT_ORIGINAL);
	CHECK(edge.size > 0);
	CHECK(strstr(read_file(arena, "all/journal/checkpoints.txt"), base64) != NULL);
	CHECK(strchr(read_file(arena, "all/journal/public_key.txt"), '+') != NULL);
	CHECK(strstr(read_file(arena, "all/README.txt"), "SHA-256") != NULL);
	arena_destroy(&arena);
}

TEST(an_exported_record_has_the_members_its_schema_requires_and_no_secret)
{
	struct arena *arena = arena_create();
	size_t length;
	const char *line;

	CHECK_PROGRAM(arena, "init --database @/a.db --administrator an --quiet", password, 0, NULL,
		      NULL);
	CHECK_PROGRAM(arena, "export all --output @/all --database @/a.db --quiet", NULL, 0,
		      "/all\n", NULL);
	const char *records = read_file(arena, "all/records/account.jsonl");
	json_t *schema = json_loads(read_file(arena, "all/schema/account.schema.json"), 0, NULL);
	json_t *account = next_line(&records, &line, &length);
	json_t *required = json_object_get(schema, "required"), *name;
	size_t i;

	CHECK(json_is_object(schema) && json_array_size(required) > 4);
	json_array_foreach(required, i, name)
		CHECK(json_object_get(account, json_string_value(name)) != NULL);
	CHECK_TEXT(json_string_value(json_object_get(account, "login")), "an");
	CHECK(strstr(line, "argon2") == NULL);
	json_decref(schema);
	json_decref(account);
	json_t *office = json_loads(read_file(arena, "all/office.json"), 0, NULL);

	CHECK_TEXT(json_string_value(json_object_get(office, "deployment")), "open");
	json_decref(office);
	arena_destroy(&arena);
}

/* As an upload over HTTP does it, in one part. */
static void attach(struct arena *arena, const char *bytes, char id_out[ID_TEXT_SIZE])
{
	static const struct actor machine = { .role = "machine" };
	struct fault fault = { .kind = FAULT_NONE };
	struct attachment_upload upload = { .bytes = bytes, .length = strlen(bytes),
		.attachment = { .record_type = "unit", .name = "Biên bản.txt",
				.media_type = "text/plain" } };
	bool found;

	registry_install();
	struct store *store = store_open(arena_printf(arena, "%s/a.db", test_folder()),
					 STORE_WRITE, &fault);
	const struct unit_row *unit = unit_find_latest(store, arena, "655", &fault);
	struct journal *journal = journal_begin(store, arena, os_now(), &fault);

	upload.attachment.record_id = unit->head.id;
	CHECK(journal_part_begin(journal, &machine, &fault));
	CHECK(attachment_find_salt(store, &upload, &found, &fault));
	CHECK(found || attachment_add_salt(journal, &upload, &fault));
	attachment_plan(arena, &upload);
	while (upload.written < upload.count)
		CHECK(attachment_add_pieces(journal, &upload, &fault));
	CHECK(attachment_add(journal, &upload, &fault));
	CHECK(journal_part_end(journal, &fault) && journal_commit(&journal, &fault));
	id_format(upload.attachment.head.id, id_out);
	store_close(&store);
}

TEST(attached_files_leave_with_the_export)
{
	struct arena *arena = arena_create();
	char id[ID_TEXT_SIZE] = "";

	CHECK_PROGRAM(arena, "init --demo krong-ana --database @/a.db --quiet", NULL, 0, NULL,
		      NULL);
	attach(arena, "Nội dung biên bản.\n", id);
	CHECK_PROGRAM(arena, "export all --output @/all --database @/a.db --quiet", NULL, 0,
		      "/all\n", NULL);
	CHECK_TEXT(read_file(arena, arena_printf(arena, "all/attachments/%s.txt", id)),
		   "Nội dung biên bản.\n");
	CHECK(strstr(read_file(arena, "all/records/attachment.jsonl"), "Biên bản.txt") != NULL);
	CHECK(strstr(read_file(arena, "all/SHA256SUMS"), id) != NULL);
	arena_destroy(&arena);
}

TEST(an_export_writes_over_nothing_and_lists_its_files)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --database @/a.db --quiet", NULL, 0, NULL, NULL);
	CHECK_PROGRAM(arena, "export all --lang en --database @/a.db", NULL, 2, NULL, "--output");
	CHECK_PROGRAM(arena, "export all --output @/all --database @/a.db --quiet", NULL, 0,
		      "/all\n", NULL);
	CHECK_PROGRAM(arena, "export all --output @/all --database @/a.db --lang en", NULL, 4,
		      NULL, "/all");
	CHECK_PROGRAM(arena, "export all --output @/no/all --database @/a.db --lang en", NULL, 1,
		      NULL, "/no/all");
	CHECK(!os_file_exists(arena_printf(arena, "%s/all.part", test_folder())));
	const char *sums = read_file(arena, "all/SHA256SUMS");

	CHECK(strstr(sums, "  records/unit.jsonl\n") != NULL);
	CHECK(strstr(sums, "  journal/entries.jsonl\n") != NULL);
	arena_destroy(&arena);
}
