/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-class.h"
#include "ent-client.h"
#include "ent-person.h"
#include "ent-recipient.h"

G_BEGIN_DECLS

/* EntDirectoryApi: classes, people, and whom I may write to. */

#define ENT_TYPE_DIRECTORY_API (ent_directory_api_get_type ())
G_DECLARE_FINAL_TYPE (EntDirectoryApi, ent_directory_api, ENT, DIRECTORY_API, GObject)

EntDirectoryApi *ent_directory_api_new                     (EntClient *client);

/* (element-type EntClass): my classes, each once. */
void          ent_directory_api_list_classes_async         (EntDirectoryApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *ent_directory_api_list_classes_finish        (EntDirectoryApi *self, GAsyncResult *result, GError **error);
/* (element-type EntPerson): everybody of the class, each once; where class settings are not mine, those I may write to. */
void          ent_directory_api_list_members_async         (EntDirectoryApi *self, const char *class_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *ent_directory_api_list_members_finish        (EntDirectoryApi *self, GAsyncResult *result, GError **error);
/* (element-type EntRecipient): users, groups and bookmarks; @words NULL for all (hundreds of KB in big schools). */
void          ent_directory_api_list_recipients_async      (EntDirectoryApi *self, const char *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *ent_directory_api_list_recipients_finish     (EntDirectoryApi *self, GAsyncResult *result, GError **error);
/* (element-type EntRecipient), of type ENT_RECIPIENT_BOOKMARK. */
void          ent_directory_api_list_bookmarks_async       (EntDirectoryApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *ent_directory_api_list_bookmarks_finish      (EntDirectoryApi *self, GAsyncResult *result, GError **error);
/* (element-type EntRecipient): users and groups behind a bookmark; @n_hidden (out) (optional): how many more it holds that I cannot
 * see. NOT_FOUND: nothing was left in it and the ENT deleted it. */
void          ent_directory_api_expand_bookmark_async      (EntDirectoryApi *self, const char *bookmark_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *ent_directory_api_expand_bookmark_finish     (EntDirectoryApi *self, GAsyncResult *result, guint *n_hidden, GError **error);
void          ent_directory_api_get_group_async            (EntDirectoryApi *self, const char *group_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntRecipient *ent_directory_api_get_group_finish           (EntDirectoryApi *self, GAsyncResult *result, GError **error);
/* The picture's bytes; @media_type (out) (optional). Needs no session. @size is 48, 100, 120, 290 or 381 pixels. */
void          ent_directory_api_get_avatar_async           (EntDirectoryApi *self, const char *user_id, guint size, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes       *ent_directory_api_get_avatar_finish          (EntDirectoryApi *self, GAsyncResult *result, char **media_type, GError **error);

G_END_DECLS
