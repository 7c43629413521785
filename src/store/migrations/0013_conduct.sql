-- The live run of an exercise (docs/decisions/conduct.md).

-- One playing of an exercise's script.  The clock is the last anchor: at this moment of the
-- machine's clock that never steps (in this start of the machine) it was this exercise time.
-- Times "_time" are microseconds from T, "_at" microseconds since 1970 (UTC), on the run's
-- own real time, which a correction of the wall clock does not move.
CREATE TABLE run(
  id                BLOB PRIMARY KEY,       -- UUID of version 7
  version           INTEGER NOT NULL,
  label             TEXT NOT NULL,
  scope_id          BLOB,
  exercise_id       BLOB NOT NULL REFERENCES exercise(id),
  kind              TEXT NOT NULL,
  name              TEXT NOT NULL,
  state             TEXT NOT NULL,
  state_reason      TEXT,                   -- of the last pause, stop, jump, end
  starts_time       INTEGER,                -- exercise time at the start, from T
  speed             INTEGER NOT NULL,       -- thousandths
  anchor_time       INTEGER,                -- exercise time
  anchor_boot_us    INTEGER NOT NULL,
  anchor_at         INTEGER,
  boot_id           TEXT,                   -- of which start of the machine, NULL: none yet
  segments          INTEGER NOT NULL,       -- anchors so far
  script_digest     TEXT,                   -- SHA-256 of the script it was copied from
  unchecked_reason  TEXT,                   -- started although not all cells had reported
  started_at        INTEGER,
  ended_at          INTEGER
) STRICT;
CREATE INDEX run_exercise ON run(exercise_id);

-- Every anchor the clock of a run ever had.
CREATE TABLE run_segment(
  id             BLOB PRIMARY KEY,          -- UUID of version 7
  version        INTEGER NOT NULL,
  label          TEXT NOT NULL,
  scope_id       BLOB,
  run_id         BLOB NOT NULL REFERENCES run(id),
  position       INTEGER NOT NULL,
  act            TEXT NOT NULL,
  at             INTEGER,                   -- on the run's real time
  exercise_time  INTEGER,                   -- from here on …
  speed          INTEGER NOT NULL,          -- … at this speed, 0: it stands
  reason         TEXT,
  account_id     BLOB REFERENCES account(id)
) STRICT;
CREATE UNIQUE INDEX run_segment_key ON run_segment(run_id, position);

-- A cell that takes part.  Its id is the scope of all that it receives.
CREATE TABLE run_cell(
  id          BLOB PRIMARY KEY,             -- UUID of version 7
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,
  run_id      BLOB NOT NULL REFERENCES run(id),
  position    INTEGER NOT NULL,
  code        TEXT NOT NULL,                -- as injects name it
  name        TEXT NOT NULL,
  is_absent   INTEGER NOT NULL,             -- takes no part: receives nothing
  checked_at  INTEGER,                      -- reported in the communication check
  checked_by  BLOB
) STRICT;
CREATE UNIQUE INDEX run_cell_key ON run_cell(run_id, code);

-- Who takes part, as what; brings the grant with it.
CREATE TABLE run_member(
  id          BLOB PRIMARY KEY,             -- UUID of version 7
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,
  run_id      BLOB NOT NULL REFERENCES run(id),
  account_id  BLOB NOT NULL REFERENCES account(id),
  name        TEXT,                         -- of the account when it was named
  role        TEXT NOT NULL,
  cell_id     BLOB REFERENCES run_cell(id), -- of a player
  grant_id    BLOB                          -- that came with it
) STRICT;
CREATE INDEX run_member_run ON run_member(run_id);
CREATE INDEX run_member_account ON run_member(account_id, run_id);

-- The script as it is played: a copy, which nothing links back but the id of its origin.
CREATE TABLE run_inject(
  id                BLOB PRIMARY KEY,       -- UUID of version 7
  version           INTEGER NOT NULL,
  label             TEXT NOT NULL,
  scope_id          BLOB,
  run_id            BLOB NOT NULL REFERENCES run(id),
  inject_id         BLOB,
  position          INTEGER NOT NULL,       -- order of what is due at the same moment
  state             TEXT NOT NULL,
  release           TEXT NOT NULL,
  kind              TEXT NOT NULL,
  planned_time      INTEGER,
  delay_us          INTEGER NOT NULL,       -- added in the run
  is_held           INTEGER NOT NULL,
  any_condition     INTEGER NOT NULL,       -- one of its conditions suffices
  not_before_time   INTEGER,
  released_time     INTEGER,
  answered_time     INTEGER,
  done_time         INTEGER,
  outcome_time      INTEGER,
  released_at       INTEGER,
  released_by       BLOB,                   -- none: the clock
  late_us           INTEGER,                -- real time from the due moment to the release
  outcome           TEXT,                   -- as a controller or evaluator recorded it
  number            TEXT,                   -- in the script, never used again
  title             TEXT NOT NULL,
  recipients        TEXT,                   -- codes of cells, a space between
  state_reason      TEXT,                   -- of a skip, delay, hold
  sender            TEXT,
  means             TEXT,
  text              TEXT,
  expected_actions  TEXT,
  note              TEXT
) STRICT;
CREATE INDEX run_inject_run ON run_inject(run_id, position);

-- What an inject on condition waits for.
CREATE TABLE run_condition(
  id             BLOB PRIMARY KEY,          -- UUID of version 7
  version        INTEGER NOT NULL,
  label          TEXT NOT NULL,
  scope_id       BLOB,
  run_id         BLOB NOT NULL REFERENCES run(id),
  run_inject_id  BLOB NOT NULL REFERENCES run_inject(id),
  parent_id      BLOB NOT NULL REFERENCES run_inject(id),
  kind           TEXT NOT NULL,
  within_us      INTEGER NOT NULL,
  outcome        TEXT
) STRICT;
CREATE INDEX run_condition_run ON run_condition(run_id);
CREATE INDEX run_condition_inject ON run_condition(run_inject_id);

-- What one cell received.  No row before the moment of release.
CREATE TABLE run_recipient(
  id                 BLOB PRIMARY KEY,      -- UUID of version 7
  version            INTEGER NOT NULL,
  label              TEXT NOT NULL,
  scope_id           BLOB,
  run_id             BLOB NOT NULL REFERENCES run(id),
  run_inject_id      BLOB NOT NULL REFERENCES run_inject(id),
  cell_id            BLOB NOT NULL REFERENCES run_cell(id),
  position           INTEGER NOT NULL,      -- number of the message in its cell
  state              TEXT NOT NULL,         -- enum reception
  released_time      INTEGER,
  released_at        INTEGER,
  delivered_at       INTEGER,
  opened_at          INTEGER,
  acknowledged_at    INTEGER,
  working_at         INTEGER,
  answered_at        INTEGER,
  closed_at          INTEGER,
  delivered_time     INTEGER,
  opened_time        INTEGER,
  acknowledged_time  INTEGER,
  working_time       INTEGER,
  answered_time      INTEGER,
  closed_time        INTEGER,
  delivered_by       BLOB,
  opened_by          BLOB,
  acknowledged_by    BLOB,
  working_by         BLOB,
  answered_by        BLOB,
  closed_by          BLOB,
  title              TEXT NOT NULL,
  sender             TEXT,
  means              TEXT,
  text               TEXT,
  answer             TEXT
) STRICT;
CREATE INDEX run_recipient_run ON run_recipient(run_id);
CREATE UNIQUE INDEX run_recipient_key ON run_recipient(run_inject_id, cell_id);
CREATE UNIQUE INDEX run_recipient_position ON run_recipient(cell_id, position);

-- Letters: between two cells one copy in each box, between a cell and control one.
CREATE TABLE run_message(
  id            BLOB PRIMARY KEY,           -- UUID of version 7
  version       INTEGER NOT NULL,
  label         TEXT NOT NULL,
  scope_id      BLOB,
  run_id        BLOB NOT NULL REFERENCES run(id),
  cell_id       BLOB NOT NULL REFERENCES run_cell(id),
  box           TEXT NOT NULL,
  letter_id     BLOB NOT NULL,              -- the same in both boxes
  from_cell_id  BLOB REFERENCES run_cell(id),-- none: control
  to_cell_id    BLOB REFERENCES run_cell(id),
  reply_to_id   BLOB,                       -- a letter
  text          TEXT NOT NULL,
  sent_time     INTEGER,
  sent_at       INTEGER,
  sent_by       BLOB,
  read_time     INTEGER,
  read_at       INTEGER,
  read_by       BLOB
) STRICT;
CREATE INDEX run_message_run ON run_message(run_id);
CREATE INDEX run_message_cell ON run_message(cell_id);

-- What a cell decided, or a meeting it held.
CREATE TABLE run_decision(
  id           BLOB PRIMARY KEY,            -- UUID of version 7
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,
  run_id       BLOB NOT NULL REFERENCES run(id),
  cell_id      BLOB NOT NULL REFERENCES run_cell(id),
  kind         TEXT NOT NULL,
  title        TEXT NOT NULL,
  text         TEXT,
  document     TEXT,                        -- that came of it: number and title
  begun_time   INTEGER,
  begun_at     INTEGER,
  ended_time   INTEGER,
  ended_at     INTEGER,
  recorded_by  BLOB
) STRICT;
CREATE INDEX run_decision_run ON run_decision(run_id);
CREATE INDEX run_decision_cell ON run_decision(cell_id);

-- The journal of controllers and evaluators.
CREATE TABLE run_log(
  id             BLOB PRIMARY KEY,          -- UUID of version 7
  version        INTEGER NOT NULL,
  label          TEXT NOT NULL,
  scope_id       BLOB,
  run_id         BLOB NOT NULL REFERENCES run(id),
  run_inject_id  BLOB REFERENCES run_inject(id),
  cell_id        BLOB REFERENCES run_cell(id),
  kind           TEXT NOT NULL,
  text           TEXT NOT NULL,
  noted_time     INTEGER,
  noted_at       INTEGER,
  noted_by       BLOB
) STRICT;
CREATE INDEX run_log_run ON run_log(run_id);
