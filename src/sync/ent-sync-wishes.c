/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-sync-private.h"

#include "ent-choice.h"
#include "ent-outbox-store.h"
#include "ent-plan.h"

#include <string.h>

/* What is asked from above. Each wish is one transaction, not cancellable; then the engine
 * moves. */

/* A deletion has no draft: above it is known by this and its operation's id. */
#define DELETION_PREFIX "delete:"

typedef struct _Wish Wish;

struct _Wish
{
  gboolean   (*job) (Wish         *wish,
                     EntDatabase  *db,
                     GError      **error);
  EntPlan      plan;
  char        *user_id;  /* (owned) (nullable) */
  char        *id;       /* (owned) (nullable): draft uuid, id of an item, or of a folder */
  char       **ids;      /* (owned) (nullable): messages to file */
  EntSyncFiling filing;
  EntKind      kind;
  EntSyncSide  side;
  char        *title;    /* (owned) (nullable): of the text made of two versions, as the two below */
  char        *date;     /* (owned) (nullable) */
  char        *html;     /* (owned) (nullable) */
  gboolean     settles;  /* whoever shows the draft reads it again */
  gboolean     done;     /* the answer of a wish that may come too late */
};

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_array_unref (wish->plan.ids);
  g_free (wish->user_id);
  g_free (wish->id);
  g_free (wish->title);
  g_free (wish->date);
  g_free (wish->html);
  g_strfreev (wish->ids);
  g_free (wish);
}

static Wish *
wish_new (EntSync    *self,
          const char *id,
          gboolean  (*job) (Wish         *wish,
                            EntDatabase  *db,
                            GError      **error))
{
  Wish *wish = g_new0 (Wish, 1);

  wish->job = job;
  wish->id = g_strdup (id);
  wish->user_id = g_strdup (ent_account_get_user_id (self->context->account));
  wish->plan.user_id = wish->user_id;
  wish->plan.now = ent_clock_get_now (self->context->clock);
  wish->plan.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  wish->done = TRUE;

  return wish;
}

static gboolean
run_wish (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  Wish *wish = g_task_get_task_data (data);

  return wish->job (wish, db, error);
}

static void
tell_operations (EntSync *self,
                 Wish    *wish)
{
  const char *draft_uuid = wish->kind == ENT_N_KINDS ? wish->id : NULL;

  for (guint i = 0; i < wish->plan.ids->len; i++)
    ent_sync_context_emit_operation_changed (self->context, g_array_index (wish->plan.ids, gint64,
                                                                           i), draft_uuid);

  if (wish->settles)
    ent_sync_context_emit_draft_settled (self->context, wish->id);
}

static void
wished_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (EntSync) self = g_object_ref (g_task_get_source_object (task));
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      tell_operations (self, wish);
      g_task_return_boolean (task, wish->done);
    }
  else
    {
      g_task_return_error (task, error);
    }

  ent_sync_end_job (self);
}

/* Takes @wish. */
static void
make_wish (EntSync             *self,
           Wish                *wish,
           gpointer             tag,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, wish, wish_free);
  ent_sync_begin_job (self);
  ent_database_run_async (self->context->db, run_wish, g_object_ref (task), g_object_unref,
                          wished_cb, task);
  ent_sync_tell (self);
}

static gboolean
finish_wish (EntSync       *self,
             GAsyncResult  *result,
             gpointer       tag,
             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static GArray *
finish_plan (EntSync       *self,
             GAsyncResult  *result,
             gpointer       tag,
             GError       **error)
{
  const Wish *wish;

  if (!finish_wish (self, result, tag, error))
    return NULL;

  wish = g_task_get_task_data (G_TASK (result));

  return g_array_ref (wish->plan.ids);
}

/* ---- sending ---- */

static gboolean
enqueue_draft (Wish         *wish,
               EntDatabase  *db,
               GError      **error)
{
  return ent_plan_draft (&wish->plan, db, wish->id, error);
}

/**
 * ent_sync_enqueue_draft_async:
 * @self: an engine
 * @draft_uuid: the draft, saved
 * @how: how it leaves
 * @not_before: µs UTC, 0: at once
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Freezes a draft into operations, in one transaction. What is typed afterwards stays a draft.
 * Asked again before it is over, the newer text replaces what has not begun.
 */
void
ent_sync_enqueue_draft_async (EntSync             *self,
                              const char          *draft_uuid,
                              EntSendHow           how,
                              gint64               not_before,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  wish = wish_new (self, draft_uuid, enqueue_draft);
  wish->kind = ENT_N_KINDS;
  wish->plan.how = how;
  wish->plan.not_before = not_before;
  make_wish (self, wish, ent_sync_enqueue_draft_async, callback, user_data);
}

/**
 * ent_sync_enqueue_draft_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_SYNC_ERROR_EMPTY, _NO_RECIPIENT, _CHANGED, or %ENT_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): ids of the operations, in order, or %NULL with
 *   @error
 */
GArray *
ent_sync_enqueue_draft_finish (EntSync       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return finish_plan (self, result, ent_sync_enqueue_draft_async, error);
}

static gboolean
enqueue_delete (Wish         *wish,
                EntDatabase  *db,
                GError      **error)
{
  return ent_plan_delete (&wish->plan, db, wish->kind, wish->id, error);
}

/**
 * ent_sync_enqueue_delete_async:
 * @self: an engine
 * @kind: POST, COMMENT, ENTRY or MESSAGE
 * @id: its id on the ENT
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Queues the deletion of a thing of the ENT; a message goes to the trash, from there for good.
 */
void
ent_sync_enqueue_delete_async (EntSync             *self,
                               EntKind              kind,
                               const char          *id,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (id != NULL);

  wish = wish_new (self, id, enqueue_delete);
  wish->kind = kind;
  make_wish (self, wish, ent_sync_enqueue_delete_async, callback, user_data);
}

/**
 * ent_sync_enqueue_delete_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): ids of the operations, or %NULL with @error
 */
GArray *
ent_sync_enqueue_delete_finish (EntSync       *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return finish_plan (self, result, ent_sync_enqueue_delete_async, error);
}

/* ---- filing ---- */

static gboolean
file_message (Wish         *wish,
              EntDatabase  *db,
              const char   *id,
              GError      **error)
{
  switch (wish->filing)
    {
    case ENT_SYNC_MOVE:
      return ent_plan_move_message (&wish->plan, db, id, wish->id, error);
    case ENT_SYNC_TRASH:
      return ent_plan_delete (&wish->plan, db, ENT_KIND_MESSAGE, id, error);
    case ENT_SYNC_MARK_READ:
      return ent_plan_mark_message (&wish->plan, db, id, FALSE, error);
    case ENT_SYNC_MARK_UNREAD:
      return ent_plan_mark_message (&wish->plan, db, id, TRUE, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
file_messages (Wish         *wish,
               EntDatabase  *db,
               GError      **error)
{
  for (guint i = 0; wish->ids[i] != NULL; i++)
    if (!file_message (wish, db, wish->ids[i], error))
      return FALSE;

  return TRUE;
}

/**
 * ent_sync_file_messages_async:
 * @self: an engine
 * @ids: (array zero-terminated=1): messages
 * @filing: what becomes of them
 * @folder_id: (nullable): where they go, of a move; %NULL: out of the trash, back where they belong
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Queues what becomes of messages. The lists show it at once.
 */
void
ent_sync_file_messages_async (EntSync             *self,
                              const char * const  *ids,
                              EntSyncFiling        filing,
                              const char          *folder_id,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (ids != NULL);

  wish = wish_new (self, folder_id, file_messages);
  wish->kind = ENT_KIND_MESSAGE;
  wish->ids = g_strdupv ((char **) ids);
  wish->filing = filing;
  make_wish (self, wish, ent_sync_file_messages_async, callback, user_data);
}

/**
 * ent_sync_file_messages_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): ids of the operations, none for what was so
 *   already, or %NULL with @error
 */
GArray *
ent_sync_file_messages_finish (EntSync       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return finish_plan (self, result, ent_sync_file_messages_async, error);
}

/* ---- changing one's mind ---- */

static EntOperationRow *
find_deletion (EntDatabase  *db,
               const char   *name,
               GError      **error)
{
  return ent_outbox_store_get (db, g_ascii_strtoll (name + strlen (DELETION_PREFIX), NULL, 10),
                               error);
}

static gboolean
cancel_deletion (Wish         *wish,
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
cancel_draft (Wish         *wish,
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

  make_wish (self, wish_new (self, draft_uuid, cancel_draft), ent_sync_cancel_async, callback,
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
  return finish_wish (self, result, ent_sync_cancel_async, error);
}

static gboolean
retry_deletion (Wish         *wish,
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
retry (Wish         *wish,
       EntDatabase  *db,
       GError      **error)
{
  gboolean gone;

  if (g_str_has_prefix (wish->id, DELETION_PREFIX))
    return retry_deletion (wish, db, error);

  if (!is_gone (db, wish->id, &gone, error))
    return FALSE;

  return gone ? ent_plan_again (&wish->plan, db, wish->id, error) :
         ent_outbox_store_unblock (db, wish->id, error);
}

/**
 * ent_sync_retry_async:
 * @self: an engine
 * @draft_uuid: a draft that was refused, or "delete:" and the id of a deletion's operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Tries again what was refused. What was deleted on the ENT is made anew there; a deletion that met
 * another version deletes that one.
 */
void
ent_sync_retry_async (EntSync             *self,
                      const char          *draft_uuid,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  wish = wish_new (self, draft_uuid, retry);
  wish->kind = ENT_N_KINDS;
  make_wish (self, wish, ent_sync_retry_async, callback, user_data);
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
  return finish_wish (self, result, ent_sync_retry_async, error);
}

static gboolean
choose (Wish         *wish,
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
  Wish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  wish = wish_new (self, draft_uuid, choose);
  wish->kind = ENT_N_KINDS;
  wish->side = side;
  wish->settles = TRUE;
  make_wish (self, wish, ent_sync_choose_async, callback, user_data);
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
  return finish_wish (self, result, ent_sync_choose_async, error);
}

static gboolean
choose_text (Wish         *wish,
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
  Wish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL && title != NULL && html != NULL);

  wish = wish_new (self, draft_uuid, choose_text);
  wish->kind = ENT_N_KINDS;
  wish->title = g_strdup (title);
  wish->date = g_strdup (date);
  wish->html = g_strdup (html);
  wish->settles = TRUE;
  make_wish (self, wish, ent_sync_choose_text_async, callback, user_data);
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
  return finish_wish (self, result, ent_sync_choose_text_async, error);
}

/* ---- now ---- */

static gboolean
wake_all (Wish         *wish,
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

  make_wish (self, wish_new (self, NULL, wake_all), ent_sync_send_now_async, callback, user_data);
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
  return finish_wish (self, result, ent_sync_send_now_async, error);
}
