/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-item-store.h"

#include <json-glib/json-glib.h>

#include "ent-history-store.h"
#include "ent-item-row-private.h"
#include "ent-local-work-private.h"
#include "ent-message.h"
#include "ent-post.h"
#include "ent-shown-private.h"
#include "ent-store-text-private.h"

/* What the mirror holds of one item. */
typedef struct
{
  EntItem *item;           /* (owned): without parent and long texts */
  char    *plain;          /* (owned) */
  char    *html;           /* (owned) (nullable) */
  char    *json_content;   /* (owned) (nullable) */
} Stored;

static void
stored_free (Stored *self)
{
  g_clear_object (&self->item);
  g_free (self->plain);
  g_free (self->html);
  g_free (self->json_content);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stored, stored_free)

static gboolean
bind_id (EntStatement  *statement,
         EntKind        kind,
         const char    *id,
         GError       **error)
{
  return ent_statement_bind_text (statement, 1, ent_kind_to_string (kind), error) &&
         ent_statement_bind_text (statement, 2, id, error);
}

/* @stored is NULL without error when the mirror has none. */
static gboolean
load_stored (EntDatabase  *db,
             EntKind       kind,
             const char   *id,
             Stored      **stored,
             GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT plain, html, json_content, " ENT_ITEM_COLUMNS " FROM item"
                          " WHERE kind = ?1 AND id = ?2",
                          error);

  if (statement == NULL || !bind_id (statement, kind, id, error))
    return FALSE;

  if (ent_statement_next (statement, &local_error))
    {
      *stored = g_new0 (Stored, 1);
      (*stored)->plain = g_strdup (ent_statement_get_text (statement, 0));
      (*stored)->html = g_strdup (ent_statement_get_text (statement, 1));
      (*stored)->json_content = g_strdup (ent_statement_get_text (statement, 2));
      (*stored)->item = ent_item_row_read (statement, 3, kind, &local_error);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* A list gives less than the item opened once: what only the opened one has is kept while the ENT
 * says that nothing moved. */
static void
keep_opened (EntItem *item,
             EntItem *opened)
{
  if (*ent_item_get_excerpt (item) == '\0')
    ent_item_set_excerpt (item, ent_item_get_excerpt (opened));

  if (ENT_IS_MESSAGE (item))
    {
      GPtrArray *attachments = ent_message_get_attachments (ENT_MESSAGE (opened));
      GPtrArray *cci = ent_message_get_cci (ENT_MESSAGE (opened));

      if (ent_message_get_attachments (ENT_MESSAGE (item))->len == 0)
        ent_message_set_attachments (ENT_MESSAGE (item), attachments);
      if (ent_message_get_cci (ENT_MESSAGE (item))->len == 0)
        ent_message_set_cci (ENT_MESSAGE (item), cci);
    }
}

/* The item as its row gives it back. */
static EntItem *
make_bare (EntItem *item)
{
  EntItem *bare = ent_item_copy (item);

  ent_item_set_parent_id (bare, NULL);
  ent_item_set_html (bare, NULL);
  ent_item_set_draft_uuid (bare, NULL);
  ent_item_set_local_state (bare, ENT_LOCAL_STATE_NONE);
  ent_item_set_local_at (bare, 0);
  ent_item_set_local_error (bare, NULL);
  if (ENT_IS_POST (bare))
    ent_post_set_json_content (ENT_POST (bare), NULL);

  return bare;
}

static Stored *
build_stored (EntItem      *item,
              const char   *plain,
              const Stored *old)
{
  Stored *stored = g_new0 (Stored, 1);

  stored->item = make_bare (item);
  stored->html = g_strdup (ent_item_get_html (item));
  if (ENT_IS_POST (item))
    stored->json_content = g_strdup (ent_post_get_json_content (ENT_POST (item)));

  if (stored->html == NULL && old != NULL && old->html != NULL &&
      ent_item_get_modified_at (item) == ent_item_get_modified_at (old->item))
    {
      stored->html = g_strdup (old->html);
      if (stored->json_content == NULL)
        stored->json_content = g_strdup (old->json_content);
      if (plain == NULL)
        plain = old->plain;
      keep_opened (stored->item, old->item);
    }

  /* A list shows the first words of what the search knows. */
  if (plain != NULL)
    {
      g_autofree char *excerpt = ent_store_text_excerpt (plain);

      ent_item_set_excerpt (stored->item, excerpt);
    }
  stored->plain = g_strdup (plain != NULL ? plain : ent_item_get_excerpt (item));

  return stored;
}

static gboolean
is_same (const Stored *a,
         const Stored *b)
{
  return g_str_equal (a->plain, b->plain) &&
         g_strcmp0 (a->html, b->html) == 0 &&
         g_strcmp0 (a->json_content, b->json_content) == 0 &&
         ent_item_equal (a->item, b->item);
}

static gboolean
write_stored (EntDatabase   *db,
              const Stored  *stored,
              GError       **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO item (kind, id, title, excerpt, state, author_id,"
                          " author_name,"
                          "  created_at, modified_at, sort_at, base_json, plain, html,"
                          " json_content)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
                          " ON CONFLICT (kind, id) DO UPDATE SET"
                          "  title = ?3, excerpt = ?4, state = ?5, author_id = ?6, author_name ="
                          " ?7,"
                          "  created_at = ?8, modified_at = ?9, sort_at = ?10, base_json = ?11,"
                          "  plain = ?12, html = ?13, json_content = ?14",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1,
                                  ent_kind_to_string (ent_item_get_kind (stored->item)), error) &&
         ent_item_row_bind (statement, 2, stored->item, error) &&
         ent_statement_bind_text (statement, 12, stored->plain, error) &&
         ent_statement_bind_text (statement, 13, stored->html, error) &&
         ent_statement_bind_text (statement, 14, stored->json_content, error) &&
         ent_statement_run (statement, error);
}

static gboolean
is_shared_folder (const char *folder)
{
  return g_str_equal (folder, "INBOX") || g_str_equal (folder, "OUTBOX");
}

/* Takes the item out of the parents it cannot be in beside @parent. Somebody is in several
 * classes; a message of mine to my own group is in INBOX and OUTBOX at once (ent-api/06 §2.1), any
 * other folder holds it alone; everything else has one parent. */
static gboolean
leave_others (EntDatabase  *db,
              EntKind       kind,
              const char   *id,
              const char   *parent,
              gboolean     *left,
              GError      **error)
{
  gboolean is_shared = kind == ENT_KIND_MESSAGE && is_shared_folder (parent);
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement = NULL;

  *left = FALSE;
  if (kind == ENT_KIND_PERSON)
    return TRUE;

  statement = ent_database_prepare (db,
                                    "DELETE FROM membership WHERE kind = ?1 AND id = ?2"
                                    " AND parent_id <> ?3"
                                    " AND NOT (?4 AND parent_id IN ('INBOX', 'OUTBOX'))"
                                    " RETURNING 1",
                                    error);
  if (statement == NULL ||
      !bind_id (statement, kind, id, error) ||
      !ent_statement_bind_text (statement, 3, parent, error) ||
      !ent_statement_bind_int64 (statement, 4, is_shared, error))
    return FALSE;

  while (ent_statement_next (statement, &local_error))
    *left = TRUE;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

static gboolean
join_parent (EntDatabase  *db,
             EntKind       kind,
             const char   *id,
             const char   *parent,
             gboolean     *joined,
             GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO membership (kind, id, parent_id) VALUES (?1, ?2, ?3)"
                          " ON CONFLICT DO NOTHING RETURNING 1",
                          error);

  if (statement == NULL ||
      !bind_id (statement, kind, id, error) ||
      !ent_statement_bind_text (statement, 3, parent, error))
    return FALSE;

  *joined = ent_statement_next (statement, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* Only what somebody writes and may write anew has versions; a message never changes once it is sent. */
static gboolean
keep_version (EntDatabase   *db,
              EntItem       *item,
              const Stored  *old,
              const Stored  *new,
              GError       **error)
{
  EntKind kind = ent_item_get_kind (item);

  if ((kind != ENT_KIND_POST && kind != ENT_KIND_ENTRY) || old->html == NULL || new->html == NULL ||
      g_str_equal (old->html, new->html))
    return TRUE;

  return ent_history_store_add_item (db, old->item, ent_item_get_parent_id (item), old->html, error);
}

/**
 * ent_item_store_put:
 * @db: a database, in a job
 * @item: what the ENT says, with its id
 * @plain: (nullable): its plain text for the search; %NULL takes the excerpt, or keeps the text
 *   stored with the html that is kept
 * @result: (out) (optional): what became of the row
 * @error: return location
 *
 * Inserts or replaces the row of @item and puts it under its parent; local work on it is never
 * touched. An item whose html is %NULL keeps the html stored before if modified_at did not move.
 * A text of the ENT that is replaced goes to the history.
 * A person or a message put under a second parent may be under both.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_item_store_put (EntDatabase   *db,
                    EntItem       *item,
                    const char    *plain,
                    EntPutResult  *result,
                    GError       **error)
{
  g_autoptr (Stored) old = NULL;
  g_autoptr (Stored) new = NULL;
  EntPutResult became;
  const char *parent;
  gboolean left;
  gboolean joined;
  EntKind kind;

  g_return_val_if_fail (ENT_IS_ITEM (item), FALSE);
  g_return_val_if_fail (ent_item_get_id (item) != NULL, FALSE);

  kind = ent_item_get_kind (item);
  parent = ent_item_get_parent_id (item) != NULL ? ent_item_get_parent_id (item) : "";

  if (!load_stored (db, kind, ent_item_get_id (item), &old, error))
    return FALSE;

  new = build_stored (item, plain, old);
  became = old == NULL ? ENT_PUT_NEW : is_same (old, new) ? ENT_PUT_SAME : ENT_PUT_CHANGED;

  if ((became == ENT_PUT_CHANGED && !keep_version (db, item, old, new, error)) ||
      (became != ENT_PUT_SAME && !write_stored (db, new, error)) ||
      !leave_others (db, kind, ent_item_get_id (item), parent, &left, error) ||
      !join_parent (db, kind, ent_item_get_id (item), parent, &joined, error))
    return FALSE;

  if (became == ENT_PUT_SAME && (left || joined))
    became = ENT_PUT_CHANGED;
  if (result != NULL)
    *result = became;
  if (became == ENT_PUT_SAME)
    return TRUE;

  ent_database_note_change (db, kind);

  return ent_shown_refresh_item (db, kind, ent_item_get_id (item), error);
}

/**
 * ent_item_store_remove:
 * @db: a database, in a job
 * @kind: kind of the item
 * @id: id on the ENT
 * @error: return location
 *
 * Takes an item out of the mirror, from all its parents; a draft on it stays, as a row of its
 * own. Nothing happens if there is none.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_item_store_remove (EntDatabase  *db,
                       EntKind       kind,
                       const char   *id,
                       GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (id != NULL, FALSE);

  ent_database_note_change (db, kind);
  statement = ent_database_prepare (db, "DELETE FROM item WHERE kind = ?1 AND id = ?2", error);

  return statement != NULL &&
         bind_id (statement, kind, id, error) &&
         ent_statement_run (statement, error) &&
         ent_shown_refresh_item (db, kind, id, error);
}

static char *
ids_to_json (GPtrArray *ids)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (ids->len);

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (ids, i));
  json_node_take_array (node, array);

  return json_to_string (node, FALSE);
}

typedef struct
{
  char *id;          /* (owned) */
  char *parent_id;   /* (owned) */
} Gone;

static void
gone_free (gpointer data)
{
  Gone *gone = data;

  g_free (gone->id);
  g_free (gone->parent_id);
  g_free (gone);
}

/* Rows the ENT did not list and on which nothing is being done here. */
static GPtrArray *
find_gone (EntDatabase  *db,
           EntKind       kind,
           const char   *parent_id,
           GPtrArray    *ids,
           gint64        since,
           GError      **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (gone_free);
  g_autofree char *json = ids_to_json (ids);
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT m.id, m.parent_id FROM membership AS m JOIN item USING (kind, id)"
                          " WHERE m.kind = ?1 AND (?2 IS NULL OR m.parent_id = ?2)"
                          "   AND (?4 = 0 OR item.sort_at >= ?4)"
                          "   AND m.id NOT IN (SELECT value FROM json_each (?3))"
                          "   AND NOT EXISTS (SELECT 1 FROM draft AS d"
                          "                    WHERE d.kind = m.kind AND d.item_id = m.id)"
                          "   AND NOT EXISTS (SELECT 1 FROM operation AS o"
                          "                    WHERE o.kind = m.kind AND o.item_id = m.id)",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, ent_kind_to_string (kind), error) ||
      !ent_statement_bind_text (statement, 2, parent_id, error) ||
      !ent_statement_bind_text (statement, 3, json, error) ||
      !ent_statement_bind_int64 (statement, 4, since, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    {
      Gone *row = g_new0 (Gone, 1);

      row->id = g_strdup (ent_statement_get_text (statement, 0));
      row->parent_id = g_strdup (ent_statement_get_text (statement, 1));
      g_ptr_array_add (gone, row);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&gone);
}

/* Leaves one parent; the last one takes the item with it. */
static gboolean
remove_gone (EntDatabase  *db,
             EntKind       kind,
             const Gone   *gone,
             GError      **error)
{
  g_autoptr (EntStatement) leave =
    ent_database_prepare (db,
                          "DELETE FROM membership WHERE kind = ?1 AND id = ?2 AND parent_id = ?3",
                          error);
  g_autoptr (EntStatement) forget = NULL;

  if (leave == NULL ||
      !bind_id (leave, kind, gone->id, error) ||
      !ent_statement_bind_text (leave, 3, gone->parent_id, error) ||
      !ent_statement_run (leave, error))
    return FALSE;

  forget = ent_database_prepare (db,
                                 "DELETE FROM item WHERE kind = ?1 AND id = ?2 AND NOT EXISTS"
                                 " (SELECT 1 FROM membership WHERE kind = ?1 AND id = ?2)",
                                 error);

  return forget != NULL &&
         bind_id (forget, kind, gone->id, error) &&
         ent_statement_run (forget, error) &&
         ent_shown_refresh_item (db, kind, gone->id, error);
}

/**
 * ent_item_store_keep_only:
 * @db: a database, in a job
 * @kind: kind of the items
 * @parent_id: (nullable): the parent that was listed, %NULL for all
 * @ids: (element-type utf8): the ids the ENT listed
 * @since: µs UTC: only rows with sort_at from this on are considered; 0: all
 * @n_gone: (out) (optional): how many were removed
 * @error: return location
 *
 * Removes from under @parent_id the rows the ENT does not list any more. A row with a draft or an
 * operation stays: what is done here decides with the teacher.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_item_store_keep_only (EntDatabase  *db,
                          EntKind       kind,
                          const char   *parent_id,
                          GPtrArray    *ids,
                          gint64        since,
                          guint        *n_gone,
                          GError      **error)
{
  g_autoptr (GPtrArray) gone = NULL;

  g_return_val_if_fail (ids != NULL, FALSE);

  gone = find_gone (db, kind, parent_id, ids, since, error);
  if (gone == NULL)
    return FALSE;

  for (guint i = 0; i < gone->len; i++)
    if (!remove_gone (db, kind, g_ptr_array_index (gone, i), error))
      return FALSE;

  if (gone->len > 0)
    ent_database_note_change (db, kind);
  if (n_gone != NULL)
    *n_gone = gone->len;

  return TRUE;
}

static EntItem *
read_item (EntDatabase   *db,
           EntKind        kind,
           EntStatement  *statement,
           GError       **error)
{
  g_autoptr (EntItem) item = ent_item_row_read (statement, 6, kind, error);
  const char *draft_uuid = ent_statement_get_text (statement, 3);
  const char *parent_id = ent_statement_get_text (statement, 2);
  g_auto (EntLocalWork) work = { 0 };

  if (item == NULL ||
      !ent_local_work_read (&work, db, kind, ent_item_get_id (item), draft_uuid,
                            ent_statement_get_int64 (statement, 5), error))
    return NULL;

  ent_item_set_html (item, ent_statement_get_text (statement, 0));
  if (ENT_IS_POST (item))
    ent_post_set_json_content (ENT_POST (item), ent_statement_get_text (statement, 1));
  if (parent_id != NULL && *parent_id != '\0')
    ent_item_set_parent_id (item, parent_id);
  if (work.mark != ENT_READ_MARK_NONE && ENT_IS_MESSAGE (item))
    ent_message_set_unread (ENT_MESSAGE (item), work.mark == ENT_READ_MARK_UNREAD);

  ent_item_set_draft_uuid (item, draft_uuid);
  ent_item_set_local_at (item, ent_statement_get_int64 (statement, 4));
  ent_item_set_local_state (item, work.state);
  ent_item_set_local_error (item, work.error_code);

  return g_steal_pointer (&item);
}

/**
 * ent_item_store_get:
 * @db: a database
 * @kind: kind of the item
 * @id: id on the ENT
 * @error: return location
 *
 * Reads an item as the ENT has it, with its html if it was fetched; in a job or on the main
 * thread. The local state is set, the texts of a draft are not put over it. Of several parents,
 * the first in order.
 *
 * Returns: (transfer full) (nullable): the item; %NULL without @error when the mirror has none
 */
EntItem *
ent_item_store_get (EntDatabase  *db,
                    EntKind       kind,
                    const char   *id,
                    GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  statement =
    ent_database_prepare (db,
                          "SELECT item.html, json_content,"
                          "       (SELECT min (parent_id) FROM membership AS m"
                          "         WHERE m.kind = item.kind AND m.id = item.id),"
                          "       draft.uuid, draft.updated_at, draft.theirs IS NOT NULL,"
                          "       " ENT_ITEM_COLUMNS
                          "  FROM item LEFT JOIN draft ON draft.uuid ="
                          "       (SELECT uuid FROM draft AS d"
                          "         WHERE d.kind = item.kind AND d.item_id = item.id"
                          "         ORDER BY d.updated_at DESC LIMIT 1)"
                          " WHERE item.kind = ?1 AND item.id = ?2",
                          error);
  if (statement == NULL ||
      !bind_id (statement, kind, id, error) ||
      !ent_statement_next (statement, error))
    return NULL;

  return read_item (db, kind, statement, error);
}

/**
 * ent_item_store_dup_subjects:
 * @db: a database
 * @max: how many at most
 * @error: return location
 *
 * Reads the subjects of the entries of every notebook, most used first; in a job or on the main
 * thread.
 *
 * Returns: (transfer full) (array zero-terminated=1): subjects
 */
char **
ent_item_store_dup_subjects (EntDatabase  *db,
                             guint         max,
                             GError      **error)
{
  g_autoptr (GStrvBuilder) subjects = g_strv_builder_new ();
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT title FROM shown WHERE kind = 'entry' AND title <> ''"
                          " GROUP BY title ORDER BY count (*) DESC, title LIMIT ?1",
                          error);

  if (statement == NULL || !ent_statement_bind_int64 (statement, 1, max, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    g_strv_builder_add (subjects, ent_statement_get_text (statement, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_strv_builder_end (subjects);
}
