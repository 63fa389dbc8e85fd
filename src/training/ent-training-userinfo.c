/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-userinfo.h"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-rights.h"

/* Who I am, in the version asked: 2.x is the whole record; without a version it is 1.0, with French
 * type codes, and for a token a record with the interesting members taken out.
 *
 * Source: entcore auth adapters, libs AuthManager generateSessionInfos, as told in ent-api 01 §6.
 * */

static char *
read_version (EntTrainingRequest *request)
{
  const char *accept = ent_training_request_get_header (request, "Accept");
  const char *query = ent_training_request_get_query (request, "version");
  const char *mark = accept != NULL ? strstr (accept, "version=") : NULL;

  if (mark != NULL)
    return g_strndup (mark + strlen ("version="), strcspn (mark + strlen ("version="), ",; "));
  if (query != NULL)
    return g_strdup (*query == 'v' ? query + 1 : query);

  return g_strdup ("1.0");
}

static JsonObject *
load_record (EntTrainingRequest *request)
{
  g_autoptr (JsonNode) node = NULL;

  node = ent_training_db_dup_json (
    ent_training_request_get_db (request),
    "SELECT json_object ('userId', p.id, 'login', p.login, 'username', p.display_name, 'firstName',"
    " p.first_name, 'lastName', p.last_name, 'externalId', p.external_id, 'type', p.type, 'level',"
    " NULL, 'email', p.email, 'mobile', p.mobile, 'birthDate', p.birth_date, 'federated', json"
    " ('false'), 'federatedIDP', NULL, 'hasPw', json ('true'), 'hasTotp', json ('false'),"
    " 'ignoreMFA', json ('false'), 'hasApp', json (iif (EXISTS (SELECT 1 FROM person_structure x"
    " JOIN structure s ON s.id = x.structure_id   WHERE x.person_id = p.id AND s.has_app), 'true',"
    " 'false')), 'deletePending', json (iif (p.delete_pending, 'true', 'false')),"
    " 'forceChangePassword', json (iif (p.force_change, 'true', 'null')), 'needRevalidateTerms',"
    " json (iif (p.revalidate_terms, 'true', 'false')), 'optionEnabled', json ('[]'), 'structures',"
    " (SELECT json_group_array (structure_id) FROM person_structure WHERE person_id = p.id),"
    " 'structureNames', (SELECT json_group_array (s.name) FROM person_structure x   JOIN structure"
    " s ON s.id = x.structure_id WHERE x.person_id = p.id), 'uai', (SELECT json_group_array (s.uai)"
    " FROM person_structure x   JOIN structure s ON s.id = x.structure_id WHERE x.person_id ="
    " p.id), 'classes', (SELECT json_group_array (c.id) FROM person_class x   JOIN class c ON c.id"
    " = x.class_id WHERE x.person_id = p.id), 'realClassesNames', (SELECT json_group_array (c.name)"
    " FROM person_class x   JOIN class c ON c.id = x.class_id WHERE x.person_id = p.id),"
    " 'classNames', (SELECT json_group_array (c.external_id) FROM person_class x   JOIN class c ON"
    " c.id = x.class_id WHERE x.person_id = p.id), 'groupsIds', (SELECT json_group_array (group_id)"
    " FROM group_member WHERE person_id = p.id), 'functions', json (p.functions), 'children',"
    " (SELECT json_group_object (k.id, json_object ('lastName', k.last_name, 'firstName',"
    " k.first_name))   FROM family f JOIN person k ON k.id = f.student_id WHERE f.relative_id ="
    " p.id), 'childrenIds', (SELECT json_group_array (student_id) FROM family WHERE relative_id ="
    " p.id)) FROM person p WHERE p.id = ?1", "s", request->user->id);

  return json_node_dup_object (node);
}

static void
add_session (EntTrainingRequest *request,
             JsonObject         *record)
{
  JsonObject *session = json_object_new ();
  const char *id = request->session_id != NULL ? request->session_id : request->token;

  json_object_set_string_member (session, "_id", id);
  json_object_set_string_member (session, "userId", request->user->id);
  json_object_set_object_member (record, "sessionMetadata", session);
}

static const char *
french_type (const char *type)
{
  if (strcmp (type, "Teacher") == 0)
    return "ENSEIGNANT";
  if (strcmp (type, "Student") == 0)
    return "ELEVE";
  if (strcmp (type, "Relative") == 0)
    return "PERSRELELEVE";
  if (strcmp (type, "Personnel") == 0)
    return "PERSEDUCNAT";

  return "";
}

/* For a token, version 1.0 loses nearly everything a client wants. */
static void
strip_record (JsonObject *record)
{
  static const char *const removed[] = {
    "classNames", "structureNames", "federated", "functions", "groupsIds", "structures", "apps",
    "children", "classes",
    "authorizedActions",
  };
  JsonArray *classes = json_object_get_array_member (record, "classes");
  JsonArray *names = json_object_get_array_member (record, "structureNames");

  if (json_array_get_length (classes) > 0)
    json_object_set_string_member (record, "classId", json_array_get_string_element (classes, 0));
  if (json_array_get_length (names) > 0)
    json_object_set_string_member (record, "schoolName", json_array_get_string_element (names, 0));
  for (guint i = 0; i < G_N_ELEMENTS (removed); i++)
    json_object_remove_member (record, removed[i]);
}

void
ent_training_userinfo_answer (EntTrainingRequest *request)
{
  g_autofree char *version = read_version (request);
  JsonObject *record = load_record (request);

  add_session (request, record);
  json_object_set_array_member (record, "authorizedActions",
                                ent_training_rights_list (request->user->type));
  json_object_set_array_member (record, "apps",
                                ent_training_rights_applications (request->user->type, FALSE));
  json_object_set_array_member (record, "widgets", json_array_new ());

  if (*version != '2')
    {
      json_object_set_string_member (record, "type", french_type (request->user->type));
      json_object_set_string_member (record, "level", "");
      json_object_remove_member (record, "realClassesNames");
      if (request->auth == ENT_TRAINING_AUTH_BEARER)
        strip_record (record);
    }

  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), record));
  json_object_unref (record);
}
