/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-directory.h"
#include "ent-training-request-private.h"
#include "ent-training-rights.h"
#include "ent-training-routes.h"
#include "ent-training-visible.h"

/* /directory: classes, their members, one person, one group.
 *
 * Source: entcore directory controllers ClassController, UserController, DirectoryController and
 * the filters TeacherOfClass and DirectoryResourcesProvider, as told in ent-api 07 §1, §2.12 and
 * §8. */

#define RELATIVES_OF(person) \
  "(SELECT json_group_array (json_object ('relatedId', r.id, 'relatedName', r.display_name," \
  " 'relatedType', json_array (r.type))) FROM family f JOIN person r ON r.id = f.relative_id" \
  " WHERE f.student_id " \
  "= " person ")"

/* The array goes into the answer; when it is empty the answer is 404 with no body. */
static void
answer_row (EntTrainingRequest *request,
            JsonNode           *node)
{
  if (node == NULL)
    ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
  else
    ent_training_request_answer (request, SOUP_STATUS_OK, node);
}

static gboolean
is_local_admin (EntTrainingRequest *request,
                const char         *structure)
{
  return ent_training_db_get_int (ent_training_request_get_db (request),
                                  "SELECT count(*) FROM person p, json_each (p.functions,"
                                  " '$.ADMIN_LOCAL.scope') e WHERE p.id = ?1 AND (?2 IS NULL OR"
                                  " e.value = ?2)", "ss",
                                  request->user->id,
                                  structure) != 0;
}

static char *
dup_structure_of_class (EntTrainingRequest *request,
                        const char         *class_id)
{
  return ent_training_db_dup_text (ent_training_request_get_db (request),
                                   "SELECT structure_id FROM class WHERE id = ?1", "s", class_id);
}

static gboolean
is_member_of_class (EntTrainingRequest *request,
                    const char         *class_id)
{
  return ent_training_db_get_int (ent_training_request_get_db (request),
                                  "SELECT count(*) FROM person_class WHERE person_id = ?1 AND"
                                  " class_id = ?2", "ss",
                                  request->user->id, class_id) != 0;
}

/* The ENT's filter "isClassTeacher". */
static gboolean
may_manage_class (EntTrainingRequest *request,
                  const char         *class_id)
{
  g_autofree char *structure = dup_structure_of_class (request, class_id);
  gboolean admin = structure != NULL && is_local_admin (request, structure);
  gboolean staff = strcmp (request->user->type, "Teacher") == 0 ||
  strcmp (request->user->type, "Personnel") == 0;

  return structure != NULL &&
         (ent_training_request_has_right (request, ENT_TRAINING_RIGHT_CLASS_ADMIN) || admin) &&
         (admin || (staff && is_member_of_class (request, class_id)));
}

/* Schools with my classes, then schools I belong to: the same school comes twice, as on the ENT. */
static void
list_my_classes (EntTrainingRequest *request)
{
  g_autoptr (JsonNode) schools = NULL;
  JsonObject *object = json_object_new ();

  schools = ent_training_db_dup_array (
    ent_training_request_get_db (request),
    "SELECT json_object ('id', s.id, 'name', s.name, 'classes', json_group_array (json_object"
    " ('id', c.id, 'name', c.name))) FROM person_class x JOIN class c ON c.id = x.class_id JOIN"
    " structure s ON s.id = c.structure_id WHERE x.person_id = ?1 GROUP BY s.id UNION ALL SELECT"
    " json_object ('id', s.id, 'name', s.name) FROM person_structure x JOIN structure s ON s.id ="
    " x.structure_id WHERE x.person_id = ?1", "s", request->user->id);
  json_object_set_array_member (object, "schools", json_node_dup_array (schools));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

static void
get_class (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "classId");
  g_autofree char *structure = dup_structure_of_class (request, id);

  if (!is_member_of_class (request, id) &&
      (structure == NULL || !is_local_admin (request, structure)))
    {
      ent_training_request_refuse (request);
      return;
    }

  answer_row (request, ent_training_db_dup_json (ent_training_request_get_db (request),
                                                 "SELECT json_object ('id', id, 'externalId',"
                                                 " external_id, 'name', name, 'level', level) FROM"
                                                 " class WHERE id = ?1",
                                                 "s", id));
}

static JsonNode *
dup_class_users (EntTrainingRequest *request,
                 const char         *class_id)
{
  g_auto (GStrv) types = ent_training_request_dup_query_all (request, "type");
  gboolean relatives = g_strcmp0 (ent_training_request_get_query (request, "collectRelative"),
                                  "true") == 0;
  gboolean ine = g_strcmp0 (ent_training_request_get_query (request, "ine"), "true") == 0;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (EntTrainingRows) rows = NULL;

  rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT json_object ('id', p.id, 'type', p.type, 'firstName', p.first_name, 'lastName',"
    " p.last_name, 'displayName', p.display_name, 'login', coalesce (p.alias, p.login),"
    " 'originalLogin', p.login, 'activationCode', p.activation_code, 'birthDate', p.birth_date,"
    " 'hasEmail', json (iif (p.email IS NULL, 'null', 'true')), 'lastLogin', strftime"
    " ('%Y-%m-%dT%H:%M:%S.000Z', p.last_login / 1000, 'unixepoch'), 'blocked', json (iif"
    " (p.blocked, 'true', 'null')), 'source', p.source, 'ine', NULL,"
    " 'relativeList', " RELATIVES_OF ("p.id") "), p.type"
    " FROM person_class x JOIN person p ON p.id = x.person_id WHERE x.class_id = ?1 ORDER BY"
    " p.type, p.last_name, p.first_name", "s", class_id);

  while (ent_training_rows_next (rows))
    {
      JsonNode *node;

      if (types[0] != NULL &&
          !g_strv_contains ((const char *const *) types, ent_training_rows_get_text (rows, 1)))
        continue;

      node = ent_training_rows_dup_json (rows, 0);
      if (!relatives)
        json_object_remove_member (json_node_get_object (node), "relativeList");
      if (!ine)
        json_object_remove_member (json_node_get_object (node), "ine");
      json_array_add_element (array, node);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static void
answer_csv (EntTrainingRequest *request,
            JsonArray          *users)
{
  g_autoptr (GString) text = g_string_new ("\xEF\xBB\xBFType;Nom;Prénom;Login;Alias de login;Code "
                                           "d'activation\n");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      JsonObject *user = json_array_get_object_element (users, i);
      const char *login = json_object_get_string_member (user, "originalLogin");
      const char *alias = json_object_get_string_member (user, "login");
      const char *code = json_object_get_string_member_with_default (user, "activationCode", "");

      g_string_append_printf (text, "%s;%s;%s;%s;%s;%s\n",
                              json_object_get_string_member (user, "type"),
                              json_object_get_string_member (user, "lastName"),
                              json_object_get_string_member (user, "firstName"), login,
                              strcmp (login, alias) == 0 ? "" : alias, code);
    }

  bytes = g_bytes_new (text->str, text->len);
  ent_training_request_answer_bytes (request, SOUP_STATUS_OK, "application/csv", bytes);
}

static void
list_class_users (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "classId");
  g_autoptr (JsonNode) users = NULL;

  if (!may_manage_class (request, id))
    {
      ent_training_request_refuse (request);
      return;
    }

  users = dup_class_users (request, id);
  if (g_strcmp0 (ent_training_request_get_query (request, "format"), "csv") == 0)
    answer_csv (request, json_node_get_array (users));
  else
    ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&users));
}

static void
list_visible_members (EntTrainingRequest *request)
{
  gboolean relatives = g_strcmp0 (ent_training_request_get_query (request, "collectRelative"),
                                  "true") == 0;
  g_autoptr (JsonNode) users = NULL;
  JsonArray *array;

  users = ent_training_db_dup_array (
    ent_training_request_get_db (request),
    "SELECT json_object ('displayName', p.display_name, 'lastName', p.last_name, 'firstName',"
    " p.first_name, 'id', p.id,"
    " 'type', p.type, 'relativeList', " RELATIVES_OF ("p.id") ")"
    " FROM person_class x JOIN person p ON p.id = x.person_id"
    " WHERE x.class_id = ?3 AND p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE ")"
    " ORDER BY p.last_name, p.first_name", "sss",
    request->user->id, request->user->type, ent_training_request_get_query (request, "classId"));
  array = json_node_get_array (users);
  for (guint i = 0; !relatives && i < json_array_get_length (array); i++)
    json_object_remove_member (json_array_get_object_element (array, i), "relativeList");
  ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&users));
}

static void
list_detached (EntTrainingRequest *request)
{
  g_auto (GStrv) structures = ent_training_request_dup_query_all (request, "structureId");
  JsonArray *array = json_array_new ();
  JsonNode *all = json_node_init_array (json_node_alloc (), array);

  for (guint i = 0; structures[i] != NULL; i++)
    {
      g_autoptr (EntTrainingRows) rows = ent_training_db_query (
        ent_training_request_get_db (request),
        "SELECT json_object ('displayName', p.display_name, 'lastName', p.last_name, 'firstName',"
        " p.first_name, 'login', p.login, 'id', p.id, 'type', p.type, 'structureId', s.id,"
        " 'structureName', s.name, 'relativeList',"
        " " RELATIVES_OF ("p.id") ") FROM person_structure x JOIN person p ON p.id = x.person_id"
        " JOIN structure s ON s.id = x.structure_id WHERE s.id = ?3 AND p.id IN "
        "(" ENT_TRAINING_VISIBLE_PEOPLE ")"
        " AND NOT EXISTS (SELECT 1 FROM person_class c WHERE c.person_id = p.id) ORDER BY"
        " p.display_name", "sss",
        request->user->id, request->user->type, structures[i]);

      while (ent_training_rows_next (rows))
        json_array_add_element (array, ent_training_rows_dup_json (rows, 0));
    }

  ent_training_request_answer (request, SOUP_STATUS_OK, all);
  json_array_unref (array);
}

static void
list_admin_classes (EntTrainingRequest *request)
{
  const char *structure = ent_training_request_get_query (request, "structureId");

  if (structure == NULL || !is_local_admin (request, structure))
    {
      ent_training_request_refuse (request);
      return;
    }

  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (ent_training_request_get_db (request),
                               "SELECT json_object ('id', id, 'name', name, 'externalId',"
                               " external_id) FROM class WHERE structure_id = ?1 ORDER BY name",
                               "s", structure));
}

static void
list_admin_structures (EntTrainingRequest *request)
{
  if (!is_local_admin (request, NULL))
    {
      ent_training_request_refuse (request);
      return;
    }

  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('id', s.id, 'UAI', s.uai, 'name', s.name, 'externalId', s.external_id,"
      " 'timetable', NULL, 'hasApp', json (iif (s.has_app, 'true', 'false')), 'ignoreMFA', json"
      " ('false'), 'levelsOfEducation', json_array (1), 'distributions', json_array (),"
      " 'manualName', NULL, 'feederName', s.name, 'source', 'CSV', 'exports', NULL, 'parents',"
      " NULL) FROM structure s, person p, json_each (p.functions, '$.ADMIN_LOCAL.scope') e WHERE"
      " p.id = ?1 AND e.value = s.id", "s",
      request->user->id));
}

/* A detailed record: with the class settings right or as local administrator, of people of my
 * schools only. */
static void
get_class_admin (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "userId");

  if ((!ent_training_request_has_right (request, ENT_TRAINING_RIGHT_CLASS_ADMIN) &&
       !is_local_admin (request, NULL)) ||
      ent_training_db_get_int (db, "SELECT count(*) FROM person_structure a JOIN person_structure b"
                                   " USING (structure_id) WHERE a.person_id = ?1 AND b.person_id ="
                                   " ?2",
                                   "ss",
                               request->user->id, id) == 0)
    {
      ent_training_request_refuse (request);
      return;
    }

  answer_row (request, ent_training_db_dup_json (
    db,
    "SELECT json_patch (json_object ('id', p.id, 'profiles', json_array (p.type), 'firstName',"
    " p.first_name, 'lastName', p.last_name, 'displayName', p.display_name, 'email', coalesce"
    " (p.email, ''), 'homePhone', NULL, 'mobile', p.mobile, 'birthDate', coalesce (p.birth_date,"
    " ''), 'originalLogin', "
    "p.login, 'relativeList', " RELATIVES_OF ("p.id") ","
    " 'motto', p.motto, 'health', '', 'mood', p.mood, 'hobbies', json_array (json_object"
    " ('visibility', 'PRIVE', 'category', 'sport', 'values', '')), 'hasTotp', json ('false'),"
    " 'schools', (SELECT json_group_array (json_object ('id', s.id, 'name', s.name, 'source',"
    " 'CSV', 'classes', (SELECT json_group_array (json_object ('id', c.id, 'name', c.name)) FROM"
    " person_class y JOIN class c ON c.id = y.class_id WHERE y.person_id = p.id AND c.structure_id"
    " = s.id))) FROM person_structure x JOIN structure s ON s.id = x.structure_id"
    " WHERE x.person_id = p.id)), iif (p.functions LIKE '%ADMIN_LOCAL%', '{\"lockedEmail\":true}', "
    "'{}')) FROM person p WHERE p.id = ?1", "s", id));
}

/* Private members are for oneself and for local administrators. */
static void
get_user (EntTrainingRequest *request)
{
  static const char *const private_members[] = { "login", "activationCode", "email", "mobile",
                                                 "birthDate" };
  const char *id = ent_training_request_get_param (request, "userId");
  gboolean whole = strcmp (id, request->user->id) == 0 || is_local_admin (request, NULL);
  g_autoptr (JsonNode) node = NULL;

  if (!ent_training_directory_may_write (ent_training_request_get_db (request), request->user, id))
    {
      ent_training_request_refuse (request);
      return;
    }

  node = ent_training_db_dup_json (
    ent_training_request_get_db (request),
    "SELECT json_object ('id', p.id, 'externalId', p.external_id, 'login', p.login, 'firstName',"
    " p.first_name, 'lastName', p.last_name, 'displayName', p.display_name, 'profiles', json_array"
    " (p.type), 'type', json_array (p.type), 'activationCode', p.activation_code, 'email', p.email,"
    " 'mobile', p.mobile, 'birthDate', p.birth_date, 'source', p.source, 'structureNodes', (SELECT"
    " json_group_array (json_object ('id', s.id, 'name', s.name, 'UAI', s.uai)) FROM"
    " person_structure x JOIN structure s ON s.id = x.structure_id WHERE x.person_id = p.id)) FROM"
    " person p WHERE p.id = ?1", "s", id);
  for (guint i = 0; node != NULL && !whole && i < G_N_ELEMENTS (private_members); i++)
    json_object_remove_member (json_node_get_object (node), private_members[i]);
  answer_row (request, g_steal_pointer (&node));
}

/* Raw names here: a client must know how to read "CE1-Teacher". */
static void
list_user_groups (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "userId");

  if (!ent_training_directory_may_write (ent_training_request_get_db (request), request->user, id))
    {
      ent_training_request_refuse (request);
      return;
    }

  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('id', g.id, 'name', g.name, 'filter', coalesce (g.profile, iif (g.type ="
      " 'DirectionGroup', 'Direction', NULL)), 'displayName', NULL, 'internalCommunicationRule',"
      " 'NONE', 'type', g.type, 'classes', (SELECT json_group_array (json_object ('id', c.id,"
      " 'name', c.name)) FROM class c WHERE c.id = g.class_id), 'structures', json_array"
      " (json_object ('id', s.id, 'name', s.name)), 'subType', g.sub_type) FROM group_member m JOIN"
      " people_group g ON g.id = m.group_id JOIN structure s ON s.id = g.structure_id WHERE"
      " m.person_id = ?1 ORDER BY g.name", "s", id));
}

static void
list_children (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "userId");

  if (!ent_training_directory_may_write (ent_training_request_get_db (request), request->user, id))
    {
      ent_training_request_refuse (request);
      return;
    }

  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('structureName', s.name, 'children', json_group_array (json_object"
      " ('id', k.id, 'displayName', k.display_name, 'externalId', k.external_id, 'classesNames',"
      " (SELECT json_group_array (c.name) FROM person_class y JOIN class c ON c.id = y.class_id"
      " WHERE y.person_id = k.id)))) FROM family f JOIN person k ON k.id = f.student_id JOIN"
      " person_structure x ON x.person_id = k.id JOIN structure s ON s.id = x.structure_id WHERE"
      " f.relative_id = ?1 GROUP BY s.id", "s",
      id));
}

static void
get_group (EntTrainingRequest *request)
{
  answer_row (request, ent_training_db_dup_json (
    ent_training_request_get_db (request),
    "SELECT json_object ('id', id, 'name', group_label (name, type), 'nbUsers', (SELECT count(*)"
    " FROM group_member WHERE group_id = id), 'type', coalesce (sub_type, type)) FROM people_group"
    " WHERE id = ?1",
    "s",
    ent_training_request_get_param (request, "groupId")));
}

static void
get_school (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");

  if (ent_training_db_get_int (ent_training_request_get_db (request),
                               "SELECT count(*) FROM person_structure WHERE person_id = ?1 AND"
                               " structure_id = ?2",
                               "ss", request->user->id, id) == 0)
    ent_training_request_refuse (request);
  else
    answer_row (request, ent_training_db_dup_json (ent_training_request_get_db (request),
                                                   "SELECT json_object ('id', id, 'externalId',"
                                                   " external_id, 'UAI', uai, 'name', name) FROM"
                                                   " structure WHERE id = ?1", "s", id));
}

const EntTrainingRoute ent_training_directory_routes[] = {
  { "GET", "/directory/myclasses", list_my_classes, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/class/users/visibles", list_visible_members, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "GET", "/directory/class/users/detached", list_detached, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/class/admin/list", list_admin_classes, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/class/:classId", get_class, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/class/:classId/users", list_class_users, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/class-admin/:userId", get_class_admin, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/structure/admin/list", list_admin_structures, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "GET", "/directory/user/:userId/groups", list_user_groups, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/user/:userId/children", list_children, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/user/:userId", get_user, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/group/:groupId", get_group, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/directory/school/:id", get_school, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
