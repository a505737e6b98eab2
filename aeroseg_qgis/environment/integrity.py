"""Whether every file of an environment is as it was installed. Runs in a thread: no Qt here.

Each package lists its files with length and SHA-256 (RECORD, PEP 376).
"""

from __future__ import annotations

import base64
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from .pins import normal_name

__all__ = ["Damage", "damage", "installed", "site_packages"]

CHUNK_BYTES = 1 << 20
ENDING = ".dist-info"
NOT_KEPT = (".pyc", ".pyo")


@dataclass(frozen=True)
class Damage:
    """A package with files that are gone or changed."""

    package: str
    files: list[str]  # relative to site-packages

    @property
    def first(self) -> str:
        """One of the files, as an example."""
        return self.files[0]


def site_packages(environment: Path) -> Path | None:
    """Where packages lie in an environment; None where there is no such folder."""
    for place in (
        *environment.glob("lib/python3*/site-packages"),
        environment / "Lib/site-packages",
    ):
        if place.is_dir():
            return place
    return None


def installed(environment: Path) -> dict[str, str]:
    """Names and versions of the packages that are there."""
    site = site_packages(environment)
    found = {}
    for folder in site.glob(f"*{ENDING}") if site is not None else ():
        name, _, version = folder.name[: -len(ENDING)].partition("-")
        found[normal_name(name)] = version
    return found


def damage(environment: Path, *, thorough: bool = False) -> list[Damage]:
    """Packages whose files are gone or have another length; `thorough`: or other bytes."""
    site = site_packages(environment)
    if site is None:
        return [Damage("python", ["site-packages"])]
    found = []
    for folder in sorted(site.glob(f"*{ENDING}")):
        name = normal_name(folder.name[: -len(ENDING)].partition("-")[0])
        bad = _bad_files(site, folder, thorough)
        if bad:
            found.append(Damage(name, bad))
    return found


def _bad_files(site: Path, folder: Path, thorough: bool) -> list[str]:
    try:
        with (folder / "RECORD").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        return [f"{folder.name}/RECORD"]
    bad = []
    for row in rows:
        if len(row) != 3 or not row[1] or row[0].endswith(NOT_KEPT) or row[0].startswith(".."):
            continue
        name, digest, length = row
        try:
            path = site / name
            is_good = path.is_file() and (not length or path.stat().st_size == int(length))
            if is_good and thorough:
                is_good = _has_digest(path, digest)
        except (OSError, ValueError):
            is_good = False
        if not is_good:
            bad.append(name)
    return bad


def _has_digest(path: Path, wanted: str) -> bool:
    kind, _, text = wanted.partition("=")
    if kind != "sha256":
        return True
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(CHUNK_BYTES), b""):
            digest.update(chunk)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode() == text
