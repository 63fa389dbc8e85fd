/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-block.h"

G_BEGIN_DECLS

/* Values both readers meet. */
int       ent_values_parse_size   (const char *value);
int       ent_values_parse_start  (const char *value);
char     *ent_values_print_size   (const char *value);
EntAlign  ent_values_parse_align  (const char *value);
gboolean  ent_values_has_word     (const char *value,
                                   const char *word);
gboolean  ent_values_is_safe_href (const char *href);
gboolean  ent_values_is_kept_href (const char *href);
char     *ent_values_read_attribute (const char *value);
gboolean  ent_values_is_chip      (const char *id,
                                   const char *app_prefix,
                                   const char *href);
char     *ent_values_strip_latex  (const char *equation);
char     *ent_values_clean_widths (const char *widths);

G_END_DECLS
