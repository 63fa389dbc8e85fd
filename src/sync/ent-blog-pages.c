/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-blog-pages.h"

#include "ent-pull-private.h"

/* One blog, page by page. A page is asked for while the one before it is written. */

typedef struct
{
  EntFan        *fan;      /* of this blog */
  char          *blog_id;  /* (owned) */
  EntBlogLook    look;
  guint          page;     /* being read */
  guint          asked_at; /* arrivals when it was asked for */
  guint          began_at; /* arrivals when the first was */
  EntMirrorPage *list;     /* (owned): ids of all pages so far */
} Reading;

static void read_page  (Reading *reading);
static void read_texts (Reading *reading);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  ent_mirror_page_unref (reading->list);
  g_free (reading->blog_id);
  g_free (reading);
}

static EntPull *
get_pull (Reading *reading)
{
  return g_task_get_source_object (ent_fan_get_task (reading->fan));
}

/* Something of ours arrived since the page was asked for: it would put the mirror back. */
static gboolean
is_stale (Reading *reading)
{
  return ent_pull_get_context (get_pull (reading))->n_arrivals != reading->asked_at;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  EntFan *fan = user_data;
  GError *error = NULL;

  ent_pull_page_written (g_task_get_source_object (ent_fan_get_task (fan)), result, NULL, &error);
  ent_fan_end (fan, error);
}

static void
write_posts (Reading   *reading,
             GPtrArray *posts)
{
  g_autoptr (EntMirrorPage) page = ent_mirror_page_new (ENT_KIND_POST, reading->blog_id);

  ent_mirror_page_add_items (page, posts);
  ent_fan_begin (reading->fan);
  ent_pull_write_page (get_pull (reading), page, written_cb, reading->fan);
}

/* What follows the page whose posts are @posts; ends the reading's own job of the fan when it was
 * the last one. */
static void
go_on (Reading   *reading,
       GPtrArray *posts,
       gboolean   further)
{
  ent_mirror_page_add_others (reading->list, posts);

  if (posts->len >= ENT_BLOG_API_PAGE_SIZE && further)
    {
      reading->page++;
      read_page (reading);
      return;
    }

  if (posts->len < ENT_BLOG_API_PAGE_SIZE && reading->began_at == reading->asked_at)
    {
      ent_mirror_page_set_complete (reading->list, 0);
      ent_fan_begin (reading->fan);
      ent_pull_write_page (get_pull (reading), reading->list, written_cb, reading->fan);
    }

  ent_fan_end (reading->fan, NULL);
}

static void
texts_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Reading *reading = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) posts = ent_blog_api_list_posts_finish (ENT_BLOG_API (object), result,
                                                                &error);

  if (posts == NULL)
    {
      ent_fan_end (reading->fan, error);
      return;
    }

  if (is_stale (reading))
    {
      read_page (reading);
      return;
    }

  write_posts (reading, posts);
  go_on (reading, posts, TRUE);
}

static void
read_texts (Reading *reading)
{
  EntPull *pull = get_pull (reading);

  ent_blog_api_list_posts_async (ent_pull_get_context (pull)->blog, reading->blog_id, reading->page,
                                 NULL, ent_pull_get_cancellable (pull), texts_read_cb, reading);
}

typedef struct
{
  gboolean text;   /* a text is new or was changed */
  gboolean stamp;  /* something else moved */
} News;

static void
compare_stamp (EntDatabase *db,
               EntItem     *stamp,
               News        *news)
{
  g_autoptr (EntItem) known = ent_item_store_get (db, ENT_KIND_POST, ent_item_get_id (stamp), NULL);

  if (known == NULL || ent_item_get_html (known) == NULL ||
      ent_item_get_modified_at (known) != ent_item_get_modified_at (stamp))
    news->text = TRUE;
  else if (g_strcmp0 (ent_item_get_state (known), ent_item_get_state (stamp)) != 0 ||
           ent_post_get_n_comments (ENT_POST (known)) != ent_post_get_n_comments (ENT_POST (stamp)))
    news->stamp = TRUE;
}

static void
stamps_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Reading *reading = user_data;
  EntDatabase *db = ent_pull_get_context (get_pull (reading))->db;
  News news = { FALSE, FALSE };
  GError *error = NULL;
  g_autoptr (GPtrArray) stamps = ent_blog_api_list_stamps_finish (ENT_BLOG_API (object), result,
                                                                  &error);

  if (stamps == NULL)
    {
      ent_fan_end (reading->fan, error);
      return;
    }

  if (is_stale (reading))
    {
      read_page (reading);
      return;
    }

  for (guint i = 0; i < stamps->len; i++)
    compare_stamp (db, stamps->pdata[i], &news);

  if (news.text)
    {
      read_texts (reading);
      return;
    }

  if (news.stamp)
    write_posts (reading, stamps);

  go_on (reading, stamps, news.stamp || reading->look == ENT_BLOG_LOOK_ALL_STAMPS);
}

static void
read_page (Reading *reading)
{
  EntPull *pull = get_pull (reading);

  reading->asked_at = ent_pull_get_context (pull)->n_arrivals;
  if (reading->look == ENT_BLOG_LOOK_EVERYTHING)
    read_texts (reading);
  else
    ent_blog_api_list_stamps_async (ent_pull_get_context (pull)->blog, reading->blog_id,
                                    reading->page, ent_pull_get_cancellable (pull), stamps_read_cb,
                                    reading);
}

/**
 * ent_blog_pages_read_async:
 * @pull: the pull it is a part of
 * @blog_id: the blog
 * @look: how far
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Brings the posts of a blog to the mirror.
 */
void
ent_blog_pages_read_async (EntPull             *pull,
                           const char          *blog_id,
                           EntBlogLook          look,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Reading *reading = g_new0 (Reading, 1);
  GTask *task = g_task_new (pull, NULL, callback, user_data);

  g_task_set_source_tag (task, ent_blog_pages_read_async);
  g_task_set_task_data (task, reading, reading_free);
  reading->fan = ent_fan_new (task);
  reading->blog_id = g_strdup (blog_id);
  reading->look = look;
  reading->list = ent_mirror_page_new (ENT_KIND_POST, blog_id);
  reading->began_at = ent_pull_get_context (pull)->n_arrivals;
  read_page (reading);
}

/**
 * ent_blog_pages_read_finish:
 * @result: given to the callback
 * @error: %ENT_API_ERROR or %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_blog_pages_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_blog_pages_read_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
