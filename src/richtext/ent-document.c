/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* The rich text of the ENT. A document is an immutable list of blocks (paragraphs, pictures,
 * tables…), each standing in a chain of containers (lists, items, quotes, panes). The readers
 * (HTML, tiptap JSON) make documents, the writer gives HTML back; an editor or a merge makes
 * new documents out of the blocks of others. Every block read from HTML remembers its bytes, so
 * that what nobody touched is written back byte for byte, whatever happened to its neighbours.
 * Nothing here fails: what cannot be understood is kept as it is. All values are immutable and
 * may be read by any thread. */

#include "ent-document.h"

#include <string.h>

#include "ent-block-private.h"
#include "ent-html-reader-private.h"
#include "ent-html-writer-private.h"
#include "ent-json-reader-private.h"
#include "ent-plain-private.h"

struct _EntDocument
{
  GPtrArray *blocks;  /* (owned) (element-type EntBlock) */
  EntSource *source;  /* (owned) (nullable): the HTML it was read from, if unchanged */
};

G_DEFINE_BOXED_TYPE (EntDocument, ent_document, ent_document_ref, ent_document_unref)

static void
clear (gpointer data)
{
  EntDocument *self = data;

  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->source, ent_source_unref);
}

static EntDocument *
take_blocks (GPtrArray *blocks)
{
  EntDocument *self = g_atomic_rc_box_new0 (EntDocument);

  self->blocks = blocks;
  return self;
}

/**
 * ent_document_new_empty:
 *
 * Returns: (transfer full): a document without blocks, written as one empty paragraph
 */
EntDocument *
ent_document_new_empty (void)
{
  return ent_document_new_from_blocks (NULL, 0);
}

/**
 * ent_document_new_from_html:
 * @html: any HTML, as old and broken as it may be
 *
 * Never fails, runs nothing, asks nothing from any server. Time grows with the length of @html
 * only.
 *
 * Returns: (transfer full): what is in it
 */
EntDocument *
ent_document_new_from_html (const char *html)
{
  EntDocument *self;
  g_autoptr (EntSource) source = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  source = ent_source_new (html);
  self = take_blocks (ent_html_read (source));
  self->source = g_steal_pointer (&source);

  return self;
}

/**
 * ent_document_new_from_json:
 * @json: (nullable): a tiptap document (the ENT's jsonContent)
 *
 * Never fails: what is not understood is kept as text.
 *
 * Returns: (transfer full): what is in it
 */
EntDocument *
ent_document_new_from_json (JsonNode *json)
{
  return take_blocks (ent_json_read (json));
}

/**
 * ent_document_new_from_blocks:
 * @blocks: (array length=n_blocks) (nullable): blocks, made here or taken from other documents
 * @n_blocks: how many
 *
 * Returns: (transfer full): a document of these blocks
 */
EntDocument *
ent_document_new_from_blocks (EntBlock **blocks,
                              guint      n_blocks)
{
  GPtrArray *shared = g_ptr_array_new_full (n_blocks, (GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < n_blocks; i++)
    g_ptr_array_add (shared, ent_block_ref (blocks[i]));

  return take_blocks (shared);
}

/**
 * ent_document_splice:
 * @self: a document
 * @position: where, from 0
 * @n_removed: how many blocks go from there
 * @added: (array length=n_added) (nullable): blocks that come in their place
 * @n_added: how many
 *
 * Returns: (transfer full): the changed document
 */
EntDocument *
ent_document_splice (EntDocument  *self,
                     guint         position,
                     guint         n_removed,
                     EntBlock    **added,
                     guint         n_added)
{
  GPtrArray *blocks;

  g_return_val_if_fail (position <= self->blocks->len, NULL);
  g_return_val_if_fail (n_removed <= self->blocks->len - position, NULL);

  blocks = g_ptr_array_new_full (self->blocks->len - n_removed + n_added,
                                 (GDestroyNotify) ent_block_unref);
  for (guint i = 0; i < position; i++)
    g_ptr_array_add (blocks, ent_block_ref (g_ptr_array_index (self->blocks, i)));
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (blocks, ent_block_ref (added[i]));
  for (guint i = position + n_removed; i < self->blocks->len; i++)
    g_ptr_array_add (blocks, ent_block_ref (g_ptr_array_index (self->blocks, i)));

  return take_blocks (blocks);
}

EntDocument *
ent_document_ref (EntDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_document_unref (EntDocument *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

guint
ent_document_get_n_blocks (EntDocument *self)
{
  return self->blocks->len;
}

/**
 * ent_document_get_block:
 * @self: a document
 * @index: which, from 0
 *
 * Returns: (transfer none): the block
 */
EntBlock *
ent_document_get_block (EntDocument *self,
                        guint        index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * ent_document_dup_fingerprints:
 * @self: a document
 *
 * For who compares two texts block by block.
 *
 * Returns: (transfer full) (element-type utf8): the fingerprints of its blocks as a set; valid as long as @self
 */
GHashTable *
ent_document_dup_fingerprints (EntDocument *self)
{
  GHashTable *fingerprints = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->blocks->len; i++)
    g_hash_table_add (fingerprints, (gpointer) ent_block_get_fingerprint (g_ptr_array_index (self->blocks, i)));

  return fingerprints;
}

static char *
write_html (EntDocument *self,
            EntHtmlMode  mode)
{
  GString *out = g_string_sized_new (self->source != NULL ? self->source->length + 64 : 256);

  ent_html_write_blocks (out, self->blocks, mode);
  if (out->len == 0 || strspn (out->str, " \t\r\n\f") == out->len)
    g_string_assign (out, "<p></p>");   /* the ENT refuses an empty text */

  return g_string_free (out, FALSE);
}

/**
 * ent_document_to_html:
 * @self: a document
 *
 * For this computer: a document as it was read gives the very bytes it was read from; in a changed
 * one every block that was not touched keeps its own.
 *
 * Returns: (transfer full): HTML
 */
char *
ent_document_to_html (EntDocument *self)
{
  if (self->source != NULL)
    return g_strdup (self->source->text);

  return write_html (self, ENT_HTML_KEEP);
}

/**
 * ent_document_to_canonical_html:
 * @self: a document
 *
 * As if every block had been touched: only shapes that the ENT's cleaner leaves as they are.
 *
 * Returns: (transfer full): HTML
 */
char *
ent_document_to_canonical_html (EntDocument *self)
{
  return write_html (self, ENT_HTML_CANONICAL);
}

/**
 * ent_document_to_send_html:
 * @self: a document
 *
 * For the ENT: as ent_document_to_html(), but what its cleaner would lose words of, or refuse, is
 * written in the canonical shape (architecture §5.1). Never empty.
 *
 * Returns: (transfer full): HTML, well formed
 */
char *
ent_document_to_send_html (EntDocument *self)
{
  return write_html (self, ENT_HTML_SEND);
}

/**
 * ent_document_to_plain:
 * @self: a document
 *
 * Returns: (transfer full): its words, as the ENT's contentPlain has them
 */
char *
ent_document_to_plain (EntDocument *self)
{
  GString *out = g_string_new (NULL);

  ent_plain_write_blocks (out, self->blocks);
  return g_string_free (out, FALSE);
}

static guint
get_shared_depth (EntDocument *self,
                  guint        index)
{
  EntBlock *block = g_ptr_array_index (self->blocks, index);
  EntBlock *before = g_ptr_array_index (self->blocks, index - 1);

  return ent_container_get_common (before->container, block->container);
}

/**
 * ent_document_equal:
 * @a: a document
 * @b: another
 *
 * Compares what the documents say, not their bytes.
 *
 * Returns: %TRUE if both have equal blocks, grouped alike in lists and quotes
 */
gboolean
ent_document_equal (EntDocument *a,
                    EntDocument *b)
{
  if (a == b)
    return TRUE;
  if (a->blocks->len != b->blocks->len)
    return FALSE;

  for (guint i = 0; i < a->blocks->len; i++)
    if (!ent_block_equal (g_ptr_array_index (a->blocks, i), g_ptr_array_index (b->blocks, i)) ||
        (i > 0 && get_shared_depth (a, i) != get_shared_depth (b, i)))
      return FALSE;

  return TRUE;
}

guint
ent_document_count_words (EntDocument *self)
{
  g_autofree char *plain = ent_document_to_plain (self);

  return ent_plain_count_words (plain);
}

static gboolean
is_blank_block (EntBlock *block)
{
  if (block->runs == NULL)
    return FALSE;

  for (guint i = 0; i < block->runs->len; i++)
    {
      EntRun *run = g_ptr_array_index (block->runs, i);

      if (ent_run_get_kind (run) == ENT_RUN_BREAK)
        continue;
      if (ent_run_get_kind (run) != ENT_RUN_TEXT)
        return FALSE;
      for (const char *c = ent_run_get_text (run); *c != '\0'; c = g_utf8_next_char (c))
        if (!g_unichar_isspace (g_utf8_get_char (c)))
          return FALSE;
    }

  return TRUE;
}

/**
 * ent_document_is_blank:
 * @self: a document
 *
 * Returns: %TRUE if there is nothing in it that anybody could see
 */
gboolean
ent_document_is_blank (EntDocument *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    if (!is_blank_block (g_ptr_array_index (self->blocks, i)))
      return FALSE;

  return TRUE;
}
