/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* A document of the workspace as the wire shows it, and who may touch it. */
#define ENT_TRAINING_LIBRARY_ACTION "org-entcore-workspace-controllers-WorkspaceController|"

/* Of "d" in a FROM clause; members that may be absent are null, see ent_training_library_tidy(). */
#define ENT_TRAINING_LIBRARY_JSON \
  "json_object ('_id', d.id, 'name', d.name, 'nameSearch', fold (d.name), 'eType', d.kind," \
  " 'file', d.file, 'fileDate', strftime ('%Y-%m-%d %H:%M.%S', d.file_date / 1000, 'unixepoch'," \
  " 'localtime') || printf ('.%03d', d.file_date % 1000), 'metadata', json (iif (d.kind =" \
  " 'folder', 'null', json_object ('name', d.form_name, 'filename', d.filename," \
  " 'content-type', d.content_type, 'content-transfer-encoding', '7bit', 'charset', 'UTF-8'," \
  " 'size', d.size))), 'thumbnails', (SELECT json_group_object (t.size, t.file) FROM thumbnail" \
  " t WHERE t.document_id = d.id), 'eParent', d.parent, 'ancestors', (WITH RECURSIVE up (id," \
  " depth) AS (SELECT d.parent, 0 WHERE d.parent IS NOT NULL UNION ALL SELECT u.parent," \
  " up.depth + 1 FROM up JOIN document u ON u.id = up.id WHERE u.parent IS NOT NULL) SELECT" \
  " json_group_array (id) FROM (SELECT id FROM up ORDER BY depth DESC)), 'owner', d.owner_id," \
  " 'ownerName', (SELECT display_name FROM person o WHERE o.id = d.owner_id), 'created'," \
  " strftime ('%Y-%m-%d %H:%M.%S', d.created / 1000, 'unixepoch', 'localtime') || printf" \
  " ('.%03d', d.created % 1000), 'modified', strftime ('%Y-%m-%d %H:%M.%S', d.modified / 1000," \
  " 'unixepoch', 'localtime') || printf ('.%03d', d.modified % 1000), 'application'," \
  " d.application, 'protected', json (iif (d.is_protected, 'true', 'null')), 'public', json (iif" \
  " (d.is_public, 'true', 'null')), 'shared', json (d.shared), 'inheritedShares', json" \
  " (d.shared), 'isShared', json (iif (d.shared = '[]', 'false', 'true')), 'alt', d.alt," \
  " 'legend', d.legend, 'deleted', json (iif (d.trasher IS NULL, 'null', 'true')), 'trasher'," \
  " d.trasher, 'copyFromId', d.copy_from)"

void      ent_training_library_tidy     (JsonNode           *node,
                                         gboolean            listed);
JsonNode *ent_training_library_dup_node (EntTrainingDb      *db,
                                         const char         *id);
gboolean  ent_training_library_allows   (EntTrainingRequest *request,
                                         const char         *id,
                                         const char         *action);
void      ent_training_library_delete   (EntTrainingDb      *db,
                                         const char         *id);
gint64    ent_training_library_get_free (EntTrainingRequest *request,
                                         gint64             *quota,
                                         gint64             *used);

G_END_DECLS
