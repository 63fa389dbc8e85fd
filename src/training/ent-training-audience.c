/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-blog.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-routes.h"

/* Views of posts and reactions to them. One post that cannot be read makes the whole call 403.
 *
 * Source: entcore AudienceController, ReactionDaoImpl, as told in ent-api 02 §5. */

#define MINUTE 60000

static const char *const reaction_types[] = { "REACTION_1", "REACTION_2", "REACTION_3",
                                              "REACTION_4", NULL };

static gboolean
may_read (EntTrainingRequest *request,
          const char         *post_id)
{
  g_autofree char *blog_id = ent_training_db_dup_text (
    ent_training_request_get_db (request), "SELECT blog_id FROM post WHERE id = ?1", "s", post_id);
  g_autoptr (EntTrainingBlog) blog =
    blog_id != NULL ? ent_training_blog_load (request, blog_id) : NULL;

  return blog != NULL &&
         ent_training_blog_allows (request, blog, ENT_TRAINING_POST_ACTION ("list"));
}

/* The posts the parameter "resourceIds" names, or NULL when the request was refused. */
static GStrv
dup_posts (EntTrainingRequest *request)
{
  const char *ids = ent_training_request_get_query (request, "resourceIds");
  g_auto (GStrv) posts = g_strsplit (ids != NULL ? ids : "", ",", -1);

  for (guint i = 0; posts[i] != NULL; i++)
    if (!may_read (request, posts[i]))
      {
        ent_training_request_answer_empty (request, SOUP_STATUS_FORBIDDEN);
        return NULL;
      }

  return g_steal_pointer (&posts);
}

/* The post the path names, or NULL when the request was refused. */
static const char *
get_post (EntTrainingRequest *request,
          const char         *post_id)
{
  if (post_id != NULL && may_read (request, post_id))
    return post_id;

  ent_training_request_answer_empty (request, SOUP_STATUS_FORBIDDEN);

  return NULL;
}

static void
list_reactions (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_auto (GStrv) posts = dup_posts (request);
  JsonObject *by_resource;
  JsonObject *answer;

  if (posts == NULL)
    return;

  by_resource = json_object_new ();
  for (guint i = 0; posts[i] != NULL; i++)
    json_object_set_member (
      by_resource, posts[i],
      ent_training_db_dup_json (db,
                                "SELECT json_object ('reactionTypes', (SELECT json_group_array"
                                " (DISTINCT type) FROM reaction WHERE post_id = ?1),"
                                " 'userReaction', (SELECT type FROM reaction WHERE post_id = ?1"
                                " AND person_id = ?2), 'totalReactionsCounter', (SELECT count(*)"
                                " FROM reaction WHERE post_id = ?1))",
                                "ss", posts[i], ent_training_request_get_user (request)->id));
  answer = json_object_new ();
  json_object_set_object_member (answer, "reactionsByResource", by_resource);
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

/* Both parameters must be there; pages begin at 1. */
static void
list_post_reactions (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *page = ent_training_request_get_query (request, "page");
  const char *size = ent_training_request_get_query (request, "size");
  const char *post_id = ent_training_request_get_param (request, "postId");
  g_autoptr (JsonNode) reactions = NULL;
  JsonObject *answer;
  gint64 number;
  gint64 count;

  if (page == NULL || size == NULL ||
      !g_ascii_string_to_signed (page, 10, 1, G_MAXINT32, &number, NULL) ||
      !g_ascii_string_to_signed (size, 10, 1, G_MAXINT32, &count, NULL))
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  if (get_post (request, post_id) == NULL)
    return;

  reactions = ent_training_db_dup_array (
    db,
    "SELECT json_object ('userId', p.id, 'profile', p.type, 'reactionType',"
    " r.type, 'displayName', p.display_name) FROM reaction r JOIN person p"
    " ON p.id = r.person_id WHERE r.post_id = ?1 ORDER BY p.display_name"
    " LIMIT ?2 OFFSET ?3",
    "sii", post_id, count, (number - 1) * count);
  answer = json_object_new ();
  json_object_set_member (
    answer, "reactionCounters",
    ent_training_db_dup_json (db,
                              "SELECT json_object ('countByType', json_group_object (type, n),"
                              " 'allReactionsCounter', coalesce (sum (n), 0)) FROM (SELECT type,"
                              " count(*) AS n FROM reaction WHERE post_id = ?1 GROUP BY type)",
                              "s", post_id));
  json_object_set_array_member (answer, "userReactions", json_node_dup_array (reactions));
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

static void
react (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  const char *post_id = ent_training_json_get_text (body, "resourceId");
  const char *type = ent_training_json_get_text (body, "reactionType");

  if (post_id == NULL || type == NULL || !g_strv_contains (reaction_types, type))
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  if (get_post (request, post_id) == NULL)
    return;

  ent_training_db_run (ent_training_request_get_db (request),
                       "INSERT OR REPLACE INTO reaction VALUES (?1, ?2, ?3)", "sss", post_id,
                       ent_training_request_get_user (request)->id, type);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

static void
delete_reaction (EntTrainingRequest *request)
{
  const char *post_id = get_post (request, ent_training_request_get_param (request, "postId"));

  if (post_id == NULL)
    return;
  ent_training_db_run (ent_training_request_get_db (request),
                       "DELETE FROM reaction WHERE post_id = ?1 AND person_id = ?2", "ss", post_id,
                       ent_training_request_get_user (request)->id);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

/* A view counts once a person and minute of the clock. */
static void
add_view (EntTrainingRequest *request)
{
  const char *post_id = get_post (request, ent_training_request_get_param (request, "postId"));
  gint64 now = ent_training_request_get_now (request);

  if (post_id == NULL)
    return;
  ent_training_db_run (
    ent_training_request_get_db (request),
    "INSERT INTO post_view (post_id, person_id, at) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (post_id, person_id) DO UPDATE SET count = count + (at / ?4 <> ?3 / ?4), at = ?3",
    "ssii", post_id, ent_training_request_get_user (request)->id, now, (gint64) MINUTE);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

static void
count_views (EntTrainingRequest *request)
{
  g_auto (GStrv) posts = dup_posts (request);
  JsonObject *answer;

  if (posts == NULL)
    return;

  answer = json_object_new ();
  for (guint i = 0; posts[i] != NULL; i++)
    json_object_set_int_member (
      answer, posts[i],
      ent_training_db_get_int (ent_training_request_get_db (request),
                               "SELECT coalesce (sum (count), 0) FROM post_view"
                               " WHERE post_id = ?1",
                               "s", posts[i]));
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

static void
describe_views (EntTrainingRequest *request)
{
  const char *post_id = get_post (request, ent_training_request_get_param (request, "postId"));

  if (post_id == NULL)
    return;
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_json (
      ent_training_request_get_db (request),
      "SELECT json_object ('viewsCounter', (SELECT coalesce (sum (count), 0) FROM post_view"
      " WHERE post_id = ?1), 'uniqueViewsCounter', (SELECT count(*) FROM post_view"
      " WHERE post_id = ?1), 'uniqueViewsPerProfile', (SELECT json_group_array (json_object"
      " ('profile', type, 'counter', n)) FROM (SELECT p.type, count(*) AS n FROM post_view v"
      " JOIN person p ON p.id = v.person_id WHERE v.post_id = ?1 GROUP BY p.type)))",
      "s", post_id));
}

static void
get_configuration (EntTrainingRequest *request)
{
  JsonObject *answer = json_object_new ();
  JsonArray *types = json_array_new ();

  for (guint i = 0; reaction_types[i] != NULL; i++)
    json_array_add_string_element (types, reaction_types[i]);
  json_object_set_array_member (answer, "reaction-types", types);
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

const EntTrainingRoute ent_training_audience_routes[] = {
  { "GET", "/audience/conf/public", get_configuration, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/audience/reactions/blog/post", list_reactions, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/audience/reactions/blog/post/:postId", list_post_reactions, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "POST", "/audience/reactions/blog/post", react, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/audience/reactions/blog/post", react, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/audience/reactions/blog/post/:postId", delete_reaction, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "GET", "/audience/views/count/blog/post", count_views, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/audience/views/details/blog/post/:postId", describe_views, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "POST", "/audience/views/blog/post/:postId", add_view, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
