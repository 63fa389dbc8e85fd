/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-error.h"
#include "ent-request.h"
#include "ent-response.h"

G_BEGIN_DECLS

EntResponse *ent_response_new       (SoupMessage *message,
                                     GBytes      *bytes);
gboolean     ent_response_check     (EntResponse *self,
                                     EntRequest  *request,
                                     GError     **error);
EntApiError  ent_response_get_code  (EntResponse *self);
char        *ent_response_dup_words (EntResponse *self);
gboolean     ent_response_is_html   (EntResponse *self);
gboolean     ent_response_is_xsrf   (EntResponse *self);

G_END_DECLS
