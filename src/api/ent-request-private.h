/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-request.h"

G_BEGIN_DECLS

SoupMessage *ent_request_create_message (EntRequest *self,
                                         GUri       *base);
gboolean     ent_request_is_read        (EntRequest *self);
GFile       *ent_request_get_upload     (EntRequest *self);
GFile       *ent_request_get_target     (EntRequest *self);
guint        ent_request_get_timeout    (EntRequest *self);
void         ent_request_set_file_body  (EntRequest   *self,
                                         SoupMessage  *message,
                                         GInputStream *stream,
                                         goffset       size);
void         ent_request_report         (EntRequest *self,
                                         goffset     done,
                                         goffset     total);

G_END_DECLS
