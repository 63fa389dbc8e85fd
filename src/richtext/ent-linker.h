/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A link to a thing of the ENT (a blog, a poll…), shown as a chip: one piece. Immutable,
 * reference-counted. */
typedef struct _EntLinker EntLinker;

#define ENT_TYPE_LINKER (ent_linker_get_type ())
GType       ent_linker_get_type       (void);

EntLinker  *ent_linker_new            (const char      *text,
                                       const char      *href,
                                       const char      *target,
                                       const char      *css_class,
                                       const char      *title,
                                       const char      *id,
                                       const char      *app_prefix);
EntLinker  *ent_linker_ref            (EntLinker       *self);
void        ent_linker_unref          (EntLinker       *self);
const char *ent_linker_get_text       (const EntLinker *self);
const char *ent_linker_get_href       (const EntLinker *self);
const char *ent_linker_get_target     (const EntLinker *self);
const char *ent_linker_get_class      (const EntLinker *self);
const char *ent_linker_get_title      (const EntLinker *self);
const char *ent_linker_get_id         (const EntLinker *self);
const char *ent_linker_get_app_prefix (const EntLinker *self);
gboolean    ent_linker_equal          (const EntLinker *a,
                                       const EntLinker *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLinker, ent_linker_unref)

G_END_DECLS
