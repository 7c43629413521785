#include "report/seal.h"

#include <sodium.h>
#include <string.h>

#include "base/json.h"
#include "base/must.h"

#define MARK "dientap-seal:"
#define SEAL_BYTES_MOST 4096		/* of one seal, at the end of the file */
#define PACKAGE_END "PK\5\6"
#define PACKAGE_END_SIZE 22		/* of its last record, without the comment */
#define HEX_SIZE (2 * crypto_hash_sha256_BYTES + 1)

static const struct word state_list[] = {
	[SEAL_NONE] = { "none", { "Tệp không còn dấu niêm phong", "The file bears no seal" } },
	[SEAL_GOOD] = { "good", { "Tệp nguyên vẹn", "The file is whole" } },
	[SEAL_BROKEN] = { "broken", { "Tệp đã bị sửa", "The file was changed" } },
	[SEAL_FOREIGN] = { "foreign", { "Dấu niêm phong không phải của cơ quan này",
					"The seal is not of this office" } },
};
const struct words seal_state_words = WORDS("seal_state", state_list);

/* --- figures ------------------------------------------------------------------------- */

const char *seal_root_text(struct arena *arena, struct hash root)
{
	char text[sodium_base64_ENCODED_LEN(sizeof(root.bytes), sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(text, sizeof(text), root.bytes, sizeof(root.bytes),
			  sodium_base64_VARIANT_ORIGINAL);
	return arena_copy(arena, text);
}

bool seal_root_parse(const char *text, struct hash *root_out)
{
	size_t length;

	return text != NULL &&
	       sodium_base642bin(root_out->bytes, sizeof(root_out->bytes), text, strlen(text),
				 NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       length == sizeof(root_out->bytes);
}

static void add_checkpoint(struct text *out, const struct checkpoint *checkpoint)
{
	json_add_name(out, "checkpoint");
	if (checkpoint == NULL) {
		text_add(out, "null");
		return;
	}
	text_add_format(out, "{\"size\":%llu,\"root\":", (unsigned long long)checkpoint->size);
	json_add_string(out, seal_root_text(out->arena, checkpoint->root));
	text_add_char(out, '}');
}

/* A machine without the office's key still prints; what it prints is not signed. */
static bool sign(struct store *store, struct arena *arena, const char *text,
		 const char **note_out, struct fault *fault)
{
	struct fault none = { .kind = FAULT_NONE };

	*note_out = note_sign(store, arena, text, &none);
	if (*note_out != NULL || none.kind == FAULT_FILE || none.kind == FAULT_NOT_FOUND)
		return true;
	return fault_set(fault, none.kind, none.field, none.detail);
}

bool seal_figures(struct store *store, struct arena *arena, const struct figures *figures,
		  const char *programme_code, const char *sight,
		  const struct checkpoint *checkpoint, const char **json_out,
		  struct fault *fault)
{
	struct text out = { .arena = arena };
	char today[DATE_TEXT_SIZE];
	const char *note;

	date_format(figures->today, today);
	text_add_char(&out, '{');
	json_add_name(&out, "figures");
	figures_write_values(&out, figures);
	json_add_name(&out, "programme");
	json_add_string(&out, programme_code);
	json_add_name(&out, "today");
	json_add_string(&out, today);
	json_add_name(&out, "sight");
	text_add(&out, sight == NULL ? "null" : sight);
	add_checkpoint(&out, checkpoint);
	const char *text = arena_printf(arena, "dientap figures\n%s}\n", text_string(&out));

	if (!sign(store, arena, text, &note, fault))
		return false;
	json_add_name(&out, "signature");
	json_add_string(&out, note);
	text_add_char(&out, '}');
	*json_out = text_string(&out);
	return true;
}

/* --- the file ------------------------------------------------------------------------ */

enum file_kind { FILE_HTML, FILE_PDF, FILE_PACKAGE };

static enum file_kind kind_of(const char *bytes, size_t length)
{
	if (length > PACKAGE_END_SIZE && memcmp(bytes, "PK\3\4", 4) == 0)
		return FILE_PACKAGE;
	return length > 5 && memcmp(bytes, "%PDF-", 5) == 0 ? FILE_PDF : FILE_HTML;
}

static const char *hash_text(struct arena *arena, const char *bytes, size_t length)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[HEX_SIZE];

	crypto_hash_sha256(hash, (const unsigned char *)bytes, length);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	return arena_printf(arena, "dientap file\nsha256 %s\n", hex);
}

static const char *encode(struct arena *arena, const char *note)
{
	size_t length = strlen(note);
	size_t room = sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_alloc(arena, room);

	return sodium_bin2base64(text, room, (const unsigned char *)note, length,
				 sodium_base64_VARIANT_ORIGINAL);
}

/* What stands behind the sealed bytes, around the seal itself. */
static const char *const before_seal[] = {
	[FILE_HTML] = "<!--" MARK, [FILE_PDF] = "%" MARK, [FILE_PACKAGE] = MARK,
};
static const char *const after_seal[] = {
	[FILE_HTML] = "-->\n", [FILE_PDF] = "\n", [FILE_PACKAGE] = "",
};

bool seal_file(struct store *store, struct arena *arena, const char **bytes, size_t *length,
	       struct fault *fault)
{
	enum file_kind kind = kind_of(*bytes, *length);
	/* a package says at its end how long its comment is */
	size_t sealed = kind == FILE_PACKAGE ? *length - 2 : *length;
	struct text out = { .arena = arena };
	const char *note;

	if (!sign(store, arena, hash_text(arena, *bytes, sealed), &note, fault))
		return false;
	if (note == NULL)
		return true;
	const char *seal = arena_printf(arena, "%s%s%s", before_seal[kind], encode(arena, note),
					after_seal[kind]);
	size_t size = strlen(seal);

	must(size < SEAL_BYTES_MOST, "a seal is a few hundred bytes");
	must(kind != FILE_PACKAGE || memcmp(*bytes + *length - PACKAGE_END_SIZE, PACKAGE_END,
					    4) == 0, "a package that ends without a comment");
	text_add_bytes(&out, *bytes, sealed);
	if (kind == FILE_PACKAGE) {
		text_add_char(&out, (char)(size & 255));
		text_add_char(&out, (char)(size >> 8));
	}
	text_add_bytes(&out, seal, size);
	*bytes = out.bytes;
	*length = out.length;
	return true;
}

/* Where the seal begins in the last bytes of the file; NULL if there is none. */
static const char *find_seal(const char *bytes, size_t length, const char *before)
{
	size_t tail = length < SEAL_BYTES_MOST ? length : SEAL_BYTES_MOST;

	return memmem(bytes + length - tail, tail, before, strlen(before));
}

static const char *decode(struct arena *arena, const char *text, size_t length)
{
	unsigned char *note = arena_alloc(arena, length + 1);
	size_t size;

	return sodium_base642bin(note, length, text, length, NULL, &size, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       memchr(note, '\0', size) == NULL ? (const char *)note : NULL;
}

enum seal_state seal_check(struct arena *arena, const char *bytes, size_t length,
			   const char *vkey)
{
	enum file_kind kind = kind_of(bytes, length);
	const char *start = find_seal(bytes, length, before_seal[kind]), *signed_text;
	size_t closing = strlen(after_seal[kind]);

	if (start == NULL)
		return SEAL_NONE;
	const char *seal = start + strlen(before_seal[kind]);
	size_t size = (size_t)(bytes + length - seal);
	size_t sealed = (size_t)(start - bytes) - (kind == FILE_PACKAGE ? 2 : 0);

	if (kind == FILE_PACKAGE && (sealed > length ||
	    (size_t)(unsigned char)start[-2] + 256 * (size_t)(unsigned char)start[-1] !=
	    (size_t)(bytes + length - start)))
		return SEAL_BROKEN;
	if (size < closing ||
	    memcmp(bytes + length - closing, after_seal[kind], closing) != 0)
		return SEAL_BROKEN;
	const char *note = decode(arena, seal, size - closing);

	if (note == NULL)
		return SEAL_BROKEN;
	if (!note_check(arena, note, vkey, &signed_text))
		return SEAL_FOREIGN;
	return strcmp(signed_text, hash_text(arena, bytes, sealed)) == 0 ? SEAL_GOOD :
	       SEAL_BROKEN;
}
