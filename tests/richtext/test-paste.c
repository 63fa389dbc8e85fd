/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include <string.h>

#include "ent-paste.h"

typedef struct
{
  const char *name;
  const char *html;       /* what another program puts on the clipboard */
  const char *expected;   /* what is kept, as the ENT writes it */
} Case;

#define WORD "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style><!-- p.MsoNormal {margin:0} --></style></head><body lang=FR>"
#define MARKER(sign) "<![if !supportLists]><span style='mso-list:Ignore'>" sign "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>"

static const Case cases[] = {
  { "web/words", "<meta charset='utf-8'><p style=\"color: rgb(32,33,34); font-family: sans-serif\">Un <b>mot</b> et <i>un autre</i>.</p>",
    "<p>Un <strong>mot</strong> et <em>un autre</em>.</p>" },
  { "web/scripts", "<script>alert(1)</script><style>p{}</style><p onclick='x()'>Bonjour<!-- non --></p><noscript><img src='https://t.example/p'></noscript>",
    "<p>Bonjour</p>" },
  { "web/tracking", "<p>Lu<img src='https://t.example/o.gif' width=1 height=1><img src='https://t.example/p.gif' style='display:none'></p>",
    "<p>Lu</p>" },
  { "web/hidden", "<p>Vu<span style='display:none'>caché</span></p>", "<p>Vu</p>" },
  { "web/data-picture", "<p>Avant<img src='data:image/png;base64,AAAA'></p>", "<p>Avant</p>" },
  { "web/local-picture", "<p>Avant<img src='file:///home/prof/image.png'></p>", "<p>Avant</p>" },
  { "web/bad-link", "<p><a href='javascript:alert(1)'>ici</a></p>", "<p>ici</p>" },
  { "web/loose", "Un<br>deux<div>trois</div>quatre", "<p>Un<br>deux</p><p>trois</p><p>quatre</p>" },
  { "web/frame", "<table><tr><td><p>Un</p><p>Deux</p></td></tr></table>", "<p>Un</p><p>Deux</p>" },
  { "web/open-items", "<ul><li>Un<li>Deux</ul>", "<ul><li><p>Un</p></li><li><p>Deux</p></li></ul>" },
  { "libreoffice/words",
    "<!DOCTYPE html><html><head><meta name=\"generator\" content=\"LibreOffice 7.4\"/><style>p{}</style></head><body>"
    "<h2 class=\"western\">Titre</h2><p align=\"center\" style=\"margin-bottom: 0\"><font color=\"#c9211e\"><font face=\"Arial\">"
    "<u>Rouge</u></font></font></p><p><br/>\n\n</p></body></html>",
    "<h2>Titre</h2><p style=\"text-align: center\"><span style=\"color: #C9211E\"><u>Rouge</u></span></p><p></p>" },
  { "docs/words",
    "<b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\" style=\"line-height:1.38\">"
    "<span style=\"font-size:11pt;color:#000000;background-color:transparent;font-weight:700\">Gras</span>"
    "<span style=\"color:#000000\"> maigre</span></p></b><br class=\"Apple-interchange-newline\">",
    "<p><strong>Gras</strong> maigre</p>" },
  { "docs/nested", "<b id=\"docs-internal-guid-2\" style=\"font-weight:normal\"><ul><li><p>Un</p></li><ul><li><p>Dedans</p></li></ul></ul></b>",
    "<ul><li><p>Un</p><ul><li><p>Dedans</p></li></ul></li></ul>" },
  { "word/list",
    WORD "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>" MARKER ("·") "Un<o:p></o:p></p>"
    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>" MARKER ("o") "Dedans<o:p></o:p></p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>" MARKER ("·") "Deux<o:p></o:p></p><p class=MsoNormal>Fin</p></body></html>",
    "<ul><li><p>Un</p><ul><li><p>Dedans</p></li></ul></li><li><p>Deux</p></li></ul><p>Fin</p>" },
  { "word/numbers",
    WORD "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>" MARKER ("3.") "Trois</p>"
    "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>" MARKER ("4.") "Quatre</p></body></html>",
    "<ol start=\"3\"><li><p>Trois</p></li><li><p>Quatre</p></li></ol>" },
  { "word/empty-line", WORD "<p class=MsoNormal>Un</p><p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>", "<p>Un</p><p></p>" },
};

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (EntDocument) document = ent_paste_read_html (each->html, -1);
  g_autoptr (EntDocument) expected = ent_document_new_from_html (each->expected);
  g_autofree char *html = ent_document_to_canonical_html (document);
  g_autofree char *wanted = ent_document_to_canonical_html (expected);

  g_assert_cmpstr (html, ==, wanted);
}

static void
test_table (void)
{
  g_autoptr (EntDocument) document =
    ent_paste_read_html ("<table><thead><tr><th colspan=2>Semaine</th></tr></thead><tr><td>Lundi</td><td><table><tr><td>Dedans"
                         "</td></tr></table></td></tr></table>", -1);
  EntTable *table = ent_block_get_table (ent_document_get_block (document, 0));
  g_autofree char *plain = ent_document_to_plain (document);

  g_assert_cmpuint (ent_document_get_n_blocks (document), ==, 1);
  g_assert_cmpuint (ent_table_get_n_rows (table), ==, 2);
  g_assert_true (ent_cell_is_header (ent_table_get_cell (table, 0, 0)));
  g_assert_cmpuint (ent_cell_get_colspan (ent_table_get_cell (table, 0, 0)), ==, 2);
  g_assert_nonnull (strstr (plain, "Dedans"));
}

static void
test_link (void)
{
  g_autoptr (EntDocument) document =
    ent_paste_read_html ("<p><a class='x' style='color:red' href='https://example.org/'><u>ici</u></a></p>", -1);
  EntMarks *marks = ent_run_get_marks (ent_block_get_run (ent_document_get_block (document, 0), 0));

  g_assert_cmpstr (ent_link_get_href (ent_marks_get_link (marks)), ==, "https://example.org/");
  g_assert_null (ent_link_get_class (ent_marks_get_link (marks)));
  g_assert_cmpint (ent_marks_get_flags (marks), ==, ENT_MARK_NONE);
  g_assert_null (ent_marks_get_style (marks, ENT_STYLE_COLOR));
}

static void
test_two_bytes (void)
{
  static const char bytes[] = "\xff\xfe<\0p\0>\0\xe9\0t\0\xe9\0";
  g_autoptr (EntDocument) document = ent_paste_read_html (bytes, sizeof bytes - 1);
  g_autofree char *plain = ent_document_to_plain (document);

  g_assert_cmpstr (g_strstrip (plain), ==, "été");
}

static void
test_deep (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append (deep, "<div>");
  g_string_append (deep, "fond");
  {
    g_autoptr (EntDocument) document = ent_paste_read_html (deep->str, -1);

    g_assert_true (ent_document_is_blank (document));
  }
}

static void
test_text (void)
{
  g_autoptr (EntDocument) document = ent_paste_read_text ("Un <b>\r\n\r\nDeux\n");
  g_autofree char *html = ent_document_to_canonical_html (document);

  g_assert_cmpstr (html, ==, "<p>Un &lt;b&gt;</p><p></p><p>Deux</p>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/paste/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/paste/table", test_table);
  g_test_add_func ("/paste/link", test_link);
  g_test_add_func ("/paste/two-bytes", test_two_bytes);
  g_test_add_func ("/paste/deep", test_deep);
  g_test_add_func ("/paste/text", test_text);

  return g_test_run ();
}
