/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* The ENT's content cleaner, remade from its behaviour. Four steps, a file each: the service's own
 * idea of HTML (ent-training-dom), what an element stands for (ent-training-document-rules), the
 * fitting of it all into the editor's schema (ent-training-document-schema and -builder), and the
 * three forms it is stored in (ent-training-document-writer). Time is linear in the length of the
 * text. */

#include "ent-training-cleaner.h"

#include "ent-training-document.h"

#include <gio/gio.h>

/**
 * ent_training_clean:
 * @html: what a client sent
 * @clean_html: (out) (optional): the HTML to store
 * @json: (out) (optional): the editor's document
 * @plain: (out) (optional): its words
 * @error: return location for a #GError, with %G_IO_ERROR_INVALID_DATA
 *
 * Cleans a text as the ENT's service does, quirks included. It fails where the service answers an
 * error: an empty text, an attachment without an address, a table that says it comes from a page
 * template.
 *
 * Returns: whether there is a result; nothing is set otherwise.
 *
 * Source: edifice-tiptap-transformer 1.0.19, checked against what its published parts answer
 * (tests/corpus/README.md).
 */
gboolean
ent_training_clean (const char  *html,
                    char       **clean_html,
                    JsonNode   **json,
                    char       **plain,
                    GError     **error)
{
  g_autoptr (EntTrainingArena) arena = NULL;
  EntTrainingElement *root;
  EntTrainingNode *document;
  g_autofree char *written = NULL;

  g_return_val_if_fail (html != NULL, FALSE);

  if (*html == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "No specified content to transform.");
      return FALSE;
    }

  arena = ent_training_arena_new ();
  root = ent_training_dom_parse (arena, html);
  if (root == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Maximum call stack size exceeded");
      return FALSE;
    }
  document = ent_training_document_build (arena, root, error);
  if (document == NULL)
    return FALSE;
  written = ent_training_document_to_html (arena, document, error);
  if (written == NULL)
    return FALSE;

  if (clean_html != NULL)
    *clean_html = g_steal_pointer (&written);
  if (json != NULL)
    *json = ent_training_document_to_json (document);
  if (plain != NULL)
    *plain = ent_training_document_to_plain (document);

  return TRUE;
}
