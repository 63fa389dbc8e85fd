/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge of three versions: the corpus, what a question shows, and thousands of random changes
 * in which no word may be lost. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "ent-merge.h"

#define N_ROUNDS 3000
#define MAX_BLOCKS 9

static EntMerge *
merge (const char *base,
       const char *mine,
       const char *theirs)
{
  g_autoptr (EntDocument) of_base = ent_document_new_from_html (base);
  g_autoptr (EntDocument) of_mine = ent_document_new_from_html (mine);
  g_autoptr (EntDocument) of_theirs = ent_document_new_from_html (theirs);

  return ent_merge_new (of_base, of_mine, of_theirs);
}

static char *
weave (EntMerge       *self,
       EntMergeChoice  choice)
{
  guint n_questions = ent_merge_get_n_questions (self);
  g_autofree EntMergeChoice *choices = g_new (EntMergeChoice, n_questions);
  g_autoptr (EntDocument) document = NULL;

  for (guint i = 0; i < n_questions; i++)
    choices[i] = choice;
  document = ent_merge_dup_document (self, choices, n_questions);

  return ent_document_to_html (document);
}

static void
assert_clean (const char *base,
              const char *mine,
              const char *theirs,
              const char *expected)
{
  g_autoptr (EntMerge) self = merge (base, mine, theirs);
  g_autofree char *html = weave (self, ENT_MERGE_TAKE_MINE);

  g_assert_cmpstr (html, ==, expected);
  g_assert_cmpint (ent_merge_get_kind (self), ==, ENT_MERGE_CLEAN);
}

static void
assert_asks (const char *base,
             const char *mine,
             const char *theirs,
             guint       n_questions)
{
  g_autoptr (EntMerge) self = merge (base, mine, theirs);

  g_assert_cmpint (ent_merge_get_kind (self), ==, ENT_MERGE_CHOOSE);
  g_assert_cmpuint (ent_merge_get_n_questions (self), ==, n_questions);
}

static void
assert_version (EntMerge        *self,
                guint            question,
                EntMergeVersion  version,
                const char      *expected)
{
  g_autoptr (EntDocument) document = ent_merge_dup_version (self, question, version);
  g_autofree char *html = ent_document_to_html (document);

  g_assert_cmpstr (html, ==, expected);
}

static void
assert_choice (EntMerge       *self,
               EntMergeChoice  choice,
               const char     *expected)
{
  g_autofree char *html = weave (self, choice);

  g_assert_cmpstr (html, ==, expected);
}

static void
check_line (JsonObject *line)
{
  const char *base = json_object_get_string_member (line, "base");
  const char *mine = json_object_get_string_member (line, "mine");
  const char *theirs = json_object_get_string_member (line, "theirs");
  JsonObject *expected = json_object_get_object_member (line, "expect");
  guint n_questions = (guint) json_object_get_int_member_with_default (expected, "blocks", 0);

  g_test_message ("%s", json_object_get_string_member (line, "name"));
  if (g_str_equal (json_object_get_string_member (expected, "kind"), "clean"))
    {
      assert_clean (base, mine, theirs, json_object_get_string_member (expected, "html"));
    }
  else
    {
      assert_asks (base, mine, theirs, n_questions);
      assert_asks (base, theirs, mine, n_questions);
    }
}

static void
test_corpus (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ENT_CORPUS"), "merge.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_lines = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      {
        g_autoptr (JsonParser) parser = json_parser_new ();

        json_parser_load_from_data (parser, lines[i], -1, &error);
        g_assert_no_error (error);
        check_line (json_node_get_object (json_parser_get_root (parser)));
        n_lines++;
      }

  g_assert_cmpuint (n_lines, >=, 63);
}

static void
test_choices (void)
{
  g_autoptr (EntMerge) self = merge ("<p>Un.</p><p>Deux.</p><p>Trois.</p>",
                                     "<p>Un.</p><p>Deux bis.</p>",
                                     "<p>Un.</p><p>Deux ter.</p><p>Trois, quatre.</p>");

  g_assert_cmpuint (ent_merge_get_n_questions (self), ==, 2);
  g_assert_cmpuint (ent_merge_get_base_index (self, 0), ==, 1);
  g_assert_cmpuint (ent_merge_get_base_index (self, 1), ==, 2);
  g_assert_false (ent_merge_is_about_place (self, 0));
  assert_version (self, 0, ENT_MERGE_BASE, "<p>Deux.</p>");
  assert_version (self, 0, ENT_MERGE_MINE, "<p>Deux bis.</p>");
  assert_version (self, 0, ENT_MERGE_THEIRS, "<p>Deux ter.</p>");
  assert_choice (self, ENT_MERGE_TAKE_MINE, "<p>Un.</p><p>Deux bis.</p>");
  assert_choice (self, ENT_MERGE_TAKE_THEIRS, "<p>Un.</p><p>Deux ter.</p><p>Trois, quatre.</p>");
  assert_choice (self, ENT_MERGE_TAKE_BOTH,
                 "<p>Un.</p><p>Deux ter.</p><p>Deux bis.</p><p>Trois, quatre.</p>");
}

static void
test_deleted (void)
{
  g_autoptr (EntMerge) self = merge ("<p>Un.</p><p>Deux.</p>", "<p>Un.</p>",
                                     "<p>Un.</p><p>Deux ter.</p>");
  g_autoptr (EntDocument) mine = ent_merge_dup_version (self, 0, ENT_MERGE_MINE);

  g_assert_cmpuint (ent_document_get_n_blocks (mine), ==, 0);
  assert_choice (self, ENT_MERGE_TAKE_MINE, "<p>Un.</p>");
  assert_choice (self, ENT_MERGE_TAKE_BOTH, "<p>Un.</p><p>Deux ter.</p>");
}

static void
test_moved (void)
{
  g_autoptr (EntMerge) self = merge ("<p>Un</p><p>Deux</p><p>Trois</p><p>Quatre</p>",
                                     "<p>Deux</p><p>Trois</p><p>Quatre</p><p>Un</p>",
                                     "<p>Deux</p><p>Trois</p><p>Un</p><p>Quatre</p>");

  g_assert_cmpuint (ent_merge_get_n_questions (self), ==, 1);
  g_assert_true (ent_merge_is_about_place (self, 0));
  assert_choice (self, ENT_MERGE_TAKE_MINE, "<p>Deux</p><p>Trois</p><p>Quatre</p><p>Un</p>");
  assert_choice (self, ENT_MERGE_TAKE_THEIRS, "<p>Deux</p><p>Trois</p><p>Un</p><p>Quatre</p>");
  assert_choice (self, ENT_MERGE_TAKE_BOTH, "<p>Deux</p><p>Trois</p><p>Quatre</p><p>Un</p>");
}

/* Whoever takes the other version must not have the words of the cut paragraph twice. */
static void
test_cut (void)
{
  const char *base = "<p>Nous avons planté des radis. Ils ont poussé en six jours.</p>";
  const char *cut = "<p>Nous avons planté des radis.</p><p>Ils ont poussé en six jours.</p>";
  const char *other = "<p>Nous avons planté des radis. Ils ont poussé en sept jours.</p>";
  g_autoptr (EntMerge) self = merge (base, cut, other);

  assert_version (self, 0, ENT_MERGE_MINE, cut);
  assert_choice (self, ENT_MERGE_TAKE_MINE, cut);
  assert_choice (self, ENT_MERGE_TAKE_THEIRS, other);

  /* Words that stayed in the first paragraph are merged. */
  assert_clean (base, cut, "<p>Nous avons semé des radis. Ils ont poussé en six jours.</p>",
                "<p>Nous avons semé des radis.</p><p>Ils ont poussé en six jours.</p>");
  assert_asks (base, cut,
               "<p>Nous avons planté des radis.</p><p>Ils ont poussé en sept jours.</p>", 1);
  assert_clean (base, cut, "<p>Bonjour,</p><p>Nous avons planté des radis.</p>"
                "<p>Ils ont poussé en six jours.</p>",
                "<p>Bonjour,</p><p>Nous avons planté des radis.</p>"
                "<p>Ils ont poussé en six jours.</p>");
}

static void
test_joined (void)
{
  const char *base = "<p>Le gros chat dort.</p><p>Le chien court vite.</p>";
  const char *joined = "<p>Le gros chat dort. Le chien court vite.</p>";
  const char *other = "<p>Le gros chat dort.</p><p>Le chien court lentement.</p>";
  g_autoptr (EntMerge) self = merge (base, joined, other);

  g_assert_cmpuint (ent_merge_get_n_questions (self), ==, 1);
  g_assert_cmpuint (ent_merge_get_base_index (self, 0), ==, 1);
  assert_version (self, 0, ENT_MERGE_MINE, joined);
  assert_choice (self, ENT_MERGE_TAKE_MINE, joined);
  assert_choice (self, ENT_MERGE_TAKE_THEIRS, other);

  assert_clean (base, joined, "<p>Le petit chat dort.</p><p>Le chien court vite.</p>",
                "<p>Le petit chat dort. Le chien court vite.</p>");
  assert_asks (base, joined, "<p>Le gros chat dort.</p>", 1);
}

static void
test_lists (void)
{
  /* What the list is, is a field; what is added to it stands in it. */
  assert_clean ("<ul><li><p>un</p></li><li><p>deux</p></li></ul>",
                "<ol><li><p>un</p></li><li><p>deux</p></li></ol>",
                "<ul><li><p>un</p></li><li><p>un et demi</p></li><li><p>deux</p></li></ul>",
                "<ol><li><p>un</p></li><li><p>un et demi</p></li><li><p>deux</p></li></ol>");
  assert_clean ("<ul><li><p>un</p></li><li><p>deux</p></li></ul>",
                "<ul><li><p>un</p><ul><li><p>deux</p></li></ul></li></ul>",
                "<ul><li><p>un</p></li><li><p>deux bis</p></li></ul>",
                "<ul><li><p>un</p><ul><li><p>deux bis</p></li></ul></li></ul>");
  /* Two new lists with something in common are one. */
  assert_clean ("<p>Il faut :</p>",
                "<p>Il faut :</p><ul><li><p>un bob</p></li><li><p>deux</p></li></ul>",
                "<p>Il faut :</p><ul><li><p>zéro</p></li><li><p>deux</p></li></ul>",
                "<p>Il faut :</p><ul><li><p>zéro</p></li><li><p>un bob</p></li>"
                "<li><p>deux</p></li></ul>");
  assert_clean ("<p>un</p><p>deux</p>", "<ul><li><p>un</p></li><li><p>deux</p></li></ul>",
                "<ul><li><p>un</p></li><li><p>deux bis</p></li></ul>",
                "<ul><li><p>un</p></li><li><p>deux bis</p></li></ul>");
  assert_clean ("<ul><li><p>a</p><p>b</p></li></ul>",
                "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
                "<ul><li><p>a</p><p>b c</p></li></ul>",
                "<ul><li><p>a</p></li><li><p>b c</p></li></ul>");
  assert_asks ("<ul><li><p>un</p></li><li><p>deux</p></li></ul>",
               "<ol><li><p>un</p></li><li><p>deux</p></li></ol>",
               "<p>un</p><p>deux</p>", 2);
}

static void
test_lines (void)
{
  /* A line break is no word: these changes touch. */
  assert_asks ("<p>un deux<br>trois quatre</p>", "<p>un 2<br>trois quatre</p>",
               "<p>un deux<br>3 quatre</p>", 1);
  assert_clean ("<p>un deux<br>trois quatre</p>", "<p>1 deux<br>trois quatre</p>",
                "<p>un deux<br>trois 4</p>", "<p>1 deux<br>trois 4</p>");
  assert_clean ("<pre><code>x = 1\ny = 2\nz = 3</code></pre>",
                "<pre><code>x = 5\n  y = 2\nz = 3</code></pre>",
                "<pre><code>x = 1\ny = 2\nz = 4</code></pre>",
                "<pre><code>x = 5\n  y = 2\nz = 4</code></pre>");
  assert_asks ("<h2>a</h2>", "<h1>a</h1>", "<h2 style=\"text-align: center\">a</h2>", 1);
}

static void
test_text (void)
{
  g_autofree char *merged = ent_merge_text ("Sortie au musée lundi",
                                            "Belle sortie au musée lundi", "Sortie au musée mardi");
  g_autofree char *spaces = ent_merge_text ("a  b c d", "a  b x d ", "z  b c d");
  g_autofree char *same = ent_merge_text ("2026-01-05", "2026-01-06", "2026-01-06");
  g_autofree char *theirs = ent_merge_text ("a ", "a ", "b");

  g_assert_cmpstr (merged, ==, "Belle sortie au musée mardi");
  g_assert_cmpstr (spaces, ==, "z  b x d ");
  g_assert_cmpstr (same, ==, "2026-01-06");
  g_assert_cmpstr (theirs, ==, "b");
  g_assert_null (ent_merge_text ("2026-01-05", "2026-01-06", "2026-01-07"));
}

/* Every word of a text is unlike every other, so that what becomes of each can be told. */
static guint n_words;

static char *
make_word (void)
{
  return g_strdup_printf ("m%03u", n_words++);
}

static GPtrArray *
make_block (GRand *dice)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  guint length = (guint) g_rand_int_range (dice, 1, 8);

  for (guint i = 0; i < length; i++)
    g_ptr_array_add (words, make_word ());

  return words;
}

static GPtrArray *
copy_words (GPtrArray *words)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < words->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (words, i)));

  return copy;
}

static void
cut_block (GPtrArray *blocks,
           guint      at,
           GRand     *dice)
{
  GPtrArray *words = g_ptr_array_index (blocks, at);
  GPtrArray *rest;
  guint place;

  if (words->len < 2)
    return;

  place = (guint) g_rand_int_range (dice, 1, (gint32) words->len);
  rest = g_ptr_array_new_with_free_func (g_free);
  while (words->len > place)
    g_ptr_array_add (rest, g_ptr_array_steal_index (words, place));
  g_ptr_array_insert (blocks, (int) at + 1, rest);
}

static void
join_blocks (GPtrArray *blocks,
             guint      at)
{
  GPtrArray *words = g_ptr_array_index (blocks, at);
  GPtrArray *next;

  if (at + 1 >= blocks->len)
    return;

  next = g_ptr_array_index (blocks, at + 1);
  while (next->len > 0)
    g_ptr_array_add (words, g_ptr_array_steal_index (next, 0));
  g_ptr_array_remove_index (blocks, at + 1);
}

static void
change (GPtrArray *blocks,
        gboolean   with_moves,
        GRand     *dice)
{
  guint at = (guint) g_rand_int_range (dice, 0, (gint32) blocks->len);
  GPtrArray *words = g_ptr_array_index (blocks, at);
  guint word = (guint) g_rand_int_range (dice, 0, (gint32) words->len);

  switch (g_rand_int_range (dice, 0, 8))
    {
    case 0:
      g_ptr_array_insert (blocks, (int) at, make_block (dice));
      break;
    case 1:
      if (blocks->len > 1)
        g_ptr_array_remove_index (blocks, at);
      break;
    case 2:
      if (!with_moves)
        break;
      words = g_ptr_array_steal_index (blocks, at);
      g_ptr_array_insert (blocks, g_rand_int_range (dice, 0, (gint32) blocks->len + 1), words);
      break;
    case 3:
      cut_block (blocks, at, dice);
      break;
    case 4:
      join_blocks (blocks, at);
      break;
    case 5:
      if (words->len > 1)
        g_ptr_array_remove_index (words, word);
      break;
    case 6:
      g_free (g_ptr_array_index (words, word));
      g_ptr_array_index (words, word) = make_word ();
      break;
    default:
      g_ptr_array_insert (words, (int) word, make_word ());
      break;
    }
}

static GPtrArray *
copy_blocks (GPtrArray *blocks)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (copy, copy_words (g_ptr_array_index (blocks, i)));

  return copy;
}

static char *
print_blocks (GPtrArray *blocks)
{
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      GPtrArray *words = g_ptr_array_index (blocks, i);

      g_string_append (html, "<p>");
      for (guint j = 0; j < words->len; j++)
        g_string_append_printf (html, "%s%s", j > 0 ? " " : "",
                                (char *) g_ptr_array_index (words, j));
      g_string_append (html, "</p>");
    }

  return g_string_free (html, FALSE);
}

/* (element-type utf8 guint): how often each word stands in @html */
static GHashTable *
count_words (const char *html)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) words = g_strsplit_set (html, " <>/p", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] == 'm')
      {
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words[i]));

        g_hash_table_insert (counts, g_strdup (words[i]), GUINT_TO_POINTER (count + 1));
      }

  return counts;
}

/* Every word of @of that is not in @but is in @in. */
static void
assert_has_words (GHashTable *in,
                  GHashTable *of,
                  GHashTable *but)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, of);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (but == NULL || !g_hash_table_contains (but, word))
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (in, word)), >=, 1);
}

/* What one version deleted is gone, and no word comes out twice. */
static void
assert_nothing_more (GHashTable *merged,
                     GHashTable *base,
                     GHashTable *mine,
                     GHashTable *theirs)
{
  GHashTableIter iter;
  gpointer word;
  gpointer count;

  g_hash_table_iter_init (&iter, merged);
  while (g_hash_table_iter_next (&iter, &word, &count))
    {
      g_assert_cmpuint (GPOINTER_TO_UINT (count), ==, 1);
      if (g_hash_table_contains (base, word))
        g_assert_true (g_hash_table_contains (mine, word) && g_hash_table_contains (theirs, word));
    }
}

/* Nor is any word lost that both left. */
static void
assert_kept (GHashTable *merged,
             GHashTable *base,
             GHashTable *mine,
             GHashTable *theirs)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, base);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_hash_table_contains (mine, word) && g_hash_table_contains (theirs, word))
      g_assert_true (g_hash_table_contains (merged, word));
}

static gboolean
check_random (gboolean    with_moves,
              const char *base,
              const char *mine,
              const char *theirs)
{
  g_autoptr (EntMerge) self = merge (base, mine, theirs);
  g_autofree char *with_mine = weave (self, ENT_MERGE_TAKE_MINE);
  g_autofree char *with_theirs = weave (self, ENT_MERGE_TAKE_THEIRS);
  g_autofree char *with_both = weave (self, ENT_MERGE_TAKE_BOTH);
  g_autoptr (GHashTable) of_base = count_words (base);
  g_autoptr (GHashTable) of_mine = count_words (mine);
  g_autoptr (GHashTable) of_theirs = count_words (theirs);
  g_autoptr (GHashTable) in_mine = count_words (with_mine);
  g_autoptr (GHashTable) in_theirs = count_words (with_theirs);
  g_autoptr (GHashTable) in_both = count_words (with_both);

  g_test_message ("\n%s\n%s\n%s\n%s", base, mine, theirs, with_mine);
  assert_has_words (in_mine, of_mine, of_base);
  assert_has_words (in_theirs, of_theirs, of_base);
  assert_has_words (in_both, of_mine, of_base);
  assert_has_words (in_both, of_theirs, of_base);
  if (ent_merge_get_kind (self) == ENT_MERGE_CHOOSE)
    return FALSE;

  g_assert_cmpstr (with_theirs, ==, with_mine);
  g_assert_cmpstr (with_both, ==, with_mine);
  assert_kept (in_mine, of_base, of_mine, of_theirs);
  /* A block moved and changed at once is a new one there: it may bring words that are elsewhere,
     too. */
  if (!with_moves)
    assert_nothing_more (in_mine, of_base, of_mine, of_theirs);

  return TRUE;
}

static void
test_random (gconstpointer data)
{
  gboolean with_moves = GPOINTER_TO_INT (data);
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  guint n_clean = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GPtrArray) base =
        g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
      g_autoptr (GPtrArray) mine = NULL;
      g_autoptr (GPtrArray) theirs = NULL;
      g_autofree char *of_base = NULL;
      g_autofree char *of_mine = NULL;
      g_autofree char *of_theirs = NULL;

      n_words = 0;
      for (gint32 n = g_rand_int_range (dice, 1, MAX_BLOCKS); n > 0; n--)
        g_ptr_array_add (base, make_block (dice));
      mine = copy_blocks (base);
      theirs = copy_blocks (base);
      for (gint32 n = g_rand_int_range (dice, 1, 4); n > 0; n--)
        change (mine, with_moves, dice);
      for (gint32 n = g_rand_int_range (dice, 1, 4); n > 0; n--)
        change (theirs, with_moves, dice);

      of_base = print_blocks (base);
      of_mine = print_blocks (mine);
      of_theirs = print_blocks (theirs);
      if (check_random (with_moves, of_base, of_mine, of_theirs))
        n_clean++;
    }

  /* Asking each time would be no merge. */
  g_test_message ("%u of %u without a question", n_clean, (guint) N_ROUNDS);
  g_assert_cmpuint (n_clean, >, N_ROUNDS / 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/merge/corpus", test_corpus);
  g_test_add_func ("/merge/choices", test_choices);
  g_test_add_func ("/merge/deleted", test_deleted);
  g_test_add_func ("/merge/moved", test_moved);
  g_test_add_func ("/merge/cut", test_cut);
  g_test_add_func ("/merge/joined", test_joined);
  g_test_add_func ("/merge/lists", test_lists);
  g_test_add_func ("/merge/lines", test_lines);
  g_test_add_func ("/merge/text", test_text);
  g_test_add_data_func ("/merge/random", GINT_TO_POINTER (FALSE), test_random);
  g_test_add_data_func ("/merge/random-moves", GINT_TO_POINTER (TRUE), test_random);

  return g_test_run ();
}
