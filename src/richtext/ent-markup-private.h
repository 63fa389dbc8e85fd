/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The elements the reader does something about; the rest is UNKNOWN. */
typedef enum
{
  ENT_TAG_TEXT,      /* not an element */
  ENT_TAG_ROOT,      /* the text itself */
  ENT_TAG_UNKNOWN,
  ENT_TAG_A,
  ENT_TAG_AUDIO,
  ENT_TAG_B,         /* and strong */
  ENT_TAG_BLOCK,     /* address, article, details, section…: groups blocks, means nothing here */
  ENT_TAG_BLOCKQUOTE,
  ENT_TAG_BR,
  ENT_TAG_CELL,      /* td */
  ENT_TAG_CENTER,
  ENT_TAG_CODE,
  ENT_TAG_DIV,
  ENT_TAG_FOREIGN,   /* svg, math, object, canvas…: what no text is made of */
  ENT_TAG_FONT,
  ENT_TAG_HEADER,    /* th */
  ENT_TAG_HEADING,   /* h1 to h6 */
  ENT_TAG_HR,
  ENT_TAG_I,         /* and em */
  ENT_TAG_IFRAME,
  ENT_TAG_IMG,
  ENT_TAG_LI,
  ENT_TAG_MARK,
  ENT_TAG_MATHJAX,
  ENT_TAG_OL,
  ENT_TAG_P,
  ENT_TAG_PRE,
  ENT_TAG_ROW,       /* tr */
  ENT_TAG_ROWS,      /* thead, tbody, tfoot */
  ENT_TAG_S,         /* and del, strike */
  ENT_TAG_SCRIPT,    /* and style, title: their content is no text */
  ENT_TAG_SOURCE,
  ENT_TAG_SPAN,
  ENT_TAG_SUB,
  ENT_TAG_SUP,
  ENT_TAG_TABLE,
  ENT_TAG_U,
  ENT_TAG_UL,
  ENT_TAG_VIDEO,
  ENT_TAG_VOID,      /* input, meta, col…: empty and meaningless here */
} EntTag;

typedef struct _EntNode EntNode;

struct _EntNode
{
  EntTag    tag;
  guint     level;          /* of a heading */
  gsize     start;          /* bytes from the start of the text: its start tag */
  gsize     inner_start;    /* after its start tag */
  gsize     inner_end;      /* its end tag, or where it was closed */
  gsize     end;            /* after its end tag */
  guint     is_closed : 1;  /* has an end tag of its own, or needs none */
  guint     is_block : 1;
  guint     is_loose : 1;   /* the ENT's cleaner does not know that it is a block */
  guint     has_block : 1;  /* a block stands somewhere in it */
  EntNode  *parent;         /* (unowned) (nullable) */
  EntNode  *first;          /* (unowned) (nullable): first child */
  EntNode  *last;           /* (unowned) (nullable) */
  EntNode  *before;         /* (unowned) (nullable): sibling before */
  EntNode  *next;           /* (unowned) (nullable): sibling after */
};

/* The elements of a text as they are written, nothing repaired. */
typedef struct _EntMarkup EntMarkup;

EntMarkup  *ent_markup_new           (const char    *text,
                                      gsize          length);
void        ent_markup_free          (EntMarkup     *self);
EntNode    *ent_markup_get_root      (EntMarkup     *self);
const char *ent_markup_get_text      (EntMarkup     *self);
gboolean    ent_markup_is_sound      (EntMarkup     *self,
                                      gsize          start,
                                      gsize          end);
char       *ent_markup_dup_attribute (EntMarkup     *self,
                                      const EntNode *node,
                                      const char    *name);
gboolean    ent_markup_has_script_attribute (EntMarkup     *self,
                                             const EntNode *node);
char       *ent_markup_decode        (EntMarkup     *self,
                                      gsize          start,
                                      gsize          end);
gboolean    ent_markup_is_space      (EntMarkup     *self,
                                      const EntNode *node);
char       *ent_css_dup_value        (const char    *style,
                                      const char    *property);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMarkup, ent_markup_free)

/* Inside the parser. */
struct _EntMarkup
{
  const char *text;         /* (unowned) (not nullable): must outlive the markup */
  gsize       length;
  GSList     *chunks;       /* (owned) (element-type EntNode[]) */
  guint       used;         /* nodes of the first chunk in use */
  EntNode    *root;         /* (unowned) */
  EntNode    *current;      /* (unowned): innermost open element */
  guint       depth;
  GArray     *defects;      /* (owned) (element-type gsize): sorted once parsing is over */
  GHashTable *entities;     /* (owned) (element-type utf8 utf8): named characters met so far */

  /* Searches that found nothing need not be made again: this keeps broken texts linear. */
  gsize       wasted;       /* bytes looked at in vain for the end of a tag */
  gboolean    no_comment_end;
  guint       no_raw_end;   /* a bit for each raw element */
};

/* Of an element's name. */
static inline gboolean
ent_markup_is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == ':' || c == '_' || c == '.';
}

typedef struct
{
  const char *name;
  EntTag      tag;
  guint       level : 4;
  guint       is_block : 1;
  guint       is_void : 1;
  guint       is_raw : 1;   /* its content is not markup */
  guint       is_loose : 1; /* the ENT's cleaner does not know that it is a block */
} EntTagInfo;

const EntTagInfo *ent_tag_lookup     (const char    *name,
                                      gsize          length);
char             *ent_entities_decode (const char   *text,
                                       gsize         length,
                                       gboolean      in_attribute,
                                       GHashTable   *names);

G_END_DECLS
