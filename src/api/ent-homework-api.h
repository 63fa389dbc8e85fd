/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"
#include "ent-entry.h"
#include "ent-notebook.h"

G_BEGIN_DECLS

/* EntHomeworkApi: the notebooks of the "cahier de textes" and their entries. */

#define ENT_TYPE_HOMEWORK_API (ent_homework_api_get_type ())
G_DECLARE_FINAL_TYPE (EntHomeworkApi, ent_homework_api, ENT, HOMEWORK_API, GObject)

EntHomeworkApi *ent_homework_api_new                 (EntClient *client);
/* Who reads: rights are worked out for this account (user id, groups). */
void            ent_homework_api_set_reader          (EntHomeworkApi *self, const char *user_id, const char * const *group_ids);
/* (element-type EntNotebook): trashed ones left out. */
void            ent_homework_api_list_notebooks_async  (EntHomeworkApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray      *ent_homework_api_list_notebooks_finish (EntHomeworkApi *self, GAsyncResult *result, GError **error);
/* @entries (out) (element-type EntEntry): by day then position; two day objects of one date are merged; several of one id
 * (an ENT that appended) are all given, the newest last. */
void            ent_homework_api_get_notebook_async  (EntHomeworkApi *self, const char *notebook_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntNotebook    *ent_homework_api_get_notebook_finish (EntHomeworkApi *self, GAsyncResult *result, GPtrArray **entries, GError **error);
/* @entry_id is ours (UUID); @date "2026-11-24". A second put may append on some ENTs: look first. */
void            ent_homework_api_put_entry_async     (EntHomeworkApi *self, const char *notebook_id, const char *entry_id, const char *date, const char *title, const char *html, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        ent_homework_api_put_entry_finish    (EntHomeworkApi *self, GAsyncResult *result, GError **error);
/* @date is the day the entry sits in. */
void            ent_homework_api_delete_entry_async  (EntHomeworkApi *self, const char *notebook_id, const char *entry_id, const char *date, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        ent_homework_api_delete_entry_finish (EntHomeworkApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
