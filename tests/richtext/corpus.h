/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A line of the corpus; its page says what each member means. */
typedef struct
{
  JsonParser *parser;       /* (owned) */
  const char *name;         /* (unowned) */
  const char *sent;         /* (unowned) */
  const char *stored_html;  /* (unowned) (nullable) */
  const char *plain;        /* (unowned) (nullable) */
  JsonNode   *json;         /* (unowned) (nullable) */
  gboolean    is_stable;
} CorpusLine;

/* (element-type CorpusLine) */
GPtrArray  *corpus_load     (void);
CorpusLine *corpus_find     (GPtrArray  *lines,
                             const char *name);

G_END_DECLS
