/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-entry-remover.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-toast.h"

typedef struct
{
  GtkWidget    *widget;      /* (owned) */
  EntWorkspace *workspace;   /* (owned) */
  EntEntry     *entry;       /* (owned) */
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->widget);
  g_object_unref (removal->workspace);
  g_object_unref (removal->entry);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_delete_finish (ENT_WORKSPACE (object), result, NULL, &error))
    ent_toast_error (widget, error);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Removal) removal = user_data;

  if (ent_ask_finish (result, NULL))
    ent_workspace_delete_async (removal->workspace, ENT_ITEM (removal->entry), removed_cb, g_object_ref (removal->widget));
}

/**
 * ent_entry_remover_ask:
 * @widget: a widget of the window
 * @workspace: the account
 * @entry: an entry that may be deleted
 *
 * Families lose sight of what is deleted: it is asked first.
 */
void
ent_entry_remover_ask (GtkWidget    *widget,
                       EntWorkspace *workspace,
                       EntEntry     *entry)
{
  Removal *removal;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ENT_IS_ENTRY (entry));

  removal = g_new0 (Removal, 1);
  removal->widget = g_object_ref (widget);
  removal->workspace = g_object_ref (workspace);
  removal->entry = g_object_ref (entry);
  ent_ask_async (widget, _("Delete This Homework?"),
                 ent_item_get_id (ENT_ITEM (entry)) != NULL ? _("Families will no longer see it.")
                                                            : _("It was not sent: nobody has seen it."),
                 _("_Delete"), TRUE, answered_cb, removal);
}
