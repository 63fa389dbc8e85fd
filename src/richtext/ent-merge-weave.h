/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-merge-private.h"

G_BEGIN_DECLS

/* What becomes of a block of the base in its own place. */
typedef struct
{
  EntBlock        *block;     /* (owned) (nullable): settled; NULL: gone or moved, or a question */
  int              question;  /* -1: settled */
  int              tied;      /* the question about a paragraph joined to this one, or -1 */
  EntMergeVersion  tied_to;   /* the other version: taken here if it is taken there */
} EntMergeOutcome;

typedef struct
{
  EntDocument           *base;       /* (unowned) */
  EntMergeSide          *mine;       /* (unowned) */
  EntMergeSide          *theirs;     /* (unowned) */
  const EntMergeOutcome *outcomes;   /* (unowned): one for each block of the base */
  const EntMergeChoice  *choices;    /* (unowned) (nullable) */
  guint                  n_choices;
  GArray                *questions;  /* (unowned) (nullable) (element-type int): filled for each block woven: the
                                      * question it answers, or -1 */

  /* While weaving. */
  EntMergeContainers    *containers; /* (unowned) */
  int                    question;   /* the one whose blocks are put now, or -1 */
  GPtrArray             *blocks;     /* (unowned) (element-type EntBlock): woven so far */
} EntMergeWeave;

EntDocument *ent_merge_weave (EntMergeWeave *self);

G_END_DECLS
