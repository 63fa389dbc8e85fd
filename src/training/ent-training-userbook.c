/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-picture.h"
#include "ent-training-request-private.h"
#include "ent-training-routes.h"
#include "ent-training-visible.h"

/* /userbook: the directory's pages, faces and preferences.
 *
 * Source: entcore UserBookController, as told in ent-api 01 §11 and 07 §1.8-1.10, §7. */

/* One row per relative. What is private comes as "" to others; of people I may not see, everything
 * is null. */
#define PERSON_SQL \
  "SELECT json_object ('id', p.id, 'login', iif (?5, p.login, NULL), 'displayName'," \
  " p.display_name, 'type', json_array (p.type), 'visibleInfos', json_array (), 'schools', json" \
  " (iif (?4, (SELECT json_group_array (json_object ('id', s.id, 'name', s.name, 'UAI', s.uai," \
  " 'classes', (SELECT json_group_array (c.name) FROM person_class y JOIN class c ON c.id =" \
  " y.class_id WHERE y.person_id = p.id AND c.structure_id = s.id), 'exports', NULL)) FROM" \
  " person_structure x JOIN structure s ON s.id = x.structure_id WHERE x.person_id = p.id)," \
  " 'null')), 'relatedId', iif (?4, r.id, NULL), 'relatedName', iif (?4, r.display_name, NULL)," \
  " 'relatedType', json (iif (?4 AND r.id IS NOT NULL, json_array (r.type), 'null')), 'userId'," \
  " iif (?4, p.id, NULL), 'motto', iif (?4, p.motto, NULL), 'photo', iif (?4, '/userbook/avatar/'" \
  " || p.id, NULL), 'mood', iif (?4, p.mood, NULL), 'health', iif (?4, '', NULL), 'address', iif" \
  " (?4, '', NULL), 'tel', iif (?4, '', NULL), 'email', iif (?4, iif (?5, coalesce (p.email, '')," \
  " ''), NULL), 'mobile', iif (?4, iif (?5, coalesce (p.mobile, ''), ''), NULL), 'birthdate', iif" \
  " (?4, iif (?5, coalesce (p.birth_date, ''), ''), NULL), 'hobbies', json (iif (?4, '[]'," \
  " 'null'))) FROM person p LEFT JOIN (SELECT student_id AS of, relative_id AS related FROM" \
  " family WHERE student_id = ?3 UNION SELECT relative_id, student_id FROM family WHERE" \
  " relative_id = ?3) f ON f.of = p.id LEFT JOIN person r ON r.id = f.related WHERE p.id = ?3 AND" \
  " ?1 IS NOT NULL AND ?2 IS NOT NULL"

static void
get_person (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_query (request, "id");
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) rows = NULL;
  gboolean own;
  gboolean visible;

  id = id != NULL && *id != '\0' ? id : request->user->id;
  own = strcmp (id, request->user->id) == 0;
  visible = own ||
  ent_training_db_get_int (db, "SELECT ?3 IN (" ENT_TRAINING_VISIBLE_PEOPLE ")", "sss",
                                            request->user->id, request->user->type, id) != 0;

  rows = ent_training_db_dup_array (db, PERSON_SQL, "sssnn", request->user->id, request->user->type,
                                    id,
                                    (int) visible, (int) own);
  json_object_set_string_member (object, "status", "ok");
  json_object_set_array_member (object, "result", json_node_dup_array (rows));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

/* Everybody of the class is there, with a word telling whether I may open their page. */
static void
get_class_page (EntTrainingRequest *request)
{
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT DISTINCT json_object ('type', p.type, 'id', p.id, 'displayName', p.display_name,"
      " 'mood', iif (p.activation_code IS NULL, p.mood, NULL), 'userId', iif (p.activation_code IS"
      " NULL, p.id, NULL), 'photo', iif (p.activation_code IS NULL, '/userbook/avatar/' || p.id,"
      " NULL), 'isVisible',"
      " json (iif (p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE "), 'true', 'false')))"
      " FROM person_class x JOIN person p ON p.id = x.person_id WHERE p.type IN ('Student',"
      " 'Teacher') AND (x.class_id = ?3 OR (?3 IS NULL AND x.class_id IN (SELECT class_id FROM"
      " person_class WHERE person_id = ?1))) ORDER BY p.type DESC, p.display_name",
      "sss", request->user->id,
      request->user->type,
      ent_training_request_get_query (request, "id")));
}

static void
search_people (EntTrainingRequest *request)
{
  const char *name = ent_training_request_get_query (request, "name");

  if (name == NULL || *name == '\0')
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "empty.name");
      return;
    }

  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('id', p.id, 'displayName', p.display_name, 'mood', p.mood, 'userId',"
      " p.id, 'photo', '/userbook/avatar/' || p.id, 'type', p.type) FROM person p WHERE p.id IN "
      "(" ENT_TRAINING_VISIBLE_PEOPLE ")"
      " AND instr (p.search_name, fold (?3)) > 0 AND (?4 IS NULL OR p.type = ?4) AND (?5 IS NULL OR"
      " EXISTS (SELECT 1 FROM person_structure x WHERE x.person_id = p.id AND x.structure_id = ?5))"
      " ORDER BY p.display_name",
      "sssss", request->user->id, request->user->type, name,
      ent_training_request_get_query (request, "profile"),
      ent_training_request_get_query (request, "structure")));
}

static void
list_structures (EntTrainingRequest *request)
{
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (ent_training_request_get_db (request),
                               "SELECT json_object ('id', s.id, 'UAI', s.uai, 'name', s.name,"
                               " 'parents', NULL) FROM person_structure x JOIN structure s ON s.id"
                               " = x.structure_id WHERE x.person_id = ?1", "s", request->user->id));
}

static void
get_structure (EntTrainingRequest *request)
{
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_json (
      ent_training_request_get_db (request),
      "SELECT json_object ('users', (SELECT json_group_array (json_object ('type', p.type, 'id',"
      " p.id, 'displayName', p.display_name, 'mood', p.mood, 'photo', '/userbook/avatar/' || p.id))"
      " FROM person_structure x JOIN person p ON p.id = x.person_id WHERE x.structure_id = ?3 AND"
      " p.type = 'Personnel'"
      " AND p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE ")), 'classes', (SELECT json_group_array"
      " (json_object ('id', c.id, 'name', c.name, 'level', c.level)) FROM class c"
      " WHERE c.structure_id = ?3 AND EXISTS (SELECT 1 FROM people_group y WHERE y.class_id = c.id"
      " AND y.id IN (" ENT_TRAINING_VISIBLE_GROUPS "))), 'profileGroups',"
      " (SELECT json_group_array (json_object ('id', y.id, 'name', group_label (y.name, y.type)))"
      " FROM people_group y WHERE y.structure_id = ?3 AND y.type = 'ProfileGroup' AND y.id IN "
      "(" ENT_TRAINING_VISIBLE_GROUPS ")),"
      " 'manualGroups', (SELECT json_group_array (json_object ('id', y.id, 'name', y.name)) FROM"
      " people_group y WHERE y.structure_id = ?3 AND y.type = 'ManualGroup' AND y.id IN "
      "(" ENT_TRAINING_VISIBLE_GROUPS ")))", "sss",
      request->user->id, request->user->type, ent_training_request_get_param (request, "id")));
}

static void
get_criteria (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *flag = ent_training_request_get_query (request, "getClassesMonoStructureOnly");
  g_autoptr (JsonNode) node = NULL;
  JsonArray *structures;

  node = ent_training_db_dup_json (
    db,
    "SELECT json_object ('structures', (SELECT json_group_array (json_object ('id', s.id, 'label',"
    " s.name)) FROM person_structure x JOIN structure s ON s.id = x.structure_id WHERE x.person_id"
    " = ?1), 'classes', (SELECT json_group_array (json_object ('id', c.id, 'label', c.name)) FROM"
    " person_structure x JOIN class c ON c.structure_id = x.structure_id WHERE x.person_id = ?1),"
    " 'functions', json_array (), 'profiles', json_array ('Teacher', 'Personnel', 'Relative',"
    " 'Student', 'Guest'), 'groupTypes', json_array ('ProfileGroup', 'ManualGroup',"
    " 'DirectionGroup'), 'positions', json_array ())", "s", request->user->id);
  structures = json_object_get_array_member (json_node_get_object (node), "structures");
  if (g_strcmp0 (flag, "true") == 0 && json_array_get_length (structures) > 1)
    json_object_remove_member (json_node_get_object (node), "classes");
  ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&node));
}

/* Every class of the school, to any signed-in person; "label", not "name". */
static void
get_criteria_classes (EntTrainingRequest *request)
{
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_json (ent_training_request_get_db (request),
                              "SELECT json_object ('classes', json_group_array (json_object ('id',"
                              " id, 'label', name))) FROM (SELECT id, name FROM class WHERE"
                              " structure_id = ?1 ORDER BY name)", "s",
                              ent_training_request_get_param (request, "structureId")));
}

static char *
dup_preference_name (EntTrainingRequest *request)
{
  const char *name = ent_training_request_get_param (request, "name");
  g_autoptr (GString) word = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name) || *name == '_')
      g_string_append_c (word, *name);

  return g_string_free (g_steal_pointer (&word), FALSE);
}

/* A string holding JSON, or null: clients decode twice. */
static void
get_preference (EntTrainingRequest *request)
{
  g_autofree char *name = dup_preference_name (request);

  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_json (ent_training_request_get_db (request),
                              "SELECT json_object ('preference', (SELECT value FROM preference"
                              " WHERE person_id = ?1 AND name = ?2))",
                              "ss", request->user->id, name));
}

/* The raw body is kept as it is: the request filter does not see it. */
static void
put_preference (EntTrainingRequest *request)
{
  GBytes *body = ent_training_request_get_body (request);
  g_autofree char *name = dup_preference_name (request);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  ent_training_db_run (ent_training_request_get_db (request),
                       "INSERT INTO preference VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value"
                       " = ?3", "sss",
                       request->user->id, name, valid);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

/* Public, and drawn from the id: everybody has a face of coloured squares. */
static void
get_avatar (EntTrainingRequest *request)
{
  const char *size = ent_training_request_get_query (request, "thumbnail");
  int edge = size != NULL ? (int) g_ascii_strtoll (size, NULL, 10) : 0;
  g_autoptr (GBytes) bytes = NULL;

  if (edge != 48 && edge != 100 && edge != 120 && edge != 290)
    edge = 381;
  bytes = ent_training_picture_face (g_str_hash (ent_training_request_get_param (request, "id")),
                                     edge);
  ent_training_request_set_header (request, "Cache-Tag",
                                   ent_training_request_get_param (request, "id"));
  ent_training_request_answer_bytes (request, SOUP_STATUS_OK, "image/png", bytes);
}

static void
list_birthdays (EntTrainingRequest *request)
{
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('id', p.id, 'username', p.display_name, 'birthDate', p.birth_date,"
      " 'classes', json_array (json_array (c.id, c.name))) FROM person_class a JOIN person_class x"
      " USING (class_id) JOIN person p ON p.id = x.person_id JOIN class c ON c.id = x.class_id"
      " WHERE a.person_id = ?1 AND p.type = 'Student' AND substr (p.birth_date, 6, 2) = strftime"
      " ('%m', ?2 / 1000, 'unixepoch') ORDER BY substr (p.birth_date, 9), p.display_name",
      "si", request->user->id,
      ent_training_request_get_now (request)));
}

const EntTrainingRoute ent_training_userbook_routes[] = {
  { "GET", "/userbook/api/person", get_person, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/api/class", get_class_page, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/api/search", search_people, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/structures", list_structures, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/structure/:id", get_structure, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/search/criteria", get_criteria, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/search/criteria/:structureId/classes", get_criteria_classes,
    ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/preference/:name", get_preference, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/userbook/preference/:name", put_preference, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/userbook/avatar/:id", get_avatar, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/userbook/person/birthday", list_birthdays, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
