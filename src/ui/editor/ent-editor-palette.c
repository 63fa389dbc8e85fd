/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-palette.h"

#include <glib/gi18n.h>

#include "ent-editor-swatch.h"

#define N_SHADES 5

struct _EntEditorPalette
{
  GtkPopover parent_instance;
};

G_DEFINE_FINAL_TYPE (EntEditorPalette, ent_editor_palette, GTK_TYPE_POPOVER)

/* The ENT's own colours, from dark to light. */
static const struct
{
  const char *name;
  const char *colors[N_SHADES];
} families[] = {
  { N_("Grey"), { "#4A4A4A", "#909090", "#C7C7C7", "#F2F2F2", "#FFFFFF" } },
  { N_("Blue"), { "#005A8A", "#2F7EA7", "#46AFE6", "#B9E3F8", "#E5F5FF" } },
  { N_("Purple"), { "#550070", "#7C2C96", "#A348C0", "#D7B5E2", "#F6ECF9" } },
  { N_("Red"), { "#9E0016", "#C6253B", "#FF3A55", "#FFB6C0", "#FFECEE" } },
  { N_("Orange"), { "#9E4800", "#DA6A0B", "#FF8D2E", "#FFCBA0", "#FFEFE3" } },
  { N_("Yellow"), { "#A89400", "#D1AF00", "#F1CA00", "#FAEA9C", "#FBF4D5" } },
  { N_("Green"), { "#2E6105", "#4E9019", "#5AC235", "#C8E4AF", "#EAF7E4" } },
};

static const char *const shades[N_SHADES] = {
  N_("very dark"), N_("dark"), N_("bright"), N_("light"), N_("very light"),
};

/* Told apart by those who do not see all colours. */
static const struct
{
  const char *name;
  const char *color;
} accessible[] = {
  { N_("blue"), "#648FFF" },
  { N_("purple"), "#785EF0" },
  { N_("pink"), "#DC267F" },
  { N_("orange"), "#FE6100" },
  { N_("amber"), "#FFB000" },
  { N_("yellow"), "#F3EA14" },
};

static GtkWidget *
make_button (EntEditorPalette *self,
             const char       *action,
             const char       *color,
             const char       *name)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", color);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_spot (EntEditorPalette *self,
           const char       *action,
           const char       *color,
           const char       *family,
           const char       *shade)
{
  /* Translators: a colour and its shade, or a palette and a colour: "Blue, very dark" */
  g_autofree char *name = g_strdup_printf (_("%s, %s"), _(family), _(shade));
  GtkWidget *button = make_button (self, action, color, name);
  GtkWidget *swatch = ent_editor_swatch_new (18, 18);

  ent_editor_swatch_set_color (ENT_EDITOR_SWATCH (swatch), color);
  gtk_button_set_child (GTK_BUTTON (button), swatch);
  return button;
}

static GtkWidget *
make_side (EntEditorPalette *self,
           const char       *action,
           const char       *title,
           const char       *none)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *button = make_button (self, action, "", none);

  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (guint shade = 0; shade < N_SHADES; shade++)
      gtk_grid_attach (GTK_GRID (grid),
                       make_spot (self, action, families[i].colors[shade], families[i].name, shades[shade]),
                       (int) i, (int) shade, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (accessible); i++)
    gtk_grid_attach (GTK_GRID (grid),
                     /* Translators: a palette that everybody can tell apart */
                     make_spot (self, action, accessible[i].color, N_("Accessible"), accessible[i].name),
                     (int) i, N_SHADES, 1, 1);
  gtk_button_set_label (GTK_BUTTON (button), none);

  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (side), heading);
  gtk_box_append (GTK_BOX (side), button);
  gtk_box_append (GTK_BOX (side), grid);
  return side;
}

static void
ent_editor_palette_class_init (EntEditorPaletteClass *klass)
{
}

static void
ent_editor_palette_init (EntEditorPalette *self)
{
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_add_css_class (GTK_WIDGET (self), "editor-palette");
  gtk_box_append (GTK_BOX (sides), make_side (self, "format.color", _("Text"), _("Default Colour")));
  gtk_box_append (GTK_BOX (sides), make_side (self, "format.highlight", _("Highlight"), _("No Highlight")));
  gtk_popover_set_child (GTK_POPOVER (self), sides);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Colours"), -1);
}

/**
 * ent_editor_palette_new:
 *
 * Returns: the popover, for a menu button
 */
GtkWidget *
ent_editor_palette_new (void)
{
  return g_object_new (ENT_TYPE_EDITOR_PALETTE, NULL);
}
