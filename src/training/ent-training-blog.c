/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-blog.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-directory.h"
#include "ent-training-rights.h"
#include "ent-training-routes.h"

/* Blogs. A missing right and a missing blog are both 401. The switch "blog.dates" = "number" gives
 * dates as older servers do.
 *
 * Source: blog BlogController, DefaultBlogService, BlogResourcesProvider, as told in ent-api 02 §1
 * and §6. */

#define PAGE_SIZE 30
#define MINIMUM_WORD 4

#define COLUMNS                                                                                    \
  "b.id, b.title, b.description, b.thumbnail, b.author_id, p.display_name, p.login, b.created, "   \
  "b.modified,"                                                                                    \
  " b.comment_type, b.publish_type, b.allow_replies, b.visibility, b.slug, b.trashed, b.shared"

static const char *const visibilities[] = { "OWNER", "PUBLIC", NULL };
static const char *const comment_types[] = { "NONE", "IMMEDIATE", "RESTRAINT", NULL };
static const char *const publish_types[] = { "IMMEDIATE", "RESTRAINT", NULL };

/**
 * ent_training_blog_load:
 *
 * Returns: (transfer full) (nullable): a blog, whatever the rights on it; %NULL when there is none.
 */
EntTrainingBlog *
ent_training_blog_load (EntTrainingRequest *request,
                        const char         *id)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT id, title, author_id, publish_type, comment_type, visibility, shared FROM blog"
    " WHERE id = ?1",
    "s", id);
  g_autoptr (JsonNode) shared = NULL;
  EntTrainingBlog *blog;

  if (!ent_training_rows_next (rows))
    return NULL;

  shared = ent_training_rows_dup_json (rows, 6);
  blog = g_new0 (EntTrainingBlog, 1);
  blog->id = g_strdup (ent_training_rows_get_text (rows, 0));
  blog->title = g_strdup (ent_training_rows_get_text (rows, 1));
  blog->author_id = g_strdup (ent_training_rows_get_text (rows, 2));
  blog->publish_type = g_strdup (ent_training_rows_get_text (rows, 3));
  blog->comment_type = g_strdup (ent_training_rows_get_text (rows, 4));
  blog->visibility = g_strdup (ent_training_rows_get_text (rows, 5));
  blog->shared = json_node_dup_array (shared);
  blog->is_mine = user != NULL && strcmp (user->id, blog->author_id) == 0;

  return blog;
}

/**
 * ent_training_blog_load_for:
 * @action: what one wants to do there
 *
 * Loads the blog the path names as ":blogId". When there is none, or no right, the request is
 * answered 401.
 *
 * Returns: (transfer full) (nullable): the blog.
 */
EntTrainingBlog *
ent_training_blog_load_for (EntTrainingRequest *request,
                            const char         *action)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load (request, ent_training_request_get_param (request, "blogId"));

  if (blog != NULL && ent_training_blog_allows (request, blog, action))
    return g_steal_pointer (&blog);

  ent_training_request_refuse (request);

  return NULL;
}

void
ent_training_blog_free (EntTrainingBlog *blog)
{
  g_free (blog->id);
  g_free (blog->title);
  g_free (blog->author_id);
  g_free (blog->publish_type);
  g_free (blog->comment_type);
  g_free (blog->visibility);
  json_array_unref (blog->shared);
  g_free (blog);
}

/* Whether the person who asks may do @action; an old key "manager" counts for what is asked of the
 * blog itself. */
gboolean
ent_training_blog_allows (EntTrainingRequest    *request,
                          const EntTrainingBlog *blog,
                          const char            *action)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);

  return blog->is_mine || ent_training_shared_allows (db, user, blog->shared, action) ||
         ent_training_shared_allows (db, user, blog->shared, "manager");
}

gboolean
ent_training_blog_is_manager (EntTrainingRequest    *request,
                              const EntTrainingBlog *blog)
{
  return blog->is_mine ||
         ent_training_shared_allows (ent_training_request_get_db (request),
                                     ent_training_request_get_user (request), blog->shared,
                                     ENT_TRAINING_BLOG_ACTION ("shareResource"));
}

/**
 * ent_training_blog_dup_people:
 *
 * Returns: (transfer full) (element-type utf8): those who may do @action, the blog's author among
 * them, without the person who asks.
 */
GPtrArray *
ent_training_blog_dup_people (EntTrainingRequest    *request,
                              const EntTrainingBlog *blog,
                              const char            *action)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  GPtrArray *people =
    ent_training_share_dup_people (ent_training_request_get_db (request), blog->shared, action);
  guint at;

  if (!g_ptr_array_find_with_equal_func (people, blog->author_id, g_str_equal, &at))
    g_ptr_array_add (people, g_strdup (blog->author_id));
  if (g_ptr_array_find_with_equal_func (people, user->id, g_str_equal, &at))
    g_ptr_array_remove_index (people, at);

  return people;
}

/* A date as blogs show it; one that was just made has more digits than the database keeps. */
void
ent_training_blog_set_date (EntTrainingRequest *request,
                            JsonObject         *object,
                            const char         *member,
                            gint64              at,
                            gboolean            is_new)
{
  EntTrainingServer *server = ent_training_request_get_server (request);
  gboolean as_number =
    g_strcmp0 (ent_training_server_get_option (server, "blog.dates"), "number") == 0;
  guint nanoseconds = is_new ? (guint) (at % 997) * 1000 + 417 : 0;

  json_object_set_member (object, member, ent_training_date_new (at, nanoseconds, as_number));
}

static JsonObject *
read_blog (EntTrainingRequest *request,
           EntTrainingRows    *rows)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "_id", ent_training_rows_get_text (rows, 0));
  json_object_set_string_member (object, "title", ent_training_rows_get_text (rows, 1));
  json_object_set_string_member (object, "description", ent_training_rows_get_text (rows, 2));
  json_object_set_string_member (object, "thumbnail", ent_training_rows_get_text (rows, 3));
  json_object_set_object_member (object, "author",
                                 ent_training_person_new (ent_training_rows_get_text (rows, 4),
                                                          ent_training_rows_get_text (rows, 5),
                                                          ent_training_rows_get_text (rows, 6)));
  ent_training_blog_set_date (request, object, "created", ent_training_rows_get_int (rows, 7),
                              FALSE);
  ent_training_blog_set_date (request, object, "modified", ent_training_rows_get_int (rows, 8),
                              FALSE);
  if (!ent_training_rows_is_null (rows, 9))
    json_object_set_string_member (object, "comment-type", ent_training_rows_get_text (rows, 9));
  if (!ent_training_rows_is_null (rows, 10))
    json_object_set_string_member (object, "publish-type", ent_training_rows_get_text (rows, 10));
  if (!ent_training_rows_is_null (rows, 11))
    json_object_set_boolean_member (object, "allowReplies",
                                    ent_training_rows_get_int (rows, 11) != 0);
  json_object_set_string_member (object, "visibility", ent_training_rows_get_text (rows, 12));
  if (!ent_training_rows_is_null (rows, 13))
    json_object_set_string_member (object, "slug", ent_training_rows_get_text (rows, 13));
  if (ent_training_rows_get_int (rows, 14) != 0)
    json_object_set_boolean_member (object, "trashed", TRUE);
  json_object_set_member (object, "shared", ent_training_rows_dup_json (rows, 15));
  json_object_set_int_member (object, "version", ent_training_rows_get_int (rows, 8));
  json_object_set_string_member (object, "ingest_job_state", "OK");

  return object;
}

static EntTrainingRows *
query_mine (EntTrainingRequest *request)
{
  return ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT " COLUMNS " FROM blog b JOIN person p ON p.id = b.author_id"
    " WHERE b.author_id = ?1 OR EXISTS (SELECT 1 FROM json_each (b.shared) e"
    "   WHERE json_extract (e.value, '$.userId') = ?1 OR json_extract (e.value, '$.groupId') IN"
    "   (SELECT group_id FROM group_member WHERE person_id = ?1))"
    " ORDER BY b.modified DESC, b.rowid DESC", "s", ent_training_request_get_user (request)->id);
}

/* GET /blog/list/all: the trashed ones too, no total. */
static void
list_blogs (EntTrainingRequest *request)
{
  g_auto (GStrv) words = ent_training_query_dup_words (request, MINIMUM_WORD);
  g_autoptr (EntTrainingRows) rows = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  gint64 page;
  gint64 position = 0;

  if (!ent_training_query_read_page (request, &page))
    return;

  rows = query_mine (request);
  while (ent_training_rows_next (rows) && (words == NULL || words[0] != NULL))
    {
      g_autofree char *text = g_strconcat (ent_training_rows_get_text (rows, 1), " ",
                                           ent_training_rows_get_text (rows, 2), NULL);
      JsonObject *blog;

      if (words != NULL && !ent_training_words_match ((const char *const *) words, text))
        continue;
      if (page >= 0 && position++ / PAGE_SIZE != page)
        continue;
      blog = read_blog (request, rows);
      if (!ent_training_query_is_true (request, "excludePost"))
        json_object_set_array_member (
          blog, "fetchPosts",
          ent_training_post_list_newest (request, ent_training_rows_get_text (rows, 0), 2));
      json_array_add_object_element (array, blog);
    }
  ent_training_answer_array (request, g_steal_pointer (&array));
}

/* GET /blog/linker: what the picker of internal links shows. */
static void
list_for_linker (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows = query_mine (request);
  JsonArray *array = json_array_new ();

  while (ent_training_rows_next (rows))
    {
      JsonObject *blog = read_blog (request, rows);

      json_object_set_array_member (
        blog, "fetchPosts",
        ent_training_post_list_newest (request, ent_training_rows_get_text (rows, 0), -1));
      json_array_add_object_element (array, blog);
    }
  ent_training_answer_array (request, array);
}

static JsonObject *
read_one (EntTrainingRequest    *request,
          const EntTrainingBlog *blog)
{
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT " COLUMNS " FROM blog b JOIN person p ON p.id = b.author_id WHERE b.id = ?1", "s",
    blog->id);
  JsonObject *object;

  ent_training_rows_next (rows);
  object = read_blog (request, rows);
  json_object_set_array_member (
    object, "rights",
    ent_training_share_list_rights (&ent_training_blog_share, blog->author_id, blog->shared));

  return object;
}

static void
get_blog (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_BLOG_ACTION ("get"));

  if (blog != NULL)
    ent_training_answer_object (request, SOUP_STATUS_OK, read_one (request, blog));
}

/* GET /blog/counter/:blogId: no right is looked at. */
static void
count_posts (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load (request, ent_training_request_get_param (request, "blogId"));

  ent_training_answer_object (request, SOUP_STATUS_OK, ent_training_post_count (request, blog));
}

static const char *
get_choice (JsonObject        *body,
            const char        *member,
            const char *const *choices,
            const char        *fallback)
{
  const char *value = ent_training_json_get_text (body, member);

  return value != NULL && g_strv_contains (choices, value) ? value : fallback;
}

/* The body as it came, with what the server adds. */
static JsonObject *
echo_created (EntTrainingRequest *request,
              const char         *id,
              gint64              now,
              const char         *visibility)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  JsonObject *body = ent_training_request_get_json (request);
  g_autoptr (GList) members = json_object_get_members (body);
  JsonObject *object = json_object_new ();

  for (GList *member = members; member != NULL; member = member->next)
    json_object_set_member (object, member->data, json_object_dup_member (body, member->data));
  if (strcmp (visibility, "OWNER") == 0)
    json_object_remove_member (object, "slug");
  ent_training_blog_set_date (request, object, "created", now, TRUE);
  ent_training_blog_set_date (request, object, "modified", now, TRUE);
  json_object_set_object_member (
    object, "author", ent_training_person_new (user->id, user->display_name, user->login));
  json_object_set_string_member (object, "comment-type",
                                 get_choice (body, "comment-type", comment_types, "NONE"));
  json_object_set_string_member (object, "publish-type",
                                 get_choice (body, "publish-type", publish_types, "RESTRAINT"));
  json_object_set_array_member (object, "shared", json_array_new ());
  json_object_set_string_member (object, "visibility", visibility);
  json_object_set_string_member (object, "_id", id);

  return object;
}

static void
create (EntTrainingRequest *request,
        const char         *visibility,
        const char         *slug)
{
  static const char *const required[] = { "title", "description", "thumbnail", "allowReplies" };
  JsonObject *body = ent_training_request_get_json (request);
  JsonNode *replies = json_object_get_member (body, "allowReplies");
  gint64 now = ent_training_request_get_now (request);
  g_autofree char *id = g_uuid_string_random ();

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!ent_training_json_has (body, required[i]))
      {
        ent_training_answer_invalid (request);
        return;
      }

  ent_training_db_run (
    ent_training_request_get_db (request),
    "INSERT INTO blog (id, title, description, thumbnail, author_id, created, modified, "
    "comment_type, publish_type,"
    " allow_replies, visibility, slug) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11)",
    "sssssissnss", id, json_object_get_string_member_with_default (body, "title", ""),
    json_object_get_string_member_with_default (body, "description", ""),
    json_object_get_string_member_with_default (body, "thumbnail", ""),
    ent_training_request_get_user (request)->id, now,
    get_choice (body, "comment-type", comment_types, "NONE"),
    get_choice (body, "publish-type", publish_types, "RESTRAINT"),
    (int) (json_node_get_value_type (replies) != G_TYPE_BOOLEAN || json_node_get_boolean (replies)),
    visibility, slug);
  ent_training_answer_object (request, SOUP_STATUS_OK, echo_created (request, id, now, visibility));
}

static void
create_blog (EntTrainingRequest *request)
{
  create (request, "OWNER", NULL);
}

static gboolean
slug_is_taken (EntTrainingRequest *request,
               const char         *slug,
               const char         *but_id)
{
  if (ent_training_db_get_int (ent_training_request_get_db (request),
                               "SELECT count(*) FROM blog WHERE slug = ?1 AND id IS NOT ?2", "ss",
                               slug, but_id) == 0)
    return FALSE;

  ent_training_request_answer_empty (request, SOUP_STATUS_CONFLICT);

  return TRUE;
}

static void
create_public_blog (EntTrainingRequest *request)
{
  const char *slug = ent_training_json_get_text (ent_training_request_get_json (request), "slug");

  if (slug == NULL)
    ent_training_answer_invalid (request);
  else if (!slug_is_taken (request, slug, NULL))
    create (request, "PUBLIC", slug);
}

/* Documents of a blog that becomes public are public too: their addresses in the posts say so. */
static void
move_addresses (EntTrainingRequest *request,
                const char         *id,
                gboolean            to_public)
{
  const char *from = to_public ? "/workspace/document/" : "/workspace/pub/document/";
  const char *to = to_public ? "/workspace/pub/document/" : "/workspace/document/";
  EntTrainingDb *db = ent_training_request_get_db (request);

  ent_training_db_run (db, "UPDATE blog SET thumbnail = replace (thumbnail, ?2, ?3) WHERE id = ?1",
                       "sss", id, from, to);
  ent_training_db_run (
    db,
    "UPDATE post SET content = replace (content, ?2, ?3), json_content = replace (json_content,"
    " ?2, ?3) WHERE blog_id = ?1",
    "sss", id, from, to);
}

static void
update_texts (EntTrainingRequest *request,
              const char         *id)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *visibility = get_choice (body, "visibility", visibilities, NULL);

  ent_training_db_run (
    db,
    "UPDATE blog SET title = coalesce (?2, title), description = coalesce (?3, description),"
    " thumbnail = coalesce (?4, thumbnail), comment_type = coalesce (?5, comment_type),"
    " publish_type = coalesce (?6, publish_type), visibility = coalesce (?7, visibility),"
    " slug = coalesce (?8, slug), modified = ?9 WHERE id = ?1",
    "ssssssssi", id, ent_training_json_get_text (body, "title"),
    ent_training_json_get_text (body, "description"),
    ent_training_json_get_text (body, "thumbnail"),
    get_choice (body, "comment-type", comment_types, NULL),
    get_choice (body, "publish-type", publish_types, NULL), visibility,
    g_strcmp0 (visibility, "PUBLIC") == 0 ? ent_training_json_get_text (body, "slug") : NULL,
    ent_training_request_get_now (request));
  if (ent_training_json_has (body, "trashed"))
    ent_training_db_run (
      db, "UPDATE blog SET trashed = ?2 WHERE id = ?1", "sn", id,
      (int) json_object_get_boolean_member_with_default (body, "trashed", FALSE));
  if (ent_training_json_has (body, "allowReplies"))
    ent_training_db_run (
      db, "UPDATE blog SET allow_replies = ?2 WHERE id = ?1", "sn", id,
      (int) json_object_get_boolean_member_with_default (body, "allowReplies", TRUE));
}

static void
update (EntTrainingRequest *request,
        const char         *action,
        gboolean            check_slug)
{
  JsonObject *body = ent_training_request_get_json (request);
  g_autoptr (EntTrainingBlog) blog = ent_training_blog_load_for (request, action);
  const char *visibility = get_choice (body, "visibility", visibilities, NULL);
  const char *slug = ent_training_json_get_text (body, "slug");

  if (blog == NULL || (check_slug && slug != NULL && slug_is_taken (request, slug, blog->id)))
    return;

  update_texts (request, blog->id);
  if (visibility != NULL && strcmp (visibility, blog->visibility) != 0)
    move_addresses (request, blog->id, strcmp (visibility, "PUBLIC") == 0);
  ent_training_answer_number (request, 1);
}

static void
update_blog (EntTrainingRequest *request)
{
  update (request, ENT_TRAINING_BLOG_ACTION ("update"), FALSE);
}

static void
update_public_blog (EntTrainingRequest *request)
{
  update (request, ENT_TRAINING_BLOG_ACTION ("updatePublicBlog"), TRUE);
}

static void
delete_blog (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_BLOG_ACTION ("delete"));

  if (blog == NULL)
    return;
  ent_training_db_run (ent_training_request_get_db (request), "DELETE FROM blog WHERE id = ?1", "s",
                       blog->id);
  ent_training_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
}

static void
get_public_blog (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autofree char *id =
    ent_training_db_dup_text (db, "SELECT id FROM blog WHERE slug = ?1 AND visibility = 'PUBLIC'",
                              "s", ent_training_request_get_param (request, "slug"));
  g_autoptr (EntTrainingBlog) blog = id != NULL ? ent_training_blog_load (request, id) : NULL;
  JsonObject *object;

  if (blog == NULL)
    {
      ent_training_request_refuse (request);
      return;
    }
  object = read_one (request, blog);
  json_object_set_int_member (
    object, "countAll",
    ent_training_db_get_int (db,
                             "SELECT count(*) FROM post WHERE blog_id = ?1"
                             " AND state = 'PUBLISHED'",
                             "s", id));
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

static void
list_public_posts (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load (request, ent_training_request_get_param (request, "blogId"));

  if (blog == NULL || strcmp (blog->visibility, "PUBLIC") != 0)
    ent_training_request_refuse (request);
  else
    ent_training_answer_array (request, ent_training_post_list_public (request, blog->id));
}

static void
get_roles (EntTrainingRequest *request)
{
  ent_training_share_get_roles (request, &ent_training_blog_share);
}

static void
get_share (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_BLOG_ACTION ("shareJson"));

  if (blog != NULL)
    ent_training_share_get (request, &ent_training_blog_share, blog->shared);
}

static void
put_share (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_BLOG_ACTION ("shareResource"));

  if (blog != NULL)
    ent_training_share_put (request, &ent_training_blog_share, blog->id, blog->shared);
}

const EntTrainingRoute ent_training_blog_routes[] = {
  { "GET", "/blog/list/all", list_blogs, ENT_TRAINING_ROUTE_SESSION, ENT_TRAINING_RIGHT_BLOG_LIST },
  { "GET", "/blog/linker", list_for_linker, ENT_TRAINING_ROUTE_BARE, NULL },
  { "GET", "/blog/counter/:blogId", count_posts, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/blog/rights/sharing", get_roles, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/blog/share/json/:blogId", get_share, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/blog/share/resource/:blogId", put_share, ENT_TRAINING_ROUTE_JSON, NULL },
  { "GET", "/blog/pub/posts/:blogId", list_public_posts, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/blog/pub/:slug", get_public_blog, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "POST", "/blog/pub", create_public_blog, ENT_TRAINING_ROUTE_JSON,
    ENT_TRAINING_RIGHT_BLOG_PUBLIC },
  { "PUT", "/blog/pub/:blogId", update_public_blog, ENT_TRAINING_ROUTE_JSON, NULL },
  { "GET", "/blog/:blogId", get_blog, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/blog", create_blog, ENT_TRAINING_ROUTE_JSON, ENT_TRAINING_RIGHT_BLOG_CREATE },
  { "PUT", "/blog/:blogId", update_blog, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/blog/:blogId", delete_blog, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
