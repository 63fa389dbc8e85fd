/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-message-filer.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-message.h"
#include "ent-toast.h"

typedef struct
{
  GtkWidget    *widget;      /* (owned) */
  EntWorkspace *workspace;   /* (owned) */
  GPtrArray    *items;       /* (owned) (element-type EntItem) */
  EntFiling     filing;
  char         *folder_id;   /* (owned) (nullable): where they go */
  char         *home_id;     /* (owned) (nullable): where they were */
} Filing;

static void
filing_free (gpointer data)
{
  Filing *self = data;

  g_object_unref (self->widget);
  g_object_unref (self->workspace);
  g_ptr_array_unref (self->items);
  g_free (self->folder_id);
  g_free (self->home_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filing, filing_free)

/* Of @items, those the ENT has, by their ids; those that are only here are left out. */
static char **
dup_ids (GPtrArray *items)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < items->len; i++)
    if (ent_item_get_id (items->pdata[i]) != NULL)
      g_strv_builder_add (ids, ent_item_get_id (items->pdata[i]));

  return g_strv_builder_end (ids);
}

static gboolean
is_for_good (Filing *self)
{
  if (self->filing != ENT_FILING_TRASH)
    return FALSE;
  if (g_strcmp0 (self->home_id, "TRASH") == 0)
    return TRUE;

  for (guint i = 0; i < self->items->len; i++)
    if (ent_item_get_draft_uuid (self->items->pdata[i]) != NULL ||
        g_strcmp0 (ent_item_get_state (self->items->pdata[i]), "DRAFT") == 0)
      return TRUE;

  return FALSE;
}

/* ---- taking it back ---- */

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_file_messages_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast_error (widget, error);
}

static void
undo (gpointer data)
{
  Filing *self = data;
  g_auto (GStrv) ids = dup_ids (self->items);
  EntFiling filing = ENT_FILING_MOVE;

  if (self->filing == ENT_FILING_MARK_READ)
    filing = ENT_FILING_MARK_UNREAD;
  else if (self->filing == ENT_FILING_MARK_UNREAD)
    filing = ENT_FILING_MARK_READ;

  ent_workspace_file_messages_async (self->workspace, (const char * const *) ids, filing,
                                     self->home_id, undone_cb, g_object_ref (self->widget));
}

static char *
say_done (Filing *self)
{
  guint n = self->items->len;

  switch (self->filing)
    {
    case ENT_FILING_TRASH:
      return g_strdup_printf (ngettext ("%u message thrown away", "%u messages thrown away", n), n);
    case ENT_FILING_MARK_READ:
      return g_strdup_printf (ngettext ("%u message marked as read", "%u messages marked as read", n),
                              n);
    case ENT_FILING_MARK_UNREAD:
      return g_strdup_printf (ngettext ("%u message marked as unread", "%u messages marked as unread",
                                        n), n);
    case ENT_FILING_MOVE:
    default:
      return g_strdup_printf (self->folder_id == NULL
                              ? ngettext ("%u message put back", "%u messages put back", n)
                              : ngettext ("%u message moved", "%u messages moved", n), n);
    }
}

/* ---- doing it ---- */

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Filing) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  GtkWidget *widget = self->widget;

  if (!ent_workspace_file_messages_finish (ENT_WORKSPACE (object), result, &error))
    {
      ent_toast_error (widget, error);
      return;
    }

  words = say_done (self);
  if (is_for_good (self))
    ent_toast (widget, words);
  else
    ent_toast_undo (widget, words, undo, g_steal_pointer (&self), filing_free);
}

static void
thrown_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_delete_finish (ENT_WORKSPACE (object), result, NULL, &error))
    return;
  if (error != NULL)
    ent_toast_error (widget, error);
  else
    ent_toast (widget, _("Too late: this message is leaving."));
}

/* What is written here has a draft to throw away, with or without a message of the ENT. */
static void
throw_drafts (Filing *self)
{
  for (guint i = self->items->len; i-- > 0; )
    {
      EntItem *item = self->items->pdata[i];

      if (ent_item_get_draft_uuid (item) == NULL)
        continue;

      ent_workspace_delete_async (self->workspace, item, thrown_cb, g_object_ref (self->widget));
      g_ptr_array_remove_index (self->items, i);
    }
}

static void
run (Filing *self)
{
  g_auto (GStrv) ids = NULL;

  if (self->filing == ENT_FILING_TRASH)
    throw_drafts (self);
  ids = dup_ids (self->items);
  if (ids[0] == NULL)
    filing_free (self);
  else
    ent_workspace_file_messages_async (self->workspace, (const char * const *) ids, self->filing,
                                       self->folder_id, filed_cb, self);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Filing) self = user_data;

  if (ent_ask_finish (result, NULL))
    run (g_steal_pointer (&self));
}

/**
 * ent_message_filer_file:
 * @widget: a widget of the window
 * @workspace: the account
 * @items: (element-type EntItem): messages of one folder
 * @filing: what becomes of them
 * @folder_id: (nullable): where they go, of a move; %NULL: out of the trash, back where they belong
 *
 * Files messages; a toast takes it back. Those that are so already are left alone.
 */
void
ent_message_filer_file (GtkWidget    *widget,
                        EntWorkspace *workspace,
                        GPtrArray    *items,
                        EntFiling     filing,
                        const char   *folder_id)
{
  Filing *self;
  guint n = items->len;
  g_autofree char *question = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ENT_IS_WORKSPACE (workspace));
  if (n == 0)
    return;

  self = g_new0 (Filing, 1);
  self->widget = g_object_ref (widget);
  self->workspace = g_object_ref (workspace);
  self->items = g_ptr_array_copy (items, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->items, g_object_unref);
  self->filing = filing;
  self->folder_id = g_strdup (folder_id);
  self->home_id = g_strdup (ent_item_get_parent_id (items->pdata[0]));
  if (!is_for_good (self))
    {
      run (self);
      return;
    }

  question = g_strdup_printf (ngettext ("Delete %u Message for Good?", "Delete %u Messages for Good?",
                                        n), n);
  ent_ask_async (widget, question, _("This cannot be taken back."), _("_Delete"), TRUE, answered_cb,
                 self);
}
