/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-post-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-blog-role.h"
#include "ent-post-row.h"
#include "ent-unparent.h"

/* The states of a filter, as EntQuery takes them. */
#define DRAFTS "DRAFT"
#define SUBMITTED "SUBMITTED"
#define PUBLISHED "PUBLISHED"

enum
{
  COUNT_DRAFTS,
  COUNT_SUBMITTED,
  COUNT_PUBLISHED,
  N_COUNTS,
};

static const char *const counted_states[N_COUNTS] = { DRAFTS, SUBMITTED, PUBLISHED };

struct _EntPostList
{
  GtkWidget           parent_instance;

  GtkToggleButton    *all_button;
  GtkToggleButton    *drafts_button;
  GtkToggleButton    *submitted_button;
  GtkToggleButton    *published_button;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkStack           *stack;
  AdwStatusPage      *empty_page;
  GtkWidget          *first_button;
  GtkListView        *list;

  EntWorkspace       *workspace;          /* (owned) (nullable) */
  EntBlog            *blog;               /* (owned) (nullable) */
  GListModel         *posts;              /* (owned) (nullable) (element-type EntPost): shown */
  GtkSingleSelection *selection;          /* (owned) (nullable): over them */
  GListModel         *counts[N_COUNTS];   /* (owned) (nullable): only their lengths are read */
  char               *marked_id;          /* (owned) (nullable): post to keep marked while the list changes … */
  char               *marked_uuid;        /* (owned) (nullable): … or draft */
  gboolean            marking;            /* the selection is ours, not the teacher's */
};

enum
{
  SELECTED,
  CREATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntPostList, ent_post_list, GTK_TYPE_WIDGET)

/* ---- counts ---- */

static void
show_count (GtkToggleButton *button,
            const char      *name,
            GListModel      *model)
{
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  /* Translators: the name of a filter and how many posts it shows: "Drafts 2". */
  g_autofree char *label = n > 0 ? g_strdup_printf (C_("filter and count", "%s %u"), name, n) : g_strdup (name);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_counts (EntPostList *self)
{
  GListModel *submitted = self->counts[COUNT_SUBMITTED];
  gboolean approves = self->blog != NULL && !ent_blog_get_immediate (self->blog);

  show_count (self->drafts_button, C_("posts", "Drafts"), self->counts[COUNT_DRAFTS]);
  show_count (self->submitted_button, C_("posts", "To Approve"), submitted);
  show_count (self->published_button, C_("posts", "Published"), NULL);
  /* Where posts are published at once there is nothing to approve, but what was submitted before remains. */
  gtk_widget_set_visible (GTK_WIDGET (self->submitted_button),
                          approves || (submitted != NULL && g_list_model_get_n_items (submitted) > 0));
}

static void
count_posts (EntPostList *self)
{
  for (guint i = 0; i < N_COUNTS; i++)
    {
      g_autoptr (EntQuery) query = NULL;

      if (self->counts[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->counts[i], self);
      g_clear_object (&self->counts[i]);
      if (self->blog == NULL)
        continue;

      query = ent_query_new (ENT_KIND_POST, ent_item_get_id (ENT_ITEM (self->blog)));
      query->states = g_strdup (counted_states[i]);
      self->counts[i] = ent_workspace_list (self->workspace, query);
      g_signal_connect_object (self->counts[i], "items-changed", G_CALLBACK (show_counts), self,
                               G_CONNECT_SWAPPED);
    }
  show_counts (self);
}

/* ---- the list ---- */

static const char *
get_states (EntPostList *self)
{
  if (gtk_toggle_button_get_active (self->drafts_button))
    return DRAFTS;
  if (gtk_toggle_button_get_active (self->submitted_button))
    return SUBMITTED;
  if (gtk_toggle_button_get_active (self->published_button))
    return PUBLISHED;
  return NULL;
}

static gboolean
is_marked (EntPostList *self,
           EntItem     *item)
{
  if (self->marked_id != NULL && g_strcmp0 (ent_item_get_id (item), self->marked_id) == 0)
    return TRUE;
  return self->marked_uuid != NULL && g_strcmp0 (ent_item_get_draft_uuid (item), self->marked_uuid) == 0;
}

/* Only the first rows are looked at: what is being written is among the newest, and a row far away is not worth reading 2 000. */
#define MARK_ROWS 100

static void
mark_row (EntPostList *self)
{
  guint n, position = GTK_INVALID_LIST_POSITION;

  if (self->selection == NULL)
    return;

  n = MIN (g_list_model_get_n_items (self->posts), MARK_ROWS);
  if (self->marked_id != NULL || self->marked_uuid != NULL)
    for (guint i = 0; i < n && position == GTK_INVALID_LIST_POSITION; i++)
      {
        g_autoptr (EntItem) item = g_list_model_get_item (self->posts, i);

        if (is_marked (self, item))
          position = i;
      }

  {
    EntItem *selected = gtk_single_selection_get_selected_item (self->selection);

    if (position == GTK_INVALID_LIST_POSITION && selected != NULL && is_marked (self, selected))
      return;
  }
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;

  self->marking = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->marking = FALSE;
  /* A text just begun comes on top, perhaps above what the list shows. */
  if (position != GTK_INVALID_LIST_POSITION && gtk_list_view_get_model (self->list) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
describe_empty (EntPostList *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean can_write = self->blog != NULL && ent_blog_role_can_write (self->blog);
  const char *title = _("No Post Yet");
  const char *description = can_write ? _("Write the first one: it is kept on this computer until you publish it.")
                                      : _("Nothing was published in this blog yet.");

  if (self->blog == NULL)
    {
      title = _("No Blog");
      description = _("The blogs you write in or read on the ENT will be here.");
    }
  else if (*words != '\0')
    {
      title = _("Nothing Found");
      description = _("No post of this blog holds these words.");
    }
  else if (get_states (self) != NULL)
    {
      title = _("No Post Here");
      description = NULL;
    }
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_widget_set_visible (self->first_button, can_write && *words == '\0');
}

static void
show_state (EntPostList *self)
{
  gboolean first = self->workspace != NULL &&
                   ent_connection_get_first_pull (ent_workspace_get_connection (self->workspace)) &&
                   ent_connection_get_state (ent_workspace_get_connection (self->workspace)) == ENT_CONNECTION_BUSY;
  guint n = self->posts != NULL ? g_list_model_get_n_items (self->posts) : 0;

  if (n == 0)
    describe_empty (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : first ? "loading" : "empty");
}

static void
on_posts_changed_cb (EntPostList *self)
{
  show_state (self);
  mark_row (self);
}

static void
on_selected_cb (EntPostList *self)
{
  EntPost *post = gtk_single_selection_get_selected_item (self->selection);

  if (post != NULL && !self->marking)
    g_signal_emit (self, signals[SELECTED], 0, post);
}

static void
drop_models (EntPostList *self)
{
  if (self->posts != NULL)
    g_signal_handlers_disconnect_by_data (self->posts, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->posts);
}

static void
show_list (EntPostList *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (EntQuery) query = NULL;

  drop_models (self);
  if (self->workspace == NULL || self->blog == NULL)
    {
      show_state (self);
      return;
    }

  query = ent_query_new (ENT_KIND_POST, ent_item_get_id (ENT_ITEM (self->blog)));
  query->states = g_strdup (get_states (self));
  query->words = *words != '\0' ? g_strdup (words) : NULL;
  self->posts = ent_workspace_list (self->workspace, query);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, self->posts);
  mark_row (self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->posts, "items-changed", G_CALLBACK (on_posts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  show_state (self);
}

static void
on_filter_toggled_cb (EntPostList     *self,
                      GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    show_list (self);
}

static void
on_first_clicked_cb (EntPostList *self)
{
  g_signal_emit (self, signals[CREATE], 0);
}

static void
setup_row_cb (EntPostList *self,
              GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item,
                           ent_post_row_new (ent_account_get_user_id (ent_workspace_get_account (self->workspace))));
}

static void
bind_row_cb (EntPostList *self,
             GtkListItem *list_item)
{
  ent_post_row_set_post (ENT_POST_ROW (gtk_list_item_get_child (list_item)),
                         ENT_POST (gtk_list_item_get_item (list_item)));
}

static void
unbind_row_cb (EntPostList *self,
               GtkListItem *list_item)
{
  ent_post_row_set_post (ENT_POST_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gboolean
ent_post_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ENT_POST_LIST (widget)->list));
}

static void
ent_post_list_dispose (GObject *object)
{
  EntPostList *self = ENT_POST_LIST (object);

  drop_models (self);
  for (guint i = 0; i < N_COUNTS; i++)
    {
      if (self->counts[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->counts[i], self);
      g_clear_object (&self->counts[i]);
    }
  g_clear_object (&self->blog);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_POST_LIST);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_post_list_parent_class)->dispose (object);
}

static void
ent_post_list_finalize (GObject *object)
{
  EntPostList *self = ENT_POST_LIST (object);

  g_free (self->marked_id);
  g_free (self->marked_uuid);

  G_OBJECT_CLASS (ent_post_list_parent_class)->finalize (object);
}

static void
ent_post_list_class_init (EntPostListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ent_post_list_dispose;
  object_class->finalize = ent_post_list_finalize;
  widget_class->grab_focus = ent_post_list_grab_focus;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, ENT_TYPE_POST);
  signals[CREATE] = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/blog/ent-post-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EntPostList, all_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, drafts_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, submitted_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, published_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, stack);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, first_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostList, list);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_first_clicked_cb);
}

static void
ent_post_list_init (EntPostList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  show_counts (self);
}

/**
 * ent_post_list_set_workspace:
 * @self: a list
 * @workspace: the account; once
 */
void
ent_post_list_set_workspace (EntPostList  *self,
                             EntWorkspace *workspace)
{
  EntConnection *connection;

  g_return_if_fail (ENT_IS_POST_LIST (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  connection = ent_workspace_get_connection (workspace);
  g_signal_connect_object (connection, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connection, "notify::first-pull", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}

/**
 * ent_post_list_set_blog:
 * @self: a list
 * @blog: (nullable): the blog whose posts are shown
 */
void
ent_post_list_set_blog (EntPostList *self,
                        EntBlog     *blog)
{
  g_return_if_fail (ENT_IS_POST_LIST (self));

  g_set_object (&self->blog, blog);
  gtk_toggle_button_set_active (self->all_button, TRUE);
  count_posts (self);
  show_list (self);
}

/**
 * ent_post_list_mark:
 * @self: a list
 * @id: (nullable): a post of the ENT
 * @draft_uuid: (nullable): a draft
 *
 * Marks the row of what is shown beside the list, and keeps it marked while the list changes; "selected" is not emitted.
 */
void
ent_post_list_mark (EntPostList *self,
                    const char  *id,
                    const char  *draft_uuid)
{
  g_return_if_fail (ENT_IS_POST_LIST (self));

  g_free (self->marked_id);
  g_free (self->marked_uuid);
  self->marked_id = g_strdup (id);
  self->marked_uuid = g_strdup (draft_uuid);
  mark_row (self);
}

/**
 * ent_post_list_find:
 * @self: a list
 *
 * Puts the cursor in the search.
 */
void
ent_post_list_find (EntPostList *self)
{
  g_return_if_fail (ENT_IS_POST_LIST (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
