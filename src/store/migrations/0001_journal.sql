-- The journal: one entry for every change, in order; the leaves of a Merkle tree.
-- A row here, without its leaf, is exactly what is hashed (src/journal/entry.c has the
-- canonical form); the leaf is kept so that verification can name the first bad entry.
CREATE TABLE journal(
  sequence        INTEGER PRIMARY KEY,      -- from 0, without gaps
  origin          TEXT NOT NULL,            -- the office that wrote it
  clock           INTEGER NOT NULL,         -- hybrid logical clock: milliseconds << 16 | counter
  at              INTEGER NOT NULL,         -- microseconds since 1970 (UTC)
  kind            TEXT NOT NULL,            -- add, change, remove, erase, access
  account_id      BLOB,                     -- who; NULL is the program at the machine
  role            TEXT NOT NULL,            -- the role used
  record_type     TEXT,                     -- table of the record, or NULL
  record_id       BLOB,
  version_before  INTEGER,
  version_after   INTEGER,
  schema_version  INTEGER NOT NULL,
  commitments     TEXT NOT NULL,            -- JSON object: field -> commitment (hex)
  after_hash      BLOB,                     -- salted hash of the whole row afterwards
  leaf            BLOB NOT NULL             -- SHA-256(0x00, canonical entry)
) STRICT;
CREATE INDEX journal_record ON journal(record_type, record_id, sequence);
CREATE INDEX journal_account ON journal(account_id, sequence);

-- Beside each entry: the values and salts that open its commitments.  A lawful erasure
-- empties members here; the entry and its proof stay.
CREATE TABLE journal_value(
  sequence  INTEGER PRIMARY KEY,
  content   TEXT NOT NULL                   -- JSON object: field -> [salt, value]; "" -> [salt] of after_hash
) STRICT;

-- The right edge of the tree: all that is needed to append.
CREATE TABLE journal_edge(
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  size   INTEGER NOT NULL,
  clock  INTEGER NOT NULL,
  nodes  BLOB NOT NULL                      -- the hashes of the full subtrees, largest first
) STRICT;

-- Signed statements of size and root (C2SP checkpoints).
CREATE TABLE journal_checkpoint(
  size  INTEGER PRIMARY KEY,
  root  BLOB NOT NULL,
  at    INTEGER NOT NULL,
  note  TEXT NOT NULL
) STRICT;

-- The office's own settings: name, origin, deployment, public key, verified size.
CREATE TABLE office_setting(
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT;
