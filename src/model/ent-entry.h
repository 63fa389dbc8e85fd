/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntEntry: one line of a notebook: title is the subject, html the text; created with our own UUID as id. */

#define ENT_TYPE_ENTRY (ent_entry_get_type ())
G_DECLARE_FINAL_TYPE (EntEntry, ent_entry, ENT, ENTRY, EntItem)

EntEntry   *ent_entry_new           (void);
/* Civil date, "2026-11-24", never through UTC. */
const char *ent_entry_get_date      (EntEntry *self);
void        ent_entry_set_date      (EntEntry *self, const char *date);
guint       ent_entry_get_position  (EntEntry *self);   /* order within the day as the ENT gives it */
void        ent_entry_set_position  (EntEntry *self, guint position);
/* Old entries without an id, or with members unknown to us, are shown and never rewritten. */
gboolean    ent_entry_get_read_only (EntEntry *self);
void        ent_entry_set_read_only (EntEntry *self, gboolean read_only);

G_END_DECLS
