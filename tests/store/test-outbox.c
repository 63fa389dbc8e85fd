/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#define NOW (G_GINT64_CONSTANT (1795478400) * G_USEC_PER_SEC)
#define MINUTE G_TIME_SPAN_MINUTE

static EntOperationRow *
add (Fixture    *fixture,
     const char *verb,
     const char *draft_uuid)
{
  EntOperationRow *row = ent_operation_row_new (verb, ENT_KIND_POST);

  row->draft_uuid = g_strdup (draft_uuid);
  add_operation (fixture, row);
  g_assert_cmpint (row->id, >, 0);

  return row;
}

static char *
join_verbs (GPtrArray *rows)
{
  g_autoptr (GString) verbs = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      EntOperationRow *row = rows->pdata[i];

      g_string_append_printf (verbs, "%s%s", i > 0 ? "|" : "", row->verb);
    }

  return g_strdup (verbs->str);
}

static void
assert_due (Fixture    *fixture,
            gint64      now,
            const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ent_outbox_store_due (fixture->db, now, &error);
  g_autofree char *verbs = NULL;

  g_assert_no_error (error);
  verbs = join_verbs (rows);
  g_assert_cmpstr (verbs, ==, expected);
}

static void
assert_list (Fixture    *fixture,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (fixture->db, &error);
  g_autofree char *verbs = NULL;

  g_assert_no_error (error);
  verbs = join_verbs (rows);
  g_assert_cmpstr (verbs, ==, expected);
}

static void
assert_next_due (Fixture *fixture,
                 gint64   expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ent_outbox_store_next_due (fixture->db, NOW, &error), ==, expected);
  g_assert_no_error (error);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntOperationRow) first = add (fixture, "first", NULL);
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("create-post", ENT_KIND_POST);
  g_autoptr (EntOperationRow) got = NULL;
  g_autoptr (GError) error = NULL;

  row->draft_uuid = g_strdup ("d");
  row->item_id = g_strdup ("p");
  row->parent_id = g_strdup ("b");
  row->base = g_strdup ("{}");
  row->error_code = g_strdup ("api/offline");
  row->error_detail = g_strdup ("détail");
  g_free (row->payload);
  row->payload = g_strdup ("{\"x\":1}");
  g_free (row->title);
  row->title = g_strdup ("Titre");
  row->depends_on = first->id;
  row->unit = first->id;
  row->revision = 4;
  row->state = ENT_OPERATION_SENDING;
  row->step = ENT_STEP_VERIFY;
  row->attempts = 3;
  row->attempted_at = 11;
  row->next_try_at = 12;
  row->not_before = 13;
  row->bytes_done = 14;
  row->bytes_total = 15;
  fixture->changes = 0;
  add_operation (fixture, row);
  g_assert_cmpuint (fixture->changes, ==,
                    (1u << ENT_KIND_POST) | ENT_CHANGE_DRAFTS | ENT_CHANGE_OPERATIONS);

  for (guint round = 0; round < 2; round++)
    {
      g_clear_pointer (&got, ent_operation_row_free);
      got = ent_outbox_store_get (fixture->db, row->id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (got->verb, ==, "create-post");
      g_assert_cmpint (got->kind, ==, ENT_KIND_POST);
      g_assert_cmpstr (got->draft_uuid, ==, "d");
      g_assert_cmpstr (got->item_id, ==, "p");
      g_assert_cmpstr (got->parent_id, ==, "b");
      g_assert_cmpstr (got->title, ==, "Titre");
      g_assert_cmpint (got->depends_on, ==, first->id);
      g_assert_cmpint (got->unit, ==, first->id);
      g_assert_cmpuint (got->revision, ==, 4);
      g_assert_cmpstr (got->payload, ==, "{\"x\":1}");
      g_assert_cmpstr (got->base, ==, "{}");
      g_assert_cmpint (got->state, ==, ENT_OPERATION_SENDING);
      g_assert_cmpint (got->step, ==, ENT_STEP_VERIFY);
      g_assert_cmpuint (got->attempts, ==, 3);
      g_assert_cmpint (got->created_at, ==, row->created_at);
      g_assert_cmpint (got->attempted_at, ==, 11);
      g_assert_cmpint (got->next_try_at, ==, 12);
      g_assert_cmpint (got->not_before, ==, 13);
      g_assert_cmpuint (got->bytes_done, ==, 14);
      g_assert_cmpuint (got->bytes_total, ==, 15);
      g_assert_cmpstr (got->error_code, ==, "api/offline");
      g_assert_cmpstr (got->error_detail, ==, "détail");

      /* What a write gives back, another write keeps. */
      update_operation (fixture, got);
    }

  g_assert_null (ent_outbox_store_get (fixture->db, 999, &error));
  g_assert_no_error (error);
}

static gboolean
update_job (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  return ent_outbox_store_update (db, data, error);
}

static void
test_update_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (EntOperationRow) row = add (fixture, "a", NULL);
  g_autoptr (GError) error = NULL;

  remove_operation (fixture, row->id);
  remove_operation (fixture, row->id);
  g_assert_false (fixture_run (fixture->db, update_job, row, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND);
}

/* Ids are the order, also after the last one went: none is given twice. */
static void
test_ids_grow (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntOperationRow) a = add (fixture, "a", NULL);
  g_autoptr (EntOperationRow) b = NULL;

  remove_operation (fixture, a->id);
  fixture_reopen (fixture);
  b = add (fixture, "b", NULL);
  g_assert_cmpint (b->id, >, a->id);
}

static void
test_dependants_released (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (EntOperationRow) a = add (fixture, "a", NULL);
  g_autoptr (EntOperationRow) b = ent_operation_row_new ("b", ENT_KIND_POST);

  b->depends_on = a->id;
  add_operation (fixture, b);
  assert_due (fixture, NOW, "a");
  remove_operation (fixture, a->id);
  assert_due (fixture, NOW, "b");
}

static void
test_due (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (EntOperationRow) waiting = add (fixture, "waiting", NULL);
  g_autoptr (EntOperationRow) sending = add (fixture, "sending", NULL);
  g_autoptr (EntOperationRow) blocked = add (fixture, "blocked", NULL);
  g_autoptr (EntOperationRow) changed = add (fixture, "changed", NULL);
  g_autoptr (EntOperationRow) later = add (fixture, "later", NULL);
  g_autoptr (EntOperationRow) deferred = add (fixture, "deferred", NULL);

  sending->state = ENT_OPERATION_SENDING;
  blocked->state = ENT_OPERATION_BLOCKED;
  changed->state = ENT_OPERATION_CHANGED;
  later->next_try_at = NOW + MINUTE;
  deferred->not_before = NOW + 5 * MINUTE;
  update_operation (fixture, sending);
  update_operation (fixture, blocked);
  update_operation (fixture, changed);
  update_operation (fixture, later);
  update_operation (fixture, deferred);

  assert_due (fixture, NOW, "waiting|sending");
  assert_next_due (fixture, NOW);
  assert_due (fixture, NOW + MINUTE, "waiting|sending|later");
  assert_due (fixture, NOW + 5 * MINUTE, "waiting|sending|later|deferred");

  remove_operation (fixture, waiting->id);
  remove_operation (fixture, sending->id);
  assert_next_due (fixture, NOW + MINUTE);
  remove_operation (fixture, later->id);
  assert_next_due (fixture, NOW + 5 * MINUTE);
  remove_operation (fixture, deferred->id);
  assert_next_due (fixture, 0);
  assert_list (fixture, "blocked|changed");
}

/* Update and publish are one unit: once one of them left, the other goes before everything else. */
static void
test_open_unit_first (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntOperationRow) other = add (fixture, "other", NULL);
  g_autoptr (EntOperationRow) update = add (fixture, "update", "d");
  g_autoptr (EntOperationRow) publish = ent_operation_row_new ("publish", ENT_KIND_POST);

  update->unit = update->id;
  update_operation (fixture, update);
  publish->draft_uuid = g_strdup ("d");
  publish->unit = update->id;
  publish->depends_on = update->id;
  add_operation (fixture, publish);
  assert_due (fixture, NOW, "other|update");

  update->attempted_at = 5;
  update_operation (fixture, update);
  assert_due (fixture, NOW, "update|other");

  remove_operation (fixture, update->id);
  assert_due (fixture, NOW, "publish|other");
}

static gboolean
wake_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  return ent_outbox_store_wake (db, error);
}

static void
test_wake (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EntOperationRow) later = add (fixture, "later", NULL);
  g_autoptr (EntOperationRow) deferred = add (fixture, "deferred", NULL);

  later->next_try_at = NOW + MINUTE;
  deferred->next_try_at = NOW + MINUTE;
  deferred->not_before = NOW + 2 * MINUTE;
  update_operation (fixture, later);
  update_operation (fixture, deferred);
  assert_due (fixture, NOW, "");
  g_assert_true (fixture_run (fixture->db, wake_job, NULL, NULL));
  assert_due (fixture, NOW, "later");
}

static gboolean
hurry_job (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  return ent_outbox_store_hurry (db, data, error);
}

/* Of one draft, also what the teacher had deferred. */
static void
test_hurry (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntOperationRow) mine = add (fixture, "mine", "d");
  g_autoptr (EntOperationRow) other = add (fixture, "other", "e");

  mine->next_try_at = other->next_try_at = NOW + MINUTE;
  mine->not_before = NOW + 2 * MINUTE;
  update_operation (fixture, mine);
  update_operation (fixture, other);
  assert_due (fixture, NOW, "");
  g_assert_true (fixture_run (fixture->db, hurry_job, (gpointer) "d", NULL));
  assert_due (fixture, NOW, "mine");
}

static gboolean
unblock_job (EntDatabase  *db,
             gpointer      data,
             GError      **error)
{
  return ent_outbox_store_unblock (db, data, error);
}

static void
test_unblock (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntOperationRow) mine = add (fixture, "mine", "d");
  g_autoptr (EntOperationRow) other = add (fixture, "other", "e");
  g_autoptr (EntOperationRow) got = NULL;

  mine->state = other->state = ENT_OPERATION_BLOCKED;
  mine->attempts = 4;
  mine->next_try_at = NOW + MINUTE;
  mine->error_code = g_strdup ("api/rejected");
  mine->error_detail = g_strdup ("non");
  update_operation (fixture, mine);
  update_operation (fixture, other);

  g_assert_true (fixture_run (fixture->db, unblock_job, (gpointer) "d", NULL));
  assert_due (fixture, NOW, "mine");
  got = ent_outbox_store_get (fixture->db, mine->id, NULL);
  g_assert_cmpuint (got->attempts, ==, 0);
  g_assert_null (got->error_code);
  g_assert_null (got->error_detail);
}

typedef struct
{
  const char *uuid;
  gboolean    removed;
} Cancel;

static gboolean
cancel_job (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  Cancel *call = data;

  return ent_outbox_store_cancel (db, call->uuid, &call->removed, error);
}

static gboolean
cancel (Fixture    *fixture,
        const char *uuid)
{
  Cancel call = { uuid, FALSE };

  g_assert_true (fixture_run (fixture->db, cancel_job, &call, NULL));

  return call.removed;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, NULL, "b", "Titre");
  g_autoptr (EntOperationRow) upload = NULL;
  g_autoptr (EntOperationRow) create = NULL;
  g_autoptr (EntOperationRow) other = NULL;
  g_autoptr (EntDraftRow) got = NULL;

  save (fixture, draft, "");
  upload = add (fixture, "upload-document", draft->uuid);
  create = add (fixture, "create-post", draft->uuid);
  other = add (fixture, "other", "e");

  g_assert_true (cancel (fixture, draft->uuid));
  assert_list (fixture, "other");
  got = ent_draft_store_get (fixture->db, draft->uuid, NULL);
  g_assert_cmpint (got->local_state, ==, ENT_LOCAL_STATE_DRAFT);
}

static void
test_cancel_too_late (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntOperationRow) row = add (fixture, "send-message", "d");
  g_autoptr (EntOperationRow) second = NULL;

  row->state = ENT_OPERATION_SENDING;
  update_operation (fixture, row);
  g_assert_false (cancel (fixture, "d"));

  /* Tried, and nobody knows what became of it. */
  row->state = ENT_OPERATION_WAITING;
  row->attempted_at = 5;
  update_operation (fixture, row);
  g_assert_false (cancel (fixture, "d"));

  /* Refused: it did not leave. */
  row->state = ENT_OPERATION_BLOCKED;
  row->step = ENT_STEP_APPLY;
  update_operation (fixture, row);
  g_assert_true (cancel (fixture, "d"));
  assert_list (fixture, "");

  /* The update is there already, publishing must follow. */
  second = ent_operation_row_new ("publish-post", ENT_KIND_POST);
  second->draft_uuid = g_strdup ("d");
  second->unit = row->id;
  add_operation (fixture, second);
  g_assert_false (cancel (fixture, "d"));
  assert_list (fixture, "publish-post");
}

static void
assert_counts (Fixture *fixture,
               guint    expected_waiting,
               guint    expected_blocked,
               guint    expected_changed)
{
  guint waiting;
  guint blocked;
  guint changed;

  g_assert_true (ent_outbox_store_count (fixture->db, &waiting, &blocked, &changed, NULL));
  g_assert_cmpuint (waiting, ==, expected_waiting);
  g_assert_cmpuint (blocked, ==, expected_blocked);
  g_assert_cmpuint (changed, ==, expected_changed);
}

static void
test_count (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, NULL, "b", "Titre");
  g_autoptr (EntOperationRow) a = NULL;
  g_autoptr (EntOperationRow) b = NULL;
  g_autoptr (EntOperationRow) deletion = NULL;

  assert_counts (fixture, 0, 0, 0);
  a = add (fixture, "update-post", "d");
  b = add (fixture, "publish-post", "d");
  deletion = add (fixture, "delete-post", NULL);
  assert_counts (fixture, 2, 0, 0);   /* one draft, one deletion */

  b->state = ENT_OPERATION_BLOCKED;
  update_operation (fixture, b);
  assert_counts (fixture, 1, 1, 0);
  a->state = ENT_OPERATION_CHANGED;
  update_operation (fixture, a);
  assert_counts (fixture, 1, 0, 1);

  /* Two versions without anything queued are counted too. */
  save (fixture, draft, "");
  set_theirs (fixture, draft->uuid, "{}");
  assert_counts (fixture, 1, 0, 2);
}

static void
test_list_of_draft (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (EntOperationRow) a = add (fixture, "a", "d");
  g_autoptr (EntOperationRow) b = add (fixture, "b", "e");
  g_autoptr (EntOperationRow) c = add (fixture, "c", "d");
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (fixture->db, "d", NULL);
  g_autofree char *verbs = join_verbs (rows);

  g_assert_cmpstr (verbs, ==, "a|c");
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("verb", ENT_KIND_DOCUMENT);
  g_autoptr (EntOperationRow) copy = NULL;

  row->item_id = g_strdup ("i");
  row->not_before = 9;
  copy = ent_operation_row_copy (row);
  g_assert_cmpstr (copy->item_id, ==, "i");
  g_assert_true (copy->item_id != row->item_id);
  g_assert_cmpint (copy->not_before, ==, 9);
  g_assert_cmpint (copy->state, ==, ENT_OPERATION_WAITING);
  g_assert_cmpstr (ent_operation_state_to_string (copy->state), ==, "waiting");

  /* About a document: nothing of the mirror to bring up to date, and nothing fails. */
  add_operation (fixture, row);
  remove_operation (fixture, row->id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/outbox/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("whole", test_whole);
  ADD ("update-gone", test_update_gone);
  ADD ("ids-grow", test_ids_grow);
  ADD ("dependants-released", test_dependants_released);
  ADD ("due", test_due);
  ADD ("open-unit-first", test_open_unit_first);
  ADD ("wake", test_wake);
  ADD ("unblock", test_unblock);
  ADD ("hurry", test_hurry);
  ADD ("cancel", test_cancel);
  ADD ("cancel-too-late", test_cancel_too_late);
  ADD ("count", test_count);
  ADD ("list-of-draft", test_list_of_draft);
  ADD ("copy", test_copy);

  return g_test_run ();
}
