/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntFolderList: the folders of the messages: the ENT's five, the outbox of this computer, then mine.
 * Signal "selected" (self, const char *folder_id). */

#define ENT_TYPE_FOLDER_LIST (ent_folder_list_get_type ())
G_DECLARE_FINAL_TYPE (EntFolderList, ent_folder_list, ENT, FOLDER_LIST, GtkWidget)

void        ent_folder_list_set_workspace (EntFolderList *self, EntWorkspace *workspace);
void        ent_folder_list_select        (EntFolderList *self, const char *folder_id);
const char *ent_folder_list_get_selected  (EntFolderList *self);
/* Appends to @menu the folders a message of @from may be moved to; @action takes the id of one. */
void        ent_folder_list_append_moves  (EntFolderList *self, GMenu *menu, const char *from, const char *action);

G_END_DECLS
