/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-words.h"

#include <stdio.h>

#include <glib/gi18n.h>

static int
days_between (GDateTime *day,
              GDateTime *now)
{
  GDate a, b;
  int y, m, d;

  g_date_time_get_ymd (day, &y, &m, &d);
  g_date_clear (&a, 1);
  g_date_set_dmy (&a, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  g_date_time_get_ymd (now, &y, &m, &d);
  g_date_clear (&b, 1);
  g_date_set_dmy (&b, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  return g_date_days_between (&a, &b);
}

static GDateTime *
to_local (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_to_local (utc);
}

/**
 * ent_words_short_date:
 * @time: microseconds UTC, 0 for none
 *
 * Returns: (transfer full): the date as a list shows it: the hour today, "yesterday", the weekday of
 *   this week, the day of this year, the whole date before; "" for none
 */
char *
ent_words_short_date (gint64 time)
{
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  int days;

  if (time <= 0)
    return g_strdup ("");

  date = to_local (time);
  now = g_date_time_new_now_local ();
  days = days_between (date, now);
  if (days == 0)
    /* Translators: a time of today in a list. */
    return g_date_time_format (date, _("%H:%M"));
  if (days == 1)
    return g_strdup (_("yesterday"));
  if (days > 1 && days < 7)
    return g_date_time_format (date, "%A");
  if (g_date_time_get_year (date) == g_date_time_get_year (now))
    /* Translators: a day of this year in a list, day and short month. */
    return g_date_time_format (date, _("%b %-e"));

  /* Translators: a day of another year in a list. */
  return g_date_time_format (date, _("%b %-e, %Y"));
}

static gboolean
is_today (gint64 time)
{
  g_autoptr (GDateTime) date = to_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return days_between (date, now) == 0;
}

/**
 * ent_words_time:
 * @time: microseconds UTC
 *
 * Returns: (transfer full): hour, minutes and seconds today, else the short date and the hour
 */
char *
ent_words_time (gint64 time)
{
  g_autoptr (GDateTime) date = to_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  if (days_between (date, now) == 0)
    return g_date_time_format (date, "%H:%M:%S");

  day = ent_words_short_date (time);
  hour = g_date_time_format (date, "%H:%M");
  return g_strdup_printf ("%s %s", day, hour);
}

/**
 * ent_words_appointment:
 * @time: microseconds UTC, to come
 *
 * Returns: (transfer full): the day in full, and the hour
 */
char *
ent_words_appointment (gint64 time)
{
  g_autoptr (GDateTime) date = to_local (time);

  /* Translators: for g_date_time_format (): a day in full and an hour, e.g. "Monday, November 30 at 8:00". */
  return g_date_time_format (date, _("%A, %B %-e at %-H:%M"));
}

/**
 * ent_words_day:
 * @date: a civil date, "2026-11-24"
 *
 * Returns: (transfer full): weekday, day and month in words; @date itself if it is no date
 */
char *
ent_words_day (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  int y, m, d;

  if (date == NULL || sscanf (date, "%d-%d-%d", &y, &m, &d) != 3)
    return g_strdup (date != NULL ? date : "");

  day = g_date_time_new_local (y, m, d, 12, 0, 0);
  if (day == NULL)
    return g_strdup (date);

  /* Translators: a day in full, e.g. "Tuesday, November 24". */
  return g_date_time_format (day, _("%A, %B %-e"));
}

/**
 * ent_words_local_state:
 * @state: where a text stands
 *
 * Returns: (transfer full): one word or two for a card, "" when the ENT has it
 */
char *
ent_words_local_state (EntLocalState state)
{
  switch (state)
    {
    case ENT_LOCAL_STATE_DRAFT:
      return g_strdup (_("draft"));
    case ENT_LOCAL_STATE_WAITING:
      return g_strdup (_("waiting to be sent"));
    case ENT_LOCAL_STATE_SENDING:
      return g_strdup (_("sending…"));
    case ENT_LOCAL_STATE_BLOCKED:
      return g_strdup (_("refused by the ENT"));
    case ENT_LOCAL_STATE_CHANGED:
      return g_strdup (_("two versions"));
    case ENT_LOCAL_STATE_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * ent_words_state_class:
 * @state: where a text stands
 *
 * Returns: the style class of @state
 */
const char *
ent_words_state_class (EntLocalState state)
{
  static const char * const classes[] = {
    [ENT_LOCAL_STATE_NONE] = "state-none",
    [ENT_LOCAL_STATE_DRAFT] = "state-draft",
    [ENT_LOCAL_STATE_WAITING] = "state-waiting",
    [ENT_LOCAL_STATE_SENDING] = "state-sending",
    [ENT_LOCAL_STATE_BLOCKED] = "state-blocked",
    [ENT_LOCAL_STATE_CHANGED] = "state-changed",
  };

  return classes[state];
}

static const char *
say_leaving (EntLocalState state,
             gboolean      online)
{
  switch (state)
    {
    case ENT_LOCAL_STATE_WAITING:
      return online ? _("about to be sent") : _("will be sent when the network is back");
    case ENT_LOCAL_STATE_SENDING:
      return _("being sent to the ENT");
    case ENT_LOCAL_STATE_BLOCKED:
      return _("refused by the ENT, your text is kept");
    case ENT_LOCAL_STATE_CHANGED:
      return _("two versions: choose in Drafts and Sendings");
    case ENT_LOCAL_STATE_DRAFT:
    case ENT_LOCAL_STATE_NONE:
    default:
      return NULL;
    }
}

/**
 * ent_words_draft_status:
 * @draft: a draft
 * @online: whether the ENT answers
 *
 * Returns: (transfer full): the sentence under an editor: first what happened to the work, then where it goes
 */
char *
ent_words_draft_status (EntDraft *draft,
                        gboolean  online)
{
  const char *leaving = say_leaving (ent_draft_get_local_state (draft), online);
  gint64 saved_at = ent_draft_get_saved_at (draft);
  g_autofree char *time = NULL;
  g_autofree char *saved = NULL;

  if (ent_draft_get_error (draft) != NULL)
    return g_strdup (_("Not saved yet: this computer’s disk refuses. Your text is kept here and will be saved as soon as possible."));
  if (saved_at == 0)
    return g_strdup (ent_draft_is_saved (draft) ? "" : _("Saving…"));

  time = ent_words_time (saved_at);
  if (is_today (saved_at))
    /* Translators: %s is a time such as 14:32:07. */
    saved = g_strdup_printf (_("Saved on this computer at %s"), time);
  else
    /* Translators: %s is a day and a time, e.g. "yesterday 14:32". */
    saved = g_strdup_printf (_("Saved on this computer: %s"), time);
  if (leaving == NULL)
    return g_steal_pointer (&saved);

  /* Translators: a saved text, then where it goes: "Saved on this computer at 14:32:07 · being sent to the ENT". */
  return g_strdup_printf (_("%s · %s"), saved, leaving);
}

/**
 * ent_words_size:
 * @bytes: a size
 *
 * Returns: (transfer full): the size with its unit
 */
char *
ent_words_size (gint64 bytes)
{
  return g_format_size ((guint64) MAX (bytes, 0));
}

/**
 * ent_words_kind:
 * @kind: what a text is
 *
 * Returns: its name in the teacher's terms
 */
const char *
ent_words_kind (EntKind kind)
{
  switch (kind)
    {
    case ENT_KIND_POST:
      return _("post");
    case ENT_KIND_ENTRY:
      return _("homework");
    case ENT_KIND_MESSAGE:
      return _("message");
    case ENT_KIND_COMMENT:
      return _("comment");
    case ENT_KIND_BLOG:
      return _("blog");
    case ENT_KIND_NOTEBOOK:
      return _("notebook");
    case ENT_KIND_CLASS:
      return _("class");
    case ENT_KIND_PERSON:
    case ENT_KIND_RECIPIENT:
      return _("person");
    case ENT_KIND_FOLDER:
      return _("folder");
    case ENT_KIND_DOCUMENT:
      return _("file");
    case ENT_N_KINDS:
    default:
      return "";
    }
}
