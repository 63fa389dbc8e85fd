/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-draft-store.h"
#include "ent-outbox-store.h"

/* ---- send ---- */

typedef struct
{
  EntDraft   *draft;       /* (owned) */
  EntSendHow  how;
  gint64      not_before;  /* µs UTC, 0: at once */
  guint       n_operations;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->draft);
  g_free (sending);
}

static void
enqueued_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;

  ids = ent_sync_enqueue_draft_finish (ENT_SYNC (object), result, &error);
  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sending->n_operations = ids->len;
  ent_draft_refresh (sending->draft);
  g_task_return_boolean (task, TRUE);
}

static void
saved_for_sending_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    g_task_return_error (task, error);
  else
    ent_sync_enqueue_draft_async (self->sync, ent_draft_get_uuid (sending->draft), sending->how,
                                  sending->not_before, enqueued_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_send_async:
 * @self: a workspace
 * @draft: what to send
 * @how: as a draft of the ENT, to be validated, published, sent
 * @not_before: µs UTC, 0: as soon as possible
 * @callback: called when the queue has it
 * @user_data: for @callback
 *
 * Saves the draft, then freezes it into the queue in one transaction; it leaves when the network
 * allows. What is typed afterwards is a draft again. It cannot be cancelled;
 * ent_workspace_cancel_async () takes it out of the queue.
 */
void
ent_workspace_send_async (EntWorkspace        *self,
                          EntDraft            *draft,
                          EntSendHow           how,
                          gint64               not_before,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (ENT_IS_DRAFT (draft));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_send_async);
  sending = g_new0 (Sending, 1);
  sending->draft = g_object_ref (draft);
  sending->how = how;
  sending->not_before = not_before;
  g_task_set_task_data (task, sending, sending_free);

  /* Publishing what the ENT already has needs a row too, for the queue to freeze. */
  if (!draft->stored || draft->settled)
    ent_draft_bump (draft);
  ent_draft_save_async (draft, saved_for_sending_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_send_finish:
 * @self: a workspace
 * @result: what the callback got
 * @n_operations: (out) (optional): how many operations the queue got
 * @error: ENT_SYNC_ERROR_EMPTY, _NO_RECIPIENT, ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when it will leave
 */
gboolean
ent_workspace_send_finish (EntWorkspace  *self,
                           GAsyncResult  *result,
                           guint         *n_operations,
                           GError       **error)
{
  Sending *sending;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_send_async), FALSE);

  sending = g_task_get_task_data (G_TASK (result));
  if (n_operations != NULL)
    *n_operations = sending->n_operations;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- throw a draft away ---- */

static gboolean
discard_job (EntDatabase  *db,
             gpointer      data,
             GError      **error)
{
  const char *uuid = data;
  g_autoptr (GPtrArray) operations = ent_outbox_store_list_draft (db, uuid, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const EntOperationRow *operation = operations->pdata[i];

      if (operation->state == ENT_OPERATION_SENDING)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "The draft is leaving");
          return FALSE;
        }
    }
  for (guint i = 0; i < operations->len; i++)
    {
      const EntOperationRow *operation = operations->pdata[i];

      if (!ent_outbox_store_remove (db, operation->id, error))
        return FALSE;
    }

  return ent_draft_store_remove (db, uuid, error);
}

static void
discarded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  const char *uuid = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  EntDraft *draft;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      draft = g_hash_table_lookup (self->drafts, uuid);
      if (draft != NULL)
        ent_draft_discard (draft);
      g_task_return_boolean (task, TRUE);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_task_return_boolean (task, FALSE);
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
discard (EntWorkspace *self,
         GTask        *task)
{
  ent_database_run_async (self->db, discard_job, g_strdup (g_task_get_task_data (task)), g_free,
                          discarded_cb, g_object_ref (task));
}

static void
saved_for_discard_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The last words are saved first so that the history has them; a disk that refuses them is no
   * reason to keep the draft. */
  if (!ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    g_warning ("A draft thrown away was not saved before: %s", error->message);
  discard (g_task_get_source_object (task), task);
}

/**
 * ent_workspace_discard_draft_async:
 * @self: a workspace
 * @draft_uuid: which draft
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Throws a draft away, out of the queue too. What is on the ENT does not change; the text stays in
 * the history.
 */
void
ent_workspace_discard_draft_async (EntWorkspace        *self,
                                   const char          *draft_uuid,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  EntDraft *draft;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (draft_uuid != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_discard_draft_async);
  g_task_set_task_data (task, g_strdup (draft_uuid), g_free);
  draft = g_hash_table_lookup (self->drafts, draft_uuid);
  if (draft != NULL)
    ent_draft_save_async (draft, saved_for_discard_cb, g_steal_pointer (&task));
  else
    discard (self, task);
}

/**
 * ent_workspace_discard_draft_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when it is gone; %FALSE without @error: too late, it is leaving
 */
gboolean
ent_workspace_discard_draft_finish (EntWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_discard_draft_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- delete ---- */

typedef struct
{
  char  *draft_uuid;  /* (owned) (nullable): the draft on the item */
  guint  n_operations;
} Deleting;

static void
deleting_free (gpointer data)
{
  Deleting *deleting = data;

  g_free (deleting->draft_uuid);
  g_free (deleting);
}

static void
draft_deleted_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean gone = ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, gone);
}

static void
deletion_enqueued_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  Deleting *deleting = g_task_get_task_data (task);
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;

  ids = ent_sync_enqueue_delete_finish (ENT_SYNC (object), result, &error);
  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  deleting->n_operations = ids->len;
  if (deleting->draft_uuid != NULL)
    ent_workspace_discard_draft_async (self, deleting->draft_uuid, draft_deleted_cb,
                                       g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * ent_workspace_delete_async:
 * @self: a workspace
 * @item: an item of a list
 * @callback: called when the queue has it, or the draft is gone
 * @user_data: for @callback
 *
 * Deletes an item of the ENT, through the queue, with the draft on it; or, when it is only here,
 * throws the draft away. The texts stay in the history.
 */
void
ent_workspace_delete_async (EntWorkspace        *self,
                            EntItem             *item,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *draft_uuid;
  Deleting *deleting;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (ENT_IS_ITEM (item));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_delete_async);
  draft_uuid = ent_item_get_draft_uuid (item);
  deleting = g_new0 (Deleting, 1);
  deleting->draft_uuid = g_strdup (draft_uuid);
  g_task_set_task_data (task, deleting, deleting_free);

  if (ent_item_get_id (item) != NULL)
    ent_sync_enqueue_delete_async (self->sync, ent_item_get_kind (item), ent_item_get_id (item),
                                   deletion_enqueued_cb, g_steal_pointer (&task));
  else if (draft_uuid != NULL)
    ent_workspace_discard_draft_async (self, draft_uuid, draft_deleted_cb,
                                       g_steal_pointer (&task));
  else
    g_task_return_new_error (task, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND,
                             "The item is neither on the ENT nor a draft");
}

/**
 * ent_workspace_delete_finish:
 * @self: a workspace
 * @result: what the callback got
 * @n_operations: (out) (optional): how many operations the queue got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when it is done; %FALSE without @error: too late, its text is leaving
 */
gboolean
ent_workspace_delete_finish (EntWorkspace  *self,
                             GAsyncResult  *result,
                             guint         *n_operations,
                             GError       **error)
{
  Deleting *deleting;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_delete_async), FALSE);

  deleting = g_task_get_task_data (G_TASK (result));
  if (n_operations != NULL)
    *n_operations = deleting->n_operations;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- what waits ---- */

static void
woken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_sync_send_now_finish (ENT_SYNC (object), result, &error))
    g_warning ("What waits was not woken: %s", error->message);
}

/**
 * ent_workspace_send_now:
 * @self: a workspace
 *
 * Tries at once everything that waits for a time; deferred sendings keep theirs.
 */
void
ent_workspace_send_now (EntWorkspace *self)
{
  g_return_if_fail (ENT_IS_WORKSPACE (self));

  ent_sync_send_now_async (self->sync, woken_cb, NULL);
}

static void
retried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_sync_retry_finish (ENT_SYNC (object), result, &error))
    g_warning ("What was refused is not tried again: %s", error->message);
}

/**
 * ent_workspace_retry:
 * @self: a workspace
 * @draft_uuid: a draft the ENT refused
 *
 * Tries it again.
 */
void
ent_workspace_retry (EntWorkspace *self,
                     const char   *draft_uuid)
{
  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (draft_uuid != NULL);

  ent_sync_retry_async (self->sync, draft_uuid, retried_cb, NULL);
}

static void
cancelled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = ent_sync_cancel_finish (ENT_SYNC (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, done);
}

/**
 * ent_workspace_cancel_async:
 * @self: a workspace
 * @draft_uuid: a draft asked to leave
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Takes a draft out of the queue; it is a draft again.
 */
void
ent_workspace_cancel_async (EntWorkspace        *self,
                            const char          *draft_uuid,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (draft_uuid != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_cancel_async);
  ent_sync_cancel_async (self->sync, draft_uuid, cancelled_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_cancel_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when it stays; %FALSE without @error: too late, it is leaving
 */
gboolean
ent_workspace_cancel_finish (EntWorkspace  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_cancel_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- two versions ---- */

typedef struct
{
  char        *draft_uuid;  /* (owned) */
  EntSyncSide  side;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->draft_uuid);
  g_free (choice);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_sync_choose_finish (ENT_SYNC (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
choose (EntWorkspace *self,
        GTask        *task)
{
  Choice *choice = g_task_get_task_data (task);

  ent_sync_choose_async (self->sync, choice->draft_uuid, choice->side, chosen_cb,
                         g_object_ref (task));
}

static void
saved_for_choice_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    choose (g_task_get_source_object (task), task);
  else
    g_task_return_error (task, error);
}

static EntSyncSide
to_sync_side (EntSide side)
{
  switch (side)
    {
    case ENT_SIDE_THEIRS:
      return ENT_SYNC_SIDE_THEIRS;
    case ENT_SIDE_BOTH:
      return ENT_SYNC_SIDE_BOTH;
    case ENT_SIDE_APART:
      return ENT_SYNC_SIDE_APART;
    case ENT_SIDE_MINE:
    default:
      return ENT_SYNC_SIDE_MINE;
    }
}

/**
 * ent_workspace_choose_async:
 * @self: a workspace
 * @draft_uuid: a draft with two versions
 * @side: which one stays
 * @callback: called when it is settled here
 * @user_data: for @callback
 *
 * Settles two versions. Mine, or both one after the other, leaves again; theirs gives the draft up.
 * Both stay in the history.
 */
void
ent_workspace_choose_async (EntWorkspace        *self,
                            const char          *draft_uuid,
                            EntSide              side,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  EntDraft *draft;
  Choice *choice;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (draft_uuid != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_choose_async);
  choice = g_new0 (Choice, 1);
  choice->draft_uuid = g_strdup (draft_uuid);
  choice->side = to_sync_side (side);
  g_task_set_task_data (task, choice, choice_free);
  draft = g_hash_table_lookup (self->drafts, draft_uuid);
  if (draft != NULL)
    ent_draft_save_async (draft, saved_for_choice_cb, g_steal_pointer (&task));
  else
    choose (self, task);
}

/**
 * ent_workspace_choose_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when there is one version again
 */
gboolean
ent_workspace_choose_finish (EntWorkspace  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_choose_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
