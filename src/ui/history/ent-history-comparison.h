/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-document.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntHistoryComparison: a text as it was beside what it is; the blocks only one of them has are marked. */

#define ENT_TYPE_HISTORY_COMPARISON (ent_history_comparison_get_type ())
G_DECLARE_FINAL_TYPE (EntHistoryComparison, ent_history_comparison, ENT, HISTORY_COMPARISON, GtkWidget)

void ent_history_comparison_show (EntHistoryComparison *self, EntWorkspace *workspace, EntDocument *past, EntDocument *present);

G_END_DECLS
