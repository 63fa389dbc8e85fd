/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-document.h"

G_BEGIN_DECLS

EntDocument *ent_paste_read_html (const char *html,
                                  gssize      length);
EntDocument *ent_paste_read_text (const char *text);

G_END_DECLS
