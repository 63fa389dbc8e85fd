/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-blog-chooser.h"

#include <glib/gi18n.h>

#include "ent-blog-role.h"
#include "ent-unparent.h"

struct _EntBlogChooser
{
  GtkWidget      parent_instance;

  GtkMenuButton *button;
  GtkPopover    *popover;
  GtkListBox    *list;
  GtkLabel      *name;

  GListModel    *blogs;   /* (owned) (nullable) (element-type EntBlog): last changed first */
  EntBlog       *blog;    /* (owned) (nullable): the one shown */
};

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntBlogChooser, ent_blog_chooser, GTK_TYPE_WIDGET)

static void
show_blog (EntBlogChooser *self)
{
  const char *title = self->blog != NULL ? ent_item_get_title (ENT_ITEM (self->blog)) : _("No Blog");
  /* Translators: %s is the title of the blog shown. */
  g_autofree char *label = g_strdup_printf (_("Blog: %s"), title);

  gtk_label_set_label (self->name, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), self->blog != NULL ? title : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), self->blog != NULL);
}

static void
select_blog (EntBlogChooser *self,
             EntBlog        *blog)
{
  if (self->blog != NULL)
    g_signal_handlers_disconnect_by_data (self->blog, self);
  g_set_object (&self->blog, blog);
  if (blog != NULL)
    g_signal_connect_object (blog, "notify", G_CALLBACK (show_blog), self, G_CONNECT_SWAPPED);
  show_blog (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static EntBlog *
dup_blog_of_id (EntBlogChooser *self,
                const char     *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->blogs); i++)
    {
      g_autoptr (EntItem) blog = g_list_model_get_item (self->blogs, i);

      if (g_strcmp0 (ent_item_get_id (blog), id) == 0)
        return ENT_BLOG (g_steal_pointer (&blog));
    }
  return NULL;
}

/* My own blog first, else one I write in: it is what a teacher opens the page for. */
static EntBlog *
dup_first_blog (EntBlogChooser *self)
{
  static const EntRights wanted[] = { ENT_RIGHTS_OWNER, ENT_RIGHTS_MANAGE, ENT_RIGHTS_CONTRIB, };

  for (guint r = 0; r < G_N_ELEMENTS (wanted); r++)
    for (guint i = 0; i < g_list_model_get_n_items (self->blogs); i++)
      {
        g_autoptr (EntBlog) blog = g_list_model_get_item (self->blogs, i);

        if (ent_blog_get_rights (blog) & wanted[r])
          return g_steal_pointer (&blog);
      }
  return g_list_model_get_item (self->blogs, 0);
}

static void
on_blogs_changed_cb (EntBlogChooser *self)
{
  g_autoptr (EntBlog) blog = NULL;

  if (self->blog != NULL)
    blog = dup_blog_of_id (self, ent_item_get_id (ENT_ITEM (self->blog)));
  if (blog == NULL)
    blog = dup_first_blog (self);
  if (blog != self->blog)
    select_blog (self, blog);
}

static GtkWidget *
make_label (const char *words,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *role = make_label (ent_blog_role_words (ENT_BLOG (item)), "caption");

  gtk_widget_add_css_class (role, "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), make_label (ent_item_get_title (ENT_ITEM (item)), NULL));
  gtk_box_append (GTK_BOX (box), role);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
on_row_activated_cb (EntBlogChooser *self,
                     GtkListBoxRow  *row)
{
  g_autoptr (EntBlog) blog = g_list_model_get_item (self->blogs, (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (blog != NULL && blog != self->blog)
    select_blog (self, blog);
}

static void
ent_blog_chooser_dispose (GObject *object)
{
  EntBlogChooser *self = ENT_BLOG_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_BLOG_CHOOSER);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->blogs);
  g_clear_object (&self->blog);

  G_OBJECT_CLASS (ent_blog_chooser_parent_class)->dispose (object);
}

static void
ent_blog_chooser_class_init (EntBlogChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_blog_chooser_dispose;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/blog/ent-blog-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, EntBlogChooser, button);
  gtk_widget_class_bind_template_child (widget_class, EntBlogChooser, popover);
  gtk_widget_class_bind_template_child (widget_class, EntBlogChooser, list);
  gtk_widget_class_bind_template_child (widget_class, EntBlogChooser, name);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
ent_blog_chooser_init (EntBlogChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_blog_chooser_set_workspace:
 * @self: a chooser
 * @workspace: the account; once
 *
 * Lists the blogs of the account and shows the first one I write in.
 */
void
ent_blog_chooser_set_workspace (EntBlogChooser *self,
                                EntWorkspace   *workspace)
{
  g_autoptr (EntQuery) query = NULL;

  g_return_if_fail (ENT_IS_BLOG_CHOOSER (self));
  g_return_if_fail (ENT_IS_WORKSPACE (workspace));
  g_return_if_fail (self->blogs == NULL);

  query = ent_query_new (ENT_KIND_BLOG, NULL);
  self->blogs = ent_workspace_list (workspace, query);
  gtk_list_box_bind_model (self->list, self->blogs, make_row_cb, NULL, NULL);
  g_signal_connect_object (self->blogs, "items-changed", G_CALLBACK (on_blogs_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_blog (self);
  on_blogs_changed_cb (self);
}

/**
 * ent_blog_chooser_get_blog:
 * @self: a chooser
 *
 * Returns: (transfer none) (nullable): the blog shown; %NULL while there is none
 */
EntBlog *
ent_blog_chooser_get_blog (EntBlogChooser *self)
{
  g_return_val_if_fail (ENT_IS_BLOG_CHOOSER (self), NULL);

  return self->blog;
}

/**
 * ent_blog_chooser_select:
 * @self: a chooser
 * @blog_id: a blog; nothing is done if it is none of mine
 */
void
ent_blog_chooser_select (EntBlogChooser *self,
                         const char     *blog_id)
{
  g_autoptr (EntBlog) blog = NULL;

  g_return_if_fail (ENT_IS_BLOG_CHOOSER (self));

  if (blog_id != NULL && self->blogs != NULL)
    blog = dup_blog_of_id (self, blog_id);
  if (blog != NULL && blog != self->blog)
    select_blog (self, blog);
}
