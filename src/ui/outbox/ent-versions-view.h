/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntVersionsView: "Deux versions": mine, the result and the ENT's in three columns that scroll together; for each passage that
 * both changed one choice, by its buttons or by the keys 1 (mine), 2 (both), 3 (the ENT's).
 *
 * Signal "done" (self): it was settled, or is left for later. */

#define ENT_TYPE_VERSIONS_VIEW (ent_versions_view_get_type ())
G_DECLARE_FINAL_TYPE (EntVersionsView, ent_versions_view, ENT, VERSIONS_VIEW, GtkWidget)

/* Shows the two versions of @draft, which has some. */
void ent_versions_view_show (EntVersionsView *self, EntWorkspace *workspace, EntDraft *draft);
/* Forgets what is shown. */
void ent_versions_view_clear (EntVersionsView *self);

G_END_DECLS
