-- Who may sign in and what they may do.  Accounts, roles, grants, tokens and policies are
-- records: every change of them is in the journal.

-- A sign-in.  Its password and second factor are not here but in account_secret.
CREATE TABLE account(
  id               BLOB PRIMARY KEY,      -- UUID of version 7
  version          INTEGER NOT NULL,      -- grows by one with each change
  label            TEXT NOT NULL,         -- secrecy label of this row
  scope_id         BLOB,
  login            TEXT NOT NULL UNIQUE,  -- small letters
  display_name     TEXT NOT NULL,
  person_id        BLOB,                  -- the person in the office's list, if linked
  clearance        TEXT NOT NULL,         -- the highest label it may see
  language         TEXT NOT NULL,         -- vi, en
  demo             INTEGER NOT NULL,      -- 1: an account of the demonstration
  disabled         INTEGER NOT NULL,      -- 1: may not sign in
  second_factor    INTEGER NOT NULL,      -- 1: a code is asked for at sign-in
  password_set_at  INTEGER                -- microseconds since 1970; NULL: has no password
) STRICT;

-- A bundle of rights under a name.  The built-in ones are rows like any other.
CREATE TABLE role(
  id        BLOB PRIMARY KEY,
  version   INTEGER NOT NULL,
  label     TEXT NOT NULL,
  scope_id  BLOB,
  code      TEXT NOT NULL UNIQUE,         -- administrator, secretary …
  name      TEXT NOT NULL,                -- as people read it
  rights    TEXT NOT NULL                 -- words of src/access/rights.def, a space between
) STRICT;

-- A role given to an account for some time, in a scope.  (The word is reserved in some
-- dialects, hence the quotes.)
CREATE TABLE "grant"(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,
  account_id  BLOB NOT NULL REFERENCES account(id),
  role_id     BLOB NOT NULL REFERENCES role(id),
  within_id   BLOB,                       -- a unit with all below it, or an exercise; NULL: the whole office
  valid_from  TEXT,                       -- first day; NULL: open
  valid_to    TEXT,                       -- first day no more; NULL: open
  reason      TEXT                        -- decision, hand-over
) STRICT;
CREATE INDEX grant_account ON "grant"(account_id);
CREATE INDEX grant_role ON "grant"(role_id);

-- A key for programs, acting for an account.  Its secret is in token_secret.
CREATE TABLE token(
  id          BLOB PRIMARY KEY,
  version     INTEGER NOT NULL,
  label       TEXT NOT NULL,
  scope_id    BLOB,
  account_id  BLOB NOT NULL REFERENCES account(id),
  name        TEXT NOT NULL,              -- what it is for
  rights      TEXT,                       -- at most these; NULL: all that the account has
  valid_to    TEXT,                       -- first day no more; NULL: open
  revoked     INTEGER NOT NULL
) STRICT;
CREATE INDEX token_account ON token(account_id);

-- A rule that the office sets for itself, such as that two persons must act.
CREATE TABLE policy(
  id        BLOB PRIMARY KEY,
  version   INTEGER NOT NULL,
  label     TEXT NOT NULL,
  scope_id  BLOB,
  code      TEXT NOT NULL UNIQUE,         -- two_persons_exercise …
  enabled   INTEGER NOT NULL,
  reason    TEXT                          -- who decided it, and why
) STRICT;

-- Secrets are no records: they are in no journal, history or export.
CREATE TABLE account_secret(
  account_id     BLOB PRIMARY KEY REFERENCES account(id),
  password_hash  TEXT,                    -- argon2id in its own notation, "short " before it if
                                          -- good only with the factor; NULL: none set
  totp_secret    BLOB,                    -- of the second factor; NULL: none
  totp_step      INTEGER NOT NULL         -- the last step that was used: none is used twice
) STRICT;

CREATE TABLE token_secret(
  token_id  BLOB PRIMARY KEY REFERENCES token(id),
  hash      BLOB NOT NULL UNIQUE,         -- SHA-256 of the token as it was shown
  used_at   INTEGER                       -- microseconds since 1970; NULL: never
) STRICT;

-- Scopes and what lies within what: derived from units and exercises, and made anew when
-- asked.  A scope may have had several parents over the years.
CREATE TABLE access_scope(
  scope_id  BLOB PRIMARY KEY,
  ends_on   TEXT                          -- first day no more; NULL: it goes on
) STRICT;
CREATE TABLE access_scope_parent(
  scope_id   BLOB NOT NULL,
  parent_id  BLOB NOT NULL,
  PRIMARY KEY (scope_id, parent_id)
) STRICT;
CREATE INDEX access_scope_below ON access_scope_parent(parent_id);
