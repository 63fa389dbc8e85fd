/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-exchange.h"

#include "ent-error.h"
#include "ent-request-private.h"
#include "ent-response-private.h"

typedef struct
{
  SoupMessage   *message;        /* (owned) */
  EntRequest    *request;        /* (owned) */
  GCancellable  *inner;          /* (owned): the caller's or the timer's will */
  GCancellable  *outer;          /* (owned) (nullable): the caller's */
  gulong         outer_id;
  GSource       *timer;          /* (owned): fires when no byte moved for too long */
  gboolean       timed_out;
  goffset        sent;           /* bytes of the body */
  goffset        received;       /* bytes of the answer's body */
  GFileInputStream *upload;      /* (owned) (nullable) */
  GInputStream  *input;          /* (owned) (nullable): the answer's body */
  GOutputStream *output;         /* (owned) (nullable): where it goes */
  GFile         *partial;        /* (owned) (nullable): target while it is not whole */
  char           chunk[16 * 1024];
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  if (self->outer != NULL)
    g_cancellable_disconnect (self->outer, self->outer_id);
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_object_unref (self->request);
  g_object_unref (self->inner);
  g_clear_object (&self->outer);
  g_clear_object (&self->upload);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_object (&self->partial);
  g_free (self);
}

static void
restart_timer (Exchange *self)
{
  g_source_set_ready_time (self->timer,
                           g_get_monotonic_time () +
                           ent_request_get_timeout (self->request) * G_USEC_PER_SEC);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer,
                    gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* The clock does not run while the message waits for a free connection. */
static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  restart_timer (user_data);
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  restart_timer (user_data);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        chunk,
                    gpointer     user_data)
{
  Exchange *self = user_data;
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  restart_timer (self);
  self->sent += chunk;
  if (ent_request_get_upload (self->request) != NULL)
    ent_request_report (self->request, self->sent,
                        soup_message_headers_get_content_length (headers));
}

static void
got_headers_cb (SoupMessage *message,
                gpointer     user_data)
{
  restart_timer (user_data);
}

/* What went wrong below HTTP, in the words of EntApiError. */
static void
return_transport_error (GTask  *task,
                        GError *cause)
{
  Exchange *self = g_task_get_task_data (task);
  const char *method = ent_request_get_method (self->request);
  const char *path = ent_request_get_path (self->request);
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (self->message);
  g_autofree char *issuer = NULL;
  EntApiError code = ENT_API_ERROR_OFFLINE;

  if (self->timed_out)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_OFFLINE,
                               "%s %s: no answer for %u s", method,
                               path, ent_request_get_timeout (self->request));
      return;
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_error_copy (cause));
      return;
    }

  if (cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_EOF)
    {
      if (certificate != NULL)
        issuer = g_tls_certificate_get_issuer_name (certificate);
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_TLS, "%s %s: %s, issued by %s",
                               method, path,
                               cause->message, issuer != NULL ? issuer : "nobody we know");
      return;
    }

  if (cause->domain == SOUP_SESSION_ERROR)
    code = ENT_API_ERROR_PROTOCOL;
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
           soup_message_get_status (self->message) == SOUP_STATUS_PROXY_UNAUTHORIZED)
    code = ENT_API_ERROR_PROXY;

  g_task_return_new_error (task, ENT_API_ERROR, code, "%s %s: %s", method, path, cause->message);
}

static void
return_response (GTask  *task,
                 GBytes *bytes)
{
  Exchange *self = g_task_get_task_data (task);

  g_task_return_pointer (task, ent_response_new (self->message, bytes), g_object_unref);
}

static void
partial_moved_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_move_finish (G_FILE (object), result, &error))
    return_response (task, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
partial_deleted_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("A half received file stays: %s", error->message);
}

static void read_body (GTask *task);

static void
discard_partial (Exchange *self)
{
  if (self->partial != NULL)
    g_file_delete_async (self->partial, G_PRIORITY_DEFAULT, NULL, partial_deleted_cb, NULL);
}

static void
body_closed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error))
    {
      discard_partial (self);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (self->partial != NULL)
    {
      g_file_move_async (self->partial, ent_request_get_target (self->request),
                         G_FILE_COPY_OVERWRITE,
                         G_PRIORITY_DEFAULT, NULL, NULL, NULL, partial_moved_cb,
                         g_object_ref (task));
    }
  else
    {
      bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
      return_response (task, bytes);
    }
}

static void
chunk_written_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      read_body (task);
    }
  else
    {
      discard_partial (self);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
report_received (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (ent_request_get_upload (self->request) == NULL &&
      SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    ent_request_report (self->request, self->received,
                        soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                          ? soup_message_headers_get_content_length (headers)
                          : -1);
}

static void
chunk_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  restart_timer (self);
  if (n < 0)
    {
      discard_partial (self);
      return_transport_error (task, error);
    }
  else if (n == 0)
    {
      /* Nothing may stop it any more: the answer is whole. */
      g_output_stream_close_async (self->output, G_PRIORITY_DEFAULT, NULL, body_closed_cb,
                                   g_object_ref (task));
    }
  else
    {
      self->received += n;
      report_received (self);
      g_output_stream_write_all_async (self->output, self->chunk, n, G_PRIORITY_DEFAULT, NULL,
                                       chunk_written_cb,
                                       g_object_ref (task));
    }
}

static void
read_body (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_read_async (self->input, self->chunk, sizeof self->chunk, G_PRIORITY_DEFAULT,
                             self->inner,
                             chunk_read_cb, g_object_ref (task));
}

static void
partial_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) output = g_file_replace_finish (G_FILE (object), result, &error);

  /* A full disk is not the network's fault: it keeps its own domain. */
  if (output == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      self->output = G_OUTPUT_STREAM (g_steal_pointer (&output));
      read_body (task);
    }
}

/* One of its own for each exchange: two may fetch the same file at once. */
static GFile *
get_partial (GFile *target)
{
  static guint serial;
  g_autofree char *name = g_file_get_basename (target);
  g_autofree char *partial = g_strdup_printf ("%s.%u.part", name, serial++);
  g_autoptr (GFile) folder = g_file_get_parent (target);

  return g_file_get_child (folder, partial);
}

static void
headers_received_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GFile *target = ent_request_get_target (self->request);

  self->input = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (self->input == NULL)
    {
      return_transport_error (task, error);
    }
  else if (target != NULL && SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    {
      self->partial = get_partial (target);
      g_file_replace_async (self->partial, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                            self->inner,
                            partial_opened_cb, g_object_ref (task));
    }
  else
    {
      self->output = g_memory_output_stream_new_resizable ();
      read_body (task);
    }
}

static void
send_message (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  soup_session_send_async (g_task_get_source_object (task), self->message, G_PRIORITY_DEFAULT,
                           self->inner,
                           headers_received_cb, g_object_ref (task));
}

static void
upload_measured_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info_finish (self->upload, result, &error);

  if (info == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ent_request_set_file_body (self->request, self->message, G_INPUT_STREAM (self->upload),
                             g_file_info_get_size (info));
  send_message (task);
}

static void
upload_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->upload = g_file_read_finish (G_FILE (object), result, &error);
  if (self->upload == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_file_input_stream_query_info_async (self->upload, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                          G_PRIORITY_DEFAULT,
                                          self->inner, upload_measured_cb, g_object_ref (task));
}

static Exchange *
exchange_new (SoupMessage  *message,
              EntRequest   *request,
              GCancellable *cancellable)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->message = g_object_ref (message);
  self->request = g_object_ref (request);
  self->inner = g_cancellable_new ();
  self->timer = g_timeout_source_new_seconds (ent_request_get_timeout (request));
  g_source_set_callback (self->timer, timed_out_cb, self, NULL);
  g_source_set_ready_time (self->timer, -1);
  g_source_attach (self->timer, g_main_context_get_thread_default ());

  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                              g_object_ref (self->inner), g_object_unref);
    }

  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  return self;
}

/* Sends @message for @request, its file first opened if it has one. */
void
ent_exchange_async (SoupSession         *session,
                    SoupMessage         *message,
                    EntRequest          *request,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *self = exchange_new (message, request, cancellable);

  g_task_set_source_tag (task, ent_exchange_async);
  /* An answer that came is told even while quitting: the ENT did what it says. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, exchange_free);

  if (ent_request_get_upload (request) != NULL)
    g_file_read_async (ent_request_get_upload (request), G_PRIORITY_DEFAULT, self->inner,
                       upload_opened_cb,
                       g_object_ref (task));
  else
    send_message (task);
}

/* What came back, whatever its status; fails with OFFLINE, TLS, PROXY, PROTOCOL, CANCELLED, or with
 * G_IO_ERROR for a file that cannot be read or written. */
EntResponse *
ent_exchange_finish (SoupSession   *session,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
