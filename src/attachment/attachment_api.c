/* Attachments over HTTP.  The rights are those of the record they hang on, so every
   route finds it first; one that the reader may not see is not there. */

#include <string.h>

#include "attachment/attachment.h"
#include "web/site.h"

/* The record, read past the guard; NULL and FAULT_NOT_FOUND for one that the reader
   may not see. */
static const struct record_head *find_host(struct request *request, const char *type_name,
					   struct id id, const struct record_type **type_out)
{
	const struct record_type *type = journal_find_type(type_name);
	const void *record = NULL;

	*type_out = type;
	if (type == NULL || type == &attachment_type) {
		fault_set(&request->fault, FAULT_NOT_FOUND, "record_type", NULL);
		return NULL;
	}
	record = record_store_find(request_system_store(request), request->arena, type, id,
				   &request->fault);
	if (record == NULL)
		return NULL;
	if (reader_may_see(request->reader, type, record_head_const(record)->scope_id,
			   record_head_const(record)->label))
		return record_head_const(record);
	fault_set(&request->fault, FAULT_NOT_FOUND, NULL, type->name);
	return NULL;
}

/* The record named by ?record_type= and ?record_id=. */
static const struct record_head *asked_host(struct request *request,
					    const struct record_type **type_out)
{
	const char *type_name = request_query(request, "record_type");
	const char *text = request_query(request, "record_id");
	struct id id;

	if (request->fault.kind != FAULT_NONE)
		return NULL;
	if (type_name == NULL)
		fault_add_problem(&request->fault, request->arena, "/record_type",
				  PROBLEM_REQUIRED, NULL);
	else if (text == NULL)
		fault_add_problem(&request->fault, request->arena, "/record_id",
				  PROBLEM_REQUIRED, NULL);
	else if (!id_parse(text, &id))
		fault_add_problem(&request->fault, request->arena, "/record_id", PROBLEM_NOT_ID,
				  NULL);
	else
		return find_host(request, type_name, id, type_out);
	return NULL;
}

/* The record is found first: its files are as hidden as it is. */
static void list_attachments(struct request *request)
{
	const struct record_type *type;
	const struct record_head *host = asked_host(request, &type);
	struct list list;

	if (host == NULL || !store_list(request->store, request->arena, &attachment_type,
		"SELECT id, version, label, scope_id, record_type, record_id, name, media_type,"
		"       size, content_hash"
		" FROM visible_attachment"
		" WHERE record_id = :id AND record_type = :type"
		" ORDER BY name, id",
		BINDS(ID("id", host->id), TEXT("type", type->name)), &list, &request->fault))
		return;
	request_reply_list(request, &attachment_type, &list, NULL);
}

/* RFC 6838 §4.2: the characters that names of media types are made of. */
static bool is_token(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("!#$&^_.+-", c) != NULL);
}

/* "type/subtype" without parameters, or the type of any bytes. */
static const char *media_type_of(struct arena *arena, const char *header)
{
	const char *text = header == NULL ? "" : header;
	size_t length = 0, slashes = 0;

	while (is_token(text[length]) || text[length] == '/') {
		slashes += text[length] == '/';
		length++;
	}
	if (slashes != 1 || length < 3 || length > 100 || text[0] == '/' ||
	    text[length - 1] == '/')
		return "application/octet-stream";
	return arena_copy_bytes(arena, text, length);
}

/* The last part of what some programs send as a path. */
static bool read_name(struct request *request, const char **name_out)
{
	const char *text = request_query(request, "filename");

	if (text == NULL)
		return request->fault.kind == FAULT_NONE &&
		       fault_add_problem(&request->fault, request->arena, "/filename",
					 PROBLEM_REQUIRED, NULL);
	for (const char *at = text; *at != '\0'; at++)
		if ((*at == '/' || *at == '\\') && at[1] != '\0')
			text = at + 1;
	*name_out = NULL;
	return field_read_cell(request->arena, record_find_field(&attachment_type, "name"), text,
			       "/filename", name_out, &request->fault) &&
	       (*name_out != NULL || fault_add_problem(&request->fault, request->arena,
						       "/filename", PROBLEM_REQUIRED, NULL));
}

/* What the reader may do is asked before the body is looked at. */
static bool read_upload(struct request *request, struct attachment_upload *upload,
			const struct record_type **type_out)
{
	const struct record_head *host = asked_host(request, type_out);
	struct attachment *attachment = &upload->attachment;

	if (host == NULL ||
	    !request_may(request, (enum right)(*type_out)->write_right, host->scope_id) ||
	    !read_name(request, &attachment->name))
		return false;
	if (request->length == 0)
		return fault_set(&request->fault, FAULT_BAD_REQUEST, "content",
				 BOTH("Tệp rỗng.", "The file is empty."));
	attachment->head.label = host->label;
	attachment->head.scope_id = host->scope_id;
	attachment->record_type = (*type_out)->name;
	attachment->record_id = host->id;
	attachment->media_type = media_type_of(request->arena, request->content_type);
	upload->bytes = request->bytes;
	upload->length = request->length;
	return true;
}

/* Each of the three is a part of the writer's: see request_write. */
static bool add_salt(struct request *request, void *context)
{
	return attachment_add_salt(request->journal, context, &request->fault);
}

/* A MiB in each part, so that what waits behind it waits shortly. */
static bool add_pieces(struct request *request, void *context)
{
	return attachment_add_pieces(request->journal, context, &request->fault);
}

static bool add_record(struct request *request, void *context)
{
	return attachment_add(request->journal, context, &request->fault);
}

/* Each step is a part of its own, so that other changes are not held up by a large file. */
static bool write_upload(struct request *request, struct attachment_upload *upload,
			 enum right right)
{
	struct id scope_id = upload->attachment.head.scope_id;
	bool found;

	if (!attachment_find_salt(request_system_store(request), upload, &found, &request->fault) ||
	    (!found && !request_write(request, right, scope_id, add_salt, upload)))
		return false;
	attachment_plan(request->arena, upload);
	while (upload->written < upload->count)
		if (!request_write(request, right, scope_id, add_pieces, upload))
			return false;
	return request_write(request, right, scope_id, add_record, upload);
}

/* Off the shard: hashing 64 MiB takes longer than others should wait. */
static void add_attachment(struct request *request)
{
	struct attachment_upload upload = { .bytes = NULL };
	const struct record_type *type;

	if (!read_upload(request, &upload, &type) ||
	    !write_upload(request, &upload, (enum right)type->write_right))
		return;
	char id[ID_TEXT_SIZE];

	id_format(upload.attachment.head.id, id);
	request->status = 201;
	request->location = arena_printf(request->arena, "/api/v1/attachments/%s/content", id);
	request_reply_record(request, &attachment_type, &upload.attachment);
}

/* Through the guard, which also notes that labelled content was read. */
static struct attachment *find_attachment(struct request *request,
					  const struct record_type **type_out)
{
	struct attachment *attachment = store_one(request->store, request->arena, &attachment_type,
		"SELECT id, version, label, scope_id, record_type, record_id, name, media_type,"
		"       size, content_hash"
		" FROM visible_attachment"
		" WHERE id = :id", BINDS(ID("id", request->id)), &request->fault);

	if (attachment == NULL || find_host(request, attachment->record_type,
					    attachment->record_id, type_out) == NULL)
		return NULL;
	return attachment;
}

/* One reading, so that the pieces are those of the record that was found. */
static void send_content(struct request *request)
{
	const struct record_type *type;

	if (!store_begin_read(request->store, &request->fault))
		return;
	const struct attachment *attachment = find_attachment(request, &type);
	const char *bytes = attachment == NULL ? NULL :
			    attachment_read(request->store, request->arena, attachment,
					    &request->fault);

	store_end_read(request->store);
	if (bytes == NULL)
		return;
	request->reply = (struct text){ .arena = request->arena,
		.bytes = (char *)(uintptr_t)bytes, .length = (size_t)attachment->size,
		.room = (size_t)attachment->size + 1 };
	request->reply_type = attachment->media_type;
	request->file_name = attachment->name;
}

/* Like every removal, it names the version that was seen. */
static void remove_attachment(struct request *request)
{
	const struct record_type *type;
	const struct attachment *attachment = find_attachment(request, &type);

	if (attachment == NULL ||
	    !request_may(request, (enum right)type->write_right, attachment->head.scope_id))
		return;
	if (!request->has_version)
		fault_set(&request->fault, FAULT_VERSION_NEEDED, NULL, NULL);
	else if (collection_remove(request->journal, &attachment_collection, request->id,
				   request->version, &request->fault))
		request->status = 204;
}

static const struct route routes[] = {
	{ "GET", "/api/v1/attachments", list_attachments, .needs = RIGHT_SIGNED_IN,
	  .answers = &attachment_type, .answers_list = true, .operation = "list_attachments",
	  .parameters = "record_type:string, record_id:id",
	  .help = "The files that hang on a record." },
	{ "POST", "/api/v1/attachments", add_attachment, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WORKS, .takes_body = BODY_BYTES, .answers = &attachment_type,
	  .operation = "add_attachment",
	  .parameters = "record_type:string, record_id:id, filename:string",
	  .help = "Hangs the file that is the body (64 MiB at most) on a record." },
	{ "GET", "/api/v1/attachments/:id/content", send_content, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WORKS, .answers_types = "*/*", .operation = "read_attachment",
	  .help = "The file itself, to be saved." },
	{ "DELETE", "/api/v1/attachments/:id", remove_attachment, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WRITES, .operation = "remove_attachment",
	  .help = "Takes the file away; its content goes with the last record that has it." },
};
const struct route_table attachment_routes = ROUTES(routes);
