/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <stdio.h>
#include <string.h>

#include "ent-training-library.h"
#include "ent-training-picture.h"
#include "ent-training-request-private.h"
#include "ent-training-routes.h"

/* The way down: whole files, parts of files, and thumbnails that are made when they are first asked
 * for.
 *
 * Source: entcore WorkspaceController.getFile, libs FileStorage.sendFile, web-utils ETag, as told
 * in ent-api 04 §4. */

typedef struct
{
  char     *id;            /* (owned) */
  char     *name;          /* (owned) */
  char     *file;          /* (owned): storage id */
  char     *filename;      /* (owned) */
  char     *content_type;  /* (owned) */
  char     *application;   /* (owned) (nullable) */
} Document;

static void
document_free (Document *document)
{
  g_free (document->id);
  g_free (document->name);
  g_free (document->file);
  g_free (document->filename);
  g_free (document->content_type);
  g_free (document->application);
  g_free (document);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, document_free)

static Document *
load_document (EntTrainingDb *db,
               const char    *id,
               gboolean       only_public)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  Document *document;

  rows = ent_training_db_query (db, "SELECT name, file, filename, content_type, application FROM"
                                    " document WHERE id = ?1 AND kind = 'file' AND (is_public OR"
                                    " NOT ?2)",
                                    "sn", id,
                                (int) only_public);
  if (!ent_training_rows_next (rows))
    return NULL;

  document = g_new0 (Document, 1);
  document->id = g_strdup (id);
  document->name = g_strdup (ent_training_rows_get_text (rows, 0));
  document->file = g_strdup (ent_training_rows_get_text (rows, 1));
  document->filename = g_strdup (ent_training_rows_get_text (rows, 2));
  document->content_type = g_strdup (ent_training_rows_get_text (rows, 3));
  document->application = g_strdup (ent_training_rows_get_text (rows, 4));
  return document;
}

static GBytes *
load_bytes (EntTrainingDb *db,
            const char    *file)
{
  g_autoptr (EntTrainingRows) rows =
    ent_training_db_query (db, "SELECT bytes FROM storage WHERE id = ?1", "s", file);

  return ent_training_rows_next (rows) ? ent_training_rows_dup_bytes (rows, 0) : NULL;
}

static gboolean
is_inline (EntTrainingRequest *request,
           const Document     *document)
{
  static const char *const shown[] = {
    "image/jpeg", "image/gif", "image/png", "image/tiff", "image/vnd.microsoft.icon",
    "image/svg+xml", NULL,
  };

  return g_strcmp0 (ent_training_request_get_query (request, "inline"), "true") == 0 ||
         (g_strv_contains (shown, document->content_type) &&
          g_strcmp0 (document->application, "WORKSPACE") != 0);
}

/* "bytes=a-" or "bytes=a-b"; anything else is answered whole. */
static gboolean
read_range (EntTrainingRequest *request,
            gsize               size,
            gsize              *from,
            gsize              *to)
{
  const char *header = ent_training_request_get_header (request, "Range");
  unsigned long first;
  unsigned long last = size - 1;
  int found;

  if (header == NULL || size == 0)
    return FALSE;
  found = sscanf (header, "bytes=%lu-%lu", &first, &last);
  if (found < 1 || first >= size || last < first)
    return FALSE;

  *from = first;
  *to = MIN (last, size - 1);
  return TRUE;
}

static void
answer_file (EntTrainingRequest *request,
             const char         *content_type,
             GBytes             *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  gsize from;
  gsize to;

  ent_training_request_set_header (request, "Accept-Ranges", "bytes");
  if (read_range (request, size, &from, &to))
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, from, to - from + 1);
      g_autofree char *range = g_strdup_printf ("bytes "
                                         "%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT,
                                                from, to, size);

      ent_training_request_set_header (request, "Content-Range", range);
      ent_training_request_answer_bytes (request, SOUP_STATUS_PARTIAL_CONTENT, content_type, part);
    }
  else
    ent_training_request_answer_bytes (request, SOUP_STATUS_OK, content_type, bytes);
}

/* The name goes raw, in UTF-8, with the original's extension when it has lost it. */
static void
set_disposition (EntTrainingRequest *request,
                 const Document     *document)
{
  const char *extension = strrchr (document->filename, '.');
  gboolean complete = extension == NULL || g_str_has_suffix (document->name, extension);
  g_autofree char *name = g_strconcat (document->name, complete ? "" : extension, NULL);
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *header = NULL;

  g_strdelimit (normal, "\"\r\n", '_');
  header = g_strconcat ("attachment; filename=\"", normal, "\"", NULL);
  ent_training_request_set_header (request, "Content-Disposition", header);
}

/* The thumbnail when it exists. Otherwise it is made now for the next time, and this time the
 * original goes out, under a tag that cannot be cached. */
static char *
find_thumbnail (EntTrainingRequest *request,
                const Document     *document,
                const char         *size)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) small = NULL;
  g_autofree char *stamp = NULL;
  g_autofree char *file = NULL;
  int width = 0;
  int height = 0;

  file = ent_training_db_dup_text (db, "SELECT file FROM thumbnail WHERE document_id = ?1 AND size"
                                       " = ?2", "ss",
                                   document->id, size);
  if (file != NULL || sscanf (size, "%dx%d", &width, &height) != 2 || width < 0 || height < 0 ||
      width + height == 0)
    return g_steal_pointer (&file);

  original = load_bytes (db, document->file);
  small = original != NULL ? ent_training_picture_scale (original, document->content_type, width,
                                                         height) : NULL;
  if (small == NULL)
    return NULL;

  file = g_uuid_string_random ();
  ent_training_db_run (db, "INSERT INTO storage VALUES (?1, ?2)", "sb", file, small);
  ent_training_db_run (db, "INSERT INTO thumbnail VALUES (?1, ?2, ?3)", "sss", document->id, size,
                       file);
  stamp = g_strdup_printf ("%" G_GINT64_FORMAT, ent_training_request_get_now (request));
  ent_training_request_set_header (request, "ETag", stamp);
  return NULL;
}

static void
answer_document (EntTrainingRequest *request,
                 const Document     *document)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *size = ent_training_request_get_query (request, "thumbnail");
  const char *match = ent_training_request_get_header (request, "If-None-Match");
  g_autofree char *thumbnail = size != NULL ? find_thumbnail (request, document, size) : NULL;
  const char *file = thumbnail != NULL ? thumbnail : document->file;
  g_autoptr (GBytes) bytes = NULL;

  if (is_inline (request, document))
    {
      if (size == NULL || thumbnail != NULL)
        {
          ent_training_request_set_header (request, "ETag", file);
          if (g_strcmp0 (match, file) == 0)
            {
              ent_training_request_answer_empty (request, SOUP_STATUS_NOT_MODIFIED);
              return;
            }
        }
    }
  else
    set_disposition (request, document);

  bytes = load_bytes (db, file);
  if (bytes == NULL)
    ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
  else
    answer_file (request, document->content_type, bytes);
}

static void
get_document (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");
  g_autoptr (Document) document = load_document (ent_training_request_get_db (request), id, FALSE);

  if (document == NULL || !ent_training_library_allows (request, id, "getDocument"))
    ent_training_request_refuse (request);
  else
    answer_document (request, document);
}

/* Anybody, without a session; 404 for all the rest. */
static void
get_public_document (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");
  g_autoptr (Document) document = load_document (ent_training_request_get_db (request), id, TRUE);

  if (document == NULL)
    ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
  else
    answer_document (request, document);
}

const EntTrainingRoute ent_training_download_routes[] = {
  { "GET", "/workspace/document/:id", get_document, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/workspace/pub/document/:id", get_public_document, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
