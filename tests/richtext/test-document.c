/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an editor does to a document, and what is left of the bytes around. */

#include <string.h>

#include "ent-document.h"
#include "ent-plain.h"

static EntBlock *
retype (EntBlock   *block,
        const char *text)
{
  g_autoptr (EntRun) run = ent_run_new_text (text, NULL);

  return ent_block_with_runs (block, &run, 1);
}

static EntBlock *
make_paragraph (EntContainer *container,
                const char   *text)
{
  g_autoptr (EntRun) run = ent_run_new_text (text, NULL);

  return ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, container, &run, 1);
}

/* @html with its block @index replaced by @block, or gone if @block is NULL. */
static char *
replace (const char *html,
         guint       index,
         EntBlock   *block)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autoptr (EntDocument) changed =
    ent_document_splice (document, index, 1, &block, block != NULL ? 1 : 0);

  return ent_document_to_html (changed);
}

static char *
retype_in (const char *html,
           guint       index,
           const char *text)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autoptr (EntBlock) block = retype (ent_document_get_block (document, index), text);
  g_autoptr (EntDocument) changed = ent_document_splice (document, index, 1, &block, 1);

  return ent_document_to_html (changed);
}

static void
test_edit_leaves_neighbours (void)
{
  static const struct
  {
    const char *before;
    guint       index;
    const char *after;
  } cases[] = {
    { "<p  id='a'>un</p>\n<p>deux</p>\n\n<P>trois</P>", 1,
      "<p  id='a'>un</p>\n<p>NEUF</p>\n\n<P>trois</P>" },
    { "<ul class=x>\n <li>un</li>\n <li id=b><p>deux</p></li> <!-- c -->\n</ul>\n", 1,
      "<ul class=x>\n <li>un</li>\n <li id=b><p>NEUF</p></li> <!-- c -->\n</ul>\n" },
    { "<ul><li>un<ul><li> deux </li></ul></li></ul>", 0,
      "<ul><li><p>NEUF</p><ul><li> deux </li></ul></li></ul>" },
    { "<blockquote >\n<p>un</p>\n<p class=k>deux</p></blockquote>", 0,
      "<blockquote >\n<p>NEUF</p>\n<p class=k>deux</p></blockquote>" },
    { "<div data-information-pane data-type='info'><p >un</p><p>deux</p></div>", 1,
      "<div data-information-pane data-type='info'><p >un</p><p>NEUF</p></div>" },
    { "bonjour <b>tous</b><hr >fin", 0, "<p>NEUF</p><hr >fin" },
    { "<ul><li></li><li>b</li></ul>", 0, "<ul><li><p>NEUF</p></li><li>b</li></ul>" },
    /* An old wrapper goes when something in it changes; the other paragraphs keep their bytes. */
    { "<div class=w><p  >un</p><p>deux</p></div><p >trois</p>", 1,
      "<p  >un</p><p>NEUF</p><p >trois</p>" },
    { "<h2 class=t>un</h2><p>deux</p>", 0, "<h2>NEUF</h2><p>deux</p>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = retype_in (cases[i].before, cases[i].index, "NEUF");

      g_assert_cmpstr (after, ==, cases[i].after);
    }
}

static void
test_delete (void)
{
  static const struct
  {
    const char *before;
    guint       index;
    const char *after;
  } cases[] = {
    { "<p >un</p>\n<p>deux</p>\n<p id=c>trois</p>", 1, "<p >un</p><p id=c>trois</p>" },
    { "<ul><li >un</li><li>deux</li><li >trois</li></ul>", 1,
      "<ul><li >un</li><li><p>trois</p></li></ul>" },
    { "<ul><li><p>un</p></li></ul>", 0, "<p></p>" },
    { "<p>un</p>\n<ul><li><p>deux</p></li></ul>", 1, "<p>un</p>" },
    { "<ul><li><p>un</p><ul><li><p>deux</p></li></ul></li></ul>", 0,
      "<ul><li><p></p><ul><li><p>deux</p></li></ul></li></ul>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = replace (cases[i].before, cases[i].index, NULL);
      g_autoptr (EntDocument) read = ent_document_new_from_html (after);
      g_autoptr (EntDocument) expected = ent_document_new_from_html (cases[i].after);

      g_assert_true (ent_document_equal (read, expected));
      if (i != 1)
        g_assert_cmpstr (after, ==, cases[i].after);
    }
}

static void
test_lists_by_level (void)
{
  g_autoptr (EntContainer) first =
    ent_container_new_item_at (NULL, ENT_CONTAINER_BULLET_LIST, 1);
  g_autoptr (EntContainer) deep =
    ent_container_new_item_at (first, ENT_CONTAINER_ORDERED_LIST, 2);
  g_autoptr (EntContainer) beside =
    ent_container_new_item_at (deep, ENT_CONTAINER_ORDERED_LIST, 9);
  g_autoptr (EntContainer) back =
    ent_container_new_item_at (beside, ENT_CONTAINER_BULLET_LIST, 1);
  g_autoptr (EntContainer) other =
    ent_container_new_item_at (back, ENT_CONTAINER_ORDERED_LIST, 1);
  EntContainer *containers[] = { first, deep, beside, back, back, other };
  g_autoptr (GPtrArray) blocks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  g_autoptr (EntDocument) document = NULL;
  g_autofree char *html = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      g_ptr_array_add (blocks, make_paragraph (containers[i], text));
    }
  document = ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
  html = ent_document_to_html (document);

  g_assert_cmpstr (html, ==,
                   "<ul><li><p>0</p><ol><li><p>1</p><ol><li><p>2</p></li></ol></li></ol></li>"
                   "<li><p>3</p><p>4</p></li></ul><ol><li><p>5</p></li></ol>");
  g_assert_cmpuint (ent_block_get_list_level (g_ptr_array_index (blocks, 1)), ==, 2);
  g_assert_true (ent_block_starts_item (g_ptr_array_index (blocks, 3),
                                        g_ptr_array_index (blocks, 2)));
  g_assert_false (ent_block_starts_item (g_ptr_array_index (blocks, 4),
                                         g_ptr_array_index (blocks, 3)));
}

static void
test_insert_into_list (void)
{
  g_autoptr (EntDocument) document =
    ent_document_new_from_html ("<ul >\n<li >un</li>\n<li >deux</li></ul>");
  EntContainer *there = ent_block_get_container (ent_document_get_block (document, 0));
  g_autoptr (EntContainer) item =
    ent_container_new_item_at (there, ENT_CONTAINER_BULLET_LIST, 1);
  g_autoptr (EntBlock) block = make_paragraph (item, "et demi");
  g_autoptr (EntDocument) changed = ent_document_splice (document, 1, 0, &block, 1);
  g_autofree char *html = ent_document_to_html (changed);

  g_assert_cmpstr (html, ==, "<ul >\n<li >un</li><li><p>et demi</p></li><li>deux</li></ul>");
}

static void
test_move_keeps_bytes (void)
{
  g_autoptr (EntDocument) document =
    ent_document_new_from_html ("<p  >un</p><ul><li><p id=2>deux</p></li></ul>nu");
  EntBlock *blocks[3];
  g_autoptr (EntBlock) free_item = NULL;
  g_autoptr (EntDocument) changed = NULL;
  g_autofree char *html = NULL;

  for (guint i = 0; i < 3; i++)
    blocks[i] = ent_document_get_block (document, i);
  free_item = ent_block_with_container (blocks[1], NULL);
  changed = ent_document_new_from_blocks ((EntBlock *[]) { blocks[2], free_item, blocks[0] }, 3);
  html = ent_document_to_html (changed);

  g_assert_cmpstr (html, ==, "nu<p id=2>deux</p><p  >un</p>");
}

/* Two bare texts that meet would be one. */
static void
test_bare_texts_stay_two (void)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html ("un<hr>deux");
  g_autoptr (EntDocument) changed = ent_document_splice (document, 1, 1, NULL, 0);
  g_autofree char *html = ent_document_to_html (changed);

  g_assert_cmpstr (html, ==, "un<p>deux</p>");
}

static void
test_item_starts_with_paragraph (void)
{
  g_autoptr (EntContainer) item =
    ent_container_new_item_at (NULL, ENT_CONTAINER_BULLET_LIST, 1);
  g_autoptr (EntContainer) quote = ent_container_new (item, ENT_CONTAINER_QUOTE);
  g_autoptr (EntRun) run = ent_run_new_text ("x", NULL);
  g_autoptr (EntBlock) heading =
    ent_block_new_text (ENT_BLOCK_HEADING, 2, ENT_ALIGN_NONE, item, &run, 1);
  g_autoptr (EntBlock) rule = ent_block_new_rule (item);
  g_autoptr (EntBlock) quoted = make_paragraph (quote, "y");
  struct
  {
    EntBlock   *block;
    const char *html;
  } cases[] = {
    { heading, "<ul><li><p>x</p></li></ul>" },
    { rule, "<ul><li><p></p><hr></li></ul>" },
    { quoted, "<ul><li><p></p><blockquote><p>y</p></blockquote></li></ul>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDocument) document = ent_document_new_from_blocks (&cases[i].block, 1);
      g_autofree char *html = ent_document_to_html (document);

      g_assert_cmpstr (html, ==, cases[i].html);
    }
}

static void
test_send_form (void)
{
  static const struct
  {
    const char *html;
    const char *sent;
  } cases[] = {
    { "", "<p></p>" },
    { " \n", "<p></p>" },
    { "<p  >un</p></div>\n<p  >deux</p>", "<p  >un</p><p  >deux</p>" },
    { "<p>un<p>deux", "<p>un</p><p>deux</p>" },
    { "<p  >3 < 4</p><p  >x</p>", "<p>3 &lt; 4</p><p  >x</p>" },
    { "<div style='x'><p  >a</p><p>b</p></div>", "<p  >a</p><p>b</p>" },
    { "<div  class='k'><p>a</p><p>b</p></div>", "<div  class='k'><p>a</p><p>b</p></div>" },
    { "<table template='1'><tr><td>a</td></tr></table>",
      "<table style=\"min-width: 25px\"><colgroup><col style=\"min-width: 25px\"></colgroup><tbody>"
      "<tr><td colspan=\"1\" rowspan=\"1\"><p>a</p></td></tr></tbody></table>" },
    { "<div class=\"attachments\"><a>nom</a></div>", "<p>nom</p>" },
    { "<div class=\"attachments\"><a href=\"/x/1\">nom</a></div>",
      "<div class=\"attachments\"><a href=\"/x/1\">nom</a></div>" },
    { "<p>a<hr>b</p>", "<p>a</p><hr><p>b</p>" },
    { "<p onclick=\"x\">a</p>", "<p>a</p>" },
    { "<p >a</p><script>x</script><p >b</p>", "<p >a</p><p >b</p>" },
    { "<center>a</center>b", "<p style=\"text-align: center\">a</p>b" },
    { "<ul><li><blockquote><p>a</p><p>b</p></blockquote></li></ul>",
      "<ul><li><p></p><blockquote><p>a</p><p>b</p></blockquote></li></ul>" },
    { "<ul ><li><p>z</p><blockquote><p>a</p></blockquote></li></ul>",
      "<ul ><li><p>z</p><blockquote><p>a</p></blockquote></li></ul>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDocument) document = ent_document_new_from_html (cases[i].html);
      g_autofree char *sent = ent_document_to_send_html (document);

      g_assert_cmpstr (sent, ==, cases[i].sent);
    }
}

/* Pictures in the text itself stay here, the ENT refuses them. */
static void
test_data_images_stay_here (void)
{
  const char *html =
    "<p>a <img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" width=\"3\"> b</p>";
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autoptr (EntBlock) touched = ent_block_touch (ent_document_get_block (document, 0));
  g_autoptr (EntDocument) changed = ent_document_new_from_blocks (&touched, 1);
  g_autofree char *kept = ent_document_to_html (changed);
  g_autofree char *sent = ent_document_to_send_html (changed);

  g_assert_nonnull (strstr (kept, "data:image/gif"));
  g_assert_cmpstr (sent, ==, "<p>a b</p>");
}

static void
test_opaque (void)
{
  const char *widget = "<div data-type=\"sondage\" data-x=1><b>Quel  jour</b></div>";
  g_autofree char *html = g_strconcat ("<p>a</p>", widget, NULL);
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  EntBlock *block = ent_document_get_block (document, 1);
  g_autofree char *plain = ent_block_to_plain (block);
  g_autofree char *canonical = ent_document_to_canonical_html (document);

  g_assert_cmpint (ent_block_get_type_of (block), ==, ENT_BLOCK_OPAQUE);
  g_assert_cmpstr (plain, ==, "Quel  jour");
  g_assert_cmpstr (canonical, ==, html);
}

static void
test_runs_for_the_editor (void)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (
    "<p>Lire <a href=\"https://livre.example\"><b>le livre</b></a><br>"
    "<span style=\"color: #FF3A55\">vite</span></p>");
  EntBlock *block = ent_document_get_block (document, 0);
  EntMarks *link = ent_run_get_marks (ent_block_get_run (block, 1));
  EntMarks *color = ent_run_get_marks (ent_block_get_run (block, 3));

  g_assert_cmpuint (ent_block_get_n_runs (block), ==, 4);
  g_assert_null (ent_run_get_marks (ent_block_get_run (block, 0)));
  g_assert_cmpstr (ent_link_get_href (ent_marks_get_link (link)), ==, "https://livre.example");
  g_assert_cmpint (ent_marks_get_flags (link), ==, ENT_MARK_BOLD);
  g_assert_cmpint (ent_run_get_kind (ent_block_get_run (block, 2)), ==, ENT_RUN_BREAK);
  g_assert_cmpstr (ent_marks_get_style (color, ENT_STYLE_COLOR), ==, "#FF3A55");
}

static void
test_links_do_not_run (void)
{
  static const char * const hrefs[] = {
    "javascript:x", " JavaScript:x", "java\nscript:x", "vbscript:x", "data:text/html,x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hrefs); i++)
    {
      g_autofree char *html = g_strdup_printf ("<p><a href=\"%s\">a</a></p>", hrefs[i]);
      g_autoptr (EntDocument) document = ent_document_new_from_html (html);
      EntRun *run = ent_block_get_run (ent_document_get_block (document, 0), 0);

      g_assert_null (ent_run_get_marks (run));
      g_assert_cmpstr (ent_run_get_text (run), ==, "a");
    }
}

static void
test_fingerprint (void)
{
  g_autoptr (EntDocument) a = ent_document_new_from_html (
    "<p><img src=\"/workspace/document/1?timestamp=5\" width=\"350\"> Lire</p><p>x</p>");
  g_autoptr (EntDocument) b = ent_document_new_from_html (
    "<P class=z><img width=350 src='/workspace/document/1?thumbnail=120x120'>\n Lire</P>\n"
    "<p>x</p>");
  g_autoptr (EntDocument) c = ent_document_new_from_html (
    "<p><img src=\"/workspace/document/1?timestamp=5\" width=\"350\"> Lire</p><h1>x</h1>");
  g_autoptr (EntDocument) one = ent_document_new_from_html ("<ul><li>a</li><li>b</li></ul>");
  g_autoptr (EntDocument) two =
    ent_document_new_from_html ("<ul><li>a</li></ul><ul><li>b</li></ul>");

  g_assert_true (ent_document_equal (a, b));
  g_assert_false (ent_document_equal (a, c));
  g_assert_false (ent_document_equal (one, two));
}

static void
test_words (void)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (
    "<ul><li>Apporter : une gourde</li></ul><p>l’eau — 3 €</p>");
  g_autoptr (EntDocument) blank = ent_document_new_from_html ("<p>&nbsp;<br></p><p> </p>");

  g_assert_cmpuint (ent_document_count_words (document), ==, 5);
  g_assert_false (ent_document_is_blank (document));
  g_assert_true (ent_document_is_blank (blank));
  g_assert_true (ent_plain_equal_words ("a\n\nb c", " a b\302\240c\n"));
  g_assert_false (ent_plain_equal_words ("a b", "a bc"));
  g_assert_false (ent_plain_equal_words ("a b", "a"));
}

/* Depth, quotes without end, half tags: as much work as bytes, and no word lost. */
static void
test_hostile (void)
{
  static const char * const pieces[] = {
    "<div>", "<p>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<a href=\"", "<a '\"",
    "</a", "<!--", "<svg>", "<", "&a", "<nav>a</nav>", "<script>", "<li>", "<font style='",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new ("début ");
      g_autoptr (EntDocument) document = NULL;
      g_autofree char *plain = NULL;
      g_autofree char *canonical = NULL;

      while (html->len < 200000)
        g_string_append (html, pieces[i]);
      document = ent_document_new_from_html (html->str);
      plain = ent_document_to_plain (document);
      canonical = ent_document_to_canonical_html (document);
      g_assert_true (g_str_has_prefix (plain, "début"));
      g_assert_nonnull (strstr (canonical, "début"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/richtext/document/edit-leaves-neighbours", test_edit_leaves_neighbours);
  g_test_add_func ("/richtext/document/delete", test_delete);
  g_test_add_func ("/richtext/document/lists-by-level", test_lists_by_level);
  g_test_add_func ("/richtext/document/insert-into-list", test_insert_into_list);
  g_test_add_func ("/richtext/document/move-keeps-bytes", test_move_keeps_bytes);
  g_test_add_func ("/richtext/document/bare-texts-stay-two", test_bare_texts_stay_two);
  g_test_add_func ("/richtext/document/item-starts-with-paragraph",
                   test_item_starts_with_paragraph);
  g_test_add_func ("/richtext/document/send-form", test_send_form);
  g_test_add_func ("/richtext/document/data-images", test_data_images_stay_here);
  g_test_add_func ("/richtext/document/opaque", test_opaque);
  g_test_add_func ("/richtext/document/runs", test_runs_for_the_editor);
  g_test_add_func ("/richtext/document/links-do-not-run", test_links_do_not_run);
  g_test_add_func ("/richtext/document/fingerprint", test_fingerprint);
  g_test_add_func ("/richtext/document/words", test_words);
  g_test_add_func ("/richtext/document/hostile", test_hostile);

  return g_test_run ();
}
