-- The register of plans: that a plan is there, who holds it, which version is in force and
-- when it is to be looked at again.  Its content is never kept here.  Codes are opaque; the
-- office fills them.
CREATE TABLE plan(
  id              BLOB PRIMARY KEY,     -- UUID of version 7
  version         INTEGER NOT NULL,     -- of this row; grows by one with each change
  label           TEXT NOT NULL,        -- secrecy label; internal unless someone says otherwise
  scope_id        BLOB,                 -- the unit that holds it
  code            TEXT NOT NULL,        -- "A2"
  name            TEXT NOT NULL,
  holder_unit_id  BLOB REFERENCES unit(id),
  holder_name     TEXT,                 -- a holder that is no record here
  plan_version    TEXT,                 -- in force now; NULL: unknown
  approved_on     TEXT,
  approver        TEXT,
  review_due_on   TEXT,                 -- when it is to be looked at again
  state           TEXT NOT NULL,        -- in_force, under_revision, withdrawn
  state_reason    TEXT,
  note            TEXT
) STRICT;
-- One plan of a code for each holder.
CREATE UNIQUE INDEX plan_key ON plan(code, COALESCE(holder_unit_id, x''),
                                     COALESCE(holder_name, ''));

-- That a plan was revised, and what caused it: a finding, an exercise, or the review of a
-- whole programme.  Versions that no paper states stay unknown.
CREATE TABLE plan_revision(
  id              BLOB PRIMARY KEY,
  version         INTEGER NOT NULL,
  label           TEXT NOT NULL,        -- not below the label of the plan
  scope_id        BLOB,                 -- that of the plan
  plan_id         BLOB NOT NULL REFERENCES plan(id),
  finding_id      BLOB REFERENCES finding(id),
  exercise_id     BLOB REFERENCES exercise(id),
  programme_id    BLOB REFERENCES programme(id),
  version_before  TEXT,                 -- NULL: unknown
  version_after   TEXT,                 -- NULL: unknown
  revised_on      TEXT,
  approver        TEXT,
  summary         TEXT,                 -- what was changed, as far as it may be said
  source          TEXT
) STRICT;
CREATE INDEX plan_revision_plan ON plan_revision(plan_id);
CREATE INDEX plan_revision_finding ON plan_revision(finding_id);
