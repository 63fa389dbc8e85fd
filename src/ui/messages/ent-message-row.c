/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-message-row.h"

#include <glib/gi18n.h>

#include "ent-state-label.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntMessageRow
{
  GtkWidget      parent_instance;

  GtkLabel      *who;
  GtkImage      *clip;
  GtkLabel      *date;
  GtkLabel      *subject;
  GtkLabel      *excerpt;
  EntStateLabel *state;

  EntMessage    *message;           /* (owned) (nullable) */
  gboolean       show_recipients;
};

G_DEFINE_FINAL_TYPE (EntMessageRow, ent_message_row, GTK_TYPE_WIDGET)

static void
append_names (GString   *names,
              GPtrArray *recipients)
{
  for (guint i = 0; i < recipients->len; i++)
    {
      g_autofree char *name = ent_recipient_dup_short_name (g_ptr_array_index (recipients, i));

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
}

static char *
say_who (EntMessageRow *self)
{
  GString *names = g_string_new (NULL);
  const char *author = ent_item_get_author_name (ENT_ITEM (self->message));

  if (self->show_recipients)
    {
      append_names (names, ent_message_get_to (self->message));
      append_names (names, ent_message_get_cc (self->message));
      append_names (names, ent_message_get_cci (self->message));
      if (names->len == 0)
        g_string_append (names, _("No recipient yet"));
    }
  else
    g_string_append (names, author != NULL ? author : "");
  return g_string_free (names, FALSE);
}

static void
update (EntMessageRow *self)
{
  EntItem *item = ENT_ITEM (self->message);
  gint64 local_at = ent_item_get_local_at (item);
  g_autofree char *who = say_who (self);
  g_autofree char *date = ent_words_short_date (local_at > 0 ? local_at : ent_item_get_sort_at (item));
  gboolean unread = ent_message_get_unread (self->message) && !self->show_recipients;
  gboolean recalled = g_strcmp0 (ent_item_get_state (item), "RECALL") == 0;
  const char *subject = ent_item_get_title (item);

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->date, date);
  gtk_label_set_label (self->subject, recalled ? _("Message recalled by its author")
                       : *subject != '\0' ? subject : _("No subject"));
  gtk_label_set_label (self->excerpt, ent_item_get_excerpt (item));
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt), *ent_item_get_excerpt (item) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->clip),
                          ent_message_get_has_attachments (self->message));
  ent_state_label_set_state (self->state, ent_item_get_local_state (item));
  if (unread)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
}

static void
ent_message_row_dispose (GObject *object)
{
  EntMessageRow *self = ENT_MESSAGE_ROW (object);

  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_message_row_parent_class)->dispose (object);
}

static void
ent_message_row_class_init (EntMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_message_row_dispose;

  g_type_ensure (ENT_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMessageRow, who);
  gtk_widget_class_bind_template_child (widget_class, EntMessageRow, clip);
  gtk_widget_class_bind_template_child (widget_class, EntMessageRow, date);
  gtk_widget_class_bind_template_child (widget_class, EntMessageRow, subject);
  gtk_widget_class_bind_template_child (widget_class, EntMessageRow, excerpt);
  gtk_widget_class_bind_template_child (widget_class, EntMessageRow, state);
}

static void
ent_message_row_init (EntMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_message_row_new:
 *
 * Returns: (transfer floating): a row that shows no message yet
 */
GtkWidget *
ent_message_row_new (void)
{
  return g_object_new (ENT_TYPE_MESSAGE_ROW, NULL);
}

/**
 * ent_message_row_set_message:
 * @self: a row
 * @message: (nullable): a message; %NULL lets the one shown go
 * @show_recipients: whether to show whom it is for instead of who wrote it
 *
 * Shows @message and follows it.
 */
void
ent_message_row_set_message (EntMessageRow *self,
                             EntMessage    *message,
                             gboolean       show_recipients)
{
  g_return_if_fail (ENT_IS_MESSAGE_ROW (self));

  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_set_object (&self->message, message);
  self->show_recipients = show_recipients;
  if (message == NULL)
    return;

  g_signal_connect_object (message, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
