/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-connection-private.h"
#include "ent-database.h"

G_BEGIN_DECLS

/* Brings @entries (of EntOutboxEntry) up to date with the store, objects kept. Counts on the
 * way. */
gboolean ent_outbox_refresh (GListStore           *entries,
                             EntDatabase          *db,
                             EntConnectionCounts  *counts,
                             gboolean             *half_unit,
                             GError              **error);

G_END_DECLS
