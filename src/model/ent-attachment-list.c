/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-attachment.h"

#include <json-glib/json-glib.h>

static void
add_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

/**
 * ent_attachments_to_json:
 * @attachments: (element-type EntAttachment): files beside a text
 *
 * Writes a list of files the way the database keeps it; what is not known is left out.
 *
 * Returns: (transfer full): a JSON array
 */
char *
ent_attachments_to_json (GPtrArray *attachments)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (attachments != NULL, NULL);

  json_node_take_array (root, array);
  for (guint i = 0; i < attachments->len; i++)
    {
      EntAttachment *attachment = attachments->pdata[i];
      JsonObject *object = json_object_new ();

      add_text (object, "sha256", ent_attachment_get_sha256 (attachment));
      add_text (object, "id", ent_attachment_get_id (attachment));
      add_text (object, "name", ent_attachment_get_name (attachment));
      add_text (object, "type", ent_attachment_get_media_type (attachment));
      json_object_set_int_member (object, "size", ent_attachment_get_size (attachment));
      add_text (object, "source", ent_attachment_get_source (attachment));
      json_array_add_object_element (array, object);
    }

  return json_to_string (root, FALSE);
}

/**
 * ent_attachments_from_json:
 * @json: (nullable): what ent_attachments_to_json () wrote; %NULL is an empty list
 * @error: a json-glib error
 *
 * Reads a list of files back; elements that are no objects are skipped.
 *
 * Returns: (transfer full) (element-type EntAttachment): the files, or %NULL with @error
 */
GPtrArray *
ent_attachments_from_json (const char  *json,
                           GError     **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  if (json == NULL || *json == '\0')
    return g_steal_pointer (&attachments);

  root = json_from_string (json, error);
  if (root == NULL && error != NULL && *error != NULL)
    return NULL;
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return g_steal_pointer (&attachments);

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      EntAttachment *attachment;
      JsonObject *object;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;

      object = json_node_get_object (node);
      attachment = ent_attachment_new ();
      ent_attachment_set_sha256 (attachment,
                                 json_object_get_string_member_with_default (object, "sha256", NULL));
      ent_attachment_set_id (attachment,
                             json_object_get_string_member_with_default (object, "id", NULL));
      ent_attachment_set_name (attachment,
                               json_object_get_string_member_with_default (object, "name", ""));
      ent_attachment_set_media_type (attachment,
                                     json_object_get_string_member_with_default (object, "type", NULL));
      ent_attachment_set_size (attachment,
                               json_object_get_int_member_with_default (object, "size", 0));
      ent_attachment_set_source (attachment,
                                 json_object_get_string_member_with_default (object, "source", NULL));
      g_ptr_array_add (attachments, attachment);
    }

  return g_steal_pointer (&attachments);
}
