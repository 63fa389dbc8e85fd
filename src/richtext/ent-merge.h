/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-document.h"

G_BEGIN_DECLS

/* Two versions of a text and what both were made from, put together (sync.md §5). */
typedef struct _EntMerge EntMerge;

typedef enum
{
  ENT_MERGE_CLEAN,    /* nothing is asked */
  ENT_MERGE_CHOOSE,   /* the teacher chooses for some blocks, the rest is merged */
} EntMergeKind;

typedef enum
{
  ENT_MERGE_BASE,
  ENT_MERGE_MINE,
  ENT_MERGE_THEIRS,
} EntMergeVersion;

typedef enum
{
  ENT_MERGE_TAKE_MINE,
  ENT_MERGE_TAKE_THEIRS,
  ENT_MERGE_TAKE_BOTH,   /* theirs, then mine; once what is the same */
} EntMergeChoice;

EntMerge     *ent_merge_new             (EntDocument           *base,
                                         EntDocument           *mine,
                                         EntDocument           *theirs);
void          ent_merge_free            (EntMerge              *self);

EntMergeKind  ent_merge_get_kind        (EntMerge              *self);
guint         ent_merge_get_n_questions (EntMerge              *self);
guint         ent_merge_get_base_index  (EntMerge              *self,
                                         guint                  question);
gboolean      ent_merge_is_about_place  (EntMerge              *self,
                                         guint                  question);
EntDocument  *ent_merge_dup_version     (EntMerge              *self,
                                         guint                  question,
                                         EntMergeVersion        version);
EntDocument  *ent_merge_dup_document    (EntMerge              *self,
                                         const EntMergeChoice  *choices,
                                         guint                  n_choices);

/* What stands where, for who shows the versions side by side. */
int           ent_merge_find_question   (EntMerge              *self,
                                         EntMergeVersion        version,
                                         guint                  index,
                                         int                   *base_index);
EntDocument  *ent_merge_dup_marked_document (EntMerge             *self,
                                             const EntMergeChoice *choices,
                                             guint                 n_choices,
                                             GArray              **questions);

char         *ent_merge_text            (const char            *base,
                                         const char            *mine,
                                         const char            *theirs);

gboolean     ent_merge_shares_nothing       (EntMerge      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMerge, ent_merge_free)

G_END_DECLS
