/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"
#include "ent-verdict.h"

G_BEGIN_DECLS

void       ent_operation_run_async  (EntOperation         *operation,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
EntVerdict ent_operation_run_finish (EntOperation         *operation,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
