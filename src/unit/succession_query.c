/* Lines of succession and places in the chains. */

#include "unit/unit_query.h"

static const struct field succession_row_fields[] = {
	RECORD_HEAD_FIELDS(struct succession_row),
	FIELD(struct succession_row, from_unit_id, "Đơn vị cũ", "Old unit",
	      "Null: established from nothing.", .refers_to = "unit"),
	FIELD(struct succession_row, to_unit_id, "Đơn vị mới", "New unit",
	      "Null: dissolved, or not recorded.", .refers_to = "unit"),
	FIELD(struct succession_row, to_name, "Tên đơn vị mới chưa ghi", "Unrecorded successor",
	      "As a document names it."),
	FIELD_ENUM(struct succession_row, kind, &succession_kind_words, "Hình thức", "Kind",
		   "What happened."),
	FIELD_ENUM(struct succession_row, extent, &succession_extent_words, "Phạm vi", "Extent",
		   "How much of the old unit went over."),
	FIELD(struct succession_row, certain, "Chắc chắn", "Certain", "False: to be checked."),
	FIELD(struct succession_row, date, "Từ ngày", "Date", "First day of the new state."),
	FIELD(struct succession_row, legal_basis, "Căn cứ", "Legal basis", "The resolution."),
	FIELD(struct succession_row, depth, "Bậc", "Depth", "1: next to the unit asked about."),
	FIELD(struct succession_row, unit_id, "Đơn vị", "Unit", "At the far end of the step.",
	      .refers_to = "unit"),
	FIELD(struct succession_row, unit_code, "Mã", "Code", "Its code."),
	FIELD(struct succession_row, unit_name, "Tên", "Name", "Its name."),
	FIELD_ENUM(struct succession_row, unit_tier, &unit_tier_words, "Cấp", "Tier", "Its tier."),
	FIELD(struct succession_row, unit_valid_from, "Từ ngày", "From", "Its first day."),
	FIELD(struct succession_row, unit_valid_to, "Đến trước ngày", "Until",
	      "The first day on which it is no more."),
};
const struct record_type succession_row_type = RECORD_TYPE(succession_row, succession_row_fields,
	.plural = "succession_rows", .vi = "kế thừa", .en = "succession",
	.help = "A step of succession and the unit at its far end.",
	.read_right = RIGHT_UNIT_READ, .seen_by_all = true);

#define STEP_COLUMNS \
	" SELECT s.id AS id, s.version AS version, s.label AS label, s.scope_id AS scope_id," \
	"        s.from_unit_id AS from_unit_id, s.to_unit_id AS to_unit_id," \
	"        s.to_name AS to_name, s.kind AS kind, s.extent AS extent," \
	"        s.certain AS certain, s.date AS date, s.legal_basis AS legal_basis," \
	"        line.depth + 1 AS depth, u.id AS unit_id, u.code AS unit_code," \
	"        u.name AS unit_name, u.tier AS unit_tier, u.valid_from AS unit_valid_from," \
	"        u.valid_to AS unit_valid_to"

/* Lines have no circle (see unit_rules.c); the depth is bounded all the same. */
bool unit_list_predecessors(struct store *store, struct arena *arena, struct id unit_id,
			    struct list *list_out, struct fault *fault)
{
	return store_list(store, arena, &succession_row_type,
		"WITH RECURSIVE walk(id, depth) AS ("
		"  VALUES(:id, 0)"
		"  UNION"
		"  SELECT s.from_unit_id, walk.depth + 1"
		"  FROM walk JOIN visible_succession s ON s.to_unit_id = walk.id"
		"  WHERE s.from_unit_id IS NOT NULL AND walk.depth < 64),"
		" line AS (SELECT id, MIN(depth) AS depth FROM walk GROUP BY id)"
		STEP_COLUMNS
		" FROM line"
		" JOIN visible_succession s ON s.to_unit_id = line.id"
		" LEFT JOIN visible_unit u ON u.id = s.from_unit_id"
		" ORDER BY line.depth, u.code, s.id",
		BINDS(ID("id", unit_id)), list_out, fault);
}

bool unit_list_successors(struct store *store, struct arena *arena, struct id unit_id,
			  struct list *list_out, struct fault *fault)
{
	return store_list(store, arena, &succession_row_type,
		"WITH RECURSIVE walk(id, depth) AS ("
		"  VALUES(:id, 0)"
		"  UNION"
		"  SELECT s.to_unit_id, walk.depth + 1"
		"  FROM walk JOIN visible_succession s ON s.from_unit_id = walk.id"
		"  WHERE s.to_unit_id IS NOT NULL AND walk.depth < 64),"
		" line AS (SELECT id, MIN(depth) AS depth FROM walk GROUP BY id)"
		STEP_COLUMNS
		" FROM line"
		" JOIN visible_succession s ON s.from_unit_id = line.id"
		" LEFT JOIN visible_unit u ON u.id = s.to_unit_id"
		" ORDER BY line.depth, u.code, s.id",
		BINDS(ID("id", unit_id)), list_out, fault);
}

static const struct field unit_chain_row_fields[] = {
	RECORD_HEAD_FIELDS(struct unit_chain_row),
	FIELD_ENUM(struct unit_chain_row, chain, &unit_chain_words, "Hệ thống", "Chain",
		   "Which chain."),
	FIELD(struct unit_chain_row, parent_id, "Cấp trên", "Parent", "The unit above.",
	      .refers_to = "unit"),
	FIELD(struct unit_chain_row, parent_code, "Mã", "Code", "Its code."),
	FIELD(struct unit_chain_row, parent_name, "Tên", "Name", "Its name."),
	FIELD(struct unit_chain_row, valid_from, "Từ ngày", "From", "First day under it."),
	FIELD(struct unit_chain_row, valid_to, "Đến trước ngày", "Until", "First day no more."),
};
const struct record_type unit_chain_row_type = RECORD_TYPE(unit_chain_row, unit_chain_row_fields,
	.plural = "unit_chain_rows", .vi = "cấp trên", .en = "place in a chain",
	.help = "A unit above, for some time.",
	.read_right = RIGHT_UNIT_READ, .seen_by_all = true);

bool unit_list_chain(struct store *store, struct arena *arena, struct id unit_id,
		     struct list *list_out, struct fault *fault)
{
	return store_list(store, arena, &unit_chain_row_type,
		"SELECT l.id AS id, l.version AS version, l.label AS label,"
		"       l.scope_id AS scope_id, l.chain AS chain, p.id AS parent_id,"
		"       p.code AS parent_code, p.name AS parent_name,"
		"       l.valid_from AS valid_from, l.valid_to AS valid_to"
		" FROM visible_unit_link l JOIN visible_unit p ON p.id = l.parent_id"
		" WHERE l.unit_id = :id"
		" ORDER BY l.chain, COALESCE(l.valid_from, '0001-01-01')",
		BINDS(ID("id", unit_id)), list_out, fault);
}
