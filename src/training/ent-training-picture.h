/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *ent_training_picture_face     (guint       seed,
                                       int         edge);
GBytes *ent_training_picture_scene    (guint       seed,
                                       int         width,
                                       int         height);
GBytes *ent_training_picture_scale    (GBytes     *bytes,
                                       const char *content_type,
                                       int         width,
                                       int         height);
GBytes *ent_training_picture_reencode (GBytes     *bytes,
                                       const char *content_type,
                                       double      quality);

G_END_DECLS
