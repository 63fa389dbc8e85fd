/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-today-page.h"

#include <glib/gi18n.h>

#include "ent-page.h"
#include "ent-sidebar-button.h"
#include "ent-today-card.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntTodayPage
{
  GtkWidget      parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton  *new_button;
  EntTodayCard   *week_card;
  EntTodayCard   *drafts_card;
  EntTodayCard   *unread_card;
  EntTodayCard   *validate_card;
  EntTodayCard   *classes_card;

  EntWorkspace   *workspace;   /* (owned) */
  guint           reload;      /* timeout id: several changes make one reading */
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ent_today_page_iface_init (EntPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntTodayPage, ent_today_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_PAGE, ent_today_page_iface_init))

/* Changes come in bursts while pulling; the figures are read again at most this often. */
#define RELOAD_DELAY_MS 150

static GDateTime *
parse_day (const char *date)
{
  int y, m, d;

  return sscanf (date, "%d-%d-%d", &y, &m, &d) == 3 ? g_date_time_new_local (y, m, d, 12, 0, 0)
                                                    : NULL;
}

static char *
say_day (const EntTodayDay *day)
{
  g_autofree char *drafts = NULL;

  if (day->n_sent == 0 && day->n_drafts == 0)
    return g_strdup (_("nothing yet"));
  if (day->n_drafts == 0)
    return g_strdup_printf ("%u", day->n_sent);

  drafts = g_strdup_printf (ngettext ("%u draft", "%u drafts", day->n_drafts), day->n_drafts);
  return g_strdup_printf ("%u · %s", day->n_sent, drafts);
}

static GtkWidget *
make_day_tile (const EntTodayDay *day,
               const char        *today)
{
  g_autoptr (GDateTime) date = parse_day (day->date);
  g_autofree char *weekday = date != NULL ? g_date_time_format (date, "%a") : g_strdup (day->date);
  g_autofree char *full = ent_words_day (day->date);
  g_autofree char *count = say_day (day);
  g_autofree char *name = NULL;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *weekday_label = gtk_label_new (weekday);
  GtkWidget *count_label = gtk_label_new (count);

  gtk_widget_add_css_class (count_label, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (count_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), weekday_label);
  gtk_box_append (GTK_BOX (box), count_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "day-tile");
  gtk_widget_add_css_class (button, "flat");
  if (day->n_drafts > 0)
    gtk_widget_add_css_class (button, "partial");
  else if (day->n_sent > 0)
    gtk_widget_add_css_class (button, "full");
  else if (g_strcmp0 (day->date, today) >= 0)
    gtk_widget_add_css_class (button, "missing");
  if (g_strcmp0 (day->date, today) == 0)
    gtk_widget_add_css_class (weekday_label, "heading");
  gtk_widget_set_tooltip_text (button, full);
  /* Translators: a day, then what its homework log holds, for a screen reader. */
  name = g_strdup_printf (_("%s: %s"), full, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-day");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", day->date);
  return button;
}

static GtkWidget *
make_fill_button (const EntTodayDay *day)
{
  g_autoptr (GDateTime) date = parse_day (day->date);
  g_autofree char *weekday = date != NULL ? g_date_time_format (date, "%A") : g_strdup (day->date);
  /* Translators: %s is a weekday: the button begins homework for that day. */
  g_autofree char *label = g_strdup_printf (_("Fill in %s"), weekday);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.create-on");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", "homework", day->date);
  return button;
}

static void
show_week (EntTodayPage *self,
           EntToday     *today,
           const char   *now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const EntTodayDay *missing = NULL;

  gtk_box_set_homogeneous (GTK_BOX (days), TRUE);
  for (guint i = 0; i < today->days->len; i++)
    {
      const EntTodayDay *day = g_ptr_array_index (today->days, i);

      gtk_box_append (GTK_BOX (days), make_day_tile (day, now));
      if (missing == NULL && day->n_sent + day->n_drafts == 0 && g_strcmp0 (day->date, now) >= 0)
        missing = day;
    }
  gtk_box_append (GTK_BOX (box), days);
  if (missing != NULL)
    gtk_box_append (GTK_BOX (box), make_fill_button (missing));
  ent_today_card_set_body (self->week_card, box);
}

static void
show_drafts (EntTodayPage *self,
             EntToday     *today)
{
  ent_today_card_clear (self->drafts_card);
  for (guint i = 0; i < today->drafts->len; i++)
    {
      EntOutboxEntry *entry = g_ptr_array_index (today->drafts, i);
      g_autofree char *since = ent_words_short_date (ent_outbox_entry_get_since (entry));
      g_autofree char *detail = g_strdup_printf ("%s · %s", ent_words_kind (ent_outbox_entry_get_kind (entry)),
                                                 since);
      const char *title = ent_outbox_entry_get_title (entry);

      ent_today_card_add_item (self->drafts_card, *title != '\0' ? title : _("Untitled"), detail,
                               ent_outbox_entry_get_kind (entry), NULL,
                               ent_outbox_entry_get_uuid (entry));
    }
}

static void
show_items (EntTodayCard *card,
            GPtrArray    *items,
            gboolean      people_first)
{
  ent_today_card_clear (card);
  for (guint i = 0; i < items->len; i++)
    {
      EntItem *item = g_ptr_array_index (items, i);
      const char *title = ent_item_get_title (item);
      const char *author = ent_item_get_author_name (item);

      title = *title != '\0' ? title : _("Untitled");
      author = author != NULL ? author : "";
      ent_today_card_add_item (card, people_first ? author : title, people_first ? title : author,
                               ent_item_get_kind (item), ent_item_get_id (item),
                               ent_item_get_draft_uuid (item));
    }
}

static char *
say_accounts (guint       n,
              guint       n_inactive,
              const char *who)
{
  g_autofree char *inactive = NULL;

  if (n_inactive == 0)
    return g_strdup (who);

  inactive = g_strdup_printf (ngettext ("%u account to activate", "%u accounts to activate",
                                        n_inactive), n_inactive);
  return g_strdup_printf ("%s · %s", who, inactive);
}

static void
show_classes (EntTodayPage *self,
              EntToday     *today)
{
  ent_today_card_clear (self->classes_card);
  for (guint i = 0; i < today->classes->len; i++)
    {
      const EntTodayClass *class = g_ptr_array_index (today->classes, i);
      g_autofree char *pupils = g_strdup_printf (ngettext ("%u pupil", "%u pupils", class->n_pupils),
                                                 class->n_pupils);
      g_autofree char *parents = g_strdup_printf (ngettext ("%u parent", "%u parents",
                                                            class->n_parents), class->n_parents);
      g_autofree char *pupils_line = say_accounts (class->n_pupils, class->n_pupils_inactive, pupils);
      g_autofree char *parents_line = say_accounts (class->n_parents, class->n_parents_inactive,
                                                    parents);

      if (today->classes->len > 1)
        ent_today_card_add_line (self->classes_card, class->class_name);
      ent_today_card_add_line (self->classes_card, pupils_line);
      ent_today_card_add_line (self->classes_card, parents_line);
    }
}

static void
load (EntTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (EntToday) today = ent_workspace_load_today (self->workspace, now);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *words = ent_words_day (date);
  g_autofree char *title = NULL;

  title = g_utf8_strup (words, 1);
  {
    g_autofree char *whole = g_strconcat (title, g_utf8_next_char (words), NULL);

    adw_window_title_set_title (self->title, whole);
  }
  show_week (self, today, date);
  show_drafts (self, today);
  show_items (self->unread_card, today->unread, TRUE);
  show_items (self->validate_card, today->to_validate, FALSE);
  show_classes (self, today);
}

static gboolean
reload_cb (gpointer user_data)
{
  EntTodayPage *self = user_data;

  self->reload = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (EntTodayPage *self)
{
  if (self->reload == 0)
    self->reload = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
ent_today_page_create (EntPage    *page,
                       const char *detail)
{
  gtk_menu_button_popup (ENT_TODAY_PAGE (page)->new_button);
}

static void
ent_today_page_find (EntPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.search", NULL);
}

static void
ent_today_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ent_today_page_parent_class)->map (widget);

  /* The day may have changed since it was last seen. */
  on_changed_cb (ENT_TODAY_PAGE (widget));
}

static void
ent_today_page_constructed (GObject *object)
{
  EntTodayPage *self = ENT_TODAY_PAGE (object);

  G_OBJECT_CLASS (ent_today_page_parent_class)->constructed (object);

  g_signal_connect_object (self->workspace, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
}

static void
ent_today_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EntTodayPage *self = ENT_TODAY_PAGE (object);

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
ent_today_page_dispose (GObject *object)
{
  EntTodayPage *self = ENT_TODAY_PAGE (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_today_page_parent_class)->dispose (object);
}

static void
ent_today_page_class_init (EntTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ent_today_page_constructed;
  object_class->set_property = ent_today_page_set_property;
  object_class->dispose = ent_today_page_dispose;
  widget_class->map = ent_today_page_map;

  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ENT_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (ENT_TYPE_TODAY_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/today/ent-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, title);
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, week_card);
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, drafts_card);
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, unread_card);
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, validate_card);
  gtk_widget_class_bind_template_child (widget_class, EntTodayPage, classes_card);
}

static void
ent_today_page_init (EntTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
ent_today_page_iface_init (EntPageInterface *iface)
{
  iface->create = ent_today_page_create;
  iface->find = ent_today_page_find;
}
