/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an old text of the ENT: read, given back, written, read again. */

#include "fuzz.h"

#include <string.h>

#include "ent-document.h"

static void
check_written (EntDocument *document,
               const char  *written)
{
  g_autofree char *canonical = ent_document_to_canonical_html (document);
  g_autoptr (EntDocument) read = ent_document_new_from_html (written);
  g_autofree char *again = ent_document_to_canonical_html (read);

  g_assert_cmpstr (again, ==, canonical);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (EntDocument) document = ent_document_new_from_html (text);
  g_autoptr (EntDocument) rebuilt = ent_document_splice (document, 0, 0, NULL, 0);
  g_autofree char *html = ent_document_to_html (document);
  g_autofree char *of_blocks = ent_document_to_html (rebuilt);
  g_autofree char *canonical = ent_document_to_canonical_html (document);
  g_autofree char *sent = ent_document_to_send_html (document);
  g_autofree char *plain = ent_document_to_plain (document);

  g_assert_cmpstr (html, ==, valid);
  if (ent_document_get_n_blocks (document) > 0 && strspn (valid, " \t\r\n\f") < strlen (valid))
    g_assert_cmpstr (of_blocks, ==, valid);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  check_written (document, canonical);
  check_written (document, sent);

  return 0;
}
