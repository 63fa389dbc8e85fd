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

/* What can be taken back: by the toast, and by the keyboard until something else is done in its place. */
typedef struct
{
  EntUndoFunc     undo;        /* (nullable): NULL once it is done */
  gpointer        data;        /* (owned) */
  GDestroyNotify  free_data;
} Undo;

#define LAST_UNDO "ent-last-undo"

static void
undo_clear (gpointer data)
{
  Undo *undo = data;

  undo->free_data (undo->data);
}

static void
undo_unref (gpointer data)
{
  g_rc_box_release_full (data, undo_clear);
}

static void
undo_unref_closure (gpointer  data,
                    GClosure *closure)
{
  undo_unref (data);
}

static gboolean
run (Undo *undo)
{
  EntUndoFunc func = undo->undo;

  undo->undo = NULL;
  if (func == NULL)
    return FALSE;

  func (undo->data);
  return TRUE;
}

static void
on_undo_cb (AdwToast *toast,
            Undo     *undo)
{
  run (undo);
}

/**
 * ent_toast_undo:
 * @widget: a widget of the window
 * @words: a translated sentence
 * @undo: takes back what was done
 * @data: for @undo
 * @free_data: frees @data when it cannot be taken back any more
 *
 * Shows @words with a button that takes it back; ent_toast_undo_last() does so too, also once the toast is gone.
 */
void
ent_toast_undo (GtkWidget      *widget,
                const char     *words,
                EntUndoFunc     undo,
                gpointer        data,
                GDestroyNotify  free_data)
{
  GtkWidget *overlay;
  AdwToast *toast;
  Undo *kept;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  kept = g_rc_box_new0 (Undo);
  kept->undo = undo;
  kept->data = data;
  kept->free_data = free_data;
  toast = make (words);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, ENT_TOAST_UNDO_SECONDS);
  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    g_object_set_data_full (G_OBJECT (overlay), LAST_UNDO, g_rc_box_acquire (kept), undo_unref);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_cb), kept, undo_unref_closure, 0);
  show (widget, toast);
}

/**
 * ent_toast_undo_last:
 * @widget: a widget of the window
 *
 * Takes back what the last toast of ent_toast_undo() was about, once.
 *
 * Returns: %FALSE when there is nothing to take back
 */
gboolean
ent_toast_undo_last (GtkWidget *widget)
{
  GtkWidget *overlay;
  Undo *last;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  last = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), LAST_UNDO) : NULL;

  return last != NULL && run (last);
}

/**
 * ent_toast_forget_undo:
 * @widget: a widget of the window
 *
 * Lets go of what could be taken back, and of the account it was done on.
 */
void
ent_toast_forget_undo (GtkWidget *widget)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    g_object_set_data (G_OBJECT (overlay), LAST_UNDO, NULL);
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
