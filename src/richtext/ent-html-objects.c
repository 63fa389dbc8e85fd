/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* The canonical shape of each kind of block. Source: ent-api/03 §3, obtained by running the
 * ENT's cleaner. */

#include "ent-block-private.h"
#include "ent-html-writer-private.h"
#include "ent-runs-private.h"

#define MIN_COLUMN_WIDTH 25   /* prosemirror-tables' cellMinWidth, as tiptap sets it */

static void
write_text_block (GString     *out,
                  EntBlock    *block,
                  gboolean     as_paragraph,
                  const char  *cell_color,
                  EntHtmlMode  mode)
{
  char tag[3] = "p";
  const char *align = ent_align_to_string (block->align);

  if (block->type == ENT_BLOCK_HEADING && !as_paragraph)
    g_snprintf (tag, sizeof tag, "h%u", CLAMP (block->level, 1, 6));

  g_string_append_printf (out, "<%s", tag);
  if (align != NULL)
    g_string_append_printf (out, " style=\"text-align: %s\"", align);
  g_string_append_c (out, '>');
  ent_html_write_runs (out, block->runs, cell_color, mode);
  g_string_append_printf (out, "</%s>", tag);
}

static void
append_run_text (GString *out,
                 EntRun  *run)
{
  switch (ent_run_get_kind (run))
    {
    case ENT_RUN_TEXT:
    case ENT_RUN_FORMULA:
      g_string_append (out, ent_run_get_text (run));
      break;
    case ENT_RUN_BREAK:
      g_string_append_c (out, '\n');
      break;
    case ENT_RUN_LINKER:
      g_string_append (out, ent_linker_get_text (ent_run_get_linker (run)));
      break;
    case ENT_RUN_IMAGE:
    case ENT_RUN_ATTACHMENTS:
    default:
      break;
    }
}

static void
write_code (GString  *out,
            EntBlock *block)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    append_run_text (text, g_ptr_array_index (block->runs, i));

  g_string_append (out, "<pre><code>");
  ent_html_append_escaped (out, text->str);
  g_string_append (out, "</code></pre>");
}

/* The cleaner drops its marks, and puts a link that is none into an empty one. */
static void
write_alert (GString     *out,
             EntBlock    *block,
             EntHtmlMode  mode)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    g_ptr_array_add (runs, ent_run_with_marks (g_ptr_array_index (block->runs, i), NULL));
  ent_html_write_runs (text, runs, NULL, mode);
  g_string_append (out, "<div");
  ent_html_append_attribute (out, "class", ent_block_get_attribute (block, "class"));
  g_string_append_printf (out, ">%s</div>", text->len > 0 ? text->str : "<a></a>");
}

static void
write_object (GString    *out,
              EntBlock   *block,
              const char *tag)
{
  g_string_append_printf (out, "<div class=\"%s-wrapper\"><%s", tag, tag);
  for (guint i = 0; block->attributes != NULL && i < block->attributes->len; i++)
    {
      EntAttribute *attribute = &g_array_index (block->attributes, EntAttribute, i);

      if (attribute->value != NULL)
        ent_html_append_attribute (out, attribute->name, attribute->value);
      else
        g_string_append_printf (out, " %s", attribute->name);
    }
  g_string_append_printf (out, "></%s></div>", tag);
}

/* The columns are those of the first row. Source: tiptap extension-table 2.11.0, createColGroup. */
static void
write_columns (GString  *out,
               EntTable *table)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  guint total = 0;
  gboolean is_fixed = TRUE;

  for (guint i = 0; ent_table_get_n_rows (table) > 0 && i < ent_table_get_n_cells (table, 0); i++)
    {
      EntCell *cell = ent_table_get_cell (table, 0, i);
      const char *widths = ent_cell_get_widths (cell);
      g_auto (GStrv) parts = g_strsplit (widths != NULL ? widths : "", ",", -1);
      guint n_parts = g_strv_length (parts);

      for (guint j = 0; j < ent_cell_get_colspan (cell); j++)
        {
          guint width = j < n_parts ? (guint) g_ascii_strtoull (parts[j], NULL, 10) : 0;

          is_fixed = is_fixed && width > 0;
          total += width > 0 ? width : MIN_COLUMN_WIDTH;
          if (width > 0)
            g_string_append_printf (columns, "<col style=\"width: %upx\">",
                                    MAX (width, MIN_COLUMN_WIDTH));
          else
            g_string_append_printf (columns, "<col style=\"min-width: %upx\">", MIN_COLUMN_WIDTH);
        }
    }

  g_string_append_printf (out, "<table style=\"%s: %upx\"><colgroup>%s</colgroup>",
                          is_fixed ? "width" : "min-width", total, columns->str);
}

/* @around: the colour of the cell the table stands in, which the cleaner puts on all the text
 * inside. */
static void
write_cell (GString     *out,
            EntCell     *cell,
            const char  *around,
            EntHtmlMode  mode)
{
  const char *tag = ent_cell_is_header (cell) ? "th" : "td";
  const char *color = ent_cell_is_header (cell) ? NULL : ent_cell_get_background (cell);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    g_ptr_array_add (blocks, ent_cell_get_block (cell, i));

  g_string_append_printf (out, "<%s colspan=\"%u\" rowspan=\"%u\"", tag,
                          ent_cell_get_colspan (cell), ent_cell_get_rowspan (cell));
  ent_html_append_attribute (out, "colwidth", ent_cell_get_widths (cell));
  if (color != NULL)
    {
      g_string_append (out, " style=\"background-color: ");
      ent_html_append_escaped (out, color);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
  if (blocks->len == 0)
    g_string_append (out, "<p></p>");
  ent_html_write_sequence (out, (EntBlock **) blocks->pdata, blocks->len,
                           color != NULL ? color : around,
                           mode == ENT_HTML_SEND ? ENT_HTML_CANONICAL : mode);
  g_string_append_printf (out, "</%s>", tag);
}

static void
write_table (GString     *out,
             EntTable    *table,
             const char  *cell_color,
             EntHtmlMode  mode)
{
  write_columns (out, table);
  g_string_append (out, "<tbody>");
  for (guint row = 0; row < ent_table_get_n_rows (table); row++)
    {
      g_string_append (out, "<tr>");
      for (guint i = 0; i < ent_table_get_n_cells (table, row); i++)
        write_cell (out, ent_table_get_cell (table, row, i), cell_color, mode);
      g_string_append (out, "</tr>");
    }
  g_string_append (out, "</tbody></table>");
}

/* @as_paragraph: it starts an item, where only a paragraph stays what it is. */
void
ent_html_write_own (GString     *out,
                    EntBlock    *block,
                    gboolean     as_paragraph,
                    const char  *cell_color,
                    EntHtmlMode  mode)
{
  EntBlockType type = block->type;

  if (as_paragraph && (type == ENT_BLOCK_CODE || type == ENT_BLOCK_ALERT))
    g_string_append (out, "<p></p>");

  switch (type)
    {
    case ENT_BLOCK_PARAGRAPH:
    case ENT_BLOCK_HEADING:
    case ENT_BLOCK_ATTACHMENTS:
      write_text_block (out, block, as_paragraph, cell_color, mode);
      break;
    case ENT_BLOCK_CODE:
      write_code (out, block);
      break;
    case ENT_BLOCK_ALERT:
      write_alert (out, block, mode);
      break;
    case ENT_BLOCK_RULE:
      g_string_append (out, "<hr>");
      break;
    case ENT_BLOCK_TABLE:
      write_table (out, block->table, cell_color, mode);
      break;
    case ENT_BLOCK_AUDIO:
      write_object (out, block, "audio");
      break;
    case ENT_BLOCK_VIDEO:
      write_object (out, block, "video");
      break;
    case ENT_BLOCK_EMBED:
      write_object (out, block, "iframe");
      break;
    case ENT_BLOCK_OPAQUE:
      g_string_append (out, block->opaque);
      break;
    default:
      g_assert_not_reached ();
    }
}
