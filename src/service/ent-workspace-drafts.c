/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include <string.h>

#include "ent-comment.h"
#include "ent-draft-store.h"
#include "ent-entry.h"
#include "ent-item-store.h"
#include "ent-message.h"

/**
 * ent_workspace_new_draft:
 * @self: a workspace
 * @kind: POST, ENTRY, MESSAGE or COMMENT
 * @parent_id: (nullable): the blog, the notebook or the post; %NULL for a message
 *
 * Begins a text. It is on the disk within the second after something was typed in it, not before.
 *
 * Returns: (transfer full): the draft
 */
EntDraft *
ent_workspace_new_draft (EntWorkspace *self,
                         EntKind       kind,
                         const char   *parent_id)
{
  g_autoptr (EntDraftRow) row = NULL;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);

  row = ent_draft_row_new (kind);
  row->parent_id = g_strdup (parent_id);

  return ent_workspace_adopt_draft (self, row, FALSE);
}

/**
 * ent_workspace_open_draft:
 * @self: a workspace
 * @uuid: a draft's name
 *
 * Opens a draft of this computer, with everything typed in it.
 *
 * Returns: (transfer full) (nullable): the draft, %NULL when there is none of that name (any more)
 */
EntDraft *
ent_workspace_open_draft (EntWorkspace *self,
                          const char   *uuid)
{
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (GError) error = NULL;
  EntDraft *draft;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  draft = g_hash_table_lookup (self->drafts, uuid);
  if (draft != NULL && !draft->discarded)
    return g_object_ref (draft);

  row = ent_draft_store_get (self->db, uuid, &error);
  if (error != NULL)
    g_warning ("Cannot read a draft: %s", error->message);

  return row != NULL ? ent_workspace_adopt_draft (self, row, TRUE) : NULL;
}

/* The draft somebody holds on this item, also when nothing of it is written yet. */
static EntDraft *
find_live (EntWorkspace *self,
           EntKind       kind,
           const char   *item_id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      EntDraft *draft = value;

      if (!draft->discarded && ent_draft_get_kind (draft) == kind &&
          g_strcmp0 (ent_draft_get_item_id (draft), item_id) == 0)
        return draft;
    }

  return NULL;
}

static void
set_text (char       **member,
          const char  *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static EntDraftRow *
row_new_from_item (EntItem *item)
{
  EntDraftRow *row = ent_draft_row_new (ent_item_get_kind (item));
  const char *html = ent_item_get_html (item);

  set_text (&row->item_id, ent_item_get_id (item));
  set_text (&row->parent_id, ent_item_get_parent_id (item));
  set_text (&row->title, ent_item_get_title (item));
  set_text (&row->html, html != NULL ? html : "");
  row->base = ent_item_to_json (item);
  if (ENT_IS_ENTRY (item))
    {
      set_text (&row->date, ent_entry_get_date (ENT_ENTRY (item)));
    }
  else if (ENT_IS_COMMENT (item))
    {
      g_autofree char *text = g_markup_escape_text (ent_comment_get_text (ENT_COMMENT (item)), -1);

      g_free (row->html);
      row->html = g_strdup_printf ("<p>%s</p>", text);
      set_text (&row->in_reply_to, ent_comment_get_reply_to (ENT_COMMENT (item)));
    }
  else if (ENT_IS_MESSAGE (item))
    {
      EntMessage *message = ENT_MESSAGE (item);

      row->to = ent_recipients_to_json (ent_message_get_to (message));
      row->cc = ent_recipients_to_json (ent_message_get_cc (message));
      row->cci = ent_recipients_to_json (ent_message_get_cci (message));
      row->attachments = ent_attachments_to_json (ent_message_get_attachments (message));
      set_text (&row->in_reply_to, ent_message_get_in_reply_to (message));
    }

  return row;
}

/**
 * ent_workspace_edit_item:
 * @self: a workspace
 * @item: an item of a list, of the ENT or only here
 *
 * Gives the draft on @item: the one there is, else a new one made from what the ENT has; nothing is
 * written until something is typed. Two calls give the same object while it lives. The text of
 * @item must be on this computer: a message draft must have been opened before.
 *
 * Returns: (transfer full): the draft
 */
EntDraft *
ent_workspace_edit_item (EntWorkspace *self,
                         EntItem      *item)
{
  const char *id;
  const char *draft_uuid;
  EntKind kind;
  EntDraft *draft = NULL;
  g_autoptr (EntItem) fresh = NULL;
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (ENT_IS_ITEM (item), NULL);

  id = ent_item_get_id (item);
  kind = ent_item_get_kind (item);
  draft_uuid = ent_item_get_draft_uuid (item);
  if (draft_uuid != NULL)
    draft = ent_workspace_open_draft (self, draft_uuid);
  if (draft == NULL && id != NULL)
    {
      draft = find_live (self, kind, id);
      if (draft != NULL)
        return g_object_ref (draft);

      row = ent_draft_store_get_for_item (self->db, kind, id, &error);
      if (error != NULL)
        g_warning ("Cannot read the draft of an item: %s", error->message);
      if (row != NULL)
        draft = ent_workspace_open_draft (self, row->uuid);
    }
  if (draft != NULL)
    return draft;

  /* Rows of lists are for showing; the mirror has the text to start from. */
  if (id != NULL)
    fresh = ent_workspace_dup_item (self, kind, id);
  if (fresh != NULL)
    item = fresh;
  /* A text that was never fetched would be sent back empty. */
  g_return_val_if_fail (id == NULL || kind == ENT_KIND_COMMENT ||
                          ent_item_get_html (item) != NULL, NULL);
  g_clear_pointer (&row, ent_draft_row_free);
  row = row_new_from_item (item);

  return ent_workspace_adopt_draft (self, row, FALSE);
}

/* ---- answers ---- */

static gboolean
has_prefix (const char *subject,
            const char *prefix)
{
  gsize length = strlen (prefix);
  const char *rest;

  if (g_ascii_strncasecmp (subject, prefix, length) != 0)
    return FALSE;

  rest = subject + length;
  while (*rest == ' ' || g_str_has_prefix (rest, "\302\240"))
    rest += *rest == ' ' ? 1 : 2;

  return *rest == ':';
}

/* The prefixes of the ENT's own pages in French; they are part of the message, not of our
 * screens. */
static char *
build_subject (const char *subject,
               EntAnswer   answer)
{
  const char *prefix = answer == ENT_ANSWER_FORWARD ? "Tr" : "Re";

  if (has_prefix (subject, prefix))
    return g_strdup (subject);

  return g_strdup_printf ("%s : %s", prefix, subject);
}

/* Who wrote what follows, and when. As the prefixes: words of the message, read by whoever gets it. */
static char *
build_quote_line (EntMessage *message)
{
  const char *author = ent_item_get_author_name (ENT_ITEM (message));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (
    ent_item_get_sort_at (ENT_ITEM (message)) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) date = g_date_time_to_local (utc);
  g_autofree char *when = g_date_time_format (date, "%d/%m/%Y à %H:%M");

  return g_markup_printf_escaped ("<p>Le %s, %s a écrit :</p>", when,
                                  author != NULL ? author : "");
}

/* An empty line to write in, then the message in the shape the ENT's own pages fold away; what they do not fold is
 * read as a quotation. A text that was never opened here is not quoted. */
static char *
build_quote (EntMessage *message)
{
  const char *html = ent_item_get_html (ENT_ITEM (message));
  g_autoptr (EntDocument) document = NULL;
  g_autofree char *body = NULL;
  g_autofree char *line = NULL;

  if (html == NULL)
    return g_strdup ("<p></p>");

  document = ent_document_new_from_html (html);
  body = ent_document_to_html (document);
  line = build_quote_line (message);
  return g_strdup_printf ("<p></p><div class=\"conversation-history\">"
                          "<div class=\"conversation-history-body\">%s"
                          "<blockquote>%s</blockquote></div></div>", line, body);
}

static void
add_recipient (EntWorkspace *self,
               GPtrArray    *list,
               EntRecipient *recipient)
{
  const char *id = ent_item_get_id (ENT_ITEM (recipient));

  if (id == NULL || g_strcmp0 (id, ent_account_get_user_id (self->account)) == 0)
    return;

  for (guint i = 0; i < list->len; i++)
    {
      if (g_strcmp0 (ent_item_get_id (list->pdata[i]), id) == 0)
        return;
    }
  g_ptr_array_add (list, g_object_ref (recipient));
}

static void
add_sender (EntWorkspace *self,
            GPtrArray    *list,
            EntMessage   *message)
{
  const char *id = ent_item_get_author_id (ENT_ITEM (message));
  const char *name = ent_item_get_author_name (ENT_ITEM (message));
  g_autoptr (EntRecipient) sender = NULL;

  if (id == NULL)
    return;

  sender = ent_recipient_new_full (id, name != NULL ? name : "", ENT_RECIPIENT_USER);
  ent_recipient_set_profile (sender, ent_message_get_sender_profile (message));
  add_recipient (self, list, sender);
}

static void
add_list (EntWorkspace *self,
          GPtrArray    *list,
          GPtrArray    *from)
{
  for (guint i = 0; i < from->len; i++)
    add_recipient (self, list, from->pdata[i]);
}

/* Its files go along, each under the message it comes from. */
static char *
dup_forwarded (EntMessage *message)
{
  g_autoptr (GPtrArray) forwarded = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *attachments = ent_message_get_attachments (message);

  for (guint i = 0; i < attachments->len; i++)
    {
      EntAttachment *attachment = ent_attachment_new ();

      ent_attachment_set_id (attachment, ent_attachment_get_id (attachments->pdata[i]));
      ent_attachment_set_name (attachment, ent_attachment_get_name (attachments->pdata[i]));
      ent_attachment_set_media_type (attachment,
                                     ent_attachment_get_media_type (attachments->pdata[i]));
      ent_attachment_set_size (attachment, ent_attachment_get_size (attachments->pdata[i]));
      ent_attachment_set_source (attachment, ent_item_get_id (ENT_ITEM (message)));
      g_ptr_array_add (forwarded, attachment);
    }

  return ent_attachments_to_json (forwarded);
}

/**
 * ent_workspace_answer_message:
 * @self: a workspace
 * @message: an opened message
 * @answer: to its sender, to everybody it was for, or forwarded
 *
 * Begins an answer: recipients, subject and the quoted text are filled in. Hidden copies are never
 * copied, nor am I; an answer to a message of mine goes to those it was for.
 *
 * Returns: (transfer full): the draft, not written until something is typed
 */
EntDraft *
ent_workspace_answer_message (EntWorkspace *self,
                              EntMessage   *message,
                              EntAnswer     answer)
{
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) cc = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (ENT_IS_MESSAGE (message), NULL);

  row = ent_draft_row_new (ENT_KIND_MESSAGE);
  g_free (row->title);
  row->title = build_subject (ent_item_get_title (ENT_ITEM (message)), answer);
  g_free (row->html);
  row->html = build_quote (message);
  set_text (&row->in_reply_to, ent_item_get_id (ENT_ITEM (message)));

  if (answer != ENT_ANSWER_FORWARD)
    add_sender (self, to, message);
  if (answer == ENT_ANSWER_ALL || (answer == ENT_ANSWER_SENDER && to->len == 0))
    add_list (self, to, ent_message_get_to (message));
  if (answer == ENT_ANSWER_ALL)
    add_list (self, cc, ent_message_get_cc (message));
  row->to = ent_recipients_to_json (to);
  row->cc = ent_recipients_to_json (cc);
  if (answer == ENT_ANSWER_FORWARD)
    row->attachments = dup_forwarded (message);

  return ent_workspace_adopt_draft (self, row, FALSE);
}
