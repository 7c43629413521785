-- A document that an office makes of its records: here the summary report of a term.  The
-- row keeps the words that people write around the figures; where they wrote none, the
-- program's own sentences stand.  The figures are asked of the records each time, until the
-- document is issued: then its number, its figures and the root of the journal stay as
-- they were signed, and only a recall follows.
CREATE TABLE report(
  id                 BLOB PRIMARY KEY,    -- UUID of version 7
  version            INTEGER NOT NULL,    -- grows by one with each change
  label              TEXT NOT NULL,       -- secrecy label; not below what it tells of, once issued
  scope_id           BLOB,                -- the scope of its programme
  programme_id       BLOB NOT NULL REFERENCES programme(id),
  superior           TEXT,                -- names of the bodies above the number; NULL: made from
  issuer             TEXT,                -- the issuing unit of the programme
  number             INTEGER,             -- given when it is issued
  symbol             TEXT,                -- of the issuing body: "BCĐ"
  place              TEXT,
  dated_on           TEXT,                -- NULL: left blank, the day of issue once issued
  subject            TEXT,
  addressees         TEXT,                -- one a line, as the next two
  bases              TEXT,                -- NULL: the legal bases of the programme
  recipients         TEXT,
  situation          TEXT,                -- part I; "{units.done}" stands for a figure in all
  targets_text       TEXT,                -- of these: after the program's sentences in II.1
  results_text       TEXT,                -- II.2
  safety_text        TEXT,                -- II.3, after the statement that the registers give
  plans_text         TEXT,                -- II.4
  shortcomings_text  TEXT,                -- III
  lessons_text       TEXT,                -- IV
  directions_text    TEXT,                -- V
  proposals_text     TEXT,                -- VI
  archive            TEXT,                -- after "Lưu:": "VT, BCHQS"
  capacity           TEXT NOT NULL,       -- head, acting, deputy, by_order, delegated
  collective         TEXT,                -- on whose behalf: "Ban Chỉ đạo"
  head_post          TEXT,                -- "Trưởng Ban"
  post               TEXT,                -- of who signs, when that is not the head
  signer_name        TEXT,
  regulation         TEXT,                -- that allows signing by order
  delegation         TEXT,                -- number and symbol of the written delegation
  delegation_from    TEXT,
  delegation_to      TEXT,
  state              TEXT NOT NULL,       -- draft, issued, recalled
  state_reason       TEXT,                -- why it was recalled
  issued_by          BLOB,                -- the account that issued it
  issued_at          INTEGER,             -- microseconds since 1970 (UTC)
  checkpoint_size    INTEGER,             -- entries of the journal when it was issued
  checkpoint_root    TEXT,                -- base64
  figures            TEXT                 -- JSON as signed; NULL for a draft
) STRICT;
CREATE INDEX report_programme ON report(programme_id);
-- One number for each body and year (Decree 30/2020, Article 15); secret documents have
-- a series of their own.
CREATE UNIQUE INDEX report_number ON report(
  COALESCE(issuer, ''), SUBSTR(dated_on, 1, 4), label IN ('mat', 'toi_mat', 'tuyet_mat'), number)
  WHERE number IS NOT NULL;
