/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-document.h"

G_BEGIN_DECLS

/* A document being written as HTML. */
typedef struct
{
  EntTrainingArena *arena;  /* (unowned) */
  GString          *out;    /* (owned) */
  GError           *error;  /* (owned) (nullable): the cleaner broke */
} EntTrainingWriter;

void        ent_training_append_escaped      (GString               *out,
                                              const char            *text);
void        ent_training_append_number       (GString               *out,
                                              double                 number);
void        ent_training_append_value        (GString               *out,
                                              JsonNode              *value);
double      ent_training_to_number           (JsonNode              *value);
const char *ent_training_get_text            (JsonObject            *object,
                                              const char            *name);

void        ent_training_writer_fail         (EntTrainingWriter     *self,
                                              const char            *reason);
void        ent_training_writer_value        (EntTrainingWriter     *self,
                                              const char            *name,
                                              JsonNode              *value);
void        ent_training_writer_member       (EntTrainingWriter     *self,
                                              JsonObject            *object,
                                              const char            *name);
void        ent_training_writer_text         (EntTrainingWriter     *self,
                                              const char            *name,
                                              const char            *value);
void        ent_training_writer_size         (EntTrainingWriter     *self,
                                              const char            *name,
                                              const char            *value);
void        ent_training_writer_alignment    (EntTrainingWriter     *self,
                                              JsonObject            *object);

void        ent_training_writer_start_mark   (EntTrainingWriter     *self,
                                              const EntTrainingMark *mark);
void        ent_training_writer_end_mark     (EntTrainingWriter     *self,
                                              const EntTrainingMark *mark);
void        ent_training_writer_table        (EntTrainingWriter     *self,
                                              const EntTrainingNode *node);
void        ent_training_writer_cell         (EntTrainingWriter     *self,
                                              const EntTrainingNode *node);
void        ent_training_writer_object       (EntTrainingWriter     *self,
                                              const EntTrainingNode *node);
void        ent_training_writer_content      (EntTrainingWriter     *self,
                                              const GPtrArray       *content);

G_END_DECLS
