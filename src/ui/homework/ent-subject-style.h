/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The style class that gives a subject its colour: the same subject always the same one. Never %NULL. */
const char *ent_subject_style (const char *subject);

G_END_DECLS
