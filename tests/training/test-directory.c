/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include <string.h>

#include "training-client.h"

static char *
dup_text (TrainingClient *client,
          const char     *sql)
{
  char *text = ent_training_db_dup_text (ent_training_server_get_db (client->server), sql, "");

  g_assert_nonnull (text);
  return text;
}

static TrainingReply *
get_with (TrainingClient *client,
          const char     *before,
          const char     *id,
          const char     *after)
{
  g_autofree char *path = g_strconcat (before, id, after, NULL);

  return training_client_get (client, path);
}

/* Teachers of the class and local administrators read the whole list; others get the page of a
 * refusal. */
static void
test_class_users (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *ce1 = dup_text (client, "SELECT id FROM class WHERE name = 'CE1'");
  g_autofree char *cm2 = dup_text (client, "SELECT id FROM class WHERE name = 'CM2'");
  g_autoptr (TrainingReply) all = NULL;
  g_autoptr (TrainingReply) pupils = NULL;
  g_autoptr (TrainingReply) lower = NULL;
  g_autoptr (TrainingReply) other = NULL;
  g_autoptr (TrainingReply) admin = NULL;
  g_autoptr (TrainingReply) parent = NULL;
  JsonObject *pupil;

  training_client_login (client, "camille.durand");
  all = get_with (client, "/directory/class/", ce1, "/users");
  pupils = get_with (client, "/directory/class/", ce1, "/users?type=Student&collectRelative=true");
  lower = get_with (client, "/directory/class/", ce1, "/users?type=student");
  other = get_with (client, "/directory/class/", cm2, "/users");
  g_assert_cmpuint (json_array_get_length (training_reply_get_array (pupils)), ==, 23);
  g_assert_cmpuint (json_array_get_length (training_reply_get_array (all)), ==, 23 + 33 + 1);
  g_assert_cmpuint (json_array_get_length (training_reply_get_array (lower)), ==, 0);
  pupil = json_array_get_object_element (training_reply_get_array (pupils), 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (pupil, "relativeList")), >,
                    0);
  g_assert_false (json_object_has_member (pupil, "ine"));
  g_assert_cmpuint (other->status, ==, 401);
  g_assert_cmpstr (other->type, ==, "text/html");

  training_client_login (client, "anne.lefebvre");
  admin = get_with (client, "/directory/class/", ce1, "/users");
  g_assert_cmpuint (admin->status, ==, 200);
  training_client_login (client, "julie.moreau");
  parent = get_with (client, "/directory/class/", ce1, "/users");
  g_assert_cmpuint (parent->status, ==, 401);
}

static void
test_class_csv (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *ce1 = dup_text (client, "SELECT id FROM class WHERE name = 'CE1'");
  g_autoptr (TrainingReply) reply = NULL;

  training_client_login (client, "camille.durand");
  reply = get_with (client, "/directory/class/", ce1, "/users?format=csv");
  g_assert_cmpstr (reply->type, ==, "application/csv");
  g_assert_true (g_str_has_prefix (reply->body, "\xEF\xBB\xBFType;Nom;"));
  g_assert_nonnull (strstr (reply->body, "Student;Moreau;Léa;lea.moreau;;"));
}

/* The same school comes twice. */
static void
test_my_classes (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply = NULL;
  JsonArray *schools;

  training_client_login (client, "camille.durand");
  reply = training_client_get (client, "/directory/myclasses");
  schools = json_object_get_array_member (training_reply_get_object (reply), "schools");
  g_assert_cmpuint (json_array_get_length (schools), ==, 2);
  g_assert_true (json_object_has_member (json_array_get_object_element (schools, 0), "classes"));
  g_assert_false (json_object_has_member (json_array_get_object_element (schools, 1), "classes"));
}

static guint
count_of_type (JsonArray  *rows,
               const char *type)
{
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    count += g_strcmp0 (json_object_get_string_member (json_array_get_object_element (rows, i),
                                                       "type"), type) == 0;
  return count;
}

static void
test_visible (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) all = NULL;
  g_autoptr (TrainingReply) some = NULL;
  g_autoptr (TrainingReply) family = NULL;
  JsonArray *rows;

  training_client_login (client, "camille.durand");
  all = training_client_get (client, "/communication/visible/search");
  rows = training_reply_get_array (all);
  g_assert_cmpuint (count_of_type (rows, "ShareBookmark"), ==, 2);
  g_assert_cmpuint (count_of_type (rows, "BroadcastGroup"), ==, 1);
  g_assert_cmpuint (count_of_type (rows, "Group"), >, 15);
  g_assert_cmpuint (count_of_type (rows, "User"), >, 250);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (rows, 0), "type"),
                   ==,
                   "ShareBookmark");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *used_in = json_object_get_array_member (row, "usedIn");
      gboolean broadcast = strcmp (json_object_get_string_member (row, "type"),
                                   "BroadcastGroup") == 0;

      g_assert_cmpuint (json_array_get_length (used_in), ==, broadcast ? 1 : 3);
    }
  g_assert_nonnull (strstr (all->body, "Parents du groupe CE1."));

  /* Accents do not matter, and the relatives of those found come along. */
  some = training_client_get (client, "/communication/visible/search?query=moreau%20lea");
  g_assert_cmpuint (json_array_get_length (training_reply_get_array (some)), ==, 2);

  training_client_login (client, "julie.moreau");
  family = training_client_get (client, "/communication/visible/search");
  g_assert_nonnull (strstr (family->body, "Directeurs de "));
  g_assert_null (strstr (family->body, "groupe CP."));
  g_assert_cmpuint (count_of_type (training_reply_get_array (family), "BroadcastGroup"), ==, 0);
}

static void
test_visible_filtered (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *ce1 = dup_text (client, "SELECT id FROM class WHERE name = 'CE1'");
  g_autofree char *body = g_strdup_printf ("{\"classes\":[\"%s\"],\"types\":[\"Group\"]}", ce1);
  g_autoptr (TrainingReply) groups = NULL;
  g_autoptr (TrainingReply) empty = NULL;
  g_autoptr (TrainingReply) members = NULL;
  JsonArray *array;
  JsonObject *group;

  training_client_login (client, "camille.durand");
  groups = training_client_json (client, "POST", "/communication/visible", body);
  array = json_object_get_array_member (training_reply_get_object (groups), "groups");
  g_assert_cmpuint (json_array_get_length (array), ==, 3);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (training_reply_get_object (groups),
                                                         "users")), ==, 0);
  group = json_array_get_object_element (array, 0);
  g_assert_cmpstr (json_object_get_string_member (group, "sortName"), ==, "CE1-Relative");
  members = get_with (client, "/communication/visible/group/",
                      json_object_get_string_member (group, "id"), "");
  g_assert_cmpuint (json_array_get_length (training_reply_get_array (members)), ==, 33);

  empty = training_client_json (client, "POST", "/communication/visible", "");
  g_assert_cmpuint (empty->status, ==, 400);
}

/* Raw names in one place, words in the other; the direction is a group, not a right. */
static void
test_groups (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *anne = dup_text (client, "SELECT id FROM person WHERE login = 'anne.lefebvre'");
  g_autofree char *group = dup_text (client,
                                     "SELECT id FROM people_group WHERE name = 'CE1-Teacher'");
  g_autoptr (TrainingReply) groups = NULL;
  g_autoptr (TrainingReply) one = NULL;
  g_autoptr (TrainingReply) none = NULL;

  training_client_login (client, "anne.lefebvre");
  groups = get_with (client, "/directory/user/", anne, "/groups");
  g_assert_nonnull (strstr (groups->body, "\"DirectionGroup\""));
  g_assert_nonnull (strstr (groups->body, "\"CM2-Teacher\""));
  one = get_with (client, "/directory/group/", group, "");
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (one), "name"), ==,
                   "Enseignants du groupe CE1.");
  none = training_client_get (client, "/directory/group/nothing");
  g_assert_cmpuint (none->status, ==, 404);
}

static void
test_bookmarks (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *delegates = dup_text (client,
                                         "SELECT id FROM bookmark WHERE name = 'Parents délégués'");
  g_autoptr (TrainingReply) one = NULL;
  g_autoptr (TrainingReply) made = NULL;
  g_autoptr (TrainingReply) gone = NULL;
  g_autoptr (TrainingReply) extra = NULL;
  const char *id;

  training_client_login (client, "camille.durand");
  one = get_with (client, "/directory/sharebookmark/", delegates, "");
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (one), "notVisibleCount"),
                   ==, 1);
  extra = training_client_json (client, "POST", "/directory/sharebookmark",
                                "{\"name\":\"x\",\"members\":[],\"colour\":\"red\"}");
  g_assert_cmpuint (extra->status, ==, 400);

  /* Nobody in it can be seen: it answers so once, and is gone. */
  made = training_client_json (client, "POST", "/directory/sharebookmark",
                               "{\"name\":\"x\",\"members\":[\"ghost\"]}");
  g_assert_cmpuint (made->status, ==, 201);
  id = json_object_get_string_member (training_reply_get_object (made), "id");
  gone = get_with (client, "/directory/sharebookmark/", id, "");
  g_assert_cmpuint (gone->status, ==, 404);
  g_assert_nonnull (strstr (gone->body, "empty.sharebookmark"));
  g_assert_cmpint (ent_training_db_get_int (ent_training_server_get_db (client->server),
                                            "SELECT count(*) FROM bookmark WHERE id = ?1", "s", id),
                                            ==, 0);
}

static JsonObject *
get_first_result (TrainingReply *reply)
{
  JsonObject *object = training_reply_get_object (reply);

  return json_array_get_object_element (json_object_get_array_member (object, "result"), 0);
}

/* One row per relative; a pupil's private data are for the pupil; a stranger is null but for the
 * name. */
static void
test_person (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *lea = dup_text (client, "SELECT id FROM person WHERE login = 'lea.moreau'");
  g_autofree char *lucie = dup_text (client, "SELECT id FROM person WHERE login = 'lucie.perrin'");
  g_autoptr (TrainingReply) pupil = NULL;
  g_autoptr (TrainingReply) own = NULL;
  g_autoptr (TrainingReply) stranger = NULL;
  JsonObject *row;

  training_client_login (client, "camille.durand");
  pupil = get_with (client, "/userbook/api/person?id=", lea, "");
  row = get_first_result (pupil);
  g_assert_cmpstr (json_object_get_string_member (row, "relatedName"), ==, "Moreau Julie");
  g_assert_cmpstr (json_object_get_string_member (row, "birthdate"), ==, "");

  own = training_client_get (client, "/userbook/api/person");
  row = get_first_result (own);
  g_assert_cmpstr (json_object_get_string_member (row, "email"), ==, "camille.durand@example.org");

  stranger = get_with (client, "/userbook/api/person?id=", lucie, "");
  row = get_first_result (stranger);
  g_assert_cmpstr (json_object_get_string_member (row, "displayName"), ==, "Perrin Lucie");
  g_assert_true (json_object_get_null_member (row, "schools"));
}

/* Kept as it came: the request filter does not see it. */
static void
test_preference (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) put = NULL;
  g_autoptr (TrainingReply) get = NULL;

  training_client_login (client, "camille.durand");
  put = training_client_json (client, "PUT", "/userbook/preference/conversation",
                              "{\"signature\":\"<p>JavaScript : oui</p>\"}");
  g_assert_cmpuint (put->status, ==, 200);
  get = training_client_get (client, "/userbook/preference/conver-sation");
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (get), "preference"),
                   ==,
                   "{\"signature\":\"<p>JavaScript : oui</p>\"}");
}

static void
test_avatar (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply =
    training_client_get (client, "/userbook/avatar/anybody?thumbnail=48x48");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->type, ==, "image/png");
}

/* The same seed makes the same people, another one makes others. */
static void
test_seed (void)
{
  const char *sql = "SELECT group_concat (id || login || display_name) FROM person";
  char *texts[3] = { NULL };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (EntTrainingServer) server =
        ent_training_server_new (NULL, i == 2 ? 2 : 1, ENT_TRAINING_SCALE_SCHOOL);
      g_autoptr (GError) error = NULL;

      ent_training_server_start (server, 0, &error);
      g_assert_no_error (error);
      texts[i] = ent_training_db_dup_text (ent_training_server_get_db (server), sql, "");
      ent_training_server_stop (server);
    }

  g_assert_cmpstr (texts[0], ==, texts[1]);
  g_assert_cmpstr (texts[0], !=, texts[2]);
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&texts[i], g_free);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/training/directory/class-users", test_class_users);
  g_test_add_func ("/training/directory/class-csv", test_class_csv);
  g_test_add_func ("/training/directory/my-classes", test_my_classes);
  g_test_add_func ("/training/directory/visible", test_visible);
  g_test_add_func ("/training/directory/visible/filtered", test_visible_filtered);
  g_test_add_func ("/training/directory/groups", test_groups);
  g_test_add_func ("/training/directory/bookmarks", test_bookmarks);
  g_test_add_func ("/training/directory/person", test_person);
  g_test_add_func ("/training/directory/preference", test_preference);
  g_test_add_func ("/training/directory/avatar", test_avatar);
  g_test_add_func ("/training/directory/seed", test_seed);

  return g_test_run ();
}
