#!/usr/bin/env bash
# Makes a bare machine ready, and does nothing where everything is there already.
#   tools/bootstrap.sh system   QGIS, its Python bindings and a virtual display, through apt
#   tools/bootstrap.sh worker   .venv with the pinned packages of requirements/
# Asks before it installs system packages, unless CI=true, YES=1 or -y.
# PYTHON=... names the Python that makes .venv; pip's own settings and variables are honoured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SYSTEM_PACKAGES=(qgis python3-qgis qgis-providers python3-pytest python3-venv
  xvfb xauth xdotool openbox gdal-bin python3-gdal fonts-dejavu-core qttools5-dev-tools)
QGIS_PYTHON=${QGIS_PYTHON:-/usr/bin/python3}
REQUIREMENTS=(requirements/worker.txt requirements/training.txt requirements/dev.txt)
CONSTRAINTS=requirements/constraints.txt
STAMP=.venv/.aeroseg-requirements
LOGS=build/logs
EXIT_ENVIRONMENT=4

say() { printf -- '-- %s\n' "$*"; }

fail() {  # what happened, why and what to do: one sentence a line
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit "$EXIT_ENVIRONMENT"
}

run_logged() {  # run_logged LOGFILE COMMAND...: quiet, shows the end of the log when it fails
  local log=$1
  shift
  if ! "$@" >>"$log" 2>&1 </dev/null; then
    tail -n 25 "$log" >&2
    return 1
  fi
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# ---------------------------------------------------------------- system packages

missing_packages() {
  local package
  for package in "${SYSTEM_PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] ||
      printf '%s\n' "$package"
  done
}

missing_programs() {  # for systems without apt: the same needs, by what can be run
  local program
  for program in qgis Xvfb xvfb-run xauth xdotool openbox gdalinfo; do
    command -v "$program" >/dev/null 2>&1 || printf '%s\n' "$program"
  done
  "$QGIS_PYTHON" -c 'import qgis.core' >/dev/null 2>&1 ||
    printf '"import qgis.core" in %s (QGIS_PYTHON=... names another Python)\n' "$QGIS_PYTHON"
  "$QGIS_PYTHON" -c 'import pytest' >/dev/null 2>&1 || printf 'pytest in %s\n' "$QGIS_PYTHON"
}

agreed() {  # agreed PACKAGES...
  [ "${CI:-}" = true ] || [ "${YES:-}" = 1 ] && return 0
  printf 'These packages are missing and will be installed with apt-get:\n  %s\n' "$*"
  if ! [ -t 0 ]; then
    printf 'There is no terminal to ask on.\n'
    return 1
  fi
  local answer
  read -r -p 'Install them now (about 300 MB to download when QGIS is among them)? [y/N] ' answer
  [[ $answer =~ ^[Yy] ]]
}

system() {
  if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    mapfile -t missing < <(missing_programs)
    [ "${#missing[@]}" -eq 0 ] && return 0
    fail "The set-up stopped: this system has no apt-get, and some programs were not found:" \
      "${missing[@]/#/  }" \
      "Install QGIS 3.22 or newer with its Python bindings, Xvfb, xauth, xdotool, openbox, the GDAL" \
      "programs and pytest with your system's package manager, then run the command again."
  fi
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -eq 0 ] && return 0
  local command="apt-get install --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command="sudo $command"
    command -v sudo >/dev/null 2>&1 || fail \
      "The set-up stopped: packages are missing, and there is no sudo to install them with." \
      "Run as root: ${command#sudo }"
  fi
  agreed "${missing[@]}" || fail \
    "Nothing was installed." \
    "Run again with YES=1 to agree beforehand, or install the packages yourself:" "  $command"
  say "Installing ${#missing[@]} system packages (1 to 5 minutes): ${missing[*]}"
  mkdir -p "$LOGS"
  : >"$LOGS/apt.log"
  run_logged "$LOGS/apt.log" as_root apt-get -o DPkg::Lock::Timeout=600 -q update ||
    say "apt-get update reported a problem; going on with the package lists at hand"
  run_logged "$LOGS/apt.log" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=600 -q install -y --no-install-recommends "${missing[@]}" ||
    fail "The system packages were not installed; the end of the log is above." \
      "The whole log is $LOGS/apt.log. By hand: $command"
  "$QGIS_PYTHON" -c 'import qgis.core' || fail \
    "QGIS is installed, but $QGIS_PYTHON cannot import its bindings." \
    "Name the Python that QGIS uses with QGIS_PYTHON=... and run the command again."
}

# ---------------------------------------------------------------- the worker's environment

fits() {  # a Python that runs, is 3.10 to 3.14 and can make a virtual environment
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 14))' \
    >/dev/null 2>&1
}

find_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    fits "$PYTHON" || return 1
    printf '%s\n' "$PYTHON"
    return 0
  fi
  for candidate in python3 /usr/bin/python3 python3.13 python3.12 python3.11 python3.10 python3.14; do
    if fits "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

make_venv() {
  local python
  if ! python=$(find_python) && command -v apt-get >/dev/null 2>&1; then
    system  # python3-venv is among the system packages
  fi
  python=${python:-$(find_python)} || fail \
    "The worker's environment was not made: no Python 3.10 to 3.14 with the venv module was found." \
    "Install one (on Debian and Ubuntu: the package python3-venv), or name it with PYTHON=..."
  say "Making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
}

wanted_stamp() {
  cat "${REQUIREMENTS[@]}" "$CONSTRAINTS" | cksum
}

# Proves that what was installed can be loaded, and that torch is the pinned one.
CHECK='
import re, sys, numpy, pydantic, rasterio, safetensors, torch, yaml
pin = re.search(r"^torch==(\S+)", open("requirements/worker.txt").read(), re.M).group(1)
if torch.__version__.split("+")[0] != pin:
    sys.exit(f"torch {torch.__version__} is installed, {pin} is wanted")
'

worker() {
  if [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null && fits .venv/bin/python; then
    [ "$(cat "$STAMP" 2>/dev/null)" = "$(wanted_stamp)" ] && return 0
  else
    make_venv
  fi
  mkdir -p "$LOGS"
  : >"$LOGS/pip.log"
  say "Installing the pinned packages into .venv (1.4 GB with a CPU build of torch, 6 GB with a" \
    "CUDA build; minutes the first time)"
  local arguments=(-c "$CONSTRAINTS") file
  for file in "${REQUIREMENTS[@]}"; do arguments+=(-r "$file"); done
  run_logged "$LOGS/pip.log" .venv/bin/python -m pip install --disable-pip-version-check \
    --no-input "${arguments[@]}" ||
    fail "The worker's environment is not complete; the end of the log is above." \
      "The whole log is $LOGS/pip.log. Run the command again: it goes on where it stopped."
  .venv/bin/python -c "$CHECK" || fail \
    "The packages were installed, but do not load." \
    "Remove the folder .venv and run the command again."
  wanted_stamp >"$STAMP"
}

# ---------------------------------------------------------------- command line

steps=()
for argument in "$@"; do
  case $argument in
    -y | --yes) YES=1 ;;
    system | worker) steps+=("$argument") ;;
    *) printf 'usage: tools/bootstrap.sh [-y] [system] [worker]\n' >&2; exit 2 ;;
  esac
done
mkdir -p build
exec 9>build/.bootstrap.lock
if command -v flock >/dev/null 2>&1; then flock 9; fi
for step in "${steps[@]}"; do "$step" 9>&-; done
