/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"

G_BEGIN_DECLS

/* A picture or a file of this computer stands in a draft as "ent-file:<sha256>" until the ENT has
 * it. */
#define ENT_FILE_PLACEHOLDER "ent-file:"

GPtrArray *ent_file_placeholders_find    (const char   *html);
char      *ent_file_placeholders_resolve (EntDatabase  *db,
                                          const char   *html,
                                          GError      **error);

G_END_DECLS
