/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-anchors-private.h"
#include "ent-database.h"

G_BEGIN_DECLS

/* Where the lists read before stand, on the main thread; NULL in a job. */
EntAnchors *ent_database_get_anchors (EntDatabase *self);

G_END_DECLS
