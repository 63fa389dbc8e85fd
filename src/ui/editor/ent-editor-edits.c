/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* Characters that come and go, and which line is which block afterwards: the handlers by which EntEditorBuffer replaces
 * those of GtkTextBuffer. */

static GtkTextBufferClass *
get_parent_class (GtkTextBuffer *buffer)
{
  return g_type_class_peek_parent (GTK_TEXT_BUFFER_GET_CLASS (buffer));
}

/* ---- characters come ---- */

/* CR, CRLF and U+2029 would cut the line without our seeing it; U+FFFC would pass for an object. */
static char *
dup_clean_text (const char *text,
                int         length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\r' || c == 0x2029)
        c = '\n';
      if (c != ENT_EDITOR_OBJECT)
        g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

void
ent_editor_edits_leave_last_line (EntEditorBuffer *self,
                                  GtkTextIter     *iter)
{
  if (gtk_text_iter_get_line (iter) >= (int) self->lines->len)
    {
      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), iter, (int) self->lines->len);
      gtk_text_iter_backward_char (iter);
    }
}

static guint
count_newlines (const char *text)
{
  guint n = 0;

  for (const char *p = strchr (text, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n++;
  return n;
}

/* An object keeps its line for itself: what is written beside it gets a line of its own. Returns how many characters stand
 * between the end of what was asked and the object (0 or 1). */
static int
keep_object_alone (EntEditorBuffer    *self,
                   const GtkTextIter  *at,
                   char              **text)
{
  EntBlock *block = ent_editor_buffer_line (self, (guint) gtk_text_iter_get_line (at))->block;
  gboolean before = gtk_text_iter_starts_line (at);
  char *apart;

  if (!ent_editor_lines_is_object (block) ||
      (before ? g_str_has_suffix (*text, "\n") : g_str_has_prefix (*text, "\n")))
    return 0;

  apart = g_strconcat (before ? "" : "\n", *text, before ? "\n" : "", NULL);
  g_free (*text);
  *text = apart;
  return before ? 1 : 0;
}

/* After @n_new line ends came at @offset of @line, which had @length characters: which block is which line? */
static void
insert_lines (EntEditorBuffer *self,
              guint            line,
              int              offset,
              int              length,
              const char      *text,
              guint            n_new)
{
  EntBlock *block = ent_editor_buffer_line (self, line)->block;
  EntContainer *item = ent_container_get_item (ent_block_get_container (block));
  gboolean above = offset == 0 && length > 0;
  gboolean last_touched = *(strrchr (text, '\n') + 1) != '\0';

  if (above)
    {
      for (guint i = 0; i < n_new; i++)
        {
          g_autoptr (EntBlock) next = ent_editor_outline_make_next (self, block);
          EntEditorLine fresh = ent_editor_line_make (next, TRUE);

          g_array_insert_val (self->lines, line + i, fresh);
        }
      ent_editor_buffer_line (self, line + n_new)->dirty |= last_touched;
    }
  else
    {
      ent_editor_buffer_line (self, line)->dirty |= *text != '\n' || offset < length;
      for (guint i = 0; i < n_new; i++)
        {
          gboolean is_rest = offset < length || ent_block_get_type_of (block) != ENT_BLOCK_HEADING;
          g_autoptr (EntBlock) next = is_rest ? ent_editor_outline_make_next (self, block)
                                              : ent_editor_outline_make_blank (ent_block_get_container (block));
          EntEditorLine fresh = ent_editor_line_make (next, TRUE);

          g_array_insert_val (self->lines, line + 1 + i, fresh);
        }
    }

  g_array_set_size (self->markers, 0);
  for (guint i = 0; i <= n_new; i++)
    ent_editor_lines_dress (self, line + i);

  /* What stood under this item now stands under the last of the new ones. */
  if (!above && item != NULL && line + n_new + 1 < self->lines->len)
    {
      EntBlock *last = ent_editor_buffer_line (self, line + n_new)->block;
      EntContainer *last_item = ent_container_get_item (ent_block_get_container (last));

      if (last_item != item)
        ent_editor_outline_rebase (self, line + n_new + 1, item, last_item);
    }
}

/**
 * ent_editor_edits_dress_words:
 * @self: a buffer
 * @start: offset of words that wear the same marks
 * @end: offset after them
 * @marks: (nullable): what they are to wear instead
 */
void
ent_editor_edits_dress_words (EntEditorBuffer *self,
                              int              start,
                              int              end,
                              EntMarks        *marks)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  EntEditorTag *tag = ent_editor_lines_ensure_tag (self, marks);
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);

  self->quiet++;
  for (guint i = 0; i < self->mark_tags->len; i++)
    {
      GtkTextTag *other = g_ptr_array_index (self->mark_tags, i);

      if (other != GTK_TEXT_TAG (tag) && gtk_text_iter_has_tag (&from, other))
        gtk_text_buffer_remove_tag (buffer, other, &from, &to);
    }
  if (tag != NULL)
    gtk_text_buffer_apply_tag (buffer, GTK_TEXT_TAG (tag), &from, &to);
  self->quiet--;
}

/* Where the next words of a line cut in two go on with the marks of the first. */
static void
keep_marks_for_next (EntEditorBuffer *self,
                     const char      *text,
                     EntMarks        *marks)
{
  EntEditorPlace place = ent_editor_buffer_get_place (self);
  EntBlock *block;

  ent_editor_buffer_forget_pending (self);
  if (!g_str_equal (text, "\n") || marks == NULL || place.line == 0 || place.offset != 0)
    return;

  block = ent_editor_buffer_line (self, (guint) place.line - 1)->block;
  if (ent_block_get_type_of (block) == ENT_BLOCK_HEADING)
    return;

  self->pending = ent_marks_with_link (marks, NULL);
  self->has_pending = self->pending != NULL;
}

void
ent_editor_edits_insert_text (GtkTextBuffer *buffer,
                              GtkTextIter   *pos,
                              const char    *new_text,
                              int            new_text_length)
{
  EntEditorBuffer *self = ENT_EDITOR_BUFFER (buffer);
  GtkTextBufferClass *parent_class = get_parent_class (buffer);
  g_autofree char *text = NULL;
  g_autoptr (EntMarks) marks = NULL;
  int start, end, offset, length, behind;
  guint line, n_new;
  gboolean is_space;

  if (self->quiet > 0)
    {
      parent_class->insert_text (buffer, pos, new_text, new_text_length);
      return;
    }

  text = dup_clean_text (new_text, new_text_length);
  if (*text == '\0')
    return;

  ent_editor_edits_leave_last_line (self, pos);
  behind = keep_object_alone (self, pos, &text);
  line = (guint) gtk_text_iter_get_line (pos);
  offset = gtk_text_iter_get_line_offset (pos);
  length = gtk_text_iter_get_chars_in_line (pos) - 1;
  start = gtk_text_iter_get_offset (pos);
  marks = self->has_pending ? (self->pending != NULL ? ent_marks_ref (self->pending) : NULL)
                            : ent_editor_marks_dup_inherited (self, pos);
  n_new = count_newlines (text);
  is_space = g_unichar_isspace (g_utf8_get_char (text));
  ent_editor_buffer_before_change (self, n_new > 0 ? ENT_EDITOR_STEP_OTHER : ENT_EDITOR_STEP_TYPING,
                                   start, start, is_space);

  parent_class->insert_text (buffer, pos, text, (int) strlen (text));
  end = gtk_text_iter_get_offset (pos);
  if (n_new > 0)
    insert_lines (self, line, offset, length, text, n_new);
  else
    ent_editor_buffer_line (self, line)->dirty = TRUE;
  if (n_new == 0 && offset == 0)
    ent_editor_lines_dress (self, line);
  ent_editor_edits_dress_words (self, start, end, marks);

  gtk_text_buffer_get_iter_at_offset (buffer, pos, end - behind);
  if (behind > 0)
    gtk_text_buffer_place_cursor (buffer, pos);
  keep_marks_for_next (self, text, marks);
  ent_editor_buffer_after_change (self, end - behind, is_space);
}

/* Only our own objects and tags may come in: a paste or a drop from elsewhere brings its words alone. */
void
ent_editor_edits_insert_child_anchor (GtkTextBuffer      *buffer,
                                      GtkTextIter        *iter,
                                      GtkTextChildAnchor *anchor)
{
  if (ENT_EDITOR_BUFFER (buffer)->quiet > 0)
    get_parent_class (buffer)->insert_child_anchor (buffer, iter, anchor);
}

void
ent_editor_edits_insert_paintable (GtkTextBuffer *buffer,
                                   GtkTextIter   *iter,
                                   GdkPaintable  *paintable)
{
}

void
ent_editor_edits_apply_tag (GtkTextBuffer     *buffer,
                            GtkTextTag        *tag,
                            const GtkTextIter *start,
                            const GtkTextIter *end)
{
  if (ENT_EDITOR_BUFFER (buffer)->quiet > 0)
    get_parent_class (buffer)->apply_tag (buffer, tag, start, end);
}

/* ---- characters go ---- */

static gboolean
is_object_line (EntEditorBuffer   *self,
                const GtkTextIter *iter)
{
  return ent_editor_lines_is_object (ent_editor_buffer_line (self, (guint) gtk_text_iter_get_line (iter))->block);
}

/* An object is deleted whole or not at all, and never shares its line. */
static void
spare_objects (EntEditorBuffer *self,
               GtkTextIter     *start,
               GtkTextIter     *end)
{
  gtk_text_iter_order (start, end);
  ent_editor_edits_leave_last_line (self, end);
  if (gtk_text_iter_compare (start, end) >= 0)
    {
      *start = *end;
      return;
    }
  if (gtk_text_iter_get_line (start) == gtk_text_iter_get_line (end))
    return;

  if (is_object_line (self, start) && !gtk_text_iter_starts_line (start))
    gtk_text_iter_forward_line (start);
  if (is_object_line (self, end) && gtk_text_iter_starts_line (end) &&
      !gtk_text_iter_starts_line (start))
    gtk_text_iter_backward_char (end);
}

/* What is left of the lines from @first to @last, of which the words from @o1 to @o2 are gone. */
static void
join_lines (EntEditorBuffer *self,
            guint            first,
            guint            last,
            int              o1,
            int              o2,
            int              length1,
            int              length2)
{
  EntEditorLine *a = ent_editor_buffer_line (self, first);
  EntEditorLine *b = ent_editor_buffer_line (self, last);
  gboolean keep_last = o1 == 0 && (o2 < length2 || (o2 == 0 && first != last));

  if (keep_last && first != last)
    {
      b->dirty |= o2 > 0;
      g_array_remove_range (self->lines, first, last - first);
    }
  else
    {
      if (ent_editor_lines_is_object (a->block))
        {
          g_autoptr (EntBlock) blank = ent_editor_outline_make_blank (ent_block_get_container (a->block));

          ent_editor_line_clear (a);
          *a = ent_editor_line_make (blank, TRUE);
          ent_editor_lines_dress (self, first);
        }
      a->dirty |= first == last || o1 < length1 || o2 < length2;
      if (last > first)
        g_array_remove_range (self->lines, first + 1, last - first);
    }

  if (first != last)
    {
      g_array_set_size (self->markers, 0);
      ent_editor_lines_dress (self, first);
      ent_editor_outline_repair (self, first);
      ent_editor_outline_repair (self, first + 1);
    }
}

void
ent_editor_edits_delete_range (GtkTextBuffer *buffer,
                               GtkTextIter   *start,
                               GtkTextIter   *end)
{
  EntEditorBuffer *self = ENT_EDITOR_BUFFER (buffer);
  GtkTextBufferClass *parent_class = get_parent_class (buffer);
  guint first, last;
  int o1, o2, length1, length2, from, to;

  if (self->quiet > 0)
    {
      parent_class->delete_range (buffer, start, end);
      return;
    }

  spare_objects (self, start, end);
  if (gtk_text_iter_equal (start, end))
    return;

  first = (guint) gtk_text_iter_get_line (start);
  last = (guint) gtk_text_iter_get_line (end);
  o1 = gtk_text_iter_get_line_offset (start);
  o2 = gtk_text_iter_get_line_offset (end);
  length1 = gtk_text_iter_get_chars_in_line (start) - 1;
  length2 = gtk_text_iter_get_chars_in_line (end) - 1;
  from = gtk_text_iter_get_offset (start);
  to = gtk_text_iter_get_offset (end);
  ent_editor_buffer_before_change (self, first == last ? ENT_EDITOR_STEP_DELETING : ENT_EDITOR_STEP_OTHER,
                                   from, to, FALSE);

  parent_class->delete_range (buffer, start, end);
  join_lines (self, first, last, o1, o2, length1, length2);

  gtk_text_buffer_get_iter_at_offset (buffer, start, from);
  *end = *start;
  ent_editor_buffer_after_change (self, from, FALSE);
}
