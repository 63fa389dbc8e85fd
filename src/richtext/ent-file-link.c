/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-file-link.h"

#include <string.h>

struct _EntFileLink
{
  char *href;          /* (owned) (not nullable) */
  char *name;          /* (owned) (not nullable): as written, old ones are framed by line ends */
  char *document_id;   /* (owned) (nullable): as the ENT derives it, a query included */
  char *content_type;  /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (EntFileLink, ent_file_link, ent_file_link_ref, ent_file_link_unref)

static void
clear (gpointer data)
{
  EntFileLink *self = data;

  g_free (self->href);
  g_free (self->name);
  g_free (self->document_id);
  g_free (self->content_type);
}

/* The last piece of the address, as the ENT's cleaner derives it. Source: tiptap-extensions
 * 2.5.12, attachment-transformer. */
static char *
derive_id (const char *href)
{
  const char *slash = strrchr (href, '/');
  const char *last = slash != NULL ? slash + 1 : href;

  return last[0] != '\0' ? g_strdup (last) : NULL;
}

/**
 * ent_file_link_new:
 * @href: the document's path on the ENT
 * @name: (nullable): the file's name
 * @document_id: (nullable): the document's id, found in @href if %NULL or empty
 * @content_type: (nullable): its media type
 *
 * Returns: (transfer full): an attached file
 */
EntFileLink *
ent_file_link_new (const char *href,
                   const char *name,
                   const char *document_id,
                   const char *content_type)
{
  EntFileLink *self;

  g_return_val_if_fail (href != NULL, NULL);

  self = g_atomic_rc_box_new0 (EntFileLink);
  self->href = g_strdup (href);
  self->name = g_strdup (name != NULL ? name : "");
  self->document_id = document_id != NULL && document_id[0] != '\0' ? g_strdup (document_id)
                                                                    : derive_id (href);
  self->content_type = g_strdup (content_type);

  return self;
}

EntFileLink *
ent_file_link_ref (EntFileLink *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_file_link_unref (EntFileLink *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
ent_file_link_get_href (const EntFileLink *self)
{
  return self->href;
}

const char *
ent_file_link_get_name (const EntFileLink *self)
{
  return self->name;
}

/**
 * ent_file_link_dup_shown_name:
 * @self: an attached file
 *
 * Returns: (transfer full): its name without the white space old texts put around it
 */
char *
ent_file_link_dup_shown_name (const EntFileLink *self)
{
  return g_strstrip (g_strdup (self->name));
}

const char *
ent_file_link_get_document_id (const EntFileLink *self)
{
  return self->document_id;
}

const char *
ent_file_link_get_content_type (const EntFileLink *self)
{
  return self->content_type;
}

/**
 * ent_file_link_equal:
 * @a: an attached file
 * @b: another
 *
 * Returns: %TRUE if both are the same document under the same name
 */
gboolean
ent_file_link_equal (const EntFileLink *a,
                     const EntFileLink *b)
{
  return a == b ||
         (g_strcmp0 (a->href, b->href) == 0 &&
          g_strcmp0 (a->name, b->name) == 0 &&
          g_strcmp0 (a->document_id, b->document_id) == 0 &&
          g_strcmp0 (a->content_type, b->content_type) == 0);
}
