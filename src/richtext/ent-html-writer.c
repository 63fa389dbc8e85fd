/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* Writes blocks as HTML. A block that was not touched is written with the bytes it was read
 * from, and so is what stands between two blocks that still follow each other (the glue: white
 * space, the tags of lists and quotes). Everything else is written in the canonical shape: the
 * fixed point of the ENT's cleaner (ent-api/03 §3).
 *
 * The writer goes from block to block and keeps in `current` the containers that stand open in
 * what is written; between two blocks it writes the glue, or closes down to what both share and
 * opens the rest. */

#include "ent-html-writer-private.h"

#include "ent-block-private.h"

typedef struct
{
  GString      *out;         /* (unowned) */
  EntHtmlMode   mode;
  const char   *cell_color;  /* (unowned) (nullable) */
  EntContainer *current;     /* (unowned) (nullable): innermost open container */
  EntContainer *last;        /* (unowned) (nullable): what the last block written stands in */
  gboolean      after_bare;  /* the last thing written is a bare lump */
} Writer;

static const char *
get_tag (EntContainer *container)
{
  switch (ent_container_get_kind (container))
    {
    case ENT_CONTAINER_BULLET_LIST:
      return "ul";
    case ENT_CONTAINER_ORDERED_LIST:
      return "ol";
    case ENT_CONTAINER_ITEM:
      return "li";
    case ENT_CONTAINER_QUOTE:
      return "blockquote";
    case ENT_CONTAINER_PANE:
    default:
      return "div";
    }
}

/* Whether nothing has been written yet in @item. */
static gboolean
is_new_item (Writer       *writer,
             EntContainer *item)
{
  return item != NULL && ent_container_get_kind (item) == ENT_CONTAINER_ITEM &&
         ent_container_get_common (writer->last, item) < ent_container_get_depth (item);
}

static void
open_container (Writer       *writer,
                EntContainer *container)
{
  GString *out = writer->out;
  EntContainer *parent = ent_container_get_parent (container);

  if (parent != NULL && parent != writer->current)
    open_container (writer, parent);
  /* An item must start with a paragraph: the cleaner takes apart what starts otherwise. */
  if (is_new_item (writer, parent))
    g_string_append (out, "<p></p>");

  g_string_append_c (out, '<');
  g_string_append (out, get_tag (container));
  if (ent_container_get_kind (container) == ENT_CONTAINER_ORDERED_LIST)
    {
      if (ent_container_get_start (container) != 1)
        g_string_append_printf (out, " start=\"%d\"", ent_container_get_start (container));
      ent_html_append_attribute (out, "type", ent_container_get_list_type (container));
    }
  else if (ent_container_get_kind (container) == ENT_CONTAINER_PANE)
    {
      g_autofree char *css_class =
        g_strconcat ("information-pane information-pane-",
                     ent_container_get_pane_type (container), NULL);

      ent_html_append_attribute (out, "data-type", ent_container_get_pane_type (container));
      ent_html_append_attribute (out, "data-information-pane", "");
      ent_html_append_attribute (out, "class", css_class);
    }
  g_string_append_c (out, '>');
  writer->current = container;
}

static void
close_to (Writer *writer,
          guint   depth)
{
  while (ent_container_get_depth (writer->current) > depth)
    {
      g_string_append_printf (writer->out, "</%s>", get_tag (writer->current));
      writer->current = ent_container_get_parent (writer->current);
      writer->after_bare = FALSE;
    }
}

static void
go_to (Writer       *writer,
       EntContainer *container)
{
  close_to (writer, ent_container_get_common (writer->current, container));
  if (container != writer->current)
    {
      open_container (writer, container);
      writer->after_bare = FALSE;
    }
}

static void
write_glue (Writer    *writer,
            EntSource *source,
            gsize      start,
            gsize      end)
{
  g_string_append_len (writer->out, source->text + start, end - start);
  writer->after_bare = FALSE;   /* what met here met in the source, too */
}

static EntLump *
get_lump (EntBlock *block)
{
  return ent_source_get_lump (block->source, block->lump);
}

static gboolean
keeps_sources (Writer *writer)
{
  return writer->mode == ENT_HTML_KEEP || writer->mode == ENT_HTML_SEND;
}

/* From what precedes @block to @block: the glue, if these two still are neighbours where they
 * were. */
static void
cross (Writer   *writer,
       EntBlock *before,
       EntBlock *block)
{
  EntLump *lump;
  gsize start;

  if (!keeps_sources (writer) || !ent_block_is_home (block) || block->part != 0)
    return;

  lump = get_lump (block);
  if (writer->mode == ENT_HTML_SEND && !lump->is_glue_sound)
    return;

  if (before == NULL && block->lump == 0)
    {
      start = 0;
    }
  else if (before != NULL && before->source == block->source && ent_block_is_home (before) &&
           block->lump == before->lump + 1 && before->part + 1 == get_lump (before)->n_blocks)
    {
      go_to (writer, get_lump (before)->outer);
      start = get_lump (before)->end;
    }
  else
    {
      return;
    }

  write_glue (writer, block->source, start, lump->start);
  writer->current = lump->outer;
}

static void
finish (Writer   *writer,
        EntBlock *last)
{
  if (last != NULL && keeps_sources (writer) && ent_block_is_home (last) &&
      last->lump + 1 == last->source->lumps->len &&
      last->part + 1 == get_lump (last)->n_blocks &&
      (writer->mode == ENT_HTML_KEEP || last->source->is_tail_sound))
    {
      go_to (writer, get_lump (last)->outer);
      write_glue (writer, last->source, get_lump (last)->end, last->source->length);
      writer->current = NULL;
    }

  close_to (writer, 0);
}

/* Whether a block beside @lump has come to stand in a list of its inside: then the lump must be
 * opened. */
static gboolean
is_joined (EntLump      *lump,
           EntContainer *inside,
           EntContainer *beside)
{
  return ent_container_get_common (inside, beside) > ent_container_get_depth (lump->outer);
}

/* How many blocks from the first one on are a whole lump that can be written with its own bytes;
 * 0 if it cannot. */
static guint
count_lump (Writer    *writer,
            EntBlock **blocks,
            guint      n_blocks)
{
  EntBlock *first = blocks[0];
  EntLump *lump;

  if (!keeps_sources (writer) || first->source == NULL || first->part != 0)
    return 0;

  lump = get_lump (first);
  if (lump->n_blocks > n_blocks || (writer->mode == ENT_HTML_SEND && !lump->is_sendable) ||
      (lump->is_bare && writer->after_bare))
    return 0;

  for (guint i = 0; i < lump->n_blocks; i++)
    if (blocks[i]->is_touched || blocks[i]->source != first->source ||
        blocks[i]->lump != first->lump || blocks[i]->part != i || !ent_block_is_home (blocks[i]))
      return 0;

  if (is_joined (lump, first->container, writer->last) ||
      (n_blocks > lump->n_blocks &&
       is_joined (lump, blocks[lump->n_blocks - 1]->container, blocks[lump->n_blocks]->container)))
    return 0;

  return lump->n_blocks;
}

static gboolean
can_write_source (Writer   *writer,
                  EntBlock *block)
{
  return keeps_sources (writer) && block->source != NULL && !block->is_touched && block->is_own &&
         (writer->mode == ENT_HTML_KEEP || block->is_own_sendable);
}

static void
write_alone (Writer   *writer,
             EntBlock *block)
{
  gboolean first_of_item;

  go_to (writer, block->container);
  first_of_item = is_new_item (writer, writer->current);
  writer->after_bare = FALSE;

  if (first_of_item && !ent_block_has_runs (block))
    g_string_append (writer->out, "<p></p>");

  if (can_write_source (writer, block) &&
      !(first_of_item && block->type != ENT_BLOCK_PARAGRAPH && ent_block_has_runs (block)))
    g_string_append_len (writer->out, block->source->text + block->start,
                         block->end - block->start);
  else
    ent_html_write_own (writer->out, block, first_of_item, writer->cell_color, writer->mode);
}

void
ent_html_write_sequence (GString      *out,
                         EntBlock    **blocks,
                         guint         n_blocks,
                         const char   *cell_color,
                         EntHtmlMode   mode)
{
  Writer writer = { .out = out, .mode = mode, .cell_color = cell_color };
  EntBlock *before = NULL;

  for (guint i = 0; i < n_blocks;)
    {
      guint n_lump;

      cross (&writer, before, blocks[i]);
      n_lump = count_lump (&writer, blocks + i, n_blocks - i);
      if (n_lump > 0)
        {
          EntLump *lump = get_lump (blocks[i]);

          go_to (&writer, lump->outer);
          g_string_append_len (out, blocks[i]->source->text + lump->start,
                               lump->end - lump->start);
          writer.after_bare = lump->is_bare;
          i += n_lump;
        }
      else
        {
          write_alone (&writer, blocks[i]);
          i++;
        }
      before = blocks[i - 1];
      writer.last = before->container;
    }

  finish (&writer, before);
}

/* The whole of @blocks (of EntBlock). */
void
ent_html_write_blocks (GString     *out,
                       GPtrArray   *blocks,
                       EntHtmlMode  mode)
{
  ent_html_write_sequence (out, (EntBlock **) blocks->pdata, blocks->len, NULL, mode);
}

/* One block alone, without its containers, in the canonical shape. */
void
ent_html_write_block (GString     *out,
                      EntBlock    *block,
                      EntHtmlMode  mode)
{
  ent_html_write_own (out, block, FALSE, NULL, mode);
}
