/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-delete-comment.h"

#include "ent-settle.h"

struct _EntDeleteComment
{
  EntCommentOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntDeleteComment, ent_delete_comment, ENT_TYPE_COMMENT_OPERATION)

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
  else if (ent_comment_operation_find (self, comments) == NULL)
    g_task_return_int (task, ENT_PROBE_LANDED);
  else
    g_task_return_int (task, ENT_PROBE_READY);
}

static void
ent_delete_comment_probe (EntOperation *operation,
                          GTask        *task)
{
  ent_comment_operation_read_async (ENT_COMMENT_OPERATION (operation), looked_cb, task);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_blog_api_delete_comment_finish (ENT_BLOG_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_delete_comment_apply (EntOperation *operation,
                          GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_blog_api_delete_comment_async (ent_operation_get_context (operation)->blog,
                                     ent_operation_get_payload (operation)->blog_id, row->parent_id,
                                     row->item_id, NULL, deleted_cb, task);
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntCommentOperation *self = ENT_COMMENT_OPERATION (object);
  GError *error = NULL;
  g_autoptr (GPtrArray) comments = ent_comment_operation_read_finish (self, result, &error);

  if (comments == NULL)
    g_task_return_error (task, error);
  else if (ent_comment_operation_find (self, comments) != NULL)
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                             "the ENT said yes and still shows the comment");
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_delete_comment_verify (EntOperation *operation,
                           GTask        *task)
{
  ent_comment_operation_read_async (ENT_COMMENT_OPERATION (operation), read_back_cb, task);
}

static void
ent_delete_comment_class_init (EntDeleteCommentClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_delete_comment_probe;
  operation_class->verify = ent_delete_comment_verify;
  operation_class->apply = ent_delete_comment_apply;
  operation_class->commit = ent_settle_deleted;
}

static void
ent_delete_comment_init (EntDeleteComment *self)
{
}
