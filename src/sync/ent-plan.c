/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-plan.h"

#include "ent-document.h"
#include "ent-draft-store.h"
#include "ent-file-link.h"
#include "ent-file-placeholders.h"
#include "ent-file-store.h"
#include "ent-item-store.h"
#include "ent-outbox-store.h"
#include "ent-planner.h"
#include "ent-texts.h"
#include "ent-verb.h"

/* A draft is frozen when it is asked to leave: what is typed afterwards stays a draft. Asked again
 * before the first sending is over, what has not begun is replaced by the newer text; what has
 * begun goes on to its end, because its fate must be known, and the newer text follows it. */

/* ---- the outbox ---- */

static char *
dup_title (EntPlanner *planner)
{
  g_autofree char *plain = NULL;

  if (planner->payload->title[0] != '\0')
    return g_strdup (planner->payload->title);

  plain = ent_texts_dup_plain (planner->payload->html);

  return g_utf8_substring (plain, 0, MIN (60, g_utf8_strlen (plain, -1)));
}

/* Adds an operation behind those added before. */
EntOperationRow *
ent_planner_add (EntPlanner   *self,
                 const char   *verb,
                 EntKind       kind,
                 const char   *item_id,
                 const char   *parent_id,
                 const char   *base,
                 GError      **error)
{
  g_autoptr (EntOperationRow) row = ent_operation_row_new (verb, kind);

  row->draft_uuid = g_strdup (self->draft->uuid);
  row->item_id = g_strdup (item_id);
  row->parent_id = g_strdup (parent_id);
  g_free (row->title);
  row->title = dup_title (self);
  row->depends_on = self->after;
  row->revision = self->draft->revision;
  g_free (row->payload);
  row->payload = g_strdup (self->payload_json);
  row->base = self->kept == NULL ? g_strdup (base) : NULL;
  row->created_at = self->plan->now;
  row->not_before = self->plan->not_before;

  if (!ent_outbox_store_add (self->db, row, error))
    return NULL;

  self->after = row->id;
  g_array_append_val (self->plan->ids, row->id);

  return g_steal_pointer (&row);
}

static gboolean
add_upload (EntPlanner     *self,
            EntAttachment  *attachment,
            GError        **error)
{
  g_autoptr (EntPayload) payload = ent_payload_new ();
  g_autoptr (EntOperationRow) upload = NULL;
  g_autofree char *whole = NULL;

  payload->how = self->payload->how;
  g_ptr_array_add (payload->attachments, g_object_ref (attachment));
  whole = g_steal_pointer (&self->payload_json);
  self->payload_json = ent_payload_to_json (payload);
  upload = ent_planner_add (self, ENT_VERB_UPLOAD_DOCUMENT, ENT_KIND_DOCUMENT, NULL, NULL, NULL,
                            error);
  g_free (self->payload_json);
  self->payload_json = g_steal_pointer (&whole);
  if (upload == NULL)
    return FALSE;

  upload->bytes_total = (guint64) MAX (ent_attachment_get_size (attachment), 0);

  return ent_outbox_store_update (self->db, upload, error);
}

/* The files a text shows go up before the text; those the ENT has already do not. */
gboolean
ent_planner_add_files (EntPlanner  *self,
                       GError     **error)
{
  g_autoptr (GPtrArray) needed = ent_file_placeholders_find (self->payload->html);

  for (guint i = 0; i < needed->len; i++)
    {
      GError *local_error = NULL;
      g_autoptr (EntAttachment) attachment = ent_file_store_get (self->db, needed->pdata[i],
                                                                 &local_error);

      if (attachment == NULL && local_error == NULL)
        g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND,
                     "a file of the text is not on this computer: %s", (char *) needed->pdata[i]);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }

      if (ent_attachment_get_id (attachment) == NULL && !add_upload (self, attachment, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- the draft ---- */

/* The files joined to a text of the blog or of a notebook are shown at its end, where nothing shows
 * them yet. */
static void
append_files (EntPayload *payload)
{
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (EntDocument) document = NULL;
  g_autoptr (EntDocument) longer = NULL;
  g_autoptr (EntBlock) block = NULL;
  EntBlock *added[1];

  links = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_file_link_unref);
  for (guint i = 0; i < payload->attachments->len; i++)
    {
      EntAttachment *attachment = payload->attachments->pdata[i];
      const char *sha256 = ent_attachment_get_sha256 (attachment);
      g_autofree char *href = NULL;

      if (sha256 == NULL || ent_attachment_get_id (attachment) != NULL)
        continue;

      href = g_strconcat (ENT_FILE_PLACEHOLDER, sha256, NULL);
      if (g_strstr_len (payload->html, -1, href) == NULL)
        g_ptr_array_add (links, ent_file_link_new (href, ent_attachment_get_name (attachment), NULL,
                                                   ent_attachment_get_media_type (attachment)));
    }

  if (links->len == 0)
    return;

  document = ent_document_new_from_html (payload->html);
  block = ent_block_new_attachments (NULL, (EntFileLink **) links->pdata, links->len);
  added[0] = block;
  longer = ent_document_splice (document, ent_document_get_n_blocks (document), 0, added, 1);
  g_free (payload->html);
  payload->html = ent_document_to_html (longer);
}

static gboolean
check (EntPlanner  *planner,
       GError     **error)
{
  const EntPayload *payload = planner->payload;

  if (planner->draft->theirs != NULL)
    g_set_error (error, ENT_SYNC_ERROR, ENT_SYNC_ERROR_CHANGED, "the draft has two versions");
  else if (planner->draft->kind == ENT_KIND_MESSAGE && planner->plan->how == ENT_SEND_SEND &&
           payload->to->len + payload->cc->len + payload->cci->len == 0)
    g_set_error (error, ENT_SYNC_ERROR, ENT_SYNC_ERROR_NO_RECIPIENT, "nobody to send it to");
  else if (payload->title[0] == '\0' && ent_texts_is_blank (payload->html) &&
           payload->attachments->len == 0)
    g_set_error (error, ENT_SYNC_ERROR, ENT_SYNC_ERROR_EMPTY, "there is nothing to send");
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_under_way (const EntOperationRow *row)
{
  return row->state == ENT_OPERATION_SENDING ||
         (row->state == ENT_OPERATION_WAITING && row->attempted_at != 0);
}

/* Takes out what has not begun; what has begun is kept, with all that it waits for. */
static gboolean
clear_way (EntPlanner  *planner,
           GError     **error)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (planner->db, planner->draft->uuid,
                                                            error);
  guint n_kept = 0;

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (is_under_way (rows->pdata[i]))
      n_kept = i + 1;

  for (guint i = n_kept; i < rows->len; i++)
    if (!ent_outbox_store_remove (planner->db, ((EntOperationRow *) rows->pdata[i])->id, error))
      return FALSE;

  for (guint i = 0; i < n_kept; i++)
    {
      const EntOperationRow *row = rows->pdata[i];

      planner->after = row->id;
      g_array_append_val (planner->plan->ids, row->id);
      if (row->kind == planner->draft->kind)
        {
          g_clear_pointer (&planner->kept, ent_operation_row_free);
          planner->kept = ent_operation_row_copy (row);
        }
    }

  return TRUE;
}

static gboolean
load_draft (EntPlanner  *planner,
            const char  *draft_uuid,
            GError     **error)
{
  GError *local_error = NULL;

  planner->draft = ent_draft_store_get (planner->db, draft_uuid, &local_error);
  if (planner->draft == NULL && local_error == NULL)
    g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "there is no draft %s",
                 draft_uuid);

  if (planner->draft != NULL)
    planner->payload = ent_payload_new_from_draft (planner->draft, planner->plan->how,
                                                   &local_error);

  if (planner->payload != NULL && planner->draft->base != NULL)
    planner->base = ent_item_new_from_json (planner->draft->kind, planner->draft->base,
                                            &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static void
planner_clear (EntPlanner *planner)
{
  g_clear_pointer (&planner->draft, ent_draft_row_free);
  g_clear_pointer (&planner->payload, ent_payload_free);
  g_clear_pointer (&planner->payload_json, g_free);
  g_clear_object (&planner->base);
  g_clear_pointer (&planner->kept, ent_operation_row_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntPlanner, planner_clear)

static const EntPlanFunc plan_funcs[ENT_N_KINDS] = {
  [ENT_KIND_POST] = ent_plan_post,
  [ENT_KIND_COMMENT] = ent_plan_comment,
  [ENT_KIND_ENTRY] = ent_plan_entry,
  [ENT_KIND_MESSAGE] = ent_plan_message,
};

/**
 * ent_plan_draft:
 * @plan: what is asked; its ids are filled
 * @db: the database
 * @draft_uuid: uuid of the draft
 * @error: %ENT_SYNC_ERROR_EMPTY, _NO_RECIPIENT, _CHANGED, or %ENT_STORE_ERROR
 *
 * Freezes a draft into operations.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_plan_draft (EntPlan      *plan,
                EntDatabase  *db,
                const char   *draft_uuid,
                GError      **error)
{
  g_auto (EntPlanner) planner = { .plan = plan, .db = db };
  EntPlanFunc plan_kind;

  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (draft_uuid != NULL, FALSE);

  if (!load_draft (&planner, draft_uuid, error))
    return FALSE;

  plan_kind = plan_funcs[planner.draft->kind];
  g_return_val_if_fail (plan_kind != NULL, FALSE);

  if (!check (&planner, error) || !clear_way (&planner, error))
    return FALSE;

  /* A message that may be gone already cannot be sent otherwise; what was typed since is another
   * message. */
  if (planner.kept != NULL && g_str_equal (planner.kept->verb, ENT_VERB_SEND_MESSAGE))
    return TRUE;

  if (planner.draft->kind == ENT_KIND_POST || planner.draft->kind == ENT_KIND_ENTRY)
    append_files (planner.payload);
  planner.payload_json = ent_payload_to_json (planner.payload);

  return plan_kind (&planner, error);
}

/**
 * ent_plan_again:
 * @plan: who, when; how is what was asked the last time
 * @db: the database
 * @draft_uuid: uuid of a draft that was asked to leave
 * @error: as ent_plan_draft()
 *
 * Asks again for what was asked of a draft, with its text and base as they are now.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_plan_again (EntPlan      *plan,
                EntDatabase  *db,
                const char   *draft_uuid,
                GError      **error)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (db, draft_uuid, error);
  g_autoptr (EntPayload) payload = NULL;
  EntOperationRow *last;

  if (rows == NULL)
    return FALSE;

  if (rows->len == 0)
    return TRUE;

  last = rows->pdata[rows->len - 1];
  payload = ent_payload_new_from_json (last->payload, error);
  if (payload == NULL)
    return FALSE;

  plan->how = payload->how;
  plan->not_before = last->not_before;

  return ent_plan_draft (plan, db, draft_uuid, error);
}

/* ---- deletions ---- */

static const char *delete_verbs[ENT_N_KINDS] = {
  [ENT_KIND_POST] = ENT_VERB_DELETE_POST,
  [ENT_KIND_COMMENT] = ENT_VERB_DELETE_COMMENT,
  [ENT_KIND_ENTRY] = ENT_VERB_DELETE_ENTRY,
  [ENT_KIND_MESSAGE] = ENT_VERB_TRASH_MESSAGE,
};

/* The work on it is given up, except what is under way: the deletion follows that. The text stays
 * in the history. */
static gboolean
give_up_draft (EntDatabase  *db,
               EntKind       kind,
               const char   *id,
               gint64       *after,
               GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntDraftRow) draft = ent_draft_store_get_for_item (db, kind, id, &local_error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean removed = FALSE;

  if (draft != NULL)
    ent_outbox_store_cancel (db, draft->uuid, &removed, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (draft == NULL)
    return TRUE;

  if (removed)
    return ent_draft_store_remove (db, draft->uuid, error);

  rows = ent_outbox_store_list_draft (db, draft->uuid, error);
  if (rows == NULL)
    return FALSE;

  if (rows->len > 0)
    *after = ((EntOperationRow *) rows->pdata[rows->len - 1])->id;

  return TRUE;
}

static gboolean
find_deletion (EntDatabase  *db,
               EntKind       kind,
               const char   *id,
               gint64       *found,
               GError      **error)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (db, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const EntOperationRow *row = rows->pdata[i];

      if (row->draft_uuid == NULL && row->kind == kind && g_strcmp0 (row->item_id, id) == 0 &&
          g_str_equal (row->verb, delete_verbs[kind]))
        *found = row->id;
    }

  return TRUE;
}

static gboolean
fill_deletion (EntOperationRow  *row,
               EntDatabase      *db,
               EntItem          *item,
               GError          **error)
{
  g_autoptr (EntPayload) payload = ent_payload_new ();
  g_autoptr (EntItem) post = NULL;

  if (row->kind == ENT_KIND_COMMENT)
    {
      post = ent_item_store_get (db, ENT_KIND_POST, ent_item_get_parent_id (item), error);
      if (post == NULL)
        return FALSE;
      payload->blog_id = g_strdup (ent_item_get_parent_id (post));
    }

  row->item_id = g_strdup (ent_item_get_id (item));
  row->parent_id = g_strdup (ent_item_get_parent_id (item));
  g_free (row->title);
  row->title = g_strdup (ent_item_get_title (item));
  g_free (row->payload);
  row->payload = ent_payload_to_json (payload);
  row->base = ent_item_to_json (item);

  return TRUE;
}

/**
 * ent_plan_delete:
 * @plan: when; its ids are filled
 * @db: the database
 * @kind: what it is: a post, a comment, an entry or a message
 * @id: its id on the ENT
 * @error: %ENT_STORE_ERROR
 *
 * Queues a deletion, as the deletion of what this computer shows: if the ENT holds something else
 * by then, the teacher is asked. A second wish for the same deletion is the first one.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_plan_delete (EntPlan      *plan,
                 EntDatabase  *db,
                 EntKind       kind,
                 const char   *id,
                 GError      **error)
{
  g_autoptr (EntOperationRow) row = NULL;
  g_autoptr (EntItem) item = NULL;
  GError *local_error = NULL;
  gint64 found = 0;

  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (delete_verbs[kind] != NULL, FALSE);

  item = ent_item_store_get (db, kind, id, &local_error);
  if (item == NULL && local_error == NULL)
    g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "there is no %s %s",
                 ent_kind_to_string (kind), id);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (!find_deletion (db, kind, id, &found, error))
    return FALSE;

  if (found != 0)
    {
      g_array_append_val (plan->ids, found);
      return TRUE;
    }

  row = ent_operation_row_new (delete_verbs[kind], kind);
  row->created_at = plan->now;
  if (!give_up_draft (db, kind, id, &row->depends_on, error) ||
      !fill_deletion (row, db, item, error) ||
      !ent_outbox_store_add (db, row, error))
    return FALSE;

  g_array_append_val (plan->ids, row->id);

  return TRUE;
}
