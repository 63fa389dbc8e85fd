-- SPDX-License-Identifier: GPL-3.0-or-later
-- The training server's whole memory. Instants are milliseconds since 1970 UTC; lists and shares are JSON texts.

PRAGMA user_version = 1;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- People and places ------------------------------------------------------------------------------------------------

CREATE TABLE structure (
  id TEXT PRIMARY KEY,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  uai TEXT NOT NULL,
  has_app INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE class (
  id TEXT PRIMARY KEY,
  external_id TEXT NOT NULL,
  structure_id TEXT NOT NULL REFERENCES structure (id),
  name TEXT NOT NULL,
  level TEXT NOT NULL
) STRICT;
CREATE INDEX class_structure ON class (structure_id);

-- "type" is Teacher, Personnel, Student or Relative; "functions" is the object of userinfo.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  external_id TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  alias TEXT UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  search_name TEXT NOT NULL,
  type TEXT NOT NULL,
  email TEXT,
  mobile TEXT,
  birth_date TEXT,
  password TEXT,
  activation_code TEXT,
  reset_code TEXT,
  blocked INTEGER NOT NULL DEFAULT 0,
  force_change INTEGER NOT NULL DEFAULT 0,
  revalidate_terms INTEGER NOT NULL DEFAULT 0,
  delete_pending INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL DEFAULT 'CSV',
  last_login INTEGER,
  functions TEXT NOT NULL DEFAULT '{}',
  motto TEXT NOT NULL DEFAULT '',
  mood TEXT NOT NULL DEFAULT 'default'
) STRICT;
CREATE INDEX person_search ON person (search_name);

CREATE TABLE person_structure (
  person_id TEXT NOT NULL REFERENCES person (id),
  structure_id TEXT NOT NULL REFERENCES structure (id),
  PRIMARY KEY (person_id, structure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_structure_back ON person_structure (structure_id, person_id);

-- Relatives belong to the classes of their children, as on the ENT.
CREATE TABLE person_class (
  person_id TEXT NOT NULL REFERENCES person (id),
  class_id TEXT NOT NULL REFERENCES class (id),
  PRIMARY KEY (person_id, class_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_class_back ON person_class (class_id, person_id);

CREATE TABLE family (
  student_id TEXT NOT NULL REFERENCES person (id),
  relative_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (student_id, relative_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX family_back ON family (relative_id, student_id);

-- "name" is the stored one ("CE1-Teacher"); "type" is ProfileGroup, DirectionGroup, FunctionGroup or ManualGroup;
-- "sub_type" is ClassGroup, StructureGroup, BroadcastGroup or NULL.
CREATE TABLE people_group (
  id TEXT PRIMARY KEY,
  structure_id TEXT NOT NULL REFERENCES structure (id),
  class_id TEXT REFERENCES class (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  sub_type TEXT,
  profile TEXT
) STRICT;
CREATE INDEX people_group_structure ON people_group (structure_id);
CREATE INDEX people_group_class ON people_group (class_id);

CREATE TABLE group_member (
  group_id TEXT NOT NULL REFERENCES people_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_back ON group_member (person_id, group_id);

CREATE TABLE bookmark (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL
) STRICT;

-- "member_id" names a person or a group, and may name nobody any more.
CREATE TABLE bookmark_member (
  bookmark_id TEXT NOT NULL REFERENCES bookmark (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL,
  PRIMARY KEY (bookmark_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
  person_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (person_id, name)
) STRICT, WITHOUT ROWID;

-- Signing in -------------------------------------------------------------------------------------------------------

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  xsrf TEXT,
  expires INTEGER NOT NULL,
  calls INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE oauth_client (
  id TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  grant_type TEXT NOT NULL,
  scope TEXT NOT NULL
) STRICT;

CREATE TABLE oauth_grant (
  refresh TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES oauth_client (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  scope TEXT NOT NULL
) STRICT;

CREATE TABLE access_token (
  token TEXT PRIMARY KEY,
  refresh TEXT NOT NULL REFERENCES oauth_grant (refresh) ON DELETE CASCADE,
  expires INTEGER NOT NULL
) STRICT;

CREATE TABLE login_failure (login TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX login_failure_login ON login_failure (login, at);

-- Bytes ------------------------------------------------------------------------------------------------------------

CREATE TABLE storage (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

-- "created" and "modified" are instants here; the wire shows them as local texts with a dot before the seconds.
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL DEFAULT 'file',
  name TEXT NOT NULL,
  file TEXT REFERENCES storage (id),
  file_date INTEGER,
  form_name TEXT,
  filename TEXT,
  content_type TEXT,
  size INTEGER NOT NULL DEFAULT 0,
  parent TEXT REFERENCES document (id),
  owner_id TEXT NOT NULL REFERENCES person (id),
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  application TEXT,
  is_protected INTEGER NOT NULL DEFAULT 0,
  is_public INTEGER NOT NULL DEFAULT 0,
  shared TEXT NOT NULL DEFAULT '[]',
  alt TEXT,
  legend TEXT,
  trasher TEXT,
  copy_from TEXT
) STRICT;
CREATE INDEX document_owner ON document (owner_id);
CREATE INDEX document_parent ON document (parent);

CREATE TABLE thumbnail (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  size TEXT NOT NULL,
  file TEXT NOT NULL REFERENCES storage (id),
  PRIMARY KEY (document_id, size)
) STRICT, WITHOUT ROWID;

-- Blogs (02-blog.md) -----------------------------------------------------------------------------------------------

CREATE TABLE blog (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  thumbnail TEXT NOT NULL DEFAULT '',
  author_id TEXT NOT NULL REFERENCES person (id),
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  comment_type TEXT,
  publish_type TEXT,
  allow_replies INTEGER DEFAULT 1,
  visibility TEXT NOT NULL DEFAULT 'OWNER',
  slug TEXT UNIQUE,
  trashed INTEGER NOT NULL DEFAULT 0,
  shared TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- "json_content", "plain" and "content_version" are NULL where the content was never transformed.
CREATE TABLE post (
  id TEXT PRIMARY KEY,
  blog_id TEXT NOT NULL REFERENCES blog (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  json_content TEXT,
  plain TEXT,
  content_version INTEGER,
  original TEXT,
  state TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id),
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  first_publish INTEGER,
  sorted INTEGER NOT NULL,
  views INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX post_blog ON post (blog_id, sorted);

-- A deleted comment keeps its row, with "deleted" set.
CREATE TABLE comment (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  post_id TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  comment TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id),
  created INTEGER NOT NULL,
  modified INTEGER,
  state TEXT NOT NULL,
  reply_to TEXT,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX comment_post ON comment (post_id);

CREATE TABLE reaction (
  post_id TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  type TEXT NOT NULL,
  PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_view (
  post_id TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;

-- Homework (05-homeworks.md) ---------------------------------------------------------------------------------------

CREATE TABLE notebook (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  thumbnail TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  trashed INTEGER NOT NULL DEFAULT 0,
  owner_id TEXT NOT NULL REFERENCES person (id),
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  entries_modified INTEGER NOT NULL,
  shared TEXT NOT NULL DEFAULT '[]',
  repeats TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- "id" is the caller's and may be NULL (entries written long ago) or, in a variant, appear twice; "day" is YYYY-MM-DD.
CREATE TABLE entry (
  position INTEGER PRIMARY KEY,
  notebook_id TEXT NOT NULL REFERENCES notebook (id) ON DELETE CASCADE,
  id TEXT,
  day TEXT NOT NULL,
  title TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE INDEX entry_notebook ON entry (notebook_id, day);

CREATE TABLE entry_status (
  notebook_id TEXT NOT NULL REFERENCES notebook (id) ON DELETE CASCADE,
  entry_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  finished INTEGER NOT NULL,
  PRIMARY KEY (notebook_id, entry_id, person_id)
) STRICT, WITHOUT ROWID;

-- Messages (06-conversation.md) ------------------------------------------------------------------------------------

-- "to_ids", "cc_ids", "cci_ids" are JSON arrays of person and group ids; "names" is an object from id to the name
-- recorded when the message was saved.
CREATE TABLE message (
  id TEXT PRIMARY KEY,
  parent_id TEXT,
  thread_id TEXT NOT NULL,
  subject TEXT,
  body TEXT,
  original_body TEXT,
  content_version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL,
  date INTEGER NOT NULL,
  from_id TEXT NOT NULL,
  from_name TEXT NOT NULL,
  to_ids TEXT NOT NULL DEFAULT '[]',
  cc_ids TEXT NOT NULL DEFAULT '[]',
  cci_ids TEXT NOT NULL DEFAULT '[]',
  names TEXT NOT NULL DEFAULT '{}',
  no_reply INTEGER NOT NULL DEFAULT 0,
  language TEXT NOT NULL DEFAULT 'fr'
) STRICT;
CREATE INDEX message_date ON message (date);

CREATE TABLE message_folder (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  parent_id TEXT REFERENCES message_folder (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  depth INTEGER NOT NULL DEFAULT 1,
  trashed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE message_box (
  message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  unread INTEGER NOT NULL DEFAULT 1,
  trashed INTEGER NOT NULL DEFAULT 0,
  folder_id TEXT REFERENCES message_folder (id) ON DELETE SET NULL,
  PRIMARY KEY (message_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_box_person ON message_box (person_id, message_id);

CREATE TABLE message_attachment (
  id TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  file TEXT NOT NULL REFERENCES storage (id),
  name TEXT NOT NULL,
  filename TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (message_id, id)
) STRICT, WITHOUT ROWID;

-- Timeline ---------------------------------------------------------------------------------------------------------

CREATE TABLE notification (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  event_type TEXT NOT NULL,
  sender_id TEXT,
  resource TEXT,
  sub_resource TEXT,
  at INTEGER NOT NULL,
  params TEXT NOT NULL DEFAULT '{}',
  message TEXT NOT NULL DEFAULT '',
  preview TEXT
) STRICT;

CREATE TABLE notification_recipient (
  notification_id TEXT NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (notification_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notification_recipient_person ON notification_recipient (person_id);
