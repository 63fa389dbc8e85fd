/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-auth-context.h"

G_DEFINE_BOXED_TYPE (EntAuthContext, ent_auth_context, ent_auth_context_copy, ent_auth_context_free)

/**
 * ent_auth_context_copy:
 * @self: what an ENT says of itself
 *
 * Returns: (transfer full): a copy
 */
EntAuthContext *
ent_auth_context_copy (const EntAuthContext *self)
{
  EntAuthContext *copy = g_memdup2 (self, sizeof *self);

  copy->password_regex = g_strdup (self->password_regex);
  copy->password_words = g_strdup (self->password_words);
  return copy;
}

/**
 * ent_auth_context_free:
 * @self: (nullable): what an ENT says of itself
 */
void
ent_auth_context_free (EntAuthContext *self)
{
  if (self == NULL)
    return;

  g_free (self->password_regex);
  g_free (self->password_words);
  g_free (self);
}
