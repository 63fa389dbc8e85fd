/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list window of 100 rows read on the main thread, at random places, and a search of two words,
 * with 1 000 and 100 000 messages. Prints "name value unit" lines. The times are those of the
 * thread: what else the machine does meanwhile is not our reading; everything read is in memory. */

#include "store-fixture.h"

#include <stdlib.h>
#include <time.h>

#include "ent-message.h"

#define N_WINDOWS 1000
#define N_SEARCHES 50
#define BATCH 5000

static const char * const words[] = {
  "réunion", "sortie", "musée", "cantine", "dictée", "lecture", "calcul", "chanson", "château",
  "pique-nique", "autorisation", "signature", "carnet", "piscine", "rentrée", "vacances", "élève",
  "exposé", "jardin", "météo", "poésie", "spectacle", "théâtre", "voyage", "histoire", "sciences",
};

typedef struct
{
  guint  first;
  guint  n;
  GRand *rand;
} Batch;

static char *
make_text (GRand *rand,
           guint  n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u ", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                            g_rand_int_range (rand, 0, 40));

  return g_string_free (text, FALSE);
}

static gboolean
put_one (EntDatabase  *db,
         GRand        *rand,
         guint         number,
         GError      **error)
{
  g_autofree char *id = g_strdup_printf ("7c6a6e2e-4ac3-4b8a-9a3d-%012u", number);
  g_autofree char *title = make_text (rand, 4);
  g_autofree char *plain = make_text (rand, 60);
  g_autofree char *html = g_strdup_printf ("<p>%s</p>", plain);
  g_autofree char *excerpt = g_strndup (title, 160);
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EntItem) item =
    make_item (ENT_KIND_MESSAGE, id, "INBOX", title, 1795000000000000 + number * 1000000LL);

  g_ptr_array_add (to, ent_recipient_new_full ("1203-1693551144000", "Parents du groupe CM2",
                                               ENT_RECIPIENT_GROUP));
  ent_message_set_to (ENT_MESSAGE (item), to);
  ent_message_set_unread (ENT_MESSAGE (item), number % 50 == 0);
  ent_item_set_author_id (item, id);
  ent_item_set_author_name (item, "ROUX Nadia");
  ent_item_set_state (item, "SENT");
  ent_item_set_excerpt (item, excerpt);
  ent_item_set_html (item, html);

  return ent_item_store_put (db, item, plain, NULL, error);
}

static gboolean
put_batch_job (EntDatabase  *db,
               gpointer      data,
               GError      **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->n; i++)
    if (!put_one (db, batch->rand, batch->first + i, error))
      return FALSE;

  return TRUE;
}

/* µs of processor this thread used so far. */
static gint64
get_thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
report (const char *name,
        guint       n_rows,
        gint64     *times,
        guint       n_times)
{
  qsort (times, n_times, sizeof *times, compare);
  g_print ("%s-%u-median %.3f ms\n", name, n_rows, times[n_times / 2] / 1000.0);
  g_print ("%s-%u-p99 %.3f ms\n", name, n_rows, times[n_times * 99 / 100] / 1000.0);
  g_print ("%s-%u-max %.3f ms\n", name, n_rows, times[n_times - 1] / 1000.0);
}

static void
fill (Fixture *fixture,
      GRand   *rand,
      guint    from,
      guint    to)
{
  gint64 start = g_get_monotonic_time ();

  for (guint first = from; first < to; first += BATCH)
    {
      Batch batch = { first, MIN (BATCH, to - first), rand };
      g_autoptr (GError) error = NULL;

      fixture_run (fixture->db, put_batch_job, &batch, &error);
      g_assert_no_error (error);
    }

  g_print ("put-%u %.1f us-each\n", to, (g_get_monotonic_time () - start) / (double) (to - from));
}

static void
measure_windows (Fixture        *fixture,
                 GRand          *rand,
                 const char     *name,
                 const EntQuery *query,
                 guint           n_rows)
{
  gint64 times[N_WINDOWS];
  guint count;

  g_assert_true (ent_item_store_count (fixture->db, query, &count, NULL));
  for (guint i = 0; i < N_WINDOWS; i++)
    {
      guint offset = g_rand_int_range (rand, 0, MAX (1, (int) count - 100));
      gint64 start = get_thread_time ();
      g_autoptr (GPtrArray) items = ent_item_store_window (fixture->db, query, offset, 100, NULL);

      times[i] = get_thread_time () - start;
      g_assert_cmpuint (items->len, ==, MIN (100, count - offset));
    }

  report (name, n_rows, times, N_WINDOWS);
}

static void
measure_count (Fixture        *fixture,
               const EntQuery *query,
               guint           n_rows)
{
  gint64 times[N_SEARCHES];

  for (guint i = 0; i < N_SEARCHES; i++)
    {
      gint64 start = get_thread_time ();
      guint count;

      g_assert_true (ent_item_store_count (fixture->db, query, &count, NULL));
      times[i] = get_thread_time () - start;
    }

  report ("count", n_rows, times, N_SEARCHES);
}

static void
measure_search (Fixture *fixture,
                GRand   *rand,
                guint    n_rows)
{
  gint64 times[N_SEARCHES];

  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *text = make_text (rand, 2);
      gint64 start = get_thread_time ();
      g_autoptr (GPtrArray) hits = ent_search_store_find (fixture->db, text, 50, NULL);

      times[i] = get_thread_time () - start;
      g_assert_nonnull (hits);
    }

  report ("search", n_rows, times, N_SEARCHES);
}

static void
measure (Fixture *fixture,
         GRand   *rand,
         guint    n_rows)
{
  g_autoptr (EntQuery) folder = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (EntQuery) all = ent_query_new (ENT_KIND_MESSAGE, NULL);
  g_autoptr (EntQuery) unread = ent_query_new (ENT_KIND_MESSAGE, "INBOX");

  unread->unread_only = TRUE;
  measure_windows (fixture, rand, "window", folder, n_rows);
  measure_windows (fixture, rand, "window-all", all, n_rows);
  measure_windows (fixture, rand, "window-unread", unread, n_rows);
  measure_count (fixture, folder, n_rows);
  measure_search (fixture, rand, n_rows);
}

int
main (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  fixture_set_up (&fixture, NULL);
  fill (&fixture, rand, 0, 1000);
  measure (&fixture, rand, 1000);
  fill (&fixture, rand, 1000, 100000);
  measure (&fixture, rand, 100000);
  fixture_tear_down (&fixture, NULL);

  return 0;
}
