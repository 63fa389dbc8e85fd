/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-messages-page.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-error.h"
#include "ent-folder-list.h"
#include "ent-folder.h"
#include "ent-message-composer.h"
#include "ent-message-filer.h"
#include "ent-message-list.h"
#include "ent-message-view.h"
#include "ent-page.h"
#include "ent-sidebar-button.h"
#include "ent-toast.h"
#include "ent-unparent.h"

struct _EntMessagesPage
{
  GtkWidget           parent_instance;

  AdwLeaflet         *leaflet;
  GtkWidget          *back_button;
  GtkWidget          *answers;
  GtkWidget          *trash_button;
  GtkMenuButton      *more_button;
  EntFolderList      *folders;
  EntMessageList     *list;
  GtkStack           *sheet;
  AdwStatusPage      *several;
  EntMessageView     *view;
  EntMessageComposer *composer;

  EntWorkspace       *workspace;     /* (owned) */
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

/* In a narrow window one pane is seen at a time, and only what can be done there is offered. */
static void
update_buttons (EntMessagesPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  GtkWidget *pane = adw_leaflet_get_visible_child (self->leaflet);
  const char *sheet = gtk_stack_get_visible_child_name (self->sheet);
  g_autoptr (GPtrArray) chosen = ent_message_list_dup_selected (self->list);
  /* Beside a message being written they would be taken for its own. */
  gboolean may_file = (pane != GTK_WIDGET (self->folders) || !folded) &&
                      g_strcmp0 (sheet, "composer") != 0;

  gtk_widget_set_visible (self->back_button, folded && pane != GTK_WIDGET (self->folders));
  gtk_widget_set_visible (self->answers, g_strcmp0 (sheet, "view") == 0 &&
                                         (!folded || pane == GTK_WIDGET (self->sheet)));
  gtk_widget_set_visible (self->trash_button, chosen->len > 0 && may_file);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), chosen->len > 0 && may_file);
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
on_activated_cb (EntMessagesPage *self)
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
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list));
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

/* ---- what becomes of the messages chosen ---- */

/* The ENT's own delay is known to the ENT alone, and told by its answer; an hour is what it is set to. */
static gboolean
can_be_recalled (EntMessagesPage *self)
{
  g_autoptr (GPtrArray) chosen = ent_message_list_dup_selected (self->list);
  EntItem *item;

  if (chosen->len != 1 || g_strcmp0 (ent_message_list_get_folder (self->list), "OUTBOX") != 0)
    return FALSE;

  item = chosen->pdata[0];
  return g_strcmp0 (ent_item_get_state (item), "SENT") == 0 &&
         g_get_real_time () - ent_item_get_sort_at (item) < G_TIME_SPAN_HOUR;
}

static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EntMessagesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_recall_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast (GTK_WIDGET (self), _("The message was taken back."));
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED))
    ent_toast (GTK_WIDGET (self), _("Too late: the ENT no longer takes this message back."));
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE))
    ent_toast (GTK_WIDGET (self), _("Not taken back: the ENT does not answer. Try again at once when the network is back."));
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
recall_answered_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (object);
  g_autofree char *id = user_data;

  if (!ent_ask_finish (result, NULL))
    return;

  ent_workspace_recall_async (self->workspace, id, recalled_cb, g_object_ref (self));
  show_sheet (self, "nothing");
  ent_message_list_unselect (self->list);
}

static void
action_recall (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntMessagesPage *self = ENT_MESSAGES_PAGE (widget);
  g_autoptr (GPtrArray) chosen = ent_message_list_dup_selected (self->list);

  if (can_be_recalled (self))
    ent_ask_async (widget, _("Take This Message Back?"),
                   _("Whoever has not read it yet will not see it any more. Its subject and its text are emptied for everybody."),
                   _("_Take Back"), TRUE, recall_answered_cb,
                   g_strdup (ent_item_get_id (chosen->pdata[0])));
}

/* What can be done depends on where they are: what is in the trash comes out of it first. */
static void
update_menu (EntMessagesPage *self)
{
  const char *folder = ent_message_list_get_folder (self->list);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) marks = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  if (g_strcmp0 (folder, "TRASH") == 0)
    {
      g_menu_append (marks, _("_Restore"), "messages.restore");
      g_menu_append (end, _("_Delete for Good…"), "messages.trash");
    }
  else
    {
      g_menu_append (marks, _("Mark as _Read"), "messages.mark-read");
      g_menu_append (marks, _("Mark as _Unread"), "messages.mark-unread");
      ent_folder_list_append_moves (self->folders, moves, folder, "messages.move");
      g_menu_append (end, _("_Throw Away"), "messages.trash");
    }
  if (can_be_recalled (self))
    g_menu_append (end, _("Take _Back…"), "messages.recall");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (marks));
  if (g_menu_model_get_n_items (G_MENU_MODEL (moves)) > 0)
    g_menu_append_submenu (menu, _("_Move To"), G_MENU_MODEL (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  gtk_menu_button_set_menu_model (self->more_button, G_MENU_MODEL (menu));
  ent_message_list_set_menu (self->list, G_MENU_MODEL (menu));
}

static void
file (EntMessagesPage *self,
      EntFiling        filing,
      const char      *folder_id)
{
  g_autoptr (GPtrArray) chosen = ent_message_list_dup_selected (self->list);

  if (chosen->len == 0)
    return;

  ent_message_filer_file (GTK_WIDGET (self), self->workspace, chosen, filing, folder_id);
  /* The next message is not opened by itself: reading it would mark it read. */
  show_sheet (self, "nothing");
  ent_message_list_unselect (self->list);
}

static void
action_file (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    EntFiling   filing;
  } actions[] = {
    { "messages.trash", ENT_FILING_TRASH },
    { "messages.restore", ENT_FILING_MOVE },
    { "messages.mark-read", ENT_FILING_MARK_READ },
    { "messages.mark-unread", ENT_FILING_MARK_UNREAD },
    { "messages.move", ENT_FILING_MOVE },
  };

  const char *folder_id = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;

  /* Back from a folder of mine: to the inbox what came, to what was sent what I wrote. */
  if (folder_id != NULL && ent_folder_is_system (folder_id))
    folder_id = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (action_name, actions[i].name))
      file (ENT_MESSAGES_PAGE (widget), actions[i].filing, folder_id);
}

static void
show_several (EntMessagesPage *self,
              guint            n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u Message Selected", "%u Messages Selected",
                                                      n), n);

  adw_status_page_set_title (self->several, title);
  show_sheet (self, "several");
}

static void
on_selected_cb (EntMessagesPage *self)
{
  g_autoptr (GPtrArray) chosen = ent_message_list_dup_selected (self->list);

  update_menu (self);
  if (chosen->len == 1)
    show_message (self, chosen->pdata[0]);
  else if (chosen->len > 1)
    show_several (self, chosen->len);
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->sheet), "several"))
    show_sheet (self, "nothing");
  update_buttons (self);
}

static void
on_folder_selected_cb (EntMessagesPage *self)
{
  ent_message_list_show_folder (self->list, ent_folder_list_get_selected (self->folders));
  if (adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->folders))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list));
}

static void
on_composer_done_cb (EntMessagesPage *self)
{
  show_sheet (self, "nothing");
  ent_message_list_unselect (self->list);
}

static void
on_held_back_cb (EntMessagesPage *self,
                 const char      *uuid)
{
  g_autoptr (EntDraft) draft = ent_workspace_open_draft (self->workspace, uuid);

  if (draft == NULL)
    return;

  ent_message_list_unselect (self->list);
  show_draft (self, draft);
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

  ent_message_list_unselect (self->list);
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

  ent_message_list_find (self->list);
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

  G_OBJECT_CLASS (ent_messages_page_parent_class)->constructed (object);

  ent_message_list_set_workspace (self->list, self->workspace);
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

  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));

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
  gtk_widget_class_install_action (widget_class, "messages.trash", NULL, action_file);
  gtk_widget_class_install_action (widget_class, "messages.recall", NULL, action_recall);
  gtk_widget_class_install_action (widget_class, "messages.restore", NULL, action_file);
  gtk_widget_class_install_action (widget_class, "messages.mark-read", NULL, action_file);
  gtk_widget_class_install_action (widget_class, "messages.mark-unread", NULL, action_file);
  gtk_widget_class_install_action (widget_class, "messages.move", "s", action_file);
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
  g_type_ensure (ENT_TYPE_MESSAGE_LIST);
  g_type_ensure (ENT_TYPE_MESSAGE_VIEW);
  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, answers);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, trash_button);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, several);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, folders);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, list);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, view);
  gtk_widget_class_bind_template_child (widget_class, EntMessagesPage, composer);
  gtk_widget_class_bind_template_callback (widget_class, on_leaflet_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_composer_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_held_back_cb);
  install_actions (widget_class);
}

static void
ent_messages_page_init (EntMessagesPage *self)
{
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
