/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ent-block.h"

G_BEGIN_DECLS

GPtrArray *ent_json_read         (JsonNode     *json);

/* Inside the reader. */
char      *ent_json_dup_value    (JsonObject   *object,
                                  const char   *name);
JsonObject *ent_json_node_object (JsonNode     *node);
EntRun    *ent_json_read_inline  (JsonObject   *node,
                                  const char   *type);

G_END_DECLS
