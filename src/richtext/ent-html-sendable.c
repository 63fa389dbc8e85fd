/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* What the ENT's cleaner would lose words of. It is far from an HTML parser (ent-api/03 §1), so
 * this is not about what is right in HTML: each rule here was met in the corpus, or by running
 * texts through the packages it is made of. */

#include "ent-html-reader-private.h"
#include "ent-values-private.h"

/* How the ENT's cleaner would see @node. */
typedef struct
{
  EntTag   text_tag;   /* the P or HEADING around, or ROOT */
  gboolean in_files;   /* inside a group of files */
} Surroundings;

static guint
count_blocks (const EntNode *node)
{
  guint count = 0;

  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->is_block || child->has_block)
      count++;

  return count;
}

/* What @node begins with, looked for inside of what means nothing. */
static const EntNode *
get_first_content (EntReader     *self,
                   const EntNode *node)
{
  const EntNode *child = node->first;

  while (child != NULL && child->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, child))
    child = child->next;

  if (child != NULL && child->has_block && (child->tag == ENT_TAG_DIV || !child->is_block))
    return get_first_content (self, child);

  return child;
}

/* Whether an item begins as one must: with text, a paragraph or a list. With anything else the
 * cleaner takes it apart. */
gboolean
ent_reader_begins_well (EntReader     *self,
                        const EntNode *item)
{
  const EntNode *first = get_first_content (self, item);

  return first == NULL || !first->is_block || first->tag == ENT_TAG_P ||
         first->tag == ENT_TAG_DIV || first->tag == ENT_TAG_HEADING || first->tag == ENT_TAG_UL ||
         first->tag == ENT_TAG_OL;
}

static gboolean
has_stray_text (EntReader     *self,
                const EntNode *node)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag == ENT_TAG_TEXT && !ent_markup_is_space (self->markup, child))
      return TRUE;

  return FALSE;
}

/* A list in a list is understood, anything else beside its items is not. */
static gboolean
has_only_items (EntReader     *self,
                const EntNode *node)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag != ENT_TAG_LI && child->tag != ENT_TAG_UL && child->tag != ENT_TAG_OL &&
        !(child->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, child)))
      return FALSE;

  return TRUE;
}

/* Of a group of files the cleaner keeps nothing else. */
static gboolean
has_only_links (EntReader     *self,
                const EntNode *node)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag != ENT_TAG_A &&
        !(child->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, child)))
      return FALSE;

  return TRUE;
}

static gboolean
is_inline_or_loose (EntReader     *self,
                    const EntNode *node)
{
  if (node == NULL || (node->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, node)))
    return FALSE;

  return !node->is_block || node->is_loose;
}

/* A block the cleaner takes for a part of the line: what stands right beside it is glued to it. */
static gboolean
is_glued (EntReader          *self,
          const EntNode      *node,
          const Surroundings *around)
{
  gboolean is_in_line = node->is_loose;

  if (node->tag == ENT_TAG_DIV && around->text_tag == ENT_TAG_ROOT)
    is_in_line = ent_reader_is_class (self, node, "attachments");

  return is_in_line &&
         (is_inline_or_loose (self, node->before) || is_inline_or_loose (self, node->next));
}

/* Whether the cleaner loses the link, or fails at a chip whose address is no text. */
static gboolean
is_refused_link (EntReader     *self,
                 const EntNode *node,
                 const char    *href)
{
  g_autofree char *id = ent_markup_dup_attribute (self->markup, node, "data-id");
  g_autofree char *app = ent_markup_dup_attribute (self->markup, node, "data-app-prefix");

  return !ent_values_is_safe_href (href) ||
         (id != NULL && app != NULL && !ent_values_is_chip (id, app, href) &&
          ent_values_is_chip (id, app, "/"));
}

/* The shapes whose words the ENT's cleaner glues, drops or refuses. Source: ent-api/03 §1 and
 * the corpus's page, "what these lines teach about the cleaner". */
static gboolean
loses_words (EntReader          *self,
             const EntNode      *node,
             const Surroundings *around)
{
  g_autofree char *value = NULL;

  switch (node->tag)
    {
    case ENT_TAG_TABLE:
      value = ent_markup_dup_attribute (self->markup, node, "template");
      return value != NULL || has_stray_text (self, node);
    case ENT_TAG_ROW:
    case ENT_TAG_ROWS:
      return has_stray_text (self, node);
    case ENT_TAG_CELL:
    case ENT_TAG_HEADER:
      return count_blocks (node) > 1 && ent_reader_get_align (self, node) != ENT_ALIGN_NONE;
    case ENT_TAG_DIV:
      if (ent_reader_is_class (self, node, "attachments"))
        return !has_only_links (self, node);
      value = ent_markup_dup_attribute (self->markup, node, "style");
      return node->has_block &&
             (value != NULL || ent_reader_has_class (self, node, "info") ||
              ent_reader_has_class (self, node, "warning"));
    case ENT_TAG_FOREIGN:
      return ent_reader_has_text (self, node);
    case ENT_TAG_MATHJAX:
      return !has_stray_text (self, node);
    case ENT_TAG_LI:
      return !ent_reader_begins_well (self, node);
    case ENT_TAG_UL:
    case ENT_TAG_OL:
      return !has_only_items (self, node);
    case ENT_TAG_PRE:
      return node->has_block;
    case ENT_TAG_A:
      value = ent_markup_dup_attribute (self->markup, node, "href");
      if (around->in_files)
        return value == NULL || !ent_values_is_safe_href (value);
      return value != NULL && is_refused_link (self, node, value);
    case ENT_TAG_TEXT:
    case ENT_TAG_ROOT:
    case ENT_TAG_UNKNOWN:
    case ENT_TAG_AUDIO:
    case ENT_TAG_B:
    case ENT_TAG_BLOCK:
    case ENT_TAG_BLOCKQUOTE:
    case ENT_TAG_BR:
    case ENT_TAG_CENTER:
    case ENT_TAG_CODE:
    case ENT_TAG_FONT:
    case ENT_TAG_HEADING:
    case ENT_TAG_HR:
    case ENT_TAG_I:
    case ENT_TAG_IFRAME:
    case ENT_TAG_IMG:
    case ENT_TAG_MARK:
    case ENT_TAG_P:
    case ENT_TAG_S:
    case ENT_TAG_SCRIPT:
    case ENT_TAG_SOURCE:
    case ENT_TAG_SPAN:
    case ENT_TAG_SUB:
    case ENT_TAG_SUP:
    case ENT_TAG_U:
    case ENT_TAG_VIDEO:
    case ENT_TAG_VOID:
    default:
      return FALSE;
    }
}

static gboolean
is_sendable_in (EntReader     *self,
                const EntNode *node,
                Surroundings   around)
{
  if (node->tag == ENT_TAG_TEXT)
    return TRUE;

  if (node->is_block && around.text_tag != ENT_TAG_ROOT && !around.in_files &&
      !(around.text_tag == ENT_TAG_P && node->tag == ENT_TAG_DIV &&
        ent_reader_is_class (self, node, "attachments")))
    return FALSE;
  if (is_glued (self, node, &around) || loses_words (self, node, &around) ||
      ent_markup_has_script_attribute (self->markup, node))
    return FALSE;

  if (node->tag == ENT_TAG_P || node->tag == ENT_TAG_HEADING)
    around.text_tag = node->tag;
  if (node->tag == ENT_TAG_DIV && ent_reader_is_class (self, node, "attachments"))
    around.in_files = TRUE;

  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (!is_sendable_in (self, child, around))
      return FALSE;

  return TRUE;
}

/* Whether the ENT can be sent the bytes of @node without losing words. */
gboolean
ent_reader_is_sendable (EntReader     *self,
                        const EntNode *node)
{
  Surroundings nothing = { .text_tag = ENT_TAG_ROOT };

  return ent_markup_is_sound (self->markup, node->start, node->end) &&
         is_sendable_in (self, node, nothing);
}
