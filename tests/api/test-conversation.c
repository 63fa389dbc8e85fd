/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ent-auth-api.h"
#include "ent-conversation-api.h"
#include "ent-directory-api.h"

typedef struct
{
  Fixture             base;
  EntConversationApi *api;        /* (owned) */
  EntRecipient       *colleague;  /* (owned): a teacher */
  EntRecipient       *parents;    /* (owned): a group */
  char               *me;         /* (owned): the teacher's id */
} MailFixture;

static void
set_up (MailFixture   *fixture,
        gconstpointer  data)
{
  g_autoptr (EntDirectoryApi) directory = NULL;
  g_autoptr (EntAuthApi) auth = NULL;
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture->base, data);
  fixture->api = ent_conversation_api_new (fixture->base.client);
  auth = ent_auth_api_new (fixture->base.client);
  g_assert_true (WAIT (ent_auth_api_get_userinfo, auth, &error, account));
  g_assert_no_error (error);
  fixture->me = g_strdup (ent_account_get_user_id (account));

  directory = ent_directory_api_new (fixture->base.client);
  recipients = WAIT (ent_directory_api_list_recipients, directory, &error, NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < recipients->len; i++)
    {
      EntRecipient *recipient = g_ptr_array_index (recipients, i);
      EntRecipientType type = ent_recipient_get_recipient_type (recipient);

      if (type == ENT_RECIPIENT_USER &&
          g_strcmp0 (ent_recipient_get_profile (recipient), "Teacher") == 0 &&
          g_strcmp0 (ent_item_get_id (ENT_ITEM (recipient)), fixture->me) != 0)
        g_set_object (&fixture->colleague, recipient);
      if (type == ENT_RECIPIENT_GROUP &&
          g_strcmp0 (ent_recipient_get_profile (recipient), "Relative") == 0)
        g_set_object (&fixture->parents, recipient);
    }
  g_assert_nonnull (fixture->colleague);
  g_assert_nonnull (fixture->parents);
}

static void
tear_down (MailFixture   *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->api);
  g_clear_object (&fixture->colleague);
  g_clear_object (&fixture->parents);
  g_free (fixture->me);
  fixture_tear_down (&fixture->base, data);
}

static EntMessage *
new_message (const char   *subject,
             EntRecipient *to,
             EntRecipient *cci)
{
  EntMessage *message = ent_message_new ();
  g_autoptr (GPtrArray) tos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ccis = g_ptr_array_new_with_free_func (g_object_unref);

  ent_item_set_title (ENT_ITEM (message), subject);
  ent_item_set_html (ENT_ITEM (message), "<p>Bonjour « à tous »</p>");
  if (to != NULL)
    g_ptr_array_add (tos, g_object_ref (to));
  if (cci != NULL)
    g_ptr_array_add (ccis, g_object_ref (cci));
  ent_message_set_to (message, tos);
  ent_message_set_cci (message, ccis);
  return message;
}

static char *
create_draft (MailFixture *fixture,
              EntMessage  *message)
{
  g_autoptr (GError) error = NULL;
  char *id = WAIT (ent_conversation_api_create_draft, fixture->api, &error, message);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  return id;
}

static EntMessage *
read_message (MailFixture *fixture,
              const char  *id)
{
  g_autoptr (GError) error = NULL;
  EntMessage *message = WAIT (ent_conversation_api_get_message, fixture->api, &error, id);

  g_assert_no_error (error);
  return message;
}

static gboolean
is_in (MailFixture *fixture,
       const char  *folder_id,
       const char  *id)
{
  g_autoptr (GError) error = NULL;

  for (guint page = 0; page < 20; page++)
    {
      g_autoptr (GPtrArray) messages = WAIT_OUT (ent_conversation_api_list_messages, fixture->api,
                                                 NULL, &error,
                                                 folder_id, page);

      g_assert_no_error (error);
      if (messages->len == 0)
        return FALSE;
      for (guint i = 0; i < messages->len; i++)
        if (strcmp (ent_item_get_id (g_ptr_array_index (messages, i)), id) == 0)
          return TRUE;
    }

  return FALSE;
}

static void
test_folders (MailFixture   *fixture,
              gconstpointer  data)
{
  static const char * const system_ids[] = { "INBOX", "OUTBOX", "DRAFT", "TRASH" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = WAIT (ent_conversation_api_list_folders, fixture->api, &error);
  g_autoptr (GPtrArray) inbox = NULL;
  EntConversationLimits limits;
  guint total = 0, count = 0, unread = 0, n_unread = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (folders->len, >, 4);   /* the seed has one of ours */
  for (gsize i = 0; i < G_N_ELEMENTS (system_ids); i++)
    g_assert_cmpstr (ent_item_get_id (g_ptr_array_index (folders, i)), ==, system_ids[i]);
  g_assert_cmpuint (ent_folder_get_depth (g_ptr_array_index (folders, 4)), ==, 1);
  g_assert_cmpstr (ent_item_get_title (g_ptr_array_index (folders, 4)), !=, "");

  inbox = WAIT_OUT (ent_conversation_api_list_messages, fixture->api, &total, &error, "INBOX", 0);
  g_assert_no_error (error);
  g_assert_cmpuint (inbox->len, >, 0);
  g_assert_cmpuint (inbox->len, <=, ENT_CONVERSATION_API_PAGE_SIZE);
  g_assert_cmpuint (total, >=, inbox->len);
  for (guint i = 0; i < inbox->len; i++)
    {
      EntItem *item = g_ptr_array_index (inbox, i);

      g_assert_cmpstr (ent_item_get_parent_id (item), ==, "INBOX");
      g_assert_null (ent_item_get_html (item));
      g_assert_cmpint (ent_item_get_sort_at (item), >, 0);
      if (i > 0)
        g_assert_cmpint (ent_item_get_sort_at (item), <=,
                         ent_item_get_sort_at (g_ptr_array_index (inbox, i - 1)));
      n_unread += ent_message_get_unread (ENT_MESSAGE (item)) ? 1 : 0;
    }
  g_assert_cmpuint (n_unread, >, 0);

  g_assert_true (WAIT_OUT (ent_conversation_api_count, fixture->api, &count, &error, "INBOX",
                           FALSE));
  g_assert_true (WAIT_OUT (ent_conversation_api_count, fixture->api, &unread, &error, "INBOX",
                           TRUE));
  g_assert_no_error (error);
  g_assert_cmpuint (count, >=, unread);
  g_assert_cmpuint (unread, >=, n_unread);
  g_assert_true (WAIT_OUT (ent_conversation_api_count, fixture->api, &count, &error,
                           ent_item_get_id (g_ptr_array_index (folders, 4)), FALSE));
  g_assert_no_error (error);

  g_assert_true (WAIT_OUT (ent_conversation_api_get_limits, fixture->api, &limits, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (limits.max_depth, >=, 1);
  g_assert_cmpuint (limits.recall_minutes, >, 0);
}

/* A server before March 2026. */
static void
test_count_old (MailFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  fixture_answer (&fixture->base, "/conversation/api/count/*", 404, "no");
  g_assert_true (WAIT_OUT (ent_conversation_api_count, fixture->api, &count, &error, "INBOX",
                           TRUE));
  g_assert_no_error (error);
  g_assert_cmpuint (count, >, 0);
}

/* Reading marks read; unread again when asked. */
static void
test_read (MailFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) inbox = WAIT_OUT (ent_conversation_api_list_messages, fixture->api, NULL,
                                          &error, "INBOX", 0);
  const char *ids[] = { NULL, NULL };
  guint before = 0, after = 0, again = 0;
  g_autoptr (EntMessage) message = NULL;

  for (guint i = 0; i < inbox->len && ids[0] == NULL; i++)
    if (ent_message_get_unread (g_ptr_array_index (inbox, i)))
      ids[0] = ent_item_get_id (g_ptr_array_index (inbox, i));
  g_assert_nonnull (ids[0]);

  WAIT_OUT (ent_conversation_api_count, fixture->api, &before, &error, "INBOX", TRUE);
  message = read_message (fixture, ids[0]);
  g_assert_nonnull (ent_item_get_html (ENT_ITEM (message)));
  g_assert_false (ent_message_get_unread (message));
  g_assert_nonnull (ent_item_get_author_name (ENT_ITEM (message)));
  g_assert_null (ent_item_get_parent_id (ENT_ITEM (message)));
  WAIT_OUT (ent_conversation_api_count, fixture->api, &after, &error, "INBOX", TRUE);
  g_assert_cmpuint (after, ==, before - 1);

  g_assert_true (WAIT (ent_conversation_api_set_unread, fixture->api, &error, ids, TRUE));
  g_assert_no_error (error);
  WAIT_OUT (ent_conversation_api_count, fixture->api, &again, &error, "INBOX", TRUE);
  g_assert_cmpuint (again, ==, before);
}

static void
test_send (MailFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (EntMessage) message = new_message ("Sortie « musée »", fixture->parents,
                                                fixture->colleague);
  g_autofree char *id = create_draft (fixture, message);
  g_autoptr (EntMessage) draft = read_message (fixture, id);
  g_autoptr (EntMessage) changed = NULL;
  g_autoptr (EntMessage) sent_message = NULL;
  g_autoptr (EntSendResult) sent = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (ent_item_get_state (ENT_ITEM (draft)), ==, "DRAFT");
  g_assert_cmpstr (ent_item_get_parent_id (ENT_ITEM (draft)), ==, "DRAFT");
  g_assert_cmpuint (ent_message_get_to (draft)->len, ==, 1);
  g_assert_cmpuint (ent_message_get_cci (draft)->len, ==, 1);
  g_assert_cmpint (ent_recipient_get_recipient_type (g_ptr_array_index (ent_message_get_to (draft),
                                                                        0)), ==,
                   ENT_RECIPIENT_GROUP);

  ent_item_set_title (ENT_ITEM (message), "Sortie");
  g_assert_true (WAIT (ent_conversation_api_update_draft, fixture->api, &error, id, message));
  g_assert_no_error (error);
  changed = read_message (fixture, id);
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (changed)), ==, "Sortie");

  sent = WAIT (ent_conversation_api_send, fixture->api, &error, id, message);
  g_assert_no_error (error);
  g_assert_cmpstr (sent->id, ==, id);
  g_assert_cmpuint (sent->n_sent, >, 2);
  g_assert_nonnull (sent->inactive);
  g_assert_cmpuint (sent->n_inactive, >=, g_strv_length (sent->inactive));
  sent_message = read_message (fixture, id);
  g_assert_cmpstr (ent_item_get_state (ENT_ITEM (sent_message)), ==, "SENT");
  g_assert_true (is_in (fixture, "OUTBOX", id));

  /* Twice is refused; changing it answers yes and does nothing. */
  g_assert_null (WAIT (ent_conversation_api_send, fixture->api, &error, id, message));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED);
  g_clear_error (&error);
  g_assert_true (WAIT (ent_conversation_api_update_draft, fixture->api, &error, id, draft));

  g_assert_true (WAIT (ent_conversation_api_recall, fixture->api, &error, id));
  g_assert_no_error (error);
}

/* One answer lost after the message left: it left once. */
static void
test_send_lost (MailFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (EntMessage) message = new_message ("Perdu", fixture->colleague, NULL);
  g_autofree char *id = create_draft (fixture, message);
  g_autoptr (EntMessage) after = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_fault (&fixture->base,
                     "{\"path\":\"/conversation/send\",\"fault\":\"drop-after-commit\"}");
  g_assert_null (WAIT (ent_conversation_api_send, fixture->api, &error, id, message));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  g_assert_cmpuint (fixture_count_calls (&fixture->base, "POST", "/conversation/send"), ==, 1);
  after = read_message (fixture, id);
  g_assert_cmpstr (ent_item_get_state (ENT_ITEM (after)), ==, "SENT");
}

static void
test_invisible (MailFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (EntRecipient) stranger =
    ent_recipient_new_full ("00000000-0000-4000-8000-000000000000", "X",
                                                              ENT_RECIPIENT_USER);
  g_autoptr (EntMessage) message = new_message ("A", stranger, NULL);
  g_autofree char *id = create_draft (fixture, message);
  const char *ids[] = { ent_item_get_id (ENT_ITEM (stranger)),
                        ent_item_get_id (ENT_ITEM (fixture->colleague)),
                        ent_item_get_id (ENT_ITEM (fixture->parents)), NULL };
  g_auto (GStrv) visible = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (WAIT (ent_conversation_api_send, fixture->api, &error, id, message));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
  g_clear_error (&error);
  visible = WAIT (ent_conversation_api_check_visibles, fixture->api, &error, ids);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (visible), ==, 2);
  g_assert_false (g_strv_contains ((const char * const *) visible, ids[0]));
}

/* An answer: the sender is reachable, and the original says it was answered. */
static void
test_reply (MailFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) inbox = WAIT_OUT (ent_conversation_api_list_messages, fixture->api, NULL,
                                          &error, "INBOX", 0);
  EntItem *original = NULL;
  g_autoptr (EntRecipient) sender = NULL;
  g_autoptr (EntMessage) reply = NULL;
  g_autoptr (EntSendResult) sent = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < inbox->len && original == NULL; i++)
    if (!ent_message_get_answered (g_ptr_array_index (inbox, i)) &&
        !ent_message_get_no_reply (g_ptr_array_index (inbox, i)) &&
        ent_item_get_author_id (g_ptr_array_index (inbox, i))[0] != '\0')
      original = g_ptr_array_index (inbox, i);
  g_assert_nonnull (original);

  sender = ent_recipient_new_full (ent_item_get_author_id (original), "", ENT_RECIPIENT_USER);
  reply = new_message ("Re : bonjour", sender, NULL);
  ent_message_set_in_reply_to (reply, ent_item_get_id (original));
  id = create_draft (fixture, reply);
  sent = WAIT (ent_conversation_api_send, fixture->api, &error, id, reply);
  g_assert_no_error (error);

  after = WAIT_OUT (ent_conversation_api_list_messages, fixture->api, NULL, &error, "INBOX", 0);
  for (guint i = 0; i < after->len; i++)
    if (strcmp (ent_item_get_id (g_ptr_array_index (after, i)), ent_item_get_id (original)) == 0)
      g_assert_true (ent_message_get_answered (g_ptr_array_index (after, i)));
}

static void
test_attachments (MailFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (EntMessage) message = new_message ("Avec fichier", fixture->colleague, NULL);
  g_autofree char *id = create_draft (fixture, message);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("encrier-XXXXXX", &error);
  g_autofree char *source = g_build_filename (folder, "source", NULL);
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autoptr (GFile) source_file = g_file_new_for_path (source);
  g_autoptr (GFile) target_file = g_file_new_for_path (target);
  g_autofree char *attachment_id = NULL;
  g_autofree char *received = NULL;
  g_autoptr (EntMessage) with = NULL;
  g_autoptr (EntMessage) without = NULL;
  EntAttachment *attachment;

  g_assert_true (g_file_set_contents (source, "Bonjour.", -1, NULL));
  attachment_id = WAIT (ent_conversation_api_add_attachment, fixture->api, &error, id, source_file,
                        "été.txt",
                        "text/plain", NULL, NULL);
  g_assert_no_error (error);

  with = read_message (fixture, id);
  g_assert_true (ent_message_get_has_attachments (with));
  g_assert_cmpuint (ent_message_get_attachments (with)->len, ==, 1);
  attachment = g_ptr_array_index (ent_message_get_attachments (with), 0);
  g_assert_cmpstr (ent_attachment_get_id (attachment), ==, attachment_id);
  g_assert_cmpstr (ent_attachment_get_name (attachment), ==, "été.txt");
  g_assert_cmpint (ent_attachment_get_size (attachment), ==, 8);
  g_assert_cmpstr (ent_attachment_get_media_type (attachment), ==, "text/plain");

  g_assert_true (WAIT (ent_conversation_api_get_attachment, fixture->api, &error, id, attachment_id,
                       target_file,
                       NULL, NULL));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (target, &received, NULL, NULL));
  g_assert_cmpstr (received, ==, "Bonjour.");

  g_assert_true (WAIT (ent_conversation_api_remove_attachment, fixture->api, &error, id,
                       attachment_id));
  g_assert_no_error (error);
  without = read_message (fixture, id);
  g_assert_cmpuint (ent_message_get_attachments (without)->len, ==, 0);

  g_unlink (source);
  g_unlink (target);
  g_rmdir (folder);
}

static void
test_sorting (MailFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr (EntMessage) message = new_message ("À trier", fixture->colleague, NULL);
  g_autofree char *id = create_draft (fixture, message);
  const char *ids[] = { id, id, NULL };
  const char *bad[] = { id, "00000000-0000-4000-8000-000000000000", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = WAIT (ent_conversation_api_list_folders, fixture->api, &error);
  const char *folder_id = ent_item_get_id (g_ptr_array_index (folders, 4));

  g_assert_true (WAIT (ent_conversation_api_move, fixture->api, &error, ids, folder_id));
  g_assert_no_error (error);
  g_assert_true (is_in (fixture, folder_id, id));
  g_assert_true (WAIT (ent_conversation_api_move, fixture->api, &error, ids, NULL));
  g_assert_no_error (error);
  g_assert_true (is_in (fixture, "DRAFT", id));

  g_assert_true (WAIT (ent_conversation_api_trash, fixture->api, &error, ids));
  g_assert_no_error (error);
  g_assert_true (is_in (fixture, "TRASH", id));
  g_assert_true (WAIT (ent_conversation_api_restore, fixture->api, &error, ids));
  g_assert_no_error (error);
  g_assert_true (is_in (fixture, "DRAFT", id));

  g_assert_false (WAIT (ent_conversation_api_trash, fixture->api, &error, bad));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
  g_clear_error (&error);

  g_assert_true (WAIT (ent_conversation_api_trash, fixture->api, &error, ids));
  g_assert_true (WAIT (ent_conversation_api_delete, fixture->api, &error, ids));
  g_assert_no_error (error);
  g_assert_null (WAIT (ent_conversation_api_get_message, fixture->api, &error, id));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
}

/* A recalled row has an empty body: it is not a text that was fetched. Nulls are nothing. */
static void
test_tolerance (MailFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  EntMessage *message;
  guint total = 0;

  fixture_answer (&fixture->base, "/conversation/api/folders/INBOX/messages", 200,
                  "[{\"id\":\"m\",\"subject\":null,\"state\":\"RECALL\",\"date\":1789545600000,\"from\":{\"id\":\"\",\"displayName\":\"X\"},"
                  "\"to\":{\"users\":[{\"id\":\"u\",\"displayName\":\"U\"}],\"groups\":[{\"id\":\"g\",\"displayName\":\"G\",\"size\":24}]},"
                  "\"body\":\"\",\"attachments\":[],\"hasAttachment\":true,\"count\":37}]");
  messages = WAIT_OUT (ent_conversation_api_list_messages, fixture->api, &total, &error, "INBOX",
                       0);
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, 37);
  message = g_ptr_array_index (messages, 0);
  g_assert_null (ent_item_get_html (ENT_ITEM (message)));
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (message)), ==, "");
  g_assert_cmpint (ent_item_get_sort_at (ENT_ITEM (message)), ==,
                   G_GINT64_CONSTANT (1789545600000000));
  g_assert_cmpuint (ent_message_get_to (message)->len, ==, 2);
  g_assert_cmpuint (ent_recipient_get_n_users (g_ptr_array_index (ent_message_get_to (message), 0)),
                    ==, 24);
  g_assert_cmpuint (ent_message_get_cc (message)->len, ==, 0);
  g_assert_true (ent_message_get_has_attachments (message));
}

static void
test_signature (MailFixture   *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *answer;
    const char *signature;
  } cases[] = {
    { "{\"preference\":\"{\\\"useSignature\\\":true,\\\"signature\\\":\\\"<p>Camille</p>\\\"}\"}",
      "<p>Camille</p>" },
    { "{\"preference\":\"{\\\"useSignature\\\":false,\\\"signature\\\":\\\"<p>Camille</p>\\\"}\"}",
      NULL },
    { "{\"preference\":null}", NULL },
    { "{\"preference\":\"not json\"}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *signature = NULL;

      fixture_answer (&fixture->base, "/userbook/preference/conversation", 200, cases[i].answer);
      signature = WAIT (ent_conversation_api_get_signature, fixture->api, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (signature, ==, cases[i].signature);
    }
}

#define ADD(name, data, function) \
  g_test_add ("/api/conversation/" name, MailFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("folders", NULL, test_folders);
  ADD ("folders-oauth", "oauth", test_folders);
  ADD ("count-old", NULL, test_count_old);
  ADD ("read", NULL, test_read);
  ADD ("send", NULL, test_send);
  ADD ("send-oauth", "oauth", test_send);
  ADD ("send-lost", NULL, test_send_lost);
  ADD ("invisible", NULL, test_invisible);
  ADD ("reply", NULL, test_reply);
  ADD ("attachments", NULL, test_attachments);
  ADD ("sorting", NULL, test_sorting);
  ADD ("tolerance", NULL, test_tolerance);
  ADD ("signature", NULL, test_signature);

  return g_test_run ();
}
