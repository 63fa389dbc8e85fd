/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-classes-page.h"

#include <glib/gi18n.h>

#include "ent-class.h"
#include "ent-page.h"
#include "ent-person-row.h"
#include "ent-sidebar-button.h"
#include "ent-unparent.h"

struct _EntClassesPage
{
  GtkWidget        parent_instance;

  GtkToggleButton *pupils_button;
  GtkToggleButton *parents_button;
  GtkToggleButton *teachers_button;
  GtkDropDown     *classes;
  GtkSearchBar    *search_bar;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;
  GtkListView     *list;
  GtkLabel        *status;

  EntWorkspace    *workspace;   /* (owned) */
  GListModel      *members;     /* (owned) (nullable): as shown */
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ent_classes_page_iface_init (EntPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntClassesPage, ent_classes_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_PAGE, ent_classes_page_iface_init))

static const char *
get_profile (EntClassesPage *self)
{
  if (gtk_toggle_button_get_active (self->parents_button))
    return "Relative";
  if (gtk_toggle_button_get_active (self->teachers_button))
    return "Teacher";
  return "Student";
}

static char *
say_count (EntClassesPage *self,
           guint           n)
{
  if (gtk_toggle_button_get_active (self->parents_button))
    return g_strdup_printf (ngettext ("%u parent", "%u parents", n), n);
  if (gtk_toggle_button_get_active (self->teachers_button))
    return g_strdup_printf (ngettext ("%u teacher", "%u teachers", n), n);
  return g_strdup_printf (ngettext ("%u pupil", "%u pupils", n), n);
}

static guint
count_inactive (GListModel *members)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (EntPerson) person = g_list_model_get_item (members, i);

      if (!ent_person_get_activated (person) && !ent_person_get_blocked (person))
        n++;
    }
  return n;
}

/* A class has some dozens of members: they are counted as they are shown. */
static void
show_status (EntClassesPage *self)
{
  guint n, n_inactive;
  g_autofree char *count = NULL;
  g_autofree char *inactive = NULL;
  g_autofree char *line = NULL;

  if (self->members == NULL)
    {
      gtk_label_set_label (self->status, "");
      return;
    }

  n = g_list_model_get_n_items (self->members);
  n_inactive = count_inactive (self->members);
  count = say_count (self, n);
  inactive = g_strdup_printf (ngettext ("%u account to activate", "%u accounts to activate",
                                        n_inactive), n_inactive);
  line = g_strdup_printf ("%s · %s", count, inactive);
  gtk_label_set_label (self->status, n_inactive > 0 ? line : count);
}

static void
on_members_changed_cb (EntClassesPage *self)
{
  guint n = self->members != NULL ? g_list_model_get_n_items (self->members) : 0;

  show_status (self);
  if (self->members == NULL)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else if (n == 0)
    gtk_stack_set_visible_child_name (self->stack, "nobody");
  else
    gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
show_members (EntClassesPage *self)
{
  EntItem *class = gtk_drop_down_get_selected_item (self->classes);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (self->members != NULL)
    g_signal_handlers_disconnect_by_data (self->members, self);
  g_clear_object (&self->members);

  if (class != NULL)
    {
      g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_PERSON, ent_item_get_id (class));

      query->profile = g_strdup (get_profile (self));
      query->words = *words != '\0' ? g_strdup (words) : NULL;
      self->members = ent_workspace_list (self->workspace, query);
      g_signal_connect_object (self->members, "items-changed", G_CALLBACK (on_members_changed_cb),
                               self, G_CONNECT_SWAPPED);
      selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->members)));
    }
  gtk_list_view_set_model (self->list, selection);
  on_members_changed_cb (self);
}

static void
on_class_changed_cb (EntClassesPage *self)
{
  if (self->workspace != NULL)
    show_members (self);
}

static void
on_profile_toggled_cb (EntClassesPage *self)
{
  on_class_changed_cb (self);
}

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, ent_person_row_new ());
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *list_item)
{
  ent_person_row_set_person (ENT_PERSON_ROW (gtk_list_item_get_child (list_item)),
                             ENT_PERSON (gtk_list_item_get_item (list_item)));
}

static char *
get_class_name (EntItem *item)
{
  return g_strdup (ent_item_get_title (item));
}

static void
ent_classes_page_open (EntPage    *page,
                       EntKind     kind,
                       const char *id,
                       const char *draft_uuid)
{
  EntClassesPage *self = ENT_CLASSES_PAGE (page);
  GListModel *model = gtk_drop_down_get_model (self->classes);
  g_autoptr (EntItem) person = NULL;
  const char *class_id = id;

  if (kind == ENT_KIND_PERSON && id != NULL)
    {
      person = ent_workspace_dup_item (self->workspace, ENT_KIND_PERSON, id);
      class_id = person != NULL ? ent_item_get_parent_id (person) : NULL;
    }
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EntItem) class = g_list_model_get_item (model, i);

      if (g_strcmp0 (ent_item_get_id (class), class_id) == 0)
        gtk_drop_down_set_selected (self->classes, i);
    }
  if (person == NULL)
    return;

  if (g_strcmp0 (ent_person_get_profile (ENT_PERSON (person)), "Relative") == 0)
    gtk_toggle_button_set_active (self->parents_button, TRUE);
  else if (g_strcmp0 (ent_person_get_profile (ENT_PERSON (person)), "Teacher") == 0)
    gtk_toggle_button_set_active (self->teachers_button, TRUE);
  else
    gtk_toggle_button_set_active (self->pupils_button, TRUE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), ent_item_get_title (person));
}

static void
ent_classes_page_find (EntPage *page)
{
  EntClassesPage *self = ENT_CLASSES_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
ent_classes_page_constructed (GObject *object)
{
  EntClassesPage *self = ENT_CLASSES_PAGE (object);
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_CLASS, NULL);
  g_autoptr (GListModel) classes = NULL;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkExpression *name;

  G_OBJECT_CLASS (ent_classes_page_parent_class)->constructed (object);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->parents_button, "toggled", G_CALLBACK (on_profile_toggled_cb),
                           self, G_CONNECT_SWAPPED);

  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_class_name),
                                      NULL, NULL);
  gtk_drop_down_set_expression (self->classes, name);
  gtk_expression_unref (name);
  classes = ent_workspace_list (self->workspace, query);
  gtk_drop_down_set_model (self->classes, classes);
  show_members (self);
}

static void
ent_classes_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  EntClassesPage *self = ENT_CLASSES_PAGE (object);

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
ent_classes_page_dispose (GObject *object)
{
  EntClassesPage *self = ENT_CLASSES_PAGE (object);

  /* First: unmaking the drop-down tells that nothing is selected any more. */
  g_clear_object (&self->workspace);
  if (self->members != NULL)
    g_signal_handlers_disconnect_by_data (self->members, self);
  g_clear_object (&self->members);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_classes_page_parent_class)->dispose (object);
}

static void
ent_classes_page_class_init (EntClassesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ent_classes_page_constructed;
  object_class->set_property = ent_classes_page_set_property;
  object_class->dispose = ent_classes_page_dispose;

  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ENT_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/classes/ent-classes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, pupils_button);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, parents_button);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, teachers_button);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, classes);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, list);
  gtk_widget_class_bind_template_child (widget_class, EntClassesPage, status);
  gtk_widget_class_bind_template_callback (widget_class, on_class_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_profile_toggled_cb);
}

static void
ent_classes_page_init (EntClassesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
ent_classes_page_iface_init (EntPageInterface *iface)
{
  iface->open = ent_classes_page_open;
  iface->find = ent_classes_page_find;
}
