/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-school-calendar.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* A week of homework laid on another one: each entry on the same day of the week, or on the next school day of that week
 * when there is none. What is taken over is new entries, drafts of this computer that the teacher reads before they leave. */

typedef struct
{
  EntItem   *entry;      /* (owned): what is taken over */
  char      *date;       /* (owned) (nullable): where it goes; NULL: no school day is left that week */
  gboolean   ticked;
  EntDayOff  reason;     /* why it is not on its own day of the week */
  char      *off_date;   /* (owned) (nullable): that day */
  char      *off_name;   /* (owned) (nullable): what it is called */
} EntRepriseLine;

EntRepriseLine *ent_reprise_line_new     (EntItem *entry);
void            ent_reprise_line_free    (EntRepriseLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRepriseLine, ent_reprise_line_free)

/* (transfer full): Monday of the last week with school before that of @monday; @calendar (nullable). */
char           *ent_reprise_find_source  (EntSchoolCalendar *calendar, EntSchoolZone zone, const char *monday);
/* (transfer full) (element-type EntRepriseLine): @entries (EntEntry) laid on the week of @monday. */
GPtrArray      *ent_reprise_plan         (GListModel *entries, EntSchoolCalendar *calendar, EntSchoolZone zone, const char *monday);

/* Writes the ticked lines that have a day as drafts of @notebook_id; all of them or none. Fails ENT_STORE_ERROR_*. */
void            ent_reprise_apply_async  (EntWorkspace *workspace, const char *notebook_id, GPtrArray *lines, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): the drafts' uuids. */
char          **ent_reprise_apply_finish (GAsyncResult *result, GError **error);
/* Throws these drafts away, but for those that have left meanwhile. */
void            ent_reprise_undo         (EntWorkspace *workspace, const char * const *uuids);

G_END_DECLS
