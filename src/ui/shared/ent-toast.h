/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows a toast in the window @widget is in; @words are already translated. */
void ent_toast       (GtkWidget *widget, const char *words);
/* The words of an error, in the window @widget is in; G_IO_ERROR_CANCELLED is silence. */
void ent_toast_error (GtkWidget *widget, const GError *error);
/* How long what was done can be taken back: long enough to read, see that it was a mistake, and reach the button. */
#define ENT_TOAST_UNDO_SECONDS 10
/* The same with a button that takes back what was done: @undo (@data). */
typedef void (*EntUndoFunc) (gpointer data);
void ent_toast_undo  (GtkWidget *widget, const char *words, EntUndoFunc undo, gpointer data, GDestroyNotify free_data);
/* The same from the keyboard, also once the toast is gone. */
gboolean ent_toast_undo_last (GtkWidget *widget);
/* The account is left: nothing of it can be taken back any more. */
void ent_toast_forget_undo (GtkWidget *widget);

G_END_DECLS
