/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-account.h"
#include "ent-attachment.h"
#include "ent-error.h"
#include "ent-query.h"
#include "ent-recipient.h"

static void
test_kind_words (void)
{
  for (guint i = 0; i < ENT_N_KINDS; i++)
    {
      EntKind kind = ENT_N_KINDS;

      g_assert_true (ent_kind_from_string (ent_kind_to_string (i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
  for (guint i = ENT_LOCAL_STATE_NONE; i <= ENT_LOCAL_STATE_CHANGED; i++)
    {
      EntLocalState state;

      g_assert_true (ent_local_state_from_string (ent_local_state_to_string (i), &state));
      g_assert_cmpuint (state, ==, i);
    }
  for (guint i = ENT_SEND_SAVE; i <= ENT_SEND_UNPUBLISH; i++)
    {
      EntSendHow how;

      g_assert_true (ent_send_how_from_string (ent_send_how_to_string (i), &how));
      g_assert_cmpuint (how, ==, i);
    }
}

static void
test_unknown_words (void)
{
  EntKind kind = ENT_KIND_POST;
  EntLocalState state = ENT_LOCAL_STATE_BLOCKED;
  EntSendHow how = ENT_SEND_SUBMIT;

  g_assert_false (ent_kind_from_string ("poste", &kind));
  g_assert_false (ent_kind_from_string (NULL, &kind));
  g_assert_false (ent_local_state_from_string ("", &state));
  g_assert_false (ent_send_how_from_string ("throw", &how));
  g_assert_cmpint (kind, ==, ENT_KIND_POST);
  g_assert_cmpint (state, ==, ENT_LOCAL_STATE_BLOCKED);
  g_assert_cmpint (how, ==, ENT_SEND_SUBMIT);
}

static void
test_error_codes (void)
{
  const struct { GQuark domain; int last; } domains[] = {
    { ENT_API_ERROR, ENT_API_ERROR_PROTOCOL },
    { ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED },
    { ENT_SYNC_ERROR, ENT_SYNC_ERROR_CANCELLED_BY_USER },
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code <= domains[i].last; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (domains[i].domain, code, "words");
        g_autofree char *word = ent_error_to_code (error);
        g_autoptr (GError) back = ent_error_from_code (word, "words");

        g_assert_error (back, domains[i].domain, code);
        g_assert_cmpstr (back->message, ==, "words");
        g_assert_true (g_hash_table_add (seen, g_steal_pointer (&word)));
      }
}

static void
test_error_foreign (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "no");
  g_autofree char *word = ent_error_to_code (foreign);
  g_autoptr (GError) back = ent_error_from_code (word, NULL);

  g_assert_error (back, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);
  g_assert_null (ent_error_from_code (NULL, NULL));
}

static void
test_account_json (void)
{
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (EntAccount) back = NULL;
  g_autoptr (EntAccount) other = ent_account_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  const char * const groups[] = { "1203-1693551144000", "g2", NULL };

  g_assert_true (g_uuid_string_is_valid (ent_account_get_uuid (account)));
  g_assert_cmpstr (ent_account_get_uuid (account), !=, ent_account_get_uuid (other));
  g_assert_nonnull (ent_account_get_group_ids (account));

  ent_account_set_server (account, "https://ent.example.org");
  ent_account_set_login (account, "nadia.roux");
  ent_account_set_client_id (account, "encrier");
  ent_account_set_user_id (account, "u1");
  ent_account_set_display_name (account, "ROUX Nadia");
  ent_account_set_profile (account, "Teacher");
  ent_account_set_school (account, "École Louise Michel");
  ent_account_set_class_name (account, "CM2");
  ent_account_set_group_ids (account, groups);
  ent_account_set_actions (account, groups);
  ent_account_set_remember (account, TRUE);
  ent_account_set_used_at (account, G_GINT64_CONSTANT (1795478400123456));

  json = ent_account_to_json (account);
  back = ent_account_new_from_json (json, &error);
  g_assert_no_error (error);
  again = ent_account_to_json (back);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpstr (ent_account_get_uuid (back), ==, ent_account_get_uuid (account));
  g_assert_true (g_strv_equal (ent_account_get_group_ids (back), groups));
  g_assert_true (ent_account_get_remember (back));
  g_assert_true (ent_account_may (back, "g2"));
  g_assert_false (ent_account_may (back, "g3"));

  g_assert_null (ent_account_new_from_json ("\"text\"", &error));
  g_assert_nonnull (error);
}

static void
test_recipients_json (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  for (guint type = ENT_RECIPIENT_USER; type <= ENT_RECIPIENT_BOOKMARK; type++)
    {
      EntRecipient *recipient = ent_recipient_new_full ("id", "Parents d'élèves", type);

      ent_recipient_set_n_users (recipient, type * 10);
      ent_recipient_set_profile (recipient, type == ENT_RECIPIENT_USER ? "Relative" : NULL);
      g_ptr_array_add (list, recipient);
    }

  json = ent_recipients_to_json (list);
  back = ent_recipients_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, list->len);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (ent_item_equal (list->pdata[i], back->pdata[i]));

  none = ent_recipients_from_json (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Somebody who cannot be read must not silently drop out of a message. */
static void
test_recipients_json_broken (void)
{
  const char * const broken[] = {
    "{}", "[{\"id\":\"\",\"type\":\"user\"}]", "[{\"id\":\"1\",\"type\":\"robot\"}]", "[3]", "[",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_recipients_from_json (broken[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_attachments_json (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  EntAttachment *attachment = ent_attachment_new ();

  ent_attachment_set_sha256 (attachment, "abc");
  ent_attachment_set_name (attachment, "été.pdf");
  ent_attachment_set_size (attachment, 12);
  g_ptr_array_add (list, attachment);

  json = ent_attachments_to_json (list);
  back = ent_attachments_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpstr (ent_attachment_get_sha256 (back->pdata[0]), ==, "abc");
  g_assert_cmpstr (ent_attachment_get_name (back->pdata[0]), ==, "été.pdf");
  g_assert_null (ent_attachment_get_id (back->pdata[0]));
  g_assert_cmpint (ent_attachment_get_size (back->pdata[0]), ==, 12);
}

static void
test_query_copy (void)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_ENTRY, "n1");
  g_autoptr (EntQuery) copy = NULL;

  query->states = g_strdup ("DRAFT");
  query->from_date = g_strdup ("2026-11-23");
  query->to_date = g_strdup ("2026-11-27");
  query->words = g_strdup ("dictée");
  query->profile = g_strdup ("Relative");
  query->unread_only = TRUE;
  query->local_only = TRUE;
  copy = ent_query_copy (query);

  g_assert_cmpint (copy->kind, ==, ENT_KIND_ENTRY);
  g_assert_cmpstr (copy->parent_id, ==, "n1");
  g_assert_cmpstr (copy->states, ==, "DRAFT");
  g_assert_cmpstr (copy->from_date, ==, "2026-11-23");
  g_assert_cmpstr (copy->to_date, ==, "2026-11-27");
  g_assert_cmpstr (copy->words, ==, "dictée");
  g_assert_cmpstr (copy->profile, ==, "Relative");
  g_assert_true (copy->unread_only);
  g_assert_true (copy->local_only);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/kind/words", test_kind_words);
  g_test_add_func ("/model/kind/unknown-words", test_unknown_words);
  g_test_add_func ("/model/error/codes", test_error_codes);
  g_test_add_func ("/model/error/foreign", test_error_foreign);
  g_test_add_func ("/model/account/json", test_account_json);
  g_test_add_func ("/model/recipients/json", test_recipients_json);
  g_test_add_func ("/model/recipients/json-broken", test_recipients_json_broken);
  g_test_add_func ("/model/attachments/json", test_attachments_json);
  g_test_add_func ("/model/query/copy", test_query_copy);

  return g_test_run ();
}
