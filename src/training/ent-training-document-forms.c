/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Writes the editor's document as JSON and as plain text.
 *
 * Source: prosemirror-model 1.24.1, tiptap 2.11.0 (behaviour only). */

#include "ent-training-document.h"

#include <math.h>

static void
drop_nan (JsonObject *object,
          const char *name,
          JsonNode   *value,
          gpointer    data)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_DOUBLE &&
      isnan (json_node_get_double (value)))
    {
      json_object_set_null_member (data, name);
    }
  else if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);
      JsonArray *copy = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (element) &&
              json_node_get_value_type (element) == G_TYPE_DOUBLE &&
              isnan (json_node_get_double (element)))
            json_array_add_null_element (copy);
          else
            json_array_add_element (copy, json_node_copy (element));
        }
      json_object_set_array_member (data, name, copy);
    }
  else
    {
      json_object_set_member (data, name, json_node_copy (value));
    }
}

static void
add_attributes (JsonObject *object,
                JsonObject *attributes)
{
  JsonObject *copy;

  if (attributes == NULL || json_object_get_size (attributes) == 0)
    return;

  copy = json_object_new ();
  json_object_foreach_member (attributes, drop_nan, copy);
  json_object_set_object_member (object, "attrs", copy);
}

static JsonObject *
node_to_json (const EntTrainingNode *node)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", ent_training_node_type_get_name (node->type));
  add_attributes (object, node->attributes);
  if (node->content != NULL && node->content->len > 0)
    {
      JsonArray *content = json_array_sized_new (node->content->len);

      for (guint i = 0; i < node->content->len; i++)
        json_array_add_object_element (content,
                                       node_to_json (g_ptr_array_index (node->content, i)));
      json_object_set_array_member (object, "content", content);
    }
  if (node->marks != NULL && node->marks->length > 0)
    {
      JsonArray *marks = json_array_sized_new (node->marks->length);

      for (guint i = 0; i < node->marks->length; i++)
        {
          JsonObject *mark = json_object_new ();

          json_object_set_string_member (
            mark, "type", ent_training_mark_type_get_name (node->marks->marks[i].type));
          add_attributes (mark, node->marks->marks[i].attributes);
          json_array_add_object_element (marks, mark);
        }
      json_object_set_array_member (object, "marks", marks);
    }
  if (node->text != NULL)
    json_object_set_string_member (object, "text", node->text);

  return object;
}

/**
 * ent_training_document_to_json:
 * @document: a document
 *
 * Returns: (transfer full): the editor's own form of it.
 */
JsonNode *
ent_training_document_to_json (const EntTrainingNode *document)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, node_to_json (document));

  return node;
}

static void
append_plain (GString               *out,
              const EntTrainingNode *node,
              gboolean               is_first)
{
  if (ent_training_node_type_is_block (node->type) && !is_first)
    g_string_append (out, "\n\n");
  if (node->type == ENT_TRAINING_NODE_HARD_BREAK)
    g_string_append_c (out, '\n');
  if (node->text != NULL)
    g_string_append (out, node->text);
  for (guint i = 0; node->content != NULL && i < node->content->len; i++)
    append_plain (out, g_ptr_array_index (node->content, i), FALSE);
}

/**
 * ent_training_document_to_plain:
 * @document: a document
 *
 * Returns: (transfer full): its words; every block but the first node has two line ends before it.
 */
char *
ent_training_document_to_plain (const EntTrainingNode *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < document->content->len; i++)
    append_plain (out, g_ptr_array_index (document->content, i), i == 0);

  return g_string_free (out, FALSE);
}
