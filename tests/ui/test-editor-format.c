/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include <adwaita.h>

#include "editor-hands.h"

/* Marks and kinds of paragraphs, put on and taken off by the actions that the bar, its menus and the keyboard share. */

/* Presses a shortcut of the editor, and asserts that it is one. */
static void
press (Hands           *hands,
       guint            keyval,
       GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (hands->editor));
  guint n_pressed = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint s = 0; s < g_list_model_get_n_items (G_LIST_MODEL (controller)); s++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), s);
          g_autoptr (GtkShortcutTrigger) key = gtk_keyval_trigger_new (keyval, modifiers);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
            trigger = gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger));
          if (!gtk_shortcut_trigger_equal (trigger, key))
            continue;
          g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                       GTK_WIDGET (hands->editor),
                                                       gtk_shortcut_get_arguments (shortcut)));
          n_pressed++;
        }
    }
  g_assert_cmpuint (n_pressed, ==, 1);
}

static void
test_inline_marks (Hands         *hands,
                   gconstpointer  data)
{
  static const struct { const char *action; const char *tag; guint key; } marks[] = {
    { "strike", "s", GDK_KEY_x }, { "code", "code", GDK_KEY_c },
    { "subscript", "sub", GDK_KEY_b }, { "superscript", "sup", GDK_KEY_p },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *html = g_strdup_printf ("<p>H<%s>2</%s>O</p>", marks[i].tag, marks[i].tag);

      hands_show (hands, "<p>H2O</p>");
      hands_select (hands, 0, 1, 0, 2);
      hands_assert_state (hands, marks[i].action, "false");
      press (hands, marks[i].key, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
      hands_assert_html (hands, html);
      hands_assert_state (hands, marks[i].action, "true");

      ent_editor_undo (hands->editor);
      hands_assert_html (hands, "<p>H2O</p>");
      g_assert_false (ent_editor_get_can_undo (hands->editor));
      ent_editor_redo (hands->editor);
      hands_assert_html (hands, html);

      hands_select (hands, 0, 1, 0, 2);
      hands_format (hands, marks[i].action, NULL);
      hands_assert_html (hands, "<p>H2O</p>");

      /* What is typed next. */
      hands_show (hands, "<p>H</p>");
      hands_put (hands, 0, 1);
      hands_format (hands, marks[i].action, NULL);
      hands_assert_state (hands, marks[i].action, "true");
      hands_type (hands, "2");
      hands_format (hands, marks[i].action, NULL);
      hands_type (hands, "O");
      hands_assert_html (hands, html);
    }
}

static void
test_marks_that_exclude (Hands         *hands,
                         gconstpointer  data)
{
  hands_show (hands, "<p><strong>gras</strong> <a href=\"https://exemple.fr/\">lien</a></p>");
  hands_select (hands, 0, 0, 0, 9);
  hands_format (hands, "code", NULL);
  hands_assert_html (hands, "<p><code>gras lien</code></p>");
  hands_assert_state (hands, "bold", "false");

  hands_format (hands, "bold", NULL);
  hands_assert_html (hands, "<p><strong>gras lien</strong></p>");
  hands_assert_state (hands, "code", "false");

  hands_select (hands, 0, 0, 0, 4);
  hands_format (hands, "subscript", NULL);
  hands_format (hands, "superscript", NULL);
  hands_assert_state (hands, "subscript", "false");
  hands_assert_html (hands, "<p><strong><sup>gras</sup> lien</strong></p>");
}

/* The button of a popover that a screen reader calls @name, on the side of @action. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action,
             const char *name)
{
  if (GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0 &&
      g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_colors (Hands         *hands,
             gconstpointer  data)
{
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (hands->bar, ENT_TYPE_EDITOR_BAR, "colors_button"));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *red = find_button (popover, "format.color", "Red, bright");
  GtkWidget *pale = find_button (popover, "format.highlight", "Yellow, light");
  GtkWidget *none = find_button (popover, "format.color", "Default Colour");

  g_assert_true (red != NULL && pale != NULL && none != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (red), GTK_ACCESSIBLE_PROPERTY_LABEL, "Red, bright");

  hands_show (hands, "<p>un deux</p>");
  hands_settle ();
  hands_select (hands, 0, 3, 0, 7);
  press (hands, GDK_KEY_h, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_get_visible (popover));
  g_signal_emit_by_name (red, "clicked");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (red)));
  hands_assert_html (hands, "<p>un <span style=\"color: #FF3A55\">deux</span></p>");
  g_signal_emit_by_name (pale, "clicked");
  hands_assert_html (hands, "<p>un <span style=\"color: #FF3A55\"><mark data-color=\"#FAEA9C\" style=\"background-color: "
                            "#FAEA9C; color: inherit\">deux</mark></span></p>");
  g_signal_emit_by_name (none, "clicked");
  hands_assert_html (hands, "<p>un <mark data-color=\"#FAEA9C\" style=\"background-color: #FAEA9C; color: inherit\">"
                            "deux</mark></p>");
  ent_editor_undo (hands->editor);
  ent_editor_undo (hands->editor);
  hands_assert_html (hands, "<p>un <span style=\"color: #FF3A55\">deux</span></p>");
  ent_editor_undo (hands->editor);
  hands_assert_html (hands, "<p>un deux</p>");
  g_assert_false (ent_editor_get_can_undo (hands->editor));

  /* However the colour is written in the text, it is not written anew. */
  hands_show (hands, "<p><span style=\"color: rgb(46, 97, 5)\">vert</span></p>");
  hands_put (hands, 0, 2);
  hands_assert_state (hands, "color", "'#2E6105'");
  hands_type (hands, "x");
  hands_assert_html (hands, "<p><span style=\"color: rgb(46, 97, 5)\">vexrt</span></p>");
}

static void
test_sizes_and_fonts (Hands         *hands,
                      gconstpointer  data)
{
  hands_show (hands, "<p>un deux</p>");
  hands_select (hands, 0, 3, 0, 7);
  press (hands, GDK_KEY_greater, GDK_CONTROL_MASK);
  hands_assert_state (hands, "size", "'18px'");
  hands_assert_html (hands, "<p>un <span style=\"font-size: 18px\">deux</span></p>");
  hands_format (hands, "font", "OpenDyslexic");
  hands_assert_html (hands, "<p>un <span style=\"font-size: 18px; font-family: OpenDyslexic\">deux</span></p>");
  press (hands, GDK_KEY_less, GDK_CONTROL_MASK);
  hands_assert_html (hands, "<p>un <span style=\"font-family: OpenDyslexic\">deux</span></p>");
  press (hands, GDK_KEY_less, GDK_CONTROL_MASK);
  press (hands, GDK_KEY_less, GDK_CONTROL_MASK);
  hands_assert_state (hands, "size", "'14px'");

  /* What differs in the selection is no state. */
  hands_select (hands, 0, 0, 0, 7);
  hands_assert_state (hands, "size", "''");
  hands_assert_state (hands, "font", "''");
  hands_format (hands, "font", "");
  hands_format (hands, "size", "");
  hands_assert_html (hands, "<p>un deux</p>");
  while (ent_editor_get_can_undo (hands->editor))
    ent_editor_undo (hands->editor);
  hands_assert_html (hands, "<p>un deux</p>");
}

static void
test_line_height (Hands         *hands,
                  gconstpointer  data)
{
  hands_show (hands, "<p>un <code>x</code> deux</p><p>trois</p><p>quatre</p>");
  hands_select (hands, 0, 6, 1, 2);
  hands_format (hands, "line-height", "1.5");
  hands_assert_html (hands, "<p><span style=\"line-height: 1.5\">un </span><code>x</code>"
                            "<span style=\"line-height: 1.5\"> deux</span></p>"
                            "<p><span style=\"line-height: 1.5\">trois</span></p><p>quatre</p>");
  hands_assert_state (hands, "line-height", "'1.5'");
  hands_put (hands, 1, 0);
  hands_format (hands, "line-height", "");
  hands_assert_html (hands, "<p><span style=\"line-height: 1.5\">un </span><code>x</code>"
                            "<span style=\"line-height: 1.5\"> deux</span></p><p>trois</p><p>quatre</p>");

  /* On an empty line, for what is typed there. */
  hands_show (hands, "<p></p>");
  hands_format (hands, "line-height", "2");
  hands_type (hands, "a");
  hands_assert_html (hands, "<p><span style=\"line-height: 2\">a</span></p>");
}

#define ADD(path, function) g_test_add ("/editor/format/" path, Hands, NULL, hands_set_up, function, hands_tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("inline-marks", test_inline_marks);
  ADD ("marks-that-exclude", test_marks_that_exclude);
  ADD ("colors", test_colors);
  ADD ("sizes-and-fonts", test_sizes_and_fonts);
  ADD ("line-height", test_line_height);

  return g_test_run ();
}
