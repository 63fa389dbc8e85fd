/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-mirror-page.h"
#include "ent-sync-context.h"
#include "ent-sync.h"

G_BEGIN_DECLS

/* EntPull: one look at everything the ENT holds for me.
 *
 * Signal "progress" (self, guint step (EntSyncStep), double fraction). */

#define ENT_TYPE_PULL (ent_pull_get_type ())
G_DECLARE_FINAL_TYPE (EntPull, ent_pull, ENT, PULL, GObject)

/* The cursor that holds the moment of the last pull that ended well, µs UTC. */
#define ENT_CURSOR_PULLED_AT "pulled-at"

EntPull            *ent_pull_new        (EntSyncContext       *context,
                                         GCancellable         *cancellable);
void                ent_pull_run_async  (EntPull              *self,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean            ent_pull_run_finish (EntPull              *self,
                                         GAsyncResult         *result,
                                         GError              **error);
const EntPullStats *ent_pull_get_stats  (EntPull              *self);

G_END_DECLS
