/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-today-card.h"

#include "ent-unparent.h"

struct _EntTodayCard
{
  GtkWidget  parent_instance;

  GtkLabel  *title;
  GtkBox    *body;
  GtkLabel  *empty;
};

G_DEFINE_FINAL_TYPE (EntTodayCard, ent_today_card, GTK_TYPE_WIDGET)

enum
{
  PROP_TITLE = 1,
  PROP_EMPTY_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ent_today_card_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EntTodayCard *self = ENT_TODAY_CARD (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title, g_value_get_string (value));
      break;
    case PROP_EMPTY_TEXT:
      gtk_label_set_label (self->empty, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_today_card_dispose (GObject *object)
{
  ent_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (ent_today_card_parent_class)->dispose (object);
}

static void
ent_today_card_class_init (EntTodayCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ent_today_card_set_property;
  object_class->dispose = ent_today_card_dispose;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EMPTY_TEXT] =
    g_param_spec_string ("empty-text", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/today/ent-today-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EntTodayCard, title);
  gtk_widget_class_bind_template_child (widget_class, EntTodayCard, body);
  gtk_widget_class_bind_template_child (widget_class, EntTodayCard, empty);
}

static void
ent_today_card_init (EntTodayCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_today_card_clear:
 * @self: a card
 *
 * Takes every line away; the sentence for "nothing" shows.
 */
void
ent_today_card_clear (EntTodayCard *self)
{
  GtkWidget *child;

  g_return_if_fail (ENT_IS_TODAY_CARD (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_box_remove (self->body, child);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), TRUE);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class,
            gboolean    expand)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expand);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * ent_today_card_add_item:
 * @self: a card
 * @title: first words, in bold
 * @detail: what is beside
 * @kind: what a click opens
 * @id: (nullable): its id on the ENT
 * @draft_uuid: (nullable): its draft
 *
 * Adds a line one can open.
 */
void
ent_today_card_add_item (EntTodayCard *self,
                         const char   *title,
                         const char   *detail,
                         EntKind       kind,
                         const char   *id,
                         const char   *draft_uuid)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bold = make_label (title, "card-title", FALSE);

  g_return_if_fail (ENT_IS_TODAY_CARD (self));

  gtk_box_append (GTK_BOX (box), bold);
  gtk_box_append (GTK_BOX (box), make_label (detail, "dim-label", TRUE));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "today-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", ent_kind_to_string (kind),
                                    id != NULL ? id : "", draft_uuid != NULL ? draft_uuid : "");
  gtk_box_append (self->body, button);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), FALSE);
}

/**
 * ent_today_card_add_line:
 * @self: a card
 * @text: a sentence
 *
 * Adds a line that opens nothing.
 */
void
ent_today_card_add_line (EntTodayCard *self,
                         const char   *text)
{
  GtkWidget *label = make_label (text, NULL, TRUE);

  g_return_if_fail (ENT_IS_TODAY_CARD (self));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (self->body, label);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), FALSE);
}

/**
 * ent_today_card_set_body:
 * @self: a card
 * @body: (transfer floating): a widget of the page's own
 *
 * Shows @body instead of lines.
 */
void
ent_today_card_set_body (EntTodayCard *self,
                         GtkWidget    *body)
{
  g_return_if_fail (ENT_IS_TODAY_CARD (self));

  ent_today_card_clear (self);
  gtk_box_append (self->body, body);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), FALSE);
}
