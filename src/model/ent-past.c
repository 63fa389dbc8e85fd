/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-past.h"

/**
 * ent_past_text_free:
 * @self: (transfer full): a text of the history
 *
 * Frees it with its words.
 */
void
ent_past_text_free (EntPastText *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->draft_uuid);
  g_free (self->item_id);
  g_free (self->parent_id);
  g_free (self->title);
  g_free (self);
}

/**
 * ent_past_version_free:
 * @self: (transfer full): a version of the history
 *
 * Frees it with its text.
 */
void
ent_past_version_free (EntPastVersion *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->author);
  g_free (self->title);
  g_free (self->html);
  g_free (self);
}
