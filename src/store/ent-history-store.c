/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-history-store.h"

#include "ent-draft-store-private.h"
#include "ent-store-text-private.h"

#define VERSION_COLUMNS "id, saved_at, author, title"
#define TEXT_COLUMNS "draft_uuid, kind, item_id, parent_id, title"
/* What a text is known by: a thing of the ENT, whatever the drafts on it, or a draft. */
#define TEXT_KEY "coalesce (kind || ':' || item_id, draft_uuid)"

static EntPastVersion *
read_version (EntStatement *statement)
{
  EntPastVersion *version = g_new0 (EntPastVersion, 1);

  version->id = ent_statement_get_int64 (statement, 0);
  version->saved_at = ent_statement_get_int64 (statement, 1);
  version->author = g_strdup (ent_statement_get_text (statement, 2));
  version->title = g_strdup (ent_statement_get_text (statement, 3));

  return version;
}

/**
 * ent_history_store_list:
 * @db: a database
 * @uuid: uuid of a draft, there or gone
 * @error: return location
 *
 * Reads the saved versions of a draft, newest first; in a job or on the main thread.
 *
 * Returns: (transfer full) (element-type EntPastVersion): the versions
 */
GPtrArray *
ent_history_store_list (EntDatabase  *db,
                        const char   *uuid,
                        GError      **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_past_version_free);
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  statement = ent_database_prepare (db,
                                    "SELECT " VERSION_COLUMNS ", html FROM history"
                                    " WHERE draft_uuid = ?1 ORDER BY saved_at DESC, id DESC",
                                    error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, uuid, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    {
      EntPastVersion *version = read_version (statement);

      version->html = g_strdup (ent_statement_get_text (statement, 4));
      g_ptr_array_add (rows, version);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

typedef struct
{
  const char *draft_uuid;
  const char *kind;        /* (nullable) */
  const char *item_id;     /* (nullable) */
  const char *parent_id;   /* (nullable) */
  const char *author;
  gint64      saved_at;
  const char *title;
  const char *html;
} Version;

/* What was written before the ENT gave the draft an id belongs to the same text. */
static gboolean
claim_earlier (EntDatabase    *db,
               const Version  *version,
               GError        **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "UPDATE history SET kind = ?2, item_id = ?3 WHERE draft_uuid = ?1 AND item_id IS NULL",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, version->draft_uuid, error) &&
         ent_statement_bind_text (statement, 2, version->kind, error) &&
         ent_statement_bind_text (statement, 3, version->item_id, error) &&
         ent_statement_run (statement, error);
}

static gboolean
insert_version (EntDatabase    *db,
                const Version  *version,
                GError        **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO history (draft_uuid, kind, item_id, author, saved_at,"
                          " title, html, parent_id)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, version->draft_uuid, error) &&
         ent_statement_bind_text (statement, 2, version->kind, error) &&
         ent_statement_bind_text (statement, 3, version->item_id, error) &&
         ent_statement_bind_text (statement, 4, version->author, error) &&
         ent_statement_bind_int64 (statement, 5, version->saved_at, error) &&
         ent_statement_bind_text (statement, 6, version->title, error) &&
         ent_statement_bind_text (statement, 7, version->html, error) &&
         ent_statement_bind_text (statement, 8, version->parent_id, error) &&
         ent_statement_run (statement, error) &&
         (version->item_id == NULL || claim_earlier (db, version, error));
}

/* The texts of the last version are these already. */
static gboolean
is_recorded (EntDatabase  *db,
             const char   *uuid,
             const char   *title,
             const char   *html,
             gboolean     *recorded,
             GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT EXISTS (SELECT 1 FROM (SELECT title, html FROM history"
                          "  WHERE draft_uuid = ?1 ORDER BY saved_at DESC, id DESC LIMIT 1)"
                          " WHERE title = ?2 AND html = ?3)",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, uuid, error) ||
      !ent_statement_bind_text (statement, 2, title, error) ||
      !ent_statement_bind_text (statement, 3, html, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  *recorded = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

static gboolean
insert_version_of (EntDatabase        *db,
                   const EntDraftRow  *row,
                   const char         *author,
                   const char         *title,
                   const char         *html,
                   GError            **error)
{
  const Version version = { row->uuid, ent_kind_to_string (row->kind), row->item_id, row->parent_id, author,
                            g_get_real_time (), title, html };

  return insert_version (db, &version, error);
}

/**
 * ent_history_store_add:
 * @db: a database, in a job
 * @uuid: uuid of a draft
 * @author: %ENT_PAST_ME or the name the ENT gives
 * @title: title of the version
 * @html: text of the version
 * @error: return location
 *
 * Records a version, of now: the ENT's text before ours takes its place, for instance. Nothing happens when the last one
 * says the same.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_history_store_add (EntDatabase  *db,
                       const char   *uuid,
                       const char   *author,
                       const char   *title,
                       const char   *html,
                       GError      **error)
{
  g_autoptr (EntDraftRow) row = NULL;
  GError *local_error = NULL;
  Version version = { uuid, NULL, NULL, NULL, author, g_get_real_time (), title, html };
  gboolean recorded;

  g_return_val_if_fail (uuid != NULL && author != NULL && title != NULL && html != NULL, FALSE);

  if (!is_recorded (db, uuid, title, html, &recorded, error))
    return FALSE;
  if (recorded)
    return TRUE;

  row = ent_draft_store_get (db, uuid, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return row != NULL ? insert_version_of (db, row, author, title, html, error) : insert_version (db, &version, error);
}

/**
 * ent_history_store_add_item:
 * @db: a database, in a job
 * @item: what the ENT had
 * @parent_id: (nullable): its blog, notebook…
 * @html: its text
 * @error: return location
 *
 * Records what the ENT had, before it becomes what it has now.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_history_store_add_item (EntDatabase  *db,
                            EntItem      *item,
                            const char   *parent_id,
                            const char   *html,
                            GError      **error)
{
  const char *kind = ent_kind_to_string (ent_item_get_kind (item));
  const char *author = ent_item_get_author_name (item);
  gint64 modified_at = ent_item_get_modified_at (item);
  g_autofree char *uuid = g_strdup_printf ("item:%s:%s", kind, ent_item_get_id (item));
  const Version version = { uuid, kind, ent_item_get_id (item), parent_id,
                            author != NULL && *author != '\0' ? author : ENT_PAST_ENT,
                            modified_at > 0 ? modified_at : g_get_real_time (), ent_item_get_title (item), html };

  return insert_version (db, &version, error);
}

gboolean
ent_history_record (EntDatabase        *db,
                    const EntDraftRow  *row,
                    const char         *author,
                    GError            **error)
{
  gboolean recorded;

  if (!is_recorded (db, row->uuid, row->title, row->html, &recorded, error))
    return FALSE;
  if (recorded)
    return TRUE;

  return insert_version_of (db, row, author, row->title, row->html, error);
}

static gboolean
get_last (EntDatabase  *db,
          const char   *uuid,
          gint64       *last,
          GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT coalesce (max (saved_at), 0) FROM history"
                          " WHERE draft_uuid = ?1 AND author = ?2",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, uuid, error) ||
      !ent_statement_bind_text (statement, 2, ENT_PAST_ME, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  *last = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

gboolean
ent_history_record_now_and_then (EntDatabase        *db,
                                 const EntDraftRow  *row,
                                 GError            **error)
{
  gint64 now = g_get_real_time ();
  gint64 last;

  if (!get_last (db, row->uuid, &last, error))
    return FALSE;

  /* A last one in the future comes from a clock set back: it must not stop the history. */
  if (last <= now && now - last < G_TIME_SPAN_MINUTE)
    return TRUE;

  return ent_history_record (db, row, ENT_PAST_ME, error) && ent_history_thin (db, row->uuid, now, error);
}

gboolean
ent_history_thin (EntDatabase  *db,
                  const char   *uuid,
                  gint64        now,
                  GError      **error)
{
  /* Of mine, the last of each slot stays: a slot is a minute, an hour or a day by age. */
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "DELETE FROM history WHERE draft_uuid = ?1 AND (saved_at < ?2 - ?6 OR"
                          " (author = ?7 AND id NOT IN"
                          "  (SELECT id FROM"
                          "    (SELECT id, max (saved_at) FROM"
                          "      (SELECT id, saved_at,"
                          "              CASE WHEN saved_at >= ?2 - ?4 THEN ?3"
                          "                   WHEN saved_at >= ?2 - ?5 THEN ?4"
                          "                   ELSE ?5 END AS slot"
                          "         FROM history WHERE draft_uuid = ?1 AND author = ?7)"
                          "     GROUP BY slot, saved_at / slot))))",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, uuid, error) &&
         ent_statement_bind_int64 (statement, 2, now, error) &&
         ent_statement_bind_int64 (statement, 3, G_TIME_SPAN_MINUTE, error) &&
         ent_statement_bind_int64 (statement, 4, G_TIME_SPAN_HOUR, error) &&
         ent_statement_bind_int64 (statement, 5, G_TIME_SPAN_DAY, error) &&
         ent_statement_bind_int64 (statement, 6, 365 * G_TIME_SPAN_DAY, error) &&
         ent_statement_bind_text (statement, 7, ENT_PAST_ME, error) &&
         ent_statement_run (statement, error);
}

/* ---- reading it ---- */

static EntPastText *
read_text (EntStatement *statement)
{
  EntPastText *text = g_new0 (EntPastText, 1);
  const char *kind = ent_statement_get_text (statement, 1);

  text->draft_uuid = g_strdup (ent_statement_get_text (statement, 0));
  if (kind == NULL || !ent_kind_from_string (kind, &text->kind))
    text->kind = ENT_N_KINDS;
  text->item_id = g_strdup (ent_statement_get_text (statement, 2));
  text->parent_id = g_strdup (ent_statement_get_text (statement, 3));
  text->title = g_strdup (ent_statement_get_text (statement, 4));
  text->saved_at = ent_statement_get_int64 (statement, 5);
  text->n_versions = (guint) ent_statement_get_int64 (statement, 6);

  return text;
}

static gboolean
holds (const char  *title,
       const char  *plain,
       char       **words)
{
  g_autofree char *both = g_strconcat (title, " ", plain, NULL);
  g_autofree char *folded = ent_store_text_fold (both);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* The keys of the texts of which a version holds the words, each with the last such version. */
static GHashTable *
find_keys (EntDatabase      *db,
           const char       *words,
           EntHistoryPlain   to_plain,
           GError          **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folded = ent_store_text_fold (words);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "SELECT " TEXT_KEY ", title, html, id FROM history ORDER BY saved_at DESC, id DESC", error);

  if (statement == NULL)
    return NULL;

  while (ent_statement_next (statement, &local_error))
    {
      const char *key = ent_statement_get_text (statement, 0);
      gint64 id = ent_statement_get_int64 (statement, 3);
      g_autofree char *plain = NULL;

      if (g_hash_table_contains (keys, key))
        continue;
      plain = to_plain (ent_statement_get_text (statement, 2));
      if (holds (ent_statement_get_text (statement, 1), plain, parts))
        g_hash_table_insert (keys, g_strdup (key), g_memdup2 (&id, sizeof id));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&keys);
}

/**
 * ent_history_store_list_texts:
 * @db: a database
 * @words: (nullable): words to look for in the versions
 * @to_plain: how to read a version
 * @max: how many texts at most
 * @error: return location
 *
 * Lists what has a history, last changed first; in a job, for it reads every version when there are @words.
 *
 * Returns: (transfer full) (element-type EntPastText): the texts
 */
GPtrArray *
ent_history_store_list_texts (EntDatabase      *db,
                              const char       *words,
                              EntHistoryPlain   to_plain,
                              guint             max,
                              GError          **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_past_text_free);
  g_autoptr (GHashTable) keys = NULL;
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;

  if (words != NULL && (keys = find_keys (db, words, to_plain, error)) == NULL)
    return NULL;

  /* Beside max (), SQLite takes the other columns from the row that has it. */
  statement = ent_database_prepare (db,
                                    "SELECT " TEXT_COLUMNS ", max (saved_at), count (*), " TEXT_KEY " AS key"
                                    "  FROM history GROUP BY key ORDER BY max (saved_at) DESC",
                                    error);
  if (statement == NULL)
    return NULL;

  while (texts->len < max && ent_statement_next (statement, &local_error))
    {
      const gint64 *match = keys != NULL ? g_hash_table_lookup (keys, ent_statement_get_text (statement, 7)) : NULL;
      EntPastText *text;

      if (keys != NULL && match == NULL)
        continue;
      text = read_text (statement);
      text->match = match != NULL ? *match : 0;
      g_ptr_array_add (texts, text);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&texts);
}

/**
 * ent_history_store_list_versions:
 * @db: a database
 * @text: a text
 * @error: return location
 *
 * Lists the versions of a text, those of every draft on the same thing of the ENT included.
 *
 * Returns: (transfer full) (element-type EntPastVersion): newest first, without their texts
 */
GPtrArray *
ent_history_store_list_versions (EntDatabase        *db,
                                 const EntPastText  *text,
                                 GError            **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_past_version_free);
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT " VERSION_COLUMNS " FROM history"
                          " WHERE draft_uuid = ?1 OR (kind = ?2 AND item_id = ?3)"
                          " ORDER BY saved_at DESC, id DESC",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, text->draft_uuid, error) ||
      !ent_statement_bind_text (statement, 2, text->kind < ENT_N_KINDS ? ent_kind_to_string (text->kind) : NULL, error) ||
      !ent_statement_bind_text (statement, 3, text->item_id, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    g_ptr_array_add (versions, read_version (statement));

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&versions);
}

/**
 * ent_history_store_dup_html:
 * @db: a database
 * @id: a version
 * @error: %ENT_STORE_ERROR_NOT_FOUND when it was thinned away meanwhile
 *
 * Returns: (transfer full): its text
 */
char *
ent_history_store_dup_html (EntDatabase  *db,
                            gint64        id,
                            GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement = ent_database_prepare (db, "SELECT html FROM history WHERE id = ?1", error);

  if (statement == NULL || !ent_statement_bind_int64 (statement, 1, id, error))
    return NULL;

  if (ent_statement_next (statement, &local_error))
    return g_strdup (ent_statement_get_text (statement, 0));

  if (local_error == NULL)
    g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "version %" G_GINT64_FORMAT " is gone", id);
  g_propagate_error (error, local_error);

  return NULL;
}

/**
 * ent_history_store_trim:
 * @db: a database, in a job
 * @budget: bytes of text all versions may take together
 * @error: return location
 *
 * Takes the oldest versions away beyond @budget. The last one of each text stays whatever its size.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_history_store_trim (EntDatabase  *db,
                        gint64        budget,
                        GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "WITH sized AS (SELECT id, sum (length (CAST (html AS BLOB)))"
                          "                OVER (ORDER BY saved_at DESC, id DESC) AS total FROM history),"
                          " last AS (SELECT id, max (saved_at) FROM history GROUP BY " TEXT_KEY ")"
                          " DELETE FROM history WHERE id IN (SELECT id FROM sized WHERE total > ?1)"
                          "  AND id NOT IN (SELECT id FROM last)",
                          error);

  return statement != NULL && ent_statement_bind_int64 (statement, 1, budget, error) && ent_statement_run (statement, error);
}
