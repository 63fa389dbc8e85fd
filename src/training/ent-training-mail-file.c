/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-library.h"
#include "ent-training-message.h"
#include "ent-training-routes.h"

/* Files attached to messages. Adding or removing one moves the draft's date; nobody checks that it
 * is a draft.
 *
 * Source: entcore ConversationController, as told in ent-api 06 §5. */

#define MAXIMUM_NAME 255

static const char *
get_message (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");

  if (ent_training_message_is_in_box (request, id))
    return id;
  ent_training_request_refuse (request);

  return NULL;
}

static void
add_file (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *message = get_message (request);
  GPtrArray *files = ent_training_request_get_files (request);
  g_autofree char *id = g_uuid_string_random ();
  const EntTrainingFile *file;
  JsonObject *answer;
  gint64 quota;
  gint64 used;

  if (message == NULL)
    return;
  if (files->len == 0 ||
      g_utf8_strlen (((EntTrainingFile *) files->pdata[0])->filename, -1) > MAXIMUM_NAME)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  file = g_ptr_array_index (files, 0);
  if ((gint64) g_bytes_get_size (file->bytes) >
      ent_training_library_get_free (request, &quota, &used))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "file.too.large");
      return;
    }

  ent_training_db_run (db, "INSERT INTO storage VALUES (?1, ?2)", "sb", id, file->bytes);
  ent_training_db_run (db, "INSERT INTO message_attachment VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6)",
                       "sssssi", id, message, file->field, file->filename, file->content_type,
                       (gint64) g_bytes_get_size (file->bytes));
  ent_training_message_touch (request, message);
  answer = json_object_new ();
  json_object_set_string_member (answer, "id", id);
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

static void
send_file (EntTrainingRequest *request,
           EntTrainingRows    *rows)
{
  g_autoptr (GBytes) bytes = ent_training_rows_dup_bytes (rows, 2);
  g_autofree char *name = g_uri_escape_string (ent_training_rows_get_text (rows, 0), NULL, FALSE);
  g_autofree char *disposition = g_strdup_printf ("attachment; filename*=UTF-8''%s", name);

  ent_training_request_answer_bytes (request, SOUP_STATUS_OK, ent_training_rows_get_text (rows, 1),
                                     bytes);
  ent_training_request_set_header (request, "Content-Disposition", disposition);
}

static void
get_file (EntTrainingRequest *request)
{
  const char *message = get_message (request);
  g_autoptr (EntTrainingRows) rows = NULL;

  if (message == NULL)
    return;
  rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT a.filename, a.content_type, s.bytes FROM message_attachment a JOIN storage s"
    " ON s.id = a.file WHERE a.message_id = ?1 AND a.id = ?2",
    "ss", message, ent_training_request_get_param (request, "attachmentId"));
  if (ent_training_rows_next (rows))
    send_file (request, rows);
  else
    ent_training_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "invalid.file.id");
}

/* The bytes stay while another message links them. Removing what is not there is never answered by
 * the real server; its proxy gives up in its place. */
static void
remove_file (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *message = get_message (request);
  const char *id = ent_training_request_get_param (request, "attachmentId");
  g_autoptr (JsonNode) node = NULL;

  if (message == NULL)
    return;
  node = ent_training_db_dup_json (
    db,
    "SELECT json_object ('fileId', file, 'fileSize', size) FROM message_attachment"
    " WHERE message_id = ?1 AND id = ?2",
    "ss", message, id);
  if (node == NULL)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_GATEWAY_TIMEOUT);
      return;
    }
  ent_training_db_run (db, "DELETE FROM message_attachment WHERE message_id = ?1 AND id = ?2", "ss",
                       message, id);
  ent_training_db_run (
    db,
    "DELETE FROM storage WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM message_attachment a"
    " WHERE a.file = ?1)",
    "s", ent_training_json_get_text (json_node_get_object (node), "fileId"));
  ent_training_message_touch (request, message);
  ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&node));
}

const EntTrainingRoute ent_training_mail_file_routes[] = {
  { "POST", "/conversation/message/:id/attachment", add_file, ENT_TRAINING_ROUTE_FORM, NULL },
  { "GET", "/conversation/message/:id/attachment/:attachmentId", get_file,
    ENT_TRAINING_ROUTE_SESSION, NULL },
  { "DELETE", "/conversation/message/:id/attachment/:attachmentId", remove_file,
    ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
