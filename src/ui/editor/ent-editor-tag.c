/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-tag.h"

/* Pixels. */
#define LIST_INDENT 28
#define QUOTE_INDENT 18
#define PANE_INDENT 14

/* What 100 % is in the ENT's editor. */
#define NORMAL_FONT_PX 16.0

struct _EntEditorTag
{
  GtkTextTag  parent_instance;

  EntMarks   *marks;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntEditorTag, ent_editor_tag, GTK_TYPE_TEXT_TAG)

static void
ent_editor_tag_finalize (GObject *object)
{
  EntEditorTag *self = ENT_EDITOR_TAG (object);

  g_clear_pointer (&self->marks, ent_marks_unref);

  G_OBJECT_CLASS (ent_editor_tag_parent_class)->finalize (object);
}

static void
ent_editor_tag_class_init (EntEditorTagClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_editor_tag_finalize;
}

static void
ent_editor_tag_init (EntEditorTag *self)
{
}

static void
show_flags (EntEditorTag *self,
            EntMarkFlags  flags)
{
  if (flags & ENT_MARK_BOLD)
    g_object_set (self, "weight", PANGO_WEIGHT_BOLD, NULL);
  if (flags & ENT_MARK_ITALIC)
    g_object_set (self, "style", PANGO_STYLE_ITALIC, NULL);
  if (flags & ENT_MARK_UNDERLINE)
    g_object_set (self, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  if (flags & ENT_MARK_STRIKE)
    g_object_set (self, "strikethrough", TRUE, NULL);
  if (flags & ENT_MARK_CODE)
    g_object_set (self, "family", "monospace", "background", "rgba(128,128,128,.18)", NULL);
  if (flags & (ENT_MARK_SUBSCRIPT | ENT_MARK_SUPERSCRIPT))
    g_object_set (self,
                  "scale", 0.75,
                  "rise", (flags & ENT_MARK_SUBSCRIPT) ? -3 * PANGO_SCALE : 5 * PANGO_SCALE,
                  NULL);
}

/* The ENT's own fonts, and what is next to them where they are not installed. */
static char *
dup_shown_family (const char *family)
{
  static const struct { const char *name; const char *other; } families[] = {
    { "Lora", "serif" },
    { "IBM Plex Mono", "monospace" },
    { "Ecriture A", "cursive" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_equal (families[i].name, family))
      return g_strconcat (family, ",", families[i].other, NULL);
  return g_strdup (family);
}

static void
show_styles (EntEditorTag *self)
{
  const char *color = ent_marks_get_style (self->marks, ENT_STYLE_COLOR);
  const char *highlight = ent_marks_get_style (self->marks, ENT_STYLE_HIGHLIGHT);
  const char *size = ent_marks_get_style (self->marks, ENT_STYLE_FONT_SIZE);
  const char *family = ent_marks_get_style (self->marks, ENT_STYLE_FONT_FAMILY);
  const char *height = ent_marks_get_style (self->marks, ENT_STYLE_LINE_HEIGHT);
  GdkRGBA rgba;
  char *end = NULL;
  double number;

  if (highlight != NULL && gdk_rgba_parse (&rgba, highlight))
    {
      /* The ENT's highlights are pale: dark words stay readable on them in the dark style too. */
      g_object_set (self, "background-rgba", &rgba, "foreground", "#1e1e1e", NULL);
    }
  if (color != NULL && gdk_rgba_parse (&rgba, color))
    g_object_set (self, "foreground-rgba", &rgba, NULL);
  if (family != NULL && *family != '\0')
    {
      g_autofree char *shown = dup_shown_family (family);

      g_object_set (self, "family", shown, NULL);
    }

  number = size != NULL ? g_ascii_strtod (size, &end) : 0.0;
  if (number >= 6.0 && number <= 120.0 && g_str_equal (end, "px"))
    g_object_set (self, "scale", number / NORMAL_FONT_PX, NULL);

  number = height != NULL ? g_ascii_strtod (height, &end) : 0.0;
  if (number >= 0.8 && number <= 4.0 && *end == '\0')
    g_object_set (self, "line-height", (float) number, NULL);
}

/**
 * ent_editor_tag_new:
 * @marks: what a text wears
 *
 * Returns: (transfer full): a tag that shows @marks
 */
EntEditorTag *
ent_editor_tag_new (EntMarks *marks)
{
  EntEditorTag *self;

  g_return_val_if_fail (marks != NULL, NULL);

  self = g_object_new (ENT_TYPE_EDITOR_TAG, NULL);
  self->marks = ent_marks_ref (marks);
  if (ent_marks_get_link (marks) != NULL)
    g_object_set (self, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  show_flags (self, ent_marks_get_flags (marks));
  show_styles (self);
  return self;
}

/**
 * ent_editor_tag_get_marks:
 * @self: a tag
 *
 * Returns: (transfer none): the marks it stands for
 */
EntMarks *
ent_editor_tag_get_marks (EntEditorTag *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_TAG (self), NULL);

  return self->marks;
}

/**
 * ent_editor_tag_set_link_color:
 * @self: a tag
 * @color: the colour of links in the present style
 *
 * Paints a link that has no colour of its own; does nothing to the other tags.
 */
void
ent_editor_tag_set_link_color (EntEditorTag  *self,
                               const GdkRGBA *color)
{
  g_return_if_fail (ENT_IS_EDITOR_TAG (self));
  g_return_if_fail (color != NULL);

  if (ent_marks_get_link (self->marks) != NULL &&
      ent_marks_get_style (self->marks, ENT_STYLE_COLOR) == NULL &&
      ent_marks_get_style (self->marks, ENT_STYLE_HIGHLIGHT) == NULL)
    g_object_set (self, "foreground-rgba", color, NULL);
}

static guint
count_panes (EntBlock *block)
{
  EntContainer *container = ent_block_get_container (block);
  guint n = 0;

  for (; container != NULL; container = ent_container_get_parent (container))
    n += ent_container_get_kind (container) == ENT_CONTAINER_PANE;
  return n;
}

/**
 * ent_editor_get_pane_type:
 * @block: a block
 *
 * Returns: (transfer none) (nullable): "info", "success" or "warning" if it is in an information pane or is an old coloured line
 */
const char *
ent_editor_get_pane_type (EntBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  if (ent_block_get_type_of (block) == ENT_BLOCK_ALERT)
    return ent_block_get_attribute (block, "class");
  for (EntContainer *container = ent_block_get_container (block); container != NULL;
       container = ent_container_get_parent (container))
    if (ent_container_get_kind (container) == ENT_CONTAINER_PANE)
      return ent_container_get_pane_type (container);
  return NULL;
}

/**
 * ent_editor_get_indent:
 * @block: a block
 *
 * Returns: how far its words begin from the margin of the text, in pixels
 */
int
ent_editor_get_indent (EntBlock *block)
{
  g_return_val_if_fail (block != NULL, 0);

  return (int) ent_block_get_list_level (block) * LIST_INDENT +
         (int) ent_block_get_quote_depth (block) * QUOTE_INDENT +
         (int) (count_panes (block) + (ent_block_get_type_of (block) == ENT_BLOCK_ALERT)) * PANE_INDENT;
}

/**
 * ent_editor_dup_line_tag_name:
 * @block: a block
 *
 * Returns: (transfer full): a name that two blocks share when their lines look alike
 */
char *
ent_editor_dup_line_tag_name (EntBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  return g_strdup_printf ("line:%d:%u:%d:%d:%d",
                          ent_block_get_type_of (block),
                          ent_block_get_level (block),
                          ent_block_get_align (block),
                          ent_editor_get_indent (block),
                          ent_block_get_quote_depth (block) > 0);
}

static void
show_heading (GtkTextTag *tag,
              guint       level)
{
  static const double scales[] = { 1.6, 1.3, 1.15, 1.0, 1.0, 1.0 };

  g_object_set (tag,
                "weight", PANGO_WEIGHT_BOLD,
                "scale", scales[CLAMP (level, 1, G_N_ELEMENTS (scales)) - 1],
                "pixels-above-lines", 12,
                "pixels-below-lines", 6,
                NULL);
}

static GtkJustification
get_justification (EntAlign align)
{
  switch (align)
    {
    case ENT_ALIGN_CENTER:
      return GTK_JUSTIFY_CENTER;
    case ENT_ALIGN_RIGHT:
      return GTK_JUSTIFY_RIGHT;
    case ENT_ALIGN_JUSTIFY:
      return GTK_JUSTIFY_FILL;
    case ENT_ALIGN_NONE:
    case ENT_ALIGN_LEFT:
    default:
      return GTK_JUSTIFY_LEFT;
    }
}

/**
 * ent_editor_make_line_tag:
 * @name: its name, from ent_editor_dup_line_tag_name ()
 * @block: a block
 *
 * Returns: (transfer full): a tag that gives a line the look of @block
 */
GtkTextTag *
ent_editor_make_line_tag (const char *name,
                          EntBlock   *block)
{
  GtkTextTag *tag;
  EntBlockType type;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (block != NULL, NULL);

  tag = gtk_text_tag_new (name);
  type = ent_block_get_type_of (block);
  g_object_set (tag,
                "accumulative-margin", TRUE,
                "left-margin", ent_editor_get_indent (block),
                "justification", get_justification (ent_block_get_align (block)),
                "pixels-above-lines", ent_block_get_list_level (block) > 0 ? 2 : 6,
                "pixels-below-lines", ent_block_get_list_level (block) > 0 ? 2 : 6,
                NULL);

  if (type == ENT_BLOCK_HEADING)
    show_heading (tag, ent_block_get_level (block));
  else if (type == ENT_BLOCK_CODE)
    g_object_set (tag, "family", "monospace", "scale", 0.92, NULL);
  else if (type == ENT_BLOCK_ALERT)
    g_object_set (tag, "weight", PANGO_WEIGHT_SEMIBOLD, NULL);
  else if (ent_block_get_quote_depth (block) > 0)
    g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);

  return tag;
}
