/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-connection.h"

G_BEGIN_DECLS

/* What the store counts; given whole, so that the card never adds figures of two moments. */
typedef struct
{
  guint  n_waiting;
  guint  n_deferred;
  guint  n_sending;
  guint  n_blocked;
  guint  n_changed;
  guint  n_drafts;
  guint  n_unread;
} EntConnectionCounts;

EntConnection *ent_connection_new            (void);
void           ent_connection_set_state      (EntConnection             *self,
                                              EntConnectionState         state,
                                              const GError              *error);
void           ent_connection_set_progress   (EntConnection             *self,
                                              EntPullWhat                what,
                                              double                     fraction);
void           ent_connection_set_counts     (EntConnection             *self,
                                              const EntConnectionCounts *counts);
void           ent_connection_set_first_pull (EntConnection             *self,
                                              gboolean                   first_pull);
void           ent_connection_set_pulled_at  (EntConnection             *self,
                                              gint64                     pulled_at);
void           ent_connection_set_sent_at    (EntConnection             *self,
                                              gint64                     sent_at);
void           ent_connection_set_half_unit  (EntConnection             *self,
                                              gboolean                   half_unit);

G_END_DECLS
