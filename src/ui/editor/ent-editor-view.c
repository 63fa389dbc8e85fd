/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-view.h"

#include "ent-editor-card.h"
#include "ent-editor-drawing.h"
#include "ent-editor-objects.h"
#include "ent-editor-paste.h"

/* Pixels. A line much longer than this is tiring to read. */
#define COLUMN_WIDTH 680
#define SIDE_MARGIN 24
#define COMPACT_MARGIN 8

struct _EntEditorView
{
  GtkTextView   parent_instance;

  EntWorkspace *workspace;     /* (owned) (nullable): where pictures come from */
  GHashTable   *textures;      /* (owned) (element-type utf8 GdkTexture): pictures fetched, by address */
  char         *placeholder;   /* (owned) (nullable): shown while there is no text */
  EntEditorView *inner;        /* (weak) (nullable): the cell of a table of this text that is being written in */
  gboolean      compact;       /* it is the cell of a table: as wide as its place */
  GHashTable   *popovers;      /* (owned) (element-type GType GtkWidget): those of objects, made when first asked for */
  GCancellable *cancellable;   /* (owned): of a paste under way */
};

enum
{
  PLACE_CHANGED,
  INNER_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntEditorView, ent_editor_view, GTK_TYPE_TEXT_VIEW)

/* ---- objects ---- */

static void
on_anchor_inserted_cb (EntEditorView      *self,
                       GtkTextIter        *iter,
                       GtkTextChildAnchor *anchor)
{
  GtkWidget *child;

  /* The buffer refuses what is not ours. */
  if (ent_editor_anchor_get_block (anchor) == NULL && ent_editor_anchor_get_run (anchor) == NULL)
    return;

  child = ent_editor_objects_make (self, anchor, self->workspace, self->textures);
  ent_editor_objects_fit (child, ent_editor_drawing_get_width (self));
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), child, anchor);
}

static void
on_object_changed_cb (EntEditorView      *self,
                      GtkTextChildAnchor *anchor)
{
  GtkWidget *child = ent_editor_view_find_object (self, anchor);

  if (child != NULL)
    ent_editor_objects_update (child);
}

/* (nullable): the object that is selected, alone. */
static GtkWidget *
find_selected_child (EntEditorView *self)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &start, &end) ||
      gtk_text_iter_get_offset (&end) != gtk_text_iter_get_offset (&start) + 1 ||
      gtk_text_iter_get_child_anchor (&start) == NULL)
    return NULL;
  return ent_editor_view_find_object (self, gtk_text_iter_get_child_anchor (&start));
}

static void
on_editable_cb (EntEditorView *self)
{
  gboolean editable = gtk_text_view_get_editable (GTK_TEXT_VIEW (self));

  /* Only painted away: GTK 4.8 aborts when the cursor of a text view is hidden between two of its blinks. */
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "reading");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "reading");
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ENT_IS_EDITOR_CARD (child))
      ent_editor_card_set_editable (ENT_EDITOR_CARD (child), editable);
}

static void
ent_editor_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  EntEditorView *self = ENT_EDITOR_VIEW (widget);
  int margin = self->compact ? COMPACT_MARGIN : MAX ((width - COLUMN_WIDTH) / 2, SIDE_MARGIN);

  if (gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) != margin)
    {
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), margin);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), margin);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ent_editor_objects_fit (child, MAX (width - 2 * margin, 120));

  GTK_WIDGET_CLASS (ent_editor_view_parent_class)->size_allocate (widget, width, height, baseline);
}

/* A text view wants to be as wide as its longest line was: a cell gets narrower with its column. */
static void
ent_editor_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GTK_WIDGET_CLASS (ent_editor_view_parent_class)->measure (widget, orientation, for_size, minimum, natural,
                                                            minimum_baseline, natural_baseline);
  if (ENT_EDITOR_VIEW (widget)->compact && orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 4 * COMPACT_MARGIN;
}

/* ---- what is drawn beside the text ---- */

static void
ent_editor_view_snapshot_layer (GtkTextView      *view,
                                GtkTextViewLayer  layer,
                                GtkSnapshot      *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    ent_editor_drawing_snapshot (ENT_EDITOR_VIEW (view), snapshot, ENT_EDITOR_VIEW (view)->placeholder);
}

static void
ent_editor_view_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GdkRGBA color;

  GTK_WIDGET_CLASS (ent_editor_view_parent_class)->css_changed (widget, change);
  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color", &color))
    ent_editor_buffer_set_link_color (ent_editor_view_get_buffer (ENT_EDITOR_VIEW (widget)), &color);
}

/* ---- keys ---- */

/* A text view takes Enter for a new line whatever is held with it: Ctrl+Enter belongs to the screen (send, publish). */
static gboolean
give_to_screen (EntEditorView         *self,
                GtkEventControllerKey *controller)
{
  for (GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (self)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    if (!ENT_IS_EDITOR_VIEW (widget) && gtk_event_controller_key_forward (controller, widget))
      break;
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed_cb (EntEditorView         *self,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   GtkEventControllerKey *controller)
{
  EntEditorBuffer *buffer = ent_editor_view_get_buffer (self);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  /* A key pressed in a card (its button) is the card's. */
  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || !gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (modifiers & GDK_CONTROL_MASK)
        return give_to_screen (self, controller);
      if (modifiers == GDK_SHIFT_MASK)
        {
          ent_editor_buffer_insert_break (buffer);
          return GDK_EVENT_STOP;
        }
      if (modifiers == 0 && find_selected_child (self) != NULL)
        {
          ent_editor_objects_open (self, find_selected_child (self));
          return GDK_EVENT_STOP;
        }
      return modifiers == 0 && ent_editor_buffer_press_enter (buffer);

    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return modifiers == 0 && ent_editor_buffer_indent (buffer, 1);

    case GDK_KEY_ISO_Left_Tab:
      return ent_editor_buffer_indent (buffer, -1);

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
ent_editor_view_backspace (GtkTextView *view)
{
  if (!gtk_text_view_get_editable (view) ||
      !ent_editor_buffer_press_backspace (ent_editor_view_get_buffer (ENT_EDITOR_VIEW (view))))
    GTK_TEXT_VIEW_CLASS (ent_editor_view_parent_class)->backspace (view);
}

static void
ent_editor_view_delete_from_cursor (GtkTextView   *view,
                                    GtkDeleteType  type,
                                    int            count)
{
  if (type != GTK_DELETE_CHARS || count != 1 || !gtk_text_view_get_editable (view) ||
      !ent_editor_buffer_press_delete (ent_editor_view_get_buffer (ENT_EDITOR_VIEW (view))))
    GTK_TEXT_VIEW_CLASS (ent_editor_view_parent_class)->delete_from_cursor (view, type, count);
}

/* ---- clipboard ---- */

static void
ent_editor_view_copy_clipboard (GtkTextView *view)
{
  ent_editor_paste_copy (ENT_EDITOR_VIEW (view));
}

static void
ent_editor_view_cut_clipboard (GtkTextView *view)
{
  EntEditorBuffer *buffer = ent_editor_view_get_buffer (ENT_EDITOR_VIEW (view));

  ent_editor_paste_copy (ENT_EDITOR_VIEW (view));
  if (!gtk_text_view_get_editable (view))
    return;

  ent_editor_buffer_begin_command (buffer);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (buffer), TRUE, TRUE);
  ent_editor_buffer_end_command (buffer);
}

static void
ent_editor_view_paste_clipboard (GtkTextView *view)
{
  ent_editor_paste_from (ENT_EDITOR_VIEW (view), gtk_widget_get_clipboard (GTK_WIDGET (view)), ENT_EDITOR_PASTE_SHAPED);
}

/* ---- the cell written in ---- */

static void
on_focus_cb (EntEditorView *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    ent_editor_view_set_inner (self, NULL);
}

static void
say_place (EntEditorView *self)
{
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

/* ---- life ---- */

static GtkTextBuffer *
ent_editor_view_create_buffer (GtkTextView *view)
{
  return GTK_TEXT_BUFFER (ent_editor_buffer_new ());
}

static void
ent_editor_view_dispose (GObject *object)
{
  EntEditorView *self = ENT_EDITOR_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->inner);
  g_hash_table_remove_all (self->popovers);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ent_editor_view_parent_class)->dispose (object);
}

static void
ent_editor_view_finalize (GObject *object)
{
  EntEditorView *self = ENT_EDITOR_VIEW (object);

  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_pointer (&self->popovers, g_hash_table_unref);
  g_clear_pointer (&self->placeholder, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ent_editor_view_parent_class)->finalize (object);
}

static void
ent_editor_view_class_init (EntEditorViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = ent_editor_view_dispose;
  object_class->finalize = ent_editor_view_finalize;
  widget_class->size_allocate = ent_editor_view_size_allocate;
  widget_class->measure = ent_editor_view_measure;
  widget_class->css_changed = ent_editor_view_css_changed;
  signals[PLACE_CHANGED] = g_signal_new ("place-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[INNER_CHANGED] = g_signal_new ("inner-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  view_class->create_buffer = ent_editor_view_create_buffer;
  view_class->snapshot_layer = ent_editor_view_snapshot_layer;
  view_class->backspace = ent_editor_view_backspace;
  view_class->delete_from_cursor = ent_editor_view_delete_from_cursor;
  view_class->copy_clipboard = ent_editor_view_copy_clipboard;
  view_class->cut_clipboard = ent_editor_view_cut_clipboard;
  view_class->paste_clipboard = ent_editor_view_paste_clipboard;
}

static void
ent_editor_view_init (EntEditorView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkEventController *keys;

  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->popovers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_widget_unparent);
  self->cancellable = g_cancellable_new ();

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_top_margin (view, 18);
  gtk_text_view_set_bottom_margin (view, 18);
  gtk_text_view_set_pixels_inside_wrap (view, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "editor-text");
  g_signal_connect_object (gtk_text_view_get_buffer (view), "insert-child-anchor",
                           G_CALLBACK (on_anchor_inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "object-changed",
                           G_CALLBACK (on_object_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "place-changed", G_CALLBACK (say_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus_cb), NULL);
  g_signal_connect (self, "notify::editable", G_CALLBACK (on_editable_cb), NULL);

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  ent_editor_paste_install (self);
}

/**
 * ent_editor_view_get_buffer:
 * @self: a view
 *
 * Returns: (transfer none): its text
 */
EntEditorBuffer *
ent_editor_view_get_buffer (EntEditorView *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), NULL);

  return ENT_EDITOR_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

/**
 * ent_editor_view_find_object:
 * @self: a view
 * @anchor: (nullable): an object of its text
 *
 * Returns: (transfer none) (nullable): the widget that shows it
 */
GtkWidget *
ent_editor_view_find_object (EntEditorView      *self,
                             GtkTextChildAnchor *anchor)
{
  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); anchor != NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ent_editor_objects_get_anchor (child) == anchor)
      return child;
  return NULL;
}

/**
 * ent_editor_view_ensure_popover:
 * @self: a view
 * @type: a kind of #GtkPopover
 *
 * Returns: (transfer none): the one popover of this kind of the view
 */
GtkWidget *
ent_editor_view_ensure_popover (EntEditorView *self,
                                GType          type)
{
  GtkWidget *popover;

  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), NULL);
  g_return_val_if_fail (g_type_is_a (type, GTK_TYPE_POPOVER), NULL);

  popover = g_hash_table_lookup (self->popovers, GSIZE_TO_POINTER (type));
  if (popover == NULL)
    {
      popover = g_object_new (type, NULL);
      gtk_widget_set_parent (popover, GTK_WIDGET (self));
      g_hash_table_insert (self->popovers, GSIZE_TO_POINTER (type), popover);
    }
  return popover;
}

/**
 * ent_editor_view_set_workspace:
 * @self: a view
 * @workspace: (nullable): where pictures of texts shown from now on come from
 */
void
ent_editor_view_set_workspace (EntEditorView *self,
                               EntWorkspace  *workspace)
{
  g_return_if_fail (ENT_IS_EDITOR_VIEW (self));

  if (g_set_object (&self->workspace, workspace))
    g_hash_table_remove_all (self->textures);
}

/**
 * ent_editor_view_set_placeholder:
 * @self: a view
 * @words: (nullable): shown, greyed, while there is no text
 */
void
ent_editor_view_set_placeholder (EntEditorView *self,
                                 const char    *words)
{
  g_return_if_fail (ENT_IS_EDITOR_VIEW (self));

  g_free (self->placeholder);
  self->placeholder = g_strdup (words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ent_editor_view_get_workspace:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): where its pictures come from
 */
EntWorkspace *
ent_editor_view_get_workspace (EntEditorView *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), NULL);

  return self->workspace;
}

/**
 * ent_editor_view_make_compact:
 * @self: a view
 *
 * Makes it the cell of a table: as wide as its place, with small margins, and no ground of its own.
 */
void
ent_editor_view_make_compact (EntEditorView *self)
{
  GtkTextView *view;

  g_return_if_fail (ENT_IS_EDITOR_VIEW (self));

  view = GTK_TEXT_VIEW (self);
  self->compact = TRUE;
  gtk_text_view_set_top_margin (view, 0);
  gtk_text_view_set_bottom_margin (view, 0);
  gtk_text_view_set_left_margin (view, COMPACT_MARGIN);
  gtk_text_view_set_right_margin (view, COMPACT_MARGIN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
}

gboolean
ent_editor_view_get_compact (EntEditorView *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), FALSE);

  return self->compact;
}

GCancellable *
ent_editor_view_get_cancellable (EntEditorView *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), NULL);

  return self->cancellable;
}

/**
 * ent_editor_view_set_inner:
 * @self: a view
 * @inner: (nullable): a cell of one of its tables
 *
 * Commands now go to @inner, which belongs to whoever calls. Emits "inner-changed".
 */
void
ent_editor_view_set_inner (EntEditorView *self,
                           EntEditorView *inner)
{
  g_return_if_fail (ENT_IS_EDITOR_VIEW (self));
  g_return_if_fail (inner == NULL || ENT_IS_EDITOR_VIEW (inner));

  if (self->inner == inner)
    return;

  if (self->inner != NULL)
    g_signal_handlers_disconnect_by_data (self->inner, self);
  g_set_weak_pointer (&self->inner, inner);
  if (inner != NULL)
    g_signal_connect_object (inner, "place-changed", G_CALLBACK (say_place), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[INNER_CHANGED], 0);
  say_place (self);
}

/**
 * ent_editor_view_get_active:
 * @self: a view
 *
 * Returns: (transfer none): where commands go: the cell being written in, or @self
 */
EntEditorView *
ent_editor_view_get_active (EntEditorView *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (self), NULL);

  return self->inner != NULL ? ent_editor_view_get_active (self->inner) : self;
}
