/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-recipients-field.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ent-recipient-chip.h"
#include "ent-unparent.h"
#include "ent-wrap-box.h"

#define MAX_SUGGESTIONS 12

struct _EntRecipientsField
{
  GtkWidget     parent_instance;

  GtkLabel     *name;
  EntWrapBox   *line;         /* the chips, then the entry */
  GtkEntry     *entry;
  GtkPopover   *popover;
  GtkListBox   *suggestions;

  EntWorkspace *workspace;    /* (owned) (nullable) */
  GPtrArray    *recipients;   /* (owned) (element-type EntRecipient): as the chips stand */
  GPtrArray    *found;        /* (owned) (element-type EntRecipient): as the suggestions stand */
  guint         used_in;      /* EntUsedIn: which line this is */
};

G_DEFINE_FINAL_TYPE (EntRecipientsField, ent_recipients_field, GTK_TYPE_WIDGET)

enum
{
  PROP_LABEL = 1,
  PROP_USED_IN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
holds (EntRecipientsField *self,
       EntRecipient       *recipient)
{
  for (guint i = 0; i < self->recipients->len; i++)
    if (g_strcmp0 (ent_item_get_id (g_ptr_array_index (self->recipients, i)),
                   ent_item_get_id (ENT_ITEM (recipient))) == 0)
      return TRUE;

  return FALSE;
}

static void
on_removed_cb (EntRecipientsField *self,
               EntRecipientChip   *chip)
{
  g_ptr_array_remove (self->recipients, ent_recipient_chip_get_recipient (chip));
  gtk_widget_unparent (GTK_WIDGET (chip));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_chip (EntRecipientsField *self,
          EntRecipient       *recipient)
{
  GtkWidget *chip = ent_recipient_chip_new (recipient, TRUE);

  g_signal_connect_object (chip, "removed", G_CALLBACK (on_removed_cb), self, G_CONNECT_SWAPPED);
  ent_wrap_box_insert (self->line, chip, self->recipients->len);
  g_ptr_array_add (self->recipients, g_object_ref (recipient));
}

static void
choose (EntRecipientsField *self,
        guint               index)
{
  g_autoptr (EntRecipient) recipient = NULL;

  if (index >= self->found->len)
    return;

  recipient = g_object_ref (g_ptr_array_index (self->found, index));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (self->popover);
  if (!holds (self, recipient))
    {
      add_chip (self, recipient);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static char *
describe (EntRecipient *recipient)
{
  const char *profile = ent_recipient_get_profile (recipient);
  const char *children = ent_recipient_get_children (recipient);
  guint n = ent_recipient_get_n_users (recipient);

  if (ent_recipient_get_recipient_type (recipient) == ENT_RECIPIENT_BOOKMARK)
    return g_strdup (_("favourite"));
  if (n > 0)
    return g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  if (children != NULL && *children != '\0')
    /* Translators: %s are names of pupils. */
    return g_strdup_printf (_("parent of %s"), children);
  if (g_strcmp0 (profile, "Student") == 0)
    return g_strdup (_("pupil"));
  if (g_strcmp0 (profile, "Teacher") == 0)
    return g_strdup (_("teacher"));
  if (g_strcmp0 (profile, "Relative") == 0)
    return g_strdup (_("parent"));
  if (g_strcmp0 (profile, "Personnel") == 0)
    return g_strdup (_("staff"));

  return g_strdup ("");
}

static void
append_suggestion (EntRecipientsField *self,
                   EntRecipient       *recipient)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *title = ent_recipient_dup_short_name (recipient);
  GtkWidget *name = gtk_label_new (title);
  g_autofree char *description = describe (recipient);
  GtkWidget *detail = gtk_label_new (description);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 26);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_append (self->suggestions, box);
}

/* Under the word being typed, wherever the chips pushed it. */
static void
point_to_entry (EntRecipientsField *self)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->entry), GTK_WIDGET (self), &bounds))
    return;

  rectangle.x = (int) bounds.origin.x;
  rectangle.y = (int) bounds.origin.y;
  rectangle.width = 1;
  rectangle.height = (int) bounds.size.height;
  gtk_popover_set_pointing_to (self->popover, &rectangle);
}

static void
on_text_changed_cb (EntRecipientsField *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) found = NULL;
  GtkWidget *row;

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_list_box_remove (self->suggestions, row);
  g_ptr_array_set_size (self->found, 0);
  if (*words == '\0' || self->workspace == NULL)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  found = ent_workspace_find_recipients (self->workspace, words, MAX_SUGGESTIONS);
  for (guint i = 0; i < found->len; i++)
    {
      EntRecipient *recipient = g_ptr_array_index (found, i);

      if (holds (self, recipient) || (ent_recipient_get_used_in (recipient) & self->used_in) == 0)
        continue;
      g_ptr_array_add (self->found, g_object_ref (recipient));
      append_suggestion (self, recipient);
    }

  if (self->found->len == 0)
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  gtk_list_box_select_row (self->suggestions, gtk_list_box_get_row_at_index (self->suggestions, 0));
  point_to_entry (self);
  gtk_popover_popup (self->popover);
}

static void
on_suggestion_cb (EntRecipientsField *self,
                  GtkListBoxRow      *row)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_activate_cb (EntRecipientsField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->suggestions);

  if (row != NULL)
    choose (self, (guint) gtk_list_box_row_get_index (row));
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
}

static void
move_suggestion (EntRecipientsField *self,
                 int                 step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->suggestions);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  row = gtk_list_box_get_row_at_index (self->suggestions, index);
  if (row != NULL)
    gtk_list_box_select_row (self->suggestions, row);
}

static gboolean
on_key_cb (EntRecipientsField *self,
           guint               keyval,
           guint               keycode,
           GdkModifierType     state)
{
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->popover));
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';

  if (open && (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up))
    {
      move_suggestion (self, keyval == GDK_KEY_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    }
  if (open && keyval == GDK_KEY_Escape)
    {
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;
    }
  if (open && keyval == GDK_KEY_Tab)
    {
      on_activate_cb (self);
      return GDK_EVENT_STOP;
    }
  if (empty && keyval == GDK_KEY_BackSpace && self->recipients->len > 0)
    {
      GtkWidget *last = gtk_widget_get_prev_sibling (GTK_WIDGET (self->entry));

      on_removed_cb (self, ENT_RECIPIENT_CHIP (last));
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
on_focus_left_cb (EntRecipientsField *self)
{
  gtk_popover_popdown (self->popover);
  if (ent_recipients_field_get_unknown (self) != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
ent_recipients_field_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  EntRecipientsField *self = ENT_RECIPIENTS_FIELD (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      gtk_label_set_label (self->name, g_value_get_string (value));
      break;
    case PROP_USED_IN:
      self->used_in = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_recipients_field_dispose (GObject *object)
{
  EntRecipientsField *self = ENT_RECIPIENTS_FIELD (object);

  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);

  G_OBJECT_CLASS (ent_recipients_field_parent_class)->dispose (object);
}

static void
ent_recipients_field_class_init (EntRecipientsFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ent_recipients_field_set_property;
  object_class->dispose = ent_recipients_field_dispose;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_USED_IN] =
    g_param_spec_uint ("used-in", NULL, NULL, 0, 7, ENT_USED_IN_TO,
                       G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ENT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-recipients-field.ui");
  gtk_widget_class_bind_template_child (widget_class, EntRecipientsField, name);
  gtk_widget_class_bind_template_child (widget_class, EntRecipientsField, line);
  gtk_widget_class_bind_template_child (widget_class, EntRecipientsField, entry);
  gtk_widget_class_bind_template_child (widget_class, EntRecipientsField, popover);
  gtk_widget_class_bind_template_child (widget_class, EntRecipientsField, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_suggestion_cb);
}

static void
ent_recipients_field_init (EntRecipientsField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->recipients = g_ptr_array_new_with_free_func (g_object_unref);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->used_in = ENT_USED_IN_TO;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

/**
 * ent_recipients_field_set_workspace:
 * @self: a field
 * @workspace: the account whose people it completes over
 */
void
ent_recipients_field_set_workspace (EntRecipientsField *self,
                                    EntWorkspace       *workspace)
{
  g_return_if_fail (ENT_IS_RECIPIENTS_FIELD (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * ent_recipients_field_dup_recipients:
 * @self: a field
 *
 * Returns: (transfer full) (element-type EntRecipient): who is on the line, in order
 */
GPtrArray *
ent_recipients_field_dup_recipients (EntRecipientsField *self)
{
  GPtrArray *copy;

  g_return_val_if_fail (ENT_IS_RECIPIENTS_FIELD (self), NULL);

  copy = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->recipients->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (self->recipients, i)));
  return copy;
}

/**
 * ent_recipients_field_set_recipients:
 * @self: a field
 * @recipients: (element-type EntRecipient): who is to be on the line
 *
 * Replaces the chips, without saying "changed".
 */
void
ent_recipients_field_set_recipients (EntRecipientsField *self,
                                     GPtrArray          *recipients)
{
  g_return_if_fail (ENT_IS_RECIPIENTS_FIELD (self));

  for (guint i = self->recipients->len; i > 0; i--)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (self->line)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_ptr_array_set_size (self->recipients, 0);
  for (guint i = 0; i < recipients->len; i++)
    add_chip (self, g_ptr_array_index (recipients, i));
}

/**
 * ent_recipients_field_get_unknown:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): what was typed and stands for nobody yet, %NULL for nothing
 */
const char *
ent_recipients_field_get_unknown (EntRecipientsField *self)
{
  const char *text;

  g_return_val_if_fail (ENT_IS_RECIPIENTS_FIELD (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  return text[strspn (text, " ")] != '\0' ? text : NULL;
}

/**
 * ent_recipients_field_focus:
 * @self: a field
 *
 * Puts the cursor in the entry.
 */
void
ent_recipients_field_focus (EntRecipientsField *self)
{
  g_return_if_fail (ENT_IS_RECIPIENTS_FIELD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
