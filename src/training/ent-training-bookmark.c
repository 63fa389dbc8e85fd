/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-routes.h"
#include "ent-training-visible.h"

/* Share bookmarks ("favoris de partage"): a person's own lists of persons and groups.
 *
 * Source: entcore ShareBookmarkController and DefaultShareBookmarkService, as told in ent-api 06
 * §8.5, 07 §8.4. */

static gboolean
is_mine (EntTrainingRequest *request,
         const char         *id)
{
  return ent_training_db_get_int (ent_training_request_get_db (request),
                                  "SELECT count(*) FROM bookmark WHERE id = ?1 AND owner_id = ?2",
                                  "ss", id,
                                  request->user->id) != 0;
}

/* Listing drops the bookmarks that have no member left. */
static void
list_bookmarks (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);

  ent_training_db_run (db, "DELETE FROM bookmark WHERE owner_id = ?1 AND NOT EXISTS (SELECT 1 FROM"
                           " bookmark_member m WHERE m.bookmark_id = bookmark.id)",
                           "s", request->user->id);
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               ent_training_db_dup_array (db,
                                                          "SELECT json_object ('id', id, 'name',"
                                                          " name) FROM bookmark WHERE owner_id = ?1"
                                                          " ORDER BY name", "s",
                                                          request->user->id));
}

/* Members I can no longer see are only counted; when nobody is left the bookmark goes away. */
static void
get_bookmark (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "id");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  node = ent_training_db_dup_json (
    db,
    "WITH member AS (SELECT member_id AS id FROM bookmark_member WHERE bookmark_id = ?3),"
    " person_seen AS (" ENT_TRAINING_VISIBLE_PEOPLE "), group_seen AS "
                                                    "(" ENT_TRAINING_VISIBLE_GROUPS ")"
    " SELECT json_object ('id', b.id, 'name', b.name, 'groups', (SELECT json_group_array"
    " (json_object ('id', g.id, 'name', group_label (g.name, g.type), 'nbUsers', (SELECT count(*)"
    " FROM group_member x WHERE x.group_id = g.id), 'groupType', g.type, 'profile', g.profile))"
    " FROM member JOIN people_group g USING (id) WHERE g.id IN group_seen), 'users', (SELECT"
    " json_group_array (json_object ('id', p.id, 'displayName', p.display_name, 'profile',"
    " p.type, 'activationCode', json (iif (p.activation_code IS NULL, 'false', 'true')))) FROM"
    " member JOIN person p USING (id) WHERE p.id IN person_seen), 'notVisibleCount', (SELECT"
    " count(*) FROM member WHERE id NOT IN group_seen AND id NOT IN person_seen)) FROM bookmark b"
    " WHERE b.id = ?3 AND b.owner_id = ?1", "sss", request->user->id,
    request->user->type, id);
  if (node == NULL)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
      return;
    }

  object = json_node_get_object (node);
  if (json_array_get_length (json_object_get_array_member (object, "groups")) == 0 &&
      json_array_get_length (json_object_get_array_member (object, "users")) == 0)
    {
      ent_training_db_run (db, "DELETE FROM bookmark WHERE id = ?1", "s", id);
      ent_training_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "empty.sharebookmark");
      return;
    }

  ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&node));
}

/* Only "name" and "members" are accepted. */
static gboolean
check_body (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  JsonNode *members = json_object_get_member (body, "members");

  if (json_object_get_size (body) == 2 && members != NULL && JSON_NODE_HOLDS_ARRAY (members) &&
      json_object_get_string_member_with_default (body, "name", NULL) != NULL)
    return TRUE;

  ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                     "Validation error : invalids fields.");
  return FALSE;
}

static void
store_members (EntTrainingRequest *request,
               const char         *id)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  g_autofree char *members = json_to_string (json_object_get_member (body, "members"), FALSE);

  ent_training_db_run (db, "DELETE FROM bookmark_member WHERE bookmark_id = ?1", "s", id);
  ent_training_db_run (db, "INSERT OR IGNORE INTO bookmark_member SELECT ?1, value FROM json_each"
                           " (?2)", "ss", id,
                       members);
}

static void
create_bookmark (EntTrainingRequest *request)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("_", uuid, NULL);
  JsonObject *answer;

  if (!check_body (request))
    return;

  ent_training_db_run (ent_training_request_get_db (request),
                       "INSERT INTO bookmark VALUES (?1, ?2, ?3)", "sss", id,
                       request->user->id,
                       json_object_get_string_member (ent_training_request_get_json (request),
                                                      "name"));
  store_members (request, id);

  answer = json_object_new ();
  json_object_set_string_member (answer, "id", id);
  ent_training_request_answer (request, SOUP_STATUS_CREATED,
                               json_node_init_object (json_node_alloc (), answer));
  json_object_unref (answer);
}

static void
update_bookmark (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");

  if (!check_body (request))
    return;
  if (!is_mine (request, id))
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
      return;
    }

  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE bookmark SET name = ?2 WHERE id = ?1", "ss", id,
                       json_object_get_string_member (ent_training_request_get_json (request),
                                                      "name"));
  store_members (request, id);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
delete_bookmark (EntTrainingRequest *request)
{
  ent_training_db_run (ent_training_request_get_db (request),
                       "DELETE FROM bookmark WHERE id = ?1 AND owner_id = ?2",
                       "ss", ent_training_request_get_param (request, "id"), request->user->id);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

const EntTrainingRoute ent_training_bookmark_routes[] = {
  { "GET", "/directory/sharebookmark/all", list_bookmarks, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/sharebookmark/:id", get_bookmark, ENT_TRAINING_ROUTE_KEEP, NULL },
  { "POST", "/directory/sharebookmark", create_bookmark, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/directory/sharebookmark/:id", update_bookmark, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/directory/sharebookmark/:id", delete_bookmark, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
