/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* What other programs put on the clipboard, as the ENT writes it: words, marks, headings, lists, tables and links; not their
 * styles, fonts, comments and scripts, nor the pictures that count readers. gumbo reads HTML as a browser does. */

#include "ent-paste.h"

#include <string.h>

#include "ent-paste-private.h"
#include "ent-runs-private.h"
#include "ent-values-private.h"

/* Larger or deeper than any text of a class: only its words are taken. */
#define MAX_BYTES (8 * 1024 * 1024)
#define MAX_OPEN_TAGS 20000

static gboolean
is_ignored (const GumboNode *node)
{
  static const GumboTag ignored[] = {
    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_HEAD, GUMBO_TAG_TITLE, GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SVG, GUMBO_TAG_MATH, GUMBO_TAG_OBJECT, GUMBO_TAG_IFRAME, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO,
    GUMBO_TAG_CANVAS, GUMBO_TAG_SELECT, GUMBO_TAG_BUTTON, GUMBO_TAG_INPUT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_RP,
  };
  g_autofree char *list = ent_paste_dup_css (node, "mso-list");

  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    if (node->v.element.tag == ignored[i])
      return TRUE;
  return g_strcmp0 (list, "ignore") == 0 || ent_paste_is_hidden (node);
}

static gboolean
is_block (GumboTag tag)
{
  static const GumboTag blocks[] = {
    GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,
    GUMBO_TAG_MAIN, GUMBO_TAG_NAV, GUMBO_TAG_ADDRESS, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CENTER, GUMBO_TAG_DL,
    GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY,
    GUMBO_TAG_BODY, GUMBO_TAG_HTML, GUMBO_TAG_LI, GUMBO_TAG_PRE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_H1, GUMBO_TAG_H2,
    GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6,
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (tag == blocks[i])
      return TRUE;
  return FALSE;
}

/* ---- lines ---- */

static void
add_run (EntPaste *self,
         EntRun   *run)
{
  if (self->runs == NULL)
    self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  g_ptr_array_add (self->runs, run);
}

/* Breaks at the end of a line show nothing; nor do the no-break spaces with which word processors fill an empty one. */
static void
trim (GPtrArray *runs)
{
  while (runs->len > 0)
    {
      EntRun *last = g_ptr_array_index (runs, runs->len - 1);
      const char *text = ent_run_get_kind (last) == ENT_RUN_TEXT ? ent_run_get_text (last) : NULL;
      gboolean is_nothing = text != NULL && text[strspn (text, ENT_HTML_SPACES)] == '\0';
      gboolean is_filler = runs->len == 1 && g_strcmp0 (text, "\302\240") == 0;

      if (ent_run_get_kind (last) != ENT_RUN_BREAK && !is_nothing && !is_filler)
        return;
      g_ptr_array_set_size (runs, runs->len - 1);
    }
}

/* Ends the line under way, if there is one. @keep_empty: it was meant as a line even if it says nothing. */
void
ent_paste_flush (EntPaste              *self,
                 const EntPasteContext *context,
                 gboolean               keep_empty)
{
  g_autoptr (GPtrArray) runs = g_steal_pointer (&self->runs);

  if (runs == NULL && keep_empty)
    runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  if (runs == NULL)
    return;

  if (context->type != ENT_BLOCK_CODE)
    trim (runs);
  if (runs->len == 0 && !keep_empty)
    return;

  g_ptr_array_add (self->blocks, ent_block_new_text (context->type, context->level, context->align, context->container,
                                                     (EntRun **) runs->pdata, runs->len));
  g_clear_pointer (&self->mso_item, ent_container_unref);
}

static void
add_text (EntPaste              *self,
          const char            *text,
          const EntPasteContext *context)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (self->runs == NULL && valid[strspn (valid, ENT_HTML_SPACES)] == '\0')
    return;
  add_run (self, ent_run_new_text (valid, context->type == ENT_BLOCK_CODE ? NULL : context->marks));
}

static void
add_break (EntPaste              *self,
           const GumboNode       *node,
           const EntPasteContext *context)
{
  g_autofree char *page = ent_paste_dup_css (node, "page-break-before");
  const char *css_class = ent_paste_get_attribute (node, "class");

  if (page != NULL || ent_values_has_word (css_class, "Apple-interchange-newline"))
    return;
  add_run (self, context->type == ENT_BLOCK_CODE ? ent_run_new_text ("\n", NULL) : ent_run_new_break (context->marks));
}

/* ---- elements ---- */

static EntAlign
read_align (const GumboNode *node,
            EntAlign         around)
{
  g_autofree char *css = ent_paste_dup_css (node, "text-align");
  EntAlign align = ent_values_parse_align (css != NULL ? css : ent_paste_get_attribute (node, "align"));

  if (node->v.element.tag == GUMBO_TAG_CENTER)
    return ENT_ALIGN_CENTER;
  if (align == ENT_ALIGN_NONE)
    return around;
  return align == ENT_ALIGN_LEFT ? ENT_ALIGN_NONE : align;
}

static void
walk_block (EntPaste              *self,
            const GumboNode       *node,
            const EntPasteContext *context)
{
  g_autoptr (EntContainer) quote = NULL;
  GumboTag tag = node->v.element.tag;
  EntPasteContext inner = *context;
  g_autoptr (EntMarks) marks = NULL;
  guint before;

  ent_paste_flush (self, context, FALSE);
  inner.align = read_align (node, context->align);
  inner.depth++;
  if (ent_paste_walk_mso_item (self, node, &inner))
    return;

  if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
    {
      inner.type = ENT_BLOCK_HEADING;
      inner.level = (guint) (tag - GUMBO_TAG_H1) + 1;
    }
  else
    inner.marks = marks = ent_paste_make_marks (self, node, context->marks);
  if (tag == GUMBO_TAG_PRE)
    inner.type = ENT_BLOCK_CODE;
  if (tag == GUMBO_TAG_BLOCKQUOTE)
    inner.container = quote = ent_container_new (context->container, ENT_CONTAINER_QUOTE);

  before = self->blocks->len;
  ent_paste_walk_children (self, node, &inner);
  ent_paste_flush (self, &inner, self->is_office && tag == GUMBO_TAG_P && self->blocks->len == before);
}

static void
walk_element (EntPaste              *self,
              const GumboNode       *node,
              const EntPasteContext *context)
{
  GumboTag tag = node->v.element.tag;
  g_autoptr (EntMarks) marks = NULL;
  g_autoptr (EntImage) image = NULL;
  EntPasteContext inner = *context;

  if (tag == GUMBO_TAG_BR)
    add_break (self, node, context);
  else if (tag == GUMBO_TAG_IMG)
    {
      image = context->type != ENT_BLOCK_CODE ? ent_paste_read_image (node) : NULL;
      if (image != NULL)
        add_run (self, ent_run_new_image (image, NULL));
    }
  else if (tag == GUMBO_TAG_HR || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ||
           (tag == GUMBO_TAG_TABLE && !context->in_cell))
    {
      ent_paste_flush (self, context, FALSE);
      inner.depth++;
      if (tag == GUMBO_TAG_HR)
        g_ptr_array_add (self->blocks, ent_block_new_rule (context->container));
      else if (tag == GUMBO_TAG_TABLE)
        ent_paste_walk_table (self, node, &inner);
      else
        ent_paste_walk_list (self, node, &inner);
    }
  else if (is_block (tag) || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
    walk_block (self, node, context);
  else
    {
      marks = ent_paste_make_marks (self, node, context->marks);
      inner.marks = marks;
      inner.depth++;
      ent_paste_walk_children (self, node, &inner);
    }
}

void
ent_paste_walk_children (EntPaste              *self,
                         const GumboNode       *node,
                         const EntPasteContext *context)
{
  const GumboVector *children = &node->v.element.children;

  if (context->depth > ENT_PASTE_MAX_DEPTH)
    return;

  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];

      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_CDATA)
        add_text (self, child->v.text.text, context);
      else if (child->type == GUMBO_NODE_ELEMENT && !is_ignored (child))
        walk_element (self, child, context);
    }
}

/* ---- the whole ---- */

/* gumbo frees its tree one call inside the other: how deep it could be, at worst. */
static gboolean
is_too_deep (const char *html)
{
  static const char * const empty[] = { "br", "img", "hr", "meta", "link", "input", "col", "wbr", "p", "li", "td", "tr", "th" };
  gint open = 0;

  for (const char *c = strchr (html, '<'); c != NULL; c = strchr (c + 1, '<'))
    {
      gboolean is_empty = FALSE;

      if (c[1] == '/')
        open -= open > 0;
      if (!g_ascii_isalpha (c[1]))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (empty) && !is_empty; i++)
        is_empty = g_ascii_strncasecmp (c + 1, empty[i], strlen (empty[i])) == 0 &&
                   !g_ascii_isalnum (c[1 + strlen (empty[i])]);
      if (!is_empty && ++open > MAX_OPEN_TAGS)
        return TRUE;
    }
  return FALSE;
}

/* The clipboard's bytes: some browsers put two bytes a letter there. */
static char *
to_utf8 (const char *html,
         gssize      length)
{
  gsize size = length >= 0 ? (gsize) length : strlen (html);

  if (size >= 2 && (guchar) html[0] == 0xff && (guchar) html[1] == 0xfe)
    {
      char *text = g_convert (html + 2, (gssize) (size - 2), "UTF-8", "UTF-16LE", NULL, NULL, NULL);

      return text != NULL ? text : g_strdup ("");
    }
  return g_utf8_make_valid (html, (gssize) strnlen (html, size));
}

static gboolean
is_from_office (const char *html)
{
  return strstr (html, "docs-internal-guid") != NULL || strstr (html, "urn:schemas-microsoft-com") != NULL ||
         strstr (html, "class=\"Mso") != NULL || strstr (html, "class=Mso") != NULL ||
         strstr (html, "content=\"LibreOffice") != NULL || strstr (html, "content=\"OpenOffice") != NULL;
}

/**
 * ent_paste_read_html:
 * @html: bytes of a clipboard that say they are HTML
 * @length: how many; -1: up to the zero
 *
 * Returns: (transfer full): what a text of the ENT can hold of it; empty if that is nothing
 */
EntDocument *
ent_paste_read_html (const char *html,
                     gssize      length)
{
  g_autofree char *text = NULL;
  EntPaste self = { 0 };
  EntPasteContext context = { .type = ENT_BLOCK_PARAGRAPH };
  GumboOutput *output;
  EntDocument *document;

  g_return_val_if_fail (html != NULL, NULL);

  text = to_utf8 (html, length);
  if (strlen (text) > MAX_BYTES || is_too_deep (text))
    return ent_document_new_empty ();

  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  self.is_office = is_from_office (text);
  output = gumbo_parse (text);
  ent_paste_walk_children (&self, output->root, &context);
  ent_paste_flush (&self, &context, FALSE);
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  document = ent_document_new_from_blocks ((EntBlock **) self.blocks->pdata, self.blocks->len);
  g_ptr_array_unref (self.blocks);
  g_clear_pointer (&self.mso_item, ent_container_unref);
  return document;
}

/**
 * ent_paste_read_text:
 * @text: words without shape
 *
 * Returns: (transfer full): a paragraph for each line
 */
EntDocument *
ent_paste_read_text (const char *text)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (EntRun) run = ent_run_new_text (g_strchomp (lines[i]), NULL);

      if (lines[i + 1] == NULL && lines[i][0] == '\0')
        break;
      g_ptr_array_add (blocks, ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, NULL, &run, lines[i][0] != '\0'));
    }
  return ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
}
