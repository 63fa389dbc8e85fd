/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-runs-private.h"

#include <string.h>

static gboolean
ends_with_space (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && ent_is_html_space (text[length - 1]);
}

static void
append_collapsed (GString    *out,
                  const char *text,
                  gboolean    drop_leading)
{
  gboolean after_space = drop_leading;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (!ent_is_html_space (*c))
        g_string_append_c (out, *c);
      else if (!after_space)
        g_string_append_c (out, ' ');
      after_space = ent_is_html_space (*c);
    }
}

/* Whether both runs are written without a tag between them; code wears nothing else. */
static gboolean
is_same_dress (EntRun *a,
               EntRun *b)
{
  const EntMarks *of_a = ent_run_get_marks (a);
  const EntMarks *of_b = ent_run_get_marks (b);

  return ent_marks_equal (of_a, of_b) ||
         (ent_marks_get_flags (of_a) & ent_marks_get_flags (of_b) & ENT_MARK_CODE) != 0;
}

/* A space is dropped at the start of a block, after text that ends with one, and right after a
 * line break (not when a mark opens or closes in between). Source: ParseContext.addTextNode of
 * prosemirror-model 1.24, which the ENT's cleaner runs. */
static gboolean
drops_leading_space (EntRun *before,
                     EntRun *run)
{
  if (before == NULL)
    return TRUE;

  if (ent_run_get_kind (before) == ENT_RUN_TEXT)
    return ends_with_space (ent_run_get_text (before));

  return ent_run_get_kind (before) == ENT_RUN_BREAK &&
         is_same_dress (before, run);
}

static void
add_text (GPtrArray *out,
          EntRun    *run)
{
  EntRun *before = out->len > 0 ? g_ptr_array_index (out, out->len - 1) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean drop = drops_leading_space (before, run);

  if (before != NULL && ent_run_get_kind (before) == ENT_RUN_TEXT &&
      is_same_dress (before, run))
    {
      g_string_append (text, ent_run_get_text (before));
      append_collapsed (text, ent_run_get_text (run), drop);
      run = ent_run_with_text (run, text->str);
      g_ptr_array_set_size (out, out->len - 1);
      g_ptr_array_add (out, run);
      return;
    }

  append_collapsed (text, ent_run_get_text (run), drop);
  if (text->len > 0)
    g_ptr_array_add (out, ent_run_with_text (run, text->str));
}

static void
strip_end (GPtrArray *out)
{
  EntRun *last = out->len > 0 ? g_ptr_array_index (out, out->len - 1) : NULL;
  g_autofree char *text = NULL;

  if (last == NULL || ent_run_get_kind (last) != ENT_RUN_TEXT ||
      !ends_with_space (ent_run_get_text (last)))
    return;

  text = g_strdup (ent_run_get_text (last));
  text[strlen (text) - 1] = '\0';   /* spaces are collapsed: there is only one */
  last = text[0] != '\0' ? ent_run_with_text (last, text) : NULL;
  g_ptr_array_set_size (out, out->len - 1);
  if (last != NULL)
    g_ptr_array_add (out, last);
}

/* Joins equal neighbours and treats white space as the ENT's cleaner does, so that what is
 * written comes back the same. Returns a new array of EntRun. */
GPtrArray *
ent_runs_normalize (GPtrArray *runs)
{
  GPtrArray *out = g_ptr_array_new_full (runs->len, (GDestroyNotify) ent_run_unref);

  for (guint i = 0; i < runs->len; i++)
    {
      EntRun *run = g_ptr_array_index (runs, i);

      if (ent_run_get_kind (run) == ENT_RUN_TEXT)
        add_text (out, run);
      else
        g_ptr_array_add (out, ent_run_ref (run));
    }
  strip_end (out);

  return out;
}

/* Text in one piece, white space as the cleaner leaves it. */
char *
ent_text_collapse (const char *text)
{
  GString *out = g_string_new (NULL);

  append_collapsed (out, text, TRUE);
  if (ends_with_space (out->str))
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}
