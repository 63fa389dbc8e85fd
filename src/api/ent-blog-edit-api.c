/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

/* The part of EntBlogApi that writes posts. */

#include "ent-api-private.h"
#include "ent-blog-api-private.h"
#include "ent-json.h"

static gpointer
read_state (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? g_strdup (ent_json_get_string (object, "state", error)) : NULL;
}

/* {} means that nothing was done. */
static gpointer
read_state_if_any (EntResponse  *response,
                   gpointer      data,
                   GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? g_strdup (ent_json_opt_string (object, "state")) : NULL;
}

/* The ENT cannot read again a post it stored with an empty text: it becomes an empty paragraph. */
static JsonNode *
build_post (const char *title,
            const char *html)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, title);
  json_builder_set_member_name (builder, "content");
  json_builder_add_string_value (builder, html == NULL || html[0] == '\0' ? "<p></p>" : html);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * ent_blog_api_create_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @title: its title
 * @html: its text
 * @callback: called in the caller's main context
 *
 * Creates a post. Doing it twice makes two posts: after a lost answer, look for it first.
 * An empty text would make a post that cannot be read: it becomes an empty paragraph.
 *
 * Source: blog 5.4.11, DefaultPostService.java, create (ent-api/02 §3.1).
 */
void
ent_blog_api_create_post_async (EntBlogApi          *self,
                                const char          *blog_id,
                                const char          *title,
                                const char          *html,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && title != NULL);

  body = build_post (title, html);
  request = ent_request_new ("POST", "/blog/post", blog_id, NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_blog_api_read_post, g_object_unref,
                              g_strdup (blog_id), g_free },
                ent_blog_api_create_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_create_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the post as the ENT stored it, state DRAFT
 */
EntPost *
ent_blog_api_create_post_finish (EntBlogApi    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_create_post_async, error);
}

/**
 * ent_blog_api_update_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @title: its title
 * @html: its text
 * @callback: called in the caller's main context
 *
 * Changes a post. The last writer wins, without a word: compare first, read back after.
 *
 * Source: blog 5.4.11, DefaultPostService.java, update (ent-api/02 §3.2).
 */
void
ent_blog_api_update_post_async (EntBlogApi          *self,
                                const char          *blog_id,
                                const char          *post_id,
                                const char          *title,
                                const char          *html,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL && title != NULL);

  body = build_post (title, html);
  request = ent_request_new ("PUT", "/blog/post", blog_id, post_id, NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                (EntReader) { read_state, g_free, NULL, NULL },
                ent_blog_api_update_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_update_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the new state: DRAFT if I am the author, even of a published
 *   post
 */
char *
ent_blog_api_update_post_finish (EntBlogApi    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_update_post_async, error);
}

/**
 * ent_blog_api_submit_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @callback: called in the caller's main context
 *
 * Hands a draft of mine in.
 *
 * Source: blog 5.4.11, DefaultPostService.java, submit (ent-api/02 §3.3).
 */
void
ent_blog_api_submit_post_async (EntBlogApi          *self,
                                const char          *blog_id,
                                const char          *post_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL);

  request = ent_request_new ("PUT", "/blog/post/submit", blog_id, post_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_state_if_any, g_free, NULL, NULL },
                ent_blog_api_submit_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_submit_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): SUBMITTED, or PUBLISHED in an immediate blog; %NULL without
 *   error when nothing was done: it is not a draft of mine
 */
char *
ent_blog_api_submit_post_finish (EntBlogApi    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_submit_post_async, error);
}

/**
 * ent_blog_api_publish_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @callback: called in the caller's main context
 *
 * Publishes a post, from any state. All the readers are told each time: look at the state first.
 *
 * Source: blog 5.4.11, DefaultPostService.java, publish (ent-api/02 §3.4).
 */
void
ent_blog_api_publish_post_async (EntBlogApi          *self,
                                 const char          *blog_id,
                                 const char          *post_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL);

  request = ent_request_new ("PUT", "/blog/post/publish", blog_id, post_id, NULL);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_blog_api_publish_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_publish_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: whether the ENT did it
 */
gboolean
ent_blog_api_publish_post_finish (EntBlogApi    *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ent_api_finish_done (self, result, ent_blog_api_publish_post_async, error);
}

/**
 * ent_blog_api_unpublish_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @callback: called in the caller's main context
 *
 * Makes a post a draft again.
 *
 * Source: blog 5.4.11, DefaultPostService.java, unpublish (ent-api/02 §3.5).
 */
void
ent_blog_api_unpublish_post_async (EntBlogApi          *self,
                                   const char          *blog_id,
                                   const char          *post_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL);

  request = ent_request_new ("PUT", "/blog/post/unpublish", blog_id, post_id, NULL);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_blog_api_unpublish_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_unpublish_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: whether the ENT did it
 */
gboolean
ent_blog_api_unpublish_post_finish (EntBlogApi    *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ent_api_finish_done (self, result, ent_blog_api_unpublish_post_async, error);
}

/**
 * ent_blog_api_delete_post_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @callback: called in the caller's main context
 *
 * Deletes a post for good.
 *
 * Source: blog 5.4.11, DefaultPostService.java, delete (ent-api/02 §3.6).
 */
void
ent_blog_api_delete_post_async (EntBlogApi          *self,
                                const char          *blog_id,
                                const char          *post_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL);

  request = ent_request_new ("DELETE", "/blog/post", blog_id, post_id, NULL);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_blog_api_delete_post_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_delete_post_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: whether it is deleted; fails with %ENT_API_ERROR_FORBIDDEN also when it was already
 */
gboolean
ent_blog_api_delete_post_finish (EntBlogApi    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ent_api_finish_done (self, result, ent_blog_api_delete_post_async, error);
}
