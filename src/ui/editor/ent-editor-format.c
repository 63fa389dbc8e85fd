/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-format.h"

#include "ent-editor-buffer.h"

/* An action that toggles one mark. */
static const struct
{
  const char   *name;
  EntMarkFlags  flag;
} mark_actions[] = {
  { "bold", ENT_MARK_BOLD },
  { "italic", ENT_MARK_ITALIC },
  { "underline", ENT_MARK_UNDERLINE },
  { "strike", ENT_MARK_STRIKE },
  { "code", ENT_MARK_CODE },
  { "subscript", ENT_MARK_SUBSCRIPT },
  { "superscript", ENT_MARK_SUPERSCRIPT },
};

/* An action whose state is one style of the words: its css value, or nothing. */
static const struct
{
  const char *name;
  EntStyle    style;
} style_actions[] = {
  { "color", ENT_STYLE_COLOR },
  { "highlight", ENT_STYLE_HIGHLIGHT },
  { "size", ENT_STYLE_FONT_SIZE },
  { "font", ENT_STYLE_FONT_FAMILY },
  { "line-height", ENT_STYLE_LINE_HEIGHT },
};

/* From small to big; the normal one is not written. */
static const char *const sizes[] = { "14px", "", "18px", "24px" };

static EntEditorBuffer *
get_buffer (EntEditor *editor)
{
  return ent_editor_get_active_buffer (editor);
}

/* ---- doing; what is shown follows from the buffer's "place-changed" ---- */

static void
change_mark (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (mark_actions); i++)
    if (g_str_equal (mark_actions[i].name, name))
      ent_editor_buffer_toggle_flag (get_buffer (user_data), mark_actions[i].flag);
  gtk_widget_grab_focus (user_data);
}

static void
change_mark_style (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  const char *value = g_variant_get_string (state, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (style_actions); i++)
    if (g_str_equal (style_actions[i].name, name))
      ent_editor_buffer_set_mark_style (get_buffer (user_data), style_actions[i].style,
                                        *value != '\0' ? value : NULL);
  gtk_widget_grab_focus (user_data);
}

static void
step_size (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GActionGroup *format = ent_editor_get_format (user_data);
  g_autoptr (GVariant) state = g_action_group_get_action_state (format, "size");
  int by = g_str_equal (g_action_get_name (G_ACTION (action)), "bigger") ? 1 : -1;
  int at = 1;

  for (int i = 0; i < (int) G_N_ELEMENTS (sizes); i++)
    if (g_str_equal (sizes[i], g_variant_get_string (state, NULL)))
      at = i;
  at = CLAMP (at + by, 0, (int) G_N_ELEMENTS (sizes) - 1);
  g_action_group_activate_action (format, "size", g_variant_new_string (sizes[at]));
}

static void
change_list (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  gboolean bullets = g_str_equal (g_action_get_name (G_ACTION (action)), "bullets");

  ent_editor_buffer_toggle_list (get_buffer (user_data),
                                 bullets ? ENT_CONTAINER_BULLET_LIST : ENT_CONTAINER_ORDERED_LIST);
  gtk_widget_grab_focus (user_data);
}

static void
change_style (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  EntEditorBuffer *buffer = get_buffer (user_data);
  const char *name = g_variant_get_string (state, NULL);

  if (g_str_equal (name, "quote"))
    ent_editor_buffer_set_quote (buffer);
  else if (g_str_has_prefix (name, "heading-") && name[8] >= '1' && name[8] <= '6')
    ent_editor_buffer_set_type (buffer, ENT_BLOCK_HEADING, (guint) (name[8] - '0'));
  else if (g_str_equal (name, "paragraph"))
    ent_editor_buffer_set_type (buffer, ENT_BLOCK_PARAGRAPH, 0);
  gtk_widget_grab_focus (user_data);
}

/* ---- showing ---- */

static const char *
get_style_name (EntBlock *block)
{
  static const char *const headings[] = {
    "heading-1", "heading-2", "heading-3", "heading-4", "heading-5", "heading-6",
  };

  switch (ent_block_get_type_of (block))
    {
    case ENT_BLOCK_PARAGRAPH:
      return ent_block_get_quote_depth (block) > 0 ? "quote" : "paragraph";
    case ENT_BLOCK_HEADING:
      return headings[CLAMP (ent_block_get_level (block), 1, G_N_ELEMENTS (headings)) - 1];
    case ENT_BLOCK_CODE:
    case ENT_BLOCK_ALERT:
    case ENT_BLOCK_ATTACHMENTS:
    case ENT_BLOCK_RULE:
    case ENT_BLOCK_TABLE:
    case ENT_BLOCK_AUDIO:
    case ENT_BLOCK_VIDEO:
    case ENT_BLOCK_EMBED:
    case ENT_BLOCK_OPAQUE:
    default:
      return "other";
    }
}

/* (transfer full): as the menus name it, whichever way it is written in the text. */
static char *
dup_style_value (EntMarks *marks,
                 EntStyle  style)
{
  const char *value = ent_marks_get_style (marks, style);
  GdkRGBA rgba;

  if (value == NULL)
    return g_strdup ("");
  if ((style == ENT_STYLE_COLOR || style == ENT_STYLE_HIGHLIGHT) && gdk_rgba_parse (&rgba, value))
    return g_strdup_printf ("#%02X%02X%02X", (guint) (rgba.red * 255.0f + 0.5f),
                            (guint) (rgba.green * 255.0f + 0.5f), (guint) (rgba.blue * 255.0f + 0.5f));
  if (style == ENT_STYLE_FONT_SIZE && g_str_equal (value, "16px"))
    return g_strdup ("");
  return g_strdup (value);
}

static void
set_state (GActionGroup *self,
           const char   *name,
           GVariant     *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), state);
}

/**
 * ent_editor_format_update:
 * @self: the actions of @editor
 * @editor: an editor
 *
 * Shows what stands at the cursor in the states of the actions, and whether they may be used.
 */
void
ent_editor_format_update (GActionGroup *self,
                          EntEditor    *editor)
{
  EntEditorBuffer *buffer = get_buffer (editor);
  EntBlock *block = ent_editor_buffer_get_block_here (buffer);
  EntContainer *list = ent_container_get_list (ent_block_get_container (block));
  g_autoptr (EntMarks) marks = ent_editor_buffer_dup_marks (buffer);
  g_auto (GStrv) names = g_action_group_list_actions (self);
  gboolean editable = ent_editor_get_editable (editor);

  for (guint i = 0; i < G_N_ELEMENTS (mark_actions); i++)
    set_state (self, mark_actions[i].name,
               g_variant_new_boolean ((ent_marks_get_flags (marks) & mark_actions[i].flag) != 0));
  for (guint i = 0; i < G_N_ELEMENTS (style_actions); i++)
    set_state (self, style_actions[i].name,
               g_variant_new_take_string (dup_style_value (marks, style_actions[i].style)));
  set_state (self, "bullets",
             g_variant_new_boolean (list != NULL && ent_container_get_kind (list) == ENT_CONTAINER_BULLET_LIST));
  set_state (self, "numbers",
             g_variant_new_boolean (list != NULL && ent_container_get_kind (list) == ENT_CONTAINER_ORDERED_LIST));
  set_state (self, "style", g_variant_new_string (get_style_name (block)));

  for (guint i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])),
                                 editable);
}

/**
 * ent_editor_format_new:
 * @editor: an editor, which outlives the use of the actions
 *
 * Returns: (transfer full): the actions that format its text; ent_editor_format_update () keeps their states
 */
GActionGroup *
ent_editor_format_new (EntEditor *editor)
{
  static const GActionEntry others[] = {
    { "bullets", NULL, NULL, "false", change_list, { 0 } },
    { "numbers", NULL, NULL, "false", change_list, { 0 } },
    { "bigger", step_size, NULL, NULL, NULL, { 0 } },
    { "smaller", step_size, NULL, NULL, NULL, { 0 } },
    { "style", NULL, "s", "'paragraph'", change_style, { 0 } },
  };
  GSimpleActionGroup *self = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (mark_actions); i++)
    {
      const GActionEntry entry = { mark_actions[i].name, NULL, NULL, "false", change_mark, { 0 } };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, editor);
    }
  for (guint i = 0; i < G_N_ELEMENTS (style_actions); i++)
    {
      const GActionEntry entry = { style_actions[i].name, NULL, "s", "''", change_mark_style, { 0 } };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, editor);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self), others, G_N_ELEMENTS (others), editor);
  return G_ACTION_GROUP (self);
}
