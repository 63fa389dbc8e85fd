/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-pull-private.h"

#include "ent-blog-pages.h"

/* A blog's own date does not move with its posts: each must be asked. A light pull asks some blogs
 * in turn for one page without texts. */

#define BLOGS_A_LIGHT_PULL 2

typedef struct
{
  EntFan    *fan;
  GPtrArray *blogs;  /* (owned) (element-type EntBlog) */
} Blogs;

/* One blog of them. */
typedef struct
{
  EntFan *fan;
  guint   n_asked;  /* blogs asked in all */
} Blog;

static void
blog_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Blog *blog = user_data;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (blog->fan));
  GError *error = NULL;

  ent_blog_pages_read_finish (result, &error);
  ent_pull_set_fraction (self, ENT_SYNC_STEP_BLOGS, 0.2 + 0.6 / blog->n_asked);
  ent_fan_end (blog->fan, error);
}

static EntBlogLook
choose_look (EntPull *self)
{
  switch (ent_pull_get_depth (self))
    {
    case ENT_PULL_FIRST:
      return ENT_BLOG_LOOK_EVERYTHING;
    case ENT_PULL_SWEEP:
      return ENT_BLOG_LOOK_ALL_STAMPS;
    case ENT_PULL_LIGHT:
    default:
      return ENT_BLOG_LOOK_FIRST_STAMPS;
    }
}

static void
ask_blogs (EntPull   *self,
           EntFan    *fan,
           GPtrArray *blogs)
{
  EntPullDepth depth = ent_pull_get_depth (self);
  guint n_asked = depth == ENT_PULL_LIGHT ? MIN (blogs->len, BLOGS_A_LIGHT_PULL) : blogs->len;
  guint first = depth == ENT_PULL_LIGHT && blogs->len > 0 ?
                (ent_pull_get_turn (self) * BLOGS_A_LIGHT_PULL) % blogs->len : 0;

  for (guint i = 0; i < n_asked; i++)
    {
      EntItem *item = blogs->pdata[(first + i) % blogs->len];
      Blog *blog = g_new0 (Blog, 1);

      ent_fan_begin (fan);
      blog->fan = fan;
      blog->n_asked = n_asked;
      ent_blog_pages_read_async (self, ent_item_get_id (item), choose_look (self), blog_read_cb,
                                 blog);
    }
}

static void
list_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree Blogs *list = user_data;
  g_autoptr (GPtrArray) blogs = list->blogs;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (list->fan));
  GError *error = NULL;

  if (ent_pull_page_written (self, result, NULL, &error))
    ask_blogs (self, list->fan, blogs);

  ent_fan_end (list->fan, error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  EntFan *fan = user_data;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  g_autoptr (EntMirrorPage) page = NULL;
  g_autoptr (GPtrArray) blogs = NULL;
  GError *error = NULL;
  Blogs *list;

  blogs = ent_blog_api_list_blogs_finish (ENT_BLOG_API (object), result, &error);
  if (blogs == NULL)
    {
      ent_fan_end (fan, error);
      return;
    }

  page = ent_mirror_page_new (ENT_KIND_BLOG, NULL);
  ent_mirror_page_add_items (page, blogs);
  ent_mirror_page_set_complete (page, 0);
  list = g_new0 (Blogs, 1);
  list->fan = fan;
  list->blogs = g_steal_pointer (&blogs);
  ent_pull_write_page (self, page, list_written_cb, list);
}

void
ent_pull_blogs_async (EntPull             *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  EntSyncContext *context = ent_pull_get_context (self);
  EntFan *fan = ent_fan_new (g_task_new (self, NULL, callback, user_data));

  ent_blog_api_list_blogs_async (context->blog, ent_pull_get_cancellable (self), listed_cb, fan);
}
