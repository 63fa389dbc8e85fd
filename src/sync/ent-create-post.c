/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-create-post.h"

#include "ent-merge-policy.h"
#include "ent-safe-request.h"
#include "ent-settle.h"

/* The ENT gives posts their id and knows no idempotency key: when an answer was lost, my draft of
 * that title and those words, made since the first try and by no other draft of this computer, is
 * the one. The ENT's dates have a second's grain on our side. */

#define DATE_GRAIN (5 * G_TIME_SPAN_SECOND)

/* Own new drafts come first in the list; some pages further they are old. */
#define LAST_PAGE 1

struct _EntCreatePost
{
  EntPostOperation  parent_instance;

  guint             page;  /* being looked through */
};

G_DEFINE_FINAL_TYPE (EntCreatePost, ent_create_post, ENT_TYPE_POST_OPERATION)

static void look_through_page (EntOperation *operation,
                               GTask        *task);

static gboolean
is_mine (EntOperation *operation,
         EntItem      *post)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  const char *user_id = ent_account_get_user_id (ent_operation_get_context (operation)->account);

  return g_strcmp0 (ent_item_get_author_id (post), user_id) == 0 &&
         ent_item_get_created_at (post) >= row->attempted_at - DATE_GRAIN &&
         ent_merge_policy_same_words (ent_operation_get_payload (operation), post) &&
         ent_settle_may_be_mine (operation, ent_item_get_id (post));
}

static void
page_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  EntCreatePost *self = ENT_CREATE_POST (operation);
  GError *error = NULL;
  g_autoptr (GPtrArray) posts = ent_blog_api_list_posts_finish (ENT_BLOG_API (object), result,
                                                                &error);

  if (posts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < posts->len; i++)
    {
      EntItem *post = posts->pdata[i];

      if (is_mine (operation, post))
        {
          ent_operation_set_item_id (operation, ent_item_get_id (post));
          g_task_return_int (task, ENT_PROBE_LANDED);
          return;
        }
    }

  if (posts->len < ENT_BLOG_API_PAGE_SIZE || self->page == LAST_PAGE)
    {
      g_task_return_int (task, ENT_PROBE_READY);
      return;
    }

  self->page++;
  look_through_page (operation, g_steal_pointer (&task));
}

static void
look_through_page (EntOperation *operation,
                   GTask        *task)
{
  ent_blog_api_list_posts_async (ent_operation_get_context (operation)->blog,
                                 ent_operation_get_row (operation)->parent_id,
                                 ENT_CREATE_POST (operation)->page, "DRAFT", NULL, page_read_cb,
                                   task);
}

static void
ent_create_post_probe (EntOperation *operation,
                       GTask        *task)
{
  g_autoptr (GTask) owned = task;

  if (ent_operation_get_row (operation)->item_id != NULL)
    /* it was answered; the rest of the turn was lost */
    g_task_return_int (owned, ENT_PROBE_LANDED);
  else if (!ent_operation_was_tried (operation))
    g_task_return_int (owned, ENT_PROBE_READY);
  else
    look_through_page (operation, g_steal_pointer (&owned));
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (EntPost) post = ent_blog_api_create_post_finish (ENT_BLOG_API (object), result,
                                                              &error);

  if (post == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_operation_set_item_id (operation, ent_item_get_id (ENT_ITEM (post)));
  g_task_return_boolean (task, TRUE);
}

static void
ent_create_post_apply (EntOperation *operation,
                       GTask        *task)
{
  EntSyncContext *context = ent_operation_get_context (operation);
  const EntPayload *payload = ent_operation_get_payload (operation);
  GError *error = NULL;
  g_autoptr (EntSafeRequest) request = ent_safe_request (context->db, ENT_KIND_POST,
                                                         payload->title, payload->html, &error);

  if (request == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  ent_blog_api_create_post_async (context->blog, ent_operation_get_row (operation)->parent_id,
                                  request->title, request->html, NULL, created_cb, task);
}

static void
ent_create_post_class_init (EntCreatePostClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_create_post_probe;
  operation_class->apply = ent_create_post_apply;
  operation_class->record = ent_settle_identified;
}

static void
ent_create_post_init (EntCreatePost *self)
{
}
