/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"
#include "ent-operation.h"
#include "ent-payload.h"

G_BEGIN_DECLS

EntProbe ent_merge_policy_compare    (EntItem          *base,
                                      const EntPayload *mine,
                                      EntItem          *theirs,
                                      gboolean          tried);
gboolean ent_merge_policy_same_words (const EntPayload *mine,
                                      EntItem          *theirs);

gboolean ent_merge_policy_check_written (EntOperation     *operation,
                                         EntItem          *theirs,
                                         GError          **error);

G_END_DECLS
