/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* What becomes of messages when the teacher says so, with a toast that takes it back. What cannot be taken back (drafts,
 * and what goes out of the trash for good) is asked first. */

/* @items: (element-type EntItem): EntMessages of one folder. @folder_id: of a move; NULL: out of the trash. */
void ent_message_filer_file (GtkWidget *widget, EntWorkspace *workspace, GPtrArray *items, EntFiling filing,
                             const char *folder_id);

G_END_DECLS
