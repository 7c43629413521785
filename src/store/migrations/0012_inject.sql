-- The script of an exercise, and the cells that play it.  A script is what is planned; a
-- run copies it and never writes here.  Times are microseconds from T, the start of the
-- exercise, and may be negative.

-- What holds for a whole script; an exercise has one at most.
CREATE TABLE script(
  id               BLOB PRIMARY KEY,    -- UUID of version 7
  version          INTEGER NOT NULL,    -- grows by one with each change
  label            TEXT NOT NULL,       -- secrecy label, at least that of the exercise
  scope_id         BLOB,                -- the exercise
  exercise_id      BLOB NOT NULL REFERENCES exercise(id),
  starts_at        INTEGER,             -- the planned real moment T, microseconds since 1970
  story_starts_at  INTEGER,             -- the same moment in the story
  marking          TEXT,                -- on every text that is delivered
  load_most        INTEGER,             -- injects that one cell can bear …
  load_minutes     INTEGER,             -- … within so many minutes
  note             TEXT,
  last_number      INTEGER NOT NULL     -- the highest inject number that was removed
) STRICT;
CREATE UNIQUE INDEX script_exercise ON script(exercise_id);

-- Those who play, control, answer for others, evaluate.
CREATE TABLE cell(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                    -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  position     INTEGER NOT NULL,        -- from 1
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,           -- player, control, response, evaluation, support
  unit_id      BLOB REFERENCES unit(id),
  contact      TEXT,
  note         TEXT
) STRICT;
CREATE UNIQUE INDEX cell_code ON cell(exercise_id, code);

-- Who sits in a cell.
CREATE TABLE cell_member(
  id                      BLOB PRIMARY KEY,
  version                 INTEGER NOT NULL,
  label                   TEXT NOT NULL,
  scope_id                BLOB,         -- the exercise
  cell_id                 BLOB NOT NULL REFERENCES cell(id),
  login                   TEXT,         -- of the account below
  account_id              BLOB REFERENCES account(id),
  organisation_member_id  BLOB REFERENCES organisation_member(id),
  leads                   INTEGER NOT NULL
) STRICT;
CREATE INDEX cell_member_cell ON cell_member(cell_id);
CREATE INDEX cell_member_account ON cell_member(account_id);
CREATE INDEX cell_member_member ON cell_member(organisation_member_id);

-- A thread through the story.
CREATE TABLE storyline(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                    -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  position     INTEGER NOT NULL,        -- from 1
  code         TEXT NOT NULL,
  title        TEXT NOT NULL,
  aim          TEXT
) STRICT;
CREATE UNIQUE INDEX storyline_code ON storyline(exercise_id, code);

-- A main event: what the incidents below it belong to.
CREATE TABLE script_event(
  id            BLOB PRIMARY KEY,
  version       INTEGER NOT NULL,
  label         TEXT NOT NULL,
  scope_id      BLOB,                   -- the exercise
  exercise_id   BLOB NOT NULL REFERENCES exercise(id),
  storyline_id  BLOB REFERENCES storyline(id),
  position      INTEGER NOT NULL,       -- its number
  title         TEXT NOT NULL,
  synopsis      TEXT,
  owner         TEXT                    -- who answers for its scripting
) STRICT;
CREATE UNIQUE INDEX script_event_number ON script_event(exercise_id, position);
CREATE INDEX script_event_storyline ON script_event(storyline_id);

-- One situation of an event (the table incident is the safety register).
CREATE TABLE script_incident(
  id                BLOB PRIMARY KEY,
  version           INTEGER NOT NULL,
  label             TEXT NOT NULL,
  scope_id          BLOB,               -- the exercise
  script_event_id   BLOB NOT NULL REFERENCES script_event(id),
  position          INTEGER NOT NULL,   -- its number below the event
  title             TEXT NOT NULL,
  description       TEXT,
  background        TEXT,               -- what is true in the story
  place             TEXT,
  expected_outcome  TEXT,
  owner             TEXT
) STRICT;
CREATE UNIQUE INDEX script_incident_number ON script_incident(script_event_id, position);

-- One stimulus through one channel at one time, or an action that is expected.
CREATE TABLE inject(
  id                   BLOB PRIMARY KEY,
  version              INTEGER NOT NULL,
  label                TEXT NOT NULL,
  scope_id             BLOB,            -- the exercise
  exercise_id          BLOB NOT NULL REFERENCES exercise(id),
  number               INTEGER NOT NULL,  -- of the exercise, never used again
  kind                 TEXT NOT NULL,   -- inject, contingency, expected_action, administrative
  release              TEXT NOT NULL,   -- automatic, manual, condition, reserve
  any_condition        INTEGER NOT NULL,  -- 1: one of its conditions suffices
  state                TEXT NOT NULL,   -- src/inject/inject_states.c has the picture
  state_reason         TEXT,
  planned              INTEGER,         -- microseconds from T
  answer_within_us     INTEGER,         -- exercise time until the answer is due
  title                TEXT NOT NULL,
  text                 TEXT,            -- what the recipients get
  from_name            TEXT,            -- the simulated sender
  means                TEXT,            -- verbal, phone, radio … (src/inject/inject_words.c)
  means_text           TEXT,            -- as the paper words it
  expected_actions     TEXT,
  is_critical          INTEGER NOT NULL,
  outcomes             TEXT,            -- one a line
  storyline_id         BLOB REFERENCES storyline(id),
  script_incident_id   BLOB REFERENCES script_incident(id),
  phase_id             BLOB REFERENCES phase(id),
  training_problem_id  BLOB REFERENCES training_problem(id),
  content_id           BLOB REFERENCES content(id),
  contingency_for_id   BLOB REFERENCES inject(id),
  controller_id        BLOB REFERENCES organisation_member(id),
  evaluator_id         BLOB REFERENCES organisation_member(id),
  controller_name      TEXT,
  evaluator_name       TEXT,
  location             TEXT,
  priority             INTEGER,         -- 1 is the highest
  notes                TEXT,
  author_id            BLOB,            -- the account that added it
  proposed_by          BLOB,
  approved_by          BLOB,
  was_approved         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX inject_number ON inject(exercise_id, number);
CREATE INDEX inject_planned ON inject(exercise_id, planned);
CREATE INDEX inject_storyline ON inject(storyline_id);
CREATE INDEX inject_script_incident ON inject(script_incident_id);
CREATE INDEX inject_phase ON inject(phase_id);
CREATE INDEX inject_training_problem ON inject(training_problem_id);
CREATE INDEX inject_content ON inject(content_id);
CREATE INDEX inject_contingency ON inject(contingency_for_id);
CREATE INDEX inject_controller ON inject(controller_id);
CREATE INDEX inject_evaluator ON inject(evaluator_id);

-- To whom an inject goes.
CREATE TABLE inject_recipient(
  id                      BLOB PRIMARY KEY,
  version                 INTEGER NOT NULL,
  label                   TEXT NOT NULL,
  scope_id                BLOB,         -- the exercise
  inject_id               BLOB NOT NULL REFERENCES inject(id),
  cell_id                 BLOB REFERENCES cell(id),
  organisation_member_id  BLOB REFERENCES organisation_member(id),
  name                    TEXT,         -- of one that is neither yet
  is_copy                 INTEGER NOT NULL  -- 1: for information
) STRICT;
CREATE INDEX inject_recipient_inject ON inject_recipient(inject_id);
CREATE INDEX inject_recipient_cell ON inject_recipient(cell_id);
CREATE INDEX inject_recipient_member ON inject_recipient(organisation_member_id);

-- What an inject waits for that is released on condition.
CREATE TABLE inject_condition(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,                     -- the exercise
  inject_id   BLOB NOT NULL REFERENCES inject(id),
  parent_id   BLOB NOT NULL REFERENCES inject(id),
  kind        TEXT NOT NULL,            -- parent_done, parent_answered, …
  within_us   INTEGER,                  -- not answered so long after its release
  outcome     TEXT                      -- one of the parent's
) STRICT;
CREATE INDEX inject_condition_inject ON inject_condition(inject_id);
CREATE INDEX inject_condition_parent ON inject_condition(parent_id);

-- Which objective an inject, an event or a storyline serves.
CREATE TABLE objective_link(
  id               BLOB PRIMARY KEY,
  version          INTEGER NOT NULL,
  label            TEXT NOT NULL,
  scope_id         BLOB,                -- the exercise
  objective_id     BLOB NOT NULL REFERENCES objective(id),
  inject_id        BLOB REFERENCES inject(id),
  script_event_id  BLOB REFERENCES script_event(id),
  storyline_id     BLOB REFERENCES storyline(id)
) STRICT;
CREATE INDEX objective_link_objective ON objective_link(objective_id);
CREATE INDEX objective_link_inject ON objective_link(inject_id);
CREATE INDEX objective_link_event ON objective_link(script_event_id);
CREATE INDEX objective_link_storyline ON objective_link(storyline_id);
