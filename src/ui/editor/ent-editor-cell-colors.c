/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-cell-colors.h"

#include <glib/gi18n.h>

#include "ent-editor-swatch.h"

#define N_COLUMNS 7

/* The pale ones of the ENT's own palette, on which words stay readable. */
static const struct { const char *css; const char *name; } colors[] = {
  { "#F2F2F2", N_("Light Grey") },
  { "#E5F5FF", N_("Very Light Blue") },
  { "#F6ECF9", N_("Very Light Purple") },
  { "#FFECEE", N_("Very Light Red") },
  { "#FFEFE3", N_("Very Light Orange") },
  { "#FBF4D5", N_("Very Light Yellow") },
  { "#EAF7E4", N_("Very Light Green") },
  { "#C7C7C7", N_("Grey") },
  { "#B9E3F8", N_("Light Blue") },
  { "#D7B5E2", N_("Light Purple") },
  { "#FFB6C0", N_("Light Red") },
  { "#FFCBA0", N_("Light Orange") },
  { "#FAEA9C", N_("Light Yellow") },
  { "#C8E4AF", N_("Light Green") },
};

static GtkWidget *
make_swatch (const char *css,
             const char *name,
             const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *swatch = ent_editor_swatch_new (20, 20);

  ent_editor_swatch_set_color (ENT_EDITOR_SWATCH (swatch), css);
  gtk_button_set_child (GTK_BUTTON (button), swatch);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", css);
  return button;
}

/**
 * ent_editor_cell_colors_new:
 * @action: the name of an action that takes a string
 *
 * Returns: the colours of a cell
 */
GtkWidget *
ent_editor_cell_colors_new (const char *action)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *none = gtk_button_new_with_label (_("No Colour"));

  g_return_val_if_fail (action != NULL, grid);

  gtk_widget_add_css_class (grid, "editor-palette");

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    gtk_grid_attach (GTK_GRID (grid), make_swatch (colors[i].css, _(colors[i].name), action),
                     (int) (i % N_COLUMNS), (int) (i / N_COLUMNS), 1, 1);
  gtk_widget_add_css_class (none, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (none), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (none), "s", "");
  gtk_grid_attach (GTK_GRID (grid), none, 0, 2, N_COLUMNS, 1);
  return grid;
}
