/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-merge.h"

G_BEGIN_DECLS

/* Numbers for texts: equal ones have the same. */
guint      ent_merge_intern      (GHashTable      *ids,
                                  const char      *key);
void       ent_merge_align       (const guint     *a,
                                  guint            n_a,
                                  const guint     *b,
                                  guint            n_b,
                                  guint            n_ids,
                                  int             *matches);
GPtrArray *ent_merge_runs        (GPtrArray       *base,
                                  GPtrArray       *mine,
                                  GPtrArray       *theirs,
                                  gboolean         is_cut);

typedef enum
{
  ENT_MERGE_KEPT,     /* equal, and in its place */
  ENT_MERGE_CHANGED,  /* another text in its place */
  ENT_MERGE_MOVED,    /* equal, in another place */
  ENT_MERGE_DELETED,
} EntMergeFate;

/* What a version made of a block of the base. */
typedef struct
{
  EntMergeFate fate;
  int          index;   /* where the version has it; -1: deleted */
  int          joined;  /* deleted, but its words went to what became of this block; or -1 */
} EntMergeMatch;

/* Where a block of a version comes from. Gap n is what stands before block n of the base. */
typedef struct
{
  int   base;      /* the block of the base it is; -1: new */
  int   part_of;   /* new, but made of words cut off this block of the base; or -1 */
  guint low;       /* new or moved: the first gap it may be said to stand in */
  guint high;      /* and the last: they differ where its neighbours were deleted */
} EntMergeOrigin;

/* A version matched with the base. */
typedef struct
{
  EntDocument    *document;  /* (owned) */
  EntMergeMatch  *matches;   /* (owned): one for each block of the base */
  EntMergeOrigin *origins;   /* (owned): one for each block of the version */
} EntMergeSide;

EntMergeSide *ent_merge_side_new  (EntDocument   *base,
                                   EntDocument   *version,
                                   GHashTable    *ids);
void          ent_merge_side_free (EntMergeSide  *self);

/* The lists, items and quotes of a merged text: one for those that are the same in all versions. */
typedef struct _EntMergeContainers EntMergeContainers;

EntMergeContainers *ent_merge_containers_new     (EntDocument         *base,
                                                  EntMergeSide        *mine,
                                                  EntMergeSide        *theirs);
void                ent_merge_containers_free    (EntMergeContainers  *self);
EntContainer       *ent_merge_containers_resolve (EntMergeContainers  *self,
                                                  EntMergeVersion      version,
                                                  EntContainer        *container);
void                ent_merge_containers_adopt   (EntMergeContainers  *self,
                                                  EntContainer        *mine,
                                                  EntContainer        *theirs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMergeSide, ent_merge_side_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMergeContainers, ent_merge_containers_free)

G_END_DECLS
