/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An attribute written without a value (`controls`) is not the same as one with an empty value: the ENT's cleaner
 * prints back what it read. No attribute of a text can hold this control character. */
#define ENT_ATTRIBUTE_BARE "\001"

#define ENT_LINK_DEFAULT_REL "noopener noreferrer nofollow"

/* What a screen may see of an attribute's value. */
static inline const char *
ent_attribute_shown (const char *value)
{
  return value != NULL && value[0] == '\001' ? "" : value;
}

G_END_DECLS
