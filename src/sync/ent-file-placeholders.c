/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-file-placeholders.h"

#include "ent-file-store.h"

#include <string.h>

#define SHA256_LENGTH 64

static gboolean
is_sha256 (const char *text)
{
  for (guint i = 0; i < SHA256_LENGTH; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  return TRUE;
}

/* Finds the next placeholder at or after @text; @sha256 receives a new string. */
static const char *
next_placeholder (const char  *text,
                  char       **sha256)
{
  const char *found;

  while ((found = strstr (text, ENT_FILE_PLACEHOLDER)) != NULL)
    {
      const char *name = found + strlen (ENT_FILE_PLACEHOLDER);

      if (is_sha256 (name))
        {
          *sha256 = g_strndup (name, SHA256_LENGTH);
          return found;
        }

      text = name;
    }

  return NULL;
}

/**
 * ent_file_placeholders_find:
 * @html: a rich text
 *
 * Returns: (transfer full) (element-type utf8): the SHA-256 of the files it needs, each once, in
 *   order
 */
GPtrArray *
ent_file_placeholders_find (const char *html)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  const char *text = html;
  char *sha256;

  g_return_val_if_fail (html != NULL, found);

  while ((text = next_placeholder (text, &sha256)) != NULL)
    {
      text += strlen (ENT_FILE_PLACEHOLDER) + SHA256_LENGTH;

      if (g_ptr_array_find_with_equal_func (found, sha256, g_str_equal, NULL))
        g_free (sha256);
      else
        g_ptr_array_add (found, sha256);
    }

  return found;
}

/**
 * ent_file_placeholders_resolve:
 * @db: the account's database
 * @html: a rich text
 * @error: %ENT_STORE_ERROR_NOT_FOUND when a file it needs is not on the ENT yet
 *
 * Puts the ENT's addresses in the place of the placeholders. In a job or on the main thread.
 *
 * Returns: (transfer full): the text to send, or %NULL with @error
 */
char *
ent_file_placeholders_resolve (EntDatabase  *db,
                               const char   *html,
                               GError      **error)
{
  g_autoptr (GString) resolved = g_string_new (NULL);
  const char *text = html;
  const char *found;
  char *next;

  g_return_val_if_fail (ENT_IS_DATABASE (db), NULL);
  g_return_val_if_fail (html != NULL, NULL);

  while ((found = next_placeholder (text, &next)) != NULL)
    {
      g_autofree char *sha256 = next;
      g_autoptr (GError) local_error = NULL;
      g_autoptr (EntAttachment) attachment = ent_file_store_get (db, sha256, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }

      if (attachment == NULL || ent_attachment_get_id (attachment) == NULL)
        {
          g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND,
                       "a file of the text is not on the ENT: %s", sha256);
          return NULL;
        }

      g_string_append_len (resolved, text, found - text);
      /* An attribute that names the document wants its id alone. */
      if (!g_str_has_suffix (resolved->str, "document-id=\""))
        g_string_append (resolved, "/workspace/document/");
      g_string_append (resolved, ent_attachment_get_id (attachment));
      text = found + strlen (ENT_FILE_PLACEHOLDER) + SHA256_LENGTH;
    }

  g_string_append (resolved, text);

  return g_string_free (g_steal_pointer (&resolved), FALSE);
}
