/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include <adwaita.h>

#include "editor-hands.h"

/* Pieces of texts on the clipboard of the screen: in from other programs, out to them, and from here to here. */

/* The clipboard says what it brought when it did: the text has changed. */
static void
wait_for_edit (Hands    *hands,
               gboolean *edited)
{
  gint64 limit = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!*edited && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (*edited);
}

static void
on_changed_cb (gboolean *edited)
{
  *edited = TRUE;
}

static gboolean
on_late_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
paste_with (Hands      *hands,
            const char *signal_or_action)
{
  gboolean edited = FALSE;
  gulong id = g_signal_connect_swapped (hands->editor, "changed", G_CALLBACK (on_changed_cb), &edited);
  guint tick = g_timeout_add (1000, on_late_cb, NULL);

  if (strchr (signal_or_action, '.') != NULL)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (hands->editor), signal_or_action, NULL));
  else
    g_signal_emit_by_name (hands->view, signal_or_action);
  wait_for_edit (hands, &edited);
  g_source_remove (tick);
  g_signal_handler_disconnect (hands->editor, id);
}

static GdkContentProvider *
make_bytes (const char *type,
            const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

/* As another program does: HTML and words. */
static void
put_on_clipboard (Hands      *hands,
                  const char *html,
                  const char *text)
{
  GdkContentProvider *both[] = { make_bytes ("text/html", html), make_bytes ("text/plain;charset=utf-8", text) };
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));

  g_assert_true (gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (hands->view)), content));
}

static void
paste_html (Hands      *hands,
            const char *html)
{
  put_on_clipboard (hands, html, "mots");
  paste_with (hands, "paste-clipboard");
}

/* What is there is undone in one step, which gives @before, and redone. */
static void
assert_one_step (Hands      *hands,
                 const char *before)
{
  g_autofree char *now = ent_document_to_html (ent_editor_get_document (hands->editor));

  ent_editor_undo (hands->editor);
  hands_assert_html (hands, before);
  g_assert_false (ent_editor_get_can_undo (hands->editor));
  ent_editor_redo (hands->editor);
  hands_assert_html (hands, now);
}

static void
test_words (Hands         *hands,
            gconstpointer  data)
{
  const char *text = "<h2>Le <strong>petit</strong> chat</h2>";

  /* One line goes among the words that are there, which keep their kind; it wears its own marks only. */
  hands_show (hands, text);
  hands_put (hands, 0, 6);
  paste_html (hands, "<p style='margin-left:2cm'>un <i>deux</i></p>");
  hands_assert_html (hands, "<h2>Le <strong>pet</strong>un <em>deux</em><strong>it</strong> chat</h2>");
  assert_one_step (hands, text);
  hands_type (hands, "!");
  hands_assert_html (hands, "<h2>Le <strong>pet</strong>un <em>deux!</em><strong>it</strong> chat</h2>");

  /* In place of what was selected. */
  hands_show (hands, text);
  hands_select (hands, 0, 3, 0, 8);
  paste_html (hands, "<h1>gros</h1>");
  hands_assert_html (hands, "<h2>Le gros chat</h2>");
  assert_one_step (hands, text);
}

static void
test_lines (Hands         *hands,
            gconstpointer  data)
{
  const char *text = "<p>avant après</p><p>fin</p>";

  hands_show (hands, text);
  hands_put (hands, 0, 6);
  paste_html (hands, "<p>a</p><h1>b</h1><p>c</p>");
  hands_assert_html (hands, "<p>avant a</p><h1>b</h1><p>caprès</p><p>fin</p>");
  assert_one_step (hands, text);
  hands_type (hands, " ");
  hands_assert_html (hands, "<p>avant a</p><h1>b</h1><p>c après</p><p>fin</p>");

  /* A list, a table and a rule are lines of their own; on an empty line they take its place. */
  hands_show (hands, text);
  hands_put (hands, 0, 6);
  paste_html (hands, "<ul><li>un</li><li>deux</li></ul><hr>");
  hands_assert_html (hands, "<p>avant</p><ul><li><p>un</p></li><li><p>deux</p></li></ul><hr><p>après</p><p>fin</p>");
  assert_one_step (hands, text);

  hands_show (hands, "<p></p>");
  paste_html (hands, "<table><tr><td>a</td><td>b</td></tr></table>");
  hands_type (hands, "suite");
  hands_assert_html (hands, "<table style=\"min-width: 50px\"><colgroup><col style=\"min-width: 25px\"><col style=\"min-width: 25px\">"
                            "</colgroup><tbody><tr><td colspan=\"1\" rowspan=\"1\"><p>a</p></td><td colspan=\"1\" rowspan=\"1\"><p>b</p>"
                            "</td></tr></tbody></table><p>suite</p>");
}

static void
test_lists (Hands         *hands,
            gconstpointer  data)
{
  const char *list = "<ol><li><p>un</p></li><li><p>trois</p></li></ol>";

  /* Items and paragraphs become items of the list that is there; another thing stands out of it. */
  hands_show (hands, list);
  hands_put (hands, 0, 2);
  paste_html (hands, "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>");
  hands_assert_html (hands, "<ol><li><p>un</p></li><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li><li><p>trois</p></li></ol>");
  assert_one_step (hands, list);

  hands_show (hands, list);
  hands_put (hands, 0, 2);
  paste_html (hands, "<p> et</p><p>deux</p>");
  hands_assert_html (hands, "<ol><li><p>un et</p></li><li><p>deux</p></li><li><p>trois</p></li></ol>");
  assert_one_step (hands, list);

  hands_show (hands, list);
  hands_put (hands, 0, 2);
  paste_html (hands, "<h2>Titre</h2><hr>");
  hands_assert_html (hands, "<ol><li><p>un</p></li></ol><h2>Titre</h2><hr><ol><li><p>trois</p></li></ol>");
  assert_one_step (hands, list);
}

static void
test_programs (Hands         *hands,
               gconstpointer  data)
{
  hands_show (hands, "<p></p>");
  paste_html (hands, "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal{color:red}</style></head><body>"
                     "<p class=MsoNormal style='mso-fareast-language:FR'>Le <b>mot</b><o:p></o:p></p>"
                     "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>point</p></body></html>");
  hands_assert_html (hands, "<p>Le <strong>mot</strong></p><ul><li><p>point</p></li></ul>");

  hands_show (hands, "<p></p>");
  paste_html (hands, "<meta name=\"generator\" content=\"LibreOffice 7.4\"/><p style=\"line-height: 100%\"><font color=\"#000000\">Bonjour "
                     "<a href=\"https://example.org/\">ici</a></font><script>x()</script><img src=\"https://t.example/p.gif\" width=\"1\" height=\"1\">"
                     "</p>");
  hands_assert_html (hands, "<p>Bonjour <a target=\"_blank\" rel=\"noopener noreferrer nofollow\" href=\"https://example.org/\">ici</a></p>");

  /* Nothing to take in the HTML: the words. */
  hands_show (hands, "<p></p>");
  put_on_clipboard (hands, "<svg></svg>", "mots");
  paste_with (hands, "paste-clipboard");
  hands_assert_html (hands, "<p>mots</p>");
}

static void
test_without_shape (Hands         *hands,
                    gconstpointer  data)
{
  const char *text = "<p>a<strong>b</strong></p>";

  hands_show (hands, text);
  hands_put (hands, 0, 1);
  put_on_clipboard (hands, "<h1>Titre</h1>", "Titre\nligne");
  paste_with (hands, "editor.paste-words");
  hands_assert_html (hands, "<p>aTitre</p><p>ligne<strong>b</strong></p>");
  assert_one_step (hands, text);

  /* In code there are letters and line ends. */
  hands_show (hands, "<pre><code>x</code></pre>");
  hands_put (hands, 0, 1);
  paste_html (hands, "<p>un <b>deux</b></p><p>trois</p>");
  hands_assert_html (hands, "<pre><code>xun deux\ntrois</code></pre>");

  /* A text that is only read takes nothing. */
  hands_show (hands, text);
  ent_editor_set_editable (hands->editor, FALSE);
  g_signal_emit_by_name (hands->view, "paste-clipboard");
  hands_settle ();
  hands_assert_html (hands, text);
}

typedef struct
{
  char     *text;
  gboolean  done;
} Read;

static void
spliced_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Read *read = user_data;
  g_autoptr (GBytes) bytes = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
  read->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  read->done = TRUE;
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GInputStream) input = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_assert_nonnull (input);
  g_output_stream_splice_async (output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, 0, NULL, spliced_cb, user_data);
}

/* As another program reads it. */
static void
assert_clipboard (Hands      *hands,
                  const char *type,
                  const char *expected)
{
  const char *types[] = { type, NULL };
  Read read = { NULL, FALSE };

  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (hands->view)), types, 0, NULL, opened_cb, &read);
  while (!read.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (read.text, ==, expected);
  g_free (read.text);
}

static void
test_copy (Hands         *hands,
           gconstpointer  data)
{
  const char *text = "<h1>Un titre</h1><ul><li><p>a <em>b</em></p></li><li><p>c<br>d</p></li></ul>"
                     "<audio controls src=\"/workspace/document/u1\" data-document-id=\"u1\"></audio><p>fin</p>";

  hands_show (hands, text);
  hands_select (hands, 0, 3, 0, 8);
  g_signal_emit_by_name (hands->view, "copy-clipboard");
  assert_clipboard (hands, "text/html", "<meta charset=\"utf-8\"><p>titre</p>");
  assert_clipboard (hands, "text/plain;charset=utf-8", "titre");
  hands_assert_html (hands, text);

  hands_select (hands, 0, 3, 2, 3);
  g_signal_emit_by_name (hands->view, "copy-clipboard");
  assert_clipboard (hands, "text/html", "<meta charset=\"utf-8\"><h1>titre</h1><ul><li><p>a <em>b</em></p></li><li><p>c<br>d</p></li></ul>");
  assert_clipboard (hands, "text/plain;charset=utf-8", "titre\na b\nc\nd");

  /* Objects come back whole from here to here; cutting is one step. */
  hands_select (hands, 1, 0, 3, 1);
  g_signal_emit_by_name (hands->view, "cut-clipboard");
  hands_assert_html (hands, "<h1>Un titre</h1><ul><li><p></p></li></ul><p>fin</p>");
  assert_one_step (hands, text);
  hands_put (hands, 2, 3);
  paste_with (hands, "paste-clipboard");
  hands_assert_html (hands, "<h1>Un titre</h1><ul><li><p></p></li></ul><p>fin</p><ul><li><p>a <em>b</em></p></li><li><p>c<br>d</p></li></ul>"
                            "<audio controls src=\"/workspace/document/u1\" data-document-id=\"u1\"></audio><p></p>");
}

#define ADD(path, function) g_test_add ("/editor-paste/" path, Hands, NULL, hands_set_up, function, hands_tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("words", test_words);
  ADD ("lines", test_lines);
  ADD ("lists", test_lists);
  ADD ("programs", test_programs);
  ADD ("without-shape", test_without_shape);
  ADD ("copy", test_copy);
  return g_test_run ();
}
