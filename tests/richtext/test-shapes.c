/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes the ENT stores beyond those of the corpus, each read from both its forms and written back;
 * and shapes old texts hold, each with what is to become of it. The cleaner is the training
 * server's. */

#include <string.h>

#include "ent-document.h"
#include "ent-plain.h"
#include "ent-training-cleaner.h"

#define FILE_A "<a name=\"f.pdf\" href=\"/workspace/document/d1\" data-document-id=\"d1\" " \
               "data-content-type=\"application/pdf\">f.pdf</a>"
#define FILES "<div class=\"attachments\">" FILE_A "</div>"
#define SMILEY_STYLE " style=\"width:1.5em;height:1.5em;font-size:16px\">"

static const char * const stored[] = {
  /* files where a line can stand */
  "<h2>avant " FILES " après</h2>",
  "<h2>" FILES "</h2>",
  "<div class=\"info\">avant " FILES " après</div>",
  "<div class=\"warning\">" FILES "</div>",
  "<p><strong>avant " FILES " après</strong></p>",
  "<h1><em>" FILES "</em></h1>",
  "<p style=\"text-align: center\"><span style=\"color: red\">" FILES "</span></p>",
  "<p><a rel=\"noopener noreferrer nofollow\" href=\"https://x.example\">a " FILES "</a></p>",
  "<p><code>a " FILES "</code></p>",
  "<ul><li><p><u>" FILES "</u></p></li></ul>",
  /* groups without a file */
  "<p><div class=\"attachments\"></div></p>",
  "<p>un<div class=\"attachments\"></div>deux</p>",
  /* an alert that says nothing */
  "<div class=\"info\"><a></a></div>",
  "<p>a</p><div class=\"warning\"><a></a></div>",
  /* rows without a cell */
  "<table style=\"width: 0px\"><colgroup></colgroup><tbody><tr></tr></tbody></table>",
  "<table style=\"width: 0px\"><colgroup></colgroup><tbody><tr></tr><tr><td colspan=\"1\" "
  "rowspan=\"1\"><p>a</p></td></tr></tbody></table>",
  "<table style=\"min-width: 25px\"><colgroup><col style=\"min-width: 25px\"></colgroup><tbody>"
  "<tr><td colspan=\"1\" rowspan=\"1\"><p>a</p></td></tr><tr></tr></tbody></table>",
  /* where a list starts */
  "<ol start=\"-3\"><li><p>a</p></li></ol>",
  "<ol start=\"0\" type=\"I\"><li><p>a</p></li></ol>",
  /* smileys that say a size */
  "<p><img class=\"custom-image\" src=\"/x/sad.png\" width=\"20\" height=\"24\"" SMILEY_STYLE
  "</p>",
  "<p><img class=\"custom-image\" src=\"/x/sad.png\" width=\"NaN\" height=\"NaN\"" SMILEY_STYLE
  "</p>",
  /* chips and the values the cleaner guesses at */
  "<p>a <a data-id=\"0\" data-app-prefix=\"7\" href=\"/b\">puce</a> b</p>",
  "<p><a data-id=\"1\" data-app-prefix=\"blog\" href=\"\">puce</a></p>",
};

static void
check_stored (const char *html)
{
  g_autofree char *clean = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *read_plain = NULL;
  g_autofree char *from_html = NULL;
  g_autofree char *from_json = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDocument) of_html = ent_document_new_from_html (html);
  g_autoptr (EntDocument) of_json = NULL;

  ent_training_clean (html, &clean, &json, &plain, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (clean, ==, html);

  of_json = ent_document_new_from_json (json);
  from_html = ent_document_to_canonical_html (of_html);
  from_json = ent_document_to_canonical_html (of_json);
  read_plain = ent_document_to_plain (of_json);
  g_assert_cmpstr (from_html, ==, html);
  g_assert_cmpstr (from_json, ==, html);
  g_assert_cmpstr (read_plain, ==, plain);
  g_assert_true (ent_document_equal (of_html, of_json));
}

static void
test_stored (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    check_stored (stored[i]);
}

static const struct
{
  const char *html;
  const char *written;
} mended[] = {
  /* a chip that lacks what makes it one is a link */
  { "<p><a data-id=\"true\" data-app-prefix=\"blog\" href=\"/b\">x</a></p>",
    "<p><a rel=\"noopener noreferrer nofollow\" href=\"/b\">x</a></p>" },
  { "<p><a data-id=\"false\" data-app-prefix=\"blog\" href=\"/b\">x</a></p>",
    "<p><a rel=\"noopener noreferrer nofollow\" href=\"/b\">x</a></p>" },
  { "<p><a data-id=\"1\" data-app-prefix=\"true\" href=\"/b\">x</a></p>",
    "<p><a rel=\"noopener noreferrer nofollow\" href=\"/b\">x</a></p>" },
  /* the ENT refuses a chip whose address is a number */
  { "<p><a data-id=\"1\" data-app-prefix=\"blog\" href=\"42\">x</a></p>",
    "<p><a rel=\"noopener noreferrer nofollow\" href=\"42\">x</a></p>" },
  { "<p><a data-id=\"1\" data-app-prefix=\"blog\" href=\"false\">x</a></p>", "<p>x</p>" },
  /* formulas left open, or without a formula */
  { "<p>un <mathjax formula=\"x\">deux trois</p><p>quatre</p>",
    "<p>un $x$deux trois</p><p>quatre</p>" },
  { "<p>un <mathjax>deux <b>trois</b>", "<p>un deux <strong>trois</strong></p>" },
  { "<p><mathjax formula=\"\"></mathjax>un</p>", "<p>un</p>" },
  /* in a group of files, what is no file is text */
  { "<div class=\"attachments\"><p>un <a href=\"javascript:x\">deux</a></p></div>",
    "<p>un deux</p>" },
  { "<div class=\"attachments\"><a href=\"data:x,y\">un</a></div>", "<p>un</p>" },
  { "<div class=\"attachments\"><b>un</b></div><p>deux</p>", "<p>un</p><p>deux</p>" },
  /* what the ENT would refuse cannot be kept as it is */
  { "<div data-type=\"x\"><div class=\"attachments\"><a>un</a></div></div>", "<p>un</p>" },
  { "<div class=\"info\"></div>", "<div class=\"info\"><a></a></div>" },
  { "<iframe src=\"https://e.example/x\" style=\"\"></iframe>",
    "<div class=\"iframe-wrapper\"><iframe src=\"https://e.example/x\" frameborder=\"0\" "
    "allowfullscreen></iframe></div>" },
};

/* What was written stays, and reading it as the ENT's JSON says the same. */
static void
check_mended (const char *html,
              const char *written)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autofree char *canonical = ent_document_to_canonical_html (document);
  g_autofree char *sent = ent_document_to_send_html (document);
  g_autofree char *plain = ent_document_to_plain (document);
  g_autofree char *clean = NULL;
  g_autofree char *sent_plain = NULL;
  g_autofree char *from_json = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (EntDocument) of_json = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (canonical, ==, written);
  ent_training_clean (canonical, &clean, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (clean, ==, written);

  ent_training_clean (sent, NULL, &json, &sent_plain, &error);
  g_assert_no_error (error);
  if (strchr (sent_plain, '$') == NULL)   /* a formula is no word until the ENT has made it text */
    g_assert_true (ent_plain_equal_words (plain, sent_plain));
  of_json = ent_document_new_from_json (json);
  from_json = ent_document_to_canonical_html (of_json);
  g_assert_cmpstr (from_json, ==, written);
}

static void
test_mended (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mended); i++)
    check_mended (mended[i].html, mended[i].written);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/richtext/shapes/stored", test_stored);
  g_test_add_func ("/richtext/shapes/mended", test_mended);

  return g_test_run ();
}
