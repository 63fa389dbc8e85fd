/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-toast.h"

#include <gio/gio.h>

#include "ent-error-words.h"

/**
 * ent_toast:
 * @widget: a widget of the window
 * @words: a translated sentence
 *
 * Shows @words for a few seconds at the bottom of the window.
 */
void
ent_toast (GtkWidget  *widget,
           const char *words)
{
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;

  toast = adw_toast_new (words);
  /* A toast reads its title as markup, and a blog may be called "R&D". */
  adw_toast_set_custom_title (toast, gtk_label_new (words));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/**
 * ent_toast_error:
 * @widget: a widget of the window
 * @error: (nullable): what happened
 *
 * Shows the words of @error; a cancelled request is silence.
 */
void
ent_toast_error (GtkWidget    *widget,
                 const GError *error)
{
  g_autoptr (EntErrorWords) words = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  words = ent_error_words (error);
  ent_toast (widget, words->explanation);
}
