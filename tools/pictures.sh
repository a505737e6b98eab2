#!/usr/bin/env bash
# Makes the pictures of docs/ from the real program over the drawn sample scene.
#   tools/pictures.sh            docs/images/*.png
#   tools/pictures.sh languages  build/pictures/LANGUAGE/*.png: every translation and the dark theme
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$PWD/build/pictures
mkdir -p "$out"

shoot() {  # shoot NAME INI
  INI=$2 SCREEN=1280x860x24 tools/demo/run_qgis.sh tools/pictures_scenario.py "$out/$1" >&2 ||
    { cat "$out/$1/error.txt" >&2; exit 1; }
}

if [ "${1:-}" = languages ]; then
  for language in ${LANGUAGES:-de fr es pt ja zh}; do
    QUICK=1 shoot "$language" $'[locale]\noverrideFlag=true\nuserLocale='"$language"
  done
  QUICK=1 shoot dark $'[UI]\nUITheme=Night Mapping'
  echo "$out"
  exit 0
fi
shoot en ""
# From a profile without an environment: the plugin as a copy, away from the checkout's own.
python3 tools/stage.py --copy --to "$out/plugins/aeroseg_qgis" >/dev/null
BARE=1 PLUGINS="$out/plugins" shoot bare ""
for name in panel result options-environment options-models; do
  cp "$out/en/$name.png" "docs/images/$name.png"
done
cp "$out/bare/first-run-card.png" docs/images/first-run-card.png
cp "$out/bare/options-environment.png" docs/images/options-environment.png
ls docs/images
