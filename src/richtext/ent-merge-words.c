/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* The merge of three versions of one paragraph, by words. A word is what stands between spaces with
 * its marks, or one object in the line. The spaces before a word belong to it without being part of
 * it: they follow the version that changed them. */

#include "ent-merge.h"
#include "ent-merge-private.h"

#include <string.h>

#include "ent-html-writer-private.h"
#include "ent-runs-private.h"

/* No word is written like this. */
#define END_KEY "\001"

typedef struct
{
  GPtrArray *lead;     /* (owned) (element-type EntRun): the spaces before it */
  GPtrArray *runs;     /* (owned) (element-type EntRun): itself; none at the end of the line */
  guint      id;
  gboolean   is_word;  /* neither a line break nor the end */
} Word;

/* A stretch of words that a version has in place of those of the base. */
typedef struct
{
  guint base;
  guint base_end;
  guint start;
  guint end;
} Chunk;

typedef struct
{
  GPtrArray *words;    /* (owned) (element-type Word) */
  GArray    *chunks;   /* (owned) (nullable) (element-type Chunk): where it differs from the base */
  int       *matches;  /* (owned) (nullable): for each word of the base, its like in this version */
} Line;

static Word *
new_word (void)
{
  Word *self = g_new0 (Word, 1);

  self->lead = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);

  return self;
}

static void
free_word (gpointer data)
{
  Word *self = data;

  g_ptr_array_unref (self->lead);
  g_ptr_array_unref (self->runs);
  g_free (self);
}

static void
clear_line (Line *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->chunks, g_array_unref);
  g_clear_pointer (&self->matches, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, clear_line)

/* Puts @word, now whole, into @words and starts the next. */
static void
close_word (GPtrArray   *words,
            Word       **word,
            GHashTable  *ids)
{
  g_autoptr (GString) key = g_string_new (NULL);

  if ((*word)->runs->len > 0)
    ent_html_write_runs (key, (*word)->runs, NULL, ENT_HTML_STEADY);
  else
    g_string_assign (key, END_KEY);
  (*word)->id = ent_merge_intern (ids, key->str);
  g_ptr_array_add (words, *word);
  *word = new_word ();
}

static void
add_text (GPtrArray   *words,
          Word       **word,
          EntRun      *run,
          GHashTable  *ids)
{
  const char *text = ent_run_get_text (run);

  while (*text != '\0')
    {
      gsize n_spaces = strspn (text, ENT_HTML_SPACES);
      gsize n_letters = strcspn (text + n_spaces, ENT_HTML_SPACES);

      if (n_spaces > 0)
        {
          if ((*word)->runs->len > 0)
            close_word (words, word, ids);
          g_ptr_array_add ((*word)->lead,
                           ent_run_new_text_len (text, (gssize) n_spaces,
                                                 ent_run_get_marks (run)));
        }
      if (n_letters > 0)
        {
          g_ptr_array_add ((*word)->runs,
                           ent_run_new_text_len (text + n_spaces, (gssize) n_letters,
                                                 ent_run_get_marks (run)));
          (*word)->is_word = TRUE;
        }
      text += n_spaces + n_letters;
    }
}

/* The last of the words is the end of the paragraph. */
static GPtrArray *
split_words (GPtrArray  *runs,
             GHashTable *ids)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (free_word);
  Word *word = new_word ();

  for (guint i = 0; i < runs->len; i++)
    {
      EntRun *run = g_ptr_array_index (runs, i);

      if (ent_run_get_kind (run) == ENT_RUN_TEXT)
        {
          add_text (words, &word, run, ids);
          continue;
        }

      if (word->runs->len > 0)
        close_word (words, &word, ids);
      g_ptr_array_add (word->runs, ent_run_ref (run));
      word->is_word = ent_run_get_kind (run) != ENT_RUN_BREAK;
      close_word (words, &word, ids);
    }

  if (word->runs->len > 0)
    close_word (words, &word, ids);
  close_word (words, &word, ids);
  free_word (word);

  return words;
}

static guint *
get_ids (GPtrArray *words)
{
  guint *ids = g_new (guint, words->len);

  for (guint i = 0; i < words->len; i++)
    ids[i] = ((Word *) g_ptr_array_index (words, i))->id;

  return ids;
}

static void
compare (Line      *self,
         GPtrArray *base,
         guint      n_ids)
{
  g_autofree guint *of_base = get_ids (base);
  g_autofree guint *of_self = get_ids (self->words);
  guint start = 0;

  self->matches = g_new (int, base->len);
  self->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  ent_merge_align (of_base, base->len, of_self, self->words->len, n_ids, self->matches);

  for (guint i = 0; i < base->len; i++)
    {
      Chunk chunk = { .base = i, .start = start };

      while (self->matches[i] < 0)
        i++;   /* the end of the paragraph is in both */

      chunk.base_end = i;
      chunk.end = (guint) self->matches[i];
      if (chunk.base < chunk.base_end || chunk.start < chunk.end)
        g_array_append_val (self->chunks, chunk);
      start = chunk.end + 1;
    }
}

static gboolean
same_spaces (GPtrArray *a,
             GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!ent_run_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
same_change (const Line  *a,
             const Chunk *of_a,
             const Line  *b,
             const Chunk *of_b)
{
  if (of_a->base != of_b->base || of_a->base_end != of_b->base_end ||
      of_a->end - of_a->start != of_b->end - of_b->start)
    return FALSE;

  for (guint i = 0; i < of_a->end - of_a->start; i++)
    {
      Word *in_a = g_ptr_array_index (a->words, of_a->start + i);
      Word *in_b = g_ptr_array_index (b->words, of_b->start + i);

      if (in_a->id != in_b->id || !same_spaces (in_a->lead, in_b->lead))
        return FALSE;
    }

  return TRUE;
}

/* Whether no word of @base that both left alone stands between the two. */
static gboolean
touch (GPtrArray   *base,
       const Chunk *first,
       const Chunk *second)
{
  if (second->base < first->base ||
      (second->base == first->base && second->base_end < first->base_end))
    {
      const Chunk *other = first;

      first = second;
      second = other;
    }

  for (guint i = first->base_end; i < second->base; i++)
    if (((Word *) g_ptr_array_index (base, i))->is_word)
      return FALSE;

  return TRUE;
}

static void
append_all (GPtrArray *out,
            GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    g_ptr_array_add (out, ent_run_ref (g_ptr_array_index (runs, i)));
}

static void
append_chunk (GPtrArray   *out,
              const Line  *line,
              const Chunk *chunk)
{
  for (guint i = chunk->start; i < chunk->end; i++)
    {
      Word *word = g_ptr_array_index (line->words, i);

      append_all (out, word->lead);
      append_all (out, word->runs);
    }
}

/* A word neither version changed, with the spaces of the one that changed these. */
static gboolean
append_kept (GPtrArray  *out,
             GPtrArray  *base,
             const Line *mine,
             const Line *theirs,
             guint       index)
{
  Word *of_base = g_ptr_array_index (base, index);
  Word *of_mine = g_ptr_array_index (mine->words, mine->matches[index]);
  Word *of_theirs = g_ptr_array_index (theirs->words, theirs->matches[index]);
  GPtrArray *lead = of_theirs->lead;

  if (same_spaces (of_base->lead, of_theirs->lead))
    lead = of_mine->lead;
  else if (!same_spaces (of_base->lead, of_mine->lead) &&
           !same_spaces (of_mine->lead, of_theirs->lead))
    return FALSE;

  append_all (out, lead);
  append_all (out, of_base->runs);

  return TRUE;
}

static gboolean
weave (GPtrArray  *out,
       GPtrArray  *base,
       const Line *mine,
       const Line *theirs,
       gboolean    is_cut)
{
  gboolean agreed = FALSE;   /* theirs has the change of mine that comes next */
  guint at = 0;
  guint m = 0;
  guint t = 0;

  while (at < base->len)
    {
      Chunk *of_mine = m < mine->chunks->len ? &g_array_index (mine->chunks, Chunk, m) : NULL;
      Chunk *of_theirs =
        t < theirs->chunks->len ? &g_array_index (theirs->chunks, Chunk, t) : NULL;

      if (!agreed && of_mine != NULL && of_theirs != NULL && touch (base, of_mine, of_theirs))
        {
          if (!same_change (mine, of_mine, theirs, of_theirs) ||
              (is_cut && (of_mine->base == 0 || of_mine->base_end + 1 == base->len)))
            return FALSE;
          agreed = TRUE;
          t++;
          continue;
        }

      if (of_mine != NULL && of_mine->base == at)
        {
          append_chunk (out, mine, of_mine);
          at = of_mine->base_end;
          agreed = FALSE;
          m++;
        }
      else if (of_theirs != NULL && of_theirs->base == at)
        {
          append_chunk (out, theirs, of_theirs);
          at = of_theirs->base_end;
          t++;
        }

      if (!append_kept (out, base, mine, theirs, at))
        return FALSE;
      at++;
    }

  return TRUE;
}

/**
 * ent_merge_runs:
 * @base: (element-type EntRun): what both versions were made from
 * @mine: (element-type EntRun): my version
 * @theirs: (element-type EntRun): the other
 * @is_cut: one version alone has the first or the last words in another paragraph: it did not
 *    delete them
 *
 * Two changes go together if at least one word that nobody changed stands between them.
 *
 * Returns: (transfer full) (nullable) (element-type EntRun): both changes in one text, %NULL if
 *    the teacher must choose
 */
GPtrArray *
ent_merge_runs (GPtrArray *base,
                GPtrArray *mine,
                GPtrArray *theirs,
                gboolean   is_cut)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  g_autoptr (GPtrArray) of_base = split_words (base, ids);
  g_auto (Line) of_mine = { .words = split_words (mine, ids) };
  g_auto (Line) of_theirs = { .words = split_words (theirs, ids) };

  compare (&of_mine, of_base, g_hash_table_size (ids));
  compare (&of_theirs, of_base, g_hash_table_size (ids));
  if (!weave (out, of_base, &of_mine, &of_theirs, is_cut))
    return NULL;

  return g_steal_pointer (&out);
}

static GPtrArray *
make_runs (const char *text)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);

  g_ptr_array_add (runs, ent_run_new_text (text, NULL));
  return runs;
}

/**
 * ent_merge_text:
 * @base: what both versions were made from
 * @mine: my version
 * @theirs: the other
 *
 * For what is one line without marks: a title, a subject, a date. By words, with the rule of the
 * words of a paragraph.
 *
 * Returns: (transfer full) (nullable): the merged text, %NULL if the teacher must choose
 */
char *
ent_merge_text (const char *base,
                const char *mine,
                const char *theirs)
{
  g_autoptr (GPtrArray) of_base = NULL;
  g_autoptr (GPtrArray) of_mine = NULL;
  g_autoptr (GPtrArray) of_theirs = NULL;
  g_autoptr (GPtrArray) merged = NULL;
  GString *out;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (mine != NULL, NULL);
  g_return_val_if_fail (theirs != NULL, NULL);

  if (g_str_equal (base, theirs) || g_str_equal (mine, theirs))
    return g_strdup (mine);
  if (g_str_equal (base, mine))
    return g_strdup (theirs);

  of_base = make_runs (base);
  of_mine = make_runs (mine);
  of_theirs = make_runs (theirs);
  merged = ent_merge_runs (of_base, of_mine, of_theirs, FALSE);
  if (merged == NULL)
    return NULL;

  out = g_string_new (NULL);
  for (guint i = 0; i < merged->len; i++)
    g_string_append (out, ent_run_get_text (g_ptr_array_index (merged, i)));

  return g_string_free (out, FALSE);
}
