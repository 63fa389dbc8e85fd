/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-sync-private.h"

#include "ent-backoff.h"
#include "ent-verdict.h"

/* One question, "who am I", tells that the ENT answers, that the session lives, what time it is
 * there, and what I may do. */

static void ring_again_later (EntSync *self);

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EntSync) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_auth_api_get_userinfo_finish (ENT_AUTH_API (object), result, &error))
    {
      gboolean came_back = self->line_failures > 0;

      self->line = ENT_LINE_GOOD;
      self->line_failures = 0;
      self->line_retry_at = 0;
      ent_sync_context_account_known (self->context);
      if (came_back)
        ent_sync_queue_wake (self);
    }
  else if (ent_verdict_of (error, 0) == ENT_VERDICT_SUSPEND)
    {
      self->line = ENT_LINE_UNKNOWN;
      ent_sync_meet (self, error);
    }
  else
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      self->line = ENT_LINE_BAD;
      self->line_failures++;
      ring_again_later (self);
    }

  ent_sync_move (self);
}

static gboolean
ring_cb (gpointer user_data)
{
  EntSync *self = user_data;

  self->line_timer = 0;
  self->line_retry_at = 0;
  self->line = ENT_LINE_UNKNOWN;
  ent_sync_line_try (self);
  ent_sync_tell (self);

  return G_SOURCE_REMOVE;
}

static void
ring_again_later (EntSync *self)
{
  gint64 delay = ent_backoff_get_delay (self->line_failures);

  if (self->context->stopping)
    return;

  self->line_retry_at = ent_clock_get_now (self->context->clock) + delay;
  self->line_timer = ent_clock_add_timer (self->context->clock, delay, ring_cb, self);
}

/* Asks the ENT, unless it is being asked. */
void
ent_sync_line_try (EntSync *self)
{
  if (self->line == ENT_LINE_TRYING || !ent_sync_may_ask (self, NULL))
    return;

  ent_sync_line_stop (self);
  self->line = ENT_LINE_TRYING;
  ent_auth_api_get_userinfo_async (self->context->auth, self->context->account, NULL, tried_cb,
                                   g_object_ref (self));
}

/* What was known of the line is worth nothing any more. */
void
ent_sync_line_forget (EntSync *self)
{
  ent_sync_line_stop (self);
  if (self->line != ENT_LINE_TRYING)
    self->line = ENT_LINE_UNKNOWN;
}

void
ent_sync_line_stop (EntSync *self)
{
  if (self->line_timer != 0)
    ent_clock_remove_timer (self->context->clock, self->line_timer);

  self->line_timer = 0;
  self->line_retry_at = 0;
}
