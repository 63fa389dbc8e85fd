/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-directory.h"
#include "ent-training-request-private.h"
#include "ent-training-routes.h"
#include "ent-training-visible.h"

/* /communication: whom I may write to.
 *
 * Source: entcore CommunicationController and DefaultCommunicationService, as told in ent-api 06 §8
 * and 07 §7.3. */

#define EVERYWHERE "json_array ('TO', 'CC', 'CCI')"

static void
append_all (JsonArray *array,
            JsonNode  *rows)
{
  JsonArray *more = json_node_get_array (rows);

  for (guint i = 0; i < json_array_get_length (more); i++)
    json_array_add_element (array, json_array_dup_element (more, i));
  json_node_unref (rows);
}

static JsonNode *
dup_bookmark_rows (EntTrainingRequest *request,
                   const char         *query)
{
  return ent_training_db_dup_array (ent_training_request_get_db (request),
                                    "SELECT json_object ('id', id, 'displayName', name, 'type',"
                                    " 'ShareBookmark',"
                                    " 'usedIn', " EVERYWHERE ") FROM bookmark WHERE owner_id = ?1"
                                    " AND instr (fold (name), fold (?2)) > 0 ORDER BY name", "ss",
                                    request->user->id, query);
}

/* A list for broadcast is a type of its own, for hidden copies only; "profile" is there for profile
 * groups only. */
static JsonNode *
dup_group_rows (EntTrainingRequest *request,
                const char         *query)
{
  return ent_training_db_dup_array (
    ent_training_request_get_db (request),
    "SELECT CASE WHEN g.sub_type = 'BroadcastGroup' THEN json_object ('id', g.id, 'displayName',"
    " g.name, 'nbUsers', count (m.person_id), 'groupType', g.type, 'structureName', NULL, 'type',"
    " 'BroadcastGroup', 'usedIn', json_array ('CCI')) WHEN g.profile IS NULL THEN json_object"
    " ('id', g.id, 'displayName', group_label (g.name, g.type), 'nbUsers', count (m.person_id),"
    " 'groupType', g.type, 'structureName', s.name, 'type', 'Group', "
    "'usedIn', " EVERYWHERE ")"
    " ELSE json_object ('id', g.id, 'displayName', group_label (g.name, g.type), 'profile',"
    " g.profile, 'nbUsers', count (m.person_id), 'groupType', g.type, 'structureName', s.name,"
    " 'type', 'Group', "
    "'usedIn', " EVERYWHERE ")"
    " END FROM people_group g JOIN structure s ON s.id = g.structure_id JOIN group_member m ON"
    " m.group_id = g.id"
    " WHERE g.id IN (" ENT_TRAINING_VISIBLE_GROUPS ")"
    " AND instr (fold (group_label (g.name, g.type)), fold (?3)) > 0 GROUP BY g.id"
    " ORDER BY group_label (g.name, g.type)", "sss", request->user->id, request->user->type, query);
}

/* With a query, the relatives and children of those who match come as rows of their own. */
static JsonNode *
dup_user_rows (EntTrainingRequest *request,
               const char         *query)
{
  return ent_training_db_dup_array (
    ent_training_request_get_db (request),
    "WITH visible AS (" ENT_TRAINING_VISIBLE_PEOPLE "), matching AS (SELECT p.id FROM person p "
                                                    "JOIN visible v ON v.person_id = p.id WHERE"
                                                    " instr (p.search_name, fold (?3)) > 0), wanted"
                                                    " AS (SELECT id FROM matching UNION SELECT"
                                                    " f.relative_id FROM matching JOIN family f ON"
                                                    " f.student_id = matching.id WHERE ?3 <> '' "
                                                    " UNION SELECT f.student_id FROM matching JOIN"
                                                    " family f ON f.relative_id = matching.id WHERE"
                                                    " ?3 <> '') SELECT iif (?2 = 'Student',"
                                                    " json_object ('id', p.id, 'displayName',"
                                                    " p.display_name, 'profile', p.type,"
    " 'structureName', NULL, 'type', 'User', 'usedIn', " EVERYWHERE "),"
    " json_object ('id', p.id, 'displayName', p.display_name, 'profile', p.type, 'structureName',"
    " NULL, 'type',"
    " 'User', 'usedIn', " EVERYWHERE ", 'children', (SELECT json_group_array (json_object ('id', "
                                       "k.id, 'displayName', k.display_name)) FROM family f JOIN"
                                       " person k ON k.id = f.student_id WHERE f.relative_id ="
                                       " p.id), 'relatives', (SELECT json_group_array"
                                       " (json_object ('id', k.id, 'displayName', k.display_name))"
                                       " FROM family f JOIN person k ON k.id = f.relative_id"
                                       " WHERE f.student_id = p.id))) FROM person p WHERE p.id IN"
                                       " wanted AND p.id IN visible AND p.id <> ?1 ORDER BY"
                                       " p.display_name, p.id", "sss",
    request->user->id, request->user->type, query);
}

/* Everything I may write to in one flat array, bookmarks first; no paging. */
static void
search_visible (EntTrainingRequest *request)
{
  const char *query = ent_training_request_get_query (request, "query");
  JsonArray *array = json_array_new ();

  query = query != NULL ? query : "";
  append_all (array, dup_bookmark_rows (request, query));
  append_all (array, dup_group_rows (request, query));
  append_all (array, dup_user_rows (request, query));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_array (json_node_alloc (), array));
  json_array_unref (array);
}

/* The member's array as a JSON text, "[]" when it is absent. */
static char *
dup_list (JsonObject *body,
          const char *member)
{
  JsonNode *node = json_object_get_member (body, member);

  return node != NULL &&
  JSON_NODE_HOLDS_ARRAY (node) ? json_to_string (node, FALSE) : g_strdup ("[]");
}

static gboolean
wants (const char *types,
       const char *type)
{
  g_autofree char *quoted = g_strconcat ("\"", type, "\"", NULL);

  return strcmp (types, "[]") == 0 || strstr (types, quoted) != NULL;
}

/* An empty list does not filter. The group's name is called "name" here. */
static void
filter_visible (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *search = json_object_get_string_member_with_default (body, "search", "");
  g_autofree char *structures = dup_list (body, "structures");
  g_autofree char *classes = dup_list (body, "classes");
  g_autofree char *profiles = dup_list (body, "profiles");
  g_autofree char *types = dup_list (body, "types");
  g_autoptr (JsonNode) users = NULL;
  g_autoptr (JsonNode) groups = NULL;
  JsonObject *object = json_object_new ();

  users = ent_training_db_dup_array (
    db,
    "SELECT json_object ('id', p.id, 'displayName', p.display_name, 'profile', p.type, 'subjects',"
    " json_array (),"
    " 'positions', json_array ()) FROM person p WHERE p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE ")"
    " AND instr (p.search_name, fold (?3)) > 0 AND (?4 = '[]' OR EXISTS (SELECT 1 FROM"
    " person_structure x JOIN json_each (?4) e ON e.value = x.structure_id WHERE x.person_id ="
    " p.id)) AND (?5 = '[]' OR EXISTS (SELECT 1 FROM person_class x JOIN json_each (?5) e ON"
    " e.value = x.class_id WHERE x.person_id = p.id)) AND (?6 = '[]' OR p.type IN (SELECT value"
    " FROM json_each (?6))) AND ?7 ORDER BY p.display_name, p.id",
    "ssssssn", request->user->id, request->user->type, search, structures, classes, profiles,
    (int) wants (types, "User"));
  groups = ent_training_db_dup_array (
    db,
    "SELECT json_object ('id', g.id, 'name', group_label (g.name, g.type), 'sortName', g.name,"
    " 'groupDisplayName', NULL, 'nbUsers', (SELECT count(*) FROM group_member m WHERE m.group_id ="
    " g.id), 'groupType', g.type, 'profile',"
    " g.profile) FROM people_group g WHERE g.id IN (" ENT_TRAINING_VISIBLE_GROUPS ")"
    " AND instr (fold (group_label (g.name, g.type)), fold (?3)) > 0 AND (?4 = '[]' OR"
    " g.structure_id IN (SELECT value FROM json_each (?4))) AND (?5 = '[]' OR g.class_id IN (SELECT"
    " value FROM json_each (?5))) AND (?6 = '[]' OR g.profile IN (SELECT value FROM json_each"
    " (?6))) AND (?7 OR g.type IN (SELECT value FROM json_each (?8))) ORDER BY g.name",
    "ssssssns", request->user->id, request->user->type, search, structures, classes, profiles,
    (int) wants (types, "Group"), types);

  json_object_set_array_member (object, "groups", json_node_dup_array (groups));
  json_object_set_array_member (object, "users", json_node_dup_array (users));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

static void
list_group_members (EntTrainingRequest *request)
{
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('type', p.type, 'id', p.id, 'displayName', p.display_name, 'login',"
      " p.login) FROM group_member m JOIN person p ON p.id = m.person_id WHERE m.group_id = ?3"
      " AND p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE ") ORDER BY p.display_name", "sss",
      request->user->id,
      request->user->type, ent_training_request_get_param (request, "groupId")));
}

static void
verify (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autoptr (EntTrainingUser) from =
    ent_training_user_load (db, ent_training_request_get_param (request, "from"));
  gboolean can = from != NULL &&
                 ent_training_directory_may_write (db, from,
                                                   ent_training_request_get_param (request, "to"));

  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    can ? "{\"canCommunicate\":true}"
                                        : "{\"canCommunicate\":false}");
}

const EntTrainingRoute ent_training_communication_routes[] = {
  { "GET", "/communication/visible/search", search_visible, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/communication/visible", filter_visible, ENT_TRAINING_ROUTE_JSON, NULL },
  { "GET", "/communication/visible/group/:groupId", list_group_members, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "GET", "/communication/verify/:from/:to", verify, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
