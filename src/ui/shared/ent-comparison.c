/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-comparison.h"

/**
 * ent_offer_comparison:
 * @button: a button beside the text
 * @draft: the text
 *
 * From where a text is written to its two versions, when there are two.
 */
void
ent_offer_comparison (GtkButton *button,
                      EntDraft  *draft)
{
  g_return_if_fail (GTK_IS_BUTTON (button));
  g_return_if_fail (ENT_IS_DRAFT (draft));

  gtk_widget_set_visible (GTK_WIDGET (button), ent_draft_get_theirs (draft) != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ent_draft_get_uuid (draft));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.compare");
}
