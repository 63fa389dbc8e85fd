/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-answer.h"

#include <libsoup/soup.h>
#include <string.h>

/**
 * ent_training_answer_object:
 * @object: (transfer full): what to send
 */
void
ent_training_answer_object (EntTrainingRequest *request,
                            guint               status,
                            JsonObject         *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  ent_training_request_answer (request, status, node);
}

/**
 * ent_training_answer_array:
 * @array: (transfer full): what to send, with 200
 */
void
ent_training_answer_array (EntTrainingRequest *request,
                           JsonArray          *array)
{
  JsonNode *node = json_node_init_array (json_node_alloc (), array);

  json_array_unref (array);
  ent_training_request_answer (request, SOUP_STATUS_OK, node);
}

/**
 * ent_training_answer_number:
 * @number: how many documents were really changed
 *
 * Answers what the database driver says after a write.
 */
void
ent_training_answer_number (EntTrainingRequest *request,
                            gint64              number)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", number);
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

/**
 * ent_training_answer_invalid:
 *
 * Answers that the body lacks something.
 */
void
ent_training_answer_invalid (EntTrainingRequest *request)
{
  ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                     "Validation error : invalids fields.");
}

/**
 * ent_training_date_new:
 * @at: milliseconds since 1970 UTC
 * @nanoseconds: what comes below the millisecond, 0 to 999 999; a value that was just made has it,
 * one that was stored has not
 * @as_number: as older servers say it
 *
 * Returns: (transfer full): `{"$date":…}`; the text has as many digits of a second as are not zero.
 */
JsonNode *
ent_training_date_new (gint64   at,
                       guint    nanoseconds,
                       gboolean as_number)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  if (as_number)
    {
      json_object_set_int_member (object, "$date", at);
    }
  else
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (at / 1000);
      g_autofree char *seconds = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
      g_autofree char *fraction = g_strdup_printf (".%03u%06u", (guint) (at % 1000), nanoseconds);
      g_autofree char *text = NULL;
      gsize length = strlen (fraction);

      while (length > 0 && strchr ("0.", fraction[length - 1]) != NULL)
        fraction[--length] = '\0';
      text = g_strconcat (seconds, fraction, "Z", NULL);
      json_object_set_string_member (object, "$date", text);
    }

  return node;
}

/**
 * ent_training_person_new:
 *
 * Returns: (transfer full): an author, as blogs show one.
 */
JsonObject *
ent_training_person_new (const char *id,
                         const char *name,
                         const char *login)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "userId", id);
  json_object_set_string_member (object, "username", name);
  json_object_set_string_member (object, "login", login);

  return object;
}

/* Sets a text, or null. */
void
ent_training_json_set_text (JsonObject *object,
                            const char *member,
                            const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

/**
 * ent_training_json_get_text:
 *
 * Returns: (nullable): the member when it is a text.
 */
const char *
ent_training_json_get_text (JsonObject *object,
                            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/* Whether the member is there and not null. */
gboolean
ent_training_json_has (JsonObject *object,
                       const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

gboolean
ent_training_query_is_true (EntTrainingRequest *request,
                            const char         *name)
{
  return g_strcmp0 (ent_training_request_get_query (request, name), "true") == 0;
}

/**
 * ent_training_query_read_page:
 * @page: (out): the page asked for, -1 when none is
 *
 * Reads the parameter "page".
 *
 * Returns: %FALSE when it is no number; the request is then answered.
 */
gboolean
ent_training_query_read_page (EntTrainingRequest *request,
                              gint64             *page)
{
  const char *text = ent_training_request_get_query (request, "page");

  *page = -1;
  if (text == NULL || g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, page, NULL))
    return TRUE;

  ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);

  return FALSE;
}

/**
 * ent_training_query_dup_words:
 * @minimum: shorter words are ignored
 *
 * Reads the parameter "search".
 *
 * Returns: (transfer full) (nullable): its words, perhaps none; %NULL when there is no such
 * parameter or it is empty.
 */
GStrv
ent_training_query_dup_words (EntTrainingRequest *request,
                              gsize               minimum)
{
  const char *search = ent_training_request_get_query (request, "search");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (search == NULL || *search == '\0')
    return NULL;

  words = g_str_tokenize_and_fold (search, "fr", NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if ((gsize) g_utf8_strlen (words[i], -1) >= minimum)
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

/* Whether @text has all the words. */
gboolean
ent_training_words_match (const char *const *words,
                          const char        *text)
{
  g_auto (GStrv) alternates = NULL;
  g_auto (GStrv) tokens = g_str_tokenize_and_fold (text, "fr", &alternates);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) tokens, words[i]) &&
        !g_strv_contains ((const char *const *) alternates, words[i]))
      return FALSE;

  return TRUE;
}
