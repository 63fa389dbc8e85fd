/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The notebooks' JSON made into model objects (private to this folder). */

gpointer   ent_notebook_read (JsonObject  *object,
                              gpointer     reader_id,
                              GError     **error);
GPtrArray *ent_entries_read  (JsonObject  *object,
                              const char  *notebook_id);

G_END_DECLS
