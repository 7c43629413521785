#include "command/change.h"

#include "base/must.h"
#include "base/os.h"
#include "journal/checkpoint.h"

static bool sign(struct command_line *line, struct store *store, struct fault *fault)
{
	struct checkpoint checkpoint;
	struct journal *journal = journal_begin(store, line->arena, os_now(), fault);

	if (journal == NULL)
		return false;
	if (checkpoint_write(journal, &checkpoint, fault))
		return journal_commit(&journal, fault);
	journal_cancel(&journal);
	return false;
}

bool command_change_store(struct command_line *line, struct store *store,
			  command_change *change, void *context)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct journal *journal = journal_begin(store, line->arena, os_now(), &line->fault);

	if (journal == NULL)
		return false;
	must(line->fault.kind == FAULT_NONE, "an earlier fault was told");
	if (!change(line, journal, context)) {
		must(line->fault.kind != FAULT_NONE, "a change that fails says why");
		journal_cancel(&journal);
		return false;
	}
	if (!journal_commit(&journal, &line->fault))
		return false;
	if (!sign(line, store, &fault))
		command_say(line, IN_LANGUAGE(line,
			"Đã ghi, nhưng chưa ký được điểm chốt: %s",
			"Written, but no checkpoint could be signed: %s"),
			fault.detail == NULL ? fault_text(fault.kind, line->language) :
			fault.detail);
	return true;
}

bool command_run_change(struct command_line *line, command_change *change, void *context)
{
	struct store *store = command_open(line, true);
	bool good = store != NULL && command_change_store(line, store, change, context);

	store_close(&store);
	return good;
}
