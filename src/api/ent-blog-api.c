/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-blog-api.h"

#include "ent-api-private.h"
#include "ent-blog-api-private.h"
#include "ent-blog-json.h"
#include "ent-json.h"
#include "ent-rights.h"

G_DEFINE_FINAL_TYPE (EntBlogApi, ent_blog_api, G_TYPE_OBJECT)

static void
ent_blog_api_finalize (GObject *object)
{
  EntBlogApi *self = ENT_BLOG_API (object);

  g_object_unref (self->client);
  ent_reader_id_clear (&self->reader);

  G_OBJECT_CLASS (ent_blog_api_parent_class)->finalize (object);
}

static void
ent_blog_api_class_init (EntBlogApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_blog_api_finalize;
}

static void
ent_blog_api_init (EntBlogApi *self)
{
}

/**
 * ent_blog_api_new:
 * @client: the client to send with
 *
 * Returns: (transfer full): a blog API
 */
EntBlogApi *
ent_blog_api_new (EntClient *client)
{
  EntBlogApi *self;

  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);

  self = g_object_new (ENT_TYPE_BLOG_API, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * ent_blog_api_set_reader:
 * @self: a blog API
 * @user_id: (nullable): who reads
 * @group_ids: (nullable) (array zero-terminated=1): groups of that person, by userinfo
 *
 * Tells whose rights the answers are to be read for. Without, only rights of nobody are found.
 */
void
ent_blog_api_set_reader (EntBlogApi *self,
                         const char *user_id,
                         const char * const *group_ids)
{
  g_return_if_fail (ENT_IS_BLOG_API (self));

  ent_reader_id_set (&self->reader, user_id, group_ids);
}

static EntReaderId *
dup_reader (EntBlogApi *self)
{
  EntReaderId *reader = g_new0 (EntReaderId, 1);

  ent_reader_id_copy (&self->reader, reader);
  return reader;
}

static void
reader_id_free (gpointer data)
{
  ent_reader_id_clear (data);
  g_free (data);
}

static gpointer
read_blogs (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);
  g_autoptr (GPtrArray) blogs = NULL;

  if (array == NULL)
    return NULL;

  blogs = ent_api_read_list (array, ent_blog_read, data, g_object_unref);
  /* The list holds those in the trash too; their state says so. */
  for (guint i = blogs->len; i > 0; i--)
    if (g_strcmp0 (ent_item_get_state (g_ptr_array_index (blogs, i - 1)), "TRASHED") == 0)
      g_ptr_array_remove_index (blogs, i - 1);

  return g_steal_pointer (&blogs);
}

static gpointer
read_blog (EntResponse  *response,
           gpointer      data,
           GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? ent_blog_read (object, data, error) : NULL;
}

static gpointer
read_counts (EntResponse  *response,
             gpointer      data,
             GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  EntBlogCounts *counts;

  if (object == NULL)
    return NULL;

  counts = g_new0 (EntBlogCounts, 1);
  counts->n_published = ent_json_int_or (object, "countPublished", 0);
  counts->n_draft = ent_json_int_or (object, "countDraft", 0);
  counts->n_submitted = ent_json_int_or (object, "countSubmitted", 0);
  counts->n_all = ent_json_int_or (object, "countAll", 0);
  return counts;
}

static gpointer
read_posts (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  return array != NULL ? ent_api_read_list (array, ent_post_read, data, g_object_unref) : NULL;
}

/* A list of one, or of none: deleted, or no longer shown to me. */
static gpointer
read_first_post (EntResponse  *response,
                 gpointer      data,
                 GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);
  JsonObject *object;

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;

  object = ent_json_element_object (array, 0);
  if (object != NULL)
    return ent_post_read (object, data, error);

  g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL, "the post is not an object");
  return NULL;
}

gpointer
ent_blog_api_read_post (EntResponse  *response,
                        gpointer      data,
                        GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? ent_post_read (object, data, error) : NULL;
}

/**
 * ent_blog_api_list_blogs_async:
 * @self: a blog API
 * @callback: called in the caller's main context
 *
 * Lists my blogs and those shared with me, in one answer; those in the trash are left out.
 *
 * Source: blog 5.4.11, DefaultBlogService.java, list (ent-api/02 §1.1).
 */
void
ent_blog_api_list_blogs_async (EntBlogApi          *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));

  request = ent_request_new ("GET", "/blog/list/all", NULL);
  ent_request_add_query (request, "excludePost", "true");
  ent_api_send (self, self->client, request,
                (EntReader) { read_blogs, (GDestroyNotify) g_ptr_array_unref,
                              dup_reader (self), reader_id_free },
                ent_blog_api_list_blogs_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_list_blogs_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntBlog) (nullable): newest change first, or empty
 */
GPtrArray *
ent_blog_api_list_blogs_finish (EntBlogApi    *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_list_blogs_async, error);
}

/**
 * ent_blog_api_get_blog_async:
 * @self: a blog API
 * @blog_id: the blog
 * @callback: called in the caller's main context
 *
 * Reads one blog.
 *
 * Source: blog 5.4.11, BlogController.java (ent-api/02 §1.3).
 */
void
ent_blog_api_get_blog_async (EntBlogApi          *self,
                             const char          *blog_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL);

  request = ent_request_new ("GET", "/blog", blog_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_blog, g_object_unref, dup_reader (self), reader_id_free },
                ent_blog_api_get_blog_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_get_blog_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the blog; fails with %ENT_API_ERROR_FORBIDDEN also when it
 *   is gone
 */
EntBlog *
ent_blog_api_get_blog_finish (EntBlogApi    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_get_blog_async, error);
}

/**
 * ent_blog_api_get_counts_async:
 * @self: a blog API
 * @blog_id: the blog
 * @callback: called in the caller's main context
 *
 * Counts the posts that are visible to me.
 *
 * Source: blog 5.4.11, BlogController.java, postCounter (ent-api/02 §1.4).
 */
void
ent_blog_api_get_counts_async (EntBlogApi          *self,
                               const char          *blog_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL);

  request = ent_request_new ("GET", "/blog/counter", blog_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_counts, g_free, NULL, NULL },
                ent_blog_api_get_counts_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_get_counts_finish:
 * @self: a blog API
 * @result: what the callback got
 * @counts: (out): how many there are
 *
 * Returns: whether @counts was filled
 */
gboolean
ent_blog_api_get_counts_finish (EntBlogApi     *self,
                                GAsyncResult   *result,
                                EntBlogCounts  *counts,
                                GError        **error)
{
  g_autofree EntBlogCounts *answer = ent_api_finish (self, result, ent_blog_api_get_counts_async,
                                                     error);

  if (answer == NULL)
    return FALSE;

  *counts = *answer;
  return TRUE;
}

/**
 * ent_blog_api_list_posts_async:
 * @self: a blog API
 * @blog_id: the blog
 * @page: from 0
 * @states: (nullable): "DRAFT,SUBMITTED" for instance; %NULL for all
 * @callback: called in the caller's main context
 *
 * Reads a page of posts with their content.
 *
 * Source: blog 5.4.11, DefaultPostService.java, list (ent-api/02 §2.2).
 */
void
ent_blog_api_list_posts_async (EntBlogApi          *self,
                               const char          *blog_id,
                               guint                page,
                               const char          *states,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL);

  request = ent_request_new ("GET", "/blog/post/list/all", blog_id, NULL);
  ent_request_add_query_int (request, "page", page);
  ent_request_add_query (request, "content", "true");
  ent_request_add_query (request, "comments", "false");
  ent_request_add_query (request, "nbComments", "true");
  if (states != NULL)
    ent_request_add_query (request, "states", states);
  ent_api_send (self, self->client, request,
                (EntReader) { read_posts, (GDestroyNotify) g_ptr_array_unref,
                              g_strdup (blog_id), g_free },
                ent_blog_api_list_posts_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_list_posts_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntPost) (nullable): up to %ENT_BLOG_API_PAGE_SIZE posts,
 *   newest first; empty after the last page. A post can be met twice when the blog changes
 *   between two pages
 */
GPtrArray *
ent_blog_api_list_posts_finish (EntBlogApi    *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_list_posts_async, error);
}

/**
 * ent_blog_api_list_stamps_async:
 * @self: a blog API
 * @blog_id: the blog
 * @page: from 0
 * @callback: called in the caller's main context
 *
 * Reads a page of posts without their content: what a regular look needs to see that nothing moved.
 *
 * Source: blog 5.4.11, DefaultPostService.java, list (ent-api/02 §2.2).
 */
void
ent_blog_api_list_stamps_async (EntBlogApi          *self,
                                const char          *blog_id,
                                guint                page,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL);

  request = ent_request_new ("GET", "/blog/post/list/all", blog_id, NULL);
  ent_request_add_query_int (request, "page", page);
  ent_request_add_query (request, "content", "false");
  ent_request_add_query (request, "comments", "false");
  ent_request_add_query (request, "nbComments", "true");
  ent_api_send (self, self->client, request,
                (EntReader) { read_posts, (GDestroyNotify) g_ptr_array_unref,
                              g_strdup (blog_id), g_free },
                ent_blog_api_list_stamps_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_list_stamps_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntPost) (nullable): as ent_blog_api_list_posts_finish(),
 *   without html
 */
GPtrArray *
ent_blog_api_list_stamps_finish (EntBlogApi    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_list_stamps_async, error);
}

/**
 * ent_blog_api_find_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @callback: called in the caller's main context
 *
 * Looks for a post whatever its state: the way to learn the state.
 *
 * Source: blog 5.4.11, DefaultPostService.java, listOne (ent-api/02 §2.2).
 */
void
ent_blog_api_find_post_async (EntBlogApi          *self,
                              const char          *blog_id,
                              const char          *post_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL);

  request = ent_request_new ("GET", "/blog/post/list/all", blog_id, NULL);
  ent_request_add_query (request, "postId", post_id);
  ent_api_send (self, self->client, request,
                (EntReader) { read_first_post, g_object_unref, g_strdup (blog_id), g_free },
                ent_blog_api_find_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_find_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the post without html; %NULL without error when it was
 *   deleted or is no longer visible to me
 */
EntPost *
ent_blog_api_find_post_finish (EntBlogApi    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_find_post_async, error);
}

/**
 * ent_blog_api_get_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @state: its real state, by ent_blog_api_find_post_async ()
 * @callback: called in the caller's main context
 *
 * Reads a post with its content.
 *
 * Source: blog 5.4.11, PostController.java (ent-api/02 §2.3).
 */
void
ent_blog_api_get_post_async (EntBlogApi          *self,
                             const char          *blog_id,
                             const char          *post_id,
                             const char          *state,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL && state != NULL);

  request = ent_request_new ("GET", "/blog/post", blog_id, post_id, NULL);
  ent_request_add_query (request, "state", state);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_blog_api_read_post, g_object_unref,
                              g_strdup (blog_id), g_free },
                ent_blog_api_get_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_get_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the post; fails with %ENT_API_ERROR_NOT_FOUND when @state is
 *   not its state or it is deleted, _FORBIDDEN when it was no published post and is deleted
 */
EntPost *
ent_blog_api_get_post_finish (EntBlogApi    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_get_post_async, error);
}
