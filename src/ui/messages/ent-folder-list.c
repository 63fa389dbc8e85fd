/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-folder-list.h"

#include <glib/gi18n.h>

#include "ent-folder.h"
#include "ent-unparent.h"

#define N_SYSTEM_FOLDERS 5

struct _EntFolderList
{
  GtkWidget     parent_instance;

  GtkListBox   *list;                        /* (owned) */
  GtkLabel     *badges[N_SYSTEM_FOLDERS];    /* (unowned): in the rows */

  EntWorkspace *workspace;                   /* (owned) (nullable) */
  GListModel   *counted[N_SYSTEM_FOLDERS];   /* (owned) (nullable): lists whose length is the badge */
  GListModel   *folders;                     /* (owned) (nullable): mine among them */
  GPtrArray    *ids;                         /* (owned) (element-type utf8): as the rows stand */
};

G_DEFINE_FINAL_TYPE (EntFolderList, ent_folder_list, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *id;
  const char *label;
  const char *badge;      /* style class of the badge; NULL: no badge */
} system_folders[N_SYSTEM_FOLDERS] = {
  { "INBOX", N_("Inbox"), "unread" },
  { ENT_FOLDER_LOCAL_OUTBOX, N_("To Send"), "amber" },
  { "OUTBOX", N_("Sent"), NULL },
  { "DRAFT", N_("Drafts"), "grey" },
  { "TRASH", N_("Trash"), NULL },
};

static GtkLabel *
append_row (EntFolderList *self,
            const char    *id,
            const char    *name,
            const char    *badge_class,
            guint          depth)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (label, (int) (depth > 0 ? depth - 1 : 0) * 12);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, badge_class != NULL ? badge_class : "grey");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_append (self->list, box);
  g_ptr_array_add (self->ids, g_strdup (id));
  return GTK_LABEL (badge);
}

static void
show_badge (GtkLabel *badge,
            guint     n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_label_set_label (badge, text);
  gtk_widget_set_visible (GTK_WIDGET (badge), n > 0);
}

static void
update_badges (EntFolderList *self)
{
  for (guint i = 0; i < N_SYSTEM_FOLDERS; i++)
    if (self->counted[i] != NULL)
      show_badge (self->badges[i], g_list_model_get_n_items (self->counted[i]));
}

static gboolean
is_system_folder (const char *id)
{
  for (guint i = 0; i < N_SYSTEM_FOLDERS; i++)
    if (g_strcmp0 (id, system_folders[i].id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
holds_folder (EntFolderList *self,
              const char    *id)
{
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (self->folders); i++)
    {
      g_autoptr (EntItem) folder = g_list_model_get_item (self->folders, i);

      if (g_strcmp0 (ent_item_get_id (folder), id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (nullable): %NULL for one of the system's. */
static EntFolder *
dup_folder (EntFolderList *self,
            const char    *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->folders); i++)
    {
      g_autoptr (EntFolder) folder = g_list_model_get_item (self->folders, i);

      if (g_strcmp0 (ent_item_get_id (ENT_ITEM (folder)), id) == 0 && !is_system_folder (id))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

/* Those inside @parent_id, each followed by its own; NULL: those inside none that is shown. The ENT allows three levels,
 * and a folder is met once whatever the answer said: a row is only made on the way down. */
static void
append_folders (EntFolderList *self,
                const char    *parent_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->folders); i++)
    {
      g_autoptr (EntFolder) folder = g_list_model_get_item (self->folders, i);
      const char *id = ent_item_get_id (ENT_ITEM (folder));
      const char *inside = ent_item_get_parent_id (ENT_ITEM (folder));

      if (is_system_folder (id) || !(parent_id != NULL ? g_strcmp0 (inside, parent_id) == 0
                                                       : !holds_folder (self, inside)))
        continue;
      show_badge (append_row (self, id, ent_item_get_title (ENT_ITEM (folder)), "unread",
                              ent_folder_get_depth (folder)),
                  ent_folder_get_n_unread (folder));
      append_folders (self, id);
    }
}

static void
on_folders_changed_cb (EntFolderList *self)
{
  g_autofree char *selected = g_strdup (ent_folder_list_get_selected (self));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, N_SYSTEM_FOLDERS)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->ids, N_SYSTEM_FOLDERS);

  append_folders (self, NULL);
  if (selected != NULL)
    ent_folder_list_select (self, selected);
}

static void
on_row_selected_cb (EntFolderList *self,
                    GtkListBoxRow *row)
{
  if (row != NULL)
    g_signal_emit (self, signals[SELECTED], 0, ent_folder_list_get_selected (self));
}

static void
ent_folder_list_dispose (GObject *object)
{
  EntFolderList *self = ENT_FOLDER_LIST (object);

  for (guint i = 0; i < N_SYSTEM_FOLDERS; i++)
    g_clear_object (&self->counted[i]);
  g_clear_object (&self->folders);
  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_pointer (&self->ids, g_ptr_array_unref);

  G_OBJECT_CLASS (ent_folder_list_parent_class)->dispose (object);
}

static void
ent_folder_list_class_init (EntFolderListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_folder_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ent_folder_list_init (EntFolderList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Folders"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));

  for (guint i = 0; i < N_SYSTEM_FOLDERS; i++)
    self->badges[i] = append_row (self, system_folders[i].id, _(system_folders[i].label),
                                  system_folders[i].badge, 0);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ent_folder_list_set_workspace:
 * @self: a folder list
 * @workspace: the account; once
 *
 * Follows the folders of @workspace and counts what waits in them.
 */
void
ent_folder_list_set_workspace (EntFolderList *self,
                               EntWorkspace  *workspace)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_FOLDER, NULL);

  g_return_if_fail (ENT_IS_FOLDER_LIST (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  for (guint i = 0; i < N_SYSTEM_FOLDERS; i++)
    {
      g_autoptr (EntQuery) count = NULL;

      if (system_folders[i].badge == NULL)
        continue;
      count = ent_query_new (ENT_KIND_MESSAGE, system_folders[i].id);
      count->unread_only = g_str_equal (system_folders[i].badge, "unread");
      self->counted[i] = ent_workspace_list (workspace, count);
      g_signal_connect_object (self->counted[i], "items-changed", G_CALLBACK (update_badges), self,
                               G_CONNECT_SWAPPED);
    }
  self->folders = ent_workspace_list (workspace, query);
  g_signal_connect_object (self->folders, "items-changed", G_CALLBACK (on_folders_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_badges (self);
  on_folders_changed_cb (self);
}

/**
 * ent_folder_list_select:
 * @self: a folder list
 * @folder_id: id of a folder
 *
 * Goes to a folder.
 */
void
ent_folder_list_select (EntFolderList *self,
                        const char    *folder_id)
{
  g_return_if_fail (ENT_IS_FOLDER_LIST (self));

  for (guint i = 0; i < self->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->ids, i), folder_id) == 0)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}

/**
 * ent_folder_list_get_selected:
 * @self: a folder list
 *
 * Returns: (nullable): id of the folder shown
 */
const char *
ent_folder_list_get_selected (EntFolderList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (ENT_IS_FOLDER_LIST (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? g_ptr_array_index (self->ids, (guint) gtk_list_box_row_get_index (row))
                     : NULL;
}

/**
 * ent_folder_list_append_moves:
 * @self: a folder list
 * @menu: a menu
 * @from: (nullable): the folder they are in, which is left out
 * @action: an action that takes the id of a folder
 *
 * Appends my folders to @menu; before them the inbox, for what is in one of mine: the ENT files it
 * back where it came from.
 */
void
ent_folder_list_append_moves (EntFolderList *self,
                              GMenu         *menu,
                              const char    *from,
                              const char    *action)
{
  g_return_if_fail (ENT_IS_FOLDER_LIST (self));

  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = self->ids->pdata[i];
      g_autoptr (GMenuItem) item = NULL;
      g_autoptr (EntFolder) folder = NULL;

      if (g_strcmp0 (id, from) == 0 ||
          (is_system_folder (id) && (!g_str_equal (id, "INBOX") || is_system_folder (from))))
        continue;

      folder = dup_folder (self, id);
      item = g_menu_item_new (folder != NULL ? ent_item_get_title (ENT_ITEM (folder)) : _("Inbox"),
                              NULL);
      g_menu_item_set_action_and_target (item, action, "s", id);
      g_menu_append_item (menu, item);
    }
}
