/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "richtext-tool"

/* Three versions of a text: merge. */

#include "ent-merge.h"
#include "richtext-tool.h"

static EntDocument *
read_version (JsonObject  *request,
              const char  *member,
              GError     **error)
{
  const char *html = richtext_tool_get_string (request, member, error);

  return html != NULL ? ent_document_new_from_html (html) : NULL;
}

static gboolean
run_merge (JsonObject   *request,
           JsonBuilder  *answer,
           GError      **error)
{
  g_autoptr (EntDocument) base = read_version (request, "base", error);
  g_autoptr (EntDocument) mine = base != NULL ? read_version (request, "mine", error) : NULL;
  g_autoptr (EntDocument) theirs = mine != NULL ? read_version (request, "theirs", error) : NULL;
  g_autoptr (EntMerge) merge = NULL;
  g_autoptr (EntDocument) merged = NULL;
  g_autofree char *html = NULL;

  if (theirs == NULL)
    return FALSE;

  merge = ent_merge_new (base, mine, theirs);
  merged = ent_merge_dup_document (merge, NULL, 0);
  html = ent_document_to_html (merged);

  json_builder_set_member_name (answer, "kind");
  if (ent_merge_get_kind (merge) == ENT_MERGE_CLEAN)
    {
      json_builder_add_string_value (answer, "clean");
    }
  else
    {
      json_builder_add_string_value (answer, "choose");
      json_builder_set_member_name (answer, "blocks");
      json_builder_add_int_value (answer, ent_merge_get_n_questions (merge));
    }
  json_builder_set_member_name (answer, "html");
  json_builder_add_string_value (answer, html);

  return TRUE;
}

const RichtextToolOp richtext_tool_merge_ops[] = {
  { "merge", run_merge },
  { NULL, NULL },
};
