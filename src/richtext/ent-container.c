/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-container.h"

struct _EntContainer
{
  EntContainerKind  kind;
  guint             depth;   /* 1 for the outermost */
  int               start;   /* first number of an ordered list */
  char             *type;    /* (owned) (nullable): an ordered list's "a", "I"…; a pane's "info"… */
  EntContainer     *parent;  /* (owned) (nullable): what it stands in */
};

G_DEFINE_BOXED_TYPE (EntContainer, ent_container, ent_container_ref, ent_container_unref)

static void
clear (gpointer data)
{
  EntContainer *self = data;

  g_free (self->type);
  g_clear_pointer (&self->parent, ent_container_unref);
}

static EntContainer *
make (EntContainer     *parent,
      EntContainerKind  kind,
      int               start,
      const char       *type)
{
  EntContainer *self = g_atomic_rc_box_new0 (EntContainer);

  self->kind = kind;
  self->parent = parent != NULL ? ent_container_ref (parent) : NULL;
  self->depth = ent_container_get_depth (parent) + 1;
  self->start = start;
  self->type = g_strdup (type);

  return self;
}

static gboolean
is_list (EntContainer *self)
{
  return self->kind == ENT_CONTAINER_BULLET_LIST || self->kind == ENT_CONTAINER_ORDERED_LIST;
}

/**
 * ent_container_new:
 * @parent: (nullable): what it stands in, %NULL for the text itself
 * @kind: what it is; an item's parent must be a list
 *
 * Returns: (transfer full): a new container, different from every other
 */
EntContainer *
ent_container_new (EntContainer     *parent,
                   EntContainerKind  kind)
{
  g_return_val_if_fail (kind != ENT_CONTAINER_ITEM || (parent != NULL && is_list (parent)), NULL);

  return make (parent, kind, 1, kind == ENT_CONTAINER_PANE ? "info" : NULL);
}

/**
 * ent_container_new_ordered:
 * @parent: (nullable): what it stands in
 * @start: the first number
 * @list_type: (nullable): "a", "A", "i", "I", or %NULL for figures
 *
 * Returns: (transfer full): a new ordered list
 */
EntContainer *
ent_container_new_ordered (EntContainer *parent,
                           int           start,
                           const char   *list_type)
{
  return make (parent, ENT_CONTAINER_ORDERED_LIST, start, list_type);
}

/**
 * ent_container_new_pane:
 * @parent: (nullable): what it stands in
 * @pane_type: "info", "success" or "warning"
 *
 * Returns: (transfer full): a new information pane
 */
EntContainer *
ent_container_new_pane (EntContainer *parent,
                        const char   *pane_type)
{
  return make (parent, ENT_CONTAINER_PANE, 1, pane_type);
}

/* The list that stands at @level (from 1) in the chain of @self, or NULL. */
static EntContainer *
list_at (EntContainer *self,
         guint         level)
{
  EntContainer *found = NULL;

  for (EntContainer *c = self; c != NULL; c = c->parent)
    if (is_list (c) && ent_container_get_list_level (c) == level)
      found = c;

  return found;
}

/**
 * ent_container_new_item_at:
 * @previous: (nullable): what the block before stands in
 * @list_kind: %ENT_CONTAINER_BULLET_LIST or %ENT_CONTAINER_ORDERED_LIST
 * @level: from 1; brought down to one more than the block before's
 *
 * What an editor needs to make a list by levels: a new item, in the list of that level in which
 * @previous stands if it is of this kind, else in a new list.
 *
 * Returns: (transfer full): the item a block is to stand in
 */
EntContainer *
ent_container_new_item_at (EntContainer     *previous,
                           EntContainerKind  list_kind,
                           guint             level)
{
  g_autoptr (EntContainer) list = NULL;
  EntContainer *there;
  EntContainer *parent;

  g_return_val_if_fail (list_kind == ENT_CONTAINER_BULLET_LIST ||
                        list_kind == ENT_CONTAINER_ORDERED_LIST, NULL);

  level = CLAMP (level, 1, ent_container_get_list_level (previous) + 1);
  there = list_at (previous, level);
  if (there != NULL && there->kind == list_kind)
    return ent_container_new (there, ENT_CONTAINER_ITEM);

  parent = there != NULL ? there->parent : previous;
  list = ent_container_new (parent, list_kind);
  return ent_container_new (list, ENT_CONTAINER_ITEM);
}

EntContainer *
ent_container_ref (EntContainer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_container_unref (EntContainer *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

EntContainerKind
ent_container_get_kind (EntContainer *self)
{
  return self->kind;
}

/**
 * ent_container_get_parent:
 * @self: a container
 *
 * Returns: (transfer none) (nullable): what it stands in
 */
EntContainer *
ent_container_get_parent (EntContainer *self)
{
  return self->parent;
}

/**
 * ent_container_get_depth:
 * @self: (nullable): a container
 *
 * Returns: 0 for the text itself, 1 for what stands in it…
 */
guint
ent_container_get_depth (EntContainer *self)
{
  return self != NULL ? self->depth : 0;
}

/**
 * ent_container_get_ancestor:
 * @self: (nullable): a container
 * @depth: at most the depth of @self
 *
 * Returns: (transfer none) (nullable): the container of that depth in the chain of @self
 */
EntContainer *
ent_container_get_ancestor (EntContainer *self,
                            guint         depth)
{
  while (ent_container_get_depth (self) > depth)
    self = self->parent;

  return self;
}

int
ent_container_get_start (EntContainer *self)
{
  return self->start;
}

const char *
ent_container_get_list_type (EntContainer *self)
{
  return self->kind == ENT_CONTAINER_ORDERED_LIST ? self->type : NULL;
}

const char *
ent_container_get_pane_type (EntContainer *self)
{
  return self->kind == ENT_CONTAINER_PANE ? self->type : NULL;
}

/**
 * ent_container_get_list_level:
 * @self: (nullable): a container
 *
 * Returns: how many lists it stands in, itself counted
 */
guint
ent_container_get_list_level (EntContainer *self)
{
  guint level = 0;

  for (; self != NULL; self = self->parent)
    if (is_list (self))
      level++;

  return level;
}

/**
 * ent_container_get_list:
 * @self: (nullable): a container
 *
 * Returns: (transfer none) (nullable): the innermost list it stands in, or itself
 */
EntContainer *
ent_container_get_list (EntContainer *self)
{
  while (self != NULL && !is_list (self))
    self = self->parent;

  return self;
}

/**
 * ent_container_get_item:
 * @self: (nullable): a container
 *
 * Returns: (transfer none) (nullable): the innermost item it stands in, or itself
 */
EntContainer *
ent_container_get_item (EntContainer *self)
{
  while (self != NULL && self->kind != ENT_CONTAINER_ITEM)
    self = self->parent;

  return self;
}

/**
 * ent_container_get_quote_depth:
 * @self: (nullable): a container
 *
 * Returns: how many quotes it stands in, itself counted
 */
guint
ent_container_get_quote_depth (EntContainer *self)
{
  guint depth = 0;

  for (; self != NULL; self = self->parent)
    if (self->kind == ENT_CONTAINER_QUOTE)
      depth++;

  return depth;
}

/**
 * ent_container_get_common:
 * @a: (nullable): a container
 * @b: (nullable): another
 *
 * Returns: the depth of the innermost container that holds both
 */
guint
ent_container_get_common (EntContainer *a,
                          EntContainer *b)
{
  guint depth = MIN (ent_container_get_depth (a), ent_container_get_depth (b));

  a = ent_container_get_ancestor (a, depth);
  b = ent_container_get_ancestor (b, depth);
  while (a != b)
    {
      a = a->parent;
      b = b->parent;
    }

  return ent_container_get_depth (a);
}

/**
 * ent_container_same_shape:
 * @a: (nullable): a container
 * @b: (nullable): another
 *
 * Compares what they are, not whether they are the same ones.
 *
 * Returns: %TRUE if both chains are of the same kinds with the same fields
 */
gboolean
ent_container_same_shape (EntContainer *a,
                          EntContainer *b)
{
  if (ent_container_get_depth (a) != ent_container_get_depth (b))
    return FALSE;

  for (; a != b; a = a->parent, b = b->parent)
    if (a->kind != b->kind || a->start != b->start || g_strcmp0 (a->type, b->type) != 0)
      return FALSE;

  return TRUE;
}
