/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* Reads HTML into blocks, in two storeys. Lists, quotes and panes that are written properly
 * become containers, and what stands directly in them (or in the text itself) is cut into
 * lumps, each with its own bytes. Inside a lump everything goes: it is flattened into blocks,
 * whatever its elements are, so that no word is lost. */

#include "ent-html-reader-private.h"

#include "ent-block-private.h"
#include "ent-runs-private.h"
#include "ent-values-private.h"

static void read_solid (EntReader     *self,
                        const EntNode *node,
                        EntContainer  *container);

static void
set_kind (EntBlock             *block,
          const EntReadContext *context)
{
  block->level = context->level;
  block->align = context->type != ENT_BLOCK_ALERT ? context->align : ENT_ALIGN_NONE;
  if (context->type == ENT_BLOCK_ALERT)
    ent_block_set_attribute (block, "class", context->alert_class);
}

/* Finishes the block of text being read. One that holds only white space is nothing. */
void
ent_reader_flush (EntReader *self)
{
  g_autoptr (GPtrArray) runs = g_steal_pointer (&self->runs);
  const EntReadContext *context = &self->opened;
  GPtrArray *normal;
  EntBlock *block;

  if (runs == NULL)
    return;

  normal = ent_runs_normalize (runs);
  if (normal->len == 0)
    {
      g_ptr_array_unref (normal);
      return;
    }

  block = ent_block_new_bare (context->type, context->container);
  set_kind (block, context);
  ent_block_take_runs (block, normal);
  block->start = self->text_start;
  block->end = self->text_end;
  self->last_owner = context->owner;
  g_ptr_array_add (self->blocks, block);
}

/* @is_own: @node's bytes say all of @block. */
void
ent_reader_take_block (EntReader     *self,
                       EntBlock      *block,
                       const EntNode *node,
                       gboolean       is_own)
{
  block->start = node->start;
  block->end = node->end;
  block->is_own = is_own && node->is_closed;
  if (block->is_own && node != self->lump_node)
    block->is_own_sendable = ent_reader_is_sendable (self, node);
  self->last_owner = NULL;
  g_ptr_array_add (self->blocks, block);
}

/* An empty paragraph, where there must be one. */
void
ent_reader_add_empty (EntReader            *self,
                      const EntNode        *node,
                      const EntReadContext *context)
{
  EntBlock *block = ent_block_new_bare (context->type, context->container);

  set_kind (block, context);
  ent_block_take_runs (block, g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref));
  block->start = node->inner_start;
  block->end = node->inner_start;
  self->last_owner = node;
  g_ptr_array_add (self->blocks, block);
}

/* Whether the ENT's cleaner takes @node for a part of a line, which runs together with what
 * stands beside it. */
gboolean
ent_reader_is_in_line (EntReader     *self,
                       const EntNode *node)
{
  return !node->is_block || node->is_loose ||
         (node->tag == ENT_TAG_DIV && ent_reader_is_class (self, node, "attachments"));
}

/* If @node gave one block of text and nothing around changes its meaning, its bytes are the
 * block's. */
void
ent_reader_claim (EntReader            *self,
                  const EntNode        *node,
                  const EntReadContext *around,
                  guint                 n_before)
{
  EntBlock *block;
  gboolean names_type = node->tag == ENT_TAG_P || node->tag == ENT_TAG_HEADING;

  if (self->blocks->len != n_before + 1 || self->last_owner != node)
    return;

  block = g_ptr_array_index (self->blocks, n_before);
  block->start = node->start;
  block->end = node->end;
  block->is_own = node->is_closed && node->tag != ENT_TAG_LI &&
                  !ent_reader_is_in_line (self, node) && around->marks == NULL &&
                  around->outer_align == ENT_ALIGN_NONE &&
                  (names_type || around->type == ENT_BLOCK_PARAGRAPH);
  if (block->is_own && node != self->lump_node)
    block->is_own_sendable = ent_reader_is_sendable (self, node);
}

/* Whether @node is one line: files are the only block that may stand in it. */
static gboolean
is_one_line (EntReader     *self,
             const EntNode *node)
{
  if (!node->has_block)
    return TRUE;

  for (const EntNode *child = node->first; child != NULL; child = child->next)
    {
      gboolean is_files = child->tag == ENT_TAG_DIV &&
                          ent_reader_is_class (self, child, "attachments");

      if (!is_files && (child->is_block || !is_one_line (self, child)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_alert (EntReader     *self,
          const EntNode *node)
{
  return (node->tag == ENT_TAG_P || node->tag == ENT_TAG_DIV) &&
         (ent_reader_has_class (self, node, "info") ||
          ent_reader_has_class (self, node, "warning")) &&
         is_one_line (self, node);
}

static void
walk_text_element (EntReader            *self,
                   const EntNode        *node,
                   const EntReadContext *context)
{
  EntReadContext inner = *context;
  EntAlign own = ent_reader_get_align (self, node);
  g_autofree char *alert_class = NULL;
  guint n_before;

  ent_reader_flush (self);
  n_before = self->blocks->len;
  inner.owner = node;
  inner.align = own != ENT_ALIGN_NONE ? own : context->outer_align;
  /* A paragraph left open says nothing about those after it. */
  inner.outer_align = node->tag != ENT_TAG_P || node->is_closed ? inner.align
                                                                 : context->outer_align;
  if (node->tag == ENT_TAG_P || node->tag == ENT_TAG_HEADING)
    {
      inner.type = node->tag == ENT_TAG_P ? ENT_BLOCK_PARAGRAPH : ENT_BLOCK_HEADING;
      inner.level = node->level;
    }
  if (is_alert (self, node))
    {
      alert_class = ent_markup_dup_attribute (self->markup, node, "class");
      inner.type = ENT_BLOCK_ALERT;
      inner.alert_class = alert_class;
    }

  ent_reader_walk_children (self, node, &inner);
  ent_reader_flush (self);
  if (self->blocks->len == n_before && alert_class != NULL)
    ent_reader_add_empty (self, node, &inner);
  else if (self->blocks->len == n_before &&
      (node->tag == ENT_TAG_P || node->tag == ENT_TAG_HEADING))
    ent_reader_add_empty (self, node, &inner);
  ent_reader_claim (self, node, context, n_before);
}

/* What stands in @container begins as plain paragraphs. */
static EntReadContext
enter_container (EntReader            *self,
                 const EntNode        *node,
                 const EntReadContext *context,
                 EntContainer         *container)
{
  EntReadContext inner = *context;
  EntAlign own = ent_reader_get_align (self, node);

  inner.type = ENT_BLOCK_PARAGRAPH;
  inner.level = 0;
  inner.align = own != ENT_ALIGN_NONE ? own : context->outer_align;
  inner.outer_align = inner.align;
  inner.container = container;
  inner.owner = NULL;

  return inner;
}

static void
walk_container (EntReader            *self,
                const EntNode        *node,
                const EntReadContext *context,
                EntContainer         *container)
{
  EntReadContext inner = enter_container (self, node, context, container);
  guint n_before;

  ent_reader_flush (self);
  n_before = self->blocks->len;
  ent_reader_walk_children (self, node, &inner);
  ent_reader_flush (self);
  if (self->blocks->len == n_before)
    ent_reader_add_empty (self, node, &inner);
}

static EntContainer *
new_list (EntReader     *self,
          const EntNode *node,
          EntContainer  *parent)
{
  g_autofree char *start = NULL;
  g_autofree char *type = NULL;

  if (node->tag != ENT_TAG_OL)
    return ent_container_new (parent, ENT_CONTAINER_BULLET_LIST);

  start = ent_markup_dup_attribute (self->markup, node, "start");
  type = ent_markup_dup_attribute (self->markup, node, "type");
  return ent_container_new_ordered (parent,
                                    ent_values_parse_start (start),
                                    type != NULL && type[0] != '\0' ? type : NULL);
}

static EntContainer *
new_pane (EntReader     *self,
          const EntNode *node,
          EntContainer  *parent)
{
  g_autofree char *type = ent_markup_dup_attribute (self->markup, node, "data-type");

  return ent_container_new_pane (parent, type != NULL && type[0] != '\0' ? type : "info");
}

static gboolean
is_pane (EntReader     *self,
         const EntNode *node)
{
  g_autofree char *mark = NULL;

  if (node->tag != ENT_TAG_DIV)
    return FALSE;

  mark = ent_markup_dup_attribute (self->markup, node, "data-information-pane");
  return mark != NULL;
}

/* A list in whatever state: what stands beside its items goes into the item before. */
static void
walk_list (EntReader            *self,
           const EntNode        *node,
           const EntReadContext *context)
{
  g_autoptr (EntContainer) list = new_list (self, node, context->container);
  g_autoptr (EntContainer) item = NULL;
  EntReadContext inner = enter_container (self, node, context, list);

  ent_reader_flush (self);
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, child))
        continue;

      if (child->tag == ENT_TAG_LI || item == NULL)
        {
          ent_reader_flush (self);
          g_clear_pointer (&item, ent_container_unref);
          item = ent_container_new (list, ENT_CONTAINER_ITEM);
        }

      inner.container = item;
      if (child->tag == ENT_TAG_LI)
        walk_container (self, child, &inner, item);
      else
        ent_reader_walk (self, child, &inner);
    }
  ent_reader_flush (self);
}

/* Reads the siblings from @first on, up to @end. */
static void
walk_siblings (EntReader            *self,
               const EntNode        *first,
               const EntNode        *end,
               const EntReadContext *context)
{
  g_autoptr (EntContainer) loose = NULL;   /* a list for items that stand in none */

  for (const EntNode *node = first; node != end; node = node->next)
    {
      g_autoptr (EntContainer) item = NULL;

      if (node->tag != ENT_TAG_LI)
        {
          if (node->tag != ENT_TAG_TEXT || !ent_markup_is_space (self->markup, node))
            g_clear_pointer (&loose, ent_container_unref);
          ent_reader_walk (self, node, context);
          continue;
        }

      if (loose == NULL)
        loose = ent_container_new (context->container, ENT_CONTAINER_BULLET_LIST);
      item = ent_container_new (loose, ENT_CONTAINER_ITEM);
      walk_container (self, node, context, item);
    }
}

void
ent_reader_walk_children (EntReader            *self,
                          const EntNode        *node,
                          const EntReadContext *context)
{
  walk_siblings (self, node->first, NULL, context);
}

/* The `div.audio-wrapper` the ENT puts around a player is a part of it. */
static void
claim_wrapper (EntReader     *self,
               const EntNode *node,
               guint          n_before)
{
  EntBlock *block;

  if (self->blocks->len != n_before + 1 || !node->is_closed)
    return;

  block = g_ptr_array_index (self->blocks, n_before);
  if ((block->type == ENT_BLOCK_AUDIO && ent_reader_is_class (self, node, "audio-wrapper")) ||
      (block->type == ENT_BLOCK_VIDEO && ent_reader_is_class (self, node, "video-wrapper")) ||
      (block->type == ENT_BLOCK_EMBED && ent_reader_is_class (self, node, "iframe-wrapper")))
    {
      block->start = node->start;
      block->end = node->end;
    }
}

static void
walk_div (EntReader            *self,
          const EntNode        *node,
          const EntReadContext *context)
{
  if (ent_reader_is_class (self, node, "attachments"))
    {
      ent_reader_add_attachments (self, node, context);
    }
  else if (is_pane (self, node))
    {
      g_autoptr (EntContainer) pane = new_pane (self, node, context->container);

      walk_container (self, node, context, pane);
    }
  else if (ent_reader_is_columns (self, node))
    {
      ent_reader_flush (self);
      ent_reader_add_columns (self, node, context);
    }
  else
    {
      g_autofree char *type = ent_markup_dup_attribute (self->markup, node, "data-type");
      guint n_before;

      if (type != NULL && ent_reader_add_opaque (self, node, context))
        return;

      ent_reader_flush (self);
      n_before = self->blocks->len;
      walk_text_element (self, node, context);
      claim_wrapper (self, node, n_before);
    }
}

static void
walk_quote (EntReader            *self,
            const EntNode        *node,
            const EntReadContext *context)
{
  g_autoptr (EntContainer) quote = ent_container_new (context->container, ENT_CONTAINER_QUOTE);

  walk_container (self, node, context, quote);
}

/* Reads @node and all that is in it, whatever it is. */
void
ent_reader_walk (EntReader            *self,
                 const EntNode        *node,
                 const EntReadContext *context)
{
  switch (node->tag)
    {
    case ENT_TAG_TEXT:
      ent_reader_add_text (self, node, context);
      break;
    case ENT_TAG_SCRIPT:
    case ENT_TAG_VOID:
    case ENT_TAG_SOURCE:
      break;
    case ENT_TAG_HR:
      ent_reader_flush (self);
      ent_reader_take_block (self, ent_block_new_rule (context->container), node, TRUE);
      break;
    case ENT_TAG_AUDIO:
    case ENT_TAG_VIDEO:
    case ENT_TAG_IFRAME:
      ent_reader_flush (self);
      ent_reader_add_media (self, node, context);
      break;
    case ENT_TAG_TABLE:
      ent_reader_flush (self);
      ent_reader_add_table (self, node, context);
      break;
    case ENT_TAG_UL:
    case ENT_TAG_OL:
      walk_list (self, node, context);
      break;
    case ENT_TAG_BLOCKQUOTE:
      walk_quote (self, node, context);
      break;
    case ENT_TAG_PRE:
      ent_reader_flush (self);
      ent_reader_add_code (self, node, context);
      break;
    case ENT_TAG_DIV:
      walk_div (self, node, context);
      break;
    case ENT_TAG_FOREIGN:
      /* Words in a drawing are words; a drawing alone is kept as it is. */
      if (self->runs != NULL || ent_reader_has_text (self, node) ||
          !ent_reader_add_opaque (self, node, context))
        ent_reader_walk_inline (self, node, context);
      break;
    case ENT_TAG_P:
    case ENT_TAG_HEADING:
    case ENT_TAG_BLOCK:
    case ENT_TAG_CENTER:
    case ENT_TAG_CELL:
    case ENT_TAG_HEADER:
    case ENT_TAG_ROW:
    case ENT_TAG_ROWS:
    case ENT_TAG_LI:
      walk_text_element (self, node, context);
      break;
    case ENT_TAG_ROOT:
    case ENT_TAG_UNKNOWN:
    case ENT_TAG_A:
    case ENT_TAG_B:
    case ENT_TAG_BR:
    case ENT_TAG_CODE:
    case ENT_TAG_FONT:
    case ENT_TAG_I:
    case ENT_TAG_IMG:
    case ENT_TAG_MARK:
    case ENT_TAG_MATHJAX:
    case ENT_TAG_S:
    case ENT_TAG_SPAN:
    case ENT_TAG_SUB:
    case ENT_TAG_SUP:
    case ENT_TAG_U:
    default:
      ent_reader_walk_inline (self, node, context);
      break;
    }
}

/* The glue before @lump ends where the lump begins. */
static void
end_glue (EntReader *self,
          EntLump   *lump)
{
  lump->is_glue_sound = !self->has_empty_glue &&
                        ent_markup_is_sound (self->markup, self->glue_start, lump->start);
  self->glue_start = lump->end;
  self->has_empty_glue = FALSE;
}

/* Reads the siblings from @first to @last as one lump. */
static void
read_lump (EntReader     *self,
           const EntNode *first,
           const EntNode *last,
           EntContainer  *container)
{
  EntReadContext context = { .type = ENT_BLOCK_PARAGRAPH, .container = container };
  guint n_before = self->blocks->len;
  gboolean is_sendable = ent_markup_is_sound (self->markup, first->start, last->end);
  EntLump *lump;

  self->lump_node = first == last ? first : NULL;
  walk_siblings (self, first, last->next, &context);
  for (const EntNode *node = first; node != last->next && is_sendable; node = node->next)
    is_sendable = ent_reader_is_sendable (self, node);
  ent_reader_flush (self);
  if (self->blocks->len == n_before)
    {
      /* An empty element; the cleaner might not see the words around it as two. */
      self->has_empty_glue = self->has_empty_glue || first->is_block;
      return;
    }

  lump = ent_source_add_lump (self->source, first->start, last->end, container);
  lump->n_blocks = self->blocks->len - n_before;
  lump->is_bare = ent_reader_is_in_line (self, first);
  lump->is_sendable = is_sendable;
  end_glue (self, lump);
  for (guint i = n_before; i < self->blocks->len; i++)
    {
      EntBlock *block = g_ptr_array_index (self->blocks, i);

      block->source = ent_source_ref (self->source);
      block->lump = self->source->lumps->len - 1;
      block->part = i - n_before;
      block->home = block->container != NULL ? ent_container_ref (block->container) : NULL;
      if (block->start == lump->start && block->end == lump->end)
        block->is_own_sendable = is_sendable;
    }
}

/* An item or a quote with nothing in it holds an empty paragraph, which has no bytes. */
static void
add_empty_lump (EntReader     *self,
                const EntNode *node,
                EntContainer  *container)
{
  EntReadContext context = { .type = ENT_BLOCK_PARAGRAPH, .container = container };
  EntLump *lump;
  EntBlock *block;

  ent_reader_add_empty (self, node, &context);
  lump = ent_source_add_lump (self->source, node->inner_start, node->inner_start, container);
  lump->n_blocks = 1;
  lump->is_bare = TRUE;
  lump->is_sendable = TRUE;
  end_glue (self, lump);
  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  block->source = ent_source_ref (self->source);
  block->lump = self->source->lumps->len - 1;
  block->home = ent_container_ref (container);
}

static gboolean
is_plain (EntReader     *self,
          const EntNode *node)
{
  return node->is_closed && ent_reader_get_align (self, node) == ENT_ALIGN_NONE;
}

/* Written so that its items can be changed one by one. */
static gboolean
is_solid_list (EntReader     *self,
               const EntNode *node)
{
  if ((node->tag != ENT_TAG_UL && node->tag != ENT_TAG_OL) || !is_plain (self, node))
    return FALSE;

  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (!(child->tag == ENT_TAG_LI && is_plain (self, child) &&
          ent_reader_begins_well (self, child)) &&
        !(child->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, child)))
      return FALSE;

  return node->first != NULL;
}

static void
read_solid_list (EntReader     *self,
                 const EntNode *node,
                 EntContainer  *container)
{
  g_autoptr (EntContainer) list = new_list (self, node, container);

  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag == ENT_TAG_LI)
      {
        g_autoptr (EntContainer) item = ent_container_new (list, ENT_CONTAINER_ITEM);

        read_solid (self, child, item);
      }
}

/* Where the lump that begins with @first ends: a block stands alone, text goes as far as the
 * next block, items that stand in no list belong together. White space at the end is left out. */
static const EntNode *
find_lump_end (EntReader     *self,
               const EntNode *first)
{
  gboolean is_loose_item = first->tag == ENT_TAG_LI;
  const EntNode *last = first;

  if (!is_loose_item && first->is_block)
    return first;

  for (const EntNode *node = first; node != NULL; node = node->next)
    {
      if (node->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, node))
        continue;
      if (is_loose_item ? node->tag != ENT_TAG_LI : node->is_block)
        break;
      last = node;
    }

  return last;
}

static void
read_solid (EntReader     *self,
            const EntNode *node,
            EntContainer  *container)
{
  guint n_before = self->blocks->len;
  const EntNode *child = node->first;

  while (child != NULL)
    {
      const EntNode *last = child;

      if (child->tag == ENT_TAG_TEXT && ent_markup_is_space (self->markup, child))
        {
          child = child->next;
          continue;
        }

      if (is_solid_list (self, child))
        {
          read_solid_list (self, child, container);
        }
      else if (child->tag == ENT_TAG_BLOCKQUOTE && is_plain (self, child))
        {
          g_autoptr (EntContainer) quote = ent_container_new (container, ENT_CONTAINER_QUOTE);

          read_solid (self, child, quote);
        }
      else if (child->is_closed && is_pane (self, child))
        {
          g_autoptr (EntContainer) pane = new_pane (self, child, container);

          read_solid (self, child, pane);
        }
      else
        {
          last = find_lump_end (self, child);
          read_lump (self, child, last, container);
        }
      child = last->next;
    }

  if (container != NULL && self->blocks->len == n_before)
    add_empty_lump (self, node, container);
}

/* Reads the text of @source and cuts it into lumps. Returns its blocks. */
GPtrArray *
ent_html_read (EntSource *source)
{
  g_autoptr (EntMarkup) markup = ent_markup_new (source->text, source->length);
  EntReader self = { .markup = markup, .source = source };

  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  read_solid (&self, ent_markup_get_root (markup), NULL);
  source->is_tail_sound = !self.has_empty_glue &&
                          ent_markup_is_sound (markup, self.glue_start, source->length + 1);

  return self.blocks;
}
