/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-directory-json.h"

#include <string.h>

#include "ent-api-private.h"
#include "ent-class.h"
#include "ent-json.h"
#include "ent-person.h"
#include "ent-recipient.h"

static void
add_class (GPtrArray  *classes,
           GHashTable *seen,
           JsonObject *object,
           JsonObject *school)
{
  const char *id = ent_json_opt_string (object, "id");
  EntClass *class;

  /* Somebody without a class gets one whose id is null. */
  if (id == NULL || !g_hash_table_add (seen, (gpointer) id))
    return;

  class = ent_class_new ();
  ent_item_set_id (ENT_ITEM (class), id);
  ent_item_set_title (ENT_ITEM (class), ent_json_string_or (object, "name", ""));
  ent_item_set_parent_id (ENT_ITEM (class), ent_json_opt_string (school, "id"));
  ent_class_set_school (class, ent_json_opt_string (school, "name"));
  ent_class_set_level (class, ent_json_opt_string (object, "level"));
  g_ptr_array_add (classes, class);
}

/* A school may come twice, with its classes and without. */
GPtrArray *
ent_classes_read (JsonArray *schools)
{
  GPtrArray *classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (schools); i++)
    {
      JsonObject *school = ent_json_element_object (schools, i);
      JsonArray *array = school != NULL ? ent_json_opt_array (school, "classes") : NULL;

      for (guint j = 0; array != NULL && j < json_array_get_length (array); j++)
        if (ent_json_element_object (array, j) != NULL)
          add_class (classes, seen, ent_json_element_object (array, j), school);
    }

  return classes;
}

/* Names of a list of people, one after the other; NULL when there is none: such a list may hold a
 * row of nulls. */
static char *
join_names (JsonArray  *array,
            const char *member,
            const char *separator)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = ent_json_element_object (array, i);
      const char *name = object != NULL ? ent_json_opt_string (object, member) : NULL;

      if (name != NULL && name[0] != '\0' &&
          !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }

  if (names->len == 0)
    return NULL;

  g_ptr_array_add (names, NULL);
  return g_strjoinv (separator, (char **) names->pdata);
}

static const char *
get_profile (JsonObject *object)
{
  JsonArray *types = ent_json_opt_array (object, "type");

  if (types != NULL && json_array_get_length (types) > 0)
    return ent_json_element_string (types, 0);

  return ent_json_string_or (object, "type", ent_json_opt_string (object, "profile"));
}

static EntPerson *
read_person (JsonObject *object,
             const char *id,
             const char *class_id)
{
  EntPerson *person = ent_person_new ();
  g_autofree char *relatives = join_names (ent_json_opt_array (object, "relativeList"),
                                           "relatedName", "\n");
  const char *profile = get_profile (object);

  ent_item_set_id (ENT_ITEM (person), id);
  ent_item_set_parent_id (ENT_ITEM (person), class_id);
  ent_item_set_title (ENT_ITEM (person), ent_json_string_or (object, "displayName", ""));
  ent_person_set_profile (person, profile);
  ent_person_set_activated (person, ent_json_opt_string (object, "activationCode") == NULL);
  ent_person_set_blocked (person, ent_json_bool_or (object, "blocked", FALSE));
  if (g_strcmp0 (profile, "Student") == 0)
    ent_person_set_relatives (person, relatives);
  return person;
}

/* The same person may come several times, once a group. */
GPtrArray *
ent_persons_read (JsonArray  *rows,
                  const char *class_id)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = ent_json_element_object (rows, i);
      const char *id = row != NULL ? ent_json_opt_string (row, "id") : NULL;

      if (id != NULL && g_hash_table_add (seen, (gpointer) id))
        g_ptr_array_add (persons, read_person (row, id, class_id));
    }

  return persons;
}

static const struct
{
  const char       *text;
  EntRecipientType  type;
} recipient_types[] = {
  { "User", ENT_RECIPIENT_USER },
  { "Group", ENT_RECIPIENT_GROUP },
  { "BroadcastGroup", ENT_RECIPIENT_BROADCAST },
  { "ShareBookmark", ENT_RECIPIENT_BOOKMARK },
};

static EntUsedIn
read_used_in (JsonObject       *object,
              EntRecipientType  type)
{
  JsonArray *array = ent_json_opt_array (object, "usedIn");
  EntUsedIn used_in = 0;

  if (array == NULL)
    return type == ENT_RECIPIENT_BROADCAST ? ENT_USED_IN_CCI
                                           : ENT_USED_IN_TO | ENT_USED_IN_CC | ENT_USED_IN_CCI;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *place = ent_json_element_string (array, i);

      if (g_strcmp0 (place, "TO") == 0)
        used_in |= ENT_USED_IN_TO;
      else if (g_strcmp0 (place, "CC") == 0)
        used_in |= ENT_USED_IN_CC;
      else if (g_strcmp0 (place, "CCI") == 0)
        used_in |= ENT_USED_IN_CCI;
    }

  return used_in;
}

static EntRecipient *
read_recipient (JsonObject        *object,
                EntRecipientType   type,
                GError           **error)
{
  const char *id = ent_json_get_string (object, "id", error);
  const char *name = ent_json_string_or (object, "displayName",
                                         ent_json_string_or (object, "name", ""));
  g_autofree char *children = NULL;
  EntRecipient *recipient;

  if (id == NULL)
    return NULL;

  /* An old group's `name` is a raw key; then the translated one is apart. */
  if (ent_json_opt_string (object, "displayName") == NULL &&
      ent_json_opt_string (object, "groupDisplayName") != NULL &&
      name[0] == '\0')
    name = ent_json_opt_string (object, "groupDisplayName");

  recipient = ent_recipient_new_full (id, name, type);
  children = join_names (ent_json_opt_array (object, "children"), "displayName", ", ");
  ent_recipient_set_profile (recipient, ent_json_opt_string (object, "profile"));
  ent_recipient_set_n_users (recipient, CLAMP (ent_json_int_or (object, "nbUsers",
                                                                ent_json_int_or (object, "size",
                                                                                 0)),
                                               0, G_MAXUINT));
  ent_recipient_set_structure (recipient, ent_json_opt_string (object, "structureName"));
  ent_recipient_set_children (recipient, children);
  ent_recipient_set_used_in (recipient, read_used_in (object, type));
  return recipient;
}

/* A row of /communication/visible/search. */
gpointer
ent_recipient_read (JsonObject  *object,
                    gpointer     data,
                    GError     **error)
{
  const char *type = ent_json_get_string (object, "type", error);

  if (type == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (recipient_types); i++)
    if (strcmp (recipient_types[i].text, type) == 0)
      return read_recipient (object, recipient_types[i].type, error);

  g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL, "a recipient of type “%s”", type);
  return NULL;
}

gpointer
ent_recipient_read_group (JsonObject  *object,
                          gpointer     data,
                          GError     **error)
{
  return read_recipient (object, ENT_RECIPIENT_GROUP, error);
}

gpointer
ent_recipient_read_user (JsonObject  *object,
                         gpointer     data,
                         GError     **error)
{
  return read_recipient (object, ENT_RECIPIENT_USER, error);
}

gpointer
ent_recipient_read_bookmark (JsonObject  *object,
                             gpointer     data,
                             GError     **error)
{
  return read_recipient (object, ENT_RECIPIENT_BOOKMARK, error);
}

/* `{"groups":[…],"users":[…]}`: groups first. */
GPtrArray *
ent_recipients_read_lists (JsonObject *object)
{
  GPtrArray *recipients = ent_api_read_list (ent_json_opt_array (object, "groups"),
                                             ent_recipient_read_group, NULL,
                                             g_object_unref);
  GPtrArray *users = ent_api_read_list (ent_json_opt_array (object, "users"),
                                        ent_recipient_read_user, NULL,
                                        g_object_unref);

  g_ptr_array_extend_and_steal (recipients, users);
  return recipients;
}
