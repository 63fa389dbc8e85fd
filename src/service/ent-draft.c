/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-draft-private.h"

#include "ent-entry.h"
#include "ent-enum-types.h"
#include "ent-recipient.h"

static GParamSpec *properties[ENT_DRAFT_N_PROPERTIES];

G_DEFINE_FINAL_TYPE (EntDraft, ent_draft, G_TYPE_OBJECT)

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* A list the database cannot give back is empty: the text must open all the same. */
static GPtrArray *
read_recipients (const char *json)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = json != NULL ? ent_recipients_from_json (json, &error) : NULL;

  if (error != NULL)
    g_warning ("Cannot read the recipients of a draft: %s", error->message);

  return list != NULL ? list : new_list ();
}

static GPtrArray *
read_attachments (const char *json)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = ent_attachments_from_json (json, &error);

  if (error != NULL)
    g_warning ("Cannot read the attachments of a draft: %s", error->message);

  return list != NULL ? list : new_list ();
}

static void
ent_draft_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  EntDraft *self = ENT_DRAFT (object);

  switch ((EntDraftProperty) property_id)
    {
    case ENT_DRAFT_PROP_TITLE:
      g_value_set_string (value, self->row->title);
      break;
    case ENT_DRAFT_PROP_DATE:
      g_value_set_string (value, self->row->date);
      break;
    case ENT_DRAFT_PROP_SAVED_AT:
      g_value_set_int64 (value, self->saved_at);
      break;
    case ENT_DRAFT_PROP_SAVED:
      g_value_set_boolean (value, ent_draft_is_saved (self));
      break;
    case ENT_DRAFT_PROP_LOCAL_STATE:
      g_value_set_enum (value, ent_draft_get_local_state (self));
      break;
    case ENT_DRAFT_PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case ENT_DRAFT_PROP_SENT_AT:
      g_value_set_int64 (value, self->sent_at);
      break;
    case ENT_DRAFT_N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ent_draft_set_property (GObject      *object,
                        guint         property_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  EntDraft *self = ENT_DRAFT (object);

  switch (property_id)
    {
    case ENT_DRAFT_PROP_TITLE:
      ent_draft_set_title (self, g_value_get_string (value));
      break;
    case ENT_DRAFT_PROP_DATE:
      ent_draft_set_date (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ent_draft_dispose (GObject *object)
{
  EntDraft *self = ENT_DRAFT (object);

  if (self->db != NULL)
    ent_draft_save_last (self);
  g_clear_object (&self->db);

  G_OBJECT_CLASS (ent_draft_parent_class)->dispose (object);
}

static void
ent_draft_finalize (GObject *object)
{
  EntDraft *self = ENT_DRAFT (object);

  g_clear_pointer (&self->document, ent_document_unref);
  g_clear_pointer (&self->row, ent_draft_row_free);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->cc);
  g_ptr_array_unref (self->cci);
  g_ptr_array_unref (self->attachments);
  g_clear_object (&self->theirs);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ent_draft_parent_class)->finalize (object);
}

static void
ent_draft_class_init (EntDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ent_draft_get_property;
  object_class->set_property = ent_draft_set_property;
  object_class->dispose = ent_draft_dispose;
  object_class->finalize = ent_draft_finalize;

  properties[ENT_DRAFT_PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", flags | G_PARAM_READWRITE);
  properties[ENT_DRAFT_PROP_DATE] =
    g_param_spec_string ("date", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  properties[ENT_DRAFT_PROP_SAVED_AT] =
    g_param_spec_int64 ("saved-at", NULL, NULL, 0, G_MAXINT64, 0, flags | G_PARAM_READABLE);
  properties[ENT_DRAFT_PROP_SAVED] =
    g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags | G_PARAM_READABLE);
  properties[ENT_DRAFT_PROP_LOCAL_STATE] =
    g_param_spec_enum ("local-state", NULL, NULL, ENT_TYPE_LOCAL_STATE, ENT_LOCAL_STATE_NONE,
                       flags | G_PARAM_READABLE);
  properties[ENT_DRAFT_PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags | G_PARAM_READABLE);
  properties[ENT_DRAFT_PROP_SENT_AT] =
    g_param_spec_int64 ("sent-at", NULL, NULL, 0, G_MAXINT64, 0, flags | G_PARAM_READABLE);

  g_object_class_install_properties (object_class, ENT_DRAFT_N_PROPERTIES, properties);

  /**
   * EntDraft::text-replaced:
   *
   * The text changed underneath (a merge, a choice between two versions): the editor shows
   * ent_draft_get_document () again.
   */
  g_signal_new ("text-replaced", ENT_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
ent_draft_init (EntDraft *self)
{
  self->to = new_list ();
  self->cc = new_list ();
  self->cci = new_list ();
  self->attachments = new_list ();
  g_queue_init (&self->waiters);
}

/* ---- for the layer ---- */

/*
 * ent_draft_new:
 * @db: the account's store
 * @row: what is written so far; copied
 * @stored: %TRUE when @row comes from the store
 *
 * Returns: (transfer full): the draft; nothing is written until something changes
 */
EntDraft *
ent_draft_new (EntDatabase       *db,
               const EntDraftRow *row,
               gboolean           stored)
{
  EntDraft *self = g_object_new (ENT_TYPE_DRAFT, NULL);

  self->db = g_object_ref (db);
  self->stored = stored;
  self->saved_at = stored ? row->updated_at : 0;
  ent_draft_load_row (self, row);
  if (!stored)
    self->row->local_state = ENT_LOCAL_STATE_NONE;
  else if (row->theirs != NULL)
    ent_draft_refresh (self);

  return self;
}

/*
 * ent_draft_load_row:
 * @self: a draft with nothing unsaved
 * @row: what the store has; copied
 *
 * Takes everything from the store. What is typed afterwards counts from there.
 */
void
ent_draft_load_row (EntDraft          *self,
                    const EntDraftRow *row)
{
  EntDraftRow *copy = ent_draft_row_copy (row);

  g_clear_pointer (&self->row, ent_draft_row_free);
  self->row = copy;
  g_clear_pointer (&self->document, ent_document_unref);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->cc);
  g_ptr_array_unref (self->cci);
  g_ptr_array_unref (self->attachments);
  self->to = read_recipients (row->to);
  self->cc = read_recipients (row->cc);
  self->cci = read_recipients (row->cci);
  self->attachments = read_attachments (row->attachments);
  self->revision = row->revision;
  self->saved_revision = row->revision;
  self->stored_revision = row->revision;
  self->touched = FALSE;
  ent_draft_notify (self, ENT_DRAFT_PROP_TITLE);
  ent_draft_notify (self, ENT_DRAFT_PROP_DATE);
}

/*
 * ent_draft_load_item:
 * @self: a draft with nothing unsaved
 * @item: the ENT's version
 *
 * Shows the ENT's text instead of mine, as a draft nobody has typed in.
 */
void
ent_draft_load_item (EntDraft *self,
                     EntItem  *item)
{
  const char *html = ent_item_get_html (item);

  g_free (self->row->title);
  self->row->title = g_strdup (ent_item_get_title (item));
  g_free (self->row->html);
  self->row->html = g_strdup (html != NULL ? html : "");
  if (ENT_IS_ENTRY (item))
    {
      g_free (self->row->date);
      self->row->date = g_strdup (ent_entry_get_date (ENT_ENTRY (item)));
    }
  g_clear_pointer (&self->document, ent_document_unref);
  self->touched = FALSE;
  ent_draft_notify (self, ENT_DRAFT_PROP_TITLE);
  ent_draft_notify (self, ENT_DRAFT_PROP_DATE);
}

/*
 * ent_draft_discard:
 * @self: a draft
 *
 * It was thrown away: what is in memory is not written any more.
 */
void
ent_draft_discard (EntDraft *self)
{
  self->discarded = TRUE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  ent_draft_keep (self, FALSE);
}

/*
 * ent_draft_notify:
 * @self: a draft
 * @property: which one changed
 */
void
ent_draft_notify (EntDraft         *self,
                  EntDraftProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/*
 * ent_draft_bump:
 * @self: a draft in which something changed
 *
 * Counts the change and sees to it that the disk has it within the second.
 */
void
ent_draft_bump (EntDraft *self)
{
  gboolean was_saved = ent_draft_is_saved (self);
  EntLocalState state = ent_draft_get_local_state (self);

  self->revision++;
  if (was_saved)
    ent_draft_notify (self, ENT_DRAFT_PROP_SAVED);
  if (ent_draft_get_local_state (self) != state)
    ent_draft_notify (self, ENT_DRAFT_PROP_LOCAL_STATE);
  ent_draft_schedule (self);
}

/*
 * ent_draft_take_snapshot:
 * @self: a draft
 *
 * Asks the editor for its text, if it has typed some since the last time.
 */
void
ent_draft_take_snapshot (EntDraft *self)
{
  EntDocument *document;

  if (!self->touched || self->snapshot == NULL)
    return;

  document = self->snapshot (self->snapshot_data);
  g_clear_pointer (&self->document, ent_document_unref);
  self->document = document;
  self->touched = FALSE;
}

/* ---- public ---- */

/**
 * ent_draft_get_uuid:
 * @self: a draft
 *
 * Returns: its name on this computer, for its whole life
 */
const char *
ent_draft_get_uuid (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->uuid;
}

/**
 * ent_draft_get_kind:
 * @self: a draft
 *
 * Returns: POST, ENTRY, MESSAGE or COMMENT
 */
EntKind
ent_draft_get_kind (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), ENT_KIND_DOCUMENT);

  return self->row->kind;
}

/**
 * ent_draft_get_item_id:
 * @self: a draft
 *
 * Returns: (nullable): the id on the ENT, %NULL while it never was there
 */
const char *
ent_draft_get_item_id (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->item_id;
}

/**
 * ent_draft_get_parent_id:
 * @self: a draft
 *
 * Returns: (nullable): id of the blog, the notebook or the post it is for
 */
const char *
ent_draft_get_parent_id (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->parent_id;
}

/**
 * ent_draft_set_parent_id:
 * @self: a draft
 * @parent_id: (nullable): id of the blog, the notebook or the post it is for
 */
void
ent_draft_set_parent_id (EntDraft   *self,
                         const char *parent_id)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  if (g_strcmp0 (self->row->parent_id, parent_id) == 0)
    return;

  g_free (self->row->parent_id);
  self->row->parent_id = g_strdup (parent_id);
  ent_draft_bump (self);
}

/**
 * ent_draft_get_title:
 * @self: a draft
 *
 * Returns: title or subject, never %NULL
 */
const char *
ent_draft_get_title (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->title;
}

/**
 * ent_draft_set_title:
 * @self: a draft
 * @title: (nullable): title or subject; %NULL is the empty one
 */
void
ent_draft_set_title (EntDraft   *self,
                     const char *title)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  if (title == NULL)
    title = "";
  if (g_strcmp0 (self->row->title, title) == 0)
    return;

  g_free (self->row->title);
  self->row->title = g_strdup (title);
  ent_draft_notify (self, ENT_DRAFT_PROP_TITLE);
  ent_draft_bump (self);
}

/**
 * ent_draft_get_date:
 * @self: a draft
 *
 * Returns: (nullable): the civil date of an entry, "2026-11-24"
 */
const char *
ent_draft_get_date (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->date;
}

/**
 * ent_draft_set_date:
 * @self: a draft
 * @date: (nullable): the civil date of an entry, "2026-11-24"
 */
void
ent_draft_set_date (EntDraft   *self,
                    const char *date)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  if (g_strcmp0 (self->row->date, date) == 0)
    return;

  g_free (self->row->date);
  self->row->date = g_strdup (date);
  ent_draft_notify (self, ENT_DRAFT_PROP_DATE);
  ent_draft_bump (self);
}

/**
 * ent_draft_get_document:
 * @self: a draft
 *
 * Returns: (transfer none): the text as it was last set, or last asked from the editor
 */
EntDocument *
ent_draft_get_document (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  if (self->document == NULL)
    self->document = ent_document_new_from_html (self->row->html);

  return self->document;
}

/**
 * ent_draft_set_document:
 * @self: a draft
 * @document: the new text
 */
void
ent_draft_set_document (EntDraft    *self,
                        EntDocument *document)
{
  g_return_if_fail (ENT_IS_DRAFT (self));
  g_return_if_fail (document != NULL);

  if (document == self->document && !self->touched)
    return;

  ent_document_ref (document);
  g_clear_pointer (&self->document, ent_document_unref);
  self->document = document;
  self->touched = FALSE;
  ent_draft_bump (self);
}

void
ent_draft_replace_document (EntDraft    *self,
                            EntDocument *document)
{
  ent_draft_set_document (self, document);
  g_signal_emit_by_name (self, "text-replaced");
}

/**
 * ent_draft_set_snapshot:
 * @self: a draft
 * @snapshot: (nullable) (scope forever): returns a full reference to the editor's text; %NULL when
 *   the editor goes away
 * @user_data: for @snapshot
 *
 * Lets the editor give its text only when it is time to save. Replacing or clearing it takes the
 * text typed so far and writes it at once.
 */
void
ent_draft_set_snapshot (EntDraft         *self,
                        EntDraftSnapshot  snapshot,
                        gpointer          user_data)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  ent_draft_take_snapshot (self);
  if (self->snapshot != NULL && !ent_draft_is_saved (self))
    ent_draft_save_async (self, NULL, NULL);
  self->snapshot = snapshot;
  self->snapshot_data = user_data;
}

/**
 * ent_draft_touch:
 * @self: a draft
 *
 * Something was typed in the editor: a revision more, on the disk within the second.
 */
void
ent_draft_touch (EntDraft *self)
{
  g_return_if_fail (ENT_IS_DRAFT (self));

  self->touched = TRUE;
  ent_draft_bump (self);
}

/**
 * ent_draft_get_revision:
 * @self: a draft
 *
 * Returns: how many changes were made
 */
guint64
ent_draft_get_revision (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), 0);

  return self->revision;
}

/**
 * ent_draft_is_saved:
 * @self: a draft
 *
 * Returns: %TRUE when the disk has every change
 */
gboolean
ent_draft_is_saved (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), TRUE);

  return self->saved_revision == self->revision;
}

/**
 * ent_draft_get_saved_at:
 * @self: a draft
 *
 * Returns: when it was last written, µs UTC; 0 when it never was
 */
gint64
ent_draft_get_saved_at (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), 0);

  return self->saved_at;
}

/**
 * ent_draft_get_local_state:
 * @self: a draft
 *
 * Returns: where it stands; NONE when nothing was typed or the ENT has all of it
 */
EntLocalState
ent_draft_get_local_state (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), ENT_LOCAL_STATE_NONE);

  if (self->row->local_state == ENT_LOCAL_STATE_NONE && !ent_draft_is_saved (self))
    return ENT_LOCAL_STATE_DRAFT;

  return self->row->local_state;
}

/**
 * ent_draft_get_local_error:
 * @self: a draft
 *
 * Returns: (nullable): why it does not leave, a code for ent_error_from_code ()
 */
const char *
ent_draft_get_local_error (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->local_error;
}

/**
 * ent_draft_get_local_detail:
 * @self: a draft
 *
 * Returns: (nullable): the ENT's own words
 */
const char *
ent_draft_get_local_detail (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->row->local_detail;
}

/**
 * ent_draft_get_error:
 * @self: a draft
 *
 * Returns: (nullable): why the last save failed; the draft tries again by itself
 */
const GError *
ent_draft_get_error (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->error;
}

/**
 * ent_draft_get_theirs:
 * @self: a draft
 *
 * Returns: (nullable) (transfer none): the ENT's version while there are two
 */
EntItem *
ent_draft_get_theirs (EntDraft *self)
{
  g_return_val_if_fail (ENT_IS_DRAFT (self), NULL);

  return self->theirs;
}
