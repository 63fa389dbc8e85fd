/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-send-result.h"

G_DEFINE_BOXED_TYPE (EntSendResult, ent_send_result, ent_send_result_copy, ent_send_result_free)

/**
 * ent_send_result_copy:
 * @self: whom a message reached
 *
 * Returns: (transfer full): a copy
 */
EntSendResult *
ent_send_result_copy (const EntSendResult *self)
{
  EntSendResult *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->inactive = g_strdupv (self->inactive);
  copy->undelivered = g_strdupv (self->undelivered);
  return copy;
}

/**
 * ent_send_result_free:
 * @self: (nullable): whom a message reached
 */
void
ent_send_result_free (EntSendResult *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_strfreev (self->inactive);
  g_strfreev (self->undelivered);
  g_free (self);
}
