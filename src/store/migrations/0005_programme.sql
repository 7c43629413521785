-- Kinds of exercise are data: what directives call them changes over the years.
CREATE TABLE exercise_kind(
  id          BLOB PRIMARY KEY,         -- UUID of version 7
  version     INTEGER NOT NULL,         -- grows by one with each change
  label       TEXT NOT NULL,            -- secrecy label
  scope_id    BLOB,                     -- none: everyone's
  code        TEXT NOT NULL,            -- commune, defence_zone, civil_defence …
  name        TEXT NOT NULL,            -- as the present directives name it
  name_en     TEXT,
  valid_from  TEXT,                     -- first day of this name; NULL: always
  valid_to    TEXT,                     -- first day no more
  note        TEXT
) STRICT;
CREATE UNIQUE INDEX exercise_kind_key ON exercise_kind(code, COALESCE(valid_from, '0001-01-01'));

-- The exercise programme of a term.  The label of a term ("2021-2025") is no range of dates,
-- and a document may bear two.
CREATE TABLE programme(
  id                BLOB PRIMARY KEY,
  version           INTEGER NOT NULL,
  label             TEXT NOT NULL,
  scope_id          BLOB,               -- the issuing unit
  code              TEXT NOT NULL,      -- for addresses and scripts: krong-ana-2021-2025
  name              TEXT NOT NULL,
  term_label        TEXT NOT NULL,      -- as its title says
  term_label_other  TEXT,               -- as its text says besides
  starts_on         TEXT,               -- NULL: not stated
  ends_on           TEXT,               -- the last day itself
  first_year        INTEGER,            -- the columns of its table
  last_year         INTEGER,
  issuing_unit_id   BLOB NOT NULL REFERENCES unit(id),
  structure_on      TEXT NOT NULL,      -- the day whose units it is read in
  state             TEXT NOT NULL,      -- draft, running, closed
  state_reason      TEXT,               -- why it was opened again
  summary           TEXT,
  source            TEXT                -- where facts of the past come from
) STRICT;
CREATE UNIQUE INDEX programme_code ON programme(code);

-- Laws, decrees, resolutions and directives that a programme rests on.
CREATE TABLE legal_basis(
  id            BLOB PRIMARY KEY,
  version       INTEGER NOT NULL,
  label         TEXT NOT NULL,
  scope_id      BLOB,                   -- that of the programme
  programme_id  BLOB NOT NULL REFERENCES programme(id),
  position      INTEGER NOT NULL,       -- from 1; orders, does not identify
  reference     TEXT NOT NULL,          -- 28-NQ/TW
  title         TEXT,                   -- what it is about
  issuer        TEXT,
  issued_on     TEXT,
  valid_from    TEXT,
  valid_to      TEXT
) STRICT;
CREATE INDEX legal_basis_programme ON legal_basis(programme_id, position);

-- What the programme demands of each kind, by a rule with its numbers; an unknown number is
-- NULL and never counts as reached.
CREATE TABLE target(
  id              BLOB PRIMARY KEY,
  version         INTEGER NOT NULL,
  label           TEXT NOT NULL,
  scope_id        BLOB,                 -- that of the programme
  programme_id    BLOB NOT NULL REFERENCES programme(id),
  kind_id         BLOB NOT NULL REFERENCES exercise_kind(id),
  rule            TEXT NOT NULL,        -- each_unit, share_per_year, total, list
  count           INTEGER,
  share           INTEGER,              -- per mille
  legal_basis_id  BLOB REFERENCES legal_basis(id),
  note            TEXT
) STRICT;
CREATE INDEX target_programme ON target(programme_id);

-- Units whose exercises the programme counts, in the structure of its own time.
CREATE TABLE programme_unit(
  id            BLOB PRIMARY KEY,
  version       INTEGER NOT NULL,
  label         TEXT NOT NULL,
  scope_id      BLOB,                   -- that of the programme
  programme_id  BLOB NOT NULL REFERENCES programme(id),
  unit_id       BLOB NOT NULL REFERENCES unit(id),
  pilot         INTEGER NOT NULL,       -- 1: exercises first, so that the others learn
  note          TEXT
) STRICT;
CREATE UNIQUE INDEX programme_unit_key ON programme_unit(programme_id, unit_id);
CREATE INDEX programme_unit_unit ON programme_unit(unit_id);

-- The schedule: what is planned.  What was held stands in exercise.
CREATE TABLE scheduled_exercise(
  id              BLOB PRIMARY KEY,
  version         INTEGER NOT NULL,
  label           TEXT NOT NULL,
  scope_id        BLOB,                 -- that of the programme
  programme_id    BLOB NOT NULL REFERENCES programme(id),
  unit_id         BLOB NOT NULL REFERENCES unit(id),
  kind_id         BLOB NOT NULL REFERENCES exercise_kind(id),
  year            INTEGER,              -- NULL: not yet decided
  starts_on       TEXT,
  ends_on         TEXT,                 -- the last day itself
  blocked_reason  TEXT,                 -- why it cannot go on; NULL: it can
  note            TEXT
) STRICT;
CREATE INDEX scheduled_exercise_programme ON scheduled_exercise(programme_id, unit_id);
