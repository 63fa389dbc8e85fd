/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-versions-private.h"

#include "ent-comment.h"
#include "ent-database.h"
#include "ent-entry.h"
#include "ent-merge.h"

#define NO_QUESTION -1

/* A title or a day: one or the other. */
typedef struct
{
  char *mine;      /* (owned) (nullable) */
  char *theirs;    /* (owned) (nullable) */
  char *settled;   /* (owned) (nullable): NULL when both changed it */
  int   question;
} Field;

struct _EntVersions
{
  GObject      parent_instance;

  char        *draft_uuid;  /* (owned) */
  gboolean     dated;       /* an entry */
  Field        title;
  Field        date;
  EntDocument *mine;        /* (owned) */
  EntDocument *theirs;      /* (owned) */
  EntMerge    *merge;       /* (owned) (nullable): NULL without a version both were made from */
  int          first_text;  /* the number of the first question about the text */
  guint        n_texts;     /* how many there are about the text */
  GArray      *picks;       /* (owned) (element-type EntPick) */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntVersions, ent_versions, G_TYPE_OBJECT)

/**
 * ent_passage_free:
 * @self: (transfer full): a passage
 *
 * Frees it with its texts.
 */
void
ent_passage_free (EntPassage *self)
{
  g_free (self->words);
  g_clear_pointer (&self->document, ent_document_unref);
  g_free (self);
}

static void
field_clear (Field *field)
{
  g_clear_pointer (&field->mine, g_free);
  g_clear_pointer (&field->theirs, g_free);
  g_clear_pointer (&field->settled, g_free);
}

static void
ent_versions_finalize (GObject *object)
{
  EntVersions *self = ENT_VERSIONS (object);

  g_free (self->draft_uuid);
  field_clear (&self->title);
  field_clear (&self->date);
  g_clear_pointer (&self->mine, ent_document_unref);
  g_clear_pointer (&self->theirs, ent_document_unref);
  g_clear_pointer (&self->merge, ent_merge_free);
  g_array_unref (self->picks);

  G_OBJECT_CLASS (ent_versions_parent_class)->finalize (object);
}

static void
ent_versions_class_init (EntVersionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_versions_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ENT_TYPE_VERSIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_versions_init (EntVersions *self)
{
  self->picks = g_array_new (FALSE, TRUE, sizeof (EntPick));
}

static int
add_question (EntVersions *self)
{
  g_array_set_size (self->picks, self->picks->len + 1);

  return (int) self->picks->len - 1;
}

static void
fill_field (EntVersions *self,
            Field       *field,
            const char  *base,
            const char  *mine,
            const char  *theirs)
{
  field->mine = g_strdup (mine);
  field->theirs = g_strdup (theirs);
  field->question = NO_QUESTION;
  if (g_strcmp0 (mine, theirs) == 0 || (base != NULL && g_str_equal (base, theirs)))
    field->settled = g_strdup (mine);
  else if (base != NULL && g_strcmp0 (base, mine) == 0)
    field->settled = g_strdup (theirs);
  else
    field->question = add_question (self);
}

static const char *
get_date (EntItem *item)
{
  return item != NULL && ENT_IS_ENTRY (item) ? ent_entry_get_date (ENT_ENTRY (item)) : NULL;
}

static const char *
get_text (EntItem *item)
{
  return ENT_IS_COMMENT (item) ? ent_comment_get_text (ENT_COMMENT (item)) :
         ent_item_get_html (item);
}

static void
fill_texts (EntVersions *self,
            const char  *base,
            const char  *mine,
            const char  *theirs)
{
  self->mine = ent_document_new_from_html (mine);
  self->theirs = ent_document_new_from_html (theirs != NULL ? theirs : "");
  if (base != NULL)
    {
      g_autoptr (EntDocument) document = ent_document_new_from_html (base);

      self->merge = ent_merge_new (document, self->mine, self->theirs);
      /* Then the question is which text, as a whole. */
      if (ent_merge_shares_nothing (self->merge))
        g_clear_pointer (&self->merge, ent_merge_free);
    }

  self->first_text = (int) self->picks->len;
  self->n_texts = self->merge != NULL ? ent_merge_get_n_questions (self->merge) : 1;
  for (guint i = 0; i < self->n_texts; i++)
    add_question (self);
}

/*
 * ent_versions_new:
 * @row: a draft with two versions
 * @error: ENT_STORE_ERROR_NOT_FOUND when there is only one, or a json-glib error
 *
 * Merges what can be merged.
 *
 * Returns: (transfer full): the versions
 */
EntVersions *
ent_versions_new (const EntDraftRow  *row,
                  GError            **error)
{
  g_autoptr (EntVersions) self = NULL;
  g_autoptr (EntItem) theirs = NULL;
  g_autoptr (EntItem) base = NULL;

  if (row->theirs == NULL)
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "%s has no two versions",
                   row->uuid);
      return NULL;
    }

  theirs = ent_item_new_from_json (row->kind, row->theirs, error);
  if (theirs == NULL)
    return NULL;
  if (row->base != NULL && (base = ent_item_new_from_json (row->kind, row->base, error)) == NULL)
    return NULL;

  self = g_object_new (ENT_TYPE_VERSIONS, NULL);
  self->draft_uuid = g_strdup (row->uuid);
  self->dated = ENT_IS_ENTRY (theirs);
  fill_field (self, &self->title, base != NULL ? ent_item_get_title (base) : NULL, row->title,
              ent_item_get_title (theirs));
  fill_field (self, &self->date, get_date (base), self->dated ? row->date : NULL,
              get_date (theirs));
  fill_texts (self, base != NULL ? get_text (base) : NULL, row->html, get_text (theirs));

  return g_steal_pointer (&self);
}

const char *
ent_versions_get_draft_uuid (EntVersions *self)
{
  return self->draft_uuid;
}

guint
ent_versions_get_n_questions (EntVersions *self)
{
  g_return_val_if_fail (ENT_IS_VERSIONS (self), 0);

  return self->picks->len;
}

guint
ent_versions_get_n_open (EntVersions *self)
{
  guint n = 0;

  g_return_val_if_fail (ENT_IS_VERSIONS (self), 0);

  for (guint i = 0; i < self->picks->len; i++)
    if (g_array_index (self->picks, EntPick, i) == ENT_PICK_NONE)
      n++;

  return n;
}

EntPick
ent_versions_get_pick (EntVersions *self,
                       guint        question)
{
  g_return_val_if_fail (ENT_IS_VERSIONS (self), ENT_PICK_NONE);
  g_return_val_if_fail (question < self->picks->len, ENT_PICK_NONE);

  return g_array_index (self->picks, EntPick, question);
}

gboolean
ent_versions_can_keep_both (EntVersions *self,
                            guint        question)
{
  g_return_val_if_fail (ENT_IS_VERSIONS (self), FALSE);

  return (int) question >= self->first_text;
}

/**
 * ent_versions_set_pick:
 * @self: two versions
 * @question: which, from 0
 * @pick: what is kept there; both only of a text
 *
 * Answers a question, or takes the answer back.
 */
void
ent_versions_set_pick (EntVersions *self,
                       guint        question,
                       EntPick      pick)
{
  g_return_if_fail (ENT_IS_VERSIONS (self));
  g_return_if_fail (question < self->picks->len);

  if (pick == ENT_PICK_BOTH && !ent_versions_can_keep_both (self, question))
    return;
  if (g_array_index (self->picks, EntPick, question) == pick)
    return;

  g_array_index (self->picks, EntPick, question) = pick;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- the result ---- */

static const char *
choose_field (EntVersions *self,
              const Field *field)
{
  if (field->question == NO_QUESTION)
    return field->settled;

  return ent_versions_get_pick (self, (guint) field->question) == ENT_PICK_THEIRS ? field->theirs :
         field->mine;
}

const char *
ent_versions_get_title (EntVersions *self)
{
  return choose_field (self, &self->title);
}

const char *
ent_versions_get_date (EntVersions *self)
{
  return choose_field (self, &self->date);
}

static EntDocument *
join_documents (EntDocument *first,
                EntDocument *second)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < ent_document_get_n_blocks (second); i++)
    g_ptr_array_add (blocks, ent_document_get_block (second, i));

  return ent_document_splice (first, ent_document_get_n_blocks (first), 0,
                              (EntBlock **) blocks->pdata, blocks->len);
}

/* Nothing both were made from: the whole text is one question. */
static EntDocument *
choose_whole (EntVersions *self)
{
  switch (ent_versions_get_pick (self, (guint) self->first_text))
    {
    case ENT_PICK_MINE:
      return ent_document_ref (self->mine);
    case ENT_PICK_THEIRS:
      return ent_document_ref (self->theirs);
    case ENT_PICK_NONE:
    case ENT_PICK_BOTH:
    default:
      return join_documents (self->theirs, self->mine);
    }
}

static EntMergeChoice
to_choice (EntPick pick)
{
  return pick == ENT_PICK_MINE ? ENT_MERGE_TAKE_MINE :
         pick == ENT_PICK_THEIRS ? ENT_MERGE_TAKE_THEIRS : ENT_MERGE_TAKE_BOTH;
}

static EntDocument *
dup_result (EntVersions  *self,
            GArray      **questions)
{
  g_autofree EntMergeChoice *choices = g_new (EntMergeChoice, self->n_texts + 1);

  if (self->merge == NULL)
    return choose_whole (self);

  for (guint i = 0; i < self->n_texts; i++)
    choices[i] = to_choice (ent_versions_get_pick (self, (guint) self->first_text + i));

  return ent_merge_dup_marked_document (self->merge, choices, self->n_texts, questions);
}

char *
ent_versions_dup_html (EntVersions *self)
{
  g_autoptr (EntDocument) document = dup_result (self, NULL);

  return ent_document_to_html (document);
}

/* ---- side by side ---- */

static void
add_field (EntVersions    *self,
           GPtrArray      *passages,
           EntPassageKind  kind,
           const Field    *field,
           EntColumn       column)
{
  const char *words = column == ENT_COLUMN_MINE ? field->mine :
                      column == ENT_COLUMN_THEIRS ? field->theirs : choose_field (self, field);
  EntPassage *passage;

  if (field->question == NO_QUESTION && (words == NULL || *words == '\0'))
    return;

  passage = g_new0 (EntPassage, 1);
  passage->kind = kind;
  passage->question = field->question;
  passage->words = g_strdup (words);
  passage->brought = column == ENT_COLUMN_RESULT && field->question == NO_QUESTION &&
                     g_strcmp0 (words, field->mine) != 0;
  g_ptr_array_add (passages, passage);
}

static void
add_text (GPtrArray *passages,
          GPtrArray *blocks,
          int        question,
          gboolean   brought)
{
  EntPassage *passage = g_new0 (EntPassage, 1);

  passage->kind = ENT_PASSAGE_TEXT;
  passage->question = question;
  passage->brought = brought;
  if (blocks->len > 0)
    passage->document = ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
  g_ptr_array_set_size (blocks, 0);
  g_ptr_array_add (passages, passage);
}

typedef struct
{
  EntVersions *self;
  GPtrArray   *passages;
  GPtrArray   *blocks;     /* of the passage being gathered */
  int          question;   /* of that passage */
  gboolean     brought;    /* that passage */
  gboolean    *shown;      /* of each question about the text */
} Gathering;

static void
flush (Gathering *gathering)
{
  if (gathering->blocks->len > 0)
    add_text (gathering->passages, gathering->blocks, gathering->question, gathering->brought);
}

/* The questions whose passage this version deleted, before the block of the base at @base. */
static void
add_deleted (Gathering *gathering,
             guint      base)
{
  EntVersions *self = gathering->self;

  for (guint i = 0; i < self->n_texts; i++)
    if (!gathering->shown[i] && ent_merge_get_base_index (self->merge, i) < base)
      {
        flush (gathering);
        add_text (gathering->passages, gathering->blocks, self->first_text + (int) i, FALSE);
        gathering->shown[i] = TRUE;
      }
}

static void
gather (Gathering *gathering,
        EntBlock  *block,
        int        question,
        gboolean   brought)
{
  int number = question < 0 ? NO_QUESTION : gathering->self->first_text + question;

  if (number != gathering->question || brought != gathering->brought)
    flush (gathering);
  gathering->question = number;
  gathering->brought = brought;
  g_ptr_array_add (gathering->blocks, block);
}

static void
mark_shown (EntVersions     *self,
            EntMergeVersion  version,
            gboolean        *shown)
{
  EntDocument *document = version == ENT_MERGE_MINE ? self->mine : self->theirs;

  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      int question = ent_merge_find_question (self->merge, version, i, NULL);

      if (question >= 0)
        shown[question] = TRUE;
    }
}

static void
gather_version (Gathering       *gathering,
                EntMergeVersion  version)
{
  EntVersions *self = gathering->self;
  EntDocument *document = version == ENT_MERGE_MINE ? self->mine : self->theirs;

  mark_shown (self, version, gathering->shown);
  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      int base;
      int question = ent_merge_find_question (self->merge, version, i, &base);

      if (base >= 0)
        add_deleted (gathering, (guint) base);
      gather (gathering, ent_document_get_block (document, i), question, FALSE);
    }
  add_deleted (gathering, G_MAXUINT);
}

static void
gather_result (Gathering *gathering)
{
  g_autoptr (GArray) questions = NULL;
  g_autoptr (EntDocument) result = dup_result (gathering->self, &questions);
  g_autoptr (GHashTable) mine = ent_document_dup_fingerprints (gathering->self->mine);

  for (guint i = 0; i < ent_document_get_n_blocks (result); i++)
    {
      EntBlock *block = ent_document_get_block (result, i);
      int question = g_array_index (questions, int, i);

      gather (gathering, block, question,
              question < 0 && !g_hash_table_contains (mine, ent_block_get_fingerprint (block)));
    }
  flush (gathering);
}

static void
add_whole (EntVersions *self,
           GPtrArray   *passages,
           EntColumn    column)
{
  EntPassage *passage = g_new0 (EntPassage, 1);

  passage->kind = ENT_PASSAGE_TEXT;
  passage->question = self->first_text;
  passage->document = column == ENT_COLUMN_MINE ? ent_document_ref (self->mine) :
                      column == ENT_COLUMN_THEIRS ? ent_document_ref (self->theirs) :
                      choose_whole (self);
  g_ptr_array_add (passages, passage);
}

/**
 * ent_versions_dup_passages:
 * @self: two versions
 * @column: which column
 *
 * Returns: (transfer full) (element-type EntPassage): what it shows, from top to bottom
 */
GPtrArray *
ent_versions_dup_passages (EntVersions *self,
                           EntColumn    column)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                   ent_passage_free);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autofree gboolean *shown = NULL;
  Gathering gathering = { self, passages, blocks, NO_QUESTION, FALSE, NULL };

  g_return_val_if_fail (ENT_IS_VERSIONS (self), NULL);

  gathering.shown = shown = g_new0 (gboolean, self->n_texts + 1);
  add_field (self, passages, ENT_PASSAGE_TITLE, &self->title, column);
  if (self->dated)
    add_field (self, passages, ENT_PASSAGE_DATE, &self->date, column);
  if (self->merge == NULL)
    add_whole (self, passages, column);
  else if (column == ENT_COLUMN_RESULT)
    gather_result (&gathering);
  else
    {
      gather_version (&gathering, column == ENT_COLUMN_MINE ? ENT_MERGE_MINE : ENT_MERGE_THEIRS);
      flush (&gathering);
    }

  return g_steal_pointer (&passages);
}

guint
ent_versions_get_n_brought (EntVersions *self)
{
  g_autoptr (GPtrArray) passages = ent_versions_dup_passages (self, ENT_COLUMN_RESULT);
  guint n = 0;

  for (guint i = 0; i < passages->len; i++)
    if (((const EntPassage *) passages->pdata[i])->brought)
      n++;

  return n;
}
