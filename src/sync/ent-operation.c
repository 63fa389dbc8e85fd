/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-operation.h"

#include "ent-item.h"

/* The design of an operation. A row of the outbox is data; an EntOperation is made from it each
 * time it gets a turn, and thrown away afterwards, so nothing that matters lives only in memory.
 * The four steps are virtual functions; probe, apply and verify talk to the ENT on the main thread,
 * record and commit write on the database's thread while the main thread leaves the object
 * alone. */

typedef struct
{
  EntSyncContext  *context;  /* (owned) */
  EntOperationRow *row;      /* (owned) */
  EntPayload      *payload;  /* (owned) */
  EntItem         *base;     /* (owned) (nullable): the version the payload was made from */
  EntItem         *theirs;   /* (owned) (nullable): what the probe or verify found instead */
  EntItem         *result;   /* (owned) (nullable): what the ENT holds after all */
} EntOperationPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (EntOperation, ent_operation, G_TYPE_OBJECT)

static EntOperationPrivate *
get_private (EntOperation *self)
{
  return ent_operation_get_instance_private (self);
}

static void
ent_operation_finalize (GObject *object)
{
  EntOperationPrivate *priv = get_private (ENT_OPERATION (object));

  g_clear_object (&priv->result);
  g_clear_object (&priv->theirs);
  g_clear_object (&priv->base);
  g_clear_pointer (&priv->payload, ent_payload_free);
  g_clear_pointer (&priv->row, ent_operation_row_free);
  g_clear_object (&priv->context);

  G_OBJECT_CLASS (ent_operation_parent_class)->finalize (object);
}

static void
ent_operation_class_init (EntOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_operation_finalize;
}

static void
ent_operation_init (EntOperation *self)
{
}

/**
 * ent_operation_new:
 * @type: a subclass of #EntOperation
 * @context: what it works with
 * @row: its row; copied
 * @error: a json-glib error when the row is damaged
 *
 * Returns: (transfer full): the operation, or %NULL with @error
 */
EntOperation *
ent_operation_new (GType                   type,
                   EntSyncContext         *context,
                   const EntOperationRow  *row,
                   GError                **error)
{
  g_autoptr (EntOperation) self = NULL;
  EntOperationPrivate *priv;
  const char *base;

  g_return_val_if_fail (g_type_is_a (type, ENT_TYPE_OPERATION), NULL);
  g_return_val_if_fail (ENT_IS_SYNC_CONTEXT (context), NULL);
  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (type, NULL);
  priv = get_private (self);
  priv->context = g_object_ref (context);
  priv->row = ent_operation_row_copy (row);

  priv->payload = ent_payload_new_from_json (row->payload, error);
  if (priv->payload == NULL)
    return NULL;

  base = priv->payload->merged_base != NULL ? priv->payload->merged_base : row->base;
  if (base != NULL)
    {
      priv->base = ent_item_new_from_json (row->kind, base, error);
      if (priv->base == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ent_operation_get_context:
 * @self: an operation
 *
 * Returns: (transfer none): what it works with
 */
EntSyncContext *
ent_operation_get_context (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), NULL);

  return get_private (self)->context;
}

/**
 * ent_operation_get_row:
 * @self: an operation
 *
 * Returns: (transfer none): its own copy of the row, which the runner changes and writes
 */
EntOperationRow *
ent_operation_get_row (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), NULL);

  return get_private (self)->row;
}

/**
 * ent_operation_get_payload:
 * @self: an operation
 *
 * Returns: (transfer none): what it sends
 */
EntPayload *
ent_operation_get_payload (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), NULL);

  return get_private (self)->payload;
}

/**
 * ent_operation_get_base:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the ENT's version the work was made from, %NULL for a new
 *   thing
 */
EntItem *
ent_operation_get_base (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), NULL);

  return get_private (self)->base;
}

/**
 * ent_operation_get_theirs:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the version found on the ENT that is neither the base nor
 *   mine
 */
EntItem *
ent_operation_get_theirs (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), NULL);

  return get_private (self)->theirs;
}

/**
 * ent_operation_set_theirs:
 * @self: an operation
 * @theirs: (nullable): what was found on the ENT
 *
 * For subclasses, before they answer %ENT_PROBE_CHANGED or fail with %ENT_SYNC_ERROR_ALTERED.
 */
void
ent_operation_set_theirs (EntOperation *self,
                          EntItem      *theirs)
{
  g_return_if_fail (ENT_IS_OPERATION (self));

  g_set_object (&get_private (self)->theirs, theirs);
}

/**
 * ent_operation_take_merged:
 * @self: an operation whose %theirs was found
 * @title: (transfer full): the title of both versions put together
 * @html: (transfer full): their text
 *
 * Both versions are sent from now on, over theirs. The row has the new payload; the runner makes it
 * durable before anything leaves. What the draft was made from stays in the row's base.
 */
void
ent_operation_take_merged (EntOperation *self,
                           char         *title,
                           char         *html)
{
  EntOperationPrivate *priv;

  g_return_if_fail (ENT_IS_OPERATION (self));

  priv = get_private (self);
  ent_payload_take_merged (priv->payload, title, html, ent_item_to_json (priv->theirs));
  g_free (priv->row->payload);
  priv->row->payload = ent_payload_to_json (priv->payload);
  g_set_object (&priv->base, priv->theirs);
}

/**
 * ent_operation_get_result:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): what the ENT holds now, the next base
 */
EntItem *
ent_operation_get_result (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), NULL);

  return get_private (self)->result;
}

/**
 * ent_operation_set_result:
 * @self: an operation
 * @result: (nullable): what was read back
 *
 * For subclasses, in verify.
 */
void
ent_operation_set_result (EntOperation *self,
                          EntItem      *result)
{
  g_return_if_fail (ENT_IS_OPERATION (self));

  g_set_object (&get_private (self)->result, result);
}

/**
 * ent_operation_was_tried:
 * @self: an operation
 *
 * Returns: %TRUE when the request left once, whatever became of it
 */
gboolean
ent_operation_was_tried (EntOperation *self)
{
  g_return_val_if_fail (ENT_IS_OPERATION (self), FALSE);

  return get_private (self)->row->attempted_at != 0;
}

/**
 * ent_operation_set_item_id:
 * @self: an operation
 * @item_id: the ENT's id, just learnt
 *
 * For subclasses; the runner makes it durable before the next step.
 */
void
ent_operation_set_item_id (EntOperation *self,
                           const char   *item_id)
{
  EntOperationRow *row;

  g_return_if_fail (ENT_IS_OPERATION (self));
  g_return_if_fail (item_id != NULL);

  row = get_private (self)->row;
  if (g_strcmp0 (row->item_id, item_id) == 0)
    return;

  g_free (row->item_id);
  row->item_id = g_strdup (item_id);
}

/**
 * ent_operation_probe_async:
 * @self: an operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Looks on the ENT whether the work has landed, may be done, or meets another version. Only reads.
 */
void
ent_operation_probe_async (EntOperation        *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_OPERATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_operation_probe_async);
  ENT_OPERATION_GET_CLASS (self)->probe (self, task);
}

/**
 * ent_operation_probe_finish:
 * @self: an operation
 * @result: given to the callback
 * @probe: (out): what was found
 * @error: %ENT_API_ERROR or %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error when nothing could be told
 */
gboolean
ent_operation_probe_finish (EntOperation  *self,
                            GAsyncResult  *result,
                            EntProbe      *probe,
                            GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  gssize found;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_operation_probe_async), FALSE);

  found = g_task_propagate_int (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *probe = (EntProbe) found;

  return TRUE;
}

/**
 * ent_operation_apply_async:
 * @self: an operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Does it: one request that changes something on the ENT.
 */
void
ent_operation_apply_async (EntOperation        *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_OPERATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_operation_apply_async);
  ENT_OPERATION_GET_CLASS (self)->apply (self, task);
}

/**
 * ent_operation_apply_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_API_ERROR, %ENT_SYNC_ERROR or %ENT_STORE_ERROR; after most of them the outcome is
 *   not known
 *
 * Returns: %TRUE when the ENT said yes
 */
gboolean
ent_operation_apply_finish (EntOperation  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_operation_apply_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_operation_verify_async:
 * @self: an operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Reads back what the ENT holds and compares it with what was sent.
 */
void
ent_operation_verify_async (EntOperation        *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_OPERATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_operation_verify_async);
  ENT_OPERATION_GET_CLASS (self)->verify (self, task);
}

/**
 * ent_operation_verify_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_SYNC_ERROR_ALTERED when words are missing, else as ent_operation_apply_finish()
 *
 * Returns: %TRUE when the ENT holds what was sent
 */
gboolean
ent_operation_verify_finish (EntOperation  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_operation_verify_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_operation_record:
 * @self: an operation
 * @db: the database, in a job
 * @error: %ENT_STORE_ERROR
 *
 * Writes what must not be forgotten now that the ENT answered: ids, before all.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_operation_record (EntOperation  *self,
                      EntDatabase   *db,
                      GError       **error)
{
  EntOperationClass *klass;

  g_return_val_if_fail (ENT_IS_OPERATION (self), FALSE);

  klass = ENT_OPERATION_GET_CLASS (self);

  return klass->record == NULL || klass->record (self, db, error);
}

/**
 * ent_operation_commit:
 * @self: an operation
 * @db: the database, in a job
 * @error: %ENT_STORE_ERROR
 *
 * Writes the end of it: the mirror has what the ENT holds, the draft its new base, what waited for
 * this is released.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_operation_commit (EntOperation  *self,
                      EntDatabase   *db,
                      GError       **error)
{
  EntOperationClass *klass;

  g_return_val_if_fail (ENT_IS_OPERATION (self), FALSE);

  klass = ENT_OPERATION_GET_CLASS (self);

  return klass->commit == NULL || klass->commit (self, db, error);
}
