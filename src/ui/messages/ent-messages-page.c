/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-messages-page.h"

#include <glib/gi18n.h>

#include "ent-folder-list.h"
#include "ent-message-composer.h"
#include "ent-message-row.h"
#include "ent-message-view.h"
#include "ent-page.h"
#include "ent-sidebar-button.h"
#include "ent-unparent.h"

struct _EntMessagesPage
{
  GtkWidget           parent_instance;

  AdwLeaflet         *leaflet;
  GtkWidget          *list_pane;
  GtkWidget          *back_button;
  GtkWidget          *answers;
  EntFolderList      *folders;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkStack           *list_stack;
  AdwStatusPage      *empty_page;
  GtkListView        *list;
  GtkStack           *sheet;
  EntMessageView     *view;
  EntMessageComposer *composer;

  EntWorkspace       *workspace;     /* (owned) */
  GListModel         *messages;      /* (owned) (nullable): of the folder shown */
  GtkSingleSelection *selection;     /* (owned) (nullable) */
  GCancellable       *cancellable;   /* (owned): of the page; cancelled when it goes */
  gboolean            fetching;      /* older messages are being fetched */
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ent_messages_page_iface_init (EntPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntMessagesPage, ent_messages_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_PAGE, ent_messages_page_iface_init))

static gboolean
shows_mine (EntMessagesPage *self)
{
  const char *folder = ent_folder_list_get_selected (self->folders);

  return g_strcmp0 (folder, "OUTBOX") == 0 || g_strcmp0 (folder, "DRAFT") == 0 ||
         g_strcmp0 (folder, ENT_FOLDER_LOCAL_OUTBOX) == 0;
}

/* In a narrow window one pane is seen at a time, and only what can be done there is offered. */
static void
update_buttons (EntMessagesPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  GtkWidget *pane = adw_leaflet_get_visible_child (self->leaflet);
  const char *sheet = gtk_stack_get_visible_child_name (self->sheet);

  gtk_widget_set_visible (self->back_button, folded && pane != GTK_WIDGET (self->folders));
  gtk_widget_set_visible (self->answers, g_strcmp0 (sheet, "view") == 0 &&
                                         (!folded || pane == GTK_WIDGET (self->sheet)));
}

static gboolean
update_buttons_tick_cb (GtkWidget     *widget,
                        GdkFrameClock *clock,
                        gpointer       user_data)
{
  update_buttons (ENT_MESSAGES_PAGE (widget));
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while sizes are given out, after the header bar has got its own: its buttons come with the next
 * frame. */
static void
on_leaflet_cb (EntMessagesPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), update_buttons_tick_cb, NULL, NULL);
}

static void
on_activate_cb (EntMessagesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sheet));
  gtk_widget_child_focus (GTK_WIDGET (self->sheet), GTK_DIR_TAB_FORWARD);
}

static void
show_sheet (EntMessagesPage *self,
            const char      *name)
{
  if (!g_str_equal (name, "composer"))
    ent_message_composer_set_draft (self->composer, NULL);
  gtk_stack_set_visible_child_name (self->sheet, name);
  /* The leaflet takes the focus along: side by side, the list keeps it for the next message. */
  if (g_str_equal (name, "nothing"))
    adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  else if (adw_leaflet_get_folded (self->leaflet) || g_str_equal (name, "composer"))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sheet));
  update_buttons (self);
}

static void
show_draft (EntMessagesPage *self,
            EntDraft        *draft)
{
  show_sheet (self, "composer");
  ent_message_composer_set_draft (self->composer, draft);
}

static void
show_message (EntMessagesPage *self,
              EntItem         *item)
{
  const char *uuid = ent_item_get_draft_uuid (item);
  g_autoptr (EntDraft) draft = NULL;

  if (uuid != NULL)
    draft = ent_workspace_open_draft (self->workspace, uuid);
  else if (g_strcmp0 (ent_item_get_state (item), "DRAFT") == 0)
    draft = ent_workspace_edit_item (self->workspace, item);

  if (draft != NULL)
    {
      show_draft (self, draft);
      return;
    }

  show_sheet (self, "view");
  ent_message_view_show (self->view, ENT_MESSAGE (item));
}

static void
on_selected_cb (EntMessagesPage *self)
{
  EntItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    show_message (self, item);
}

static void
on_items_changed_cb (EntMessagesPage *self)
{
  gtk_stack_set_visible_child_name (self->list_stack,
                                    g_list_model_get_n_items (self->messages) > 0 ? "list" : "empty");
}

static void
describe_empty (EntMessagesPage *self,
                const char      *folder)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  const char *description = NULL;

  if (*words != '\0')
    description = _("No message of this folder holds these words.");
  else if (g_strcmp0 (folder, ENT_FOLDER_LOCAL_OUTBOX) == 0)
    description = _("Messages you send without a network wait here.");
  else if (g_strcmp0 (folder, "DRAFT") == 0)
    description = _("What you begin to write is kept here.");

  adw_status_page_set_description (self->empty_page, description);
}

static void
show_list (EntMessagesPage *self)
{
  const char *folder = ent_folder_list_get_selected (self->folders);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (EntQuery) query = NULL;

  if (self->workspace == NULL || folder == NULL)
    return;

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->messages);
  g_clear_object (&self->selection);

  query = ent_query_new (ENT_KIND_MESSAGE, folder);
  query->words = *words != '\0' ? g_strdup (words) : NULL;
  self->messages = ent_workspace_list (self->workspace, query);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, self->messages);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->messages, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  describe_empty (self, folder);
  on_items_changed_cb (self);
}

static void
on_folder_selected_cb (EntMessagesPage *self)
{
  show_list (self);
  if (adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->folders))
    adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
more_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EntMessagesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  self->fetching = FALSE;
  if (!ent_workspace_more_messages_finish (ENT_WORKSPACE (object), result, &more, &error))
    g_debug ("Older messages: %s", error->message);
}

static void
on_edge_reached_cb (EntMessagesPage *self,
                    GtkPositionType  edge)
{
  const char *folder = ent_folder_list_get_selected (self->folders);

  if (edge != GTK_POS_BOTTOM || self->fetching || folder == NULL ||
      g_str_equal (folder, ENT_FOLDER_LOCAL_OUTBOX))
    return;

  self->fetching = TRUE;
  ent_workspace_more_messages_async (self->workspace, folder, self->cancellable, more_cb,
                                     g_object_ref (self));
}

static void
on_composer_done_cb (EntMessagesPage *self)
{
  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  show_sheet (self, "nothing");
}

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, ent_message_row_new ());
}

static void
bind_row_cb (EntMessagesPage *self,
             GtkListItem     *list_item)
{
  ent_message_row_set_message (ENT_MESSAGE_ROW (gtk_list_item_get_child (list_item)),
                               ENT_MESSAGE (gtk_list_item_get_item (list_item)),
                               shows_mine (self));
}

static void
unbind_row_cb (EntMessagesPage *self,
               GtkListItem     *list_item)
{
  ent_message_row_set_message (ENT_MESSAGE_ROW (gtk_list_item_get_child (list_item)), NULL, FALSE);
}

/* What is being written is a draft by itself: leaving its pane closes it, saved. */
static void
action_back (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (widget);

  if (adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sheet))
    on_composer_done_cb (self);
  else
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
action_create (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (widget);
  g_autoptr (EntDraft) draft = ent_workspace_new_draft (self->workspace, ENT_KIND_MESSAGE, NULL);

  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  show_draft (self, draft);
}

static void
answer (EntMessagesPage *self,
        EntAnswer        how)
{
  EntMessage *message = ent_message_view_get_message (self->view);
  g_autoptr (EntDraft) draft = NULL;

  if (message == NULL || !gtk_widget_get_visible (self->answers))
    return;

  draft = ent_workspace_answer_message (self->workspace, message, how);
  show_draft (self, draft);
}

static void
action_reply (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  answer (ENT_MESSAGES_PAGE (widget), ENT_ANSWER_SENDER);
}

static void
action_reply_all (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  answer (ENT_MESSAGES_PAGE (widget), ENT_ANSWER_ALL);
}

static void
action_forward (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  answer (ENT_MESSAGES_PAGE (widget), ENT_ANSWER_FORWARD);
}

static void
ent_messages_page_open (EntPage    *page,
                        EntKind     kind,
                        const char *id,
                        const char *draft_uuid)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (page);
  g_autoptr (EntItem) item = NULL;
  g_autoptr (EntDraft) draft = NULL;

  if (kind == ENT_KIND_FOLDER && id != NULL)
    {
      ent_folder_list_select (self->folders, id);
      return;
    }

  if (draft_uuid != NULL)
    draft = ent_workspace_open_draft (self->workspace, draft_uuid);
  if (draft != NULL)
    {
      ent_folder_list_select (self->folders,
                              ent_draft_get_local_state (draft) > ENT_LOCAL_STATE_DRAFT
                              ? ENT_FOLDER_LOCAL_OUTBOX : "DRAFT");
      show_draft (self, draft);
      return;
    }

  if (id != NULL)
    item = ent_workspace_dup_item (self->workspace, ENT_KIND_MESSAGE, id);
  if (item == NULL)
    return;
  ent_folder_list_select (self->folders, ent_item_get_parent_id (item));
  show_message (self, item);
}

static void
ent_messages_page_create (EntPage    *page,
                          const char *detail)
{
  action_create (GTK_WIDGET (page), NULL, NULL);
}

static void
ent_messages_page_find (EntPage *page)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
ent_messages_page_leave (EntPage *page)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (page);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->sheet), "composer"))
    on_composer_done_cb (self);
}

static void
ent_messages_page_constructed (GObject *object)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (ent_messages_page_parent_class)->constructed (object);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  ent_message_view_set_workspace (self->view, self->workspace);
  ent_message_composer_set_workspace (self->composer, self->workspace);
  ent_folder_list_set_workspace (self->folders, self->workspace);
  ent_folder_list_select (self->folders, "INBOX");
}

static void
ent_messages_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_messages_page_dispose (GObject *object)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->messages);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ent_messages_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "messages.create", NULL, action_create);
  gtk_widget_class_install_action (widget_class, "messages.back", NULL, action_back);
  gtk_widget_class_install_action (widget_class, "messages.reply", NULL, action_reply);
  gtk_widget_class_install_action (widget_class, "messages.reply-all", NULL, action_reply_all);
  gtk_widget_class_install_action (widget_class, "messages.forward", NULL, action_forward);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "messages.reply",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "messages.reply-all", NULL);
}

static void
ent_messages_page_class_init (EntMessagesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ent_messages_page_constructed;
  object_class->set_property = ent_messages_page_set_property;
  object_class->dispose = ent_messages_page_dispose;

  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ENT_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ENT_TYPE_FOLDER_LIST);
  g_type_ensure (ENT_TYPE_MESSAGE_COMPOSER);
  g_type_ensure (ENT_TYPE_MESSAGE_VIEW);
  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, answers);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, folders);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, list);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, view);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, composer);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_reached_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_composer_done_cb);
  install_actions (widget_class);
}

static void
ent_messages_page_init (EntMessagesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
ent_messages_page_iface_init (EntPageInterface *iface)
{
  iface->open = ent_messages_page_open;
  iface->create = ent_messages_page_create;
  iface->find = ent_messages_page_find;
  iface->leave = ent_messages_page_leave;
}
