/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-save-message-draft.h"

#include "ent-merge-policy.h"
#include "ent-plain.h"
#include "ent-settle.h"

/* A message is sent through a draft of the ENT, whose id is stored before anything else: from then
 * on it cannot go twice. The creation of that draft is the one thing that can be doubtful; then a
 * draft with that subject, those words and those recipients, changed since the first try and made
 * by no other draft of this computer, is the one. */

#define DATE_GRAIN (5 * G_TIME_SPAN_SECOND)
#define LAST_PAGE 1

struct _EntSaveMessageDraft
{
  EntMessageOperation  parent_instance;

  guint                page;        /* being looked through */
  /* (owned) (element-type utf8): ids that may be the one, to read */
  GPtrArray           *candidates;
};

G_DEFINE_FINAL_TYPE (EntSaveMessageDraft, ent_save_message_draft, ENT_TYPE_MESSAGE_OPERATION)

static void
ent_save_message_draft_finalize (GObject *object)
{
  g_ptr_array_unref (ENT_SAVE_MESSAGE_DRAFT (object)->candidates);

  G_OBJECT_CLASS (ent_save_message_draft_parent_class)->finalize (object);
}

/* ---- probe: a draft whose creation got no answer ---- */

static void read_candidate (GTask *task);

static gboolean
may_be_mine (EntOperation *operation,
             EntItem      *message)
{
  const char *title = ent_operation_get_payload (operation)->title;
  gint64 since = ent_operation_get_row (operation)->attempted_at - DATE_GRAIN;

  return ent_item_get_sort_at (message) >= since &&
         ent_plain_equal_words (title, ent_item_get_title (message)) &&
         ent_settle_may_be_mine (operation, ent_item_get_id (message));
}

/* What can be said of two lists: the ENT does not show everybody it was given (ent-api/06 §1), and
 * who is in a bookmark is not known here. Somebody I did not write to makes it another draft. */
typedef struct
{
  gboolean has_mine;      /* I write to somebody in it */
  gboolean has_common;    /* who is in theirs too */
  gboolean has_stranger;  /* theirs has somebody who is not in mine */
} Meeting;

static gboolean
has_recipient (GPtrArray  *list,
               const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (ent_item_get_id (list->pdata[i]), id) == 0)
      return TRUE;

  return FALSE;
}

static void
meet (Meeting   *meeting,
      GPtrArray *mine,
      GPtrArray *theirs)
{
  gboolean has_bookmark = FALSE;

  for (guint i = 0; i < mine->len; i++)
    has_bookmark |= ent_recipient_get_recipient_type (mine->pdata[i]) == ENT_RECIPIENT_BOOKMARK;

  meeting->has_mine |= mine->len > 0;
  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    if (has_bookmark || has_recipient (mine, ent_item_get_id (theirs->pdata[i])))
      meeting->has_common = TRUE;
    else
      meeting->has_stranger = TRUE;
}

static gboolean
goes_to_the_same (const EntPayload *payload,
                  EntMessage       *message)
{
  Meeting meeting = { FALSE, FALSE, FALSE };

  meet (&meeting, payload->to, ent_message_get_to (message));
  meet (&meeting, payload->cc, ent_message_get_cc (message));
  meet (&meeting, payload->cci, ent_message_get_cci (message));

  return !meeting.has_stranger && (meeting.has_common || !meeting.has_mine);
}

static void
candidate_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_conversation_api_get_message_finish (ENT_CONVERSATION_API (object), result, &error);
  if (message == NULL && !g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN))
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&error);
  if (message != NULL &&
      goes_to_the_same (ent_operation_get_payload (operation), message) &&
      ent_merge_policy_same_words (ent_operation_get_payload (operation), ENT_ITEM (message)))
    {
      ent_operation_set_item_id (operation, ent_item_get_id (ENT_ITEM (message)));
      g_task_return_int (task, ENT_PROBE_LANDED);
      return;
    }

  read_candidate (g_steal_pointer (&task));
}

static void
read_candidate (GTask *task)
{
  g_autoptr (GTask) owned = task;
  EntSaveMessageDraft *self = g_task_get_source_object (task);
  g_autofree char *id = NULL;
  EntSyncContext *context;

  if (self->candidates->len == 0)
    {
      g_task_return_int (task, ENT_PROBE_READY);
      return;
    }

  id = g_ptr_array_steal_index (self->candidates, 0);
  context = ent_operation_get_context (ENT_OPERATION (self));
  ent_conversation_api_get_message_async (context->conversation, id, NULL, candidate_read_cb,
                                          g_steal_pointer (&owned));
}

static void look_through_page (GTask *task);

static void
page_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSaveMessageDraft *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  messages = ent_conversation_api_list_messages_finish (ENT_CONVERSATION_API (object), result, NULL,
                                                        &error);
  if (messages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < messages->len; i++)
    if (may_be_mine (ENT_OPERATION (self), messages->pdata[i]))
      g_ptr_array_add (self->candidates, g_strdup (ent_item_get_id (messages->pdata[i])));

  if (messages->len < ENT_CONVERSATION_API_PAGE_SIZE || self->page == LAST_PAGE)
    {
      read_candidate (g_steal_pointer (&task));
      return;
    }

  self->page++;
  look_through_page (g_steal_pointer (&task));
}

static void
look_through_page (GTask *task)
{
  EntSaveMessageDraft *self = g_task_get_source_object (task);
  EntSyncContext *context = ent_operation_get_context (ENT_OPERATION (self));

  ent_conversation_api_list_messages_async (context->conversation, "DRAFT", self->page, NULL,
                                            page_read_cb, task);
}

/* ---- probe: a draft that is there ---- */

static EntProbe
judge (EntOperation *operation,
       EntMessage   *message)
{
  EntProbe probe;

  if (message == NULL)
    return ENT_PROBE_GONE;

  probe = ent_merge_policy_compare (ent_operation_get_base (operation),
                                    ent_operation_get_payload (operation), ENT_ITEM (message),
                                    ent_operation_was_tried (operation));

  /* It was sent from elsewhere: a sent text cannot be changed, mine is a new one. */
  if (ent_message_operation_has_left (message) && probe != ENT_PROBE_LANDED)
    return ENT_PROBE_GONE;

  /* The same text may go to other people: only after a try is it known to be there whole. */
  if (probe == ENT_PROBE_LANDED && !ent_operation_was_tried (operation))
    return ENT_PROBE_READY;

  if (probe == ENT_PROBE_CHANGED)
    ent_operation_set_theirs (operation, ENT_ITEM (message));

  return probe;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, judge (ENT_OPERATION (object), message));
}

static void
ent_save_message_draft_probe (EntOperation *operation,
                              GTask        *task)
{
  g_autoptr (GTask) owned = task;

  if (ent_operation_get_row (operation)->item_id != NULL)
    ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), looked_cb,
                                      g_steal_pointer (&owned));
  else if (ent_operation_was_tried (operation))
    look_through_page (g_steal_pointer (&owned));
  else
    g_task_return_int (owned, ENT_PROBE_READY);
}

/* ---- apply ---- */

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *id = ent_conversation_api_create_draft_finish (ENT_CONVERSATION_API (object),
                                                                  result, &error);

  if (id == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_operation_set_item_id (g_task_get_source_object (task), id);
  g_task_return_boolean (task, TRUE);
}

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_conversation_api_update_draft_finish (ENT_CONVERSATION_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = ENT_OPERATION (object);
  EntConversationApi *api = ent_operation_get_context (operation)->conversation;
  const EntOperationRow *row = ent_operation_get_row (operation);
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_prepare_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (message == NULL)
    g_task_return_error (task, error);
  else if (row->item_id == NULL)
    ent_conversation_api_create_draft_async (api, message, NULL, created_cb,
                                             g_steal_pointer (&task));
  else
    ent_conversation_api_update_draft_async (api, row->item_id, message, NULL, updated_cb,
                                             g_steal_pointer (&task));
}

static void
ent_save_message_draft_apply (EntOperation *operation,
                              GTask        *task)
{
  ent_message_operation_prepare_async (ENT_MESSAGE_OPERATION (operation), prepared_cb, task);
}

/* ---- verify ---- */

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = ENT_OPERATION (object);
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (message == NULL && error == NULL)
    error = g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE, "deleted on the ENT");

  if (error == NULL &&
      !ent_merge_policy_same_words (ent_operation_get_payload (operation), ENT_ITEM (message)))
    {
      ent_operation_set_theirs (operation, ENT_ITEM (message));
      error = g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_ALTERED,
                                   "the ENT holds other words than those sent");
    }

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_message_operation_take_result (ENT_MESSAGE_OPERATION (object), message);
  g_task_return_boolean (task, TRUE);
}

static void
ent_save_message_draft_verify (EntOperation *operation,
                               GTask        *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), read_back_cb, task);
}

static void
ent_save_message_draft_class_init (EntSaveMessageDraftClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_save_message_draft_finalize;
  operation_class->probe = ent_save_message_draft_probe;
  operation_class->apply = ent_save_message_draft_apply;
  operation_class->record = ent_settle_identified;
  operation_class->verify = ent_save_message_draft_verify;
}

static void
ent_save_message_draft_init (EntSaveMessageDraft *self)
{
  self->candidates = g_ptr_array_new_with_free_func (g_free);
}
