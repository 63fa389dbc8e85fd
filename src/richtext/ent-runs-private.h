/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-run.h"

G_BEGIN_DECLS

/* White space as HTML means it; no-break spaces are letters here. */
#define ENT_HTML_SPACES " \t\n\r\f"

static inline gboolean
ent_is_html_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

GPtrArray *ent_runs_normalize (GPtrArray  *runs);
char      *ent_text_collapse  (const char *text);

G_END_DECLS
