/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-person-row.h"

#include <glib/gi18n.h>

#include "ent-unparent.h"

struct _EntPersonRow
{
  GtkWidget  parent_instance;

  GtkLabel  *name;
  GtkLabel  *relatives;
  GtkLabel  *state;
};

G_DEFINE_FINAL_TYPE (EntPersonRow, ent_person_row, GTK_TYPE_WIDGET)

static void
ent_person_row_dispose (GObject *object)
{
  ent_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (ent_person_row_parent_class)->dispose (object);
}

static void
ent_person_row_class_init (EntPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_person_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/classes/ent-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EntPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, EntPersonRow, relatives);
  gtk_widget_class_bind_template_child (widget_class, EntPersonRow, state);
}

static void
ent_person_row_init (EntPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_person_row_new:
 *
 * Returns: (transfer floating): a row that shows nobody yet
 */
GtkWidget *
ent_person_row_new (void)
{
  return g_object_new (ENT_TYPE_PERSON_ROW, NULL);
}

static void
show_state (EntPersonRow *self,
            const char   *style,
            const char   *words)
{
  static const char * const styles[] = { "activated", "inactive", "blocked" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), style);
  gtk_label_set_label (self->state, words);
}

/**
 * ent_person_row_set_person:
 * @self: a row
 * @person: a member of a class
 *
 * Shows @person.
 */
void
ent_person_row_set_person (EntPersonRow *self,
                           EntPerson    *person)
{
  const char *relatives = ent_person_get_relatives (person);
  g_auto (GStrv) names = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (ENT_IS_PERSON_ROW (self));

  names = g_strsplit (relatives != NULL ? relatives : "", "\n", -1);
  line = g_strjoinv (", ", names);
  gtk_label_set_label (self->name, ent_item_get_title (ENT_ITEM (person)));
  gtk_label_set_label (self->relatives, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->relatives), relatives);
  if (ent_person_get_blocked (person))
    show_state (self, "blocked", _("Blocked"));
  else if (ent_person_get_activated (person))
    show_state (self, "activated", _("Activated"));
  else
    show_state (self, "inactive", _("To activate"));
}
