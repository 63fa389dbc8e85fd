/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-rights.h"

#include <string.h>

#include "ent-json.h"

#define ENT_RIGHTS_ALL \
  (ENT_RIGHTS_READ | ENT_RIGHTS_CONTRIB | ENT_RIGHTS_COMMENT | ENT_RIGHTS_MANAGE | ENT_RIGHTS_OWNER)

static const struct
{
  const char *role;
  EntRights   rights;
} roles[] = {
  { "creator", ENT_RIGHTS_ALL },
  { "read", ENT_RIGHTS_READ },
  { "contrib", ENT_RIGHTS_CONTRIB },
  { "publish", ENT_RIGHTS_CONTRIB | ENT_RIGHTS_PUBLISH },
  { "comment", ENT_RIGHTS_COMMENT },
  { "manager", ENT_RIGHTS_MANAGE },
};

void
ent_reader_id_set (EntReaderId        *self,
                   const char         *user_id,
                   const char * const *group_ids)
{
  ent_reader_id_clear (self);
  self->user_id = g_strdup (user_id);
  self->group_ids = group_ids != NULL ? g_strdupv ((char **) group_ids) : g_new0 (char *, 1);
}

void
ent_reader_id_clear (EntReaderId *self)
{
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->group_ids, g_strfreev);
}

void
ent_reader_id_copy (const EntReaderId *self,
                    EntReaderId       *copy)
{
  copy->user_id = g_strdup (self->user_id);
  copy->group_ids = self->group_ids != NULL ? g_strdupv (self->group_ids) : g_new0 (char *, 1);
}

static gboolean
is_mine (const EntReaderId *reader,
         const char        *user_id,
         const char        *group_id)
{
  return (user_id != NULL && g_strcmp0 (user_id, reader->user_id) == 0) ||
         (group_id != NULL && reader->group_ids != NULL &&
          g_strv_contains ((const char * const *) reader->group_ids, group_id));
}

/* `shared`: an object for each user or group, with a member for each action granted. */
static EntRights
read_share (JsonObject            *share,
            const EntActionRights *actions)
{
  g_autoptr (GList) members = json_object_get_members (share);
  EntRights rights = ENT_RIGHTS_NONE;

  for (GList *link = members; link != NULL; link = link->next)
    {
      if (!ent_json_bool_or (share, link->data, FALSE))
        continue;

      /* Old shares carry this instead of actions. */
      if (strcmp (link->data, "manager") == 0)
        rights |= ENT_RIGHTS_READ | ENT_RIGHTS_CONTRIB | ENT_RIGHTS_MANAGE;
      for (const EntActionRights *action = actions; action->action != NULL; action++)
        if (g_str_has_suffix (link->data, action->action))
          rights |= action->rights;
    }

  return rights;
}

/* `rights`: texts like "creator:<user>", "user:<user>:<role>", "group:<group>:<role>". */
static EntRights
read_right (const char        *text,
            const EntReaderId *reader)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint n = g_strv_length (parts);
  const char *role = NULL;

  if (n == 2 && strcmp (parts[0], "creator") == 0 && is_mine (reader, parts[1], NULL))
    role = parts[0];
  else if (n == 3 && strcmp (parts[0], "user") == 0 && is_mine (reader, parts[1], NULL))
    role = parts[2];
  else if (n == 3 && strcmp (parts[0], "group") == 0 && is_mine (reader, NULL, parts[1]))
    role = parts[2];

  for (gsize i = 0; role != NULL && i < G_N_ELEMENTS (roles); i++)
    if (strcmp (roles[i].role, role) == 0)
      return roles[i].rights;

  return ENT_RIGHTS_NONE;
}

/* What @reader may do with @object, whose owner may do everything. */
EntRights
ent_rights_read (JsonObject            *object,
                 const char            *owner_id,
                 const EntReaderId     *reader,
                 const EntActionRights *actions)
{
  JsonArray *shared = ent_json_opt_array (object, "shared");
  JsonArray *texts = ent_json_opt_array (object, "rights");
  EntRights rights = ENT_RIGHTS_NONE;

  if (is_mine (reader, owner_id, NULL))
    return ENT_RIGHTS_ALL;

  for (guint i = 0; shared != NULL && i < json_array_get_length (shared); i++)
    {
      JsonObject *share = ent_json_element_object (shared, i);

      if (share != NULL && is_mine (reader, ent_json_opt_string (share, "userId"),
                                    ent_json_opt_string (share, "groupId")))
        rights |= read_share (share, actions);
    }

  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    if (ent_json_element_string (texts, i) != NULL)
      rights |= read_right (ent_json_element_string (texts, i), reader);

  return rights;
}
