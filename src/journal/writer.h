#ifndef JOURNAL_WRITER_H
#define JOURNAL_WRITER_H
/* The one writer thread: everything that waits goes into one transaction, a
   part each, one sync of the disk, then all are answered (group commit). */

#include "journal/journal.h"

struct writer;

struct job {
	/* Runs on the writer's thread inside its part; false undoes the part. */
	bool (*run)(struct journal *journal, struct job *job);
	/* Called on the writer's thread when the change is durable or refused. */
	void (*done)(struct job *job);
	struct actor actor;
	struct arena *arena;	/* the job's own; faults and results live in it */
	struct fault fault;	/* FAULT_NONE when it is done and durable */
	void *context;
	bool is_urgent;		/* goes before all that waits: releases of a live run */
	struct job *next;	/* the writer's */
};

/* Opens a writing connection of its own and starts the thread.  `now` is the
   clock that stamps entries. */
struct writer *writer_start(const char *path, struct instant (*now)(void), struct fault *fault);
/* The same on a connection that is open (STORE_WRITE); it is the writer's from now
   on, in any case. */
struct writer *writer_start_on(struct store **store, struct instant (*now)(void),
			       struct fault *fault);
/* Takes what waits, writes a checkpoint, and ends the thread. */
void writer_stop(struct writer **writer);
void writer_submit(struct writer *writer, struct job *job);
/* Submits and waits: for threads that have nothing else to do. */
bool writer_run(struct writer *writer, struct job *job);
/* What it has done since its start. */
struct writer_figures { unsigned long groups, jobs; };
struct writer_figures writer_figures(struct writer *writer);
/* True since a full disk refused a change, until a change succeeds again or the
   writer, which tries every two seconds, finds room. */
bool writer_disk_is_full(struct writer *writer);
/* Calls back on the writer's thread whenever that turns. */
void writer_tell_disk(struct writer *writer, void (*tell)(void *context, bool is_full),
		      void *context);

#endif
