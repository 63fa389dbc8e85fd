/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-sqlite-private.h"

G_BEGIN_DECLS

/* What became of a damaged database: set aside under a dated name, with a new one in its place that holds what could be read. */
typedef struct
{
  char  *kept_name;   /* (owned): the damaged file's new name, in the same folder */
  guint  n_drafts;    /* texts that are there again */
} EntSalvage;

void        ent_salvage_free (EntSalvage  *self);

/* With the lock held and nobody on @path. @steps: of the schema. */
EntSalvage *ent_salvage_run  (const char  *path,
                              GPtrArray   *steps,
                              GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSalvage, ent_salvage_free)

G_END_DECLS
