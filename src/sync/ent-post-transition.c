/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-post-transition.h"

G_DEFINE_ABSTRACT_TYPE (EntPostTransition, ent_post_transition, ENT_TYPE_POST_OPERATION)

static gboolean
is_done (gpointer  operation,
         EntPost  *post)
{
  return ENT_POST_TRANSITION_GET_CLASS (operation)->is_done (ent_item_get_state (ENT_ITEM (post)));
}

static gboolean
hides (gpointer operation)
{
  return ENT_POST_TRANSITION_GET_CLASS (operation)->hides;
}

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
    g_task_return_int (task, hides (object) && ent_operation_was_tried (ENT_OPERATION (object))
                             ? ENT_PROBE_LANDED : ENT_PROBE_GONE);
  else if (ent_post_operation_compare (ENT_POST_OPERATION (object), post) == ENT_PROBE_CHANGED)
    /* the teacher has not read that text: it is not to leave */
    g_task_return_int (task, ENT_PROBE_CHANGED);
  else
    g_task_return_int (task, is_done (object, post) ? ENT_PROBE_LANDED : ENT_PROBE_READY);
}

static void
ent_post_transition_probe (EntOperation *operation,
                           GTask        *task)
{
  ent_post_operation_read_async (ENT_POST_OPERATION (operation), looked_cb, task);
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

  if (post == NULL && error == NULL && hides (object))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (post == NULL && error == NULL)
    error = g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE, "deleted on the ENT");
  else if (error == NULL && !is_done (object, post))
    error = g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                 "the ENT said yes and shows the post in its old state");

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_operation_set_result (ENT_OPERATION (object), ENT_ITEM (post));
  g_task_return_boolean (task, TRUE);
}

static void
ent_post_transition_verify (EntOperation *operation,
                            GTask        *task)
{
  ent_post_operation_read_async (ENT_POST_OPERATION (operation), read_back_cb, task);
}

static void
ent_post_transition_class_init (EntPostTransitionClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_post_transition_probe;
  operation_class->verify = ent_post_transition_verify;
}

static void
ent_post_transition_init (EntPostTransition *self)
{
}
