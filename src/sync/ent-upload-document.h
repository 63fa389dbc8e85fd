/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"

G_BEGIN_DECLS

/* EntUploadDocument: a picture or a file of a text goes to the workspace, before the text. */

#define ENT_TYPE_UPLOAD_DOCUMENT (ent_upload_document_get_type ())
G_DECLARE_FINAL_TYPE (EntUploadDocument, ent_upload_document, ENT, UPLOAD_DOCUMENT, EntOperation)

G_END_DECLS
