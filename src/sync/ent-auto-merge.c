/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-auto-merge.h"

#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-entry.h"
#include "ent-merge.h"

/* Somebody changed on the ENT what I changed here. When the two do not touch the same words, both
 * are put together and sent over theirs, and nobody is asked (sync.md §5). The draft keeps the text
 * its author typed: what is typed on meanwhile was made from that text, not from the merged one, and
 * must be merged in its turn, or the other's words would go. */

/* Of three titles or dates. (transfer none) (nullable): NULL when both sides changed it. */
static const char *
merge_field (const char *base,
             const char *mine,
             const char *theirs)
{
  if (g_strcmp0 (mine, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
    return mine;

  return g_strcmp0 (base, mine) == 0 ? theirs : NULL;
}

/* (transfer full) (nullable): NULL when somebody must choose. */
static char *
merge_html (const char *base,
            const char *mine,
            const char *theirs)
{
  g_autoptr (EntDocument) base_document = ent_document_new_from_html (base);
  g_autoptr (EntDocument) my_document = ent_document_new_from_html (mine);
  g_autoptr (EntDocument) their_document = ent_document_new_from_html (theirs);
  g_autoptr (EntMerge) merge = ent_merge_new (base_document, my_document, their_document);
  g_autoptr (EntDocument) merged = NULL;

  if (ent_merge_get_kind (merge) != ENT_MERGE_CLEAN || ent_merge_shares_nothing (merge))
    return NULL;

  merged = ent_merge_dup_document (merge, NULL, 0);

  return ent_document_to_html (merged);
}

/* An entry moved to another day there is for its author to look at. */
static gboolean
is_same_day (const EntPayload *mine,
             EntItem          *theirs)
{
  return !ENT_IS_ENTRY (theirs) ||
         g_strcmp0 (mine->date, ent_entry_get_date (ENT_ENTRY (theirs))) == 0;
}

/**
 * ent_auto_merge:
 * @operation: an update that has looked
 * @probe: what it found
 *
 * Tries to put both versions together where another one stands on the ENT.
 *
 * Returns: %ENT_PROBE_MERGED when @operation now sends both, else @probe
 */
EntProbe
ent_auto_merge (EntOperation *operation,
                EntProbe      probe)
{
  EntPayload *mine;
  EntItem *base, *theirs;
  const char *title;
  char *html;

  g_return_val_if_fail (ENT_IS_OPERATION (operation), probe);

  if (probe != ENT_PROBE_CHANGED)
    return probe;

  mine = ent_operation_get_payload (operation);
  base = ent_operation_get_base (operation);
  theirs = ent_operation_get_theirs (operation);
  if (base == NULL || ent_item_get_html (base) == NULL || ent_item_get_html (theirs) == NULL ||
      !is_same_day (mine, theirs))
    return probe;

  title = merge_field (ent_item_get_title (base), mine->title, ent_item_get_title (theirs));
  html = title != NULL ? merge_html (ent_item_get_html (base), mine->html,
                                     ent_item_get_html (theirs)) : NULL;
  if (html == NULL)
    return probe;

  ent_operation_take_merged (operation, g_strdup (title), html);

  return ENT_PROBE_MERGED;
}

/**
 * ent_auto_merge_keep:
 * @operation: one that was just merged
 * @db: the database, in a job
 * @error: %ENT_STORE_ERROR
 *
 * Both originals are in the history of the draft before anything takes their place.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_auto_merge_keep (EntOperation  *operation,
                     EntDatabase   *db,
                     GError       **error)
{
  const EntOperationRow *row;
  const EntPayload *payload;
  EntItem *theirs;
  const char *author;

  g_return_val_if_fail (ENT_IS_OPERATION (operation), FALSE);

  row = ent_operation_get_row (operation);
  payload = ent_operation_get_payload (operation);
  theirs = ent_operation_get_theirs (operation);
  if (row->draft_uuid == NULL)
    return TRUE;

  author = ent_item_get_author_name (theirs);

  return ent_history_store_add (db, row->draft_uuid, author != NULL ? author : ENT_PAST_ENT,
                                ent_item_get_title (theirs), ent_item_get_html (theirs), error) &&
         ent_history_store_add (db, row->draft_uuid, ENT_PAST_ME, payload->own_title, payload->own_html,
                                error);
}

/**
 * ent_auto_merge_dup_draft_base:
 * @operation: one whose result was read back
 *
 * What an edit of the draft's own text stands on: the ENT's version or, after a merge, that version
 * with the text the draft had. Compared with the ENT's it is an older one, so that what was merged
 * into it is merged again.
 *
 * Returns: (transfer full): JSON of an item
 */
char *
ent_auto_merge_dup_draft_base (EntOperation *operation)
{
  const EntPayload *payload;
  EntItem *result;
  g_autofree char *json = NULL;
  g_autoptr (EntItem) own = NULL;

  g_return_val_if_fail (ENT_IS_OPERATION (operation), NULL);

  payload = ent_operation_get_payload (operation);
  result = ent_operation_get_result (operation);
  json = ent_item_to_json (result);
  if (!ent_payload_is_merged (payload))
    return g_steal_pointer (&json);

  own = ent_item_new_from_json (ent_item_get_kind (result), json, NULL);
  g_return_val_if_fail (own != NULL, NULL);

  ent_item_set_title (own, payload->own_title);
  ent_item_set_html (own, payload->own_html);
  /* No version of the ENT's has this text: its date must not say so. */
  ent_item_set_modified_at (own, 0);

  return ent_item_to_json (own);
}

/**
 * ent_auto_merge_hand_over:
 * @operation: one whose result was read back
 * @other: (inout): a later operation of the same draft, on the same thing
 * @error: a json-glib error
 *
 * What follows works on what was read back. The publication of the text that was merged is that of
 * the merged text; a newer text was made from the draft's own.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_auto_merge_hand_over (EntOperation     *operation,
                          EntOperationRow  *other,
                          GError          **error)
{
  const EntPayload *mine;
  g_autoptr (EntPayload) payload = NULL;

  g_return_val_if_fail (ENT_IS_OPERATION (operation), FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  mine = ent_operation_get_payload (operation);
  g_free (other->base);
  if (!ent_payload_is_merged (mine) || other->revision != ent_operation_get_row (operation)->revision)
    {
      other->base = ent_auto_merge_dup_draft_base (operation);
      return TRUE;
    }

  other->base = ent_item_to_json (ent_operation_get_result (operation));
  payload = ent_payload_new_from_json (other->payload, error);
  if (payload == NULL)
    return FALSE;

  ent_payload_take_merged (payload, g_strdup (mine->title), g_strdup (mine->html), NULL);
  g_free (other->payload);
  other->payload = ent_payload_to_json (payload);

  return TRUE;
}
