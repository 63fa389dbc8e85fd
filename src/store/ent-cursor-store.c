/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-item-store.h"

/**
 * ent_cursor_store_get:
 * @db: a database
 * @resource: what is pulled, "blog/12/posts"
 * @error: return location
 *
 * Reads where a pull stands; in a job or on the main thread.
 *
 * Returns: (transfer full) (nullable): the value set last; %NULL without @error when there is none
 */
char *
ent_cursor_store_get (EntDatabase  *db,
                      const char   *resource,
                      GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (resource != NULL, NULL);

  statement = ent_database_prepare (db, "SELECT value FROM cursor WHERE resource = ?1", error);
  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, resource, error) ||
      !ent_statement_next (statement, error))
    return NULL;

  return g_strdup (ent_statement_get_text (statement, 0));
}

/**
 * ent_cursor_store_set:
 * @db: a database, in the job that applies what was pulled
 * @resource: what is pulled
 * @value: (nullable): where it stands, %NULL to begin again
 * @error: return location
 *
 * Notes where a pull stands.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_cursor_store_set (EntDatabase  *db,
                      const char   *resource,
                      const char   *value,
                      GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (resource != NULL, FALSE);

  if (value == NULL)
    statement = ent_database_prepare (db, "DELETE FROM cursor WHERE resource = ?1", error);
  else
    statement = ent_database_prepare (db,
                                      "INSERT INTO cursor (resource, value) VALUES (?1, ?2)"
                                      " ON CONFLICT (resource) DO UPDATE SET value = ?2",
                                      error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, resource, error) &&
         (value == NULL || ent_statement_bind_text (statement, 2, value, error)) &&
         ent_statement_run (statement, error);
}
