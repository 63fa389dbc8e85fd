/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* EntResponse: what the ENT answered to one request. */

#define ENT_TYPE_RESPONSE (ent_response_get_type ())
G_DECLARE_FINAL_TYPE (EntResponse, ent_response, ENT, RESPONSE, GObject)

guint       ent_response_get_status     (EntResponse *self);   /* HTTP status */
const char *ent_response_get_location   (EntResponse *self);   /* (nullable): of a 3xx, as received */
const char *ent_response_get_media_type (EntResponse *self);   /* (nullable): without parameters, lower case */
gint64      ent_response_get_date       (EntResponse *self);   /* the server's clock when it answered, µs UTC, 0 unknown */
GBytes     *ent_response_get_bytes      (EntResponse *self);   /* never NULL; empty when the body went to a file */
char       *ent_response_dup_text       (EntResponse *self);   /* the body as UTF-8, broken bytes replaced */

/* Both fail with ENT_API_ERROR_PROTOCOL when the body is something else; they return what @self owns. */
JsonNode   *ent_response_get_json       (EntResponse *self, GError **error);
JsonObject *ent_response_get_object     (EntResponse *self, GError **error);
JsonArray  *ent_response_get_array      (EntResponse *self, GError **error);

G_END_DECLS
