/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-reprise.h"

#include "ent-civil-day.h"
#include "ent-entry.h"

/* The summer is the longest time without school, some nine weeks. */
#define MAX_WEEKS_BACK 12

/**
 * ent_reprise_line_new:
 * @entry: what is taken over
 *
 * Returns: (transfer full): a line without a day
 */
EntRepriseLine *
ent_reprise_line_new (EntItem *entry)
{
  EntRepriseLine *self = g_new0 (EntRepriseLine, 1);

  self->entry = g_object_ref (entry);
  return self;
}

/**
 * ent_reprise_line_free:
 * @self: (transfer full): a line
 */
void
ent_reprise_line_free (EntRepriseLine *self)
{
  g_object_unref (self->entry);
  g_free (self->date);
  g_free (self->off_date);
  g_free (self->off_name);
  g_free (self);
}

static EntDayOff
find_off (EntSchoolCalendar  *calendar,
          EntSchoolZone       zone,
          const char         *date,
          const char        **name)
{
  if (calendar != NULL)
    return ent_school_calendar_find (calendar, zone, date, name);

  *name = NULL;
  return ent_civil_day_get_weekday (date) == G_DATE_SUNDAY ? ENT_DAY_OFF_SUNDAY : ENT_DAY_OFF_NONE;
}

static gboolean
has_school (EntSchoolCalendar *calendar,
            EntSchoolZone      zone,
            const char        *monday)
{
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *date = ent_civil_day_add (monday, i);
      const char *name;

      if (find_off (calendar, zone, date, &name) == ENT_DAY_OFF_NONE)
        return TRUE;
    }

  return FALSE;
}

/**
 * ent_reprise_find_source:
 * @calendar: (nullable): when there is no school
 * @zone: the school's zone
 * @monday: Monday of the week to fill
 *
 * Finds what a teacher means by last week: after holidays, the one before them.
 *
 * Returns: (transfer full): its Monday
 */
char *
ent_reprise_find_source (EntSchoolCalendar *calendar,
                         EntSchoolZone      zone,
                         const char        *monday)
{
  for (int weeks = 1; weeks <= MAX_WEEKS_BACK; weeks++)
    {
      g_autofree char *candidate = ent_civil_day_add (monday, -7 * weeks);

      if (has_school (calendar, zone, candidate))
        return g_steal_pointer (&candidate);
    }

  return ent_civil_day_add (monday, -7);
}

static EntRepriseLine *
plan_line (EntItem           *entry,
           EntSchoolCalendar *calendar,
           EntSchoolZone      zone,
           const char        *monday)
{
  EntRepriseLine *line = ent_reprise_line_new (entry);
  int weekday = ent_civil_day_get_weekday (ent_entry_get_date (ENT_ENTRY (entry))) - G_DATE_MONDAY;
  g_autofree char *wanted = ent_civil_day_add (monday, weekday);
  const char *name;

  line->reason = find_off (calendar, zone, wanted, &name);
  line->off_name = g_strdup (name);
  if (line->reason == ENT_DAY_OFF_NONE)
    {
      line->date = g_steal_pointer (&wanted);
      line->ticked = TRUE;
      return line;
    }

  line->off_date = g_steal_pointer (&wanted);
  for (int i = weekday + 1; i < 5 && line->date == NULL; i++)
    {
      g_autofree char *date = ent_civil_day_add (monday, i);

      if (find_off (calendar, zone, date, &name) == ENT_DAY_OFF_NONE)
        line->date = g_steal_pointer (&date);
    }
  return line;
}

/**
 * ent_reprise_plan:
 * @entries: (element-type EntEntry): the week taken over, in order
 * @calendar: (nullable): when there is no school; %NULL: on Sundays
 * @zone: the school's zone
 * @monday: Monday of the week to fill
 *
 * Lays @entries on another week. A line whose day of the week is off is not ticked, and proposed on the next school day
 * of that week up to Friday, if one is left. Entries without a day are passed over.
 *
 * Returns: (transfer full) (element-type EntRepriseLine): the lines, in the order of @entries
 */
GPtrArray *
ent_reprise_plan (GListModel        *entries,
                  EntSchoolCalendar *calendar,
                  EntSchoolZone      zone,
                  const char        *monday)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_reprise_line_free);

  g_return_val_if_fail (G_IS_LIST_MODEL (entries), lines);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (EntItem) entry = g_list_model_get_item (entries, i);
      GDate day;

      if (ent_civil_day_parse (ent_entry_get_date (ENT_ENTRY (entry)), &day))
        g_ptr_array_add (lines, plan_line (entry, calendar, zone, monday));
    }

  return lines;
}

/* ---- apply ---- */

typedef struct
{
  GPtrArray *drafts;    /* (owned) (element-type EntDraft) */
  guint      n_left;    /* saves not over */
  GError    *error;     /* (owned) (nullable): the first that failed */
} Applying;

static void
applying_free (gpointer data)
{
  Applying *applying = data;

  g_ptr_array_unref (applying->drafts);
  g_clear_error (&applying->error);
  g_free (applying);
}

static char **
list_uuids (Applying *applying)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **uuids;

  for (guint i = 0; i < applying->drafts->len; i++)
    g_strv_builder_add (builder, ent_draft_get_uuid (applying->drafts->pdata[i]));
  uuids = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return uuids;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Applying *applying = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) uuids = NULL;

  if (!ent_draft_save_finish (ENT_DRAFT (object), result, &error) && applying->error == NULL)
    applying->error = g_steal_pointer (&error);
  if (--applying->n_left > 0)
    return;

  uuids = list_uuids (applying);
  if (applying->error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&uuids), (GDestroyNotify) g_strfreev);
      return;
    }
  /* Half a week is worse than none: the teacher would have to look for what is missing. */
  ent_reprise_undo (g_task_get_source_object (task), (const char * const *) uuids);
  g_task_return_error (task, g_steal_pointer (&applying->error));
}

static EntDraft *
copy_entry (EntWorkspace   *workspace,
            const char     *notebook_id,
            EntRepriseLine *line)
{
  g_autoptr (EntDraft) source = ent_workspace_edit_item (workspace, line->entry);
  EntDraft *draft = ent_workspace_new_draft (workspace, ENT_KIND_ENTRY, notebook_id);
  g_autofree char *html = ent_document_to_html (ent_draft_get_document (source));
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);

  ent_draft_set_title (draft, ent_draft_get_title (source));
  ent_draft_set_date (draft, line->date);
  ent_draft_set_document (draft, document);
  return draft;
}

/**
 * ent_reprise_apply_async:
 * @workspace: the account
 * @notebook_id: the notebook to write in
 * @lines: (element-type EntRepriseLine): what ent_reprise_plan() gave, as the teacher left it
 * @callback: called when the disk has them
 * @user_data: for @callback
 *
 * Writes each ticked line that has a day as a draft of its own, with the text as it stands on this computer. It cannot be
 * cancelled; ent_reprise_undo() takes it back.
 */
void
ent_reprise_apply_async (EntWorkspace        *workspace,
                         const char          *notebook_id,
                         GPtrArray           *lines,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Applying *applying;

  g_return_if_fail (ENT_IS_WORKSPACE (workspace));
  g_return_if_fail (notebook_id != NULL);

  task = g_task_new (workspace, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_reprise_apply_async);
  applying = g_new0 (Applying, 1);
  applying->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, applying, applying_free);

  for (guint i = 0; i < lines->len; i++)
    {
      EntRepriseLine *line = lines->pdata[i];

      if (line->ticked && line->date != NULL)
        g_ptr_array_add (applying->drafts, copy_entry (workspace, notebook_id, line));
    }
  applying->n_left = applying->drafts->len;
  for (guint i = 0; i < applying->drafts->len; i++)
    ent_draft_save_async (applying->drafts->pdata[i], saved_cb, g_object_ref (task));
  if (applying->drafts->len == 0)
    g_task_return_pointer (task, g_new0 (char *, 1), (GDestroyNotify) g_strfreev);
}

/**
 * ent_reprise_apply_finish:
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*; nothing was taken over
 *
 * Returns: (transfer full) (nullable): the uuids of the drafts
 */
char **
ent_reprise_apply_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_reprise_apply_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
taken_back_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error))
    g_message ("Homework taken over stays: %s", error != NULL ? error->message : "it is leaving");
}

/**
 * ent_reprise_undo:
 * @workspace: the account
 * @uuids: what ent_reprise_apply_finish() gave
 *
 * Takes back what was taken over. What was typed in it since stays in the history; what has left stays.
 */
void
ent_reprise_undo (EntWorkspace       *workspace,
                  const char * const *uuids)
{
  g_return_if_fail (ENT_IS_WORKSPACE (workspace));

  for (int i = 0; uuids[i] != NULL; i++)
    ent_workspace_discard_draft_async (workspace, uuids[i], taken_back_cb, NULL);
}
