/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* Answers several modules give, and the pieces of JSON they are made of. */
void        ent_training_answer_object       (EntTrainingRequest *request,
                                              guint               status,
                                              JsonObject         *object);
void        ent_training_answer_array        (EntTrainingRequest *request,
                                              JsonArray          *array);
void        ent_training_answer_number       (EntTrainingRequest *request,
                                              gint64              number);
void        ent_training_answer_invalid      (EntTrainingRequest *request);

JsonNode   *ent_training_date_new            (gint64              at,
                                              guint               nanoseconds,
                                              gboolean            as_number);
JsonObject *ent_training_person_new          (const char         *id,
                                              const char         *name,
                                              const char         *login);
void        ent_training_json_set_text       (JsonObject         *object,
                                              const char         *member,
                                              const char         *text);
const char *ent_training_json_get_text       (JsonObject         *object,
                                              const char         *member);
gboolean    ent_training_json_has            (JsonObject         *object,
                                              const char         *member);
gboolean    ent_training_query_is_true       (EntTrainingRequest *request,
                                              const char         *name);
gboolean    ent_training_query_read_page     (EntTrainingRequest *request,
                                              gint64             *page);
GStrv       ent_training_query_dup_words     (EntTrainingRequest *request,
                                              gsize               minimum);
gboolean    ent_training_words_match         (const char *const  *words,
                                              const char         *text);

G_END_DECLS
