-- A scale of grades in its issuer's wording.  There is no single public vocabulary, so
-- scales are data; a version with which something was graded is never changed, the next
-- version is another row.  Points are hundredths, shares thousandths.
CREATE TABLE grade_scale(
  id              BLOB PRIMARY KEY,         -- UUID of version 7
  version         INTEGER NOT NULL,         -- grows by one with each change
  label           TEXT NOT NULL,            -- secrecy label
  scope_id        BLOB,                     -- NULL: for the whole office
  code            TEXT NOT NULL,            -- the same for all versions of one scale
  name            TEXT NOT NULL,
  issuer          TEXT,
  scale_version   INTEGER NOT NULL,         -- from 1
  valid_from      TEXT,                     -- first day
  valid_to        TEXT,                     -- first day no more
  legal_basis     TEXT,
  least_coverage  INTEGER,                  -- ‰ of the weight that must be observed
  failed_below    INTEGER,                  -- a critical criterion below it has failed
  weak_below      INTEGER,                  -- … is weak
  critical_cap    INTEGER,                  -- best rank left after a failure; NULL: no rule
  accident_cap    INTEGER,                  -- … after an accident
  weak_cap        INTEGER,                  -- … after weak_count weak ones
  weak_count      INTEGER
) STRICT;
CREATE UNIQUE INDEX grade_scale_key ON grade_scale(code, scale_version);

-- One grade of a scale.
CREATE TABLE grade_level(
  id           BLOB PRIMARY KEY,
  version      INTEGER NOT NULL,
  label        TEXT NOT NULL,
  scope_id     BLOB,
  scale_id     BLOB NOT NULL REFERENCES grade_scale(id),
  rank         INTEGER NOT NULL,            -- 1 is the highest; no rank is left out
  code         TEXT NOT NULL,               -- excellent, good, completed, not_completed …
  name         TEXT NOT NULL,               -- the issuer's wording
  name_en      TEXT,
  least_score  INTEGER,                     -- hundredths; the last level takes the rest
  passed       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX grade_level_rank ON grade_level(scale_id, rank);
CREATE UNIQUE INDEX grade_level_code ON grade_level(scale_id, code);

-- A sheet of weighted criteria, versioned like the scales.
CREATE TABLE score_sheet(
  id             BLOB PRIMARY KEY,
  version        INTEGER NOT NULL,
  label          TEXT NOT NULL,
  scope_id       BLOB,
  name           TEXT NOT NULL,
  issuer         TEXT,
  sheet_version  INTEGER NOT NULL,          -- from 1
  scale_id       BLOB NOT NULL REFERENCES grade_scale(id),
  kind_id        BLOB REFERENCES exercise_kind(id),   -- NULL: for any exercise
  valid_from     TEXT,
  valid_to       TEXT                       -- first day no more
) STRICT;
CREATE UNIQUE INDEX score_sheet_key ON score_sheet(name, sheet_version);

-- A line of a sheet; lines may stand below others, and only those without any below them
-- are scored.
CREATE TABLE criterion(
  id         BLOB PRIMARY KEY,
  version    INTEGER NOT NULL,
  label      TEXT NOT NULL,
  scope_id   BLOB,
  sheet_id   BLOB NOT NULL REFERENCES score_sheet(id),
  parent_id  BLOB REFERENCES criterion(id), -- NULL: at the top
  position   INTEGER NOT NULL,              -- from 1 within the one above
  number     TEXT,                          -- as printed
  name       TEXT NOT NULL,
  weight     INTEGER NOT NULL,              -- ‰, against the criteria beside it
  critical   INTEGER NOT NULL,
  guidance   TEXT
) STRICT;
CREATE INDEX criterion_sheet ON criterion(sheet_id, parent_id, position);
CREATE INDEX criterion_parent ON criterion(parent_id);

-- What one evaluator saw of one criterion.  "Not observed" is missing evidence, never the
-- lowest score.
CREATE TABLE score(
  id            BLOB PRIMARY KEY,
  version       INTEGER NOT NULL,
  label         TEXT NOT NULL,
  scope_id      BLOB,                       -- the exercise
  exercise_id   BLOB NOT NULL REFERENCES exercise(id),
  criterion_id  BLOB NOT NULL REFERENCES criterion(id),
  evaluator_id  BLOB,                       -- the account; NULL: the program at the machine
  not_observed  INTEGER NOT NULL,
  value         INTEGER,                    -- hundredths of a point, 0 to 1000
  note          TEXT
) STRICT;
CREATE UNIQUE INDEX score_key ON score(exercise_id, criterion_id, COALESCE(evaluator_id, x''));
CREATE INDEX score_criterion ON score(criterion_id);

-- The grade of one unit in one exercise: provisional, confirmed or withdrawn.  Only one of
-- them is alive; withdrawn ones stay.
CREATE TABLE result(
  id              BLOB PRIMARY KEY,
  version         INTEGER NOT NULL,
  label           TEXT NOT NULL,
  scope_id        BLOB,                     -- the exercise
  exercise_id     BLOB NOT NULL REFERENCES exercise(id),
  unit_id         BLOB NOT NULL REFERENCES unit(id),
  sheet_id        BLOB REFERENCES score_sheet(id),
  grade_level_id  BLOB NOT NULL REFERENCES grade_level(id),
  score           INTEGER,                  -- thousandths of a point
  state           TEXT NOT NULL,            -- provisional, confirmed, withdrawn
  state_reason    TEXT,
  grader_unit_id  BLOB REFERENCES unit(id), -- the level above
  grader_name     TEXT,                     -- as the decision names the person
  graded_on       TEXT,
  source          TEXT,                     -- of a published result
  comment         TEXT,
  graded_by       BLOB,                     -- accounts; the same one: said openly
  confirmed_by    BLOB,
  confirmed_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX result_live ON result(exercise_id, unit_id) WHERE state <> 'withdrawn';
CREATE INDEX result_unit ON result(unit_id);
CREATE INDEX result_grade ON result(grade_level_id);
