/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include <adwaita.h>

#include "ent-editor-bar.h"
#include "ent-editor-objects.h"
#include "ent-editor-table-popover.h"
#include "ent-editor-table.h"
#include "ent-editor-view.h"
#include "ent-editor.h"

/* Objects of a text, put in and changed in a real window. */

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
show_html (Fixture    *fixture,
           const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);

  ent_editor_set_document (fixture->editor, document);
}

static void
type_in (GtkTextView *view,
         const char  *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, g_utf8_next_char (p) - p);

      if (*key == '\n' && ent_editor_buffer_press_enter (ENT_EDITOR_BUFFER (buffer)))
        continue;
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, key, -1, TRUE);
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
assert_html (Fixture    *fixture,
             const char *html)
{
  g_autofree char *shown = ent_document_to_html (ent_editor_get_document (fixture->editor));

  g_assert_cmpstr (shown, ==, html);
}

/* What is there now is undone in one step, which gives @before, and redone. */
static void
assert_one_step (Fixture    *fixture,
                 const char *before)
{
  g_autofree char *now = ent_document_to_html (ent_editor_get_document (fixture->editor));

  ent_editor_undo (fixture->editor);
  assert_html (fixture, before);
  ent_editor_redo (fixture->editor);
  assert_html (fixture, now);
}

/* The @nth widget of this type under @widget, or NULL. */
static GtkWidget *
find_nth (GtkWidget *widget,
          GType      type,
          guint     *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_widget (GtkWidget  *widget,
             const char *type_name,
             guint       nth)
{
  GtkWidget *found = find_nth (widget, g_type_from_name (type_name), &nth);

  g_assert_nonnull (found);
  return found;
}

static GtkWidget *
find_object (Fixture *fixture,
             int      line,
             int      offset)
{
  GtkTextIter iter;
  GtkTextChildAnchor *anchor;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (fixture->buffer), &iter, line, offset);
  anchor = gtk_text_iter_get_child_anchor (&iter);
  g_assert_nonnull (anchor);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ent_editor_objects_get_anchor (child) == anchor)
      return child;
  g_assert_not_reached ();
}

/* ---- rules and panes ---- */

static void
test_rule (Fixture       *fixture,
           gconstpointer  data)
{
  const char *two = "<p>un deux</p><p>trois</p>";
  const char *list = "<ul><li><p>a</p></li><li><p>b</p></li></ul>";

  show_html (fixture, two);
  put_cursor (fixture, 0, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.rule", NULL);
  assert_html (fixture, "<p>un</p><hr><p>deux</p><p>trois</p>");
  assert_one_step (fixture, two);

  show_html (fixture, two);
  put_cursor (fixture, 0, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.rule", NULL);
  assert_html (fixture, "<hr><p>un deux</p><p>trois</p>");
  assert_one_step (fixture, two);

  /* At the end of the text, a line to go on with comes after it. */
  show_html (fixture, two);
  put_cursor (fixture, 1, 5);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.rule", NULL);
  type_in (fixture->view, "suite");
  assert_html (fixture, "<p>un deux</p><p>trois</p><hr><p>suite</p>");

  /* An empty line gives its place, and the selection goes. */
  show_html (fixture, "<p>a</p><p></p><p>b</p>");
  put_cursor (fixture, 1, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.rule", NULL);
  assert_html (fixture, "<p>a</p><hr><p>b</p>");
  select_words (fixture, 2, 0, 2, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.rule", NULL);
  assert_html (fixture, "<p>a</p><hr><hr><p></p>");

  /* Not in an item, whose words alone the ENT keeps. */
  show_html (fixture, list);
  put_cursor (fixture, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.rule", NULL);
  assert_html (fixture, "<ul><li><p>a</p></li></ul><hr><ul><li><p>b</p></li></ul>");
  assert_one_step (fixture, list);
}

static void
test_panes (Fixture       *fixture,
            gconstpointer  data)
{
  const char *text = "<p>avant</p><p>dedans</p><ul><li><p>a</p></li><li><p>b</p></li></ul><p>après</p>";

  show_html (fixture, text);
  select_words (fixture, 1, 0, 2, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.pane", "s", "warning");
  assert_html (fixture, "<p>avant</p><div data-type=\"warning\" data-information-pane=\"\" "
                        "class=\"information-pane information-pane-warning\"><p>dedans</p>"
                        "<ul><li><p>a</p></li><li><p>b</p></li></ul></div><p>après</p>");
  assert_one_step (fixture, text);
  g_assert_cmpstr (ent_editor_buffer_get_pane (fixture->buffer), ==, "warning");

  /* Another kind, for the whole of it. */
  put_cursor (fixture, 1, 6);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.pane", "s", "info");
  assert_html (fixture, "<p>avant</p><div data-type=\"info\" data-information-pane=\"\" "
                        "class=\"information-pane information-pane-info\"><p>dedans</p>"
                        "<ul><li><p>a</p></li><li><p>b</p></li></ul></div><p>après</p>");

  /* Its words are written as others are, and a second Enter leaves it. */
  type_in (fixture->view, " là");
  select_words (fixture, 1, 0, 3, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.pane", "s", "");
  assert_html (fixture, "<p>avant</p><p>dedans là</p><ul><li><p>a</p></li><li><p>b</p></li></ul><p>après</p>");

  show_html (fixture, "<p></p>");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.pane", "s", "success");
  type_in (fixture->view, "Bravo\n\nsuite");
  assert_html (fixture, "<div data-type=\"success\" data-information-pane=\"\" "
                        "class=\"information-pane information-pane-success\"><p>Bravo</p></div><p>suite</p>");
}

/* ---- pictures ---- */

static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  const char *two = "<p>a <img class=\"custom-image\" src=\"/workspace/document/u1\" width=\"400\" height=\"200\"> b "
                    "<img class=\"custom-image\" src=\"/workspace/document/u2\" alt=\"Un chat\" width=\"250\"></p><p>c</p>";
  GtkWidget *picture, *popover, *toggle;
  GtkEditable *alt, *legend;

  show_html (fixture, two);
  picture = find_object (fixture, 0, 2);
  ent_editor_objects_open (ENT_EDITOR_VIEW (fixture->view), picture);
  popover = find_widget (GTK_WIDGET (fixture->view), "EntEditorPicturePopover", 0);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (find_widget (popover, "GtkSpinButton", 0))), ==, 400);
  assert_html (fixture, two);
  g_assert_false (ent_editor_get_can_undo (fixture->editor));

  /* The shape is kept, and all that is changed at one go is undone at one go. */
  toggle = find_widget (popover, "GtkToggleButton", 0);
  g_signal_emit_by_name (toggle, "clicked");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  alt = GTK_EDITABLE (find_widget (popover, "GtkEntry", 0));
  legend = GTK_EDITABLE (find_widget (popover, "GtkEntry", 1));
  gtk_editable_set_text (alt, "Un chien");
  gtk_editable_set_text (legend, "Rex");
  assert_html (fixture, "<p>a <img class=\"custom-image\" src=\"/workspace/document/u1\" alt=\"Un chien\" title=\"Rex\" "
                        "width=\"250\" height=\"125\"> b <img class=\"custom-image\" src=\"/workspace/document/u2\" "
                        "alt=\"Un chat\" width=\"250\"></p><p>c</p>");
  assert_one_step (fixture, two);
  gtk_popover_popdown (GTK_POPOVER (popover));

  /* The same words again give the text as it was. */
  ent_editor_undo (fixture->editor);
  assert_html (fixture, two);

  /* Deleted from its popover; its neighbours stay. */
  ent_editor_objects_open (ENT_EDITOR_VIEW (fixture->view), find_object (fixture, 0, 2));
  g_signal_emit_by_name (find_widget (popover, "GtkEntry", 0), "activate");
  ent_editor_objects_open (ENT_EDITOR_VIEW (fixture->view), find_object (fixture, 0, 6));
  g_assert_cmpstr (gtk_editable_get_text (alt), ==, "Un chat");
  g_signal_emit_by_name (find_widget (popover, "GtkButton", 5), "clicked");
  assert_html (fixture, "<p>a <img class=\"custom-image\" src=\"/workspace/document/u1\" width=\"400\" height=\"200\"> b</p><p>c</p>");
  assert_one_step (fixture, two);
}

/* ---- tables ---- */

#define CELL(words) "<td colspan=\"1\" rowspan=\"1\"><p>" words "</p></td>"
#define TABLE(n, rows) "<table style=\"min-width: " n "px\"><colgroup>" rows "</tbody></table>"
#define COLUMN "<col style=\"min-width: 25px\">"

static GtkTextView *
get_cell (Fixture *fixture)
{
  EntEditorView *active = ent_editor_view_get_active (ENT_EDITOR_VIEW (fixture->view));

  g_assert_true (GTK_TEXT_VIEW (active) != fixture->view);
  return GTK_TEXT_VIEW (active);
}

static void
do_in_table (Fixture    *fixture,
             const char *action)
{
  GtkWidget *cell = GTK_WIDGET (get_cell (fixture));

  g_assert_true (gtk_widget_activate_action (gtk_widget_get_parent (cell), action, NULL));
}

static void
test_table_new (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *popover;

  show_html (fixture, "<p>avant</p>");
  put_cursor (fixture, 0, 5);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.table", NULL);
  popover = find_widget (GTK_WIDGET (fixture->view), "EntEditorTablePopover", 0);
  ent_editor_table_popover_choose (ENT_EDITOR_TABLE_POPOVER (popover), 1, 2);
  assert_html (fixture, "<p>avant</p>" TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("") CELL ("") "</tr>") "<p></p>");

  /* One goes on in the first cell. A word is a step, and so is the table. */
  type_in (get_cell (fixture), "un deux");
  assert_html (fixture, "<p>avant</p>" TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("un deux") CELL ("") "</tr>") "<p></p>");
  ent_editor_undo (fixture->editor);
  assert_html (fixture, "<p>avant</p>" TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("un") CELL ("") "</tr>") "<p></p>");
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  assert_html (fixture, "<p>avant</p>");
  g_assert_false (ent_editor_get_can_undo (fixture->editor));
  for (guint i = 0; i < 3; i++)
    ent_editor_redo (fixture->editor);
  assert_html (fixture, "<p>avant</p>" TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("un deux") CELL ("") "</tr>") "<p></p>");
}

static void
test_table_write (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *html = "<p>x</p><table><tbody><tr><td><p>a <strong>b</strong></p></td><td><p>c</p><ul><li><p>d</p></li></ul></td></tr>"
                     "<tr><td><p><em>e</em></p></td><td></td></tr></tbody></table><p>y</p>";
  g_autoptr (EntMarks) marks = NULL;
  EntEditorTable *table;
  GtkTextView *cell;

  show_html (fixture, html);
  table = ENT_EDITOR_TABLE (find_object (fixture, 1, 0));
  ent_editor_table_enter (table, 1, 1);
  assert_html (fixture, html);
  cell = get_cell (fixture);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (cell)));

  /* The commands of the bar go to the cell; what was written in the other cells stays. */
  g_action_group_activate_action (ent_editor_get_format (fixture->editor), "bold", NULL);
  marks = ent_editor_buffer_dup_marks (ent_editor_get_active_buffer (fixture->editor));
  g_assert_true (ent_marks_get_flags (marks) & ENT_MARK_BOLD);
  type_in (cell, "z");
  assert_html (fixture, "<p>x</p>" TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("a <strong>b</strong>")
               "<td colspan=\"1\" rowspan=\"1\"><p>c</p><ul><li><p>d</p></li></ul></td></tr><tr>"
               CELL ("<em>e</em>") CELL ("<strong>z</strong>") "</tr>") "<p>y</p>");
  assert_one_step (fixture, html);
  g_assert_true (get_cell (fixture) == cell);

  /* Back in the text, commands go to the text. */
  put_cursor (fixture, 0, 1);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_true (GTK_TEXT_VIEW (ent_editor_view_get_active (ENT_EDITOR_VIEW (fixture->view))) == fixture->view);
  while (ent_editor_get_can_undo (fixture->editor))
    ent_editor_undo (fixture->editor);
  assert_html (fixture, html);
  ent_editor_table_enter (table, 0, 0);
  g_signal_emit_by_name (get_cell (fixture), "backspace");
  type_in (get_cell (fixture), "b");
  g_assert_cmpuint (ent_editor_get_n_words (fixture->editor), ==, 7);
}

static void
test_table_commands (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *html = "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>";
  EntEditorTable *table;

  show_html (fixture, html);
  table = ENT_EDITOR_TABLE (find_object (fixture, 0, 0));
  ent_editor_table_enter (table, 0, 1);
  do_in_table (fixture, "table.row-below");
  assert_html (fixture, TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("a") CELL ("b") "</tr><tr>" CELL ("") CELL ("") "</tr>"));
  assert_one_step (fixture, html);
  do_in_table (fixture, "table.delete-row");
  assert_html (fixture, TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr>" CELL ("") CELL ("") "</tr>"));
  ent_editor_undo (fixture->editor);
  do_in_table (fixture, "table.column-before");
  do_in_table (fixture, "table.header-row");
  do_in_table (fixture, "table.row-above");
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  assert_html (fixture, html);

  ent_editor_table_enter (table, 0, 0);
  do_in_table (fixture, "table.merge-next");
  assert_html (fixture, TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr><td colspan=\"2\" rowspan=\"1\"><p>a</p><p>b</p></td></tr>"));
  assert_one_step (fixture, html);
  ent_editor_table_enter (table, 0, 0);
  do_in_table (fixture, "table.split");
  assert_html (fixture, TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr><td colspan=\"1\" rowspan=\"1\"><p>a</p><p>b</p></td>"
                               CELL ("") "</tr>"));
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);

  ent_editor_table_enter (table, 0, 0);
  gtk_widget_activate_action (gtk_widget_get_parent (GTK_WIDGET (get_cell (fixture))), "table.color", "s", "#FFECEE");
  assert_html (fixture, TABLE ("50", COLUMN COLUMN "</colgroup><tbody><tr><td colspan=\"1\" rowspan=\"1\" "
                               "style=\"background-color: #FFECEE\"><p><mark data-color=\"#FFECEE\" style=\"background-color: #FFECEE; "
                               "color: inherit\">a</mark></p></td>" CELL ("b") "</tr>"));
  assert_one_step (fixture, html);

  /* The last column takes the table with it, and leaves a line to write on. */
  ent_editor_table_enter (table, 0, 0);
  do_in_table (fixture, "table.delete-column");
  ent_editor_table_enter (table, 0, 0);
  do_in_table (fixture, "table.delete-column");
  assert_html (fixture, "<p></p>");
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  ent_editor_undo (fixture->editor);
  assert_html (fixture, html);
}

#define ADD(path, function) g_test_add ("/editor-objects/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("rule", test_rule);
  ADD ("panes", test_panes);
  ADD ("picture", test_picture);
  ADD ("table-new", test_table_new);
  ADD ("table-write", test_table_write);
  ADD ("table-commands", test_table_commands);
  return g_test_run ();
}
