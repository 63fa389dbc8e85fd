/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "ent-training-db.h"

G_BEGIN_DECLS

/**
 * EntTrainingScale:
 * @ENT_TRAINING_SCALE_SCHOOL: one school of five classes
 * @ENT_TRAINING_SCALE_SOMME: the same school among the 335 of a département
 *
 * How big the invented world is.
 */
typedef enum
{
  ENT_TRAINING_SCALE_SCHOOL,
  ENT_TRAINING_SCALE_SOMME,
} EntTrainingScale;

#define ENT_TYPE_TRAINING_SERVER (ent_training_server_get_type ())
G_DECLARE_FINAL_TYPE (EntTrainingServer, ent_training_server, ENT, TRAINING_SERVER, GObject)

EntTrainingServer *ent_training_server_new                (const char         *database,
                                                           guint64             seed,
                                                           EntTrainingScale    scale);
gboolean           ent_training_server_start              (EntTrainingServer  *self,
                                                           guint               port,
                                                           GError            **error);
void               ent_training_server_stop               (EntTrainingServer  *self);
gboolean           ent_training_server_reset              (EntTrainingServer  *self,
                                                           GError            **error);
const char        *ent_training_server_get_uri            (EntTrainingServer  *self);
guint              ent_training_server_get_port           (EntTrainingServer  *self);
EntTrainingDb     *ent_training_server_get_db             (EntTrainingServer  *self);
gint64             ent_training_server_get_now            (EntTrainingServer  *self);

void               ent_training_server_set_option         (EntTrainingServer  *self,
                                                           const char         *name,
                                                           const char         *value);
const char        *ent_training_server_get_option         (EntTrainingServer  *self,
                                                           const char         *name);
void               ent_training_server_set_certificate    (EntTrainingServer  *self,
                                                           GTlsCertificate    *certificate);
void               ent_training_server_set_session_life   (EntTrainingServer  *self,
                                                           guint               seconds);
void               ent_training_server_set_max_failures   (EntTrainingServer  *self,
                                                           guint               count);
void               ent_training_server_set_clock_skew     (EntTrainingServer  *self,
                                                           gint64              milliseconds);
void               ent_training_server_set_participants   (EntTrainingServer  *self,
                                                           guint               count);

void               ent_training_server_add_fault          (EntTrainingServer  *self,
                                                           JsonObject         *rule);
void               ent_training_server_clear_faults       (EntTrainingServer  *self);
void               ent_training_server_set_faults_file    (EntTrainingServer  *self,
                                                           const char         *path);
void               ent_training_server_expire_sessions    (EntTrainingServer  *self);
void               ent_training_server_expire_tokens      (EntTrainingServer  *self);

JsonArray         *ent_training_server_dup_journal        (EntTrainingServer  *self);
guint64            ent_training_server_get_requests       (EntTrainingServer  *self);
guint64            ent_training_server_get_bytes_sent     (EntTrainingServer  *self);
guint64            ent_training_server_get_bytes_received (EntTrainingServer  *self);

G_END_DECLS
