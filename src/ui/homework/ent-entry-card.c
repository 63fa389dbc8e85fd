/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-entry-card.h"

#include <glib/gi18n.h>

#include "ent-state-label.h"
#include "ent-subject-style.h"
#include "ent-words.h"

struct _EntEntryCard
{
  GtkListBoxRow  parent_instance;

  GtkLabel      *subject;
  GtkLabel      *excerpt;
  EntStateLabel *state;

  EntEntry      *entry;   /* (owned) */
  const char    *style;   /* (unowned) (nullable): class of the subject's colour */
};

G_DEFINE_FINAL_TYPE (EntEntryCard, ent_entry_card, GTK_TYPE_LIST_BOX_ROW)

static void
update (EntEntryCard *self)
{
  EntItem *item = ENT_ITEM (self->entry);
  const char *subject = ent_item_get_title (item);
  const char *excerpt = ent_item_get_excerpt (item);
  g_autofree char *state = ent_words_local_state (ent_item_get_local_state (item));
  g_autofree char *name = NULL;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = ent_subject_style (subject);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->style);

  gtk_label_set_label (self->subject, *subject != '\0' ? subject : C_("homework subject", "No subject"));
  gtk_label_set_label (self->excerpt, excerpt);
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt), *excerpt != '\0');
  ent_state_label_set_state (self->state, ent_item_get_local_state (item));

  name = g_strdup_printf ("%s. %s. %s", gtk_label_get_label (self->subject), excerpt, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GdkContentProvider *
on_prepare_cb (GtkDragSource *source,
               double         x,
               double         y,
               EntEntryCard  *self)
{
  return ent_entry_get_read_only (self->entry) ? NULL : gdk_content_provider_new_typed (ENT_TYPE_ENTRY, self->entry);
}

static void
on_drag_begin_cb (GtkDragSource *source,
                  GdkDrag       *drag,
                  EntEntryCard  *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
ent_entry_card_dispose (GObject *object)
{
  g_clear_object (&ENT_ENTRY_CARD (object)->entry);

  G_OBJECT_CLASS (ent_entry_card_parent_class)->dispose (object);
}

static void
ent_entry_card_class_init (EntEntryCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_entry_card_dispose;

  g_type_ensure (ENT_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/homework/ent-entry-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEntryCard, subject);
  gtk_widget_class_bind_template_child (widget_class, EntEntryCard, excerpt);
  gtk_widget_class_bind_template_child (widget_class, EntEntryCard, state);
}

static void
ent_entry_card_init (EntEntryCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/**
 * ent_entry_card_new:
 * @entry: an entry as the list gives it
 *
 * Returns: (transfer floating): a card that follows @entry
 */
GtkWidget *
ent_entry_card_new (EntEntry *entry)
{
  EntEntryCard *self = g_object_new (ENT_TYPE_ENTRY_CARD, NULL);

  self->entry = g_object_ref (entry);
  g_signal_connect_object (entry, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * ent_entry_card_get_entry:
 * @self: a card
 *
 * Returns: (transfer none): its entry
 */
EntEntry *
ent_entry_card_get_entry (EntEntryCard *self)
{
  g_return_val_if_fail (ENT_IS_ENTRY_CARD (self), NULL);

  return self->entry;
}
