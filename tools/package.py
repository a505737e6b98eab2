"""Makes build/aeroseg_qgis-VERSION.zip, the file that QGIS installs; the same bytes every time.

    python tools/package.py

Names are sorted, times and permissions fixed, and the result is checked with the rules of QGIS's
plugin repository (tools/check_package.py) before it gets its name.
"""

from __future__ import annotations

import configparser
import hashlib
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import check_package
import stage

TIMESTAMP = (2020, 1, 1, 0, 0, 0)  # any fixed time will do; the format begins in 1980
REGULAR_FILE = 0o100644 << 16  # Unix mode in the upper half of the attributes


def version() -> str:
    """The version in metadata.txt."""
    metadata = configparser.ConfigParser()
    metadata.read(stage.ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def write_zip(folder: Path, target: Path) -> None:
    """Packs `folder`, with its own name as the top folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w") as archive:
        for path in files:
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = REGULAR_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


def main() -> int:
    """Command line."""
    build = stage.ROOT / "build"
    folder = build / "package" / stage.PLUGIN
    entries = stage.wanted_entries()
    if "i18n" not in entries:
        print("package: lrelease is missing, so there are no translations", file=sys.stderr)
        return 1
    stage.copy(entries, folder)
    target = build / f"{stage.PLUGIN}-{version()}.zip"
    part = target.with_suffix(".zip.part")
    write_zip(folder, part)
    problems = check_package.problems(part)
    if problems:
        part.unlink()
        print(*(f"package: {problem}" for problem in problems), sep="\n", file=sys.stderr)
        return 1
    part.replace(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    size_mib = target.stat().st_size / 2**20
    print(f"{target.relative_to(stage.ROOT)}  {size_mib:.1f} MiB  sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
