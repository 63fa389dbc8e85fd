/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "client-tool"

#include "client-tool.h"

#include "ent-block.h"
#include "ent-file-link.h"
#include "ent-item-store.h"
#include "ent-recipient.h"

/* ---- save-draft ---- */

/* One "save-draft" while its files are attached and its row is written. */
typedef struct
{
  ClientTool *tool;     /* (unowned) */
  JsonObject *request;  /* (owned) */
  EntDraft   *draft;    /* (owned) (nullable) */
  guint       n_files;  /* attached so far */
  GPtrArray  *links;    /* (owned) (element-type EntFileLink): for a text that names its files */
} Save;

static void
save_free (Save *save)
{
  json_object_unref (save->request);
  g_clear_object (&save->draft);
  g_ptr_array_unref (save->links);
  g_free (save);
}

static EntRecipientType
read_recipient_type (const char       *word,
                     EntRecipientType  fallback)
{
  if (word == NULL)
    return fallback;
  if (g_ascii_strcasecmp (word, "group") == 0)
    return ENT_RECIPIENT_GROUP;
  if (g_ascii_strcasecmp (word, "bookmark") == 0 || g_ascii_strcasecmp (word, "sharebookmark") == 0)
    return ENT_RECIPIENT_BOOKMARK;
  if (g_ascii_strcasecmp (word, "broadcast") == 0 ||
      g_ascii_strcasecmp (word, "broadcastgroup") == 0)
    return ENT_RECIPIENT_BROADCAST;

  return ENT_RECIPIENT_USER;
}

/* Somebody given by an id, or by an object; what this computer knows of them is added. */
static EntRecipient *
read_recipient (ClientTool *tool,
                JsonNode   *node)
{
  g_autofree char *id = NULL;
  g_autoptr (EntItem) known = NULL;
  const char *name = NULL;
  const char *word = NULL;
  EntRecipientType type = ENT_RECIPIENT_USER;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      id = client_tool_dup_id (json_node_get_object (node), "id");
      name = client_tool_get_text (json_node_get_object (node), "name");
      word = client_tool_get_text (json_node_get_object (node), "type");
    }
  else
    {
      id = client_tool_dup_node_id (node);
    }
  if (id == NULL || *id == '\0')
    return NULL;

  known = ent_workspace_dup_item (tool->workspace, ENT_KIND_RECIPIENT, id);
  if (known != NULL)
    type = ent_recipient_get_recipient_type (ENT_RECIPIENT (known));
  if (name == NULL)
    name = known != NULL ? ent_item_get_title (known) : "";

  return ent_recipient_new_full (id, name, read_recipient_type (word, type));
}

/* NULL: the member is not a list of recipients. */
static GPtrArray *
read_recipients (ClientTool *tool,
                 JsonNode   *node)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 1;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = array != NULL ? json_array_get_element (array, i) : node;
      EntRecipient *recipient = read_recipient (tool, element);

      if (recipient == NULL)
        return NULL;
      g_ptr_array_add (list, recipient);
    }

  return g_steal_pointer (&list);
}

static gboolean
set_recipients (Save        *save,
                const char  *member,
                void       (*set) (EntDraft *draft, GPtrArray *list))
{
  JsonNode *node = json_object_get_member (save->request, member);
  g_autoptr (GPtrArray) list = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  list = read_recipients (save->tool, node);
  if (list != NULL)
    set (save->draft, list);

  return list != NULL;
}

static gboolean
apply_fields (Save *save)
{
  JsonObject *request = save->request;
  const char *title = client_tool_get_text (request, "title");
  const char *html = client_tool_get_text (request, "html");
  const char *date = client_tool_get_text (request, "date");
  g_autofree char *parent = client_tool_dup_id (request, "parent");
  g_autofree char *reply_to = client_tool_dup_id (request, "reply_to");

  if (title == NULL)
    title = client_tool_get_text (request, "subject");
  if (title != NULL)
    ent_draft_set_title (save->draft, title);
  if (date != NULL)
    ent_draft_set_date (save->draft, date);
  if (parent != NULL && ent_draft_get_kind (save->draft) != ENT_KIND_MESSAGE)
    ent_draft_set_parent_id (save->draft, parent);
  if (reply_to != NULL)
    ent_draft_set_in_reply_to (save->draft, reply_to);
  if (html != NULL)
    {
      g_autoptr (EntDocument) document = ent_document_new_from_html (html);

      ent_draft_set_document (save->draft, document);
    }

  return set_recipients (save, "to", ent_draft_set_to) &&
         set_recipients (save, "cc", ent_draft_set_cc) &&
         set_recipients (save, "cci", ent_draft_set_cci);
}

static void
row_saved_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Save *save = user_data;
  ClientTool *tool = save->tool;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;

  if (!ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    {
      save_free (save);
      client_tool_fail (tool, error);
      return;
    }

  answer = json_object_new ();
  client_tool_set_text (answer, "draft", ent_draft_get_uuid (save->draft));
  json_object_set_int_member (answer, "revision", ent_draft_get_revision (save->draft));
  client_tool_set_text (answer, "local",
                        ent_local_state_to_string (ENT_LOCAL_STATE_DRAFT));
  save_free (save);
  client_tool_answer (tool, answer);
}

/* A message carries its files beside it; any other text names them. */
static void
append_links (Save *save)
{
  EntDocument *document = ent_draft_get_document (save->draft);
  g_autoptr (EntBlock) block = NULL;
  g_autoptr (EntDocument) longer = NULL;

  if (save->links->len == 0)
    return;

  block = ent_block_new_attachments (NULL, (EntFileLink **) save->links->pdata, save->links->len);
  longer = ent_document_splice (document, ent_document_get_n_blocks (document), 0, &block, 1);
  ent_draft_set_document (save->draft, longer);
}

/* A list of paths, or nothing; the tool answers "ok" for no file it does not have. */
static gboolean
has_only_paths (JsonObject *request)
{
  JsonNode *node = json_object_get_member (request, "files");
  JsonArray *files;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  files = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonNode *element = json_array_get_element (files, i);

      if (!JSON_NODE_HOLDS_VALUE (element) ||
          json_node_get_value_type (element) != G_TYPE_STRING ||
          json_node_get_string (element)[0] == '\0')
        return FALSE;
    }

  return TRUE;
}

static void attach_next (Save *save);

static void
attached_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Save *save = user_data;
  ClientTool *tool = save->tool;
  g_autoptr (EntAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;

  attachment = ent_draft_attach_finish (ENT_DRAFT (object), result, &error);
  if (attachment == NULL)
    {
      save_free (save);
      client_tool_fail (tool, error);
      return;
    }

  if (ent_draft_get_kind (save->draft) != ENT_KIND_MESSAGE)
    {
      g_autofree char *href = g_strconcat ("ent-file:", ent_attachment_get_sha256 (attachment),
                                           NULL);

      g_ptr_array_add (save->links,
                       ent_file_link_new (href, ent_attachment_get_name (attachment), NULL,
                                          ent_attachment_get_media_type (attachment)));
    }
  save->n_files++;
  attach_next (save);
}

static void
attach_next (Save *save)
{
  JsonNode *node = json_object_get_member (save->request, "files");
  JsonArray *files = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  g_autoptr (GFile) file = NULL;

  if (files != NULL && save->n_files < json_array_get_length (files))
    {
      file = g_file_new_for_commandline_arg (json_array_get_string_element (files,
                                                                            save->n_files));
      ent_draft_attach_async (save->draft, file, attached_cb, save);
      return;
    }

  append_links (save);
  if (!save->draft->stored)
    ent_draft_bump (save->draft);
  ent_draft_save_async (save->draft, row_saved_cb, save);
}

/* Takes @draft over and writes the request into it. */
static void
save_into (Save     *save,
           EntDraft *draft)
{
  ClientTool *tool = save->tool;

  save->draft = draft;
  if (apply_fields (save))
    {
      attach_next (save);
      return;
    }
  ent_draft_discard (draft);
  save_free (save);
  client_tool_refuse (tool, "tool/bad-request", "A recipient is an id, or an object with an id");
}

static void
message_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Save *save = user_data;
  ClientTool *tool = save->tool;
  g_autoptr (EntMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  message = ent_workspace_open_message_finish (ENT_WORKSPACE (object), result, &error);
  if (message != NULL)
    {
      save_into (save, ent_workspace_edit_item (ENT_WORKSPACE (object), ENT_ITEM (message)));
      return;
    }
  save_free (save);
  client_tool_fail (tool, error);
}

static void
save_on_item (Save       *save,
              EntKind     kind,
              const char *id)
{
  ClientTool *tool = save->tool;
  g_autoptr (EntItem) item = ent_workspace_dup_item (tool->workspace, kind, id);
  EntDraft *draft = NULL;

  if (item == NULL)
    draft = ent_workspace_open_draft (tool->workspace, id);
  else if (kind == ENT_KIND_MESSAGE && ent_item_get_draft_uuid (item) == NULL)
    {
      ent_workspace_open_message_async (tool->workspace, id, NULL, message_opened_cb, save);
      return;
    }
  else
    draft = ent_workspace_edit_item (tool->workspace, item);

  if (draft != NULL)
    {
      save_into (save, draft);
      return;
    }
  save_free (save);
  client_tool_refuse (tool, "store/not-found", "This computer does not have the item");
}

void
client_tool_save_draft (ClientTool *tool,
                        JsonObject *request)
{
  g_autofree char *uuid = client_tool_dup_id (request, "draft");
  g_autofree char *id = client_tool_dup_id (request, "id");
  g_autofree char *parent = client_tool_dup_id (request, "parent");
  EntDraft *draft = NULL;
  EntKind kind = ENT_KIND_DOCUMENT;
  Save *save;

  client_tool_get_kind (request, &kind);
  if (uuid == NULL && kind != ENT_KIND_POST && kind != ENT_KIND_ENTRY && kind != ENT_KIND_MESSAGE &&
      kind != ENT_KIND_COMMENT)
    {
      client_tool_refuse (tool, "tool/bad-request",
                          "A draft is a post, an entry, a message or a comment");
      return;
    }
  if (!has_only_paths (request))
    {
      client_tool_refuse (tool, "tool/bad-request", "“files” is a list of paths");
      return;
    }

  save = g_new0 (Save, 1);
  save->tool = tool;
  save->request = json_object_ref (request);
  save->links = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_file_link_unref);
  if (uuid == NULL && id != NULL)
    {
      save_on_item (save, kind, id);
      return;
    }

  if (uuid != NULL)
    draft = ent_workspace_open_draft (tool->workspace, uuid);
  else
    draft = ent_workspace_new_draft (tool->workspace, kind,
                                     kind == ENT_KIND_MESSAGE ? NULL : parent);
  if (draft != NULL)
    {
      save_into (save, draft);
      return;
    }
  save_free (save);
  client_tool_refuse (tool, "store/not-found", "There is no such draft");
}

/* ---- send, delete, choose ---- */

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;
  guint n_operations;

  if (!ent_workspace_send_finish (ENT_WORKSPACE (object), result, &n_operations, &error))
    {
      client_tool_fail (tool, error);
      return;
    }

  answer = json_object_new ();
  json_object_set_int_member (answer, "operations", n_operations);
  client_tool_answer (tool, answer);
}

void
client_tool_send (ClientTool *tool,
                  JsonObject *request)
{
  g_autofree char *uuid = client_tool_dup_id (request, "draft");
  const char *word = client_tool_get_text (request, "how");
  g_autoptr (EntDraft) draft = NULL;
  EntSendHow how = ENT_SEND_SAVE;
  gint64 not_before;

  if (uuid == NULL || (word != NULL && !ent_send_how_from_string (word, &how)) ||
      !client_tool_get_time (request, "not_before", &not_before))
    {
      client_tool_refuse (tool, "tool/bad-request",
                          "“draft”, and “how” save, submit, publish or send, are needed");
      return;
    }

  draft = ent_workspace_open_draft (tool->workspace, uuid);
  if (draft == NULL)
    {
      client_tool_refuse (tool, "store/not-found", "There is no such draft");
      return;
    }
  if (word == NULL && ent_draft_get_kind (draft) == ENT_KIND_MESSAGE)
    how = ENT_SEND_SEND;
  ent_workspace_send_async (tool->workspace, draft, how, not_before, sent_cb, tool);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;
  guint n_operations;

  if (!ent_workspace_delete_finish (ENT_WORKSPACE (object), result, &n_operations, &error))
    {
      if (error != NULL)
        client_tool_fail (tool, error);
      else
        client_tool_refuse (tool, "tool/too-late", "It is leaving");
      return;
    }

  answer = json_object_new ();
  json_object_set_int_member (answer, "operations", n_operations);
  client_tool_answer (tool, answer);
}

static void
discarded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;

  if (!ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error))
    {
      if (error != NULL)
        client_tool_fail (tool, error);
      else
        client_tool_refuse (tool, "tool/too-late", "It is leaving");
      return;
    }

  answer = json_object_new ();
  json_object_set_int_member (answer, "operations", 0);
  client_tool_answer (tool, answer);
}

void
client_tool_delete (ClientTool *tool,
                    JsonObject *request)
{
  g_autofree char *id = client_tool_dup_id (request, "id");
  g_autoptr (EntItem) item = NULL;
  g_autoptr (EntDraft) draft = NULL;
  EntKind kind;

  if (id == NULL)
    id = client_tool_dup_id (request, "draft");
  if (id == NULL)
    {
      client_tool_refuse (tool, "tool/bad-request", "“kind” and “id” are needed");
      return;
    }

  if (client_tool_get_kind (request, &kind))
    item = ent_workspace_dup_item (tool->workspace, kind, id);
  if (item != NULL)
    {
      ent_workspace_delete_async (tool->workspace, item, deleted_cb, tool);
      return;
    }

  draft = ent_workspace_open_draft (tool->workspace, id);
  if (draft != NULL)
    ent_workspace_discard_draft_async (tool->workspace, id, discarded_cb, tool);
  else
    client_tool_refuse (tool, "store/not-found", "This computer does not have it");
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_choose_finish (ENT_WORKSPACE (object), result, &error))
    client_tool_answer (tool, NULL);
  else
    client_tool_fail (tool, error);
}

void
client_tool_choose (ClientTool *tool,
                    JsonObject *request)
{
  static const char * const sides[] = { "mine", "theirs", "both" };
  g_autofree char *uuid = client_tool_dup_id (request, "draft");
  const char *word = client_tool_get_text (request, "side");

  for (guint i = 0; uuid != NULL && word != NULL && i < G_N_ELEMENTS (sides); i++)
    {
      if (!g_str_equal (sides[i], word))
        continue;

      ent_workspace_choose_async (tool->workspace, uuid, (EntSide) i, chosen_cb, tool);
      return;
    }
  client_tool_refuse (tool, "tool/bad-request",
                      "“draft”, and “side” mine, theirs or both, are needed");
}
