/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Writes the editor's document as the HTML the ENT stores.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19, prosemirror-model 1.24.1
 * (to_dom.ts), zeed-dom 0.15.1 (html.ts, encoding.ts), tiptap 2.11.0 (behaviour only). */

#include "ent-training-writer-private.h"

static void
write_framed (EntTrainingWriter     *self,
              const EntTrainingNode *node,
              const char            *tag)
{
  ent_training_writer_content (self, node->content);
  g_string_append_printf (self->out, "</%s>", tag);
}

static void
write_heading (EntTrainingWriter     *self,
               const EntTrainingNode *node)
{
  JsonNode *value = json_object_get_member (node->attributes, "level");
  gint64 level = 1;
  char tag[3] = "h1";

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64)
    level = json_node_get_int (value);
  if (level >= 1 && level <= 6)
    tag[1] = '0' + level;

  g_string_append_printf (self->out, "<%s", tag);
  ent_training_writer_alignment (self, node->attributes);
  g_string_append_c (self->out, '>');
  write_framed (self, node, tag);
}

static void
write_ordered_list (EntTrainingWriter     *self,
                    const EntTrainingNode *node)
{
  double start = ent_training_to_number (json_object_get_member (node->attributes, "start"));

  g_string_append (self->out, "<ol");
  if (start != 1)
    {
      g_string_append (self->out, " start=\"");
      ent_training_append_number (self->out, start);
      g_string_append_c (self->out, '"');
    }
  ent_training_writer_member (self, node->attributes, "type");
  g_string_append_c (self->out, '>');
  write_framed (self, node, "ol");
}

static void
write_linker (EntTrainingWriter     *self,
              const EntTrainingNode *node)
{
  JsonNode *href = json_object_get_member (node->attributes, "href");

  if (!JSON_NODE_HOLDS_NULL (href) && ent_training_get_text (node->attributes, "href") == NULL)
    ent_training_writer_fail (self, "The address of a link is not a text");

  g_string_append (self->out, "<a");
  ent_training_writer_member (self, node->attributes, "target");
  ent_training_writer_member (self, node->attributes, "title");
  ent_training_writer_member (self, node->attributes, "class");
  ent_training_writer_member (self, node->attributes, "data-id");
  ent_training_writer_member (self, node->attributes, "data-app-prefix");
  ent_training_writer_value (self, "href", href);
  g_string_append_c (self->out, '>');
  write_framed (self, node, "a");
}

/* The tag of a node that has nothing but its content, or NULL. */
static const char *
get_plain_tag (EntTrainingNodeType type)
{
  static const struct
  {
    EntTrainingNodeType  type;
    const char          *tag;
  } tags[] = {
    { ENT_TRAINING_NODE_BLOCKQUOTE, "blockquote" },
    { ENT_TRAINING_NODE_BULLET_LIST, "ul" },
    { ENT_TRAINING_NODE_LIST_ITEM, "li" },
    { ENT_TRAINING_NODE_TABLE_ROW, "tr" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tags[i].type == type)
      return tags[i].tag;

  return NULL;
}

static void
write_paragraph (EntTrainingWriter     *self,
                 const EntTrainingNode *node)
{
  g_string_append (self->out, "<p");
  ent_training_writer_alignment (self, node->attributes);
  g_string_append_c (self->out, '>');
  write_framed (self, node, "p");
}

static void
write_alert (EntTrainingWriter     *self,
             const EntTrainingNode *node)
{
  g_string_append (self->out, "<div");
  ent_training_writer_member (self, node->attributes, "class");
  g_string_append_c (self->out, '>');
  write_framed (self, node, "div");
}

static void
write_node (EntTrainingWriter     *self,
            const EntTrainingNode *node)
{
  const char *tag = get_plain_tag (node->type);

  if (tag != NULL)
    {
      g_string_append_printf (self->out, "<%s>", tag);
      write_framed (self, node, tag);
      return;
    }

  switch ((int) node->type)
    {
    case ENT_TRAINING_NODE_TEXT:
      ent_training_append_escaped (self->out, node->text);
      break;
    case ENT_TRAINING_NODE_LINKER:
      write_linker (self, node);
      break;
    case ENT_TRAINING_NODE_PARAGRAPH:
      write_paragraph (self, node);
      break;
    case ENT_TRAINING_NODE_CODE_BLOCK:
      g_string_append (self->out, "<pre><code>");
      write_framed (self, node, "code");
      g_string_append (self->out, "</pre>");
      break;
    case ENT_TRAINING_NODE_HARD_BREAK:
      g_string_append (self->out, "<br>");
      break;
    case ENT_TRAINING_NODE_HEADING:
      write_heading (self, node);
      break;
    case ENT_TRAINING_NODE_RULE:
      g_string_append (self->out, "<hr>");
      break;
    case ENT_TRAINING_NODE_ORDERED_LIST:
      write_ordered_list (self, node);
      break;
    case ENT_TRAINING_NODE_TABLE:
      ent_training_writer_table (self, node);
      break;
    case ENT_TRAINING_NODE_TABLE_CELL:
    case ENT_TRAINING_NODE_TABLE_HEADER:
      ent_training_writer_cell (self, node);
      break;
    case ENT_TRAINING_NODE_ALERT:
      write_alert (self, node);
      break;
    default:
      ent_training_writer_object (self, node);
    }
}

/* Equal outer marks stay open from one node to the next. */
void
ent_training_writer_content (EntTrainingWriter *self,
                             const GPtrArray   *content)
{
  const EntTrainingMarks *active = NULL;
  guint n_active = 0;

  for (guint i = 0; content != NULL && i < content->len; i++)
    {
      const EntTrainingNode *node = g_ptr_array_index (content, i);
      guint n_marks = node->marks != NULL ? node->marks->length : 0;
      guint keep = 0;

      while (keep < n_active && keep < n_marks &&
             ent_training_mark_equal (&active->marks[keep], &node->marks->marks[keep]))
        keep++;
      while (n_active > keep)
        ent_training_writer_end_mark (self, &active->marks[--n_active]);
      active = node->marks;
      for (; n_active < n_marks; n_active++)
        ent_training_writer_start_mark (self, &active->marks[n_active]);
      write_node (self, node);
    }
  while (n_active > 0)
    ent_training_writer_end_mark (self, &active->marks[--n_active]);
}

/**
 * ent_training_document_to_html:
 * @arena: where the document lives
 * @document: a document
 * @error: return location for a #GError, with %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the stored HTML, or %NULL when the cleaner breaks on this
 * document.
 */
char *
ent_training_document_to_html (EntTrainingArena       *arena,
                               const EntTrainingNode  *document,
                               GError                **error)
{
  EntTrainingWriter self = { arena, g_string_new (NULL), NULL };

  ent_training_writer_content (&self, document->content);
  if (self.error != NULL)
    {
      g_string_free (self.out, TRUE);
      g_propagate_error (error, self.error);
      return NULL;
    }

  return g_string_free (self.out, FALSE);
}
