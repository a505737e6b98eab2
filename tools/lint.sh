#!/usr/bin/env bash
# Style, types and security checks; runs all of them and fails when any finds something.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PYTHON=.venv/bin/python
# The rules of QGIS's plugin repository that block an upload (bandit's own numbers).
BLOCKING=B102,B103,B105,B106,B107,B113,B201,B202,B301,B302,B304,B305,B306,B307,B312,B321,B323
BLOCKING+=,B401,B402,B412,B413,B501,B502,B503,B505,B506,B507,B601,B602,B604,B605,B609,B610,B611
BLOCKING+=,B612,B613,B615,B701
SHIPPED=(aeroseg_qgis backend training)
failed=0

check() {  # check NAME COMMAND...
  local name=$1
  shift
  printf -- '-- %s\n' "$name"
  "$@" || { failed=1; printf 'FAILED: %s\n' "$name"; }
}

secrets() {  # every finding is shown with its place, never with its text
  git ls-files -z | xargs -0 "$PYTHON" -m detect_secrets scan | "$PYTHON" -c '
import json, sys
found = json.load(sys.stdin)["results"]
for path, hits in found.items():
    for hit in hits:
        print("%s:%d: %s" % (path, hit["line_number"], hit["type"]))
sys.exit(bool(found))'
}

check "ruff: lint" "$PYTHON" -m ruff check .
check "ruff: format" "$PYTHON" -m ruff format --check .
check "mypy: types" "$PYTHON" -m mypy
check "bandit: rules that block an upload" \
  "$PYTHON" -m bandit -q -r "${SHIPPED[@]}" -t "$BLOCKING"
check "detect-secrets: tracked files" secrets
# QGS105 and QGS2xx are about arguments named iface and experimental: noise.
check "flake8-qgis: the plugin" \
  "$PYTHON" -m flake8 --select=QGS --extend-ignore=QGS105,QGS2 aeroseg_qgis
exit "$failed"
