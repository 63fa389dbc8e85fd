#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every file with words for the teacher is in po/POTFILES.in, sorted, and every file listed exists.
set -eu
cd "$1"
wanted=$(grep -rlE '(\b_|\bN_|\bC_|ngettext) ?\(|translatable="yes"' src/ui src/main.c data --include='*.c' --include='*.ui' | LC_ALL=C sort
         ls data/*.desktop.in data/*.metainfo.xml.in)
wanted=$(printf '%s\n' "$wanted" | LC_ALL=C sort)
listed=$(grep -v '^#' po/POTFILES.in)
if [ "$wanted" != "$listed" ]; then
  echo "po/POTFILES.in is not what it should be:"
  printf '%s\n' "$wanted" >"${TMPDIR:-/tmp}/potfiles.$$"
  printf '%s\n' "$listed" | diff - "${TMPDIR:-/tmp}/potfiles.$$" || true
  rm -f "${TMPDIR:-/tmp}/potfiles.$$"
  exit 1
fi
