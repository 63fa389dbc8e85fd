/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "encrier-atelier"

#include <glib-unix.h>
#include <locale.h>
#include <string.h>

#include "ent-training-server.h"

static int    port = 0;
static char  *database = NULL;
static int    participants = 0;
static char  *faults = NULL;
static gint64 seed = 1;
static char  *scale = NULL;
static gboolean reset = FALSE;

static const GOptionEntry entries[] = {
  { "port", 0, 0, G_OPTION_ARG_INT, &port, "Port to listen on (0: a free one)", "N" },
  { "database", 0, 0, G_OPTION_ARG_FILENAME, &database,
    "Where to keep everything (default: in memory)", "FILE" },
  { "reset", 0, 0, G_OPTION_ARG_NONE, &reset, "Make the school anew", NULL },
  { "participants", 0, 0, G_OPTION_ARG_INT, &participants,
    "Accounts of a workshop to make with the school", "N" },
  { "faults", 0, 0, G_OPTION_ARG_FILENAME, &faults, "What goes wrong, one JSON rule a line",
    "FILE" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Which school to invent", "N" },
  { "scale", 0, 0, G_OPTION_ARG_STRING, &scale, "How big: school, somme", "NAME" },
  G_OPTION_ENTRY_NULL,
};

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
check_options (EntTrainingScale  *found,
               GError           **error)
{
  *found = g_strcmp0 (scale, "somme") == 0 ? ENT_TRAINING_SCALE_SOMME : ENT_TRAINING_SCALE_SCHOOL;
  if (scale != NULL && strcmp (scale, "somme") != 0 && strcmp (scale, "school") != 0)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "There is no scale “%s”: school, somme", scale);
  else if (port < 0 || port > 65535)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%d is not a port", port);
  else if (participants < 0 || participants > 500)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "0 to 500 participants, not %d",
                 participants);
  else
    return TRUE;

  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (EntTrainingServer) server = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GError) error = NULL;
  EntTrainingScale size;
  gboolean existed;

  setlocale (LC_ALL, "");
  g_option_context_set_summary (context, "A small ENT with an invented school, for trying, "
                                         "teaching and testing.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !check_options (&size, &error))
    {
      g_printerr ("encrier-atelier: %s\n", error->message);
      return 2;
    }

  existed = database != NULL && g_file_test (database, G_FILE_TEST_EXISTS);
  server = ent_training_server_new (database, (guint64) seed, size);
  ent_training_server_set_participants (server, (guint) participants);
  ent_training_server_set_faults_file (server, faults);
  if (!ent_training_server_start (server, (guint) port, &error) ||
      (reset && existed && !ent_training_server_reset (server, &error)))
    {
      g_printerr ("encrier-atelier: %s\n", error->message);
      return 1;
    }

  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_print ("LISTENING %s\n", ent_training_server_get_uri (server));
  g_main_loop_run (loop);
  ent_training_server_stop (server);

  return 0;
}
