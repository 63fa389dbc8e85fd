/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-outbox-row.h"

#include <glib/gi18n.h>

#include "ent-error-words.h"
#include "ent-words.h"

struct _EntOutboxRow
{
  GtkListBoxRow   parent_instance;

  GtkImage       *icon;
  GtkLabel       *title;
  GtkLabel       *place;
  GtkLabel       *why;
  GtkProgressBar *progress;
  GtkButton      *button;
  GtkMenuButton  *menu_button;

  EntOutboxEntry *entry;        /* (owned) */
  EntConnection  *connection;   /* (owned) */
  const char     *why_class;    /* (unowned): style class of the state shown */
};

G_DEFINE_FINAL_TYPE (EntOutboxRow, ent_outbox_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
find_icon (EntKind kind)
{
  switch (kind)
    {
    case ENT_KIND_ENTRY:
    case ENT_KIND_NOTEBOOK:
      return "x-office-calendar-symbolic";
    case ENT_KIND_MESSAGE:
      return "mail-unread-symbolic";
    default:
      return "document-edit-symbolic";
    }
}

static gboolean
is_deletion (EntOutboxRow *self)
{
  return g_str_has_prefix (ent_outbox_entry_get_uuid (self->entry), "delete:");
}

static gboolean
is_deferred (EntOutboxRow *self)
{
  /* What was just sent is held for a few seconds: that is no delay one chose. */
  return ent_outbox_entry_get_not_before (self->entry) > g_get_real_time () + G_TIME_SPAN_MINUTE;
}

static char *
say_next_try (EntOutboxRow *self)
{
  guint n = ent_outbox_entry_get_attempts (self->entry);
  g_autofree char *time = ent_words_time (ent_outbox_entry_get_next_try_at (self->entry));

  if (n < 2)
    /* Translators: %s is a time. */
    return g_strdup_printf (_("The ENT did not take it yet; next try at %s."), time);

  /* Translators: how many tries there were, at least 2; then a time. */
  return g_strdup_printf (ngettext ("The ENT did not take it in %u try; next one at %s.",
                                    "The ENT did not take it in %u tries; next one at %s.", n), n, time);
}

static char *
say_waiting (EntOutboxRow *self)
{
  gint64 not_before = ent_outbox_entry_get_not_before (self->entry);
  g_autofree char *time = NULL;

  if (ent_outbox_entry_get_half_unit (self->entry))
    return g_strdup (_("This post is not visible to the families for a moment; "
                       "the sending resumes as soon as possible."));
  if (is_deferred (self))
    {
      time = ent_words_appointment (not_before);
      /* Translators: %s is a day and an hour. */
      return g_strdup_printf (_("Will be sent on %s."), time);
    }
  if (ent_connection_get_state (self->connection) == ENT_CONNECTION_OFFLINE)
    return g_strdup (_("Will leave when the network is back."));
  if (ent_connection_get_state (self->connection) == ENT_CONNECTION_SIGNED_OUT)
    return g_strdup (_("Will leave once you have signed in again."));
  if (ent_outbox_entry_get_next_try_at (self->entry) > g_get_real_time ())
    return say_next_try (self);

  return g_strdup (_("About to be sent."));
}

static char *
say_sending (EntOutboxRow *self)
{
  g_autofree char *done = ent_words_size ((gint64) ent_outbox_entry_get_bytes_done (self->entry));
  g_autofree char *total = ent_words_size ((gint64) ent_outbox_entry_get_bytes_total (self->entry));

  if (ent_outbox_entry_get_bytes_total (self->entry) == 0)
    return g_strdup (_("Being sent to the ENT…"));

  /* Translators: two sizes: "1.2 MB of 6 MB". */
  return g_strdup_printf (_("Being sent to the ENT: %s of %s"), done, total);
}

static char *
say_why (EntOutboxRow *self)
{
  g_autoptr (EntErrorWords) words = NULL;

  switch (ent_outbox_entry_get_local_state (self->entry))
    {
    case ENT_LOCAL_STATE_WAITING:
      return say_waiting (self);
    case ENT_LOCAL_STATE_SENDING:
      return say_sending (self);
    case ENT_LOCAL_STATE_BLOCKED:
      words = ent_error_words_from_code (ent_outbox_entry_get_error_code (self->entry),
                                         ent_outbox_entry_get_error_detail (self->entry));
      return g_strdup (words->explanation);
    case ENT_LOCAL_STATE_CHANGED:
      if (is_deletion (self))
        return g_strdup (_("Not deleted: it was changed on the ENT since you asked for it. Look at it there, then decide."));
      return g_strdup (_("This text was also changed on the ENT: choose what to keep."));
    case ENT_LOCAL_STATE_DRAFT:
    case ENT_LOCAL_STATE_NONE:
    default:
      return g_strdup (_("Saved on this computer; you have not asked to send it."));
    }
}

static char *
say_place (EntOutboxRow *self)
{
  const char *where = ent_outbox_entry_get_where (self->entry);
  const char *date = ent_outbox_entry_get_date (self->entry);
  const char *verb = ent_outbox_entry_get_verb (self->entry);
  GString *text = g_string_new (ent_words_kind (ent_outbox_entry_get_kind (self->entry)));
  g_autofree char *since = ent_words_short_date (ent_outbox_entry_get_since (self->entry));

  if (verb != NULL && g_str_has_prefix (verb, "delete-"))
    g_string_append_printf (text, " · %s", _("to be deleted"));
  if (where != NULL && *where != '\0')
    g_string_append_printf (text, " · %s", where);
  if (date != NULL)
    {
      g_autofree char *day = ent_words_day (date);

      g_string_append_printf (text, " · %s", day);
    }
  g_string_append_printf (text, " · %s", since);
  return g_string_free (text, FALSE);
}

static void
set_button (EntOutboxRow *self)
{
  const char *uuid = ent_outbox_entry_get_uuid (self->entry);
  const char *label = NULL, *action = NULL;

  switch (ent_outbox_entry_get_local_state (self->entry))
    {
    case ENT_LOCAL_STATE_BLOCKED:
      label = _("_Try Again");
      action = "outbox.retry";
      break;
    case ENT_LOCAL_STATE_CHANGED:
      label = is_deletion (self) ? _("_Delete All the Same") : _("_Compare…");
      action = is_deletion (self) ? "outbox.retry" : "outbox.compare";
      break;
    case ENT_LOCAL_STATE_WAITING:
      label = _("_Take Back");
      action = "outbox.cancel";
      break;
    case ENT_LOCAL_STATE_DRAFT:
      label = _("_Open");
      break;
    case ENT_LOCAL_STATE_SENDING:
    case ENT_LOCAL_STATE_NONE:
    default:
      break;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (self->button, label);
  /* The action's name goes before its target changes type: GTK checks one against the other. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  if (action != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", uuid);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
    }
  else
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(sss)",
                                        ent_kind_to_string (ent_outbox_entry_get_kind (self->entry)),
                                        "", uuid);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.open");
    }
}

static void
add_line (GMenu      *menu,
          const char *label,
          const char *action,
          const char *uuid)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", uuid);
  g_menu_append_item (menu, item);
}

static void
set_menu (EntOutboxRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *uuid = ent_outbox_entry_get_uuid (self->entry);
  EntLocalState state = ent_outbox_entry_get_local_state (self->entry);

  if (is_deletion (self))
    {
      if (state == ENT_LOCAL_STATE_BLOCKED || state == ENT_LOCAL_STATE_CHANGED)
        add_line (menu, _("_Leave It on the ENT"), "outbox.cancel", uuid);
    }
  else
    {
      g_autoptr (GMenuItem) history = g_menu_item_new (_("H_istory…"), NULL);

      if (state == ENT_LOCAL_STATE_WAITING)
        add_line (menu, _("Send It _Now"), "outbox.retry", uuid);
      add_line (menu, _("_Copy the Text"), "outbox.copy", uuid);
      g_menu_item_set_action_and_target (history, "win.history", "(ss)", "", uuid);
      g_menu_append_item (menu, history);
      if (state == ENT_LOCAL_STATE_DRAFT || state == ENT_LOCAL_STATE_BLOCKED)
        add_line (menu, _("_Throw Away…"), "outbox.discard", uuid);
    }
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static void
update (EntOutboxRow *self)
{
  const char *title = ent_outbox_entry_get_title (self->entry);
  EntLocalState state = ent_outbox_entry_get_local_state (self->entry);
  guint64 total = ent_outbox_entry_get_bytes_total (self->entry);
  g_autofree char *place = say_place (self);
  g_autofree char *why = say_why (self);

  gtk_image_set_from_icon_name (self->icon, find_icon (ent_outbox_entry_get_kind (self->entry)));
  gtk_label_set_label (self->title, title != NULL && *title != '\0' ? title : _("Untitled"));
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->why, why);
  if (self->why_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->why), self->why_class);
  self->why_class = ent_words_state_class (state);
  gtk_widget_add_css_class (GTK_WIDGET (self->why), self->why_class);
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          state == ENT_LOCAL_STATE_SENDING && total > 0);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   (double) ent_outbox_entry_get_bytes_done (self->entry) /
                                   (double) total);
  set_button (self);
  set_menu (self);
}

static void
ent_outbox_row_dispose (GObject *object)
{
  EntOutboxRow *self = ENT_OUTBOX_ROW (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (ent_outbox_row_parent_class)->dispose (object);
}

static void
ent_outbox_row_class_init (EntOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_outbox_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/outbox/ent-outbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, icon);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, title);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, place);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, why);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, progress);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, button);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxRow, menu_button);
}

static void
ent_outbox_row_init (EntOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_outbox_row_new:
 * @entry: the text told about
 * @connection: the link with the ENT, for why it waits
 *
 * Returns: (transfer floating): a row that follows @entry
 */
GtkWidget *
ent_outbox_row_new (EntOutboxEntry *entry,
                    EntConnection  *connection)
{
  EntOutboxRow *self = g_object_new (ENT_TYPE_OUTBOX_ROW, NULL);

  self->entry = g_object_ref (entry);
  self->connection = g_object_ref (connection);
  g_signal_connect_object (entry, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connection, "notify::state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * ent_outbox_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the text it tells about
 */
EntOutboxEntry *
ent_outbox_row_get_entry (EntOutboxRow *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ROW (self), NULL);

  return self->entry;
}
