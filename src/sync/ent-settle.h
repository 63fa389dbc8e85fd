/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"

G_BEGIN_DECLS

/* What an operation leaves behind. All in a job of the database. */

/* The cursor that holds the moment of the last arrival, µs UTC. */
#define ENT_CURSOR_SENT_AT "sent-at"

gboolean ent_settle_sent        (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_base        (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_deleted     (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_gone        (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_row         (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_made        (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_identified  (EntOperation  *operation,
                                 EntDatabase   *db,
                                 GError       **error);
gboolean ent_settle_has_draft   (EntDatabase   *db,
                                 const char    *draft_uuid,
                                 gboolean      *has,
                                 GError       **error);
/* On the main thread. */
gboolean ent_settle_may_be_mine (EntOperation  *operation,
                                 const char    *id);

G_END_DECLS
