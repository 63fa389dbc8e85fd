/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* A container is itself by its pointer, and three versions read apart have three of each list.
 * Those that hold the same blocks are the same: what the merge takes from a version then stands in
 * the base's own list, beside the base's own items. What a list is (bullets, numbers, their start)
 * is merged like any field. */

#include "ent-merge-private.h"

struct _EntMergeContainers
{
  /* For mine and for theirs: container → the base's (both unowned), and back. */
  GHashTable *to_base[2];    /* (owned) (element-type EntContainer EntContainer) */
  GHashTable *from_base[2];  /* (owned) (element-type EntContainer EntContainer) */
  /* By version: container → what stands for it in the result. */
  GHashTable *resolved[3];   /* (owned) (element-type EntContainer EntContainer) */
};

/* mine and theirs, as places in the tables */
#define SIDE(version) ((version) == ENT_MERGE_MINE ? 0 : 1)

static gboolean
is_list (EntContainer *container)
{
  EntContainerKind kind = ent_container_get_kind (container);

  return kind == ENT_CONTAINER_BULLET_LIST || kind == ENT_CONTAINER_ORDERED_LIST;
}

static gboolean
may_be_same (EntContainer *a,
             EntContainer *b)
{
  return ent_container_get_kind (a) == ent_container_get_kind (b) || (is_list (a) && is_list (b));
}

/* Compares what the two are, not what they stand in. */
static gboolean
has_same_fields (EntContainer *a,
                 EntContainer *b)
{
  EntContainerKind kind = ent_container_get_kind (a);

  return kind == ent_container_get_kind (b) &&
         (kind != ENT_CONTAINER_ORDERED_LIST ||
          (ent_container_get_start (a) == ent_container_get_start (b) &&
           g_strcmp0 (ent_container_get_list_type (a), ent_container_get_list_type (b)) == 0)) &&
         (kind != ENT_CONTAINER_PANE ||
          g_strcmp0 (ent_container_get_pane_type (a), ent_container_get_pane_type (b)) == 0);
}

/* Another container like @like in @parent. */
static EntContainer *
rebuild (EntContainer *like,
         EntContainer *parent)
{
  switch (ent_container_get_kind (like))
    {
    case ENT_CONTAINER_ORDERED_LIST:
      return ent_container_new_ordered (parent, ent_container_get_start (like),
                                        ent_container_get_list_type (like));
    case ENT_CONTAINER_PANE:
      return ent_container_new_pane (parent, ent_container_get_pane_type (like));
    case ENT_CONTAINER_BULLET_LIST:
    case ENT_CONTAINER_ITEM:
    case ENT_CONTAINER_QUOTE:
    default:
      return ent_container_new (parent, ent_container_get_kind (like));
    }
}

static void
pair_chains (EntMergeContainers *self,
             guint               side,
             EntContainer       *other,
             EntContainer       *base)
{
  guint depth = MIN (ent_container_get_depth (other), ent_container_get_depth (base));

  for (guint i = 1; i <= depth; i++)
    {
      EntContainer *of_other = ent_container_get_ancestor (other, i);
      EntContainer *of_base = ent_container_get_ancestor (base, i);
      EntContainer *known = g_hash_table_lookup (self->to_base[side], of_other);

      if (known == of_base)
        continue;
      if (known != NULL || g_hash_table_contains (self->from_base[side], of_base) ||
          !may_be_same (of_other, of_base))
        return;

      g_hash_table_insert (self->to_base[side], of_other, of_base);
      g_hash_table_insert (self->from_base[side], of_base, of_other);
    }
}

static void
pair_side (EntMergeContainers *self,
           guint               side,
           EntDocument        *base,
           EntMergeSide       *other,
           gboolean            of_moved)
{
  for (guint i = 0; i < ent_document_get_n_blocks (base); i++)
    {
      EntMergeMatch *match = &other->matches[i];

      if (match->fate != ENT_MERGE_DELETED && (match->fate == ENT_MERGE_MOVED) == of_moved)
        pair_chains (self, side,
                     ent_block_get_container (ent_document_get_block (other->document,
                                                                      (guint) match->index)),
                     ent_block_get_container (ent_document_get_block (base, i)));
    }
}

/* The version whose fields the base's @container gets; %NULL if both changed them differently. */
static EntContainer *
choose_fields (EntMergeContainers *self,
               EntContainer       *container)
{
  EntContainer *mine = g_hash_table_lookup (self->from_base[0], container);
  EntContainer *theirs = g_hash_table_lookup (self->from_base[1], container);

  if (mine == NULL || has_same_fields (mine, container))
    return theirs == NULL || has_same_fields (theirs, container) ? container : theirs;

  if (theirs == NULL || has_same_fields (theirs, container) || has_same_fields (theirs, mine))
    return mine;

  return NULL;
}

static EntContainer *
find_base (EntMergeContainers *self,
           EntMergeVersion     version,
           EntContainer       *container)
{
  EntContainer *base = container;

  if (version != ENT_MERGE_BASE)
    base = g_hash_table_lookup (self->to_base[SIDE (version)], container);

  return base != NULL && choose_fields (self, base) != NULL ? base : NULL;
}

static EntContainer *
make (EntMergeContainers *self,
      EntMergeVersion     version,
      EntContainer       *container)
{
  EntContainer *parent = ent_container_get_parent (container);
  EntContainer *standing = ent_merge_containers_resolve (self, version, parent);
  EntContainer *base = find_base (self, version, container);
  EntContainer *fields;

  if (version != ENT_MERGE_BASE && base != NULL &&
      standing == ent_merge_containers_resolve (self, ENT_MERGE_BASE,
                                                ent_container_get_parent (base)))
    return ent_container_ref (ent_merge_containers_resolve (self, ENT_MERGE_BASE, base));

  fields = version == ENT_MERGE_BASE && base != NULL ? choose_fields (self, base) : container;
  if (fields == container && standing == parent)
    return ent_container_ref (container);

  return rebuild (fields, standing);
}

/**
 * ent_merge_containers_resolve:
 * @self: the containers of a merge
 * @version: whose @container is
 * @container: (nullable): a container
 *
 * Returns: (transfer none) (nullable): the container of the merged text that stands for it
 */
EntContainer *
ent_merge_containers_resolve (EntMergeContainers *self,
                              EntMergeVersion     version,
                              EntContainer       *container)
{
  EntContainer *found;

  if (container == NULL)
    return NULL;

  found = g_hash_table_lookup (self->resolved[version], container);
  if (found == NULL)
    {
      found = make (self, version, container);
      g_hash_table_insert (self->resolved[version], container, found);
    }

  return found;
}

/**
 * ent_merge_containers_adopt:
 * @self: the containers of a merge
 * @mine: (nullable): what a block stands in that both versions have, in mine
 * @theirs: (nullable): and in theirs, of the same shape
 *
 * What stands in @mine then stands in @theirs.
 */
void
ent_merge_containers_adopt (EntMergeContainers *self,
                            EntContainer       *mine,
                            EntContainer       *theirs)
{
  for (; mine != NULL && theirs != NULL;
       mine = ent_container_get_parent (mine), theirs = ent_container_get_parent (theirs))
    if (!g_hash_table_contains (self->resolved[ENT_MERGE_MINE], mine) &&
        !g_hash_table_contains (self->to_base[SIDE (ENT_MERGE_MINE)], mine))
      g_hash_table_insert (self->resolved[ENT_MERGE_MINE], mine,
                           ent_container_ref (
                             ent_merge_containers_resolve (self, ENT_MERGE_THEIRS, theirs)));
}

/**
 * ent_merge_containers_new:
 * @base: what both versions were made from
 * @mine: my version
 * @theirs: the other
 *
 * Returns: (transfer full): their containers, as one text has them; lives no longer than the three
 */
EntMergeContainers *
ent_merge_containers_new (EntDocument  *base,
                          EntMergeSide *mine,
                          EntMergeSide *theirs)
{
  EntMergeContainers *self = g_new0 (EntMergeContainers, 1);

  for (guint i = 0; i < 2; i++)
    {
      self->to_base[i] = g_hash_table_new (NULL, NULL);
      self->from_base[i] = g_hash_table_new (NULL, NULL);
    }
  for (guint i = 0; i < 3; i++)
    self->resolved[i] =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) ent_container_unref);

  /* A block that stayed says more about its list than one that was moved. */
  pair_side (self, 0, base, mine, FALSE);
  pair_side (self, 0, base, mine, TRUE);
  pair_side (self, 1, base, theirs, FALSE);
  pair_side (self, 1, base, theirs, TRUE);

  return self;
}

void
ent_merge_containers_free (EntMergeContainers *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_hash_table_unref (self->to_base[i]);
      g_hash_table_unref (self->from_base[i]);
    }
  for (guint i = 0; i < 3; i++)
    g_hash_table_unref (self->resolved[i]);
  g_free (self);
}
