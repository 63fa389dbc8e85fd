/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-submit-post.h"

struct _EntSubmitPost
{
  EntPostTransition  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntSubmitPost, ent_submit_post, ENT_TYPE_POST_TRANSITION)

/* Nobody validates in some blogs: submitting publishes. */
static gboolean
ent_submit_post_is_done (const char *state)
{
  return g_strcmp0 (state, "SUBMITTED") == 0 || g_strcmp0 (state, "PUBLISHED") == 0;
}

static void
submitted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *state = ent_blog_api_submit_post_finish (ENT_BLOG_API (object), result, &error);

  if (error == NULL && state == NULL)
    error = g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN,
                                 "the ENT did nothing: it is no draft of mine");

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_submit_post_apply (EntOperation *operation,
                       GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_blog_api_submit_post_async (ent_operation_get_context (operation)->blog, row->parent_id,
                                  row->item_id, NULL, submitted_cb, task);
}

static void
ent_submit_post_class_init (EntSubmitPostClass *klass)
{
  ENT_POST_TRANSITION_CLASS (klass)->is_done = ent_submit_post_is_done;
  ENT_OPERATION_CLASS (klass)->apply = ent_submit_post_apply;
}

static void
ent_submit_post_init (EntSubmitPost *self)
{
}
