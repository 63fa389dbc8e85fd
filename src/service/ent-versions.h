/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-document.h"

G_BEGIN_DECLS

/* EntVersions: the two versions of a text passage by passage, and what the teacher chooses for those that cannot be put
 * together without being asked. Questions are numbered from 0, from top to bottom; a title or a day that both changed is one.
 *
 * Signal "changed" (self): another choice was made: the result is another. */

#define ENT_TYPE_VERSIONS (ent_versions_get_type ())
G_DECLARE_FINAL_TYPE (EntVersions, ent_versions, ENT, VERSIONS, GObject)

typedef enum { ENT_PICK_NONE, ENT_PICK_MINE, ENT_PICK_THEIRS, ENT_PICK_BOTH } EntPick;
typedef enum { ENT_COLUMN_MINE, ENT_COLUMN_RESULT, ENT_COLUMN_THEIRS } EntColumn;
typedef enum { ENT_PASSAGE_TITLE, ENT_PASSAGE_DATE, ENT_PASSAGE_TEXT } EntPassageKind;

/* What one column shows in one place. */
typedef struct
{
  EntPassageKind  kind;
  int             question;   /* -1: nothing is asked about it */
  char           *words;      /* (owned) (nullable): the title, or the day "2026-11-27" */
  EntDocument    *document;   /* (owned) (nullable): the text; NULL: this version deleted it */
  gboolean        brought;    /* in the result: nothing is asked, and my version has it otherwise or not at all */
} EntPassage;

void           ent_passage_free               (EntPassage  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPassage, ent_passage_free)

guint          ent_versions_get_n_questions   (EntVersions *self);
guint          ent_versions_get_n_open        (EntVersions *self);   /* questions without an answer */
guint          ent_versions_get_n_brought     (EntVersions *self);   /* passages put together without being asked */
EntPick        ent_versions_get_pick          (EntVersions *self, guint question);
void           ent_versions_set_pick          (EntVersions *self, guint question, EntPick pick);
/* FALSE: a title or a day is one or the other. */
gboolean       ent_versions_can_keep_both     (EntVersions *self, guint question);
/* (transfer full) (element-type EntPassage): from top to bottom; of an open question the result has both texts. */
GPtrArray     *ent_versions_dup_passages      (EntVersions *self, EntColumn column);

G_END_DECLS
