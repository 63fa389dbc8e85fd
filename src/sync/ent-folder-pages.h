/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-pull.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FOLDER_LOOK_NEWS,        /* the newest, further only while there is news */
  ENT_FOLDER_LOOK_NEXT,        /* one page further than what is known */
  ENT_FOLDER_LOOK_EVERYTHING,  /* to the last page */
} EntFolderLook;

void     ent_folder_pages_read_async  (EntPull              *pull,
                                       const char           *folder_id,
                                       EntFolderLook         look,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean ent_folder_pages_read_finish (GAsyncResult         *result,
                                       gboolean             *more,
                                       GError              **error);

G_END_DECLS
