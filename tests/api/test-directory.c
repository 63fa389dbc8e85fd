/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "ent-directory-api.h"

typedef struct
{
  Fixture          base;
  EntDirectoryApi *api;   /* (owned) */
} DirectoryFixture;

static void
set_up (DirectoryFixture *fixture,
        gconstpointer     data)
{
  fixture_set_up (&fixture->base, data);
  fixture->api = ent_directory_api_new (fixture->base.client);
}

static void
tear_down (DirectoryFixture *fixture,
           gconstpointer     data)
{
  g_assert_finalize_object (fixture->api);
  fixture_tear_down (&fixture->base, data);
}

static guint
count_profile (GPtrArray  *persons,
               const char *profile)
{
  guint n = 0;

  for (guint i = 0; i < persons->len; i++)
    if (g_strcmp0 (ent_person_get_profile (g_ptr_array_index (persons, i)), profile) == 0)
      n++;

  return n;
}

static void
test_classes (DirectoryFixture *fixture,
              gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) classes = WAIT (ent_directory_api_list_classes, fixture->api, &error);
  g_autoptr (GPtrArray) members = NULL;
  EntItem *class;
  guint n_with_relatives = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (classes->len, ==, 1);
  class = g_ptr_array_index (classes, 0);
  g_assert_nonnull (strstr (ent_item_get_title (class), "CE1"));
  g_assert_nonnull (ent_class_get_school (ENT_CLASS (class)));
  g_assert_nonnull (ent_item_get_parent_id (class));

  members = WAIT (ent_directory_api_list_members, fixture->api, &error, ent_item_get_id (class));
  g_assert_no_error (error);
  g_assert_cmpuint (count_profile (members, "Student"), >, 10);
  g_assert_cmpuint (count_profile (members, "Relative"), >, 10);
  g_assert_cmpuint (count_profile (members, "Teacher"), >, 0);
  for (guint i = 0; i < members->len; i++)
    {
      g_assert_cmpstr (ent_item_get_parent_id (g_ptr_array_index (members, i)), ==,
                       ent_item_get_id (class));
      g_assert_cmpstr (ent_item_get_title (g_ptr_array_index (members, i)), !=, "");
      if (ent_person_get_relatives (g_ptr_array_index (members, i)) != NULL)
        n_with_relatives++;
    }
  g_assert_cmpuint (n_with_relatives, >, 10);
}

/* Not my class: those I may write to. */
static void
test_members_visible (DirectoryFixture *fixture,
                      gconstpointer     data)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (&fixture->base, "/directory/class/c-1/users", 401, "<html></html>");
  fixture_answer (&fixture->base, "/directory/class/users/visibles", 200,
                  "[{\"id\":\"1\",\"type\":\"Student\",\"displayName\":\"A\",\"relativeList\":[{\"relatedId\":null,\"relatedName\":null}]},"
                  "{\"id\":\"1\",\"type\":\"Student\",\"displayName\":\"A\"},{\"id\":\"2\",\"type\":[\"Teacher\"],\"displayName\":\"B\"}]");
  members = WAIT (ent_directory_api_list_members, fixture->api, &error, "c-1");
  g_assert_no_error (error);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_null (ent_person_get_relatives (g_ptr_array_index (members, 0)));
  g_assert_cmpstr (ent_person_get_profile (g_ptr_array_index (members, 1)), ==, "Teacher");
}

static void
test_classes_twice (DirectoryFixture *fixture,
                    gconstpointer     data)
{
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (&fixture->base, "/directory/myclasses", 200,
                  "{\"schools\":[{\"id\":\"s\",\"name\":\"S\",\"classes\":[{\"id\":\"c\",\"name\":\"CP\"},{\"id\":null,\"name\":null}]},"
                  "{\"id\":\"s\",\"name\":\"S\"},{\"id\":\"s\",\"name\":\"S\",\"classes\":[{\"id\":\"c\",\"name\":\"CP\"}]}]}");
  classes = WAIT (ent_directory_api_list_classes, fixture->api, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (classes->len, ==, 1);
  g_assert_cmpstr (ent_class_get_school (g_ptr_array_index (classes, 0)), ==, "S");
}

static void
test_recipients (DirectoryFixture *fixture,
                 gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = WAIT (ent_directory_api_list_recipients, fixture->api, &error, NULL);
  g_autoptr (GPtrArray) some = NULL;
  guint n[ENT_RECIPIENT_BOOKMARK + 1] = { 0 };
  guint n_with_children = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      EntRecipient *recipient = g_ptr_array_index (all, i);

      n[ent_recipient_get_recipient_type (recipient)]++;
      g_assert_cmpint (ent_recipient_get_used_in (recipient), !=, 0);
      if (ent_recipient_get_recipient_type (recipient) == ENT_RECIPIENT_BROADCAST)
        g_assert_cmpint (ent_recipient_get_used_in (recipient), ==, ENT_USED_IN_CCI);
      if (ent_recipient_get_children (recipient) != NULL)
        n_with_children++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (n); i++)
    g_assert_cmpuint (n[i], >, 0);
  g_assert_cmpuint (n_with_children, >, 10);

  some = WAIT (ent_directory_api_list_recipients, fixture->api, &error, "lefebvre");
  g_assert_no_error (error);
  g_assert_cmpuint (some->len, >, 0);
  g_assert_cmpuint (some->len, <, all->len);
}

/* A server before 2025. */
static void
test_recipients_old (DirectoryFixture *fixture,
                     gconstpointer     data)
{
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (&fixture->base, "/communication/visible/search", 404, "no");
  fixture_answer (&fixture->base, "/conversation/visible", 200,
                  "{\"groups\":[{\"id\":\"g\",\"name\":\"Parents CP\",\"profile\":\"Relative\",\"nbUsers\":12}],"
                  "\"users\":[{\"id\":\"u\",\"displayName\":\"A B\",\"profile\":\"Teacher\"},{\"displayName\":\"nobody\"}]}");
  recipients = WAIT (ent_directory_api_list_recipients, fixture->api, &error, "x");
  g_assert_no_error (error);
  g_assert_cmpuint (recipients->len, ==, 2);
  g_assert_cmpint (ent_recipient_get_recipient_type (g_ptr_array_index (recipients, 0)), ==,
                   ENT_RECIPIENT_GROUP);
  g_assert_cmpuint (ent_recipient_get_n_users (g_ptr_array_index (recipients, 0)), ==, 12);
  g_assert_cmpstr (ent_item_get_title (g_ptr_array_index (recipients, 1)), ==, "A B");
}

static void
test_bookmarks (DirectoryFixture *fixture,
                gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bookmarks = WAIT (ent_directory_api_list_bookmarks, fixture->api, &error);
  guint n_hidden = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (bookmarks->len, >, 0);
  for (guint i = 0; i < bookmarks->len; i++)
    {
      const char *id = ent_item_get_id (g_ptr_array_index (bookmarks, i));
      g_autoptr (GPtrArray) recipients = NULL;
      guint hidden = 0;

      g_assert_cmpint (ent_recipient_get_recipient_type (g_ptr_array_index (bookmarks, i)), ==,
                       ENT_RECIPIENT_BOOKMARK);
      recipients = WAIT_OUT (ent_directory_api_expand_bookmark, fixture->api, &hidden, &error, id);
      g_assert_no_error (error);
      g_assert_cmpuint (recipients->len, >, 0);
      n_hidden += hidden;
    }
  g_assert_cmpuint (n_hidden, >, 0);

  fixture_answer (&fixture->base, "/directory/sharebookmark/*", 404,
                  "{\"error\":\"empty.sharebookmark\"}");
  g_assert_null (WAIT_OUT (ent_directory_api_expand_bookmark, fixture->api, NULL, &error, "_gone"));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND);
}

static void
test_group_and_avatar (DirectoryFixture *fixture,
                       gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = WAIT (ent_directory_api_list_recipients, fixture->api, &error, NULL);
  const char *group_id = NULL;
  const char *user_id = NULL;
  g_autoptr (EntRecipient) group = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *media_type = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      EntRecipientType type = ent_recipient_get_recipient_type (g_ptr_array_index (all, i));

      if (type == ENT_RECIPIENT_GROUP)
        group_id = ent_item_get_id (g_ptr_array_index (all, i));
      else if (type == ENT_RECIPIENT_USER)
        user_id = ent_item_get_id (g_ptr_array_index (all, i));
    }

  group = WAIT (ent_directory_api_get_group, fixture->api, &error, group_id);
  g_assert_no_error (error);
  g_assert_cmpstr (ent_item_get_id (ENT_ITEM (group)), ==, group_id);
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (group)), !=, "");

  picture = WAIT_OUT (ent_directory_api_get_avatar, fixture->api, &media_type, &error, user_id, 48);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (picture), >, 20);
  g_assert_true (g_str_has_prefix (media_type, "image/"));
}

#define ADD(name, data, function) \
  g_test_add ("/api/directory/" name, DirectoryFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("classes", NULL, test_classes);
  ADD ("classes-oauth", "oauth", test_classes);
  ADD ("members-visible", NULL, test_members_visible);
  ADD ("classes-twice", NULL, test_classes_twice);
  ADD ("recipients", NULL, test_recipients);
  ADD ("recipients-oauth", "oauth", test_recipients);
  ADD ("recipients-old", NULL, test_recipients_old);
  ADD ("bookmarks", NULL, test_bookmarks);
  ADD ("group-and-avatar", NULL, test_group_and_avatar);

  return g_test_run ();
}
