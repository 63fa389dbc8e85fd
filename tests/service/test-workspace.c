/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include <string.h>

#include "ent-blog.h"
#include "ent-folder.h"
#include "ent-outbox-entry.h"
#include "ent-search-result.h"
#include "ent-sign-in-private.h"
#include "ent-training-server.h"
#include "ent-workspace-private.h"

/* The workspace as the screens use it, signed in as the teacher of CE1. */

typedef struct
{
  char              *dir;        /* (owned) */
  EntTrainingServer *server;     /* (owned) */
  EntSignIn         *sign_in;    /* (owned) */
  EntWorkspace      *workspace;  /* (owned) */
} Fixture;

static void
pull (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_workspace_pull_async (fixture->workspace, NULL, service_test_result_cb, &result);
  ent_workspace_pull_finish (fixture->workspace, service_test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  EntSignInForm form = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->dir = service_test_make_dir ();
  fixture->server = ent_training_server_new (NULL, 1, ENT_TRAINING_SCALE_SCHOOL);
  ent_training_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  fixture->sign_in = ent_sign_in_new (fixture->dir);
  ent_sign_in_set_keyring (fixture->sign_in, NULL);
  form.server = ent_training_server_get_uri (fixture->server);
  form.login = "camille.durand";
  form.password = "encrier";
  ent_sign_in_async (fixture->sign_in, &form, NULL, service_test_result_cb, &result);
  fixture->workspace = ent_sign_in_finish (fixture->sign_in, service_test_wait_result (&result),
                                           &error);
  g_assert_no_error (error);
  ent_workspace_set_automatic (fixture->workspace, FALSE);
  ent_workspace_start (fixture->workspace);
  pull (fixture);
}

/* A screen about to refresh may ask once more: it gets nothing, and nothing warns. */
static void
assert_closed (EntWorkspace *workspace)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (EntToday) today = ent_workspace_load_today (workspace, now);

  g_assert_cmpuint (today->unread->len, ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_workspace_close_async (fixture->workspace, service_test_result_cb, &result);
  ent_workspace_close_finish (fixture->workspace, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  service_test_settle ();
  assert_closed (fixture->workspace);
  g_assert_finalize_object (fixture->sign_in);
  g_assert_finalize_object (fixture->workspace);
  ent_training_server_stop (fixture->server);
  service_test_settle ();
  g_clear_object (&fixture->server);
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

/* (transfer full): the first row for which @member is @value. */
static EntItem *
find_item (Fixture    *fixture,
           EntKind     kind,
           const char *parent_id,
           const char *member,
           const char *value)
{
  g_autoptr (EntQuery) query = ent_query_new (kind, parent_id);
  g_autoptr (GListModel) list = ent_workspace_list (fixture->workspace, query);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EntItem) item = g_list_model_get_item (list, i);
      g_autofree char *text = NULL;

      g_object_get (item, member, &text, NULL);
      if (g_strcmp0 (text, value) == 0)
        return g_steal_pointer (&item);
    }

  return NULL;
}

/* My own blog, of which I may publish. */
static EntItem *
find_blog (Fixture *fixture)
{
  EntItem *blog = find_item (fixture, ENT_KIND_BLOG, NULL, "author-name", "Durand Camille");

  g_assert_nonnull (blog);

  return blog;
}

static void
set_html (EntDraft   *draft,
          const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);

  ent_draft_set_document (draft, document);
}

static void
send_draft (Fixture    *fixture,
            EntDraft   *draft,
            EntSendHow  how)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_operations = 0;

  ent_workspace_send_async (fixture->workspace, draft, how, 0, service_test_result_cb, &result);
  ent_workspace_send_finish (fixture->workspace, service_test_wait_result (&result), &n_operations,
                             &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_operations, >, 0);
}

static void
flush (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_workspace_flush_async (fixture->workspace, 20, service_test_result_cb, &result);
  ent_workspace_flush_finish (fixture->workspace, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static gboolean
is_settled (gpointer user_data)
{
  return ent_draft_get_local_state (user_data) == ENT_LOCAL_STATE_NONE &&
         ent_draft_get_item_id (user_data) != NULL;
}

static gboolean
has_two_versions (gpointer user_data)
{
  return ent_draft_get_theirs (user_data) != NULL;
}

static EntOutboxEntry *
get_entry (Fixture *fixture,
           guint    position)
{
  return g_list_model_get_item (ent_workspace_get_outbox (fixture->workspace), position);
}

static gboolean
has_one_entry (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_list_model_get_n_items (ent_workspace_get_outbox (fixture->workspace)) == 1;
}

static gboolean
has_no_entry (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_list_model_get_n_items (ent_workspace_get_outbox (fixture->workspace)) == 0;
}

/* A post from its first word to the families, as the editor and the outbox see it. */
static void
test_publish (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (EntDraft) same = NULL;
  g_autoptr (EntOutboxEntry) entry = NULL;
  g_autoptr (EntItem) post = NULL;
  EntConnection *connection = ent_workspace_get_connection (fixture->workspace);

  draft = ent_workspace_new_draft (fixture->workspace, ENT_KIND_POST, ent_item_get_id (blog));
  same = ent_workspace_open_draft (fixture->workspace, ent_draft_get_uuid (draft));
  g_assert_true (same == draft);
  ent_draft_set_title (draft, "Au musée");
  set_html (draft, "<p>Nous avons vu un <strong>héron</strong>.</p>");
  service_test_wait (has_one_entry, fixture);
  entry = get_entry (fixture, 0);
  g_assert_cmpstr (ent_outbox_entry_get_uuid (entry), ==, ent_draft_get_uuid (draft));
  g_assert_cmpstr (ent_outbox_entry_get_where (entry), ==, ent_item_get_title (blog));
  g_assert_cmpint (ent_outbox_entry_get_local_state (entry), ==, ENT_LOCAL_STATE_DRAFT);
  g_assert_cmpuint (ent_connection_get_n_drafts (connection), ==, 1);

  ent_workspace_set_reachable (fixture->workspace, FALSE);
  send_draft (fixture, draft, ENT_SEND_PUBLISH);
  flush (fixture);
  g_assert_cmpint (ent_draft_get_local_state (draft), ==, ENT_LOCAL_STATE_WAITING);
  g_assert_cmpint (ent_outbox_entry_get_local_state (entry), ==, ENT_LOCAL_STATE_WAITING);
  g_assert_cmpstr (ent_outbox_entry_get_verb (entry), ==, "publish-post");
  g_assert_cmpuint (ent_connection_get_n_waiting (connection), ==, 1);

  ent_workspace_set_reachable (fixture->workspace, TRUE);
  flush (fixture);
  service_test_wait (is_settled, draft);
  service_test_wait (has_no_entry, fixture);
  g_assert_cmpint (ent_connection_get_sent_at (connection), >, 0);
  post = ent_workspace_dup_item (fixture->workspace, ENT_KIND_POST, ent_draft_get_item_id (draft));
  g_assert_nonnull (post);
  g_assert_cmpstr (ent_item_get_state (post), ==, "PUBLISHED");
  g_clear_object (&same);
  g_clear_object (&draft);

  /* The same object while it lives, for the draft on an item too; nothing is written until
   * something is typed. */
  draft = ent_workspace_edit_item (fixture->workspace, post);
  same = ent_workspace_edit_item (fixture->workspace, post);
  g_assert_true (same == draft);
  g_assert_cmpstr (ent_draft_get_title (draft), ==, "Au musée");
  g_assert_true (has_no_entry (fixture));
}

static void
test_cancel_and_discard (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) discarded = NULL;
  g_autoptr (GError) error = NULL;

  draft = ent_workspace_new_draft (fixture->workspace, ENT_KIND_POST, ent_item_get_id (blog));
  ent_draft_set_title (draft, "À reprendre");
  set_html (draft, "<p>Texte</p>");
  ent_workspace_set_reachable (fixture->workspace, FALSE);
  send_draft (fixture, draft, ENT_SEND_SAVE);
  g_assert_cmpint (ent_draft_get_local_state (draft), ==, ENT_LOCAL_STATE_WAITING);

  ent_workspace_cancel_async (fixture->workspace, ent_draft_get_uuid (draft),
                              service_test_result_cb, &cancelled);
  g_assert_true (ent_workspace_cancel_finish (fixture->workspace,
                                              service_test_wait_result (&cancelled), &error));
  g_assert_no_error (error);
  ent_draft_refresh (draft);
  g_assert_cmpint (ent_draft_get_local_state (draft), ==, ENT_LOCAL_STATE_DRAFT);

  ent_workspace_discard_draft_async (fixture->workspace, ent_draft_get_uuid (draft),
                                     service_test_result_cb, &discarded);
  g_assert_true (ent_workspace_discard_draft_finish (fixture->workspace,
                                                     service_test_wait_result (&discarded),
                                                     &error));
  g_assert_no_error (error);
  g_assert_null (ent_workspace_open_draft (fixture->workspace, ent_draft_get_uuid (draft)));
  service_test_wait (has_no_entry, fixture);

  /* What is typed in a window that still shows it comes to nothing. */
  set_html (draft, "<p>Trop tard</p>");
  ent_workspace_set_reachable (fixture->workspace, TRUE);
}

/* A colleague changed the post between my reading and my sending. */
static void
test_two_versions (Fixture       *fixture,
                   gconstpointer  data)
{
  EntTrainingDb *db = ent_training_server_get_db (fixture->server);
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntItem) post = find_item (fixture, ENT_KIND_POST, ent_item_get_id (blog), "state",
                                        "PUBLISHED");
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (GAsyncResult) chosen = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;

  g_assert_nonnull (post);
  draft = ent_workspace_edit_item (fixture->workspace, post);
  set_html (draft, "<p>Mon texte tout neuf.</p>");
  ent_training_db_run (db,
                       "UPDATE post SET content = '<p>Le texte d''une collègue.</p>', json_content"
                       " = NULL, plain = 'Le texte d''une collègue.', modified = modified + 5000"
                       " WHERE id = ?1",
                       "s", ent_item_get_id (post));
  send_draft (fixture, draft, ENT_SEND_PUBLISH);
  flush (fixture);
  service_test_wait (has_two_versions, draft);
  g_assert_cmpint (ent_draft_get_local_state (draft), ==, ENT_LOCAL_STATE_CHANGED);
  g_assert_nonnull (strstr (ent_item_get_html (ent_draft_get_theirs (draft)), "collègue"));
  html = ent_document_to_html (ent_draft_get_document (draft));
  g_assert_cmpstr (html, ==, "<p>Mon texte tout neuf.</p>");

  ent_workspace_choose_async (fixture->workspace, ent_draft_get_uuid (draft), ENT_SIDE_THEIRS,
                              service_test_result_cb, &chosen);
  ent_workspace_choose_finish (fixture->workspace, service_test_wait_result (&chosen), &error);
  g_assert_no_error (error);
  service_test_wait (is_settled, draft);
  g_assert_null (ent_draft_get_theirs (draft));
  g_clear_pointer (&html, g_free);
  html = ent_document_to_html (ent_draft_get_document (draft));
  g_assert_nonnull (strstr (html, "collègue"));
}

/* Counts the passages of a column that answer @question, and finds whether one of them says @words. */
static gboolean
column_says (EntVersions *versions,
             EntColumn    column,
             int          question,
             const char  *words)
{
  g_autoptr (GPtrArray) passages = ent_versions_dup_passages (versions, column);

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = passages->pdata[i];
      g_autofree char *plain = passage->document != NULL
                               ? ent_document_to_plain (passage->document) : NULL;

      if (passage->question == question && plain != NULL && strstr (plain, words) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A colleague and I changed the same sentence, and she added another: one question, and the result leaves. */
static void
test_passages (Fixture       *fixture,
               gconstpointer  data)
{
  EntTrainingDb *db = ent_training_server_get_db (fixture->server);
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntItem) post = find_item (fixture, ENT_KIND_POST, ent_item_get_id (blog), "state",
                                        "PUBLISHED");
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (EntVersions) versions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  draft = ent_workspace_edit_item (fixture->workspace, post);
  set_html (draft, "<p>Mon texte tout neuf.</p>");
  ent_training_db_run (db,
                       "UPDATE post SET content = '<p>Le texte d''une collègue.</p><p>Sa photo.</p>',"
                       " json_content = NULL, plain = 'x', modified = modified + 5000 WHERE id = ?1",
                       "s", ent_item_get_id (post));
  send_draft (fixture, draft, ENT_SEND_PUBLISH);
  flush (fixture);
  service_test_wait (has_two_versions, draft);

  ent_workspace_load_versions_async (fixture->workspace, ent_draft_get_uuid (draft),
                                     service_test_result_cb, &loaded);
  versions = ent_workspace_load_versions_finish (fixture->workspace,
                                                 service_test_wait_result (&loaded), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_versions_get_n_questions (versions), >, 0);
  g_assert_cmpuint (ent_versions_get_n_open (versions), ==,
                    ent_versions_get_n_questions (versions));
  g_assert_true (column_says (versions, ENT_COLUMN_MINE, 0, "tout neuf"));

  for (guint i = 0; i < ent_versions_get_n_questions (versions); i++)
    ent_versions_set_pick (versions, i, ENT_PICK_MINE);
  g_assert_cmpuint (ent_versions_get_n_open (versions), ==, 0);
  g_assert_true (column_says (versions, ENT_COLUMN_RESULT, 0, "tout neuf"));

  ent_workspace_keep_versions_async (fixture->workspace, versions, service_test_result_cb, &kept);
  ent_workspace_keep_versions_finish (fixture->workspace, service_test_wait_result (&kept), &error);
  g_assert_no_error (error);
  flush (fixture);
  g_assert_null (ent_draft_get_theirs (draft));
  content = ent_training_db_dup_text (db, "SELECT content FROM post WHERE id = ?1", "s",
                                      ent_item_get_id (post));
  g_assert_nonnull (strstr (content, "Mon texte tout neuf."));
}

/* The versions of the text titled @title, newest first. */
static GPtrArray *
list_versions (Fixture      *fixture,
               const char   *words,
               EntPastText **text)
{
  g_autoptr (GAsyncResult) texts_read = NULL;
  g_autoptr (GAsyncResult) versions_read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  GPtrArray *versions;

  ent_workspace_list_past_async (fixture->workspace, words, NULL, service_test_result_cb, &texts_read);
  texts = ent_workspace_list_past_finish (fixture->workspace, service_test_wait_result (&texts_read), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 1);
  g_ptr_array_set_free_func (texts, NULL);
  *text = texts->pdata[0];
  ent_workspace_list_versions_async (fixture->workspace, *text, service_test_result_cb, &versions_read);
  versions = ent_workspace_list_versions_finish (fixture->workspace, service_test_wait_result (&versions_read), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, (*text)->n_versions);

  return versions;
}

static EntDraft *
restore (Fixture              *fixture,
         const EntPastText    *text,
         const EntPastVersion *version)
{
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GError) error = NULL;
  EntDraft *draft;

  ent_workspace_restore_version_async (fixture->workspace, text, version, service_test_result_cb, &restored);
  draft = ent_workspace_restore_version_finish (fixture->workspace, service_test_wait_result (&restored), &error);
  g_assert_no_error (error);

  return draft;
}

/* What the ENT had before I sent mine is brought back as a new edit, and mine is still found. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntItem) post = find_item (fixture, ENT_KIND_POST, ent_item_get_id (blog), "state", "PUBLISHED");
  g_autoptr (EntItem) whole = ent_workspace_dup_item (fixture->workspace, ENT_KIND_POST, ent_item_get_id (post));
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (EntDraft) again = NULL;
  g_autoptr (EntPastText) text = NULL;
  g_autoptr (EntPastText) later = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) more = NULL;
  g_autoptr (EntDocument) present = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *html = NULL;

  draft = ent_workspace_edit_item (fixture->workspace, post);
  set_html (draft, "<p>Ornithorynque, version un.</p>");
  send_draft (fixture, draft, ENT_SEND_PUBLISH);
  flush (fixture);
  g_clear_object (&draft);

  versions = list_versions (fixture, "ORNITHORYNQUE", &text);
  g_assert_cmpuint (versions->len, >=, 2);   /* mine, and the ENT's before it */
  present = ent_workspace_dup_present (fixture->workspace, text);
  plain = ent_document_to_plain (present);
  g_assert_nonnull (strstr (plain, "Ornithorynque"));

  again = restore (fixture, text, versions->pdata[versions->len - 1]);
  html = ent_document_to_html (ent_draft_get_document (again));
  g_assert_cmpstr (html, ==, ent_item_get_html (whole));
  g_assert_cmpstr (ent_draft_get_item_id (again), ==, ent_item_get_id (post));
  send_draft (fixture, again, ENT_SEND_PUBLISH);
  flush (fixture);
  more = list_versions (fixture, "ornithorynque", &later);
  g_assert_cmpuint (more->len, >, versions->len);
}

/* A text that was thrown away before the ENT ever saw it comes back where it belonged. */
static void
test_history_thrown_away (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntDraft) draft = ent_workspace_new_draft (fixture->workspace, ENT_KIND_POST, ent_item_get_id (blog));
  g_autoptr (EntDraft) again = NULL;
  g_autoptr (EntPastText) text = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) discarded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = NULL;

  ent_draft_set_title (draft, "Le tatou");
  set_html (draft, "<p>Pangolin et tatou.</p>");
  ent_draft_save_async (draft, service_test_result_cb, &saved);
  g_assert_true (ent_draft_save_finish (draft, service_test_wait_result (&saved), &error));
  ent_workspace_discard_draft_async (fixture->workspace, ent_draft_get_uuid (draft), service_test_result_cb, &discarded);
  g_assert_true (ent_workspace_discard_draft_finish (fixture->workspace, service_test_wait_result (&discarded), &error));
  g_assert_no_error (error);

  versions = list_versions (fixture, "pangolin", &text);
  g_assert_null (ent_workspace_dup_present (fixture->workspace, text));
  again = restore (fixture, text, versions->pdata[0]);
  plain = ent_document_to_plain (ent_draft_get_document (again));
  g_assert_cmpstr (plain, ==, "Pangolin et tatou.");
  g_assert_cmpstr (ent_draft_get_title (again), ==, "Le tatou");
  g_assert_cmpstr (ent_draft_get_parent_id (again), ==, ent_item_get_id (blog));
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  EntTrainingDb *db = ent_training_server_get_db (fixture->server);
  g_autoptr (EntItem) blog = find_blog (fixture);
  g_autoptr (EntItem) post = find_item (fixture, ENT_KIND_POST, ent_item_get_id (blog), "state",
                                        "PUBLISHED");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_operations = 0;

  ent_workspace_delete_async (fixture->workspace, post, service_test_result_cb, &result);
  g_assert_true (ent_workspace_delete_finish (fixture->workspace,
                                              service_test_wait_result (&result), &n_operations,
                                              &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_operations, ==, 1);
  flush (fixture);
  g_assert_cmpint (ent_training_db_get_int (db, "SELECT count (*) FROM post WHERE id = ?1", "s",
                                            ent_item_get_id (post)),
                   ==, 0);
}

static guint
count_unread (Fixture *fixture)
{
  g_autoptr (EntItem) folder = ent_workspace_dup_item (fixture->workspace, ENT_KIND_FOLDER, "INBOX");

  return ent_folder_get_n_unread (ENT_FOLDER (folder));
}

static void
test_messages (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (GListModel) inbox = NULL;
  g_autoptr (EntItem) first = NULL;
  g_autoptr (EntMessage) message = NULL;
  g_autoptr (EntMessage) again = NULL;
  g_autoptr (EntDraft) answer = NULL;
  g_autoptr (EntDraft) forward = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) reopened = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;
  guint n_unread;

  inbox = ent_workspace_list (fixture->workspace, query);
  g_assert_cmpuint (g_list_model_get_n_items (inbox), >, 0);
  first = g_list_model_get_item (inbox, 0);
  g_assert_true (ent_message_get_unread (ENT_MESSAGE (first)));
  n_unread = count_unread (fixture);
  ent_workspace_open_message_async (fixture->workspace, ent_item_get_id (first), NULL,
                                    service_test_result_cb, &opened);
  message = ent_workspace_open_message_finish (fixture->workspace,
                                               service_test_wait_result (&opened), &error);
  g_assert_no_error (error);
  g_assert_nonnull (ent_item_get_html (ENT_ITEM (message)));
  /* Read is read: the next pull is not waited for. */
  g_assert_cmpuint (count_unread (fixture), ==, n_unread - 1);

  /* Read once, it can be read without a network. */
  ent_workspace_set_reachable (fixture->workspace, FALSE);
  ent_workspace_open_message_async (fixture->workspace, ent_item_get_id (first), NULL,
                                    service_test_result_cb, &reopened);
  again = ent_workspace_open_message_finish (fixture->workspace,
                                             service_test_wait_result (&reopened), &error);
  g_assert_no_error (error);

  answer = ent_workspace_answer_message (fixture->workspace, message, ENT_ANSWER_SENDER);
  g_assert_true (g_str_has_prefix (ent_draft_get_title (answer), "Re"));
  g_assert_cmpuint (ent_draft_get_to (answer)->len, ==, 1);
  g_assert_cmpstr (ent_item_get_id (ent_draft_get_to (answer)->pdata[0]), ==,
                   ent_item_get_author_id (ENT_ITEM (message)));
  html = ent_document_to_html (ent_draft_get_document (answer));
  g_assert_nonnull (strstr (html, "conversation-history"));
  /* One sees where the words of the other begin, and whose they are. */
  g_assert_nonnull (strstr (html, "a écrit :</p><blockquote>"));
  g_assert_nonnull (strstr (html, ent_item_get_author_name (ENT_ITEM (message))));
  forward = ent_workspace_answer_message (fixture->workspace, message, ENT_ANSWER_FORWARD);
  g_assert_true (g_str_has_prefix (ent_draft_get_title (forward), "Tr"));
  g_assert_cmpuint (ent_draft_get_to (forward)->len, ==, 0);
}

static void
test_send_to_nobody (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  draft = ent_workspace_new_draft (fixture->workspace, ENT_KIND_MESSAGE, NULL);
  ent_draft_set_title (draft, "Sans destinataire");
  set_html (draft, "<p>Bonjour</p>");
  ent_workspace_send_async (fixture->workspace, draft, ENT_SEND_SEND, 0, service_test_result_cb,
                            &result);
  g_assert_false (ent_workspace_send_finish (fixture->workspace,
                                             service_test_wait_result (&result), NULL, &error));
  g_assert_error (error, ENT_SYNC_ERROR, ENT_SYNC_ERROR_NO_RECIPIENT);
  g_assert_true (ent_draft_is_saved (draft));
}

static void
test_reading (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (EntToday) today = ent_workspace_load_today (fixture->workspace, now);
  g_autoptr (EntToday) again = ent_workspace_load_today (fixture->workspace, now);
  g_autoptr (EntToday) copy = ent_today_copy (today);
  g_autoptr (GPtrArray) found = ent_workspace_find_recipients (fixture->workspace, "ce1", 8);
  g_auto (GStrv) subjects = ent_workspace_dup_subjects (fixture->workspace);
  const EntTodayClass *first;
  gboolean seen_person = FALSE;

  g_assert_cmpuint (today->days->len, ==, 5);
  g_assert_cmpuint (today->unread->len, >, 0);
  g_assert_cmpuint (today->classes->len, >, 0);
  first = today->classes->pdata[0];
  g_assert_cmpuint (first->n_pupils, >, 15);
  g_assert_cmpuint (first->n_parents, >, 0);
  g_assert_cmpuint (again->classes->len, ==, today->classes->len);
  g_assert_cmpuint (copy->classes->len, ==, today->classes->len);
  g_assert_cmpuint (g_strv_length (subjects), >, 0);

  g_assert_cmpuint (found->len, >, 0);
  for (guint i = 0; i < found->len; i++)
    {
      gboolean is_person = ent_recipient_get_recipient_type (found->pdata[i]) ==
                           ENT_RECIPIENT_USER;

      g_assert_true (is_person || !seen_person);
      seen_person = seen_person || is_person;
    }
}

/* Two letters of a family name: those it begins with come before those who only hold it. */
static void
test_recipients_nearest (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) found = ent_workspace_find_recipients (fixture->workspace, "ga", 40);
  guint n_begin = 0, n_hold = 0;

  for (guint i = 0; i < found->len; i++)
    {
      if (ent_recipient_get_recipient_type (found->pdata[i]) != ENT_RECIPIENT_USER)
        continue;
      if (g_str_has_prefix (ent_item_get_title (found->pdata[i]), "G"))
        {
          g_assert_cmpuint (n_hold, ==, 0);
          n_begin++;
        }
      else
        n_hold++;
    }
  g_assert_cmpuint (n_begin, >, 0);
  g_assert_cmpuint (n_hold, >, 0);
}

static void
assert_picture (Fixture    *fixture,
                const char *src,
                GQuark      domain,
                int         code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  ent_workspace_load_picture_async (fixture->workspace, src, NULL, service_test_result_cb,
                                    &result);
  bytes = ent_workspace_load_picture_finish (fixture->workspace,
                                             service_test_wait_result (&result), &error);
  if (domain == 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
    }
  else
    {
      g_assert_error (error, domain, code);
    }
}

static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  EntTrainingDb *db = ent_training_server_get_db (fixture->server);
  const char *me = ent_account_get_user_id (ent_workspace_get_account (fixture->workspace));
  g_autofree char *id = NULL;
  g_autofree char *src = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *attached = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "héron.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (EntAttachment) attachment = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  id = ent_training_db_dup_text (db,
                                 "SELECT substr (content,"
                                 " instr (content, '/workspace/document/') + 20, 36) FROM post"
                                 " WHERE content LIKE '%/workspace/document/%' AND blog_id IN"
                                 " (SELECT id FROM blog WHERE author_id = ?1) LIMIT 1",
                                 "s", me);
  g_assert_nonnull (id);
  src = g_strconcat ("/workspace/document/", id, NULL);
  whole = g_strconcat (ent_training_server_get_uri (fixture->server), src, NULL);
  assert_picture (fixture, src, 0, 0);
  ent_workspace_set_reachable (fixture->workspace, FALSE);
  assert_picture (fixture, src, 0, 0);
  assert_picture (fixture, whole, 0, 0);
  assert_picture (fixture, "/workspace/document/never-seen", ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  ent_workspace_set_reachable (fixture->workspace, TRUE);
  assert_picture (fixture, "https://elsewhere.example.org/workspace/document/x", ENT_API_ERROR,
                  ENT_API_ERROR_FORBIDDEN);
  assert_picture (fixture, "/auth/logout", ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
  assert_picture (fixture, "/workspace/../auth/logout", ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);

  g_assert_true (g_file_set_contents (path, "png", 3, NULL));
  draft = ent_workspace_new_draft (fixture->workspace, ENT_KIND_POST, NULL);
  ent_draft_attach_async (draft, file, service_test_result_cb, &result);
  attachment = ent_draft_attach_finish (draft, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  attached = g_strconcat ("ent-file:", ent_attachment_get_sha256 (attachment), NULL);
  assert_picture (fixture, attached, 0, 0);
  assert_picture (fixture, "ent-file:../../accounts.json", ENT_STORE_ERROR,
                  ENT_STORE_ERROR_NOT_FOUND);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  draft = ent_workspace_new_draft (fixture->workspace, ENT_KIND_MESSAGE, NULL);
  ent_draft_set_title (draft, "Une girafe à l'école");
  set_html (draft, "<p>Elle était <em>très</em> grande.</p>");
  ent_draft_save_async (draft, service_test_result_cb, &saved);
  g_assert_true (ent_draft_save_finish (draft, service_test_wait_result (&saved), &error));
  ent_workspace_search_async (fixture->workspace, "girafe tres", 10, NULL, service_test_result_cb,
                              &result);
  results = ent_workspace_search_finish (fixture->workspace, service_test_wait_result (&result),
                                         &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  g_assert_cmpstr (ent_search_result_get_draft_uuid (results->pdata[0]), ==,
                   ent_draft_get_uuid (draft));
  g_assert_cmpint (ent_search_result_get_kind (results->pdata[0]), ==, ENT_KIND_MESSAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/workspace/publish", Fixture, NULL, set_up, test_publish, tear_down);
  g_test_add ("/workspace/cancel-and-discard", Fixture, NULL, set_up, test_cancel_and_discard,
              tear_down);
  g_test_add ("/workspace/two-versions", Fixture, NULL, set_up, test_two_versions, tear_down);
  g_test_add ("/workspace/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/workspace/history-thrown-away", Fixture, NULL, set_up, test_history_thrown_away, tear_down);
  g_test_add ("/workspace/passages", Fixture, NULL, set_up, test_passages, tear_down);
  g_test_add ("/workspace/delete", Fixture, NULL, set_up, test_delete, tear_down);
  g_test_add ("/workspace/messages", Fixture, NULL, set_up, test_messages, tear_down);
  g_test_add ("/workspace/send-to-nobody", Fixture, NULL, set_up, test_send_to_nobody, tear_down);
  g_test_add ("/workspace/reading", Fixture, NULL, set_up, test_reading, tear_down);
  g_test_add ("/workspace/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  g_test_add ("/workspace/recipients-nearest", Fixture, NULL, set_up, test_recipients_nearest,
              tear_down);
  g_test_add ("/workspace/search", Fixture, NULL, set_up, test_search, tear_down);

  return g_test_run ();
}
