/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* Says what a version made of each block of the base. Equal blocks first, in order; equal ones
 * elsewhere were moved; in the stretches between them, where all was changed, one to one if there
 * are as many, else by the letters they have in common. */

#include "ent-merge-private.h"

#include <string.h>

#include "ent-block-private.h"

/* Two words that start alike count as one: “gourde” and “gourdes”. */
#define STEM_LENGTH 4

typedef struct
{
  GHashTable *ids;      /* (unowned) (element-type utf8 guint) */
  GArray     *words;    /* (owned) (element-type guint): of all blocks, one after the other */
  GArray     *owners;   /* (owned) (element-type guint): for each word, the place of its block */
  GArray     *lengths;  /* (owned) (element-type guint): for each word, its letters */
  guint      *totals;   /* (owned): for each block, its letters */
} Letters;

/* The letters that a block of the base and one of the version have in common. */
typedef struct
{
  guint base;
  guint other;
  guint letters;
} Likeness;

/* A stretch where all was changed, while it is being matched. */
typedef struct
{
  EntMergeSide *side;     /* (unowned) */
  GArray       *bases;    /* (unowned) (element-type guint): blocks of the base */
  GArray       *others;   /* (unowned) (element-type guint): blocks of the version */
} Stretch;

static guint *
number_blocks (EntDocument *document,
               GHashTable  *ids)
{
  guint n_blocks = ent_document_get_n_blocks (document);
  guint *numbers = g_new (guint, n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    numbers[i] =
      ent_merge_intern (ids, ent_block_get_fingerprint (ent_document_get_block (document, i)));

  return numbers;
}

static gboolean
is_blank (EntDocument *document,
          guint        index)
{
  EntBlock *block = ent_document_get_block (document, index);

  return ent_block_has_runs (block) && ent_block_get_n_runs (block) == 0;
}

/* Blank paragraphs do not move: one goes, another comes. */
static void
find_moves (EntMergeSide *self,
            EntDocument  *base,
            const guint  *of_base,
            const guint  *of_self,
            guint         n_ids)
{
  guint n_blocks = ent_document_get_n_blocks (self->document);
  /* For each number, one more than its first free block. */
  g_autofree guint *first = g_new0 (guint, n_ids);
  g_autofree guint *next = g_new0 (guint, n_blocks);

  for (guint j = n_blocks; j-- > 0;)
    if (self->origins[j].base < 0)
      {
        next[j] = first[of_self[j]];
        first[of_self[j]] = j + 1;
      }

  for (guint i = 0; i < ent_document_get_n_blocks (base); i++)
    {
      guint place = first[of_base[i]];

      if (self->matches[i].fate != ENT_MERGE_DELETED || place == 0 || is_blank (base, i))
        continue;

      first[of_base[i]] = next[place - 1];
      self->matches[i].fate = ENT_MERGE_MOVED;
      self->matches[i].index = (int) place - 1;
      self->origins[place - 1].base = (int) i;
    }
}

static void
match_changed (EntMergeSide *self,
               guint         base,
               guint         other)
{
  self->matches[base].fate = ENT_MERGE_CHANGED;
  self->matches[base].index = (int) other;
  self->origins[other].base = (int) base;
}

static void
clear_letters (Letters *self)
{
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->owners, g_array_unref);
  g_clear_pointer (&self->lengths, g_array_unref);
  g_clear_pointer (&self->totals, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letters, clear_letters)

static void
add_word (Letters    *self,
          guint       owner,
          const char *word)
{
  g_autofree char *stem = g_utf8_substring (word, 0, MIN (STEM_LENGTH, g_utf8_strlen (word, -1)));
  guint id = ent_merge_intern (self->ids, stem);
  guint length = (guint) g_utf8_strlen (word, -1);

  g_array_append_val (self->words, id);
  g_array_append_val (self->owners, owner);
  g_array_append_val (self->lengths, length);
  self->totals[owner] += length;
}

static void
add_block (Letters  *self,
           guint     owner,
           EntBlock *block)
{
  g_autofree char *plain = ent_block_to_plain (block);
  g_autofree char *folded = g_utf8_casefold (plain, -1);
  char *end;

  /* A picture, a sound or a table is like another one before its words are. */
  if (!ent_block_has_runs (block))
    add_word (self, owner, ent_block_type_to_string (ent_block_get_type_of (block)));

  for (char *c = folded; *c != '\0'; c = end)
    {
      while (g_unichar_isspace (g_utf8_get_char (c)))
        c = g_utf8_next_char (c);
      end = c;
      while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > c)
        {
          g_autofree char *word = g_strndup (c, (gsize) (end - c));

          add_word (self, owner, word);
        }
    }
}

static void
read_letters (Letters     *self,
              EntDocument *document,
              GArray      *blocks,
              GHashTable  *ids)
{
  self->ids = ids;
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  self->totals = g_new0 (guint, blocks->len);

  for (guint i = 0; i < blocks->len; i++)
    add_block (self, i, ent_document_get_block (document, g_array_index (blocks, guint, i)));
}

/* The words of the whole stretch are compared as one text, so that this takes no longer for many
 * blocks than for few. */
static GArray *
find_likenesses (const Letters *base,
                 const Letters *other)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Likeness));
  g_autofree int *matches = g_new (int, base->words->len);

  ent_merge_align ((guint *) base->words->data, base->words->len,
                   (guint *) other->words->data, other->words->len,
                   g_hash_table_size (base->ids), matches);

  for (guint i = 0; i < base->words->len; i++)
    {
      Likeness *last = found->len > 0 ? &g_array_index (found, Likeness, found->len - 1) : NULL;
      Likeness likeness = { .base = g_array_index (base->owners, guint, i) };

      if (matches[i] < 0)
        continue;

      likeness.other = g_array_index (other->owners, guint, matches[i]);
      likeness.letters = MIN (g_array_index (base->lengths, guint, i),
                              g_array_index (other->lengths, guint, matches[i]));
      if (last != NULL && last->base == likeness.base && last->other == likeness.other)
        last->letters += likeness.letters;
      else
        g_array_append_val (found, likeness);
    }

  return found;
}

/* Whether one of the following pairs suits one of the two better. The first piece of a paragraph
 * cut in two, and the first of two that were joined, is the one that stayed, however small. */
static gboolean
is_surpassed (GArray        *likenesses,
              guint          index,
              const Letters *base,
              const Letters *other)
{
  const Likeness *self = &g_array_index (likenesses, Likeness, index);
  gboolean is_piece = 4 * self->letters >= 3 * other->totals[self->other];
  gboolean is_joined = 4 * self->letters >= 3 * base->totals[self->base];

  for (guint i = index + 1; i < likenesses->len; i++)
    {
      const Likeness *next = &g_array_index (likenesses, Likeness, i);

      if (next->base != self->base && next->other != self->other)
        return FALSE;
      if (next->letters > self->letters && !(next->base == self->base ? is_piece : is_joined))
        return TRUE;
    }

  return FALSE;
}

static void
match_like (Stretch       *stretch,
            GArray        *likenesses,
            const Letters *base,
            const Letters *other)
{
  for (guint i = 0; i < likenesses->len; i++)
    {
      const Likeness *pair = &g_array_index (likenesses, Likeness, i);
      guint b = g_array_index (stretch->bases, guint, pair->base);
      guint o = g_array_index (stretch->others, guint, pair->other);

      if (stretch->side->matches[b].fate == ENT_MERGE_DELETED &&
          stretch->side->origins[o].base < 0 &&
          (2 * pair->letters >= base->totals[pair->base] ||
           2 * pair->letters >= other->totals[pair->other]) &&
          !is_surpassed (likenesses, i, base, other))
        match_changed (stretch->side, b, o);
    }
}

/* What has no match, but whose words stand for the greater part in a block that has one. */
static void
find_pieces (Stretch       *stretch,
             GArray        *likenesses,
             const Letters *base,
             const Letters *other)
{
  for (guint i = 0; i < likenesses->len; i++)
    {
      const Likeness *pair = &g_array_index (likenesses, Likeness, i);
      guint b = g_array_index (stretch->bases, guint, pair->base);
      guint o = g_array_index (stretch->others, guint, pair->other);
      EntMergeMatch *match = &stretch->side->matches[b];
      EntMergeOrigin *origin = &stretch->side->origins[o];

      if (match->fate == ENT_MERGE_CHANGED && origin->base < 0 &&
          2 * pair->letters >= other->totals[pair->other])
        origin->part_of = (int) b;
      else if (match->fate == ENT_MERGE_DELETED && origin->base >= 0 &&
               2 * pair->letters >= base->totals[pair->base])
        match->joined = origin->base;
    }
}

static void
match_in_turn (Stretch *stretch,
               GArray  *bases,
               GArray  *others)
{
  if (bases->len == others->len)
    for (guint i = 0; i < bases->len; i++)
      match_changed (stretch->side, g_array_index (bases, guint, i),
                     g_array_index (others, guint, i));

  g_array_set_size (bases, 0);
  g_array_set_size (others, 0);
}

/* Between the blocks found alike, those that remain are as many again or stay alone. */
static void
match_rest (Stretch *stretch)
{
  g_autoptr (GArray) bases = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));
  guint o = 0;

  for (guint b = 0; b <= stretch->bases->len; b++)
    {
      guint base = b < stretch->bases->len ? g_array_index (stretch->bases, guint, b) : 0;
      EntMergeMatch *match = b < stretch->bases->len ? &stretch->side->matches[base] : NULL;

      if (match != NULL && match->fate == ENT_MERGE_DELETED)
        {
          if (match->joined < 0)
            g_array_append_val (bases, base);
          continue;
        }

      for (; o < stretch->others->len; o++)
        {
          guint other = g_array_index (stretch->others, guint, o);

          if (match != NULL && match->index == (int) other)
            break;
          if (stretch->side->origins[other].part_of < 0)
            g_array_append_val (others, other);
        }
      o++;
      match_in_turn (stretch, bases, others);
    }
}

static void
match_stretch (Stretch     *stretch,
               EntDocument *base)
{
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GArray) likenesses = NULL;
  g_auto (Letters) of_base = { 0 };
  g_auto (Letters) of_other = { 0 };

  if (stretch->bases->len == stretch->others->len)
    {
      match_in_turn (stretch, stretch->bases, stretch->others);
      return;
    }

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_letters (&of_base, base, stretch->bases, ids);
  read_letters (&of_other, stretch->side->document, stretch->others, ids);
  likenesses = find_likenesses (&of_base, &of_other);
  match_like (stretch, likenesses, &of_base, &of_other);
  find_pieces (stretch, likenesses, &of_base, &of_other);
  match_rest (stretch);
}

/* Goes through all stretches: what stands between two blocks that stayed where they were. */
static void
find_changes (EntMergeSide *self,
              EntDocument  *base)
{
  guint n_base = ent_document_get_n_blocks (base);
  guint n_blocks = ent_document_get_n_blocks (self->document);
  g_autoptr (GArray) bases = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));
  Stretch stretch = { self, bases, others };
  guint j = 0;

  for (guint i = 0; i <= n_base; i++)
    {
      guint end = n_blocks;

      if (i < n_base && self->matches[i].fate != ENT_MERGE_KEPT)
        {
          if (self->matches[i].fate == ENT_MERGE_DELETED)
            g_array_append_val (bases, i);
          continue;
        }

      if (i < n_base)
        end = (guint) self->matches[i].index;
      for (; j < end; j++)
        if (self->origins[j].base < 0)
          g_array_append_val (others, j);
      j++;

      if (bases->len > 0 && others->len > 0)
        match_stretch (&stretch, base);
      g_array_set_size (bases, 0);
      g_array_set_size (others, 0);
    }
}

static void
find_gaps (EntMergeSide *self,
           guint         n_base)
{
  guint n_blocks = ent_document_get_n_blocks (self->document);
  guint gap = 0;

  for (guint j = 0; j < n_blocks; j++)
    {
      EntMergeOrigin *origin = &self->origins[j];

      origin->low = gap;
      if (origin->base >= 0 && self->matches[origin->base].fate != ENT_MERGE_MOVED)
        gap = (guint) origin->base + 1;
    }

  gap = n_base;
  for (guint j = n_blocks; j-- > 0;)
    {
      EntMergeOrigin *origin = &self->origins[j];

      origin->high = gap;
      if (origin->base >= 0 && self->matches[origin->base].fate != ENT_MERGE_MOVED)
        gap = (guint) origin->base;
    }
}

/**
 * ent_merge_side_new:
 * @base: what @version was made from
 * @version: a version of it
 * @ids: (element-type utf8 guint): numbers of fingerprints
 *
 * Returns: (transfer full): what became of each block of @base, and where each block of @version
 *    comes from
 */
EntMergeSide *
ent_merge_side_new (EntDocument *base,
                    EntDocument *version,
                    GHashTable  *ids)
{
  EntMergeSide *self = g_new0 (EntMergeSide, 1);
  guint n_base = ent_document_get_n_blocks (base);
  guint n_blocks = ent_document_get_n_blocks (version);
  g_autofree guint *of_base = number_blocks (base, ids);
  g_autofree guint *of_self = number_blocks (version, ids);
  g_autofree int *matches = g_new (int, n_base);

  self->document = ent_document_ref (version);
  self->matches = g_new (EntMergeMatch, n_base);
  self->origins = g_new (EntMergeOrigin, n_blocks);
  for (guint j = 0; j < n_blocks; j++)
    self->origins[j] = (EntMergeOrigin) { .base = -1, .part_of = -1 };

  ent_merge_align (of_base, n_base, of_self, n_blocks, g_hash_table_size (ids), matches);
  for (guint i = 0; i < n_base; i++)
    {
      self->matches[i] = (EntMergeMatch) { ENT_MERGE_DELETED, matches[i], -1 };
      if (matches[i] >= 0)
        {
          self->matches[i].fate = ENT_MERGE_KEPT;
          self->origins[matches[i]].base = (int) i;
        }
    }

  find_moves (self, base, of_base, of_self, g_hash_table_size (ids));
  find_changes (self, base);
  find_gaps (self, n_base);

  return self;
}

void
ent_merge_side_free (EntMergeSide *self)
{
  ent_document_unref (self->document);
  g_free (self->matches);
  g_free (self->origins);
  g_free (self);
}
