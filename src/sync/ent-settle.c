/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-settle.h"

#include "ent-auto-merge.h"
#include "ent-draft-store.h"
#include "ent-item-store.h"
#include "ent-mirror-page.h"
#include "ent-outbox-store.h"

/* A later operation of the same draft works on the same thing of the ENT; the deletion of what a
 * moved entry leaves behind does not. */
static gboolean
is_about_the_same (const EntOperationRow *row,
                   const EntOperationRow *other)
{
  return other->id != row->id && other->kind == row->kind &&
         (other->item_id == NULL || g_strcmp0 (other->item_id, row->item_id) == 0);
}

static void
replace_text (char       **member,
              const char  *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

/* Hands id and base over to what the same draft still has to do. */
static gboolean
hand_over (EntOperation  *operation,
           EntDatabase   *db,
           gboolean      *last,
           GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (db, row->draft_uuid, error);

  if (rows == NULL)
    return FALSE;

  *last = TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      EntOperationRow *other = rows->pdata[i];

      if (!is_about_the_same (row, other))
        continue;

      *last = FALSE;
      replace_text (&other->item_id, row->item_id);
      if (!ent_auto_merge_hand_over (operation, other, error) ||
          !ent_outbox_store_update (db, other, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ent_settle_has_draft:
 * @db: the database
 * @draft_uuid: (nullable): uuid of a draft
 * @has: (out): %TRUE when it is there; it may have been thrown away, or have left before the
 *   deletion of what it replaces
 * @error: %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_has_draft (EntDatabase  *db,
                      const char   *draft_uuid,
                      gboolean     *has,
                      GError      **error)
{
  g_autoptr (EntDraftRow) draft = NULL;
  GError *local_error = NULL;

  *has = FALSE;
  if (draft_uuid == NULL)
    return TRUE;

  draft = ent_draft_store_get (db, draft_uuid, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  *has = draft != NULL;

  return TRUE;
}

/* The draft stays, as an edit of what the ENT holds now; or of nothing. */
static gboolean
rebase_draft (EntDatabase  *db,
              const char   *draft_uuid,
              const char   *item_id,
              const char   *base,
              GError      **error)
{
  gboolean has;

  if (!ent_settle_has_draft (db, draft_uuid, &has, error))
    return FALSE;

  return !has || (ent_draft_store_set_item_id (db, draft_uuid, item_id, error) &&
                  ent_draft_store_set_base (db, draft_uuid, base, error));
}

static gboolean
mirror_result (EntOperation  *operation,
               EntDatabase   *db,
               GError       **error)
{
  EntItem *item = ent_operation_get_result (operation);
  g_autofree char *plain = ent_mirror_dup_plain (item);
  EntPutResult put;

  return ent_item_store_put (db, item, plain, &put, error);
}

/**
 * ent_settle_sent:
 * @operation: one whose result was read back
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * The ENT holds it: the mirror shows what was read back; what the draft still has to do works on
 * that; when nothing is left to do the draft goes away, unless something was typed since.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_sent (EntOperation  *operation,
                 EntDatabase   *db,
                 GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autofree char *base = ent_auto_merge_dup_draft_base (operation);
  gboolean last;
  gboolean has;

  if (!mirror_result (operation, db, error) || !hand_over (operation, db, &last, error))
    return FALSE;

  if (!last)
    return rebase_draft (db, row->draft_uuid, row->item_id, base, error);

  return ent_settle_has_draft (db, row->draft_uuid, &has, error) &&
         (!has || ent_draft_store_mark_sent (db, row->draft_uuid, row->item_id, row->revision, base,
                                             NULL, error));
}

/**
 * ent_settle_base:
 * @operation: one that is a part of a sending (a file of a message)
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * What follows works on what was read back; the draft is not sent by this alone.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_base (EntOperation  *operation,
                 EntDatabase   *db,
                 GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autofree char *base = ent_auto_merge_dup_draft_base (operation);
  gboolean last;

  if (!hand_over (operation, db, &last, error))
    return FALSE;

  if (last)
    return ent_settle_sent (operation, db, error);

  return rebase_draft (db, row->draft_uuid, row->item_id, base, error);
}

/**
 * ent_settle_deleted:
 * @operation: a deletion
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * The thing is gone from the ENT, and from the mirror.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_deleted (EntOperation  *operation,
                    EntDatabase   *db,
                    GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  return ent_item_store_remove (db, row->kind, row->item_id, error);
}

/**
 * ent_settle_gone:
 * @operation: one whose thing was deleted on the ENT
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * Deleted there, edited here: what I wrote becomes a new draft again.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_gone (EntOperation  *operation,
                 EntDatabase   *db,
                 GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  if (row->item_id != NULL && !ent_item_store_remove (db, row->kind, row->item_id, error))
    return FALSE;

  return row->draft_uuid == NULL || rebase_draft (db, row->draft_uuid, NULL, NULL, error);
}

/**
 * ent_settle_row:
 * @operation: one that is over
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * Takes the row out of the outbox, which releases what depended on it, and notes when.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_row (EntOperation  *operation,
                EntDatabase   *db,
                GError       **error)
{
  gint64 now = ent_clock_get_now (ent_operation_get_context (operation)->clock);
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  return ent_outbox_store_remove (db, ent_operation_get_row (operation)->id, error) &&
         ent_cursor_store_set (db, ENT_CURSOR_SENT_AT, moment, error);
}

static char *
dup_maker_name (const char *id)
{
  return g_strdup_printf ("made %s", id);
}

/**
 * ent_settle_made:
 * @operation: one that created something whose id the ENT chose
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * Remembers which draft that thing came from: another draft with the same words must not take it
 * for its own.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_made (EntOperation  *operation,
                 EntDatabase   *db,
                 GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autofree char *name = dup_maker_name (row->item_id);

  return ent_cursor_store_set (db, name, row->draft_uuid, error);
}

/**
 * ent_settle_identified:
 * @operation: one that created the thing its draft is about
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * The draft has the ENT's id before anything else is done with it.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_settle_identified (EntOperation  *operation,
                       EntDatabase   *db,
                       GError       **error)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  gboolean has;

  return ent_settle_made (operation, db, error) &&
         ent_settle_has_draft (db, row->draft_uuid, &has, error) &&
         (!has || ent_draft_store_set_item_id (db, row->draft_uuid, row->item_id, error));
}

/**
 * ent_settle_may_be_mine:
 * @operation: one that looks for what it may have created
 * @id: a thing of the ENT that looks like it
 *
 * On the main thread.
 *
 * Returns: %FALSE when @id is known to come from another draft
 */
gboolean
ent_settle_may_be_mine (EntOperation *operation,
                        const char   *id)
{
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autofree char *name = dup_maker_name (id);
  g_autoptr (GError) error = NULL;
  g_autofree char *maker = ent_cursor_store_get (ent_operation_get_context (operation)->db, name,
                                                 &error);

  /* If it cannot be read, the row cannot be written either: the turn ends there. */
  return error == NULL && (maker == NULL || g_strcmp0 (maker, row->draft_uuid) == 0);
}
