/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

/* The editor's folder in ten lines. An EntDocument is a list of immutable blocks; EntEditorBuffer shows it one line a block and
 * remembers which block each line came from, so that what is not touched is given back byte for byte (ent-editor-buffer.c: lines
 * and steps; ent-editor-lines.c: blocks to characters and back; ent-editor-marks.c: marks and links; ent-editor-outline.c: kinds of
 * lines, lists, keys). EntEditorHistory undoes by putting blocks back. EntEditorView is the text view: column, bullets, objects,
 * keys, clipboard. EntEditorCard and EntEditorPicture are the objects. EntEditor joins a view, a draft and the actions of the
 * keyboard and of EntEditorBar: those of ent-editor-format.c say in their state what stands at the cursor. A character wears at most one EntEditorTag, which stands for all its marks; a line's kind is
 * never read from its tags, its block knows it. */

#include "ent-editor.h"

#include <glib/gi18n.h>

#include "ent-editor-actions.h"
#include "ent-editor-format.h"
#include "ent-editor-link-popover.h"
#include "ent-editor-objects.h"
#include "ent-editor-view.h"
#include "ent-table-edit.h"
#include "ent-unparent.h"

struct _EntEditor
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scroller;
  EntEditorView     *view;
  GtkWidget         *link;       /* (nullable): the popover, made when first asked for */
  GActionGroup      *format;     /* (owned) */

  EntDraft          *draft;      /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_EDITABLE,
  PROP_N_WORDS,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};

enum
{
  CHANGED,
  STYLE_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntEditor, ent_editor, GTK_TYPE_WIDGET)

/* The text. */
static EntEditorBuffer *
get_text (EntEditor *self)
{
  return ent_editor_view_get_buffer (self->view);
}

static void
notify_text (EntEditor *self)
{
  ent_editor_actions_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WORDS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
on_edited_cb (EntEditor *self)
{
  if (self->draft != NULL)
    ent_draft_touch (self->draft);
  notify_text (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_place_changed_cb (EntEditor *self)
{
  if (self->format != NULL)
    ent_editor_format_update (self->format, self);
  g_signal_emit (self, signals[STYLE_CHANGED], 0);
}

static void
on_view_editable_cb (EntEditor *self)
{
  ent_editor_actions_update (self);
  ent_editor_format_update (self->format, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/* ---- the draft ---- */

static EntDocument *
take_snapshot_cb (gpointer user_data)
{
  return ent_editor_dup_snapshot (user_data);
}

static void
on_text_replaced_cb (EntEditor *self)
{
  ent_editor_buffer_replace_document (get_text (self), ent_draft_get_document (self->draft));
  notify_text (self);
}

static void
drop_draft (EntEditor *self)
{
  if (self->draft == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->draft, self);
  /* Saves what is not saved yet. */
  ent_draft_set_snapshot (self->draft, NULL, NULL);
  g_clear_object (&self->draft);
}

/* What was typed goes to the disk when the cursor leaves the text. */
static void
on_focus_left_cb (EntEditor *self)
{
  if (self->draft != NULL && !ent_draft_is_saved (self->draft))
    ent_draft_save_async (self->draft, NULL, NULL);
}

/* ---- vfuncs ---- */

static gboolean
ent_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ent_editor_view_get_active (ENT_EDITOR (widget)->view)));
}

static void
ent_editor_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  EntEditor *self = ENT_EDITOR (object);

  switch (prop_id)
    {
    case PROP_EDITABLE:
      g_value_set_boolean (value, ent_editor_get_editable (self));
      break;
    case PROP_N_WORDS:
      g_value_set_uint (value, ent_editor_get_n_words (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, ent_editor_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, ent_editor_get_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_editor_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITABLE:
      ent_editor_set_editable (ENT_EDITOR (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_editor_dispose (GObject *object)
{
  EntEditor *self = ENT_EDITOR (object);

  drop_draft (self);
  g_clear_object (&self->format);
  g_clear_pointer (&self->link, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EDITOR);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_editor_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_WORDS] = g_param_spec_uint ("n-words", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, read);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_editor_class_init (EntEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ent_editor_get_property;
  object_class->set_property = ent_editor_set_property;
  object_class->dispose = ent_editor_dispose;
  widget_class->grab_focus = ent_editor_grab_focus;
  install_properties (object_class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STYLE_CHANGED] = g_signal_new ("style-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ENT_TYPE_EDITOR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntEditor, view);

  ent_editor_actions_install (widget_class);
}

static void
ent_editor_init (EntEditor *self)
{
  GtkEventController *focus;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->format = ent_editor_format_new (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "format", self->format);

  g_signal_connect_object (get_text (self), "edited", G_CALLBACK (on_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "place-changed", G_CALLBACK (on_place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::editable", G_CALLBACK (on_view_editable_cb), self,
                           G_CONNECT_SWAPPED);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  ent_editor_actions_add_shortcuts (self);
  ent_editor_actions_update (self);
  ent_editor_format_update (self->format, self);
  ent_editor_set_label (self, _("Text"));
}

/* ---- public ---- */

/**
 * ent_editor_new:
 *
 * Returns: an empty editor
 */
GtkWidget *
ent_editor_new (void)
{
  return g_object_new (ENT_TYPE_EDITOR, NULL);
}

/**
 * ent_editor_set_document:
 * @self: an editor
 * @document: (nullable): a text, %NULL for an empty one
 *
 * Shows @document; there is nothing to undo, and "changed" is not emitted. With a draft, use the draft's document instead.
 */
void
ent_editor_set_document (EntEditor   *self,
                         EntDocument *document)
{
  g_autoptr (EntDocument) empty = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start;

  g_return_if_fail (ENT_IS_EDITOR (self));

  if (document == NULL)
    document = empty = ent_document_new_empty ();
  ent_editor_buffer_set_document (get_text (self), document);
  buffer = GTK_TEXT_BUFFER (get_text (self));
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &start, 0.0, FALSE, 0.0, 0.0);
  notify_text (self);
}

/**
 * ent_editor_get_document:
 * @self: an editor
 *
 * Blocks that were not touched are the very ones that were opened. Only lines touched since the last call are read.
 *
 * Returns: (transfer none): what is shown now, kept until the next change
 */
EntDocument *
ent_editor_get_document (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), NULL);

  return ent_editor_buffer_get_document (get_text (self));
}

/**
 * ent_editor_dup_snapshot:
 * @self: an editor
 *
 * Returns: (transfer full): what is shown now
 */
EntDocument *
ent_editor_dup_snapshot (EntEditor *self)
{
  return ent_document_ref (ent_editor_get_document (self));
}

/**
 * ent_editor_set_draft:
 * @self: an editor
 * @draft: (nullable): a text being written; %NULL lets go of the present one, which saves first
 *
 * Shows the draft and keeps the two together: every change touches the draft, which takes the text when it is time to save; when
 * the draft is replaced underneath, the new text is shown as one step that can be undone.
 */
void
ent_editor_set_draft (EntEditor *self,
                      EntDraft  *draft)
{
  g_return_if_fail (ENT_IS_EDITOR (self));
  g_return_if_fail (draft == NULL || ENT_IS_DRAFT (draft));

  if (self->draft == draft)
    return;

  drop_draft (self);
  if (draft == NULL)
    return;

  self->draft = g_object_ref (draft);
  ent_editor_set_document (self, ent_draft_get_document (draft));
  ent_draft_set_snapshot (draft, take_snapshot_cb, self);
  g_signal_connect_object (draft, "text-replaced", G_CALLBACK (on_text_replaced_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ent_editor_get_draft:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the draft written here
 */
EntDraft *
ent_editor_get_draft (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), NULL);

  return self->draft;
}

/**
 * ent_editor_set_workspace:
 * @self: an editor
 * @workspace: (nullable): where the pictures of the texts shown from now on come from
 */
void
ent_editor_set_workspace (EntEditor    *self,
                          EntWorkspace *workspace)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  ent_editor_view_set_workspace (self->view, workspace);
}

gboolean
ent_editor_get_editable (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), FALSE);

  return gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
}

void
ent_editor_set_editable (EntEditor *self,
                         gboolean   editable)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}

/**
 * ent_editor_make_compact:
 * @self: an editor
 *
 * For a passage among others: small margins, the ground of what it stands on, as high as its text; what it stands in
 * scrolls.
 */
void
ent_editor_make_compact (EntEditor *self)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  ent_editor_view_make_compact (self->view);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
}

/**
 * ent_editor_set_max_height:
 * @self: an editor
 * @max_height: pixels, or -1 to take the height of its place
 *
 * Makes the editor as high as its text, and scroll beyond @max_height.
 */
void
ent_editor_set_max_height (EntEditor *self,
                           int        max_height)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  gtk_scrolled_window_set_propagate_natural_height (self->scroller, max_height >= 0);
  gtk_scrolled_window_set_max_content_height (self->scroller, max_height);
}

void
ent_editor_set_placeholder (EntEditor  *self,
                            const char *words)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  ent_editor_view_set_placeholder (self->view, words);
}

void
ent_editor_set_label (EntEditor  *self,
                      const char *label)
{
  g_return_if_fail (ENT_IS_EDITOR (self));
  g_return_if_fail (label != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

guint
ent_editor_get_n_words (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), 0);

  return ent_editor_buffer_count_words (get_text (self));
}

gboolean
ent_editor_get_can_undo (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), FALSE);

  return ent_editor_get_editable (self) && ent_editor_buffer_can_undo (get_text (self));
}

gboolean
ent_editor_get_can_redo (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), FALSE);

  return ent_editor_get_editable (self) && ent_editor_buffer_can_redo (get_text (self));
}

static void
show_cursor (EntEditor *self)
{
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (get_text (self))));
}

void
ent_editor_undo (EntEditor *self)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  if (!ent_editor_get_can_undo (self))
    return;

  ent_editor_buffer_undo (get_text (self));
  show_cursor (self);
}

void
ent_editor_redo (EntEditor *self)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  if (!ent_editor_get_can_redo (self))
    return;

  ent_editor_buffer_redo (get_text (self));
  show_cursor (self);
}

void
ent_editor_focus_start (EntEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;

  g_return_if_fail (ENT_IS_EDITOR (self));

  buffer = GTK_TEXT_BUFFER (get_text (self));
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * ent_editor_get_format:
 * @self: an editor
 *
 * Returns: (transfer none): the actions "format.…": each says in its state what stands at the cursor
 */
GActionGroup *
ent_editor_get_format (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), NULL);

  return self->format;
}

/**
 * ent_editor_insert_block:
 * @self: an editor
 * @block: an object without a place: a rule, a table…
 *
 * Puts it at the cursor, on a line of its own.
 */
void
ent_editor_insert_block (EntEditor *self,
                         EntBlock  *block)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  if (!ent_editor_get_editable (self))
    return;

  ent_editor_buffer_insert_block (ent_editor_get_active_buffer (self), block);
  show_cursor (self);
}

/**
 * ent_editor_insert_table:
 * @self: an editor
 * @n_rows: at least 1
 * @n_columns: at least 1
 *
 * Puts a table at the cursor, after the table the cursor is in if it is in one, and goes on in its first cell.
 */
void
ent_editor_insert_table (EntEditor *self,
                         guint      n_rows,
                         guint      n_columns)
{
  g_autoptr (EntTable) table = NULL;
  g_autoptr (EntBlock) block = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  GtkWidget *object;

  g_return_if_fail (ENT_IS_EDITOR (self));
  g_return_if_fail (n_rows > 0 && n_columns > 0);

  if (!ent_editor_get_editable (self))
    return;

  table = ent_table_new_blank (n_rows, n_columns, FALSE);
  block = ent_block_new_table (NULL, table);
  buffer = GTK_TEXT_BUFFER (get_text (self));
  ent_editor_buffer_insert_block (get_text (self), block);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_backward_line (&iter);
  object = ent_editor_view_find_object (self->view, gtk_text_iter_get_child_anchor (&iter));
  if (object != NULL)
    ent_editor_objects_open (self->view, object);
  show_cursor (self);
}

/**
 * ent_editor_set_pane:
 * @self: an editor
 * @pane_type: (nullable): "info", "success" or "warning"; %NULL to take the selected lines out of their pane
 *
 * Puts the selected lines in an information pane.
 */
void
ent_editor_set_pane (EntEditor  *self,
                     const char *pane_type)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  if (ent_editor_get_editable (self))
    ent_editor_buffer_set_pane (ent_editor_get_active_buffer (self), pane_type);
}

char *
ent_editor_dup_link (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), NULL);

  return ent_editor_buffer_dup_link (ent_editor_get_active_buffer (self));
}

void
ent_editor_set_link (EntEditor  *self,
                     const char *href)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  ent_editor_buffer_set_link (ent_editor_get_active_buffer (self), href);
}

/**
 * ent_editor_ask_link:
 * @self: an editor
 *
 * Asks for the address of the link at the cursor, or of a new one.
 */
void
ent_editor_ask_link (EntEditor *self)
{
  g_return_if_fail (ENT_IS_EDITOR (self));

  if (self->link == NULL)
    {
      self->link = ent_editor_link_popover_new (self);
      gtk_widget_set_parent (self->link, GTK_WIDGET (self->view));
    }
  ent_editor_link_popover_ask (ENT_EDITOR_LINK_POPOVER (self->link));
}

EntEditorBuffer *
ent_editor_get_active_buffer (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), NULL);

  return ent_editor_view_get_buffer (ent_editor_view_get_active (self->view));
}

GtkTextView *
ent_editor_get_view (EntEditor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR (self), NULL);

  return GTK_TEXT_VIEW (self->view);
}
