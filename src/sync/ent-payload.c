/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-payload.h"

#include <json-glib/json-glib.h>

/**
 * ent_payload_new:
 *
 * Returns: (transfer full): a payload of empty texts and lists
 */
EntPayload *
ent_payload_new (void)
{
  EntPayload *self = g_new0 (EntPayload, 1);

  self->title = g_strdup ("");
  self->html = g_strdup ("");
  self->to = g_ptr_array_new_with_free_func (g_object_unref);
  self->cc = g_ptr_array_new_with_free_func (g_object_unref);
  self->cci = g_ptr_array_new_with_free_func (g_object_unref);
  self->attachments = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
take_text (char       **member,
           const char  *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static gboolean
take_recipients (GPtrArray  **member,
                 const char  *json,
                 GError     **error)
{
  GPtrArray *recipients;

  if (json == NULL)
    return TRUE;

  recipients = ent_recipients_from_json (json, error);
  if (recipients == NULL)
    return FALSE;

  g_ptr_array_unref (*member);
  *member = recipients;

  return TRUE;
}

static gboolean
take_attachments (EntPayload  *self,
                  const char  *json,
                  GError     **error)
{
  GPtrArray *attachments = ent_attachments_from_json (json, error);

  if (attachments == NULL)
    return FALSE;

  g_ptr_array_unref (self->attachments);
  self->attachments = attachments;

  return TRUE;
}

/**
 * ent_payload_new_from_draft:
 * @draft: a draft
 * @how: how it leaves
 * @error: a json-glib error when a list of the row is damaged
 *
 * Freezes a draft.
 *
 * Returns: (transfer full): the payload, or %NULL with @error
 */
EntPayload *
ent_payload_new_from_draft (const EntDraftRow  *draft,
                            EntSendHow          how,
                            GError            **error)
{
  g_autoptr (EntPayload) self = ent_payload_new ();

  g_return_val_if_fail (draft != NULL, NULL);

  self->how = how;
  take_text (&self->title, draft->title);
  take_text (&self->html, draft->html);
  take_text (&self->date, draft->date);
  take_text (&self->in_reply_to, draft->in_reply_to);

  if (!take_recipients (&self->to, draft->to, error) ||
      !take_recipients (&self->cc, draft->cc, error) ||
      !take_recipients (&self->cci, draft->cci, error) ||
      !take_attachments (self, draft->attachments, error))
    return NULL;

  return g_steal_pointer (&self);
}

static const char *
read_text (JsonObject *object,
           const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static void
read_merged (EntPayload *self,
             JsonNode   *node)
{
  JsonObject *merged;
  const char *html;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  merged = json_node_get_object (node);
  html = read_text (merged, "html");
  if (html != NULL)
    ent_payload_take_merged (self,
                             g_strdup (json_object_get_string_member_with_default (merged, "title",
                                                                                   "")),
                             g_strdup (html), g_strdup (read_text (merged, "base")));
}

/**
 * ent_payload_new_from_json:
 * @json: what ent_payload_to_json() wrote
 * @error: a json-glib error
 *
 * Returns: (transfer full): the payload, or %NULL with @error
 */
EntPayload *
ent_payload_new_from_json (const char  *json,
                           GError     **error)
{
  g_autoptr (EntPayload) self = ent_payload_new ();
  g_autoptr (JsonNode) root = json_from_string (json, error);
  JsonObject *object;
  const char *how;

  if (root == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                   "the payload is no object");
      return NULL;
    }

  object = json_node_get_object (root);
  how = read_text (object, "how");
  if (how == NULL || !ent_send_how_from_string (how, &self->how))
    {
      g_set_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                   "the payload does not say how");
      return NULL;
    }

  take_text (&self->title, json_object_get_string_member_with_default (object, "title", ""));
  take_text (&self->html, json_object_get_string_member_with_default (object, "html", ""));
  take_text (&self->date, read_text (object, "date"));
  take_text (&self->in_reply_to, read_text (object, "in_reply_to"));
  take_text (&self->blog_id, read_text (object, "blog_id"));
  read_merged (self, json_object_get_member (object, "merged"));

  if (!take_recipients (&self->to, read_text (object, "to"), error) ||
      !take_recipients (&self->cc, read_text (object, "cc"), error) ||
      !take_recipients (&self->cci, read_text (object, "cci"), error) ||
      !take_attachments (self, read_text (object, "attachments"), error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
add_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static void
add_merged (JsonObject       *object,
            const EntPayload *self)
{
  JsonObject *merged;

  if (!ent_payload_is_merged (self))
    return;

  merged = json_object_new ();
  add_text (merged, "title", self->title);
  add_text (merged, "html", self->html);
  add_text (merged, "base", self->merged_base);
  json_object_set_object_member (object, "merged", merged);
}

static void
add_recipients (JsonObject *object,
                const char *member,
                GPtrArray  *recipients)
{
  g_autofree char *json = NULL;

  if (recipients->len == 0)
    return;

  json = ent_recipients_to_json (recipients);
  json_object_set_string_member (object, member, json);
}

/**
 * ent_payload_to_json:
 * @self: a payload
 *
 * Returns: (transfer full): the JSON kept in the outbox; lists are texts in it, as the drafts keep
 *   them
 */
char *
ent_payload_to_json (const EntPayload *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *attachments = NULL;
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_node_take_object (root, object);
  add_text (object, "how", ent_send_how_to_string (self->how));
  add_text (object, "title", ent_payload_is_merged (self) ? self->own_title : self->title);
  add_text (object, "html", ent_payload_is_merged (self) ? self->own_html : self->html);
  add_merged (object, self);
  add_text (object, "date", self->date);
  add_text (object, "in_reply_to", self->in_reply_to);
  add_text (object, "blog_id", self->blog_id);
  add_recipients (object, "to", self->to);
  add_recipients (object, "cc", self->cc);
  add_recipients (object, "cci", self->cci);
  if (self->attachments->len > 0)
    {
      attachments = ent_attachments_to_json (self->attachments);
      json_object_set_string_member (object, "attachments", attachments);
    }

  return json_to_string (root, FALSE);
}

/**
 * ent_payload_is_merged:
 * @self: a payload
 *
 * Returns: %TRUE when what is sent is not the draft's text alone
 */
gboolean
ent_payload_is_merged (const EntPayload *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->own_html != NULL;
}

/**
 * ent_payload_take_merged:
 * @self: a payload
 * @title: (transfer full): the title of both versions put together
 * @html: (transfer full): their text
 * @base: (transfer full) (nullable): JSON of the ENT's version that is in it
 *
 * From now on both versions are sent; the draft's own is remembered.
 */
void
ent_payload_take_merged (EntPayload *self,
                         char       *title,
                         char       *html,
                         char       *base)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (title != NULL && html != NULL);

  if (self->own_html == NULL)
    {
      self->own_title = g_steal_pointer (&self->title);
      self->own_html = g_steal_pointer (&self->html);
    }

  g_free (self->title);
  self->title = title;
  g_free (self->html);
  self->html = html;
  g_free (self->merged_base);
  self->merged_base = base;
}

/**
 * ent_payload_free:
 * @self: a payload
 *
 * Frees a payload.
 */
void
ent_payload_free (EntPayload *self)
{
  g_free (self->title);
  g_free (self->html);
  g_free (self->own_title);
  g_free (self->own_html);
  g_free (self->merged_base);
  g_free (self->date);
  g_free (self->in_reply_to);
  g_free (self->blog_id);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->cc);
  g_ptr_array_unref (self->cci);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}
