/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

/* What the lists show is worked out when something changes, not when a list is read: an item under
 * its draft, or a draft that is not on the ENT yet, each with its place in its lists. Writing is
 * rare and on the database's thread; reading is at every scroll and on the main one. */

#include "ent-shown-private.h"

#include "ent-draft-store-private.h"
#include "ent-entry.h"
#include "ent-item-row-private.h"
#include "ent-local-work-private.h"
#include "ent-message.h"
#include "ent-person.h"
#include "ent-query.h"
#include "ent-recipient.h"
#include "ent-store-text-private.h"

#define FOLDER_DRAFT "DRAFT"
#define FOLDER_TRASH "TRASH"

/* New posts come before everything dated: times are below 2^60 µs until the year 38 000. */
#define BEFORE_ALL (-(G_GINT64_CONSTANT (1) << 60))
/* New entries come after those of their day that have a position. */
#define MAX_POSITION 999999

/* For read_draft (): neither the html nor the base is shown. */
#define DRAFT_COLUMNS ENT_DRAFT_SHORT_COLUMNS ", '', NULL, draft.theirs, excerpt, plain"

/* A draft with what its row does not carry. */
typedef struct
{
  EntDraftRow *row;       /* (owned) */
  char        *excerpt;   /* (owned) */
  char        *plain;     /* (owned) */
  gboolean     is_alone;  /* the mirror has no item for it */
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  ent_draft_row_free (draft->row);
  g_free (draft->excerpt);
  g_free (draft->plain);
  g_free (draft);
}

static Draft *
read_draft (EntStatement *statement)
{
  EntDraftRow *row = ent_draft_row_read (statement, 0);
  Draft *draft;

  if (row == NULL)
    return NULL;

  draft = g_new0 (Draft, 1);
  draft->row = row;
  draft->excerpt = g_strdup (ent_statement_get_text (statement, ENT_DRAFT_N_COLUMNS));
  draft->plain = g_strdup (ent_statement_get_text (statement, ENT_DRAFT_N_COLUMNS + 1));

  return draft;
}

static gboolean
collect_drafts (EntStatement  *statement,
                GPtrArray     *drafts,
                GError       **error)
{
  GError *local_error = NULL;

  while (ent_statement_next (statement, &local_error))
    {
      Draft *draft = read_draft (statement);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* The last touched first: it is the one the item shows. */
static GPtrArray *
load_drafts_on_item (EntDatabase  *db,
                     EntKind       kind,
                     const char   *item_id,
                     GError      **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (draft_free);
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT " DRAFT_COLUMNS
                          " FROM draft WHERE kind = ?1 AND item_id = ?2 ORDER BY updated_at DESC",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, ent_kind_to_string (kind), error) ||
      !ent_statement_bind_text (statement, 2, item_id, error) ||
      !collect_drafts (statement, drafts, error))
    return NULL;

  return g_steal_pointer (&drafts);
}

static GPtrArray *
load_draft (EntDatabase  *db,
            const char   *uuid,
            GError      **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (draft_free);
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT " DRAFT_COLUMNS
                          " FROM draft WHERE uuid = ?1",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, uuid, error) ||
      !collect_drafts (statement, drafts, error))
    return NULL;

  return g_steal_pointer (&drafts);
}

/* @item is NULL without error when the ENT has none such. */
static gboolean
load_item (EntDatabase  *db,
           EntKind       kind,
           const char   *id,
           EntItem     **item,
           char        **plain,
           GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT plain, " ENT_ITEM_COLUMNS " FROM item"
                          " WHERE kind = ?1 AND id = ?2",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, ent_kind_to_string (kind), error) ||
      !ent_statement_bind_text (statement, 2, id, error))
    return FALSE;

  if (ent_statement_next (statement, &local_error))
    {
      *plain = g_strdup (ent_statement_get_text (statement, 0));
      *item = ent_item_row_read (statement, 1, kind, error);
      return *item != NULL;
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

static gboolean
load_parents (EntDatabase  *db,
              EntKind       kind,
              const char   *id,
              GPtrArray    *parents,
              GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT parent_id FROM membership WHERE kind = ?1 AND id = ?2"
                          " ORDER BY parent_id",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, ent_kind_to_string (kind), error) ||
      !ent_statement_bind_text (statement, 2, id, error))
    return FALSE;

  while (ent_statement_next (statement, &local_error))
    g_ptr_array_add (parents, g_strdup (ent_statement_get_text (statement, 0)));

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

static gint64
get_folder_rank (const char *id)
{
  static const char * const system[] = { "INBOX", "OUTBOX", FOLDER_DRAFT, "TRASH" };

  for (guint i = 0; i < G_N_ELEMENTS (system); i++)
    if (g_strcmp0 (id, system[i]) == 0)
      return i;

  return G_N_ELEMENTS (system);
}

static char *
build_entry_order (EntEntry *entry,
                   gboolean  is_new)
{
  guint position = is_new ? MAX_POSITION : MIN (ent_entry_get_position (entry), MAX_POSITION);

  return g_strdup_printf ("%s %06u", ent_entry_get_date (entry), position);
}

/* Where @item stands in its lists, which are read in the order of (rank, sort text). */
static void
compute_order (EntItem      *item,
               const Draft  *draft,
               gint64       *rank,
               char        **sort_text)
{
  gboolean is_new = draft != NULL && draft->is_alone;

  *rank = 0;
  *sort_text = NULL;

  switch (ent_item_get_kind (item))
    {
    case ENT_KIND_POST:
      *rank = is_new ? BEFORE_ALL - draft->row->created_at : -ent_item_get_sort_at (item);
      break;
    case ENT_KIND_BLOG:
      *rank = -ent_item_get_sort_at (item);
      break;
    case ENT_KIND_MESSAGE:
      *rank = draft != NULL ? -draft->row->updated_at : -ent_item_get_sort_at (item);
      break;
    case ENT_KIND_COMMENT:
      *rank = is_new ? draft->row->created_at : ent_item_get_created_at (item);
      break;
    case ENT_KIND_ENTRY:
      *sort_text = build_entry_order (ENT_ENTRY (item), is_new);
      break;
    case ENT_KIND_FOLDER:
      *rank = get_folder_rank (ent_item_get_id (item));
      *sort_text = ent_store_text_fold (ent_item_get_title (item));
      break;
    case ENT_KIND_RECIPIENT:
      /* Groups first: a teacher writes to "the parents of CM2" before writing to one of them. */
      *rank = ent_recipient_get_recipient_type (ENT_RECIPIENT (item)) == ENT_RECIPIENT_USER;
      *sort_text = ent_store_text_fold (ent_item_get_title (item));
      break;
    case ENT_KIND_NOTEBOOK:
    case ENT_KIND_CLASS:
    case ENT_KIND_PERSON:
      *sort_text = ent_store_text_fold (ent_item_get_title (item));
      break;
    case ENT_KIND_DOCUMENT:
    case ENT_N_KINDS:
    default:
      g_assert_not_reached ();
    }

  if (*sort_text == NULL)
    *sort_text = g_strdup ("");
}

static void
append_names (GString   *people,
              GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (people, "%s\n", ent_item_get_title (g_ptr_array_index (items, i)));
}

static void
append_name (GString    *people,
             const char *name)
{
  if (name != NULL)
    g_string_append_printf (people, "%s\n", name);
}

static void
append_file_names (GString   *people,
                   GPtrArray *attachments)
{
  for (guint i = 0; i < attachments->len; i++)
    append_name (people, ent_attachment_get_name (attachments->pdata[i]));
}

/* Names one may search the thing by, of people and of files, one a line. */
static char *
collect_people (EntItem *item)
{
  GString *people = g_string_new (NULL);

  append_name (people, ent_item_get_author_name (item));

  if (ENT_IS_MESSAGE (item))
    {
      append_names (people, ent_message_get_to (ENT_MESSAGE (item)));
      append_names (people, ent_message_get_cc (ENT_MESSAGE (item)));
      append_names (people, ent_message_get_cci (ENT_MESSAGE (item)));
      append_file_names (people, ent_message_get_attachments (ENT_MESSAGE (item)));
    }
  else if (ENT_IS_PERSON (item))
    append_name (people, ent_person_get_relatives (ENT_PERSON (item)));
  else if (ENT_IS_RECIPIENT (item))
    append_name (people, ent_recipient_get_children (ENT_RECIPIENT (item)));

  return g_string_free (people, FALSE);
}

static const char *
get_profile (EntItem *item)
{
  const char *profile = NULL;

  if (ENT_IS_PERSON (item))
    profile = ent_person_get_profile (ENT_PERSON (item));
  else if (ENT_IS_RECIPIENT (item))
    profile = ent_recipient_get_profile (ENT_RECIPIENT (item));

  return profile != NULL ? profile : "";
}

static gboolean
hide (EntDatabase  *db,
      const char   *key,
      GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "DELETE FROM shown WHERE key = ?1", error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, key, error) &&
         ent_statement_run (statement, error);
}

static gboolean
hide_own_row (EntDatabase  *db,
              const char   *uuid,
              GError      **error)
{
  g_autofree char *key = g_strconcat ("draft:", uuid, NULL);

  return hide (db, key, error);
}

static gboolean
put_shown (EntDatabase         *db,
           const char          *key,
           EntItem             *item,
           const Draft         *draft,
           const char          *plain,
           const EntLocalWork  *work,
           gint64              *id,
           GError             **error)
{
  g_autofree char *people = collect_people (item);
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO shown (key, kind, item_id, draft_uuid, local_state,"
                          "                   local_error, title, people, plain)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                          " ON CONFLICT (key) DO UPDATE SET"
                          "  item_id = ?3, draft_uuid = ?4, local_state = ?5, local_error = ?6,"
                          "  title = ?7, people = ?8, plain = ?9"
                          " RETURNING id",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, key, error) ||
      !ent_statement_bind_text (statement, 2,
                                ent_kind_to_string (ent_item_get_kind (item)), error) ||
      !ent_statement_bind_text (statement, 3, ent_item_get_id (item), error) ||
      !ent_statement_bind_text (statement, 4, draft != NULL ? draft->row->uuid : NULL, error) ||
      !ent_statement_bind_text (statement, 5, ent_local_state_to_string (work->state), error) ||
      !ent_statement_bind_text (statement, 6, work->error_code, error) ||
      !ent_statement_bind_text (statement, 7, ent_item_get_title (item), error) ||
      !ent_statement_bind_text (statement, 8, people, error) ||
      !ent_statement_bind_text (statement, 9, plain, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  *id = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

static gboolean
forget_places (EntDatabase  *db,
               gint64        shown,
               GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "DELETE FROM place WHERE shown = ?1", error);

  return statement != NULL &&
         ent_statement_bind_int64 (statement, 1, shown, error) &&
         ent_statement_run (statement, error);
}

static gboolean
put_places (EntDatabase         *db,
            gint64               shown,
            EntItem             *item,
            const Draft         *draft,
            const EntLocalWork  *work,
            GPtrArray           *parents,
            GError             **error)
{
  const char *state = ent_item_get_state (item);
  g_autofree char *sort_text = NULL;
  gint64 rank;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO place (kind, parent_id, rank, sort_text, shown, main, state,"
                          "                   local_state, unread, profile)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                          error);

  compute_order (item, draft, &rank, &sort_text);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1,
                                ent_kind_to_string (ent_item_get_kind (item)), error) ||
      !ent_statement_bind_int64 (statement, 3, rank, error) ||
      !ent_statement_bind_text (statement, 4, sort_text, error) ||
      !ent_statement_bind_int64 (statement, 5, shown, error) ||
      !ent_statement_bind_text (statement, 7, state != NULL ? state : "", error) ||
      !ent_statement_bind_text (statement, 8, ent_local_state_to_string (work->state), error) ||
      !ent_statement_bind_int64 (statement, 9,
                                 ENT_IS_MESSAGE (item) &&
                                 ent_message_get_unread (ENT_MESSAGE (item)), error) ||
      !ent_statement_bind_text (statement, 10, get_profile (item), error))
    return FALSE;

  for (guint i = 0; i < parents->len; i++)
    if (!ent_statement_bind_text (statement, 2, g_ptr_array_index (parents, i), error) ||
        !ent_statement_bind_int64 (statement, 6, i == 0, error) ||
        !ent_statement_run (statement, error))
      return FALSE;

  return TRUE;
}

/* A message being written is in the drafts, or in the made-up outbox once it was asked to leave. */
static const char *
get_message_folder (EntLocalState state)
{
  return state == ENT_LOCAL_STATE_DRAFT ? FOLDER_DRAFT : ENT_FOLDER_LOCAL_OUTBOX;
}

static gboolean
show (EntDatabase         *db,
      const char          *key,
      EntItem             *item,
      const Draft         *draft,
      const char          *plain,
      const EntLocalWork  *work,
      GPtrArray           *parents,
      GError             **error)
{
  gint64 shown;

  if (draft != NULL && draft->row->kind == ENT_KIND_MESSAGE)
    {
      g_ptr_array_set_size (parents, 0);
      g_ptr_array_add (parents, g_strdup (get_message_folder (work->state)));
    }

  return put_shown (db, key, item, draft, plain, work, &shown, error) &&
         forget_places (db, shown, error) &&
         put_places (db, shown, item, draft, work, parents, error);
}

/* From the trash a message goes for good, and so does a draft. */
static gboolean
goes_to_trash (EntItem   *item,
               GPtrArray *parents)
{
  for (guint i = 0; i < parents->len; i++)
    if (g_str_equal (parents->pdata[i], FOLDER_TRASH))
      return FALSE;

  return g_strcmp0 (ent_item_get_state (item), FOLDER_DRAFT) != 0;
}

static gboolean
show_item (EntDatabase  *db,
           const char   *key,
           EntItem      *item,
           const char   *plain,
           const Draft  *draft,
           GError      **error)
{
  EntKind kind = ent_item_get_kind (item);
  const char *id = ent_item_get_id (item);
  g_autoptr (GPtrArray) parents = g_ptr_array_new_with_free_func (g_free);
  g_auto (EntLocalWork) work = { 0 };

  if (!load_parents (db, kind, id, parents, error) ||
      !ent_local_work_read (&work, db, kind, id, draft != NULL ? draft->row->uuid : NULL,
                            draft != NULL && draft->row->theirs != NULL, error))
    return FALSE;

  if (draft != NULL)
    {
      ent_draft_row_overlay (draft->row, draft->excerpt, item);
      plain = draft->plain;
      if (!hide_own_row (db, draft->row->uuid, error))
        return FALSE;
    }

  if (work.is_leaving && kind == ENT_KIND_MESSAGE && draft == NULL && goes_to_trash (item, parents))
    {
      g_free (work.folder);
      work.folder = g_strdup (FOLDER_TRASH);
    }
  else if (work.is_leaving)
    {
      return hide (db, key, error);
    }

  if (work.folder != NULL)
    {
      g_ptr_array_set_size (parents, 0);
      g_ptr_array_add (parents, g_strdup (work.folder));
    }
  if (work.mark != ENT_READ_MARK_NONE && ENT_IS_MESSAGE (item))
    ent_message_set_unread (ENT_MESSAGE (item), work.mark == ENT_READ_MARK_UNREAD);

  return show (db, key, item, draft, plain, &work, parents, error);
}

/* A draft that is no row of the mirror: new, or of an item the ENT does not show any more. */
static gboolean
show_own_row (EntDatabase  *db,
              Draft        *draft,
              GError      **error)
{
  const EntDraftRow *row = draft->row;
  g_autofree char *key = g_strconcat ("draft:", row->uuid, NULL);
  g_autoptr (EntItem) item = ent_item_new (row->kind);
  g_autoptr (GPtrArray) parents = g_ptr_array_new_with_free_func (g_free);
  g_auto (EntLocalWork) work = { 0 };

  if (!ent_local_work_read (&work, db, row->kind, row->item_id, row->uuid,
                            row->theirs != NULL, error))
    return FALSE;

  draft->is_alone = TRUE;
  ent_draft_row_overlay (row, draft->excerpt, item);
  g_ptr_array_add (parents, g_strdup (row->parent_id != NULL ? row->parent_id : ""));

  return show (db, key, item, draft, draft->plain, &work, parents, error);
}

gboolean
ent_shown_refresh_item (EntDatabase  *db,
                        EntKind       kind,
                        const char   *id,
                        GError      **error)
{
  g_autofree char *key = g_strconcat (ent_kind_to_string (kind), ":", id, NULL);
  g_autofree char *plain = NULL;
  g_autoptr (EntItem) item = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  guint n_on_item = 0;

  if (!load_item (db, kind, id, &item, &plain, error))
    return FALSE;

  drafts = load_drafts_on_item (db, kind, id, error);
  if (drafts == NULL)
    return FALSE;

  if (item == NULL)
    {
      if (!hide (db, key, error))
        return FALSE;
    }
  else
    {
      const Draft *draft = drafts->len > 0 ? g_ptr_array_index (drafts, 0) : NULL;

      n_on_item = 1;
      if (!show_item (db, key, item, plain, draft, error))
        return FALSE;
    }

  for (guint i = n_on_item; i < drafts->len; i++)
    if (!show_own_row (db, g_ptr_array_index (drafts, i), error))
      return FALSE;

  return TRUE;
}

gboolean
ent_shown_refresh_draft (EntDatabase  *db,
                         const char   *uuid,
                         GError      **error)
{
  g_autoptr (GPtrArray) drafts = load_draft (db, uuid, error);
  Draft *draft;

  if (drafts == NULL)
    return FALSE;
  if (drafts->len == 0)
    return hide_own_row (db, uuid, error);

  draft = g_ptr_array_index (drafts, 0);
  if (draft->row->item_id != NULL)
    return ent_shown_refresh_item (db, draft->row->kind, draft->row->item_id, error);

  return show_own_row (db, draft, error);
}
