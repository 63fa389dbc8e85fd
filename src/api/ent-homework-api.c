/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-homework-api.h"

#include "ent-api-private.h"
#include "ent-homework-json.h"
#include "ent-json.h"
#include "ent-rights.h"

struct _EntHomeworkApi
{
  GObject      parent_instance;

  EntClient   *client;   /* (owned) */
  EntReaderId  reader;   /* (owned): whose rights are worked out */
};

G_DEFINE_FINAL_TYPE (EntHomeworkApi, ent_homework_api, G_TYPE_OBJECT)

static void
ent_homework_api_finalize (GObject *object)
{
  EntHomeworkApi *self = ENT_HOMEWORK_API (object);

  g_object_unref (self->client);
  ent_reader_id_clear (&self->reader);

  G_OBJECT_CLASS (ent_homework_api_parent_class)->finalize (object);
}

static void
ent_homework_api_class_init (EntHomeworkApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_homework_api_finalize;
}

static void
ent_homework_api_init (EntHomeworkApi *self)
{
}

/**
 * ent_homework_api_new:
 * @client: the client to send with
 *
 * Returns: (transfer full): a homework API
 */
EntHomeworkApi *
ent_homework_api_new (EntClient *client)
{
  EntHomeworkApi *self;

  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);

  self = g_object_new (ENT_TYPE_HOMEWORK_API, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * ent_homework_api_set_reader:
 * @self: a homework API
 * @user_id: (nullable): who reads
 * @group_ids: (nullable) (array zero-terminated=1): groups of that person, by userinfo
 *
 * Tells whose rights the answers are to be read for. Without, only rights of nobody are found.
 */
void
ent_homework_api_set_reader (EntHomeworkApi *self,
                             const char *user_id,
                             const char * const *group_ids)
{
  g_return_if_fail (ENT_IS_HOMEWORK_API (self));

  ent_reader_id_set (&self->reader, user_id, group_ids);
}

static EntReaderId *
dup_reader (EntHomeworkApi *self)
{
  EntReaderId *reader = g_new0 (EntReaderId, 1);

  ent_reader_id_copy (&self->reader, reader);
  return reader;
}

static void
reader_id_free (gpointer data)
{
  ent_reader_id_clear (data);
  g_free (data);
}

static gpointer
read_notebooks (EntResponse  *response,
                gpointer      data,
                GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);
  g_autoptr (GPtrArray) notebooks = NULL;

  if (array == NULL)
    return NULL;

  notebooks = ent_api_read_list (array, ent_notebook_read, data, g_object_unref);
  for (guint i = notebooks->len; i > 0; i--)
    if (g_strcmp0 (ent_item_get_state (g_ptr_array_index (notebooks, i - 1)), "TRASHED") == 0)
      g_ptr_array_remove_index (notebooks, i - 1);

  return g_steal_pointer (&notebooks);
}

typedef struct
{
  EntNotebook *notebook;   /* (owned) (nullable) */
  GPtrArray   *entries;    /* (owned) */
} Whole;

static void
whole_free (gpointer data)
{
  Whole *whole = data;

  g_clear_object (&whole->notebook);
  g_clear_pointer (&whole->entries, g_ptr_array_unref);
  g_free (whole);
}

static gpointer
read_whole (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  EntNotebook *notebook = object != NULL ? ent_notebook_read (object, data, error) : NULL;
  Whole *whole;

  if (notebook == NULL)
    return NULL;

  whole = g_new0 (Whole, 1);
  whole->notebook = notebook;
  whole->entries = ent_entries_read (object, ent_item_get_id (ENT_ITEM (notebook)));
  return whole;
}

static JsonNode *
build_entry (const char *entry_id,
             const char *date,
             const char *title,
             const char *html)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "date");
  json_builder_add_string_value (builder, date);
  json_builder_set_member_name (builder, "entryid");
  json_builder_add_string_value (builder, entry_id);
  if (title != NULL)
    {
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, title);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, html);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * ent_homework_api_list_notebooks_async:
 * @self: a homework API
 * @callback: called in the caller's main context
 *
 * Lists the notebooks: mine and those shared with me. Those whose
 * ent_notebook_get_entries_modified_at () moved are worth reading again.
 *
 * Source: the official clients; the server is not public (ent-api/05 §2).
 */
void
ent_homework_api_list_notebooks_async (EntHomeworkApi      *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_HOMEWORK_API (self));

  request = ent_request_new ("GET", "/homeworks/list", NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_notebooks, (GDestroyNotify) g_ptr_array_unref,
                              dup_reader (self), reader_id_free },
                ent_homework_api_list_notebooks_async, cancellable, callback, user_data);
}

/**
 * ent_homework_api_list_notebooks_finish:
 * @self: a homework API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntNotebook) (nullable): without entries, those in the
 *   trash left out
 */
GPtrArray *
ent_homework_api_list_notebooks_finish (EntHomeworkApi  *self,
                                        GAsyncResult    *result,
                                        GError         **error)
{
  return ent_api_finish (self, result, ent_homework_api_list_notebooks_async, error);
}

/**
 * ent_homework_api_get_notebook_async:
 * @self: a homework API
 * @notebook_id: the notebook
 * @callback: called in the caller's main context
 *
 * Reads a notebook with all its entries, past ones too.
 *
 * Source: the official clients (ent-api/05 §1, §3).
 */
void
ent_homework_api_get_notebook_async (EntHomeworkApi      *self,
                                     const char          *notebook_id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_HOMEWORK_API (self));
  g_return_if_fail (notebook_id != NULL);

  request = ent_request_new ("GET", "/homeworks/get", notebook_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_whole, whole_free, dup_reader (self), reader_id_free },
                ent_homework_api_get_notebook_async, cancellable, callback, user_data);
}

/**
 * ent_homework_api_get_notebook_finish:
 * @self: a homework API
 * @result: what the callback got
 * @entries: (out) (transfer full) (element-type EntEntry): by day, then as the ENT orders them
 *
 * Returns: (transfer full) (nullable): the notebook
 */
EntNotebook *
ent_homework_api_get_notebook_finish (EntHomeworkApi  *self,
                                      GAsyncResult    *result,
                                      GPtrArray      **entries,
                                      GError         **error)
{
  Whole *whole = ent_api_finish (self, result, ent_homework_api_get_notebook_async, error);
  EntNotebook *notebook;

  *entries = NULL;
  if (whole == NULL)
    return NULL;

  notebook = g_steal_pointer (&whole->notebook);
  *entries = g_steal_pointer (&whole->entries);
  whole_free (whole);
  return notebook;
}

/**
 * ent_homework_api_put_entry_async:
 * @self: a homework API
 * @notebook_id: the notebook
 * @entry_id: our own UUID for a new one; what the ENT gave for another
 * @date: civil date, "2026-11-24"
 * @title: the subject
 * @html: the text
 * @callback: called in the caller's main context
 *
 * Writes an entry. Some ENTs may append a second entry of the same id: read the notebook first, and
 * put only what is absent or differs. One write on a notebook at a time.
 *
 * Source: mobile, createEntry.ts (ent-api/05 §9.1, §9.2).
 */
void
ent_homework_api_put_entry_async (EntHomeworkApi      *self,
                                  const char          *notebook_id,
                                  const char          *entry_id,
                                  const char          *date,
                                  const char          *title,
                                  const char          *html,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_HOMEWORK_API (self));
  g_return_if_fail (notebook_id != NULL && entry_id != NULL && date != NULL && title != NULL &&
                    html != NULL);

  body = build_entry (entry_id, date, title, html);
  request = ent_request_new ("PUT", "/homeworks", notebook_id, "entry", NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_homework_api_put_entry_async, cancellable, callback, user_data);
}

/**
 * ent_homework_api_put_entry_finish:
 * @self: a homework API
 * @result: what the callback got
 *
 * Returns: whether the ENT has it
 */
gboolean
ent_homework_api_put_entry_finish (EntHomeworkApi  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  return ent_api_finish_done (self, result, ent_homework_api_put_entry_async, error);
}

/**
 * ent_homework_api_delete_entry_async:
 * @self: a homework API
 * @notebook_id: the notebook
 * @entry_id: the entry
 * @date: the day it sits in
 * @callback: called in the caller's main context
 *
 * Deletes an entry.
 *
 * Source: mobile, deleteEntry.ts (ent-api/05 §9.3).
 */
void
ent_homework_api_delete_entry_async (EntHomeworkApi      *self,
                                     const char          *notebook_id,
                                     const char          *entry_id,
                                     const char          *date,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_HOMEWORK_API (self));
  g_return_if_fail (notebook_id != NULL && entry_id != NULL && date != NULL);

  body = build_entry (entry_id, date, NULL, NULL);
  request = ent_request_new ("PUT", "/homeworks", notebook_id, "entry", "delete", NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_homework_api_delete_entry_async, cancellable, callback, user_data);
}

/**
 * ent_homework_api_delete_entry_finish:
 * @self: a homework API
 * @result: what the callback got
 *
 * Returns: whether the ENT said yes; what it answers for an entry that is gone is not known: read
 *   the notebook to tell
 */
gboolean
ent_homework_api_delete_entry_finish (EntHomeworkApi  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  return ent_api_finish_done (self, result, ent_homework_api_delete_entry_async, error);
}
