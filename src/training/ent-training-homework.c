/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-homework.h"

#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-directory.h"
#include "ent-training-rights.h"
#include "ent-training-routes.h"
#include "ent-training-share.h"

/* The homework log: notebooks of days of entries. Nobody outside has seen its server; what is
 * guessed has a switch, "homeworks.variant", a sum of EntTrainingHomeworkVariant. Texts pass the
 * request filter and nothing else.
 *
 * Source: the public clients, as told in ent-api 05. */

#define COLUMNS                                                                                    \
  "n.id, n.title, n.thumbnail, n.description, n.trashed, n.owner_id, p.display_name, n.created, "  \
  "n.modified,"                                                                                    \
  " n.entries_modified, n.shared, n.repeats"

/**
 * ent_training_homework_set_variant:
 * @variant: what differs from the defaults, 0 for nothing
 *
 * Chooses among the behaviours the real server may have.
 */
void
ent_training_homework_set_variant (EntTrainingServer          *server,
                                   EntTrainingHomeworkVariant  variant)
{
  g_autofree char *text = g_strdup_printf ("%u", variant);

  ent_training_server_set_option (server, "homeworks.variant", text);
}

static gboolean
has_variant (EntTrainingRequest         *request,
             EntTrainingHomeworkVariant  variant)
{
  const char *text =
    ent_training_server_get_option (ent_training_request_get_server (request), "homeworks.variant");

  return text != NULL && (g_ascii_strtoull (text, NULL, 10) & variant) != 0;
}

/* Dates have always three digits of a second here. */
static JsonNode *
new_date (EntTrainingRequest *request,
          gint64              at)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  JsonNode *node;

  if (has_variant (request, ENT_TRAINING_HOMEWORK_NUMERIC_DATES))
    return ent_training_date_new (at, 0, TRUE);

  date = g_date_time_new_from_unix_utc (at / 1000);
  seconds = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  text = g_strdup_printf ("%s.%03uZ", seconds, (guint) (at % 1000));
  object = json_object_new ();
  json_object_set_string_member (object, "$date", text);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);

  return node;
}

static JsonObject *
read_notebook (EntTrainingRequest *request,
               EntTrainingRows    *rows)
{
  JsonObject *object = json_object_new ();
  JsonObject *owner = json_object_new ();
  g_autoptr (JsonNode) shared = ent_training_rows_dup_json (rows, 10);

  json_object_set_string_member (object, "_id", ent_training_rows_get_text (rows, 0));
  json_object_set_string_member (object, "title", ent_training_rows_get_text (rows, 1));
  json_object_set_string_member (object, "thumbnail", ent_training_rows_get_text (rows, 2));
  json_object_set_string_member (object, "description", ent_training_rows_get_text (rows, 3));
  json_object_set_int_member (object, "trashed", ent_training_rows_get_int (rows, 4));
  json_object_set_string_member (owner, "userId", ent_training_rows_get_text (rows, 5));
  json_object_set_string_member (owner, "displayName", ent_training_rows_get_text (rows, 6));
  json_object_set_object_member (object, "owner", owner);
  json_object_set_member (object, "created",
                          new_date (request, ent_training_rows_get_int (rows, 7)));
  json_object_set_member (object, "modified",
                          new_date (request, ent_training_rows_get_int (rows, 8)));
  json_object_set_member (object, "entriesModified",
                          new_date (request, ent_training_rows_get_int (rows, 9)));
  if (json_array_get_length (json_node_get_array (shared)) > 0)
    json_object_set_member (object, "shared", g_steal_pointer (&shared));
  json_object_set_member (object, "repeats", ent_training_rows_dup_json (rows, 11));

  return object;
}

/* GET /homeworks/list: mine and those shared with me, the trashed ones too. */
static void
list_notebooks (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT " COLUMNS " FROM notebook n JOIN person p ON p.id = n.owner_id"
    " WHERE n.owner_id = ?1 OR EXISTS (SELECT 1 FROM json_each (n.shared) e"
    "   WHERE json_extract (e.value, '$.userId') = ?1 OR json_extract (e.value, '$.groupId') IN"
    "   (SELECT group_id FROM group_member WHERE person_id = ?1)) ORDER BY n.rowid", "s",
    ent_training_request_get_user (request)->id);
  JsonArray *array = json_array_new ();

  while (ent_training_rows_next (rows))
    {
      JsonObject *notebook = read_notebook (request, rows);

      json_object_set_string_member (notebook, "name", ent_training_rows_get_text (rows, 1));
      json_array_add_object_element (array, notebook);
    }
  ent_training_answer_array (request, array);
}

/* The rows of the notebook the path names, for its owner or who holds @action; NULL when the
 * request was refused. */
static EntTrainingRows *
load_for (EntTrainingRequest *request,
          const char         *action)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    db, "SELECT " COLUMNS " FROM notebook n JOIN person p ON p.id = n.owner_id WHERE n.id = ?1",
    "s", ent_training_request_get_param (request, "id"));

  if (ent_training_rows_next (rows))
    {
      g_autoptr (JsonNode) shared = ent_training_rows_dup_json (rows, 10);

      if (strcmp (ent_training_rows_get_text (rows, 5), user->id) == 0 ||
          ent_training_shared_allows (db, user, json_node_get_array (shared), action))
        return g_steal_pointer (&rows);
    }
  ent_training_request_refuse (request);

  return NULL;
}

static JsonArray *
find_day (JsonArray  *days,
          const char *date)
{
  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *day = json_array_get_object_element (days, i);

      if (strcmp (json_object_get_string_member (day, "date"), date) == 0)
        return json_object_get_array_member (day, "entries");
    }

  return NULL;
}

/* The days in the order in which they got their first entry, not in that of the calendar. */
static JsonArray *
list_days (EntTrainingRequest *request,
           const char         *id)
{
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT id, day, title, value FROM entry WHERE notebook_id = ?1 ORDER BY position", "s", id);
  gboolean split = has_variant (request, ENT_TRAINING_HOMEWORK_SPLIT_DAYS);
  JsonArray *days = json_array_new ();

  while (ent_training_rows_next (rows))
    {
      const char *date = ent_training_rows_get_text (rows, 1);
      JsonArray *entries = split ? NULL : find_day (days, date);
      JsonObject *entry = json_object_new ();

      if (entries == NULL)
        {
          JsonObject *day = json_object_new ();

          entries = json_array_new ();
          json_object_set_string_member (day, "date", date);
          json_object_set_array_member (day, "entries", entries);
          json_array_add_object_element (days, day);
        }
      if (!ent_training_rows_is_null (rows, 0))
        json_object_set_string_member (entry, "_id", ent_training_rows_get_text (rows, 0));
      json_object_set_string_member (entry, "title", ent_training_rows_get_text (rows, 2));
      json_object_set_string_member (entry, "value", ent_training_rows_get_text (rows, 3));
      json_array_add_object_element (entries, entry);
    }

  return days;
}

static void
get_notebook (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("getHomework"));
  g_autoptr (JsonArray) days = NULL;
  JsonObject *object;

  if (rows == NULL)
    return;

  object = read_notebook (request, rows);
  days = list_days (request, ent_training_rows_get_text (rows, 0));
  if (json_array_get_length (days) > 0)
    json_object_set_array_member (object, "data", g_steal_pointer (&days));
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

static char *
dup_list (JsonObject *body,
          const char *member)
{
  JsonNode *node = json_object_get_member (body, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_to_string (node, FALSE) : NULL;
}

static void
create_notebook (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *repeats = dup_list (body, "repeats");
  JsonObject *answer;

  if (ent_training_json_get_text (body, "title") == NULL)
    {
      ent_training_answer_invalid (request);
      return;
    }

  ent_training_db_run (
    ent_training_request_get_db (request),
    "INSERT INTO notebook (id, title, thumbnail, description, owner_id, created, modified,"
    " entries_modified, repeats) VALUES (?1, ?2, coalesce (?3, ''), coalesce (?4, ''), ?5, ?6, ?6,"
    " ?6, coalesce (?7, '[]'))",
    "sssssis", id, ent_training_json_get_text (body, "title"),
    ent_training_json_get_text (body, "thumbnail"),
    ent_training_json_get_text (body, "description"), ent_training_request_get_user (request)->id,
    ent_training_request_get_now (request), repeats);
  answer = json_object_new ();
  json_object_set_string_member (answer, "_id", id);
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

/* Sets exactly what the body has; what is left out is kept, null empties. */
static void
update_notebook (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("updateHomework"));
  JsonObject *body = ent_training_request_get_json (request);
  g_autofree char *repeats = dup_list (body, "repeats");

  if (rows == NULL)
    return;

  ent_training_db_run (
    ent_training_request_get_db (request),
    "UPDATE notebook SET title = iif (?2, coalesce (?3, ''), title),"
    " thumbnail = iif (?4, coalesce (?5, ''), thumbnail),"
    " description = iif (?6, coalesce (?7, ''), description), repeats = coalesce (?8, repeats),"
    " modified = ?9 WHERE id = ?1",
    "snsnsnssi", ent_training_rows_get_text (rows, 0), (int) json_object_has_member (body, "title"),
    ent_training_json_get_text (body, "title"), (int) json_object_has_member (body, "thumbnail"),
    ent_training_json_get_text (body, "thumbnail"),
    (int) json_object_has_member (body, "description"),
    ent_training_json_get_text (body, "description"), repeats,
    ent_training_request_get_now (request));
  ent_training_answer_number (request, 1);
}

static gboolean
is_day (const char *text)
{
  int year;
  int month;
  int day;

  return text != NULL && strlen (text) == 10 &&
         sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3 &&
         g_date_valid_dmy (day, month, year);
}

static void
notify_readers (EntTrainingRequest *request,
                EntTrainingRows    *rows)
{
  const char *id = ent_training_rows_get_text (rows, 0);
  g_autoptr (JsonNode) shared = ent_training_rows_dup_json (rows, 10);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (JsonObject) params = json_object_new ();
  g_autofree char *uri = g_strconcat ("/homeworks#/view-homework/", id, NULL);
  guint at;

  people = ent_training_share_dup_people (ent_training_request_get_db (request),
                                          json_node_get_array (shared),
                                          ENT_TRAINING_HOMEWORK_ACTION ("getHomework"));
  if (g_ptr_array_find_with_equal_func (people, ent_training_request_get_user (request)->id,
                                        g_str_equal, &at))
    g_ptr_array_remove_index (people, at);
  json_object_set_string_member (params, "resourceName", ent_training_rows_get_text (rows, 1));
  json_object_set_string_member (params, "resourceUri", uri);
  ent_training_notify (request, "HOMEWORKS", "ENTRIES.MODIFIED", NULL, NULL, params, people);
}

static void
touch_entries (EntTrainingRequest *request,
               const char         *id)
{
  ent_training_db_run (
    ent_training_request_get_db (request),
    "UPDATE notebook SET entries_modified = max (entries_modified + 1, ?2) WHERE id = ?1", "si", id,
    ent_training_request_get_now (request));
}

/* PUT /homeworks/:id/entry: the id comes from the caller. */
static void
put_entry (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("modifyEntry"));
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *date = ent_training_json_get_text (body, "date");
  const char *entry_id = ent_training_json_get_text (body, "entryid");
  const char *title = ent_training_json_get_text (body, "title");
  const char *value = ent_training_json_get_text (body, "value");
  const char *id;

  if (rows == NULL)
    return;
  if (!is_day (date) || entry_id == NULL || title == NULL || value == NULL)
    {
      ent_training_answer_invalid (request);
      return;
    }

  id = ent_training_rows_get_text (rows, 0);
  if (has_variant (request, ENT_TRAINING_HOMEWORK_PUT_DUPLICATES) ||
      ent_training_db_run (
        db,
        "UPDATE entry SET title = ?4, value = ?5 WHERE notebook_id = ?1 AND id = ?2 AND day = ?3",
        "sssss", id, entry_id, date, title, value) == 0)
    ent_training_db_run (
      db, "INSERT INTO entry (notebook_id, id, day, title, value) VALUES (?1, ?2, ?3, ?4, ?5)",
      "sssss", id, entry_id, date, title, value);
  if (has_variant (request, ENT_TRAINING_HOMEWORK_PUT_CLEARS_DAY))
    ent_training_db_run (
      db, "DELETE FROM entry WHERE notebook_id = ?1 AND day = ?3 AND id IS NOT ?2", "sss", id,
      entry_id, date);
  touch_entries (request, id);
  notify_readers (request, rows);

  if (has_variant (request, ENT_TRAINING_HOMEWORK_PUT_EMPTY))
    ent_training_request_answer_empty (request, SOUP_STATUS_OK);
  else
    ent_training_request_answer_text (request,
                                      has_variant (request, ENT_TRAINING_HOMEWORK_PUT_CREATED)
                                        ? SOUP_STATUS_CREATED
                                        : SOUP_STATUS_OK,
                                      "{}");
}

/* PUT /homeworks/:id/entry/delete: the day must be the one the entry is in. */
static void
delete_entry (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("deleteEntry"));
  JsonObject *body = ent_training_request_get_json (request);
  const char *id;
  int deleted;

  if (rows == NULL)
    return;

  id = ent_training_rows_get_text (rows, 0);
  deleted = ent_training_db_run (
    ent_training_request_get_db (request),
    "DELETE FROM entry WHERE notebook_id = ?1 AND id = ?2 AND day = ?3", "sss", id,
    ent_training_json_get_text (body, "entryid"), ent_training_json_get_text (body, "date"));
  if (deleted == 0 && has_variant (request, ENT_TRAINING_HOMEWORK_DELETE_FAILS))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "not.found");
      return;
    }
  if (deleted > 0 && !has_variant (request, ENT_TRAINING_HOMEWORK_DELETE_KEEPS_STAMP))
    touch_entries (request, id);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
list_statuses (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("getHomework"));

  if (rows == NULL)
    return;
  ent_training_request_answer (
    request, SOUP_STATUS_OK,
    ent_training_db_dup_array (
      ent_training_request_get_db (request),
      "SELECT json_object ('userId', person_id, 'homeworkId', notebook_id, 'entryId', entry_id,"
      " 'finished', json (iif (finished, 'true', 'false'))) FROM entry_status"
      " WHERE notebook_id = ?1 AND person_id = ?2 AND (?3 IS NULL OR entry_id = ?3)",
      "sss", ent_training_rows_get_text (rows, 0), ent_training_request_get_user (request)->id,
      ent_training_request_get_query (request, "entryid")));
}

static void
put_status (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("updateEntryStatus"));
  JsonObject *body = ent_training_request_get_json (request);
  const char *entry_id = ent_training_json_get_text (body, "entryid");

  if (rows == NULL)
    return;
  if (entry_id == NULL)
    {
      ent_training_answer_invalid (request);
      return;
    }
  ent_training_db_run (ent_training_request_get_db (request),
                       "INSERT OR REPLACE INTO entry_status VALUES (?1, ?2, ?3, ?4)", "sssn",
                       ent_training_rows_get_text (rows, 0), entry_id,
                       ent_training_request_get_user (request)->id,
                       (int) json_object_get_boolean_member_with_default (body, "finished", FALSE));
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
get_roles (EntTrainingRequest *request)
{
  ent_training_share_get_roles (request, &ent_training_homework_share);
}

static void
get_share (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows = load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("shareJson"));
  g_autoptr (JsonNode) shared = NULL;

  if (rows == NULL)
    return;
  shared = ent_training_rows_dup_json (rows, 10);
  ent_training_share_get (request, &ent_training_homework_share, json_node_get_array (shared));
}

static void
put_share (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingRows) rows =
    load_for (request, ENT_TRAINING_HOMEWORK_ACTION ("shareResource"));
  g_autoptr (JsonNode) shared = NULL;

  if (rows == NULL)
    return;
  shared = ent_training_rows_dup_json (rows, 10);
  ent_training_share_put (request, &ent_training_homework_share,
                          ent_training_rows_get_text (rows, 0), json_node_get_array (shared));
}

const EntTrainingRoute ent_training_homework_routes[] = {
  { "GET", "/homeworks/list", list_notebooks, ENT_TRAINING_ROUTE_SESSION,
    ENT_TRAINING_RIGHT_HOMEWORK_VIEW },
  { "GET", "/homeworks/get/:id", get_notebook, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/homeworks", create_notebook, ENT_TRAINING_ROUTE_JSON,
    ENT_TRAINING_RIGHT_HOMEWORK_CREATE },
  { "GET", "/homeworks/rights/sharing", get_roles, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/homeworks/share/json/:id", get_share, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/homeworks/share/resource/:id", put_share, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/homeworks/:id", update_notebook, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/homeworks/:id/entry", put_entry, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/homeworks/:id/entry/delete", delete_entry, ENT_TRAINING_ROUTE_JSON, NULL },
  { "GET", "/homeworks/:id/entry/status", list_statuses, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/homeworks/:id/entry/status", put_status, ENT_TRAINING_ROUTE_JSON, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
