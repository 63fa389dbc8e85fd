/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-toast.h"

#include <glib/gi18n.h>

#include "ent-error-words.h"

static AdwToast *
make (const char *words)
{
  AdwToast *toast = adw_toast_new (words);

  /* A toast reads its title as markup, and a blog may be called "R&D". */
  adw_toast_set_custom_title (toast, gtk_label_new (words));
  return toast;
}

/* Takes @toast. */
static void
show (GtkWidget *widget,
      AdwToast  *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

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
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show (widget, make (words));
}

typedef struct
{
  EntUndoFunc     undo;
  gpointer        data;        /* (owned) */
  GDestroyNotify  free_data;
} Undo;

static void
undo_free (gpointer  data,
           GClosure *closure)
{
  Undo *undo = data;

  undo->free_data (undo->data);
  g_free (undo);
}

static void
on_undo_cb (AdwToast *toast,
            Undo     *undo)
{
  undo->undo (undo->data);
}

/**
 * ent_toast_undo:
 * @widget: a widget of the window
 * @words: a translated sentence
 * @undo: takes back what was done
 * @data: for @undo
 * @free_data: frees @data when the toast goes
 *
 * Shows @words with a button that takes it back.
 */
void
ent_toast_undo (GtkWidget      *widget,
                const char     *words,
                EntUndoFunc     undo,
                gpointer        data,
                GDestroyNotify  free_data)
{
  AdwToast *toast;
  Undo *kept;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  kept = g_new0 (Undo, 1);
  kept->undo = undo;
  kept->data = data;
  kept->free_data = free_data;
  toast = make (words);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, ENT_TOAST_UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_cb), kept, undo_free, 0);
  show (widget, toast);
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
