/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-unpublish-post.h"

#include "ent-draft-store.h"
#include "ent-settle.h"

struct _EntUnpublishPost
{
  EntPostTransition  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntUnpublishPost, ent_unpublish_post, ENT_TYPE_POST_TRANSITION)

static gboolean
ent_unpublish_post_is_done (const char *state)
{
  return g_strcmp0 (state, "DRAFT") == 0;
}

static void
unpublished_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_blog_api_unpublish_post_finish (ENT_BLOG_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_unpublish_post_apply (EntOperation *operation,
                          GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_blog_api_unpublish_post_async (ent_operation_get_context (operation)->blog, row->parent_id,
                                     row->item_id, NULL, unpublished_cb, task);
}

/* The author has it back: what was typed here since is not about a post that is seen here. */
static gboolean
ent_unpublish_post_commit (EntOperation  *operation,
                           EntDatabase   *db,
                           GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  gboolean has;
  gboolean remains = FALSE;

  if (ent_operation_get_result (operation) != NULL)
    return ent_settle_sent (operation, db, error);

  if (!ent_settle_has_draft (db, row->draft_uuid, &has, error))
    return FALSE;

  if (has && !ent_draft_store_mark_sent (db, row->draft_uuid, row->item_id, row->revision,
                                         row->base, &remains, error))
    return FALSE;

  return remains ? ent_settle_gone (operation, db, error) :
         ent_settle_deleted (operation, db, error);
}

static void
ent_unpublish_post_class_init (EntUnpublishPostClass *klass)
{
  ENT_POST_TRANSITION_CLASS (klass)->is_done = ent_unpublish_post_is_done;
  ENT_POST_TRANSITION_CLASS (klass)->hides = TRUE;
  ENT_OPERATION_CLASS (klass)->apply = ent_unpublish_post_apply;
  ENT_OPERATION_CLASS (klass)->commit = ent_unpublish_post_commit;
}

static void
ent_unpublish_post_init (EntUnpublishPost *self)
{
}
