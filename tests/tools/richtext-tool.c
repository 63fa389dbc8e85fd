/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "richtext-tool"

/* Reads one JSON object a line on standard input and answers one a line: the rich text without a
 * screen. */

#include "richtext-tool.h"

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const RichtextToolOp * const families[] = {
  richtext_tool_document_ops,
  richtext_tool_merge_ops,
  richtext_tool_send_ops,
};

/* The text member of a request; NULL with @error if there is none. */
const char *
richtext_tool_get_string (JsonObject  *request,
                          const char  *member,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (request, member);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is missing or not a text",
               member);
  return NULL;
}

static const RichtextToolOp *
find_op (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (const RichtextToolOp *op = families[i]; op->name != NULL; op++)
      if (g_str_equal (op->name, name))
        return op;

  return NULL;
}

static gboolean
run (const char   *line,
     JsonBuilder  *answer,
     GError      **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const RichtextToolOp *op;
  JsonObject *request;
  const char *name;

  if (!json_parser_load_from_data (parser, line, -1, error))
    return FALSE;
  if (json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the request is not an object");
      return FALSE;
    }

  request = json_node_get_object (json_parser_get_root (parser));
  name = richtext_tool_get_string (request, "op", error);
  if (name == NULL)
    return FALSE;

  op = find_op (name);
  if (op == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "unknown op “%s”", name);
      return FALSE;
    }

  return op->run (request, answer, error);
}

static void
print_node (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, NULL);
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

static void
answer_line (const char *line)
{
  g_autoptr (JsonBuilder) answer = json_builder_new_immutable ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  json_builder_begin_object (answer);
  json_builder_set_member_name (answer, "ok");
  json_builder_add_boolean_value (answer, TRUE);
  if (!run (line, answer, &error))
    {
      json_builder_reset (answer);
      json_builder_begin_object (answer);
      json_builder_set_member_name (answer, "ok");
      json_builder_add_boolean_value (answer, FALSE);
      json_builder_set_member_name (answer, "error");
      json_builder_add_string_value (answer, error->message);
    }
  json_builder_end_object (answer);

  node = json_builder_get_root (answer);
  print_node (node);
}

int
main (int   argc,
      char *argv[])
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) >= 0)
    {
      if (length > 0 && line[length - 1] == '\n')
        line[length - 1] = '\0';
      if (line[strspn (line, " \t\r")] != '\0')
        answer_line (line);
    }

  free (line);
  return 0;
}
