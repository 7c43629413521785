-- A unit of the country or of the armed forces, for as long as it is what it is.  Codes of
-- the statistics office are used again under other names (24568 was Băng A Drênh, then Dur
-- Kmăl), so a unit is known by its code and the day from which it exists.  Names are not
-- unique.  A unit that is renamed, merged or moved ends; its successors are other units.
CREATE TABLE unit(
  id          BLOB PRIMARY KEY,         -- UUID of version 7
  version     INTEGER NOT NULL,         -- grows by one with each change
  label       TEXT NOT NULL,            -- secrecy label
  scope_id    BLOB,                     -- the unit itself
  code        TEXT NOT NULL,            -- statistics code, or the office's own for other units
  name        TEXT NOT NULL,            -- as the list says, with its kind: "Xã Ea Na"
  tier        TEXT NOT NULL,            -- province, district, commune, other
  kind        TEXT NOT NULL,            -- commune, ward, township … (words in src/unit/unit.c)
  valid_from  TEXT,                     -- first day; NULL: before anyone recorded it
  valid_to    TEXT,                     -- first day on which it is no more; NULL: still in force
  search_key  TEXT NOT NULL             -- the name without accents and case
) STRICT;
CREATE UNIQUE INDEX unit_key ON unit(code, COALESCE(valid_from, '0001-01-01'));
CREATE INDEX unit_search ON unit(search_key);

-- A unit's place under another for some time.  The chains are separate: the administrative
-- one, the military one and that of the Party do not change on the same day.  Per chain and
-- day a unit has at most one parent, and no unit stands above itself.
CREATE TABLE unit_link(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,                     -- the unit below
  chain       TEXT NOT NULL,            -- administrative, military, party
  unit_id     BLOB NOT NULL REFERENCES unit(id),    -- the unit below
  parent_id   BLOB NOT NULL REFERENCES unit(id),    -- the unit above
  valid_from  TEXT,                     -- first day; NULL: as long as both exist
  valid_to    TEXT                      -- first day no more; NULL: as long as both exist
) STRICT;
CREATE INDEX unit_link_unit ON unit_link(unit_id, chain);
CREATE INDEX unit_link_parent ON unit_link(parent_id, chain);

-- What became of a unit: one row for each pair of an old and a new unit.  A merge has several
-- old ones, a split several new ones.
CREATE TABLE succession(
  id            BLOB PRIMARY KEY,
  version       INTEGER NOT NULL,
  label         TEXT NOT NULL,
  scope_id      BLOB,                   -- the old unit, or the new one if there is no old one
  from_unit_id  BLOB REFERENCES unit(id),   -- NULL: established from nothing
  to_unit_id    BLOB REFERENCES unit(id),   -- NULL: dissolved, or the successor is not recorded
  to_name       TEXT,                   -- the successor as a document names it, if not recorded
  kind          TEXT NOT NULL,          -- merge, split, rename, dissolve, move, …
  extent        TEXT NOT NULL,          -- whole, part, unknown: how much of the old went over
  certain       INTEGER NOT NULL,       -- 0: to be checked by hand
  date          TEXT,                   -- from this day on; NULL: unknown
  legal_basis   TEXT                    -- the resolution or decision
) STRICT;
CREATE INDEX succession_from ON succession(from_unit_id);
CREATE INDEX succession_to ON succession(to_unit_id);

-- Other spellings of a unit's name, as documents write it.
CREATE TABLE unit_alias(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,                     -- the unit
  unit_id     BLOB NOT NULL REFERENCES unit(id),
  name        TEXT NOT NULL,            -- as written
  source      TEXT,                     -- the document or file
  search_key  TEXT NOT NULL             -- the name without accents and case
) STRICT;
CREATE UNIQUE INDEX unit_alias_key ON unit_alias(unit_id, name);
CREATE INDEX unit_alias_search ON unit_alias(search_key);
