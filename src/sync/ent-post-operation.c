/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-post-operation.h"

#include "ent-merge-policy.h"
#include "ent-settle.h"

G_DEFINE_ABSTRACT_TYPE (EntPostOperation, ent_post_operation, ENT_TYPE_OPERATION)


static void
get_post_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntItem *base = ent_operation_get_base (g_task_get_source_object (task));
  GError *error = NULL;
  EntPost *post = ent_blog_api_get_post_finish (ENT_BLOG_API (object), result, &error);

  if (post == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Only lists say how many comments a post has. */
  if (base != NULL)
    ent_post_set_n_comments (post, ent_post_get_n_comments (ENT_POST (base)));

  g_task_return_pointer (task, post, g_object_unref);
}

/* Neither its date nor its state moved: nobody touched it, and the text is the one we have. */
static gboolean
is_base (EntItem *base,
         EntPost *post)
{
  return base != NULL && ent_item_get_html (base) != NULL && ent_item_get_modified_at (base) != 0 &&
         ent_item_get_modified_at (base) == ent_item_get_modified_at (ENT_ITEM (post)) &&
         g_strcmp0 (ent_item_get_title (base), ent_item_get_title (ENT_ITEM (post))) == 0 &&
         g_strcmp0 (ent_item_get_state (base), ent_item_get_state (ENT_ITEM (post))) == 0;
}

static void
find_post_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  const EntOperationRow *row = ent_operation_get_row (operation);
  EntItem *base = ent_operation_get_base (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntPost) post = ent_blog_api_find_post_finish (ENT_BLOG_API (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (post == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else if (is_base (base, post))
    g_task_return_pointer (task, g_object_ref (base), g_object_unref);
  else
    ent_blog_api_get_post_async (ENT_BLOG_API (object), row->parent_id, row->item_id,
                                 ent_item_get_state (ENT_ITEM (post)), NULL, get_post_cb,
                                 g_steal_pointer (&task));
}

/**
 * ent_post_operation_read_async:
 * @self: an operation whose row has the post's id
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Reads the post as the ENT holds it now: first its state, without which the ENT does not give the
 * text; the text only when its date moved.
 */
void
ent_post_operation_read_async (EntPostOperation    *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EntOperation *operation = ENT_OPERATION (self);
  const EntOperationRow *row;
  GTask *task;

  g_return_if_fail (ENT_IS_POST_OPERATION (self));

  row = ent_operation_get_row (operation);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_post_operation_read_async);
  ent_blog_api_find_post_async (ent_operation_get_context (operation)->blog, row->parent_id,
                                row->item_id, NULL, find_post_cb, task);
}

/**
 * ent_post_operation_read_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_API_ERROR
 *
 * Returns: (transfer full) (nullable): the post with its text; %NULL without error: deleted, or no
 *   longer visible to me
 */
EntPost *
ent_post_operation_read_finish (EntPostOperation  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_post_operation_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_post_operation_compare:
 * @self: an operation
 * @theirs: the post as the ENT holds it
 *
 * Notes @theirs when it is another version.
 *
 * Returns: %ENT_PROBE_READY, %ENT_PROBE_LANDED or %ENT_PROBE_CHANGED
 */
EntProbe
ent_post_operation_compare (EntPostOperation *self,
                            EntPost          *theirs)
{
  EntOperation *operation = ENT_OPERATION (self);
  EntItem *base;
  EntProbe probe;

  g_return_val_if_fail (ENT_IS_POST_OPERATION (self), ENT_PROBE_CHANGED);
  g_return_val_if_fail (ENT_IS_POST (theirs), ENT_PROBE_CHANGED);

  base = ent_operation_get_base (operation);
  if (is_base (base, theirs))
    return ENT_PROBE_READY;

  probe = ent_merge_policy_compare (base, ent_operation_get_payload (operation), ENT_ITEM (theirs),
                                    ent_operation_was_tried (operation));
  if (probe == ENT_PROBE_CHANGED)
    ent_operation_set_theirs (operation, ENT_ITEM (theirs));

  return probe;
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntPost) post = ent_post_operation_read_finish (ENT_POST_OPERATION (object), result,
                                                             &error);

  if (post == NULL && error == NULL)
    error = g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE, "deleted on the ENT");

  if (error != NULL ||
      !ent_merge_policy_check_written (ENT_OPERATION (object), ENT_ITEM (post), &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_post_operation_verify (EntOperation *operation,
                           GTask        *task)
{
  ent_post_operation_read_async (ENT_POST_OPERATION (operation), read_back_cb, task);
}

static void
ent_post_operation_class_init (EntPostOperationClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->verify = ent_post_operation_verify;
  operation_class->commit = ent_settle_sent;
}

static void
ent_post_operation_init (EntPostOperation *self)
{
}
