/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-publish-post.h"

struct _EntPublishPost
{
  EntPostTransition  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntPublishPost, ent_publish_post, ENT_TYPE_POST_TRANSITION)

static gboolean
ent_publish_post_is_done (const char *state)
{
  return g_strcmp0 (state, "PUBLISHED") == 0;
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_blog_api_publish_post_finish (ENT_BLOG_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_publish_post_apply (EntOperation *operation,
                        GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_blog_api_publish_post_async (ent_operation_get_context (operation)->blog, row->parent_id,
                                   row->item_id, NULL, published_cb, task);
}

static void
ent_publish_post_class_init (EntPublishPostClass *klass)
{
  ENT_POST_TRANSITION_CLASS (klass)->is_done = ent_publish_post_is_done;
  ENT_OPERATION_CLASS (klass)->apply = ent_publish_post_apply;
}

static void
ent_publish_post_init (EntPublishPost *self)
{
}
