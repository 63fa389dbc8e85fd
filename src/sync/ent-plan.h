/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-draft-row.h"

G_BEGIN_DECLS

/* From what the teacher asks to what the outbox does. All in a job of the database. */

/* What is asked for, and the answer. */
typedef struct
{
  const char *user_id;     /* (nullable): mine on the ENT */
  EntSendHow  how;
  gint64      now;         /* µs UTC */
  gint64      not_before;  /* µs UTC, 0: at once */
  GArray     *ids;         /* (element-type gint64): of the operations, in order; filled */
} EntPlan;

gboolean ent_plan_draft  (EntPlan      *plan,
                          EntDatabase  *db,
                          const char   *draft_uuid,
                          GError      **error);
gboolean ent_plan_delete (EntPlan      *plan,
                          EntDatabase  *db,
                          EntKind       kind,
                          const char   *id,
                          GError      **error);
gboolean ent_plan_again  (EntPlan      *plan,
                          EntDatabase  *db,
                          const char   *draft_uuid,
                          GError      **error);
gboolean ent_plan_move_message (EntPlan      *plan,
                                EntDatabase  *db,
                                const char   *id,
                                const char   *folder_id,
                                GError      **error);
gboolean ent_plan_mark_message (EntPlan      *plan,
                                EntDatabase  *db,
                                const char   *id,
                                gboolean      unread,
                                GError      **error);

G_END_DECLS
