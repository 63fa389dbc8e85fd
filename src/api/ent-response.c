/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-response-private.h"

#include <string.h>

#include "ent-json.h"

struct _EntResponse
{
  GObject     parent_instance;

  guint       status;
  char       *location;     /* (owned) (nullable) */
  char       *media_type;   /* (owned) (nullable) */
  gint64      date;         /* µs UTC, 0 unknown */
  GBytes     *bytes;        /* (owned) */
  JsonParser *parser;       /* (owned) (nullable): made when the body is first read as JSON */
};

G_DEFINE_FINAL_TYPE (EntResponse, ent_response, G_TYPE_OBJECT)

/* More of the ENT's words than this is a page, not a reason. */
#define MAX_WORDS 500

static void
ent_response_finalize (GObject *object)
{
  EntResponse *self = ENT_RESPONSE (object);

  g_free (self->location);
  g_free (self->media_type);
  g_bytes_unref (self->bytes);
  g_clear_object (&self->parser);

  G_OBJECT_CLASS (ent_response_parent_class)->finalize (object);
}

static void
ent_response_class_init (EntResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_response_finalize;
}

static void
ent_response_init (EntResponse *self)
{
}

EntResponse *
ent_response_new (SoupMessage *message,
                  GBytes      *bytes)
{
  EntResponse *self = g_object_new (ENT_TYPE_RESPONSE, NULL);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *media_type = soup_message_headers_get_content_type (headers, NULL);
  const char *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) parsed = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  self->status = soup_message_get_status (message);
  self->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  self->media_type = media_type != NULL ? g_ascii_strdown (media_type, -1) : NULL;
  self->date = parsed != NULL ? g_date_time_to_unix (parsed) * G_USEC_PER_SEC : 0;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : g_bytes_new (NULL, 0);
  return self;
}

/**
 * ent_response_get_status:
 * @self: an answer
 *
 * Returns: the HTTP status
 */
guint
ent_response_get_status (EntResponse *self)
{
  g_return_val_if_fail (ENT_IS_RESPONSE (self), 0);

  return self->status;
}

/**
 * ent_response_get_location:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): where a 3xx sends, as received
 */
const char *
ent_response_get_location (EntResponse *self)
{
  g_return_val_if_fail (ENT_IS_RESPONSE (self), NULL);

  return self->location;
}

/**
 * ent_response_get_media_type:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the media type without parameters, in lower case
 */
const char *
ent_response_get_media_type (EntResponse *self)
{
  g_return_val_if_fail (ENT_IS_RESPONSE (self), NULL);

  return self->media_type;
}

/**
 * ent_response_get_date:
 * @self: an answer
 *
 * Returns: the server's clock when it answered, µs UTC (whole seconds), 0 when it did not say
 */
gint64
ent_response_get_date (EntResponse *self)
{
  g_return_val_if_fail (ENT_IS_RESPONSE (self), 0);

  return self->date;
}

/**
 * ent_response_get_bytes:
 * @self: an answer
 *
 * Returns: (transfer none): the body; empty when it went to a file
 */
GBytes *
ent_response_get_bytes (EntResponse *self)
{
  g_return_val_if_fail (ENT_IS_RESPONSE (self), NULL);

  return self->bytes;
}

/**
 * ent_response_dup_text:
 * @self: an answer
 *
 * Returns: (transfer full): the body as UTF-8, broken bytes replaced
 */
char *
ent_response_dup_text (EntResponse *self)
{
  gsize length;
  const char *data;

  g_return_val_if_fail (ENT_IS_RESPONSE (self), NULL);

  data = g_bytes_get_data (self->bytes, &length);
  return data != NULL ? g_utf8_make_valid (data, length) : g_strdup ("");
}

/**
 * ent_response_get_json:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the body, owned by @self; %NULL with
 *   %ENT_API_ERROR_PROTOCOL when it is no JSON
 */
JsonNode *
ent_response_get_json (EntResponse  *self,
                       GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (ENT_IS_RESPONSE (self), NULL);

  data = g_bytes_get_data (self->bytes, &length);
  if (self->parser == NULL && length > 0)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      if (json_parser_load_from_data (parser, data, length, &local_error))
        self->parser = g_steal_pointer (&parser);
    }

  if (self->parser != NULL && json_parser_get_root (self->parser) != NULL)
    return json_parser_get_root (self->parser);

  /* The parser's own words quote the text: they are not for a log. */
  g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL, "the answer is not JSON (%s, %u)",
               local_error != NULL ? g_quark_to_string (local_error->domain) : "empty",
               local_error != NULL ? local_error->code : 0);
  return NULL;
}

/**
 * ent_response_get_object:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the body, owned by @self; %NULL with
 *   %ENT_API_ERROR_PROTOCOL when it is no JSON object
 */
JsonObject *
ent_response_get_object (EntResponse  *self,
                         GError      **error)
{
  JsonNode *node = ent_response_get_json (self, error);

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL, "the answer is not an object");
  return NULL;
}

/**
 * ent_response_get_array:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the body, owned by @self; %NULL with
 *   %ENT_API_ERROR_PROTOCOL when it is no JSON array
 */
JsonArray *
ent_response_get_array (EntResponse  *self,
                        GError      **error)
{
  JsonNode *node = ent_response_get_json (self, error);

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL, "the answer is not an array");
  return NULL;
}

gboolean
ent_response_is_html (EntResponse *self)
{
  return self->media_type != NULL &&
         (strcmp (self->media_type, "text/html") == 0 ||
          strcmp (self->media_type, "application/xhtml+xml") == 0);
}

/* The reason the ENT gives in `error`: a key or a sentence; some routes wrap it in an object. */
char *
ent_response_dup_words (EntResponse *self)
{
  JsonObject *object = ent_response_is_html (self) ? NULL : ent_response_get_object (self, NULL);
  const char *words;

  if (object == NULL)
    return NULL;

  words = ent_json_opt_string (object, "error");
  if (words == NULL && ent_json_opt_object (object, "error") != NULL)
    words = ent_json_opt_string (ent_json_opt_object (object, "error"), "message");

  if (words == NULL || words[0] == '\0')
    return NULL;

  return g_utf8_substring (words, 0, MIN (MAX_WORDS, g_utf8_strlen (words, -1)));
}

/* 403 of the XSRF filter, which also answers so for a dead session: it looks before the session
 * filter. */
gboolean
ent_response_is_xsrf (EntResponse *self)
{
  g_autofree char *words = NULL;

  if (self->status != SOUP_STATUS_FORBIDDEN)
    return FALSE;

  words = ent_response_dup_words (self);
  return g_strcmp0 (words, "invalid.xsrf.token") == 0;
}

static const struct
{
  const char  *path;
  EntApiError  code;
} demands[] = {
  { "/auth/reset/forceChangePassword", ENT_API_ERROR_PASSWORD_CHANGE },
  { "/auth/revalidate-terms", ENT_API_ERROR_TERMS },
  { "/auth/validate-mail", ENT_API_ERROR_VALIDATION },
  { "/auth/validate-mfa", ENT_API_ERROR_VALIDATION },
  { "/maintenance", ENT_API_ERROR_UNAVAILABLE },
  { "/illegal-app.html", ENT_API_ERROR_FORBIDDEN },
};

/* Any other place is a login page: ours, or of the school's identity provider. */
static EntApiError
read_location (EntResponse *self)
{
  g_autoptr (GUri) uri = NULL;
  const char *path;

  if (self->location == NULL)
    return ENT_API_ERROR_PROTOCOL;

  uri = g_uri_parse_relative (NULL, self->location, SOUP_HTTP_URI_FLAGS, NULL);
  path = uri != NULL ? g_uri_get_path (uri) : self->location;
  for (gsize i = 0; i < G_N_ELEMENTS (demands); i++)
    if (g_str_has_prefix (path, demands[i].path))
      return demands[i].code;

  return ENT_API_ERROR_SIGNED_OUT;
}

static EntApiError
read_bad_request (EntResponse *self)
{
  g_autofree char *words = ent_response_dup_words (self);

  if (g_strcmp0 (words, "post.does.not.exist") == 0)
    return ENT_API_ERROR_NOT_FOUND;
  if (g_strcmp0 (words, "file.too.large") == 0)
    return ENT_API_ERROR_QUOTA;
  /* The service that cleans texts was not there: the same text passes later. */
  if (words != NULL && (g_str_has_prefix (words, "Content transformation failed") ||
                        g_str_has_prefix (words, "content.transformation.failed")))
    return ENT_API_ERROR_UNAVAILABLE;

  return ENT_API_ERROR_REJECTED;
}

/* The one place where a status gets its meaning; only for statuses that are no success. */
EntApiError
ent_response_get_code (EntResponse *self)
{
  switch (self->status)
    {
    case SOUP_STATUS_BAD_REQUEST:
      return read_bad_request (self);
    case SOUP_STATUS_UNAUTHORIZED:
      /* "No right, or gone": the ENT never says "sign in" so. */
      return ENT_API_ERROR_FORBIDDEN;
    case SOUP_STATUS_FORBIDDEN:
      return ent_response_is_xsrf (self) ? ENT_API_ERROR_SIGNED_OUT : ENT_API_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
      return ENT_API_ERROR_NOT_FOUND;
    case SOUP_STATUS_PROXY_UNAUTHORIZED:
      return ENT_API_ERROR_PROXY;
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case 429:
      return ENT_API_ERROR_UNAVAILABLE;
    case SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE:
      return ENT_API_ERROR_QUOTA;
    default:
      if (SOUP_STATUS_IS_REDIRECTION (self->status))
        return read_location (self);
      if (SOUP_STATUS_IS_CLIENT_ERROR (self->status))
        return ENT_API_ERROR_REJECTED;
      if (SOUP_STATUS_IS_SERVER_ERROR (self->status))
        return ENT_API_ERROR_UNAVAILABLE;
      return ENT_API_ERROR_PROTOCOL;
    }
}

/* Whether the answer is one to read; otherwise the error says what was done, what came back and, at
 * the end, the ENT's own words. */
gboolean
ent_response_check (EntResponse  *self,
                    EntRequest   *request,
                    GError      **error)
{
  const char *method = ent_request_get_method (request);
  const char *path = ent_request_get_path (request);
  g_autofree char *words = NULL;

  if (ent_request_get_flags (request) & ENT_REQUEST_ANY_STATUS)
    return TRUE;

  if (SOUP_STATUS_IS_SUCCESSFUL (self->status))
    {
      if ((ent_request_get_flags (request) & ENT_REQUEST_ANY_TYPE) ||
          !ent_response_is_html (self) ||
          g_bytes_get_size (self->bytes) == 0)
        return TRUE;

      g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                   "%s %s: HTTP %u with a page where JSON was due", method, path, self->status);
      return FALSE;
    }

  words = ent_response_dup_words (self);
  g_set_error (error, ENT_API_ERROR, ent_response_get_code (self), "%s %s: HTTP %u%s%s", method,
               path,
               self->status, words != NULL ? ": " : "", words != NULL ? words : "");
  return FALSE;
}
