/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include "training-client.h"

#include <string.h>

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean done;
} Wait;

/* A server in memory with the demo school, listening, and nobody signed in. */
TrainingClient *
training_client_new (void)
{
  TrainingClient *self = g_new0 (TrainingClient, 1);
  g_autoptr (GError) error = NULL;

  self->server = ent_training_server_new (NULL, 1, ENT_TRAINING_SCALE_SCHOOL);
  self->session = soup_session_new_with_options ("timeout", 20, NULL);
  ent_training_server_start (self->server, 0, &error);
  g_assert_no_error (error);

  return self;
}

void
training_client_free (TrainingClient *self)
{
  soup_session_abort (self->session);
  ent_training_server_stop (self->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->session);
  g_assert_finalize_object (self->server);
  g_free (self->cookie);
  g_free (self->xsrf);
  g_free (self->authorization);
  g_free (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Wait *wait = data;

  wait->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &wait->error);
  wait->done = TRUE;
}

/* Keeps what the answer sets, as a browser would. */
static void
take_cookies (TrainingClient     *self,
              SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      char **slot;
      const char *equal = strchr (value, '=');

      if (g_ascii_strcasecmp (name, "Set-Cookie") != 0 || equal == NULL)
        continue;
      if (g_str_has_prefix (value, "oneSessionId="))
        slot = &self->cookie;
      else if (g_str_has_prefix (value, "XSRF-TOKEN="))
        slot = &self->xsrf;
      else
        continue;
      g_free (*slot);
      *slot = g_strndup (equal + 1, strcspn (equal + 1, ";"));
      if (**slot == '\0')
        g_clear_pointer (slot, g_free);
    }
}

static void
add_headers (TrainingClient     *self,
             SoupMessageHeaders *headers)
{
  g_autofree char *cookies = NULL;

  if (self->cookie != NULL)
    {
      cookies = g_strdup_printf ("oneSessionId=%s; authenticated=true; XSRF-TOKEN=%s", self->cookie,
                                 self->xsrf != NULL ? self->xsrf : "");
      soup_message_headers_replace (headers, "Cookie", cookies);
      if (self->xsrf != NULL)
        soup_message_headers_replace (headers, "X-XSRF-TOKEN", self->xsrf);
    }
  else if (self->authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", self->authorization);
  if (self->accept != NULL)
    soup_message_headers_replace (headers, "Accept", self->accept);
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("Nothing happened within 30 seconds");
  return G_SOURCE_REMOVE;
}

/* Lets both sides work until the flag is set, 30 seconds at most. */
void
training_client_wait (TrainingClient *self,
                      const gboolean *done)
{
  guint limit = g_timeout_add_seconds (30, too_late_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static TrainingReply *
send_message (TrainingClient *self,
              SoupMessage    *message)
{
  TrainingReply *reply = g_new0 (TrainingReply, 1);
  Wait wait = { NULL, NULL, FALSE };
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  /* On a connection it used before, libsoup sends an idempotent request again by itself when no
   * answer came. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb,
                                    &wait);
  training_client_wait (self, &wait.done);

  reply->status = wait.error == NULL ? soup_message_get_status (message) : 0;
  reply->error = wait.error;
  reply->headers = soup_message_headers_ref (headers);
  reply->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  reply->type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  if (wait.bytes != NULL)
    {
      reply->length = g_bytes_get_size (wait.bytes);
      reply->body = g_strndup (g_bytes_get_data (wait.bytes, NULL), reply->length);
      g_bytes_unref (wait.bytes);
      take_cookies (self, headers);
    }
  if (g_strcmp0 (reply->type, "application/json") == 0 && reply->error == NULL)
    {
      reply->json = json_from_string (reply->body, NULL);
      g_assert_nonnull (reply->json);
    }

  return reply;
}

static SoupMessage *
make_message (TrainingClient *self,
              const char     *method,
              const char     *path)
{
  g_autofree char *uri = g_strconcat (ent_training_server_get_uri (self->server), path, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  add_headers (self, soup_message_get_request_headers (message));
  return message;
}

/* Sends what is asked with the client's credentials, and waits for the answer or the lack of one.
 * */
TrainingReply *
training_client_send (TrainingClient *self,
                      const char     *method,
                      const char     *path,
                      const char     *content_type,
                      const char     *body)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path);
  g_autoptr (GBytes) bytes = g_bytes_new (body, body != NULL ? strlen (body) : 0);

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, bytes);
  return send_message (self, message);
}

/* A GET with one header more. */
TrainingReply *
training_client_get_with (TrainingClient *self,
                          const char     *path,
                          const char     *header,
                          const char     *value)
{
  g_autoptr (SoupMessage) message = make_message (self, "GET", path);

  soup_message_headers_replace (soup_message_get_request_headers (message), header, value);
  return send_message (self, message);
}

TrainingReply *
training_client_get (TrainingClient *self,
                     const char     *path)
{
  return training_client_send (self, "GET", path, NULL, NULL);
}

TrainingReply *
training_client_json (TrainingClient *self,
                      const char     *method,
                      const char     *path,
                      const char     *body)
{
  return training_client_send (self, method, path, "application/json", body);
}

/* Sends one file as multipart/form-data. */
TrainingReply *
training_client_upload (TrainingClient *self,
                        const char     *method,
                        const char     *path,
                        const char     *filename,
                        const char     *type,
                        GBytes         *bytes)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path);
  SoupMultipart *multipart = soup_multipart_new ("multipart/form-data");
  GBytes *body = NULL;

  soup_multipart_append_form_file (multipart, "file", filename, type, bytes);
  soup_multipart_to_message (multipart, soup_message_get_request_headers (message), &body);
  soup_message_set_request_body_from_bytes (message, NULL, body);
  g_bytes_unref (body);
  soup_multipart_free (multipart);
  return send_message (self, message);
}

/* Sends the login form; the cookies of the answer, if any, are the client's from now on. */
TrainingReply *
training_client_try_login (TrainingClient *self,
                           const char     *login,
                           const char     *password)
{
  g_autofree char *body = g_strdup_printf ("email=%s&password=%s", login, password);

  g_clear_pointer (&self->cookie, g_free);
  g_clear_pointer (&self->xsrf, g_free);
  return training_client_send (self, "POST", "/auth/login", "application/x-www-form-urlencoded",
                               body);
}

/* Signs in somebody of the invented school, who all have the same password. */
void
training_client_login (TrainingClient *self,
                       const char     *login)
{
  g_autoptr (TrainingReply) reply = training_client_try_login (self, login, "encrier");

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_nonnull (self->cookie);
}

void
training_client_add_fault (TrainingClient *self,
                           const char     *rule)
{
  g_autoptr (JsonNode) node = json_from_string (rule, NULL);

  g_assert_nonnull (node);
  ent_training_server_add_fault (self->server, json_node_get_object (node));
}

void
training_reply_free (TrainingReply *reply)
{
  g_free (reply->body);
  g_free (reply->type);
  g_free (reply->location);
  soup_message_headers_unref (reply->headers);
  g_clear_pointer (&reply->json, json_node_unref);
  g_clear_error (&reply->error);
  g_free (reply);
}

JsonObject *
training_reply_get_object (TrainingReply *reply)
{
  g_assert_true (reply->json != NULL && JSON_NODE_HOLDS_OBJECT (reply->json));

  return json_node_get_object (reply->json);
}

JsonArray *
training_reply_get_array (TrainingReply *reply)
{
  g_assert_true (reply->json != NULL && JSON_NODE_HOLDS_ARRAY (reply->json));

  return json_node_get_array (reply->json);
}
