/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* Blocks to characters and back. What a line is (kind, level, list, quote) is never read from the buffer: the line's block
 * knows it. Only the words and their marks are. */

gboolean
ent_editor_lines_is_object (EntBlock *block)
{
  return !ent_block_has_runs (block);
}

/* A text of the ENT may hold characters that would cut the line or look like an object; they are shown as the web shows them. */
static char *
dup_shown_text (const char *text,
                gboolean    is_code)
{
  GString *shown = g_string_sized_new (strlen (text) + 8);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == 0x2029)
        g_string_append (shown, is_code ? ENT_EDITOR_BREAK_UTF8 : " ");
      else if (c == ENT_EDITOR_OBJECT)
        g_string_append_unichar (shown, 0xFFFD);
      else
        g_string_append_unichar (shown, c);
    }

  return g_string_free (shown, FALSE);
}

/**
 * ent_editor_lines_ensure_tag:
 * @self: a buffer
 * @marks: (nullable): what a text wears
 *
 * Returns: (transfer none) (nullable): the one tag that stands for @marks, %NULL for no marks
 */
EntEditorTag *
ent_editor_lines_ensure_tag (EntEditorBuffer *self,
                             EntMarks        *marks)
{
  g_autoptr (EntEditorTag) tag = NULL;

  if (marks == NULL)
    return NULL;

  for (guint i = 0; i < self->mark_tags->len; i++)
    {
      EntEditorTag *known = g_ptr_array_index (self->mark_tags, i);

      if (ent_marks_equal (ent_editor_tag_get_marks (known), marks))
        return known;
    }

  tag = ent_editor_tag_new (marks);
  ent_editor_tag_set_link_color (tag, &self->link_color);
  gtk_text_tag_table_add (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self)),
                          GTK_TEXT_TAG (tag));
  g_ptr_array_add (self->mark_tags, g_object_ref (tag));
  return tag;
}

static GtkTextTag *
ensure_line_tag (EntEditorBuffer *self,
                 EntBlock        *block)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self));
  g_autofree char *name = ent_editor_dup_line_tag_name (block);
  g_autoptr (GtkTextTag) made = NULL;
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, name);

  if (tag != NULL)
    return tag;

  made = ent_editor_make_line_tag (name, block);
  gtk_text_tag_table_add (table, made);
  /* Under the marks: a size or a colour of some words wins over the look of their line. */
  gtk_text_tag_set_priority (made, 0);
  g_ptr_array_add (self->line_tags, g_object_ref (made));
  return made;
}

/**
 * ent_editor_lines_get_marks:
 * @iter: before a character
 *
 * Returns: (transfer none) (nullable): what this character wears
 */
EntMarks *
ent_editor_lines_get_marks (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    if (ENT_IS_EDITOR_TAG (l->data))
      return ent_editor_tag_get_marks (l->data);

  return NULL;
}

static void
render_run (EntEditorBuffer *self,
            GtkTextIter     *iter,
            EntRun          *run,
            gboolean         is_code)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  EntEditorTag *tag = ent_editor_lines_ensure_tag (self, ent_run_get_marks (run));
  int start = gtk_text_iter_get_offset (iter);
  GtkTextIter begin;

  switch (ent_run_get_kind (run))
    {
    case ENT_RUN_TEXT:
      {
        g_autofree char *shown = dup_shown_text (ent_run_get_text (run), is_code);

        gtk_text_buffer_insert (buffer, iter, shown, -1);
        break;
      }

    case ENT_RUN_BREAK:
      gtk_text_buffer_insert (buffer, iter, ENT_EDITOR_BREAK_UTF8, -1);
      break;

    case ENT_RUN_IMAGE:
    case ENT_RUN_LINKER:
    case ENT_RUN_FORMULA:
    case ENT_RUN_ATTACHMENTS:
    default:
      {
        g_autoptr (GtkTextChildAnchor) anchor = ent_editor_anchor_new_for_run (run);

        gtk_text_buffer_insert_child_anchor (buffer, iter, anchor);
        break;
      }
    }

  if (tag != NULL)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &begin, start);
      gtk_text_buffer_apply_tag (buffer, GTK_TEXT_TAG (tag), &begin, iter);
    }
}

/**
 * ent_editor_lines_render:
 * @self: a buffer, quiet
 * @iter: the start of a line
 * @block: a block
 *
 * Writes a new line before @iter, which then stands after it.
 */
void
ent_editor_lines_render (EntEditorBuffer *self,
                         GtkTextIter     *iter,
                         EntBlock        *block)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  gboolean is_code = ent_block_get_type_of (block) == ENT_BLOCK_CODE;
  int start = gtk_text_iter_get_offset (iter);
  GtkTextIter begin;

  g_assert (self->quiet > 0);

  /* The end of the line first, freed of what it takes from two neighbours that look alike: the words put before it take nothing. */
  gtk_text_buffer_insert (buffer, iter, "\n", 1);
  gtk_text_buffer_get_iter_at_offset (buffer, &begin, start);
  gtk_text_buffer_remove_all_tags (buffer, &begin, iter);
  *iter = begin;

  if (ent_editor_lines_is_object (block))
    {
      g_autoptr (GtkTextChildAnchor) anchor = ent_editor_anchor_new_for_block (block);

      gtk_text_buffer_insert_child_anchor (buffer, iter, anchor);
    }
  else
    {
      for (guint i = 0; i < ent_block_get_n_runs (block); i++)
        render_run (self, iter, ent_block_get_run (block, i), is_code);
    }

  gtk_text_iter_forward_char (iter);
  gtk_text_buffer_get_iter_at_offset (buffer, &begin, start);
  gtk_text_buffer_apply_tag (buffer, ensure_line_tag (self, block), &begin, iter);
}

/**
 * ent_editor_lines_insert_words:
 * @self: a buffer
 * @iter: a place among words
 * @block: a text
 *
 * Writes the words of @block, which wear their own marks only, before @iter, which then stands after them.
 */
void
ent_editor_lines_insert_words (EntEditorBuffer *self,
                               GtkTextIter     *iter,
                               EntBlock        *block)
{
  gboolean is_code = ent_block_get_type_of (block) == ENT_BLOCK_CODE;
  guint line = (guint) gtk_text_iter_get_line (iter);
  int end;

  for (guint i = 0; i < ent_block_get_n_runs (block); i++)
    {
      EntRun *run = ent_block_get_run (block, i);
      int start = gtk_text_iter_get_offset (iter);

      self->quiet++;
      render_run (self, iter, run, is_code);
      self->quiet--;
      end = gtk_text_iter_get_offset (iter);
      ent_editor_edits_dress_words (self, start, end, ent_run_get_marks (run));
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), iter, end);
    }
  end = gtk_text_iter_get_offset (iter);
  ent_editor_buffer_line (self, line)->dirty = TRUE;
  ent_editor_lines_dress (self, line);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), iter, end);
}

/**
 * ent_editor_lines_dress:
 * @self: a buffer
 * @line: a line
 *
 * Gives a line the look of its block.
 */
void
ent_editor_lines_dress (EntEditorBuffer *self,
                        guint            line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = ensure_line_tag (self, ent_editor_buffer_line (self, line)->block);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) line);
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) line + 1);

  self->quiet++;
  for (guint i = 0; i < self->line_tags->len; i++)
    {
      GtkTextTag *other = g_ptr_array_index (self->line_tags, i);

      if (other != tag)
        gtk_text_buffer_remove_tag (buffer, other, &start, &end);
    }
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  self->quiet--;
}

/* ---- characters to runs ---- */

typedef struct
{
  GPtrArray *runs;      /* (element-type EntRun) */
  GString   *text;      /* words not yet made a run */
  EntMarks  *marks;     /* (nullable): their marks */
  gboolean   is_code;
} Reading;

static void
end_text_run (Reading *reading)
{
  if (reading->text->len == 0)
    return;

  g_ptr_array_add (reading->runs,
                   ent_run_new_text_len (reading->text->str, (gssize) reading->text->len,
                                         reading->marks));
  g_string_truncate (reading->text, 0);
}

static void
read_object (Reading           *reading,
             const GtkTextIter *at)
{
  GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (at);
  EntRun *run;

  end_text_run (reading);
  g_return_if_fail (anchor != NULL);

  run = ent_editor_anchor_get_run (anchor);
  g_return_if_fail (run != NULL);
  if (ent_marks_equal (ent_run_get_marks (run), reading->marks))
    g_ptr_array_add (reading->runs, ent_run_ref (run));
  else
    g_ptr_array_add (reading->runs, ent_run_with_marks (run, reading->marks));
}

/* From @start to @end, which wear the same marks. */
static void
read_stretch (Reading           *reading,
              const GtkTextIter *start,
              const GtkTextIter *end)
{
  g_autofree char *slice = gtk_text_iter_get_slice (start, end);
  EntMarks *marks = reading->is_code ? NULL : ent_editor_lines_get_marks (start);
  GtkTextIter at = *start;
  int n = 0;

  if (!ent_marks_equal (marks, reading->marks))
    end_text_run (reading);
  reading->marks = marks;

  for (const char *p = slice; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ENT_EDITOR_BREAK && reading->is_code)
        g_string_append_c (reading->text, '\n');
      else if (c == ENT_EDITOR_BREAK)
        {
          end_text_run (reading);
          g_ptr_array_add (reading->runs, ent_run_new_break (marks));
        }
      else if (c == ENT_EDITOR_OBJECT)
        {
          at = *start;
          gtk_text_iter_forward_chars (&at, n);
          read_object (reading, &at);
        }
      else
        g_string_append_unichar (reading->text, c);
    }
}

/**
 * ent_editor_lines_read_part:
 * @self: a buffer
 * @from: a place in a line of text
 * @to: a later place in the same line
 * @like: what the line is
 *
 * Returns: (transfer full): a block of the same kind and place as @like, with the words in between
 */
EntBlock *
ent_editor_lines_read_part (EntEditorBuffer   *self,
                            const GtkTextIter *from,
                            const GtkTextIter *to,
                            EntBlock          *like)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  Reading reading = { runs, g_string_new (NULL), NULL,
                      ent_block_get_type_of (like) == ENT_BLOCK_CODE };
  GtkTextIter start = *from, next;

  while (gtk_text_iter_compare (&start, to) < 0)
    {
      next = start;
      if (!gtk_text_iter_forward_to_tag_toggle (&next, NULL) ||
          gtk_text_iter_compare (&next, to) > 0)
        next = *to;
      read_stretch (&reading, &start, &next);
      start = next;
    }

  end_text_run (&reading);
  g_string_free (reading.text, TRUE);
  return ent_block_with_runs (like, (EntRun **) runs->pdata, runs->len);
}

/**
 * ent_editor_lines_read:
 * @self: a buffer
 * @line: a line of text
 * @like: what the line is
 *
 * Returns: (transfer full): a block of the same kind and place as @like, with the words of the line
 */
EntBlock *
ent_editor_lines_read (EntEditorBuffer *self,
                       guint            line,
                       EntBlock        *like)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return ent_editor_lines_read_part (self, &start, &end, like);
}

/* ---- numbers of items ---- */

typedef struct
{
  EntContainer *list;
  int           number;   /* of its last item */
} Counter;

/* Counts what stands before each line. A list left and entered again starts anew, as the ENT will show it. */
static void
count_markers (EntEditorBuffer *self)
{
  g_autoptr (GArray) counters = g_array_new (FALSE, FALSE, sizeof (Counter));
  EntBlock *previous = NULL;

  g_array_set_size (self->markers, 0);
  for (guint i = 0; i < self->lines->len; i++)
    {
      EntBlock *block = ent_editor_buffer_line (self, i)->block;
      EntContainer *container = ent_block_get_container (block);
      EntContainer *list = ent_container_get_list (container);
      guint common = ent_container_get_common (container, previous != NULL
                                                          ? ent_block_get_container (previous)
                                                          : NULL);
      int marker = 0;

      while (counters->len > 0 &&
             ent_container_get_depth (g_array_index (counters, Counter, counters->len - 1).list) > common)
        g_array_set_size (counters, counters->len - 1);

      if (list != NULL && ent_block_starts_item (block, previous))
        {
          Counter *counter = counters->len > 0
                             ? &g_array_index (counters, Counter, counters->len - 1) : NULL;

          if (counter == NULL || counter->list != list)
            {
              Counter fresh = { list, ent_container_get_start (list) - 1 };

              g_array_append_val (counters, fresh);
              counter = &g_array_index (counters, Counter, counters->len - 1);
            }
          counter->number++;
          marker = ent_container_get_kind (list) == ENT_CONTAINER_ORDERED_LIST
                   ? MAX (counter->number, 1) : -1;
        }

      g_array_append_val (self->markers, marker);
      previous = block;
    }
}

/**
 * ent_editor_buffer_get_marker:
 * @self: a buffer
 * @line: a line
 *
 * Returns: 0 for nothing before the line, -1 for a bullet, else the number of the item
 */
int
ent_editor_buffer_get_marker (EntEditorBuffer *self,
                              guint            line)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), 0);

  if (line >= self->lines->len)
    return 0;
  if (self->markers->len != self->lines->len)
    count_markers (self);
  return g_array_index (self->markers, int, line);
}
