/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First words of a plain text on one line, for a list. */
char *ent_store_text_excerpt (const char *plain);
/* For sorting: without accents or case, the same on every computer, whatever its language. */
char *ent_store_text_fold    (const char *text);
/* What was typed in a search field as an FTS5 query where every word must begin a word; NULL when
 * there is no word in it. */
char *ent_store_text_match   (const char *words);

G_END_DECLS
