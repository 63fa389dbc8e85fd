/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-request.h"
#include "ent-response.h"

G_BEGIN_DECLS

/* One message out, one answer in: transport only. A status is no failure here; no answer is. */

void         ent_exchange_async  (SoupSession          *session,
                                  SoupMessage          *message,
                                  EntRequest           *request,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
EntResponse *ent_exchange_finish (SoupSession          *session,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
