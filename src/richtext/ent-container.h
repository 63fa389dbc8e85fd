/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_CONTAINER_BULLET_LIST,
  ENT_CONTAINER_ORDERED_LIST,
  ENT_CONTAINER_ITEM,          /* its parent is a list */
  ENT_CONTAINER_QUOTE,
  ENT_CONTAINER_PANE,          /* an information pane */
} EntContainerKind;

/* What a block stands in: a quote, a list, an item of it… A chain from the inside to the
 * outside. Immutable, reference-counted. A container is itself by its pointer, not by its
 * content: two blocks with the same item stand in the same item; two items made apart are two
 * items, even with equal fields. */
typedef struct _EntContainer EntContainer;

#define ENT_TYPE_CONTAINER (ent_container_get_type ())
GType             ent_container_get_type       (void);

EntContainer     *ent_container_new            (EntContainer     *parent,
                                                EntContainerKind  kind);
EntContainer     *ent_container_new_ordered    (EntContainer     *parent,
                                                int               start,
                                                const char       *list_type);
EntContainer     *ent_container_new_pane       (EntContainer     *parent,
                                                const char       *pane_type);
EntContainer     *ent_container_new_item_at    (EntContainer     *previous,
                                                EntContainerKind  list_kind,
                                                guint             level);
EntContainer     *ent_container_ref            (EntContainer     *self);
void              ent_container_unref          (EntContainer     *self);

EntContainerKind  ent_container_get_kind       (EntContainer     *self);
EntContainer     *ent_container_get_parent     (EntContainer     *self);
guint             ent_container_get_depth      (EntContainer     *self);
EntContainer     *ent_container_get_ancestor   (EntContainer     *self,
                                                guint             depth);
int               ent_container_get_start      (EntContainer     *self);
const char       *ent_container_get_list_type  (EntContainer     *self);
const char       *ent_container_get_pane_type  (EntContainer     *self);

guint             ent_container_get_list_level (EntContainer     *self);
EntContainer     *ent_container_get_list       (EntContainer     *self);
EntContainer     *ent_container_get_item       (EntContainer     *self);
guint             ent_container_get_quote_depth (EntContainer    *self);
guint             ent_container_get_common     (EntContainer     *a,
                                                EntContainer     *b);
gboolean          ent_container_same_shape     (EntContainer     *a,
                                                EntContainer     *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntContainer, ent_container_unref)

G_END_DECLS
