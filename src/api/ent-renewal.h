/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"

G_BEGIN_DECLS

/* EntRenewal: one mending of the session at a time, for everybody who waits for it. */

#define ENT_TYPE_RENEWAL (ent_renewal_get_type ())
G_DECLARE_FINAL_TYPE (EntRenewal, ent_renewal, ENT, RENEWAL, GObject)

typedef enum
{
  ENT_MEND_RENEW,    /* the session is dead */
  ENT_MEND_XSRF,     /* 403: the session is dead, or only its token is stale: look first */
  ENT_MEND_SIGN_IN,  /* somebody gave a password */
} EntMend;

EntRenewal *ent_renewal_new    (EntClient            *client);
void        ent_renewal_async  (EntRenewal           *self,
                                EntMend               mend,
                                const char           *password,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean    ent_renewal_finish (EntRenewal           *self,
                                GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
