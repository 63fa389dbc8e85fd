/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-update-post.h"

#include "ent-auto-merge.h"
#include "ent-safe-request.h"

struct _EntUpdatePost
{
  EntPostOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntUpdatePost, ent_update_post, ENT_TYPE_POST_OPERATION)

/* Somebody published it meanwhile: writing it would take it away from the readers, which nobody
 * asked for. */
static gboolean
would_hide (EntOperation *operation,
            EntPost      *theirs)
{
  EntItem *base = ent_operation_get_base (operation);

  return ent_operation_get_payload (operation)->how != ENT_SEND_PUBLISH &&
         g_strcmp0 (ent_item_get_state (ENT_ITEM (theirs)), "PUBLISHED") == 0 &&
         (base == NULL || g_strcmp0 (ent_item_get_state (base), "PUBLISHED") != 0);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = ENT_OPERATION (object);
  GError *error = NULL;
  g_autoptr (EntPost) post = ent_post_operation_read_finish (ENT_POST_OPERATION (object), result,
                                                             &error);
  EntProbe probe;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (post == NULL)
    {
      g_task_return_int (task, ENT_PROBE_GONE);
      return;
    }

  probe = ent_post_operation_compare (ENT_POST_OPERATION (object), post);
  if (probe != ENT_PROBE_LANDED && would_hide (operation, post))
    {
      ent_operation_set_theirs (operation, ENT_ITEM (post));
      probe = ENT_PROBE_CHANGED;
    }
  else
    {
      probe = ent_auto_merge (operation, probe);
    }

  g_task_return_int (task, probe);
}

static void
ent_update_post_probe (EntOperation *operation,
                       GTask        *task)
{
  ent_post_operation_read_async (ENT_POST_OPERATION (operation), looked_cb, task);
}

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *state = ent_blog_api_update_post_finish (ENT_BLOG_API (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_update_post_apply (EntOperation *operation,
                       GTask        *task)
{
  EntSyncContext *context = ent_operation_get_context (operation);
  const EntOperationRow *row = ent_operation_get_row (operation);
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

  ent_blog_api_update_post_async (context->blog, row->parent_id, row->item_id, request->title,
                                  request->html, NULL, updated_cb, task);
}

static void
ent_update_post_class_init (EntUpdatePostClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_update_post_probe;
  operation_class->apply = ent_update_post_apply;
}

static void
ent_update_post_init (EntUpdatePost *self)
{
}
