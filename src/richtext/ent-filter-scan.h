/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a match is taken apart without changing a word. */
typedef enum
{
  ENT_FILTER_SPLIT_BEFORE,   /* a no-break space before the byte at @split */
  ENT_FILTER_SPLIT_AFTER,    /* a no-break space right after what stands before @split: "< script" */
} EntFilterSplit;

/* Where the ENT's filter would strike. */
typedef struct
{
  gsize          split;    /* byte of the scanned text where one no-break space unmakes the match */
  gsize          letter;   /* byte of an ASCII letter of the match: percent-encoded instead, inside an address */
  EntFilterSplit how;
} EntFilterMatch;

GArray *ent_filter_scan (const char *text);

G_END_DECLS
