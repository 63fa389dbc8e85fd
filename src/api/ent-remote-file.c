/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-remote-file.h"

G_DEFINE_BOXED_TYPE (EntRemoteFile, ent_remote_file, ent_remote_file_copy, ent_remote_file_free)

/**
 * ent_remote_file_copy:
 * @self: a document of the ENT
 *
 * Returns: (transfer full): a copy
 */
EntRemoteFile *
ent_remote_file_copy (const EntRemoteFile *self)
{
  EntRemoteFile *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->media_type = g_strdup (self->media_type);
  return copy;
}

/**
 * ent_remote_file_free:
 * @self: (nullable): a document of the ENT
 */
void
ent_remote_file_free (EntRemoteFile *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}
