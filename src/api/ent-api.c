/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-api-private.h"

#include <string.h>

#include "ent-json.h"

static void
reader_free (gpointer data)
{
  EntReader *reader = data;

  if (reader->free_data != NULL)
    reader->free_data (reader->data);
  g_free (reader);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntReader *reader = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = ent_client_send_finish (ENT_CLIENT (object), result, &error);
  gpointer value = NULL;

  if (response == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (reader->read != NULL)
    value = reader->read (response, reader->data, &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, value, reader->free_result);
    }
  else
    {
      g_prefix_error (&error, "%s: ", g_task_get_name (task));
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/* Sends @request (transfer full) and reads the answer. An answer that came is told even when
 * @cancellable was cancelled meanwhile: what the ENT did, it did. */
void
ent_api_send (gpointer             api,
              EntClient           *client,
              EntRequest          *request,
              EntReader            reader,
              gpointer             source_tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (EntRequest) owned = request;
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, user_data);
  g_autofree char *name = g_strdup_printf ("%s %s", ent_request_get_method (request),
                                           ent_request_get_path (request));

  g_task_set_source_tag (task, source_tag);
  g_task_set_name (task, name);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (&reader, sizeof reader), reader_free);
  ent_client_send_async (client, owned, cancellable, answered_cb, g_steal_pointer (&task));
}

gpointer
ent_api_finish (gpointer       api,
                GAsyncResult  *result,
                gpointer       source_tag,
                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* For calls whose status says it all. */
gboolean
ent_api_finish_done (gpointer       api,
                     GAsyncResult  *result,
                     gpointer       source_tag,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), FALSE);

  g_task_propagate_pointer (G_TASK (result), error);
  return !g_task_had_error (G_TASK (result));
}

/* For calls read by ent_api_read_self (). */
GBytes *
ent_api_finish_bytes (gpointer       api,
                      GAsyncResult  *result,
                      gpointer       source_tag,
                      char         **media_type,
                      GError       **error)
{
  g_autoptr (EntResponse) response = ent_api_finish (api, result, source_tag, error);

  if (response == NULL)
    return NULL;

  if (media_type != NULL)
    *media_type = g_strdup (ent_response_get_media_type (response));
  return g_bytes_ref (ent_response_get_bytes (response));
}

/* The elements of @array; one that cannot be read is logged and left out, the others are kept. */
GPtrArray *
ent_api_read_list (JsonArray       *array,
                   EntReadItemFunc  read,
                   gpointer         data,
                   GDestroyNotify   free_item)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (free_item);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = ent_json_element_object (array, i);
      g_autoptr (GError) error = NULL;
      gpointer item = object != NULL ? read (object, data, &error) : NULL;

      if (item != NULL)
        g_ptr_array_add (items, item);
      else
        g_message ("Element %u of a list is left out: %s", i,
                   error != NULL ? error->message : "not an object");
    }

  return items;
}

gpointer
ent_api_read_id (EntResponse  *response,
                 gpointer      data,
                 GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? g_strdup (ent_json_get_string (object, "id", error)) : NULL;
}

gpointer
ent_api_read_self (EntResponse  *response,
                   gpointer      data,
                   GError      **error)
{
  return g_object_ref (response);
}

/* Whether ids[i] was there before: a batch with a doubled id is refused whole (ent-api/06 §6). */
gboolean
ent_api_is_repeated (const char * const *ids,
                     guint               i)
{
  for (guint j = 0; j < i; j++)
    if (strcmp (ids[j], ids[i]) == 0)
      return TRUE;

  return FALSE;
}

/* `{"<member>":["…"]}`, each id once. */
JsonNode *
ent_api_build_ids (const char         *member,
                   const char * const *ids)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; ids[i] != NULL; i++)
    if (!ent_api_is_repeated (ids, i))
      json_builder_add_string_value (builder, ids[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
