/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-pull-private.h"

/* The design of a pull. Four parts overlap: notebooks, messages, blogs, directory. A part asks for
 * lists, and each answer becomes one EntMirrorPage, written with its cursor in one transaction.
 * Most pulls are light: they ask a handful of small questions and find nothing. From time to time a
 * sweep lists everything, and the first pull reads it all. */

#define SWEEP_EVERY (15 * G_TIME_SPAN_MINUTE)
#define CURSOR_SWEPT_AT "swept-at"

struct _EntPull
{
  GObject         parent_instance;

  EntSyncContext *context;        /* (owned) */
  GCancellable   *cancellable;    /* (owned) (nullable) */
  EntPullDepth    depth;
  guint           turn;           /* counts the light pulls: what is looked at in turn */
  EntPullStats    stats;
  guint64         requests_before;
  guint64         bytes_before;
  double          fractions[ENT_SYNC_STEP_CLASSES + 1];
};

G_DEFINE_FINAL_TYPE (EntPull, ent_pull, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ent_pull_dispose (GObject *object)
{
  EntPull *self = ENT_PULL (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (ent_pull_parent_class)->dispose (object);
}

static void
ent_pull_class_init (EntPullClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_pull_dispose;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", ENT_TYPE_PULL, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
}

static void
ent_pull_init (EntPull *self)
{
}

/* ---- for the parts ---- */

EntSyncContext *
ent_pull_get_context (EntPull *self)
{
  return self->context;
}

GCancellable *
ent_pull_get_cancellable (EntPull *self)
{
  return self->cancellable;
}

EntPullDepth
ent_pull_get_depth (EntPull *self)
{
  return self->depth;
}

guint
ent_pull_get_turn (EntPull *self)
{
  return self->turn;
}

/* The parts overlap: what is shown is the first that is not over, and the mean of all. */
void
ent_pull_set_fraction (EntPull     *self,
                       EntSyncStep  step,
                       double       fraction)
{
  EntSyncStep shown = ENT_SYNC_STEP_CLASSES;
  double sum = 0;

  self->fractions[step] = MAX (self->fractions[step], fraction);
  for (EntSyncStep i = ENT_SYNC_STEP_CLASSES; i >= ENT_SYNC_STEP_NOTEBOOKS; i--)
    {
      sum += self->fractions[i];
      if (self->fractions[i] < 1)
        shown = i;
    }

  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, (guint) shown,
                 sum / (ENT_SYNC_STEP_CLASSES - ENT_SYNC_STEP_NOTEBOOKS + 1));
}

void
ent_pull_write_page (EntPull             *self,
                     EntMirrorPage       *page,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  ent_mirror_page_write_async (page, self->context->db, callback, user_data);
}

gboolean
ent_pull_page_written (EntPull       *self,
                       GAsyncResult  *result,
                       guint         *n_news,
                       GError       **error)
{
  g_autoptr (EntMirrorPage) page = ent_mirror_page_write_finish (result, error);

  if (page == NULL)
    return FALSE;

  ent_mirror_page_add_counts (page, &self->stats);
  if (n_news != NULL)
    *n_news = ent_mirror_page_get_n_news (page);

  return TRUE;
}

gboolean
ent_pull_part_finish (EntPull       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the run ---- */

static gint64
read_moment (EntDatabase *db,
             const char  *resource)
{
  g_autofree char *value = ent_cursor_store_get (db, resource, NULL);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

static EntPullDepth
choose_depth (EntSyncContext *context)
{
  gint64 now = ent_clock_get_now (context->clock);
  gint64 swept_at = read_moment (context->db, CURSOR_SWEPT_AT);

  if (read_moment (context->db, ENT_CURSOR_PULLED_AT) == 0)
    return ENT_PULL_FIRST;

  /* A clock that was set back makes the last sweep a thing of the future. */
  if (swept_at > now || now - swept_at >= SWEEP_EVERY)
    return ENT_PULL_SWEEP;

  return ENT_PULL_LIGHT;
}

static void
note_costs (EntPull *self)
{
  EntClient *client = self->context->client;

  self->stats.requests = (guint) (ent_client_get_n_requests (client) - self->requests_before);
  self->stats.bytes = ent_client_get_n_bytes (client) - self->bytes_before;
}

static void
moment_written_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
write_moment (EntDatabase  *db,
              gpointer      data,
              GError      **error)
{
  EntPull *self = data;
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT,
                                             ent_clock_get_now (self->context->clock));
  g_autofree char *turn = g_strdup_printf ("%u", self->turn + 1);

  return ent_cursor_store_set (db, ENT_CURSOR_PULLED_AT, moment, error) &&
         ent_cursor_store_set (db, "turn", turn, error) &&
         (self->depth == ENT_PULL_LIGHT || ent_cursor_store_set (db, CURSOR_SWEPT_AT, moment,
                                                                 error));
}

static void
parts_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntPull *self = ENT_PULL (object);
  GError *error = NULL;

  note_costs (self);
  if (ent_pull_part_finish (self, result, &error))
    ent_database_run_async (self->context->db, write_moment, g_object_ref (self), g_object_unref,
                            moment_written_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

typedef struct
{
  EntFan      *fan;
  EntSyncStep  step;
} Part;

static void
part_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Part *part = user_data;
  EntPull *self = ENT_PULL (object);
  GError *error = NULL;

  ent_pull_part_finish (self, result, &error);
  ent_pull_set_fraction (self, part->step, 1);
  ent_fan_end (part->fan, error);
}

static Part *
begin_part (EntFan      *fan,
            EntSyncStep  step)
{
  Part *part = g_new0 (Part, 1);

  ent_fan_begin (fan);
  part->fan = fan;
  part->step = step;

  return part;
}

/**
 * ent_pull_new:
 * @context: what it works with
 * @cancellable: (nullable): stops it between two answers
 *
 * Returns: (transfer full): a pull that has not begun
 */
EntPull *
ent_pull_new (EntSyncContext *context,
              GCancellable   *cancellable)
{
  EntPull *self;

  g_return_val_if_fail (ENT_IS_SYNC_CONTEXT (context), NULL);

  self = g_object_new (ENT_TYPE_PULL, NULL);
  self->context = g_object_ref (context);
  if (cancellable != NULL)
    self->cancellable = g_object_ref (cancellable);

  return self;
}

/**
 * ent_pull_run_async:
 * @self: a pull
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Asks the ENT what moved and writes it to the mirror.
 */
void
ent_pull_run_async (EntPull             *self,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task;
  GTask *parts;
  EntFan *fan;

  g_return_if_fail (ENT_IS_PULL (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_pull_run_async);
  self->depth = choose_depth (self->context);
  self->turn = (guint) read_moment (self->context->db, "turn");
  self->requests_before = ent_client_get_n_requests (self->context->client);
  self->bytes_before = ent_client_get_n_bytes (self->context->client);

  parts = g_task_new (self, NULL, parts_done_cb, task);
  fan = ent_fan_new (parts);
  ent_pull_notebooks_async (self, part_done_cb, begin_part (fan, ENT_SYNC_STEP_NOTEBOOKS));
  ent_pull_messages_async (self, part_done_cb, begin_part (fan, ENT_SYNC_STEP_MESSAGES));
  ent_pull_blogs_async (self, part_done_cb, begin_part (fan, ENT_SYNC_STEP_BLOGS));
  ent_pull_directory_async (self, part_done_cb, begin_part (fan, ENT_SYNC_STEP_CLASSES));
  ent_fan_end (fan, NULL);
}

/**
 * ent_pull_run_finish:
 * @self: a pull
 * @result: given to the callback
 * @error: %ENT_API_ERROR, %ENT_STORE_ERROR or %G_IO_ERROR_CANCELLED; what arrived before stays
 *
 * Returns: %TRUE when everything was looked at
 */
gboolean
ent_pull_run_finish (EntPull       *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_pull_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_pull_get_stats:
 * @self: a pull
 *
 * Returns: (transfer none): what it took and found so far
 */
const EntPullStats *
ent_pull_get_stats (EntPull *self)
{
  g_return_val_if_fail (ENT_IS_PULL (self), NULL);

  return &self->stats;
}
