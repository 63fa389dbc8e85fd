/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An operation reads its members of @request and adds its own to @answer, an object that already
 * says "ok". Returns FALSE with @error if the request lacks something: then the answer is the
 * error alone. */
typedef gboolean (*RichtextToolRun) (JsonObject  *request,
                                     JsonBuilder *answer,
                                     GError     **error);

typedef struct
{
  const char      *name;   /* the request's "op"; NULL ends a family */
  RichtextToolRun  run;
} RichtextToolOp;

/* One family a file, listed in richtext-tool.c. */
extern const RichtextToolOp richtext_tool_document_ops[];
extern const RichtextToolOp richtext_tool_merge_ops[];
extern const RichtextToolOp richtext_tool_send_ops[];

const char *richtext_tool_get_string (JsonObject  *request,
                                      const char  *member,
                                      GError     **error);

G_END_DECLS
