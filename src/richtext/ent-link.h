/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a piece of text leads: the attributes of an <a>. Immutable, reference-counted. */
typedef struct _EntLink EntLink;

#define ENT_TYPE_LINK (ent_link_get_type ())
GType       ent_link_get_type   (void);

EntLink    *ent_link_new        (const char    *href,
                                 const char    *title);
EntLink    *ent_link_new_full   (const char    *href,
                                 const char    *target,
                                 const char    *rel,
                                 const char    *css_class,
                                 const char    *title);
EntLink    *ent_link_ref        (EntLink       *self);
void        ent_link_unref      (EntLink       *self);
const char *ent_link_get_href   (const EntLink *self);
const char *ent_link_get_target (const EntLink *self);
const char *ent_link_get_rel    (const EntLink *self);
const char *ent_link_get_class  (const EntLink *self);
const char *ent_link_get_title  (const EntLink *self);
gboolean    ent_link_equal      (const EntLink *a,
                                 const EntLink *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLink, ent_link_unref)

G_END_DECLS
