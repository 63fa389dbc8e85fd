/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* Finds what two sequences have in common, in order. Small stretches are compared exactly; large
 * ones are first cut at what stands once in both (the “patience” way: the longest rising chain of
 * these), and where nothing does, the first is paired with the first, the second with the second…
 * Time is n log n whatever the sequences are. */

#include "ent-merge-private.h"

/* A stretch of at most so many pairs is compared exactly. */
#define MAX_CELLS (1 << 14)
#define MAX_DEPTH 16

typedef struct
{
  const guint *a;        /* (unowned) */
  const guint *b;        /* (unowned) */
  int         *matches;  /* (unowned): for each of a, its place in b or -1 */
  guint       *n_in_a;   /* (owned): for each number, how often the stretch at work has it */
  guint       *n_in_b;   /* (owned) */
  guint       *place;    /* (owned): for each number, one more than where it stands in b */
  guint       *next;     /* (owned): for each of b, one more than where its like stands next */
} Aligner;

typedef struct
{
  guint a;
  guint b;
} Pair;

/**
 * ent_merge_intern:
 * @ids: (element-type utf8 guint): what was numbered so far
 * @key: a text
 *
 * Returns: the number of @key, from 0
 */
guint
ent_merge_intern (GHashTable *ids,
                  const char *key)
{
  gpointer id;

  if (g_hash_table_lookup_extended (ids, key, NULL, &id))
    return GPOINTER_TO_UINT (id);

  id = GUINT_TO_POINTER (g_hash_table_size (ids));
  g_hash_table_insert (ids, g_strdup (key), id);

  return GPOINTER_TO_UINT (id);
}

static void
align_exactly (Aligner *self,
               guint    a,
               guint    n_a,
               guint    b,
               guint    n_b)
{
  guint width = n_b + 1;
  g_autofree guint16 *common = g_new0 (guint16, (gsize) (n_a + 1) * width);

  for (guint i = n_a; i-- > 0;)
    for (guint j = n_b; j-- > 0;)
      common[i * width + j] =
        self->a[a + i] == self->b[b + j]
        ? common[(i + 1) * width + j + 1] + 1
        : MAX (common[(i + 1) * width + j], common[i * width + j + 1]);

  for (guint i = 0, j = 0; i < n_a && j < n_b;)
    if (self->a[a + i] == self->b[b + j])
      self->matches[a + i++] = (int) (b + j++);
    else if (common[(i + 1) * width + j] >= common[i * width + j + 1])
      i++;
    else
      j++;
}

/* Keeps of @pairs, which rise in a, the longest chain that rises in b, too. */
static void
keep_rising (GArray *pairs)
{
  /* For each length, the pair that ends the best chain. */
  g_autofree guint *tails = g_new (guint, pairs->len + 1);
  g_autofree guint *before = g_new (guint, pairs->len + 1);
  guint length = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      guint low = 0;
      guint high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (pairs, Pair, tails[middle]).b < g_array_index (pairs, Pair, i).b)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : 0;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  /* The chain is put at the end first: its members are behind their place in it. */
  for (guint i = length > 0 ? tails[length - 1] : 0, n = length; n > 0; i = before[i])
    tails[--n] = i;
  for (guint n = 0; n < length; n++)
    g_array_index (pairs, Pair, n) = g_array_index (pairs, Pair, tails[n]);
  g_array_set_size (pairs, length);
}

/* What stands once in both stretches. */
static GArray *
find_unique (Aligner *self,
             guint    a,
             guint    a_end,
             guint    b,
             guint    b_end)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = a; i < a_end; i++)
    self->n_in_a[self->a[i]]++;
  for (guint j = b; j < b_end; j++)
    {
      self->n_in_b[self->b[j]]++;
      self->place[self->b[j]] = j + 1;
    }

  for (guint i = a; i < a_end; i++)
    if (self->n_in_a[self->a[i]] == 1 && self->n_in_b[self->a[i]] == 1)
      {
        Pair pair = { i, self->place[self->a[i]] - 1 };

        g_array_append_val (pairs, pair);
      }

  for (guint i = a; i < a_end; i++)
    self->n_in_a[self->a[i]] = 0;
  for (guint j = b; j < b_end; j++)
    self->n_in_b[self->b[j]] = 0;

  return pairs;
}

/* The first of each number with the first, the second with the second… */
static GArray *
pair_in_turn (Aligner *self,
              guint    a,
              guint    a_end,
              guint    b,
              guint    b_end)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = a; i < a_end; i++)
    self->place[self->a[i]] = 0;
  for (guint j = b_end; j-- > b;)
    self->place[self->b[j]] = 0;
  for (guint j = b_end; j-- > b;)
    {
      self->next[j] = self->place[self->b[j]];
      self->place[self->b[j]] = j + 1;
    }

  for (guint i = a; i < a_end; i++)
    {
      guint place = self->place[self->a[i]];

      if (place > 0)
        {
          Pair pair = { i, place - 1 };

          g_array_append_val (pairs, pair);
          self->place[self->a[i]] = self->next[place - 1];
        }
    }

  return pairs;
}

static void
align (Aligner *self,
       guint    a,
       guint    a_end,
       guint    b,
       guint    b_end,
       guint    depth)
{
  g_autoptr (GArray) pairs = NULL;
  gboolean in_turn;

  while (a < a_end && b < b_end && self->a[a] == self->b[b])
    self->matches[a++] = (int) b++;
  while (a < a_end && b < b_end && self->a[a_end - 1] == self->b[b_end - 1])
    self->matches[--a_end] = (int) --b_end;

  if (a == a_end || b == b_end)
    return;

  if ((guint64) (a_end - a) * (b_end - b) <= MAX_CELLS)
    {
      align_exactly (self, a, a_end - a, b, b_end - b);
      return;
    }

  pairs = find_unique (self, a, a_end, b, b_end);
  in_turn = pairs->len == 0 || depth >= MAX_DEPTH;
  if (in_turn)
    {
      g_array_unref (pairs);
      pairs = pair_in_turn (self, a, a_end, b, b_end);
    }

  keep_rising (pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair pair = g_array_index (pairs, Pair, i);

      self->matches[pair.a] = (int) pair.b;
      if (!in_turn)
        align (self, a, pair.a, b, pair.b, depth + 1);
      a = pair.a + 1;
      b = pair.b + 1;
    }
  if (!in_turn)
    align (self, a, a_end, b, b_end, depth + 1);
}

/**
 * ent_merge_align:
 * @a: (array length=n_a): numbers below @n_ids
 * @n_a: how many
 * @b: (array length=n_b): numbers below @n_ids
 * @n_b: how many
 * @n_ids: how many different numbers there may be
 * @matches: (out caller-allocates) (array length=n_a): for each of @a, the place of its like in
 *    @b, or -1
 *
 * What is found rises in both sequences. Time grows as n log n.
 */
void
ent_merge_align (const guint *a,
                 guint        n_a,
                 const guint *b,
                 guint        n_b,
                 guint        n_ids,
                 int         *matches)
{
  g_autofree guint *n_in_a = g_new0 (guint, n_ids);
  g_autofree guint *n_in_b = g_new0 (guint, n_ids);
  g_autofree guint *place = g_new0 (guint, n_ids);
  g_autofree guint *next = g_new0 (guint, n_b);
  Aligner self = { a, b, matches, n_in_a, n_in_b, place, next };

  for (guint i = 0; i < n_a; i++)
    matches[i] = -1;

  align (&self, 0, n_a, 0, n_b, 0);
}
