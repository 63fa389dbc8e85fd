/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation-row.h"

G_BEGIN_DECLS

/* @text comes from the database, which checks it. */
EntOperationState  ent_operation_state_from_string (const char       *text);
EntOperationStep   ent_operation_step_from_string  (const char       *text);
const char        *ent_operation_step_to_string    (EntOperationStep  step);

G_END_DECLS
