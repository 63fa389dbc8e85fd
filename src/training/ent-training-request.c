/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-request-private.h"

#include <string.h>

#include "ent-training-rights.h"
#include "ent-training-xss.h"

static void
ent_training_file_free (EntTrainingFile *file)
{
  g_free (file->field);
  g_free (file->filename);
  g_free (file->content_type);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static char *
decode_component (const char *text,
                  gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autofree char *decoded = NULL;

  g_strdelimit (copy, "+", ' ');
  decoded = g_uri_unescape_string (copy, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return g_utf8_make_valid (copy, -1);

  return g_steal_pointer (&decoded);
}

/* Takes the name and the value. The ENT filters query and form values as it filters bodies. */
static void
add_pair (GPtrArray *pairs,
          char      *name,
          char      *value)
{
  gboolean altered = FALSE;
  char *filtered = ent_training_xss_filter (value, &altered);

  g_ptr_array_add (pairs, name);
  if (altered)
    {
      g_free (value);
      g_ptr_array_add (pairs, filtered);
    }
  else
    {
      g_free (filtered);
      g_ptr_array_add (pairs, value);
    }
}

static void
parse_pairs (GPtrArray  *pairs,
             const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equal = strchr (parts[i], '=');

      if (*parts[i] == '\0')
        continue;
      if (equal == NULL)
        add_pair (pairs, decode_component (parts[i], strlen (parts[i])), g_strdup (""));
      else
        add_pair (pairs, decode_component (parts[i], (gsize) (equal - parts[i])),
                  decode_component (equal + 1, strlen (equal + 1)));
    }
}

static const char *
find_pair (GPtrArray  *pairs,
           const char *name)
{
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (pairs, i), name) == 0)
      return g_ptr_array_index (pairs, i + 1);

  return NULL;
}

static void
copy_header_cb (const char *name,
                const char *value,
                gpointer    data)
{
  soup_message_headers_append (data, name, value);
}

EntTrainingRequest *
ent_training_request_new (EntTrainingServer  *server,
                          const char         *method,
                          GUri               *uri,
                          SoupMessageHeaders *headers,
                          GBytes             *body)
{
  EntTrainingRequest *self = g_new0 (EntTrainingRequest, 1);

  self->server = server;
  self->method = g_strdup (method);
  self->path = g_uri_unescape_string (g_uri_get_path (uri), NULL);
  if (self->path == NULL || !g_utf8_validate (self->path, -1, NULL))
    {
      g_free (self->path);
      self->path = g_strdup ("/");
    }
  self->url = g_uri_to_string (uri);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  if (headers != NULL)
    soup_message_headers_foreach (headers, copy_header_cb, self->headers);
  self->body = g_bytes_ref (body);
  self->query = g_ptr_array_new_with_free_func (g_free);
  self->form = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_training_file_free);
  self->answer_headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->status = SOUP_STATUS_INTERNAL_SERVER_ERROR;
  parse_pairs (self->query, g_uri_get_query (uri));

  return self;
}

void
ent_training_request_free (EntTrainingRequest *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->url);
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->params, g_hash_table_unref);
  g_ptr_array_unref (self->query);
  g_ptr_array_unref (self->form);
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->json, json_object_unref);
  g_free (self->session_id);
  g_free (self->token);
  g_free (self->scope);
  g_free (self->client_id);
  g_clear_pointer (&self->user, ent_training_user_free);
  g_free (self->location);
  soup_message_headers_unref (self->answer_headers);
  g_free (self->answer_type);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self);
}

static void
add_part (EntTrainingRequest *self,
          SoupMessageHeaders *headers,
          GBytes             *bytes)
{
  g_autofree char *disposition = NULL;
  g_autoptr (GHashTable) params = NULL;
  const char *name;
  const char *filename;
  const char *type;

  if (!soup_message_headers_get_content_disposition (headers, &disposition, &params))
    return;

  name = g_hash_table_lookup (params, "name");
  filename = g_hash_table_lookup (params, "filename");
  if (name == NULL)
    return;

  if (filename == NULL)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      add_pair (self->form, g_strdup (name), g_utf8_make_valid (text, -1));
    }
  else
    {
      EntTrainingFile *file = g_new0 (EntTrainingFile, 1);

      type = soup_message_headers_get_content_type (headers, NULL);
      file->field = g_strdup (name);
      file->filename = g_utf8_make_valid (filename, -1);
      file->content_type = g_strdup (type != NULL ? type : "application/octet-stream");
      file->bytes = g_bytes_ref (bytes);
      g_ptr_array_add (self->files, file);
    }
}

/* Reads a form, urlencoded or multipart; FALSE when the body is neither. */
gboolean
ent_training_request_parse_form (EntTrainingRequest *self)
{
  const char *type = soup_message_headers_get_content_type (self->headers, NULL);
  SoupMultipart *multipart;

  if (g_strcmp0 (type, "multipart/form-data") != 0)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (self->body, NULL),
                                         g_bytes_get_size (self->body));

      parse_pairs (self->form, text);
      return TRUE;
    }

  multipart = soup_multipart_new_from_message (self->headers, self->body);
  if (multipart == NULL)
    return FALSE;

  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *bytes;

      if (soup_multipart_get_part (multipart, i, &headers, &bytes))
        add_part (self, headers, bytes);
    }
  soup_multipart_free (multipart);

  return TRUE;
}

/* Passes the body through the request filter, then reads it as an object; FALSE when that cannot
 * be. */
gboolean
ent_training_request_parse_json (EntTrainingRequest *self)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (self->body, NULL),
                                     g_bytes_get_size (self->body));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *filtered = NULL;
  g_autoptr (JsonNode) node = NULL;
  gboolean altered = FALSE;

  filtered = ent_training_xss_filter (valid, &altered);
  node = json_from_string (altered ? filtered : valid, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  self->json = json_node_dup_object (node);
  return TRUE;
}

/* The value of a cookie, byte for byte, or NULL. */
char *
ent_training_request_dup_cookie (EntTrainingRequest *self,
                                 const char         *name)
{
  const char *header = soup_message_headers_get_list (self->headers, "Cookie");
  g_auto (GStrv) parts = g_strsplit (header != NULL ? header : "", ";", -1);
  gsize length = strlen (name);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (strncmp (part, name, length) == 0 && part[length] == '=')
        return g_strdup (part + length + 1);
    }

  return NULL;
}

EntTrainingUser *
ent_training_user_load (EntTrainingDb *db,
                        const char    *id)
{
  g_autoptr (EntTrainingRows) rows =
    ent_training_db_query (db,
                           "SELECT id, login, first_name, last_name, display_name, type FROM person"
                           " WHERE id = ?1", "s", id);
  EntTrainingUser *user;

  if (!ent_training_rows_next (rows))
    return NULL;

  user = g_new0 (EntTrainingUser, 1);
  user->id = g_strdup (ent_training_rows_get_text (rows, 0));
  user->login = g_strdup (ent_training_rows_get_text (rows, 1));
  user->first_name = g_strdup (ent_training_rows_get_text (rows, 2));
  user->last_name = g_strdup (ent_training_rows_get_text (rows, 3));
  user->display_name = g_strdup (ent_training_rows_get_text (rows, 4));
  user->type = g_strdup (ent_training_rows_get_text (rows, 5));
  return user;
}

void
ent_training_user_free (EntTrainingUser *user)
{
  g_free (user->id);
  g_free (user->login);
  g_free (user->first_name);
  g_free (user->last_name);
  g_free (user->display_name);
  g_free (user->type);
  g_free (user);
}

/**
 * ent_training_request_get_server:
 *
 * Returns: (transfer none): the server that received the request
 */
EntTrainingServer *
ent_training_request_get_server (EntTrainingRequest *self)
{
  return self->server;
}

/**
 * ent_training_request_get_db:
 *
 * Returns: (transfer none): the database, inside the request's transaction
 */
EntTrainingDb *
ent_training_request_get_db (EntTrainingRequest *self)
{
  return ent_training_server_get_db (self->server);
}

/**
 * ent_training_request_get_now:
 *
 * Returns: the server's clock, milliseconds since 1970 UTC
 */
gint64
ent_training_request_get_now (EntTrainingRequest *self)
{
  return ent_training_server_get_now (self->server);
}

/**
 * ent_training_request_get_user:
 *
 * Returns: (transfer none) (nullable): who asks; never %NULL in a route that needs a session
 */
const EntTrainingUser *
ent_training_request_get_user (EntTrainingRequest *self)
{
  return self->user;
}

/**
 * ent_training_request_is_bearer:
 *
 * Returns: whether the request was let in by an OAuth2 token rather than by a cookie
 */
gboolean
ent_training_request_is_bearer (EntTrainingRequest *self)
{
  return self->auth == ENT_TRAINING_AUTH_BEARER;
}

/**
 * ent_training_request_has_right:
 * @right: a workflow right, one of ENT_TRAINING_RIGHT_…
 *
 * Returns: whether the person who asks has it
 */
gboolean
ent_training_request_has_right (EntTrainingRequest *self,
                                const char         *right)
{
  return self->user != NULL && ent_training_rights_has (self->user->type, right);
}

/**
 * ent_training_request_get_method:
 *
 * Returns: (transfer none): "GET", "POST"…
 */
const char *
ent_training_request_get_method (EntTrainingRequest *self)
{
  return self->method;
}

/**
 * ent_training_request_get_path:
 *
 * Returns: (transfer none): the path, decoded, without the query
 */
const char *
ent_training_request_get_path (EntTrainingRequest *self)
{
  return self->path;
}

/**
 * ent_training_request_get_header:
 *
 * Returns: (transfer none) (nullable): the header's value
 */
const char *
ent_training_request_get_header (EntTrainingRequest *self,
                                 const char         *name)
{
  return soup_message_headers_get_list (self->headers, name);
}

/**
 * ent_training_request_get_param:
 * @name: a name of the route's pattern, without its colon
 *
 * Returns: (transfer none) (nullable): that segment of the path, decoded
 */
const char *
ent_training_request_get_param (EntTrainingRequest *self,
                                const char         *name)
{
  return self->params != NULL ? g_hash_table_lookup (self->params, name) : NULL;
}

/**
 * ent_training_request_get_query:
 * @name: a query parameter; the ENT's HTTP library does not mind its case
 *
 * Returns: (transfer none) (nullable): its first value, %NULL when it is absent
 */
const char *
ent_training_request_get_query (EntTrainingRequest *self,
                                const char         *name)
{
  return find_pair (self->query, name);
}

/**
 * ent_training_request_dup_query_all:
 * @name: a query parameter that may be repeated
 *
 * Returns: (transfer full): all its values, in order
 */
GStrv
ent_training_request_dup_query_all (EntTrainingRequest *self,
                                    const char         *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i + 1 < self->query->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->query, i), name) == 0)
      g_strv_builder_add (builder, g_ptr_array_index (self->query, i + 1));

  return g_strv_builder_end (builder);
}

/**
 * ent_training_request_get_form:
 * @name: a form field, in any case
 *
 * Returns: (transfer none) (nullable): its value, in a route with %ENT_TRAINING_ROUTE_FORM
 */
const char *
ent_training_request_get_form (EntTrainingRequest *self,
                               const char         *name)
{
  return find_pair (self->form, name);
}

/**
 * ent_training_request_get_files:
 *
 * Returns: (transfer none) (element-type EntTrainingFile): the files of a multipart form, in order
 */
GPtrArray *
ent_training_request_get_files (EntTrainingRequest *self)
{
  return self->files;
}

/**
 * ent_training_request_get_json:
 *
 * Returns: (transfer none): the body, as the request filter left it; never %NULL in a route with
 *   %ENT_TRAINING_ROUTE_JSON
 */
JsonObject *
ent_training_request_get_json (EntTrainingRequest *self)
{
  return self->json;
}

/**
 * ent_training_request_get_body:
 *
 * Returns: (transfer none): the raw body
 */
GBytes *
ent_training_request_get_body (EntTrainingRequest *self)
{
  return self->body;
}

static void
set_answer (EntTrainingRequest *self,
            guint               status,
            const char         *content_type,
            GBytes             *bytes)
{
  self->status = status;
  g_clear_pointer (&self->location, g_free);
  g_free (self->answer_type);
  self->answer_type = g_strdup (content_type);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = bytes;
}

/**
 * ent_training_request_answer:
 * @node: (transfer full): what to send
 *
 * Answers JSON, with the headers the ENT gives it.
 */
void
ent_training_request_answer (EntTrainingRequest *self,
                             guint               status,
                             JsonNode           *node)
{
  char *text = json_to_string (node, FALSE);

  set_answer (self, status, "application/json", g_bytes_new_take (text, strlen (text)));
  json_node_unref (node);
}

/**
 * ent_training_request_answer_text:
 * @json: a JSON text
 *
 * Answers JSON that is already a text.
 */
void
ent_training_request_answer_text (EntTrainingRequest *self,
                                  guint               status,
                                  const char         *json)
{
  set_answer (self, status, "application/json", g_bytes_new (json, strlen (json)));
}

/**
 * ent_training_request_answer_error:
 * @key: the ENT's key or text
 *
 * Answers `{"error": key}`.
 */
void
ent_training_request_answer_error (EntTrainingRequest *self,
                                   guint               status,
                                   const char         *key)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_alloc ();

  json_object_set_string_member (object, "error", key);
  ent_training_request_answer (self, status, json_node_init_object (node, object));
  json_object_unref (object);
}

/**
 * ent_training_request_answer_bytes:
 * @bytes: (transfer none): the content
 *
 * Answers something that is not JSON.
 */
void
ent_training_request_answer_bytes (EntTrainingRequest *self,
                                   guint               status,
                                   const char         *content_type,
                                   GBytes             *bytes)
{
  set_answer (self, status, content_type, g_bytes_ref (bytes));
}

/**
 * ent_training_request_answer_empty:
 *
 * Answers a status without a body.
 */
void
ent_training_request_answer_empty (EntTrainingRequest *self,
                                   guint               status)
{
  set_answer (self, status, NULL, NULL);
}

/**
 * ent_training_request_redirect:
 * @location: absolute, or a path of this server
 *
 * Answers 302.
 */
void
ent_training_request_redirect (EntTrainingRequest *self,
                               const char         *location)
{
  set_answer (self, SOUP_STATUS_FOUND, NULL, NULL);
  if (*location == '/')
    self->location = g_strconcat (ent_training_server_get_uri (self->server), location, NULL);
  else
    self->location = g_strdup (location);
}

/**
 * ent_training_request_refuse:
 *
 * Answers 401 with an HTML page: what the ENT says for a missing right, and for a thing that does
 * not exist.
 */
void
ent_training_request_refuse (EntTrainingRequest *self)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Unauthorized</title></head>"
                             "<body><h1>401</h1><p>Unauthorized</p></body></html>";

  set_answer (self, SOUP_STATUS_UNAUTHORIZED, "text/html; charset=UTF-8",
              g_bytes_new_static (page, sizeof page - 1));
}

/**
 * ent_training_request_send_to_login:
 *
 * Answers 302 to the login page, with a callback to the address asked.
 */
void
ent_training_request_send_to_login (EntTrainingRequest *self)
{
  g_autofree char *callback = g_uri_escape_string (self->url, NULL, FALSE);
  g_autofree char *location = g_strconcat ("/auth/login?callback=", callback, NULL);

  ent_training_request_redirect (self, location);
}

/**
 * ent_training_request_set_header:
 *
 * Sets a header of the answer.
 */
void
ent_training_request_set_header (EntTrainingRequest *self,
                                 const char         *name,
                                 const char         *value)
{
  soup_message_headers_replace (self->answer_headers, name, value);
}

/**
 * ent_training_request_add_cookie:
 * @cookie: name, value and attributes, as the header says them
 *
 * Adds a Set-Cookie to the answer.
 */
void
ent_training_request_add_cookie (EntTrainingRequest *self,
                                 const char         *cookie)
{
  soup_message_headers_append (self->answer_headers, "Set-Cookie", cookie);
}

/**
 * ent_training_request_get_status:
 *
 * Returns: the answer's status so far
 */
guint
ent_training_request_get_status (EntTrainingRequest *self)
{
  return self->status;
}
