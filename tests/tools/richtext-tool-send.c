/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "richtext-tool.h"

#include <gio/gio.h>

#include "ent-send-safe.h"

static gboolean
run_defuse (JsonObject   *request,
            JsonBuilder  *answer,
            GError      **error)
{
  JsonNode *members = json_object_get_member (request, "request");
  g_autoptr (JsonNode) safe = NULL;
  gboolean altered;

  if (members == NULL || !JSON_NODE_HOLDS_OBJECT (members))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“request” is missing or not an object");
      return FALSE;
    }

  safe = ent_send_safe_defuse (members, &altered);
  json_builder_set_member_name (answer, "altered");
  json_builder_add_boolean_value (answer, altered);
  json_builder_set_member_name (answer, "request");
  json_builder_add_value (answer, g_steal_pointer (&safe));
  return TRUE;
}

const RichtextToolOp richtext_tool_send_ops[] = {
  { "defuse", run_defuse },
  { NULL, NULL },
};
