/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "ent-comment.h"
#include "ent-entry.h"
#include "ent-message.h"
#include "ent-person.h"
#include "ent-post.h"
#include "ent-recipient.h"

static void
put_simple (Fixture    *fixture,
            EntKind     kind,
            const char *id,
            const char *parent_id,
            const char *title,
            gint64      sort_at)
{
  g_autoptr (EntItem) item = make_item (kind, id, parent_id, title, sort_at);

  put (fixture, item, NULL);
}

static EntItem *
get (Fixture    *fixture,
     EntKind     kind,
     const char *id)
{
  g_autoptr (GError) error = NULL;
  EntItem *item = ent_item_store_get (fixture->db, kind, id, &error);

  g_assert_no_error (error);

  return item;
}

static void
assert_titles (Fixture    *fixture,
               EntKind     kind,
               const char *parent_id,
               const char *expected)
{
  g_autofree char *titles = read_titles_of (fixture, kind, parent_id);

  g_assert_cmpstr (titles, ==, expected);
}

static void
assert_query (Fixture        *fixture,
              const EntQuery *query,
              const char     *expected)
{
  g_autofree char *titles = read_titles (fixture, query);

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_put (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (EntItem) item = make_item (ENT_KIND_POST, "p1", "b1", "Sortie", 10);
  g_autoptr (EntItem) got = NULL;

  ent_item_set_html (item, "<p>Musée</p>");
  ent_item_set_state (item, "PUBLISHED");
  ent_post_set_json_content (ENT_POST (item), "{}");

  g_assert_cmpint (put (fixture, item, "Musée"), ==, ENT_PUT_NEW);
  g_assert_cmpuint (fixture->changes, ==, 1u << ENT_KIND_POST);
  fixture->changes = 0;
  g_assert_cmpint (put (fixture, item, "Musée"), ==, ENT_PUT_SAME);
  g_assert_cmpuint (fixture->changes, ==, 0);

  got = get (fixture, ENT_KIND_POST, "p1");
  g_assert_cmpstr (ent_item_get_excerpt (got), ==, "Musée");
  ent_item_set_excerpt (item, "Musée");
  g_assert_true (ent_item_equal (got, item));
  g_assert_null (get (fixture, ENT_KIND_POST, "p2"));
  g_assert_null (get (fixture, ENT_KIND_BLOG, "p1"));

  ent_item_set_title (item, "Sortie reportée");
  g_assert_cmpint (put (fixture, item, "Musée"), ==, ENT_PUT_CHANGED);
  assert_titles (fixture, ENT_KIND_POST, "b1", "Sortie reportée");

  /* Moved to another blog. */
  ent_item_set_parent_id (item, "b2");
  g_assert_cmpint (put (fixture, item, "Musée"), ==, ENT_PUT_CHANGED);
  assert_titles (fixture, ENT_KIND_POST, "b1", "");
  assert_titles (fixture, ENT_KIND_POST, "b2", "Sortie reportée");
}

/* Each kind comes back whole, with every property set. */
static void
test_put_every_kind (Fixture       *fixture,
                     gconstpointer  data)
{
  for (int kind = 0; kind < ENT_N_KINDS; kind++)
    {
      g_autoptr (EntItem) item = NULL;
      g_autoptr (EntItem) got = NULL;

      if (kind == ENT_KIND_DOCUMENT)
        continue;

      item = make_item (kind, "id", "parent", "Titre", 5);
      put (fixture, item, NULL);
      got = get (fixture, kind, "id");
      g_assert_true (ent_item_equal (got, item));
      assert_titles (fixture, kind, "parent", "Titre");
      assert_titles (fixture, kind, NULL, "Titre");
    }
}

static void
test_html_kept (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EntItem) opened = make_item (ENT_KIND_MESSAGE, "m1", "INBOX", "Réunion", 10);
  g_autoptr (EntItem) listed = make_item (ENT_KIND_MESSAGE, "m1", "INBOX", "Réunion", 10);
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EntItem) got = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  ent_item_set_modified_at (opened, 7);
  ent_item_set_html (opened, "<p>à 18 heures</p>");
  g_ptr_array_add (attachments, ent_attachment_new ());
  ent_message_set_attachments (ENT_MESSAGE (opened), attachments);
  put (fixture, opened, "à 18 heures");

  /* The list says less; nothing moved. */
  ent_item_set_modified_at (listed, 7);
  ent_message_set_answered (ENT_MESSAGE (listed), TRUE);
  g_assert_cmpint (put (fixture, listed, NULL), ==, ENT_PUT_CHANGED);
  got = get (fixture, ENT_KIND_MESSAGE, "m1");
  g_assert_cmpstr (ent_item_get_html (got), ==, "<p>à 18 heures</p>");
  g_assert_true (ent_message_get_answered (ENT_MESSAGE (got)));
  g_assert_cmpuint (ent_message_get_attachments (ENT_MESSAGE (got))->len, ==, 1);
  hits = ent_search_store_find (fixture->db, "heures", 10, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  g_clear_object (&got);

  /* It moved: the text we had is not its text any more. */
  ent_item_set_modified_at (listed, 8);
  put (fixture, listed, NULL);
  got = get (fixture, ENT_KIND_MESSAGE, "m1");
  g_assert_null (ent_item_get_html (got));
}

static void
test_several_parents (Fixture       *fixture,
                      gconstpointer  data)
{
  /* A parent with a child in each of two classes. */
  put_simple (fixture, ENT_KIND_PERSON, "u1", "c1", "ROUX Nadia", 0);
  put_simple (fixture, ENT_KIND_PERSON, "u1", "c2", "ROUX Nadia", 0);
  assert_titles (fixture, ENT_KIND_PERSON, "c1", "ROUX Nadia");
  assert_titles (fixture, ENT_KIND_PERSON, "c2", "ROUX Nadia");
  assert_titles (fixture, ENT_KIND_PERSON, NULL, "ROUX Nadia");

  g_assert_cmpuint (keep_only (fixture, ENT_KIND_PERSON, "c1", "", 0), ==, 1);
  assert_titles (fixture, ENT_KIND_PERSON, "c1", "");
  assert_titles (fixture, ENT_KIND_PERSON, "c2", "ROUX Nadia");

  /* A message of mine to my own group, then thrown away. */
  put_simple (fixture, ENT_KIND_MESSAGE, "m1", "OUTBOX", "À tous", 1);
  put_simple (fixture, ENT_KIND_MESSAGE, "m1", "INBOX", "À tous", 1);
  assert_titles (fixture, ENT_KIND_MESSAGE, "INBOX", "À tous");
  assert_titles (fixture, ENT_KIND_MESSAGE, "OUTBOX", "À tous");
  put_simple (fixture, ENT_KIND_MESSAGE, "m1", "TRASH", "À tous", 1);
  assert_titles (fixture, ENT_KIND_MESSAGE, "INBOX", "");
  assert_titles (fixture, ENT_KIND_MESSAGE, "OUTBOX", "");
  assert_titles (fixture, ENT_KIND_MESSAGE, "TRASH", "À tous");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, "p1", "b1", "Ma version");

  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "Un", 1);
  put_simple (fixture, ENT_KIND_POST, "p2", "b1", "Deux", 2);
  remove_item (fixture, ENT_KIND_POST, "p2");
  remove_item (fixture, ENT_KIND_POST, "never was");
  assert_titles (fixture, ENT_KIND_POST, "b1", "Un");

  /* Gone there, written here: the text stays. */
  save (fixture, draft, "texte");
  remove_item (fixture, ENT_KIND_POST, "p1");
  g_assert_null (get (fixture, ENT_KIND_POST, "p1"));
  assert_titles (fixture, ENT_KIND_POST, "b1", "Ma version");
}

static void
test_keep_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, "p2", "b1", "Deux, ma version");
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("delete-post", ENT_KIND_POST);

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);

      put_simple (fixture, ENT_KIND_POST, id, "b1", id, i);
    }
  put_simple (fixture, ENT_KIND_POST, "q1", "b2", "q1", 1);
  save (fixture, draft, "");
  row->item_id = g_strdup ("p3");
  row->state = ENT_OPERATION_BLOCKED;
  add_operation (fixture, row);

  /* p2 has a draft, p3 an operation: both stay; p1 is before the bound. */
  fixture->changes = 0;
  g_assert_cmpuint (keep_only (fixture, ENT_KIND_POST, "b1", "p5", 2), ==, 1);
  g_assert_cmpuint (fixture->changes, ==, 1u << ENT_KIND_POST);
  assert_titles (fixture, ENT_KIND_POST, "b1", "p5|p3|Deux, ma version|p1");

  fixture->changes = 0;
  g_assert_cmpuint (keep_only (fixture, ENT_KIND_POST, "b1", "p5|p1", 0), ==, 0);
  g_assert_cmpuint (fixture->changes, ==, 0);

  g_assert_cmpuint (keep_only (fixture, ENT_KIND_POST, NULL, "p5", 0), ==, 2);
  assert_titles (fixture, ENT_KIND_POST, "b2", "");
}

/* ---- order ---- */

static void
test_order_by_kind (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct { const char *id; const char *title; } folders[] = {
    { "f2", "Ateliers" }, { "TRASH", "Corbeille" }, { "DRAFT", "Brouillons" },
    { "f1", "École" }, { "OUTBOX", "Envoyés" }, { "INBOX", "Réception" },
  };
  static const struct { const char *id; const char *title; EntRecipientType type; } people[] = {
    { "u1", "abel Zoé", ENT_RECIPIENT_USER }, { "g1", "Parents du CM2", ENT_RECIPIENT_GROUP },
    { "u2", "Étienne Abel", ENT_RECIPIENT_USER }, { "g2", "Élèves du CM2", ENT_RECIPIENT_GROUP },
    { "u3", "ÉTIENNE Zoé", ENT_RECIPIENT_USER },
  };

  put_simple (fixture, ENT_KIND_POST, "p1", "b", "ancien", 10);
  put_simple (fixture, ENT_KIND_POST, "p2", "b", "récent", 20);
  assert_titles (fixture, ENT_KIND_POST, "b", "récent|ancien");

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    put_simple (fixture, ENT_KIND_FOLDER, folders[i].id, NULL, folders[i].title, 0);
  assert_titles (fixture, ENT_KIND_FOLDER, NULL,
                 "Réception|Envoyés|Brouillons|Corbeille|Ateliers|École");

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (EntRecipient) recipient =
        ent_recipient_new_full (people[i].id, people[i].title, people[i].type);

      put (fixture, ENT_ITEM (recipient), NULL);
    }
  assert_titles (fixture, ENT_KIND_RECIPIENT, NULL,
                 "Élèves du CM2|Parents du CM2|abel Zoé|Étienne Abel|ÉTIENNE Zoé");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);
      g_autoptr (EntItem) comment = make_item (ENT_KIND_COMMENT, id, "p1", id, 0);

      ent_item_set_created_at (comment, 10 + i);
      put (fixture, comment, NULL);
    }
  assert_titles (fixture, ENT_KIND_COMMENT, "p1", "c0|c1|c2");
}

static void
put_entry (Fixture    *fixture,
           const char *id,
           const char *notebook,
           const char *date,
           guint       position,
           const char *title)
{
  g_autoptr (EntItem) entry = make_item (ENT_KIND_ENTRY, id, notebook, title, 0);

  ent_item_set_html (entry, "<p>p. 12</p>");
  ent_entry_set_date (ENT_ENTRY (entry), date);
  ent_entry_set_position (ENT_ENTRY (entry), position);
  put (fixture, entry, "p. 12");
}

static void
test_week (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_ENTRY, "n1");
  g_autoptr (EntQuery) all = ent_query_new (ENT_KIND_ENTRY, NULL);
  g_autoptr (EntDraftRow) fresh = make_draft (ENT_KIND_ENTRY, NULL, "n1", "Chant");
  g_autoptr (EntDraftRow) moved = make_draft (ENT_KIND_ENTRY, "e2", "n1", "Calcul");
  g_autoptr (GPtrArray) items = NULL;
  g_auto (GStrv) subjects = NULL;

  put_entry (fixture, "e4", "n1", "2026-11-28", 0, "samedi");
  put_entry (fixture, "e1", "n1", "2026-11-23", 1, "Dictée");
  put_entry (fixture, "e2", "n1", "2026-11-23", 0, "Calcul");
  put_entry (fixture, "e3", "n1", "2026-11-27", 0, "Sport");
  put_entry (fixture, "e0", "n1", "2026-11-22", 10, "dimanche");
  put_entry (fixture, "o1", "n2", "2026-11-24", 0, "Sport");
  query->from_date = g_strdup ("2026-11-23");
  query->to_date = g_strdup ("2026-11-27");
  all->from_date = g_strdup ("2026-11-23");
  all->to_date = g_strdup ("2026-11-27");
  assert_query (fixture, query, "Calcul|Dictée|Sport");
  assert_query (fixture, all, "Calcul|Dictée|Sport|Sport");

  /* A new entry comes at the end of its day, one being moved is in the day it goes to. */
  fresh->date = g_strdup ("2026-11-23");
  save (fixture, fresh, "chanson");
  assert_query (fixture, query, "Calcul|Dictée|Chant|Sport");
  moved->date = g_strdup ("2026-11-25");
  save (fixture, moved, "table de 7");
  assert_query (fixture, query, "Dictée|Chant|Calcul|Sport");

  items = ent_item_store_window (fixture->db, query, 2, 1, NULL);
  g_assert_cmpstr (ent_item_get_id (items->pdata[0]), ==, "e2");
  g_assert_cmpstr (ent_entry_get_date (items->pdata[0]), ==, "2026-11-25");
  g_assert_cmpstr (ent_item_get_html (items->pdata[0]), ==, "<p>Calcul</p>");
  g_assert_cmpstr (ent_item_get_excerpt (items->pdata[0]), ==, "table de 7");

  subjects = ent_item_store_dup_subjects (fixture->db, 2, NULL);
  g_assert_cmpuint (g_strv_length (subjects), ==, 2);
  g_assert_cmpstr (subjects[0], ==, "Sport");
}

/* ---- local work over the items ---- */

static EntItem *
read_row (Fixture    *fixture,
          EntKind     kind,
          const char *parent_id,
          guint       row)
{
  g_autoptr (EntQuery) query = ent_query_new (kind, parent_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ent_item_store_window (fixture->db, query, row, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);

  return g_object_ref (items->pdata[0]);
}

static void
test_overlay (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, "p1", "b1", "Ma version");
  g_autoptr (EntDraftRow) fresh = make_draft (ENT_KIND_POST, NULL, "b1", "Tout neuf");
  g_autoptr (EntDraftRow) newest = make_draft (ENT_KIND_POST, NULL, "b1", "Encore plus neuf");
  g_autoptr (EntItem) first = NULL;
  g_autoptr (EntItem) last = NULL;
  g_autoptr (EntItem) got = NULL;

  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "La leur", 1);
  put_simple (fixture, ENT_KIND_POST, "p2", "b1", "Autre", 2);
  newest->created_at = fresh->created_at + 1;
  save (fixture, draft, "mes  mots\nà moi");
  save (fixture, fresh, "");
  save (fixture, newest, "");

  assert_titles (fixture, ENT_KIND_POST, "b1", "Encore plus neuf|Tout neuf|Autre|Ma version");

  last = read_row (fixture, ENT_KIND_POST, "b1", 3);
  g_assert_cmpstr (ent_item_get_id (last), ==, "p1");
  g_assert_cmpstr (ent_item_get_draft_uuid (last), ==, draft->uuid);
  g_assert_cmpstr (ent_item_get_excerpt (last), ==, "mes mots à moi");
  g_assert_cmpint (ent_item_get_local_state (last), ==, ENT_LOCAL_STATE_DRAFT);
  g_assert_cmpint (ent_item_get_local_at (last), ==, draft->updated_at);

  first = read_row (fixture, ENT_KIND_POST, "b1", 0);
  g_assert_null (ent_item_get_id (first));
  g_assert_cmpstr (ent_item_get_key (first), ==, newest->uuid);
  g_assert_cmpstr (ent_item_get_parent_id (first), ==, "b1");

  /* The item itself is still what the ENT says. */
  got = get (fixture, ENT_KIND_POST, "p1");
  g_assert_cmpstr (ent_item_get_title (got), ==, "La leur");
  g_assert_cmpint (ent_item_get_local_state (got), ==, ENT_LOCAL_STATE_DRAFT);
  g_assert_cmpstr (ent_item_get_draft_uuid (got), ==, draft->uuid);

  /* The ENT's version arrives while mine is being written: mine stays on top, once. */
  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "La leur, changée", 3);
  assert_titles (fixture, ENT_KIND_POST, "b1", "Encore plus neuf|Tout neuf|Ma version|Autre");

  /* And once the draft is sent, theirs shows. */
  g_assert_false (mark_sent (fixture, draft->uuid, "p1", 1, "{}"));
  assert_titles (fixture, ENT_KIND_POST, "b1", "Encore plus neuf|Tout neuf|La leur, changée|Autre");
}

static void
assert_state (Fixture       *fixture,
              const char    *id,
              EntLocalState  expected)
{
  g_autoptr (EntItem) item = get (fixture, ENT_KIND_POST, id);

  g_assert_cmpint (ent_item_get_local_state (item), ==, expected);
}

static void
test_states_of_work (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct { EntOperationState operation; EntLocalState local; } states[] = {
    { ENT_OPERATION_WAITING, ENT_LOCAL_STATE_WAITING },
    { ENT_OPERATION_SENDING, ENT_LOCAL_STATE_SENDING },
    { ENT_OPERATION_BLOCKED, ENT_LOCAL_STATE_BLOCKED },
    { ENT_OPERATION_CHANGED, ENT_LOCAL_STATE_CHANGED },
  };
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, "p1", "b1", "Ma version");
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("update-post", ENT_KIND_POST);
  g_autoptr (EntOperationRow) after = ent_operation_row_new ("publish-post", ENT_KIND_POST);
  g_autoptr (EntItem) shown = NULL;

  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "La leur", 1);
  assert_state (fixture, "p1", ENT_LOCAL_STATE_NONE);
  save (fixture, draft, "");
  assert_state (fixture, "p1", ENT_LOCAL_STATE_DRAFT);

  row->draft_uuid = g_strdup (draft->uuid);
  add_operation (fixture, row);
  after->draft_uuid = g_strdup (draft->uuid);
  after->depends_on = row->id;
  add_operation (fixture, after);

  /* The most pressing of the two, in the list as in the item. */
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      row->state = states[i].operation;
      g_free (row->error_code);
      row->error_code = g_strdup ("api/rejected");
      update_operation (fixture, row);

      g_clear_object (&shown);
      shown = read_row (fixture, ENT_KIND_POST, "b1", 0);
      g_assert_cmpint (ent_item_get_local_state (shown), ==, states[i].local);
      g_assert_cmpstr (ent_item_get_local_error (shown), ==, "api/rejected");
      assert_state (fixture, "p1", states[i].local);
    }

  remove_operation (fixture, row->id);
  assert_state (fixture, "p1", ENT_LOCAL_STATE_WAITING);
  remove_operation (fixture, after->id);
  assert_state (fixture, "p1", ENT_LOCAL_STATE_DRAFT);
}

static void
test_deletion_hides (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("delete-post", ENT_KIND_POST);
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (EntItem) shown = NULL;

  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "De trop", 1);
  row->item_id = g_strdup ("p1");
  add_operation (fixture, row);
  assert_titles (fixture, ENT_KIND_POST, "b1", "");
  hits = ent_search_store_find (fixture->db, "trop", 10, NULL);
  g_assert_cmpuint (hits->len, ==, 0);

  /* A pull meanwhile does not bring it back. */
  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "De trop ?", 1);
  assert_titles (fixture, ENT_KIND_POST, "b1", "");

  /* Refused: it is there, and says so. */
  row->state = ENT_OPERATION_BLOCKED;
  row->error_code = g_strdup ("api/forbidden");
  update_operation (fixture, row);
  shown = read_row (fixture, ENT_KIND_POST, "b1", 0);
  g_assert_cmpint (ent_item_get_local_state (shown), ==, ENT_LOCAL_STATE_BLOCKED);
  g_assert_cmpstr (ent_item_get_local_error (shown), ==, "api/forbidden");

  remove_operation (fixture, row->id);
  g_clear_object (&shown);
  shown = read_row (fixture, ENT_KIND_POST, "b1", 0);
  g_assert_cmpint (ent_item_get_local_state (shown), ==, ENT_LOCAL_STATE_NONE);
}

static void
test_message_folders (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_MESSAGE, NULL, NULL, "Sortie");
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("send-message", ENT_KIND_MESSAGE);
  g_autoptr (EntItem) shown = NULL;
  const char *sent = "{\"id\":\"m9\",\"state\":\"SENT\"}";

  put_simple (fixture, ENT_KIND_MESSAGE, "m1", "DRAFT", "Ancien brouillon", 1);
  draft->to = g_strdup ("[{\"id\":\"g1\",\"name\":\"Parents du CM2\",\"type\":\"group\"}]");
  save (fixture, draft, "Bonjour");
  assert_titles (fixture, ENT_KIND_MESSAGE, "DRAFT", "Sortie|Ancien brouillon");
  assert_titles (fixture, ENT_KIND_MESSAGE, ENT_FOLDER_LOCAL_OUTBOX, "");

  shown = read_row (fixture, ENT_KIND_MESSAGE, "DRAFT", 0);
  g_assert_cmpuint (ent_message_get_to (ENT_MESSAGE (shown))->len, ==, 1);
  g_assert_cmpstr (ent_item_get_title (ent_message_get_to (ENT_MESSAGE (shown))->pdata[0]), ==,
                   "Parents du CM2");

  row->draft_uuid = g_strdup (draft->uuid);
  add_operation (fixture, row);
  for (guint state = ENT_OPERATION_WAITING; state <= ENT_OPERATION_CHANGED; state++)
    {
      row->state = state;
      update_operation (fixture, row);
      assert_titles (fixture, ENT_KIND_MESSAGE, "DRAFT", "Ancien brouillon");
      assert_titles (fixture, ENT_KIND_MESSAGE, ENT_FOLDER_LOCAL_OUTBOX, "Sortie");
    }

  /* Its draft on the ENT is pulled while it waits: still one row, in the outbox. */
  set_item_id (fixture, draft->uuid, "m9");
  put_simple (fixture, ENT_KIND_MESSAGE, "m9", "DRAFT", "Sortie", 5);
  assert_titles (fixture, ENT_KIND_MESSAGE, "DRAFT", "Ancien brouillon");
  assert_titles (fixture, ENT_KIND_MESSAGE, ENT_FOLDER_LOCAL_OUTBOX, "Sortie");

  put_simple (fixture, ENT_KIND_MESSAGE, "m9", "OUTBOX", "Sortie", 6);
  g_assert_false (mark_sent (fixture, draft->uuid, "m9", 1, sent));
  remove_operation (fixture, row->id);
  assert_titles (fixture, ENT_KIND_MESSAGE, ENT_FOLDER_LOCAL_OUTBOX, "");
  assert_titles (fixture, ENT_KIND_MESSAGE, "OUTBOX", "Sortie");
  assert_titles (fixture, ENT_KIND_MESSAGE, "DRAFT", "Ancien brouillon");
}

/* ---- filters ---- */

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const states[] = { "DRAFT", "SUBMITTED", "PUBLISHED" };
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_POST, "b1");
  g_autoptr (EntDraftRow) fresh = make_draft (ENT_KIND_POST, NULL, "b1", "neuf");
  g_autoptr (EntDraftRow) edited = make_draft (ENT_KIND_POST, "p2", "b1", "PUBLISHED, revu");
  g_autoptr (EntOperationRow) row = ent_operation_row_new ("create-post", ENT_KIND_POST);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      g_autoptr (EntItem) item = make_item (ENT_KIND_POST, id, "b1", states[i], 10 - i);

      ent_item_set_state (item, states[i]);
      put (fixture, item, NULL);
    }

  query->states = g_strdup ("PUBLISHED,SUBMITTED");
  assert_query (fixture, query, "SUBMITTED|PUBLISHED");
  g_free (query->states);
  query->states = g_strdup ("DRAFT");
  assert_query (fixture, query, "DRAFT");

  /* What is being written here is among the drafts, a new post until the ENT has it. */
  save (fixture, fresh, "");
  save (fixture, edited, "");
  assert_query (fixture, query, "neuf|DRAFT|PUBLISHED, revu");
  row->draft_uuid = g_strdup (fresh->uuid);
  add_operation (fixture, row);
  assert_query (fixture, query, "neuf|DRAFT|PUBLISHED, revu");

  g_clear_pointer (&query->states, g_free);
  query->local_only = TRUE;
  assert_query (fixture, query, "neuf|PUBLISHED, revu");
  g_clear_pointer (&query->parent_id, g_free);
  assert_query (fixture, query, "neuf|PUBLISHED, revu");
}

static void
test_unread_and_profile (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (EntQuery) unread = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (EntQuery) parents = ent_query_new (ENT_KIND_PERSON, "c1");
  g_autoptr (EntItem) message = make_item (ENT_KIND_MESSAGE, "m1", "INBOX", "non lu", 1);
  g_autoptr (EntItem) person = make_item (ENT_KIND_PERSON, "u1", "c1", "Parent", 0);

  put_simple (fixture, ENT_KIND_MESSAGE, "m2", "INBOX", "lu", 2);
  ent_message_set_unread (ENT_MESSAGE (message), TRUE);
  put (fixture, message, NULL);
  unread->unread_only = TRUE;
  assert_query (fixture, unread, "non lu");
  unread->local_only = TRUE;
  assert_query (fixture, unread, "");
  unread->local_only = FALSE;
  g_clear_pointer (&unread->parent_id, g_free);
  assert_query (fixture, unread, "non lu");

  put_simple (fixture, ENT_KIND_PERSON, "u2", "c1", "Élève", 0);
  ent_person_set_profile (ENT_PERSON (person), "Relative");
  put (fixture, person, NULL);
  parents->profile = g_strdup ("Relative");
  assert_query (fixture, parents, "Parent");
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (EntItem) message =
    make_item (ENT_KIND_MESSAGE, "m1", "INBOX", "Réunion de rentrée", 1);

  ent_item_set_author_name (message, "Éloïse Dupont-Moretti");
  put (fixture, message, "Rendez-vous à l'école, salle 12.");
  put_simple (fixture, ENT_KIND_MESSAGE, "m2", "INBOX", "Autre", 2);
  put_simple (fixture, ENT_KIND_MESSAGE, "m3", "TRASH", "Réunion jetée", 3);

  query->words = g_strdup ("reunion ELOISE sal");
  assert_query (fixture, query, "Réunion de rentrée");
  g_free (query->words);
  query->words = g_strdup ("reunion absente");
  assert_query (fixture, query, "");
  g_free (query->words);
  query->words = g_strdup ("  … ! ");
  assert_query (fixture, query, "Autre|Réunion de rentrée");
  g_free (query->words);
  query->words = g_strdup ("reu");
  g_clear_pointer (&query->parent_id, g_free);
  assert_query (fixture, query, "Réunion jetée|Réunion de rentrée");
}

/* ---- search ---- */

static void
assert_found (Fixture    *fixture,
              const char *words,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = ent_search_store_find (fixture->db, words, 10, &error);
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      EntSearchHit *hit = hits->pdata[i];

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", hit->title);
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntItem) post = make_item (ENT_KIND_POST, "p1", "b1", "Sortie au musée", 1);
  g_autoptr (EntItem) other = make_item (ENT_KIND_POST, "p2", "b1", "Cantine", 2);
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, "p1", "b1", "Visite du château");
  g_autoptr (GPtrArray) hits = NULL;
  EntSearchHit *hit;

  put (fixture, post, "Pique-nique à prévoir : l’autorisation est à signer.");
  put (fixture, other, "Le musée de la cantine n'existe pas.");

  assert_found (fixture, "musee", "Sortie au musée|Cantine");   /* the title weighs more */
  assert_found (fixture, "MUSÉE pique", "Sortie au musée");
  assert_found (fixture, "l'autorisation", "Sortie au musée");   /* whatever the apostrophe */
  assert_found (fixture, "autorisa", "Sortie au musée");
  assert_found (fixture, "musée AND \"(cantine* NEAR", "");
  assert_found (fixture, "\" OR *", "");
  assert_found (fixture, "", "");

  hits = ent_search_store_find (fixture->db, "signer", 10, NULL);
  hit = hits->pdata[0];
  g_assert_cmpint (hit->kind, ==, ENT_KIND_POST);
  g_assert_cmpstr (hit->id, ==, "p1");
  g_assert_null (hit->draft_uuid);
  g_assert_nonnull (strstr (hit->snippet, "est à signer."));

  /* The draft is what is found, not what it replaces. */
  save (fixture, draft, "Le donjon");
  assert_found (fixture, "donjon", "Visite du château");
  assert_found (fixture, "signer", "");
  g_assert_false (mark_sent (fixture, draft->uuid, "p1", 1, NULL));
  assert_found (fixture, "donjon", "");
  assert_found (fixture, "signer", "Sortie au musée");
  remove_item (fixture, ENT_KIND_POST, "p1");
  assert_found (fixture, "signer", "");
}

/* ---- long lists ---- */

static gboolean
fill_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  for (int i = 0; i < 1500; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%04d", i);
      g_autoptr (EntItem) item = make_item (ENT_KIND_MESSAGE, id, "INBOX", id, 5000 - i / 2);

      ent_message_set_unread (ENT_MESSAGE (item), i % 3 == 0);
      if (!ent_item_store_put (db, item, NULL, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static void
assert_window (Fixture        *fixture,
               const EntQuery *query,
               guint           offset,
               guint           n,
               guint           n_expected,
               const char     *first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ent_item_store_window (fixture->db, query, offset, n, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, n_expected);
  if (n_expected > 0)
    g_assert_cmpstr (ent_item_get_title (items->pdata[0]), ==, first);
}

/* Windows far down are read from anchors; the rows must be those that counting from the top gives,
 * before and after the list changes above them. */
static void
test_anchors (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (EntQuery) unread = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_run (fixture->db, fill_job, NULL, &error));
  assert_window (fixture, query, 1400, 100, 100, "m1400");
  assert_window (fixture, query, 256, 10, 10, "m0256");
  assert_window (fixture, query, 255, 10, 10, "m0255");
  assert_window (fixture, query, 1499, 100, 1, "m1499");
  assert_window (fixture, query, 1500, 100, 0, NULL);
  assert_window (fixture, query, 9000, 100, 0, NULL);
  assert_window (fixture, query, 0, 3, 3, "m0000");

  unread->unread_only = TRUE;
  assert_window (fixture, unread, 300, 10, 10, "m0900");

  put_simple (fixture, ENT_KIND_MESSAGE, "new", "INBOX", "new", 9000);
  assert_window (fixture, query, 1400, 100, 100, "m1399");
  remove_item (fixture, ENT_KIND_MESSAGE, "m0000");
  remove_item (fixture, ENT_KIND_MESSAGE, "m0001");
  assert_window (fixture, query, 1400, 100, 99, "m1401");
  assert_window (fixture, unread, 300, 10, 10, "m0903");
}

static void
test_reopened (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntDraftRow) draft = make_draft (ENT_KIND_POST, "p1", "b1", "Ma version");

  put_simple (fixture, ENT_KIND_POST, "p1", "b1", "La leur", 1);
  put_simple (fixture, ENT_KIND_POST, "p2", "b1", "Autre", 2);
  save (fixture, draft, "");
  fixture_reopen (fixture);
  assert_titles (fixture, ENT_KIND_POST, "b1", "Autre|Ma version");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/items/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("put", test_put);
  ADD ("put-every-kind", test_put_every_kind);
  ADD ("html-kept", test_html_kept);
  ADD ("several-parents", test_several_parents);
  ADD ("remove", test_remove);
  ADD ("keep-only", test_keep_only);
  ADD ("order-by-kind", test_order_by_kind);
  ADD ("week", test_week);
  ADD ("overlay", test_overlay);
  ADD ("states-of-work", test_states_of_work);
  ADD ("deletion-hides", test_deletion_hides);
  ADD ("message-folders", test_message_folders);
  ADD ("states", test_states);
  ADD ("unread-and-profile", test_unread_and_profile);
  ADD ("words", test_words);
  ADD ("search", test_search);
  ADD ("anchors", test_anchors);
  ADD ("reopened", test_reopened);

  return g_test_run ();
}
