/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-wish-private.h"

#include "ent-choice.h"
#include "ent-outbox-store.h"

#include <string.h>

/* A deletion has no draft: above it is known by this and its operation's id. */
#define DELETION_PREFIX "delete:"

static EntOperationRow *
find_deletion (EntDatabase  *db,
               const char   *name,
               GError      **error)
{
  return ent_outbox_store_get (db, g_ascii_strtoll (name + strlen (DELETION_PREFIX), NULL, 10),
                               error);
}

static gboolean
cancel_deletion (EntWish         *wish,
                 EntDatabase  *db,
                 GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntOperationRow) row = find_deletion (db, wish->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  wish->done = row != NULL && row->state != ENT_OPERATION_SENDING &&
               (row->state != ENT_OPERATION_WAITING || row->attempted_at == 0);

  return !wish->done || ent_outbox_store_remove (db, row->id, error);
}

static gboolean
cancel_draft (EntWish         *wish,
              EntDatabase  *db,
              GError      **error)
{
  if (g_str_has_prefix (wish->id, DELETION_PREFIX))
    return cancel_deletion (wish, db, error);

  return ent_outbox_store_cancel (db, wish->id, &wish->done, error);
}

/**
 * ent_sync_cancel_async:
 * @self: an engine
 * @draft_uuid: a draft that was asked to leave, or "delete:" and the id of a deletion's operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Takes it out of the queue, if nothing of it has left.
 */
void
ent_sync_cancel_async (EntSync             *self,
                       const char          *draft_uuid,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  ent_wish_make (self, ent_wish_new (self, draft_uuid, cancel_draft), ent_sync_cancel_async, callback,
             user_data);
}

/**
 * ent_sync_cancel_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: %FALSE without @error when it is too late
 */
gboolean
ent_sync_cancel_finish (EntSync       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return ent_wish_finish (self, result, ent_sync_cancel_async, error);
}

static gboolean
retry_deletion (EntWish         *wish,
                EntDatabase  *db,
                GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntOperationRow) row = find_deletion (db, wish->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (row == NULL || row->state == ENT_OPERATION_SENDING)
    return TRUE;

  row->state = ENT_OPERATION_WAITING;
  row->attempts = 0;
  row->next_try_at = 0;
  g_clear_pointer (&row->error_code, g_free);
  g_clear_pointer (&row->error_detail, g_free);

  return ent_outbox_store_update (db, row, error);
}

/* What the ENT has no more is made anew, with a plan of its own. */
static gboolean
is_gone (EntDatabase  *db,
         const char   *draft_uuid,
         gboolean     *gone,
         GError      **error)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (db, draft_uuid, error);

  if (rows == NULL)
    return FALSE;

  *gone = FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((EntOperationRow *) rows->pdata[i])->error_code, "sync/gone") == 0)
      *gone = TRUE;

  return TRUE;
}

static gboolean
retry (EntWish         *wish,
       EntDatabase  *db,
       GError      **error)
{
  gboolean gone;

  if (g_str_has_prefix (wish->id, DELETION_PREFIX))
    return retry_deletion (wish, db, error);

  if (!is_gone (db, wish->id, &gone, error))
    return FALSE;

  if (gone)
    return ent_plan_again (&wish->plan, db, wish->id, error);

  return ent_outbox_store_unblock (db, wish->id, error) && ent_outbox_store_hurry (db, wish->id, error);
}

/**
 * ent_sync_retry_async:
 * @self: an engine
 * @draft_uuid: a draft that was refused or waits, or "delete:" and the id of a deletion's operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Tries again what was refused, and at once what waits, whatever hour it was deferred to. What was deleted on the
 * ENT is made anew there; a deletion that met another version deletes that one.
 */
void
ent_sync_retry_async (EntSync             *self,
                      const char          *draft_uuid,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  EntWish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  wish = ent_wish_new (self, draft_uuid, retry);
  wish->kind = ENT_N_KINDS;
  ent_wish_make (self, wish, ent_sync_retry_async, callback, user_data);
}

/**
 * ent_sync_retry_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: as ent_sync_enqueue_draft_finish()
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_retry_finish (EntSync       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return ent_wish_finish (self, result, ent_sync_retry_async, error);
}

static gboolean
choose (EntWish         *wish,
        EntDatabase  *db,
        GError      **error)
{
  return ent_choice_settle (&wish->plan, db, wish->id, wish->side, error);
}

/**
 * ent_sync_choose_async:
 * @self: an engine
 * @draft_uuid: a draft with two versions
 * @side: which one is kept
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Settles "deux versions". Both texts stay in the history.
 */
void
ent_sync_choose_async (EntSync             *self,
                       const char          *draft_uuid,
                       EntSyncSide          side,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  EntWish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  wish = ent_wish_new (self, draft_uuid, choose);
  wish->kind = ENT_N_KINDS;
  wish->side = side;
  wish->settles = TRUE;
  ent_wish_make (self, wish, ent_sync_choose_async, callback, user_data);
}

/**
 * ent_sync_choose_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR_NOT_FOUND when there are no two versions, or another %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_choose_finish (EntSync       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return ent_wish_finish (self, result, ent_sync_choose_async, error);
}

static gboolean
choose_text (EntWish         *wish,
             EntDatabase  *db,
             GError      **error)
{
  return ent_choice_keep (&wish->plan, db, wish->id, wish->title, wish->date, wish->html, error);
}

/**
 * ent_sync_choose_text_async:
 * @self: an engine
 * @draft_uuid: a draft with two versions
 * @title: title of the text made of both
 * @date: (nullable): day of an entry
 * @html: the text made of both
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Settles "deux versions" passage by passage. Both texts stay in the history.
 */
void
ent_sync_choose_text_async (EntSync             *self,
                            const char          *draft_uuid,
                            const char          *title,
                            const char          *date,
                            const char          *html,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  EntWish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL && title != NULL && html != NULL);

  wish = ent_wish_new (self, draft_uuid, choose_text);
  wish->kind = ENT_N_KINDS;
  wish->title = g_strdup (title);
  wish->date = g_strdup (date);
  wish->html = g_strdup (html);
  wish->settles = TRUE;
  ent_wish_make (self, wish, ent_sync_choose_text_async, callback, user_data);
}

/**
 * ent_sync_choose_text_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: as ent_sync_choose_finish()
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_choose_text_finish (EntSync       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ent_wish_finish (self, result, ent_sync_choose_text_async, error);
}

/* ---- now ---- */

static gboolean
wake_all (EntWish         *wish,
          EntDatabase  *db,
          GError      **error)
{
  return ent_outbox_store_wake (db, error);
}

/**
 * ent_sync_send_now_async:
 * @self: an engine
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * What waits for another try is tried at once, and so is the line; what the teacher deferred keeps
 * its hour.
 */
void
ent_sync_send_now_async (EntSync             *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ENT_IS_SYNC (self));

  if (self->line == ENT_LINE_BAD)
    ent_sync_line_forget (self);

  ent_wish_make (self, ent_wish_new (self, NULL, wake_all), ent_sync_send_now_async, callback, user_data);
}

/**
 * ent_sync_send_now_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_send_now_finish (EntSync       *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ent_wish_finish (self, result, ent_sync_send_now_async, error);
}
