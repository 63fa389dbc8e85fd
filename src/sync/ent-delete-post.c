/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-delete-post.h"

#include "ent-settle.h"

struct _EntDeletePost
{
  EntPostOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntDeletePost, ent_delete_post, ENT_TYPE_POST_OPERATION)

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntPost) post = ent_post_operation_read_finish (ENT_POST_OPERATION (object), result,
                                                             &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (post == NULL)
    g_task_return_int (task, ENT_PROBE_LANDED);
  else if (ent_post_operation_compare (ENT_POST_OPERATION (object), post) == ENT_PROBE_CHANGED)
    g_task_return_int (task, ENT_PROBE_CHANGED);   /* what would be deleted is not what was seen */
  else
    g_task_return_int (task, ENT_PROBE_READY);
}

static void
ent_delete_post_probe (EntOperation *operation,
                       GTask        *task)
{
  ent_post_operation_read_async (ENT_POST_OPERATION (operation), looked_cb, task);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_blog_api_delete_post_finish (ENT_BLOG_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_delete_post_apply (EntOperation *operation,
                       GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_blog_api_delete_post_async (ent_operation_get_context (operation)->blog, row->parent_id,
                                  row->item_id, NULL, deleted_cb, task);
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

  if (post != NULL)
    error = g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                 "the ENT said yes and still shows the post");

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_delete_post_verify (EntOperation *operation,
                        GTask        *task)
{
  ent_post_operation_read_async (ENT_POST_OPERATION (operation), read_back_cb, task);
}

static void
ent_delete_post_class_init (EntDeletePostClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_delete_post_probe;
  operation_class->apply = ent_delete_post_apply;
  operation_class->verify = ent_delete_post_verify;
  operation_class->commit = ent_settle_deleted;
}

static void
ent_delete_post_init (EntDeletePost *self)
{
}
