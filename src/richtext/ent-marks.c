/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-marks.h"

#include <string.h>

struct _EntMarks
{
  EntMarkFlags  flags;
  char         *styles[ENT_N_STYLES];  /* (owned) (nullable): css values as typed */
  EntLink      *link;                  /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (EntMarks, ent_marks, ent_marks_ref, ent_marks_unref)

static void
clear (gpointer data)
{
  EntMarks *self = data;

  for (guint i = 0; i < ENT_N_STYLES; i++)
    g_free (self->styles[i]);
  g_clear_pointer (&self->link, ent_link_unref);
}

static EntMarks *
copy (const EntMarks *self)
{
  EntMarks *other = g_atomic_rc_box_new0 (EntMarks);

  if (self == NULL)
    return other;

  other->flags = self->flags;
  for (guint i = 0; i < ENT_N_STYLES; i++)
    other->styles[i] = g_strdup (self->styles[i]);
  other->link = self->link != NULL ? ent_link_ref (self->link) : NULL;

  return other;
}

static gboolean
is_none (const EntMarks *self)
{
  for (guint i = 0; i < ENT_N_STYLES; i++)
    if (self->styles[i] != NULL)
      return FALSE;

  return self->flags == ENT_MARK_NONE && self->link == NULL;
}

/* "No mark" has one form, NULL, so that runs compare without care. */
static EntMarks *
settle (EntMarks *self)
{
  if (!is_none (self))
    return self;

  ent_marks_unref (self);
  return NULL;
}

/**
 * ent_marks_new:
 * @flags: the marks
 *
 * Returns: (transfer full) (nullable): marks, or %NULL for none
 */
EntMarks *
ent_marks_new (EntMarkFlags flags)
{
  return ent_marks_with_flags (NULL, flags, ENT_MARK_NONE);
}

EntMarks *
ent_marks_ref (EntMarks *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_marks_unref (EntMarks *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

EntMarkFlags
ent_marks_get_flags (const EntMarks *self)
{
  return self != NULL ? self->flags : ENT_MARK_NONE;
}

/**
 * ent_marks_get_style:
 * @self: (nullable): marks
 * @style: which one
 *
 * Returns: (nullable): the css value as it was typed
 */
const char *
ent_marks_get_style (const EntMarks *self,
                     EntStyle        style)
{
  g_return_val_if_fail (style < ENT_N_STYLES, NULL);

  return self != NULL ? self->styles[style] : NULL;
}

/**
 * ent_marks_get_link:
 * @self: (nullable): marks
 *
 * Returns: (transfer none) (nullable): the link
 */
EntLink *
ent_marks_get_link (const EntMarks *self)
{
  return self != NULL ? self->link : NULL;
}

/**
 * ent_marks_equal:
 * @a: (nullable): marks
 * @b: (nullable): others
 *
 * Returns: %TRUE if text would look and lead the same with both
 */
gboolean
ent_marks_equal (const EntMarks *a,
                 const EntMarks *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;

  for (guint i = 0; i < ENT_N_STYLES; i++)
    if (g_strcmp0 (a->styles[i], b->styles[i]) != 0)
      return FALSE;

  return a->flags == b->flags && ent_link_equal (a->link, b->link);
}

/**
 * ent_marks_with_flags:
 * @self: (nullable): marks
 * @added: marks to put
 * @removed: marks to take off, before @added is put
 *
 * Returns: (transfer full) (nullable): the changed marks
 */
EntMarks *
ent_marks_with_flags (EntMarks     *self,
                      EntMarkFlags  added,
                      EntMarkFlags  removed)
{
  EntMarks *other = copy (self);

  other->flags = (other->flags & ~removed) | added;
  return settle (other);
}

/**
 * ent_marks_with_style:
 * @self: (nullable): marks
 * @style: which one
 * @value: (nullable): css value, or %NULL to take it off
 *
 * Returns: (transfer full) (nullable): the changed marks
 */
EntMarks *
ent_marks_with_style (EntMarks   *self,
                      EntStyle    style,
                      const char *value)
{
  EntMarks *other;

  g_return_val_if_fail (style < ENT_N_STYLES, NULL);

  other = copy (self);
  g_free (other->styles[style]);
  /* The ENT's cleaner cuts a style at every semicolon and colon, even a quoted one. */
  other->styles[style] = NULL;
  if (value != NULL)
    other->styles[style] = g_strstrip (g_strndup (value, strcspn (value, ";:")));
  if (other->styles[style] != NULL && other->styles[style][0] == '\0')
    g_clear_pointer (&other->styles[style], g_free);

  return settle (other);
}

/**
 * ent_marks_with_link:
 * @self: (nullable): marks
 * @link: (nullable): a link, or %NULL to take it off
 *
 * Returns: (transfer full) (nullable): the changed marks
 */
EntMarks *
ent_marks_with_link (EntMarks *self,
                     EntLink  *link)
{
  EntMarks *other = copy (self);

  g_clear_pointer (&other->link, ent_link_unref);
  other->link = link != NULL ? ent_link_ref (link) : NULL;

  return settle (other);
}
