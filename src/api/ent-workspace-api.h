/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"
#include "ent-remote-file.h"

G_BEGIN_DECLS

/* EntWorkspaceApi: files for texts (pictures, attachments), always uploaded as protected: readers of the text need no share. */

#define ENT_TYPE_WORKSPACE_API (ent_workspace_api_get_type ())
G_DECLARE_FINAL_TYPE (EntWorkspaceApi, ent_workspace_api, ENT, WORKSPACE_API, GObject)

EntWorkspaceApi *ent_workspace_api_new                    (EntClient *client);
/* QUOTA: no room left there. @progress may be NULL. */
void           ent_workspace_api_upload_async             (EntWorkspaceApi *self, GFile *file, const char *name, const char *media_type, EntProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntRemoteFile *ent_workspace_api_upload_finish            (EntWorkspaceApi *self, GAsyncResult *result, GError **error);
/* (element-type EntRemoteFile): my protected files, to find one whose upload got no answer (name and created_at). */
void           ent_workspace_api_list_protected_async     (EntWorkspaceApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *ent_workspace_api_list_protected_finish    (EntWorkspaceApi *self, GAsyncResult *result, GError **error);
/* @document: an id, or a path as it stands in a text ("/workspace/document/<id>?thumbnail=…", "/workspace/pub/document/<id>"). */
void           ent_workspace_api_download_async           (EntWorkspaceApi *self, const char *document, GFile *target, EntProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_api_download_finish          (EntWorkspaceApi *self, GAsyncResult *result, char **media_type, GError **error);
/* @size "1600x0", "120x120"… The first answers may be the whole picture: the ENT makes thumbnails afterwards. */
void           ent_workspace_api_get_thumbnail_async      (EntWorkspaceApi *self, const char *document, const char *size, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes        *ent_workspace_api_get_thumbnail_finish     (EntWorkspaceApi *self, GAsyncResult *result, char **media_type, GError **error);
/* Bytes allowed and used. */
void           ent_workspace_api_get_quota_async          (EntWorkspaceApi *self, const char *user_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_api_get_quota_finish         (EntWorkspaceApi *self, GAsyncResult *result, gint64 *quota, gint64 *used, GError **error);
/* For good, all or none. */
void           ent_workspace_api_delete_async             (EntWorkspaceApi *self, const char * const *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_api_delete_finish            (EntWorkspaceApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
