/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ent-error.h"

G_BEGIN_DECLS

/* The page the ENT shows instead of a session: why it said no. */

gboolean     ent_login_page_is_activation (const char *page);
char        *ent_login_page_dup_words     (const char *page);
EntApiError  ent_login_page_get_code      (const char *words,
                                           JsonObject *messages);
EntApiError  ent_login_page_code_of_key   (const char *key);

G_END_DECLS
