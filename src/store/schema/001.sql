-- The first shape of an account's file. Times are microseconds UTC; words of enumerations are those of
-- ent-kind.h and ent-operation-row.h. Once released, this file is never edited: add 002.sql.

-- What the ENT said last.
CREATE TABLE item (
  kind         TEXT NOT NULL,
  id           TEXT NOT NULL,
  title        TEXT NOT NULL,
  excerpt      TEXT NOT NULL,
  state        TEXT,
  author_id    TEXT,
  author_name  TEXT,
  created_at   INTEGER NOT NULL,
  modified_at  INTEGER NOT NULL,
  sort_at      INTEGER NOT NULL,
  base_json    TEXT NOT NULL,             -- every other property but the two long ones below
  plain        TEXT NOT NULL,             -- for the search
  html         TEXT,
  json_content TEXT,
  PRIMARY KEY (kind, id)
) STRICT;

-- Where it is: a person is in several classes, a message of mine to my own group in INBOX and OUTBOX.
CREATE TABLE membership (
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  parent_id TEXT NOT NULL,                -- '' for none
  PRIMARY KEY (kind, id, parent_id),
  FOREIGN KEY (kind, id) REFERENCES item (kind, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_parent ON membership (kind, parent_id, id);

-- My version of an item, or of one not sent yet.
CREATE TABLE draft (
  uuid             TEXT NOT NULL PRIMARY KEY,
  kind             TEXT NOT NULL,
  item_id          TEXT,
  parent_id        TEXT,
  title            TEXT NOT NULL,
  excerpt          TEXT NOT NULL,
  date             TEXT,
  recipients_to    TEXT,
  recipients_cc    TEXT,
  recipients_cci   TEXT,
  in_reply_to      TEXT,
  attachments      TEXT,
  revision         INTEGER NOT NULL,
  sent_revision    INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  html             TEXT NOT NULL,
  plain            TEXT NOT NULL,
  base             TEXT,
  theirs           TEXT
) STRICT;
CREATE INDEX draft_item ON draft (kind, item_id, updated_at) WHERE item_id IS NOT NULL;
CREATE INDEX draft_updated ON draft (updated_at);

-- A draft that left: words typed while it was leaving arrive after its row went away, and must find what
-- they belong to instead of becoming a second item.
CREATE TABLE sent_draft (
  uuid          TEXT NOT NULL PRIMARY KEY,
  item_id       TEXT NOT NULL,
  base          TEXT,
  sent_revision INTEGER NOT NULL,
  sent_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Saved versions; no foreign key: they outlive the draft.
CREATE TABLE history (
  id         INTEGER PRIMARY KEY,
  draft_uuid TEXT NOT NULL,
  kind       TEXT,
  item_id    TEXT,
  author     TEXT NOT NULL,               -- 'me', or the name the ENT gives
  saved_at   INTEGER NOT NULL,
  title      TEXT NOT NULL,
  html       TEXT NOT NULL
) STRICT;
CREATE INDEX history_draft ON history (draft_uuid, saved_at);
CREATE INDEX history_item ON history (kind, item_id, saved_at) WHERE item_id IS NOT NULL;

-- The outbox.
CREATE TABLE operation (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  verb         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  draft_uuid   TEXT,
  item_id      TEXT,
  parent_id    TEXT,
  title        TEXT NOT NULL,
  depends_on   INTEGER REFERENCES operation (id) ON DELETE SET NULL,
  unit         INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  payload      TEXT NOT NULL,
  base         TEXT,
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'blocked', 'changed')),
  step         TEXT NOT NULL CHECK (step IN ('none', 'probe', 'apply', 'verify')),
  attempts     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  attempted_at INTEGER NOT NULL,
  next_try_at  INTEGER NOT NULL,
  not_before   INTEGER NOT NULL,
  bytes_done   INTEGER NOT NULL,
  bytes_total  INTEGER NOT NULL,
  error_code   TEXT,
  error_detail TEXT
) STRICT;
CREATE INDEX operation_depends ON operation (depends_on);
CREATE INDEX operation_draft ON operation (draft_uuid) WHERE draft_uuid IS NOT NULL;
CREATE INDEX operation_item ON operation (kind, item_id) WHERE item_id IS NOT NULL;

-- Files kept under files/<sha256>.
CREATE TABLE attachment (
  sha256      TEXT NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  media_type  TEXT,
  size        INTEGER NOT NULL,
  document_id TEXT,
  added_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where a pull stands.
CREATE TABLE cursor (
  resource TEXT NOT NULL PRIMARY KEY,
  value    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the lists and the search show: an item under its draft, or a draft of its own. Worked out from
-- item, draft and operation by ent-shown.c whenever one of them changes, so that reading a list is
-- reading an index.
CREATE TABLE shown (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,       -- 'post:<id>' or 'draft:<uuid>'
  kind        TEXT NOT NULL,
  item_id     TEXT,
  draft_uuid  TEXT,
  local_state TEXT NOT NULL,
  local_error TEXT,
  title       TEXT NOT NULL,
  people      TEXT NOT NULL,
  plain       TEXT NOT NULL
) STRICT;

-- The lines of the lists, in the order of the lists.
CREATE TABLE place (
  kind        TEXT NOT NULL,
  parent_id   TEXT NOT NULL,
  rank        INTEGER NOT NULL,
  sort_text   TEXT NOT NULL,
  shown       INTEGER NOT NULL REFERENCES shown (id) ON DELETE CASCADE,
  main        INTEGER NOT NULL,           -- 1 for one place of each shown row
  state       TEXT NOT NULL,
  local_state TEXT NOT NULL,
  unread      INTEGER NOT NULL,
  profile     TEXT NOT NULL,
  PRIMARY KEY (kind, parent_id, rank, sort_text, shown)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_shown ON place (shown);
CREATE INDEX place_all ON place (kind, rank, sort_text, shown, main, state, local_state, unread, profile)
  WHERE main = 1;
CREATE INDEX place_unread ON place (kind, parent_id, rank, sort_text, shown, state, local_state, unread, profile)
  WHERE unread = 1;
CREATE INDEX place_local ON place (kind, parent_id, rank, sort_text, shown, state, local_state, unread, profile)
  WHERE local_state <> 'none';

CREATE VIRTUAL TABLE search USING fts5 (
  title, plain, people,
  content = 'shown', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
CREATE TRIGGER shown_inserted AFTER INSERT ON shown BEGIN
  INSERT INTO search (rowid, title, plain, people) VALUES (new.id, new.title, new.plain, new.people);
END;
CREATE TRIGGER shown_deleted AFTER DELETE ON shown BEGIN
  INSERT INTO search (search, rowid, title, plain, people)
    VALUES ('delete', old.id, old.title, old.plain, old.people);
END;
CREATE TRIGGER shown_updated AFTER UPDATE OF title, plain, people ON shown
  WHEN old.title <> new.title OR old.plain <> new.plain OR old.people <> new.people
BEGIN
  INSERT INTO search (search, rowid, title, plain, people)
    VALUES ('delete', old.id, old.title, old.plain, old.people);
  INSERT INTO search (rowid, title, plain, people) VALUES (new.id, new.title, new.plain, new.people);
END;

PRAGMA user_version = 1;
