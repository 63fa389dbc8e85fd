/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _EntTrainingDb   EntTrainingDb;
typedef struct _EntTrainingRows EntTrainingRows;

EntTrainingDb   *ent_training_db_open         (const char       *path,
                                               GError          **error);
void             ent_training_db_close        (EntTrainingDb    *self);
gboolean         ent_training_db_script       (EntTrainingDb    *self,
                                               const char       *script,
                                               GError          **error);
int              ent_training_db_run          (EntTrainingDb    *self,
                                               const char       *sql,
                                               const char       *types,
                                               ...);
EntTrainingRows *ent_training_db_query        (EntTrainingDb    *self,
                                               const char       *sql,
                                               const char       *types,
                                               ...);
char            *ent_training_db_dup_text     (EntTrainingDb    *self,
                                               const char       *sql,
                                               const char       *types,
                                               ...);
gint64           ent_training_db_get_int      (EntTrainingDb    *self,
                                               const char       *sql,
                                               const char       *types,
                                               ...);
JsonNode        *ent_training_db_dup_json     (EntTrainingDb    *self,
                                               const char       *sql,
                                               const char       *types,
                                               ...);
JsonNode        *ent_training_db_dup_array    (EntTrainingDb    *self,
                                               const char       *sql,
                                               const char       *types,
                                               ...);

gboolean         ent_training_rows_next       (EntTrainingRows  *self);
const char      *ent_training_rows_get_text   (EntTrainingRows  *self,
                                               int               column);
gint64           ent_training_rows_get_int    (EntTrainingRows  *self,
                                               int               column);
gboolean         ent_training_rows_is_null    (EntTrainingRows  *self,
                                               int               column);
GBytes          *ent_training_rows_dup_bytes  (EntTrainingRows  *self,
                                               int               column);
JsonNode        *ent_training_rows_dup_json   (EntTrainingRows  *self,
                                               int               column);
void             ent_training_rows_free       (EntTrainingRows  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingDb, ent_training_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingRows, ent_training_rows_free)

G_END_DECLS
