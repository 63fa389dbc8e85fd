/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntFolder: a message folder; id is INBOX, OUTBOX, DRAFT, TRASH or a UUID of mine. */

#define ENT_TYPE_FOLDER (ent_folder_get_type ())
G_DECLARE_FINAL_TYPE (EntFolder, ent_folder, ENT, FOLDER, EntItem)

EntFolder *ent_folder_new          (void);
guint      ent_folder_get_depth    (EntFolder *self);
void       ent_folder_set_depth    (EntFolder *self, guint depth);
guint      ent_folder_get_n_unread (EntFolder *self);
void       ent_folder_set_n_unread (EntFolder *self, guint n_unread);

/* Whether @id is one of the four every account has. */
gboolean   ent_folder_is_system    (const char *id);

G_END_DECLS
