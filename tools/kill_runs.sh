#!/usr/bin/env bash
# Kills the worker COUNT times at random moments of runs in a real QGIS, and looks at what is left.
#   tools/kill_runs.sh [COUNT] [OUT]        SEED=n: other moments
# OUT/kills.json says how often and when; about 15 seconds a kill. Exit code 0: all was well each time.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."

count=${1:-100}
out=${2:-build/kills}
python=.venv/bin/python
rm -rf "$out"
mkdir -p "$out"
out=$(realpath "$out")
$python tools/stage.py >/dev/null
$python - resources/sample/sample.tif "$out/part.tif" <<'PYTHON'
import sys

import rasterio
from rasterio.windows import Window

with rasterio.open(sys.argv[1]) as source:
    window = Window(400, 300, 1200, 900)
    profile = source.profile | {
        "width": window.width, "height": window.height, "transform": source.window_transform(window),
    }
    with rasterio.open(sys.argv[2], "w", **profile) as part:
        part.write(source.read(window=window))
PYTHON
code=0
COUNT=$count SEED=${SEED:-1} IMAGE=$out/part.tif RESULTS=$out/results \
  LIMIT=$((600 + 120 * count)) tools/demo/run_qgis.sh tests/desktop/scenarios/kills.py "$out" || code=$?
[ -s "$out/kills.json" ] && cat "$out/kills.json" && echo
[ -s "$out/error.txt" ] && cat "$out/error.txt"
exit "$code"
