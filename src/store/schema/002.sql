-- Where a text that was thrown away belonged: a version brought back needs its blog or its notebook.
ALTER TABLE history ADD COLUMN parent_id TEXT;

PRAGMA user_version = 2;
