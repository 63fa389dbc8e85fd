/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"

G_BEGIN_DECLS

EntProbe ent_auto_merge      (EntOperation  *operation,
                              EntProbe       probe);
gboolean ent_auto_merge_keep (EntOperation  *operation,
                              EntDatabase   *db,
                              GError       **error);
char    *ent_auto_merge_dup_draft_base (EntOperation *operation);
gboolean ent_auto_merge_hand_over (EntOperation     *operation,
                                   EntOperationRow  *other,
                                   GError          **error);

G_END_DECLS
