/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-pull-kind.h"

#include "ent-blog-pages.h"
#include "ent-folder-pages.h"
#include "ent-notebook-cursor.h"
#include "ent-pull-private.h"

/* One list that somebody is looking at. A list function ends the task, whose data says which
 * list. */

typedef struct
{
  EntKind   kind;
  char     *parent_id;  /* (owned) (nullable) */
  gboolean  more;
} List;

typedef void (*ListFunc) (EntPull *pull,
                          List    *list,
                          GTask   *task);

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->parent_id);
  g_free (list);
}

static void
end (GTask  *task,
     GError *error)
{
  g_autoptr (GTask) owned = task;

  if (error != NULL)
    g_task_return_error (owned, error);
  else
    g_task_return_boolean (owned, TRUE);
}

static void
page_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  ent_pull_page_written (g_task_get_source_object (task), result, NULL, &error);
  end (task, error);
}

/* A whole list that came in one answer. */
static void
write_whole (GTask     *task,
             GPtrArray *items,
             GError    *error)
{
  g_autoptr (GPtrArray) owned = items;
  List *list = g_task_get_task_data (task);
  g_autoptr (EntMirrorPage) page = NULL;

  if (items == NULL)
    {
      end (task, error);
      return;
    }

  page = ent_mirror_page_new (list->kind, list->parent_id);
  ent_mirror_page_add_items (page, items);
  ent_mirror_page_set_complete (page, 0);
  ent_pull_write_page (g_task_get_source_object (task), page, page_written_cb, task);
}

/* ---- messages ---- */

static void
folder_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  List *list = g_task_get_task_data (task);
  GError *error = NULL;

  ent_folder_pages_read_finish (result, &list->more, &error);
  end (task, error);
}

static void
list_messages (EntPull *pull,
               List    *list,
               GTask   *task)
{
  ent_folder_pages_read_async (pull, list->parent_id, ENT_FOLDER_LOOK_NEXT, folder_read_cb, task);
}

/* ---- posts ---- */

static void
blog_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;

  ent_blog_pages_read_finish (result, &error);
  end (user_data, error);
}

static void
list_posts (EntPull *pull,
            List    *list,
            GTask   *task)
{
  ent_blog_pages_read_async (pull, list->parent_id, ENT_BLOG_LOOK_ALL_STAMPS, blog_read_cb, task);
}

/* ---- comments ---- */

static void
comments_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  const List *list = g_task_get_task_data (user_data);
  GError *error = NULL;
  GPtrArray *comments = ent_blog_api_list_comments_finish (ENT_BLOG_API (object), result, &error);

  for (guint i = 0; comments != NULL && i < comments->len; i++)
    ent_item_set_parent_id (comments->pdata[i], list->parent_id);

  write_whole (user_data, comments, error);
}

static void
list_comments (EntPull *pull,
               List    *list,
               GTask   *task)
{
  EntSyncContext *context = ent_pull_get_context (pull);
  GError *error = NULL;
  g_autoptr (EntItem) post = ent_item_store_get (context->db, ENT_KIND_POST, list->parent_id,
                                                 &error);

  if (post == NULL && error == NULL)
    error = g_error_new (ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "there is no post %s",
                         list->parent_id);

  if (error != NULL)
    end (task, error);
  else
    ent_blog_api_list_comments_async (context->blog, ent_item_get_parent_id (post), list->parent_id,
                                      ent_pull_get_cancellable (pull), comments_cb, task);
}

/* ---- entries ---- */

static void
notebook_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (EntNotebook) notebook = NULL;
  g_autoptr (EntMirrorPage) page = NULL;

  notebook = ent_homework_api_get_notebook_finish (ENT_HOMEWORK_API (object), result, &entries,
                                                   &error);
  if (notebook == NULL)
    {
      end (task, error);
      return;
    }

  page = ent_notebook_page_new (notebook, entries);
  ent_pull_write_page (g_task_get_source_object (task), page, page_written_cb, task);
}

static void
list_entries (EntPull *pull,
              List    *list,
              GTask   *task)
{
  ent_homework_api_get_notebook_async (ent_pull_get_context (pull)->homework, list->parent_id,
                                       ent_pull_get_cancellable (pull), notebook_cb, task);
}

/* ---- recipients ---- */

static void
recipients_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  GPtrArray *recipients = NULL;

  recipients = ent_directory_api_list_recipients_finish (ENT_DIRECTORY_API (object), result,
                                                         &error);
  write_whole (user_data, recipients, error);
}

static void
list_recipients (EntPull *pull,
                 List    *list,
                 GTask   *task)
{
  ent_directory_api_list_recipients_async (ent_pull_get_context (pull)->directory, NULL,
                                           ent_pull_get_cancellable (pull), recipients_cb, task);
}

static const ListFunc list_funcs[ENT_N_KINDS] = {
  [ENT_KIND_POST] = list_posts,
  [ENT_KIND_COMMENT] = list_comments,
  [ENT_KIND_ENTRY] = list_entries,
  [ENT_KIND_MESSAGE] = list_messages,
  [ENT_KIND_RECIPIENT] = list_recipients,
};

/**
 * ent_pull_kind_async:
 * @pull: what carries it
 * @kind: POST, COMMENT, ENTRY, MESSAGE or RECIPIENT
 * @parent_id: (nullable): the list
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Brings one list to the mirror: of messages the next page, of the others all.
 */
void
ent_pull_kind_async (EntPull             *pull,
                     EntKind              kind,
                     const char          *parent_id,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;
  List *list;

  g_return_if_fail (ENT_IS_PULL (pull));
  g_return_if_fail (list_funcs[kind] != NULL);

  task = g_task_new (pull, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_pull_kind_async);
  list = g_new0 (List, 1);
  list->kind = kind;
  list->parent_id = g_strdup (parent_id);
  g_task_set_task_data (task, list, list_free);
  list_funcs[kind] (pull, list, task);
}

/**
 * ent_pull_kind_finish:
 * @pull: what carried it
 * @result: given to the callback
 * @more: (out) (optional): %TRUE when the ENT has further pages
 * @error: %ENT_API_ERROR or %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_pull_kind_finish (EntPull       *pull,
                      GAsyncResult  *result,
                      gboolean      *more,
                      GError       **error)
{
  const List *list;

  g_return_val_if_fail (g_task_is_valid (result, pull), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_pull_kind_async), FALSE);

  list = g_task_get_task_data (G_TASK (result));
  if (more != NULL)
    *more = list->more;

  return g_task_propagate_boolean (G_TASK (result), error);
}
