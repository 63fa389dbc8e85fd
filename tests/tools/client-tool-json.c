/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "client-tool"

#include "client-tool.h"

#include <string.h>

#include "ent-attachment.h"
#include "ent-blog.h"
#include "ent-class.h"
#include "ent-comment.h"
#include "ent-draft-row.h"
#include "ent-entry.h"
#include "ent-folder.h"
#include "ent-message.h"
#include "ent-notebook.h"
#include "ent-person.h"
#include "ent-post.h"
#include "ent-recipient.h"

/* ---- reading ---- */

/* The text of a member, NULL when it is missing or something else. */
const char *
client_tool_get_text (JsonObject *request,
                      const char *member)
{
  JsonNode *node = json_object_get_member (request, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/* An id: a text that is not empty, or a number. */
char *
client_tool_dup_node_id (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_STRING && json_node_get_string (node)[0] != '\0')
    return json_node_dup_string (node);

  return NULL;
}

char *
client_tool_dup_id (JsonObject *request,
                    const char *member)
{
  JsonNode *node = json_object_get_member (request, member);

  return node != NULL ? client_tool_dup_node_id (node) : NULL;
}

gint64
client_tool_get_int (JsonObject *request,
                     const char *member,
                     gint64      fallback)
{
  JsonNode *node = json_object_get_member (request, member);
  const char *text = client_tool_get_text (request, member);
  gint64 value;

  if (text != NULL)
    return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL) ? value : fallback;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;

  return json_node_get_int (node);
}

gboolean
client_tool_get_bool (JsonObject *request,
                      const char *member,
                      gboolean    fallback)
{
  JsonNode *node = json_object_get_member (request, member);
  const char *text = client_tool_get_text (request, member);

  if (text != NULL)
    return g_str_equal (text, "true") || g_str_equal (text, "1");
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node) != 0;

  return json_node_get_boolean (node);
}

/* A kind, plural as listed or singular. */
gboolean
client_tool_get_kind (JsonObject *request,
                      EntKind    *kind)
{
  static const struct
  {
    const char *plural;
    EntKind     kind;
  } plurals[] = {
    { "blogs", ENT_KIND_BLOG },           { "posts", ENT_KIND_POST },
    { "comments", ENT_KIND_COMMENT },     { "notebooks", ENT_KIND_NOTEBOOK },
    { "homeworks", ENT_KIND_NOTEBOOK },   { "entries", ENT_KIND_ENTRY },
    { "folders", ENT_KIND_FOLDER },       { "messages", ENT_KIND_MESSAGE },
    { "classes", ENT_KIND_CLASS },        { "members", ENT_KIND_PERSON },
    { "member", ENT_KIND_PERSON },        { "persons", ENT_KIND_PERSON },
    { "recipients", ENT_KIND_RECIPIENT },
  };
  const char *text = client_tool_get_text (request, "kind");

  if (text == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (plurals); i++)
    {
      if (g_str_equal (plurals[i].plural, text))
        {
          *kind = plurals[i].kind;
          return TRUE;
        }
    }

  return ent_kind_from_string (text, kind);
}

/* Seconds since 1970 or, as JavaScript counts, milliseconds: what would be the year 5138 in
 * seconds. */
static gboolean
read_unix_time (double  number,
                gint64 *time)
{
  double seconds = number >= 1e11 ? number / 1000 : number;

  if (!(seconds >= 0 && seconds < 1e11))
    return FALSE;

  *time = (gint64) (seconds * G_USEC_PER_SEC);

  return TRUE;
}

/* A time in µs UTC: seconds or milliseconds since 1970, or a text with or without a zone. FALSE
 * when it is neither; 0 when it is missing. */
gboolean
client_tool_get_time (JsonObject *request,
                      const char *member,
                      gint64     *time)
{
  JsonNode *node = json_object_get_member (request, member);
  const char *text = client_tool_get_text (request, member);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) date_time = NULL;
  gint64 number;

  *time = 0;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || (text != NULL && *text == '\0'))
    return TRUE;

  if (text == NULL)
    {
      GType type = json_node_get_value_type (node);

      return (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) &&
             read_unix_time (json_node_get_double (node), time);
    }
  if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return read_unix_time (number, time);

  date_time = g_date_time_new_from_iso8601 (text, local);
  if (date_time == NULL)
    return FALSE;

  *time = g_date_time_to_unix (date_time) * G_USEC_PER_SEC +
          g_date_time_get_microsecond (date_time);

  return TRUE;
}

/* ---- writing ---- */

void
client_tool_set_text (JsonObject *object,
                      const char *member,
                      const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

void
client_tool_set_time (JsonObject *object,
                      const char *member,
                      gint64      time)
{
  g_autoptr (GDateTime) date_time = NULL;
  g_autofree char *text = NULL;

  if (time > 0)
    date_time = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  if (date_time != NULL)
    text = g_date_time_format (date_time, "%Y-%m-%dT%H:%M:%SZ");
  client_tool_set_text (object, member, text);
}

const char *
client_tool_local_word (EntLocalState state)
{
  return state == ENT_LOCAL_STATE_NONE ? "sent" : ent_local_state_to_string (state);
}

static JsonArray *
build_recipients (GPtrArray *recipients)
{
  static const char * const types[] = { "user", "group", "broadcast", "bookmark" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < recipients->len; i++)
    {
      EntRecipient *recipient = recipients->pdata[i];
      JsonObject *object = json_object_new ();

      client_tool_set_text (object, "id", ent_item_get_id (ENT_ITEM (recipient)));
      client_tool_set_text (object, "name", ent_item_get_title (ENT_ITEM (recipient)));
      client_tool_set_text (object, "type", types[ent_recipient_get_recipient_type (recipient)]);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
build_attachments (GPtrArray *attachments)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < attachments->len; i++)
    {
      EntAttachment *attachment = attachments->pdata[i];
      JsonObject *object = json_object_new ();

      client_tool_set_text (object, "id", ent_attachment_get_id (attachment));
      client_tool_set_text (object, "sha256", ent_attachment_get_sha256 (attachment));
      client_tool_set_text (object, "name", ent_attachment_get_name (attachment));
      client_tool_set_text (object, "type", ent_attachment_get_media_type (attachment));
      json_object_set_int_member (object, "size", ent_attachment_get_size (attachment));
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
add_message (JsonObject *object,
             EntMessage *message)
{
  json_object_set_array_member (object, "to", build_recipients (ent_message_get_to (message)));
  json_object_set_array_member (object, "cc", build_recipients (ent_message_get_cc (message)));
  json_object_set_array_member (object, "cci", build_recipients (ent_message_get_cci (message)));
  json_object_set_array_member (object, "attachments",
                                build_attachments (ent_message_get_attachments (message)));
  json_object_set_boolean_member (object, "unread", ent_message_get_unread (message));
  client_tool_set_time (object, "date", ent_item_get_sort_at (ENT_ITEM (message)));
}

static void
add_comment (JsonObject *object,
             EntComment *comment)
{
  client_tool_set_text (object, "text", ent_comment_get_text (comment));
  client_tool_set_text (object, "reply_to", ent_comment_get_reply_to (comment));
}

static void
add_person (JsonObject *object,
            EntPerson  *person)
{
  client_tool_set_text (object, "profile", ent_person_get_profile (person));
  json_object_set_boolean_member (object, "activated", ent_person_get_activated (person));
  json_object_set_boolean_member (object, "blocked", ent_person_get_blocked (person));
  client_tool_set_text (object, "relatives", ent_person_get_relatives (person));
}

static void
add_recipient (JsonObject   *object,
               EntRecipient *recipient)
{
  static const char * const types[] = { "user", "group", "broadcast", "bookmark" };

  client_tool_set_text (object, "type", types[ent_recipient_get_recipient_type (recipient)]);
  client_tool_set_text (object, "profile", ent_recipient_get_profile (recipient));
  json_object_set_int_member (object, "users", ent_recipient_get_n_users (recipient));
}

static void
add_own_members (JsonObject *object,
                 EntItem    *item)
{
  if (ENT_IS_ENTRY (item))
    client_tool_set_text (object, "date", ent_entry_get_date (ENT_ENTRY (item)));
  else if (ENT_IS_POST (item))
    {
      client_tool_set_time (object, "published_at", ent_post_get_published_at (ENT_POST (item)));
      json_object_set_int_member (object, "comments", ent_post_get_n_comments (ENT_POST (item)));
      json_object_set_int_member (object, "views", ent_post_get_n_views (ENT_POST (item)));
    }
  else if (ENT_IS_COMMENT (item))
    add_comment (object, ENT_COMMENT (item));
  else if (ENT_IS_BLOG (item))
    {
      json_object_set_boolean_member (object, "immediate",
                                      ent_blog_get_immediate (ENT_BLOG (item)));
      json_object_set_int_member (object, "rights", ent_blog_get_rights (ENT_BLOG (item)));
    }
  else if (ENT_IS_NOTEBOOK (item))
    json_object_set_int_member (object, "rights", ent_notebook_get_rights (ENT_NOTEBOOK (item)));
  else if (ENT_IS_MESSAGE (item))
    add_message (object, ENT_MESSAGE (item));
  else if (ENT_IS_FOLDER (item))
    json_object_set_int_member (object, "unread", ent_folder_get_n_unread (ENT_FOLDER (item)));
  else if (ENT_IS_PERSON (item))
    add_person (object, ENT_PERSON (item));
  else if (ENT_IS_RECIPIENT (item))
    add_recipient (object, ENT_RECIPIENT (item));
  else if (ENT_IS_CLASS (item))
    {
      client_tool_set_text (object, "school", ent_class_get_school (ENT_CLASS (item)));
      client_tool_set_text (object, "level", ent_class_get_level (ENT_CLASS (item)));
    }
}

/* (transfer full): an item as the tool says it. */
JsonObject *
client_tool_item_object (EntItem *item)
{
  JsonObject *object = json_object_new ();

  client_tool_set_text (object, "kind", ent_kind_to_string (ent_item_get_kind (item)));
  client_tool_set_text (object, "id", ent_item_get_id (item));
  client_tool_set_text (object, "parent", ent_item_get_parent_id (item));
  client_tool_set_text (object, "title", ent_item_get_title (item));
  client_tool_set_text (object, "excerpt", ent_item_get_excerpt (item));
  client_tool_set_text (object, "html", ent_item_get_html (item));
  client_tool_set_text (object, "state", ent_item_get_state (item));
  client_tool_set_text (object, "author", ent_item_get_author_name (item));
  client_tool_set_text (object, "author_id", ent_item_get_author_id (item));
  client_tool_set_time (object, "created_at", ent_item_get_created_at (item));
  client_tool_set_time (object, "modified_at", ent_item_get_modified_at (item));
  client_tool_set_text (object, "local",
                        client_tool_local_word (ent_item_get_local_state (item)));
  client_tool_set_text (object, "draft", ent_item_get_draft_uuid (item));
  client_tool_set_text (object, "error", ent_item_get_local_error (item));
  add_own_members (object, item);

  return object;
}

static void
add_row_recipients (JsonObject *object,
                    const char *member,
                    const char *json)
{
  g_autoptr (GPtrArray) recipients = NULL;

  if (json != NULL)
    recipients = ent_recipients_from_json (json, NULL);
  if (recipients != NULL)
    json_object_set_array_member (object, member, build_recipients (recipients));
  else
    json_object_set_array_member (object, member, json_array_new ());
}

/* (transfer full): a draft as the tool says it. */
JsonObject *
client_tool_draft_object (const EntDraftRow *row)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) attachments = ent_attachments_from_json (row->attachments, NULL);
  EntLocalState state = row->local_state;

  if (state == ENT_LOCAL_STATE_NONE)
    state = ENT_LOCAL_STATE_DRAFT;
  client_tool_set_text (object, "draft", row->uuid);
  client_tool_set_text (object, "kind", ent_kind_to_string (row->kind));
  client_tool_set_text (object, "id", row->item_id);
  client_tool_set_text (object, "parent", row->parent_id);
  client_tool_set_text (object, "title", row->title);
  client_tool_set_text (object, "html", row->html);
  client_tool_set_text (object, "date", row->date);
  add_row_recipients (object, "to", row->to);
  add_row_recipients (object, "cc", row->cc);
  add_row_recipients (object, "cci", row->cci);
  json_object_set_array_member (object, "attachments",
                                attachments != NULL ? build_attachments (attachments)
                                                    : json_array_new ());
  client_tool_set_text (object, "reply_to", row->in_reply_to);
  json_object_set_int_member (object, "revision", row->revision);
  json_object_set_int_member (object, "sent_revision", row->sent_revision);
  client_tool_set_time (object, "updated_at", row->updated_at);
  client_tool_set_text (object, "local", ent_local_state_to_string (state));
  client_tool_set_text (object, "error", row->local_error);
  client_tool_set_text (object, "detail", row->local_detail);

  return object;
}
