/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs.h"

/* Every verb meets every fault, on its write and on what it reads back; in the end the thing stands
 * on the ENT once, the outbox is empty, and a table says so. */

typedef struct
{
  const char *name;
  const char *members;   /* of the rule, after method and path */
} Fault;

static const Fault write_faults[] = {
  { "none", NULL },
  { "drop before", "\"fault\":\"drop-before\"" },
  { "drop after", "\"fault\":\"drop-after-commit\"" },
  { "cut body", "\"fault\":\"cut-body\"" },
  { "302", "\"fault\":\"redirect\"" },
  { "401", "\"fault\":\"status\",\"status\":401,\"body\":\"<html></html>\"" },
  { "403 xsrf", "\"fault\":\"xsrf\"" },
  { "500", "\"fault\":\"status\",\"status\":500,\"body\":\"<html></html>\"" },
  { "502 html", "\"fault\":\"status\",\"status\":502,\"body\":\"<html>bad gateway</html>\"" },
  { "html", "\"fault\":\"html\"" },
  { "expired", "\"fault\":\"expire-session\"" },
  { "rotated", "\"fault\":\"rotate-session\"" },
  { "drop after twice", "\"fault\":\"drop-after-commit\",\"times\":2" },
};

static const Fault read_faults[] = {
  { "read: drop", "\"fault\":\"drop-before\"" },
  { "read: 500", "\"fault\":\"status\",\"status\":500,\"body\":\"<html></html>\"" },
  { "read: 302", "\"fault\":\"redirect\"" },
};

#define N_WRITE_FAULTS G_N_ELEMENTS (write_faults)
#define N_FAULTS (N_WRITE_FAULTS + G_N_ELEMENTS (read_faults))

/* What became of each verb under each fault; -1: it was not tried. */
static int *matrix;

static int *
get_cell (const Verb *verb,
          guint       fault)
{
  return &matrix[(guint) (verb - verbs) * N_FAULTS + fault];
}

static const char *
get_fault_name (guint fault)
{
  return fault < N_WRITE_FAULTS ? write_faults[fault].name : read_faults[fault - N_WRITE_FAULTS].name;
}

/* A row a verb, a column a fault: how many times it stands on the ENT once all is over. */
static void
print_matrix (void)
{
  guint n_lost = 0;
  guint n_doubled = 0;
  guint n_cases = 0;

  for (guint i = 0; i < N_FAULTS; i++)
    g_print ("# %2u %s\n", i + 1, get_fault_name (i));
  g_print ("# %-26s", "");
  for (guint i = 0; i < N_FAULTS; i++)
    g_print (" %2u", i + 1);
  g_print ("\n");

  for (guint v = 0; v < n_verbs; v++)
    {
      g_print ("# %-26s", verbs[v].name);
      for (guint i = 0; i < N_FAULTS; i++)
        {
          int count = *get_cell (&verbs[v], i);

          n_cases += count >= 0;
          n_lost += count == 0;
          n_doubled += count > 1;
          if (count < 0)
            g_print ("  -");
          else
            g_print (" %2d", count);
        }
      g_print ("\n");
    }
  g_print ("# %u verbs x %u faults, %u cases: %u lost, %u doubled\n", n_verbs, (guint) N_FAULTS, n_cases, n_lost, n_doubled);
}

static void
add_rule (Fixture     *fixture,
          const char  *method,
          const char  *path,
          const Fault *fault)
{
  g_autofree char *rule = NULL;

  if (fault->members == NULL)
    return;

  rule = g_strdup_printf ("{\"method\":\"%s\",\"path\":\"%s\",%s}", method, path, fault->members);
  fixture_add_fault (fixture, rule);
}

/* What was refused stays, with its text, until the teacher tries again. */
static void
retry_refused (Fixture    *fixture,
               const char *what)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (fixture->db, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (((EntOperationRow *) rows->pdata[i])->state == ENT_OPERATION_BLOCKED)
      {
        fixture_retry (fixture, what);
        fixture_settle (fixture);
        return;
      }
}

static void
print_failure (Fixture    *fixture,
               const char *name,
               guint       count)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (fixture->db, NULL);

  g_test_message ("%s: %u on the ENT", name, count);
  for (guint i = 0; i < rows->len; i++)
    {
      const EntOperationRow *row = rows->pdata[i];

      g_test_message ("  %s %s step %d attempts %u: %s (%s)", row->verb,
                      ent_operation_state_to_string (row->state),
                      row->step, row->attempts, row->error_code, row->error_detail);
    }
}

static gboolean
run_case (Fixture     *fixture,
          const Verb  *verb,
          guint        index)
{
  gboolean on_read = index >= N_WRITE_FAULTS;
  const Fault *fault = on_read ? &read_faults[index - N_WRITE_FAULTS] : &write_faults[index];
  g_autofree char *name = g_strdup_printf ("%s %s", verb->name, fault->name);
  g_autofree char *prepared = verb->prepare != NULL ? verb->prepare (fixture, name) : NULL;
  g_autofree char *what = NULL;
  guint count;

  add_rule (fixture, on_read ? "GET" : verb->method, on_read ? verb->read_path : verb->path, fault);
  what = verb->act (fixture, name, prepared);
  fixture_settle (fixture);
  retry_refused (fixture, what);
  ent_training_server_clear_faults (fixture->server);

  count = verb->count (fixture, name, prepared);
  *get_cell (verb, index) = (int) count;
  if (count == 1 && fixture_count_operations (fixture) == 0)
    return TRUE;

  print_failure (fixture, name, count);

  return FALSE;
}

static void
test_verb (Fixture       *fixture,
           gconstpointer  data)
{
  const Verb *verb = data;
  guint n_right = 0;
  guint n_cases = 0;

  for (guint i = 0; i < (verb->read_path != NULL ? N_FAULTS : N_WRITE_FAULTS); i++, n_cases++)
    n_right += run_case (fixture, verb, i);

  g_test_message ("%-26s %2u faults, %u once on the ENT", verb->name, n_cases, n_right);
  g_assert_cmpuint (n_right, ==, n_cases);
}

/* A circuit where somebody validates: "submit" and "publish" are two things. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  ent_training_db_run (ent_training_server_get_db (fixture->server),
                       "UPDATE blog SET publish_type = 'RESTRAINT', comment_type = 'IMMEDIATE'"
                       " WHERE id = ?1", "s",
                       fixture->blog);
  g_assert_true (fixture_pull (fixture, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  matrix = g_new (int, n_verbs * N_FAULTS);
  for (guint i = 0; i < n_verbs * N_FAULTS; i++)
    matrix[i] = -1;

  for (guint i = 0; i < n_verbs; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/faults/%s", verbs[i].name);

      g_test_add (path, Fixture, &verbs[i], set_up, test_verb, fixture_tear_down);
    }

  result = g_test_run ();
  print_matrix ();
  g_free (matrix);

  return result;
}
