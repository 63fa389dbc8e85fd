/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-planner.h"

#include "ent-blog.h"
#include "ent-entry.h"
#include "ent-file-placeholders.h"
#include "ent-item-store.h"
#include "ent-message.h"
#include "ent-outbox-store.h"
#include "ent-texts.h"
#include "ent-verb.h"

/* What each kind of draft becomes. An operation that follows one that is under way, or that creates
 * the thing, has no base yet: it is handed over when the one before it is settled. */

static EntItem *
get_item (EntPlanner  *planner,
          EntKind      kind,
          const char  *id,
          GError     **error)
{
  EntItem *item;

  if (id == NULL)
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "the draft stands nowhere");
      return NULL;
    }

  item = ent_item_store_get (planner->db, kind, id, error);
  if (item == NULL && (error == NULL || *error == NULL))
    g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "there is no %s %s",
                 ent_kind_to_string (kind), id);

  return item;
}

/* ---- posts ---- */

static gboolean
differs_from_base (EntPlanner *planner)
{
  return planner->base == NULL || planner->kept != NULL ||
         ent_item_get_html (planner->base) == NULL ||
         g_strcmp0 (ent_item_get_title (planner->base), planner->payload->title) != 0 ||
         !ent_texts_same_document (ent_item_get_html (planner->base), planner->payload->html);
}

/* Which of the ENT's two ways leads to the readers (ent-api/02 §3.7): a manager's "publish" tells
 * them each time, an author's "submit" publishes only where nobody validates. */
static const char *
choose_transition (EntPlanner  *planner,
                   GError     **error)
{
  const EntRights may_publish = ENT_RIGHTS_PUBLISH | ENT_RIGHTS_MANAGE | ENT_RIGHTS_OWNER;
  const EntPlan *plan = planner->plan;
  g_autoptr (EntItem) blog = NULL;
  gboolean mine;

  if (plan->how == ENT_SEND_SUBMIT)
    return ENT_VERB_SUBMIT_POST;

  if (plan->how == ENT_SEND_UNPUBLISH)
    return ENT_VERB_UNPUBLISH_POST;

  blog = get_item (planner, ENT_KIND_BLOG, planner->draft->parent_id, error);
  if (blog == NULL)
    return NULL;

  mine = planner->base == NULL ||
         g_strcmp0 (ent_item_get_author_id (planner->base), plan->user_id) == 0;
  if (mine && ent_blog_get_immediate (ENT_BLOG (blog)))
    return ENT_VERB_SUBMIT_POST;

  if ((ent_blog_get_rights (ENT_BLOG (blog)) & may_publish) != 0)
    return ENT_VERB_PUBLISH_POST;

  return ENT_VERB_SUBMIT_POST;
}

/* The readers do not see the post between its update and its publication: both are one unit,
 * finished before all else. */
static gboolean
make_unit (EntPlanner       *planner,
           EntOperationRow  *first,
           EntOperationRow  *second,
           GError          **error)
{
  first->unit = first->id;
  second->unit = first->id;

  return ent_outbox_store_update (planner->db, first, error) &&
         ent_outbox_store_update (planner->db, second, error);
}

gboolean
ent_plan_post (EntPlanner  *planner,
               GError     **error)
{
  const EntDraftRow *draft = planner->draft;
  gboolean transits = planner->plan->how == ENT_SEND_SUBMIT ||
                      planner->plan->how == ENT_SEND_PUBLISH ||
                      planner->plan->how == ENT_SEND_UNPUBLISH;
  gboolean exists = draft->item_id != NULL || planner->kept != NULL;
  const char *transition = transits ? choose_transition (planner, error) : NULL;
  g_autoptr (EntOperationRow) text = NULL;
  g_autoptr (EntOperationRow) state = NULL;

  if (transits && transition == NULL)
    return FALSE;

  if (!exists || !transits || differs_from_base (planner))
    {
      if (!ent_planner_add_files (planner, error))
        return FALSE;

      text = ent_planner_add (planner, exists ? ENT_VERB_UPDATE_POST : ENT_VERB_CREATE_POST,
                              ENT_KIND_POST, draft->item_id, draft->parent_id, draft->base, error);
      if (text == NULL)
        return FALSE;
    }

  if (!transits)
    return TRUE;

  state = ent_planner_add (planner, transition, ENT_KIND_POST, draft->item_id, draft->parent_id,
                           draft->base, error);
  if (state == NULL)
    return FALSE;

  return !exists || text == NULL || make_unit (planner, text, state, error);
}

/* ---- entries ---- */

gboolean
ent_plan_entry (EntPlanner  *planner,
                GError     **error)
{
  const EntDraftRow *draft = planner->draft;
  const char *item_id = planner->kept != NULL ? planner->kept->item_id : draft->item_id;
  g_autoptr (EntPayload) before = NULL;
  const char *old_date = NULL;
  const char *old_parent = NULL;
  g_autofree char *new_id = NULL;
  g_autoptr (EntOperationRow) put = NULL;
  g_autoptr (EntOperationRow) removal = NULL;

  if (planner->kept != NULL)
    {
      before = ent_payload_new_from_json (planner->kept->payload, error);
      if (before == NULL)
        return FALSE;
      old_date = before->date;
      old_parent = planner->kept->parent_id;
    }
  else if (planner->base != NULL)
    {
      old_date = ent_entry_get_date (ENT_ENTRY (planner->base));
      old_parent = ent_item_get_parent_id (planner->base);
    }

  if (!ent_planner_add_files (planner, error))
    return FALSE;

  /* The ENT cannot move an entry. It is made anew under a new id first, so that an interruption
   * doubles it rather than losing it. */
  if (item_id != NULL && old_date != NULL &&
      (g_strcmp0 (old_date, draft->date) != 0 ||
       (old_parent != NULL && g_strcmp0 (old_parent, draft->parent_id) != 0)))
    {
      new_id = g_uuid_string_random ();
      put = ent_planner_add (planner, ENT_VERB_PUT_ENTRY, ENT_KIND_ENTRY, new_id, draft->parent_id,
                             NULL, error);
      if (put != NULL)
        removal = ent_planner_add (planner, ENT_VERB_DELETE_ENTRY, ENT_KIND_ENTRY, item_id,
                                   old_parent != NULL ? old_parent : draft->parent_id,
                                   draft->base, error);

      return removal != NULL;
    }

  put = ent_planner_add (planner, ENT_VERB_PUT_ENTRY, ENT_KIND_ENTRY,
                         item_id != NULL ? item_id : draft->uuid, draft->parent_id, draft->base,
                         error);

  return put != NULL;
}

/* ---- messages ---- */

/* A picture of the text travels with the text. */
static gboolean
is_in_text (EntPlanner    *planner,
            EntAttachment *attachment)
{
  g_autoptr (GPtrArray) in_text = ent_file_placeholders_find (planner->payload->html);

  return g_ptr_array_find_with_equal_func (in_text, ent_attachment_get_sha256 (attachment),
                                           g_str_equal, NULL);
}

static gboolean
is_on_its_way (EntPlanner    *planner,
               EntAttachment *attachment)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (planner->db, planner->draft->uuid,
                                                            NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const EntOperationRow *row = rows->pdata[i];
      g_autoptr (EntPayload) payload = ent_payload_new_from_json (row->payload, NULL);

      if (g_str_equal (row->verb, ENT_VERB_UPLOAD_MESSAGE_ATTACHMENT) && payload != NULL &&
          payload->attachments->len == 1 &&
          g_strcmp0 (ent_attachment_get_sha256 (payload->attachments->pdata[0]),
                     ent_attachment_get_sha256 (attachment)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The draft of the ENT may have it from an earlier sending that stopped half way. */
static gboolean
is_in_base (EntPlanner    *planner,
            EntAttachment *attachment)
{
  GPtrArray *there;

  if (planner->base == NULL)
    return FALSE;

  there = ent_message_get_attachments (ENT_MESSAGE (planner->base));
  for (guint i = 0; i < there->len; i++)
    if (g_strcmp0 (ent_attachment_get_name (there->pdata[i]),
                   ent_attachment_get_name (attachment)) == 0 &&
        ent_attachment_get_size (there->pdata[i]) == ent_attachment_get_size (attachment))
      return TRUE;

  return FALSE;
}

/* An operation on the files in @payload alone. */
static gboolean
add_files (EntPlanner  *planner,
           const char  *verb,
           EntPayload  *payload,
           GError     **error)
{
  g_autoptr (EntOperationRow) row = NULL;
  g_autofree char *whole = NULL;

  payload->how = planner->payload->how;
  whole = g_steal_pointer (&planner->payload_json);
  planner->payload_json = ent_payload_to_json (payload);
  row = ent_planner_add (planner, verb, ENT_KIND_MESSAGE, planner->draft->item_id, NULL, NULL,
                         error);
  g_free (planner->payload_json);
  planner->payload_json = g_steal_pointer (&whole);

  return row != NULL;
}

static gboolean
add_attachment (EntPlanner     *planner,
                EntAttachment  *attachment,
                GError        **error)
{
  g_autoptr (EntPayload) payload = ent_payload_new ();

  g_ptr_array_add (payload->attachments, g_object_ref (attachment));

  return add_files (planner, ENT_VERB_UPLOAD_MESSAGE_ATTACHMENT, payload, error);
}

/* Files of the message that is forwarded: the ENT links them by itself, all at once. */
static gboolean
add_forwarded (EntPlanner  *planner,
               GError     **error)
{
  g_autoptr (EntPayload) payload = ent_payload_new ();
  gboolean missing = FALSE;

  for (guint i = 0; i < planner->payload->attachments->len; i++)
    {
      EntAttachment *attachment = planner->payload->attachments->pdata[i];

      if (ent_attachment_get_source (attachment) == NULL)
        continue;

      g_ptr_array_add (payload->attachments, g_object_ref (attachment));
      missing = missing || !is_in_base (planner, attachment);
    }

  return !missing || add_files (planner, ENT_VERB_FORWARD_ATTACHMENTS, payload, error);
}

gboolean
ent_plan_message (EntPlanner  *planner,
                  GError     **error)
{
  const EntDraftRow *draft = planner->draft;
  const EntPayload *payload = planner->payload;
  g_autoptr (EntOperationRow) save = NULL;
  g_autoptr (EntOperationRow) sending = NULL;

  if (!ent_planner_add_files (planner, error))
    return FALSE;

  save = ent_planner_add (planner, ENT_VERB_SAVE_MESSAGE_DRAFT, ENT_KIND_MESSAGE, draft->item_id,
                          NULL, draft->base, error);
  if (save == NULL || !add_forwarded (planner, error))
    return FALSE;

  for (guint i = 0; i < payload->attachments->len; i++)
    {
      EntAttachment *attachment = payload->attachments->pdata[i];

      if (ent_attachment_get_sha256 (attachment) == NULL || is_in_text (planner, attachment) ||
          is_in_base (planner, attachment) || is_on_its_way (planner, attachment))
        continue;

      if (!add_attachment (planner, attachment, error))
        return FALSE;
    }

  if (planner->plan->how != ENT_SEND_SEND)
    return TRUE;

  sending = ent_planner_add (planner, ENT_VERB_SEND_MESSAGE, ENT_KIND_MESSAGE, draft->item_id, NULL,
                             draft->base, error);

  return sending != NULL;
}

/* ---- comments ---- */

gboolean
ent_plan_comment (EntPlanner  *planner,
                  GError     **error)
{
  const EntDraftRow *draft = planner->draft;
  gboolean exists = draft->item_id != NULL || planner->kept != NULL;
  g_autoptr (EntItem) post = get_item (planner, ENT_KIND_POST, draft->parent_id, error);
  g_autoptr (EntOperationRow) row = NULL;

  if (post == NULL)
    return FALSE;

  planner->payload->blog_id = g_strdup (ent_item_get_parent_id (post));
  g_free (planner->payload_json);
  planner->payload_json = ent_payload_to_json (planner->payload);
  row = ent_planner_add (planner, exists ? ENT_VERB_UPDATE_COMMENT : ENT_VERB_CREATE_COMMENT,
                         ENT_KIND_COMMENT, draft->item_id, draft->parent_id, draft->base, error);

  return row != NULL;
}
