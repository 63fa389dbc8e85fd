/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-pull.h"

G_BEGIN_DECLS

void     ent_pull_kind_async  (EntPull              *pull,
                               EntKind               kind,
                               const char           *parent_id,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean ent_pull_kind_finish (EntPull              *pull,
                               GAsyncResult         *result,
                               gboolean             *more,
                               GError              **error);

G_END_DECLS
