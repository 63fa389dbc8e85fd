/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The content cleaner: it rewrites the HTML of a post or a message into the shapes the ENT's editor
 * knows, and gives the editor's own JSON and the plain text with it. Not to be confused with the
 * request filter (ent-training-xss.h), which works on the whole body's text before it is parsed. */
gboolean ent_training_clean (const char  *html,
                             char       **clean_html,
                             JsonNode   **json,
                             char       **plain,
                             GError     **error);

G_END_DECLS
