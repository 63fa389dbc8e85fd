/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-error.h"
#include "ent-request.h"
#include "ent-response.h"
#include "ent-session.h"

G_BEGIN_DECLS

/* EntClient: the one door to the ENT. It alone knows SoupSession; the *Api classes prepare requests and read answers.
 *
 * A status becomes an EntApiError in one place. A request that meets a dead session waits, with all the others, for one renewal and
 * is sent again once: the ENT refused it, so it did nothing. A write never goes out twice by itself: no answer is an error to look
 * into, not a reason to repeat.
 *
 * Signals:
 *   "signed-out" (GError reason): the session is dead and could not be renewed; once, until a sign-in works again
 *   "signed-in" (): a sign-in or a renewal worked
 */

#define ENT_TYPE_CLIENT (ent_client_get_type ())
G_DECLARE_FINAL_TYPE (EntClient, ent_client, ENT, CLIENT, GObject)

#define ENT_CLIENT_TIMEOUT_SECONDS 30
#define ENT_CLIENT_MAX_PARALLEL 6

EntClient       *ent_client_new                    (const char           *server,
                                                    GError              **error);
const char      *ent_client_get_server             (EntClient            *self);
void             ent_client_set_session            (EntClient            *self,
                                                    EntSession           *session);
EntSession      *ent_client_get_session            (EntClient            *self);

void             ent_client_sign_in_async          (EntClient            *self,
                                                    const char           *password,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         ent_client_sign_in_finish         (EntClient            *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

void             ent_client_send_async             (EntClient            *self,
                                                    EntRequest           *request,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
EntResponse     *ent_client_send_finish            (EntClient            *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void             ent_client_download_async         (EntClient            *self,
                                                    const char           *path,
                                                    GFile                *target,
                                                    EntProgressFunc       progress,
                                                    gpointer              progress_data,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GBytes          *ent_client_download_finish        (EntClient            *self,
                                                    GAsyncResult         *result,
                                                    char                **media_type,
                                                    GError              **error);

gint64           ent_client_get_server_time_offset (EntClient            *self);   /* µs to add to our clock to get the ENT's */
gint64           ent_client_get_server_time        (EntClient            *self);   /* µs UTC, by the ENT's clock */
guint64          ent_client_get_n_requests         (EntClient            *self);   /* sent since creation */
guint64          ent_client_get_n_bytes            (EntClient            *self);   /* received: headers and bodies as they came on the wire */
guint64          ent_client_get_n_renewals         (EntClient            *self);   /* sign-ins made for waiting requests */
GTlsCertificate *ent_client_get_refused_certificate (EntClient           *self);   /* (nullable): the last one refused */

char            *ent_client_dup_server_words       (const GError         *error);  /* (nullable) */

G_END_DECLS
