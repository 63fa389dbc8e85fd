#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# GTK lives in src/ui only; the training server includes no header of the program.
set -eu
cd "$1"
if grep -rnE '#include *[<"](gtk/|adwaita)' src --include='*.[ch]' | grep -v '^src/ui/'; then
  echo "GTK outside src/ui"
  exit 1
fi
if grep -rhoE '#include "[^"]+"' src/training | sort -u | grep -vE '"ent-training'; then
  echo "src/training includes a header that is not its own"
  exit 1
fi
missing=$(git ls-files src tests 2>/dev/null | grep -E '\.(c|h|py|sh)$' | xargs -r grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' || true)
if [ -n "$missing" ]; then
  echo "No licence line in:"
  echo "$missing"
  exit 1
fi
