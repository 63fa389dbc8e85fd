/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-create-comment.h"

#include "ent-settle.h"

struct _EntCreateComment
{
  EntCommentOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntCreateComment, ent_create_comment, ENT_TYPE_COMMENT_OPERATION)

static EntItem *
find_mine (EntCommentOperation *self,
           GPtrArray           *comments)
{
  for (guint i = 0; i < comments->len; i++)
    if (ent_comment_operation_is_mine (self, comments->pdata[i]))
      return comments->pdata[i];

  return NULL;
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
  EntItem *mine;

  if (comments == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  mine = find_mine (self, comments);
  if (mine != NULL)
    ent_operation_set_item_id (ENT_OPERATION (self), ent_item_get_id (mine));

  g_task_return_int (task, mine != NULL ? ENT_PROBE_LANDED : ENT_PROBE_READY);
}

static void
ent_create_comment_probe (EntOperation *operation,
                          GTask        *task)
{
  g_autoptr (GTask) owned = task;

  if (ent_operation_was_tried (operation))
    ent_comment_operation_read_async (ENT_COMMENT_OPERATION (operation), looked_cb,
                                      g_steal_pointer (&owned));
  else
    g_task_return_int (owned, ENT_PROBE_READY);
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_blog_api_create_comment_finish (ENT_BLOG_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_create_comment_apply (EntOperation *operation,
                          GTask        *task)
{
  const EntPayload *payload = ent_operation_get_payload (operation);
  g_autofree char *text = ent_comment_operation_dup_text (ENT_COMMENT_OPERATION (operation));

  ent_blog_api_create_comment_async (ent_operation_get_context (operation)->blog, payload->blog_id,
                                     ent_operation_get_row (operation)->parent_id, text,
                                       payload->in_reply_to,
                                     NULL, created_cb, task);
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntCommentOperation *self = ENT_COMMENT_OPERATION (object);
  EntItem *mine = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) comments = ent_comment_operation_read_finish (self, result, &error);

  if (comments != NULL)
    mine = find_mine (self, comments);

  if (comments == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (mine == NULL)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                               "the ENT said yes and does not show the comment");
    }
  else
    {
      ent_operation_set_item_id (ENT_OPERATION (self), ent_item_get_id (mine));
      ent_item_set_parent_id (mine, ent_operation_get_row (ENT_OPERATION (self))->parent_id);
      ent_operation_set_result (ENT_OPERATION (self), mine);
      g_task_return_boolean (task, TRUE);
    }
}

static void
ent_create_comment_verify (EntOperation *operation,
                           GTask        *task)
{
  ent_comment_operation_read_async (ENT_COMMENT_OPERATION (operation), read_back_cb, task);
}

static gboolean
ent_create_comment_commit (EntOperation  *operation,
                           EntDatabase   *db,
                           GError       **error)
{
  return ent_settle_made (operation, db, error) && ent_settle_sent (operation, db, error);
}

static void
ent_create_comment_class_init (EntCreateCommentClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_create_comment_probe;
  operation_class->apply = ent_create_comment_apply;
  operation_class->verify = ent_create_comment_verify;
  operation_class->commit = ent_create_comment_commit;
}

static void
ent_create_comment_init (EntCreateComment *self)
{
}
