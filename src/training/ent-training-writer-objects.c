/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Tables, pictures, sounds, videos, frames, formulas and attachments.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19, prosemirror-model 1.24.1
 * (to_dom.ts), zeed-dom 0.15.1 (html.ts, encoding.ts), tiptap 2.11.0 (behaviour only). */

#include "ent-training-writer-private.h"

#include <math.h>
#include <string.h>

#define MIN_COLUMN_WIDTH 25

/* More columns than this in one cell is an attack on memory; HTML stops there too. */
#define MAX_COLUMN_SPAN 1000

/* The columns by the first row: their elements in @columns, the table's style as result. */
static char *
read_columns (const EntTrainingNode *table,
              GString               *columns)
{
  const EntTrainingNode *row = g_ptr_array_index (table->content, 0);
  double total = 0;
  gboolean fixed = TRUE;
  GString *style = g_string_new (NULL);

  for (guint i = 0; i < row->content->len; i++)
    {
      JsonObject *cell =
        ((const EntTrainingNode *) g_ptr_array_index (row->content, i))->attributes;
      double span = ent_training_to_number (json_object_get_member (cell, "colspan"));
      JsonNode *value = json_object_get_member (cell, "colwidth");
      JsonArray *widths = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

      for (guint j = 0; j < span && j < MAX_COLUMN_SPAN; j++)
        {
          double width = 0;

          if (widths != NULL && j < json_array_get_length (widths))
            width = json_array_get_double_element (widths, j);
          if (isnan (width) || width == 0)
            {
              fixed = FALSE;
              width = 0;
            }
          total += width != 0 ? width : MIN_COLUMN_WIDTH;
          g_string_append_printf (columns, "<col style=\"%s: ", width != 0 ? "width" : "min-width");
          ent_training_append_number (columns, MAX (width, MIN_COLUMN_WIDTH));
          g_string_append (columns, "px\">");
        }
    }

  g_string_append (style, fixed ? "width: " : "min-width: ");
  ent_training_append_number (style, total);
  g_string_append (style, "px");

  return g_string_free (style, FALSE);
}

void
ent_training_writer_table (EntTrainingWriter     *self,
                           const EntTrainingNode *node)
{
  JsonNode *template = json_object_get_member (node->attributes, "template");
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autofree char *style = read_columns (node, columns);

  g_string_append (self->out, "<table");
  ent_training_writer_value (self, "template", template);
  ent_training_writer_text (self, "style", style);
  g_string_append (self->out, "><colgroup>");
  if (JSON_NODE_HOLDS_ARRAY (template))
    {
      JsonArray *widths = json_node_get_array (template);

      for (guint i = 0; i < json_array_get_length (widths); i++)
        g_string_append_printf (self->out, "<col width=\"%s\">",
                                json_array_get_string_element (widths, i));
    }
  else
    {
      /* A template read back from the stored HTML is a text, which the service takes for a list. */
      if (!JSON_NODE_HOLDS_NULL (template) &&
          g_strcmp0 (ent_training_get_text (node->attributes, "template"), "") != 0)
        ent_training_writer_fail (self, "The template of a table is not a list");
      g_string_append (self->out, columns->str);
    }
  g_string_append (self->out, "</colgroup><tbody>");
  ent_training_writer_content (self, node->content);
  g_string_append (self->out, "</tbody></table>");
}

void
ent_training_writer_cell (EntTrainingWriter     *self,
                          const EntTrainingNode *node)
{
  gboolean is_header = node->type == ENT_TRAINING_NODE_TABLE_HEADER;
  const char *color =
    is_header ? NULL : ent_training_get_text (node->attributes, "backgroundColor");
  JsonNode *alignment =
    is_header ? NULL : json_object_get_member (node->attributes, "data-text-align");
  const char *text = is_header ? NULL : ent_training_get_text (node->attributes, "data-text-align");
  gboolean is_aligned =
    text != NULL ? *text != '\0' : alignment != NULL && ent_training_to_number (alignment) != 0;

  g_string_append (self->out, is_header ? "<th" : "<td");
  ent_training_writer_member (self, node->attributes, "colspan");
  ent_training_writer_member (self, node->attributes, "rowspan");
  ent_training_writer_member (self, node->attributes, "colwidth");
  if (color != NULL && *color != '\0')
    {
      g_autofree char *style = g_strconcat ("background-color: ", color, NULL);

      ent_training_writer_text (self, "style", style);
    }
  g_string_append_c (self->out, '>');
  if (is_aligned)
    {
      g_string_append (self->out, "<p style=\"text-align: ");
      ent_training_append_value (self->out, alignment);
      g_string_append (self->out, ";\">");
    }
  ent_training_writer_content (self, node->content);
  g_string_append (self->out, is_aligned ? "</p>" : "");
  g_string_append (self->out, is_header ? "</th>" : "</td>");
}

static void
write_iframe (EntTrainingWriter *self,
              JsonObject        *object)
{
  const char *width = ent_training_get_text (object, "width");
  const char *height = ent_training_get_text (object, "height");
  const char *style = ent_training_get_text (object, "style");

  g_string_append (self->out, "<div class=\"iframe-wrapper\"><iframe");
  ent_training_writer_member (self, object, "src");
  ent_training_writer_member (self, object, "frameborder");
  ent_training_writer_member (self, object, "allowfullscreen");
  if (g_strcmp0 (width, "100%") == 0)
    ent_training_writer_text (self, "width", width);
  else if (width != NULL && *width != '\0')
    ent_training_writer_size (self, "width", width);
  if (height != NULL && *height != '\0')
    ent_training_writer_size (self, "height", height);
  if (style != NULL && *style != '\0')
    ent_training_writer_text (self, "style", style);
  g_string_append (self->out, "></iframe></div>");
}

static char *
replace_formula (const char *equation,
                 const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace (regex, equation, -1, 0, "$\\1$", 0, NULL);
}

static void
write_formula (EntTrainingWriter *self,
               JsonObject        *object)
{
  const char *equation = ent_training_get_text (object, "equation");
  g_autofree char *braced = NULL;
  g_autofree char *bare = NULL;

  braced = replace_formula (
    equation != NULL ? equation : "",
    "\\\\?begin\\{equation\\}\\s*\\n?\\s*\\{(.+?)\\}\\n?\\s*?\\\\?end\\{equation\\}");
  bare = replace_formula (
    braced, "\\\\?begin\\{equation\\}\\s*\\n?\\s*(.+?)\\n?\\s*?\\\\?end\\{equation\\}");

  g_string_append (self->out, "<span>");
  if (*bare != '\0' && *bare != '$')
    g_string_append_c (self->out, '$');
  ent_training_append_escaped (self->out, bare);
  if (*bare != '\0' && bare[strlen (bare) - 1] != '$')
    g_string_append_c (self->out, '$');
  g_string_append (self->out, "</span>");
}

static void
write_video (EntTrainingWriter *self,
             JsonObject        *object)
{
  g_string_append (self->out, "<div class=\"video-wrapper\"><video");
  ent_training_writer_alignment (self, object);
  ent_training_writer_member (self, object, "src");
  ent_training_writer_member (self, object, "controls");
  ent_training_writer_value (self, "data-document-id",
                             json_object_get_member (object, "documentId"));
  ent_training_writer_value (self, "data-document-is-captation",
                             json_object_get_member (object, "isCaptation"));
  ent_training_writer_value (self, "data-video-resolution",
                             json_object_get_member (object, "videoResolution"));
  ent_training_writer_size (self, "width", ent_training_get_text (object, "width"));
  ent_training_writer_size (self, "height", ent_training_get_text (object, "height"));
  g_string_append (self->out, "></video></div>");
}

static void
write_audio (EntTrainingWriter *self,
             JsonObject        *object)
{
  g_string_append (self->out, "<div class=\"audio-wrapper\"><audio");
  ent_training_writer_alignment (self, object);
  ent_training_writer_member (self, object, "src");
  ent_training_writer_value (self, "data-document-id",
                             json_object_get_member (object, "documentId"));
  g_string_append (self->out, "></audio></div>");
}

static void
write_image (EntTrainingWriter *self,
             JsonObject        *object)
{
  gboolean is_smiley = JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "style"));

  g_string_append (self->out, "<img class=\"custom-image\"");
  ent_training_writer_alignment (self, object);
  ent_training_writer_member (self, object, "src");
  ent_training_writer_member (self, object, "alt");
  ent_training_writer_member (self, object, "title");
  if (ent_training_get_text (object, "width") != NULL)
    ent_training_writer_size (self, "width", ent_training_get_text (object, "width"));
  if (ent_training_get_text (object, "height") != NULL)
    ent_training_writer_size (self, "height", ent_training_get_text (object, "height"));
  if (is_smiley)
    {
      if (ent_training_get_text (object, "textAlign") != NULL)
        ent_training_writer_fail (self, "The styles of a smiley do not go together");
      g_string_append (self->out, " style=\"width:1.5em;height:1.5em;font-size:16px\"");
    }
  g_string_append_c (self->out, '>');
}

static void
write_attachments (EntTrainingWriter *self,
                   JsonObject        *object)
{
  JsonArray *links = json_object_get_array_member (object, "links");

  g_string_append (self->out, "<div class=\"attachments\">");
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);

      g_string_append (self->out, "<a");
      ent_training_writer_member (self, link, "name");
      ent_training_writer_member (self, link, "href");
      ent_training_writer_value (self, "data-document-id",
                                 json_object_get_member (link, "dataDocumentId"));
      ent_training_writer_value (self, "data-content-type",
                                 json_object_get_member (link, "dataContentType"));
      g_string_append_c (self->out, '>');
      ent_training_append_escaped (self->out, ent_training_get_text (link, "name"));
      g_string_append (self->out, "</a>");
    }
  g_string_append (self->out, "</div>");
}

/* An object that holds no nodes. */
void
ent_training_writer_object (EntTrainingWriter     *self,
                            const EntTrainingNode *node)
{
  if (node->type == ENT_TRAINING_NODE_IFRAME)
    write_iframe (self, node->attributes);
  else if (node->type == ENT_TRAINING_NODE_MATHJAX)
    write_formula (self, node->attributes);
  else if (node->type == ENT_TRAINING_NODE_VIDEO)
    write_video (self, node->attributes);
  else if (node->type == ENT_TRAINING_NODE_AUDIO)
    write_audio (self, node->attributes);
  else if (node->type == ENT_TRAINING_NODE_IMAGE)
    write_image (self, node->attributes);
  else
    write_attachments (self, node->attributes);
}
