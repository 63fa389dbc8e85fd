/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-choice.h"

#include "ent-comment.h"
#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-entry.h"
#include "ent-item-store.h"
#include "ent-mirror-page.h"
#include "ent-outbox-store.h"
#include "ent-texts.h"

/* Settles "deux versions". Both texts are in the history before anything is overwritten. What is
 * kept of mine is from now on an edit of the ENT's version, so the next probe finds its base
 * there. */

static const char *
get_text (EntItem *item)
{
  const char *text = ENT_IS_COMMENT (item) ? ent_comment_get_text (ENT_COMMENT (item)) :
                     ent_item_get_html (item);

  return text != NULL ? text : "";
}

static gboolean
keep_both_in_history (EntDatabase        *db,
                      const EntDraftRow  *draft,
                      EntItem            *theirs,
                      GError            **error)
{
  const char *author = ent_item_get_author_name (theirs);

  return ent_history_store_add (db, draft->uuid, author != NULL ? author : ENT_PAST_ENT,
                                ent_item_get_title (theirs), get_text (theirs), error) &&
         ent_history_store_add (db, draft->uuid, ENT_PAST_ME, draft->title, draft->html, error);
}

static gboolean
stand_on_theirs (EntDatabase        *db,
                 const EntDraftRow  *draft,
                 EntItem            *theirs,
                 GError            **error)
{
  return ent_draft_store_set_item_id (db, draft->uuid, ent_item_get_id (theirs), error) &&
         ent_draft_store_set_base (db, draft->uuid, draft->theirs, error) &&
         ent_draft_store_set_theirs (db, draft->uuid, NULL, error);
}

static gboolean
replace_text (EntDatabase  *db,
              EntDraftRow  *draft,
              const char   *title,
              const char   *html,
              GError      **error)
{
  g_autofree char *new_title = g_strdup (title);
  g_autofree char *new_html = g_strdup (html);
  g_autofree char *plain = ent_texts_dup_plain (html);

  g_free (draft->title);
  draft->title = g_steal_pointer (&new_title);
  g_free (draft->html);
  draft->html = g_steal_pointer (&new_html);
  draft->revision++;

  return ent_draft_store_save (db, draft, plain, error);
}

/* A published post of mine whose update the ENT altered is a draft there until its publication
 * comes. */
static gboolean
is_half_done (EntDatabase  *db,
              const char   *draft_uuid)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (db, draft_uuid, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const EntOperationRow *row = rows->pdata[i];

      if (row->unit != 0 && (row->id != row->unit || row->attempted_at != 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
forget_operations (EntDatabase  *db,
                   const char   *draft_uuid,
                   GError      **error)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (db, draft_uuid, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!ent_outbox_store_remove (db, ((EntOperationRow *) rows->pdata[i])->id, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_theirs (EntPlan      *plan,
             EntDatabase  *db,
             EntDraftRow  *draft,
             EntItem      *theirs,
             GError      **error)
{
  g_autofree char *plain = ent_mirror_dup_plain (theirs);
  EntPutResult put;

  if (!ent_item_store_put (db, theirs, plain, &put, error))
    return FALSE;

  if (is_half_done (db, draft->uuid))
    return stand_on_theirs (db, draft, theirs, error) &&
           replace_text (db, draft, ent_item_get_title (theirs), get_text (theirs), error) &&
           ent_plan_again (plan, db, draft->uuid, error);

  return forget_operations (db, draft->uuid, error) && ent_draft_store_remove (db, draft->uuid,
                                                                               error);
}

static gboolean
keep_both (EntPlan      *plan,
           EntDatabase  *db,
           EntDraftRow  *draft,
           EntItem      *theirs,
           GError      **error)
{
  g_autofree char *html = g_strconcat (get_text (theirs), draft->html, NULL);
  g_autofree char *title = g_strdup (draft->title[0] != '\0' ? draft->title :
                                     ent_item_get_title (theirs));

  return stand_on_theirs (db, draft, theirs, error) &&
         replace_text (db, draft, title, html, error) &&
         ent_plan_again (plan, db, draft->uuid, error);
}

/* What I wrote begins anew, as something the ENT has never seen. */
static gboolean
set_apart (EntPlan      *plan,
           EntDatabase  *db,
           EntDraftRow  *draft,
           EntItem      *theirs,
           GError      **error)
{
  g_autoptr (EntDraftRow) apart = ent_draft_row_copy (draft);
  g_autofree char *plain = ent_texts_dup_plain (draft->html);

  g_free (apart->uuid);
  apart->uuid = g_uuid_string_random ();
  g_clear_pointer (&apart->item_id, g_free);
  g_clear_pointer (&apart->base, g_free);
  g_clear_pointer (&apart->theirs, g_free);
  apart->revision = 1;
  apart->sent_revision = 0;
  apart->created_at = plan->now;
  apart->updated_at = plan->now;

  return ent_draft_store_save (db, apart, plain, error) && take_theirs (plan, db, draft, theirs,
                                                                        error);
}

static const char *
get_date (EntItem *item)
{
  return ENT_IS_ENTRY (item) ? ent_entry_get_date (ENT_ENTRY (item)) : NULL;
}

/* Reads both versions, and keeps both. */
static gboolean
begin (EntDatabase  *db,
       const char   *draft_uuid,
       EntDraftRow **draft,
       EntItem     **theirs,
       GError      **error)
{
  GError *local_error = NULL;

  *draft = ent_draft_store_get (db, draft_uuid, &local_error);
  if (local_error == NULL && (*draft == NULL || (*draft)->theirs == NULL))
    g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "%s has no two versions",
                 draft_uuid);

  if (local_error == NULL)
    *theirs = ent_item_new_from_json ((*draft)->kind, (*draft)->theirs, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return keep_both_in_history (db, *draft, *theirs, error);
}

/**
 * ent_choice_settle:
 * @plan: who, when; its ids are filled with what leaves again
 * @db: the database
 * @draft_uuid: uuid of a draft with two versions
 * @side: which one is kept
 * @error: %ENT_STORE_ERROR_NOT_FOUND when there are no two versions, or another %ENT_STORE_ERROR
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_choice_settle (EntPlan      *plan,
                   EntDatabase  *db,
                   const char   *draft_uuid,
                   EntSyncSide   side,
                   GError      **error)
{
  g_autoptr (EntDraftRow) draft = NULL;
  g_autoptr (EntItem) theirs = NULL;

  if (!begin (db, draft_uuid, &draft, &theirs, error))
    return FALSE;

  switch (side)
    {
    case ENT_SYNC_SIDE_MINE:
      return stand_on_theirs (db, draft, theirs, error) && ent_plan_again (plan, db, draft_uuid,
                                                                           error);

    case ENT_SYNC_SIDE_THEIRS:
      return take_theirs (plan, db, draft, theirs, error);

    case ENT_SYNC_SIDE_BOTH:
      return keep_both (plan, db, draft, theirs, error);

    case ENT_SYNC_SIDE_APART:
      return set_apart (plan, db, draft, theirs, error);

    default:
      g_assert_not_reached ();
    }
}

/**
 * ent_choice_keep:
 * @plan: who, when; its ids are filled with what leaves again
 * @db: the database
 * @draft_uuid: uuid of a draft with two versions
 * @title: title of the text made of both
 * @date: (nullable): day of an entry
 * @html: the text made of both
 * @error: as ent_choice_settle()
 *
 * Settles them with a text chosen passage by passage. One that is the ENT's word for word has
 * nothing to send.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_choice_keep (EntPlan      *plan,
                 EntDatabase  *db,
                 const char   *draft_uuid,
                 const char   *title,
                 const char   *date,
                 const char   *html,
                 GError      **error)
{
  g_autoptr (EntDraftRow) draft = NULL;
  g_autoptr (EntItem) theirs = NULL;

  if (!begin (db, draft_uuid, &draft, &theirs, error))
    return FALSE;

  if (g_str_equal (title, ent_item_get_title (theirs)) &&
      (date == NULL || g_strcmp0 (date, get_date (theirs)) == 0) &&
      g_str_equal (html, get_text (theirs)))
    return take_theirs (plan, db, draft, theirs, error);

  if (date != NULL)
    {
      g_free (draft->date);
      draft->date = g_strdup (date);
    }

  return stand_on_theirs (db, draft, theirs, error) &&
         replace_text (db, draft, title, html, error) &&
         ent_plan_again (plan, db, draft_uuid, error);
}
