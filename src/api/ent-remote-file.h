/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntRemoteFile: a document of the ENT's workspace (boxed). */
typedef struct
{
  char   *id;           /* (owned): of /workspace/document/<id> */
  char   *name;         /* (owned) */
  char   *media_type;   /* (owned) (nullable) */
  gint64  size;         /* bytes as stored: the ENT re-encodes pictures, it is not what was sent */
  gint64  created_at;   /* µs UTC, 0 unknown */
} EntRemoteFile;

#define ENT_TYPE_REMOTE_FILE (ent_remote_file_get_type ())
GType          ent_remote_file_get_type (void);
EntRemoteFile *ent_remote_file_copy     (const EntRemoteFile *self);
void           ent_remote_file_free     (EntRemoteFile       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRemoteFile, ent_remote_file_free)

G_END_DECLS
