/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-entry-mover.h"

#include <glib/gi18n.h>

#include "ent-toast.h"
#include "ent-words.h"

typedef struct
{
  GtkWidget    *widget;      /* (owned) */
  EntWorkspace *workspace;   /* (owned) */
  EntDraft     *draft;       /* (owned): follows the entry also once it is another one on the ENT */
  char         *home;        /* (owned): the day it was on */
  gboolean      leaves;      /* it is on the ENT, or on its way */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_object_unref (move->widget);
  g_object_unref (move->workspace);
  g_object_unref (move->draft);
  g_free (move->home);
  g_free (move);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_send_finish (ENT_WORKSPACE (object), result, NULL, &error))
    ent_toast_error (widget, error);
}

static void
set_day (Move       *move,
         const char *date)
{
  ent_draft_set_date (move->draft, date);
  if (move->leaves)
    ent_workspace_send_async (move->workspace, move->draft, ENT_SEND_SAVE, 0, sent_cb, g_object_ref (move->widget));
}

static void
undo (gpointer data)
{
  Move *move = data;

  set_day (move, move->home);
}

/* Words that were not asked to leave stay here, with their new day. */
static gboolean
leaves (EntEntry *entry)
{
  EntLocalState state = ent_item_get_local_state (ENT_ITEM (entry));

  return state == ENT_LOCAL_STATE_NONE || state == ENT_LOCAL_STATE_WAITING || state == ENT_LOCAL_STATE_SENDING;
}

/**
 * ent_entry_mover_move:
 * @widget: a widget of the window
 * @workspace: the account
 * @entry: an entry that may be changed
 * @date: the civil date it goes to, "2026-11-24"
 *
 * Moves @entry to another day.
 */
void
ent_entry_mover_move (GtkWidget    *widget,
                      EntWorkspace *workspace,
                      EntEntry     *entry,
                      const char   *date)
{
  g_autofree char *day = ent_words_day (date);
  /* Translators: %s is a day in full. */
  g_autofree char *words = g_strdup_printf (_("Moved to %s"), day);
  Move *move;

  g_return_if_fail (ENT_IS_ENTRY (entry));
  g_return_if_fail (date != NULL);

  if (g_strcmp0 (ent_entry_get_date (entry), date) == 0)
    return;

  move = g_new0 (Move, 1);
  move->widget = g_object_ref (widget);
  move->workspace = g_object_ref (workspace);
  move->draft = ent_workspace_edit_item (workspace, ENT_ITEM (entry));
  move->home = g_strdup (ent_entry_get_date (entry));
  move->leaves = leaves (entry);
  set_day (move, date);
  ent_toast_undo (widget, words, undo, move, move_free);
}
