/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean  ent_send_safe_is_altered (JsonNode *request);
JsonNode *ent_send_safe_defuse     (JsonNode *request,
                                    gboolean *altered);

G_END_DECLS
