/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-request-private.h"

#include <string.h>

#include "ent-client.h"
#include "ent-json.h"
#include "ent-upload-stream.h"

struct _EntRequest
{
  GObject          parent_instance;

  char            *method;          /* (owned) */
  char            *path;            /* (owned): escaped, starts with a slash */
  GString         *query;           /* (owned): escaped, may be empty */
  char            *json;            /* (owned) (nullable): body */
  GString         *form;            /* (owned) (nullable): body, escaped */
  GFile           *upload;          /* (owned) (nullable): body, as the only part of a form */
  char            *upload_name;     /* (owned) (nullable): what the ENT shall call it */
  char            *upload_type;     /* (owned) (nullable): its media type */
  GFile           *target;          /* (owned) (nullable): where the answer's body goes */
  GHashTable      *headers;         /* (owned) (element-type utf8 utf8) */
  EntRequestFlags  flags;
  guint            timeout;         /* seconds without a byte either way */

  EntProgressFunc  progress;        /* (nullable) */
  gpointer         progress_data;
  GDestroyNotify   progress_destroy;
};

G_DEFINE_FINAL_TYPE (EntRequest, ent_request, G_TYPE_OBJECT)

/* What a path segment may hold as it is (RFC 3986), the colon excepted: proxies have odd ideas
 * about it. */
#define SEGMENT_CHARS "!$&'()*+,;=@"

static void
ent_request_finalize (GObject *object)
{
  EntRequest *self = ENT_REQUEST (object);

  if (self->progress_destroy != NULL)
    self->progress_destroy (self->progress_data);
  g_free (self->method);
  g_free (self->path);
  g_string_free (self->query, TRUE);
  g_free (self->json);
  if (self->form != NULL)
    g_string_free (self->form, TRUE);
  g_clear_object (&self->upload);
  g_free (self->upload_name);
  g_free (self->upload_type);
  g_clear_object (&self->target);
  g_hash_table_unref (self->headers);

  G_OBJECT_CLASS (ent_request_parent_class)->finalize (object);
}

static void
ent_request_class_init (EntRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_request_finalize;
}

static void
ent_request_init (EntRequest *self)
{
  self->query = g_string_new (NULL);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->timeout = ENT_CLIENT_TIMEOUT_SECONDS;
}

/**
 * ent_request_new:
 * @method: "GET", "POST", "PUT" or "DELETE"
 * @prefix: start of the path, a literal: "/blog/post"
 * @...: further segments, each escaped and put after a slash; end with %NULL
 *
 * Returns: (transfer full): a request without query nor body
 */
EntRequest *
ent_request_new (const char *method,
                 const char *prefix,
                 ...)
{
  EntRequest *self = NULL;
  g_autoptr (GString) path = g_string_new (prefix);
  const char *segment;
  va_list segments;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (prefix != NULL && prefix[0] == '/', NULL);

  va_start (segments, prefix);
  while ((segment = va_arg (segments, const char *)) != NULL)
    {
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, segment, SEGMENT_CHARS, FALSE);
    }
  va_end (segments);

  self = g_object_new (ENT_TYPE_REQUEST, NULL);
  self->method = g_strdup (method);
  self->path = g_strdup (path->str);
  return self;
}

/**
 * ent_request_new_for_path:
 * @method: "GET", "POST", "PUT" or "DELETE"
 * @path: an escaped path of the ENT, with or without a query, as it stands in a text:
 *   "/workspace/document/12?thumbnail=120x120"
 *
 * Returns: (transfer full): a request without body
 */
EntRequest *
ent_request_new_for_path (const char *method,
                          const char *path)
{
  EntRequest *self = NULL;
  const char *mark;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (path != NULL && path[0] == '/', NULL);

  mark = strchr (path, '?');
  self = g_object_new (ENT_TYPE_REQUEST, NULL);
  self->method = g_strdup (method);
  self->path = mark != NULL ? g_strndup (path, mark - path) : g_strdup (path);
  if (mark != NULL)
    g_string_append (self->query, mark + 1);
  return self;
}

static void
append_pair (GString    *string,
             const char *name,
             const char *value)
{
  if (string->len > 0)
    g_string_append_c (string, '&');
  g_string_append_uri_escaped (string, name, NULL, FALSE);
  g_string_append_c (string, '=');
  g_string_append_uri_escaped (string, value, NULL, FALSE);
}

/**
 * ent_request_add_query:
 * @self: a request
 * @name: name of a parameter, may be given several times
 * @value: its value, not escaped
 *
 * Adds a parameter to the query.
 */
void
ent_request_add_query (EntRequest *self,
                       const char *name,
                       const char *value)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);

  append_pair (self->query, name, value);
}

/**
 * ent_request_add_query_int:
 * @self: a request
 * @name: name of a parameter
 * @value: its value
 *
 * Adds a number to the query.
 */
void
ent_request_add_query_int (EntRequest *self,
                           const char *name,
                           gint64      value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  ent_request_add_query (self, name, text);
}

/**
 * ent_request_set_header:
 * @self: a request
 * @name: name of a header
 * @value: its value, which replaces the usual one
 *
 * Sets a header of this request only.
 */
void
ent_request_set_header (EntRequest *self,
                        const char *name,
                        const char *value)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);

  g_hash_table_replace (self->headers, g_strdup (name), g_strdup (value));
}

/**
 * ent_request_set_json:
 * @self: a request
 * @body: what to send, written by ent_json_to_text () at once
 *
 * Sets a JSON body.
 */
void
ent_request_set_json (EntRequest *self,
                      JsonNode   *body)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (body != NULL);

  g_free (self->json);
  self->json = ent_json_to_text (body);
}

/**
 * ent_request_add_form_field:
 * @self: a request
 * @name: name of a field
 * @value: its value, not escaped
 *
 * Adds a field to an urlencoded form, which is the body.
 */
void
ent_request_add_form_field (EntRequest *self,
                            const char *name,
                            const char *value)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);

  if (self->form == NULL)
    self->form = g_string_new (NULL);
  append_pair (self->form, name, value);
}

/**
 * ent_request_set_upload:
 * @self: a request
 * @file: what to send; it is opened each time the request is sent
 * @name: what the ENT shall call it
 * @media_type: (nullable): its media type
 *
 * Makes the body a multipart form with @file as its only part, as the upload routes want it.
 */
void
ent_request_set_upload (EntRequest *self,
                        GFile      *file,
                        const char *name,
                        const char *media_type)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (name != NULL);

  g_set_object (&self->upload, file);
  g_free (self->upload_name);
  self->upload_name = g_strdup (name);
  g_free (self->upload_type);
  self->upload_type = g_strdup (media_type);
}

/**
 * ent_request_set_target:
 * @self: a request
 * @target: a file that is replaced once the whole body came; untouched when it fails
 *
 * Lets the answer's body go to a file rather than to memory.
 */
void
ent_request_set_target (EntRequest *self,
                        GFile      *target)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (G_IS_FILE (target));

  g_set_object (&self->target, target);
}

/**
 * ent_request_set_progress:
 * @self: a request
 * @progress: (nullable): called in the sender's main context as bytes go up (upload) or come down
 * @user_data: given to @progress
 * @destroy: (nullable): frees @user_data with the request
 *
 * Follows a long transfer. A request that is sent again starts again from 0.
 */
void
ent_request_set_progress (EntRequest      *self,
                          EntProgressFunc  progress,
                          gpointer         user_data,
                          GDestroyNotify   destroy)
{
  g_return_if_fail (ENT_IS_REQUEST (self));

  if (self->progress_destroy != NULL)
    self->progress_destroy (self->progress_data);
  self->progress = progress;
  self->progress_data = user_data;
  self->progress_destroy = destroy;
}

/**
 * ent_request_set_flags:
 * @self: a request
 * @flags: how to send it and read its answer
 */
void
ent_request_set_flags (EntRequest      *self,
                       EntRequestFlags  flags)
{
  g_return_if_fail (ENT_IS_REQUEST (self));

  self->flags = flags;
}

/**
 * ent_request_set_timeout:
 * @self: a request
 * @seconds: how long to wait while no byte moves, %ENT_CLIENT_TIMEOUT_SECONDS at first
 */
void
ent_request_set_timeout (EntRequest *self,
                         guint       seconds)
{
  g_return_if_fail (ENT_IS_REQUEST (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
}

/**
 * ent_request_get_flags:
 * @self: a request
 *
 * Returns: what ent_request_set_flags () set
 */
EntRequestFlags
ent_request_get_flags (EntRequest *self)
{
  g_return_val_if_fail (ENT_IS_REQUEST (self), ENT_REQUEST_DEFAULT);

  return self->flags;
}

/**
 * ent_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): the method
 */
const char *
ent_request_get_method (EntRequest *self)
{
  g_return_val_if_fail (ENT_IS_REQUEST (self), NULL);

  return self->method;
}

/**
 * ent_request_get_path:
 * @self: a request
 *
 * Returns: (transfer none): the path without its query, fit for a log: it holds ids, no words
 */
const char *
ent_request_get_path (EntRequest *self)
{
  g_return_val_if_fail (ENT_IS_REQUEST (self), NULL);

  return self->path;
}

/* Whether the ENT changes nothing for it, whatever the answer. */
gboolean
ent_request_is_read (EntRequest *self)
{
  return strcmp (self->method, "GET") == 0;
}

GFile *
ent_request_get_upload (EntRequest *self)
{
  return self->upload;
}

GFile *
ent_request_get_target (EntRequest *self)
{
  return self->target;
}

guint
ent_request_get_timeout (EntRequest *self)
{
  return self->timeout;
}

void
ent_request_report (EntRequest *self,
                    goffset     done,
                    goffset     total)
{
  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
}

static void
set_text_body (SoupMessage *message,
               const char  *media_type,
               const char  *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  soup_message_set_request_body_from_bytes (message, media_type, bytes);
}

/* A new message for each time the request is sent; the file body comes apart, once it is open. */
SoupMessage *
ent_request_create_message (EntRequest *self,
                            GUri       *base)
{
  g_autoptr (GUri) uri = NULL;
  SoupMessage *message;
  GHashTableIter iter;
  gpointer name, value;

  uri = soup_uri_copy (base,
                       SOUP_URI_PATH, self->path,
                       SOUP_URI_QUERY, self->query->len > 0 ? self->query->str : NULL,
                       SOUP_URI_NONE);
  message = soup_message_new_from_uri (self->method, uri);
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept",
                               "application/json");

  if (self->json != NULL)
    set_text_body (message, "application/json", self->json);
  else if (self->form != NULL)
    set_text_body (message, "application/x-www-form-urlencoded", self->form->str);

  g_hash_table_iter_init (&iter, self->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (soup_message_get_request_headers (message), name, value);

  return message;
}

/* What may not stand in a quoted file name, as browsers escape it. */
static char *
escape_file_name (const char *name)
{
  GString *escaped = g_string_new (name);

  g_string_replace (escaped, "\"", "%22", 0);
  g_string_replace (escaped, "\r", "%0D", 0);
  g_string_replace (escaped, "\n", "%0A", 0);
  return g_string_free (escaped, FALSE);
}

void
ent_request_set_file_body (EntRequest   *self,
                           SoupMessage  *message,
                           GInputStream *stream,
                           goffset       size)
{
  g_autofree char *boundary = g_uuid_string_random ();
  g_autofree char *name = escape_file_name (self->upload_name);
  g_autofree char *media_type = g_strdup_printf ("multipart/form-data; boundary=%s", boundary);
  g_autofree char *head =
    g_strdup_printf ("--%s\r\n"
                     "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                     "Content-Type: %s\r\n"
                     "\r\n",
                     boundary, name,
                     self->upload_type != NULL ? self->upload_type : "application/octet-stream");
  g_autofree char *tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);
  goffset length = strlen (head) + size + strlen (tail);
  g_autoptr (GInputStream) body = ent_upload_stream_new (head, stream, tail);

  soup_message_set_request_body (message, media_type, body, length);
}
