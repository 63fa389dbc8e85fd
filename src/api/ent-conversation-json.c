/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-conversation-json.h"

#include "ent-api-private.h"
#include "ent-directory-json.h"
#include "ent-folder.h"
#include "ent-json.h"
#include "ent-message.h"

static EntFolder *
new_folder (const char *id,
            const char *name)
{
  EntFolder *folder = ent_folder_new ();

  ent_item_set_id (ENT_ITEM (folder), id);
  ent_item_set_title (ENT_ITEM (folder), name);
  return folder;
}

static void
add_folders (GPtrArray  *folders,
             JsonArray  *array,
             const char *parent_id,
             guint       depth)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = ent_json_element_object (array, i);
      const char *id = object != NULL ? ent_json_opt_string (object, "id") : NULL;
      EntFolder *folder;

      if (id == NULL)
        continue;

      folder = new_folder (id, ent_json_string_or (object, "name", ""));
      ent_item_set_parent_id (ENT_ITEM (folder), parent_id);
      ent_folder_set_depth (folder, depth);
      ent_folder_set_n_unread (folder,
                               CLAMP (ent_json_int_or (object, "nbUnread", 0), 0, G_MAXUINT));
      g_ptr_array_add (folders, folder);
      add_folders (folders, ent_json_opt_array (object, "subFolders"), id, depth + 1);
    }
}

GPtrArray *
ent_folders_read (JsonArray *tree)
{
  static const char * const system_ids[] = { "INBOX", "OUTBOX", "DRAFT", "TRASH" };
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (system_ids); i++)
    g_ptr_array_add (folders, new_folder (system_ids[i], system_ids[i]));
  add_folders (folders, tree, NULL, 1);
  return folders;
}

/* `{"users":[…],"groups":[…]}` of to, cc and cci. */
static GPtrArray *
read_recipients (JsonObject *object,
                 const char *member)
{
  JsonObject *lists = ent_json_opt_object (object, member);

  if (lists == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);

  return ent_recipients_read_lists (lists);
}

static gpointer
read_attachment (JsonObject  *object,
                 gpointer     data,
                 GError     **error)
{
  const char *id = ent_json_get_string (object, "id", error);
  EntAttachment *attachment;

  if (id == NULL)
    return NULL;

  /* `name` is the field of the form it came by. */
  attachment = ent_attachment_new ();
  ent_attachment_set_id (attachment, id);
  ent_attachment_set_name (attachment, ent_json_string_or (object, "filename",
                                                           ent_json_string_or (object, "name",
                                                                               "")));
  ent_attachment_set_media_type (attachment, ent_json_opt_string (object, "contentType"));
  ent_attachment_set_size (attachment, ent_json_int_or (object, "size", 0));
  return attachment;
}

static void
read_sender (EntMessage *message,
             JsonObject *object)
{
  JsonObject *from = ent_json_opt_object (object, "from");

  if (from == NULL)
    return;

  ent_item_set_author_id (ENT_ITEM (message), ent_json_opt_string (from, "id"));
  ent_item_set_author_name (ENT_ITEM (message), ent_json_opt_string (from, "displayName"));
  ent_message_set_sender_profile (message, ent_json_opt_string (from, "profile"));
}

/* A whole message says where it is, but for received and sent ones. */
static const char *
find_folder (JsonObject *object)
{
  if (ent_json_bool_or (object, "trashed", FALSE))
    return "TRASH";
  if (ent_json_opt_string (object, "folder_id") != NULL)
    return ent_json_opt_string (object, "folder_id");
  if (g_strcmp0 (ent_json_opt_string (object, "state"), "DRAFT") == 0)
    return "DRAFT";

  return NULL;
}

static void
read_lists (EntMessage *message,
            JsonObject *object)
{
  g_autoptr (GPtrArray) to = read_recipients (object, "to");
  g_autoptr (GPtrArray) cc = read_recipients (object, "cc");
  g_autoptr (GPtrArray) cci = read_recipients (object, "cci");
  JsonArray *array = ent_json_opt_array (object, "attachments");
  g_autoptr (GPtrArray) attachments = ent_api_read_list (array, read_attachment, NULL,
                                                         g_object_unref);

  ent_message_set_to (message, to);
  ent_message_set_cc (message, cc);
  ent_message_set_cci (message, cci);
  ent_message_set_attachments (message, attachments);
  ent_message_set_has_attachments (message,
                                   ent_json_bool_or (object, "hasAttachment",
                                                     attachments->len > 0));
}

/* A row of a list (@folder_id says of which) or a whole message (@folder_id NULL). A recalled row
 * carries an empty body, which others lack: it is not the text. */
gpointer
ent_message_read (JsonObject  *object,
                  gpointer     folder_id,
                  GError     **error)
{
  const char *id = ent_json_get_string (object, "id", error);
  gint64 date = ent_json_date (object, "date");
  EntMessage *message;
  EntItem *item;

  if (id == NULL)
    return NULL;

  message = ent_message_new ();
  item = ENT_ITEM (message);
  ent_item_set_id (item, id);
  ent_item_set_parent_id (item, folder_id != NULL ? folder_id : find_folder (object));
  ent_item_set_title (item, ent_json_string_or (object, "subject", ""));
  ent_item_set_state (item, ent_json_opt_string (object, "state"));
  if (folder_id == NULL)
    ent_item_set_html (item, ent_json_string_or (object, "body", ""));
  ent_item_set_created_at (item, date);
  ent_item_set_modified_at (item, date);
  ent_item_set_sort_at (item, date);
  read_sender (message, object);
  read_lists (message, object);
  ent_message_set_unread (message, ent_json_bool_or (object, "unread", FALSE));
  ent_message_set_answered (message, ent_json_bool_or (object, "response", FALSE));
  ent_message_set_no_reply (message, ent_json_bool_or (object, "noReply", FALSE));
  ent_message_set_in_reply_to (message, ent_json_opt_string (object, "parent_id"));
  return message;
}
