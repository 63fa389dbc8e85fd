/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-link.h"

#include "ent-values-private.h"

#define DEFAULT_REL "noopener noreferrer nofollow"

struct _EntLink
{
  char *href;       /* (owned) (nullable): NULL only for a "false" */
  char *target;     /* (owned) (nullable): "_blank" or NULL, the only values the ENT keeps */
  char *rel;        /* (owned) (nullable) */
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

/* "ecole.example/page2" → "https://ecole.example/page2" */
static char *
complete_href (const char *href)
{
  g_autofree char *typed = g_strstrip (g_strdup (href));
  g_autofree char *scheme = g_uri_parse_scheme (typed);

  if (scheme != NULL || !g_ascii_isalpha (typed[0]))
    return g_steal_pointer (&typed);

  return g_strconcat ("https://", typed, NULL);
}

/**
 * ent_link_new:
 * @href: the address, as typed
 * @title: (nullable): what a pointer resting on the link shows
 *
 * A link a teacher makes: it opens in a new tab, as the ENT's own editor does it. An address
 * without “https://” gets it: the ENT would empty most of them.
 *
 * Returns: (transfer full): a link
 */
EntLink *
ent_link_new (const char *href,
              const char *title)
{
  g_autofree char *complete = complete_href (href);

  return ent_link_new_full (complete, "_blank", NULL, NULL, title);
}

/**
 * ent_link_new_full:
 * @href: (nullable): the address
 * @target: (nullable): only "_blank" is kept, as the ENT does
 * @rel: (nullable): NULL takes the ENT's usual value
 * @css_class: (nullable): the class
 * @title: (nullable): the title
 *
 * A link as it was read, with the values the ENT's cleaner would give back: an address it does not
 * allow is empty.
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

  self->href = href != NULL && ent_values_is_kept_href (href) ? ent_values_read_attribute (href)
                                                              : g_strdup ("");
  self->target = g_strcmp0 (target, "_blank") == 0 ? g_strdup (target) : NULL;
  self->rel = ent_values_read_attribute (rel != NULL ? rel : DEFAULT_REL);
  self->css_class = ent_values_read_attribute (css_class);
  self->title = ent_values_read_attribute (title);

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
