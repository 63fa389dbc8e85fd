/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-open-history.h"

/**
 * ent_open_history:
 * @widget: where it is asked for
 * @item_id: (nullable): a thing of the ENT
 * @draft_uuid: (nullable): a draft
 *
 * Shows what it was before.
 */
void
ent_open_history (GtkWidget  *widget,
                  const char *item_id,
                  const char *draft_uuid)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_activate_action (widget, "win.history", "(ss)", item_id != NULL ? item_id : "",
                              draft_uuid != NULL ? draft_uuid : "");
}
