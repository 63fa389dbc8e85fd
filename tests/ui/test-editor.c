/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "ent-editor-bar.h"
#include "ent-editor-link-popover.h"
#include "ent-editor-view.h"
#include "ent-editor.h"
#include "ent-plain.h"

typedef struct
{
  GtkWindow       *window;
  EntEditor       *editor;
  EntEditorBuffer *buffer;
  GtkTextView     *view;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = ent_editor_bar_new ();

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->editor = ENT_EDITOR (ent_editor_new ());
  ent_editor_bar_set_editor (ENT_EDITOR_BAR (bar), fixture->editor);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->editor), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->editor));
  gtk_window_set_child (fixture->window, box);
  gtk_window_set_default_size (fixture->window, 800, 600);
  fixture->view = ent_editor_get_view (fixture->editor);
  fixture->buffer = ENT_EDITOR_BUFFER (gtk_text_view_get_buffer (fixture->view));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < 1000 && fixture->window != NULL; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (fixture->window);
}

static void
settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

/* ---- the teacher's hands ---- */

static void
show_html (Fixture    *fixture,
           const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);

  g_assert_nonnull (html);
  ent_editor_set_document (fixture->editor, document);
}

/* As the text view does it when the input method gives it a character. */
static void
type (Fixture    *fixture,
      const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->buffer);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, g_utf8_next_char (p) - p);

      if (*key == '\n' && ent_editor_buffer_press_enter (fixture->buffer))
        continue;
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (fixture->view));
      gtk_text_buffer_insert_interactive_at_cursor (buffer, key, -1, gtk_text_view_get_editable (fixture->view));
      gtk_text_buffer_end_user_action (buffer);
    }
}

static void
put_cursor (Fixture *fixture,
            int      line,
            int      offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (fixture->buffer), &iter, line, offset);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (fixture->buffer), &iter);
}

static void
select_words (Fixture *fixture,
              int      line1,
              int      offset1,
              int      line2,
              int      offset2)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (fixture->buffer), &start, line1, offset1);
  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (fixture->buffer), &end, line2, offset2);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (fixture->buffer), &end, &start);
}

static void
select_all (Fixture *fixture)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (fixture->buffer), &start, &end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (fixture->buffer), &end, &start);
}

static void
backspace (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->view, "backspace");
}

/* As a button, a menu or a shortcut does it. */
static void
format (Fixture    *fixture,
        const char *action,
        const char *detail)
{
  g_autofree char *name = g_strconcat ("format.", action, NULL);

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->editor), name,
                                                     detail != NULL ? g_variant_new_string (detail) : NULL));
}

static void
assert_state (Fixture    *fixture,
              const char *action,
              const char *expected)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (ent_editor_get_format (fixture->editor), action);
  g_autofree char *shown = g_variant_print (state, FALSE);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_html (Fixture    *fixture,
             const char *html)
{
  g_autofree char *shown = ent_document_to_html (ent_editor_get_document (fixture->editor));

  g_assert_cmpstr (shown, ==, html);
}

/* ---- one thing at a time ---- */

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  assert_html (fixture, "<p></p>");
  g_assert_cmpuint (ent_editor_get_n_words (fixture->editor), ==, 0);
  g_assert_false (ent_editor_get_can_undo (fixture->editor));

  type (fixture, "Bonjour les CE1");
  assert_html (fixture, "<p>Bonjour les CE1</p>");
  g_assert_cmpuint (ent_editor_get_n_words (fixture->editor), ==, 3);

  /* A step is a word with its space, which is dropped at the end of a paragraph when it is written. */
  ent_editor_undo (fixture->editor);
  assert_html (fixture, "<p>Bonjour les</p>");
  while (ent_editor_get_can_undo (fixture->editor))
    ent_editor_undo (fixture->editor);
  assert_html (fixture, "<p></p>");

  /* A text that has no block at all has none after it was only looked at. */
  show_html (fixture, "");
  assert_html (fixture, "");
  type (fixture, "a");
  backspace (fixture);
  assert_html (fixture, "");
}

static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  type (fixture, "un ");
  format (fixture, "bold", NULL);
  type (fixture, "deux");
  format (fixture, "bold", NULL);
  type (fixture, " trois");
  assert_html (fixture, "<p>un <strong>deux</strong> trois</p>");

  select_words (fixture, 0, 3, 0, 13);
  assert_state (fixture, "bold", "false");
  format (fixture, "italic", NULL);
  assert_html (fixture, "<p>un <strong><em>deux</em></strong><em> trois</em></p>");
  format (fixture, "bold", NULL);
  assert_html (fixture, "<p>un <strong><em>deux trois</em></strong></p>");
  assert_state (fixture, "bold", "true");
  format (fixture, "bold", NULL);
  format (fixture, "italic", NULL);
  assert_html (fixture, "<p>un deux trois</p>");
}

static void
test_unknown_marks_stay (Fixture       *fixture,
                         gconstpointer  data)
{
  show_html (fixture, "<p>a <span style=\"color: #FF3A55; font-size: 18px\">rouge</span> et <s>barré</s></p>");
  put_cursor (fixture, 0, 4);
  type (fixture, "x");
  assert_html (fixture, "<p>a <span style=\"color: #FF3A55; font-size: 18px\">roxuge</span> et <s>barré</s></p>");
  select_words (fixture, 0, 0, 0, 5);
  format (fixture, "bold", NULL);
  assert_html (fixture, "<p><strong>a </strong><span style=\"color: #FF3A55; font-size: 18px\">"
                        "<strong>rox</strong>uge</span> et <s>barré</s></p>");
}

static void
test_styles (Fixture       *fixture,
             gconstpointer  data)
{
  type (fixture, "Titre");
  format (fixture, "style", "heading-1");
  assert_state (fixture, "style", "'heading-1'");
  type (fixture, "\nTexte\ndit");
  format (fixture, "style", "quote");
  type (fixture, "\nencore\n\nfin");
  assert_html (fixture, "<h1>Titre</h1><p>Texte</p><blockquote><p>dit</p><p>encore</p></blockquote><p>fin</p>");
  put_cursor (fixture, 0, 2);
  format (fixture, "style", "heading-2");
  put_cursor (fixture, 2, 0);
  format (fixture, "style", "paragraph");
  assert_html (fixture, "<h2>Titre</h2><p>Texte</p><p>dit</p><blockquote><p>encore</p></blockquote><p>fin</p>");
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  format (fixture, "bullets", NULL);
  type (fixture, "un\ndeux\n");
  g_assert_true (ent_editor_buffer_indent (fixture->buffer, 1));
  type (fixture, "dessous\nencore");
  assert_html (fixture, "<ul><li><p>un</p></li><li><p>deux</p><ul><li><p>dessous</p></li><li><p>encore</p></li></ul></li></ul>");
  g_assert_cmpint (ent_editor_buffer_get_marker (fixture->buffer, 3), ==, -1);

  /* Enter in an empty item: a level up, then out. */
  type (fixture, "\n\n");
  assert_html (fixture, "<ul><li><p>un</p></li><li><p>deux</p><ul><li><p>dessous</p></li><li><p>encore</p></li></ul></li><li><p></p></li></ul>");
  type (fixture, "\nfin");
  assert_html (fixture, "<ul><li><p>un</p></li><li><p>deux</p><ul><li><p>dessous</p></li><li><p>encore</p></li></ul></li></ul><p>fin</p>");

  /* An item moves with what stands under it. */
  put_cursor (fixture, 1, 0);
  g_assert_true (ent_editor_buffer_indent (fixture->buffer, 1));
  assert_html (fixture, "<ul><li><p>un</p><ul><li><p>deux</p><ul><li><p>dessous</p></li><li><p>encore</p></li></ul></li></ul></li></ul><p>fin</p>");
  g_assert_true (ent_editor_buffer_indent (fixture->buffer, -1));
  put_cursor (fixture, 2, 0);
  g_assert_true (ent_editor_buffer_indent (fixture->buffer, -1));
  assert_html (fixture, "<ul><li><p>un</p></li><li><p>deux</p></li><li><p>dessous</p><ul><li><p>encore</p></li></ul></li></ul><p>fin</p>");

  /* Numbers, and back to paragraphs. */
  select_words (fixture, 0, 0, 3, 1);
  format (fixture, "numbers", NULL);
  assert_html (fixture, "<ol><li><p>un</p></li><li><p>deux</p></li><li><p>dessous</p><ol><li><p>encore</p></li></ol></li></ol><p>fin</p>");
  g_assert_cmpint (ent_editor_buffer_get_marker (fixture->buffer, 2), ==, 3);
  g_assert_cmpint (ent_editor_buffer_get_marker (fixture->buffer, 3), ==, 1);
  format (fixture, "numbers", NULL);
  assert_html (fixture, "<p>un</p><p>deux</p><p>dessous</p><p>encore</p><p>fin</p>");
  g_assert_false (ent_editor_buffer_indent (fixture->buffer, 1));
}

static void
test_list_in_the_middle (Fixture       *fixture,
                         gconstpointer  data)
{
  show_html (fixture, "<ol><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li><li><p>d</p></li></ol>");

  /* What stands under a cut item follows its second half. */
  put_cursor (fixture, 1, 1);
  type (fixture, "\nnew");
  assert_html (fixture, "<ol><li><p>a</p></li><li><p>b</p></li><li><p>new</p><ul><li><p>c</p></li></ul></li><li><p>d</p></li></ol>");

  /* The head of an item is deleted: what stood under it comes up. */
  select_words (fixture, 2, 0, 3, 0);
  backspace (fixture);
  assert_html (fixture, "<ol><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li><li><p>d</p></li></ol>");
  select_words (fixture, 0, 0, 2, 0);
  backspace (fixture);
  assert_html (fixture, "<ol><li><p>c</p></li><li><p>d</p></li></ol>");

  /* Backspace at the start of an item leaves the list, and cuts it. */
  show_html (fixture, "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>");
  put_cursor (fixture, 1, 0);
  backspace (fixture);
  assert_html (fixture, "<ul><li><p>a</p></li></ul><p>b</p><ul><li><p>c</p></li></ul>");
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *address = NULL;

  type (fixture, "voir le site");
  select_words (fixture, 0, 8, 0, 12);
  ent_editor_set_link (fixture->editor, "https://exemple.fr/a");
  assert_html (fixture, "<p>voir le <a target=\"_blank\" rel=\"noopener noreferrer nofollow\" href=\"https://exemple.fr/a\">site</a></p>");

  /* What is typed after a link is not in it; inside, it is. */
  put_cursor (fixture, 0, 12);
  type (fixture, " !");
  put_cursor (fixture, 0, 10);
  type (fixture, "X");
  address = ent_editor_dup_link (fixture->editor);
  g_assert_cmpstr (address, ==, "https://exemple.fr/a");
  assert_html (fixture, "<p>voir le <a target=\"_blank\" rel=\"noopener noreferrer nofollow\" href=\"https://exemple.fr/a\">siXte</a> !</p>");
  ent_editor_set_link (fixture->editor, NULL);
  assert_html (fixture, "<p>voir le siXte !</p>");
}

static void
test_addresses (void)
{
  static const char *const pairs[][2] = {
    { "www.exemple.fr", "https://www.exemple.fr" },
    { " exemple.fr/page?a=1 ", "https://exemple.fr/page?a=1" },
    { "http://exemple.fr", "http://exemple.fr" },
    { "nom@exemple.fr", "mailto:nom@exemple.fr" },
    { "mailto:nom@exemple.fr", "mailto:nom@exemple.fr" },
    { "/blog/id/12", "/blog/id/12" },
    { "exemple.fr:8080/a", "https://exemple.fr:8080/a" },
    { "javascript:alert(1)", NULL },
    { "data:text/html,x", NULL },
    { "file:///etc/passwd", NULL },
    { "deux mots", NULL },
    { "mot", NULL },
    { "https://", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *address = ent_editor_link_popover_complete_address (pairs[i][0]);

      g_assert_cmpstr (address, ==, pairs[i][1]);
    }
}

static void
test_objects (Fixture       *fixture,
              gconstpointer  data)
{
  const char *html = "<p>avant</p><hr><p>après</p>";

  /* An object is selected before it is deleted, and never shares its line. */
  show_html (fixture, html);
  put_cursor (fixture, 2, 0);
  backspace (fixture);
  assert_html (fixture, html);
  backspace (fixture);
  assert_html (fixture, "<p>avant</p><p></p><p>après</p>");
  ent_editor_undo (fixture->editor);
  assert_html (fixture, html);

  put_cursor (fixture, 1, 1);
  type (fixture, "x");
  assert_html (fixture, "<p>avant</p><hr><p>x</p><p>après</p>");
  put_cursor (fixture, 1, 0);
  type (fixture, "yz");
  assert_html (fixture, "<p>avant</p><p>yz</p><hr><p>x</p><p>après</p>");

  select_words (fixture, 0, 2, 4, 2);
  type (fixture, "-");
  assert_html (fixture, "<p>av-rès</p>");
}

static void
test_paste_and_breaks (Fixture       *fixture,
                       gconstpointer  data)
{
  ent_editor_buffer_paste (fixture->buffer, "un\r\ndeux\ntrois");
  assert_html (fixture, "<p>un</p><p>deux</p><p>trois</p>");
  ent_editor_buffer_insert_break (fixture->buffer);
  type (fixture, "suite");
  assert_html (fixture, "<p>un</p><p>deux</p><p>trois<br>suite</p>");
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  assert_html (fixture, "<p></p>");

  select_all (fixture);
  type (fixture, "seul");
  assert_html (fixture, "<p>seul</p>");
  select_all (fixture);
  backspace (fixture);
  assert_html (fixture, "<p></p>");
}

static void
test_neighbours_keep_their_bytes (Fixture       *fixture,
                                  gconstpointer  data)
{
  show_html (fixture, "<div>vieux <b>gras</b></div>\n<div align=center>autre</div>\n <p>à changer</p><h3>fin </h3>");
  put_cursor (fixture, 2, 9);
  type (fixture, " !");
  assert_html (fixture, "<div>vieux <b>gras</b></div>\n<div align=center>autre</div>\n <p>à changer !</p><h3>fin </h3>");
  ent_editor_undo (fixture->editor);
  assert_html (fixture, "<div>vieux <b>gras</b></div>\n<div align=center>autre</div>\n <p>à changer</p><h3>fin </h3>");
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  show_html (fixture, "<p>lu</p>");
  ent_editor_set_editable (fixture->editor, FALSE);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (gtk_window_get_child (fixture->window))));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "format.bold", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "format.bullets", NULL);
  type (fixture, "x");
  assert_html (fixture, "<p>lu</p>");
  g_assert_false (ent_editor_get_can_undo (fixture->editor));
}

static void
test_bar (Fixture       *fixture,
          gconstpointer  data)
{
  static const struct { const char *id; const char *label; } buttons[] = {
    { "bold_button", "Bold" }, { "italic_button", "Italic" }, { "underline_button", "Underline" },
    { "colors_button", "Colours" }, { "more_button", "More Formatting" },
    { "bullets_button", "Bullet List" }, { "numbers_button", "Numbered List" }, { "link_button", "Link" },
    { "undo_button", "Undo" }, { "redo_button", "Redo" },
  };
  GtkWidget *bar = gtk_widget_get_first_child (gtk_window_get_child (fixture->window));
  GtkToggleButton *bold = GTK_TOGGLE_BUTTON (gtk_widget_get_template_child (bar, ENT_TYPE_EDITOR_BAR, "bold_button"));

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GObject *button = gtk_widget_get_template_child (bar, ENT_TYPE_EDITOR_BAR, buttons[i].id);

      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           buttons[i].label);
      g_assert_nonnull (gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
    }

  g_signal_emit_by_name (bold, "clicked");
  g_assert_true (gtk_toggle_button_get_active (bold));
  type (fixture, "gras");
  g_assert_true (gtk_toggle_button_get_active (bold));
  g_signal_emit_by_name (bold, "clicked");
  g_assert_false (gtk_toggle_button_get_active (bold));
  type (fixture, " maigre");
  assert_html (fixture, "<p><strong>gras</strong> maigre</p>");
  put_cursor (fixture, 0, 2);
  g_assert_true (gtk_toggle_button_get_active (bold));
  gtk_widget_activate_action (bar, "format.style", "s", "heading-2");
  assert_html (fixture, "<h2><strong>gras</strong> maigre</h2>");
}

/* ---- the corpus ---- */

static GPtrArray *
load_corpus (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ENT_CORPUS"), "rich-content.jsonl", NULL);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) split = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  split = g_strsplit (text, "\n", -1);
  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      {
        JsonNode *node = json_from_string (split[i], &error);

        g_assert_no_error (error);
        g_ptr_array_add (lines, node);
      }
  g_assert_cmpuint (lines->len, >, 100);
  return lines;
}

static const char *
get_member (GPtrArray  *corpus,
            guint       i,
            const char *member)
{
  JsonObject *object = json_node_get_object (g_ptr_array_index (corpus, i));
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
test_corpus_unchanged (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char *const members[] = { "stored_html", "sent" };
  g_autoptr (GPtrArray) corpus = load_corpus ();
  guint n = 0;

  for (guint i = 0; i < corpus->len; i++)
    for (guint m = 0; m < G_N_ELEMENTS (members); m++)
      {
        const char *html = get_member (corpus, i, members[m]);
        g_autofree char *back = NULL;

        if (html == NULL)
          continue;
        show_html (fixture, html);
        back = ent_document_to_html (ent_editor_get_document (fixture->editor));
        g_assert_cmpstr (back, ==, html);
        n++;
      }
  g_test_message ("%u texts opened and given back byte for byte", n);
}

/* Not by the key: it takes invisible characters that follow along. */
static void
delete_first_character (Fixture *fixture,
                        int      line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (fixture->buffer), &start, line, 0);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (fixture->buffer), &start, &end);
}

/* Each line of text is touched and put back as it was by hand: what is read from the buffer is what the block held. */
static void
test_corpus_read_back (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();
  guint n = 0;

  for (guint i = 0; i < corpus->len; i++)
    {
      const char *html = get_member (corpus, i, "stored_html");
      g_autoptr (EntDocument) document = NULL;
      g_autofree char *back = NULL;

      if (html == NULL)
        continue;
      show_html (fixture, html);
      document = ent_editor_dup_snapshot (fixture->editor);
      for (guint line = 0; line < ent_document_get_n_blocks (document); line++)
        {
          EntBlock *block = ent_document_get_block (document, line);

          g_autofree char *source = ent_block_dup_source (block);

          /* A line separator among the words is shown as the line break it becomes when the line is touched. */
          if (!ent_block_has_runs (block) || strstr (source, "\342\200\250") != NULL)
            continue;
          put_cursor (fixture, (int) line, 0);
          type (fixture, "x");
          g_assert_true (ent_editor_buffer_get_block (fixture->buffer, line) != block);
          delete_first_character (fixture, (int) line);
          if (ent_editor_buffer_get_block (fixture->buffer, line) != block)
            g_test_message ("%s: line %u is read otherwise", get_member (corpus, i, "name"), line);
          g_assert_true (ent_editor_buffer_get_block (fixture->buffer, line) == block);
          n++;
        }
      back = ent_document_to_html (ent_editor_get_document (fixture->editor));
      g_assert_cmpstr (back, ==, html);
    }
  g_test_message ("%u lines touched and put back", n);
}

/* ---- anything, in any order ---- */

static void
do_something (Fixture *fixture,
              GRand   *rand)
{
  static const char *const styles[] = { "paragraph", "heading-1", "heading-2", "quote" };
  int n_lines = (int) ent_editor_buffer_get_n_lines (fixture->buffer);
  int line = g_rand_int_range (rand, 0, n_lines);
  int other = g_rand_int_range (rand, line, MIN (line + 3, n_lines));
  GtkTextIter iter;
  int length1, length2, offset1, offset2;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (fixture->buffer), &iter, line);
  length1 = gtk_text_iter_get_chars_in_line (&iter);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (fixture->buffer), &iter, other);
  length2 = gtk_text_iter_get_chars_in_line (&iter);
  offset1 = g_rand_int_range (rand, 0, length1);
  offset2 = g_rand_int_range (rand, 0, length2);
  if (g_rand_boolean (rand))
    select_words (fixture, line, offset1, other, offset2);
  else
    put_cursor (fixture, line, offset1);

  switch (g_rand_int_range (rand, 0, 16))
    {
    case 0: case 1: type (fixture, "mot "); break;
    case 2: type (fixture, "é"); break;
    case 3: type (fixture, "\n"); break;
    case 4: backspace (fixture); break;
    case 5: g_signal_emit_by_name (fixture->view, "delete-from-cursor", GTK_DELETE_CHARS, 1); break;
    case 6: format (fixture, "bold", NULL); break;
    case 7: format (fixture, "underline", NULL); break;
    case 8: format (fixture, "bullets", NULL); break;
    case 9: format (fixture, "numbers", NULL); break;
    case 10: format (fixture, "style", styles[g_rand_int_range (rand, 0, G_N_ELEMENTS (styles))]); break;
    case 11: ent_editor_buffer_indent (fixture->buffer, 1); break;
    case 12: ent_editor_buffer_indent (fixture->buffer, -1); break;
    case 13: ent_editor_buffer_paste (fixture->buffer, "collé\nsur deux lignes"); break;
    case 14: ent_editor_set_link (fixture->editor, "https://exemple.fr/"); break;
    default: ent_editor_buffer_insert_break (fixture->buffer); break;
    }
}

static void
assert_whole (Fixture *fixture)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->buffer);
  EntDocument *document = ent_editor_get_document (fixture->editor);
  g_autofree char *html = ent_document_to_html (document);
  g_autoptr (EntDocument) again = ent_document_new_from_html (html);
  g_autofree char *words = ent_document_to_plain (document);
  g_autofree char *words_again = ent_document_to_plain (again);

  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), ==, (int) ent_editor_buffer_get_n_lines (fixture->buffer) + 1);
  if (ent_document_get_n_blocks (document) > 0)
    g_assert_cmpuint (ent_document_get_n_blocks (document), ==, ent_editor_buffer_get_n_lines (fixture->buffer));
  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      GtkTextIter iter;
      EntBlock *block = ent_document_get_block (document, i);

      gtk_text_buffer_get_iter_at_line (buffer, &iter, (int) i);
      if (!ent_block_has_runs (block))
        {
          g_assert_nonnull (gtk_text_iter_get_child_anchor (&iter));
          g_assert_cmpint (gtk_text_iter_get_chars_in_line (&iter), ==, 2);
        }
    }
  if (!ent_plain_equal_words (words, words_again))
    g_test_message ("%s\nsays: %s\nread again: %s", html, words, words_again);
  g_assert_true (ent_plain_equal_words (words, words_again));
}

static void
test_undo_to_the_start (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  guint n_steps = 0;

  for (guint i = 0; i < corpus->len; i += 4)
    {
      const char *html = get_member (corpus, i, "stored_html");
      g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_document_unref);
      g_autoptr (EntDocument) last = NULL;
      g_autofree char *back = NULL;

      if (html == NULL || strlen (html) > 20000)
        continue;
      show_html (fixture, html);
      assert_whole (fixture);
      for (guint step = 0; step < 40; step++)
        {
          do_something (fixture, rand);
          assert_whole (fixture);
        }
      last = ent_editor_dup_snapshot (fixture->editor);

      /* Back to the start, a state at each step; then forth, the same states. */
      while (ent_editor_get_can_undo (fixture->editor))
        {
          ent_editor_undo (fixture->editor);
          g_ptr_array_add (states, ent_editor_dup_snapshot (fixture->editor));
          n_steps++;
        }
      back = ent_document_to_html (ent_editor_get_document (fixture->editor));
      g_assert_cmpstr (back, ==, html);
      for (guint s = states->len; s > 1; s--)
        {
          ent_editor_redo (fixture->editor);
          g_assert_true (ent_document_equal (ent_editor_get_document (fixture->editor), g_ptr_array_index (states, s - 2)));
        }
      if (states->len > 0)
        ent_editor_redo (fixture->editor);
      g_assert_false (ent_editor_get_can_redo (fixture->editor));
      g_assert_true (ent_document_equal (ent_editor_get_document (fixture->editor), last));
    }
  g_test_message ("%u steps undone and done again", n_steps);
}

/* ---- speed ---- */

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
test_speed (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 median;

  for (guint i = 0; i < corpus->len; i++)
    if (g_str_equal (get_member (corpus, i, "name"), "long-300-blocks"))
      show_html (fixture, get_member (corpus, i, "stored_html"));
  g_assert_cmpuint (ent_editor_buffer_get_n_lines (fixture->buffer), >=, 300);

  put_cursor (fixture, 150, 0);
  gtk_text_view_scroll_mark_onscreen (fixture->view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (fixture->buffer)));
  settle ();
  for (guint i = 0; i < 400; i++)
    {
      gint64 start = g_get_monotonic_time (), time;

      type (fixture, i % 6 == 5 ? " " : "a");
      ent_editor_get_document (fixture->editor);
      ent_editor_get_n_words (fixture->editor);
      time = g_get_monotonic_time () - start;
      g_array_append_val (times, time);
      settle ();
    }
  g_array_sort (times, compare_times);
  median = g_array_index (times, gint64, times->len / 2);
  g_test_message ("a key in 300 blocks: median %" G_GINT64_FORMAT " µs, p99 %" G_GINT64_FORMAT " µs",
                  median, g_array_index (times, gint64, times->len * 99 / 100));
  /* The bench holds the p99 to 16 ms on a quiet machine; here only a whole-document walk at each key is caught. */
  g_assert_cmpint (median, <, 4000);
}

#define ADD(path, function) g_test_add ("/editor/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("empty", test_empty);
  ADD ("marks", test_marks);
  ADD ("unknown-marks-stay", test_unknown_marks_stay);
  ADD ("styles", test_styles);
  ADD ("lists", test_lists);
  ADD ("list-in-the-middle", test_list_in_the_middle);
  ADD ("links", test_links);
  g_test_add_func ("/editor/addresses", test_addresses);
  ADD ("objects", test_objects);
  ADD ("paste-and-breaks", test_paste_and_breaks);
  ADD ("neighbours-keep-their-bytes", test_neighbours_keep_their_bytes);
  ADD ("read-only", test_read_only);
  ADD ("bar", test_bar);
  ADD ("corpus-unchanged", test_corpus_unchanged);
  ADD ("corpus-read-back", test_corpus_read_back);
  ADD ("undo-to-the-start", test_undo_to_the_start);
  ADD ("speed", test_speed);

  return g_test_run ();
}
