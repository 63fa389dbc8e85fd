/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-block-private.h"

#include "ent-html-writer-private.h"
#include "ent-plain-private.h"

G_DEFINE_BOXED_TYPE (EntBlock, ent_block, ent_block_ref, ent_block_unref)

static void
clear_attribute (gpointer data)
{
  EntAttribute *attribute = data;

  g_free (attribute->value);
}

static void
clear (gpointer data)
{
  EntBlock *self = data;

  g_clear_pointer (&self->container, ent_container_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->table, ent_table_unref);
  g_clear_pointer (&self->attributes, g_array_unref);
  g_clear_pointer (&self->source, ent_source_unref);
  g_clear_pointer (&self->home, ent_container_unref);
  g_free (self->opaque);
  g_free (self->opaque_plain);
  g_free (self->fingerprint);
}

static GPtrArray *
share_runs (EntRun **runs,
            guint    n_runs)
{
  GPtrArray *shared = g_ptr_array_new_full (n_runs, (GDestroyNotify) ent_run_unref);

  for (guint i = 0; i < n_runs; i++)
    g_ptr_array_add (shared, ent_run_ref (runs[i]));

  return shared;
}

static EntBlock *
copy (EntBlock *self)
{
  EntBlock *other = ent_block_new_bare (self->type, self->container);

  other->level = self->level;
  other->align = self->align;
  other->runs = self->runs != NULL ? g_ptr_array_ref (self->runs) : NULL;
  other->table = self->table != NULL ? ent_table_ref (self->table) : NULL;
  other->attributes = self->attributes != NULL ? g_array_ref (self->attributes) : NULL;
  other->opaque = g_strdup (self->opaque);
  other->opaque_plain = g_strdup (self->opaque_plain);
  other->source = self->source != NULL ? ent_source_ref (self->source) : NULL;
  other->lump = self->lump;
  other->part = self->part;
  other->start = self->start;
  other->end = self->end;
  other->home = self->home != NULL ? ent_container_ref (self->home) : NULL;
  other->is_own = self->is_own;
  other->is_own_sendable = self->is_own_sendable;
  other->is_touched = self->is_touched;

  return other;
}

/* For the readers: a block to be filled before anybody else sees it. */
EntBlock *
ent_block_new_bare (EntBlockType  type,
                    EntContainer *container)
{
  EntBlock *self = g_atomic_rc_box_new0 (EntBlock);

  self->type = type;
  self->container = container != NULL ? ent_container_ref (container) : NULL;

  return self;
}

/* A paragraph of nothing but files is an object for the teacher, not a text. */
static void
settle_type (EntBlock *self)
{
  if (self->type != ENT_BLOCK_PARAGRAPH && self->type != ENT_BLOCK_ATTACHMENTS)
    return;

  self->type = ENT_BLOCK_PARAGRAPH;
  for (guint i = 0; i < self->runs->len; i++)
    if (ent_run_get_kind (g_ptr_array_index (self->runs, i)) != ENT_RUN_ATTACHMENTS)
      return;

  if (self->runs->len > 0)
    self->type = ENT_BLOCK_ATTACHMENTS;
}

void
ent_block_take_runs (EntBlock  *self,
                     GPtrArray *runs)
{
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = runs;
  settle_type (self);
}

static void
add_attribute (EntBlock   *self,
               const char *name,
               const char *value)
{
  EntAttribute attribute = { g_intern_string (name), g_strdup (value) };

  if (self->attributes == NULL)
    {
      self->attributes = g_array_new (FALSE, FALSE, sizeof (EntAttribute));
      g_array_set_clear_func (self->attributes, clear_attribute);
    }
  g_array_append_val (self->attributes, attribute);
}

/* Only while the block is being made, as the next. No value, no attribute. */
void
ent_block_set_attribute (EntBlock   *self,
                         const char *name,
                         const char *value)
{
  if (value != NULL)
    add_attribute (self, name, value);
}

/* An attribute that is written without a value, which the ENT's cleaner tells from an empty one. */
void
ent_block_set_bare_attribute (EntBlock   *self,
                              const char *name)
{
  add_attribute (self, name, NULL);
}

gboolean
ent_block_is_home (const EntBlock *self)
{
  return self->source != NULL && self->container == self->home;
}

/**
 * ent_block_new_text:
 * @type: %ENT_BLOCK_PARAGRAPH, _HEADING or _CODE
 * @level: of a heading, 1 to 6; else ignored
 * @align: its alignment
 * @container: (nullable): what it stands in
 * @runs: (array length=n_runs): its text and inline objects
 * @n_runs: how many
 *
 * Returns: (transfer full): a new block of text
 */
EntBlock *
ent_block_new_text (EntBlockType   type,
                    guint          level,
                    EntAlign       align,
                    EntContainer  *container,
                    EntRun       **runs,
                    guint          n_runs)
{
  EntBlock *self;

  g_return_val_if_fail (type == ENT_BLOCK_PARAGRAPH || type == ENT_BLOCK_HEADING ||
                        type == ENT_BLOCK_CODE, NULL);

  self = ent_block_new_bare (type, container);
  self->level = type == ENT_BLOCK_HEADING ? CLAMP (level, 1, 6) : 0;
  self->align = type == ENT_BLOCK_CODE ? ENT_ALIGN_NONE : align;
  ent_block_take_runs (self, share_runs (runs, n_runs));

  return self;
}

/**
 * ent_block_new_attachments:
 * @container: (nullable): what it stands in
 * @files: (array length=n_files): the files, at least one
 * @n_files: how many
 *
 * Returns: (transfer full): a new group of files
 */
EntBlock *
ent_block_new_attachments (EntContainer  *container,
                           EntFileLink  **files,
                           guint          n_files)
{
  g_autoptr (EntRun) run = NULL;

  g_return_val_if_fail (n_files > 0, NULL);

  run = ent_run_new_attachments (files, n_files);
  return ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, container, &run, 1);
}

EntBlock *
ent_block_new_rule (EntContainer *container)
{
  return ent_block_new_bare (ENT_BLOCK_RULE, container);
}

/**
 * ent_block_new_table:
 * @container: (nullable): what it stands in
 * @table: the rows and cells
 *
 * Returns: (transfer full): a new table
 */
EntBlock *
ent_block_new_table (EntContainer *container,
                     EntTable     *table)
{
  EntBlock *self = ent_block_new_bare (ENT_BLOCK_TABLE, container);

  self->table = ent_table_ref (table);
  return self;
}

/**
 * ent_block_new_object:
 * @type: %ENT_BLOCK_AUDIO, _VIDEO or _EMBED
 * @container: (nullable): what it stands in
 * @first_name: the first attribute's name
 * @...: its value, then more pairs, then %NULL; written in this order
 *
 * Returns: (transfer full): a new sound, video or frame
 */
EntBlock *
ent_block_new_object (EntBlockType  type,
                      EntContainer *container,
                      const char   *first_name,
                      ...)
{
  EntBlock *self;
  va_list args;

  g_return_val_if_fail (type == ENT_BLOCK_AUDIO || type == ENT_BLOCK_VIDEO ||
                        type == ENT_BLOCK_EMBED, NULL);

  self = ent_block_new_bare (type, container);
  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    ent_block_set_attribute (self, name, va_arg (args, const char *));
  va_end (args);

  return self;
}

/**
 * ent_block_new_opaque:
 * @container: (nullable): what it stands in
 * @html: its HTML, well formed
 * @plain: the words in it
 *
 * Returns: (transfer full): a block that is kept as it is
 */
EntBlock *
ent_block_new_opaque (EntContainer *container,
                      const char   *html,
                      const char   *plain)
{
  EntBlock *self = ent_block_new_bare (ENT_BLOCK_OPAQUE, container);

  self->opaque = g_strdup (html);
  self->opaque_plain = g_strdup (plain);
  return self;
}

EntBlock *
ent_block_ref (EntBlock *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_block_unref (EntBlock *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * ent_block_with_runs:
 * @self: a block of text
 * @runs: (array length=n_runs): its new text and inline objects
 * @n_runs: how many
 *
 * Returns: (transfer full): the block with another text, in the same place
 */
EntBlock *
ent_block_with_runs (EntBlock  *self,
                     EntRun   **runs,
                     guint      n_runs)
{
  EntBlock *other;

  g_return_val_if_fail (ent_block_has_runs (self), NULL);

  other = copy (self);
  ent_block_take_runs (other, share_runs (runs, n_runs));
  other->is_touched = TRUE;

  return other;
}

/**
 * ent_block_with_type:
 * @self: a block of text
 * @type: %ENT_BLOCK_PARAGRAPH, _HEADING or _CODE
 * @level: of a heading, 1 to 6; else ignored
 *
 * Returns: (transfer full): the same text as another kind of block, in the same place
 */
EntBlock *
ent_block_with_type (EntBlock     *self,
                     EntBlockType  type,
                     guint         level)
{
  EntBlock *other;

  g_return_val_if_fail (ent_block_has_runs (self), NULL);
  g_return_val_if_fail (type == ENT_BLOCK_PARAGRAPH || type == ENT_BLOCK_HEADING ||
                        type == ENT_BLOCK_CODE, NULL);

  other = copy (self);
  other->type = type;
  other->level = type == ENT_BLOCK_HEADING ? CLAMP (level, 1, 6) : 0;
  g_clear_pointer (&other->attributes, g_array_unref);
  settle_type (other);
  other->is_touched = TRUE;

  return other;
}

/**
 * ent_block_with_align:
 * @self: a block of text
 * @align: its new alignment
 *
 * Returns: (transfer full): the block aligned so, in the same place
 */
EntBlock *
ent_block_with_align (EntBlock *self,
                      EntAlign  align)
{
  EntBlock *other;

  g_return_val_if_fail (ent_block_has_runs (self), NULL);

  other = copy (self);
  other->align = align;
  other->is_touched = TRUE;

  return other;
}

/**
 * ent_block_with_table:
 * @self: a table
 * @table: its new rows and cells
 *
 * Returns: (transfer full): the block with another table, in the same place
 */
EntBlock *
ent_block_with_table (EntBlock *self,
                      EntTable *table)
{
  EntBlock *other;

  g_return_val_if_fail (self->type == ENT_BLOCK_TABLE, NULL);

  other = copy (self);
  ent_table_unref (other->table);
  other->table = ent_table_ref (table);
  other->is_touched = TRUE;

  return other;
}

/**
 * ent_block_with_container:
 * @self: a block
 * @container: (nullable): what it is to stand in
 *
 * The block's own bytes stay as they are: it is moved, not changed.
 *
 * Returns: (transfer full): the block in another place
 */
EntBlock *
ent_block_with_container (EntBlock     *self,
                          EntContainer *container)
{
  EntBlock *other = copy (self);

  g_clear_pointer (&other->container, ent_container_unref);
  other->container = container != NULL ? ent_container_ref (container) : NULL;

  return other;
}

/**
 * ent_block_touch:
 * @self: a block
 *
 * Returns: (transfer full): the same block, to be written in the canonical shape
 */
EntBlock *
ent_block_touch (EntBlock *self)
{
  EntBlock *other = copy (self);

  other->is_touched = TRUE;
  return other;
}

EntBlockType
ent_block_get_type_of (const EntBlock *self)
{
  return self->type;
}

gboolean
ent_block_has_runs (const EntBlock *self)
{
  return self->runs != NULL;
}

guint
ent_block_get_level (const EntBlock *self)
{
  return self->level;
}

EntAlign
ent_block_get_align (const EntBlock *self)
{
  return self->align;
}

/**
 * ent_block_get_container:
 * @self: a block
 *
 * Returns: (transfer none) (nullable): what it stands in, %NULL for the text itself
 */
EntContainer *
ent_block_get_container (const EntBlock *self)
{
  return self->container;
}

guint
ent_block_get_n_runs (const EntBlock *self)
{
  return self->runs != NULL ? self->runs->len : 0;
}

/**
 * ent_block_get_run:
 * @self: a block
 * @index: which
 *
 * Returns: (transfer none): the run
 */
EntRun *
ent_block_get_run (const EntBlock *self,
                   guint           index)
{
  g_return_val_if_fail (index < ent_block_get_n_runs (self), NULL);

  return g_ptr_array_index (self->runs, index);
}

/**
 * ent_block_get_table:
 * @self: a block
 *
 * Returns: (transfer none) (nullable): a table's rows and cells
 */
EntTable *
ent_block_get_table (const EntBlock *self)
{
  return self->table;
}

/**
 * ent_block_get_attribute:
 * @self: a block
 * @name: "src", "data-document-id", "width"…; an alert's "class"
 *
 * Returns: (nullable): the attribute of an object, empty for one without value
 */
const char *
ent_block_get_attribute (const EntBlock *self,
                         const char     *name)
{
  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++)
    {
      EntAttribute *attribute = &g_array_index (self->attributes, EntAttribute, i);

      if (g_str_equal (attribute->name, name))
        return attribute->value != NULL ? attribute->value : "";
    }

  return NULL;
}

/**
 * ent_block_is_touched:
 * @self: a block
 *
 * Returns: %TRUE if it is written in the canonical shape and not from the bytes it was read from
 */
gboolean
ent_block_is_touched (const EntBlock *self)
{
  return self->is_touched || self->source == NULL;
}

guint
ent_block_get_list_level (const EntBlock *self)
{
  return ent_container_get_list_level (self->container);
}

guint
ent_block_get_quote_depth (const EntBlock *self)
{
  return ent_container_get_quote_depth (self->container);
}

/**
 * ent_block_starts_item:
 * @self: a block
 * @previous: (nullable): the block before it
 *
 * Returns: %TRUE if a bullet or a number stands before it
 */
gboolean
ent_block_starts_item (const EntBlock *self,
                       const EntBlock *previous)
{
  EntContainer *item = ent_container_get_item (self->container);

  if (item == NULL)
    return FALSE;

  return previous == NULL ||
         ent_container_get_common (self->container, previous->container) <
         ent_container_get_depth (item);
}

/**
 * ent_block_dup_source:
 * @self: a block
 *
 * Returns: (transfer full): the bytes it was read from, or its canonical HTML if it was touched or
 * has none
 */
char *
ent_block_dup_source (EntBlock *self)
{
  if (ent_block_is_touched (self))
    return ent_block_to_html (self);

  return g_strndup (self->source->text + self->start, self->end - self->start);
}

/**
 * ent_block_to_html:
 * @self: a block
 *
 * Returns: (transfer full): its canonical HTML, without what it stands in
 */
char *
ent_block_to_html (EntBlock *self)
{
  GString *out = g_string_new (NULL);

  ent_html_write_block (out, self, ENT_HTML_CANONICAL);
  return g_string_free (out, FALSE);
}

/**
 * ent_block_to_plain:
 * @self: a block
 *
 * Returns: (transfer full): its words, without formatting
 */
char *
ent_block_to_plain (EntBlock *self)
{
  GString *out = g_string_new (NULL);

  ent_plain_write_block (out, self);
  return g_string_free (out, FALSE);
}

static void
write_chain (GString      *out,
             EntContainer *container)
{
  if (container == NULL)
    return;

  write_chain (out, ent_container_get_parent (container));
  switch (ent_container_get_kind (container))
    {
    case ENT_CONTAINER_BULLET_LIST:
      g_string_append (out, "ul ");
      break;
    case ENT_CONTAINER_ORDERED_LIST:
      g_string_append_printf (out, "ol(%d,%s) ", ent_container_get_start (container),
                              ent_container_get_list_type (container));
      break;
    case ENT_CONTAINER_ITEM:
      g_string_append (out, "li ");
      break;
    case ENT_CONTAINER_QUOTE:
      g_string_append (out, "quote ");
      break;
    case ENT_CONTAINER_PANE:
      g_string_append_printf (out, "pane(%s) ", ent_container_get_pane_type (container));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * ent_block_get_fingerprint:
 * @self: a block
 *
 * What the block is and says, what it stands in included, without what changes by itself (the time
 * stamps the ENT's web editor puts behind pictures' addresses). Any thread may ask.
 *
 * Returns: (transfer none): equal for equal blocks
 */
const char *
ent_block_get_fingerprint (EntBlock *self)
{
  GString *out;
  char *made;

  if (g_atomic_pointer_get (&self->fingerprint) != NULL)
    return g_atomic_pointer_get (&self->fingerprint);

  out = g_string_new (NULL);
  write_chain (out, self->container);
  ent_html_write_block (out, self, ENT_HTML_STEADY);
  made = g_string_free (out, FALSE);
  if (!g_atomic_pointer_compare_and_exchange (&self->fingerprint, NULL, made))
    g_free (made);

  return g_atomic_pointer_get (&self->fingerprint);
}

/**
 * ent_block_equal:
 * @a: a block
 * @b: another
 *
 * Returns: %TRUE if both are and say the same, in containers of the same shape
 */
gboolean
ent_block_equal (EntBlock *a,
                 EntBlock *b)
{
  return a == b ||
         g_str_equal (ent_block_get_fingerprint (a), ent_block_get_fingerprint (b));
}

/**
 * ent_block_type_to_string:
 * @type: a type
 *
 * Returns: its name, as the test tools print it
 */
const char *
ent_block_type_to_string (EntBlockType type)
{
  static const char * const names[] = {
    "paragraph", "heading", "code", "alert", "attachments", "rule",
    "table", "audio", "video", "embed", "opaque",
  };

  g_return_val_if_fail (type < G_N_ELEMENTS (names), NULL);

  return names[type];
}

/**
 * ent_align_to_string:
 * @align: an alignment
 *
 * Returns: (nullable): its css value, %NULL for none
 */
const char *
ent_align_to_string (EntAlign align)
{
  static const char * const names[] = { NULL, "left", "center", "right", "justify" };

  g_return_val_if_fail (align < G_N_ELEMENTS (names), NULL);

  return names[align];
}
