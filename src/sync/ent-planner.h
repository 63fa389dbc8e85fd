/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation-row.h"
#include "ent-payload.h"
#include "ent-plan.h"

G_BEGIN_DECLS

/* A plan being made for one draft; what the kinds share. In a job of the database. */
typedef struct
{
  EntPlan           *plan;
  EntDatabase       *db;
  EntDraftRow       *draft;         /* (owned) */
  EntPayload        *payload;       /* (owned): the draft, frozen */
  char              *payload_json;  /* (owned) */
  EntItem           *base;          /* (owned) (nullable) */
  /* (owned) (nullable): the last operation that is under way already */
  EntOperationRow   *kept;
  gint64             after;         /* what the next operation waits for, 0: nothing */
} EntPlanner;

typedef gboolean (*EntPlanFunc) (EntPlanner  *planner,
                                 GError     **error);

EntOperationRow *ent_planner_add      (EntPlanner   *self,
                                       const char   *verb,
                                       EntKind       kind,
                                       const char   *item_id,
                                       const char   *parent_id,
                                       const char   *base,
                                       GError      **error);
gboolean         ent_planner_add_files (EntPlanner  *self,
                                        GError     **error);

gboolean         ent_plan_post        (EntPlanner   *planner,
                                       GError      **error);
gboolean         ent_plan_entry       (EntPlanner   *planner,
                                       GError      **error);
gboolean         ent_plan_message     (EntPlanner   *planner,
                                       GError      **error);
gboolean         ent_plan_comment     (EntPlanner   *planner,
                                       GError      **error);

G_END_DECLS
