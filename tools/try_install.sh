#!/usr/bin/env bash
# Installs the worker's environment in a real QGIS, from a profile without anything, as a user does.
#   tools/try_install.sh OUT            from the network
#   tools/try_install.sh OUT folder     from a folder of packages (made in OUT/wheels), network blocked
# BREAK= leaves out the deleted file, its naming and its repair.
#   tools/try_install.sh OUT full       into a place that is too small (needs root)
# Fetches 280 MB or more and takes minutes: not a part of the tests. OUT/found.json holds the figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p "$1"
out=$(realpath "$1")
mode=${2:-network}
python3 tools/stage.py --copy --to "$out/plugins/aeroseg_qgis" >/dev/null
export PLUGINS="$out/plugins" LIMIT="${LIMIT:-1800}"
scenario=tests/desktop/scenarios/install.py

case $mode in
  network) BREAK=${BREAK-1} tools/demo/run_qgis.sh "$scenario" "$out" ;;
  folder)
    # The Python that the folder is for is the one that the installer takes: it goes by its name.
    ls "$out"/wheels/torch-*.whl >/dev/null 2>&1 ||
      "${PYTHON:-python3}" -m pip download -q --only-binary :all: -d "$out/wheels" \
        -r requirements/worker.txt -c requirements/constraints.txt uv==0.13.9
    BREAK=${BREAK-1} WHEELS="$out/wheels" unshare -rn bash -c \
      'ip link set lo up 2>/dev/null; exec "$@"' - tools/demo/run_qgis.sh "$scenario" "$out"
    ;;
  full)
    mkdir -p "$out/small"
    unshare -m bash -c 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"' - \
      "${SIZE:-60m}" "$out/small" env FULL=1 PLACE="$out/small/python" \
      tools/demo/run_qgis.sh "$scenario" "$out"
    ;;
  *) echo "usage: tools/try_install.sh OUT [network|folder|full]" >&2; exit 2 ;;
esac
if [ -f "$out/found.json" ]; then cat "$out/found.json"; fi  # MODE=full measures nothing
