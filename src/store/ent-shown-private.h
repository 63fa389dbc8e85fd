/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"

G_BEGIN_DECLS

/* Brings the tables shown and place up to date; to be called in the job that changed item, draft or
 * operation, after the change. */

/* The item of the ENT and the drafts on it. */
gboolean ent_shown_refresh_item  (EntDatabase  *db,
                                  EntKind       kind,
                                  const char   *id,
                                  GError      **error);
/* The draft, gone or not, and the item it is on. */
gboolean ent_shown_refresh_draft (EntDatabase  *db,
                                  const char   *uuid,
                                  GError      **error);
/* Everything, in a database whose tables were filled without it; items that cannot be read go. */
gboolean ent_shown_rebuild       (EntDatabase  *db,
                                  GError      **error);

G_END_DECLS
