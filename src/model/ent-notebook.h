/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntNotebook: a homework notebook (cahier de textes); author is its owner. */

#define ENT_TYPE_NOTEBOOK (ent_notebook_get_type ())
G_DECLARE_FINAL_TYPE (EntNotebook, ent_notebook, ENT, NOTEBOOK, EntItem)

EntNotebook *ent_notebook_new                     (void);
gint64       ent_notebook_get_entries_modified_at (EntNotebook *self);
void         ent_notebook_set_entries_modified_at (EntNotebook *self, gint64 entries_modified_at);
EntRights    ent_notebook_get_rights              (EntNotebook *self);
void         ent_notebook_set_rights              (EntNotebook *self, EntRights rights);

G_END_DECLS
