/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-wish-private.h"

static void
wish_free (gpointer data)
{
  EntWish *wish = data;

  g_array_unref (wish->plan.ids);
  g_free (wish->user_id);
  g_free (wish->id);
  g_free (wish->title);
  g_free (wish->date);
  g_free (wish->html);
  g_strfreev (wish->ids);
  g_free (wish);
}

EntWish *
ent_wish_new (EntSync    *self,
          const char *id,
          gboolean  (*job) (EntWish         *wish,
                            EntDatabase  *db,
                            GError      **error))
{
  EntWish *wish = g_new0 (EntWish, 1);

  wish->job = job;
  wish->id = g_strdup (id);
  wish->user_id = g_strdup (ent_account_get_user_id (self->context->account));
  wish->plan.user_id = wish->user_id;
  wish->plan.now = ent_clock_get_now (self->context->clock);
  wish->plan.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  wish->done = TRUE;

  return wish;
}

static gboolean
run_wish (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  EntWish *wish = g_task_get_task_data (data);

  return wish->job (wish, db, error);
}

static void
tell_operations (EntSync *self,
                 EntWish    *wish)
{
  const char *draft_uuid = wish->kind == ENT_N_KINDS ? wish->id : NULL;

  for (guint i = 0; i < wish->plan.ids->len; i++)
    ent_sync_context_emit_operation_changed (self->context, g_array_index (wish->plan.ids, gint64,
                                                                           i), draft_uuid);

  if (wish->settles)
    ent_sync_context_emit_draft_settled (self->context, wish->id);
}

static void
wished_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (EntSync) self = g_object_ref (g_task_get_source_object (task));
  EntWish *wish = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      tell_operations (self, wish);
      g_task_return_boolean (task, wish->done);
    }
  else
    {
      g_task_return_error (task, error);
    }

  ent_sync_end_job (self);
}

/* Takes @wish. */
void
ent_wish_make (EntSync             *self,
           EntWish                *wish,
           gpointer             tag,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, wish, wish_free);
  ent_sync_begin_job (self);
  ent_database_run_async (self->context->db, run_wish, g_object_ref (task), g_object_unref,
                          wished_cb, task);
  ent_sync_tell (self);
}

gboolean
ent_wish_finish (EntSync       *self,
             GAsyncResult  *result,
             gpointer       tag,
             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GArray *
ent_wish_finish_plan (EntSync       *self,
             GAsyncResult  *result,
             gpointer       tag,
             GError       **error)
{
  const EntWish *wish;

  if (!ent_wish_finish (self, result, tag, error))
    return NULL;

  wish = g_task_get_task_data (G_TASK (result));

  return g_array_ref (wish->plan.ids);
}
