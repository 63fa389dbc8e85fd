/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  ent_texts_same_words     (const char *html,
                                    const char *other);
gboolean  ent_texts_same_document  (const char *html,
                                    const char *other);
char     *ent_texts_dup_plain      (const char *html);
gboolean  ent_texts_is_blank       (const char *html);

G_END_DECLS
