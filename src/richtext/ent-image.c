/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-image.h"

#include <string.h>

struct _EntImage
{
  char *src;    /* (owned) (not nullable): relative to the ENT where it is one of its documents */
  char *alt;    /* (owned) (nullable) */
  char *title;  /* (owned) (nullable): the legend */
  int   width;  /* pixels, or ENT_IMAGE_SIZE_… */
  int   height; /* pixels, or ENT_IMAGE_SIZE_… */
};

G_DEFINE_BOXED_TYPE (EntImage, ent_image, ent_image_ref, ent_image_unref)

static void
clear (gpointer data)
{
  EntImage *self = data;

  g_free (self->src);
  g_free (self->alt);
  g_free (self->title);
}

/**
 * ent_image_new:
 * @src: (nullable): the address
 * @alt: (nullable): what it shows, in words
 * @title: (nullable): the legend under it
 * @width: pixels, or %ENT_IMAGE_SIZE_NONE
 * @height: pixels, or %ENT_IMAGE_SIZE_NONE
 *
 * A smiley is shown in the size of the text, whatever is said; one that says no size has one that
 * is no number, as the ENT writes it.
 *
 * Returns: (transfer full): an image
 */
EntImage *
ent_image_new (const char *src,
               const char *alt,
               const char *title,
               int         width,
               int         height)
{
  EntImage *self = g_atomic_rc_box_new0 (EntImage);

  self->src = g_strdup (src != NULL ? src : "");
  self->alt = g_strdup (alt);
  self->title = g_strdup (title);
  self->width = width;
  self->height = height;
  if (ent_image_is_smiley (self))
    {
      self->width = width != ENT_IMAGE_SIZE_NONE ? width : ENT_IMAGE_SIZE_NOT_A_NUMBER;
      self->height = height != ENT_IMAGE_SIZE_NONE ? height : ENT_IMAGE_SIZE_NOT_A_NUMBER;
    }

  return self;
}

EntImage *
ent_image_ref (EntImage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_image_unref (EntImage *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
ent_image_get_src (const EntImage *self)
{
  return self->src;
}

const char *
ent_image_get_alt (const EntImage *self)
{
  return self->alt;
}

const char *
ent_image_get_title (const EntImage *self)
{
  return self->title;
}

int
ent_image_get_width (const EntImage *self)
{
  return self->width;
}

int
ent_image_get_height (const EntImage *self)
{
  return self->height;
}

/**
 * ent_image_get_style:
 * @self: an image
 *
 * Returns: (nullable): the css of a smiley; other images have none
 */
const char *
ent_image_get_style (const EntImage *self)
{
  return ent_image_is_smiley (self) ? "width:1.5em;height:1.5em;font-size:16px" : NULL;
}

/**
 * ent_image_is_smiley:
 * @self: an image
 *
 * Old texts hold pictures of faces; the ENT sizes them with the text.
 * Source: tiptap-extensions 2.5.12, image: any address with one of these names in it.
 *
 * Returns: %TRUE if this is one
 */
gboolean
ent_image_is_smiley (const EntImage *self)
{
  static const char * const names[] = {
    "happy.png", "proud.png", "dreamy.png", "love.png", "tired.png",
    "angry.png", "worried.png", "sick.png", "joker.png", "sad.png",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (self->src, names[i]) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * ent_image_is_data:
 * @self: an image
 *
 * Returns: %TRUE if the picture's bytes are in its address; the ENT refuses such pictures
 */
gboolean
ent_image_is_data (const EntImage *self)
{
  return g_ascii_strncasecmp (self->src, "data:", 5) == 0;
}

/**
 * ent_image_equal:
 * @a: an image
 * @b: another
 *
 * Returns: %TRUE if both show the same in the same size
 */
gboolean
ent_image_equal (const EntImage *a,
                 const EntImage *b)
{
  return a == b ||
         (a->width == b->width &&
          a->height == b->height &&
          g_strcmp0 (a->src, b->src) == 0 &&
          g_strcmp0 (a->alt, b->alt) == 0 &&
          g_strcmp0 (a->title, b->title) == 0);
}
