/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include "training-steps.h"

#include <stdarg.h>

/* Calls the path made of the format, with a JSON body or none, and checks the status of the answer.
 */
TrainingReply *
training_call (TrainingClient *client,
               guint           status,
               const char     *method,
               const char     *body,
               const char     *path,
               ...)
{
  g_autofree char *full_path = NULL;
  TrainingReply *reply;
  va_list args;

  va_start (args, path);
  full_path = g_strdup_vprintf (path, args);
  va_end (args);

  reply = training_client_json (client, method, full_path, body);
  g_assert_no_error (reply->error);
  if (reply->status != status)
    g_test_message ("%s %s: %s", method, full_path, reply->body);
  g_assert_cmpuint (reply->status, ==, status);

  return reply;
}

/* An element of an answer that is a list. */
JsonObject *
training_item (TrainingReply *reply,
               guint          index)
{
  g_assert_cmpuint (index, <, training_length (reply));

  return json_array_get_object_element (training_reply_get_array (reply), index);
}

guint
training_length (TrainingReply *reply)
{
  return json_array_get_length (training_reply_get_array (reply));
}

const char *
training_text (JsonObject *object,
               const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

char *
training_dup_text (TrainingReply *reply,
                   const char    *member)
{
  return g_strdup (training_text (training_reply_get_object (reply), member));
}

/* A member of the first element of the list at @path. */
char *
training_dup_first (TrainingClient *client,
                    const char     *path,
                    const char     *member)
{
  g_autoptr (TrainingReply) reply = training_call (client, 200, "GET", NULL, "%s", path);

  return g_strdup (training_text (training_item (reply, 0), member));
}

char *
training_dup_person (TrainingClient *client,
                     const char     *login)
{
  return ent_training_db_dup_text (ent_training_server_get_db (client->server),
                                   "SELECT id FROM person WHERE login = ?1", "s", login);
}

/* Looks into the server's database. */
gint64
training_count (TrainingClient *client,
                const char     *sql)
{
  return ent_training_db_get_int (ent_training_server_get_db (client->server), sql, "");
}

/* Arranges something in the server's database that no route does. */
void
training_run (TrainingClient *client,
              const char     *sql)
{
  g_assert_cmpint (ent_training_db_run (ent_training_server_get_db (client->server), sql, ""), >=,
                   0);
}
