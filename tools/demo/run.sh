#!/usr/bin/env bash
# The demo of the README, called by `make demo`: a real QGIS segments a raster by typed names.
# RASTER, CLASSES, MODEL, OUT as on make's command line; LIMIT: seconds until it is given up.
# With a display (and CI not true) QGIS opens on it and stays open; else it runs on a virtual one.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=${OUT:-build/demo}
mkdir -p "$out" || exit 5
out=$(realpath "$out")
if [ -n "${RASTER:-}" ]; then
  if [ ! -e "$RASTER" ]; then
    printf 'The demo cannot begin: there is no file "%s".\n' "$RASTER" >&2
    exit 3
  fi
  RASTER=$(realpath "$RASTER")
  if [ -z "${CLASSES:-}" ]; then
    CLASSES="building, tree, road"
    printf 'No CLASSES were given, so these are looked for: %s\n' "$CLASSES"
  fi
fi
export RASTER="${RASTER:-}" CLASSES="${CLASSES:-}" MODEL="${MODEL:-}"
export LIMIT="${LIMIT:-1800}"
export AEROSEG_PYTHON="${AEROSEG_PYTHON:-$PWD/.venv/bin/python}"

rm -f "$out/screenshot.png" "$out/classes.tif" "$out/scores.tif" "$out/log.txt"
: >"$out/log.txt"
tail -n +1 -f "$out/log.txt" &
tail_pid=$!
trap 'kill "$tail_pid" 2>/dev/null' EXIT

# A display that is named but cannot be reached (a remote shell) counts as none.
has_display() {
  [ -n "${WAYLAND_DISPLAY:-}" ] && return 0
  [ -n "${DISPLAY:-}" ] || return 1
  ! command -v xdotool >/dev/null || timeout 5 xdotool getdisplaygeometry >/dev/null 2>&1
}

live=
if [ "${CI:-}" != true ] && has_display; then
  live=1
  printf 'QGIS opens on your display and stays open; close it to end the demo.\n'
fi
LIVE=$live tools/demo/run_qgis.sh tools/demo/demo_scenario.py "$out"
code=$?
sleep 0.5 # for the last lines
for file in screenshot.png classes.tif scores.tif; do
  if [ "$code" -eq 0 ] && [ ! -s "$out/$file" ]; then
    printf 'The demo ended without %s.\n' "$file" >&2
    code=1
  fi
done
if [ "$code" -ne 0 ]; then
  printf 'The demo failed (exit code %s).' "$code" >&2
  [ -s "$out/error.txt" ] && printf ' The trace is in %s.' "$out/error.txt" >&2
  printf ' What QGIS said is in %s.\n' "$out/qgis.err" >&2
fi
exit "$code"
