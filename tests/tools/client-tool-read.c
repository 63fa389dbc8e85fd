/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "client-tool"

#include "client-tool.h"

#include <string.h>

#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-item-store.h"
#include "ent-outbox-store.h"
#include "ent-search-result.h"

#define WINDOW 100

/* What one "list" wants; kept while comments come from the ENT. */
typedef struct
{
  ClientTool *tool;   /* (unowned) */
  EntQuery   *query;  /* (owned) */
  guint       from;
  guint       count;
} List;

static void
list_free (List *list)
{
  ent_query_free (list->query);
  g_free (list);
}

static void
answer_items (ClientTool *tool,
              JsonArray  *items,
              guint       total)
{
  JsonObject *answer = json_object_new ();

  json_object_set_array_member (answer, "items", items);
  json_object_set_int_member (answer, "total", total);
  client_tool_answer (tool, answer);
}

static gboolean
add_window (List       *list,
            JsonArray  *items,
            guint       offset,
            guint       wanted,
            guint      *n_read,
            GError    **error)
{
  EntDatabase *db = ent_workspace_get_database (list->tool->workspace);
  g_autoptr (GPtrArray) rows = ent_item_store_window (db, list->query, offset, wanted, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (items, client_tool_item_object (rows->pdata[i]));
  *n_read = rows->len;

  return TRUE;
}

static void
answer_list (List *list)
{
  ClientTool *tool = list->tool;
  EntDatabase *db = ent_workspace_get_database (tool->workspace);
  JsonArray *items = json_array_new ();
  g_autoptr (GError) error = NULL;
  guint total = 0;
  guint done = 0;

  if (ent_item_store_count (db, list->query, &total, &error))
    {
      while (done < list->count)
        {
          guint wanted = MIN (WINDOW, list->count - done);
          guint n_read;

          if (!add_window (list, items, list->from + done, wanted, &n_read, &error))
            break;
          done += n_read;
          if (n_read < wanted)
            break;
        }
    }

  if (error == NULL)
    {
      answer_items (tool, items, total);
      return;
    }
  json_array_unref (items);
  client_tool_fail (tool, error);
}

/* Comments are fetched when they are looked at; without a network the list is what was seen
 * before. */
static void
comments_pulled_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  List *list = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_sync_pull_kind_finish (ENT_SYNC (object), result, NULL, &error))
    g_info ("The comments are those of the disk: %s", error->message);
  answer_list (list);
  list_free (list);
}

static void
list_items (ClientTool *tool,
            JsonObject *request,
            EntKind     kind)
{
  g_autofree char *parent = client_tool_dup_id (request, "parent");
  const char *from = client_tool_get_text (request, "from");
  const char *to = client_tool_get_text (request, "to");
  List *list = g_new0 (List, 1);

  list->tool = tool;
  list->query = ent_query_new (kind, parent);
  list->count = CLAMP (client_tool_get_int (request, "count", G_MAXINT), 0, G_MAXINT);
  if (kind == ENT_KIND_ENTRY && from != NULL && strchr (from, '-') != NULL)
    list->query->from_date = g_strndup (from, strlen ("2026-11-23"));
  else
    list->from = CLAMP (client_tool_get_int (request, "from", 0), 0, G_MAXINT);
  if (kind == ENT_KIND_ENTRY && to != NULL)
    list->query->to_date = g_strndup (to, strlen ("2026-11-23"));

  if (kind == ENT_KIND_COMMENT && parent != NULL && tool->password != NULL && !tool->cut)
    {
      ent_sync_pull_kind_async (tool->workspace->sync, ENT_KIND_COMMENT, parent, NULL,
                                comments_pulled_cb, list);
      return;
    }
  answer_list (list);
  list_free (list);
}

/* ---- what is only here ---- */

static void
list_drafts (ClientTool *tool)
{
  EntDatabase *db = ent_workspace_get_database (tool->workspace);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *items;

  rows = ent_draft_store_list (db, &error);
  if (rows == NULL)
    {
      client_tool_fail (tool, error);
      return;
    }

  items = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (items, client_tool_draft_object (rows->pdata[i]));
  answer_items (tool, items, rows->len);
}

static JsonObject *
build_operation (const EntOperationRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", row->id);
  client_tool_set_text (object, "verb", row->verb);
  client_tool_set_text (object, "kind", ent_kind_to_string (row->kind));
  client_tool_set_text (object, "draft", row->draft_uuid);
  client_tool_set_text (object, "item", row->item_id);
  client_tool_set_text (object, "parent", row->parent_id);
  client_tool_set_text (object, "title", row->title);
  json_object_set_int_member (object, "depends_on", row->depends_on);
  json_object_set_int_member (object, "unit", row->unit);
  json_object_set_int_member (object, "revision", row->revision);
  client_tool_set_text (object, "state", ent_operation_state_to_string (row->state));
  json_object_set_int_member (object, "attempts", row->attempts);
  client_tool_set_time (object, "next_try_at", row->next_try_at);
  client_tool_set_time (object, "not_before", row->not_before);
  client_tool_set_text (object, "error", row->error_code);
  client_tool_set_text (object, "detail", row->error_detail);

  return object;
}

static void
list_operations (ClientTool *tool,
                 const char *draft_uuid)
{
  EntDatabase *db = ent_workspace_get_database (tool->workspace);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *items;

  rows = draft_uuid != NULL ? ent_outbox_store_list_draft (db, draft_uuid, &error)
                            : ent_outbox_store_list (db, &error);
  if (rows == NULL)
    {
      client_tool_fail (tool, error);
      return;
    }

  items = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (items, build_operation (rows->pdata[i]));
  answer_items (tool, items, rows->len);
}

static void
list_history (ClientTool *tool,
              const char *parent)
{
  EntDatabase *db = ent_workspace_get_database (tool->workspace);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *items;

  if (parent == NULL)
    {
      client_tool_refuse (tool, "tool/bad-request", "The history needs a “parent”");
      return;
    }
  rows = ent_history_store_list (db, parent, &error);
  if (rows == NULL)
    {
      client_tool_fail (tool, error);
      return;
    }

  items = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const EntPastVersion *row = rows->pdata[i];
      JsonObject *object = json_object_new ();

      client_tool_set_time (object, "saved_at", row->saved_at);
      client_tool_set_text (object, "author", row->author);
      client_tool_set_text (object, "title", row->title);
      client_tool_set_text (object, "html", row->html);
      json_array_add_object_element (items, object);
    }
  answer_items (tool, items, rows->len);
}

void
client_tool_list (ClientTool *tool,
                  JsonObject *request)
{
  const char *word = client_tool_get_text (request, "kind");
  g_autofree char *parent = client_tool_dup_id (request, "parent");
  EntKind kind;

  if (g_strcmp0 (word, "drafts") == 0 || g_strcmp0 (word, "draft") == 0)
    list_drafts (tool);
  else if (g_strcmp0 (word, "operations") == 0 || g_strcmp0 (word, "operation") == 0)
    list_operations (tool, parent);
  else if (g_strcmp0 (word, "history") == 0)
    list_history (tool, parent);
  else if (client_tool_get_kind (request, &kind))
    list_items (tool, request, kind);
  else
    client_tool_refuse (tool, "tool/bad-request", "The kind is not known");
}

/* ---- get ---- */

/* An item with its local work: the html is mine when there is a draft on it. */
static void
answer_item (ClientTool *tool,
             EntItem    *item)
{
  EntDatabase *db = ent_workspace_get_database (tool->workspace);
  const char *uuid = ent_item_get_draft_uuid (item);
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (EntItem) theirs = NULL;
  JsonObject *answer = client_tool_item_object (item);
  g_autoptr (GError) error = NULL;

  if (uuid != NULL)
    row = ent_draft_store_get (db, uuid, &error);
  if (error != NULL)
    {
      json_object_unref (answer);
      client_tool_fail (tool, error);
      return;
    }
  if (row != NULL)
    {
      client_tool_set_text (answer, "title", row->title);
      client_tool_set_text (answer, "html", row->html);
      if (row->date != NULL)
        client_tool_set_text (answer, "date", row->date);
      client_tool_set_text (answer, "detail", row->local_detail);
      if (row->theirs != NULL)
        theirs = ent_item_new_from_json (row->kind, row->theirs, NULL);
    }
  if (theirs != NULL)
    {
      JsonObject *other = json_object_new ();

      client_tool_set_text (other, "title", ent_item_get_title (theirs));
      client_tool_set_text (other, "html", ent_item_get_html (theirs));
      json_object_set_object_member (answer, "theirs", other);
    }
  client_tool_answer (tool, answer);
}

static void
message_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (EntMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  message = ent_workspace_open_message_finish (ENT_WORKSPACE (object), result, &error);
  if (message != NULL)
    answer_item (tool, ENT_ITEM (message));
  else
    client_tool_fail (tool, error);
}

static gboolean
answer_draft (ClientTool *tool,
              const char *uuid)
{
  EntDatabase *db = ent_workspace_get_database (tool->workspace);
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;

  row = ent_draft_store_get (db, uuid, &error);
  if (error != NULL)
    {
      client_tool_fail (tool, error);
      return TRUE;
    }
  if (row == NULL)
    return FALSE;

  answer = client_tool_draft_object (row);
  json_object_set_null_member (answer, "state");
  if (row->theirs != NULL)
    {
      g_autoptr (EntItem) theirs = ent_item_new_from_json (row->kind, row->theirs, NULL);
      JsonObject *other = json_object_new ();

      if (theirs != NULL)
        {
          client_tool_set_text (other, "title", ent_item_get_title (theirs));
          client_tool_set_text (other, "html", ent_item_get_html (theirs));
        }
      json_object_set_object_member (answer, "theirs", other);
    }
  client_tool_answer (tool, answer);

  return TRUE;
}

void
client_tool_get (ClientTool *tool,
                 JsonObject *request)
{
  const char *word = client_tool_get_text (request, "kind");
  gboolean is_draft = g_strcmp0 (word, "drafts") == 0 || g_strcmp0 (word, "draft") == 0;
  g_autofree char *id = client_tool_dup_id (request, is_draft ? "draft" : "id");
  g_autoptr (EntItem) item = NULL;
  EntKind kind;

  if (id == NULL)
    id = client_tool_dup_id (request, is_draft ? "id" : "draft");
  if (id == NULL || (!is_draft && !client_tool_get_kind (request, &kind)))
    {
      client_tool_refuse (tool, "tool/bad-request", "“kind” and “id” are needed");
      return;
    }

  if (!is_draft)
    item = ent_workspace_dup_item (tool->workspace, kind, id);
  if (item == NULL)
    {
      if (!answer_draft (tool, id))
        client_tool_refuse (tool, "store/not-found", "This computer does not have it");
      return;
    }
  if (kind == ENT_KIND_MESSAGE && ent_item_get_draft_uuid (item) == NULL)
    ent_workspace_open_message_async (tool->workspace, id, NULL, message_opened_cb, tool);
  else
    answer_item (tool, item);
}

/* ---- search ---- */

typedef struct
{
  ClientTool *tool;   /* (unowned) */
  gint64      start;  /* monotonic µs */
} Search;

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Search *search = user_data;
  ClientTool *tool = search->tool;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;
  JsonArray *items;

  results = ent_workspace_search_finish (ENT_WORKSPACE (object), result, &error);
  if (results == NULL)
    {
      client_tool_fail (tool, error);
      return;
    }

  items = json_array_new ();
  for (guint i = 0; i < results->len; i++)
    {
      EntSearchResult *hit = results->pdata[i];
      JsonObject *found = json_object_new ();

      client_tool_set_text (found, "kind", ent_kind_to_string (ent_search_result_get_kind (hit)));
      client_tool_set_text (found, "id", ent_search_result_get_id (hit));
      client_tool_set_text (found, "draft", ent_search_result_get_draft_uuid (hit));
      client_tool_set_text (found, "title", ent_search_result_get_title (hit));
      client_tool_set_text (found, "snippet", ent_search_result_get_snippet (hit));
      json_array_add_object_element (items, found);
    }
  answer = json_object_new ();
  json_object_set_array_member (answer, "items", items);
  json_object_set_double_member (answer, "ms", (g_get_monotonic_time () - search->start) / 1000.0);
  client_tool_answer (tool, answer);
}

void
client_tool_search (ClientTool *tool,
                    JsonObject *request)
{
  const char *words = client_tool_get_text (request, "words");
  gint64 count = client_tool_get_int (request, "count", 200);
  Search *search;

  if (words == NULL)
    {
      client_tool_refuse (tool, "tool/bad-request", "“words” is needed");
      return;
    }

  search = g_new0 (Search, 1);
  search->tool = tool;
  search->start = g_get_monotonic_time ();
  ent_workspace_search_async (tool->workspace, words, CLAMP (count, 0, G_MAXINT), NULL,
                              searched_cb, search);
}
