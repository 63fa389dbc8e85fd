/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-objects.h"

#include <glib/gi18n.h>

#include "ent-editor-card.h"
#include "ent-editor-picture.h"
#include "ent-editor-picture-popover.h"
#include "ent-editor-table.h"

static GQuark
anchor_quark (void)
{
  return g_quark_from_static_string ("ent-editor-objects-anchor");
}

static gboolean
is_editable (EntEditorView *view)
{
  return gtk_text_view_get_editable (GTK_TEXT_VIEW (view));
}

/* ---- what it does ---- */

static void
delete_object (EntEditorView *view,
               GtkWidget     *child)
{
  g_autoptr (GtkTextChildAnchor) anchor = g_object_ref (ent_editor_objects_get_anchor (child));

  if (!is_editable (view))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  ent_editor_buffer_delete_object (ent_editor_view_get_buffer (view), anchor);
}

static void
on_card_delete_cb (EntEditorView *view,
                   GtkWidget     *card)
{
  delete_object (view, card);
}

/* The cursor goes back to the words, before or after the object. */
static void
leave_object (EntEditorView *view,
              GtkWidget     *child,
              gboolean       after)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextChildAnchor *anchor = ent_editor_objects_get_anchor (child);
  GtkTextIter iter;

  if (gtk_text_child_anchor_get_deleted (anchor))
    return;

  gtk_text_buffer_get_iter_at_child_anchor (buffer, &iter, anchor);
  if (after)
    gtk_text_iter_forward_char (&iter);
  if (ent_editor_anchor_get_block (anchor) != NULL)
    {
      if (after)
        gtk_text_iter_forward_char (&iter);
      else
        gtk_text_iter_backward_char (&iter);
    }
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (buffer));
}

/**
 * ent_editor_objects_open:
 * @view: a view
 * @child: the widget of one of its objects
 *
 * Shows what can be changed of the object; an object of which nothing can be changed only takes the keyboard.
 */
void
ent_editor_objects_open (EntEditorView *view,
                         GtkWidget     *child)
{
  g_return_if_fail (ENT_IS_EDITOR_VIEW (view));
  g_return_if_fail (GTK_IS_WIDGET (child));

  if (is_editable (view) && ENT_IS_EDITOR_TABLE (child))
    {
      ent_editor_table_enter (ENT_EDITOR_TABLE (child), 0, 0);
      return;
    }

  gtk_widget_grab_focus (child);
  if (is_editable (view) && ENT_IS_EDITOR_PICTURE (child))
    ent_editor_picture_popover_ask (view, ENT_EDITOR_PICTURE (child), ent_editor_objects_get_anchor (child));
}

/* ---- keys and mouse ---- */

/* What is not for the object is not for the text behind it either, save the keys of the window. */
static gboolean
swallow (guint           keyval,
         GdkModifierType modifiers)
{
  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
    case GDK_KEY_Escape:
      return GDK_EVENT_PROPAGATE;
    default:
      return (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && gdk_keyval_to_unicode (keyval) != 0;
    }
}

static gboolean
on_key_pressed_cb (GtkWidget             *child,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   GtkEventControllerKey *controller)
{
  EntEditorView *view = ENT_EDITOR_VIEW (gtk_widget_get_ancestor (gtk_widget_get_parent (child), ENT_TYPE_EDITOR_VIEW));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (!gtk_widget_is_focus (child))
    return swallow (keyval, modifiers);
  if (modifiers != 0)
    return swallow (keyval, modifiers);

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      ent_editor_objects_open (view, child);
      return GDK_EVENT_STOP;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      delete_object (view, child);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      leave_object (view, child, FALSE);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      leave_object (view, child, TRUE);
      return GDK_EVENT_STOP;

    default:
      return swallow (keyval, modifiers);
    }
}

static void
on_pressed_cb (GtkWidget       *child,
               int              n_press,
               double           x,
               double           y,
               GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (child);
}

static void
on_released_cb (GtkWidget       *child,
                int              n_press,
                double           x,
                double           y,
                GtkGestureClick *gesture)
{
  EntEditorView *view = ENT_EDITOR_VIEW (gtk_widget_get_ancestor (gtk_widget_get_parent (child), ENT_TYPE_EDITOR_VIEW));

  if (n_press == 1 && !ENT_IS_EDITOR_TABLE (child) && gtk_widget_contains (child, x, y))
    ent_editor_objects_open (view, child);
}

static void
take_keys_and_mouse (GtkWidget *child)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (child, TRUE);
  gtk_widget_add_css_class (child, "editor-object");
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), child, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (child, keys);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed_cb), child, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), child, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (click));
}

/* ---- widgets ---- */

static void
show_chip (GtkWidget *label,
           EntLinker *linker)
{
  /* Translators: what a screen reader says of a link to a thing of the ENT; %s is its name */
  g_autofree char *words = g_strdup_printf (_("Link to “%s” on the ENT"), ent_linker_get_text (linker));

  gtk_label_set_label (GTK_LABEL (label), ent_linker_get_text (linker));
  gtk_label_set_width_chars (GTK_LABEL (label),
                             MIN ((int) g_utf8_strlen (ent_linker_get_text (linker), -1), 60));
  gtk_widget_set_tooltip_text (label, ent_linker_get_title (linker));
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GtkWidget *
make_chip (EntLinker *linker)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "editor-chip");
  show_chip (label, linker);
  return label;
}

static GtkWidget *
make_rule (void)
{
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (rule), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rule"), -1);
  return rule;
}

static GtkWidget *
make_widget (EntEditorView      *view,
             GtkTextChildAnchor *anchor,
             EntWorkspace       *workspace,
             GHashTable         *textures)
{
  EntBlock *block = ent_editor_anchor_get_block (anchor);
  EntRun *run = ent_editor_anchor_get_run (anchor);
  GtkWidget *card;

  if (block != NULL && ent_block_get_type_of (block) == ENT_BLOCK_RULE)
    return make_rule ();
  if (block != NULL && ent_block_get_type_of (block) == ENT_BLOCK_TABLE)
    return ent_editor_table_new (view, anchor);
  if (run != NULL && ent_run_get_kind (run) == ENT_RUN_IMAGE)
    return ent_editor_picture_new (ent_run_get_image (run), workspace, textures);
  if (run != NULL && ent_run_get_kind (run) == ENT_RUN_LINKER)
    return make_chip (ent_run_get_linker (run));

  card = ent_editor_card_new (anchor);
  ent_editor_card_set_editable (ENT_EDITOR_CARD (card), is_editable (view));
  g_signal_connect_object (card, "delete", G_CALLBACK (on_card_delete_cb), view, G_CONNECT_SWAPPED);
  return card;
}

/**
 * ent_editor_objects_make:
 * @view: the view it is for
 * @anchor: an object of its text
 * @workspace: (nullable): where pictures come from
 * @textures: (element-type utf8 GdkTexture): pictures already here, by address
 *
 * Returns: a widget that shows the object
 */
GtkWidget *
ent_editor_objects_make (EntEditorView      *view,
                         GtkTextChildAnchor *anchor,
                         EntWorkspace       *workspace,
                         GHashTable         *textures)
{
  GtkWidget *child;

  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (view), NULL);
  g_return_val_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor), NULL);

  child = make_widget (view, anchor, workspace, textures);
  g_object_set_qdata_full (G_OBJECT (child), anchor_quark (), g_object_ref (anchor), g_object_unref);
  take_keys_and_mouse (child);
  return child;
}

/**
 * ent_editor_objects_get_anchor:
 * @child: a widget made here
 *
 * Returns: (transfer none): the object it shows
 */
GtkTextChildAnchor *
ent_editor_objects_get_anchor (GtkWidget *child)
{
  return g_object_get_qdata (G_OBJECT (child), anchor_quark ());
}

/**
 * ent_editor_objects_update:
 * @child: a widget made here
 *
 * Shows what the object has become.
 */
void
ent_editor_objects_update (GtkWidget *child)
{
  GtkTextChildAnchor *anchor = ent_editor_objects_get_anchor (child);
  EntRun *run;

  g_return_if_fail (anchor != NULL);

  run = ent_editor_anchor_get_run (anchor);
  if (ENT_IS_EDITOR_PICTURE (child))
    ent_editor_picture_set_image (ENT_EDITOR_PICTURE (child), ent_run_get_image (run));
  else if (GTK_IS_LABEL (child))
    show_chip (child, ent_run_get_linker (run));
  else if (ENT_IS_EDITOR_TABLE (child))
    ent_editor_table_update (ENT_EDITOR_TABLE (child));
  else if (ENT_IS_EDITOR_CARD (child))
    ent_editor_card_update (ENT_EDITOR_CARD (child));
}

/**
 * ent_editor_objects_fit:
 * @child: a child of a view
 * @width: of the text's column, in pixels
 */
void
ent_editor_objects_fit (GtkWidget *child,
                        int        width)
{
  if (ENT_IS_EDITOR_CARD (child))
    ent_editor_card_set_width (ENT_EDITOR_CARD (child), width - 2);
  else if (ENT_IS_EDITOR_TABLE (child))
    ent_editor_table_set_width (ENT_EDITOR_TABLE (child), width - 2);
  else if (ENT_IS_EDITOR_PICTURE (child))
    ent_editor_picture_set_max_width (ENT_EDITOR_PICTURE (child), width - 2);
  else if (GTK_IS_SEPARATOR (child))
    gtk_widget_set_size_request (child, width - 2, 1);
}
