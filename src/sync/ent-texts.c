/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-texts.h"

#include "ent-document.h"
#include "ent-plain.h"

/**
 * ent_texts_dup_plain:
 * @html: (nullable): a rich text
 *
 * Returns: (transfer full): its plain text, "" for none
 */
char *
ent_texts_dup_plain (const char *html)
{
  g_autoptr (EntDocument) document = NULL;

  if (html == NULL)
    return g_strdup ("");

  document = ent_document_new_from_html (html);

  return ent_document_to_plain (document);
}

/**
 * ent_texts_same_words:
 * @html: (nullable): a rich text
 * @other: (nullable): another
 *
 * The ENT rewrites the HTML it is given: the words are what must be the same.
 *
 * Returns: %TRUE when a reader reads the same words
 */
gboolean
ent_texts_same_words (const char *html,
                      const char *other)
{
  g_autofree char *plain = NULL;
  g_autofree char *other_plain = NULL;

  if (g_strcmp0 (html, other) == 0)
    return TRUE;

  plain = ent_texts_dup_plain (html);
  other_plain = ent_texts_dup_plain (other);

  return ent_plain_equal_words (plain, other_plain);
}

/**
 * ent_texts_same_document:
 * @html: (nullable): a rich text
 * @other: (nullable): another
 *
 * Stricter than ent_texts_same_words(): a word made bold, a picture taken away make two documents.
 *
 * Returns: %TRUE when both read as the same document
 */
gboolean
ent_texts_same_document (const char *html,
                         const char *other)
{
  g_autoptr (EntDocument) document = NULL;
  g_autoptr (EntDocument) other_document = NULL;

  if (g_strcmp0 (html, other) == 0)
    return TRUE;

  document = ent_document_new_from_html (html != NULL ? html : "");
  other_document = ent_document_new_from_html (other != NULL ? other : "");

  return ent_document_equal (document, other_document);
}

/**
 * ent_texts_is_blank:
 * @html: (nullable): a rich text
 *
 * Returns: %TRUE when it shows nothing, neither a word nor an object
 */
gboolean
ent_texts_is_blank (const char *html)
{
  g_autoptr (EntDocument) document = NULL;

  if (html == NULL)
    return TRUE;

  document = ent_document_new_from_html (html);

  return ent_document_is_blank (document);
}
