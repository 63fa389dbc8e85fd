/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The request filter: it sees the raw text of every JSON body, before anything is parsed, and
 * deletes what looks like a script, innocent words included. Not to be confused with the cleaner
 * (ent-training-cleaner.h), which turns the HTML of one member into the editor's shapes afterwards.
 */
char *ent_training_xss_filter (const char *body,
                               gboolean   *altered);

G_END_DECLS
