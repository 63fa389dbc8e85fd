/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The messages' JSON made into model objects (private to this folder). */

GPtrArray *ent_folders_read (JsonArray   *tree);
gpointer   ent_message_read (JsonObject  *object,
                             gpointer     folder_id,
                             GError     **error);

G_END_DECLS
