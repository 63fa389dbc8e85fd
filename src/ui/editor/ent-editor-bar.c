/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-bar.h"

#include <glib/gi18n.h>

#include "ent-editor-palette.h"
#include "ent-editor-swatch.h"
#include "ent-unparent.h"

struct _EntEditorBar
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkMenuButton   *style_button;
  GtkMenuButton   *colors_button;
  GtkBox          *colors_face;
  GtkLabel        *colors_letter;
  GtkWidget       *colors_swatch;
  GtkToggleButton *link_button;
  GtkWidget       *undo_button;
  GtkWidget       *redo_button;

  EntEditor       *editor;   /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EntEditorBar, ent_editor_bar, GTK_TYPE_WIDGET)

static const char *
get_style_words (const char *style)
{
  static const struct { const char *name; const char *words; } styles[] = {
    { "paragraph", N_("Paragraph") },
    { "heading-1", N_("Heading 1") },
    { "heading-2", N_("Heading 2") },
    { "heading-3", N_("Heading 3") },
    { "heading-4", N_("Heading 4") },
    { "heading-5", N_("Heading 5") },
    { "heading-6", N_("Heading 6") },
    { "quote", N_("Quote") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].name, style))
      return _(styles[i].words);
  /* Translators: the line of the cursor is of a kind that the menu does not offer */
  return _("Other");
}

/* The letter stands on the colour of the words at the cursor, before what is behind them. */
static void
show_colors (EntEditorBar *self)
{
  GActionGroup *format = ent_editor_get_format (self->editor);
  g_autoptr (GVariant) color = g_action_group_get_action_state (format, "color");
  g_autoptr (GVariant) highlight = g_action_group_get_action_state (format, "highlight");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoColor behind;

  if (pango_color_parse (&behind, g_variant_get_string (highlight, NULL)))
    {
      pango_attr_list_insert (attributes, pango_attr_background_new (behind.red, behind.green, behind.blue));
      pango_attr_list_insert (attributes, pango_attr_foreground_new (0x1e1e, 0x1e1e, 0x1e1e));
    }
  gtk_label_set_attributes (self->colors_letter, attributes);
  ent_editor_swatch_set_color (ENT_EDITOR_SWATCH (self->colors_swatch), g_variant_get_string (color, NULL));
}

static void
show_style (EntEditorBar *self)
{
  g_autoptr (GVariant) style = g_action_group_get_action_state (ent_editor_get_format (self->editor), "style");
  g_autofree char *link = ent_editor_dup_link (self->editor);

  show_colors (self);
  gtk_menu_button_set_label (self->style_button, get_style_words (g_variant_get_string (style, NULL)));
  gtk_toggle_button_set_active (self->link_button, link != NULL);
}

static void
show_undo (EntEditorBar *self)
{
  gtk_widget_set_sensitive (self->undo_button, ent_editor_get_can_undo (self->editor));
  gtk_widget_set_sensitive (self->redo_button, ent_editor_get_can_redo (self->editor));
}

static void
show_editable (EntEditorBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->editor != NULL && ent_editor_get_editable (self->editor));
}

/* "clicked", not "toggled": the button is also set by what stands at the cursor. */
static void
on_link_clicked_cb (EntEditorBar *self)
{
  if (self->editor == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.link", NULL);
  show_style (self);
}

/* The popovers of the bar, for the keys of the editor. */
static void
open_colors (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gtk_menu_button_popup (ENT_EDITOR_BAR (user_data)->colors_button);
}

static const GActionEntry openers[] = {
  { "colors", open_colors, NULL, NULL, NULL, { 0 } },
};

static void
on_undo_clicked_cb (EntEditorBar *self)
{
  ent_editor_undo (self->editor);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
on_redo_clicked_cb (EntEditorBar *self)
{
  ent_editor_redo (self->editor);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* What the insert menu offers: "bar.rule" is "editor.rule". */
static void
action_insert (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntEditorBar *self = ENT_EDITOR_BAR (widget);
  g_autofree char *name = g_strconcat ("editor", strchr (action_name, '.'), NULL);

  if (self->editor == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_widget_activate_action_variant (GTK_WIDGET (self->editor), name, parameter);
}

static void
ent_editor_bar_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, ENT_EDITOR_BAR (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_editor_bar_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      ent_editor_bar_set_editor (ENT_EDITOR_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_editor_bar_dispose (GObject *object)
{
  EntEditorBar *self = ENT_EDITOR_BAR (object);

  ent_editor_bar_set_editor (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EDITOR_BAR);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_editor_bar_parent_class)->dispose (object);
}

static void
ent_editor_bar_class_init (EntEditorBarClass *klass)
{
  /* Known by their names alone: their actions do the rest. */
  static const char *const buttons[] = {
    "bold_button", "italic_button", "underline_button", "more_button", "bullets_button", "numbers_button",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ent_editor_bar_get_property;
  object_class->set_property = ent_editor_bar_set_property;
  object_class->dispose = ent_editor_bar_dispose;
  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, ENT_TYPE_EDITOR,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, box);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, style_button);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_class_bind_template_child_full (widget_class, buttons[i], FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, colors_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, colors_face);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, colors_letter);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, link_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, undo_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorBar, redo_button);
  gtk_widget_class_bind_template_callback (widget_class, on_link_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_redo_clicked_cb);
  gtk_widget_class_install_action (widget_class, "bar.rule", NULL, action_insert);
  gtk_widget_class_install_action (widget_class, "bar.table", NULL, action_insert);
  gtk_widget_class_install_action (widget_class, "bar.pane", "s", action_insert);
}

static void
ent_editor_bar_init (EntEditorBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->colors_swatch = ent_editor_swatch_new (16, 4);
  gtk_box_append (self->colors_face, self->colors_swatch);
  gtk_menu_button_set_popover (self->colors_button, ent_editor_palette_new ());
  show_editable (self);
}

GtkWidget *
ent_editor_bar_new (void)
{
  return g_object_new (ENT_TYPE_EDITOR_BAR, NULL);
}

/**
 * ent_editor_bar_get_editor:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): the editor it writes in
 */
EntEditor *
ent_editor_bar_get_editor (EntEditorBar *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BAR (self), NULL);

  return self->editor;
}

/**
 * ent_editor_bar_set_editor:
 * @self: a bar
 * @editor: (nullable): the editor its buttons write in, and whose cursor they follow
 */
void
ent_editor_bar_set_editor (EntEditorBar *self,
                           EntEditor    *editor)
{
  g_return_if_fail (ENT_IS_EDITOR_BAR (self));
  g_return_if_fail (editor == NULL || ENT_IS_EDITOR (editor));

  if (self->editor == editor)
    return;

  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->editor, self);
      for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
        g_action_map_remove_action (G_ACTION_MAP (ent_editor_get_format (self->editor)), openers[i].name);
    }
  g_set_object (&self->editor, editor);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "format",
                                  editor != NULL ? ent_editor_get_format (editor) : NULL);
  if (editor != NULL)
    {
      g_action_map_add_action_entries (G_ACTION_MAP (ent_editor_get_format (editor)), openers,
                                       G_N_ELEMENTS (openers), self);
      g_signal_connect_object (editor, "style-changed", G_CALLBACK (show_style), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "notify::can-undo", G_CALLBACK (show_undo), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "notify::can-redo", G_CALLBACK (show_undo), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "notify::editable", G_CALLBACK (show_editable), self, G_CONNECT_SWAPPED);
      show_style (self);
      show_undo (self);
      show_editable (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
