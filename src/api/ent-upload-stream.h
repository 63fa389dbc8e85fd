/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* EntUploadStream: a file between two texts, so that a big file is sent without being held in memory. */

#define ENT_TYPE_UPLOAD_STREAM (ent_upload_stream_get_type ())
G_DECLARE_FINAL_TYPE (EntUploadStream, ent_upload_stream, ENT, UPLOAD_STREAM, GInputStream)

GInputStream *ent_upload_stream_new (const char   *head,
                                     GInputStream *middle,
                                     const char   *tail);

G_END_DECLS
