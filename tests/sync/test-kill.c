/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs.h"

#include <signal.h>

/* The program dies between each pair of steps of each verb, and once more when it comes back; then
 * it is started again and left alone: the thing stands on the ENT once. The child is this program
 * again, told by its environment what to do and where to die. */

static const struct
{
  const char       *name;
  EntOperationStep  step;
} points[] = {
  { "asked", ENT_STEP_NONE },
  { "probe", ENT_STEP_PROBE },
  { "apply", ENT_STEP_APPLY },
  { "verify", ENT_STEP_VERIFY },
};

/* ---- the child ---- */

static const Verb *
find_verb (const char *name)
{
  for (guint i = 0; i < n_verbs; i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];

  g_assert_not_reached ();
}

/* The outbox says that this step is about to begin: now. */
static void
on_operation_changed_cb (EntSync    *sync,
                         gint64      id,
                         const char *draft_uuid,
                         Fixture    *fixture)
{
  const char *step = g_getenv ("ENT_TEST_KILL_AT");
  g_autoptr (EntOperationRow) row = ent_outbox_store_get (fixture->db, id, NULL);

  if (row == NULL)
    {
      if (g_str_equal (step, "gone"))
        raise (SIGKILL);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    if (g_str_equal (points[i].name, step) && points[i].step == row->step)
      raise (SIGKILL);
}

static int
run_child (void)
{
  Fixture fixture = { NULL };
  const Verb *verb = find_verb (g_getenv ("ENT_TEST_VERB"));
  const char *name = g_getenv ("ENT_TEST_NAME");

  fixture.folder = g_strdup (g_getenv ("ENT_TEST_FOLDER"));
  fixture.blog = g_strdup (g_getenv ("ENT_TEST_BLOG"));
  fixture.notebook = g_strdup (g_getenv ("ENT_TEST_NOTEBOOK"));
  fixture.parents = g_strdup (g_getenv ("ENT_TEST_PARENTS"));
  fixture.teacher = g_strdup (g_getenv ("ENT_TEST_TEACHER"));
  fixture_open (&fixture, g_getenv ("ENT_TEST_SERVER"));
  g_signal_connect (fixture.sync, "operation-changed", G_CALLBACK (on_operation_changed_cb),
                    &fixture);
  ent_sync_start (fixture.sync);

  if (g_getenv ("ENT_TEST_AGAIN") == NULL)
    g_free (verb->act (&fixture, name, g_getenv ("ENT_TEST_PREPARED")));

  fixture_settle (&fixture);

  return 0;   /* the step never came: the parent knows what that means */
}

/* ---- the parent ---- */

static void
child_ended_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  *(gboolean *) user_data = TRUE;
}

/* TRUE: it died where it was told to. */
static gboolean
let_die (Fixture    *fixture,
         const Verb *verb,
         const char *name,
         const char *prepared,
         const char *step,
         gboolean    again)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;

  g_subprocess_launcher_setenv (launcher, "ENT_TEST_VERB", verb->name, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_NAME", name, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_PREPARED", prepared != NULL ? prepared : "",
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_KILL_AT", step, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_FOLDER", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_BLOG", fixture->blog, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_NOTEBOOK", fixture->notebook, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_PARENTS", fixture->parents, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_TEACHER", fixture->teacher, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_SERVER",
                                ent_training_server_get_uri (fixture->server), TRUE);
  if (again)
    g_subprocess_launcher_setenv (launcher, "ENT_TEST_AGAIN", "1", TRUE);

  child = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (child, NULL, child_ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);

  return g_subprocess_get_if_signaled (child) && g_subprocess_get_term_sig (child) == SIGKILL;
}

/* Started again and left alone. */
static gboolean
ends_well (Fixture    *fixture,
           const Verb *verb,
           const char *name,
           const char *prepared)
{
  guint count;

  fixture_open (fixture, ent_training_server_get_uri (fixture->server));
  ent_sync_start (fixture->sync);
  fixture_settle (fixture);
  count = verb->count (fixture, name, prepared);
  if (count == 1 && fixture_count_operations (fixture) == 0)
    return TRUE;

  g_test_message ("%s: %u on the ENT, %u in the outbox", name, count,
                  fixture_count_operations (fixture));

  return FALSE;
}

static gboolean
run_case (Fixture    *fixture,
          const Verb *verb,
          const char *step,
          gboolean    twice)
{
  g_autofree char *name = g_strdup_printf ("%s %s %d", verb->name, step, twice);
  g_autofree char *prepared = verb->prepare != NULL ? verb->prepare (fixture, name) : NULL;

  fixture_close (fixture);
  g_assert_true (let_die (fixture, verb, name, prepared, step, FALSE));
  if (twice)
    let_die (fixture, verb, name, prepared, step, TRUE);

  return ends_well (fixture, verb, name, prepared);
}

static void
test_verb (Fixture       *fixture,
           gconstpointer  data)
{
  const Verb *verb = data;
  guint n_right = 0;
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++, n_cases += 2)
    {
      n_right += run_case (fixture, verb, points[i].name, FALSE);
      n_right += run_case (fixture, verb, points[i].name, TRUE);
    }

  n_right += run_case (fixture, verb, "gone", FALSE);
  n_cases++;

  g_test_message ("%-26s %2u deaths, %u once on the ENT", verb->name, n_cases, n_right);
  g_assert_cmpuint (n_right, ==, n_cases);
}

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
  if (g_getenv ("ENT_TEST_VERB") != NULL)
    return run_child ();

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < n_verbs; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/kill/%s", verbs[i].name);

      g_test_add (path, Fixture, &verbs[i], set_up, test_verb, fixture_tear_down);
    }

  return g_test_run ();
}
