/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-link.h"

#include "ent-attribute-private.h"

struct _EntLink
{
  char *href;       /* (owned) (nullable) */
  char *target;     /* (owned) (nullable): "_blank" or NULL, the only values the ENT keeps */
  char *rel;        /* (owned) (not nullable) */
  char *css_class;  /* (owned) (nullable) */
  char *title;      /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (EntLink, ent_link, ent_link_ref, ent_link_unref)

static void
clear (gpointer data)
{
  EntLink *self = data;

  g_free (self->href);
  g_free (self->target);
  g_free (self->rel);
  g_free (self->css_class);
  g_free (self->title);
}

/**
 * ent_link_new:
 * @href: the address
 * @title: (nullable): what a pointer resting on the link shows
 *
 * A link a teacher makes: it opens in a new tab, as the ENT's own editor does it.
 *
 * Returns: (transfer full): a link
 */
EntLink *
ent_link_new (const char *href,
              const char *title)
{
  return ent_link_new_full (href, "_blank", NULL, NULL, title);
}

/**
 * ent_link_new_full:
 * @href: (nullable): the address
 * @target: (nullable): only "_blank" is kept, as the ENT does
 * @rel: (nullable): NULL takes the ENT's usual value
 * @css_class: (nullable): the class
 * @title: (nullable): the title
 *
 * A link as it was read.
 *
 * Returns: (transfer full): a link
 */
EntLink *
ent_link_new_full (const char *href,
                   const char *target,
                   const char *rel,
                   const char *css_class,
                   const char *title)
{
  EntLink *self = g_atomic_rc_box_new0 (EntLink);

  self->href = g_strdup (href);
  self->target = g_strcmp0 (target, "_blank") == 0 ? g_strdup (target) : NULL;
  self->rel = g_strdup (rel != NULL ? rel : ENT_LINK_DEFAULT_REL);
  self->css_class = g_strdup (css_class);
  self->title = g_strdup (title);

  return self;
}

EntLink *
ent_link_ref (EntLink *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_link_unref (EntLink *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
ent_link_get_href (const EntLink *self)
{
  return self->href;
}

const char *
ent_link_get_target (const EntLink *self)
{
  return self->target;
}

const char *
ent_link_get_rel (const EntLink *self)
{
  return self->rel;
}

const char *
ent_link_get_class (const EntLink *self)
{
  return self->css_class;
}

const char *
ent_link_get_title (const EntLink *self)
{
  return self->title;
}

/**
 * ent_link_equal:
 * @a: (nullable): a link
 * @b: (nullable): another
 *
 * Returns: %TRUE if both lead to the same place with the same attributes, or both are %NULL
 */
gboolean
ent_link_equal (const EntLink *a,
                const EntLink *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;

  return g_strcmp0 (a->href, b->href) == 0 &&
         g_strcmp0 (a->target, b->target) == 0 &&
         g_strcmp0 (a->rel, b->rel) == 0 &&
         g_strcmp0 (a->css_class, b->css_class) == 0 &&
         g_strcmp0 (a->title, b->title) == 0;
}
