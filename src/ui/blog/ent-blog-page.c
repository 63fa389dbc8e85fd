/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

/* The folder in a few lines: EntBlogPage joins EntBlogChooser (which blog), EntPostList (its posts, by state or words, EntPostRow
 * each) and EntPostView (one post, read or written); ent-blog-role.c says what I may do where. */

#include "ent-blog-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-blog-chooser.h"
#include "ent-blog-role.h"
#include "ent-page.h"
#include "ent-post-list.h"
#include "ent-post-view.h"
#include "ent-sidebar-button.h"
#include "ent-unparent.h"

/* Pixels; the same in the .ui. */
#define LIST_WIDTH 330

struct _EntBlogPage
{
  GtkWidget       parent_instance;

  AdwLeaflet     *leaflet;
  GtkWidget      *list_pane;
  EntBlogChooser *chooser;
  EntPostList    *posts;
  EntPostView    *view;

  EntWorkspace   *workspace;   /* (owned) */
};

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void ent_blog_page_iface_init (EntPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntBlogPage, ent_blog_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_PAGE, ent_blog_page_iface_init))

/* The row of what is shown beside the list; a new text has its row once it is on the disk. */
static void
mark_shown (EntBlogPage *self)
{
  EntDraft *draft = ent_post_view_get_draft (self->view);

  ent_post_list_mark (self->posts, ent_post_view_get_post_id (self->view),
                      draft != NULL ? ent_draft_get_uuid (draft) : NULL);
}

static void
show_list_pane (EntBlogPage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* Beside each other, the list keeps the keyboard: arrows go on from post to post. */
static void
show_view_pane (EntBlogPage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->view));
}

static void
on_folded_cb (EntBlogPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  /* Beside a post the list keeps its width whatever the post is; alone it has all the room. */
  adw_clamp_set_maximum_size (ADW_CLAMP (self->list_pane), folded ? G_MAXINT16 : LIST_WIDTH);
  if (folded)
    adw_leaflet_set_visible_child (self->leaflet, ent_post_view_has_post (self->view) ? GTK_WIDGET (self->view)
                                                                                      : self->list_pane);
}

static void
show_post (EntBlogPage *self,
           EntPost     *post)
{
  EntBlog *blog = ent_blog_chooser_get_blog (self->chooser);

  if (blog == NULL)
    return;

  ent_post_view_show_post (self->view, blog, post);
  mark_shown (self);
}

static void
show_draft (EntBlogPage *self,
            EntDraft    *draft)
{
  EntBlog *blog = ent_blog_chooser_get_blog (self->chooser);

  if (blog == NULL)
    return;

  ent_post_view_show_draft (self->view, blog, draft);
  mark_shown (self);
  show_view_pane (self);
}

static void
show_nothing (EntBlogPage *self)
{
  ent_post_view_show_nothing (self->view);
  ent_post_list_mark (self->posts, NULL, NULL);
}

static void
on_blog_selected_cb (EntBlogPage *self)
{
  EntBlog *blog = ent_blog_chooser_get_blog (self->chooser);

  show_nothing (self);
  ent_post_list_set_blog (self->posts, blog);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blog.create", blog != NULL && ent_blog_role_can_write (blog));
}

static void
on_post_selected_cb (EntBlogPage *self,
                     EntPost     *post)
{
  show_post (self, post);
  show_view_pane (self);
}

static void
on_view_closed_cb (EntBlogPage *self)
{
  show_nothing (self);
  show_list_pane (self);
}

static void
on_view_back_cb (EntBlogPage *self)
{
  show_list_pane (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->posts));
}

static void
create_post (EntBlogPage *self)
{
  EntBlog *blog = ent_blog_chooser_get_blog (self->chooser);
  g_autoptr (EntDraft) draft = NULL;

  if (blog == NULL || !ent_blog_role_can_write (blog))
    return;

  draft = ent_workspace_new_draft (self->workspace, ENT_KIND_POST, ent_item_get_id (ENT_ITEM (blog)));
  show_draft (self, draft);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_create_cb (EntBlogPage *self)
{
  create_post (self);
}

static void
action_create (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  create_post (ENT_BLOG_PAGE (widget));
}

/* F6: from the list to the post and back. */
static void
action_next_pane (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  EntBlogPage *self = ENT_BLOG_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean in_list = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->posts));

  if (in_list && ent_post_view_has_post (self->view))
    {
      show_view_pane (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }
  show_list_pane (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->posts));
}

/* ---- EntPage ---- */

static void
ent_blog_page_open (EntPage    *page,
                    EntKind     kind,
                    const char *id,
                    const char *draft_uuid)
{
  EntBlogPage *self = ENT_BLOG_PAGE (page);
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (EntItem) item = NULL;

  if (kind == ENT_KIND_BLOG)
    {
      ent_blog_chooser_select (self->chooser, id);
      return;
    }

  if (draft_uuid != NULL)
    draft = ent_workspace_open_draft (self->workspace, draft_uuid);
  if (draft != NULL)
    {
      ent_blog_chooser_select (self->chooser, ent_draft_get_parent_id (draft));
      show_draft (self, draft);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }

  if (id != NULL)
    item = ent_workspace_dup_item (self->workspace, ENT_KIND_POST, id);
  if (item == NULL)
    return;
  ent_blog_chooser_select (self->chooser, ent_item_get_parent_id (item));
  on_post_selected_cb (self, ENT_POST (item));
}

static void
ent_blog_page_create (EntPage    *page,
                      const char *detail)
{
  create_post (ENT_BLOG_PAGE (page));
}

static void
ent_blog_page_find (EntPage *page)
{
  EntBlogPage *self = ENT_BLOG_PAGE (page);

  show_list_pane (self);
  ent_post_list_find (self->posts);
}

static void
save_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The draft itself goes on trying and says so under the text. */
  if (!ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    g_debug ("Saving a post when leaving the page: %s", error->message);
}

static void
ent_blog_page_leave (EntPage *page)
{
  EntDraft *draft = ent_post_view_get_draft (ENT_BLOG_PAGE (page)->view);

  if (draft != NULL && !ent_draft_is_saved (draft))
    ent_draft_save_async (draft, save_done_cb, NULL);
}

static void
ent_blog_page_iface_init (EntPageInterface *iface)
{
  iface->open = ent_blog_page_open;
  iface->create = ent_blog_page_create;
  iface->find = ent_blog_page_find;
  iface->leave = ent_blog_page_leave;
}

/* ---- life ---- */

static void
ent_blog_page_constructed (GObject *object)
{
  EntBlogPage *self = ENT_BLOG_PAGE (object);

  G_OBJECT_CLASS (ent_blog_page_parent_class)->constructed (object);

  ent_post_view_set_workspace (self->view, self->workspace);
  ent_post_list_set_workspace (self->posts, self->workspace);
  /* A draft that reached the ENT has another name in the list. */
  g_signal_connect_object (self->workspace, "changed", G_CALLBACK (mark_shown), self, G_CONNECT_SWAPPED);
  on_blog_selected_cb (self);
  ent_blog_chooser_set_workspace (self->chooser, self->workspace);
}

static void
ent_blog_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_WORKSPACE:
      ENT_BLOG_PAGE (object)->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_blog_page_dispose (GObject *object)
{
  EntBlogPage *self = ENT_BLOG_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_BLOG_PAGE);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ent_blog_page_parent_class)->dispose (object);
}

static void
ent_blog_page_class_init (EntBlogPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ent_blog_page_constructed;
  object_class->set_property = ent_blog_page_set_property;
  object_class->dispose = ent_blog_page_dispose;
  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ENT_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ENT_TYPE_BLOG_CHOOSER);
  g_type_ensure (ENT_TYPE_POST_LIST);
  g_type_ensure (ENT_TYPE_POST_VIEW);
  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/blog/ent-blog-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntBlogPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EntBlogPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, EntBlogPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, EntBlogPage, posts);
  gtk_widget_class_bind_template_child (widget_class, EntBlogPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_blog_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_post_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_create_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_back_cb);
  gtk_widget_class_install_action (widget_class, "blog.create", NULL, action_create);
  gtk_widget_class_install_action (widget_class, "blog.next-pane", NULL, action_next_pane);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "blog.next-pane", NULL);
}

static void
ent_blog_page_init (EntBlogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
