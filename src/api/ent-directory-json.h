/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The directory's JSON made into model objects (private to this folder). */

GPtrArray *ent_classes_read            (JsonArray   *schools);
GPtrArray *ent_persons_read            (JsonArray   *rows,
                                        const char  *class_id);
gpointer   ent_recipient_read          (JsonObject  *object,
                                        gpointer     data,
                                        GError     **error);
gpointer   ent_recipient_read_group    (JsonObject  *object,
                                        gpointer     data,
                                        GError     **error);
gpointer   ent_recipient_read_user     (JsonObject  *object,
                                        gpointer     data,
                                        GError     **error);
gpointer   ent_recipient_read_bookmark (JsonObject  *object,
                                        gpointer     data,
                                        GError     **error);
GPtrArray *ent_recipients_read_lists   (JsonObject  *object);

G_END_DECLS
