"""Checks a plugin zip with the rules that QGIS's plugin repository applies to uploads.

    python tools/check_package.py build/aeroseg_qgis-VERSION.zip

Not checked: that the addresses in the metadata answer (this needs the network).
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from pathlib import Path, PurePosixPath

MAX_MIB = 20  # our budget; the repository takes 25
NEEDED_FILES = ("__init__.py", "metadata.txt", "LICENSE")
NEEDED_KEYS = (
    "name",
    "description",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "about",
    "tracker",
    "repository",
)
ADDRESSES = ("tracker", "repository", "homepage")
SWITCHES = ("experimental", "deprecated", "server", "hasProcessingProvider")
FORBIDDEN_PARTS = {"__pycache__", "__MACOSX", ".git"}
FORBIDDEN_ENDINGS = {".pyc", ".exe", ".dll", ".so", ".dylib", ".bat", ".cmd", ".sh", ".ps1", ".pth"}


def name_problems(entry: zipfile.ZipInfo) -> list[str]:
    """What is wrong with one entry's name and mode."""
    path = PurePosixPath(entry.filename)
    found = []
    if path.is_absolute() or ".." in path.parts or "\\" in entry.orig_filename:
        found.append(f'"{entry.filename}" points outside the folder')
    elif FORBIDDEN_PARTS & set(path.parts) or path.suffix.lower() in FORBIDDEN_ENDINGS:
        found.append(f'"{entry.filename}" is of a kind that may not be shipped')
    elif any(part.startswith(".") for part in path.parts):
        found.append(f'"{entry.filename}" is hidden')
    if entry.external_attr >> 16 & 0o111 and not entry.is_dir():
        found.append(f'"{entry.filename}" is executable')
    return found


def metadata_problems(text: str, names: set[str]) -> list[str]:
    """What is wrong with metadata.txt; `names` are the entries' names inside the top folder."""
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text)
        general = dict(parser["general"])  # interpolates: a single % is an error here, as there
    except (configparser.Error, KeyError) as error:
        return [f"metadata.txt cannot be read: {error}"]
    found = [f"metadata.txt has no {key}" for key in NEEDED_KEYS if not general.get(key.lower())]
    for key in ADDRESSES:
        value = general.get(key)
        if value and not re.fullmatch(r"https?://[\w.-]+\.\w+(/\S*)?", value):
            found.append(f"metadata.txt: {key} is no web address: {value}")
    for key in SWITCHES:
        value = general.get(key.lower(), "False")
        if value.lower() not in {"true", "false", "yes", "no", "0", "1"}:
            found.append(f"metadata.txt: {key} is neither True nor False: {value}")
    if not re.fullmatch(r"\d+\.\d+(\.\d+)?([.-]?\w+)*", general.get("version", "")):
        found.append(f"metadata.txt: version is not like 1.2.3: {general.get('version')}")
    if "/" in general.get("author", ""):
        found.append("metadata.txt: author holds a slash")
    if general.get("icon") and general["icon"] not in names:
        found.append(f"metadata.txt: there is no file {general['icon']} for the icon")
    return found


def problems(archive: Path) -> list[str]:
    """Everything that an upload would be refused for; empty when it is fit."""
    found = []
    size_mib = archive.stat().st_size / 2**20
    if size_mib > MAX_MIB:
        found.append(f"the zip has {size_mib:.1f} MiB, more than {MAX_MIB}")
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
        tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
        if len(tops) != 1 or not next(iter(tops)).isidentifier():
            return [*found, f"one folder with a Python name must be at the top, not {sorted(tops)}"]
        top = f"{tops.pop()}/"
        names = {entry.filename[len(top) :] for entry in entries}
        for entry in entries:
            found += name_problems(entry)
        found += [f"{name} is missing" for name in NEEDED_FILES if name not in names]
        if "metadata.txt" in names:
            found += metadata_problems(opened.read(f"{top}metadata.txt").decode("utf-8"), names)
    return found


def main() -> int:
    """Command line."""
    if len(sys.argv) != 2:
        print("usage: python tools/check_package.py FILE.zip", file=sys.stderr)
        return 2
    found = problems(Path(sys.argv[1]))
    print(*(found or ["fit for upload"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
