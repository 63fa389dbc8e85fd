/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-source-private.h"

#include <string.h>

static void
clear_lump (gpointer data)
{
  EntLump *lump = data;

  g_clear_pointer (&lump->outer, ent_container_unref);
}

static void
clear (gpointer data)
{
  EntSource *self = data;

  g_free (self->text);
  g_array_unref (self->lumps);
}

EntSource *
ent_source_new (const char *text)
{
  EntSource *self = g_atomic_rc_box_new0 (EntSource);

  self->text = g_utf8_make_valid (text, -1);
  self->length = strlen (self->text);
  self->lumps = g_array_new (FALSE, TRUE, sizeof (EntLump));
  g_array_set_clear_func (self->lumps, clear_lump);

  return self;
}

EntSource *
ent_source_ref (EntSource *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_source_unref (EntSource *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

EntLump *
ent_source_get_lump (EntSource *self,
                     guint      index)
{
  return &g_array_index (self->lumps, EntLump, index);
}

EntLump *
ent_source_add_lump (EntSource    *self,
                     gsize         start,
                     gsize         end,
                     EntContainer *outer)
{
  EntLump lump = { .start = start, .end = end };

  lump.outer = outer != NULL ? ent_container_ref (outer) : NULL;
  g_array_append_val (self->lumps, lump);

  return ent_source_get_lump (self, self->lumps->len - 1);
}
