/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any JSON as a tiptap document: read, written, read again. */

#include "fuzz.h"

#include <json-glib/json-glib.h>

#include "ent-document.h"

#define MAX_DEPTH 400   /* json-glib's own reader is recursive */

static gboolean
is_deep (const char *text)
{
  guint depth = 0;

  for (; *text != '\0'; text++)
    if ((*text == '{' || *text == '[') && ++depth > MAX_DEPTH)
      return TRUE;

  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (EntDocument) document = NULL;
  g_autoptr (EntDocument) read = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *again = NULL;

  if (is_deep (valid) || !json_parser_load_from_data (parser, valid, -1, NULL))
    return 0;

  document = ent_document_new_from_json (json_parser_get_root (parser));
  plain = ent_document_to_plain (document);
  g_assert_true (g_utf8_validate (plain, -1, NULL));

  canonical = ent_document_to_canonical_html (document);
  read = ent_document_new_from_html (canonical);
  again = ent_document_to_canonical_html (read);
  g_assert_cmpstr (again, ==, canonical);

  return 0;
}
