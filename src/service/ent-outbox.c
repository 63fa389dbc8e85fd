/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-outbox-private.h"

#include "ent-draft-store.h"
#include "ent-item-store.h"
#include "ent-outbox-entry-private.h"
#include "ent-outbox-store.h"
#include "ent-recipient.h"

#define MAX_NAMES 3

/* One line in the making: the draft, or a deletion, with its operations. */
typedef struct
{
  EntOutboxFacts  facts;
  char           *uuid;   /* (owned) */
  char           *where;  /* (owned) */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->uuid);
  g_free (line->where);
  g_free (line);
}

static char *
build_names (const char *json)
{
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (json != NULL)
    recipients = ent_recipients_from_json (json, &error);
  if (error != NULL)
    g_warning ("Cannot read the recipients of a draft: %s", error->message);

  for (guint i = 0; recipients != NULL && i < recipients->len; i++)
    {
      g_autofree char *name = ent_recipient_dup_short_name (recipients->pdata[i]);

      if (i == MAX_NAMES)
        {
          g_string_append (names, "…");
          break;
        }
      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Title of the blog, the notebook or the post a text is for; empty when it is not known. */
static char *
build_parent_title (EntDatabase *db,
                    EntKind      kind,
                    const char  *parent_id)
{
  g_autoptr (EntItem) parent = NULL;
  g_autoptr (GError) error = NULL;
  EntKind parent_kind = ENT_KIND_BLOG;

  if (kind == ENT_KIND_ENTRY)
    parent_kind = ENT_KIND_NOTEBOOK;
  else if (kind == ENT_KIND_COMMENT)
    parent_kind = ENT_KIND_POST;

  if (parent_id != NULL)
    parent = ent_item_store_get (db, parent_kind, parent_id, &error);
  if (error != NULL)
    g_warning ("Cannot read where a draft goes: %s", error->message);

  return g_strdup (parent != NULL ? ent_item_get_title (parent) : "");
}

static Line *
line_new_for_draft (EntDatabase       *db,
                    const EntDraftRow *row)
{
  Line *line = g_new0 (Line, 1);

  line->uuid = g_strdup (row->uuid);
  line->where = row->kind == ENT_KIND_MESSAGE ? build_names (row->to)
                                              : build_parent_title (db, row->kind, row->parent_id);
  line->facts.uuid = line->uuid;
  line->facts.kind = row->kind;
  line->facts.title = row->title;
  line->facts.where = line->where;
  line->facts.date = row->date;
  line->facts.local_state = row->local_state;
  if (row->local_state == ENT_LOCAL_STATE_NONE)
    line->facts.local_state = ENT_LOCAL_STATE_DRAFT;
  line->facts.since = row->updated_at;
  line->facts.error_code = row->local_error;
  line->facts.error_detail = row->local_detail;

  return line;
}

static EntLocalState
state_of_operation (const EntOperationRow *operation)
{
  switch (operation->state)
    {
    case ENT_OPERATION_SENDING:
      return ENT_LOCAL_STATE_SENDING;
    case ENT_OPERATION_BLOCKED:
      return ENT_LOCAL_STATE_BLOCKED;
    case ENT_OPERATION_CHANGED:
      return ENT_LOCAL_STATE_CHANGED;
    case ENT_OPERATION_WAITING:
    default:
      return ENT_LOCAL_STATE_WAITING;
    }
}

static Line *
line_new_for_deletion (EntDatabase           *db,
                       const EntOperationRow *operation)
{
  Line *line = g_new0 (Line, 1);

  line->uuid = g_strdup_printf ("delete:%" G_GINT64_FORMAT, operation->id);
  line->where = operation->kind == ENT_KIND_MESSAGE
                  ? g_strdup ("")
                  : build_parent_title (db, operation->kind, operation->parent_id);
  line->facts.uuid = line->uuid;
  line->facts.kind = operation->kind;
  line->facts.title = operation->title;
  line->facts.where = line->where;
  line->facts.local_state = state_of_operation (operation);
  line->facts.since = operation->created_at;
  line->facts.error_code = operation->error_code;
  line->facts.error_detail = operation->error_detail;

  return line;
}

/* Operations come oldest first: the first one tells when, the last one what. */
static void
add_operation (Line                  *line,
               const EntOperationRow *operation)
{
  EntOutboxFacts *facts = &line->facts;

  if (facts->verb == NULL)
    {
      facts->since = operation->created_at;
      facts->next_try_at = operation->next_try_at;
      facts->attempts = operation->attempts;
    }
  facts->verb = operation->verb;
  facts->not_before = MAX (facts->not_before, operation->not_before);
  facts->bytes_done += operation->bytes_done;
  facts->bytes_total += operation->bytes_total;
}

/* Half done: the first operation of the unit is gone and this one is not. */
static gboolean
is_half_unit (GPtrArray             *operations,
              const EntOperationRow *operation)
{
  if (operation->unit == 0 || operation->unit == operation->id)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const EntOperationRow *other = operations->pdata[i];

      if (other->id == operation->unit)
        return FALSE;
    }

  return TRUE;
}

static gint
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *one = *(const Line * const *) a;
  const Line *other = *(const Line * const *) b;

  if (one->facts.since != other->facts.since)
    return one->facts.since > other->facts.since ? -1 : 1;

  return g_strcmp0 (one->uuid, other->uuid);
}

/* A hundred messages marked read are no hundred lines: only what was refused is said. */
static gboolean
is_filing_under_way (const EntOperationRow *operation)
{
  return operation->draft_uuid == NULL && operation->kind == ENT_KIND_MESSAGE &&
         operation->state != ENT_OPERATION_BLOCKED && operation->state != ENT_OPERATION_CHANGED;
}

static GPtrArray *
build_lines (EntDatabase *db,
             GPtrArray   *drafts,
             GPtrArray   *operations)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GHashTable) by_uuid = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < drafts->len; i++)
    {
      Line *line = line_new_for_draft (db, drafts->pdata[i]);

      g_ptr_array_add (lines, line);
      g_hash_table_insert (by_uuid, line->uuid, line);
    }

  for (guint i = 0; i < operations->len; i++)
    {
      const EntOperationRow *operation = operations->pdata[i];
      Line *line = NULL;

      if (is_filing_under_way (operation))
        continue;

      if (operation->draft_uuid != NULL)
        line = g_hash_table_lookup (by_uuid, operation->draft_uuid);
      if (line == NULL)
        {
          line = line_new_for_deletion (db, operation);
          g_ptr_array_add (lines, line);
        }
      add_operation (line, operation);
      if (is_half_unit (operations, operation))
        line->facts.half_unit = TRUE;
    }
  g_ptr_array_sort (lines, compare_lines);

  return g_steal_pointer (&lines);
}

static void
count_line (const Line          *line,
            EntConnectionCounts *counts,
            gboolean            *half_unit)
{
  switch (line->facts.local_state)
    {
    case ENT_LOCAL_STATE_WAITING:
      counts->n_waiting++;
      if (line->facts.not_before > g_get_real_time ())
        counts->n_deferred++;
      break;
    case ENT_LOCAL_STATE_SENDING:
      counts->n_sending++;
      break;
    case ENT_LOCAL_STATE_BLOCKED:
      counts->n_blocked++;
      break;
    case ENT_LOCAL_STATE_CHANGED:
      counts->n_changed++;
      break;
    case ENT_LOCAL_STATE_NONE:
    case ENT_LOCAL_STATE_DRAFT:
    default:
      counts->n_drafts++;
    }
  *half_unit = *half_unit || line->facts.half_unit;
}

/* Puts the lines in @entries: what is the same at both ends stays, the objects of the rest are
 * kept by their uuid. */
static void
splice_lines (GListStore *entries,
              GPtrArray  *lines)
{
  GListModel *model = G_LIST_MODEL (entries);
  g_autoptr (GHashTable) old =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_old = g_list_model_get_n_items (model);
  guint start = 0;
  guint end = 0;

  for (guint i = 0; i < n_old; i++)
    {
      EntOutboxEntry *entry = g_list_model_get_item (model, i);

      g_hash_table_insert (old, (gpointer) ent_outbox_entry_get_uuid (entry), entry);
    }

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = lines->pdata[i];
      EntOutboxEntry *entry = g_hash_table_lookup (old, line->uuid);

      if (entry != NULL)
        ent_outbox_entry_update (entry, &line->facts);
      g_ptr_array_add (wanted, entry != NULL ? g_object_ref (entry)
                                             : ent_outbox_entry_new (&line->facts));
    }

  while (start < MIN (n_old, wanted->len))
    {
      g_autoptr (EntOutboxEntry) entry = g_list_model_get_item (model, start);

      if (entry != wanted->pdata[start])
        break;
      start++;
    }
  while (end < MIN (n_old, wanted->len) - start)
    {
      g_autoptr (EntOutboxEntry) entry = g_list_model_get_item (model, n_old - 1 - end);

      if (entry != wanted->pdata[wanted->len - 1 - end])
        break;
      end++;
    }
  if (n_old - start - end > 0 || wanted->len - start - end > 0)
    g_list_store_splice (entries, start, n_old - start - end, wanted->pdata + start,
                         wanted->len - start - end);
}

/*
 * ent_outbox_refresh:
 * @entries: (element-type EntOutboxEntry): the list to bring up to date
 * @db: the account's store
 * @counts: (out): the texts in each state; n_unread is not touched
 * @half_unit: (out): a rewritten post still waits for its publication
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %FALSE when the store cannot be read; @entries is unchanged then
 */
gboolean
ent_outbox_refresh (GListStore           *entries,
                    EntDatabase          *db,
                    EntConnectionCounts  *counts,
                    gboolean             *half_unit,
                    GError              **error)
{
  g_autoptr (GPtrArray) drafts = ent_draft_store_list (db, error);
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (drafts == NULL)
    return FALSE;
  operations = ent_outbox_store_list (db, error);
  if (operations == NULL)
    return FALSE;

  lines = build_lines (db, drafts, operations);
  *half_unit = FALSE;
  for (guint i = 0; i < lines->len; i++)
    count_line (lines->pdata[i], counts, half_unit);
  splice_lines (entries, lines);

  return TRUE;
}
