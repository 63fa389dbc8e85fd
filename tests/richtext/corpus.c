/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus.h"

#include <string.h>

static void
free_line (gpointer data)
{
  CorpusLine *line = data;

  g_object_unref (line->parser);
  g_free (line);
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

/* The file named by ENT_CORPUS. */
GPtrArray *
corpus_load (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  g_autofree char *path =
    g_build_filename (g_getenv ("ENT_CORPUS"), "rich-content.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  rows = g_strsplit (text, "\n", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      CorpusLine *line;
      JsonObject *object;

      if (rows[i][0] == '\0')
        continue;

      line = g_new0 (CorpusLine, 1);
      line->parser = json_parser_new ();
      json_parser_load_from_data (line->parser, rows[i], -1, &error);
      g_assert_no_error (error);
      object = json_node_get_object (json_parser_get_root (line->parser));
      line->name = get_string (object, "name");
      line->sent = get_string (object, "sent");
      line->stored_html = get_string (object, "stored_html");
      line->plain = get_string (object, "plain");
      line->json = json_object_get_member (object, "json");
      if (line->json != NULL && JSON_NODE_HOLDS_NULL (line->json))
        line->json = NULL;
      line->is_stable = json_object_get_boolean_member (object, "stable");
      g_ptr_array_add (lines, line);
    }

  g_assert_cmpuint (lines->len, >, 100);
  return lines;
}

CorpusLine *
corpus_find (GPtrArray  *lines,
             const char *name)
{
  for (guint i = 0; i < lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->name, name))
        return line;
    }

  g_error ("the corpus has no line “%s”", name);
}
