/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* The marks around a text.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19, prosemirror-model 1.24.1
 * (to_dom.ts), zeed-dom 0.15.1 (html.ts, encoding.ts), tiptap 2.11.0 (behaviour only). */

#include "ent-training-writer-private.h"

#include <string.h>

/* Puts two styles together as the service does: declaration by declaration, cut at colons, of two
 * with one name the place of the first and the value of the last. */
static char *
merge_styles (const char *existing,
              const char *added)
{
  g_autofree char *both = g_strconcat (existing, ";", added, NULL);
  g_auto (GStrv) styles = g_strsplit (both, ";", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  GString *merged = g_string_new (NULL);

  for (guint i = 0; styles[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (styles[i], ":", 3);
      g_autofree char *whole = ent_training_trim (styles[i], -1);
      char *name;
      char *value;
      guint at;

      if (*whole == '\0')
        continue;
      name = ent_training_trim (parts[0], -1);
      value = parts[1] != NULL ? ent_training_trim (parts[1], -1) : g_strdup ("undefined");
      if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, &at))
        {
          g_free (g_ptr_array_index (values, at));
          g_ptr_array_index (values, at) = value;
          g_free (name);
        }
      else
        {
          g_ptr_array_add (names, name);
          g_ptr_array_add (values, value);
        }
    }
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (merged, "%s%s: %s", i > 0 ? "; " : "",
                            (char *) g_ptr_array_index (names, i),
                            (char *) g_ptr_array_index (values, i));

  return g_string_free (merged, FALSE);
}

static void
write_text_style (EntTrainingWriter *self,
                  JsonObject        *object)
{
  static const struct
  {
    const char *member;
    const char *property;
  } styles[] = {
    { "color", "color" }, { "fontSize", "font-size" }, { "lineHeight", "line-height" },
    { "fontFamily", "font-family" },
  };
  g_autofree char *style = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      const char *value = ent_training_get_text (object, styles[i].member);
      g_autofree char *declaration = NULL;
      char *merged;

      if (value == NULL || *value == '\0')
        continue;
      declaration = g_strdup_printf ("%s: %s", styles[i].property, value);
      merged = style == NULL ? g_steal_pointer (&declaration) : merge_styles (style, declaration);
      g_free (style);
      style = merged;
    }

  g_string_append (self->out, "<span");
  if (style != NULL)
    ent_training_writer_text (self, "style", style);
  g_string_append_c (self->out, '>');
}

/* Whether a link may keep its address. */
static gboolean
is_allowed_address (const char *address)
{
  static const char *const schemes[] = {
    "http", "https", "ftp", "ftps", "mailto", "tel", "callto", "sms", "cid", "xmpp"
  };
  g_autoptr (GString) bare = g_string_new (NULL);
  const char *p;

  if (*address == '\0')
    return TRUE;
  for (p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0x20 && c != 0xA0 && c != 0x1680 && c != 0x180E && !(c >= 0x2000 && c <= 0x2029) &&
          c != 0x205F && c != 0x3000)
        g_string_append_unichar (bare, c);
    }

  p = bare->str;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (p, schemes[i], strlen (schemes[i])) == 0 &&
        p[strlen (schemes[i])] == ':')
      return TRUE;
  if (*p == '\0')
    return FALSE;
  if (!g_ascii_isalpha (*p))
    return TRUE;

  /* What begins like a scheme must not go on like one: "page-2" and "page.html" pass, "note1" and
   * "a/b" do not. A range in the service's pattern takes in more than was meant. */
  for (p++; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("+./:", *p) == NULL)
        return TRUE;
      if (!g_ascii_isalpha (*p) && strchr ("+.", *p) == NULL)
        return FALSE;
    }

  return TRUE;
}

void
ent_training_writer_start_mark (EntTrainingWriter     *self,
                                const EntTrainingMark *mark)
{
  static const char *const tags[] = { NULL,  NULL, "<strong>", "<code>", "<em>",
                                      "<s>", NULL, "<u>",      "<sub>",  "<sup>" };
  JsonObject *object = mark->attributes;

  if (mark->type == ENT_TRAINING_MARK_HYPERLINK)
    {
      const char *href = ent_training_get_text (object, "href");

      g_string_append (self->out, "<a");
      ent_training_writer_member (self, object, "target");
      ent_training_writer_member (self, object, "rel");
      ent_training_writer_member (self, object, "class");
      ent_training_writer_text (self, "href", is_allowed_address (href) ? href : "");
      ent_training_writer_member (self, object, "title");
      g_string_append_c (self->out, '>');
    }
  else if (mark->type == ENT_TRAINING_MARK_TEXT_STYLE)
    {
      write_text_style (self, object);
    }
  else if (mark->type == ENT_TRAINING_MARK_HIGHLIGHT)
    {
      const char *color = ent_training_get_text (object, "color");
      g_autofree char *style = g_strdup_printf ("background-color: %s; color: inherit", color);

      g_string_append (self->out, "<mark");
      ent_training_writer_text (self, "data-color", color);
      ent_training_writer_text (self, "style", style);
      g_string_append_c (self->out, '>');
    }
  else
    {
      g_string_append (self->out, tags[mark->type]);
    }
}

void
ent_training_writer_end_mark (EntTrainingWriter     *self,
                              const EntTrainingMark *mark)
{
  static const char *const tags[] = { "</a>", "</span>", "</strong>", "</code>", "</em>",
                                      "</s>", "</mark>", "</u>",      "</sub>",  "</sup>" };

  g_string_append (self->out, tags[mark->type]);
}
