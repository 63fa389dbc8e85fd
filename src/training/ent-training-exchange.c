/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-exchange.h"

#include <string.h>

#include "ent-training-server-private.h"
#include "ent-training-session.h"

struct _EntTrainingExchange
{
  EntTrainingServer       *server;   /* (unowned): frees its exchanges before it goes */
  SoupServerMessage       *message;  /* (owned) */
  EntTrainingRequest      *request;  /* (owned) */
  EntTrainingEffects      *effects;  /* (owned) */
  EntTrainingExchangeDone  done;
  gpointer                 data;     /* (unowned): of @done */
  guint                    timer;    /* of a delay, or 0 */
  gboolean                 gone;     /* the other side left */
};

static void
finished_cb (SoupServerMessage *message,
             gpointer           data)
{
  EntTrainingExchange *self = data;

  /* Work that waits is still done: a real server commits for a client that gave up, too. */
  self->gone = TRUE;
  if (self->timer == 0)
    self->done (self, self->data);
}

static void
drop_connection (EntTrainingExchange *self)
{
  g_socket_shutdown (soup_server_message_get_socket (self->message), TRUE, TRUE, NULL);
}

static void
cut_cb (SoupServerMessage *message,
        gpointer           data)
{
  drop_connection (data);
  soup_message_body_complete (soup_server_message_get_response_body (message));
  soup_server_message_unpause (message);
}

static void
copy_header_cb (const char *name,
                const char *value,
                gpointer    data)
{
  soup_message_headers_append (data, name, value);
}

static void
send_cut (EntTrainingExchange *self,
          GBytes              *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);

  soup_message_headers_set_content_length (headers, (goffset) g_bytes_get_size (bytes));
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), half);
  g_signal_connect (self->message, "wrote-chunk", G_CALLBACK (cut_cb), self);
}

static void
send_answer (EntTrainingExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  EntTrainingRequest *request = self->request;
  gint64 seconds = ent_training_server_get_now (self->server) / 1000;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "Date", date);
  soup_server_message_set_status (self->message, request->status, NULL);
  soup_message_headers_foreach (request->answer_headers, copy_header_cb, headers);
  if (request->location != NULL)
    soup_message_headers_replace (headers, "Location", request->location);
  if (request->answer_type != NULL)
    {
      soup_message_headers_replace (headers, "Content-Type", request->answer_type);
      if (strcmp (request->answer_type, "application/json") == 0)
        {
          soup_message_headers_replace (headers, "Cache-Control", "no-cache, must-revalidate");
          soup_message_headers_replace (headers, "Expires", "-1");
        }
    }
  if (request->answer == NULL)
    return;

  if ((self->effects->flags & ENT_TRAINING_FAULT_CUT_BODY) != 0 &&
      g_bytes_get_size (request->answer) > 1)
    send_cut (self, request->answer);
  else
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->message),
                                    request->answer);
}

static void
answer_status (EntTrainingExchange *self)
{
  g_autofree char *page = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint status = self->effects->status;

  if (self->effects->body != NULL)
    ent_training_request_answer_text (self->request, status, self->effects->body);
  else if (status == SOUP_STATUS_UNAUTHORIZED)
    ent_training_request_refuse (self->request);
  else if (status == SOUP_STATUS_FORBIDDEN)
    ent_training_request_answer_error (self->request, status, "invalid.xsrf.token");
  else if (status < 500)
    ent_training_request_answer_error (self->request, status, "training.fault");
  else
    {
      page = g_strdup_printf ("<html><body><h1>%u</h1></body></html>", status);
      bytes = g_bytes_new (page, strlen (page));
      ent_training_request_answer_bytes (self->request, status, "text/html", bytes);
    }
}

static void
answer_page (EntTrainingExchange *self)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Portail</title></head>"
                             "<body><p>Connectez-vous au réseau.</p></body></html>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, sizeof page - 1);

  ent_training_request_answer_bytes (self->request, SOUP_STATUS_OK, "text/html; charset=UTF-8",
                                     bytes);
}

/* A colleague's edit is a request of theirs, served by the same routes just before the one under
 * way. */
static void
serve_colleague (EntTrainingExchange *self,
                 JsonObject          *edit)
{
  const char *method = json_object_get_string_member_with_default (edit, "method", "PUT");
  const char *path = json_object_get_string_member_with_default (edit, "path", self->request->path);
  g_autofree char *text = g_strconcat (ent_training_server_get_uri (self->server), path, NULL);
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EntTrainingRequest) request = NULL;

  if (json_object_has_member (edit, "body"))
    body = json_to_string (json_object_get_member (edit, "body"), FALSE);
  bytes = g_bytes_new (body, body != NULL ? strlen (body) : 0);
  id = ent_training_db_dup_text (ent_training_request_get_db (self->request),
                                 "SELECT id FROM person WHERE login = ?1", "s",
                                 json_object_get_string_member_with_default (edit, "user", ""));
  if (uri == NULL || id == NULL)
    {
      g_message ("A colleague's edit names nobody, or no path");
      return;
    }

  request = ent_training_request_new (self->server, method, uri, NULL, bytes);
  request->auth = ENT_TRAINING_AUTH_INTERNAL;
  request->user = ent_training_user_load (ent_training_request_get_db (self->request), id);
  ent_training_routes_serve (request);
  ent_training_server_record (self->server, request, FALSE);
}

static void
harm_session (EntTrainingExchange *self)
{
  EntTrainingDb *db = ent_training_request_get_db (self->request);
  EntTrainingFaultFlags flags = self->effects->flags;
  const char *header = ent_training_request_get_header (self->request, "Authorization");
  g_autofree char *cookie = ent_training_request_dup_cookie (self->request, "oneSessionId");
  g_autofree char *id = ent_training_session_verify (self->server, cookie);
  g_autofree char *other = g_uuid_string_random ();

  if ((flags & ENT_TRAINING_FAULT_EXPIRE) != 0)
    {
      ent_training_db_run (db, "DELETE FROM session WHERE id = ?1", "s", id);
      if (header != NULL && g_str_has_prefix (header, "Bearer "))
        ent_training_db_run (db, "DELETE FROM access_token WHERE token = ?1", "s",
                             header + strlen ("Bearer "));
    }
  if ((flags & ENT_TRAINING_FAULT_XSRF) != 0)
    ent_training_db_run (db, "UPDATE session SET xsrf = ?2 WHERE id = ?1", "ss", id, other);
}

static gboolean
is_first_call (EntTrainingExchange *self)
{
  EntTrainingDb *db = ent_training_request_get_db (self->request);
  g_autofree char *cookie = ent_training_request_dup_cookie (self->request, "oneSessionId");
  g_autofree char *id = ent_training_session_verify (self->server, cookie);

  return id != NULL &&
  ent_training_db_run (db, "UPDATE session SET calls = 1 WHERE id = ?1 AND calls = 0", "s", id) > 0;
}

static void
work (EntTrainingExchange *self)
{
  EntTrainingFaultFlags flags = self->effects->flags;

  for (guint i = 0; i < self->effects->colleagues->len; i++)
    serve_colleague (self, g_ptr_array_index (self->effects->colleagues, i));
  harm_session (self);

  if ((flags & ENT_TRAINING_FAULT_STATUS) != 0)
    answer_status (self);
  else if ((flags & ENT_TRAINING_FAULT_HTML) != 0)
    answer_page (self);
  else if ((flags & ENT_TRAINING_FAULT_REDIRECT) != 0 ||
           ((flags & ENT_TRAINING_FAULT_FIRST_CALL) != 0 && is_first_call (self)))
    ent_training_request_send_to_login (self->request);
  else
    ent_training_routes_serve (self->request);

  if ((flags & ENT_TRAINING_FAULT_ROTATE) != 0)
    ent_training_session_rotate (self->request);
}

static void
run (EntTrainingExchange *self)
{
  gboolean lost = (self->effects->flags & ENT_TRAINING_FAULT_DROP_AFTER) != 0 || self->gone;

  work (self);
  ent_training_server_record (self->server, self->request, lost);

  if (self->gone)
    self->done (self, self->data);
  else if (lost)
    drop_connection (self);
  else
    send_answer (self);
}

static gboolean
delay_over_cb (gpointer data)
{
  EntTrainingExchange *self = data;
  g_autoptr (SoupServerMessage) message = g_object_ref (self->message);
  gboolean gone = self->gone;

  self->timer = 0;
  run (self);
  if (!gone)
    soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

EntTrainingExchange *
ent_training_exchange_new (EntTrainingServer       *server,
                           SoupServerMessage       *message,
                           EntTrainingRequest      *request,
                           EntTrainingEffects      *effects,
                           EntTrainingExchangeDone  done,
                           gpointer                 data)
{
  EntTrainingExchange *self = g_new0 (EntTrainingExchange, 1);

  self->server = server;
  self->message = g_object_ref (message);
  self->request = request;
  self->effects = effects;
  self->done = done;
  self->data = data;
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);

  return self;
}

/* Does the work and gives the answer, now or after the delay; the exchange tells @done when it is
 * over. */
void
ent_training_exchange_start (EntTrainingExchange *self)
{
  if ((self->effects->flags & ENT_TRAINING_FAULT_DROP_BEFORE) != 0)
    {
      soup_server_message_set_status (self->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
      drop_connection (self);
      return;
    }

  if ((self->effects->flags & ENT_TRAINING_FAULT_DELAY) == 0)
    {
      run (self);
      return;
    }

  soup_server_message_pause (self->message);
  self->timer = g_timeout_add (self->effects->delay_ms, delay_over_cb, self);
}

void
ent_training_exchange_free (EntTrainingExchange *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  ent_training_request_free (self->request);
  ent_training_effects_free (self->effects);
  g_free (self);
}
