/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-share.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-directory.h"
#include "ent-training-visible.h"

/* Sharing, the same for every module.
 *
 * Source: libs share/impl/GenericShareService.java, MongoDbShareService.java,
 * share/ShareModel.java, controller/RightsController.java, as told in ent-api 02 §6 and 05 §7. */

static const EntTrainingRole blog_roles[] = {
  { "blog.read",
    { ENT_TRAINING_BLOG_ACTION ("get"), ENT_TRAINING_POST_ACTION ("get"),
      ENT_TRAINING_POST_ACTION ("list"), ENT_TRAINING_POST_ACTION ("comments"), NULL } },
  { "blog.contrib",
    { ENT_TRAINING_POST_ACTION ("create"), ENT_TRAINING_POST_ACTION ("update"),
      ENT_TRAINING_POST_ACTION ("delete"), ENT_TRAINING_POST_ACTION ("submit"),
      ENT_TRAINING_POST_ACTION ("unpublish"), NULL } },
  { "blog.comment",
    { ENT_TRAINING_POST_ACTION ("comment"), ENT_TRAINING_POST_ACTION ("updateComment"),
      ENT_TRAINING_POST_ACTION ("deleteComment"), NULL } },
  { "blog.manager",
    { ENT_TRAINING_BLOG_ACTION ("update"), ENT_TRAINING_BLOG_ACTION ("delete"),
      ENT_TRAINING_BLOG_ACTION ("shareJson"), ENT_TRAINING_BLOG_ACTION ("shareJsonSubmit"),
      ENT_TRAINING_BLOG_ACTION ("removeShare"), ENT_TRAINING_BLOG_ACTION ("shareResource"),
      ENT_TRAINING_BLOG_ACTION ("updatePublicBlog"), ENT_TRAINING_POST_ACTION ("publish"), NULL } },
  { NULL, { NULL } },
};

/* The split into roles is likely, not known; so are the names of the manager's actions. */
static const EntTrainingRole homework_roles[] = {
  { "homeworks.read",
    { ENT_TRAINING_HOMEWORK_ACTION ("getHomework"),
      ENT_TRAINING_HOMEWORK_ACTION ("updateEntryStatus"), NULL } },
  { "homeworks.contrib",
    { ENT_TRAINING_HOMEWORK_ACTION ("modifyEntry"), ENT_TRAINING_HOMEWORK_ACTION ("deleteEntry"),
      NULL } },
  { "homeworks.manager",
    { ENT_TRAINING_HOMEWORK_ACTION ("updateHomework"),
      ENT_TRAINING_HOMEWORK_ACTION ("deleteHomework"), ENT_TRAINING_HOMEWORK_ACTION ("listRights"),
      ENT_TRAINING_HOMEWORK_ACTION ("shareJson"), ENT_TRAINING_HOMEWORK_ACTION ("shareResource"),
      NULL } },
  { NULL, { NULL } },
};

const EntTrainingShareModule ent_training_blog_share = { "blog", blog_roles, "BLOG", "SHARE" };
const EntTrainingShareModule ent_training_homework_share = { "notebook", homework_roles,
                                                             "HOMEWORKS", "SHARE" };

/**
 * ent_training_share_grant:
 * @entry: an entry of a "shared" array
 * @role: "blog.read"…
 *
 * Adds the actions of a role to an entry.
 */
void
ent_training_share_grant (const EntTrainingShareModule *module,
                          JsonObject                   *entry,
                          const char                   *role)
{
  for (const EntTrainingRole *known = module->roles; known->name != NULL; known++)
    if (strcmp (known->name, role) == 0)
      for (guint i = 0; known->actions[i] != NULL; i++)
        json_object_set_boolean_member (entry, known->actions[i], TRUE);
}

static gboolean
has_role (JsonObject            *entry,
          const EntTrainingRole *role)
{
  for (guint i = 0; role->actions[i] != NULL; i++)
    if (!json_object_get_boolean_member_with_default (entry, role->actions[i], FALSE))
      return FALSE;

  return TRUE;
}

/**
 * ent_training_share_list_rights:
 * @author: who has every right without being in the share
 * @shared: a "shared" array
 *
 * Returns: (transfer full): the rights in short: "creator:ID", "user:ID:read", "group:ID:contrib"…
 */
JsonArray *
ent_training_share_list_rights (const EntTrainingShareModule *module,
                                const char                   *author,
                                JsonArray                    *shared)
{
  JsonArray *rights = json_array_new ();
  g_autofree char *creator = g_strconcat ("creator:", author, NULL);

  json_array_add_string_element (rights, creator);
  for (guint i = 0; i < json_array_get_length (shared); i++)
    {
      JsonObject *entry = json_array_get_object_element (shared, i);
      const char *user = ent_training_json_get_text (entry, "userId");
      const char *group = ent_training_json_get_text (entry, "groupId");

      for (const EntTrainingRole *role = module->roles; role->name != NULL; role++)
        {
          g_autofree char *right =
            g_strconcat (user != NULL ? "user:" : "group:", user != NULL ? user : group, ":",
                         strrchr (role->name, '.') + 1, NULL);

          if (has_role (entry, role))
            json_array_add_string_element (rights, right);
        }
    }

  return rights;
}

/**
 * ent_training_share_dup_people:
 * @shared: a "shared" array
 * @action: an action
 *
 * Returns: (transfer full) (element-type utf8): the ids of the persons it is granted to, each once.
 */
GPtrArray *
ent_training_share_dup_people (EntTrainingDb *db,
                               JsonArray     *shared,
                               const char    *action)
{
  g_autoptr (JsonArray) ids = json_array_new ();

  for (guint i = 0; i < json_array_get_length (shared); i++)
    {
      JsonObject *entry = json_array_get_object_element (shared, i);
      const char *user = ent_training_json_get_text (entry, "userId");

      if (json_object_get_boolean_member_with_default (entry, action, FALSE))
        json_array_add_string_element (
          ids, user != NULL ? user : ent_training_json_get_text (entry, "groupId"));
    }

  return ent_training_directory_expand (db, ids);
}

/* GET /…/rights/sharing */
void
ent_training_share_get_roles (EntTrainingRequest           *request,
                              const EntTrainingShareModule *module)
{
  JsonObject *object = json_object_new ();

  for (const EntTrainingRole *role = module->roles; role->name != NULL; role++)
    {
      JsonArray *actions = json_array_new ();

      for (guint i = 0; role->actions[i] != NULL; i++)
        json_array_add_string_element (actions, role->actions[i]);
      json_object_set_array_member (object, role->name, actions);
    }
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

static JsonArray *
list_actions (JsonObject *entry)
{
  g_autoptr (GList) members = json_object_get_members (entry);
  JsonArray *actions = json_array_new ();

  for (GList *member = members; member != NULL; member = member->next)
    if (strchr (member->data, '|') != NULL &&
        json_object_get_boolean_member_with_default (entry, member->data, FALSE))
      json_array_add_string_element (actions, member->data);

  return actions;
}

/* What is ticked, by id; the caller's own entry is left out. */
static JsonObject *
list_checked (EntTrainingRequest *request,
              JsonArray          *shared,
              const char         *key)
{
  JsonObject *checked = json_object_new ();

  for (guint i = 0; i < json_array_get_length (shared); i++)
    {
      JsonObject *entry = json_array_get_object_element (shared, i);
      const char *id = ent_training_json_get_text (entry, key);

      if (id != NULL && strcmp (id, ent_training_request_get_user (request)->id) != 0)
        json_object_set_array_member (checked, id, list_actions (entry));
    }

  return checked;
}

static char *
dup_ids (JsonObject *checked)
{
  g_autoptr (GList) members = json_object_get_members (checked);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_array (builder);
  for (GList *member = members; member != NULL; member = member->next)
    json_builder_add_string_value (builder, member->data);
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);

  return json_to_string (node, FALSE);
}

/* @search: NULL for all one may see, "" for those who are in the share, or words of a name. */
static JsonArray *
list_groups (EntTrainingRequest *request,
             const char         *search,
             JsonObject         *checked)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autofree char *ids = dup_ids (checked);
  g_autoptr (JsonNode) node = NULL;

  node =
    ent_training_db_dup_array (ent_training_request_get_db (request),
                               "SELECT json_object ('id', g.id, 'name', group_label (g.name, "
                               "g.type), 'groupDisplayName', NULL, 'structureName',"
                               " s.name, 'labels', json_array ('Group', g.type)) FROM people_group "
                               "g JOIN structure s ON s.id = g.structure_id"
                               " WHERE g.id IN (SELECT value FROM json_each (?4)) OR (?3 IS NOT ''"
                               " AND g.id IN (" ENT_TRAINING_VISIBLE_GROUPS ")"
                               " AND (?3 IS NULL OR instr (fold (group_label (g.name, g.type)), "
                               "fold (?3)) > 0)) ORDER BY g.name",
                               "ssss", user->id, user->type, search, ids);

  return json_node_dup_array (node);
}

static JsonArray *
list_users (EntTrainingRequest *request,
            const char         *search,
            JsonObject         *checked)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autofree char *ids = dup_ids (checked);
  g_autoptr (JsonNode) node = NULL;

  node = ent_training_db_dup_array (
    ent_training_request_get_db (request),
    "SELECT json_object ('id', p.id, 'login', p.login, 'username', p.display_name, 'firstName', "
    "p.first_name,"
    " 'lastName', p.last_name, 'profile', p.type) FROM person p"
    " WHERE p.id IN (SELECT value FROM json_each (?4)) OR (?3 IS NOT '' AND p.id <> ?1"
    " AND p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE ")"
    " AND (?3 IS NULL OR instr (p.search_name, fold (?3)) > 0)) ORDER BY p.display_name",
    "ssss", user->id, user->type, search, ids);

  return json_node_dup_array (node);
}

/**
 * ent_training_share_get:
 * @shared: the "shared" array of a thing whose share the caller may see
 *
 * Answers GET /…/share/json/:id.
 */
void
ent_training_share_get (EntTrainingRequest           *request,
                        const EntTrainingShareModule *module,
                        JsonArray                    *shared)
{
  const char *search = ent_training_request_get_query (request, "search");
  JsonObject *checked_groups = list_checked (request, shared, "groupId");
  JsonObject *checked_users = list_checked (request, shared, "userId");
  JsonObject *object = json_object_new ();
  JsonArray *actions = json_array_new ();
  JsonObject *groups = json_object_new ();
  JsonObject *users = json_object_new ();

  for (const EntTrainingRole *role = module->roles; role->name != NULL; role++)
    {
      JsonObject *action = json_object_new ();
      JsonArray *names = json_array_new ();

      for (guint i = 0; role->actions[i] != NULL; i++)
        json_array_add_string_element (names, role->actions[i]);
      json_object_set_array_member (action, "name", names);
      json_object_set_string_member (action, "displayName", role->name);
      json_object_set_string_member (action, "type", "RESOURCE");
      json_array_add_object_element (actions, action);
    }

  json_object_set_array_member (groups, "visibles", list_groups (request, search, checked_groups));
  json_object_set_object_member (groups, "checked", checked_groups);
  json_object_set_array_member (users, "visibles", list_users (request, search, checked_users));
  json_object_set_object_member (users, "checked", checked_users);
  json_object_set_array_member (object, "actions", actions);
  json_object_set_object_member (object, "groups", groups);
  json_object_set_object_member (object, "users", users);
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

/* What a PUT is about to make of a share. */
typedef struct
{
  EntTrainingRequest           *request;  /* (unowned) */
  const EntTrainingShareModule *module;   /* (unowned) */
  JsonArray                    *before;   /* (unowned) */
  JsonArray                    *after;    /* (owned) */
  JsonArray                    *added;    /* (owned): who is new, to be notified */
  gboolean                      refused;
} ShareChange;

static JsonObject *
find_entry (JsonArray  *shared,
            const char *key,
            const char *id)
{
  for (guint i = 0; i < json_array_get_length (shared); i++)
    {
      JsonObject *entry = json_array_get_object_element (shared, i);

      if (g_strcmp0 (ent_training_json_get_text (entry, key), id) == 0)
        return entry;
    }

  return NULL;
}

static gboolean
is_known_action (const EntTrainingShareModule *module,
                 const char                   *action)
{
  for (const EntTrainingRole *role = module->roles; role->name != NULL; role++)
    if (g_strv_contains (role->actions, action))
      return TRUE;

  return FALSE;
}

/* An entry of these actions, or NULL when one of them is none. */
static JsonObject *
build_entry (const EntTrainingShareModule *module,
             const char                   *key,
             const char                   *id,
             JsonArray                    *actions)
{
  g_autoptr (JsonObject) entry = json_object_new ();

  json_object_set_string_member (entry, key, id);
  for (guint i = 0; i < json_array_get_length (actions); i++)
    {
      JsonNode *node = json_array_get_element (actions, i);
      const char *action = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (action == NULL || !is_known_action (module, action))
        return NULL;
      json_object_set_boolean_member (entry, action, TRUE);
    }

  return g_steal_pointer (&entry);
}

static void
put_subject (ShareChange *change,
             const char  *key,
             const char  *id,
             JsonArray   *actions)
{
  EntTrainingDb *db = ent_training_request_get_db (change->request);
  const EntTrainingUser *user = ent_training_request_get_user (change->request);
  JsonObject *before = find_entry (change->before, key, id);
  g_autoptr (JsonObject) entry = build_entry (change->module, key, id, actions);

  if (entry == NULL || find_entry (change->after, key, id) != NULL ||
      ent_training_db_get_int (
        db, "SELECT count(*) FROM person WHERE id = ?1 AND (blocked OR delete_pending)", "s", id) !=
        0)
    return;

  if (!ent_training_directory_may_write (db, user, id))
    {
      if (before == NULL)
        return;
      if (!json_object_equal (before, entry))
        {
          change->refused = TRUE;
          return;
        }
    }
  if (before == NULL)
    {
      JsonObject *added = json_object_new ();

      json_object_set_string_member (added, key, id);
      json_array_add_object_element (change->added, added);
    }
  json_array_add_object_element (change->after, g_steal_pointer (&entry));
}

static void
put_subjects (ShareChange *change,
              const char  *member,
              const char  *key)
{
  JsonObject *body = ent_training_request_get_json (change->request);
  JsonNode *node = json_object_get_member (body, member);
  g_autoptr (GList) ids = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  ids = json_object_get_members (json_node_get_object (node));
  for (GList *id = ids; id != NULL; id = id->next)
    {
      JsonNode *actions = json_object_get_member (json_node_get_object (node), id->data);

      if (JSON_NODE_HOLDS_ARRAY (actions))
        put_subject (change, key, id->data, json_node_get_array (actions));
    }
}

/* A bookmark becomes its members. */
static void
put_bookmarks (ShareChange *change)
{
  EntTrainingDb *db = ent_training_request_get_db (change->request);
  JsonNode *node =
    json_object_get_member (ent_training_request_get_json (change->request), "bookmarks");
  g_autoptr (GList) ids = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  ids = json_object_get_members (json_node_get_object (node));
  for (GList *id = ids; id != NULL; id = id->next)
    {
      JsonNode *actions = json_object_get_member (json_node_get_object (node), id->data);
      g_autoptr (EntTrainingRows) rows = NULL;

      if (!JSON_NODE_HOLDS_ARRAY (actions))
        continue;
      rows = ent_training_db_query (
        db,
        "SELECT m.member_id, EXISTS (SELECT 1 FROM person p WHERE p.id = m.member_id)"
        " FROM bookmark b JOIN bookmark_member m ON m.bookmark_id = b.id"
        " WHERE b.id = ?1 AND b.owner_id = ?2",
        "ss", id->data, ent_training_request_get_user (change->request)->id);
      while (ent_training_rows_next (rows))
        put_subject (change, ent_training_rows_get_int (rows, 1) != 0 ? "userId" : "groupId",
                     ent_training_rows_get_text (rows, 0), json_node_get_array (actions));
    }
}

static void
notify_added (ShareChange *change,
              const char  *id)
{
  EntTrainingDb *db = ent_training_request_get_db (change->request);
  g_autoptr (JsonArray) ids = json_array_new ();
  g_autoptr (JsonObject) params = json_object_new ();
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *uri = g_strconcat (
    strcmp (change->module->table, "blog") == 0 ? "/blog#/view/" : "/homeworks#/", id, NULL);

  json_object_set_string_member (params, "resourceUri", uri);
  for (guint i = 0; i < json_array_get_length (change->added); i++)
    {
      JsonObject *added = json_array_get_object_element (change->added, i);
      const char *user = ent_training_json_get_text (added, "userId");

      json_array_add_string_element (
        ids, user != NULL ? user : ent_training_json_get_text (added, "groupId"));
    }
  people = ent_training_directory_expand (db, ids);
  if (people->len > 0)
    ent_training_notify (change->request, change->module->event_type, change->module->event, id,
                         NULL, params, people);
}

/**
 * ent_training_share_put:
 * @id: the thing
 * @shared: its "shared" array so far
 *
 * Answers PUT /…/share/resource/:id: what is sent replaces the whole share, of which the caller may
 * not change those they cannot see.
 */
void
ent_training_share_put (EntTrainingRequest           *request,
                        const EntTrainingShareModule *module,
                        const char                   *id,
                        JsonArray                    *shared)
{
  ShareChange change = { request, module, shared, json_array_new (), json_array_new (), FALSE };
  g_autoptr (JsonArray) after = change.after;
  g_autoptr (JsonArray) added = change.added;
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), after);
  g_autofree char *text = NULL;
  JsonObject *answer;

  put_subjects (&change, "users", "userId");
  put_subjects (&change, "groups", "groupId");
  put_bookmarks (&change);
  if (change.refused)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "insufficient.rights.to.modify.shares");
      return;
    }

  text = json_to_string (node, FALSE);
  if (strcmp (module->table, "blog") == 0)
    ent_training_db_run (ent_training_request_get_db (request),
                         "UPDATE blog SET shared = ?2 WHERE id = ?1", "ss", id, text);
  else
    ent_training_db_run (ent_training_request_get_db (request),
                         "UPDATE notebook SET shared = ?2 WHERE id = ?1", "ss", id, text);
  notify_added (&change, id);

  answer = json_object_new ();
  json_object_set_array_member (answer, "notify-timeline-array", g_steal_pointer (&added));
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}
