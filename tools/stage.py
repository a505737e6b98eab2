"""Puts the plugin folder together, exactly as QGIS loads it.

    python tools/stage.py            build/plugin/aeroseg_qgis, links into the checkout
    python tools/stage.py --copy     the same folder with copies
    python tools/stage.py --copy --to DIR

The folder holds every entry of aeroseg_qgis/ and, beside them, metadata.txt, LICENSE, backend/,
training/, resources/, requirements/, docs/ and the compiled translations in
i18n/. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import translations

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "aeroseg_qgis"
DEFAULT = ROOT / "build" / "plugin" / PLUGIN
BESIDE = (
    "metadata.txt", "LICENSE", "backend", "training", "resources", "requirements", "docs",
)  # fmt: skip
LEFT_OUT = ("__pycache__", ".*", "*.pyc", "*.pyo", "*~")


def wanted_entries() -> dict[str, Path]:
    """Name in the plugin folder -> where it lies in the checkout."""
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    names = [path.name for path in (ROOT / PLUGIN).iterdir()]
    inside = sorted(set(names) - ignored(PLUGIN, names))
    entries = {name: ROOT / PLUGIN / name for name in inside}
    for name in BESIDE:
        if name in entries:
            raise SystemExit(f'"{name}" is in {PLUGIN}/ and at the top: one hides the other.')
        if not (ROOT / name).exists():
            raise SystemExit(f'The plugin folder was not made: "{name}" is missing in {ROOT}.')
        entries[name] = ROOT / name
    if translations.compile_all(translations.COMPILED):
        entries["i18n"] = translations.COMPILED
    return entries


def shipped_files(source: Path) -> list[Path]:
    """Every file under `source` that belongs to the product, sorted.

    In a git checkout these are the files that git tracks or would track, so that nothing that a
    run left behind is shipped; elsewhere all but caches and hidden files.
    """
    if source.is_file():
        return [source]
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", str(source)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        names = sorted(set(listing.stdout.decode().split("\0")) - {""})
        files = [ROOT / name for name in names if (ROOT / name).is_file()]
    else:
        files = sorted(path for path in source.rglob("*") if path.is_file())
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    return [path for path in files if not ignored("", path.relative_to(ROOT).parts)]


def remove(path: Path) -> None:
    """Removes a link, a file or a folder; never what a link points to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def link(entries: dict[str, Path], target: Path) -> None:
    """Makes `target` a folder of links; links that are right stay untouched."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        remove(target)
    target.mkdir(parents=True, exist_ok=True)
    for present in target.iterdir():
        if present.name not in entries:
            remove(present)
    for name, source in entries.items():
        place = target / name
        wanted = os.path.relpath(source, target)
        if place.is_symlink() and str(place.readlink()) == wanted:
            continue
        if place.is_symlink() or place.exists():
            remove(place)
        place.symlink_to(wanted, target_is_directory=source.is_dir())


def copy(entries: dict[str, Path], target: Path) -> None:
    """Makes `target` a folder of copies, from nothing, under its final name only when complete."""
    building = target.with_name(target.name + ".new")
    for old in (building, target):
        if old.is_symlink() or old.exists():
            remove(old)
    for name, source in entries.items():
        for file in shipped_files(source):
            place = building / name / file.relative_to(source)  # a file: just the name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    building.rename(target)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Puts the plugin folder together.")
    parser.add_argument("--copy", action="store_true", help="copy instead of linking")
    parser.add_argument("--to", type=Path, default=DEFAULT, help="the folder to make")
    options = parser.parse_args()
    target = options.to.absolute()  # not resolved: that would follow an old link
    (copy if options.copy else link)(wanted_entries(), target)
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
