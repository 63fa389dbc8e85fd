/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-draft-store-private.h"

#include "ent-local-work-private.h"
#include "ent-shown-private.h"
#include "ent-store-text-private.h"

/* How long late words may look for what their draft became. */
#define SENT_KEPT (G_GINT64_CONSTANT (30) * G_TIME_SPAN_DAY)

static gboolean
set_local_work (EntDraftRow  *row,
                EntDatabase  *db,
                GError      **error)
{
  EntLocalWork work = { 0 };
  gboolean was_read = ent_local_work_read (&work, db, row->kind, row->item_id, row->uuid,
                                           row->theirs != NULL, error);

  row->local_state = work.state;
  row->local_error = work.error_code;
  row->local_detail = work.error_detail;

  return was_read;
}

/* The first row of @statement with its local work; NULL without error when there is none. */
static EntDraftRow *
read_one (EntDatabase   *db,
          EntStatement  *statement,
          GError       **error)
{
  g_autoptr (EntDraftRow) row = NULL;

  if (!ent_statement_next (statement, error))
    return NULL;

  row = ent_draft_row_read (statement, 0);
  if (row == NULL || !set_local_work (row, db, error))
    return NULL;

  return g_steal_pointer (&row);
}

/**
 * ent_draft_store_get:
 * @db: a database
 * @uuid: uuid of a draft
 * @error: return location
 *
 * Reads one draft; in a job or on the main thread.
 *
 * Returns: (transfer full) (nullable): the draft; %NULL without @error when there is none
 */
EntDraftRow *
ent_draft_store_get (EntDatabase  *db,
                     const char   *uuid,
                     GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  statement = ent_database_prepare (db, "SELECT " ENT_DRAFT_COLUMNS " FROM draft WHERE uuid = ?1",
                                    error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, uuid, error))
    return NULL;

  return read_one (db, statement, error);
}

/**
 * ent_draft_store_get_for_item:
 * @db: a database
 * @kind: kind of the item
 * @item_id: id on the ENT
 * @error: return location
 *
 * Reads the draft on an item, the last touched if there are several; in a job or on the main
 * thread.
 *
 * Returns: (transfer full) (nullable): the draft; %NULL without @error when there is none
 */
EntDraftRow *
ent_draft_store_get_for_item (EntDatabase  *db,
                              EntKind       kind,
                              const char   *item_id,
                              GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (item_id != NULL, NULL);

  statement = ent_database_prepare (db,
                                    "SELECT " ENT_DRAFT_COLUMNS " FROM draft"
                                    " WHERE kind = ?1 AND item_id = ?2"
                                    " ORDER BY updated_at DESC LIMIT 1",
                                    error);
  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, ent_kind_to_string (kind), error) ||
      !ent_statement_bind_text (statement, 2, item_id, error))
    return NULL;

  return read_one (db, statement, error);
}

/**
 * ent_draft_store_list:
 * @db: a database
 * @error: return location
 *
 * Reads every draft, last touched first; in a job or on the main thread.
 *
 * Returns: (transfer full) (element-type EntDraftRow): the drafts
 */
GPtrArray *
ent_draft_store_list (EntDatabase  *db,
                      GError      **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_draft_row_free);
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT " ENT_DRAFT_COLUMNS " FROM draft ORDER BY updated_at DESC, uuid",
                          error);

  if (statement == NULL)
    return NULL;

  while (ent_statement_next (statement, &local_error))
    {
      EntDraftRow *row = ent_draft_row_read (statement, 0);

      if (row == NULL)   /* of a kind only a newer program knows */
        continue;

      g_ptr_array_add (rows, row);
      if (!set_local_work (row, db, error))
        return NULL;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static void
note_draft_change (EntDatabase *db,
                   EntKind      kind)
{
  ent_database_note_change (db, kind);
  ent_database_note_bits (db, ENT_CHANGE_DRAFTS);
}

static gboolean
bind_typed (EntStatement       *statement,
            const EntDraftRow  *row,
            const char         *plain,
            GError            **error)
{
  g_autofree char *excerpt = ent_store_text_excerpt (plain);

  return ent_statement_bind_text (statement, 1, row->uuid, error) &&
         ent_statement_bind_text (statement, 2, ent_kind_to_string (row->kind), error) &&
         ent_statement_bind_text (statement, 4, row->parent_id, error) &&
         ent_statement_bind_text (statement, 5, row->title, error) &&
         ent_statement_bind_text (statement, 6, excerpt, error) &&
         ent_statement_bind_text (statement, 7, row->date, error) &&
         ent_statement_bind_text (statement, 8, row->to, error) &&
         ent_statement_bind_text (statement, 9, row->cc, error) &&
         ent_statement_bind_text (statement, 10, row->cci, error) &&
         ent_statement_bind_text (statement, 11, row->in_reply_to, error) &&
         ent_statement_bind_text (statement, 12, row->attachments, error) &&
         ent_statement_bind_int64 (statement, 13, row->revision, error) &&
         ent_statement_bind_int64 (statement, 14, row->updated_at, error) &&
         ent_statement_bind_text (statement, 15, row->html, error) &&
         ent_statement_bind_text (statement, 16, plain, error);
}

static gboolean
update (EntDatabase        *db,
        const EntDraftRow  *row,
        const char         *plain,
        GError            **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "UPDATE draft SET"
                          "  parent_id = ?4, title = ?5,"
                          "  excerpt = ?6, date = ?7, recipients_to = ?8, recipients_cc = ?9,"
                          "  recipients_cci = ?10, in_reply_to = ?11, attachments = ?12,"
                          "  revision = ?13, updated_at = ?14, html = ?15, plain = ?16"
                          " WHERE uuid = ?1 AND kind = ?2",
                          error);

  return statement != NULL &&
         bind_typed (statement, row, plain, error) &&
         ent_statement_run (statement, error);
}

static gboolean
insert (EntDatabase        *db,
        const EntDraftRow  *row,
        const char         *plain,
        GError            **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO draft (uuid, kind, item_id, parent_id, title, excerpt, date,"
                          "  recipients_to, recipients_cc, recipients_cci, in_reply_to,"
                          " attachments,"
                          "  revision, updated_at, html, plain, sent_revision, created_at, base,"
                          " theirs)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
                          " ?15,"
                          "  ?16, ?17, ?18, ?19, ?20)",
                          error);

  return statement != NULL &&
         bind_typed (statement, row, plain, error) &&
         ent_statement_bind_text (statement, 3, row->item_id, error) &&
         ent_statement_bind_int64 (statement, 17, row->sent_revision, error) &&
         ent_statement_bind_int64 (statement, 18, row->created_at, error) &&
         ent_statement_bind_text (statement, 19, row->base, error) &&
         ent_statement_bind_text (statement, 20, row->theirs, error) &&
         ent_statement_run (statement, error);
}

/* What is known of a draft that may have left already. @sent is NULL without error when it has
 * not. */
static gboolean
load_sent (EntDatabase        *db,
           const EntDraftRow  *row,
           EntDraftRow       **sent,
           GError            **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "SELECT item_id, base, sent_revision FROM sent_draft WHERE uuid = ?1",
                          error);

  if (statement == NULL || !ent_statement_bind_text (statement, 1, row->uuid, error))
    return FALSE;

  if (ent_statement_next (statement, &local_error))
    {
      EntDraftRow *copy = ent_draft_row_copy (row);

      g_free (copy->item_id);
      g_free (copy->base);
      copy->item_id = g_strdup (ent_statement_get_text (statement, 0));
      copy->base = g_strdup (ent_statement_get_text (statement, 1));
      copy->sent_revision = ent_statement_get_int64 (statement, 2);
      *sent = copy;
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* Words typed after a message was sent are a new message: what was sent cannot be changed. */
static gboolean
has_left_for_good (EntKind     kind,
                   const char *base)
{
  g_autoptr (EntItem) item = NULL;

  if (kind != ENT_KIND_MESSAGE || base == NULL)
    return FALSE;

  item = ent_item_new_from_json (kind, base, NULL);

  return item != NULL &&
         ent_item_get_state (item) != NULL &&
         !g_str_equal (ent_item_get_state (item), "DRAFT");
}

static gboolean
save_new (EntDatabase        *db,
          const EntDraftRow  *row,
          const char         *plain,
          GError            **error)
{
  g_autoptr (EntDraftRow) sent = NULL;

  if (!load_sent (db, row, &sent, error))
    return FALSE;

  if (sent != NULL && row->revision <= sent->sent_revision)
    return TRUE;   /* the ENT has these words */

  if (sent != NULL)
    {
      if (has_left_for_good (sent->kind, sent->base))
        {
          g_clear_pointer (&sent->item_id, g_free);
          g_clear_pointer (&sent->base, g_free);
        }
      row = sent;
    }

  note_draft_change (db, row->kind);

  return insert (db, row, plain, error) &&
         ent_history_record_now_and_then (db, row, error) &&
         ent_shown_refresh_draft (db, row->uuid, error);
}

/**
 * ent_draft_store_save:
 * @db: a database, in a job
 * @row: what is being written; its read-only members are not looked at
 * @plain: its plain text
 * @error: return location
 *
 * Inserts or updates the draft, and adds a version to the history when the last one is a minute
 * old.
 *
 * On a row that is there, only what the teacher changes is written: item_id, base, theirs and
 * sent_revision belong to the functions that follow a sending, so that a save that took its copy
 * before a sending ended cannot undo what the sending noted. A revision older than the stored one
 * goes to the history only. Words saved after their draft left make a draft on the item it
 * became.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_draft_store_save (EntDatabase        *db,
                      const EntDraftRow  *row,
                      const char         *plain,
                      GError            **error)
{
  g_autoptr (EntDraftRow) stored = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (row != NULL && row->uuid != NULL, FALSE);
  g_return_val_if_fail (plain != NULL, FALSE);

  stored = ent_draft_store_get (db, row->uuid, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (stored == NULL)
    return save_new (db, row, plain, error);

  if (row->revision < stored->revision)
    return ent_history_record (db, row, ENT_PAST_ME, error);

  note_draft_change (db, row->kind);

  return update (db, row, plain, error) &&
         ent_history_record_now_and_then (db, row, error) &&
         ent_shown_refresh_draft (db, row->uuid, error);
}

/* Fails with NOT_FOUND where the others would silently do nothing. */
static EntDraftRow *
get_existing (EntDatabase  *db,
              const char   *uuid,
              GError      **error)
{
  GError *local_error = NULL;
  EntDraftRow *row = ent_draft_store_get (db, uuid, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (row == NULL)
    g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "there is no draft %s", uuid);

  return row;
}

/* The row goes, its last words stay in the history. */
static gboolean
delete_row (EntDatabase        *db,
            const EntDraftRow  *row,
            GError            **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "DELETE FROM draft WHERE uuid = ?1", error);

  note_draft_change (db, row->kind);

  return statement != NULL &&
         ent_history_record (db, row, ENT_PAST_ME, error) &&
         ent_statement_bind_text (statement, 1, row->uuid, error) &&
         ent_statement_run (statement, error) &&
         ent_shown_refresh_draft (db, row->uuid, error) &&
         (row->item_id == NULL || ent_shown_refresh_item (db, row->kind, row->item_id, error));
}

/**
 * ent_draft_store_remove:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @error: return location
 *
 * Throws a draft away; its text stays in the history. Nothing happens if there is none.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_draft_store_remove (EntDatabase  *db,
                        const char   *uuid,
                        GError      **error)
{
  g_autoptr (EntDraftRow) row = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (uuid != NULL, FALSE);

  row = ent_draft_store_get (db, uuid, &local_error);
  if (row != NULL)
    return delete_row (db, row, error);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

static gboolean
forget_old_sent (EntDatabase  *db,
                 GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "DELETE FROM sent_draft WHERE sent_at < ?1", error);

  return statement != NULL &&
         ent_statement_bind_int64 (statement, 1, g_get_real_time () - SENT_KEPT, error) &&
         ent_statement_run (statement, error);
}

static gboolean
note_sent (EntDatabase  *db,
           const char   *uuid,
           const char   *item_id,
           guint64       sent_revision,
           const char   *base,
           GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO sent_draft (uuid, item_id, base, sent_revision, sent_at)"
                          " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (uuid) DO UPDATE SET"
                          "  item_id = ?2, base = ?3, sent_revision = ?4, sent_at = ?5",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, uuid, error) &&
         ent_statement_bind_text (statement, 2, item_id, error) &&
         ent_statement_bind_text (statement, 3, base, error) &&
         ent_statement_bind_int64 (statement, 4, sent_revision, error) &&
         ent_statement_bind_int64 (statement, 5, g_get_real_time (), error) &&
         ent_statement_run (statement, error) &&
         forget_old_sent (db, error);
}

static gboolean
put_on_new_base (EntDatabase  *db,
                 const char   *uuid,
                 const char   *item_id,
                 guint64       sent_revision,
                 const char   *base,
                 GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "UPDATE draft SET item_id = ?2, sent_revision = ?3, base = ?4,"
                          "  theirs = NULL WHERE uuid = ?1",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, uuid, error) &&
         ent_statement_bind_text (statement, 2, item_id, error) &&
         ent_statement_bind_int64 (statement, 3, sent_revision, error) &&
         ent_statement_bind_text (statement, 4, base, error) &&
         ent_statement_run (statement, error) &&
         ent_shown_refresh_draft (db, uuid, error);
}

/**
 * ent_draft_store_mark_sent:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @item_id: what it is on the ENT
 * @sent_revision: the revision the ENT took
 * @base: (nullable): JSON of the item as the ENT holds it now
 * @remains: (out) (optional): %TRUE if words were typed since
 * @error: return location
 *
 * Notes that the ENT has the draft. The row goes away if nothing was typed since @sent_revision,
 * else it stays as a draft on @base; or, after a message was sent, as a new message. Fails with
 * %ENT_STORE_ERROR_NOT_FOUND when there is no such draft.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_draft_store_mark_sent (EntDatabase  *db,
                           const char   *uuid,
                           const char   *item_id,
                           guint64       sent_revision,
                           const char   *base,
                           gboolean     *remains,
                           GError      **error)
{
  g_autoptr (EntDraftRow) row = NULL;
  gboolean is_clean;

  g_return_val_if_fail (uuid != NULL && item_id != NULL, FALSE);

  row = get_existing (db, uuid, error);
  if (row == NULL)
    return FALSE;

  is_clean = row->revision <= sent_revision;
  if (remains != NULL)
    *remains = !is_clean;

  if (!note_sent (db, uuid, item_id, sent_revision, base, error))
    return FALSE;

  if (is_clean)
    {
      g_free (row->item_id);
      row->item_id = g_strdup (item_id);
      return delete_row (db, row, error);
    }

  note_draft_change (db, row->kind);

  if (has_left_for_good (row->kind, base))
    return put_on_new_base (db, uuid, NULL, sent_revision, NULL, error);

  return put_on_new_base (db, uuid, item_id, sent_revision, base, error);
}

/**
 * ent_draft_store_dup_sent_item_id:
 * @db: a database
 * @uuid: uuid of a draft that left
 * @error: return location
 *
 * Tells what a draft became, for whoever still shows it; in a job or on the main thread.
 *
 * Returns: (transfer full) (nullable): the id on the ENT; %NULL without @error when it is not known
 *   (any more)
 */
char *
ent_draft_store_dup_sent_item_id (EntDatabase  *db,
                                  const char   *uuid,
                                  GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  statement = ent_database_prepare (db, "SELECT item_id FROM sent_draft WHERE uuid = ?1", error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, uuid, error) ||
      !ent_statement_next (statement, error))
    return NULL;

  return g_strdup (ent_statement_get_text (statement, 0));
}

/* One member of the row changes, and with it what the lists show. */
static gboolean
set_member (EntDatabase  *db,
            const char   *sql,
            const char   *uuid,
            const char   *value,
            GError      **error)
{
  g_autoptr (EntDraftRow) row = get_existing (db, uuid, error);
  g_autoptr (EntStatement) statement = NULL;

  if (row == NULL)
    return FALSE;

  note_draft_change (db, row->kind);
  statement = ent_database_prepare (db, sql, error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, uuid, error) &&
         ent_statement_bind_text (statement, 2, value, error) &&
         ent_statement_run (statement, error) &&
         ent_shown_refresh_draft (db, uuid, error) &&
         (row->item_id == NULL || ent_shown_refresh_item (db, row->kind, row->item_id, error));
}

/**
 * ent_draft_store_set_item_id:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @item_id: (nullable): what it is on the ENT, %NULL when the ENT has it no more
 * @error: return location
 *
 * Remembers the server's id before anything else is done with it. Fails with
 * %ENT_STORE_ERROR_NOT_FOUND when there is no such draft.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_draft_store_set_item_id (EntDatabase  *db,
                             const char   *uuid,
                             const char   *item_id,
                             GError      **error)
{
  g_return_val_if_fail (uuid != NULL, FALSE);

  return set_member (db, "UPDATE draft SET item_id = ?2 WHERE uuid = ?1", uuid, item_id, error);
}

/**
 * ent_draft_store_set_theirs:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @theirs: (nullable): JSON of the ENT's version, %NULL once settled
 * @error: return location
 *
 * Notes that there are two versions, or that there are no more. Fails with
 * %ENT_STORE_ERROR_NOT_FOUND when there is no such draft.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_draft_store_set_theirs (EntDatabase  *db,
                            const char   *uuid,
                            const char   *theirs,
                            GError      **error)
{
  g_return_val_if_fail (uuid != NULL, FALSE);

  return set_member (db, "UPDATE draft SET theirs = ?2 WHERE uuid = ?1", uuid, theirs, error);
}

/**
 * ent_draft_store_set_base:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @base: (nullable): JSON of the item the draft is made from now
 * @error: return location
 *
 * Notes what the draft was merged with, once settled. Fails with %ENT_STORE_ERROR_NOT_FOUND when
 * there is no such draft.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_draft_store_set_base (EntDatabase  *db,
                          const char   *uuid,
                          const char   *base,
                          GError      **error)
{
  g_return_val_if_fail (uuid != NULL, FALSE);

  return set_member (db, "UPDATE draft SET base = ?2 WHERE uuid = ?1", uuid, base, error);
}
