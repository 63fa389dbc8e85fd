/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the HTML of a clipboard: what is kept can be written, and is read back the same. */

#include "fuzz.h"

#include <string.h>

#include "ent-paste.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autoptr (EntDocument) document = ent_paste_read_html (bytes, (gssize) size);
  g_autofree char *html = ent_document_to_canonical_html (document);
  g_autoptr (EntDocument) read = ent_document_new_from_html (html);
  g_autofree char *again = ent_document_to_canonical_html (read);

  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_null (strstr (html, "<script"));
  g_assert_cmpstr (again, ==, html);

  return 0;
}
