/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-merge-policy.h"

#include "ent-entry.h"
#include "ent-plain.h"
#include "ent-safe-request.h"
#include "ent-texts.h"

/* A copy of the ENT's database that lags catches up in seconds; an ENT that still shows the old text after this many tries
 * did not take the new one. */
#define PATIENCE_WITH_OLD_TEXT 4

static const char *
get_date (EntItem *item)
{
  return ENT_IS_ENTRY (item) ? ent_entry_get_date (ENT_ENTRY (item)) : NULL;
}

static gboolean
same_versions (EntItem *one,
               EntItem *other)
{
  return ent_item_get_html (one) != NULL && ent_item_get_html (other) != NULL &&
         g_strcmp0 (ent_item_get_title (one), ent_item_get_title (other)) == 0 &&
         g_strcmp0 (get_date (one), get_date (other)) == 0 &&
         ent_texts_same_document (ent_item_get_html (one), ent_item_get_html (other));
}

static gboolean
same_day (const EntPayload *mine,
          EntItem          *theirs)
{
  return !ENT_IS_ENTRY (theirs) || g_strcmp0 (mine->date, get_date (theirs)) == 0;
}

static gboolean
reads_as (const char *title,
          const char *html,
          EntItem    *theirs)
{
  return ent_plain_equal_words (title, ent_item_get_title (theirs)) &&
         ent_texts_same_words (html, ent_item_get_html (theirs));
}

/**
 * ent_merge_policy_same_words:
 * @mine: what was sent
 * @theirs: what the ENT holds
 *
 * The ENT cleans HTML and drops spaces: only the words, and the day, must be there.
 *
 * Returns: %TRUE when nothing a reader reads was lost
 */
gboolean
ent_merge_policy_same_words (const EntPayload *mine,
                             EntItem          *theirs)
{
  g_autoptr (EntSafeRequest) sent = NULL;

  g_return_val_if_fail (mine != NULL, FALSE);
  g_return_val_if_fail (ENT_IS_ITEM (theirs), FALSE);

  if (!same_day (mine, theirs))
    return FALSE;

  if (reads_as (mine->title, mine->html, theirs))
    return TRUE;

  /* What was sent may have had spaces more, which cut a word in two. */
  sent = ent_safe_request_defuse (ent_item_get_kind (theirs), mine->title, mine->html);

  return reads_as (sent->title, sent->html, theirs);
}

/**
 * ent_merge_policy_compare:
 * @base: (nullable): the version @mine was made from
 * @mine: what is to be sent
 * @theirs: what the ENT holds
 * @tried: %TRUE when @mine may have been sent already
 *
 * The one place where three versions meet. Theirs is the base: nobody moved. Theirs is mine: it is
 * there already. All else is for the teacher to look at, and nothing is overwritten.
 *
 * Returns: %ENT_PROBE_READY, %ENT_PROBE_LANDED or %ENT_PROBE_CHANGED
 */
EntProbe
ent_merge_policy_compare (EntItem          *base,
                          const EntPayload *mine,
                          EntItem          *theirs,
                          gboolean          tried)
{
  g_return_val_if_fail (base == NULL || ENT_IS_ITEM (base), ENT_PROBE_CHANGED);
  g_return_val_if_fail (mine != NULL, ENT_PROBE_CHANGED);
  g_return_val_if_fail (ENT_IS_ITEM (theirs), ENT_PROBE_CHANGED);

  if (base != NULL && same_versions (base, theirs))
    return ENT_PROBE_READY;

  if (same_day (mine, theirs) && g_strcmp0 (mine->title, ent_item_get_title (theirs)) == 0 &&
      ent_texts_same_document (mine->html, ent_item_get_html (theirs)))
    return ENT_PROBE_LANDED;

  /* After a try, what differs from my bytes only by the ENT's cleaning is mine. */
  if (tried && ent_merge_policy_same_words (mine, theirs))
    return ENT_PROBE_LANDED;

  return ENT_PROBE_CHANGED;
}

/**
 * ent_merge_policy_check_written:
 * @operation: one that has just written
 * @theirs: what the ENT shows now
 * @error: %ENT_API_ERROR_UNAVAILABLE when it still shows the version from before: a copy that lags,
 *   to be looked at again; %ENT_SYNC_ERROR_ALTERED when it shows other words
 *
 * Keeps @theirs as the result when all the words are there, as the other version when some are
 * not.
 *
 * Returns: whether the words sent are there
 */
gboolean
ent_merge_policy_check_written (EntOperation  *operation,
                                EntItem       *theirs,
                                GError       **error)
{
  EntItem *base;

  g_return_val_if_fail (ENT_IS_OPERATION (operation), FALSE);
  g_return_val_if_fail (ENT_IS_ITEM (theirs), FALSE);

  if (ent_merge_policy_same_words (ent_operation_get_payload (operation), theirs))
    {
      ent_operation_set_result (operation, theirs);
      return TRUE;
    }

  base = ent_operation_get_base (operation);
  if (base != NULL && same_versions (base, theirs) &&
      ent_operation_get_row (operation)->attempts < PATIENCE_WITH_OLD_TEXT)
    {
      g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                           "the ENT still shows the text from before");
      return FALSE;
    }

  ent_operation_set_theirs (operation, theirs);
  g_set_error_literal (error, ENT_SYNC_ERROR, ENT_SYNC_ERROR_ALTERED,
                       "the ENT holds other words than those sent");

  return FALSE;
}
