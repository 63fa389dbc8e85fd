/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the files of this folder share. */

/* Every property of the model is quiet unless the value really changed. */
#define ENT_MODEL_PARAM (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)
/* Where the local work stands: worked out when read, never part of the stored form. */
#define ENT_MODEL_LOCAL (1 << G_PARAM_USER_SHIFT)
#define ENT_MODEL_PARAM_LOCAL (ENT_MODEL_PARAM | ENT_MODEL_LOCAL)

/* One setter a type: copy, compare, notify on change only. */
void       ent_model_set_string           (GObject             *object,
                                           char               **field,
                                           const char          *value,
                                           GParamSpec          *pspec);
void       ent_model_set_int64            (GObject             *object,
                                           gint64              *field,
                                           gint64               value,
                                           GParamSpec          *pspec);
void       ent_model_set_uint             (GObject             *object,
                                           guint               *field,
                                           guint                value,
                                           GParamSpec          *pspec);
void       ent_model_set_boolean          (GObject             *object,
                                           gboolean            *field,
                                           gboolean             value,
                                           GParamSpec          *pspec);
void       ent_model_set_strv             (GObject             *object,
                                           char              ***field,
                                           const char * const  *value,
                                           GParamSpec          *pspec);
void       ent_model_set_objects          (GObject             *object,
                                           GPtrArray          **field,
                                           GPtrArray           *value,
                                           GParamSpec          *pspec);

/* Parses @json and checks what its root is. */
JsonNode  *ent_model_parse                (const char          *json,
                                           JsonNodeType         type,
                                           GError             **error);

/* What json-glib asks an EntItem: local work is left out, enumerations are words. */
void       ent_item_serializable_init     (JsonSerializableIface *iface);

JsonNode  *ent_model_recipients_to_node   (GPtrArray           *recipients);
GPtrArray *ent_model_recipients_from_node (JsonNode            *node,
                                           GError             **error);

G_END_DECLS
