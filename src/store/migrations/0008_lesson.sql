-- What was learned in an exercise, or in a whole term: strengths and shortcomings, with
-- their causes.  A finding belongs to an exercise, or to the review of a programme.
CREATE TABLE finding(
  id            BLOB PRIMARY KEY,       -- UUID of version 7
  version       INTEGER NOT NULL,       -- grows by one with each change
  label         TEXT NOT NULL,          -- secrecy label
  scope_id      BLOB,                   -- the exercise, or the scope of the programme
  programme_id  BLOB REFERENCES programme(id),  -- of the exercise, if that has one
  exercise_id   BLOB REFERENCES exercise(id),   -- NULL: found over the whole term
  unit_id       BLOB REFERENCES unit(id),       -- NULL: it is true of all
  kind          TEXT NOT NULL,          -- strength, shortcoming
  statement     TEXT NOT NULL,          -- what was seen
  cause         TEXT,                   -- subjective, objective; NULL: not known
  cause_text    TEXT,                   -- why, and why that: the chain of reasons
  element       TEXT,                   -- planning, organisation, equipment, training, exercise
  reference     TEXT,                   -- plan, standard or law that it is measured by
  repeats_id    BLOB REFERENCES finding(id),    -- the same shortcoming of an earlier time
  repeated      INTEGER NOT NULL,       -- 1: it came up before (set by the program)
  source        TEXT,                   -- the document that says so
  search_key    TEXT NOT NULL           -- the statement without accents and case
) STRICT;
CREATE INDEX finding_words ON finding(search_key, programme_id);
CREATE INDEX finding_programme ON finding(programme_id);
CREATE INDEX finding_exercise ON finding(exercise_id);
CREATE INDEX finding_repeats ON finding(repeats_id);

-- What is to be done about it, by whom, until when.  Nobody has accepted a task that has no
-- owner or no due date.  Overdue is not stored: it follows from the day of asking.
CREATE TABLE corrective_task(
  id               BLOB PRIMARY KEY,
  version          INTEGER NOT NULL,
  label            TEXT NOT NULL,
  scope_id         BLOB,                -- the exercise; else the owner below the programme, or its
  finding_id       BLOB REFERENCES finding(id),     -- what it puts right, or NULL
  programme_id     BLOB REFERENCES programme(id),   -- whose review set it
  exercise_id      BLOB REFERENCES exercise(id),
  task             TEXT NOT NULL,       -- what is to be done
  measure          TEXT,                -- by what it is known to be done
  field            TEXT,                -- leadership, posture, works … (src/lesson/lesson.c)
  owner_unit_id    BLOB REFERENCES unit(id),
  owner_person_id  BLOB REFERENCES person(id),
  owner_name       TEXT,                -- an owner that is no record here
  starts_on        TEXT,
  due_on           TEXT,                -- the last day on which it is in time
  priority         INTEGER,             -- 1 is the highest
  budget           INTEGER,             -- đồng
  state            TEXT NOT NULL,       -- proposed, accepted, rejected, in_progress, done, …
  state_reason     TEXT,                -- of the last step that asks for one
  proof            TEXT,                -- what shows that it was done
  verified_by_exercise_id BLOB REFERENCES exercise(id), -- a later one in which it was seen
  source           TEXT
) STRICT;
CREATE INDEX corrective_task_finding ON corrective_task(finding_id);
CREATE INDEX corrective_task_programme ON corrective_task(programme_id);
CREATE INDEX corrective_task_owner ON corrective_task(owner_unit_id);
