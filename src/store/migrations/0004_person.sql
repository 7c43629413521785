-- A person as far as exercises concern them: no more is kept than the record needs.
CREATE TABLE person(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,                     -- the unit whose people may see it
  full_name   TEXT NOT NULL,
  rank        TEXT,                     -- military rank or civil title, as written
  unit_id     BLOB REFERENCES unit(id), -- the unit that keeps the person's file; may be unknown
  note        TEXT,
  search_key  TEXT NOT NULL             -- the name without accents and case
) STRICT;
CREATE INDEX person_search ON person(search_key);

-- A person's post in a unit for some time.
CREATE TABLE post(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,                     -- the unit
  person_id   BLOB NOT NULL REFERENCES person(id),
  unit_id     BLOB NOT NULL REFERENCES unit(id),
  title       TEXT NOT NULL,            -- "Chỉ huy trưởng", as the decision writes it
  valid_from  TEXT,                     -- first day; NULL: unknown
  valid_to    TEXT                      -- first day no more; NULL: still in it, or unknown
) STRICT;
CREATE INDEX post_person ON post(person_id);
CREATE INDEX post_unit ON post(unit_id);
