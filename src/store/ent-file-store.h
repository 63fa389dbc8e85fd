/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-attachment.h"
#include "ent-database.h"

G_BEGIN_DECLS

/* Files attached to a text, kept as files/<sha256> in the account's folder. */

/* Copies @source into the store (in a worker thread, not the database's), then records it; the original may vanish afterwards. */
void           ent_file_store_add_async  (EntDatabase *db, GFile *source, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
EntAttachment *ent_file_store_add_finish (EntDatabase *db, GAsyncResult *result, GError **error);
/* (read) */
GFile         *ent_file_store_get_file   (EntDatabase *db, const char *sha256);
/* The ENT's id of a stored file, durable before anything else uses it. In a job. */
gboolean       ent_file_store_set_id     (EntDatabase *db, const char *sha256, const char *document_id, GError **error);
/* (read) NULL without error: not there. */
EntAttachment *ent_file_store_get        (EntDatabase *db, const char *sha256, GError **error);

G_END_DECLS
