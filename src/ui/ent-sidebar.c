/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-sidebar.h"

#include <glib/gi18n.h>

#include "ent-connection-card.h"
#include "ent-unparent.h"

struct _EntSidebar
{
  GtkWidget          parent_instance;

  AdwAvatar         *avatar;
  GtkLabel          *name_label;
  GtkLabel          *school_label;
  GtkListBox        *list;
  EntConnectionCard *card;
  GtkLabel          *unread_badge;   /* (unowned): in the row of the messages */
  GtkLabel          *outbox_badge;   /* (unowned): in the row of the sendings */

  EntWorkspace      *workspace;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (EntSidebar, ent_sidebar, GTK_TYPE_WIDGET)

static const struct
{
  const char *page;
  const char *icon;
  const char *label;
} rows[] = {
  { "today", "go-home-symbolic", N_("Today") },
  { "homework", "x-office-calendar-symbolic", N_("Homework Log") },
  { "blog", "document-edit-symbolic", N_("Blogs") },
  { "messages", "mail-unread-symbolic", N_("Messages") },
  { "classes", "system-users-symbolic", N_("My Classes") },
  { "outbox", "mail-send-symbolic", N_("Drafts and Sendings") },
};

static void
show_badge (GtkLabel *badge,
            guint     number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_label_set_label (badge, text);
  gtk_widget_set_visible (GTK_WIDGET (badge), number > 0);
}

static void
on_counts_changed_cb (EntSidebar *self)
{
  EntConnection *connection = ent_workspace_get_connection (self->workspace);

  show_badge (self->unread_badge, ent_connection_get_n_unread (connection));
  show_badge (self->outbox_badge,
              ent_connection_get_n_waiting (connection) + ent_connection_get_n_sending (connection) +
              ent_connection_get_n_blocked (connection) + ent_connection_get_n_changed (connection) +
              ent_connection_get_n_drafts (connection));
}

static void
on_account_changed_cb (EntSidebar *self)
{
  EntAccount *account = ent_workspace_get_account (self->workspace);
  const char *name = ent_account_get_display_name (account);
  const char *school = ent_account_get_school (account);
  const char *class_name = ent_account_get_class_name (account);
  g_autofree char *place = NULL;

  if (name == NULL)
    name = ent_account_get_login (account);
  if (school != NULL && class_name != NULL)
    place = g_strdup_printf ("%s · %s", school, class_name);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->school_label, place != NULL ? place : school != NULL ? school : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->school_label),
                               gtk_label_get_label (self->school_label));
}

static void
on_row_activated_cb (EntSidebar    *self,
                     GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s",
                              rows[gtk_list_box_row_get_index (row)].page);
}

static GtkLabel *
append_row (EntSidebar *self,
            const char *icon,
            const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->list, row);

  return GTK_LABEL (badge);
}

static void
ent_sidebar_dispose (GObject *object)
{
  EntSidebar *self = ENT_SIDEBAR (object);

  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_sidebar_parent_class)->dispose (object);
}

static void
ent_sidebar_class_init (EntSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_sidebar_dispose;

  g_type_ensure (ENT_TYPE_CONNECTION_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/ent-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, EntSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, EntSidebar, name_label);
  gtk_widget_class_bind_template_child (widget_class, EntSidebar, school_label);
  gtk_widget_class_bind_template_child (widget_class, EntSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, EntSidebar, card);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
ent_sidebar_init (EntSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkLabel *badge = append_row (self, rows[i].icon, _(rows[i].label));

      if (g_str_equal (rows[i].page, "messages"))
        self->unread_badge = badge;
      else if (g_str_equal (rows[i].page, "outbox"))
        self->outbox_badge = badge;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->outbox_badge), "amber");
}

/**
 * ent_sidebar_set_workspace:
 * @self: a sidebar
 * @workspace: (nullable): the account to tell about
 *
 * Follows @workspace: its name, its counts, its connection.
 */
void
ent_sidebar_set_workspace (EntSidebar   *self,
                           EntWorkspace *workspace)
{
  g_return_if_fail (ENT_IS_SIDEBAR (self));
  g_return_if_fail (workspace == NULL || ENT_IS_WORKSPACE (workspace));

  if (self->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_data (ent_workspace_get_connection (self->workspace), self);
      g_signal_handlers_disconnect_by_data (ent_workspace_get_account (self->workspace), self);
    }

  g_set_object (&self->workspace, workspace);
  ent_connection_card_set_connection (self->card, workspace != NULL
                                      ? ent_workspace_get_connection (workspace) : NULL);
  if (workspace == NULL)
    return;

  g_signal_connect_object (ent_workspace_get_connection (workspace), "notify",
                           G_CALLBACK (on_counts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ent_workspace_get_account (workspace), "notify",
                           G_CALLBACK (on_account_changed_cb), self, G_CONNECT_SWAPPED);
  on_counts_changed_cb (self);
  on_account_changed_cb (self);
}

/**
 * ent_sidebar_select:
 * @self: a sidebar
 * @page: name of the page shown
 *
 * Marks the row of @page.
 */
void
ent_sidebar_select (EntSidebar *self,
                    const char *page)
{
  g_return_if_fail (ENT_IS_SIDEBAR (self));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].page, page) == 0)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}
