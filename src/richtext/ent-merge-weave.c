/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-merge-weave.h"

static EntMergeChoice
get_choice (EntMergeWeave *self,
            int            question)
{
  return (guint) question < self->n_choices ? self->choices[question] : ENT_MERGE_TAKE_MINE;
}

static gboolean
is_taken (EntMergeWeave   *self,
          int              question,
          EntMergeVersion  version)
{
  switch (get_choice (self, question))
    {
    case ENT_MERGE_TAKE_MINE:
      return version == ENT_MERGE_MINE;
    case ENT_MERGE_TAKE_THEIRS:
      return version == ENT_MERGE_THEIRS;
    case ENT_MERGE_TAKE_BOTH:
    default:
      return TRUE;
    }
}

static EntMergeSide *
get_side (EntMergeWeave   *self,
          EntMergeVersion  version)
{
  return version == ENT_MERGE_MINE ? self->mine : self->theirs;
}

static void
put (EntMergeWeave *self,
     EntBlock      *block,
     EntContainer  *container)
{
  if (self->questions != NULL)
    g_array_append_val (self->questions, self->question);
  g_ptr_array_add (self->blocks,
                   container == ent_block_get_container (block)
                   ? ent_block_ref (block)
                   : ent_block_with_container (block, container));
}

/* The question a block of a version is about, or -1. */
static int
find_question (EntMergeWeave   *self,
               EntMergeVersion  version,
               guint            index)
{
  const EntMergeOrigin *origin = &get_side (self, version)->origins[index];
  int base = origin->base >= 0 ? origin->base : origin->part_of;

  return base >= 0 ? self->outcomes[base].question : -1;
}

static void
put_from (EntMergeWeave   *self,
          EntMergeVersion  version,
          guint            index)
{
  EntBlock *block = ent_document_get_block (get_side (self, version)->document, index);

  self->question = find_question (self, version, index);
  put (self, block,
       ent_merge_containers_resolve (self->containers, version, ent_block_get_container (block)));
  self->question = -1;
}

/* What a version has the block of the base at @index stand in, in its place. */
static EntContainer *
get_container (EntMergeWeave   *self,
               EntMergeVersion  version,
               guint            index)
{
  const EntMergeMatch *match = &get_side (self, version)->matches[index];

  return ent_block_get_container (
    ent_document_get_block (get_side (self, version)->document, (guint) match->index));
}

static gboolean
is_in_place (EntMergeWeave   *self,
             EntMergeVersion  version,
             guint            index)
{
  EntMergeFate fate = get_side (self, version)->matches[index].fate;

  return fate == ENT_MERGE_KEPT || fate == ENT_MERGE_CHANGED;
}

/* What a settled block stands in: where the version that changed this put it. */
static EntContainer *
merge_container (EntMergeWeave *self,
                 guint          index)
{
  EntBlock *block = ent_document_get_block (self->base, index);
  EntContainer *base = ent_merge_containers_resolve (self->containers, ENT_MERGE_BASE,
                                                     ent_block_get_container (block));
  EntContainer *of_mine = get_container (self, ENT_MERGE_MINE, index);
  EntContainer *of_theirs = get_container (self, ENT_MERGE_THEIRS, index);
  EntContainer *theirs =
    ent_merge_containers_resolve (self->containers, ENT_MERGE_THEIRS, of_theirs);
  EntContainer *mine;

  /* Both put it in a new list alike: one list. */
  if (theirs != base && ent_container_same_shape (of_mine, of_theirs))
    {
      ent_merge_containers_adopt (self->containers, of_mine, of_theirs);
      return theirs;
    }

  mine = ent_merge_containers_resolve (self->containers, ENT_MERGE_MINE, of_mine);
  return mine == base ? theirs : mine;
}

static void
put_question (EntMergeWeave *self,
              guint          index,
              int            question)
{
  const EntMergeMatch *mine = &self->mine->matches[index];
  const EntMergeMatch *theirs = &self->theirs->matches[index];
  EntBlock *put_theirs = NULL;

  if (is_taken (self, question, ENT_MERGE_THEIRS) && is_in_place (self, ENT_MERGE_THEIRS, index))
    {
      put_from (self, ENT_MERGE_THEIRS, (guint) theirs->index);
      put_theirs = ent_document_get_block (self->theirs->document, (guint) theirs->index);
    }

  if (is_taken (self, question, ENT_MERGE_MINE) && is_in_place (self, ENT_MERGE_MINE, index) &&
      (put_theirs == NULL ||
       !ent_block_equal (put_theirs, ent_document_get_block (self->mine->document,
                                                             (guint) mine->index))))
    put_from (self, ENT_MERGE_MINE, (guint) mine->index);
}

static void
put_block (EntMergeWeave *self,
           guint          index)
{
  const EntMergeOutcome *outcome = &self->outcomes[index];

  if (outcome->question >= 0)
    put_question (self, index, outcome->question);
  else if (outcome->tied >= 0 && is_in_place (self, outcome->tied_to, index) &&
           get_choice (self, outcome->tied) != ENT_MERGE_TAKE_BOTH &&
           is_taken (self, outcome->tied, outcome->tied_to))
    put_from (self, outcome->tied_to,
              (guint) get_side (self, outcome->tied_to)->matches[index].index);
  else if (outcome->block != NULL)
    put (self, outcome->block, merge_container (self, index));
}

/* A moved block goes where a version put it, unless the teacher chose otherwise; it never comes out
 * twice. */
static gboolean
is_move_taken (EntMergeWeave   *self,
               EntMergeVersion  version,
               guint            index)
{
  const EntMergeMatch *mine = &self->mine->matches[index];
  const EntMergeMatch *theirs = &self->theirs->matches[index];
  gboolean both = mine->fate == ENT_MERGE_MOVED && theirs->fate == ENT_MERGE_MOVED;
  int question = self->outcomes[index].question;

  if (question >= 0)
    return is_taken (self, question, version) &&
           !(both && version == ENT_MERGE_THEIRS && is_taken (self, question, ENT_MERGE_MINE));

  /* Moved alike: found twice in one gap, it is kept once there. */
  return !both || version == ENT_MERGE_THEIRS ||
         self->mine->origins[mine->index].low == self->theirs->origins[theirs->index].low;
}

static gboolean
is_put_in_gap (EntMergeWeave   *self,
               EntMergeVersion  version,
               guint            index)
{
  EntMergeSide *side = get_side (self, version);
  const EntMergeOrigin *origin = &side->origins[index];

  if (origin->base >= 0)
    return side->matches[origin->base].fate == ENT_MERGE_MOVED &&
           is_move_taken (self, version, (guint) origin->base);

  return origin->part_of < 0 || self->outcomes[origin->part_of].question < 0 ||
         is_taken (self, self->outcomes[origin->part_of].question, version);
}

/* What a version put into @gap; goes on from *@cursor. */
static GArray *
collect (EntMergeWeave   *self,
         EntMergeVersion  version,
         guint            gap,
         guint           *cursor)
{
  EntMergeSide *side = get_side (self, version);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (; *cursor < ent_document_get_n_blocks (side->document) &&
       side->origins[*cursor].low <= gap; (*cursor)++)
    if (is_put_in_gap (self, version, *cursor))
      g_array_append_val (found, *cursor);

  return found;
}

static void
adopt (EntMergeWeave *self,
       guint          mine,
       guint          theirs)
{
  ent_merge_containers_adopt (
    self->containers,
    ent_block_get_container (ent_document_get_block (self->mine->document, mine)),
    ent_block_get_container (ent_document_get_block (self->theirs->document, theirs)));
}

static guint *
number_all (EntMergeSide *side,
            GArray       *blocks,
            GHashTable   *ids)
{
  guint *numbers = g_new (guint, blocks->len);

  for (guint i = 0; i < blocks->len; i++)
    {
      EntBlock *block =
        ent_document_get_block (side->document, g_array_index (blocks, guint, i));

      numbers[i] = ent_merge_intern (ids, ent_block_get_fingerprint (block));
    }

  return numbers;
}

/* What both put there alike once, in its place; of the rest theirs first. */
static void
put_both (EntMergeWeave *self,
          GArray        *theirs,
          GArray        *mine)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *of_theirs = number_all (self->theirs, theirs, ids);
  g_autofree guint *of_mine = number_all (self->mine, mine, ids);
  /* How many of theirs mine may have in another order. */
  g_autofree guint *spare = g_new0 (guint, g_hash_table_size (ids));
  g_autofree int *matches = g_new (int, theirs->len);
  guint m = 0;

  ent_merge_align (of_theirs, theirs->len, of_mine, mine->len, g_hash_table_size (ids), matches);
  for (guint t = 0; t < theirs->len; t++)
    if (matches[t] < 0)
      spare[of_theirs[t]]++;
    else
      adopt (self, g_array_index (mine, guint, matches[t]), g_array_index (theirs, guint, t));

  for (guint t = 0; t <= theirs->len; t++)
    {
      guint end = mine->len;

      if (t < theirs->len && matches[t] < 0)
        {
          put_from (self, ENT_MERGE_THEIRS, g_array_index (theirs, guint, t));
          continue;
        }

      if (t < theirs->len)
        end = (guint) matches[t];
      for (; m < end; m++)
        if (spare[of_mine[m]] > 0)
          spare[of_mine[m]]--;
        else
          put_from (self, ENT_MERGE_MINE, g_array_index (mine, guint, m));
      if (t < theirs->len)
        {
          m++;
          put_from (self, ENT_MERGE_THEIRS, g_array_index (theirs, guint, t));
        }
    }
}

static void
put_gap (EntMergeWeave *self,
         GArray        *theirs,
         GArray        *mine)
{
  if (theirs->len > 0 && mine->len > 0)
    {
      put_both (self, theirs, mine);
      return;
    }

  for (guint i = 0; i < theirs->len; i++)
    put_from (self, ENT_MERGE_THEIRS, g_array_index (theirs, guint, i));
  for (guint i = 0; i < mine->len; i++)
    put_from (self, ENT_MERGE_MINE, g_array_index (mine, guint, i));
}

/**
 * ent_merge_weave:
 * @self: what is to be put together
 *
 * Returns: (transfer full): the merged text
 */
EntDocument *
ent_merge_weave (EntMergeWeave *self)
{
  g_autoptr (EntMergeContainers) containers =
    ent_merge_containers_new (self->base, self->mine, self->theirs);
  g_autoptr (GPtrArray) blocks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  guint n_blocks = ent_document_get_n_blocks (self->base);
  guint m = 0;
  guint t = 0;

  self->containers = containers;
  self->blocks = blocks;
  self->question = -1;
  for (guint i = 0; i <= n_blocks; i++)
    {
      g_autoptr (GArray) theirs = collect (self, ENT_MERGE_THEIRS, i, &t);
      g_autoptr (GArray) mine = collect (self, ENT_MERGE_MINE, i, &m);

      put_gap (self, theirs, mine);
      if (i < n_blocks)
        put_block (self, i);
    }

  return ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
}
