/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* The three-way merge. Each version is matched with the base (ent-merge-match.c); what becomes of
 * each block of the base is then a matter of two fates, and where both changed its text, of its
 * words (ent-merge-words.c). What cannot be settled is a question. The merged text is woven in the
 * order of the base (ent-merge-weave.c): in each gap between two of its blocks what both versions
 * put there, theirs first, then the block itself. Nothing is ever left out silently: a block goes
 * only where one version deleted it and the other left it alone. Time grows as n log n, whatever
 * the texts are. */

#include "ent-merge-private.h"

#include "ent-block-private.h"
#include "ent-merge-weave.h"
#include "ent-runs-private.h"

struct _EntMerge
{
  EntDocument  *base;       /* (owned) */
  EntMergeSide *mine;       /* (owned) (nullable): NULL when settled */
  EntMergeSide *theirs;     /* (owned) (nullable) */
  EntDocument  *settled;    /* (owned) (nullable): two versions were equal, this is the third */
  GArray       *outcomes;   /* (owned) (element-type EntMergeOutcome): of the base's blocks */
  GArray       *questions;  /* (owned) (element-type guint): the blocks of the base asked about */
};

static void
clear_outcome (gpointer data)
{
  EntMergeOutcome *outcome = data;

  g_clear_pointer (&outcome->block, ent_block_unref);
}

static EntBlock *
get_block (EntMergeSide        *side,
           const EntMergeMatch *match)
{
  return ent_document_get_block (side->document, (guint) match->index);
}

/* Adds the paragraphs cut off the block of the base at @index that stand before it, or after it. */
static void
add_parts (GPtrArray    *blocks,
           EntMergeSide *side,
           guint         index,
           int           step)
{
  int n_blocks = (int) ent_document_get_n_blocks (side->document);

  for (int j = side->matches[index].index + step; j >= 0 && j < n_blocks; j += step)
    {
      EntMergeOrigin *origin = &side->origins[j];

      if (origin->base >= 0 && side->matches[origin->base].fate != ENT_MERGE_MOVED)
        return;
      if (origin->part_of == (int) index)
        g_ptr_array_insert (blocks, step > 0 ? -1 : 0,
                            ent_document_get_block (side->document, (guint) j));
    }
}

/* All that a version made of the block of the base at @index, in order; one block unless it was
 * cut. */
static GPtrArray *
find_pieces (EntMergeSide *side,
             guint         index)
{
  const EntMergeMatch *match = &side->matches[index];
  GPtrArray *blocks = g_ptr_array_new ();

  if (match->index < 0)
    return blocks;

  g_ptr_array_add (blocks, get_block (side, match));
  if (match->fate == ENT_MERGE_CHANGED)
    {
      add_parts (blocks, side, index, -1);
      add_parts (blocks, side, index, 1);
    }

  return blocks;
}

/* Of two that were cut: whether the pieces that were cut off are the same. */
static gboolean
is_cut_alike (GPtrArray *a,
              EntBlock  *first_of_a,
              GPtrArray *b,
              EntBlock  *first_of_b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      EntBlock *in_a = g_ptr_array_index (a, i);
      EntBlock *in_b = g_ptr_array_index (b, i);

      if ((in_a == first_of_a) != (in_b == first_of_b) ||
          (in_a != first_of_a && !ent_block_equal (in_a, in_b)))
        return FALSE;
    }

  return TRUE;
}

/* What is left of a block without its words: what it is, how it is aligned, what it stands in. */
static EntBlock *
strip (EntBlock *block)
{
  return ent_block_with_runs (block, NULL, 0);
}

static gboolean
is_prose (EntBlock *block)
{
  EntBlockType type = ent_block_get_type_of (block);

  return type == ENT_BLOCK_PARAGRAPH || type == ENT_BLOCK_HEADING;
}

static gboolean
has_mergeable_words (EntBlock *base,
                     EntBlock *mine,
                     EntBlock *theirs)
{
  if (is_prose (base) && is_prose (mine) && is_prose (theirs))
    return TRUE;

  /* Code and old alerts hold other things than paragraphs do. */
  return ent_block_has_runs (base) && base->type == mine->type && base->type == theirs->type &&
         base->type != ENT_BLOCK_ATTACHMENTS;
}

/* The version that says what the block is; NULL if both say it anew, each in its way. */
static EntBlock *
choose_frame (EntBlock *base,
              EntBlock *mine,
              EntBlock *theirs)
{
  g_autoptr (EntBlock) of_base = strip (base);
  g_autoptr (EntBlock) of_mine = strip (mine);
  g_autoptr (EntBlock) of_theirs = strip (theirs);

  if (ent_block_equal (of_mine, of_base))
    return ent_block_equal (of_theirs, of_base) ? base : theirs;
  if (ent_block_equal (of_theirs, of_base) || ent_block_equal (of_theirs, of_mine))
    return mine;

  return NULL;
}

static EntBlock *
merge_block (EntBlock *base,
             EntBlock *mine,
             EntBlock *theirs,
             gboolean  is_cut)
{
  EntBlock *frame;
  g_autoptr (GPtrArray) runs = NULL;

  if (!is_cut && ent_block_equal (mine, theirs))
    return ent_block_ref (theirs);
  if (!has_mergeable_words (base, mine, theirs))
    return NULL;

  frame = choose_frame (base, mine, theirs);
  if (frame != NULL)
    runs = ent_merge_runs (base->runs, mine->runs, theirs->runs, is_cut);
  if (runs == NULL)
    return NULL;

  if (ent_block_get_type_of (frame) != ENT_BLOCK_CODE)
    {
      GPtrArray *normal = ent_runs_normalize (runs);

      g_ptr_array_unref (runs);
      runs = normal;
    }

  return ent_block_with_runs (frame, (EntRun **) runs->pdata, runs->len);
}

/* One version left the block alone: what it is in the other, NULL if it is no longer there. */
static EntBlock *
take (EntMerge            *self,
      guint                index,
      EntMergeSide        *side,
      const EntMergeMatch *match)
{
  switch (match->fate)
    {
    case ENT_MERGE_KEPT:
      return ent_block_ref (ent_document_get_block (self->base, index));
    case ENT_MERGE_CHANGED:
      return ent_block_ref (get_block (side, match));
    case ENT_MERGE_MOVED:
    case ENT_MERGE_DELETED:
    default:
      return NULL;
    }
}

static gboolean
is_moved_alike (EntMerge *self,
                guint     index)
{
  EntMergeOrigin *mine = &self->mine->origins[self->mine->matches[index].index];
  EntMergeOrigin *theirs = &self->theirs->origins[self->theirs->matches[index].index];

  return mine->low <= theirs->high && theirs->low <= mine->high;
}

/* Both changed it: the result, or NULL if the teacher must choose. */
static EntBlock *
merge_changed (EntMerge *self,
               guint     index)
{
  EntBlock *mine = get_block (self->mine, &self->mine->matches[index]);
  EntBlock *theirs = get_block (self->theirs, &self->theirs->matches[index]);
  g_autoptr (GPtrArray) of_mine = find_pieces (self->mine, index);
  g_autoptr (GPtrArray) of_theirs = find_pieces (self->theirs, index);

  if (of_mine->len > 1 && of_theirs->len > 1 &&
      !is_cut_alike (of_mine, mine, of_theirs, theirs))
    return NULL;

  return merge_block (ent_document_get_block (self->base, index), mine, theirs,
                      (of_mine->len > 1) != (of_theirs->len > 1));
}

/* FALSE: the teacher must choose. */
static gboolean
settle (EntMerge        *self,
        guint            index,
        EntMergeOutcome *outcome)
{
  const EntMergeMatch *mine = &self->mine->matches[index];
  const EntMergeMatch *theirs = &self->theirs->matches[index];

  if (mine->fate == ENT_MERGE_KEPT)
    {
      outcome->block = take (self, index, self->theirs, theirs);
      return TRUE;
    }

  if (theirs->fate == ENT_MERGE_KEPT)
    {
      outcome->block = take (self, index, self->mine, mine);
      return TRUE;
    }

  if (mine->fate != theirs->fate)
    return FALSE;

  switch (mine->fate)
    {
    case ENT_MERGE_DELETED:
      return (mine->joined < 0) == (theirs->joined < 0);
    case ENT_MERGE_MOVED:
      return is_moved_alike (self, index);
    case ENT_MERGE_CHANGED:
    case ENT_MERGE_KEPT:
    default:
      outcome->block = merge_changed (self, index);
      return outcome->block != NULL;
    }
}

/* A version joined the paragraph at @index to another: who takes the other version of it wants the
 * other of both. */
static void
tie (EntMerge        *self,
     EntMergeSide    *side,
     EntMergeVersion  other,
     guint            index,
     guint            question)
{
  int joined = side->matches[index].joined;
  EntMergeOutcome *outcome;

  if (joined < 0)
    return;

  outcome = &g_array_index (self->outcomes, EntMergeOutcome, joined);
  if (outcome->question < 0)
    {
      outcome->tied = (int) question;
      outcome->tied_to = other;
    }
}

static void
settle_all (EntMerge *self)
{
  guint n_blocks = ent_document_get_n_blocks (self->base);

  g_array_set_clear_func (self->outcomes, clear_outcome);
  for (guint i = 0; i < n_blocks; i++)
    {
      EntMergeOutcome outcome = { .question = -1, .tied = -1 };

      if (!settle (self, i, &outcome))
        {
          outcome.question = (int) self->questions->len;
          g_array_append_val (self->questions, i);
        }
      g_array_append_val (self->outcomes, outcome);
    }

  for (guint q = 0; q < self->questions->len; q++)
    {
      guint index = g_array_index (self->questions, guint, q);

      tie (self, self->mine, ENT_MERGE_THEIRS, index, q);
      tie (self, self->theirs, ENT_MERGE_MINE, index, q);
    }
}

/**
 * ent_merge_new:
 * @base: what both versions were made from
 * @mine: my version
 * @theirs: the other
 *
 * If two of the three are equal, the third is the result, byte for byte. Any thread may do this;
 * time grows as n log n.
 *
 * Returns: (transfer full): the merge
 */
EntMerge *
ent_merge_new (EntDocument *base,
               EntDocument *mine,
               EntDocument *theirs)
{
  EntMerge *self;
  g_autoptr (GHashTable) ids = NULL;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (mine != NULL, NULL);
  g_return_val_if_fail (theirs != NULL, NULL);

  self = g_new0 (EntMerge, 1);
  self->base = ent_document_ref (base);
  self->outcomes = g_array_new (FALSE, FALSE, sizeof (EntMergeOutcome));
  self->questions = g_array_new (FALSE, FALSE, sizeof (guint));

  if (ent_document_equal (base, theirs) || ent_document_equal (mine, theirs))
    self->settled = ent_document_ref (mine);
  else if (ent_document_equal (base, mine))
    self->settled = ent_document_ref (theirs);
  if (self->settled != NULL)
    return self;

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->mine = ent_merge_side_new (base, mine, ids);
  self->theirs = ent_merge_side_new (base, theirs, ids);
  settle_all (self);

  return self;
}

void
ent_merge_free (EntMerge *self)
{
  ent_document_unref (self->base);
  g_clear_pointer (&self->settled, ent_document_unref);
  g_clear_pointer (&self->mine, ent_merge_side_free);
  g_clear_pointer (&self->theirs, ent_merge_side_free);
  g_array_unref (self->outcomes);
  g_array_unref (self->questions);
  g_free (self);
}

EntMergeKind
ent_merge_get_kind (EntMerge *self)
{
  return self->questions->len == 0 ? ENT_MERGE_CLEAN : ENT_MERGE_CHOOSE;
}

/**
 * ent_merge_get_n_questions:
 * @self: a merge
 *
 * Returns: how many blocks of the base the teacher is asked about; 0 for a clean merge
 */
guint
ent_merge_get_n_questions (EntMerge *self)
{
  return self->questions->len;
}

/**
 * ent_merge_get_base_index:
 * @self: a merge
 * @question: which, from 0, in the order of the base
 *
 * Returns: the block of the base it is about
 */
guint
ent_merge_get_base_index (EntMerge *self,
                          guint     question)
{
  g_return_val_if_fail (question < self->questions->len, 0);

  return g_array_index (self->questions, guint, question);
}

/**
 * ent_merge_is_about_place:
 * @self: a merge
 * @question: which, from 0
 *
 * Returns: %TRUE if a version moved the block: what it says may be the same in all of them
 */
gboolean
ent_merge_is_about_place (EntMerge *self,
                          guint     question)
{
  guint index = ent_merge_get_base_index (self, question);

  g_return_val_if_fail (question < self->questions->len, FALSE);

  return self->mine->matches[index].fate == ENT_MERGE_MOVED ||
         self->theirs->matches[index].fate == ENT_MERGE_MOVED;
}

static EntDocument *
show_side (EntMergeSide *side,
           guint         index)
{
  const EntMergeMatch *match = &side->matches[index];
  g_autoptr (GPtrArray) blocks = find_pieces (side, index);

  if (match->joined >= 0)
    g_ptr_array_add (blocks, get_block (side, &side->matches[match->joined]));

  return ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
}

/**
 * ent_merge_dup_version:
 * @self: a merge
 * @question: which, from 0
 * @version: whose
 *
 * What a version says in the place a question is about: one block, more if it was cut, the whole
 * paragraph if it was joined to the one before.
 *
 * Returns: (transfer full): the blocks, none if that version deleted it
 */
EntDocument *
ent_merge_dup_version (EntMerge        *self,
                       guint            question,
                       EntMergeVersion  version)
{
  guint index = ent_merge_get_base_index (self, question);
  EntBlock *block;

  g_return_val_if_fail (question < self->questions->len, NULL);

  switch (version)
    {
    case ENT_MERGE_MINE:
      return show_side (self->mine, index);
    case ENT_MERGE_THEIRS:
      return show_side (self->theirs, index);
    case ENT_MERGE_BASE:
    default:
      block = ent_document_get_block (self->base, index);
      return ent_document_new_from_blocks (&block, 1);
    }
}

/**
 * ent_merge_dup_document:
 * @self: a merge
 * @choices: (array length=n_choices) (nullable): what is taken for each question
 * @n_choices: how many; mine is taken for the questions after these
 *
 * Blocks nobody touched keep the bytes they have in @base, those of one version alone keep its own.
 *
 * Returns: (transfer full): the merged text
 */
EntDocument *
ent_merge_dup_document (EntMerge             *self,
                        const EntMergeChoice *choices,
                        guint                 n_choices)
{
  return ent_merge_dup_marked_document (self, choices, n_choices, NULL);
}

/**
 * ent_merge_dup_marked_document:
 * @self: a merge
 * @choices: (array length=n_choices) (nullable): as of ent_merge_dup_document()
 * @n_choices: as of ent_merge_dup_document()
 * @questions: (out) (optional) (transfer full) (element-type int): for each block of the merged text
 *   the question it answers, or -1
 *
 * Returns: (transfer full): the merged text
 */
EntDocument *
ent_merge_dup_marked_document (EntMerge              *self,
                               const EntMergeChoice  *choices,
                               guint                  n_choices,
                               GArray               **questions)
{
  EntMergeWeave weave = { 0 };
  const int none = -1;

  g_return_val_if_fail (choices != NULL || n_choices == 0, NULL);

  if (questions != NULL)
    weave.questions = *questions = g_array_new (FALSE, FALSE, sizeof (int));

  if (self->settled != NULL)
    {
      for (guint i = 0; questions != NULL && i < ent_document_get_n_blocks (self->settled); i++)
        g_array_append_val (*questions, none);
      return ent_document_ref (self->settled);
    }

  weave.base = self->base;
  weave.mine = self->mine;
  weave.theirs = self->theirs;
  weave.outcomes = (const EntMergeOutcome *) self->outcomes->data;
  weave.choices = choices;
  weave.n_choices = n_choices;

  return ent_merge_weave (&weave);
}

/**
 * ent_merge_find_question:
 * @self: a merge
 * @version: mine or theirs
 * @index: a block of that version
 * @base_index: (out) (optional): the block of the base it is or was cut off, -1: a new one
 *
 * Returns: the question this block is about, or -1
 */
int
ent_merge_find_question (EntMerge        *self,
                         EntMergeVersion  version,
                         guint            index,
                         int             *base_index)
{
  EntMergeSide *side = version == ENT_MERGE_MINE ? self->mine : self->theirs;
  int base = -1;

  g_return_val_if_fail (version != ENT_MERGE_BASE, -1);

  if (self->settled == NULL)
    {
      g_return_val_if_fail (index < ent_document_get_n_blocks (side->document), -1);
      base = side->origins[index].base >= 0 ? side->origins[index].base
             : side->origins[index].part_of;
    }
  if (base_index != NULL)
    *base_index = base;

  return base >= 0 ? g_array_index (self->outcomes, EntMergeOutcome, base).question : -1;
}

/**
 * ent_merge_shares_nothing:
 * @self: a merge without a question
 *
 * Two authors who each wrote everything anew wrote two texts: put together they stand one after the
 * other, which is no text anybody meant.
 *
 * Returns: whether the two versions have no block in common
 */
gboolean
ent_merge_shares_nothing (EntMerge *self)
{
  g_autoptr (EntDocument) merged = NULL;

  if (self->settled != NULL || self->questions->len > 0)
    return FALSE;

  merged = ent_merge_dup_document (self, NULL, 0);

  return ent_document_get_n_blocks (merged) >=
         ent_document_get_n_blocks (self->mine->document) +
         ent_document_get_n_blocks (self->theirs->document);
}
