/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-paste.h"

#include "ent-paste.h"

/* ---- out ---- */

/* Words alone, as another program shows them. An object is gone from the letters of the buffer, not from the text. */
static char *
dup_plain (GtkTextBuffer *buffer,
           EntDocument   *piece)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GtkTextIter start, end;

  for (guint i = 0; i < ent_document_get_n_blocks (piece); i++)
    if (!ent_block_has_runs (ent_document_get_block (piece, i)))
      return ent_document_to_plain (piece);

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  /* A break inside a paragraph is an end of line elsewhere. */
  lines = g_strsplit (text, "\342\200\250", -1);
  return g_strjoinv ("\n", lines);
}

static GdkContentProvider *
make_html (EntDocument *piece)
{
  g_autofree char *html = ent_document_to_html (piece);
  g_autofree char *page = g_strconcat ("<meta charset=\"utf-8\">", html, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (page, strlen (page));

  return gdk_content_provider_new_for_bytes ("text/html", bytes);
}

/**
 * ent_editor_paste_copy:
 * @view: a view
 *
 * Puts what is selected on the clipboard: the piece itself for this program, HTML and words for others.
 */
void
ent_editor_paste_copy (EntEditorView *view)
{
  EntEditorBuffer *buffer;
  g_autoptr (EntDocument) piece = NULL;
  g_autoptr (GdkContentProvider) all = NULL;
  g_autofree char *plain = NULL;
  GdkContentProvider *providers[3];

  g_return_if_fail (ENT_IS_EDITOR_VIEW (view));

  buffer = ent_editor_view_get_buffer (view);
  if (!gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (buffer)))
    return;

  piece = ent_editor_buffer_dup_selection (buffer);
  plain = dup_plain (GTK_TEXT_BUFFER (buffer), piece);
  providers[0] = gdk_content_provider_new_typed (ENT_TYPE_DOCUMENT, piece);
  providers[1] = make_html (piece);
  providers[2] = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (view)), all);
}

/* ---- in ---- */

/* (transfer full): what a cell of a table can hold of @piece: words, those of a table one cell after the other. */
static EntDocument *
fit_cell (EntDocument *piece)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < ent_document_get_n_blocks (piece); i++)
    {
      EntBlock *block = ent_document_get_block (piece, i);
      g_autofree char *plain = NULL;
      g_autoptr (EntDocument) words = NULL;

      if (ent_block_has_runs (block))
        {
          g_ptr_array_add (blocks, ent_block_ref (block));
          continue;
        }
      plain = ent_block_to_plain (block);
      words = ent_paste_read_text (plain);
      for (guint j = 0; j < ent_document_get_n_blocks (words); j++)
        g_ptr_array_add (blocks, ent_block_ref (ent_document_get_block (words, j)));
    }
  return ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
}

static void
show_cursor (EntEditorView *view)
{
  GtkTextView *text = GTK_TEXT_VIEW (view);

  gtk_text_view_scroll_mark_onscreen (text, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (text)));
}

static void
paste_words (EntEditorView *view,
             const char    *text)
{
  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)))
    return;

  ent_editor_buffer_paste (ent_editor_view_get_buffer (view), text);
  show_cursor (view);
}

static void
paste_piece (EntEditorView *view,
             EntDocument   *piece)
{
  g_autoptr (EntDocument) fitted = NULL;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)))
    return;

  if (ent_editor_view_get_compact (view))
    piece = fitted = fit_cell (piece);
  ent_editor_buffer_paste_document (ent_editor_view_get_buffer (view), piece);
  show_cursor (view);
}

static gboolean
is_over (EntEditorView *view)
{
  return g_cancellable_is_cancelled (ent_editor_view_get_cancellable (view));
}

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntEditorView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);

  if (text != NULL && !is_over (view))
    paste_words (view, text);
  else if (error != NULL)
    g_debug ("Nothing to paste: %s", error->message);
}

static void
read_words (EntEditorView *view,
            GdkClipboard  *clipboard)
{
  gdk_clipboard_read_text_async (clipboard, ent_editor_view_get_cancellable (view), text_read_cb, g_object_ref (view));
}

/* What is read of a clipboard, and where it goes. */
typedef struct
{
  EntEditorView *view;        /* (owned) */
  GdkClipboard  *clipboard;   /* (owned) */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->view);
  g_object_unref (reading->clipboard);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
html_spliced_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (EntDocument) piece = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &error) < 0)
    {
      g_debug ("HTML not read: %s", error->message);
      if (!is_over (reading->view))
        read_words (reading->view, reading->clipboard);
      return;
    }
  if (is_over (reading->view))
    return;

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
  if (g_bytes_get_size (bytes) > 0)
    piece = ent_paste_read_html (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  if (piece != NULL && ent_document_get_n_blocks (piece) > 0)
    paste_piece (reading->view, piece);
  else
    read_words (reading->view, reading->clipboard);
}

static void
html_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = NULL;
  GCancellable *cancellable = ent_editor_view_get_cancellable (reading->view);

  input = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  if (is_over (reading->view))
    return;
  if (input == NULL)
    {
      read_words (reading->view, reading->clipboard);
      return;
    }

  output = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, cancellable, html_spliced_cb, g_steal_pointer (&reading));
}

/* (transfer full) (nullable): a piece that was copied in this program. */
static EntDocument *
dup_own_piece (GdkClipboard *clipboard)
{
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, ENT_TYPE_DOCUMENT);
  if (content == NULL || !gdk_content_provider_get_value (content, &value, NULL))
    return NULL;
  return g_value_dup_boxed (&value);
}

/**
 * ent_editor_paste_from:
 * @view: a view
 * @clipboard: the clipboard, or the selection of the mouse
 * @kind: what to take of it
 *
 * Puts what is there in place of the selection, in one step of undo. Nothing happens to a text that is only read.
 */
void
ent_editor_paste_from (EntEditorView      *view,
                       GdkClipboard       *clipboard,
                       EntEditorPasteKind  kind)
{
  static const char *types[] = { "text/html", NULL };
  g_autoptr (EntDocument) own = NULL;

  g_return_if_fail (ENT_IS_EDITOR_VIEW (view));
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)))
    return;

  own = kind == ENT_EDITOR_PASTE_SHAPED ? dup_own_piece (clipboard) : NULL;
  if (own != NULL)
    paste_piece (view, own);
  else if (kind == ENT_EDITOR_PASTE_SHAPED &&
           gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"))
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->view = g_object_ref (view);
      reading->clipboard = g_object_ref (clipboard);
      gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, ent_editor_view_get_cancellable (view),
                                html_opened_cb, reading);
    }
  else
    read_words (view, clipboard);
}

/* ---- the mouse ---- */

static void
put_cursor_at (EntEditorView *view,
               double         x,
               double         y)
{
  GtkTextView *text = GTK_TEXT_VIEW (view);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (text, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (text, &iter, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (text), &iter);
}

/* The text view would bring the marks of another text with the words of the mouse's selection. */
static void
on_middle_pressed_cb (EntEditorView   *view,
                      int              n_press,
                      double           x,
                      double           y,
                      GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  put_cursor_at (view, x, y);
  ent_editor_paste_from (view, gtk_widget_get_primary_clipboard (GTK_WIDGET (view)), ENT_EDITOR_PASTE_WORDS);
}

static gboolean
on_drop_cb (EntEditorView *view,
            const GValue  *value,
            double         x,
            double         y)
{
  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)) || g_value_get_string (value) == NULL)
    return FALSE;

  put_cursor_at (view, x, y);
  paste_words (view, g_value_get_string (value));
  return TRUE;
}

static void
take_drops (EntEditorView *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));
  GtkDropTarget *target;

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_DROP_TARGET_ASYNC (controller))
        gtk_widget_remove_controller (GTK_WIDGET (view), controller);
    }

  target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (target));
}

/**
 * ent_editor_paste_install:
 * @view: a view being made
 *
 * Takes the place of what a text view does with the middle button and with what is dropped on it.
 */
void
ent_editor_paste_install (EntEditorView *view)
{
  GtkGesture *middle = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (middle), GTK_PHASE_CAPTURE);
  g_signal_connect_object (middle, "pressed", G_CALLBACK (on_middle_pressed_cb), view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (middle));
  take_drops (view);
}
