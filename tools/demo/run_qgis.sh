#!/usr/bin/env bash
# Starts a real QGIS desktop with the staged plugin in a scratch profile and runs a scenario in it.
#   tools/demo/run_qgis.sh SCENARIO.py OUT
# On the display of DISPLAY when LIVE=1, else on a virtual one. LIMIT: seconds until it is ended.
# INI: more lines for the profile's settings, for example a language or a theme.
# Exit code: that of the scenario (drive.py writes it to OUT/status); 124 when the time was up.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

scenario=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
limit=${LIMIT:-300}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rm -f "$out/status" "$out/error.txt"

mkdir -p "$scratch/profiles/demo/QGIS" "$scratch/data" "$scratch/cache"
chmod 700 "$scratch"
# No questions at start or end, no news, no first-run pages.
cat >"$scratch/profiles/demo/QGIS/QGIS3.ini" <<INI
[PythonPlugins]
aeroseg_qgis=true
[Qgis]
checkVersion=false
[qgis]
checkVersion=false
showTips=false
newProjectDefault=false
[app]
askToSaveMemoryLayers=false
projections\\unknownCrsBehavior=NoAction
[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true
${INI:-}
INI

qgis=(env -u PYTHONHOME -u PYTHONPATH -u VIRTUAL_ENV -u PYTHONSTARTUP
  OUT="$out" SCENARIO="$scenario" RESULTS="${RESULTS:-$out/results}" QGIS_PLUGINPATH="${PLUGINS:-$PWD/build/plugin}"
  PYTHONDONTWRITEBYTECODE=1 XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="$scratch/cache"
  LC_ALL="${LC_ALL:-C.UTF-8}" LIVE="${LIVE:-}"
  "${QGIS:-qgis}" --nologo --noversioncheck --profiles-path "$scratch" --profile demo
  --code "$PWD/tools/demo/drive.py")

# The process group is ended at the end of the time, or when this script is interrupted.
end_group() { kill -TERM -- "-$pid" 2>/dev/null && sleep 3; kill -KILL -- "-$pid" 2>/dev/null; }

# What the virtual display shows when nothing else can tell (a dialog at the start of QGIS).
picture() {
  [ -s "$scratch/display" ] && command -v import >/dev/null || return 0
  local display authority
  read -r display authority <"$scratch/display"
  DISPLAY=$display XAUTHORITY=$authority timeout 10 import -window root "$out/timed_out.png"
}

set -m
if [ "${LIVE:-}" = 1 ]; then
  "${qgis[@]}" >"$out/qgis.out" 2>"$out/qgis.err" &
else
  xvfb-run -a -s "-screen 0 ${SCREEN:-1600x1000x24} -nolisten tcp" \
    bash -c 'printf "%s %s\n" "$DISPLAY" "$XAUTHORITY" >"$1/display"; shift; exec "$@"' - "$scratch" \
    env XDG_RUNTIME_DIR="$scratch" "${qgis[@]}" >"$out/qgis.out" 2>"$out/qgis.err" &
fi
pid=$!
set +m
trap 'end_group; rm -rf "$scratch"; exit 130' INT TERM

# Wait for the verdict; a window that stays open (LIVE=1) may then take its time.
begun=$SECONDS
while kill -0 "$pid" 2>/dev/null && [ ! -s "$out/status" ]; do
  if [ $((SECONDS - begun)) -ge "$limit" ]; then
    printf 'QGIS was ended after %s s without a result. Its output is in %s.\n' \
      "$limit" "$out/qgis.err" >&2
    picture
    end_group
    exit 124
  fi
  sleep 0.2
done
[ "${LIVE:-}" = 1 ] && [ -s "$out/status" ] && [ -n "${ON_DONE:-}" ] && "$ON_DONE" "$out"
if [ "${LIVE:-}" != 1 ]; then
  # The scenario is over: QGIS has this long to close.
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  kill -0 "$pid" 2>/dev/null && { echo "QGIS did not close." >&2; end_group; exit 124; }
fi
wait "$pid"
code=$?
# A scenario that closes QGIS itself, or a crash, leaves no status but an exit code.
[ -s "$out/status" ] && code=$(cat "$out/status")
exit "$code"
