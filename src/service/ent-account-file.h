/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The file that names the accounts of this computer. */
gboolean   ent_account_file_change (const char  *data_dir,
                                    const char  *uuid,
                                    const char  *json,
                                    GError     **error);
JsonArray *ent_account_file_read   (const char  *data_dir,
                                    GError     **error);
gboolean   ent_account_file_wipe   (const char  *path,
                                    GError     **error);

G_END_DECLS
