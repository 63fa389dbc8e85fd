/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-folder-pages.h"

#include "ent-pull-private.h"

/* One folder of messages, page by page, newest first. A page that arrives while mail comes in holds
 * some rows of the page before it: they are the same rows, written twice. */

typedef struct
{
  EntFan        *fan;        /* of this folder */
  char          *folder_id;  /* (owned) */
  EntFolderLook  look;
  guint          page;       /* being read */
  guint          asked_at;   /* arrivals when it was asked for */
  guint          began_at;   /* arrivals when the first was */
  gboolean       more;       /* the folder goes on after what was read */
  EntMirrorPage *list;       /* (owned): ids of all pages so far */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  ent_mirror_page_unref (reading->list);
  g_free (reading->folder_id);
  g_free (reading);
}

static EntPull *
get_pull (Reading *reading)
{
  return g_task_get_source_object (ent_fan_get_task (reading->fan));
}

static void read_page (Reading *reading);

/* Something of ours arrived since the page was asked for: it would put the mirror back. */
static gboolean
is_stale (Reading *reading)
{
  return ent_pull_get_context (get_pull (reading))->n_arrivals != reading->asked_at;
}

static void
list_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Reading *reading = user_data;
  GError *error = NULL;

  ent_pull_page_written (get_pull (reading), result, NULL, &error);
  ent_fan_end (reading->fan, error);
}

/* The last page was read. When all of them were, what is in none is gone from the ENT. */
static void
end_reading (Reading *reading)
{
  if (reading->more || reading->look == ENT_FOLDER_LOOK_NEXT ||
      reading->began_at != reading->asked_at)
    {
      ent_fan_end (reading->fan, NULL);
      return;
    }

  ent_mirror_page_set_complete (reading->list, 0);
  ent_pull_write_page (get_pull (reading), reading->list, list_written_cb, reading);
}

static void
read_next_page (Reading *reading)
{
  reading->page++;
  read_page (reading);
}

/* Of a first pull: the next page was asked for meanwhile. */
static void
page_kept_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Reading *reading = user_data;
  GError *error = NULL;

  ent_pull_page_written (get_pull (reading), result, NULL, &error);
  ent_fan_end (reading->fan, error);
}

/* The news of the page decide whether there is another. */
static void
page_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Reading *reading = user_data;
  GError *error = NULL;
  guint n_news = 0;

  if (!ent_pull_page_written (get_pull (reading), result, &n_news, &error))
    ent_fan_end (reading->fan, error);
  else if (reading->more && reading->look == ENT_FOLDER_LOOK_NEWS && n_news > 0)
    read_next_page (reading);
  else
    end_reading (reading);
}

static EntMirrorPage *
make_page (Reading   *reading,
           GPtrArray *messages)
{
  EntMirrorPage *page = ent_mirror_page_new (ENT_KIND_MESSAGE, reading->folder_id);
  EntItem *last;

  ent_mirror_page_add_items (page, messages);
  ent_mirror_page_add_others (reading->list, messages);

  /* What is younger than its last row is all in the first page. */
  if (reading->page == 0 && reading->more && reading->look == ENT_FOLDER_LOOK_NEWS)
    {
      last = messages->pdata[messages->len - 1];
      ent_mirror_page_set_complete (page, ent_item_get_sort_at (last) + 1);
    }

  return page;
}

static void
page_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Reading *reading = user_data;
  EntPull *pull = get_pull (reading);
  EntConversationApi *api = ENT_CONVERSATION_API (object);
  g_autoptr (EntMirrorPage) page = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  GError *error = NULL;
  guint total;

  messages = ent_conversation_api_list_messages_finish (api, result, &total, &error);
  if (messages == NULL)
    {
      ent_fan_end (reading->fan, error);
      return;
    }

  if (is_stale (reading))
    {
      read_page (reading);
      return;
    }

  reading->more = messages->len >= ENT_CONVERSATION_API_PAGE_SIZE &&
                  (guint64) (reading->page + 1) * ENT_CONVERSATION_API_PAGE_SIZE < total;
  page = make_page (reading, messages);
  if (reading->look != ENT_FOLDER_LOOK_EVERYTHING)
    {
      ent_pull_write_page (pull, page, page_written_cb, reading);
      return;
    }

  ent_fan_begin (reading->fan);
  ent_pull_write_page (pull, page, page_kept_cb, reading);
  if (reading->more)
    read_next_page (reading);
  else
    end_reading (reading);
}

static void
read_page (Reading *reading)
{
  EntPull *pull = get_pull (reading);

  reading->asked_at = ent_pull_get_context (pull)->n_arrivals;
  ent_conversation_api_list_messages_async (ent_pull_get_context (pull)->conversation,
                                            reading->folder_id, reading->page,
                                            ent_pull_get_cancellable (pull), page_read_cb, reading);
}

/**
 * ent_folder_pages_read_async:
 * @pull: the pull it is a part of
 * @folder_id: INBOX, OUTBOX, DRAFT, TRASH or a folder of mine
 * @look: how far
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Brings the messages of a folder to the mirror, without their texts.
 */
void
ent_folder_pages_read_async (EntPull             *pull,
                             const char          *folder_id,
                             EntFolderLook        look,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Reading *reading = g_new0 (Reading, 1);
  GTask *task = g_task_new (pull, NULL, callback, user_data);
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_MESSAGE, folder_id);
  guint n_known = 0;

  g_task_set_source_tag (task, ent_folder_pages_read_async);
  g_task_set_task_data (task, reading, reading_free);
  reading->fan = ent_fan_new (task);
  reading->folder_id = g_strdup (folder_id);
  reading->look = look;
  reading->list = ent_mirror_page_new (ENT_KIND_MESSAGE, folder_id);
  reading->began_at = ent_pull_get_context (pull)->n_arrivals;

  if (look == ENT_FOLDER_LOOK_NEXT &&
      ent_item_store_count (ent_pull_get_context (pull)->db, query, &n_known, NULL))
    reading->page = n_known / ENT_CONVERSATION_API_PAGE_SIZE;

  read_page (reading);
}

/**
 * ent_folder_pages_read_finish:
 * @result: given to the callback
 * @more: (out) (optional): %TRUE when the folder goes on after what was read
 * @error: %ENT_API_ERROR or %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_folder_pages_read_finish (GAsyncResult  *result,
                              gboolean      *more,
                              GError       **error)
{
  const Reading *reading;

  g_return_val_if_fail (g_async_result_is_tagged (result, ent_folder_pages_read_async), FALSE);

  reading = g_task_get_task_data (G_TASK (result));
  if (more != NULL)
    *more = reading->more;

  return g_task_propagate_boolean (G_TASK (result), error);
}
