/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "encrier-config.h"
#include "ent-account.h"
#include "ent-blog-page.h"
#include "ent-classes-page.h"
#include "ent-homework-page.h"
#include "ent-messages-page.h"
#include "ent-outbox-page.h"
#include "ent-page.h"
#include "ent-today-page.h"
#include "ent-window.h"
#include "ent-workspace.h"

/* Every screen, in a real window, on a real store that never saw a network: nothing may warn (warnings are fatal), every page has
 * its empty state, and nothing is left behind. */

#define LIMIT_S 20

typedef struct
{
  char         *data_dir;     /* (owned) */
  EntWorkspace *workspace;    /* (owned) (nullable) */
  gboolean      done;
} Fixture;

static gboolean
on_limit_cb (gpointer user_data)
{
  g_error ("waited %d s in vain", LIMIT_S);
  return G_SOURCE_REMOVE;
}

static void
iterate_until (gboolean *done)
{
  guint limit = g_timeout_add_seconds (LIMIT_S, on_limit_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->workspace = ent_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (EntAccount) account = ent_account_new ();

  fixture->data_dir = g_dir_make_tmp ("encrier-screens-XXXXXX", NULL);
  ent_account_set_server (account, "http://127.0.0.1:9");
  ent_account_set_login (account, "camille.durand");
  ent_account_set_display_name (account, "DURAND Camille");
  ent_workspace_open_async (fixture->data_dir, account, NULL, opened_cb, fixture);
  iterate_until (&fixture->done);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_assert_cmpint (g_remove (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_workspace_close_finish (ENT_WORKSPACE (object), result, &error));
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->workspace != NULL)
    {
      fixture->done = FALSE;
      ent_workspace_close_async (fixture->workspace, closed_cb, fixture);
      iterate_until (&fixture->done);
      g_clear_object (&fixture->workspace);
    }
  remove_folder (fixture->data_dir);
  g_free (fixture->data_dir);
}

static void
on_mapped_cb (GtkWidget *widget,
              gboolean  *mapped)
{
  *mapped = TRUE;
}

/* A page in a window of the size of a small laptop's. */
static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  const GType type = GPOINTER_TO_SIZE (data);
  GtkWidget *window = adw_window_new ();
  GtkWidget *page;
  gboolean mapped = FALSE;
  int minimum;

  page = g_object_new (type, "workspace", fixture->workspace, NULL);
  g_assert_true (ENT_IS_PAGE (page));
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 788, 560);
  g_signal_connect (page, "map", G_CALLBACK (on_mapped_cb), &mapped);
  gtk_window_present (GTK_WINDOW (window));
  iterate_until (&mapped);

  /* 1024 pixels less the sidebar: a page that asks for more would cut the window. */
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%s wants %d pixels at least", g_type_name (type), minimum);
  g_assert_cmpint (minimum, <=, 788);

  ent_page_find (ENT_PAGE (page));
  ent_page_create (ENT_PAGE (page), NULL);
  ent_page_open (ENT_PAGE (page), ENT_KIND_POST, "not-there", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  ent_page_leave (ENT_PAGE (page));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_window (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (AdwApplication) application = adw_application_new (APPLICATION_ID ".Test",
                                                                G_APPLICATION_NON_UNIQUE);
  static const char * const pages[] = { "homework", "blog", "messages", "classes", "outbox", "today" };
  EntWorkspace *shown;
  EntWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = ent_window_new (application, fixture->data_dir);
  gtk_window_present (GTK_WINDOW (window));
  ent_window_show_sign_in (window, NULL, NULL, NULL);
  ent_window_set_workspace (window, fixture->workspace);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      ent_window_show_page (window, pages[i]);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  g_assert_true (ent_window_get_workspace (window) == fixture->workspace);

  /* The window closes the workspace it shows, and lets it go once the disk has everything. */
  shown = fixture->workspace;
  g_object_add_weak_pointer (G_OBJECT (shown), (gpointer *) &shown);
  g_clear_object (&fixture->workspace);
  gtk_window_close (GTK_WINDOW (window));
  while (shown != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  {
    const GType pages[] = {
      ENT_TYPE_TODAY_PAGE, ENT_TYPE_HOMEWORK_PAGE, ENT_TYPE_BLOG_PAGE,
      ENT_TYPE_MESSAGES_PAGE, ENT_TYPE_CLASSES_PAGE, ENT_TYPE_OUTBOX_PAGE,
    };

    for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
      {
        g_autofree char *path = g_strdup_printf ("/ui/screens/%s", g_type_name (pages[i]));

        g_test_add (path, Fixture, GSIZE_TO_POINTER (pages[i]), set_up, test_page, tear_down);
      }
  }
  g_test_add ("/ui/screens/window", Fixture, NULL, set_up, test_window, tear_down);

  return g_test_run ();
}
