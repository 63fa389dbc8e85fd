/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-block.h"
#include "ent-plain.h"

G_BEGIN_DECLS

void ent_plain_write_block  (GString   *out,
                             EntBlock  *block);
void ent_plain_write_blocks (GString   *out,
                             GPtrArray *blocks);

G_END_DECLS
