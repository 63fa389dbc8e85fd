/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntEntryView: one entry being written: subject, day, text, where it stands.
 * Signal "done" (self): back to the week. */

#define ENT_TYPE_ENTRY_VIEW (ent_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (EntEntryView, ent_entry_view, ENT, ENTRY_VIEW, GtkWidget)

void ent_entry_view_set_workspace (EntEntryView *self, EntWorkspace *workspace);
/* Shows @draft (nullable: lets the one shown go, saved). @writable: FALSE shows it without touching it. */
void ent_entry_view_set_draft     (EntEntryView *self, EntDraft *draft, gboolean writable);
const char *ent_entry_view_get_date (EntEntryView *self);

G_END_DECLS
