/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-workspace-api.h"

#include <string.h>

#include "ent-api-private.h"
#include "ent-json.h"

struct _EntWorkspaceApi
{
  GObject    parent_instance;

  EntClient *client;         /* (owned) */
  gint64     zone_offset;    /* µs: the server's local time less ours, as uploads showed it */
};

G_DEFINE_FINAL_TYPE (EntWorkspaceApi, ent_workspace_api, G_TYPE_OBJECT)

static void
ent_workspace_api_finalize (GObject *object)
{
  EntWorkspaceApi *self = ENT_WORKSPACE_API (object);

  g_object_unref (self->client);

  G_OBJECT_CLASS (ent_workspace_api_parent_class)->finalize (object);
}

static void
ent_workspace_api_class_init (EntWorkspaceApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_workspace_api_finalize;
}

static void
ent_workspace_api_init (EntWorkspaceApi *self)
{
}

/**
 * ent_workspace_api_new:
 * @client: the client to send with
 *
 * Returns: (transfer full): a workspace API
 */
EntWorkspaceApi *
ent_workspace_api_new (EntClient *client)
{
  EntWorkspaceApi *self;

  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);

  self = g_object_new (ENT_TYPE_WORKSPACE_API, NULL);
  self->client = g_object_ref (client);
  return self;
}

/* Texts of the workspace say no zone. An upload's answer comes with the server's clock: the two
 * tell how far its local time is from ours, to the quarter of an hour as zones go. */
#define QUARTER_USEC (15 * 60 * G_USEC_PER_SEC)

static gpointer
read_file (JsonObject  *object,
           gpointer     zone_offset,
           GError     **error)
{
  const char *id = ent_json_get_string (object, "_id", error);
  JsonObject *metadata = ent_json_opt_object (object, "metadata");
  EntRemoteFile *file;

  if (id == NULL)
    return NULL;

  file = g_new0 (EntRemoteFile, 1);
  file->id = g_strdup (id);
  file->name = g_strdup (ent_json_string_or (object, "name", ""));
  file->created_at = ent_json_workspace_date (object, "created");
  if (file->created_at != 0)
    file->created_at -= *(gint64 *) zone_offset;
  if (metadata != NULL)
    {
      file->media_type = g_strdup (ent_json_opt_string (metadata, "content-type"));
      file->size = ent_json_int_or (metadata, "size", 0);
    }
  return file;
}

static gpointer
read_uploaded (EntResponse  *response,
               gpointer      data,
               GError      **error)
{
  EntWorkspaceApi *self = data;
  JsonObject *object = ent_response_get_object (response, error);
  gint64 none = 0;
  EntRemoteFile *file = object != NULL ? read_file (object, &none, error) : NULL;
  gint64 difference;

  if (file == NULL)
    return NULL;

  if (file->created_at != 0 && ent_response_get_date (response) != 0)
    {
      difference = file->created_at - ent_response_get_date (response);
      difference += (difference < 0 ? -1 : 1) * QUARTER_USEC / 2;
      self->zone_offset = difference / QUARTER_USEC * QUARTER_USEC;
      file->created_at -= self->zone_offset;
    }
  return file;
}

static gpointer
read_files (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  if (array == NULL)
    return NULL;

  return ent_api_read_list (array, read_file, data, (GDestroyNotify) ent_remote_file_free);
}

/* Allowed and used, in this order. */
static gpointer
read_quota (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  gint64 *quota;

  if (object == NULL)
    return NULL;

  quota = g_new (gint64, 2);
  quota[0] = ent_json_int_or (object, "quota", 0);
  quota[1] = ent_json_int_or (object, "storage", 0);
  return quota;
}

/* An id or a path as it stands in a text becomes a path without query. */
static EntRequest *
new_document_request (EntWorkspaceApi *self,
                      const char      *document)
{
  const char *server = ent_client_get_server (self->client);
  g_autofree char *path = NULL;

  if (g_str_has_prefix (document, server))
    document += strlen (server);
  if (document[0] != '/')
    return ent_request_new ("GET", "/workspace/document", document, NULL);

  path = g_strndup (document, strcspn (document, "?#"));
  return ent_request_new_for_path ("GET", path);
}

/**
 * ent_workspace_api_upload_async:
 * @self: a workspace API
 * @file: what to send
 * @name: what the ENT shall call it
 * @media_type: (nullable): its media type
 * @progress: (nullable): called in the caller's main context while it lasts
 * @progress_data: given to @progress; must live until the callback
 * @callback: called in the caller's main context
 *
 * Sends a file as a protected document: whoever is signed in and knows its id may read it. The ENT
 * turns and re-encodes pictures: neither size nor bytes are those of @file.
 *
 * Source: entcore 6.15.4, WorkspaceController.java (ent-api/04 §3).
 */
void
ent_workspace_api_upload_async (EntWorkspaceApi     *self,
                                GFile               *file,
                                const char          *name,
                                const char          *media_type,
                                EntProgressFunc      progress,
                                gpointer             progress_data,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_WORKSPACE_API (self));
  g_return_if_fail (G_IS_FILE (file) && name != NULL);

  request = ent_request_new ("POST", "/workspace/document", NULL);
  /* Without an application the flag is ignored, and readers of the text are refused. */
  ent_request_add_query (request, "protected", "true");
  ent_request_add_query (request, "application", "media-library");
  ent_request_add_query (request, "quality", "1");
  ent_request_add_query (request, "name", name);
  ent_request_set_upload (request, file, name, media_type);
  ent_request_set_progress (request, progress, progress_data, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_uploaded, (GDestroyNotify) ent_remote_file_free,
                              g_object_ref (self), g_object_unref },
                ent_workspace_api_upload_async, cancellable, callback, user_data);
}

/**
 * ent_workspace_api_upload_finish:
 * @self: a workspace API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the document; fails with %ENT_API_ERROR_QUOTA when there is
 *   no room left, with %G_IO_ERROR when @file cannot be read
 */
EntRemoteFile *
ent_workspace_api_upload_finish (EntWorkspaceApi  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  return ent_api_finish (self, result, ent_workspace_api_upload_async, error);
}

/**
 * ent_workspace_api_list_protected_async:
 * @self: a workspace API
 * @callback: called in the caller's main context
 *
 * Lists my protected documents, to find one whose upload got no answer.
 *
 * Source: entcore 6.15.4, WorkspaceController.java, listDocuments (ent-api/04 §2.1).
 */
void
ent_workspace_api_list_protected_async (EntWorkspaceApi     *self,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_WORKSPACE_API (self));

  request = ent_request_new ("GET", "/workspace/documents", NULL);
  ent_request_add_query (request, "filter", "protected");
  ent_request_add_query (request, "application", "media-library");
  ent_api_send (self, self->client, request,
                (EntReader) { read_files, (GDestroyNotify) g_ptr_array_unref,
                              g_memdup2 (&self->zone_offset, sizeof self->zone_offset), g_free },
                ent_workspace_api_list_protected_async, cancellable, callback, user_data);
}

/**
 * ent_workspace_api_list_protected_finish:
 * @self: a workspace API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntRemoteFile) (nullable): in no order
 */
GPtrArray *
ent_workspace_api_list_protected_finish (EntWorkspaceApi  *self,
                                         GAsyncResult     *result,
                                         GError          **error)
{
  return ent_api_finish (self, result, ent_workspace_api_list_protected_async, error);
}

/**
 * ent_workspace_api_download_async:
 * @self: a workspace API
 * @document: an id, or a path as it stands in a text
 * @target: a file to replace
 * @progress: (nullable): called in the caller's main context while it lasts
 * @progress_data: given to @progress; must live until the callback
 * @callback: called in the caller's main context
 *
 * Fetches a document whole.
 *
 * Source: entcore 6.15.4, WorkspaceController.java, getFile (ent-api/04 §4.1).
 */
void
ent_workspace_api_download_async (EntWorkspaceApi     *self,
                                  const char          *document,
                                  GFile               *target,
                                  EntProgressFunc      progress,
                                  gpointer             progress_data,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_WORKSPACE_API (self));
  g_return_if_fail (document != NULL && G_IS_FILE (target));

  request = new_document_request (self, document);
  ent_request_set_header (request, "Accept", "*/*");
  ent_request_set_flags (request, ENT_REQUEST_ANY_TYPE);
  ent_request_set_target (request, target);
  ent_request_set_progress (request, progress, progress_data, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_api_read_self, g_object_unref, NULL, NULL },
                ent_workspace_api_download_async, cancellable, callback, user_data);
}

/**
 * ent_workspace_api_download_finish:
 * @self: a workspace API
 * @result: what the callback got
 * @media_type: (out) (optional) (nullable): what it is
 *
 * Returns: whether @target is whole; it is untouched otherwise
 */
gboolean
ent_workspace_api_download_finish (EntWorkspaceApi  *self,
                                   GAsyncResult     *result,
                                   char            **media_type,
                                   GError          **error)
{
  g_autoptr (GBytes) bytes = ent_api_finish_bytes (self, result, ent_workspace_api_download_async,
                                                   media_type, error);

  return bytes != NULL;
}

/**
 * ent_workspace_api_get_thumbnail_async:
 * @self: a workspace API
 * @document: an id, or a path as it stands in a text
 * @size: "WIDTHxHEIGHT"; 0 keeps the ratio: "1600x0", "120x120"
 * @callback: called in the caller's main context
 *
 * Fetches a small picture. Until the ENT has made it, it answers with the whole one.
 *
 * Source: entcore 6.15.4, WorkspaceController.java, getFile (ent-api/04 §4.2).
 */
void
ent_workspace_api_get_thumbnail_async (EntWorkspaceApi     *self,
                                       const char          *document,
                                       const char          *size,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_WORKSPACE_API (self));
  g_return_if_fail (document != NULL && size != NULL);

  request = new_document_request (self, document);
  ent_request_add_query (request, "thumbnail", size);
  ent_request_set_header (request, "Accept", "*/*");
  ent_request_set_flags (request, ENT_REQUEST_ANY_TYPE);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_api_read_self, g_object_unref, NULL, NULL },
                ent_workspace_api_get_thumbnail_async, cancellable, callback, user_data);
}

/**
 * ent_workspace_api_get_thumbnail_finish:
 * @self: a workspace API
 * @result: what the callback got
 * @media_type: (out) (optional) (nullable): what it is
 *
 * Returns: (transfer full) (nullable): a picture, maybe bigger than asked
 */
GBytes *
ent_workspace_api_get_thumbnail_finish (EntWorkspaceApi  *self,
                                        GAsyncResult     *result,
                                        char            **media_type,
                                        GError          **error)
{
  return ent_api_finish_bytes (self, result, ent_workspace_api_get_thumbnail_async, media_type,
                               error);
}

/**
 * ent_workspace_api_get_quota_async:
 * @self: a workspace API
 * @user_id: the person signed in
 * @callback: called in the caller's main context
 *
 * Asks how much room there is.
 *
 * Source: entcore 6.15.4, QuotaController.java (ent-api/04 §9).
 */
void
ent_workspace_api_get_quota_async (EntWorkspaceApi     *self,
                                   const char          *user_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_WORKSPACE_API (self));
  g_return_if_fail (user_id != NULL);

  request = ent_request_new ("GET", "/workspace/quota/user", user_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_quota, g_free, NULL, NULL },
                ent_workspace_api_get_quota_async, cancellable, callback, user_data);
}

/**
 * ent_workspace_api_get_quota_finish:
 * @self: a workspace API
 * @result: what the callback got
 * @quota: (out): bytes allowed
 * @used: (out): bytes used
 *
 * Returns: whether it could be asked
 */
gboolean
ent_workspace_api_get_quota_finish (EntWorkspaceApi  *self,
                                    GAsyncResult     *result,
                                    gint64           *quota,
                                    gint64           *used,
                                    GError          **error)
{
  g_autofree gint64 *answer = ent_api_finish (self, result, ent_workspace_api_get_quota_async,
                                              error);

  *quota = answer != NULL ? answer[0] : 0;
  *used = answer != NULL ? answer[1] : 0;
  return answer != NULL;
}

/**
 * ent_workspace_api_delete_async:
 * @self: a workspace API
 * @ids: (array zero-terminated=1): the documents
 * @callback: called in the caller's main context
 *
 * Deletes documents for good; texts that show them are broken then.
 *
 * Source: entcore 6.15.4, WorkspaceController.java (ent-api/04 §5).
 */
void
ent_workspace_api_delete_async (EntWorkspaceApi     *self,
                                const char * const  *ids,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE_API (self));
  g_return_if_fail (ids != NULL);

  body = ent_api_build_ids ("ids", ids);
  request = ent_request_new ("DELETE", "/workspace/documents", NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_workspace_api_delete_async, cancellable, callback, user_data);
}

/**
 * ent_workspace_api_delete_finish:
 * @self: a workspace API
 * @result: what the callback got
 *
 * Returns: whether all are deleted; one that is unknown or not mine refuses them all (_FORBIDDEN)
 */
gboolean
ent_workspace_api_delete_finish (EntWorkspaceApi  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  return ent_api_finish_done (self, result, ent_workspace_api_delete_async, error);
}
