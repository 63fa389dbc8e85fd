/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-database.h"
#include "ent-item.h"

G_BEGIN_DECLS

/* What the tests of this folder share: a folder of their own, a way to wait, items of an
 * invented school. */

/* Iterates the main context until @is_done; fails the test after 30 s. */
typedef gboolean (*ServiceTestCondition) (gpointer user_data);
void          service_test_wait       (ServiceTestCondition  is_done,
                                       gpointer              user_data);
/* Lets everything that is due right now happen. */
void          service_test_settle     (void);
/* An async callback that keeps the result: give the address of a GAsyncResult * that is NULL. */
void          service_test_result_cb  (GObject              *object,
                                       GAsyncResult         *result,
                                       gpointer              user_data);
GAsyncResult *service_test_wait_result (GAsyncResult        **result);

char         *service_test_make_dir   (void);
void          service_test_remove_dir (const char           *dir);

EntDatabase  *service_test_open_db    (const char           *folder);
void          service_test_close_db   (EntDatabase          *db);
/* Runs @job to its end; it must work. */
void          service_test_run_job    (EntDatabase          *db,
                                       EntDatabaseJob        job,
                                       gpointer              data);
/* (transfer full): a post of the blog "blog-1", sorted by @sort_at. */
EntItem      *service_test_new_post   (const char           *id,
                                       const char           *title,
                                       gint64                sort_at);
/* In one job. (element-type EntItem) */
void          service_test_put_items  (EntDatabase          *db,
                                       GPtrArray            *items);
void          service_test_put_item   (EntDatabase          *db,
                                       EntItem              *item);
void          service_test_remove_item (EntDatabase         *db,
                                        EntKind              kind,
                                        const char          *id);

G_END_DECLS
