/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"

G_BEGIN_DECLS

/* What every *Api call has in common: one request, one answer to read, one task. */

/* Makes the call's result of the answer; NULL with an error when it cannot be read.
 * @data is what the call gave for it. */
typedef gpointer (* EntReadFunc) (EntResponse  *response,
                                  gpointer      data,
                                  GError      **error);

typedef struct
{
  EntReadFunc     read;           /* (nullable): NULL when the status says it all */
  GDestroyNotify  free_result;    /* (nullable) */
  gpointer        data;           /* (owned) (nullable): for @read */
  GDestroyNotify  free_data;      /* (nullable) */
} EntReader;

void        ent_api_send         (gpointer             api,
                                  EntClient           *client,
                                  EntRequest          *request,
                                  EntReader            reader,
                                  gpointer             source_tag,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gpointer    ent_api_finish       (gpointer             api,
                                  GAsyncResult        *result,
                                  gpointer             source_tag,
                                  GError             **error);
gboolean    ent_api_finish_done  (gpointer             api,
                                  GAsyncResult        *result,
                                  gpointer             source_tag,
                                  GError             **error);
GBytes     *ent_api_finish_bytes (gpointer             api,
                                  GAsyncResult        *result,
                                  gpointer             source_tag,
                                  char               **media_type,
                                  GError             **error);

/* Reads one element of a list; NULL with an error when it is not what was expected. */
typedef gpointer (* EntReadItemFunc) (JsonObject  *object,
                                      gpointer     data,
                                      GError     **error);

GPtrArray  *ent_api_read_list    (JsonArray           *array,
                                  EntReadItemFunc      read,
                                  gpointer             data,
                                  GDestroyNotify       free_item);
gpointer    ent_api_read_id      (EntResponse         *response,
                                  gpointer             data,
                                  GError             **error);
gpointer    ent_api_read_self    (EntResponse         *response,
                                  gpointer             data,
                                  GError             **error);

gboolean    ent_api_is_repeated  (const char * const  *ids,
                                  guint                i);
JsonNode   *ent_api_build_ids    (const char          *member,
                                  const char * const  *ids);

#define ENT_READ_DONE ((EntReader) { 0 })

G_END_DECLS
