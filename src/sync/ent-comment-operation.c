/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-comment-operation.h"

#include "ent-plain.h"
#include "ent-safe-request.h"
#include "ent-settle.h"
#include "ent-texts.h"

#define DATE_GRAIN (5 * G_TIME_SPAN_SECOND)

G_DEFINE_ABSTRACT_TYPE (EntCommentOperation, ent_comment_operation, ENT_TYPE_OPERATION)

static void
ent_comment_operation_class_init (EntCommentOperationClass *klass)
{
  ENT_OPERATION_CLASS (klass)->commit = ent_settle_sent;
}

static void
ent_comment_operation_init (EntCommentOperation *self)
{
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *comments = ent_blog_api_list_comments_finish (ENT_BLOG_API (object), result, &error);

  if (comments == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, comments, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * ent_comment_operation_read_async:
 * @self: an operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Reads the comments of the post as the ENT holds them now.
 */
void
ent_comment_operation_read_async (EntCommentOperation *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  EntOperation *operation = ENT_OPERATION (self);
  GTask *task;

  g_return_if_fail (ENT_IS_COMMENT_OPERATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_comment_operation_read_async);
  ent_blog_api_list_comments_async (ent_operation_get_context (operation)->blog,
                                    ent_operation_get_payload (operation)->blog_id,
                                    ent_operation_get_row (operation)->parent_id, NULL, listed_cb,
                                      task);
}

/**
 * ent_comment_operation_read_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_API_ERROR
 *
 * Returns: (transfer full) (element-type EntComment): oldest first, or %NULL with @error
 */
GPtrArray *
ent_comment_operation_read_finish (EntCommentOperation  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_comment_operation_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_comment_operation_find:
 * @self: an operation whose row has the comment's id
 * @comments: (element-type EntComment): all of the post
 *
 * Returns: (transfer none) (nullable): the comment; %NULL: deleted
 */
EntComment *
ent_comment_operation_find (EntCommentOperation *self,
                            GPtrArray           *comments)
{
  const EntOperationRow *row;

  g_return_val_if_fail (ENT_IS_COMMENT_OPERATION (self), NULL);
  g_return_val_if_fail (comments != NULL, NULL);

  row = ent_operation_get_row (ENT_OPERATION (self));
  for (guint i = 0; i < comments->len; i++)
    if (g_strcmp0 (ent_item_get_id (comments->pdata[i]), row->item_id) == 0)
      return ent_comment_get_deleted (comments->pdata[i]) ? NULL : comments->pdata[i];

  return NULL;
}

/**
 * ent_comment_operation_dup_text:
 * @self: an operation
 *
 * Returns: (transfer full): what it says, as it is sent; the ENT takes comments as plain text
 */
char *
ent_comment_operation_dup_text (EntCommentOperation *self)
{
  g_autofree char *plain = NULL;
  g_autoptr (EntSafeRequest) request = NULL;

  g_return_val_if_fail (ENT_IS_COMMENT_OPERATION (self), NULL);

  plain = ent_texts_dup_plain (ent_operation_get_payload (ENT_OPERATION (self))->html);
  request = ent_safe_request_defuse (ENT_KIND_COMMENT, "", plain);

  return g_steal_pointer (&request->html);
}

/**
 * ent_comment_operation_is_mine:
 * @self: an operation that was tried
 * @comment: a comment of the post
 *
 * The ENT does not say which id it gave: mine has my words, was written since the first try, and by
 * no other draft of this computer.
 *
 * Returns: %TRUE when @comment is what the operation created
 */
gboolean
ent_comment_operation_is_mine (EntCommentOperation *self,
                               EntComment          *comment)
{
  EntOperation *operation = ENT_OPERATION (self);
  EntItem *item = ENT_ITEM (comment);
  g_autofree char *text = NULL;
  const char *user_id;
  gint64 since;

  g_return_val_if_fail (ENT_IS_COMMENT_OPERATION (self), FALSE);
  g_return_val_if_fail (ENT_IS_COMMENT (comment), FALSE);

  if (ent_comment_get_deleted (comment))
    return FALSE;

  text = ent_comment_operation_dup_text (self);

  user_id = ent_account_get_user_id (ent_operation_get_context (operation)->account);
  since = ent_operation_get_row (operation)->attempted_at - DATE_GRAIN;

  return g_strcmp0 (ent_item_get_author_id (item), user_id) == 0 &&
         ent_item_get_created_at (item) >= since &&
         ent_plain_equal_words (text, ent_comment_get_text (comment)) &&
         ent_settle_may_be_mine (operation, ent_item_get_id (item));
}
