/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-connection-card.h"

#include <glib/gi18n.h>

#include "ent-error-words.h"
#include "ent-error.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntConnectionCard
{
  GtkWidget       parent_instance;

  GtkLabel       *title;
  GtkLabel       *text;
  GtkProgressBar *progress;
  GtkButton      *sign_in_button;

  EntConnection  *connection;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (EntConnectionCard, ent_connection_card, GTK_TYPE_WIDGET)

static guint
count_leaving (EntConnection *connection)
{
  return ent_connection_get_n_waiting (connection) + ent_connection_get_n_sending (connection);
}

/* What waits for its hour is not being sent. */
static guint
count_moving (EntConnection *connection)
{
  return count_leaving (connection) - ent_connection_get_n_deferred (connection);
}

static char *
say_offline (EntConnection *connection)
{
  guint n = count_leaving (connection);

  if (n == 0)
    return g_strdup (_("You can go on: everything is saved on this computer."));

  return g_strdup_printf (ngettext ("You can go on: %u text will leave when the network is back.",
                                    "You can go on: %u texts will leave when the network is back.",
                                    n), n);
}

static char *
say_signed_out (EntConnection *connection)
{
  const GError *error = ent_connection_get_error (connection);
  guint n = count_leaving (connection);

  if (error != NULL && !g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT))
    {
      g_autoptr (EntErrorWords) words = ent_error_words (error);

      return g_strdup (words->explanation);
    }

  if (n == 0)
    return g_strdup (_("Sign in to fetch what is new on the ENT. You can write meanwhile."));

  return g_strdup_printf (ngettext ("Sign in to send %u text. You can write meanwhile.",
                                    "Sign in to send %u texts. You can write meanwhile.", n), n);
}

static const char *
say_pull (EntPullWhat what)
{
  switch (what)
    {
    case ENT_PULL_SIGNING_IN:
      return _("Signing in…");
    case ENT_PULL_NOTEBOOKS:
      return _("Fetching the homework log…");
    case ENT_PULL_MESSAGES:
      return _("Fetching the messages…");
    case ENT_PULL_BLOGS:
      return _("Fetching the blogs…");
    case ENT_PULL_CLASSES:
      return _("Fetching the classes…");
    case ENT_PULL_NONE:
    default:
      return NULL;
    }
}

static char *
say_online (EntConnection *connection)
{
  const char *pull = say_pull (ent_connection_get_what (connection));
  gint64 pulled_at = ent_connection_get_pulled_at (connection);
  guint n = count_moving (connection);
  g_autofree char *time = NULL;

  if (n > 0)
    return g_strdup_printf (ngettext ("Sending %u text…", "Sending %u texts…", n), n);
  if (ent_connection_get_state (connection) == ENT_CONNECTION_BUSY && pull != NULL)
    return g_strdup (pull);
  if (pulled_at == 0)
    return g_strdup (_("You can already write."));

  time = ent_words_short_date (pulled_at);
  /* Translators: %s is a time such as 14:32, or a day such as "yesterday". */
  return g_strdup_printf (_("Up to date · %s"), time);
}

static void
set_class (EntConnectionCard *self,
           const char        *name,
           gboolean           on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
update (EntConnectionCard *self)
{
  EntConnectionState state = ent_connection_get_state (self->connection);
  gboolean first = ent_connection_get_first_pull (self->connection);
  g_autofree char *text = NULL;
  const char *title;

  switch (state)
    {
    case ENT_CONNECTION_OFFLINE:
      title = _("Offline");
      text = say_offline (self->connection);
      break;
    case ENT_CONNECTION_SIGNED_OUT:
      title = _("Signed Out");
      text = say_signed_out (self->connection);
      break;
    case ENT_CONNECTION_BUSY:
    case ENT_CONNECTION_ONLINE:
    default:
      title = first && state == ENT_CONNECTION_BUSY ? _("First Visit") : _("Connected");
      text = say_online (self->connection);
      break;
    }

  if (ent_connection_get_half_unit (self->connection))
    {
      g_free (text);
      text = g_strdup (_("A post is not visible to the families for a moment; "
                         "the sending resumes as soon as possible."));
    }

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  gtk_progress_bar_set_fraction (self->progress, ent_connection_get_fraction (self->connection));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), first && state == ENT_CONNECTION_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->sign_in_button), state == ENT_CONNECTION_SIGNED_OUT);
  set_class (self, "up-to-date", state == ENT_CONNECTION_ONLINE);
  set_class (self, "offline", state == ENT_CONNECTION_OFFLINE);
  set_class (self, "trouble", state == ENT_CONNECTION_SIGNED_OUT);
}

static void
ent_connection_card_dispose (GObject *object)
{
  EntConnectionCard *self = ENT_CONNECTION_CARD (object);

  g_clear_object (&self->connection);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_connection_card_parent_class)->dispose (object);
}

static void
ent_connection_card_class_init (EntConnectionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_connection_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/ent-connection-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EntConnectionCard, title);
  gtk_widget_class_bind_template_child (widget_class, EntConnectionCard, text);
  gtk_widget_class_bind_template_child (widget_class, EntConnectionCard, progress);
  gtk_widget_class_bind_template_child (widget_class, EntConnectionCard, sign_in_button);
}

static void
ent_connection_card_init (EntConnectionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_connection_card_set_connection:
 * @self: a card
 * @connection: (nullable): the link to tell about
 *
 * Follows @connection.
 */
void
ent_connection_card_set_connection (EntConnectionCard *self,
                                    EntConnection     *connection)
{
  g_return_if_fail (ENT_IS_CONNECTION_CARD (self));
  g_return_if_fail (connection == NULL || ENT_IS_CONNECTION (connection));

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  g_set_object (&self->connection, connection);
  if (connection == NULL)
    return;

  g_signal_connect_object (connection, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
