/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-item-row-private.h"

#include <json-glib/json-glib.h>

#include "ent-error.h"

/* What the JSON leaves to columns, to the table membership and to the columns of the long texts. */
static const char * const apart[] = {
  "id", "title", "excerpt", "state", "author-id", "author-name", "created-at", "modified-at",
  "sort-at", "parent-id", "html", "json-content",
};

#define NOTHING "{}"

static char *
build_json (EntItem *item)
{
  g_autoptr (JsonNode) node = json_gobject_serialize (G_OBJECT (item));
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    json_object_remove_member (object, apart[i]);

  return json_to_string (node, FALSE);
}

EntItem *
ent_item_row_read (EntStatement  *statement,
                   int            column,
                   EntKind        kind,
                   GError       **error)
{
  const char *json = ent_statement_get_text (statement, column + 9);
  EntItem *item;

  if (g_str_equal (json, NOTHING))
    item = ent_item_new (kind);
  else
    item = ent_item_new_from_json (kind, json, NULL);

  if (item == NULL)
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT, "a stored %s cannot be read",
                   ent_kind_to_string (kind));
      return NULL;
    }

  ent_item_set_id (item, ent_statement_get_text (statement, column));
  ent_item_set_title (item, ent_statement_get_text (statement, column + 1));
  ent_item_set_excerpt (item, ent_statement_get_text (statement, column + 2));
  ent_item_set_state (item, ent_statement_get_text (statement, column + 3));
  ent_item_set_author_id (item, ent_statement_get_text (statement, column + 4));
  ent_item_set_author_name (item, ent_statement_get_text (statement, column + 5));
  ent_item_set_created_at (item, ent_statement_get_int64 (statement, column + 6));
  ent_item_set_modified_at (item, ent_statement_get_int64 (statement, column + 7));
  ent_item_set_sort_at (item, ent_statement_get_int64 (statement, column + 8));

  return item;
}

gboolean
ent_item_row_bind (EntStatement  *statement,
                   int            index,
                   EntItem       *item,
                   GError       **error)
{
  g_autofree char *json = build_json (item);

  return ent_statement_bind_text (statement, index, ent_item_get_id (item), error) &&
         ent_statement_bind_text (statement, index + 1, ent_item_get_title (item), error) &&
         ent_statement_bind_text (statement, index + 2, ent_item_get_excerpt (item), error) &&
         ent_statement_bind_text (statement, index + 3, ent_item_get_state (item), error) &&
         ent_statement_bind_text (statement, index + 4, ent_item_get_author_id (item), error) &&
         ent_statement_bind_text (statement, index + 5, ent_item_get_author_name (item), error) &&
         ent_statement_bind_int64 (statement, index + 6, ent_item_get_created_at (item), error) &&
         ent_statement_bind_int64 (statement, index + 7, ent_item_get_modified_at (item), error) &&
         ent_statement_bind_int64 (statement, index + 8, ent_item_get_sort_at (item), error) &&
         ent_statement_bind_text (statement, index + 9, json, error);
}
