/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-directory.h"

#include <string.h>

#include "ent-training-visible.h"

/**
 * ent_training_directory_may_write:
 * @id: a person or a group
 *
 * Returns: whether @from may write to it; to oneself, always
 */
gboolean
ent_training_directory_may_write (EntTrainingDb         *db,
                                  const EntTrainingUser *from,
                                  const char            *id)
{
  return strcmp (from->id, id) == 0 ||
         ent_training_db_get_int (db,
                                  "SELECT ?3 IN (" ENT_TRAINING_VISIBLE_PEOPLE ")"
                                  " OR ?3 IN (" ENT_TRAINING_VISIBLE_GROUPS ")",
                                  "sss", from->id, from->type, id) != 0;
}

/**
 * ent_training_directory_expand:
 * @ids: ids of persons and groups
 *
 * Returns: (transfer full) (element-type utf8): the ids of the persons meant, each once; unknown
 * ids are left out
 */
GPtrArray *
ent_training_directory_expand (EntTrainingDb *db,
                               JsonArray     *ids)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), ids);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (EntTrainingRows) rows = NULL;

  rows = ent_training_db_query (db,
                                "SELECT p.id FROM person p JOIN json_each (?1) e ON e.value = p.id"
                                " UNION SELECT m.person_id FROM group_member m JOIN json_each (?1)"
                                " e ON e.value = m.group_id", "s", text);
  while (ent_training_rows_next (rows))
    g_ptr_array_add (people, g_strdup (ent_training_rows_get_text (rows, 0)));

  return people;
}

/**
 * ent_training_directory_dup_name:
 * @id: a person or a group
 *
 * Returns: (transfer full) (nullable): the name to show, %NULL when nobody has this id
 */
char *
ent_training_directory_dup_name (EntTrainingDb *db,
                                 const char    *id)
{
  return ent_training_db_dup_text (db,
                                   "SELECT display_name FROM person WHERE id = ?1 UNION ALL SELECT"
                                   " group_label (name, type) FROM people_group WHERE id = ?1",
                                   "s", id);
}

/**
 * ent_training_group_dup_label:
 * @stored_name: "CE1-Teacher"
 * @type: (nullable): "ManualGroup" for a group that somebody named
 *
 * The stored name is cut at its last dash; what follows chooses the words.
 *
 * Returns: (transfer full): "Enseignants du groupe CE1."
 */
char *
ent_training_group_dup_label (const char *stored_name,
                              const char *type)
{
  static const struct
  {
    const char *suffix;
    const char *format;
  } labels[] = {
    { "Teacher", "Enseignants du groupe " },
    { "Student", "Élèves du groupe " },
    { "Relative", "Parents du groupe " },
    { "Personnel", "Personnels du groupe " },
    { "Guest", "Invités du groupe " },
    { "AdminLocal", "Administrateurs locaux de " },
    { "Direction", "Directeurs de " },
    { "HeadTeacher", "Professeurs principaux de " },
  };
  const char *dash = strrchr (stored_name, '-');
  g_autofree char *stem = NULL;

  if (dash == NULL || g_strcmp0 (type, "ManualGroup") == 0)
    return g_strdup (stored_name);

  stem = g_strndup (stored_name, (gsize) (dash - stored_name));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].suffix, dash + 1) == 0)
      return g_strconcat (labels[i].format, stem, ".", NULL);

  return g_strdup (stored_name);
}

/**
 * ent_training_shared_allows:
 * @shared: a "shared" array: a "userId" or "groupId", and a key for each action granted
 * @action: (nullable): the action's key, dots as dashes; %NULL asks whether the person is in the
 * array at all
 *
 * Returns: whether one of the entries concerns @user and grants the action
 */
gboolean
ent_training_shared_allows (EntTrainingDb         *db,
                            const EntTrainingUser *user,
                            JsonArray             *shared,
                            const char            *action)
{
  for (guint i = 0; i < json_array_get_length (shared); i++)
    {
      JsonObject *entry = json_array_get_object_element (shared, i);
      const char *person = json_object_get_string_member_with_default (entry, "userId", NULL);
      const char *group = json_object_get_string_member_with_default (entry, "groupId", NULL);

      if (action != NULL && !json_object_get_boolean_member_with_default (entry, action, FALSE))
        continue;
      if (g_strcmp0 (person, user->id) == 0 ||
          (group != NULL &&
           ent_training_db_get_int (db, "SELECT count(*) FROM group_member WHERE group_id = ?1 AND"
                                        " person_id = ?2",
                                    "ss", group, user->id) != 0))
        return TRUE;
    }

  return FALSE;
}
