/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-fan.h"

#include "ent-error.h"

struct _EntFan
{
  GTask  *task;       /* (owned) */
  guint   n_pending;
  GError *error;      /* (owned) (nullable): the first that matters */
};

/**
 * ent_fan_new:
 * @task: (transfer full): what ends when all jobs have ended
 *
 * Returns: a fan with one job begun, that of the caller; the last ent_fan_end() frees it
 */
EntFan *
ent_fan_new (GTask *task)
{
  EntFan *self = g_new0 (EntFan, 1);

  self->task = task;
  self->n_pending = 1;

  return self;
}

/**
 * ent_fan_begin:
 * @self: a fan
 *
 * One more job.
 */
void
ent_fan_begin (EntFan *self)
{
  self->n_pending++;
}

/**
 * ent_fan_get_task:
 * @self: a fan
 *
 * Returns: (transfer none): its task
 */
GTask *
ent_fan_get_task (EntFan *self)
{
  return self->task;
}

/* What is no longer shared with me, or not installed on this ENT, is one list less, not a
 * failure. */
static gboolean
is_one_list_less (const GError *error)
{
  return g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND);
}

/**
 * ent_fan_end:
 * @self: a fan
 * @error: (transfer full) (nullable): how the job failed
 *
 * A job has ended. With the last one the task returns %TRUE, or the first error.
 */
void
ent_fan_end (EntFan *self,
             GError *error)
{
  g_autoptr (GError) owned = error;

  if (owned != NULL && is_one_list_less (owned))
    g_debug ("Left out: %s", owned->message);
  else if (owned != NULL && self->error == NULL)
    self->error = g_steal_pointer (&owned);

  if (--self->n_pending > 0)
    return;

  if (self->error != NULL)
    g_task_return_error (self->task, self->error);
  else
    g_task_return_boolean (self->task, TRUE);

  g_object_unref (self->task);
  g_free (self);
}
