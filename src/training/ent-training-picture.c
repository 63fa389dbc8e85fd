/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

/* Pictures without people: faces of coloured squares, landscapes of hills, and what the ENT does to
 * pictures that come. */

static void
fill (GdkPixbuf *pixbuf,
      int        x,
      int        y,
      int        width,
      int        height,
      guint32    colour)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);

  gdk_pixbuf_fill (part, (colour << 8) | 0xff);
}

static GBytes *
save (GdkPixbuf  *pixbuf,
      const char *format,
      double      quality)
{
  g_autofree char *percent = g_strdup_printf ("%d", (int) (quality * 100));
  gboolean jpeg = strcmp (format, "jpeg") == 0;
  char *data = NULL;
  gsize size = 0;
  gboolean saved;

  saved = jpeg ? gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", percent,
                                            NULL)
               : gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL);

  return saved ? g_bytes_new_take (data, size) : NULL;
}

static guint
next (guint *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/**
 * ent_training_picture_face:
 * @seed: what makes two faces differ
 * @edge: pixels
 *
 * Returns: (transfer full): a PNG of five by five coloured squares, the same on both sides
 */
GBytes *
ent_training_picture_face (guint seed,
                           int   edge)
{
  static const guint32 inks[] = { 0x1f6f8b, 0xb1453c, 0x3d7a45, 0x8a5aa8, 0xb77a16, 0x36558f,
                                  0x9a3b6a, 0x50711e };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, edge, edge);
  guint state = seed;
  guint32 ink = inks[next (&state) % G_N_ELEMENTS (inks)];
  int cell = edge / 6;
  int margin = (edge - 5 * cell) / 2;

  gdk_pixbuf_fill (pixbuf, 0xf3efe6ff);
  for (int row = 0; row < 5; row++)
    for (int column = 0; column < 3; column++)
      {
        if (next (&state) % 2 == 0)
          continue;
        fill (pixbuf, margin + column * cell, margin + row * cell, cell, cell, ink);
        fill (pixbuf, margin + (4 - column) * cell, margin + row * cell, cell, cell, ink);
      }

  return save (pixbuf, "png", 1);
}

/**
 * ent_training_picture_scene:
 * @seed: what makes two landscapes differ
 *
 * Returns: (transfer full): a JPEG of a sky, a sun and hills
 */
GBytes *
ent_training_picture_scene (guint seed,
                            int   width,
                            int   height)
{
  static const guint32 skies[] = { 0xbfdcec, 0xf4d9b0, 0xd3d0ea, 0xcfe8dc };
  static const guint32 hills[] = { 0x6f9a6a, 0x4f7d5c, 0x35604a };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint state = seed;
  int sun = height / 6;
  int sun_x = (int) (next (&state) % (guint) (width - sun));

  gdk_pixbuf_fill (pixbuf, (skies[next (&state) % G_N_ELEMENTS (skies)] << 8) | 0xff);
  for (int y = 0; y < sun; y++)
    {
      double rise = 2.0 * y / sun - 1;
      int half = (int) (sqrt (1 - rise * rise) * sun / 2);

      if (half > 0)
        fill (pixbuf, sun_x + sun / 2 - half, height / 8 + y, 2 * half, 1, 0xf6c350);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hills); i++)
    {
      int middle = (int) (next (&state) % (guint) width);
      int peak = height / 4 + (int) i * height / 8;

      for (int x = 0; x < width; x += 2)
        {
          int slope = ABS (x - middle) * height / (3 * width);
          int top = height - peak / 2 + slope - (2 - (int) i) * height / 6;

          top = CLAMP (top, height / 3, height - 1);
          fill (pixbuf, x, top, MIN (2, width - x), height - top, hills[i]);
        }
    }

  return save (pixbuf, "jpeg", 0.85);
}

/* The loader is chosen by the type said, not guessed: guessing wants the system's list of types,
 * which a test hides. */
static GdkPixbuf *
load (GBytes     *bytes,
      const char *content_type)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  gboolean complete;

  if (strcmp (content_type, "image/jpeg") != 0 && strcmp (content_type, "image/png") != 0 &&
      strcmp (content_type, "image/gif") != 0 && strcmp (content_type, "image/tiff") != 0)
    return NULL;

  loader = gdk_pixbuf_loader_new_with_mime_type (content_type, NULL);
  if (loader == NULL)
    return NULL;

  complete = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  complete = gdk_pixbuf_loader_close (loader, NULL) && complete;
  if (!complete || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    return NULL;

  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}

/**
 * ent_training_picture_scale:
 * @width: pixels, 0 keeps the ratio
 * @height: pixels, 0 keeps the ratio
 *
 * With both given the picture is scaled and cut around its centre; nothing is enlarged.
 *
 * Returns: (transfer full) (nullable): a JPEG or PNG, %NULL when the bytes are no picture of the
 * four kinds
 */
GBytes *
ent_training_picture_scale (GBytes     *bytes,
                            const char *content_type,
                            int         width,
                            int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = load (bytes, content_type);
  g_autoptr (GdkPixbuf) scaled = NULL;
  g_autoptr (GdkPixbuf) cut = NULL;
  double ratio;
  int full_width;
  int full_height;

  if (pixbuf == NULL)
    return NULL;

  full_width = gdk_pixbuf_get_width (pixbuf);
  full_height = gdk_pixbuf_get_height (pixbuf);
  ratio = MAX (width / (double) full_width, height / (double) full_height);
  ratio = MIN (ratio, 1);
  scaled = gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) (full_width * ratio + 0.5)),
                                    MAX (1, (int) (full_height * ratio + 0.5)),
                                    GDK_INTERP_BILINEAR);
  full_width = gdk_pixbuf_get_width (scaled);
  full_height = gdk_pixbuf_get_height (scaled);
  width = width == 0 ? full_width : MIN (width, full_width);
  height = height == 0 ? full_height : MIN (height, full_height);
  cut = gdk_pixbuf_new_subpixbuf (scaled, (full_width - width) / 2, (full_height - height) / 2,
                                  width, height);

  return save (cut, strcmp (content_type, "image/jpeg") == 0 ? "jpeg" : "png", 0.8);
}

/**
 * ent_training_picture_reencode:
 * @quality: above 0, up to 1
 *
 * Turns the picture as its EXIF says and writes it anew without its metadata, as the ENT does to
 * what is sent.
 *
 * Returns: (transfer full) (nullable): the new bytes, %NULL for what is kept as it came
 */
GBytes *
ent_training_picture_reencode (GBytes     *bytes,
                               const char *content_type,
                               double      quality)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (strcmp (content_type, "image/jpeg") != 0 && strcmp (content_type, "image/png") != 0)
    return NULL;

  pixbuf = load (bytes, content_type);
  return pixbuf != NULL ? save (pixbuf, strcmp (content_type, "image/jpeg") == 0 ? "jpeg" : "png",
                                quality) : NULL;
}
