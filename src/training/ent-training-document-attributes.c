/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* How the cleaner reads the attributes of what it makes of an element. Several are read as
 * JavaScript guesses them, so that "007" is the number 7 and "true" a boolean: the stored text then
 * says 7.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19,
 * @edifice.io/tiptap-extensions 2.5.12, tiptap 2.11.0 (behaviour only). */

#include "ent-training-document.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define LINK_REL "noopener noreferrer nofollow"

/* Beyond this a JavaScript number no longer counts one by one. */
#define MAX_SAFE_INTEGER 9007199254740991.0

static gboolean
is_number (const char *text)
{
  const char *p = text;
  gsize digits;

  if (*p == '+' || *p == '-')
    p++;
  digits = strspn (p, "0123456789");
  p += digits;
  if (*p == '.')
    {
      p++;
      digits = strspn (p, "0123456789");
      p += digits;
    }

  return *p == '\0' && digits > 0;
}

static void
set_number (JsonObject *object,
            const char *name,
            double      number)
{
  if (fabs (number) <= MAX_SAFE_INTEGER && number == floor (number))
    json_object_set_int_member (object, name, (gint64) number);
  else
    json_object_set_double_member (object, name, number);
}

/* The integer at the beginning of @text, or NaN. */
static double
parse_integer (const char *text)
{
  gsize space;
  gsize sign;

  while ((space = ent_training_space_length (text)) > 0)
    text += space;
  sign = *text == '+' || *text == '-';
  if (!g_ascii_isdigit (text[sign]))
    return NAN;

  g_autofree char *digits = g_strndup (text, sign + strspn (text + sign, "0123456789"));

  return g_ascii_strtod (digits, NULL);
}

static void
set_default (JsonObject *object,
             const char *name,
             const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/* The attribute as a text, or @fallback, which may be NULL for null. */
static void
read_text (EntTrainingElement *element,
           JsonObject         *object,
           const char         *name,
           const char         *attribute,
           const char         *fallback)
{
  const char *value = ent_training_element_get_attribute (element, attribute);

  set_default (object, name, value != NULL ? value : fallback);
}

/* The attribute as JavaScript guesses it. Nothing is set when it is not there. */
static gboolean
read_guess (EntTrainingElement *element,
            JsonObject         *object,
            const char         *name)
{
  const char *value = ent_training_element_get_attribute (element, name);

  if (value == NULL)
    return FALSE;

  if (is_number (value))
    set_number (object, name, g_ascii_strtod (value, NULL));
  else if (strcmp (value, "true") == 0 || strcmp (value, "false") == 0)
    json_object_set_boolean_member (object, name, *value == 't');
  else
    json_object_set_string_member (object, name, value);

  return TRUE;
}

static void
read_guess_or_null (EntTrainingElement *element,
                    JsonObject         *object,
                    const char         *name)
{
  if (!read_guess (element, object, name))
    json_object_set_null_member (object, name);
}

static void
read_alignment (EntTrainingElement *element,
                JsonObject         *object)
{
  static const char *const alignments[] = { "left", "center", "right", "justify", NULL };
  const char *value = ent_training_element_get_property (element, "textAlign");

  set_default (object, "textAlign",
               value != NULL && g_strv_contains (alignments, value) ? value : NULL);
}

/* A style without its quotes, or null. */
static void
read_style (EntTrainingElement *element,
            JsonObject         *object,
            const char         *name,
            const char         *property)
{
  const char *value = ent_training_element_get_property (element, property);
  g_autofree char *bare = NULL;

  if (value != NULL)
    {
      char *out = bare = g_strdup (value);

      for (const char *p = value; *p != '\0'; p++)
        if (*p != '"' && *p != '\'')
          *out++ = *p;
      *out = '\0';
    }
  set_default (object, name, bare);
}

static void
read_hyperlink (EntTrainingElement *element,
                JsonObject         *object)
{
  const char *target = ent_training_element_get_attribute (element, "target");

  read_text (element, object, "href", "href", NULL);
  set_default (object, "target", g_strcmp0 (target, "_blank") == 0 ? target : NULL);
  if (!read_guess (element, object, "rel"))
    json_object_set_string_member (object, "rel", LINK_REL);
  read_guess_or_null (element, object, "class");
  read_guess (element, object, "title");
}

static void
read_linker (EntTrainingElement *element,
             JsonObject         *object)
{
  const char *target = ent_training_element_get_attribute (element, "target");

  read_guess_or_null (element, object, "href");
  read_guess_or_null (element, object, "class");
  set_default (object, "target", g_strcmp0 (target, "_blank") == 0 ? target : NULL);
  read_guess_or_null (element, object, "title");
  read_guess_or_null (element, object, "data-id");
  read_guess_or_null (element, object, "data-app-prefix");
}

static void
read_text_style (EntTrainingElement *element,
                 JsonObject         *object)
{
  read_style (element, object, "color", "color");
  read_style (element, object, "fontSize", "fontSize");
  read_style (element, object, "lineHeight", "lineHeight");
  set_default (object, "fontFamily", ent_training_element_get_property (element, "fontFamily"));
}

static void
read_ordered_list (EntTrainingElement *element,
                   JsonObject         *object)
{
  const char *start = ent_training_element_get_attribute (element, "start");
  const char *type = ent_training_element_get_attribute (element, "type");

  set_number (object, "start", start != NULL ? parse_integer (start) : 1);
  if (type != NULL)
    json_object_set_string_member (object, "type", type);
}

/* How an old cell is aligned as a whole, or NULL. */
static const char *
get_cell_alignment (EntTrainingElement *element)
{
  static const char *const alignments[] = { "left", "right", "center", "justify", NULL };
  const char *alignment = NULL;

  if (ent_training_element_is (element, "td") &&
      ent_training_element_has_attribute (element, "style"))
    alignment = ent_training_element_get_property (element, "textAlign");

  return alignment != NULL && g_strv_contains (alignments, alignment) ? alignment : NULL;
}

static void
read_cell (EntTrainingElement *element,
           JsonObject         *object,
           gboolean            header)
{
  const char *widths = ent_training_element_get_attribute (element, "colwidth");

  if (!read_guess (element, object, "colspan"))
    json_object_set_int_member (object, "colspan", 1);
  if (!read_guess (element, object, "rowspan"))
    json_object_set_int_member (object, "rowspan", 1);

  if (widths != NULL && *widths != '\0')
    {
      g_auto (GStrv) parts = g_strsplit (widths, ",", -1);
      JsonArray *array = json_array_new ();

      for (guint i = 0; parts[i] != NULL; i++)
        {
          double width = parse_integer (parts[i]);

          if (isnan (width))
            json_array_add_double_element (array, width);
          else
            json_array_add_int_element (array, (gint64) width);
        }
      json_object_set_array_member (object, "colwidth", array);
    }
  else
    {
      json_object_set_null_member (object, "colwidth");
    }

  if (header)
    return;
  read_style (element, object, "backgroundColor", "backgroundColor");
  if (!read_guess (element, object, "data-text-align"))
    set_default (object, "data-text-align", get_cell_alignment (element));
}

static void
read_iframe (EntTrainingElement *element,
             JsonObject         *object)
{
  read_guess_or_null (element, object, "src");
  if (!read_guess (element, object, "frameborder"))
    json_object_set_int_member (object, "frameborder", 0);
  json_object_set_boolean_member (object, "allowfullscreen", TRUE);
  read_text (element, object, "width", "width", NULL);
  read_text (element, object, "height", "height", NULL);
  read_text (element, object, "style", "style", NULL);
}

static void
read_formula (EntTrainingElement *element,
              JsonObject         *object)
{
  const char *equation = NULL;

  for (const EntTrainingElement *child = element->first; child != NULL; child = child->next)
    if (child->text != NULL)
      equation = child->text->str;
  set_default (object, "equation", equation);
}

static void
read_video (EntTrainingElement *element,
            JsonObject         *object)
{
  const char *controls = ent_training_element_get_attribute (element, "controls");

  read_alignment (element, object);
  read_text (element, object, "src", "src", NULL);
  if (controls != NULL && *controls != '\0')
    json_object_set_string_member (object, "controls", controls);
  else
    json_object_set_boolean_member (object, "controls", controls != NULL);
  read_text (element, object, "documentId", "data-document-id", "");
  if (ent_training_element_has_attribute (element, "data-document-is-captation"))
    read_text (element, object, "isCaptation", "data-document-is-captation", NULL);
  else
    json_object_set_boolean_member (object, "isCaptation", FALSE);
  read_text (element, object, "videoResolution", "data-video-resolution", "404x720");
  read_text (element, object, "width", "width", NULL);
  read_text (element, object, "height", "height", NULL);
}

static void
read_audio (EntTrainingElement *element,
            JsonObject         *object)
{
  read_alignment (element, object);
  read_text (element, object, "src", "src", NULL);
  read_text (element, object, "documentId", "data-document-id", "");
}

static gboolean
is_smiley (const char *source)
{
  static const char *const names[] = { "happy.png", "proud.png", "dreamy.png",  "love.png",
                                       "tired.png", "angry.png", "worried.png", "sick.png",
                                       "joker.png", "sad.png" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (source, names[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
read_image (EntTrainingElement *element,
            JsonObject         *object)
{
  gboolean smiley = is_smiley (ent_training_element_get_attribute (element, "src"));
  const char *width = ent_training_element_get_property (element, "width");

  read_alignment (element, object);
  read_guess (element, object, "src");
  read_text (element, object, "alt", "alt", NULL);
  read_text (element, object, "title", "title", NULL);
  if (!read_guess (element, object, "size"))
    json_object_set_string_member (object, "size", "medium");
  read_text (element, object, "width", "width",
             smiley ? "null" : width != NULL && *width != '\0' ? width : "350");
  read_text (element, object, "height", "height", smiley ? "null" : NULL);
  json_object_set_null_member (object, "style");
  if (smiley)
    {
      JsonObject *style = json_object_new ();

      json_object_set_string_member (style, "width", "1.5em");
      json_object_set_string_member (style, "height", "1.5em");
      json_object_set_string_member (style, "fontSize", "16px");
      json_object_set_object_member (object, "style", style);
    }
}

static gboolean
read_links (EntTrainingElement  *element,
            JsonArray           *links,
            GError             **error)
{
  if (ent_training_element_is (element, "a"))
    {
      const char *href = ent_training_element_get_attribute (element, "href");
      const char *id = ent_training_element_get_attribute (element, "data-document-id");
      g_autoptr (GString) name = g_string_new (NULL);
      JsonObject *link;

      if (href == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "An attachment has no address");
          return FALSE;
        }
      if (id == NULL || *id == '\0')
        {
          const char *slash = strrchr (href, '/');

          id = slash != NULL ? slash + 1 : href;
        }
      ent_training_element_add_text (element, name);

      link = json_object_new ();
      json_object_set_string_member (link, "href", href);
      json_object_set_string_member (link, "name", name->str);
      set_default (link, "dataDocumentId", *id != '\0' ? id : NULL);
      set_default (link, "dataContentType",
                   ent_training_element_get_attribute (element, "data-content-type"));
      json_array_add_object_element (links, link);
    }

  for (EntTrainingElement *child = element->first; child != NULL; child = child->next)
    if (!read_links (child, links, error))
      return FALSE;

  return TRUE;
}

static void
add_columns (EntTrainingElement *element,
             JsonArray          *widths,
             gboolean           *is_over)
{
  static const char *const classes[][2] = { { "three", "25%" },
                                            { "four", "33.33%" },
                                            { "six", "50%" },
                                            { "eight", "66.66%" },
                                            { "nine", "75%" } };
  guint i;

  if (ent_training_element_has_class (element, "column") &&
      ent_training_element_has_class (element, "cell"))
    {
      if (ent_training_element_has_class (element, "image-template"))
        {
          json_array_add_string_element (widths, "30%");
          json_array_add_string_element (widths, "70%");
          *is_over = TRUE;
          return;
        }
      for (i = 0; i < G_N_ELEMENTS (classes); i++)
        if (ent_training_element_has_class (element, classes[i][0]))
          break;
      json_array_add_string_element (widths, i < G_N_ELEMENTS (classes) ? classes[i][1] : "");
    }

  for (EntTrainingElement *child = element->first; child != NULL && !*is_over; child = child->next)
    add_columns (child, widths, is_over);
}

/**
 * ent_training_element_list_columns:
 * @element: an old page template
 *
 * The columns of a template are all the ".column.cell" inside, with their width by their class.
 *
 * Returns: (transfer full): their widths.
 */
JsonArray *
ent_training_element_list_columns (EntTrainingElement *element)
{
  JsonArray *widths = json_array_new ();
  gboolean is_over = FALSE;

  add_columns (element, widths, &is_over);

  return widths;
}

static void
read_table (EntTrainingElement *element,
            JsonObject         *object)
{
  if (read_guess (element, object, "template"))
    return;
  if (ent_training_element_is (element, "div"))
    json_object_set_array_member (object, "template", ent_training_element_list_columns (element));
  else
    json_object_set_null_member (object, "template");
}

static void
read_heading (EntTrainingElement *element,
              JsonObject         *object)
{
  read_alignment (element, object);
  if (!read_guess (element, object, "level"))
    json_object_set_int_member (object, "level", element->name[1] - '0');
}

static gboolean
read_attachments (EntTrainingElement  *element,
                  JsonObject          *object,
                  GError             **error)
{
  JsonArray *links = json_array_new ();

  json_object_set_array_member (object, "links", links);

  return read_links (element, links, error);
}

/**
 * ent_training_node_read_attributes:
 * @element: an element, or a blank one for a node that no element asked for
 * @type: what is made of it
 * @error: return location for a #GError, with %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer none) (nullable): the attributes of the node; %NULL when its kind has none,
 * and @error is then unset, or when the cleaner breaks on them.
 */
JsonObject *
ent_training_node_read_attributes (EntTrainingElement   *element,
                                   EntTrainingNodeType   type,
                                   GError              **error)
{
  JsonObject *object = ent_training_arena_new_object (element->arena);

  switch (type)
    {
    case ENT_TRAINING_NODE_LINKER:
      read_linker (element, object);
      break;
    case ENT_TRAINING_NODE_PARAGRAPH:
      read_alignment (element, object);
      break;
    case ENT_TRAINING_NODE_CODE_BLOCK:
      json_object_set_null_member (object, "language");
      break;
    case ENT_TRAINING_NODE_HEADING:
      read_heading (element, object);
      break;
    case ENT_TRAINING_NODE_ORDERED_LIST:
      read_ordered_list (element, object);
      break;
    case ENT_TRAINING_NODE_TABLE:
      read_table (element, object);
      break;
    case ENT_TRAINING_NODE_TABLE_CELL:
    case ENT_TRAINING_NODE_TABLE_HEADER:
      read_cell (element, object, type == ENT_TRAINING_NODE_TABLE_HEADER);
      break;
    case ENT_TRAINING_NODE_IFRAME:
      read_iframe (element, object);
      break;
    case ENT_TRAINING_NODE_MATHJAX:
      read_formula (element, object);
      break;
    case ENT_TRAINING_NODE_ALERT:
      read_text (element, object, "class", "class", "info");
      break;
    case ENT_TRAINING_NODE_VIDEO:
      read_video (element, object);
      break;
    case ENT_TRAINING_NODE_AUDIO:
      read_audio (element, object);
      break;
    case ENT_TRAINING_NODE_IMAGE:
      read_image (element, object);
      break;
    case ENT_TRAINING_NODE_ATTACHMENTS:
      return read_attachments (element, object, error) ? object : NULL;
    default:
      return NULL;
    }

  return object;
}

/**
 * ent_training_mark_read_attributes:
 * @element: an element
 * @type: the mark made of it
 *
 * Returns: (transfer none) (nullable): the attributes of the mark; %NULL when its kind has none.
 */
JsonObject *
ent_training_mark_read_attributes (EntTrainingElement  *element,
                                   EntTrainingMarkType  type)
{
  JsonObject *object;

  if (type != ENT_TRAINING_MARK_HYPERLINK && type != ENT_TRAINING_MARK_TEXT_STYLE)
    return NULL;

  object = ent_training_arena_new_object (element->arena);
  if (type == ENT_TRAINING_MARK_HYPERLINK)
    read_hyperlink (element, object);
  else
    read_text_style (element, object);

  return object;
}

/**
 * ent_training_default_attributes:
 * @arena: where they live
 * @type: a kind of node
 *
 * Returns: (transfer none) (nullable): the attributes of a node that no element asked for; %NULL
 * when its kind has none.
 */
JsonObject *
ent_training_default_attributes (EntTrainingArena    *arena,
                                 EntTrainingNodeType  type)
{
  return ent_training_node_read_attributes (ent_training_element_new (arena, ""), type, NULL);
}
