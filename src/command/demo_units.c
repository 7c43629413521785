/* The units of the demonstration: the district with its eight units until the
   reform, the three communes that took their place, and the chain of command since. */

#include "base/must.h"
#include "command/demo_private.h"

#define REFORM { 2025, 7, 1 }
#define BASIS_COMMUNES "Nghị quyết 1660/NQ-UBTVQH15"
/* Commune commands directly under the province, by a resolution that expires on
   2027-02-28. */
#define COMMANDS_FROM { 2026, 1, 26 }
#define COMMANDS_TO { 2027, 3, 1 }

enum { NEW_COMMUNES = 3 };

static const struct {
	const char *code, *name, *alias;
	int becomes;			/* of the new communes below */
} old_units[DEMO_UNITS] = {
	{ "24538", "Thị trấn Buôn Trấp", "TT. Buôn Trấp", 0 },
	{ "24556", "Xã Dray Sáp", NULL, 1 },
	{ "24559", "Xã Ea Na", NULL, 1 },
	{ "24565", "Xã Ea Bông", NULL, 1 },
	{ "24568", "Xã Băng A Drênh", NULL, 2 },
	{ "24571", "Xã Dur KMăl", "Xã Dur Kmăl", 2 },
	{ "24574", "Xã Bình Hòa", "Xã Bình Hoà", 0 },
	{ "24577", "Xã Quảng Điền", NULL, 0 },
};

static const struct {
	const char *code, *name, *command_code, *command_name;
} new_communes[NEW_COMMUNES] = {
	{ "24538", "Xã Krông Ana", "CHQS-24538", "Ban Chỉ huy quân sự xã Krông Ana" },
	{ "24559", "Xã Ea Na", "CHQS-24559", "Ban Chỉ huy quân sự xã Ea Na" },
	{ "24568", "Xã Dur Kmăl", "CHQS-24568", "Ban Chỉ huy quân sự xã Dur Kmăl" },
};

static bool add_unit(struct demonstration *demo, struct unit unit, struct id *id_out)
{
	if (!collection_add(demo->journal, &unit_collection, &unit, demo->fault))
		return false;
	*id_out = unit.head.id;
	return true;
}

static bool add_link(struct demonstration *demo, enum unit_chain chain, struct id unit_id,
		     struct id parent_id, struct date valid_from, struct date valid_to)
{
	struct unit_link link = { .chain = chain, .unit_id = unit_id, .parent_id = parent_id,
				  .valid_from = valid_from, .valid_to = valid_to };

	return collection_add(demo->journal, &unit_link_collection, &link, demo->fault);
}

static bool add_place(struct demonstration *demo, struct id unit_id, struct id parent_id)
{
	return add_link(demo, UNIT_CHAIN_ADMINISTRATIVE, unit_id, parent_id, DATE_NONE, DATE_NONE);
}

static bool add_alias(struct demonstration *demo, struct id unit_id, const char *name)
{
	struct unit_alias alias = { .unit_id = unit_id, .name = name };

	return collection_add(demo->journal, &unit_alias_collection, &alias, demo->fault);
}

static bool add_succession(struct demonstration *demo, struct id from, struct id to,
			   enum succession_kind kind, const char *legal_basis)
{
	struct succession step = { .from_unit_id = from, .to_unit_id = to, .kind = kind,
				   .extent = SUCCESSION_WHOLE, .certain = true, .date = REFORM,
				   .legal_basis = legal_basis };

	return collection_add(demo->journal, &succession_collection, &step, demo->fault);
}

static bool add_province_and_district(struct demonstration *demo)
{
	return add_unit(demo, (struct unit){ .code = "66", .name = "Tỉnh Đắk Lắk",
			.tier = UNIT_PROVINCE, .valid_to = REFORM }, &demo->province_id) &&
	       add_unit(demo, (struct unit){ .code = "66", .name = "Tỉnh Đắk Lắk",
			.tier = UNIT_PROVINCE, .valid_from = REFORM }, &demo->new_province_id) &&
	       add_unit(demo, (struct unit){ .code = "655", .name = "Huyện Krông Ana",
			.tier = UNIT_DISTRICT, .valid_to = REFORM }, &demo->district_id) &&
	       add_place(demo, demo->district_id, demo->province_id) &&
	       add_alias(demo, demo->district_id, "Huyện Krông A Na") &&
	       add_succession(demo, demo->province_id, demo->new_province_id, SUCCESSION_MERGE,
			      NULL) &&
	       add_succession(demo, demo->district_id, ID_NONE, SUCCESSION_DISSOLVE, NULL);
}

static bool add_old_units(struct demonstration *demo)
{
	for (int i = 0; i < DEMO_UNITS; i++) {
		struct unit unit = { .code = old_units[i].code, .name = old_units[i].name,
				     .tier = UNIT_COMMUNE, .valid_to = REFORM };

		if (!add_unit(demo, unit, &demo->unit_ids[i]) ||
		    !add_place(demo, demo->unit_ids[i], demo->district_id) ||
		    (old_units[i].alias != NULL &&
		     !add_alias(demo, demo->unit_ids[i], old_units[i].alias)))
			return false;
	}
	return true;
}

static bool add_new_communes(struct demonstration *demo, struct id new_ids[NEW_COMMUNES])
{
	for (int i = 0; i < NEW_COMMUNES; i++) {
		struct unit unit = { .code = new_communes[i].code, .name = new_communes[i].name,
				     .tier = UNIT_COMMUNE, .valid_from = REFORM };

		if (!add_unit(demo, unit, &new_ids[i]) ||
		    !add_place(demo, new_ids[i], demo->new_province_id))
			return false;
	}
	for (int i = 0; i < DEMO_UNITS; i++)
		if (!add_succession(demo, demo->unit_ids[i], new_ids[old_units[i].becomes],
				    SUCCESSION_MERGE, BASIS_COMMUNES))
			return false;
	return true;
}

/* Each commune's command belongs to its commune, and obeys the province's. */
static bool add_commands(struct demonstration *demo, const struct id new_ids[NEW_COMMUNES])
{
	struct id province_command, command;
	const struct date from = COMMANDS_FROM, to = COMMANDS_TO;

	const struct unit above = { .code = "CHQS-66", .tier = UNIT_OTHER,
				    .name = "Bộ Chỉ huy quân sự tỉnh Đắk Lắk",
				    .kind = UNIT_KIND_MILITARY_COMMAND, .valid_from = REFORM };

	if (!add_unit(demo, above, &province_command) ||
	    !add_place(demo, province_command, demo->new_province_id))
		return false;
	for (int i = 0; i < NEW_COMMUNES; i++) {
		struct unit unit = { .code = new_communes[i].command_code,
				     .name = new_communes[i].command_name, .tier = UNIT_OTHER,
				     .kind = UNIT_KIND_MILITARY_COMMAND, .valid_from = from };

		if (!add_unit(demo, unit, &command) ||
		    !add_place(demo, command, new_ids[i]) ||
		    !add_link(demo, UNIT_CHAIN_MILITARY, command, province_command, from, to))
			return false;
	}
	return true;
}

bool demo_add_units(struct demonstration *demo)
{
	struct id new_ids[NEW_COMMUNES];

	must(demo->journal != NULL, "the units need a journal");
	return add_province_and_district(demo) && add_old_units(demo) &&
	       add_new_communes(demo, new_ids) && add_commands(demo, new_ids);
}
