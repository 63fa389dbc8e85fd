/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-pull-private.h"

#include "ent-folder-pages.h"

/* Two small counts tell whether the inbox moved: how many there are, how many are unread. The other
 * folders move mostly by what is done here; a sweep looks at them. */

#define CURSOR_INBOX "inbox"

typedef struct
{
  EntFan    *fan;
  guint      total;
  guint      unread;
  guint      n_pending;  /* answers to come before the folders are read */
  GPtrArray *folders;    /* (owned) (nullable) (element-type EntFolder): of a sweep */
} Messages;

static void
messages_free (gpointer data)
{
  Messages *messages = data;

  g_clear_pointer (&messages->folders, g_ptr_array_unref);
  g_free (messages);
}

static EntPull *
get_pull (Messages *messages)
{
  return g_task_get_source_object (ent_fan_get_task (messages->fan));
}

static void
folder_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Messages *messages = user_data;
  GError *error = NULL;

  ent_folder_pages_read_finish (result, NULL, &error);
  ent_pull_set_fraction (get_pull (messages), ENT_SYNC_STEP_MESSAGES, 0.5);
  ent_fan_end (messages->fan, error);
}

static void
page_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Messages *messages = user_data;
  GError *error = NULL;

  ent_pull_page_written (get_pull (messages), result, NULL, &error);
  ent_fan_end (messages->fan, error);
}

static void
write_page (Messages      *messages,
            EntMirrorPage *page)
{
  ent_fan_begin (messages->fan);
  ent_pull_write_page (get_pull (messages), page, page_written_cb, messages);
}

static char *
dup_counts (Messages *messages)
{
  return g_strdup_printf ("%u/%u", messages->total, messages->unread);
}

/* The inbox's folder with its unread count, and the cursor with it. Written before the messages are
 * read: if these do not come, the counts must be asked again, so the cursor is written after
 * them. */
static void
inbox_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Messages *messages = user_data;
  g_autoptr (EntMirrorPage) page = NULL;
  g_autofree char *counts = NULL;
  GError *error = NULL;

  if (ent_folder_pages_read_finish (result, NULL, &error))
    {
      counts = dup_counts (messages);
      page = ent_mirror_page_new (ENT_KIND_FOLDER, NULL);
      ent_mirror_page_set_cursor (page, CURSOR_INBOX, counts);
      write_page (messages, page);
    }

  ent_fan_end (messages->fan, error);
}

static void
read_folder (Messages   *messages,
             const char *folder_id)
{
  EntPull *pull = get_pull (messages);
  gboolean everything = ent_pull_get_depth (pull) == ENT_PULL_FIRST;

  ent_fan_begin (messages->fan);
  ent_folder_pages_read_async (pull, folder_id,
                               everything ? ENT_FOLDER_LOOK_EVERYTHING : ENT_FOLDER_LOOK_NEWS,
                               g_str_equal (folder_id, "INBOX") ? inbox_read_cb : folder_read_cb,
                                 messages);
}

static gboolean
inbox_has_moved (Messages *messages)
{
  EntPull *pull = get_pull (messages);
  g_autofree char *known = ent_cursor_store_get (ent_pull_get_context (pull)->db, CURSOR_INBOX,
                                                 NULL);
  g_autofree char *counts = dup_counts (messages);

  return ent_pull_get_depth (pull) != ENT_PULL_LIGHT || g_strcmp0 (known, counts) != 0;
}

static void
write_folders (Messages *messages)
{
  g_autoptr (EntMirrorPage) page = ent_mirror_page_new (ENT_KIND_FOLDER, NULL);

  for (guint i = 0; i < messages->folders->len; i++)
    if (g_strcmp0 (ent_item_get_id (messages->folders->pdata[i]), "INBOX") == 0)
      ent_folder_set_n_unread (messages->folders->pdata[i], messages->unread);

  ent_mirror_page_add_items (page, messages->folders);
  ent_mirror_page_set_complete (page, 0);
  write_page (messages, page);
}

/* The unread count moved and the tree was not read. */
static void
write_inbox (Messages *messages)
{
  EntPull *pull = get_pull (messages);
  g_autoptr (EntItem) inbox = NULL;
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (EntMirrorPage) page = NULL;

  inbox = ent_item_store_get (ent_pull_get_context (pull)->db, ENT_KIND_FOLDER, "INBOX", NULL);
  if (inbox == NULL)
    return;

  ent_folder_set_n_unread (ENT_FOLDER (inbox), messages->unread);
  folders = g_ptr_array_new ();
  g_ptr_array_add (folders, inbox);
  page = ent_mirror_page_new (ENT_KIND_FOLDER, NULL);
  ent_mirror_page_add_items (page, folders);
  write_page (messages, page);
}

static void
all_told (Messages *messages)
{
  ent_pull_set_fraction (get_pull (messages), ENT_SYNC_STEP_MESSAGES, 0.2);

  if (messages->folders != NULL)
    {
      write_folders (messages);
      for (guint i = 0; i < messages->folders->len; i++)
        read_folder (messages, ent_item_get_id (messages->folders->pdata[i]));
    }
  else if (inbox_has_moved (messages))
    {
      write_inbox (messages);
      read_folder (messages, "INBOX");
    }
}

/* One answer has come; with the last one the folders are read. */
static void
told (Messages *messages,
      GError   *error)
{
  if (error != NULL)
    messages->n_pending = 0;   /* nothing can be concluded */
  else if (messages->n_pending > 0 && --messages->n_pending == 0)
    all_told (messages);

  ent_fan_end (messages->fan, error);
}

static void
total_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Messages *messages = user_data;
  GError *error = NULL;

  ent_conversation_api_count_finish (ENT_CONVERSATION_API (object), result, &messages->total,
                                     &error);
  told (messages, error);
}

static void
unread_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Messages *messages = user_data;
  GError *error = NULL;

  ent_conversation_api_count_finish (ENT_CONVERSATION_API (object), result, &messages->unread,
                                     &error);
  told (messages, error);
}

static void
folders_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Messages *messages = user_data;
  GError *error = NULL;

  messages->folders = ent_conversation_api_list_folders_finish (ENT_CONVERSATION_API (object),
                                                                result, &error);
  told (messages, error);
}

void
ent_pull_messages_async (EntPull             *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  EntConversationApi *api = ent_pull_get_context (self)->conversation;
  GCancellable *cancellable = ent_pull_get_cancellable (self);
  Messages *messages = g_new0 (Messages, 1);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, messages, messages_free);
  messages->fan = ent_fan_new (task);
  messages->n_pending = 2;

  ent_fan_begin (messages->fan);
  ent_conversation_api_count_async (api, "INBOX", FALSE, cancellable, total_cb, messages);
  ent_fan_begin (messages->fan);
  ent_conversation_api_count_async (api, "INBOX", TRUE, cancellable, unread_cb, messages);

  if (ent_pull_get_depth (self) != ENT_PULL_LIGHT)
    {
      messages->n_pending++;
      ent_fan_begin (messages->fan);
      ent_conversation_api_list_folders_async (api, cancellable, folders_cb, messages);
    }

  ent_fan_end (messages->fan, NULL);
}
