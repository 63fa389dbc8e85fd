/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "richtext-tool"

/* Reading and writing: read, read-json, roundtrip, rewrite, send-form. The last three also take
 * a tiptap document, as “json” instead of “html”. */

#include <gio/gio.h>

#include "ent-document.h"
#include "richtext-tool.h"

static EntDocument *
read_html (JsonObject  *request,
           GError     **error)
{
  const char *html = richtext_tool_get_string (request, "html", error);

  return html != NULL ? ent_document_new_from_html (html) : NULL;
}

static EntDocument *
read_json (JsonObject  *request,
           GError     **error)
{
  JsonNode *json = json_object_get_member (request, "json");

  if (json != NULL)
    return ent_document_new_from_json (json);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“json” is missing");
  return NULL;
}

static EntDocument *
read_either (JsonObject  *request,
             GError     **error)
{
  return json_object_has_member (request, "json") ? read_json (request, error)
                                                  : read_html (request, error);
}

static void
add_string (JsonBuilder *answer,
            const char  *member,
            char        *value)
{
  json_builder_set_member_name (answer, member);
  json_builder_add_string_value (answer, value);
  g_free (value);
}

static void
describe (EntDocument *document,
          JsonBuilder *answer)
{
  add_string (answer, "plain", ent_document_to_plain (document));
  json_builder_set_member_name (answer, "blocks");
  json_builder_begin_array (answer);
  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      EntBlock *block = ent_document_get_block (document, i);

      json_builder_begin_object (answer);
      json_builder_set_member_name (answer, "type");
      json_builder_add_string_value (answer,
                                     ent_block_type_to_string (ent_block_get_type_of (block)));
      add_string (answer, "plain", ent_block_to_plain (block));
      add_string (answer, "source", ent_block_dup_source (block));
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

static gboolean
run_read (JsonObject   *request,
          JsonBuilder  *answer,
          GError      **error)
{
  g_autoptr (EntDocument) document = read_html (request, error);

  if (document == NULL)
    return FALSE;

  describe (document, answer);
  return TRUE;
}

static gboolean
run_read_json (JsonObject   *request,
               JsonBuilder  *answer,
               GError      **error)
{
  g_autoptr (EntDocument) document = read_json (request, error);

  if (document == NULL)
    return FALSE;

  describe (document, answer);
  return TRUE;
}

static gboolean
run_writer (JsonObject   *request,
            JsonBuilder  *answer,
            char       *(*write) (EntDocument *document),
            GError      **error)
{
  g_autoptr (EntDocument) document = read_either (request, error);

  if (document == NULL)
    return FALSE;

  add_string (answer, "html", write (document));
  return TRUE;
}

static gboolean
run_roundtrip (JsonObject   *request,
               JsonBuilder  *answer,
               GError      **error)
{
  return run_writer (request, answer, ent_document_to_html, error);
}

static gboolean
run_rewrite (JsonObject   *request,
             JsonBuilder  *answer,
             GError      **error)
{
  return run_writer (request, answer, ent_document_to_canonical_html, error);
}

static gboolean
run_send_form (JsonObject   *request,
               JsonBuilder  *answer,
               GError      **error)
{
  return run_writer (request, answer, ent_document_to_send_html, error);
}

const RichtextToolOp richtext_tool_document_ops[] = {
  { "read", run_read },
  { "read-json", run_read_json },
  { "roundtrip", run_roundtrip },
  { "rewrite", run_rewrite },
  { "send-form", run_send_form },
  { NULL, NULL },
};
