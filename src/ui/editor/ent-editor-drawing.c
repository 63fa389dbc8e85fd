/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-drawing.h"

#include "ent-editor-tag.h"

/* Pixels. */
#define MARKER_GAP 8

/**
 * ent_editor_drawing_get_width:
 * @self: a view
 *
 * Returns: how wide its column of text is, in pixels
 */
int
ent_editor_drawing_get_width (EntEditorView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - gtk_text_view_get_left_margin (view) -
              gtk_text_view_get_right_margin (view), 24);
}

static char *
dup_letters (int      number,
             gboolean upper)
{
  char letters[8] = "";
  int at = (int) sizeof (letters) - 1;

  letters[at] = '\0';
  for (; number > 0 && at > 0; number = (number - 1) / 26)
    letters[--at] = (char) ((upper ? 'A' : 'a') + (number - 1) % 26);
  return g_strconcat (letters + at, ".", NULL);
}

static char *
dup_roman (int      number,
           gboolean upper)
{
  static const struct { int value; const char *letters; } parts[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" },
    { 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" },
  };
  g_autoptr (GString) roman = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (; number >= parts[i].value; number -= parts[i].value)
      g_string_append (roman, parts[i].letters);
  g_string_append_c (roman, '.');
  return upper ? g_ascii_strup (roman->str, -1) : g_strdup (roman->str);
}

static char *
dup_marker_words (EntBlock *block,
                  int       marker)
{
  static const char *bullets[] = { "•", "◦", "▪" };
  EntContainer *list = ent_container_get_list (ent_block_get_container (block));
  const char *type;

  if (marker < 0)
    return g_strdup (bullets[(ent_block_get_list_level (block) - 1) % G_N_ELEMENTS (bullets)]);

  type = ent_container_get_list_type (list);
  if (type != NULL && g_ascii_tolower (*type) == 'a')
    return dup_letters (marker, *type == 'A');
  if (type != NULL && g_ascii_tolower (*type) == 'i')
    return dup_roman (MIN (marker, 3999), *type == 'I');
  return g_strdup_printf ("%d.", marker);
}

static void
draw_marker (EntEditorView     *self,
             GtkSnapshot       *snapshot,
             const GtkTextIter *line,
             EntBlock          *block,
             int                marker,
             const GdkRGBA     *color)
{
  g_autofree char *words = dup_marker_words (block, marker);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  GdkRectangle place;
  int width, height, x;

  /* Where the words begin is said by the margin, not by the first character: the line may be centred. */
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), line, &place);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + ent_editor_get_indent (block);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - MARKER_GAP - width),
                                                          (float) (place.y + (MIN (place.height, 2 * height) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A pane is a coloured ground and a bar before it, as the ENT shows it. */
static void
draw_pane (EntEditorView *self,
           GtkSnapshot   *snapshot,
           EntBlock      *block,
           int            y,
           int            height)
{
  const char *type = ent_editor_get_pane_type (block);
  float x = (float) gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
  GdkRGBA color;

  if (type == NULL)
    return;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       g_str_equal (type, "warning") ? "warning_color" :
                                       g_str_equal (type, "success") ? "success_color" : "accent_color", &color))
    return;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x, (float) y, 4.0f, (float) height));
  color.alpha *= 0.12f;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x + 4, (float) y, (float) ent_editor_drawing_get_width (self) - 4, (float) height));
}

static void
draw_bars (EntEditorView     *self,
           GtkSnapshot       *snapshot,
           EntBlock          *block,
           int                y,
           int                height,
           const GdkRGBA     *color)
{
  GdkRGBA pale = *color;
  guint depth = ent_block_get_quote_depth (block);
  int x = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));

  pale.alpha *= 0.25f;
  draw_pane (self, snapshot, block, y, height);
  for (guint i = 0; i < depth; i++)
    gtk_snapshot_append_color (snapshot, &pale,
                               &GRAPHENE_RECT_INIT ((float) (x + (int) i * 18), (float) y, 3.0f, (float) height));
}

static gboolean
is_blank (EntEditorView *self)
{
  EntEditorBuffer *buffer = ent_editor_view_get_buffer (self);

  return ent_editor_buffer_get_n_lines (buffer) == 1 &&
         gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)) == 1 &&
         ent_block_get_list_level (ent_editor_buffer_get_block_here (buffer)) == 0;
}

static void
draw_placeholder (EntEditorView *self,
                  GtkSnapshot   *snapshot,
                  const char    *words,
                  const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  GdkRGBA pale = *color;
  GdkRectangle place;
  GtkTextIter start;

  pale.alpha *= 0.5f;
  pango_layout_set_width (layout, ent_editor_drawing_get_width (self) * PANGO_SCALE);
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &start, &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y));
  gtk_snapshot_append_layout (snapshot, layout, &pale);
  gtk_snapshot_restore (snapshot);
}

/**
 * ent_editor_drawing_snapshot:
 * @self: a view
 * @snapshot: drawn on below the text
 * @placeholder: (nullable): shown, greyed, if there is no text
 */
void
ent_editor_drawing_snapshot (EntEditorView *self,
                             GtkSnapshot   *snapshot,
                             const char    *placeholder)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  EntEditorBuffer *buffer = ent_editor_view_get_buffer (self);
  guint n_lines = ent_editor_buffer_get_n_lines (buffer);
  GdkRectangle shown;
  GtkTextIter iter;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (placeholder != NULL && is_blank (self))
    draw_placeholder (self, snapshot, placeholder, &color);

  gtk_text_view_get_visible_rect (view, &shown);
  gtk_text_view_get_line_at_y (view, &iter, shown.y, NULL);
  do
    {
      guint line = (guint) gtk_text_iter_get_line (&iter);
      EntBlock *block;
      int y, height, marker;

      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      if (line >= n_lines || y > shown.y + shown.height)
        return;

      block = ent_editor_buffer_get_block (buffer, line);
      marker = ent_editor_buffer_get_marker (buffer, line);
      draw_bars (self, snapshot, block, y, height, &color);
      if (marker != 0)
        draw_marker (self, snapshot, &iter, block, marker, &color);
    }
  while (gtk_text_iter_forward_line (&iter));
}
