#include "unit/unit.h"

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

static const struct word tier_list[] = {
	[UNIT_PROVINCE] = { "province", { "Cấp tỉnh", "Province" } },
	[UNIT_DISTRICT] = { "district", { "Cấp huyện", "District" } },
	[UNIT_COMMUNE] = { "commune", { "Cấp xã", "Commune" } },
	[UNIT_OTHER] = { "other", { "Khác", "Other" } },
};
const struct words unit_tier_words = WORDS("unit_tier", tier_list);

static const struct word kind_list[] = {
	[UNIT_KIND_PROVINCE] = { "province", { "Tỉnh", "Province" } },
	[UNIT_KIND_CITY] = { "city", { "Thành phố", "City" } },
	[UNIT_KIND_RURAL_DISTRICT] = { "rural_district", { "Huyện", "Rural district" } },
	[UNIT_KIND_URBAN_DISTRICT] = { "urban_district", { "Quận", "Urban district" } },
	[UNIT_KIND_TOWN] = { "town", { "Thị xã", "Town" } },
	[UNIT_KIND_COMMUNE] = { "commune", { "Xã", "Commune" } },
	[UNIT_KIND_WARD] = { "ward", { "Phường", "Ward" } },
	[UNIT_KIND_TOWNSHIP] = { "township", { "Thị trấn", "Township" } },
	[UNIT_KIND_SPECIAL_ZONE] = { "special_zone", { "Đặc khu", "Special zone" } },
	[UNIT_KIND_ENTERPRISE] = { "enterprise", { "Doanh nghiệp", "Enterprise" } },
	[UNIT_KIND_MILITARY_COMMAND] = { "military_command",
		{ "Cơ quan quân sự", "Military command" } },
	[UNIT_KIND_PARTY_COMMITTEE] = { "party_committee", { "Cấp ủy", "Party committee" } },
	[UNIT_KIND_DEPARTMENT] = { "department", { "Ban, ngành", "Department" } },
	[UNIT_KIND_OTHER] = { "other", { "Khác", "Other" } },
};
const struct words unit_kind_words = WORDS("unit_kind", kind_list);

static const struct word chain_list[] = {
	[UNIT_CHAIN_ADMINISTRATIVE] = { "administrative", { "Hành chính", "Administrative" } },
	[UNIT_CHAIN_MILITARY] = { "military", { "Quân sự", "Military" } },
	[UNIT_CHAIN_PARTY] = { "party", { "Đảng", "Party" } },
};
const struct words unit_chain_words = WORDS("unit_chain", chain_list);

static const struct word succession_list[] = {
	[SUCCESSION_MERGE] = { "merge", { "Hợp nhất, sáp nhập", "Merge" } },
	[SUCCESSION_SPLIT] = { "split", { "Chia, tách", "Split" } },
	[SUCCESSION_RENAME] = { "rename", { "Đổi tên", "Rename" } },
	[SUCCESSION_DISSOLVE] = { "dissolve", { "Giải thể", "Dissolve" } },
	[SUCCESSION_MOVE] = { "move", { "Chuyển cấp trên", "Move" } },
	[SUCCESSION_ESTABLISH] = { "establish", { "Thành lập", "Establish" } },
	[SUCCESSION_CONTINUE] = { "continue", { "Giữ nguyên", "Continues unchanged" } },
};
const struct words succession_kind_words = WORDS("succession_kind", succession_list);

static const struct word extent_list[] = {
	[SUCCESSION_UNKNOWN] = { "unknown", { "Chưa rõ", "Unknown" } },
	[SUCCESSION_WHOLE] = { "whole", { "Toàn bộ", "Whole" } },
	[SUCCESSION_PART] = { "part", { "Một phần", "Part" } },
};
const struct words succession_extent_words = WORDS("succession_extent", extent_list);

static const struct field unit_fields[] = {
	RECORD_HEAD_FIELDS(struct unit),
	FIELD(struct unit, code, "Mã", "Code",
	      "Statistics code, or the office's own code; one unit per code and day.",
	      .flags = FIELD_REQUIRED, .max = 40),
	FIELD(struct unit, name, "Tên", "Name", "The full name with its kind: \"Xã Ea Na\".",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD_ENUM(struct unit, tier, &unit_tier_words, "Cấp", "Tier", "Its tier of government.",
		   .flags = FIELD_REQUIRED),
	FIELD_ENUM(struct unit, kind, &unit_kind_words, "Loại", "Kind",
		   "What it is; taken from the name if it is not given."),
	FIELD(struct unit, valid_from, "Từ ngày", "From",
	      "The first day on which it exists; null: before anyone recorded it."),
	FIELD(struct unit, valid_to, "Đến trước ngày", "Until",
	      "The first day on which it is no more; null: still in force."),
	FIELD(struct unit, search_key, "Khóa tìm", "Search key",
	      "The name without accents and case.", .flags = FIELD_READ_ONLY, .max = 400),
};
const struct record_type unit_type = RECORD_TYPE(unit, unit_fields, .plural = "units",
	.vi = "đơn vị", .en = "unit", .help = "A unit for as long as it is what it is.",
	.read_right = RIGHT_UNIT_READ, .write_right = RIGHT_UNIT_WRITE, .seen_by_all = true);

static const struct field unit_link_fields[] = {
	RECORD_HEAD_FIELDS(struct unit_link),
	FIELD_ENUM(struct unit_link, chain, &unit_chain_words, "Hệ thống", "Chain",
		   "Which of the chains above a unit.", .flags = FIELD_REQUIRED),
	FIELD(struct unit_link, unit_id, "Đơn vị", "Unit", "The unit below.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD(struct unit_link, parent_id, "Cấp trên", "Parent", "The unit above.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD(struct unit_link, valid_from, "Từ ngày", "From",
	      "The first day; null: since both exist."),
	FIELD(struct unit_link, valid_to, "Đến trước ngày", "Until",
	      "The first day no more; null: as long as both exist."),
};
const struct record_type unit_link_type = RECORD_TYPE(unit_link, unit_link_fields,
	.plural = "unit_links", .vi = "quan hệ cấp trên", .en = "link to a parent unit",
	.help = "A unit's place under another for some time.",
	.read_right = RIGHT_UNIT_READ, .write_right = RIGHT_UNIT_WRITE, .seen_by_all = true);

static const struct field succession_fields[] = {
	RECORD_HEAD_FIELDS(struct succession),
	FIELD(struct succession, from_unit_id, "Đơn vị cũ", "Old unit",
	      "Null: established from nothing.", .refers_to = "unit"),
	FIELD(struct succession, to_unit_id, "Đơn vị mới", "New unit",
	      "Null: dissolved, or the successor is not recorded.", .refers_to = "unit"),
	FIELD(struct succession, to_name, "Tên đơn vị mới chưa ghi", "Unrecorded successor",
	      "The successor as a document names it while it is no record here.", .max = 200),
	FIELD_ENUM(struct succession, kind, &succession_kind_words, "Hình thức", "Kind",
		   "What happened.", .flags = FIELD_REQUIRED),
	FIELD_ENUM(struct succession, extent, &succession_extent_words, "Phạm vi", "Extent",
		   "How much of the old unit went over."),
	FIELD(struct succession, certain, "Chắc chắn", "Certain",
	      "False: to be checked by hand."),
	FIELD(struct succession, date, "Từ ngày", "Date", "The first day of the new state."),
	FIELD(struct succession, legal_basis, "Căn cứ", "Legal basis",
	      "The resolution or decision.", .flags = FIELD_LONG, .max = 1000),
};
const struct record_type succession_type = RECORD_TYPE(succession, succession_fields,
	.plural = "successions", .vi = "kế thừa đơn vị", .en = "succession",
	.help = "What became of a unit: one record for each pair of an old and a new one.",
	.read_right = RIGHT_UNIT_READ, .write_right = RIGHT_UNIT_WRITE, .seen_by_all = true);

static const struct field unit_alias_fields[] = {
	RECORD_HEAD_FIELDS(struct unit_alias),
	FIELD(struct unit_alias, unit_id, "Đơn vị", "Unit", "Whose name it is.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD(struct unit_alias, name, "Tên gọi khác", "Alias", "As a document writes it.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD(struct unit_alias, source, "Nguồn", "Source", "The document or file.", .max = 300),
	FIELD(struct unit_alias, search_key, "Khóa tìm", "Search key",
	      "The name without accents and case.", .flags = FIELD_READ_ONLY, .max = 400),
};
const struct record_type unit_alias_type = RECORD_TYPE(unit_alias, unit_alias_fields,
	.plural = "unit_aliases", .vi = "tên gọi khác", .en = "alias of a unit",
	.help = "Another spelling of a unit's name.",
	.read_right = RIGHT_UNIT_READ, .write_right = RIGHT_UNIT_WRITE, .seen_by_all = true);

bool unit_is_in_force(struct date valid_from, struct date valid_to, struct date day)
{
	must(date_is_known(day), "in force on which day?");
	return date_compare(valid_from, day) <= 0 &&
	       (!date_is_known(valid_to) || date_compare(day, valid_to) < 0);
}

/* As names begin, in the form of utf8_name_key. */
static const struct { const char *prefix; enum unit_kind kind; } prefixes[] = {
	{ "xã ", UNIT_KIND_COMMUNE }, { "phường ", UNIT_KIND_WARD },
	{ "thị trấn ", UNIT_KIND_TOWNSHIP }, { "huyện ", UNIT_KIND_RURAL_DISTRICT },
	{ "thành phố ", UNIT_KIND_CITY }, { "tỉnh ", UNIT_KIND_PROVINCE },
	{ "thị xã ", UNIT_KIND_TOWN }, { "quận ", UNIT_KIND_URBAN_DISTRICT },
	{ "đặc khu ", UNIT_KIND_SPECIAL_ZONE }, { "thủ đô ", UNIT_KIND_CITY },
};

enum unit_kind unit_kind_of_name(struct arena *arena, const char *name)
{
	must(name != NULL, "a kind is read from a name");
	const char *key = strncmp(name, "Xã ", strlen("Xã ")) == 0 ? "xã " :
			  utf8_name_key(arena, name);	/* two of three are communes */

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (strncmp(key, prefixes[i].prefix, strlen(prefixes[i].prefix)) == 0)
			return prefixes[i].kind;
	return UNIT_KIND_UNKNOWN;
}

const char *unit_day(struct arena *arena, struct date day)
{
	char text[DATE_TEXT_SIZE];

	if (!date_is_known(day))
		return NULL;
	date_format(day, text);
	return arena_copy(arena, text);
}
