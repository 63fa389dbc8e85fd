#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# French is complete: every message of the sources is translated, none is fuzzy.
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xgettext --from-code=UTF-8 --files-from=po/POTFILES.in --output="$work/encrier.pot" \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=ngettext:1,2 --add-comments=Translators 2>/dev/null
msgmerge --quiet --no-fuzzy-matching --output-file="$work/fr.po" po/fr.po "$work/encrier.pot"
msgfmt --check --output-file=/dev/null po/fr.po
statistics=$(LC_ALL=C msgfmt --statistics --output-file=/dev/null "$work/fr.po" 2>&1)
echo "$statistics"
case "$statistics" in
  *fuzzy*|*untranslated*)
    msgattrib --untranslated "$work/fr.po" | grep -A1 '^#:' | head -40
    exit 1 ;;
esac
