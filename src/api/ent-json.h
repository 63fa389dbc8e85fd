/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ent-error.h"

G_BEGIN_DECLS

/* Checked readers of what the ENT answers. The plain ones fail with ENT_API_ERROR_PROTOCOL and name the member; the others
 * (…_or, dup, opt) take what is missing, null or of another type as absent. */

const char *ent_json_get_string      (JsonObject *object, const char *member, GError **error);
const char *ent_json_opt_string      (JsonObject *object, const char *member);                         /* (nullable) */
const char *ent_json_string_or       (JsonObject *object, const char *member, const char *fallback);
gint64      ent_json_int_or          (JsonObject *object, const char *member, gint64 fallback);        /* also numbers as text or with a fraction */
gboolean    ent_json_bool_or         (JsonObject *object, const char *member, gboolean fallback);      /* also 0, 1, "true" */
JsonObject *ent_json_get_object      (JsonObject *object, const char *member, GError **error);
JsonObject *ent_json_opt_object      (JsonObject *object, const char *member);                         /* (nullable) */
JsonArray  *ent_json_get_array       (JsonObject *object, const char *member, GError **error);
JsonArray  *ent_json_opt_array       (JsonObject *object, const char *member);                         /* (nullable) */
JsonObject *ent_json_element_object  (JsonArray *array, guint i);                                      /* (nullable): of another type */
const char *ent_json_element_string  (JsonArray *array, guint i);                                      /* (nullable) */
char      **ent_json_dup_strings     (JsonArray *array);                                               /* the texts of @array (nullable), never NULL */

/* µs UTC cut to the millisecond, 0 when absent or unreadable. Takes {"$date": X} and bare X, X being ISO text with 0 to 9 fraction
 * digits and a zone, a number of ms, or a number of ms as text. */
gint64      ent_json_date            (JsonObject *object, const char *member);
gboolean    ent_json_parse_iso_date  (const char *text, gint64 *time);
/* "2026-09-03 10:12.01.500", the workspace's own, without zone: read as local time; also what ent_json_date () takes. */
gint64      ent_json_workspace_date  (JsonObject *object, const char *member);

/* Compact, raw UTF-8: what goes out and what richtext's send-safe check must look at. */
char       *ent_json_to_text         (JsonNode *node);

G_END_DECLS
