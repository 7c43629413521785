#include "person/person.h"

#include "base/must.h"
#include "base/utf8.h"
#include "unit/unit.h"

static const struct field person_fields[] = {
	RECORD_HEAD_FIELDS(struct person),
	FIELD(struct person, full_name, "Họ và tên", "Full name", "As written in decisions.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 120),
	FIELD(struct person, rank, "Cấp bậc, chức danh", "Rank or title",
	      "Military rank or civil title, as written; null: not known.", .max = 80),
	FIELD(struct person, unit_id, "Đơn vị quản lý", "Unit",
	      "The unit that keeps the person's file; null: not known.", .refers_to = "unit"),
	FIELD(struct person, note, "Ghi chú", "Note", "No more than the record needs.",
	      .flags = FIELD_LONG, .max = 1000),
	FIELD(struct person, search_key, "Khóa tìm", "Search key",
	      "The name without accents and case.", .flags = FIELD_READ_ONLY, .max = 300),
	FIELD(struct person, code, "Mã người", "Code",
	      "Given by the office, its own for each; tells people of one name apart.",
	      .max = 40),
};
const struct record_type person_type = RECORD_TYPE(person, person_fields, .plural = "persons",
	.vi = "người", .en = "person", .help = "A person as far as exercises concern them.",
	.read_right = RIGHT_PERSON_READ, .write_right = RIGHT_PERSON_WRITE);

static const struct field post_fields[] = {
	RECORD_HEAD_FIELDS(struct post),
	FIELD(struct post, person_id, "Người", "Person", "Who holds the post.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "person"),
	FIELD(struct post, unit_id, "Đơn vị", "Unit", "Where the post is.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD(struct post, title, "Chức vụ", "Title", "As the decision writes it.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD(struct post, valid_from, "Từ ngày", "From", "The first day; null: not known."),
	FIELD(struct post, valid_to, "Đến trước ngày", "Until",
	      "The first day no more; null: still in it, or not known."),
};
const struct record_type post_type = RECORD_TYPE(post, post_fields, .plural = "posts",
	.vi = "chức vụ", .en = "post", .help = "A person's post in a unit for some time.",
	.read_right = RIGHT_PERSON_READ, .write_right = RIGHT_PERSON_WRITE);

static bool settle_person(struct journal *journal, const void *before, void *after,
			  struct fault *fault)
{
	struct person *person = after;

	(void)before;
	(void)fault;
	if (person == NULL)
		return true;
	must(person->full_name != NULL, "a name was asked for before");
	person->search_key = utf8_search_key(journal_arena(journal), person->full_name);
	person->head.scope_id = person->unit_id;
	return true;
}

/* A post tells who the person is: it is never less secret. */
static bool settled_person(struct journal *journal, const void *before, const void *after,
			   struct fault *fault)
{
	static const char sql[] =
		"SELECT id, version, label, scope_id, person_id, unit_id, title, valid_from,\n"
		"       valid_to\n"
		"FROM post\n"
		"WHERE person_id = :id";
	const struct person *old = before, *person = after;
	struct list posts;

	if (old == NULL || person == NULL || person->head.label.level <= old->head.label.level)
		return true;
	if (!store_list(journal_store(journal), journal_arena(journal), &post_type, sql,
			BINDS(ID("id", person->head.id)), &posts, fault))
		return false;
	for (size_t i = 0; i < posts.count; i++) {
		struct post *post = posts.items[i];

		must(id_equal(post->person_id, person->head.id), "a post of this person");
		if (post->head.label.level >= person->head.label.level)
			continue;
		post->head.label = person->head.label;
		if (!journal_change(journal, &post_type, post, fault))
			return false;
	}
	return true;
}

const struct collection person_collection = {
	.type = &person_type, .settle = settle_person, .settled = settled_person,
	.order = "search_key",
};

/* The unit exists on some day of the post. */
static bool check_unit(struct journal *journal, const struct post *post, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const struct unit *unit = collection_refer(journal, &unit_type, post->unit_id, "/unit_id",
						   fault);

	if (unit == NULL)
		return false;
	struct period lives = { unit->valid_from, unit->valid_to };
	struct period held = { post->valid_from, post->valid_to };

	must(!period_is_empty(held), "the order of the days was checked before");
	/* an end that is not known may lie before that of the unit */
	struct period begun = { post->valid_from, date_is_known(post->valid_from) ?
				date_add_days(post->valid_from, 1) : DATE_NONE };

	return (!period_is_empty(period_common(lives, held)) &&
		!period_is_empty(period_common(lives, begun))) ||
	       fault_add_problem(fault, arena, "/unit_id", PROBLEM_OUTSIDE_DATES,
				 period_of(arena, unit->name, lives));
}

static bool settle_post(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	struct post *post = after;

	(void)before;
	if (post == NULL)
		return true;
	const struct person *person = collection_refer(journal, &person_type, post->person_id,
						       "/person_id", fault);

	if (person == NULL)
		return false;
	if (post->head.label.level < person->head.label.level)
		post->head.label = person->head.label;
	post->head.scope_id = post->unit_id;
	if (period_is_empty((struct period){ post->valid_from, post->valid_to }))
		return fault_add_problem(fault, journal_arena(journal), "/valid_to",
					 PROBLEM_ORDER_OF_DATES, NULL);
	return check_unit(journal, post, fault);
}

const struct collection post_collection = {
	.type = &post_type, .settle = settle_post, .order = "valid_from",
};
