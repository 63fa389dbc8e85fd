/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-actions.h"

#include "ent-editor-paste.h"
#include "ent-editor-table-popover.h"
#include "ent-editor-view.h"

static void
action_rule (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr (EntBlock) rule = ent_block_new_rule (NULL);

  ent_editor_insert_block (ENT_EDITOR (widget), rule);
}

static void
action_table (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  ent_editor_table_popover_ask (ENT_EDITOR (widget));
}

static void
action_pane (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  const char *type = g_variant_get_string (parameter, NULL);

  ent_editor_set_pane (ENT_EDITOR (widget), *type != '\0' ? type : NULL);
}

static void
action_link (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ent_editor_ask_link (ENT_EDITOR (widget));
}

static void
action_paste_words (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  EntEditorView *view = ENT_EDITOR_VIEW (ent_editor_get_view (ENT_EDITOR (widget)));

  ent_editor_paste_from (ent_editor_view_get_active (view), gtk_widget_get_clipboard (widget), ENT_EDITOR_PASTE_WORDS);
}

static void
action_undo (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ent_editor_undo (ENT_EDITOR (widget));
}

static void
action_redo (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ent_editor_redo (ENT_EDITOR (widget));
}

/* The text view has shortcuts of its own for some of these: ours are looked at first. */
void
ent_editor_actions_add_shortcuts (EntEditor *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
    const char *detail;   /* (nullable) */
  } shortcuts[] = {
    { "<Control>b", "format.bold", NULL },
    { "<Control>i", "format.italic", NULL },
    { "<Control>u", "format.underline", NULL },
    { "<Control><Shift>x", "format.strike", NULL },
    { "<Control><Shift>c", "format.code", NULL },
    { "<Control><Shift>b", "format.subscript", NULL },
    { "<Control><Shift>p", "format.superscript", NULL },
    { "<Control><Shift>h", "format.colors", NULL },
    { "<Control>less", "format.smaller", NULL },
    { "<Control>greater|<Control><Shift>greater", "format.bigger", NULL },
    { "<Control>l", "editor.link", NULL },
    { "<Control><Shift>v", "editor.paste-words", NULL },
    { "<Control>z", "editor.undo", NULL },
    { "<Control><Shift>z", "editor.redo", NULL },
    { "<Control>y", "editor.redo", NULL },
    /* The key of a digit says a letter or a sign on a French keyboard. */
    { "<Control><Alt>0|<Control><Alt>agrave", "format.style", "paragraph" },
    { "<Control><Alt>1|<Control><Alt>ampersand", "format.style", "heading-1" },
    { "<Control><Alt>2|<Control><Alt>eacute", "format.style", "heading-2" },
    { "<Control><Alt>3|<Control><Alt>quotedbl", "format.style", "quote" },
    { "<Control><Shift>l", "format.bullets", NULL },
    { "<Control><Shift>o", "format.numbers", NULL },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                                                gtk_named_action_new (shortcuts[i].action));

      if (shortcuts[i].detail != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (shortcuts[i].detail));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* What may be done now. */
void
ent_editor_actions_update (EntEditor *self)
{
  static const char *const edits[] = {
    "editor.link", "editor.rule", "editor.table", "editor.pane", "editor.paste-words",
  };
  gboolean editable = ent_editor_get_editable (self);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), edits[i], editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", ent_editor_get_can_undo (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo", ent_editor_get_can_redo (self));
}

void
ent_editor_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.link", NULL, action_link);
  gtk_widget_class_install_action (widget_class, "editor.rule", NULL, action_rule);
  gtk_widget_class_install_action (widget_class, "editor.table", NULL, action_table);
  gtk_widget_class_install_action (widget_class, "editor.paste-words", NULL, action_paste_words);
  gtk_widget_class_install_action (widget_class, "editor.pane", "s", action_pane);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, action_undo);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, action_redo);
}
