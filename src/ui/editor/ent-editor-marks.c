/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* The marks of words: what is typed next, what is selected, links. */

static gboolean
holds_text (EntEditorBuffer *self,
            int              line)
{
  EntBlockType type;

  if (line >= (int) self->lines->len)
    return FALSE;

  type = ent_block_get_type_of (ent_editor_buffer_line (self, (guint) line)->block);
  return type == ENT_BLOCK_PARAGRAPH || type == ENT_BLOCK_HEADING;
}

static gboolean
same_link (EntMarks *a,
           EntMarks *b)
{
  EntLink *one = a != NULL ? ent_marks_get_link (a) : NULL;
  EntLink *other = b != NULL ? ent_marks_get_link (b) : NULL;

  return one != NULL && other != NULL && ent_link_equal (one, other);
}

/**
 * ent_editor_marks_dup_inherited:
 * @self: a buffer
 * @at: a place
 *
 * What is typed wears the marks of the character before it on its line, else of the one after; a link goes on only from inside.
 *
 * Returns: (transfer full) (nullable): the marks of what would be typed at @at
 */
EntMarks *
ent_editor_marks_dup_inherited (EntEditorBuffer   *self,
                                const GtkTextIter *at)
{
  GtkTextIter before = *at;
  EntMarks *left = NULL, *right = NULL, *marks;

  if (!holds_text (self, gtk_text_iter_get_line (at)))
    return NULL;

  if (!gtk_text_iter_starts_line (at) && gtk_text_iter_backward_char (&before))
    left = ent_editor_lines_get_marks (&before);
  if (!gtk_text_iter_ends_line (at))
    right = ent_editor_lines_get_marks (at);

  marks = gtk_text_iter_starts_line (at) ? right : left;
  if (marks == NULL)
    return NULL;
  if (ent_marks_get_link (marks) == NULL || same_link (left, right))
    return ent_marks_ref (marks);
  return ent_marks_with_link (marks, NULL);
}

/* ---- over a selection ---- */

typedef EntMarks *(*Change) (EntMarks *marks, gpointer data);   /* (transfer full) (nullable) both ways */

typedef void (*Stretch) (EntEditorBuffer   *self,
                         const GtkTextIter *start,
                         const GtkTextIter *end,
                         gpointer           data);

/* Calls @stretch for each run of one line that wears the same marks. The buffer may change its tags meanwhile, not its text. */
static void
for_each_stretch (EntEditorBuffer *self,
                  int              from,
                  int              to,
                  Stretch          stretch,
                  gpointer         data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  while (from < to)
    {
      GtkTextIter start, end, next, line_end;
      int next_offset;

      gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
      if (gtk_text_iter_ends_line (&start))
        {
          from++;
          continue;
        }

      line_end = start;
      gtk_text_iter_forward_to_line_end (&line_end);
      next = start;
      if (!gtk_text_iter_forward_to_tag_toggle (&next, NULL) ||
          gtk_text_iter_compare (&next, &line_end) > 0)
        next = line_end;
      if (gtk_text_iter_compare (&next, &end) > 0)
        next = end;

      next_offset = gtk_text_iter_get_offset (&next);
      if (holds_text (self, gtk_text_iter_get_line (&start)))
        stretch (self, &start, &next, data);
      from = next_offset;
    }
}

typedef struct
{
  Change   change;
  gpointer data;
} Changing;

static void
change_stretch (EntEditorBuffer   *self,
                const GtkTextIter *start,
                const GtkTextIter *end,
                gpointer           data)
{
  Changing *changing = data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  EntMarks *marks = ent_editor_lines_get_marks (start);
  g_autoptr (EntMarks) changed = changing->change (marks, changing->data);
  EntEditorTag *tag;

  if (ent_marks_equal (marks, changed))
    return;

  self->quiet++;
  if (marks != NULL)
    gtk_text_buffer_remove_tag (buffer, GTK_TEXT_TAG (ent_editor_lines_ensure_tag (self, marks)),
                                start, end);
  tag = ent_editor_lines_ensure_tag (self, changed);
  if (tag != NULL)
    gtk_text_buffer_apply_tag (buffer, GTK_TEXT_TAG (tag), start, end);
  self->quiet--;

  ent_editor_buffer_line (self, (guint) gtk_text_iter_get_line (start))->dirty = TRUE;
  ent_editor_buffer_touch (self);
}

static void
change_marks (EntEditorBuffer *self,
              int              from,
              int              to,
              Change           change,
              gpointer         data)
{
  Changing changing = { change, data };

  ent_editor_buffer_begin_command (self);
  for_each_stretch (self, from, to, change_stretch, &changing);
  ent_editor_buffer_end_command (self);
}

typedef struct
{
  EntMarks *marks;   /* (owned) (nullable) */
  gboolean  is_begun;
} Common;

static void
collect_common (EntEditorBuffer   *self,
                const GtkTextIter *start,
                const GtkTextIter *end,
                gpointer           data)
{
  EntMarks *marks = ent_editor_lines_get_marks (start);
  Common *common = data;
  EntMarks *both;

  if (!common->is_begun)
    {
      common->is_begun = TRUE;
      common->marks = marks != NULL ? ent_marks_ref (marks) : NULL;
      return;
    }
  if (common->marks == NULL)
    return;

  both = ent_marks_with_flags (common->marks, ENT_MARK_NONE, ~ent_marks_get_flags (marks));
  for (EntStyle style = 0; style < ENT_N_STYLES; style++)
    if (g_strcmp0 (ent_marks_get_style (both, style), ent_marks_get_style (marks, style)) != 0)
      {
        EntMarks *less = ent_marks_with_style (both, style, NULL);

        g_clear_pointer (&both, ent_marks_unref);
        both = less;
      }
  ent_marks_unref (common->marks);
  common->marks = both;
}

static gboolean
get_selection (EntEditorBuffer *self,
               int             *from,
               int             *to)
{
  GtkTextIter start, end;
  gboolean selected = gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);

  *from = gtk_text_iter_get_offset (&start);
  *to = gtk_text_iter_get_offset (&end);
  return selected;
}

static EntMarks *
dup_marks_of_next (EntEditorBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter here;

  if (self->has_pending)
    return self->pending != NULL ? ent_marks_ref (self->pending) : NULL;

  gtk_text_buffer_get_iter_at_mark (buffer, &here, gtk_text_buffer_get_insert (buffer));
  return ent_editor_marks_dup_inherited (self, &here);
}

/**
 * ent_editor_buffer_dup_marks:
 * @self: a buffer
 *
 * Returns: (transfer full) (nullable): what the whole selection wears, or, without a selection, what is typed next; not its link
 */
EntMarks *
ent_editor_buffer_dup_marks (EntEditorBuffer *self)
{
  Common common = { NULL, FALSE };
  int from, to;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);

  if (!get_selection (self, &from, &to))
    return dup_marks_of_next (self);

  for_each_stretch (self, from, to, collect_common, &common);
  return common.marks;
}

/* Changes the marks of the selection, or of what is typed next. */
static void
change_here (EntEditorBuffer *self,
             Change           change,
             gpointer         data)
{
  g_autoptr (EntMarks) marks = NULL;
  int from, to;

  if (get_selection (self, &from, &to))
    {
      change_marks (self, from, to, change, data);
      return;
    }

  marks = dup_marks_of_next (self);
  ent_editor_buffer_forget_pending (self);
  self->pending = change (marks, data);
  self->has_pending = TRUE;
  g_signal_emit_by_name (self, "place-changed");
}

static EntMarks *
add_flag (EntMarks *marks,
          gpointer  data)
{
  EntMarkFlags flag = GPOINTER_TO_UINT (data);
  EntMarkFlags removed = ENT_MARK_CODE;

  /* The ENT has no code that wears anything else, not even a link. */
  if (flag == ENT_MARK_CODE)
    return ent_marks_new (ENT_MARK_CODE);

  if (flag & (ENT_MARK_SUBSCRIPT | ENT_MARK_SUPERSCRIPT))
    removed |= ENT_MARK_SUBSCRIPT | ENT_MARK_SUPERSCRIPT;
  return ent_marks_with_flags (marks, flag, removed);
}

static EntMarks *
remove_flag (EntMarks *marks,
             gpointer  data)
{
  return ent_marks_with_flags (marks, ENT_MARK_NONE, GPOINTER_TO_UINT (data));
}

/**
 * ent_editor_buffer_toggle_flag:
 * @self: a buffer
 * @flag: one mark
 *
 * Puts @flag on the selection, or takes it away if the whole selection wears it; without a selection, for what is typed next.
 * Code takes the place of every other mark; a subscript that of a superscript.
 */
void
ent_editor_buffer_toggle_flag (EntEditorBuffer *self,
                               EntMarkFlags     flag)
{
  g_autoptr (EntMarks) marks = NULL;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  marks = ent_editor_buffer_dup_marks (self);
  change_here (self, (ent_marks_get_flags (marks) & flag) == 0 ? add_flag : remove_flag, GUINT_TO_POINTER (flag));
}

typedef struct
{
  EntStyle    style;
  const char *value;   /* (nullable) */
} Styling;

static EntMarks *
put_style (EntMarks *marks,
           gpointer  data)
{
  const Styling *styling = data;
  g_autoptr (EntMarks) styled = NULL;

  /* Lines are spaced as a whole: a word of code among them stays what it is. */
  if (styling->style == ENT_STYLE_LINE_HEIGHT && (ent_marks_get_flags (marks) & ENT_MARK_CODE))
    return ent_marks_ref (marks);

  styled = ent_marks_with_style (marks, styling->style, styling->value);
  return styling->value != NULL ? ent_marks_with_flags (styled, ENT_MARK_NONE, ENT_MARK_CODE)
                                : g_steal_pointer (&styled);
}

/* From the start of the first selected line to the end of the last one. */
static gboolean
get_whole_lines (EntEditorBuffer *self,
                 int             *from,
                 int             *to)
{
  GtkTextIter start, end;
  guint first, last;

  ent_editor_outline_get_lines (self, &first, &last);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) first);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &end, (int) last);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  *from = gtk_text_iter_get_offset (&start);
  *to = gtk_text_iter_get_offset (&end);
  return *from < *to;
}

/**
 * ent_editor_buffer_set_mark_style:
 * @self: a buffer
 * @style: a colour, a size…
 * @value: (nullable): its css value; %NULL to take it off
 *
 * Changes it on the selection, or for what is typed next; the height of lines, on the whole lines of the selection. It takes the place of the mark of code, which wears nothing else.
 */
void
ent_editor_buffer_set_mark_style (EntEditorBuffer *self,
                                  EntStyle         style,
                                  const char      *value)
{
  Styling styling = { style, value };
  int from, to;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (style < ENT_N_STYLES);

  if (style == ENT_STYLE_LINE_HEIGHT && get_whole_lines (self, &from, &to))
    change_marks (self, from, to, put_style, &styling);
  else
    change_here (self, put_style, &styling);
}

/* ---- links ---- */

/* The link at the cursor or at the start of the selection, and how far it goes on its line. */
static EntLink *
find_link (EntEditorBuffer *self,
           int             *from,
           int             *to)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end, here;
  EntMarks *marks = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  here = start;
  if (!gtk_text_iter_ends_line (&here))
    marks = ent_editor_lines_get_marks (&here);
  if ((marks == NULL || ent_marks_get_link (marks) == NULL) && !gtk_text_iter_starts_line (&here) &&
      gtk_text_iter_equal (&start, &end))
    {
      gtk_text_iter_backward_char (&here);
      marks = ent_editor_lines_get_marks (&here);
    }
  if (marks == NULL || ent_marks_get_link (marks) == NULL)
    return NULL;

  start = end = here;
  while (!gtk_text_iter_starts_line (&start))
    {
      gtk_text_iter_backward_char (&start);
      if (!same_link (ent_editor_lines_get_marks (&start), marks))
        {
          gtk_text_iter_forward_char (&start);
          break;
        }
    }
  while (!gtk_text_iter_ends_line (&end) && same_link (ent_editor_lines_get_marks (&end), marks))
    gtk_text_iter_forward_char (&end);

  *from = gtk_text_iter_get_offset (&start);
  *to = gtk_text_iter_get_offset (&end);
  return ent_marks_get_link (marks);
}

/**
 * ent_editor_buffer_dup_link:
 * @self: a buffer
 *
 * Returns: (transfer full) (nullable): the address of the link at the cursor
 */
char *
ent_editor_buffer_dup_link (EntEditorBuffer *self)
{
  EntLink *link;
  int from, to;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);

  link = find_link (self, &from, &to);
  return link != NULL ? g_strdup (ent_link_get_href (link)) : NULL;
}

/* A link that only changes its address keeps the rest of what the ENT knows of it. */
static EntMarks *
change_link (EntMarks *marks,
             gpointer  data)
{
  const char *href = data;
  EntLink *old = marks != NULL ? ent_marks_get_link (marks) : NULL;
  g_autoptr (EntLink) link = NULL;

  if (href == NULL)
    return ent_marks_with_link (marks, NULL);

  link = old == NULL ? ent_link_new (href, NULL)
                     : ent_link_new_full (href, ent_link_get_target (old), ent_link_get_rel (old),
                                          ent_link_get_class (old), ent_link_get_title (old));
  return ent_marks_with_link (marks, link);
}

static void
insert_link (EntEditorBuffer *self,
             const char      *href)
{
  g_autoptr (EntMarks) marks = dup_marks_of_next (self);
  g_autoptr (EntLink) link = ent_link_new (href, NULL);

  ent_editor_buffer_begin_command (self);
  ent_editor_buffer_forget_pending (self);
  self->pending = ent_marks_with_link (marks, link);
  self->has_pending = TRUE;
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self), href, -1);
  ent_editor_buffer_end_command (self);
}

/**
 * ent_editor_buffer_set_link:
 * @self: a buffer
 * @href: (nullable): an address, %NULL to take the link away
 *
 * Links the selection, else the link at the cursor, else writes @href as a link.
 */
void
ent_editor_buffer_set_link (EntEditorBuffer *self,
                            const char      *href)
{
  int from, to;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  if (get_selection (self, &from, &to) || find_link (self, &from, &to) != NULL)
    change_marks (self, from, to, change_link, (gpointer) href);
  else if (href != NULL)
    insert_link (self, href);
}
