/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-new-password.h"

/**
 * ent_check_new_password:
 * @password: where the new password is typed
 * @again: where it is typed a second time
 *
 * Marks @again as wrong from the first letter that differs, not before it is whole.
 *
 * Returns: %TRUE when both say the same, and something
 */
gboolean
ent_check_new_password (GtkEditable *password,
                        GtkEditable *again)
{
  const char *wanted = gtk_editable_get_text (password);
  const char *typed = gtk_editable_get_text (again);

  if (g_str_has_prefix (wanted, typed))
    gtk_widget_remove_css_class (GTK_WIDGET (again), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (again), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (again), GTK_ACCESSIBLE_STATE_INVALID,
                               g_str_has_prefix (wanted, typed) ? GTK_ACCESSIBLE_INVALID_FALSE
                                                                : GTK_ACCESSIBLE_INVALID_TRUE, -1);

  return *wanted != '\0' && g_str_equal (wanted, typed);
}
