#!/usr/bin/env bash
# Loads the plugin on PyQt 6 as QGIS 4 does, with stand-ins for QGIS's own classes, opens its panels
# and dialogs, and compares every Qt name that the code uses with PyQt 6. Fetches PyQt6 (290 MB) once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
env=build/qt6
if [ ! -x "$env/bin/python" ]; then
  "${PYTHON:-python3}" -m venv "$env"
  "$env/bin/python" -m pip install -q --disable-pip-version-check PyQt6==6.11.0 numpy
fi
QT_QPA_PLATFORM=offscreen "$env/bin/python" -W error::DeprecationWarning tools/qt6/check.py
