-- One exercise from its design to the closing of its file.  It is a scope of its own below
-- its host unit: what hangs on it bears its id as scope.  Dates and years of the past may be
-- unknown; NULL is unknown, never zero.
CREATE TABLE exercise(
  id                  BLOB PRIMARY KEY,     -- UUID of version 7
  version             INTEGER NOT NULL,     -- grows by one with each change
  label               TEXT NOT NULL,        -- secrecy label
  scope_id            BLOB,                 -- the exercise itself
  theme               TEXT,                 -- đề mục, as the approved document words it
  code_name           TEXT,                 -- ký hiệu, mật danh
  programme_id        BLOB REFERENCES programme(id),           -- NULL: counts for none
  kind_id             BLOB NOT NULL REFERENCES exercise_kind(id),
  scheduled_id        BLOB REFERENCES scheduled_exercise(id),  -- the line it carries out
  host_unit_id        BLOB NOT NULL REFERENCES unit(id),
  state               TEXT NOT NULL,        -- src/exercise/exercise_states.c has the picture
  state_reason        TEXT,                 -- of the last step that asks for one
  year                INTEGER,              -- the year it counts for
  starts_on           TEXT,                 -- first day
  ends_on             TEXT,                 -- last day itself
  half_days           INTEGER,              -- how long it lasts
  sides               INTEGER,              -- scale: sides × levels
  levels              INTEGER,
  method              TEXT,                 -- map, field, live_part
  direction           TEXT,                 -- scripted, responsive, mixed
  phases_stated       INTEGER,              -- as its papers say; the structure below is
  problems_stated     INTEGER,              -- counted and compared with these six
  contents_stated     INTEGER,
  meetings_stated     INTEGER,
  clips_stated        INTEGER,
  live_items_stated   INTEGER,
  cost_estimate       INTEGER,              -- đồng
  cost                INTEGER,              -- đồng
  work_days           INTEGER,
  people              INTEGER,
  register_closed     INTEGER NOT NULL,     -- 1: the safety register is complete
  register_source     TEXT,                 -- a document that says so; it counts as well
  register_closed_by  BLOB,                 -- the account that closed it
  register_closed_at  INTEGER,              -- microseconds since 1970 (UTC)
  proposed_by         BLOB,                 -- the account that submitted it
  approved_by         BLOB,                 -- the account that approved it
  source              TEXT,                 -- where facts of the past come from
  note                TEXT
) STRICT;
CREATE INDEX exercise_programme ON exercise(programme_id, host_unit_id);
CREATE INDEX exercise_host ON exercise(host_unit_id);
CREATE INDEX exercise_scheduled ON exercise(scheduled_id);

-- A unit's part in an exercise.
CREATE TABLE participation(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                        -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  unit_id      BLOB NOT NULL REFERENCES unit(id),
  role         TEXT NOT NULL,               -- host, player, support, observer, inspection
  people       INTEGER,
  note         TEXT
) STRICT;
CREATE UNIQUE INDEX participation_key ON participation(exercise_id, unit_id, role);
CREATE INDEX participation_unit ON participation(unit_id);

-- Mục đích, yêu cầu of an exercise.
CREATE TABLE objective(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                        -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  position     INTEGER NOT NULL,            -- from 1
  statement    TEXT NOT NULL
) STRICT;
CREATE INDEX objective_exercise ON objective(exercise_id, position);

-- The structure: phase → training problem → content → item.  Positions begin with 1 within
-- the record above; they order, they do not identify.
CREATE TABLE phase(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                        -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  starts_on    TEXT,                        -- first day
  ends_on      TEXT                         -- last day itself
) STRICT;
CREATE INDEX phase_exercise ON phase(exercise_id, position);

-- Vấn đề huấn luyện.
CREATE TABLE training_problem(
  id        BLOB PRIMARY KEY,
  version   INTEGER NOT NULL,
  label     TEXT NOT NULL,
  scope_id  BLOB,                           -- the exercise
  phase_id  BLOB NOT NULL REFERENCES phase(id),
  position  INTEGER NOT NULL,
  name      TEXT NOT NULL
) STRICT;
CREATE INDEX training_problem_phase ON training_problem(phase_id, position);

-- Nội dung.
CREATE TABLE content(
  id                   BLOB PRIMARY KEY,
  version              INTEGER NOT NULL,
  label                TEXT NOT NULL,
  scope_id             BLOB,                -- the exercise
  training_problem_id  BLOB NOT NULL REFERENCES training_problem(id),
  position             INTEGER NOT NULL,
  name                 TEXT NOT NULL
) STRICT;
CREATE INDEX content_training_problem ON content(training_problem_id, position);

-- A meeting, clip, live item or situation of a content.
CREATE TABLE content_item(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,                         -- the exercise
  content_id  BLOB NOT NULL REFERENCES content(id),
  position    INTEGER NOT NULL,
  kind        TEXT NOT NULL,                -- meeting, clip, live, situation
  name        TEXT NOT NULL,
  document    TEXT                          -- that the meeting ends in
) STRICT;
CREATE INDEX content_item_content ON content_item(content_id, position);

-- A person or a post in a body of the exercise.
CREATE TABLE organisation_member(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                        -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  body         TEXT NOT NULL,               -- steering_committee … (exercise_words.c)
  role         TEXT NOT NULL,
  person_id    BLOB REFERENCES person(id),  -- NULL: named by the post only
  post_title   TEXT,
  unit_id      BLOB REFERENCES unit(id),
  played_role  TEXT                         -- vai tập
) STRICT;
CREATE INDEX organisation_member_exercise ON organisation_member(exercise_id);
CREATE INDEX organisation_member_person ON organisation_member(person_id);

-- A reward, or several of one kind, for one exercise or for a whole programme.
CREATE TABLE award(
  id              BLOB PRIMARY KEY,
  version         INTEGER NOT NULL,
  label           TEXT NOT NULL,
  scope_id        BLOB,                     -- the exercise, or the programme's scope
  exercise_id     BLOB REFERENCES exercise(id),
  programme_id    BLOB REFERENCES programme(id),   -- one of the two
  award_level     TEXT NOT NULL,            -- commune … state
  recipient_kind  TEXT NOT NULL,            -- collective, individual
  count           INTEGER NOT NULL,
  person_id       BLOB REFERENCES person(id),
  unit_id         BLOB REFERENCES unit(id),
  form            TEXT,
  decision        TEXT
) STRICT;
CREATE INDEX award_exercise ON award(exercise_id);
CREATE INDEX award_programme ON award(programme_id);
CREATE INDEX award_person ON award(person_id);

-- A line of the safety register.  An empty register proves nothing until it is closed.
CREATE TABLE incident(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,                        -- the exercise
  exercise_id  BLOB NOT NULL REFERENCES exercise(id),
  happened_on  TEXT,
  kind         TEXT NOT NULL,               -- person, weapon, vehicle, document …
  severity     TEXT NOT NULL,               -- slight, serious, fatal
  description  TEXT NOT NULL,
  handling     TEXT
) STRICT;
CREATE INDEX incident_exercise ON incident(exercise_id);
