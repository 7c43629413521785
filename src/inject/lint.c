#include "inject/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

#define MINUTE_US INT64_C(60000000)

static const struct { const char *number, *member, *texts[2]; } rules[] = {
#define RULE(name_, number_, member_, vi_, en_) \
	[LINT_##name_] = { number_, member_, { vi_, en_ } },
#include "inject/lint_rules.def"
};

const char *lint_number(enum lint_rule rule)
{
	must(rule < LINT_RULES, "a rule of the table");
	return rules[rule].number;
}

const char *lint_member(enum lint_rule rule)
{
	must(rule < LINT_RULES, "a rule of the table");
	return rules[rule].member;
}

const char *lint_text(enum lint_rule rule, enum language language)
{
	must(rule < LINT_RULES, "a rule of the table");
	return rules[rule].texts[language];
}

void lint_say(struct lint_result *result, enum lint_rule rule, const struct record_type *type,
	      const struct record_head *head, int64_t number, const char *title)
{
	must(type != NULL && head != NULL, "a finding is about a record");
	if (result->count == result->room) {
		size_t room = result->room == 0 ? 32 : 2 * result->room;
		struct lint_finding *grown = arena_array(result->arena, struct lint_finding, room);

		if (result->count > 0)
			memcpy(grown, result->findings, result->count * sizeof(*grown));
		result->findings = grown;
		result->room = room;
	}
	result->findings[result->count++] = (struct lint_finding){ rule, type, head->id, number,
								   title };
}

static void say(struct lint_result *result, enum lint_rule rule, const struct inject *inject)
{
	lint_say(result, rule, &inject_type, &inject->head, inject->number, inject->title);
}

static bool is_filled(const char *text)
{
	return text != NULL && *text != '\0';
}

/* What is retired or put aside is not played, so nothing is wrong with it. */
static bool is_played(const struct inject *inject)
{
	return inject->state != INJECT_OBSOLETE && inject->state != INJECT_DEFERRED;
}

/* An expected action is told to control and delivered to nobody. */
static bool is_delivered(const struct inject *inject)
{
	return inject->kind != INJECT_EXPECTED_ACTION;
}

static const struct inject *find_inject(const struct script_copy *script, struct id id)
{
	for (size_t i = 0; i < script->injects.count; i++) {
		const struct inject *inject = script->injects.items[i];

		if (id_equal(inject->head.id, id))
			return inject;
	}
	return NULL;
}

static bool has_objective(const struct script_copy *script, const struct inject *inject)
{
	for (size_t i = 0; i < script->objective_links.count; i++) {
		const struct objective_link *link = script->objective_links.items[i];

		if (id_equal(link->inject_id, inject->head.id))
			return true;
	}
	return false;
}

static bool has_cell(const struct script_copy *script, const struct inject *inject)
{
	for (size_t i = 0; i < script->recipients.count; i++) {
		const struct inject_recipient *recipient = script->recipients.items[i];

		if (id_equal(recipient->inject_id, inject->head.id) &&
		    recipient_cell(script, recipient) != NULL)
			return true;
	}
	return false;
}

static void check_people(const struct script_copy *script, const struct inject *inject,
			 struct lint_result *result)
{
	if (!has_cell(script, inject))
		say(result, LINT_NO_RECIPIENT, inject);
	if (is_delivered(inject) && !is_filled(inject->from_name))
		say(result, LINT_NO_SENDER, inject);
	if (is_delivered(inject) && inject->means == MEANS_UNKNOWN)
		say(result, LINT_NO_MEANS, inject);
	if (is_delivered(inject) && !is_filled(inject->text))
		say(result, LINT_NO_TEXT, inject);
	if (id_is_none(inject->controller_id) && !is_filled(inject->controller_name))
		say(result, LINT_NO_CONTROLLER, inject);
	bool is_observed = inject->kind == INJECT_EXPECTED_ACTION ||
			   is_filled(inject->expected_actions);

	if (is_observed && id_is_none(inject->evaluator_id) &&
	    !is_filled(inject->evaluator_name))
		say(result, LINT_NO_EVALUATOR, inject);
}

static void check_release(const struct script_copy *script, const struct inject *inject,
			  struct lint_result *result)
{
	bool waits = false;

	for (size_t i = 0; i < script->conditions.count; i++) {
		const struct inject_condition *condition = script->conditions.items[i];

		if (!id_equal(condition->inject_id, inject->head.id))
			continue;
		const struct inject *parent = find_inject(script, condition->parent_id);

		must(parent != NULL, "a condition is about an inject of the same script");
		waits = true;
		if (parent->planned.has_value && inject->planned.has_value &&
		    inject->planned.time.us < parent->planned.time.us)
			say(result, LINT_BEFORE_PARENT, inject);
	}
	if (inject->release == RELEASE_CONDITION && !waits)
		say(result, LINT_NO_CONDITION, inject);
	if (inject->release == RELEASE_AUTOMATIC && !inject->planned.has_value)
		say(result, LINT_NO_TIME, inject);
}

static void check_contingency(const struct script_copy *script, const struct inject *inject,
			      struct lint_result *result)
{
	if (inject->kind != INJECT_EXPECTED_ACTION || !inject->is_critical)
		return;
	for (size_t i = 0; i < script->injects.count; i++) {
		const struct inject *other = script->injects.items[i];

		if (is_played(other) && id_equal(other->contingency_for_id, inject->head.id))
			return;
	}
	say(result, LINT_NO_CONTINGENCY, inject);
}

/* The script's own marking is put on every text; without one each must say it. */
static void check_marking(struct arena *arena, const struct script_copy *script,
			  const struct inject *inject, struct lint_result *result)
{
	if (script->script != NULL && is_filled(script->script->marking))
		return;
	if (!is_delivered(inject) || !is_filled(inject->text))
		return;
	const char *key = utf8_search_key(arena, inject->text);

	if (strstr(key, "dien tap") == NULL && strstr(key, "exercise") == NULL)
		say(result, LINT_NO_MARKING, inject);
}

/* In the order of numbers, times inside one thread do not go back. */
static void check_threads(const struct script_copy *script, struct lint_result *result)
{
	for (size_t i = 0; i < script->injects.count; i++) {
		const struct inject *inject = script->injects.items[i];
		const struct inject *before = NULL;

		if (!is_played(inject) || !inject->planned.has_value ||
		    id_is_none(inject->storyline_id))
			continue;
		for (size_t k = 0; k < script->injects.count; k++) {
			const struct inject *other = script->injects.items[k];

			if (is_played(other) && other->planned.has_value &&
			    id_equal(other->storyline_id, inject->storyline_id) &&
			    other->number < inject->number &&
			    (before == NULL || other->number > before->number))
				before = other;
		}
		if (before != NULL && inject->planned.time.us < before->planned.time.us)
			say(result, LINT_TIME_BACKWARDS, inject);
	}
}

/* The first and the last on the timeline; injects come in the order of their times. */
static void check_ends(const struct script_copy *script, struct lint_result *result)
{
	const struct inject *first = NULL, *last = NULL;

	for (size_t i = 0; i < script->injects.count; i++) {
		const struct inject *inject = script->injects.items[i];

		if (!is_played(inject) || !inject->planned.has_value)
			continue;
		first = first == NULL ? inject : first;
		last = inject;
	}
	if (first != NULL && first->kind != INJECT_ADMINISTRATIVE)
		say(result, LINT_NO_START, first);
	if (last != NULL && last->kind != INJECT_ADMINISTRATIVE)
		say(result, LINT_NO_END, last);
}

/* Says the inject with which a cell gets more than it can bear (HS-15), once for each
   pile: `times` holds when the cell got the last ones. */
static void check_load(const struct script_copy *script, const struct cell *cell,
		       struct lint_result *result)
{
	const struct script *limits = script->script;
	const int64_t span_us = limits->load_minutes.value * MINUTE_US;
	const size_t most = (size_t)limits->load_most.value;
	int64_t *times = arena_array(result->arena, int64_t, most);
	size_t count = 0;

	must(most > 0 && span_us > 0, "limits are checked by their fields");
	for (size_t i = 0; i < script->recipients.count; i++) {
		const struct inject_recipient *recipient = script->recipients.items[i];
		const struct inject *inject = find_inject(script, recipient->inject_id);

		if (recipient->is_copy || recipient_cell(script, recipient) != cell ||
		    inject == NULL || !is_played(inject) || !is_delivered(inject) ||
		    !inject->planned.has_value)
			continue;
		int64_t now = inject->planned.time.us;

		if (count >= most && now - times[count % most] < span_us) {
			say(result, LINT_OVERLOAD, inject);
			count = 0;	/* the next pile begins here */
		}
		times[count++ % most] = now;
	}
}

static void check_objective(const struct script_copy *script, const struct objective *objective,
			    struct lint_result *result)
{
	bool is_served = false, is_watched = false;

	for (size_t i = 0; i < script->objective_links.count; i++) {
		const struct objective_link *link = script->objective_links.items[i];
		const struct inject *inject = find_inject(script, link->inject_id);

		if (!id_equal(link->objective_id, objective->head.id) || inject == NULL ||
		    !is_played(inject))
			continue;
		is_served = true;
		is_watched = is_watched || inject->kind == INJECT_EXPECTED_ACTION ||
			     is_filled(inject->expected_actions);
	}
	if (!is_served)
		lint_say(result, LINT_OBJECTIVE_UNUSED, &objective_type, &objective->head,
			 objective->position, objective->statement);
	else if (!is_watched)
		lint_say(result, LINT_OBJECTIVE_UNWATCHED, &objective_type, &objective->head,
			 objective->position, objective->statement);
}

void lint_run(const struct script_copy *script, const struct list *objectives,
	      struct lint_result *result)
{
	must(script != NULL && result->arena != NULL, "a script, and room for what is found");
	for (size_t i = 0; i < script->injects.count; i++) {
		const struct inject *inject = script->injects.items[i];

		if (!is_played(inject))
			continue;
		if (inject->kind != INJECT_ADMINISTRATIVE && !has_objective(script, inject))
			say(result, LINT_NO_OBJECTIVE, inject);
		check_people(script, inject, result);
		check_release(script, inject, result);
		check_contingency(script, inject, result);
		check_marking(result->arena, script, inject, result);
	}
	check_threads(script, result);
	check_ends(script, result);
	for (size_t i = 0; i < objectives->count; i++)
		check_objective(script, objectives->items[i], result);
	const struct script *limits = script->script;

	if (limits == NULL || !limits->load_most.has_value || !limits->load_minutes.has_value)
		return;
	for (size_t i = 0; i < script->cells.count; i++)
		check_load(script, script->cells.items[i], result);
}
