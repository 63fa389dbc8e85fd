/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"

G_BEGIN_DECLS

void ent_upload_progress_cb (goffset  done,
                             goffset  total,
                             gpointer operation);

G_END_DECLS
