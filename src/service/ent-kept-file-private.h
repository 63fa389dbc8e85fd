/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of the ENT that stays on the disk once it was seen. */

/* Asks the ENT for it, by an API's async function that leaves @kept alone until all of it came. */
typedef void     (*EntKeptFileBegin)  (GFile *kept, gpointer data, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
typedef gboolean (*EntKeptFileFinish) (GObject *api, GAsyncResult *result, GError **error);

void     ent_kept_file_fetch_async  (GFile *kept, EntKeptFileBegin begin, EntKeptFileFinish finish,
                                     gpointer data, GDestroyNotify free_data, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean ent_kept_file_fetch_finish (GFile *kept, GAsyncResult *result, GError **error);

G_END_DECLS
