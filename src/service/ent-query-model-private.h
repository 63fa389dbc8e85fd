/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-query-model.h"

G_BEGIN_DECLS

EntQueryModel *ent_query_model_new         (EntDatabase    *db,
                                            const EntQuery *query);
/* The windows held in memory; for the tests of the bound. */
guint          ent_query_model_get_n_windows (EntQueryModel *self);

G_END_DECLS
