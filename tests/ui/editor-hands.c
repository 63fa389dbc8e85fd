/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include "editor-hands.h"

void
hands_set_up (Hands         *hands,
              gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  hands->window = GTK_WINDOW (gtk_window_new ());
  hands->bar = ent_editor_bar_new ();
  hands->editor = ENT_EDITOR (ent_editor_new ());
  ent_editor_bar_set_editor (ENT_EDITOR_BAR (hands->bar), hands->editor);
  gtk_box_append (GTK_BOX (box), hands->bar);
  gtk_widget_set_vexpand (GTK_WIDGET (hands->editor), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (hands->editor));
  gtk_window_set_child (hands->window, box);
  gtk_window_set_default_size (hands->window, 800, 600);
  hands->view = ent_editor_get_view (hands->editor);
  hands->buffer = ENT_EDITOR_BUFFER (gtk_text_view_get_buffer (hands->view));
  gtk_window_present (hands->window);
}

void
hands_tear_down (Hands         *hands,
                 gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (hands->window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &hands->window);
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < 1000 && hands->window != NULL; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (hands->window);
}

void
hands_settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

void
hands_show (Hands      *hands,
            const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);

  ent_editor_set_document (hands->editor, document);
}

/* As the text view does it when the input method gives it a character. */
void
hands_type (Hands      *hands,
            const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (hands->buffer);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      if (*key == '\n' && ent_editor_buffer_press_enter (hands->buffer))
        continue;
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, key, -1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
}

void
hands_put (Hands *hands,
           int    line,
           int    offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (hands->buffer), &iter, line, offset);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (hands->buffer), &iter);
}

void
hands_select (Hands *hands,
              int    line1,
              int    offset1,
              int    line2,
              int    offset2)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (hands->buffer), &start, line1, offset1);
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (hands->buffer), &end, line2, offset2);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (hands->buffer), &end, &start);
}

void
hands_format (Hands      *hands,
              const char *action,
              const char *detail)
{
  g_autofree char *name = g_strconcat ("format.", action, NULL);

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (hands->editor), name,
                                                     detail != NULL ? g_variant_new_string (detail) : NULL));
}

void
hands_assert_state (Hands      *hands,
                    const char *action,
                    const char *expected)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (ent_editor_get_format (hands->editor), action);
  g_autofree char *shown = g_variant_print (state, FALSE);

  g_assert_cmpstr (shown, ==, expected);
}

void
hands_assert_html (Hands      *hands,
                   const char *html)
{
  g_autofree char *shown = ent_document_to_html (ent_editor_get_document (hands->editor));

  g_assert_cmpstr (shown, ==, html);
}
