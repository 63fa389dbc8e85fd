/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A picture in a line of text. Immutable, reference-counted. */
typedef struct _EntImage EntImage;

/* Beside plain numbers of pixels. */
#define ENT_IMAGE_SIZE_NONE (-1)         /* not said */
#define ENT_IMAGE_SIZE_NOT_A_NUMBER (-2) /* said, but "NaN", "auto", "": the ENT keeps such sizes */

#define ENT_TYPE_IMAGE (ent_image_get_type ())
GType       ent_image_get_type   (void);

EntImage   *ent_image_new        (const char     *src,
                                  const char     *alt,
                                  const char     *title,
                                  int             width,
                                  int             height);
EntImage   *ent_image_ref        (EntImage       *self);
void        ent_image_unref      (EntImage       *self);
const char *ent_image_get_src    (const EntImage *self);
const char *ent_image_get_alt    (const EntImage *self);
const char *ent_image_get_title  (const EntImage *self);
int         ent_image_get_width  (const EntImage *self);
int         ent_image_get_height (const EntImage *self);
const char *ent_image_get_style  (const EntImage *self);
gboolean    ent_image_is_smiley  (const EntImage *self);
gboolean    ent_image_is_data    (const EntImage *self);
gboolean    ent_image_equal      (const EntImage *a,
                                  const EntImage *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntImage, ent_image_unref)

G_END_DECLS
