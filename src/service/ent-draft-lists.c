/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-draft-private.h"

#include "ent-file-store.h"

static GPtrArray *
copy_list (GPtrArray *list)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_ptr_array_add (copy, g_object_ref (list->pdata[i]));

  return copy;
}

static void
replace_list (EntDraft   *self,
              GPtrArray **member,
              GPtrArray  *list)
{
  GPtrArray *copy = copy_list (list);

  g_ptr_array_unref (*member);
  *member = copy;
  ent_draft_bump (self);
}

/**
 * ent_draft_get_to:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type EntRecipient): who a message is for, never %NULL
 */
GPtrArray *
ent_draft_get_to (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->to;
}

/**
 * ent_draft_get_cc:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type EntRecipient): who gets a copy, never %NULL
 */
GPtrArray *
ent_draft_get_cc (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->cc;
}

/**
 * ent_draft_get_cci:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type EntRecipient): who gets a hidden copy, never %NULL
 */
GPtrArray *
ent_draft_get_cci (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->cci;
}

/**
 * ent_draft_set_to:
 * @self: a draft
 * @to: (nullable) (element-type EntRecipient): who a message is for; the list is copied
 */
void
ent_draft_set_to (EntDraft  *self,
                  GPtrArray *to)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  replace_list (self, &self->to, to);
}

/**
 * ent_draft_set_cc:
 * @self: a draft
 * @cc: (nullable) (element-type EntRecipient): who gets a copy; the list is copied
 */
void
ent_draft_set_cc (EntDraft  *self,
                  GPtrArray *cc)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  replace_list (self, &self->cc, cc);
}

/**
 * ent_draft_set_cci:
 * @self: a draft
 * @cci: (nullable) (element-type EntRecipient): who gets a hidden copy; the list is copied
 */
void
ent_draft_set_cci (EntDraft  *self,
                   GPtrArray *cci)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  replace_list (self, &self->cci, cci);
}

/**
 * ent_draft_get_attachments:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type EntAttachment): the files beside the text, never %NULL
 */
GPtrArray *
ent_draft_get_attachments (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->attachments;
}

static void
attached_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntDraft *self = g_task_get_source_object (task);
  EntAttachment *attachment;
  GError *error = NULL;

  attachment = ent_file_store_add_finish (ENT_DATABASE (object), result, &error);
  if (attachment == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (self->attachments, g_object_ref (attachment));
  ent_draft_bump (self);
  g_task_return_pointer (task, attachment, g_object_unref);
}

/**
 * ent_draft_attach_async:
 * @self: a draft
 * @file: the file to attach
 * @callback: called when the account's folder has a copy
 * @user_data: for @callback
 *
 * Copies @file into the account's folder and puts it beside the text: the original may go away
 * afterwards. In a text, "ent-file:" and the attachment's sha256 stands for it until the ENT has
 * it.
 */
void
ent_draft_attach_async (EntDraft            *self,
                        GFile               *file,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_DRAFT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_draft_attach_async);
  ent_file_store_add_async (self->db, file, NULL, attached_cb, g_steal_pointer (&task));
}

/**
 * ent_draft_attach_finish:
 * @self: a draft
 * @result: what the callback got
 * @error: a GIO error of the file, or ENT_STORE_ERROR_*
 *
 * Returns: (transfer full): the attachment, now in the draft's list
 */
EntAttachment *
ent_draft_attach_finish (EntDraft      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_draft_attach_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_draft_detach:
 * @self: a draft
 * @attachment: one of its files
 *
 * Takes a file from beside the text; its copy stays while an older version of the text needs it.
 */
void
ent_draft_detach (EntDraft      *self,
                  EntAttachment *attachment)
{
  g_return_if_fail (ENT_IS_DRAFT (self));
  g_return_if_fail (ENT_IS_ATTACHMENT (attachment));

  if (g_ptr_array_remove (self->attachments, attachment))
    ent_draft_bump (self);
}

/*
 * ent_draft_set_in_reply_to:
 * @self: a draft of a message or a comment
 * @id: the message or the comment it answers
 */
void
ent_draft_set_in_reply_to (EntDraft   *self,
                           const char *id)
{
  if (g_strcmp0 (self->row->in_reply_to, id) == 0)
    return;

  g_free (self->row->in_reply_to);
  self->row->in_reply_to = g_strdup (id);
  ent_draft_bump (self);
}
