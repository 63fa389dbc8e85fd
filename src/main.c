/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include <glib/gi18n.h>

#include "encrier-config.h"
#include "ent-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (EntApplication) application = NULL;
  /* A build that is not installed has its translations elsewhere; the tests and the demo say where. */
  const char *locale_dir = g_getenv ("ENCRIER_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : ENCRIER_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = ent_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
