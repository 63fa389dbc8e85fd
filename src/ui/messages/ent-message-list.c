/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-message-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-message-row.h"
#include "ent-unparent.h"

struct _EntMessageList
{
  GtkWidget          parent_instance;

  GtkSearchBar      *search_bar;
  GtkSearchEntry    *search_entry;
  GtkStack          *stack;
  AdwStatusPage     *empty_page;
  GtkListView       *list;
  GtkWidget         *popover;       /* (owned) (nullable) */

  EntWorkspace      *workspace;     /* (owned) (nullable) */
  char              *folder_id;     /* (owned) (nullable) */
  GListModel        *messages;      /* (owned) (nullable): of the folder shown */
  GtkMultiSelection *selection;     /* (owned) (nullable) */
  GCancellable      *cancellable;   /* (owned): cancelled when the list goes */
  gboolean           fetching;      /* older messages are being fetched */
};

G_DEFINE_FINAL_TYPE (EntMessageList, ent_message_list, GTK_TYPE_WIDGET)

enum
{
  PROP_SEARCHING = 1,
  N_PROPS
};

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
shows_mine (EntMessageList *self)
{
  return g_strcmp0 (self->folder_id, "OUTBOX") == 0 || g_strcmp0 (self->folder_id, "DRAFT") == 0 ||
         g_strcmp0 (self->folder_id, ENT_FOLDER_LOCAL_OUTBOX) == 0;
}

static gboolean
to_top_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  gtk_widget_activate_action (widget, "list.scroll-to-item", "u", 0);
  return G_SOURCE_REMOVE;
}

/* GtkListView keeps in sight the row that was there: what comes above the first one would not be seen. */
static void
on_items_changed_cb (EntMessageList *self,
                     guint           position,
                     guint           n_removed,
                     guint           n_added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  if (position == 0 && n_added > 0 && adjustment != NULL && gtk_adjustment_get_value (adjustment) < 1)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->list), to_top_tick_cb, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (self->messages) > 0 ? "list" : "empty");
}

static void
on_selection_changed_cb (EntMessageList *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
describe_empty (EntMessageList *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  const char *description = NULL;

  if (*words != '\0')
    description = _("No message of this folder holds these words.");
  else if (g_strcmp0 (self->folder_id, ENT_FOLDER_LOCAL_OUTBOX) == 0)
    description = _("Messages you send without a network wait here.");
  else if (g_strcmp0 (self->folder_id, "DRAFT") == 0)
    description = _("What you begin to write is kept here.");

  adw_status_page_set_description (self->empty_page, description);
}

static void
show_list (EntMessageList *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (EntQuery) query = NULL;

  if (self->workspace == NULL || self->folder_id == NULL)
    return;

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->messages);
  g_clear_object (&self->selection);

  query = ent_query_new (ENT_KIND_MESSAGE, self->folder_id);
  query->words = *words != '\0' ? g_strdup (words) : NULL;
  self->messages = ent_workspace_list (self->workspace, query);
  self->selection = gtk_multi_selection_new (g_object_ref (self->messages));
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (on_selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->messages, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  describe_empty (self);
  on_items_changed_cb (self, 0, 0, 0);
  on_selection_changed_cb (self);
}

static void
on_activate_cb (EntMessageList *self,
                guint           position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
more_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EntMessageList) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  self->fetching = FALSE;
  if (!ent_workspace_more_messages_finish (ENT_WORKSPACE (object), result, &more, &error))
    g_debug ("Older messages: %s", error->message);
}

static void
on_edge_reached_cb (EntMessageList  *self,
                    GtkPositionType  edge)
{
  if (edge != GTK_POS_BOTTOM || self->fetching || self->folder_id == NULL ||
      g_str_equal (self->folder_id, ENT_FOLDER_LOCAL_OUTBOX))
    return;

  self->fetching = TRUE;
  ent_workspace_more_messages_async (self->workspace, self->folder_id, self->cancellable, more_cb,
                                     g_object_ref (self));
}

/* ---- what a row offers ---- */

static void
popup (EntMessageList *self,
       GtkWidget      *row)
{
  graphene_rect_t bounds;

  if (self->popover == NULL || self->selection == NULL ||
      !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width,
                                                 (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* A row that is not among those chosen is chosen alone first, as files are in a file manager. */
static void
on_secondary_press_cb (GtkGestureClick *gesture,
                       int              n_press,
                       double           x,
                       double           y,
                       GtkListItem     *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  EntMessageList *self = ENT_MESSAGE_LIST (gtk_widget_get_ancestor (row, ENT_TYPE_MESSAGE_LIST));
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  guint position = gtk_list_item_get_position (list_item);

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  popup (self, row);
}

static void
action_menu (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    popup (ENT_MESSAGE_LIST (widget), focus);
}

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  GtkWidget *row = ent_message_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (on_secondary_press_cb), list_item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (EntMessageList *self,
             GtkListItem    *list_item)
{
  ent_message_row_set_message (ENT_MESSAGE_ROW (gtk_list_item_get_child (list_item)),
                               ENT_MESSAGE (gtk_list_item_get_item (list_item)),
                               shows_mine (self));
}

static void
unbind_row_cb (EntMessageList *self,
               GtkListItem    *list_item)
{
  ent_message_row_set_message (ENT_MESSAGE_ROW (gtk_list_item_get_child (list_item)), NULL, FALSE);
}

/* ---- GObject ---- */

static void
ent_message_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  EntMessageList *self = ENT_MESSAGE_LIST (object);

  switch (prop_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_message_list_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  EntMessageList *self = ENT_MESSAGE_LIST (object);

  switch (prop_id)
    {
    case PROP_SEARCHING:
      gtk_search_bar_set_search_mode (self->search_bar, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
on_search_mode_cb (EntMessageList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static void
ent_message_list_dispose (GObject *object)
{
  EntMessageList *self = ENT_MESSAGE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->messages);
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder_id, g_free);

  G_OBJECT_CLASS (ent_message_list_parent_class)->dispose (object);
}

static void
ent_message_list_class_init (EntMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ent_message_list_get_property;
  object_class->set_property = ent_message_list_set_property;
  object_class->dispose = ent_message_list_dispose;

  /* EntMessageList:searching: whether the line to type words in is there. */
  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                             0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-message-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMessageList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EntMessageList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, EntMessageList, stack);
  gtk_widget_class_bind_template_child (widget_class, EntMessageList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, EntMessageList, list);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_reached_cb);
  gtk_widget_class_install_action (widget_class, "message-list.menu", NULL, action_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "message-list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "message-list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "messages.trash", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}

static void
ent_message_list_init (EntMessageList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled",
                           G_CALLBACK (on_search_mode_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ent_message_list_set_workspace:
 * @self: a list
 * @workspace: the account; once
 */
void
ent_message_list_set_workspace (EntMessageList *self,
                                EntWorkspace   *workspace)
{
  g_return_if_fail (ENT_IS_MESSAGE_LIST (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * ent_message_list_show_folder:
 * @self: a list
 * @folder_id: id of a folder
 *
 * Shows the messages of a folder, none of them chosen.
 */
void
ent_message_list_show_folder (EntMessageList *self,
                              const char     *folder_id)
{
  g_return_if_fail (ENT_IS_MESSAGE_LIST (self));
  g_return_if_fail (folder_id != NULL);

  g_free (self->folder_id);
  self->folder_id = g_strdup (folder_id);
  show_list (self);
}

/**
 * ent_message_list_get_folder:
 * @self: a list
 *
 * Returns: (nullable): id of the folder shown
 */
const char *
ent_message_list_get_folder (EntMessageList *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE_LIST (self), NULL);

  return self->folder_id;
}

/**
 * ent_message_list_find:
 * @self: a list
 *
 * Puts the cursor where words are searched.
 */
void
ent_message_list_find (EntMessageList *self)
{
  g_return_if_fail (ENT_IS_MESSAGE_LIST (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * ent_message_list_dup_selected:
 * @self: a list
 *
 * Returns: (transfer full) (element-type EntItem): what is chosen, in the order of the list
 */
GPtrArray *
ent_message_list_dup_selected (EntMessageList *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (ENT_IS_MESSAGE_LIST (self), NULL);

  if (self->selection == NULL)
    return items;

  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (items, g_list_model_get_item (self->messages, position));
  return items;
}

/**
 * ent_message_list_unselect:
 * @self: a list
 *
 * Nothing is chosen any more.
 */
void
ent_message_list_unselect (EntMessageList *self)
{
  g_return_if_fail (ENT_IS_MESSAGE_LIST (self));

  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * ent_message_list_set_menu:
 * @self: a list
 * @menu: what right-clicking a row offers
 */
void
ent_message_list_set_menu (EntMessageList *self,
                           GMenuModel     *menu)
{
  g_return_if_fail (ENT_IS_MESSAGE_LIST (self));

  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }
  else
    {
      gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), menu);
    }
}
