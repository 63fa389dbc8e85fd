/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-blog.h"
#include "ent-class.h"
#include "ent-comment.h"
#include "ent-entry.h"
#include "ent-folder.h"
#include "ent-message.h"
#include "ent-notebook.h"
#include "ent-person.h"
#include "ent-post.h"

#include <json-glib/json-glib.h>

/* Gives @pspec a value that is not its default; @salt makes two calls differ. */
static void
set_some_value (EntItem    *item,
                GParamSpec *pspec,
                guint       salt)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);

  if (G_IS_PARAM_SPEC_STRING (pspec))
    {
      g_autofree char *text = g_strdup_printf ("%s « é » \"%u\"\n", pspec->name, salt);

      g_value_set_string (&value, text);
    }
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    g_value_set_int64 (&value, G_GINT64_CONSTANT (1795478400123456) + salt);
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    g_value_set_uint (&value, 7 + salt);
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (&value, salt % 2 == 0);
  else if (G_IS_PARAM_SPEC_ENUM (pspec))
    g_value_set_enum (&value, 1 + salt % 2);
  else if (G_IS_PARAM_SPEC_FLAGS (pspec))
    g_value_set_flags (&value, 1 + salt % 2);
  else
    {
      g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_object_unref);

      g_assert_true (pspec->value_type == G_TYPE_PTR_ARRAY);
      if (g_str_equal (pspec->name, "attachments"))
        {
          EntAttachment *attachment = ent_attachment_new ();

          ent_attachment_set_name (attachment, salt == 0 ? "sortie.pdf" : "plan.pdf");
          ent_attachment_set_id (attachment, "d-1");
          ent_attachment_set_media_type (attachment, "application/pdf");
          ent_attachment_set_size (attachment, 1234 + salt);
          g_ptr_array_add (array, attachment);
        }
      else
        g_ptr_array_add (array, ent_recipient_new_full (pspec->name, "Parents du CM2",
                                                        ENT_RECIPIENT_GROUP));
      g_value_set_boxed (&value, array);
    }

  g_object_set_property (G_OBJECT (item), pspec->name, &value);
}

static void
fill (EntItem *item,
      guint    salt)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs =
    g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    set_some_value (item, pspecs[i], salt);
}

static gboolean
is_local (GParamSpec *pspec)
{
  return g_str_has_prefix (pspec->name, "local-") || g_str_equal (pspec->name, "draft-uuid");
}

static void
notified_cb (GObject    *object,
             GParamSpec *pspec,
             guint      *count)
{
  (*count)++;
}

/* Every property of every kind: set, notified once, stored, read back; the local ones never
 * stored. */
static void
test_every_property (gconstpointer data)
{
  EntKind kind = GPOINTER_TO_INT (data);
  g_autoptr (EntItem) item = ent_item_new (kind);
  guint n_pspecs;
  g_autofree GParamSpec **pspecs =
    g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_pspecs);

  g_assert_cmpint (ent_item_get_kind (item), ==, kind);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (EntItem) a = ent_item_new (kind);
      g_autoptr (EntItem) b = NULL;
      g_autoptr (EntItem) copy = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *empty = ent_item_to_json (item);
      g_autofree char *json = NULL;
      guint count = 0;

      g_signal_connect (a, "notify", G_CALLBACK (notified_cb), &count);
      set_some_value (a, pspecs[i], 0);
      g_assert_cmpuint (count, ==, 1);
      if (!G_IS_PARAM_SPEC_BOXED (pspecs[i]))
        set_some_value (a, pspecs[i], 0);
      g_assert_cmpuint (count, ==, 1);

      g_assert_false (ent_item_equal (a, item));
      copy = ent_item_copy (a);
      g_assert_true (ent_item_equal (a, copy));

      json = ent_item_to_json (a);
      b = ent_item_new_from_json (kind, json, &error);
      g_assert_no_error (error);
      if (is_local (pspecs[i]))
        {
          g_assert_cmpstr (json, ==, empty);
          g_assert_true (ent_item_equal (b, item));
        }
      else
        {
          g_assert_cmpstr (json, !=, empty);
          g_assert_true (ent_item_equal (a, b));
        }
    }
}

static void
test_copy_is_apart (gconstpointer data)
{
  EntKind kind = GPOINTER_TO_INT (data);
  g_autoptr (EntItem) item = ent_item_new (kind);
  g_autoptr (EntItem) copy = NULL;

  fill (item, 0);
  copy = ent_item_copy (item);
  g_assert_true (ent_item_equal (item, copy));
  g_assert_cmpstr (ent_item_get_draft_uuid (copy), ==, ent_item_get_draft_uuid (item));

  fill (copy, 1);
  g_assert_false (ent_item_equal (item, copy));
  g_assert_true (g_str_has_suffix (ent_item_get_title (item), "\"0\"\n"));
  g_assert_true (g_str_has_suffix (ent_item_get_title (copy), "\"1\"\n"));
}

static void
test_key (void)
{
  g_autoptr (EntItem) item = ent_item_new (ENT_KIND_POST);

  g_assert_cmpstr (ent_item_get_key (item), ==, "");
  ent_item_set_draft_uuid (item, "uuid");
  g_assert_cmpstr (ent_item_get_key (item), ==, "uuid");
  ent_item_set_id (item, "42");
  g_assert_cmpstr (ent_item_get_key (item), ==, "42");
}

/* A text taken from the object itself may be given back to it. */
static void
test_set_from_itself (void)
{
  g_autoptr (EntItem) item = ent_item_new (ENT_KIND_POST);

  ent_item_set_title (item, "La sortie au musée");
  ent_item_set_title (item, ent_item_get_title (item) + 3);
  g_assert_cmpstr (ent_item_get_title (item), ==, "sortie au musée");
}

static void
test_json_of_others (void)
{
  g_autoptr (EntItem) item = NULL;
  g_autoptr (EntItem) broken = NULL;
  g_autoptr (GError) error = NULL;

  /* Written by a newer program: what is unknown here is ignored. */
  item = ent_item_new_from_json (ENT_KIND_POST,
                                 "{\"id\":\"1\",\"title\":\"T\",\"n-comments\":3,\"mood\":[1,{}],"
                                 "\"draft-uuid\":\"never from the disk\"}", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ent_item_get_id (item), ==, "1");
  g_assert_cmpuint (ent_post_get_n_comments (ENT_POST (item)), ==, 3);
  g_assert_null (ent_item_get_draft_uuid (item));

  broken = ent_item_new_from_json (ENT_KIND_POST, "[1]", &error);
  g_assert_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA);
  g_assert_null (broken);
  g_clear_error (&error);

  broken = ent_item_new_from_json (ENT_KIND_POST, "{\"id\":", &error);
  g_assert_nonnull (error);
  g_assert_null (broken);
}

static void
test_enumeration_is_a_word (void)
{
  g_autoptr (EntRecipient) recipient =
    ent_recipient_new_full ("g", "Parents", ENT_RECIPIENT_GROUP);
  g_autofree char *json = ent_item_to_json (ENT_ITEM (recipient));

  g_assert_nonnull (strstr (json, "\"recipient-type\":\"group\""));
}

/* The full stop is the ENT's for groups alone; a person may well be "Martin Jr." */
static void
test_short_name (void)
{
  g_autoptr (EntRecipient) group = ent_recipient_new_full ("g", "Parents du groupe CE1.",
                                                           ENT_RECIPIENT_GROUP);
  g_autoptr (EntRecipient) person = ent_recipient_new_full ("u", "Martin Jr.", ENT_RECIPIENT_USER);
  g_autofree char *group_name = ent_recipient_dup_short_name (group);
  g_autofree char *person_name = ent_recipient_dup_short_name (person);

  g_assert_cmpstr (group_name, ==, "Parents du groupe CE1");
  g_assert_cmpstr (person_name, ==, "Martin Jr.");
}

static void
test_message_lists (void)
{
  g_autoptr (EntMessage) message = ent_message_new ();
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EntItem) copy = NULL;

  g_assert_cmpuint (ent_message_get_to (message)->len, ==, 0);
  g_ptr_array_add (to, ent_recipient_new_full ("u", "Nadia Roux", ENT_RECIPIENT_USER));
  ent_message_set_to (message, to);
  copy = ent_item_copy (ENT_ITEM (message));

  /* Neither the caller's array nor the copy's is the message's own. */
  g_ptr_array_set_size (to, 0);
  g_ptr_array_set_size (ent_message_get_to (ENT_MESSAGE (copy)), 0);
  g_assert_cmpuint (ent_message_get_to (message)->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (int kind = 0; kind < ENT_N_KINDS; kind++)
    {
      g_autofree char *every = NULL;
      g_autofree char *apart = NULL;

      if (kind == ENT_KIND_DOCUMENT)
        continue;

      every = g_strdup_printf ("/model/item/every-property/%s", ent_kind_to_string (kind));
      apart = g_strdup_printf ("/model/item/copy-is-apart/%s", ent_kind_to_string (kind));
      g_test_add_data_func (every, GINT_TO_POINTER (kind), test_every_property);
      g_test_add_data_func (apart, GINT_TO_POINTER (kind), test_copy_is_apart);
    }

  g_test_add_func ("/model/item/key", test_key);
  g_test_add_func ("/model/item/set-from-itself", test_set_from_itself);
  g_test_add_func ("/model/item/json-of-others", test_json_of_others);
  g_test_add_func ("/model/item/enumeration-is-a-word", test_enumeration_is_a_word);
  g_test_add_func ("/model/item/recipient-short-name", test_short_name);
  g_test_add_func ("/model/item/message-lists", test_message_lists);

  return g_test_run ();
}
