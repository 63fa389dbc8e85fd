/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include <string.h>

#include "ent-training-picture.h"
#include "training-client.h"

static char *
upload (TrainingClient *client,
        const char     *query,
        const char     *filename,
        const char     *type,
        GBytes         *bytes)
{
  g_autofree char *path = g_strconcat ("/workspace/document", query, NULL);
  g_autoptr (TrainingReply) reply =
    training_client_upload (client, "POST", path, filename, type, bytes);

  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (json_object_get_string_member (training_reply_get_object (reply), "_id"));
}

static TrainingReply *
get_document (TrainingClient *client,
              const char     *id,
              const char     *query)
{
  g_autofree char *path = g_strconcat ("/workspace/document/", id, query, NULL);

  return training_client_get (client, path);
}

/* "protected" is nothing without "application", and then readers are refused. */
static void
test_visibility (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bonjour", 7);
  g_autofree char *forgotten = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *open = NULL;
  g_autofree char *pub = NULL;
  g_autofree char *pub_private = NULL;
  g_autoptr (TrainingReply) refused = NULL;
  g_autoptr (TrainingReply) read = NULL;
  g_autoptr (TrainingReply) anybody = NULL;
  g_autoptr (TrainingReply) nobody = NULL;
  g_autoptr (TrainingReply) signed_out = NULL;

  training_client_login (client, "camille.durand");
  forgotten = upload (client, "?protected=true", "a.txt", "text/plain", bytes);
  shown = upload (client, "?protected=true&application=media-library", "a.txt", "text/plain",
                  bytes);
  open = upload (client, "?public=true&application=media-library", "a.txt", "text/plain", bytes);

  training_client_login (client, "julie.moreau");
  refused = get_document (client, forgotten, "");
  read = get_document (client, shown, "");
  g_assert_cmpuint (refused->status, ==, 401);
  g_assert_cmpstr (refused->type, ==, "text/html");
  g_assert_cmpuint (read->status, ==, 200);
  g_assert_cmpstr (read->body, ==, "bonjour");

  g_clear_pointer (&client->cookie, g_free);
  signed_out = get_document (client, shown, "");
  g_assert_cmpuint (signed_out->status, ==, 302);
  pub = g_strconcat ("/workspace/pub/document/", open, NULL);
  pub_private = g_strconcat ("/workspace/pub/document/", shown, NULL);
  anybody = training_client_get (client, pub);
  nobody = training_client_get (client, pub_private);
  g_assert_cmpuint (anybody->status, ==, 200);
  g_assert_cmpuint (nobody->status, ==, 404);
}

/* Dates are local texts with a dot before the seconds; pictures do not keep their bytes. */
static void
test_upload (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) picture = ent_training_picture_scene (3, 640, 480);
  g_autoptr (TrainingReply) reply = NULL;
  g_autoptr (TrainingReply) blocked = NULL;
  g_autoptr (TrainingReply) large = NULL;
  JsonObject *document;
  JsonObject *metadata;

  training_client_login (client, "camille.durand");
  reply = training_client_upload (client, "POST",
                                  "/workspace/document?protected=true&application=media-library"
                                                  "&quality=0.5&name=Le%20potager", "p.jpg",
                                                  "image/jpeg", picture);
  g_assert_cmpuint (reply->status, ==, 201);
  document = training_reply_get_object (reply);
  metadata = json_object_get_object_member (document, "metadata");
  g_assert_cmpstr (json_object_get_string_member (document, "name"), ==, "Le potager");
  g_assert_cmpint (json_object_get_int_member (metadata, "size"), <,
                   (gint64) g_bytes_get_size (picture));
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\.\\d\\d\\.\\d{3}$",
                                       json_object_get_string_member (document, "created"), 0, 0));
  g_assert_false (json_object_has_member (document, "thumbnails"));
  g_assert_false (json_object_has_member (document, "public"));

  blocked = training_client_upload (client, "POST", "/workspace/document", "p.exe",
                                    "application/x-dosexec", picture);
  g_assert_cmpuint (blocked->status, ==, 400);
  g_assert_nonnull (strstr (blocked->body, "blocked.extension"));
  ent_training_server_set_option (client->server, "workspace.quota", "1000");
  large = training_client_upload (client, "POST", "/workspace/document", "p.jpg", "image/jpeg",
                                  picture);
  g_assert_cmpuint (large->status, ==, 400);
  g_assert_nonnull (strstr (large->body, "file.too.large"));
}

static void
test_download (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) text = g_bytes_new_static ("0123456789", 10);
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *inline_path = NULL;
  g_autoptr (TrainingReply) whole = NULL;
  g_autoptr (TrainingReply) part = NULL;
  g_autoptr (TrainingReply) end = NULL;
  g_autoptr (TrainingReply) shown = NULL;
  g_autoptr (TrainingReply) same = NULL;
  const char *etag;

  training_client_login (client, "camille.durand");
  id = upload (client, "?name=Le%20ch%C3%AAne", "texte.txt", "text/plain", text);
  path = g_strconcat ("/workspace/document/", id, NULL);
  inline_path = g_strconcat (path, "?inline=true", NULL);
  whole = training_client_get (client, path);
  g_assert_cmpstr (soup_message_headers_get_one (whole->headers, "Content-Disposition"), ==,
                   "attachment; filename=\"Le chêne.txt\"");
  g_assert_null (soup_message_headers_get_one (whole->headers, "ETag"));

  part = training_client_get_with (client, path, "Range", "bytes=2-4");
  end = training_client_get_with (client, path, "Range", "bytes=7-");
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpstr (part->body, ==, "234");
  g_assert_cmpstr (end->body, ==, "789");

  shown = training_client_get (client, inline_path);
  etag = soup_message_headers_get_one (shown->headers, "ETag");
  g_assert_cmpuint (strlen (etag), ==, 36);
  same = training_client_get_with (client, inline_path, "If-None-Match", etag);
  g_assert_cmpuint (same->status, ==, 304);
}

/* The first request is answered with the original, under a tag that changes. */
static void
test_thumbnail (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) picture = ent_training_picture_scene (3, 640, 480);
  g_autofree char *id = NULL;
  g_autoptr (TrainingReply) first = NULL;
  g_autoptr (TrainingReply) second = NULL;

  training_client_login (client, "camille.durand");
  id = upload (client, "?protected=true&application=media-library", "p.jpg", "image/jpeg", picture);
  first = get_document (client, id, "?thumbnail=120x120");
  second = get_document (client, id, "?thumbnail=120x120");
  g_assert_cmpuint (second->length, <, first->length);
  g_assert_cmpstr (soup_message_headers_get_one (first->headers, "ETag"), !=,
                   soup_message_headers_get_one (second->headers, "ETag"));
}

static guint
count_listed (TrainingClient *client,
              const char     *query)
{
  g_autofree char *path = g_strconcat ("/workspace/documents", query, NULL);
  g_autoptr (TrainingReply) reply = training_client_get (client, path);

  return json_array_get_length (training_reply_get_array (reply));
}

static void
test_list (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (TrainingReply) folder = NULL;
  g_autoptr (TrainingReply) renamed = NULL;
  g_autofree char *query = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *path = NULL;
  const char *id;

  training_client_login (client, "camille.durand");
  folder = training_client_send (client, "POST", "/workspace/folder",
                                 "application/x-www-form-urlencoded",
                                 "name=Pr%C3%A9parations");
  g_assert_cmpuint (folder->status, ==, 201);
  id = json_object_get_string_member (training_reply_get_object (folder), "_id");
  query = g_strconcat ("?parentId=", id, NULL);
  one = upload (client, query, "a.txt", "text/plain", bytes);
  two = upload (client, query, "a.txt", "text/plain", bytes);

  g_assert_cmpuint (count_listed (client, ""), ==, 0);
  g_assert_cmpuint (count_listed (client, query), ==, 2);
  g_assert_cmpuint (count_listed (client, "?hierarchical=true"), ==, 2);
  g_assert_cmpuint (count_listed (client, "?hierarchical=true&includeall=true"), ==, 3);
  g_assert_cmpuint (count_listed (client, "?hierarchical=true&limit=1"), ==, 2);
  g_assert_cmpuint (count_listed (client, "?hierarchical=true&limit=1&skip=0"), ==, 1);

  path = g_strconcat ("/workspace/rename/", two, NULL);
  renamed = training_client_json (client, "PUT", path, "{\"name\":\"a.txt\"}");
  g_assert_cmpuint (renamed->status, ==, 400);
  g_assert_nonnull (strstr (renamed->body, "folders.errors.duplicate"));
}

/* One id that is not mine refuses the whole batch. */
static void
test_delete (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *good = NULL;
  g_autoptr (TrainingReply) refused = NULL;
  g_autoptr (TrainingReply) trashed = NULL;
  g_autoptr (TrainingReply) deleted = NULL;

  training_client_login (client, "camille.durand");
  one = upload (client, "", "a.txt", "text/plain", bytes);
  two = upload (client, "", "b.txt", "text/plain", bytes);
  bad = g_strdup_printf ("{\"ids\":[\"%s\",\"nothing\"]}", one);
  good = g_strdup_printf ("{\"ids\":[\"%s\",\"%s\"]}", one, two);
  refused = training_client_json (client, "DELETE", "/workspace/documents", bad);
  g_assert_cmpuint (refused->status, ==, 401);
  g_assert_cmpuint (count_listed (client, ""), ==, 2);

  trashed = training_client_json (client, "PUT", "/workspace/documents/trash", good);
  g_assert_cmpuint (json_array_get_length (training_reply_get_array (trashed)), ==, 2);
  g_assert_cmpuint (count_listed (client, ""), ==, 0);
  g_assert_cmpuint (count_listed (client, "?filter=trash"), ==, 2);

  deleted = training_client_json (client, "DELETE", "/workspace/documents", good);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (deleted), "number"), ==,
                   2);
  g_assert_cmpuint (count_listed (client, "?filter=all&includeall=true&id=none"), ==, 0);
  g_assert_cmpuint (count_listed (client, "?filter=trash"), ==, 0);
}

/* Private: a copy. Protected: kept. Other: the flag switches. */
static void
test_transfer (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *mine = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *body = NULL;
  g_autoptr (TrainingReply) reply = NULL;
  g_autoptr (TrainingReply) wrong = NULL;
  JsonArray *array;

  training_client_login (client, "camille.durand");
  mine = upload (client, "", "a.txt", "text/plain", bytes);
  shown = upload (client, "?protected=true&application=media-library", "b.txt", "text/plain",
                  bytes);
  body = g_strdup_printf ("{\"ids\":[\"%s\",\"%s\"],\"visibility\":\"protected\"}", mine, shown);
  reply = training_client_json (client, "POST", "/workspace/documents/transfer", body);
  array = training_reply_get_array (reply);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, 0), "_id"),
                   !=, mine);
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (array, 0),
                                                 "protected"));
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, 1), "_id"),
                   ==, shown);
  wrong = training_client_json (client, "POST", "/workspace/documents/transfer",
                                "{\"ids\":[],\"visibility\":\"owner\"}");
  g_assert_cmpuint (wrong->status, ==, 400);
}

/* New bytes, new storage id, no thumbnail left, and the texts that were not sent are gone. */
static void
test_update (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (GBytes) first = g_bytes_new_static ("un", 2);
  g_autoptr (GBytes) second = g_bytes_new_static ("deux", 4);
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  g_autoptr (TrainingReply) before = NULL;
  g_autoptr (TrainingReply) put = NULL;
  g_autoptr (TrainingReply) after = NULL;
  JsonObject *old;
  JsonObject *new;

  training_client_login (client, "camille.durand");
  id = upload (client, "", "a.txt", "text/plain", first);
  query = g_strconcat ("/workspace/documents?filter=all&includeall=true&id=", id, NULL);
  before = training_client_get (client, query);
  path = g_strconcat ("/workspace/document/", id, "?legend=oui", NULL);
  put = training_client_upload (client, "PUT", path, "b.txt", "text/plain", second);
  g_assert_cmpstr (put->body, ==, "{\"status\":\"ok\",\"number\":1}");
  after = training_client_get (client, query);
  old = json_array_get_object_element (training_reply_get_array (before), 0);
  new = json_array_get_object_element (training_reply_get_array (after), 0);
  g_assert_cmpstr (json_object_get_string_member (old, "file"), !=,
                   json_object_get_string_member (new, "file"));
  g_assert_cmpstr (json_object_get_string_member (new, "name"), ==, "b.txt");
  g_assert_false (json_object_has_member (new, "legend"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/training/workspace/visibility", test_visibility);
  g_test_add_func ("/training/workspace/upload", test_upload);
  g_test_add_func ("/training/workspace/download", test_download);
  g_test_add_func ("/training/workspace/thumbnail", test_thumbnail);
  g_test_add_func ("/training/workspace/list", test_list);
  g_test_add_func ("/training/workspace/delete", test_delete);
  g_test_add_func ("/training/workspace/transfer", test_transfer);
  g_test_add_func ("/training/workspace/update", test_update);

  return g_test_run ();
}
