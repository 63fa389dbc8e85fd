/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-draft-store-private.h"

#define ME "me"

/**
 * ent_history_row_free:
 * @self: (transfer full): a row
 *
 * Frees a row and its texts.
 */
void
ent_history_row_free (EntHistoryRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->author);
  g_free (self->title);
  g_free (self->html);
  g_free (self);
}

static EntHistoryRow *
read_row (EntStatement *statement)
{
  EntHistoryRow *row = g_new0 (EntHistoryRow, 1);

  row->saved_at = ent_statement_get_int64 (statement, 0);
  row->author = g_strdup (ent_statement_get_text (statement, 1));
  row->title = g_strdup (ent_statement_get_text (statement, 2));
  row->html = g_strdup (ent_statement_get_text (statement, 3));

  return row;
}

/**
 * ent_history_store_list:
 * @db: a database
 * @uuid: uuid of a draft, there or gone
 * @error: return location
 *
 * Reads the saved versions of a draft, newest first; in a job or on the main thread.
 *
 * Returns: (transfer full) (element-type EntHistoryRow): the versions
 */
GPtrArray *
ent_history_store_list (EntDatabase  *db,
                        const char   *uuid,
                        GError      **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_history_row_free);
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  statement = ent_database_prepare (db,
                                    "SELECT saved_at, author, title, html FROM history"
                                    " WHERE draft_uuid = ?1 ORDER BY saved_at DESC, id DESC",
                                    error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, uuid, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    g_ptr_array_add (rows, read_row (statement));

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
insert_version (EntDatabase  *db,
                const char   *uuid,
                const char   *kind,
                const char   *item_id,
                const char   *author,
                const char   *title,
                const char   *html,
                GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO history (draft_uuid, kind, item_id, author, saved_at,"
                          " title, html)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, uuid, error) &&
         ent_statement_bind_text (statement, 2, kind, error) &&
         ent_statement_bind_text (statement, 3, item_id, error) &&
         ent_statement_bind_text (statement, 4, author, error) &&
         ent_statement_bind_int64 (statement, 5, g_get_real_time (), error) &&
         ent_statement_bind_text (statement, 6, title, error) &&
         ent_statement_bind_text (statement, 7, html, error) &&
         ent_statement_run (statement, error);
}

/**
 * ent_history_store_add:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @author: "me" or the name the ENT gives
 * @title: title of the version
 * @html: text of the version
 * @error: return location
 *
 * Records a version, of now: the ENT's text before ours takes its place, for instance.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_history_store_add (EntDatabase  *db,
                       const char   *uuid,
                       const char   *author,
                       const char   *title,
                       const char   *html,
                       GError      **error)
{
  g_return_val_if_fail (uuid != NULL && author != NULL && title != NULL && html != NULL, FALSE);

  return insert_version (db, uuid, NULL, NULL, author, title, html, error);
}

/* The texts of the last version are @row's already. */
static gboolean
is_recorded (EntDatabase        *db,
             const EntDraftRow  *row,
             gboolean           *recorded,
             GError            **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT EXISTS (SELECT 1 FROM (SELECT title, html FROM history"
                          "  WHERE draft_uuid = ?1 ORDER BY saved_at DESC, id DESC LIMIT 1)"
                          " WHERE title = ?2 AND html = ?3)",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, row->uuid, error) ||
      !ent_statement_bind_text (statement, 2, row->title, error) ||
      !ent_statement_bind_text (statement, 3, row->html, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  *recorded = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

gboolean
ent_history_record (EntDatabase        *db,
                    const EntDraftRow  *row,
                    const char         *author,
                    GError            **error)
{
  gboolean recorded;

  if (!is_recorded (db, row, &recorded, error))
    return FALSE;
  if (recorded)
    return TRUE;

  return insert_version (db, row->uuid, ent_kind_to_string (row->kind), row->item_id, author,
                         row->title, row->html, error);
}

static gboolean
get_last (EntDatabase  *db,
          const char   *uuid,
          gint64       *last,
          GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT coalesce (max (saved_at), 0) FROM history"
                          " WHERE draft_uuid = ?1 AND author = ?2",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, uuid, error) ||
      !ent_statement_bind_text (statement, 2, ME, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  *last = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

gboolean
ent_history_record_now_and_then (EntDatabase        *db,
                                 const EntDraftRow  *row,
                                 GError            **error)
{
  gint64 now = g_get_real_time ();
  gint64 last;

  if (!get_last (db, row->uuid, &last, error))
    return FALSE;

  /* A last one in the future comes from a clock set back: it must not stop the history. */
  if (last <= now && now - last < G_TIME_SPAN_MINUTE)
    return TRUE;

  return ent_history_record (db, row, ME, error) && ent_history_thin (db, row->uuid, now, error);
}

gboolean
ent_history_thin (EntDatabase  *db,
                  const char   *uuid,
                  gint64        now,
                  GError      **error)
{
  /* Of mine, the last of each slot stays: a slot is a minute, an hour or a day by age. */
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "DELETE FROM history WHERE draft_uuid = ?1 AND (saved_at < ?2 - ?6 OR"
                          " (author = ?7 AND id NOT IN"
                          "  (SELECT id FROM"
                          "    (SELECT id, max (saved_at) FROM"
                          "      (SELECT id, saved_at,"
                          "              CASE WHEN saved_at >= ?2 - ?4 THEN ?3"
                          "                   WHEN saved_at >= ?2 - ?5 THEN ?4"
                          "                   ELSE ?5 END AS slot"
                          "         FROM history WHERE draft_uuid = ?1 AND author = ?7)"
                          "     GROUP BY slot, saved_at / slot))))",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, uuid, error) &&
         ent_statement_bind_int64 (statement, 2, now, error) &&
         ent_statement_bind_int64 (statement, 3, G_TIME_SPAN_MINUTE, error) &&
         ent_statement_bind_int64 (statement, 4, G_TIME_SPAN_HOUR, error) &&
         ent_statement_bind_int64 (statement, 5, G_TIME_SPAN_DAY, error) &&
         ent_statement_bind_int64 (statement, 6, 365 * G_TIME_SPAN_DAY, error) &&
         ent_statement_bind_text (statement, 7, ME, error) &&
         ent_statement_run (statement, error);
}
