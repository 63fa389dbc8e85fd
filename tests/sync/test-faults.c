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
  { "drop after ×2", "\"fault\":\"drop-after-commit\",\"times\":2" },
};

static const Fault read_faults[] = {
  { "read: drop", "\"fault\":\"drop-before\"" },
  { "read: 500", "\"fault\":\"status\",\"status\":500,\"body\":\"<html></html>\"" },
  { "read: 302", "\"fault\":\"redirect\"" },
};

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
          const Fault *fault,
          gboolean     on_read)
{
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

  for (guint i = 0; i < G_N_ELEMENTS (write_faults); i++, n_cases++)
    n_right += run_case (fixture, verb, &write_faults[i], FALSE);

  for (guint i = 0; verb->read_path != NULL && i < G_N_ELEMENTS (read_faults); i++, n_cases++)
    n_right += run_case (fixture, verb, &read_faults[i], TRUE);

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
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < n_verbs; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/faults/%s", verbs[i].name);

      g_test_add (path, Fixture, &verbs[i], set_up, test_verb, fixture_tear_down);
    }

  return g_test_run ();
}
