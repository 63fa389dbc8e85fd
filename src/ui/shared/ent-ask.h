/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that will be deprecated after libadwaita 1.2 / GTK 4.8 stays behind these. */

/* A question with "Cancel" and one @action (a verb); @destructive paints it red. Finishes TRUE when the action was chosen. */
void     ent_ask_async          (GtkWidget *parent, const char *heading, const char *body, const char *action, gboolean destructive,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ent_ask_finish         (GAsyncResult *result, GError **error);
/* Says something that must be read before going on. */
void     ent_tell               (GtkWidget *parent, const char *heading, const char *body);
/* Opens the system's file chooser. NULL without error: the user cancelled. */
void     ent_choose_file_async  (GtkWidget *parent, const char *title, GAsyncReadyCallback callback, gpointer user_data);
GFile   *ent_choose_file_finish (GAsyncResult *result, GError **error);
/* Where to write a file, @name proposed; and a folder to write several in. NULL without error: the user cancelled. */
void     ent_choose_target_async  (GtkWidget *parent, const char *title, const char *name, GAsyncReadyCallback callback, gpointer user_data);
GFile   *ent_choose_target_finish (GAsyncResult *result, GError **error);
void     ent_choose_folder_async  (GtkWidget *parent, const char *title, GAsyncReadyCallback callback, gpointer user_data);
GFile   *ent_choose_folder_finish (GAsyncResult *result, GError **error);

G_END_DECLS
