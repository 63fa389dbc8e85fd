/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntMessageList: the messages of one folder, searched or not; one or several are chosen, and filed together.
 * Signals "selection-changed", and "activated": the teacher wants to read. */

#define ENT_TYPE_MESSAGE_LIST (ent_message_list_get_type ())
G_DECLARE_FINAL_TYPE (EntMessageList, ent_message_list, ENT, MESSAGE_LIST, GtkWidget)

void        ent_message_list_set_workspace (EntMessageList *self, EntWorkspace *workspace);
void        ent_message_list_show_folder   (EntMessageList *self, const char *folder_id);
const char *ent_message_list_get_folder    (EntMessageList *self);
void        ent_message_list_find          (EntMessageList *self);
/* (transfer full) (element-type EntItem): in the order of the list. */
GPtrArray  *ent_message_list_dup_selected  (EntMessageList *self);
void        ent_message_list_unselect      (EntMessageList *self);
/* What right-clicking a row offers; its actions are those of a widget above. */
void        ent_message_list_set_menu      (EntMessageList *self, GMenuModel *menu);

G_END_DECLS
