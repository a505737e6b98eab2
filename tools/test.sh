#!/usr/bin/env bash
# Runs every test, group by group, and reports all of them even when an early group fails.
#   tools/test.sh                     all groups
#   tools/test.sh backend desktop     some of them
#   PYTEST_ARGS="-k grid -x" tools/test.sh plugin
# Groups: backend training repository (in .venv), plugin desktop (in QGIS's own Python).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

QGIS_PYTHON=${QGIS_PYTHON:-/usr/bin/python3}
read -r -a EXTRA <<<"${PYTEST_ARGS:-}"

in_venv() { .venv/bin/python -m pytest "$@" "${EXTRA[@]}"; }

# QGIS's Python must not see another Python's packages, and finds the worker's by itself.
in_qgis() {
  env -u PYTHONHOME -u PYTHONPATH -u VIRTUAL_ENV PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1 \
    QGIS_PLUGINPATH="$PWD/build/plugin" "$QGIS_PYTHON" -m pytest "$@" "${EXTRA[@]}"
}

backend() { in_venv tests/backend; }
training() { in_venv tests/training; }
repository() { in_venv tests/test_*.py; }
plugin() { QT_QPA_PLATFORM=offscreen in_qgis tests/aeroseg_qgis; }
desktop() { in_qgis tests/desktop; } # brings its own virtual display

groups=("$@")
[ "${#groups[@]}" -gt 0 ] || groups=(repository backend training plugin desktop)
report=()
failed=0
for group in "${groups[@]}"; do
  if [ "$(type -t "$group")" != function ]; then
    printf 'tools/test.sh: there is no group "%s"\n' "$group" >&2
    exit 2
  fi
  printf '\n== tests: %s\n' "$group"
  begun=$SECONDS
  "$group" </dev/null
  rc=$?
  case $rc in
    0) verdict=passed ;;
    5) verdict="FAILED (no test ran)" ;;
    *) verdict="FAILED (exit code $rc)" ;;
  esac
  [ "$rc" -eq 0 ] || failed=1
  report+=("$(printf '%-12s %-24s %4d s' "$group" "$verdict" $((SECONDS - begun)))")
done
printf '\n== test groups\n'
printf '%s\n' "${report[@]}"
exit "$failed"
