/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-plan.h"
#include "ent-sync-private.h"

G_BEGIN_DECLS

/* What is asked of the engine from above: one transaction, not cancellable; then the engine moves. ent-sync-wishes.c sends, deletes
 * and files; ent-sync-minds.c changes its mind: takes back, tries again, chooses between two versions. */

typedef struct _EntWish EntWish;

struct _EntWish
{
  gboolean   (*job) (EntWish         *wish,
                     EntDatabase  *db,
                     GError      **error);
  EntPlan      plan;
  char        *user_id;  /* (owned) (nullable) */
  char        *id;       /* (owned) (nullable): draft uuid, id of an item, or of a folder */
  char       **ids;      /* (owned) (nullable): messages to file */
  EntSyncFiling filing;
  EntKind      kind;
  EntSyncSide  side;
  char        *title;    /* (owned) (nullable): of the text made of two versions, as the two below */
  char        *date;     /* (owned) (nullable) */
  char        *html;     /* (owned) (nullable) */
  gboolean     settles;  /* whoever shows the draft reads it again */
  gboolean     done;     /* the answer of a wish that may come too late */
};

EntWish  *ent_wish_new         (EntSync             *self,
                                const char          *id,
                                gboolean           (*job) (EntWish      *wish,
                                                           EntDatabase  *db,
                                                           GError      **error));
/* Takes @wish. */
void      ent_wish_make        (EntSync             *self,
                                EntWish             *wish,
                                gpointer             tag,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean  ent_wish_finish      (EntSync             *self,
                                GAsyncResult        *result,
                                gpointer             tag,
                                GError             **error);
/* (transfer full) (element-type gint64): ids of the operations, or NULL with @error. */
GArray   *ent_wish_finish_plan (EntSync             *self,
                                GAsyncResult        *result,
                                gpointer             tag,
                                GError             **error);

G_END_DECLS
