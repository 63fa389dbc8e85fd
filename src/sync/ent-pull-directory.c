/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-pull-private.h"

/* Classes, who is in them, and whom I may write to: once a day, for it is much and seldom moves. */

#define CURSOR_DIRECTORY_AT "directory-at"

static void
page_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  EntFan *fan = user_data;
  GError *error = NULL;

  ent_pull_page_written (g_task_get_source_object (ent_fan_get_task (fan)), result, NULL, &error);
  ent_fan_end (fan, error);
}

static void
write_list (EntFan     *fan,
            EntKind     kind,
            const char *parent_id,
            GPtrArray  *items,
            gboolean    ends)
{
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  g_autoptr (EntMirrorPage) page = ent_mirror_page_new (kind, parent_id);
  g_autofree char *moment = NULL;

  ent_mirror_page_add_items (page, items);
  ent_mirror_page_set_complete (page, 0);
  if (ends)
    {
      moment = g_strdup_printf ("%" G_GINT64_FORMAT,
                                ent_clock_get_now (ent_pull_get_context (self)->clock));
      ent_mirror_page_set_cursor (page, CURSOR_DIRECTORY_AT, moment);
    }

  ent_pull_write_page (self, page, page_written_cb, fan);
}

typedef struct
{
  EntFan *fan;
  char   *class_id;  /* (owned) */
} Members;

static void
members_listed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree Members *members = user_data;
  g_autofree char *class_id = members->class_id;
  GError *error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  people = ent_directory_api_list_members_finish (ENT_DIRECTORY_API (object), result, &error);
  if (people == NULL)
    ent_fan_end (members->fan, error);
  else
    write_list (members->fan, ENT_KIND_PERSON, class_id, people, FALSE);
}

static void
classes_listed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  EntFan *fan = user_data;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  GError *error = NULL;
  g_autoptr (GPtrArray) classes = NULL;

  classes = ent_directory_api_list_classes_finish (ENT_DIRECTORY_API (object), result, &error);
  if (classes == NULL)
    {
      ent_fan_end (fan, error);
      return;
    }

  for (guint i = 0; i < classes->len; i++)
    {
      Members *members = g_new0 (Members, 1);

      ent_fan_begin (fan);
      members->fan = fan;
      members->class_id = g_strdup (ent_item_get_id (classes->pdata[i]));
      ent_directory_api_list_members_async (ENT_DIRECTORY_API (object), members->class_id,
                                            ent_pull_get_cancellable (self), members_listed_cb,
                                              members);
    }

  ent_pull_set_fraction (self, ENT_SYNC_STEP_CLASSES, 0.3);
  write_list (fan, ENT_KIND_CLASS, NULL, classes, FALSE);
}

static void
recipients_listed_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  EntFan *fan = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) recipients = NULL;

  recipients = ent_directory_api_list_recipients_finish (ENT_DIRECTORY_API (object), result,
                                                         &error);
  if (recipients == NULL)
    ent_fan_end (fan, error);
  else
    write_list (fan, ENT_KIND_RECIPIENT, NULL, recipients, TRUE);
}

static gboolean
is_due (EntPull *self)
{
  EntSyncContext *context = ent_pull_get_context (self);
  gint64 now = ent_clock_get_now (context->clock);
  g_autofree char *value = ent_cursor_store_get (context->db, CURSOR_DIRECTORY_AT, NULL);
  gint64 read_at = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;

  return read_at > now || now - read_at >= G_TIME_SPAN_DAY;
}

void
ent_pull_directory_async (EntPull             *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  EntSyncContext *context = ent_pull_get_context (self);
  GCancellable *cancellable = ent_pull_get_cancellable (self);
  EntFan *fan = ent_fan_new (g_task_new (self, NULL, callback, user_data));

  if (is_due (self))
    {
      ent_fan_begin (fan);
      ent_directory_api_list_classes_async (context->directory, cancellable, classes_listed_cb,
                                            fan);
      ent_fan_begin (fan);
      ent_directory_api_list_recipients_async (context->directory, NULL, cancellable,
                                               recipients_listed_cb, fan);
    }

  ent_fan_end (fan, NULL);
}
