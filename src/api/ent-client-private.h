/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"

G_BEGIN_DECLS

void ent_client_session_alive (EntClient    *self,
                               gboolean      renewed);
void ent_client_session_lost  (EntClient    *self,
                               const GError *reason);

G_END_DECLS
