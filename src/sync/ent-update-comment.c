/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-update-comment.h"

#include "ent-plain.h"

struct _EntUpdateComment
{
  EntCommentOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntUpdateComment, ent_update_comment, ENT_TYPE_COMMENT_OPERATION)

static EntProbe
judge (EntOperation *operation,
       EntComment   *theirs)
{
  EntItem *base = ent_operation_get_base (operation);
  g_autofree char *mine = NULL;

  if (theirs == NULL)
    return ENT_PROBE_GONE;

  mine = ent_comment_operation_dup_text (ENT_COMMENT_OPERATION (operation));
  if (ent_plain_equal_words (mine, ent_comment_get_text (theirs)))
    return ENT_PROBE_LANDED;

  if (base != NULL &&
      g_strcmp0 (ent_comment_get_text (ENT_COMMENT (base)), ent_comment_get_text (theirs)) == 0)
    return ENT_PROBE_READY;

  ent_operation_set_theirs (operation, ENT_ITEM (theirs));

  return ENT_PROBE_CHANGED;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntCommentOperation *self = ENT_COMMENT_OPERATION (object);
  GError *error = NULL;
  g_autoptr (GPtrArray) comments = ent_comment_operation_read_finish (self, result, &error);

  if (comments == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, judge (ENT_OPERATION (self), ent_comment_operation_find (self,
                                                                                      comments)));
}

static void
ent_update_comment_probe (EntOperation *operation,
                          GTask        *task)
{
  ent_comment_operation_read_async (ENT_COMMENT_OPERATION (operation), looked_cb, task);
}

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_blog_api_update_comment_finish (ENT_BLOG_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_update_comment_apply (EntOperation *operation,
                          GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autofree char *text = ent_comment_operation_dup_text (ENT_COMMENT_OPERATION (operation));

  ent_blog_api_update_comment_async (ent_operation_get_context (operation)->blog,
                                     ent_operation_get_payload (operation)->blog_id, row->parent_id,
                                     row->item_id, text, NULL, updated_cb, task);
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntCommentOperation *self = ENT_COMMENT_OPERATION (object);
  EntOperation *operation = ENT_OPERATION (object);
  g_autofree char *mine = ent_comment_operation_dup_text (self);
  EntComment *theirs = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) comments = ent_comment_operation_read_finish (self, result, &error);

  if (comments != NULL)
    theirs = ent_comment_operation_find (self, comments);

  if (comments == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (theirs == NULL)
    {
      g_task_return_new_error (task, ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE, "deleted on the ENT");
    }
  else if (!ent_plain_equal_words (mine, ent_comment_get_text (theirs)))
    {
      ent_operation_set_theirs (operation, ENT_ITEM (theirs));
      g_task_return_new_error (task, ENT_SYNC_ERROR, ENT_SYNC_ERROR_ALTERED,
                               "the ENT holds other words than those sent");
    }
  else
    {
      ent_item_set_parent_id (ENT_ITEM (theirs), ent_operation_get_row (operation)->parent_id);
      ent_operation_set_result (operation, ENT_ITEM (theirs));
      g_task_return_boolean (task, TRUE);
    }
}

static void
ent_update_comment_verify (EntOperation *operation,
                           GTask        *task)
{
  ent_comment_operation_read_async (ENT_COMMENT_OPERATION (operation), read_back_cb, task);
}

static void
ent_update_comment_class_init (EntUpdateCommentClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_update_comment_probe;
  operation_class->apply = ent_update_comment_apply;
  operation_class->verify = ent_update_comment_verify;
}

static void
ent_update_comment_init (EntUpdateComment *self)
{
}
