#!/usr/bin/env bash
# What the plugin costs when QGIS starts: the time of import and initGui, in a fresh profile with no
# environment for the model, measured inside QGIS; the median of RUNS (default 5) starts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 tools/stage.py --copy --to "$folder/plugins/aeroseg_qgis" >/dev/null
# As after the first start; the scenario itself lets nothing be written.
"${QGIS_PYTHON:-/usr/bin/python3}" -m compileall -q "$folder/plugins/aeroseg_qgis/"*.py "$folder/plugins/aeroseg_qgis/"{environment,processing}
for number in $(seq "${RUNS:-5}"); do
  PLUGINS="$folder/plugins" tools/demo/run_qgis.sh tests/desktop/scenarios/startup.py "$folder/$number" >&2
done
python3 - "$folder" <<'PY'
import json, pathlib, statistics, sys
found = [json.loads(p.read_text()) for p in sorted(pathlib.Path(sys.argv[1]).glob("*/startup.json"))]
print("QGIS %s: import %.3f s, start %.3f s, together %.3f s, of the processor %.3f s (median of %d)" % (
    found[0]["qgis"],
    statistics.median(f["import_s"] for f in found),
    statistics.median(f["start_s"] for f in found),
    statistics.median(f["import_s"] + f["start_s"] for f in found),
    statistics.median(f["processor_s"] for f in found),
    len(found),
))
PY
