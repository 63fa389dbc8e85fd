/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-homework-page.h"

#include <glib/gi18n.h>

#include "encrier-config.h"
#include "ent-day-column.h"
#include "ent-days-off.h"
#include "ent-entry-mover.h"
#include "ent-entry-remover.h"
#include "ent-entry-view.h"
#include "ent-notebook.h"
#include "ent-page.h"
#include "ent-sidebar-button.h"
#include "ent-unparent.h"
#include "ent-week-chooser.h"

/* Monday to Saturday, the last one when the teacher wants it. */
#define N_DAYS 6

struct _EntHomeworkPage
{
  GtkWidget      parent_instance;

  GtkStack      *stack;
  GtkStack      *content;
  EntWeekChooser *chooser;
  GtkDropDown   *notebooks;
  GtkBox        *days;
  GtkLabel      *status;
  EntEntryView  *entry_view;
  EntDayColumn  *columns[N_DAYS];   /* (unowned): in days */

  EntWorkspace  *workspace;         /* (owned) */
  GSettings     *settings;          /* (owned) */
  EntDaysOff    *days_off;          /* (owned) */
  GDateTime     *monday;            /* (owned): first day shown, local, noon */
  guint          count;             /* timeout id: several changes make one counting */
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ent_homework_page_iface_init (EntPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntHomeworkPage, ent_homework_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_PAGE, ent_homework_page_iface_init))

#define COUNT_DELAY_MS 200

static EntNotebook *
get_notebook (EntHomeworkPage *self)
{
  return gtk_drop_down_get_selected_item (self->notebooks);
}

static gboolean
can_write (EntHomeworkPage *self)
{
  EntNotebook *notebook = get_notebook (self);

  return notebook != NULL &&
         (ent_notebook_get_rights (notebook) & (ENT_RIGHTS_CONTRIB | ENT_RIGHTS_MANAGE |
                                                ENT_RIGHTS_OWNER)) != 0;
}

static GDateTime *
find_monday (GDateTime *day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (g_date_time_get_year (day),
                                                      g_date_time_get_month (day),
                                                      g_date_time_get_day_of_month (day), 12, 0, 0);

  return g_date_time_add_days (noon, 1 - g_date_time_get_day_of_week (noon));
}

static int
get_n_days (EntHomeworkPage *self)
{
  return g_settings_get_boolean (self->settings, "homework-saturday") ? N_DAYS : N_DAYS - 1;
}

static GListModel *
list_day (EntHomeworkPage *self,
          const char      *date)
{
  EntNotebook *notebook = get_notebook (self);
  g_autoptr (EntQuery) query = NULL;

  if (notebook == NULL)
    return NULL;

  query = ent_query_new (ENT_KIND_ENTRY, ent_item_get_id (ENT_ITEM (notebook)));
  query->from_date = g_strdup (date);
  query->to_date = g_strdup (date);
  return ent_workspace_list (self->workspace, query);
}

static gboolean
count_cb (gpointer user_data)
{
  EntHomeworkPage *self = user_data;
  EntNotebook *notebook = get_notebook (self);
  guint n_drafts = 0, n_waiting = 0;
  GString *text = g_string_new (NULL);

  self->count = 0;
  if (notebook != NULL)
    {
      g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_ENTRY,
                                                  ent_item_get_id (ENT_ITEM (notebook)));
      g_autoptr (GListModel) local = NULL;

      query->local_only = TRUE;
      local = ent_workspace_list (self->workspace, query);
      for (guint i = 0; i < g_list_model_get_n_items (local); i++)
        {
          g_autoptr (EntItem) item = g_list_model_get_item (local, i);

          if (ent_item_get_local_state (item) == ENT_LOCAL_STATE_DRAFT)
            n_drafts++;
          else
            n_waiting++;
        }
    }

  if (n_drafts > 0)
    g_string_append_printf (text, ngettext ("%u draft", "%u drafts", n_drafts), n_drafts);
  if (n_waiting > 0)
    g_string_append_printf (g_string_append (text, text->len > 0 ? " · " : ""),
                            ngettext ("%u entry waiting to be sent",
                                      "%u entries waiting to be sent", n_waiting), n_waiting);
  gtk_label_set_label (self->status, text->str);
  g_string_free (text, TRUE);
  return G_SOURCE_REMOVE;
}

static void
queue_count (EntHomeworkPage *self)
{
  if (self->count == 0)
    self->count = g_timeout_add (COUNT_DELAY_MS, count_cb, self);
}

static void
show_days_off (EntHomeworkPage *self)
{
  for (int i = 0; i < N_DAYS; i++)
    {
      const char *date = ent_day_column_get_date (self->columns[i]);
      g_autofree char *words = date != NULL ? ent_days_off_dup_words (self->days_off, date) : NULL;

      ent_day_column_set_off (self->columns[i], words);
    }
}

static void
show_week (EntHomeworkPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  int n_days = get_n_days (self);

  ent_week_chooser_set_week (self->chooser, self->monday, n_days);
  gtk_stack_set_visible_child_name (self->content, get_notebook (self) != NULL ? "days" : "empty");
  for (int i = 0; i < N_DAYS; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (self->monday, i);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
      g_autoptr (GListModel) entries = list_day (self, date);

      ent_day_column_set_day (self->columns[i], date, entries, g_str_equal (date, today),
                              can_write (self));
      gtk_widget_set_visible (GTK_WIDGET (self->columns[i]), i < n_days);
    }
  show_days_off (self);
  queue_count (self);
}

static void
set_monday (EntHomeworkPage *self,
            GDateTime       *monday)
{
  g_clear_pointer (&self->monday, g_date_time_unref);
  self->monday = g_date_time_ref (monday);
  show_week (self);
}

static void
select_notebook (EntHomeworkPage *self,
                 const char      *id)
{
  GListModel *model = gtk_drop_down_get_model (self->notebooks);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EntItem) item = g_list_model_get_item (model, i);

      if (g_strcmp0 (ent_item_get_id (item), id) == 0)
        gtk_drop_down_set_selected (self->notebooks, i);
    }
}

static void
show_draft (EntHomeworkPage *self,
            EntDraft        *draft,
            gboolean         writable)
{
  ent_entry_view_set_draft (self->entry_view, draft, writable);
  gtk_stack_set_visible_child_name (self->stack, "entry");
}

static void
on_open_cb (EntHomeworkPage *self,
            EntEntry        *entry)
{
  g_autoptr (EntDraft) draft = ent_workspace_edit_item (self->workspace, ENT_ITEM (entry));

  show_draft (self, draft, can_write (self) && !ent_entry_get_read_only (entry));
}

static void
on_add_cb (EntHomeworkPage *self,
           const char      *date)
{
  EntNotebook *notebook = get_notebook (self);
  g_autoptr (EntDraft) draft = NULL;

  if (notebook == NULL || !can_write (self))
    return;

  draft = ent_workspace_new_draft (self->workspace, ENT_KIND_ENTRY,
                                   ent_item_get_id (ENT_ITEM (notebook)));
  ent_draft_set_date (draft, date);
  show_draft (self, draft, TRUE);
}

static void
on_remove_cb (EntHomeworkPage *self,
              EntEntry        *entry)
{
  if (can_write (self) && !ent_entry_get_read_only (entry))
    ent_entry_remover_ask (GTK_WIDGET (self), self->workspace, entry);
}

/* Back on the day one was writing for, so that the arrows go on from there. */
static void
focus_day (EntHomeworkPage *self,
           const char      *date)
{
  for (int i = 0; i < N_DAYS; i++)
    if (g_strcmp0 (ent_day_column_get_date (self->columns[i]), date) == 0)
      ent_day_column_take_focus (self->columns[i]);
}

static void
on_entry_done_cb (EntHomeworkPage *self)
{
  g_autofree char *date = g_strdup (ent_entry_view_get_date (self->entry_view));

  ent_entry_view_set_draft (self->entry_view, NULL, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "week");
  focus_day (self, date);
}

static void
on_notebook_changed_cb (EntHomeworkPage *self)
{
  if (self->monday != NULL)
    show_week (self);
}

static void
on_notebooks_loaded_cb (EntHomeworkPage *self)
{
  show_week (self);
}

static void
action_step (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ent_week_chooser_step (ENT_HOMEWORK_PAGE (widget)->chooser, g_variant_get_int32 (parameter));
}

static void
on_week_chosen_cb (EntHomeworkPage *self,
                   const char      *date)
{
  ent_homework_page_show_day (self, date);
}

static void
action_today (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) monday = find_monday (now);

  set_monday (ENT_HOMEWORK_PAGE (widget), monday);
}

static void
on_move_cb (EntHomeworkPage *self,
            EntEntry        *entry,
            const char      *date)
{
  if (can_write (self) && !ent_entry_get_read_only (entry))
    ent_entry_mover_move (GTK_WIDGET (self), self->workspace, entry, date);
}

/* To the day before or after on which there is school, also of another week. */
static void
action_shift (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (widget);
  int step = g_variant_get_int32 (parameter);
  int n_days = get_n_days (self);

  for (int i = 0; i < n_days; i++)
    {
      EntEntryCard *card = ent_day_column_get_focused (self->columns[i]);
      int weeks = i + step < 0 ? -1 : i + step >= n_days ? 1 : 0;
      g_autoptr (GDateTime) day = g_date_time_add_days (self->monday, 7 * weeks + (i + step + n_days) % n_days);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

      if (card == NULL)
        continue;

      on_move_cb (self, ent_entry_card_get_entry (card), date);
      ent_homework_page_show_day (self, date);
      ent_day_column_take_focus (self->columns[(i + step + n_days) % n_days]);
      return;
    }
}

/* Left and right go from a day to the next; up and down within a day are the list's own. */
static void
action_move (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (widget);
  int step = g_variant_get_int32 (parameter);

  for (int i = 0; i < N_DAYS; i++)
    if (ent_day_column_has_focus_inside (self->columns[i]) && i + step >= 0 && i + step < get_n_days (self))
      {
        ent_day_column_take_focus (self->columns[i + step]);
        return;
      }
}

static void
ent_homework_page_open (EntPage    *page,
                        EntKind     kind,
                        const char *id,
                        const char *draft_uuid)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (page);
  g_autoptr (EntItem) item = NULL;
  g_autoptr (EntDraft) draft = NULL;

  if (kind == ENT_KIND_NOTEBOOK)
    {
      select_notebook (self, id);
      on_entry_done_cb (self);
      return;
    }

  if (draft_uuid != NULL)
    draft = ent_workspace_open_draft (self->workspace, draft_uuid);
  if (draft == NULL && id != NULL)
    item = ent_workspace_dup_item (self->workspace, ENT_KIND_ENTRY, id);
  if (item != NULL)
    draft = ent_workspace_edit_item (self->workspace, item);
  if (draft == NULL)
    return;

  select_notebook (self, ent_draft_get_parent_id (draft));
  if (ent_draft_get_date (draft) != NULL)
    ent_homework_page_show_day (self, ent_draft_get_date (draft));
  show_draft (self, draft, can_write (self));
}

static void
ent_homework_page_create (EntPage    *page,
                          const char *detail)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (page);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  const char *date = detail;

  for (int i = 0; i < N_DAYS && date == NULL; i++)
    if (ent_day_column_has_focus_inside (self->columns[i]))
      date = ent_day_column_get_date (self->columns[i]);
  for (int i = 0; i < N_DAYS && date == NULL; i++)
    if (g_strcmp0 (ent_day_column_get_date (self->columns[i]), today) >= 0)
      date = ent_day_column_get_date (self->columns[i]);
  if (date == NULL)
    date = ent_day_column_get_date (self->columns[0]);

  on_add_cb (self, date);
}

static void
ent_homework_page_find (EntPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.search", NULL);
}

static void
ent_homework_page_leave (EntPage *page)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (page);

  /* Leaving shows the week again: what was typed is saved, and found in its day. */
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "entry"))
    on_entry_done_cb (self);
}

static void
build_columns (EntHomeworkPage *self)
{
  for (int i = 0; i < N_DAYS; i++)
    {
      self->columns[i] = ENT_DAY_COLUMN (ent_day_column_new ());
      g_signal_connect_object (self->columns[i], "open", G_CALLBACK (on_open_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->columns[i], "add", G_CALLBACK (on_add_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->columns[i], "remove", G_CALLBACK (on_remove_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->columns[i], "move", G_CALLBACK (on_move_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->days, GTK_WIDGET (self->columns[i]));
    }
}

static char *
get_notebook_name (EntItem *item)
{
  return g_strdup (ent_item_get_title (item));
}

static void
ent_homework_page_constructed (GObject *object)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (object);
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_NOTEBOOK, NULL);
  g_autoptr (GListModel) notebooks = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GtkExpression *name;

  G_OBJECT_CLASS (ent_homework_page_parent_class)->constructed (object);

  build_columns (self);
  ent_entry_view_set_workspace (self->entry_view, self->workspace);
  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_notebook_name),
                                      NULL, NULL);
  gtk_drop_down_set_expression (self->notebooks, name);
  gtk_expression_unref (name);
  notebooks = ent_workspace_list (self->workspace, query);
  gtk_drop_down_set_model (self->notebooks, notebooks);
  g_signal_connect_object (notebooks, "items-changed", G_CALLBACK (on_notebooks_loaded_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->workspace, "changed", G_CALLBACK (queue_count), self,
                           G_CONNECT_SWAPPED);
  self->monday = find_monday (now);
  show_week (self);
}

static void
ent_homework_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_homework_page_dispose (GObject *object)
{
  EntHomeworkPage *self = ENT_HOMEWORK_PAGE (object);

  g_clear_handle_id (&self->count, g_source_remove);
  g_clear_pointer (&self->monday, g_date_time_unref);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_object (&self->days_off);

  G_OBJECT_CLASS (ent_homework_page_parent_class)->dispose (object);
}

static void
ent_homework_page_class_init (EntHomeworkPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ent_homework_page_constructed;
  object_class->set_property = ent_homework_page_set_property;
  object_class->dispose = ent_homework_page_dispose;

  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ENT_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ENT_TYPE_ENTRY_VIEW);
  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (ENT_TYPE_WEEK_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/homework/ent-homework-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, content);
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, notebooks);
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, days);
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, status);
  gtk_widget_class_bind_template_child (widget_class, EntHomeworkPage, entry_view);
  gtk_widget_class_bind_template_callback (widget_class, on_notebook_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_week_chosen_cb);
  gtk_widget_class_install_action (widget_class, "homework.step", "i", action_step);
  gtk_widget_class_install_action (widget_class, "homework.shift", "i", action_shift);
  gtk_widget_class_install_action (widget_class, "homework.today", NULL, action_today);
  gtk_widget_class_install_action (widget_class, "homework.move", "i", action_move);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "homework.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "homework.move", "i", 1);
}

static gboolean
run_while_shown (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  return gtk_widget_get_mapped (widget) &&
         gtk_widget_activate_action_variant (widget, user_data, arguments);
}

/* The weeks are gone through wherever the focus is, also on the sidebar one came from. */
static void
add_week_keys (EntHomeworkPage *self)
{
  static const struct
  {
    const char *trigger;
    const char *action;
    int         weeks;
  } keys[] = {
    { "<Alt>Left", "homework.step", -1 },
    { "<Alt>Right", "homework.step", 1 },
    { "<Alt>Home", "homework.today", 0 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut =
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                          gtk_callback_action_new (run_while_shown, (gpointer) keys[i].action, NULL));

      if (keys[i].weeks != 0)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].weeks));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ent_homework_page_init (EntHomeworkPage *self)
{
  static const char * const keys[] = { "homework-saturday", "school-zone" };
  g_autoptr (GSimpleActionGroup) settings = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_week_keys (self);
  self->settings = g_settings_new (APPLICATION_ID);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (settings), action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (settings));
  g_signal_connect_object (self->settings, "changed::homework-saturday", G_CALLBACK (on_notebook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->days_off = ent_days_off_new (self->settings);
  g_signal_connect_object (self->days_off, "changed", G_CALLBACK (show_days_off), self, G_CONNECT_SWAPPED);
}

static void
ent_homework_page_iface_init (EntPageInterface *iface)
{
  iface->open = ent_homework_page_open;
  iface->create = ent_homework_page_create;
  iface->find = ent_homework_page_find;
  iface->leave = ent_homework_page_leave;
}

/**
 * ent_homework_page_show_day:
 * @self: a homework page
 * @date: a civil date, "2026-11-24"
 *
 * Shows the week of @date.
 */
void
ent_homework_page_show_day (EntHomeworkPage *self,
                            const char      *date)
{
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) monday = NULL;
  int y, m, d;

  g_return_if_fail (ENT_IS_HOMEWORK_PAGE (self));

  if (sscanf (date, "%d-%d-%d", &y, &m, &d) != 3)
    return;

  day = g_date_time_new_local (y, m, d, 12, 0, 0);
  monday = find_monday (day);
  set_monday (self, monday);
}
