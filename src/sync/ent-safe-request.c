/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-safe-request.h"

#include "ent-document.h"
#include "ent-file-placeholders.h"

/* The ENT cannot convert an empty text: a post written so is unreadable afterwards. */
#define EMPTY_TEXT "<p></p>"

/**
 * ent_safe_request:
 * @db: the account's database
 * @title: title or subject
 * @html: a rich text of a draft
 * @error: %ENT_STORE_ERROR_NOT_FOUND when a file of the text is not on the ENT yet
 *
 * The one door every text goes through before it becomes a request: files of this computer get the
 * ENT's address, blocks that the ENT's cleaner would cut are rewritten, nothing is sent empty. On
 * the main thread.
 *
 * Returns: (transfer full): the texts to send, or %NULL with @error
 */
EntSafeRequest *
ent_safe_request (EntDatabase  *db,
                  const char   *title,
                  const char   *html,
                  GError      **error)
{
  g_autofree char *resolved = NULL;
  g_autoptr (EntDocument) document = NULL;
  EntSafeRequest *self;

  g_return_val_if_fail (ENT_IS_DATABASE (db), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (html != NULL, NULL);

  resolved = ent_file_placeholders_resolve (db, html, error);
  if (resolved == NULL)
    return NULL;

  document = ent_document_new_from_html (resolved);

  self = g_new0 (EntSafeRequest, 1);
  self->title = g_strdup (title);
  self->html = ent_document_to_send_html (document);
  if (self->html[0] == '\0')
    {
      g_free (self->html);
      self->html = g_strdup (EMPTY_TEXT);
    }

  return self;
}

/**
 * ent_safe_request_free:
 * @self: texts of a request
 *
 * Frees them.
 */
void
ent_safe_request_free (EntSafeRequest *self)
{
  g_free (self->title);
  g_free (self->html);
  g_free (self);
}
