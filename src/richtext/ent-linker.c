/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-linker.h"

#include "ent-values-private.h"

struct _EntLinker
{
  char *text;        /* (owned) (not nullable): what the chip says */
  char *href;        /* (owned) (nullable) */
  char *target;      /* (owned) (nullable) */
  char *css_class;   /* (owned) (nullable) */
  char *title;       /* (owned) (nullable) */
  char *id;          /* (owned) (nullable): the linked thing's server id */
  char *app_prefix;  /* (owned) (nullable): "blog", "poll"… */
};

G_DEFINE_BOXED_TYPE (EntLinker, ent_linker, ent_linker_ref, ent_linker_unref)

static void
clear (gpointer data)
{
  EntLinker *self = data;

  g_free (self->text);
  g_free (self->href);
  g_free (self->target);
  g_free (self->css_class);
  g_free (self->title);
  g_free (self->id);
  g_free (self->app_prefix);
}

/**
 * ent_linker_new:
 * @text: (nullable): what the chip says
 * @href: (nullable): path on the ENT
 * @target: (nullable): only "_blank" is kept
 * @css_class: (nullable): the class
 * @title: (nullable): the title
 * @id: (nullable): the thing's server id
 * @app_prefix: (nullable): the application it belongs to
 *
 * Returns: (transfer full): a link to a thing of the ENT
 */
EntLinker *
ent_linker_new (const char *text,
                const char *href,
                const char *target,
                const char *css_class,
                const char *title,
                const char *id,
                const char *app_prefix)
{
  EntLinker *self = g_atomic_rc_box_new0 (EntLinker);

  self->text = g_strdup (text != NULL ? text : "");
  self->href = ent_values_read_attribute (href);
  self->target = g_strcmp0 (target, "_blank") == 0 ? g_strdup (target) : NULL;
  self->css_class = ent_values_read_attribute (css_class);
  self->title = ent_values_read_attribute (title);
  self->id = ent_values_read_attribute (id);
  self->app_prefix = ent_values_read_attribute (app_prefix);

  return self;
}

EntLinker *
ent_linker_ref (EntLinker *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_linker_unref (EntLinker *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
ent_linker_get_text (const EntLinker *self)
{
  return self->text;
}

const char *
ent_linker_get_href (const EntLinker *self)
{
  return self->href;
}

const char *
ent_linker_get_target (const EntLinker *self)
{
  return self->target;
}

const char *
ent_linker_get_class (const EntLinker *self)
{
  return self->css_class;
}

const char *
ent_linker_get_title (const EntLinker *self)
{
  return self->title;
}

const char *
ent_linker_get_id (const EntLinker *self)
{
  return self->id;
}

const char *
ent_linker_get_app_prefix (const EntLinker *self)
{
  return self->app_prefix;
}

/**
 * ent_linker_equal:
 * @a: a linker
 * @b: another
 *
 * Returns: %TRUE if both say and lead to the same
 */
gboolean
ent_linker_equal (const EntLinker *a,
                  const EntLinker *b)
{
  return a == b ||
         (g_strcmp0 (a->text, b->text) == 0 &&
          g_strcmp0 (a->href, b->href) == 0 &&
          g_strcmp0 (a->target, b->target) == 0 &&
          g_strcmp0 (a->css_class, b->css_class) == 0 &&
          g_strcmp0 (a->title, b->title) == 0 &&
          g_strcmp0 (a->id, b->id) == 0 &&
          g_strcmp0 (a->app_prefix, b->app_prefix) == 0);
}
