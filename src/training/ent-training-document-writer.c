/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Writes the editor's document as the ENT stores it: HTML, JSON and plain text.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19, prosemirror-model 1.24.1 (to_dom.ts), zeed-dom 0.15.1
 * (html.ts, encoding.ts), tiptap 2.11.0 (behaviour only). */

#include "ent-training-document.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define MIN_COLUMN_WIDTH 25

/* More columns than this in one cell is an attack on memory; HTML stops there too. */
#define MAX_COLUMN_SPAN 1000

typedef struct
{
  EntTrainingArena *arena;  /* (unowned) */
  GString          *out;    /* (owned) */
  GError           *error;  /* (owned) (nullable): the cleaner broke */
} Writer;

static void write_content (Writer          *self,
                           const GPtrArray *content);

static void
fail (Writer     *self,
      const char *reason)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);
}

static void
append_escaped (GString    *out,
                const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '\'':
        g_string_append (out, "&apos;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\xC2':
        if (text[1] == '\xA0' || text[1] == '\xAD')
          {
            g_string_append (out, *++text == '\xA0' ? "&nbsp;" : "&shy;");
            break;
          }
        G_GNUC_FALLTHROUGH;
      default:
        g_string_append_c (out, *text);
      }
}

/* A number as JavaScript prints it: the fewest digits that give it back. */
static void
append_number (GString *out,
               double   number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    {
      g_string_append (out, "NaN");
      return;
    }
  if (fabs (number) < 1e15 && number == floor (number))
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }
  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }
  if (strchr (digits, 'e') != NULL && fabs (number) < 1e21 && fabs (number) >= 1)
    g_ascii_formatd (digits, sizeof digits, "%.0f", number);
  g_string_append (out, digits);
}

static double
to_number (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return 0;
  /* A text that is a number was read as one, so this one is none. */
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return *json_node_get_string (value) == '\0' ? 0 : NAN;
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (value) ? 1 : 0;

  return JSON_NODE_HOLDS_VALUE (value) ? json_node_get_double (value) : NAN;
}

static void
append_value (GString  *out,
              JsonNode *value)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          append_value (out, json_array_get_element (array, i));
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    {
      append_escaped (out, json_node_get_string (value));
    }
  else
    {
      append_number (out, to_number (value));
    }
}

/* Writes an attribute; null and false are left out, true has no value. */
static void
write_value (Writer     *self,
             const char *name,
             JsonNode   *value)
{
  gboolean is_boolean;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return;

  is_boolean = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;
  if (is_boolean && !json_node_get_boolean (value))
    return;

  g_string_append_printf (self->out, " %s", name);
  if (is_boolean)
    return;
  g_string_append (self->out, "=\"");
  append_value (self->out, value);
  g_string_append_c (self->out, '"');
}

static void
write_member (Writer     *self,
              JsonObject *object,
              const char *name)
{
  write_value (self, name, json_object_get_member (object, name));
}

static void
write_text_attribute (Writer     *self,
                      const char *name,
                      const char *value)
{
  g_string_append_printf (self->out, " %s=\"", name);
  append_escaped (self->out, value);
  g_string_append_c (self->out, '"');
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *value = json_object_get_member (object, name);

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (value);
}

/* Writes the whole number a text begins with; "NaN" when it begins with none, as the service does. */
static void
write_size (Writer     *self,
            const char *name,
            const char *value)
{
  const char *p = value != NULL ? value : "";
  gsize space;
  double number = NAN;

  while ((space = ent_training_space_length (p)) > 0)
    p += space;
  if (g_ascii_isdigit (p[*p == '+' || *p == '-']))
    {
      g_autofree char *digits = g_strndup (p, 1 + strspn (p + 1, "0123456789"));

      number = g_ascii_strtod (digits, NULL);
    }

  g_string_append_printf (self->out, " %s=\"", name);
  append_number (self->out, number);
  g_string_append_c (self->out, '"');
}

static void
write_alignment (Writer     *self,
                 JsonObject *object)
{
  const char *alignment = get_text (object, "textAlign");

  if (alignment != NULL)
    g_string_append_printf (self->out, " style=\"text-align: %s\"", alignment);
}

/* Puts two styles together as the service does: declaration by declaration, cut at colons, of two with one name the
 * place of the first and the value of the last. */
static char *
merge_styles (const char *existing,
              const char *added)
{
  g_autofree char *both = g_strconcat (existing, ";", added, NULL);
  g_auto (GStrv) styles = g_strsplit (both, ";", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  GString *merged = g_string_new (NULL);

  for (guint i = 0; styles[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (styles[i], ":", 3);
      g_autofree char *whole = ent_training_trim (styles[i], -1);
      char *name;
      char *value;
      guint at;

      if (*whole == '\0')
        continue;
      name = ent_training_trim (parts[0], -1);
      value = parts[1] != NULL ? ent_training_trim (parts[1], -1) : g_strdup ("undefined");
      if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, &at))
        {
          g_free (g_ptr_array_index (values, at));
          g_ptr_array_index (values, at) = value;
          g_free (name);
        }
      else
        {
          g_ptr_array_add (names, name);
          g_ptr_array_add (values, value);
        }
    }
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (merged, "%s%s: %s", i > 0 ? "; " : "", (char *) g_ptr_array_index (names, i),
                            (char *) g_ptr_array_index (values, i));

  return g_string_free (merged, FALSE);
}

static void
write_text_style (Writer     *self,
                  JsonObject *object)
{
  static const struct
  {
    const char *member;
    const char *property;
  } styles[] = {
    { "color", "color" }, { "fontSize", "font-size" }, { "lineHeight", "line-height" },
    { "fontFamily", "font-family" },
  };
  g_autofree char *style = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      const char *value = get_text (object, styles[i].member);
      g_autofree char *declaration = NULL;
      char *merged;

      if (value == NULL || *value == '\0')
        continue;
      declaration = g_strdup_printf ("%s: %s", styles[i].property, value);
      merged = style == NULL ? g_steal_pointer (&declaration) : merge_styles (style, declaration);
      g_free (style);
      style = merged;
    }

  g_string_append (self->out, "<span");
  if (style != NULL)
    write_text_attribute (self, "style", style);
  g_string_append_c (self->out, '>');
}

/* Whether a link may keep its address. */
static gboolean
is_allowed_address (const char *address)
{
  static const char *const schemes[] = {
    "http", "https", "ftp", "ftps", "mailto", "tel", "callto", "sms", "cid", "xmpp"
  };
  g_autoptr (GString) bare = g_string_new (NULL);
  const char *p;

  if (*address == '\0')
    return TRUE;
  for (p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0x20 && c != 0xA0 && c != 0x1680 && c != 0x180E && !(c >= 0x2000 && c <= 0x2029) && c != 0x205F &&
          c != 0x3000)
        g_string_append_unichar (bare, c);
    }

  p = bare->str;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (p, schemes[i], strlen (schemes[i])) == 0 && p[strlen (schemes[i])] == ':')
      return TRUE;
  if (*p == '\0')
    return FALSE;
  if (!g_ascii_isalpha (*p) && strchr ("+.-", *p) == NULL)
    return TRUE;
  while (g_ascii_isalpha (*p) || (*p != '\0' && strchr ("+.-", *p) != NULL))
    p++;

  return *p != ':' || !g_ascii_isalpha (*bare->str);
}

static void
write_mark_start (Writer                *self,
                  const EntTrainingMark *mark)
{
  static const char *const tags[] = { NULL, NULL, "<strong>", "<code>", "<em>", "<s>", NULL, "<u>", "<sub>", "<sup>" };
  JsonObject *object = mark->attributes;

  if (mark->type == ENT_TRAINING_MARK_HYPERLINK)
    {
      const char *href = get_text (object, "href");

      g_string_append (self->out, "<a");
      write_member (self, object, "target");
      write_member (self, object, "rel");
      write_member (self, object, "class");
      write_text_attribute (self, "href", is_allowed_address (href) ? href : "");
      write_member (self, object, "title");
      g_string_append_c (self->out, '>');
    }
  else if (mark->type == ENT_TRAINING_MARK_TEXT_STYLE)
    {
      write_text_style (self, object);
    }
  else if (mark->type == ENT_TRAINING_MARK_HIGHLIGHT)
    {
      const char *color = get_text (object, "color");
      g_autofree char *style = g_strdup_printf ("background-color: %s; color: inherit", color);

      g_string_append (self->out, "<mark");
      write_text_attribute (self, "data-color", color);
      write_text_attribute (self, "style", style);
      g_string_append_c (self->out, '>');
    }
  else
    {
      g_string_append (self->out, tags[mark->type]);
    }
}

static void
write_mark_end (Writer                *self,
                const EntTrainingMark *mark)
{
  static const char *const tags[] = {
    "</a>", "</span>", "</strong>", "</code>", "</em>", "</s>", "</mark>", "</u>", "</sub>", "</sup>"
  };

  g_string_append (self->out, tags[mark->type]);
}

static void
write_framed (Writer                *self,
              const EntTrainingNode *node,
              const char            *tag)
{
  write_content (self, node->content);
  g_string_append_printf (self->out, "</%s>", tag);
}

static void
write_heading (Writer                *self,
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
  write_alignment (self, node->attributes);
  g_string_append_c (self->out, '>');
  write_framed (self, node, tag);
}

static void
write_ordered_list (Writer                *self,
                    const EntTrainingNode *node)
{
  double start = to_number (json_object_get_member (node->attributes, "start"));

  g_string_append (self->out, "<ol");
  if (start != 1)
    {
      g_string_append (self->out, " start=\"");
      append_number (self->out, start);
      g_string_append_c (self->out, '"');
    }
  write_member (self, node->attributes, "type");
  g_string_append_c (self->out, '>');
  write_framed (self, node, "ol");
}

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
      JsonObject *cell = ((const EntTrainingNode *) g_ptr_array_index (row->content, i))->attributes;
      double span = to_number (json_object_get_member (cell, "colspan"));
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
          append_number (columns, MAX (width, MIN_COLUMN_WIDTH));
          g_string_append (columns, "px\">");
        }
    }

  g_string_append (style, fixed ? "width: " : "min-width: ");
  append_number (style, total);
  g_string_append (style, "px");

  return g_string_free (style, FALSE);
}

static void
write_table (Writer                *self,
             const EntTrainingNode *node)
{
  JsonNode *template = json_object_get_member (node->attributes, "template");
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autofree char *style = read_columns (node, columns);

  g_string_append (self->out, "<table");
  write_value (self, "template", template);
  write_text_attribute (self, "style", style);
  g_string_append (self->out, "><colgroup>");
  if (JSON_NODE_HOLDS_ARRAY (template))
    {
      JsonArray *widths = json_node_get_array (template);

      for (guint i = 0; i < json_array_get_length (widths); i++)
        g_string_append_printf (self->out, "<col width=\"%s\">", json_array_get_string_element (widths, i));
    }
  else
    {
      /* A template read back from the stored HTML is a text, which the service takes for a list. */
      if (!JSON_NODE_HOLDS_NULL (template) && g_strcmp0 (get_text (node->attributes, "template"), "") != 0)
        fail (self, "The template of a table is not a list");
      g_string_append (self->out, columns->str);
    }
  g_string_append (self->out, "</colgroup><tbody>");
  write_content (self, node->content);
  g_string_append (self->out, "</tbody></table>");
}

static void
write_cell (Writer                *self,
            const EntTrainingNode *node)
{
  gboolean is_header = node->type == ENT_TRAINING_NODE_TABLE_HEADER;
  const char *color = is_header ? NULL : get_text (node->attributes, "backgroundColor");
  JsonNode *alignment = is_header ? NULL : json_object_get_member (node->attributes, "data-text-align");
  const char *text = is_header ? NULL : get_text (node->attributes, "data-text-align");
  gboolean is_aligned = text != NULL ? *text != '\0' : alignment != NULL && to_number (alignment) != 0;

  g_string_append (self->out, is_header ? "<th" : "<td");
  write_member (self, node->attributes, "colspan");
  write_member (self, node->attributes, "rowspan");
  write_member (self, node->attributes, "colwidth");
  if (color != NULL && *color != '\0')
    {
      g_autofree char *style = g_strconcat ("background-color: ", color, NULL);

      write_text_attribute (self, "style", style);
    }
  g_string_append_c (self->out, '>');
  if (is_aligned)
    {
      g_string_append (self->out, "<p style=\"text-align: ");
      append_value (self->out, alignment);
      g_string_append (self->out, ";\">");
    }
  write_content (self, node->content);
  g_string_append (self->out, is_aligned ? "</p>" : "");
  g_string_append (self->out, is_header ? "</th>" : "</td>");
}

static void
write_iframe (Writer     *self,
              JsonObject *object)
{
  const char *width = get_text (object, "width");
  const char *height = get_text (object, "height");
  const char *style = get_text (object, "style");

  g_string_append (self->out, "<div class=\"iframe-wrapper\"><iframe");
  write_member (self, object, "src");
  write_member (self, object, "frameborder");
  write_member (self, object, "allowfullscreen");
  if (g_strcmp0 (width, "100%") == 0)
    write_text_attribute (self, "width", width);
  else if (width != NULL && *width != '\0')
    write_size (self, "width", width);
  if (height != NULL && *height != '\0')
    write_size (self, "height", height);
  if (style != NULL && *style != '\0')
    write_text_attribute (self, "style", style);
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
write_formula (Writer     *self,
               JsonObject *object)
{
  const char *equation = get_text (object, "equation");
  g_autofree char *braced = NULL;
  g_autofree char *bare = NULL;

  braced = replace_formula (equation != NULL ? equation : "",
                            "\\\\?begin\\{equation\\}\\s*\\n?\\s*\\{(.+?)\\}\\n?\\s*?\\\\?end\\{equation\\}");
  bare = replace_formula (braced, "\\\\?begin\\{equation\\}\\s*\\n?\\s*(.+?)\\n?\\s*?\\\\?end\\{equation\\}");

  g_string_append (self->out, "<span>");
  if (*bare != '\0' && *bare != '$')
    g_string_append_c (self->out, '$');
  append_escaped (self->out, bare);
  if (*bare != '\0' && bare[strlen (bare) - 1] != '$')
    g_string_append_c (self->out, '$');
  g_string_append (self->out, "</span>");
}

static void
write_video (Writer     *self,
             JsonObject *object)
{
  g_string_append (self->out, "<div class=\"video-wrapper\"><video");
  write_alignment (self, object);
  write_member (self, object, "src");
  write_member (self, object, "controls");
  write_value (self, "data-document-id", json_object_get_member (object, "documentId"));
  write_value (self, "data-document-is-captation", json_object_get_member (object, "isCaptation"));
  write_value (self, "data-video-resolution", json_object_get_member (object, "videoResolution"));
  write_size (self, "width", get_text (object, "width"));
  write_size (self, "height", get_text (object, "height"));
  g_string_append (self->out, "></video></div>");
}

static void
write_audio (Writer     *self,
             JsonObject *object)
{
  g_string_append (self->out, "<div class=\"audio-wrapper\"><audio");
  write_alignment (self, object);
  write_member (self, object, "src");
  write_value (self, "data-document-id", json_object_get_member (object, "documentId"));
  g_string_append (self->out, "></audio></div>");
}

static void
write_image (Writer     *self,
             JsonObject *object)
{
  gboolean is_smiley = JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "style"));

  g_string_append (self->out, "<img class=\"custom-image\"");
  write_alignment (self, object);
  write_member (self, object, "src");
  write_member (self, object, "alt");
  write_member (self, object, "title");
  if (get_text (object, "width") != NULL)
    write_size (self, "width", get_text (object, "width"));
  if (get_text (object, "height") != NULL)
    write_size (self, "height", get_text (object, "height"));
  if (is_smiley)
    {
      if (get_text (object, "textAlign") != NULL)
        fail (self, "The styles of a smiley do not go together");
      g_string_append (self->out, " style=\"width:1.5em;height:1.5em;font-size:16px\"");
    }
  g_string_append_c (self->out, '>');
}

static void
write_attachments (Writer     *self,
                   JsonObject *object)
{
  JsonArray *links = json_object_get_array_member (object, "links");

  g_string_append (self->out, "<div class=\"attachments\">");
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);

      g_string_append (self->out, "<a");
      write_member (self, link, "name");
      write_member (self, link, "href");
      write_value (self, "data-document-id", json_object_get_member (link, "dataDocumentId"));
      write_value (self, "data-content-type", json_object_get_member (link, "dataContentType"));
      g_string_append_c (self->out, '>');
      append_escaped (self->out, get_text (link, "name"));
      g_string_append (self->out, "</a>");
    }
  g_string_append (self->out, "</div>");
}

static void
write_linker (Writer                *self,
              const EntTrainingNode *node)
{
  JsonNode *href = json_object_get_member (node->attributes, "href");

  if (!JSON_NODE_HOLDS_NULL (href) && get_text (node->attributes, "href") == NULL)
    fail (self, "The address of a link is not a text");

  g_string_append (self->out, "<a");
  write_member (self, node->attributes, "target");
  write_member (self, node->attributes, "title");
  write_member (self, node->attributes, "class");
  write_member (self, node->attributes, "data-id");
  write_member (self, node->attributes, "data-app-prefix");
  write_value (self, "href", href);
  g_string_append_c (self->out, '>');
  write_framed (self, node, "a");
}

static void
write_node (Writer                *self,
            const EntTrainingNode *node)
{
  switch (node->type)
    {
    case ENT_TRAINING_NODE_TEXT:
      append_escaped (self->out, node->text);
      break;
    case ENT_TRAINING_NODE_LINKER:
      write_linker (self, node);
      break;
    case ENT_TRAINING_NODE_PARAGRAPH:
      g_string_append (self->out, "<p");
      write_alignment (self, node->attributes);
      g_string_append_c (self->out, '>');
      write_framed (self, node, "p");
      break;
    case ENT_TRAINING_NODE_BLOCKQUOTE:
      g_string_append (self->out, "<blockquote>");
      write_framed (self, node, "blockquote");
      break;
    case ENT_TRAINING_NODE_BULLET_LIST:
      g_string_append (self->out, "<ul>");
      write_framed (self, node, "ul");
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
    case ENT_TRAINING_NODE_LIST_ITEM:
      g_string_append (self->out, "<li>");
      write_framed (self, node, "li");
      break;
    case ENT_TRAINING_NODE_ORDERED_LIST:
      write_ordered_list (self, node);
      break;
    case ENT_TRAINING_NODE_TABLE:
      write_table (self, node);
      break;
    case ENT_TRAINING_NODE_TABLE_ROW:
      g_string_append (self->out, "<tr>");
      write_framed (self, node, "tr");
      break;
    case ENT_TRAINING_NODE_TABLE_CELL:
    case ENT_TRAINING_NODE_TABLE_HEADER:
      write_cell (self, node);
      break;
    case ENT_TRAINING_NODE_IFRAME:
      write_iframe (self, node->attributes);
      break;
    case ENT_TRAINING_NODE_MATHJAX:
      write_formula (self, node->attributes);
      break;
    case ENT_TRAINING_NODE_ALERT:
      g_string_append (self->out, "<div");
      write_member (self, node->attributes, "class");
      g_string_append_c (self->out, '>');
      write_framed (self, node, "div");
      break;
    case ENT_TRAINING_NODE_VIDEO:
      write_video (self, node->attributes);
      break;
    case ENT_TRAINING_NODE_AUDIO:
      write_audio (self, node->attributes);
      break;
    case ENT_TRAINING_NODE_IMAGE:
      write_image (self, node->attributes);
      break;
    case ENT_TRAINING_NODE_ATTACHMENTS:
      write_attachments (self, node->attributes);
      break;
    case ENT_TRAINING_NODE_DOC:
    case ENT_TRAINING_N_NODES:
      g_assert_not_reached ();
    }
}

/* Equal outer marks stay open from one node to the next. */
static void
write_content (Writer          *self,
               const GPtrArray *content)
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
        write_mark_end (self, &active->marks[--n_active]);
      active = node->marks;
      for (; n_active < n_marks; n_active++)
        write_mark_start (self, &active->marks[n_active]);
      write_node (self, node);
    }
  while (n_active > 0)
    write_mark_end (self, &active->marks[--n_active]);
}

/**
 * ent_training_document_to_html:
 * @arena: where the document lives
 * @document: a document
 * @error: return location for a #GError, with %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the stored HTML, or %NULL when the cleaner breaks on this document.
 */
char *
ent_training_document_to_html (EntTrainingArena       *arena,
                               const EntTrainingNode  *document,
                               GError                **error)
{
  Writer self = { arena, g_string_new (NULL), NULL };

  write_content (&self, document->content);
  if (self.error != NULL)
    {
      g_string_free (self.out, TRUE);
      g_propagate_error (error, self.error);
      return NULL;
    }

  return g_string_free (self.out, FALSE);
}

static void
drop_nan (JsonObject *object,
          const char *name,
          JsonNode   *value,
          gpointer    data)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_DOUBLE &&
      isnan (json_node_get_double (value)))
    {
      json_object_set_null_member (data, name);
    }
  else if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);
      JsonArray *copy = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_DOUBLE &&
              isnan (json_node_get_double (element)))
            json_array_add_null_element (copy);
          else
            json_array_add_element (copy, json_node_copy (element));
        }
      json_object_set_array_member (data, name, copy);
    }
  else
    {
      json_object_set_member (data, name, json_node_copy (value));
    }
}

static void
add_attributes (JsonObject *object,
                JsonObject *attributes)
{
  JsonObject *copy;

  if (attributes == NULL || json_object_get_size (attributes) == 0)
    return;

  copy = json_object_new ();
  json_object_foreach_member (attributes, drop_nan, copy);
  json_object_set_object_member (object, "attrs", copy);
}

static JsonObject *
node_to_json (const EntTrainingNode *node)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", ent_training_node_type_get_name (node->type));
  add_attributes (object, node->attributes);
  if (node->content != NULL && node->content->len > 0)
    {
      JsonArray *content = json_array_sized_new (node->content->len);

      for (guint i = 0; i < node->content->len; i++)
        json_array_add_object_element (content, node_to_json (g_ptr_array_index (node->content, i)));
      json_object_set_array_member (object, "content", content);
    }
  if (node->marks != NULL && node->marks->length > 0)
    {
      JsonArray *marks = json_array_sized_new (node->marks->length);

      for (guint i = 0; i < node->marks->length; i++)
        {
          JsonObject *mark = json_object_new ();

          json_object_set_string_member (mark, "type", ent_training_mark_type_get_name (node->marks->marks[i].type));
          add_attributes (mark, node->marks->marks[i].attributes);
          json_array_add_object_element (marks, mark);
        }
      json_object_set_array_member (object, "marks", marks);
    }
  if (node->text != NULL)
    json_object_set_string_member (object, "text", node->text);

  return object;
}

/**
 * ent_training_document_to_json:
 * @document: a document
 *
 * Returns: (transfer full): the editor's own form of it.
 */
JsonNode *
ent_training_document_to_json (const EntTrainingNode *document)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, node_to_json (document));

  return node;
}

static void
append_plain (GString               *out,
              const EntTrainingNode *node,
              gboolean               is_first)
{
  if (ent_training_node_type_is_block (node->type) && !is_first)
    g_string_append (out, "\n\n");
  if (node->type == ENT_TRAINING_NODE_HARD_BREAK)
    g_string_append_c (out, '\n');
  if (node->text != NULL)
    g_string_append (out, node->text);
  for (guint i = 0; node->content != NULL && i < node->content->len; i++)
    append_plain (out, g_ptr_array_index (node->content, i), FALSE);
}

/**
 * ent_training_document_to_plain:
 * @document: a document
 *
 * Returns: (transfer full): its words; every block but the first node has two line ends before it.
 */
char *
ent_training_document_to_plain (const EntTrainingNode *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < document->content->len; i++)
    append_plain (out, g_ptr_array_index (document->content, i), i == 0);

  return g_string_free (out, FALSE);
}
