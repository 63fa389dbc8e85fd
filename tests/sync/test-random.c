/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Rounds of whatever may happen: words typed, texts sent, the network gone, bad answers, a restart,
 * a kill, a colleague's words. In the end everything is sent, and the ENT is compared with a list
 * of all the words anybody ever wrote: each is there, and each text is there once. The seed is the
 * one GTest prints ("random seed:", given back with --seed); ENT_TEST_ROUNDS says how many rounds,
 * and is for runs by hand.
 *
 * One thing is left out because no client can do anything about it: the colleague never writes
 * between our look and our write, where the ENT lets the last one win. */

#define ROUNDS_IN_CHECK 60
#define MAX_THINGS 14

/* One text of the world. */
typedef struct
{
  EntKind     kind;
  char       *title;   /* (owned) */
  char       *uuid;    /* (owned): of the draft it began as */
  GPtrArray  *words;   /* (owned) (element-type utf8): all that was ever written in it */
} Thing;

typedef struct
{
  Fixture    *fixture;   /* (unowned) */
  GPtrArray  *things;    /* (owned) (element-type Thing) */
  guint       n_words;
  guint       n_asked;   /* texts about which the teacher had to choose */
  guint       n_deaths;
} World;

static void
thing_free (Thing *thing)
{
  g_free (thing->title);
  g_free (thing->uuid);
  g_ptr_array_unref (thing->words);
  g_free (thing);
}

/* ---- words ---- */

/* (transfer full): @html with a word before the end of its first or last paragraph. */
static char *
add_word (World      *world,
          Thing      *thing,
          const char *html,
          gboolean    in_first)
{
  char *word = g_strdup_printf ("mot%u", ++world->n_words);
  const char *end = in_first ? strstr (html, "</p>") : g_strrstr (html, "</p>");

  g_assert_nonnull (end);
  g_ptr_array_add (thing->words, word);

  return g_strdup_printf ("%.*s %s%s", (int) (end - html), html, word, end);
}

static Thing *
choose_thing (World *world)
{
  gint32 index = g_test_rand_int_range (0, (gint32) world->things->len);

  return world->things->pdata[index];
}

/* (transfer full) (nullable): its id on the ENT as this computer knows it. */
static char *
dup_id (World *world,
        Thing *thing)
{
  if (thing->kind == ENT_KIND_ENTRY)
    return g_strdup (thing->uuid);

  return ent_draft_store_dup_sent_item_id (world->fixture->db, thing->uuid, NULL);
}

/* (transfer full) (nullable): the draft that waits for it. */
static EntDraftRow *
get_draft (World *world,
           Thing *thing)
{
  EntDraftRow *draft = ent_draft_store_get (world->fixture->db, thing->uuid, NULL);
  g_autofree char *id = NULL;

  if (draft != NULL)
    return draft;

  id = dup_id (world, thing);

  return id != NULL ? ent_draft_store_get_for_item (world->fixture->db, thing->kind, id, NULL)
                    : NULL;
}

/* ---- what happens ---- */

static void
make_thing (World *world)
{
  static const EntKind kinds[] = { ENT_KIND_POST, ENT_KIND_ENTRY, ENT_KIND_MESSAGE };
  Thing *thing;
  g_autofree char *html = NULL;

  if (world->things->len >= MAX_THINGS)
    return;

  thing = g_new0 (Thing, 1);
  thing->kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
  thing->title = g_strdup_printf ("Texte %u", world->things->len);
  thing->words = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (world->things, thing);
  html = add_word (world, thing, "<p>Le matin,</p><p>Le soir,</p>", TRUE);
  thing->uuid = fixture_new_draft (world->fixture, thing->kind, thing->title, html);
}

/* A message that left is not typed in any more: it would be another one. */
static void
type_words (World *world)
{
  Thing *thing = choose_thing (world);
  g_autoptr (EntDraftRow) draft = get_draft (world, thing);
  g_autofree char *html = NULL;
  g_autofree char *id = NULL;
  g_autoptr (EntItem) item = NULL;

  if (thing->kind == ENT_KIND_MESSAGE &&
      (draft == NULL || draft->local_state != ENT_LOCAL_STATE_DRAFT))
    return;

  if (draft != NULL)
    {
      html = add_word (world, thing, draft->html, TRUE);
      fixture_type (world->fixture, draft->uuid, html);
      return;
    }

  id = dup_id (world, thing);
  item = ent_item_store_get (world->fixture->db, thing->kind, id, NULL);
  g_assert_nonnull (item);
  html = add_word (world, thing, ent_item_get_html (item), TRUE);
  g_free (fixture_edit (world->fixture, thing->kind, id, html));
}

static void
send_thing (World *world,
            Thing *thing)
{
  g_autoptr (EntDraftRow) draft = NULL;
  EntSendHow how = ENT_SEND_SAVE;

  /* Two versions may be found in this very moment, and then there is nothing to send. */
  fixture_rest (world->fixture);
  draft = get_draft (world, thing);
  if (draft == NULL || draft->theirs != NULL)
    return;

  if (thing->kind == ENT_KIND_MESSAGE)
    how = ENT_SEND_SEND;
  else if (thing->kind == ENT_KIND_POST && g_test_rand_int_range (0, 4) == 0)
    how = ENT_SEND_PUBLISH;

  fixture_send (world->fixture, draft->uuid, how);
}

static void
colleague_writes (World *world)
{
  EntTrainingDb *db = ent_training_server_get_db (world->fixture->server);
  Thing *thing = choose_thing (world);
  gboolean is_post = thing->kind == ENT_KIND_POST;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_rest (world->fixture);
  if (thing->kind == ENT_KIND_MESSAGE)
    return;

  before = fixture_dup (world->fixture, is_post ? "SELECT content FROM post WHERE title = ?1" :
                        "SELECT value FROM entry WHERE title = ?1", thing->title);
  if (before == NULL)
    return;

  after = add_word (world, thing, before, g_test_rand_int_range (0, 6) == 0);
  ent_training_db_run (db, is_post ?
                       "UPDATE post SET content = ?1, modified = modified + 1000 WHERE title = ?2" :
                       "UPDATE entry SET value = ?1 WHERE title = ?2", "ss", after, thing->title);
}

static void
network_changes (World *world)
{
  static const char * const faults[] = {
    "\"fault\":\"drop-before\"", "\"fault\":\"drop-after-commit\"", "\"fault\":\"cut-body\"",
    "\"fault\":\"redirect\"", "\"fault\":\"status\",\"status\":500,\"body\":\"<html></html>\"",
    "\"fault\":\"html\"", "\"fault\":\"expire-session\"", "\"fault\":\"xsrf\"",
  };
  static const char * const methods[] = { "GET", "PUT", "POST" };
  g_autofree char *rule = NULL;

  if (g_test_rand_bit ())
    {
      ent_network_reachability_set_cut (world->fixture->reachability, g_test_rand_bit ());
      return;
    }

  rule = g_strdup_printf ("{\"method\":\"%s\",\"skip\":%d,%s}",
                          methods[g_test_rand_int_range (0, G_N_ELEMENTS (methods))],
                          g_test_rand_int_range (0, 4),
                          faults[g_test_rand_int_range (0, G_N_ELEMENTS (faults))]);
  fixture_add_fault (world->fixture, rule);
}

static void
start_again (World *world)
{
  fixture_open (world->fixture, ent_training_server_get_uri (world->fixture->server));
  ent_sync_start (world->fixture->sync);
}

static void
child_ended_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  *(gboolean *) user_data = TRUE;
}

/* The program works on in a process of its own, where it is killed after some steps. */
static void
program_dies (World *world)
{
  Fixture *fixture = world->fixture;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *n_steps = g_strdup_printf ("%d", g_test_rand_int_range (1, 12));
  gboolean ended = FALSE;

  fixture_close (fixture);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_STEPS", n_steps, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_FOLDER", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_TEACHER", fixture->teacher, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_TEST_SERVER",
                                ent_training_server_get_uri (fixture->server), TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (child, NULL, child_ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);

  if (g_subprocess_get_if_signaled (child))
    world->n_deaths++;
  else
    g_assert_true (g_subprocess_get_successful (child));
  start_again (world);
}

static void
on_operation_changed_cb (EntSync    *sync,
                         gint64      id,
                         const char *draft_uuid,
                         guint      *steps)
{
  if (--*steps == 0)
    raise (SIGKILL);
}

static int
run_child (void)
{
  Fixture fixture = { NULL };
  guint steps = (guint) atoi (g_getenv ("ENT_TEST_STEPS"));

  fixture.folder = g_strdup (g_getenv ("ENT_TEST_FOLDER"));
  fixture.teacher = g_strdup (g_getenv ("ENT_TEST_TEACHER"));
  fixture_open (&fixture, g_getenv ("ENT_TEST_SERVER"));
  g_signal_connect (fixture.sync, "operation-changed", G_CALLBACK (on_operation_changed_cb),
                    &steps);
  ent_sync_start (fixture.sync);
  fixture_rest (&fixture);
  fixture_close (&fixture);
  g_free (fixture.folder);
  g_free (fixture.teacher);

  return 0;
}

static void
play_round (World *world)
{
  gint32 dice = g_test_rand_int_range (0, 100);

  if (dice < 8 || world->things->len == 0)
    make_thing (world);
  else if (dice < 40)
    type_words (world);
  else if (dice < 60)
    send_thing (world, choose_thing (world));
  else if (dice < 72)
    colleague_writes (world);
  else if (dice < 84)
    network_changes (world);
  else if (dice < 88)
    {
      fixture_close (world->fixture);
      start_again (world);
    }
  else if (dice < 93)
    program_dies (world);
  else
    fixture_settle (world->fixture);
}

/* ---- the end ---- */

/* FALSE: nothing is left to do. */
static gboolean
teacher_finishes (World *world)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  fixture_settle (world->fixture);
  rows = ent_outbox_store_list (world->fixture->db, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (((EntOperationRow *) rows->pdata[i])->state == ENT_OPERATION_BLOCKED)
      fixture_retry (world->fixture, ((EntOperationRow *) rows->pdata[i])->draft_uuid);

  drafts = ent_draft_store_list (world->fixture->db, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      const EntDraftRow *draft = drafts->pdata[i];

      if (draft->theirs != NULL)
        {
          world->n_asked++;
          fixture_choose (world->fixture, draft->uuid, ENT_SYNC_SIDE_BOTH);
        }
      else if (draft->local_state == ENT_LOCAL_STATE_DRAFT)
        {
          fixture_send (world->fixture, draft->uuid,
                        draft->kind == ENT_KIND_MESSAGE ? ENT_SEND_SEND : ENT_SEND_SAVE);
        }
    }

  return drafts->len > 0 || rows->len > 0;
}

static const char *
get_count_sql (const Thing *thing)
{
  if (thing->kind == ENT_KIND_POST)
    return "SELECT count (*) FROM post WHERE title = ?1";
  if (thing->kind == ENT_KIND_ENTRY)
    return "SELECT count (*) FROM entry WHERE title = ?1";

  return "SELECT count (*) FROM message WHERE subject = ?1 AND state = 'SENT'";
}

static char *
dup_text (World       *world,
          const Thing *thing)
{
  const char *sql = "SELECT body FROM message WHERE subject = ?1 AND state = 'SENT'";

  if (thing->kind == ENT_KIND_POST)
    sql = "SELECT content FROM post WHERE title = ?1";
  else if (thing->kind == ENT_KIND_ENTRY)
    sql = "SELECT value FROM entry WHERE title = ?1";

  return fixture_dup (world->fixture, sql, thing->title);
}

static gboolean
has_word (const char *text,
          const char *word)
{
  g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", word);

  return text != NULL && g_regex_match_simple (pattern, text, 0, 0);
}

static void
compare (World *world,
         guint  n_rounds)
{
  guint n_lost = 0;
  guint n_wrong = 0;

  for (guint i = 0; i < world->things->len; i++)
    {
      const Thing *thing = world->things->pdata[i];
      g_autofree char *text = dup_text (world, thing);
      gint64 count = fixture_ask (world->fixture, get_count_sql (thing), thing->title);

      if (count != 1)
        {
          g_test_message ("“%s” is %d times on the ENT", thing->title, (int) count);
          n_wrong++;
        }
      for (guint j = 0; j < thing->words->len; j++)
        if (!has_word (text, thing->words->pdata[j]))
          {
            g_test_message ("“%s” lost %s: %s", thing->title, (char *) thing->words->pdata[j],
                            text);
            n_lost++;
          }
    }

  g_test_message ("%u rounds, %u texts, %u words, %u kills, %u choices: %u words lost, %u texts not "
                  "there once", n_rounds, world->things->len, world->n_words, world->n_deaths,
                  world->n_asked, n_lost, n_wrong);
  g_assert_cmpuint (n_lost, ==, 0);
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  const char *asked = g_getenv ("ENT_TEST_ROUNDS");
  guint n_rounds = asked != NULL ? (guint) atoi (asked) : ROUNDS_IN_CHECK;
  World world = { .fixture = fixture };
  guint n_turns = 0;

  world.things = g_ptr_array_new_with_free_func ((GDestroyNotify) thing_free);
  for (guint i = 0; i < n_rounds; i++)
    play_round (&world);

  ent_training_server_clear_faults (fixture->server);
  ent_network_reachability_set_cut (fixture->reachability, FALSE);
  while (teacher_finishes (&world))
    g_assert_cmpuint (n_turns++, <, 20);

  compare (&world, n_rounds);
  g_ptr_array_unref (world.things);
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv ("ENT_TEST_STEPS") != NULL)
    return run_child ();

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/sync/random", Fixture, NULL, fixture_set_up, test_random, fixture_tear_down);

  return g_test_run ();
}
