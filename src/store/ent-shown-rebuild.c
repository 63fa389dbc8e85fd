/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-shown-private.h"

static GPtrArray *
list_names (EntDatabase  *db,
            const char   *sql,
            GError      **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EntStatement) statement = ent_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (ent_statement_next (statement, &local_error))
    g_ptr_array_add (names, g_strdup (ent_statement_get_text (statement, 0)));

  if (local_error == NULL)
    return g_steal_pointer (&names);

  g_propagate_error (error, local_error);

  return NULL;
}

static gboolean
drop_item (EntDatabase  *db,
           const char   *kind,
           const char   *id,
           GError      **error)
{
  g_autoptr (EntStatement) statement = ent_database_prepare (db, "DELETE FROM item WHERE kind = ?1 AND id = ?2", error);

  return statement != NULL && ent_statement_bind_text (statement, 1, kind, error) &&
         ent_statement_bind_text (statement, 2, id, error) && ent_statement_run (statement, error);
}

/* One that cannot be read is the ENT's to give anew. */
static gboolean
show_or_drop (EntDatabase  *db,
              const char   *name,
              GError      **error)
{
  g_auto (GStrv) parts = g_strsplit (name, ":", 2);
  g_autoptr (GError) unreadable = NULL;
  EntKind kind;

  if (!ent_kind_from_string (parts[0], &kind))
    return drop_item (db, parts[0], parts[1], error);
  if (ent_shown_refresh_item (db, kind, parts[1], &unreadable))
    return TRUE;
  if (g_error_matches (unreadable, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT))
    return drop_item (db, parts[0], parts[1], error);

  g_propagate_error (error, g_steal_pointer (&unreadable));

  return FALSE;
}

gboolean
ent_shown_rebuild (EntDatabase  *db,
                   GError      **error)
{
  g_autoptr (GPtrArray) drafts = list_names (db, "SELECT uuid FROM draft", error);
  g_autoptr (GPtrArray) items = NULL;

  if (drafts == NULL || (items = list_names (db, "SELECT kind || ':' || id FROM item", error)) == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    if (!show_or_drop (db, items->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    if (!ent_shown_refresh_draft (db, drafts->pdata[i], error))
      return FALSE;

  return TRUE;
}
