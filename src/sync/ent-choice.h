/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-plan.h"
#include "ent-sync.h"

G_BEGIN_DECLS

/* In a job of the database. */
gboolean ent_choice_settle (EntPlan      *plan,
                            EntDatabase  *db,
                            const char   *draft_uuid,
                            EntSyncSide   side,
                            GError      **error);
gboolean ent_choice_keep   (EntPlan      *plan,
                            EntDatabase  *db,
                            const char   *draft_uuid,
                            const char   *title,
                            const char   *date,
                            const char   *html,
                            GError      **error);

G_END_DECLS
