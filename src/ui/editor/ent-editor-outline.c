/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* What lines are: paragraphs, headings, items of lists by levels, quotes. A line's place is its block's container; a
 * container is itself by its pointer, so moving an item means giving new containers to the item and to all that stands in it. */

EntBlock *
ent_editor_outline_make_blank (EntContainer *container)
{
  return ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, container, NULL, 0);
}

static gboolean
is_list (EntContainer *container)
{
  EntContainerKind kind = ent_container_get_kind (container);

  return kind == ENT_CONTAINER_BULLET_LIST || kind == ENT_CONTAINER_ORDERED_LIST;
}

static EntBlock *
block_at (EntEditorBuffer *self,
          guint            line)
{
  return ent_editor_buffer_get_block (self, line);
}

static EntContainer *
container_at (EntEditorBuffer *self,
              guint            line)
{
  return ent_block_get_container (ent_editor_buffer_line (self, line)->block);
}

static gboolean
stands_in (EntContainer *container,
           EntContainer *ancestor)
{
  return ent_container_get_ancestor (container, ent_container_get_depth (ancestor)) == ancestor;
}

/* (transfer full): a container like @self in another place. */
EntContainer *
ent_editor_outline_copy_into (EntContainer *self,
                              EntContainer *parent)
{
  switch (ent_container_get_kind (self))
    {
    case ENT_CONTAINER_ORDERED_LIST:
      return ent_container_new_ordered (parent, ent_container_get_start (self),
                                        ent_container_get_list_type (self));
    case ENT_CONTAINER_PANE:
      return ent_container_new_pane (parent, ent_container_get_pane_type (self));
    case ENT_CONTAINER_BULLET_LIST:
    case ENT_CONTAINER_ITEM:
    case ENT_CONTAINER_QUOTE:
    default:
      return ent_container_new (parent, ent_container_get_kind (self));
    }
}

/* (transfer full): a line like @block, empty, that follows it when Enter is pressed. */
EntBlock *
ent_editor_outline_make_next (EntEditorBuffer *self,
                              EntBlock        *block)
{
  EntContainer *container = ent_block_get_container (block);
  EntContainer *item = ent_container_get_item (container);
  g_autoptr (EntContainer) next_item = NULL;
  EntBlockType type;

  if (item != NULL && item == container)
    {
      next_item = ent_container_new (ent_container_get_parent (item), ENT_CONTAINER_ITEM);
      container = next_item;
    }

  type = ent_block_get_type_of (block);
  if (type != ENT_BLOCK_PARAGRAPH && type != ENT_BLOCK_HEADING && type != ENT_BLOCK_CODE)
    return ent_editor_outline_make_blank (container);

  return ent_block_new_text (type, ent_block_get_level (block), ent_block_get_align (block),
                             container, NULL, 0);
}

/* ---- moving what stands in a container ---- */

typedef struct
{
  EntContainer *old_one;
  EntContainer *new_one;   /* (nullable) */
  GHashTable   *copies;    /* (element-type EntContainer EntContainer) */
} Rebase;

static EntContainer *
find_copy (Rebase       *rebase,
           EntContainer *container)
{
  EntContainer *copy;

  if (container == rebase->old_one)
    return rebase->new_one;

  copy = g_hash_table_lookup (rebase->copies, container);
  if (copy == NULL)
    {
      copy = ent_editor_outline_copy_into (container, find_copy (rebase, ent_container_get_parent (container)));
      g_hash_table_insert (rebase->copies, container, copy);
    }
  return copy;
}

/**
 * ent_editor_outline_rebase:
 * @self: a buffer
 * @from: a line
 * @old_one: a container
 * @new_one: (nullable): another; %NULL for the text itself
 *
 * From line @from on, as long as lines stand in @old_one, puts them in @new_one instead, with all their own containers.
 */
void
ent_editor_outline_rebase (EntEditorBuffer *self,
                           guint            from,
                           EntContainer    *old_one,
                           EntContainer    *new_one)
{
  g_autoptr (GHashTable) copies =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) ent_container_unref);
  g_autoptr (EntContainer) kept_old = ent_container_ref (old_one);
  g_autoptr (EntContainer) kept_new = new_one != NULL ? ent_container_ref (new_one) : NULL;
  Rebase rebase = { kept_old, kept_new, copies };

  for (guint i = from; i < self->lines->len && stands_in (container_at (self, i), old_one); i++)
    {
      EntBlock *block = block_at (self, i);
      g_autoptr (EntBlock) moved =
        ent_block_with_container (block, find_copy (&rebase, ent_block_get_container (block)));

      ent_editor_buffer_set_block (self, i, moved);
    }
}

/* The outermost item that opens at @line with a list instead of words, or NULL; the list in @inner. */
static EntContainer *
find_headless_item (EntEditorBuffer  *self,
                    guint             line,
                    EntContainer    **inner)
{
  EntContainer *container = container_at (self, line);
  EntContainer *previous = line > 0 ? container_at (self, line - 1) : NULL;
  guint common = ent_container_get_common (container, previous);

  for (guint depth = common + 1; depth < ent_container_get_depth (container); depth++)
    {
      EntContainer *item = ent_container_get_ancestor (container, depth);

      *inner = ent_container_get_ancestor (container, depth + 1);
      if (ent_container_get_kind (item) == ENT_CONTAINER_ITEM && is_list (*inner))
        return item;
    }
  return NULL;
}

/**
 * ent_editor_outline_repair:
 * @self: a buffer
 * @line: a line; nothing is done past the end
 *
 * After lines were moved or deleted, a line may open an item that begins with another list, because what the item began with
 * is gone: the ENT has no such shape. It goes under the item above if there is one in the same list, else up a level.
 */
void
ent_editor_outline_repair (EntEditorBuffer *self,
                           guint            line)
{
  EntContainer *item, *inner;

  while (line < self->lines->len && (item = find_headless_item (self, line, &inner)) != NULL)
    {
      EntContainer *list = ent_container_get_parent (item);
      EntContainer *previous = line > 0 ? container_at (self, line - 1) : NULL;
      guint depth = ent_container_get_depth (item);
      EntContainer *above = ent_container_get_depth (previous) >= depth
                            ? ent_container_get_ancestor (previous, depth) : NULL;
      EntContainer *above_inner = ent_container_get_depth (previous) > depth
                                  ? ent_container_get_ancestor (previous, depth + 1) : NULL;

      if (above == NULL || ent_container_get_parent (above) != list)
        ent_editor_outline_rebase (self, line, inner, list);
      else if (above_inner != NULL &&
               ent_container_get_kind (above_inner) == ent_container_get_kind (inner))
        ent_editor_outline_rebase (self, line, inner, above_inner);
      else
        ent_editor_outline_rebase (self, line, item, above);
    }
}

/* ---- the lines of a command ---- */

void
ent_editor_outline_get_lines (EntEditorBuffer *self,
                              guint           *first,
                              guint           *last)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  *first = (guint) gtk_text_iter_get_line (&start);
  *last = (guint) gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
  *first = MIN (*first, self->lines->len - 1);
  *last = MIN (*last, self->lines->len - 1);
}

/* The outermost list around @container, or NULL. */
static EntContainer *
outermost_list (EntContainer *container)
{
  EntContainer *found = NULL;

  for (; container != NULL; container = ent_container_get_parent (container))
    if (is_list (container))
      found = container;
  return found;
}

static EntContainer *
outermost_quote (EntContainer *container)
{
  EntContainer *found = NULL;

  for (; container != NULL; container = ent_container_get_parent (container))
    if (ent_container_get_kind (container) == ENT_CONTAINER_QUOTE)
      found = container;
  return found;
}

/* The line, and the rest of what stands in its item, leave @around. */
static void
leave (EntEditorBuffer *self,
       guint            line,
       EntContainer    *around)
{
  EntContainer *outside = ent_container_get_parent (around);
  EntContainer *item = ent_container_get_item (container_at (self, line));

  if (is_list (around) && item != NULL)
    ent_editor_outline_rebase (self, line, item, outside);
  else
    {
      g_autoptr (EntBlock) moved = ent_block_with_container (block_at (self, line), outside);

      ent_editor_buffer_set_block (self, line, moved);
    }
  for (guint i = line; i <= line + 1; i++)
    ent_editor_outline_repair (self, i);
}

static void
leave_lists (EntEditorBuffer *self,
             guint            line)
{
  EntContainer *list = outermost_list (container_at (self, line));

  if (list != NULL)
    leave (self, line, list);
}

static void
leave_quotes (EntEditorBuffer *self,
              guint            line)
{
  EntContainer *quote = outermost_quote (container_at (self, line));

  if (quote != NULL)
    leave (self, line, quote);
}

static void
set_type (EntEditorBuffer *self,
          guint            line,
          EntBlockType     type,
          guint            level)
{
  EntBlock *block = block_at (self, line);
  g_autoptr (EntBlock) changed = NULL;

  if (ent_block_get_type_of (block) == type && ent_block_get_level (block) == level)
    return;

  changed = ent_block_with_type (block, type, level);
  ent_editor_buffer_set_block (self, line, changed);
}

/**
 * ent_editor_buffer_get_block_here:
 * @self: a buffer
 *
 * Returns: (transfer none): the block of the cursor's line; its words may be those before the last keys
 */
EntBlock *
ent_editor_buffer_get_block_here (EntEditorBuffer *self)
{
  EntEditorPlace place;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);

  place = ent_editor_buffer_get_place (self);
  return ent_editor_buffer_line (self, MIN ((guint) place.line, self->lines->len - 1))->block;
}

/**
 * ent_editor_buffer_set_type:
 * @self: a buffer
 * @type: %ENT_BLOCK_PARAGRAPH or %ENT_BLOCK_HEADING
 * @level: of a heading
 *
 * Makes the selected lines plain paragraphs or headings, out of quotes; a heading is out of lists too, since the ENT has none there.
 */
void
ent_editor_buffer_set_type (EntEditorBuffer *self,
                            EntBlockType     type,
                            guint            level)
{
  guint first, last;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_begin_command (self);
  ent_editor_outline_get_lines (self, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      if (ent_editor_lines_is_object (ent_editor_buffer_line (self, i)->block))
        continue;
      if (type == ENT_BLOCK_HEADING)
        leave_lists (self, i);
      leave_quotes (self, i);
      set_type (self, i, type, level);
    }
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
}

/**
 * ent_editor_buffer_set_quote:
 * @self: a buffer
 *
 * Puts the selected lines in one quote, that of the line above if it is in one.
 */
void
ent_editor_buffer_set_quote (EntEditorBuffer *self)
{
  g_autoptr (EntContainer) quote = NULL;
  guint first, last;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_begin_command (self);
  ent_editor_outline_get_lines (self, &first, &last);
  if (first > 0)
    {
      EntContainer *above = container_at (self, first - 1);

      if (above != NULL && ent_container_get_kind (above) == ENT_CONTAINER_QUOTE &&
          ent_container_get_depth (above) == 1)
        quote = ent_container_ref (above);
    }
  if (quote == NULL)
    quote = ent_container_new (NULL, ENT_CONTAINER_QUOTE);

  for (guint i = first; i <= last; i++)
    {
      g_autoptr (EntBlock) moved = NULL;

      if (ent_editor_lines_is_object (ent_editor_buffer_line (self, i)->block) ||
          outermost_quote (container_at (self, i)) != NULL)
        continue;
      leave_lists (self, i);
      set_type (self, i, ENT_BLOCK_PARAGRAPH, 0);
      moved = ent_block_with_container (block_at (self, i), quote);
      ent_editor_buffer_set_block (self, i, moved);
      ent_editor_outline_repair (self, i + 1);
    }
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
}

/* ---- lists ---- */

/* (transfer full): the list of @kind right inside @parent in which the line above stands, else a new one. */
static EntContainer *
join_or_make_list (EntEditorBuffer  *self,
                   guint             line,
                   EntContainer     *parent,
                   EntContainerKind  kind)
{
  EntContainer *above = line > 0 ? container_at (self, line - 1) : NULL;
  guint depth = ent_container_get_depth (parent) + 1;

  if (ent_container_get_depth (above) >= depth)
    {
      EntContainer *list = ent_container_get_ancestor (above, depth);

      if (ent_container_get_parent (list) == parent && ent_container_get_kind (list) == kind)
        return ent_container_ref (list);
    }
  return ent_container_new (parent, kind);
}

static void
set_list (EntEditorBuffer  *self,
          guint             line,
          EntContainerKind  kind)
{
  EntContainer *container = container_at (self, line);
  EntContainer *old_list = ent_container_get_list (container);
  EntContainer *old_item = ent_container_get_item (container);
  EntContainer *parent = old_list != NULL ? ent_container_get_parent (old_list) : container;
  g_autoptr (EntContainer) list = NULL;
  g_autoptr (EntContainer) item = NULL;

  if (old_list != NULL && ent_container_get_kind (old_list) == kind)
    return;

  list = join_or_make_list (self, line, parent, kind);
  item = ent_container_new (list, ENT_CONTAINER_ITEM);
  if (old_item != NULL)
    ent_editor_outline_rebase (self, line, old_item, item);
  else
    {
      g_autoptr (EntBlock) moved = NULL;

      set_type (self, line, ENT_BLOCK_PARAGRAPH, 0);
      moved = ent_block_with_container (block_at (self, line), item);
      ent_editor_buffer_set_block (self, line, moved);
    }
}

/* A list that now touches one of the same kind below becomes one with it. */
static void
join_list_below (EntEditorBuffer *self,
                 guint            line)
{
  EntContainer *list = ent_container_get_list (container_at (self, line));
  EntContainer *below;
  guint depth = ent_container_get_depth (list);

  if (list == NULL || line + 1 >= self->lines->len ||
      ent_container_get_depth (container_at (self, line + 1)) < depth)
    return;

  below = ent_container_get_ancestor (container_at (self, line + 1), depth);
  if (below != list && ent_container_get_parent (below) == ent_container_get_parent (list) &&
      ent_container_get_kind (below) == ent_container_get_kind (list))
    ent_editor_outline_rebase (self, line + 1, below, list);
}

/**
 * ent_editor_buffer_toggle_list:
 * @self: a buffer
 * @kind: %ENT_CONTAINER_BULLET_LIST or %ENT_CONTAINER_ORDERED_LIST
 *
 * Makes the selected lines items of such a list, or plain paragraphs again if they all are.
 */
void
ent_editor_buffer_toggle_list (EntEditorBuffer  *self,
                               EntContainerKind  kind)
{
  gboolean all = TRUE;
  guint first, last;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_begin_command (self);
  ent_editor_outline_get_lines (self, &first, &last);
  for (guint i = first; all && i <= last; i++)
    {
      EntContainer *list = ent_container_get_list (container_at (self, i));

      all = list != NULL && ent_container_get_kind (list) == kind;
    }

  for (guint i = first; i <= last; i++)
    {
      if (ent_editor_lines_is_object (ent_editor_buffer_line (self, i)->block))
        continue;
      if (all)
        leave_lists (self, i);
      else
        set_list (self, i, kind);
    }
  if (!all)
    join_list_below (self, last);
  else
    ent_editor_outline_repair (self, last + 1);
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
}

/* The first line of the item @line stands in. */
static guint
find_item_start (EntEditorBuffer *self,
                 guint            line,
                 EntContainer    *item)
{
  while (line > 0 && stands_in (container_at (self, line - 1), item))
    line--;
  return line;
}

/* Returns the item the line stands in afterwards, or NULL if nothing is above to go under. */
static EntContainer *
indent_item (EntEditorBuffer *self,
             guint            line)
{
  EntContainer *item = ent_container_get_item (container_at (self, line));
  guint start = find_item_start (self, line, item);
  EntContainer *list = ent_container_get_parent (item);
  guint depth = ent_container_get_depth (item);
  g_autoptr (EntContainer) inner = NULL;
  g_autoptr (EntContainer) moved = NULL;
  EntContainer *above;

  if (start == 0 || ent_container_get_depth (container_at (self, start - 1)) < depth)
    return NULL;
  above = ent_container_get_ancestor (container_at (self, start - 1), depth);
  if (ent_container_get_parent (above) != list)
    return NULL;

  inner = join_or_make_list (self, start, above, ent_container_get_kind (list));
  moved = ent_container_new (inner, ENT_CONTAINER_ITEM);
  ent_editor_outline_rebase (self, start, item, moved);
  return ent_container_get_item (container_at (self, line));
}

static EntContainer *
outdent_item (EntEditorBuffer *self,
              guint            line)
{
  EntContainer *item = ent_container_get_item (container_at (self, line));
  guint start = find_item_start (self, line, item);
  g_autoptr (EntContainer) list = ent_container_ref (ent_container_get_parent (item));
  EntContainer *outer = ent_container_get_parent (list);
  g_autoptr (EntContainer) moved = NULL;
  guint end;

  if (outer == NULL || ent_container_get_kind (outer) != ENT_CONTAINER_ITEM)
    {
      leave (self, start, list);
      return ent_container_get_item (container_at (self, line));
    }

  moved = ent_container_new (ent_container_get_parent (outer), ENT_CONTAINER_ITEM);
  ent_editor_outline_rebase (self, start, item, moved);
  for (end = start; end < self->lines->len && stands_in (container_at (self, end), moved); end++)
    ;
  if (end < self->lines->len && stands_in (container_at (self, end), list))
    {
      g_autoptr (EntContainer) rest = ent_editor_outline_copy_into (list, moved);

      ent_editor_outline_rebase (self, end, list, rest);
    }
  return ent_container_get_item (container_at (self, line));
}

/**
 * ent_editor_buffer_indent:
 * @self: a buffer
 * @by: 1 for a level deeper, -1 for a level up
 *
 * Moves the selected items, with what stands under them.
 *
 * Returns: %FALSE if the cursor is in no list
 */
gboolean
ent_editor_buffer_indent (EntEditorBuffer *self,
                          int              by)
{
  EntContainer *moved = NULL;
  guint first, last;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), FALSE);

  ent_editor_outline_get_lines (self, &first, &last);
  if (ent_container_get_list (container_at (self, first)) == NULL)
    return FALSE;

  ent_editor_buffer_begin_command (self);
  for (guint i = first; i <= last; i++)
    {
      EntContainer *container = container_at (self, i);

      if (ent_container_get_item (container) == NULL ||
          (moved != NULL && stands_in (container, moved)))
        continue;
      moved = by > 0 ? indent_item (self, i) : outdent_item (self, i);
    }
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
  return TRUE;
}
