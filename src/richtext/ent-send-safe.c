/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* A request is looked at whole, as the ENT's filter does: a match may begin in the title and end in the text. What is changed is
 * never more than spaces: a no-break space between the two halves of a match, or inside an address, where a space would break
 * it, one percent-encoded letter. */

#include "ent-send-safe.h"

#include <string.h>

#include "ent-filter-scan.h"

#define NO_BREAK_SPACE "\302\240"

/* Taking one match apart never makes another, but what stood behind it may show: a few rounds end it. */
#define MAX_ROUNDS 16

/* A text of the request and where it stands in the serialized form. */
typedef struct
{
  JsonNode *node;    /* (unowned) */
  gsize     start;   /* byte after the opening quote */
  gsize     end;     /* byte of the closing quote */
} Place;

typedef struct
{
  GString *text;     /* (owned): the serialized request */
  GArray  *places;   /* (owned) (element-type Place) */
} Body;

static void
body_free (Body *body)
{
  g_string_free (body->text, TRUE);
  g_array_unref (body->places);
  g_free (body);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Body, body_free)

static void
append_escaped (GString    *text,
                const char *string)
{
  for (const char *p = string; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (text, '\\');
        g_string_append_c (text, *p);
        break;
      case '\b':
        g_string_append (text, "\\b");
        break;
      case '\f':
        g_string_append (text, "\\f");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (text, "\\u%04x", (guint) (guchar) *p);
        else
          g_string_append_c (text, *p);
      }
}

/* The bytes of @string that @length bytes of its escaped form stand for. */
static gsize
unescaped_length (const char *string,
                  gsize       length)
{
  gsize escaped = 0;
  gsize i;

  for (i = 0; string[i] != '\0' && escaped < length; i++)
    {
      guchar c = (guchar) string[i];

      if (strchr ("\"\\\b\f\n\r\t", c) != NULL)
        escaped += 2;
      else
        escaped += c < 0x20 ? 6 : 1;
    }

  return i;
}

static void
append_node (Body     *body,
             JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;
      gboolean first = TRUE;

      g_string_append_c (body->text, '{');
      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          g_string_append (body->text, first ? "\"" : ",\"");
          append_escaped (body->text, name);
          g_string_append (body->text, "\":");
          append_node (body, member);
          first = FALSE;
        }
      g_string_append_c (body->text, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (body->text, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (body->text, ',');
          append_node (body, json_array_get_element (array, i));
        }
      g_string_append_c (body->text, ']');
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      Place place = { node, 0, 0 };

      g_string_append_c (body->text, '"');
      place.start = body->text->len;
      append_escaped (body->text, json_node_get_string (node));
      place.end = body->text->len;
      g_string_append_c (body->text, '"');
      g_array_append_val (body->places, place);
    }
  else
    {
      g_autofree char *value = json_to_string (node, FALSE);

      g_string_append (body->text, value);
    }
}

/* As json-glib's generator writes it: no space around ':' and ',', raw UTF-8, members in their order. */
static Body *
serialize (JsonNode *request)
{
  Body *body = g_new0 (Body, 1);

  body->text = g_string_new (NULL);
  body->places = g_array_new (FALSE, FALSE, sizeof (Place));
  append_node (body, request);
  return body;
}

static Place *
find_place (Body  *body,
            gsize  at)
{
  for (guint i = 0; i < body->places->len; i++)
    {
      Place *place = &g_array_index (body->places, Place, i);

      if (at >= place->start && at <= place->end)
        return place;
    }

  return NULL;
}

/* Whether @at is inside the address of a link or a picture: href="…" or src="…" of an open tag. */
static gboolean
is_in_address (const char *html,
               gsize       at)
{
  gsize quote = at;
  gsize name_end, name;

  while (quote > 0 && html[quote - 1] != '"')
    {
      if (html[quote - 1] == '<' || html[quote - 1] == '>')
        return FALSE;
      quote--;
    }
  if (quote < 2 || html[quote - 2] != '=')
    return FALSE;

  name_end = quote - 2;
  for (name = name_end; name > 0 && g_ascii_isalpha (html[name - 1]); name--)
    continue;
  return (name_end - name == 4 && g_ascii_strncasecmp (html + name, "href", 4) == 0) ||
         (name_end - name == 3 && g_ascii_strncasecmp (html + name, "src", 3) == 0);
}

static void
split_in (JsonNode             *node,
          const EntFilterMatch *match,
          gsize                 split,
          gsize                 letter)
{
  GString *string = g_string_new (json_node_get_string (node));

  if (is_in_address (string->str, split) && letter < string->len &&
      g_ascii_isalpha (string->str[letter]))
    {
      g_autofree char *encoded = g_strdup_printf ("%%%02X", (guint) (guchar) string->str[letter]);

      g_string_erase (string, (gssize) letter, 1);
      g_string_insert (string, (gssize) letter, encoded);
    }
  else if (match->how == ENT_FILTER_SPLIT_BEFORE && split > 0 && string->str[split - 1] == ' ')
    {
      g_string_erase (string, (gssize) split - 1, 1);
      g_string_insert (string, (gssize) split - 1, NO_BREAK_SPACE);
    }
  else
    g_string_insert (string, (gssize) split, NO_BREAK_SPACE);

  json_node_set_string (node, string->str);
  g_string_free (string, TRUE);
}

static gboolean
defuse_match (Body                 *body,
              const EntFilterMatch *match)
{
  Place *place = find_place (body, match->split);
  const char *string;
  gsize split, letter;

  if (place == NULL)
    return FALSE;

  string = json_node_get_string (place->node);
  split = unescaped_length (string, match->split - place->start);
  letter = match->letter >= place->start && match->letter < place->end
             ? unescaped_length (string, match->letter - place->start)
             : split;
  split_in (place->node, match, split, letter);
  return TRUE;
}

/**
 * ent_send_safe_is_altered:
 * @request: the members of a request, in the order they will be sent
 *
 * Tells whether the ENT's filter would change this request.
 *
 * Returns: %TRUE if words would be lost
 */
gboolean
ent_send_safe_is_altered (JsonNode *request)
{
  g_autoptr (Body) body = NULL;
  g_autoptr (GArray) matches = NULL;

  g_return_val_if_fail (request != NULL, FALSE);

  body = serialize (request);
  matches = ent_filter_scan (body->text->str);
  return matches->len > 0;
}

/**
 * ent_send_safe_defuse:
 * @request: the members of a request, in the order they will be sent
 * @altered: (out) (optional): whether the filter would have changed it
 *
 * Turns a request into one that the ENT's filter leaves alone, changing nothing but spaces (and one letter of an address, to its
 * percent-encoded form). A request that passes as it is comes back equal.
 *
 * Returns: (transfer full): the request to send
 */
JsonNode *
ent_send_safe_defuse (JsonNode *request,
                      gboolean *altered)
{
  g_autoptr (JsonNode) safe = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (request != NULL, NULL);

  if (altered != NULL)
    *altered = FALSE;

  /* json_node_copy() shares the objects inside: what is changed must be ours alone. */
  text = json_to_string (request, FALSE);
  safe = json_from_string (text, NULL);

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (Body) body = serialize (safe);
      g_autoptr (GArray) matches = ent_filter_scan (body->text->str);

      if (matches->len == 0)
        break;
      if (altered != NULL)
        *altered = TRUE;
      /* From the last to the first: the places before one that was changed still stand where they stood. */
      for (guint i = matches->len; i-- > 0;)
        if (!defuse_match (body, &g_array_index (matches, EntFilterMatch, i)))
          g_debug ("A match outside the texts of the request");
    }

  return g_steal_pointer (&safe);
}
