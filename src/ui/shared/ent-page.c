/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-page.h"

G_DEFINE_INTERFACE (EntPage, ent_page, GTK_TYPE_WIDGET)

static void
ent_page_default_init (EntPageInterface *iface)
{
}

/**
 * ent_page_open:
 * @self: a page
 * @kind: what is to be shown
 * @id: (nullable): its id on the ENT
 * @draft_uuid: (nullable): the draft, when it is not on the ENT
 *
 * Shows one thing of the page.
 */
void
ent_page_open (EntPage    *self,
               EntKind     kind,
               const char *id,
               const char *draft_uuid)
{
  g_return_if_fail (ENT_IS_PAGE (self));

  if (ENT_PAGE_GET_IFACE (self)->open != NULL)
    ENT_PAGE_GET_IFACE (self)->open (self, kind, id, draft_uuid);
}

/**
 * ent_page_create:
 * @self: a page
 * @detail: (nullable): the day of an entry, "2026-11-24"
 *
 * Begins the page's new thing, ready to type.
 */
void
ent_page_create (EntPage    *self,
                 const char *detail)
{
  g_return_if_fail (ENT_IS_PAGE (self));

  if (ENT_PAGE_GET_IFACE (self)->create != NULL)
    ENT_PAGE_GET_IFACE (self)->create (self, detail);
}

/**
 * ent_page_find:
 * @self: a page
 *
 * Puts the cursor in the search of the page's list.
 */
void
ent_page_find (EntPage *self)
{
  g_return_if_fail (ENT_IS_PAGE (self));

  if (ENT_PAGE_GET_IFACE (self)->find != NULL)
    ENT_PAGE_GET_IFACE (self)->find (self);
}

/**
 * ent_page_leave:
 * @self: a page
 *
 * The page is left or the window closes: what is being typed is saved.
 */
void
ent_page_leave (EntPage *self)
{
  g_return_if_fail (ENT_IS_PAGE (self));

  if (ENT_PAGE_GET_IFACE (self)->leave != NULL)
    ENT_PAGE_GET_IFACE (self)->leave (self);
}
