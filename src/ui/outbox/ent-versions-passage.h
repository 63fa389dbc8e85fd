/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-versions.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntVersionsPassage: a passage of one of the three columns of "Deux versions". One that is asked about takes the focus and is
 * chosen by a click; what it holds is read as one text. */

#define ENT_TYPE_VERSIONS_PASSAGE (ent_versions_passage_get_type ())
G_DECLARE_FINAL_TYPE (EntVersionsPassage, ent_versions_passage, ENT, VERSIONS_PASSAGE, GtkWidget)

GtkWidget *ent_versions_passage_new          (EntWorkspace       *workspace,
                                              const EntPassage   *passage,
                                              EntColumn           column,
                                              guint               n_questions);
int        ent_versions_passage_get_question (EntVersionsPassage *self);   /* -1: nothing is asked about it */
EntColumn  ent_versions_passage_get_column   (EntVersionsPassage *self);
/* Paints it as what was chosen, was not, or is still to be. */
void       ent_versions_passage_set_pick     (EntVersionsPassage *self, EntPick pick);

G_END_DECLS
