/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-query.h"

G_BEGIN_DECLS

/* EntAnchors: the place of every ENT_ANCHOR_STEP-th row of the lists read lately. SQLite finds a
 * place in an index at once, but counts its way to an offset: with anchors a window at row 90 000
 * counts a few rows. */

#define ENT_ANCHOR_STEP 256

typedef struct
{
  gint64  rank;
  char   *sort_text;   /* (owned) */
  gint64  shown;
} EntAnchor;

typedef struct _EntAnchors EntAnchors;

EntAnchors *ent_anchors_new    (void);
void        ent_anchors_free   (EntAnchors     *self);
/* (transfer none) (element-type EntAnchor): row ENT_ANCHOR_STEP × (i + 1) of the list; to be added
 * to. */
GArray     *ent_anchors_get    (EntAnchors     *self,
                                const EntQuery *query);
/* Rows of the kinds in @mask (1 << EntKind) changed: their lists are counted again. */
void        ent_anchors_forget (EntAnchors     *self,
                                guint           mask);

G_END_DECLS
