/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-state-label.h"

#include "ent-words.h"

struct _EntStateLabel
{
  GtkWidget      parent_instance;

  GtkWidget     *label;   /* (owned) */
  EntLocalState  state;
};

G_DEFINE_FINAL_TYPE (EntStateLabel, ent_state_label, GTK_TYPE_WIDGET)

static void
ent_state_label_dispose (GObject *object)
{
  EntStateLabel *self = ENT_STATE_LABEL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (ent_state_label_parent_class)->dispose (object);
}

static void
ent_state_label_class_init (EntStateLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_state_label_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_state_label_init (EntStateLabel *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ent_state_label_new:
 *
 * Returns: (transfer floating): a label that shows nothing yet
 */
GtkWidget *
ent_state_label_new (void)
{
  return g_object_new (ENT_TYPE_STATE_LABEL, NULL);
}

/**
 * ent_state_label_set_state:
 * @self: a state label
 * @state: where the text stands
 *
 * Shows the word of @state, or hides when the ENT has the text.
 */
void
ent_state_label_set_state (EntStateLabel *self,
                           EntLocalState  state)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ENT_IS_STATE_LABEL (self));

  gtk_widget_remove_css_class (self->label, ent_words_state_class (self->state));
  self->state = state;
  words = ent_words_local_state (state);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  if (state != ENT_LOCAL_STATE_NONE)
    gtk_widget_add_css_class (self->label, ent_words_state_class (state));
  gtk_widget_set_visible (GTK_WIDGET (self), state != ENT_LOCAL_STATE_NONE);
}
