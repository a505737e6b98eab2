"""What can be made or fetched again: how large it is, and its removal. No Qt but for messages."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CacheFolders", "sha256_of"]

CACHE_VARIABLE = "AEROSEG_CACHE_DIR"  # the worker's own name for the same
PARTS = ("*.part", "*.part.json")


@dataclass(frozen=True)
class CacheFolders:
    """The worker's cache, and downloads of models that were cut.

    Attributes:
        texts: folder of what names mean to models; None where nothing is kept.
        models: folder of downloaded models; None where it is not known.
    """

    texts: Path | None
    models: Path | None

    @classmethod
    def of(cls, models_folder: str) -> CacheFolders:
        """The folders that the worker uses."""
        return cls(_cache_folder(), Path(models_folder) if models_folder else None)

    @property
    def folders(self) -> list[Path]:
        """Those that there are."""
        return [one for one in (self.texts, self.models) if one is not None and one.is_dir()]

    def files(self) -> list[Path]:
        """Every file that may go."""
        found = []
        if self.texts is not None and self.texts.is_dir():
            found += [path for path in self.texts.rglob("*") if path.is_file()]
        if self.models is not None and self.models.is_dir():
            for pattern in PARTS:
                found += list(self.models.rglob(pattern))
        return found

    def size_bytes(self) -> int:
        """Size of all of them."""
        return sum(_size(path) for path in self.files())

    def clear(self) -> int:
        """Remove them; what is in use stays. Gives the bytes that were removed."""
        removed = 0
        for path in self.files():
            size = _size(path)
            try:
                path.unlink()
            except OSError:
                continue
            removed += size
        return removed


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _cache_folder() -> Path | None:
    named = os.environ.get(CACHE_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return local / "AerOSeg" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "AerOSeg"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "aeroseg"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file; reads all of it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()
