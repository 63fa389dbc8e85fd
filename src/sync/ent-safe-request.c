/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-safe-request.h"

#include "ent-document.h"
#include "ent-file-placeholders.h"
#include "ent-send-safe.h"

/* The ENT cannot convert an empty text: a post written so is unreadable afterwards. */
#define EMPTY_TEXT "<p></p>"

/* How the ENT calls the two texts of a request, in the order they are sent: its filter reads the
 * request as one text, names and all. */
static const struct
{
  const char *title;  /* NULL: has none */
  const char *html;
} members[ENT_N_KINDS] = {
  [ENT_KIND_POST] = { "title", "content" },
  [ENT_KIND_COMMENT] = { NULL, "comment" },
  [ENT_KIND_ENTRY] = { "title", "value" },
  [ENT_KIND_MESSAGE] = { "subject", "body" },
};

static EntSafeRequest *
safe_request_new (const char *title,
                  const char *html)
{
  EntSafeRequest *self = g_new0 (EntSafeRequest, 1);

  self->title = g_strdup (title);
  self->html = g_strdup (html);

  return self;
}

/**
 * ent_safe_request_defuse:
 * @kind: POST, COMMENT, ENTRY or MESSAGE
 * @title: title or subject; not looked at for a comment
 * @html: the text
 *
 * The ENT deletes from every request what looks like a script to it, innocent French included.
 * Takes such places apart with a no-break space.
 *
 * Returns: (transfer full): the same texts, as they pass
 */
EntSafeRequest *
ent_safe_request_defuse (EntKind     kind,
                         const char *title,
                         const char *html)
{
  g_autoptr (JsonNode) request = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) safe = NULL;
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (members[kind].html != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (html != NULL, NULL);

  json_node_take_object (request, object);
  if (members[kind].title != NULL)
    json_object_set_string_member (object, members[kind].title, title);
  json_object_set_string_member (object, members[kind].html, html);

  safe = ent_send_safe_defuse (request, NULL);
  object = json_node_get_object (safe);
  if (members[kind].title != NULL)
    title = json_object_get_string_member (object, members[kind].title);

  return safe_request_new (title, json_object_get_string_member (object, members[kind].html));
}

/**
 * ent_safe_request:
 * @db: the account's database
 * @kind: POST, ENTRY or MESSAGE
 * @title: title or subject
 * @html: a rich text of a draft
 * @error: %ENT_STORE_ERROR_NOT_FOUND when a file of the text is not on the ENT yet
 *
 * The one door every rich text goes through before it becomes a request: files of this computer get
 * the ENT's address, blocks that the ENT's cleaner would cut are rewritten, what its filter would
 * delete is taken apart, nothing is sent empty. On the main thread.
 *
 * Returns: (transfer full): the texts to send, or %NULL with @error
 */
EntSafeRequest *
ent_safe_request (EntDatabase  *db,
                  EntKind       kind,
                  const char   *title,
                  const char   *html,
                  GError      **error)
{
  g_autofree char *resolved = NULL;
  g_autofree char *sendable = NULL;
  g_autoptr (EntDocument) document = NULL;

  g_return_val_if_fail (ENT_IS_DATABASE (db), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (html != NULL, NULL);

  resolved = ent_file_placeholders_resolve (db, html, error);
  if (resolved == NULL)
    return NULL;

  document = ent_document_new_from_html (resolved);
  sendable = ent_document_to_send_html (document);

  return ent_safe_request_defuse (kind, title, sendable[0] != '\0' ? sendable : EMPTY_TEXT);
}

/**
 * ent_safe_request_free:
 * @self: texts of a request
 *
 * Frees them.
 */
void
ent_safe_request_free (EntSafeRequest *self)
{
  g_free (self->title);
  g_free (self->html);
  g_free (self);
}
