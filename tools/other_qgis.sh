#!/usr/bin/env bash
# Builds another QGIS in a folder (a Debian of its own) and runs the plugin's tests in it.
#   tools/other_qgis.sh trixie                 QGIS 3.40 LTR: plugin and desktop tests
#   tools/other_qgis.sh sid plugin             QGIS 3.44: some groups of tools/test.sh
#   tools/other_qgis.sh trixie startup         only what the plugin costs when QGIS starts
# Needs root, debootstrap and 2.2 GB a suite in build/qgis-SUITE (ROOTS names another folder).
# The checkout and the worker's environment are mounted into it, so nothing is installed twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

suite=${1:?usage: tools/other_qgis.sh SUITE [GROUP...]}
shift
groups=("$@")
[ "${#groups[@]}" -gt 0 ] || groups=(startup plugin desktop)
root=$(realpath -m "${ROOTS:-build}/qgis-$suite")
packages=(qgis python3-qgis qgis-providers xvfb xauth xdotool openbox imagemagick gdal-bin
  python3-gdal python3-pytest python3-venv qttools5-dev-tools fonts-dejavu-core fonts-noto-cjk git)

[ "$(id -u)" -eq 0 ] || { echo "Run this as root: it makes a Debian in a folder." >&2; exit 4; }
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install debootstrap" >&2; exit 4; }

if [ ! -e "$root/.complete" ]; then
  echo "-- making $root (2.2 GB, some minutes)"
  rm -rf "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase "$suite" "$root" ${MIRROR:+"$MIRROR"} >"$root.log" 2>&1 ||
    { tail -n 20 "$root.log" >&2; exit 4; }
  cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  unshare -m bash -c '
    mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 4
    shift_root=$1; shift
    chroot "$shift_root" env DEBIAN_FRONTEND=noninteractive apt-get install -qy \
      --no-install-recommends "$@"' - "$root" "${packages[@]}" >>"$root.log" 2>&1 ||
    { tail -n 20 "$root.log" >&2; exit 4; }
  touch "$root/.complete"
fi

# What is mounted: the checkout, what its links point to, the Python under the environment.
places=("$PWD" "$(realpath .venv)" "$(realpath "$(.venv/bin/python -c 'import sys; print(sys.base_prefix)')")")
[ -d ../shared ] && places+=("$(realpath ../shared)")
git_dir=$(realpath "$(git rev-parse --git-common-dir)")
places+=("$git_dir")
status=0
for group in "${groups[@]}"; do
  if [ "$group" = startup ]; then
    command=(tools/startup_cost.sh)
  else
    command=(tools/test.sh "$group")
  fi
  unshare -m bash -c '
    root=$1 where=$2 count=$3; shift 3
    mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit 4
    rm -rf "${root:?}/tmp/"*
    for place in "${@:1:$count}"; do
      mkdir -p "$root$place" && mount --rbind "$place" "$root$place" || exit 4
    done
    shift "$count"
    # The plugin folder and the screenshots of this QGIS go to places of their own.
    exec chroot "$root" env -i HOME=/root LANG=C.UTF-8 LC_ALL=C.UTF-8 CI=true \
      PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin PYTEST_ARGS="${PYTEST_ARGS:-}" GDAL_RAISES=1 \
      bash -c "cd \"\$1\" && shift && qgis --version 2>/dev/null | head -n 1; exec \"\$@\"" - "$where" "$@"
  ' - "$root" "$PWD" "${#places[@]}" "${places[@]}" "${command[@]}" || status=1
done
exit "$status"
