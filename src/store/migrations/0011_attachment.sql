-- A file that hangs on a record: a scanned decision, a photograph, a plan's text.  Scope and
-- label are those of the record.  Its content lies beside, in pieces.
CREATE TABLE attachment(
  id            BLOB PRIMARY KEY,       -- UUID of version 7
  version       INTEGER NOT NULL,       -- grows by one with each change
  label         TEXT NOT NULL,          -- secrecy label
  scope_id      BLOB,                   -- that of the record
  record_type   TEXT NOT NULL,          -- table of the record
  record_id     BLOB NOT NULL,
  name          TEXT NOT NULL,          -- of the file
  media_type    TEXT NOT NULL,
  size          INTEGER NOT NULL,       -- bytes
  content_hash  TEXT NOT NULL           -- SHA-256(salt of the label, bytes) in hex
) STRICT;
CREATE INDEX attachment_record ON attachment(record_id);
CREATE INDEX attachment_content ON attachment(content_hash);

-- Content, outside the journal's tree: the records' hashes vouch for it.  The same piece is
-- kept once for each label; the salt keeps two labels from being compared.
CREATE TABLE attachment_salt(
  label  TEXT PRIMARY KEY,
  salt   BLOB NOT NULL
) STRICT;
CREATE TABLE attachment_chunk(
  hash   BLOB PRIMARY KEY,              -- SHA-256(salt of the label, bytes)
  bytes  BLOB NOT NULL                  -- 256 KiB, the last one of a file less
) STRICT;
CREATE TABLE attachment_part(
  content_hash  TEXT NOT NULL,
  position      INTEGER NOT NULL,       -- from 0
  chunk_hash    BLOB NOT NULL REFERENCES attachment_chunk(hash),
  PRIMARY KEY(content_hash, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_part_chunk ON attachment_part(chunk_hash);
-- Pieces of uploads that are under way or were given up; these are collected after a day.
CREATE TABLE attachment_pending(
  hash      BLOB PRIMARY KEY,
  added_at  INTEGER NOT NULL            -- microseconds since 1970 (UTC)
) STRICT;
