/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-blog.h"
#include "ent-item-store.h"
#include "ent-outbox-entry.h"
#include "ent-person.h"
#include "ent-query-model-private.h"
#include "ent-search-result-private.h"
#include "ent-today-private.h"

#define PAGE 100
#define TODAY_ROWS 5
#define MAX_SUBJECTS 50
#define MAX_RECIPIENT_ROWS 400

/**
 * ent_workspace_list:
 * @self: a workspace
 * @query: which rows; copied
 *
 * Makes a live list of EntItem; see #EntQueryModel.
 *
 * Returns: (transfer full): the list
 */
GListModel *
ent_workspace_list (EntWorkspace   *self,
                    const EntQuery *query)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  return G_LIST_MODEL (ent_query_model_new (self->db, query));
}

/**
 * ent_workspace_dup_item:
 * @self: a workspace
 * @kind: what it is
 * @id: its id on the ENT
 *
 * Reads one item of the mirror.
 *
 * Returns: (transfer full) (nullable): the item, %NULL when this computer does not have it
 */
EntItem *
ent_workspace_dup_item (EntWorkspace *self,
                        EntKind       kind,
                        const char   *id)
{
  g_autoptr (GError) error = NULL;
  EntItem *item;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  item = ent_item_store_get (self->db, kind, id, &error);
  if (error != NULL)
    g_warning ("Cannot read an item: %s", error->message);

  return item;
}

static guint
count_rows (EntWorkspace   *self,
            const EntQuery *query)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  if (!ent_item_store_count (self->db, query, &count, &error))
    g_warning ("Cannot count: %s", error->message);

  return count;
}

/* At most @max rows, read by windows; never NULL. */
static GPtrArray *
read_rows (EntWorkspace   *self,
           const EntQuery *query,
           guint           max)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  while (rows->len < max)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) window = NULL;
      guint wanted = MIN (PAGE, max - rows->len);

      window = ent_item_store_window (self->db, query, rows->len, wanted, &error);
      if (window == NULL)
        {
          g_warning ("Cannot read rows: %s", error->message);
          break;
        }
      for (guint i = 0; i < window->len; i++)
        g_ptr_array_add (rows, g_object_ref (window->pdata[i]));
      if (window->len < wanted)
        break;
    }

  return rows;
}

/* ---- today ---- */

static void
add_days (EntWorkspace *self,
          EntToday     *today,
          GDateTime    *now)
{
  g_autoptr (GDateTime) monday = g_date_time_add_days (now, 1 - g_date_time_get_day_of_week (now));

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GDateTime) date = g_date_time_add_days (monday, i);
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
      g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_ENTRY, NULL);
      EntTodayDay *day = ent_today_add_day (today, text);
      guint n_all;

      query->from_date = g_strdup (text);
      query->to_date = g_strdup (text);
      n_all = count_rows (self, query);
      query->local_only = TRUE;
      day->n_drafts = MIN (n_all, count_rows (self, query));
      day->n_sent = n_all - day->n_drafts;
    }
}

static void
add_to_validate (EntWorkspace *self,
                 EntToday     *today)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_POST, NULL);
  g_autoptr (GPtrArray) posts = NULL;

  query->states = g_strdup ("SUBMITTED");
  posts = read_rows (self, query, PAGE);
  for (guint i = 0; i < posts->len && today->to_validate->len < TODAY_ROWS; i++)
    {
      const char *blog_id = ent_item_get_parent_id (posts->pdata[i]);
      g_autoptr (EntItem) blog = NULL;

      if (blog_id != NULL)
        blog = ent_workspace_dup_item (self, ENT_KIND_BLOG, blog_id);
      if (blog != NULL &&
          (ent_blog_get_rights (ENT_BLOG (blog)) & (ENT_RIGHTS_MANAGE | ENT_RIGHTS_OWNER)) != 0)
        g_ptr_array_add (today->to_validate, g_object_ref (posts->pdata[i]));
    }
}

static void
count_person (EntTodayClass *row,
              EntPerson     *person)
{
  const char *profile = ent_person_get_profile (person);
  guint inactive = ent_person_get_activated (person) ? 0 : 1;

  if (g_strcmp0 (profile, "Student") == 0)
    {
      row->n_pupils++;
      row->n_pupils_inactive += inactive;
    }
  else if (g_strcmp0 (profile, "Relative") == 0)
    {
      row->n_parents++;
      row->n_parents_inactive += inactive;
    }
}

/* Counting every member of twenty classes is the one long read here, and it changes once a day:
 * the figures are kept. */
static void
add_classes (EntWorkspace *self,
             EntToday     *today)
{
  if (self->class_figures == NULL)
    {
      g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_CLASS, NULL);
      g_autoptr (GPtrArray) classes = read_rows (self, query, PAGE);

      for (guint i = 0; i < classes->len; i++)
        {
          EntItem *item = classes->pdata[i];
          g_autoptr (EntQuery) members = ent_query_new (ENT_KIND_PERSON, ent_item_get_id (item));
          g_autoptr (GPtrArray) people = read_rows (self, members, 10 * PAGE);
          EntTodayClass *row = ent_today_add_class (today, ent_item_get_title (item));

          for (guint j = 0; j < people->len; j++)
            count_person (row, people->pdata[j]);
        }
      self->class_figures = g_ptr_array_ref (today->classes);
      return;
    }

  g_ptr_array_unref (today->classes);
  today->classes = g_ptr_array_ref (self->class_figures);
}

/**
 * ent_workspace_load_today:
 * @self: a workspace
 * @now: the moment, local time
 *
 * Reads the figures of *Aujourd'hui* from the disk.
 *
 * Returns: (transfer full): the figures; none once the workspace is closed
 */
EntToday *
ent_workspace_load_today (EntWorkspace *self,
                          GDateTime    *now)
{
  g_autoptr (EntToday) today = NULL;
  g_autoptr (EntQuery) unread = NULL;
  guint n_entries;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  today = ent_today_new ();
  /* A screen that was about to refresh outlives the store by a moment. */
  if (!ent_database_is_open (self->db))
    return g_steal_pointer (&today);

  add_days (self, today, now);
  add_to_validate (self, today);

  ent_workspace_update_status (self);
  n_entries = g_list_model_get_n_items (G_LIST_MODEL (self->outbox));
  for (guint i = 0; i < MIN (n_entries, TODAY_ROWS); i++)
    g_ptr_array_add (today->drafts, g_list_model_get_item (G_LIST_MODEL (self->outbox), i));

  unread = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  unread->unread_only = TRUE;
  g_ptr_array_unref (today->unread);
  today->unread = read_rows (self, unread, TODAY_ROWS);
  add_classes (self, today);

  return g_steal_pointer (&today);
}

/* ---- words ---- */

/**
 * ent_workspace_dup_subjects:
 * @self: a workspace
 *
 * Reads the subjects used in the notebooks.
 *
 * Returns: (transfer full) (array zero-terminated=1): most used first
 */
char **
ent_workspace_dup_subjects (EntWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  char **subjects;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);

  subjects = ent_item_store_dup_subjects (self->db, MAX_SUBJECTS, &error);
  if (subjects == NULL)
    {
      g_warning ("Cannot read the subjects: %s", error->message);
      subjects = g_new0 (char *, 1);
    }

  return subjects;
}

#define N_PLACES 3

/* Where a recipient stands among those found: the smaller, the nearer to what was typed. */
static guint
find_place (EntRecipient *recipient,
            const char   *words)
{
  g_autofree char *name = g_utf8_casefold (ent_item_get_title (ENT_ITEM (recipient)), -1);
  g_autofree char *typed = g_utf8_casefold (words, -1);

  if (ent_recipient_get_recipient_type (recipient) != ENT_RECIPIENT_USER)
    return 0;

  return g_str_has_prefix (name, typed) ? 1 : 2;
}

/**
 * ent_workspace_find_recipients:
 * @self: a workspace
 * @words: what was typed
 * @max: how many at most
 *
 * Looks in the people and groups this computer knows; needs no network.
 *
 * Returns: (transfer full) (element-type EntRecipient): groups, then people whose name begins so, then the others; each
 *   in the store's order
 */
GPtrArray *
ent_workspace_find_recipients (EntWorkspace *self,
                               const char   *words,
                               guint         max)
{
  g_autoptr (EntQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *found;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  query = ent_query_new (ENT_KIND_RECIPIENT, NULL);
  query->words = g_strdup (words);
  rows = read_rows (self, query, MAX_RECIPIENT_ROWS);
  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint place = 0; place < N_PLACES; place++)
    {
      for (guint i = 0; i < rows->len && found->len < max; i++)
        {
          if (find_place (rows->pdata[i], words) == place)
            g_ptr_array_add (found, g_object_ref (rows->pdata[i]));
        }
    }

  return found;
}

/* ---- search ---- */

typedef struct
{
  char      *words;  /* (owned) */
  guint      max;
  GPtrArray *hits;   /* (owned) (nullable) (element-type EntSearchHit) */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->words);
  g_clear_pointer (&search->hits, g_ptr_array_unref);
  g_free (search);
}

static gboolean
search_job (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  Search *search = data;

  search->hits = ent_search_store_find (db, search->words, search->max, error);

  return search->hits != NULL;
}

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GPtrArray *results;
  GError *error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  results = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < search->hits->len; i++)
    g_ptr_array_add (results, ent_search_result_new (search->hits->pdata[i]));
  g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * ent_workspace_search_async:
 * @self: a workspace
 * @words: what was typed
 * @max: how many results at most
 * @cancellable: (nullable): drops the answer
 * @callback: called with the results
 * @user_data: for @callback
 *
 * Looks in everything this computer has: what the ENT has and what is being written.
 */
void
ent_workspace_search_async (EntWorkspace        *self,
                            const char          *words,
                            guint                max,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (words != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_search_async);
  search = g_new0 (Search, 1);
  search->words = g_strdup (words);
  search->max = max;
  g_task_set_task_data (task, search, search_free);
  ent_database_run_async (self->db, search_job, search, NULL, searched_cb,
                          g_steal_pointer (&task));
}

/**
 * ent_workspace_search_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type EntSearchResult): best first
 */
GPtrArray *
ent_workspace_search_finish (EntWorkspace  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_search_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
